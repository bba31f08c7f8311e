import InterviewCore
import Testing

@Suite struct EvidenceTests {
    private static func transcript(_ text: String, by speaker: Transcript.Speaker = .candidate) -> Transcript {
        Transcript(
            id: "t", scenario: "s",
            turns: [
                .init(phase: "p", minute: 0, speaker: .interviewer, text: "Go on."),
                .init(phase: "p", minute: 1, speaker: speaker, text: text),
            ])
    }

    @Test(arguments: [
        ("I'd look first.", 0..<3, "I'd"),
        ("I'd look first.", 4..<15, "look first."),
        ("👍🏽 yes", 0..<1, "👍"),
        ("👍🏽 yes", 3..<6, "yes"),
        ("👩‍👩‍👧 is one letter", 6..<8, "is"),
        ("cafe\u{301} now", 3..<5, "e\u{301}"),
        ("cafe\u{301} now", 6..<9, "now"),
        ("caf\u{e9} now", 5..<8, "now"),
        ("אני אבדוק קודם", 4..<9, "אבדוק"),
        ("مرحبا ثم نبدأ", 6..<8, "ثم"),
        ("a\r\nb", 1..<3, "\r\n"),
        ("a\r\nb", 2..<4, "\nb"),
        ("🇩🇪🇫🇷", 1..<3, "\u{1F1EA}\u{1F1EB}"),
    ]) func `offsets count Unicode scalars`(text: String, range: Range<Int>, quote: String) throws {
        let evidence = try #require(Evidence(turn: 1, range: range, in: text))
        #expect(Array(evidence.quote.unicodeScalars) == Array(quote.unicodeScalars))
        #expect(evidence.quote.unicodeScalars.count == evidence.end - evidence.start)
        #expect(evidence.isFound(in: Self.transcript(text)))
    }

    @Test(arguments: [3..<3, 4..<6, 9..<12, -1..<2]) func `an empty range or one outside gives no proof`(range: Range<Int>) {
        #expect(Evidence(turn: 0, range: range, in: "hello") == nil)
    }

    @Test func `the whole text is a passage too`() {
        #expect(Evidence(turn: 0, range: 0..<5, in: "hello")?.quote == "hello")
        #expect(Evidence(turn: 0, range: 0..<1, in: "") == nil)
    }

    @Test(arguments: [
        Evidence(turn: 1, start: 0, end: 4, quote: "late"),
        Evidence(turn: 1, start: 1, end: 5, quote: "look"),
        Evidence(turn: 1, start: 0, end: 5, quote: "look"),
        Evidence(turn: 1, start: 0, end: 99, quote: "look"),
        Evidence(turn: 1, start: 4, end: 0, quote: "look"),
        Evidence(turn: 1, start: -4, end: 0, quote: "look"),
        Evidence(turn: 0, start: 0, end: 4, quote: "look"),
        Evidence(turn: 2, start: 0, end: 4, quote: "look"),
        Evidence(turn: -1, start: 0, end: 4, quote: "look"),
    ]) func `a quote that doesn't stand there is not found`(evidence: Evidence) {
        #expect(!evidence.isFound(in: Self.transcript("look at it")))
        #expect(Evidence(turn: 1, start: 0, end: 4, quote: "look").isFound(in: Self.transcript("look at it")))
    }

    @Test func `the interviewer's words prove nothing`() {
        let evidence = Evidence(turn: 1, start: 0, end: 4, quote: "look")
        #expect(!evidence.isFound(in: Self.transcript("look at it", by: .interviewer)))
    }

    @Test func `a quote in another normal form is not the passage`() {
        let evidence = Evidence(turn: 1, start: 0, end: 5, quote: "caf\u{e9}")
        #expect(!evidence.isFound(in: Self.transcript("cafe\u{301} now")))
    }
}
