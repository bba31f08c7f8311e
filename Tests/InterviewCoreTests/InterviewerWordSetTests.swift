import InterviewCore
import Testing

@Suite struct InterviewerWordSetTests {
    @Test(arguments: [
        ("What would you do first?", "What would you do first", 1.0),
        ("What would you do first?", "Who decides that?", 0.0),
    ])
    func likeness(left: String, right: String, expected: Double) {
        #expect(WordSet(left).likeness(to: WordSet(right)) == expected)
    }

    @Test func `one changed word is nearly the same question`() {
        let first = WordSet("Suppose they agree with everything you say, what comes next?")
        let second = WordSet("Suppose they agree with everything you say, what happens next?")
        #expect(first.likeness(to: second) >= WordSet.nearDuplicate)
    }
}
