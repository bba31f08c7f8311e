import Testing

@testable import Assessment

@Suite struct RecitalTests {
    private let recital = Recital([
        "the delivery record", "code and review quality", "first-hand accounts from peers", "what was expected", "the help provided",
        "tighter check-ins", "a mentor, pairing or shadowing", "holding the conclusion until the evidence is in",
        "Names a window of some weeks and looks at it with the engineer along the way.",
    ])

    @Test(arguments: [
        "The delivery record, code and review quality, first-hand accounts from peers.", "What was expected, the help provided.",
        "what was expected and the help provided",
        "Tighter check-ins, a mentor, pairing or shadowing.", "Holding the conclusion until the evidence is in.",
        "Names a window of some weeks and looks at it with the engineer.",
    ])
    func `labels said in a row are read out`(text: String) { #expect(recital.isReadOut(text)) }

    @Test(arguments: [
        "I'd look at the delivery record, code and review quality.", "We had tighter check-ins, a mentor, pairing or shadowing.",
        "Tighter check-ins.", "What was expected of him in March, and the help he got.", "Delivery, quality, incidents.",
        "The delivery record against the dates they gave, and first-hand accounts from two peers.", "", "—",
    ])
    func `an answer in one's own words is none`(text: String) { #expect(!recital.isReadOut(text)) }

    @Test func `a blueprint without labels copies nothing`() { #expect(!Recital([]).isReadOut("what was expected, the help provided")) }
}
