import InterviewCore
import Testing

@testable import Assessment

@Suite struct BehaviourObserverTests {
    /// Reads answers given in phases; `concrete` counts, by answer, how many facets each one committed to.
    private static func observe(_ said: [(phase: String, text: String)], concrete: [Int: Int] = [:]) -> [Rubric.Behaviour: BehaviourReading] {
        let turns = said.flatMap { phase, text -> [Transcript.Turn] in
            [
                .init(phase: phase, minute: 0, speaker: .interviewer, text: "And?"),
                .init(phase: phase, minute: 0, speaker: .candidate, text: text),
            ]
        }
        let answers = said.enumerated().map { Make.answer(2 * $0.offset + 1, $0.element.text, []) }
        let facets = concrete.flatMap { answer, count in
            (0..<count).map { Make.finding("f\(answer)-\($0)", commit: [2 * answer + 1]) }
        }
        let readings = BehaviourObserver.observe(
            Transcript(id: "t", scenario: "s", turns: turns), items: [Make.assessed("i", .met, facets)], answers: answers)
        return Dictionary(uniqueKeysWithValues: readings.map { ($0.behaviour, $0) })
    }

    private static func words(_ count: Int) -> String { Array(repeating: "word", count: count).joined(separator: " ") }

    @Test func `without answers nothing is read`() {
        let readings = Self.observe([])
        #expect(readings.count == 6)
        #expect(readings.values.allSatisfy { $0.value == nil })
        #expect(readings[.content] == nil)
    }

    @Test func `answers with something concrete answer the question`() {
        let reading = Self.observe([("p", "x"), ("p", "x"), ("q", "x"), ("q", "x")], concrete: [0: 1, 2: 3])[.answersQuestion]
        #expect(reading?.value == 0.5)
        #expect(reading?.note == "2 of 4 answers brought something concrete on what the interview asks for.")
    }

    @Test func `questions back don't count as answers, and what couldn't be read is said`() {
        let turns = (0..<6).map { Transcript.Turn(phase: "p", minute: 0, speaker: $0 % 2 == 0 ? .interviewer : .candidate, text: "x") }
        var answers = [1, 3, 5].map { Make.answer($0, "What does that mean?", []) }
        answers[1].scored.noAnswer = .request
        func note(_ answers: [FindingBuilder.Answer], _ behaviour: Rubric.Behaviour) -> String? {
            BehaviourObserver.observe(
                Transcript(id: "t", scenario: "s", turns: turns), items: [Make.assessed("i", .met, [Make.finding("a", commit: [1])])],
                answers: answers
            ).first { $0.behaviour == behaviour }?.note
        }
        let said = "1 of 2 answers brought something concrete on what the interview asks for."
        #expect(note(answers, .answersQuestion) == said)
        #expect(note(answers, .substanceAfterProbe) == "0 of 1 follow-ups were met with new substance.")
        answers[1].scored.noAnswer = .unread
        #expect(note(answers, .answersQuestion) == said + " One answer was in another language and couldn't be read.")
        // Talk to the grader is an answer that says nothing.
        answers[1].scored.noAnswer = .evasion
        #expect(note(answers, .answersQuestion)?.hasPrefix("1 of 3") == true)
    }

    @Test func `a withdrawal takes something back, in whatever words`() {
        var answers = [1, 3].map { Make.answer($0, "No wait what I said about the meeting forget that.", []) }
        let turns = (0..<4).map { Transcript.Turn(phase: "p", minute: 0, speaker: $0 % 2 == 0 ? .interviewer : .candidate, text: "x") }
        func revises() -> BehaviourReading? {
            BehaviourObserver.observe(Transcript(id: "t", scenario: "s", turns: turns), items: [], answers: answers)
                .first { $0.behaviour == .revises }
        }
        answers[1].scored.takingBack = .settles
        #expect(revises()?.value == nil)
        answers[1].scored.takingBack = .withdraws
        #expect(revises()?.value == 1 && revises()?.note == "Something is taken back in turn 4.")
    }

    @Test func `the plainer assumption is shown`() {
        let reading = Self.observe([("p", "Let's say five months."), ("p", "I'd assume a mid level.")])[.statesAssumptions]
        #expect(reading?.note == "Heard in turn 4: 'i'd assume'.")
    }

    @Test func `structure is two or more steps in one answer of a phase`() {
        let reading = Self.observe(
            [("p", "x"), ("p", "x"), ("q", "x"), ("q", "x"), ("r", "x"), ("s", "x")], concrete: [0: 1, 1: 1, 2: 0, 3: 2, 4: 5])[.structure]
        #expect(reading?.value == 0.5)
        #expect(reading?.note == "In 2 of 4 phases an answer joined two or more concrete steps.")
    }

    @Test func `follow-ups are what comes after a phase's first answer`() {
        let said = [("p", "x"), ("p", "x"), ("p", "x"), ("q", "x"), ("q", "x")]
        let reading = Self.observe(said, concrete: [0: 1, 2: 1, 3: 1])[.substanceAfterProbe]
        #expect(reading?.value == 1.0 / 3)
        #expect(reading?.note == "1 of 3 follow-ups were met with new substance.")
        let none = Self.observe([("p", "x"), ("q", "x")], concrete: [0: 1])[.substanceAfterProbe]
        #expect(none?.value == nil)
        #expect(none?.note == "No follow-up was asked.")
    }

    @Test(arguments: [
        ("I'm assuming they know about it.", Rubric.Behaviour.statesAssumptions, true),
        ("I’m ASSUMING they know.", .statesAssumptions, true),
        ("Let's say there is no plan yet.", .statesAssumptions, true),
        ("I would ask about the assumption.", .statesAssumptions, false),
        ("Suppose they know: then I'd ask less.", .statesAssumptions, true),
        ("so I'll assume uh there was no buddy", .statesAssumptions, true),
        ("um I I assume they were never told", .statesAssumptions, true),
        ("I'll assume responsibility for it.", .statesAssumptions, false), ("I told him that was nonsense.", .revises, false),
        ("Thirty days, no scrap that\nI'd give sixty.", .revises, true), ("That was nonsense, I'd ask them first.", .revises, true), ("I was winding you up just now.", .revises, true),
        ("I suppose that'd be Ines.", .statesAssumptions, false),
        ("And did I assume they'd absorb it? I'd check.", .statesAssumptions, false),
        ("I take back what I said about HR.", .revises, true),
        ("I'd scrap that plan and strike that balance anew.", .revises, false),
        ("Then I take it back to the team.", .revises, false), ("No, strike that.", .revises, true),
        ("An unassuming person.", .statesAssumptions, false),
        ("Give it thirty days. Scrap that, sixty.", .revises, true),
        ("Fair point, I'd ask first.", .revises, true),
        ("Actually, no: I would wait.", .revises, true),
        ("You’re right, that was too fast.", .revises, true),
        ("That is a fair price.", .revises, false),
        // A line said to the engineer is no step of this talk; a mark that is never closed opens nothing.
        ("I'd tell them, \"you're right, that date was mine\", and go on.", .revises, false),
        ("I’d tell them, “fair point”, and go on.", .revises, false),
        ("I'd say \"good\". You're right, I'd ask first.", .revises, true),
        ("It's a 24\" screen; fair point, though.", .revises, true),
    ]) func `assumptions and changes of mind are heard in the words`(
        text: String, behaviour: Rubric.Behaviour, isShown: Bool
    ) {
        let reading = Self.observe([("p", "First."), ("p", text)])[behaviour]
        // Not shown is no occasion, never a zero.
        #expect(reading?.value == (isShown ? 1 : nil))
        #expect(reading?.note.hasPrefix(isShown ? "Heard in turn 4: '" : "No occasion seen.") == true)
    }

    @Test(arguments: [
        // 30 words a point and less is as terse as it needs to be; 120 and more is too long.
        (60, 2, 1), (10, 1, 1), (75, 1, 0.5), (150, 2, 0.5), (120, 1, 0), (300, 1, 0), (320, 8, 8.0 / 9),
        // Nothing concrete at all.
        (60, 0, 2.0 / 3), (200, 0, 0),
    ] as [(Int, Int, Double)]) func `conciseness is words for each concrete point`(words: Int, points: Int, value: Double) {
        let reading = Self.observe([("p", Self.words(words))], concrete: [0: points])[.concise]
        #expect(abs((reading?.value ?? .nan) - value) < 1e-9)
    }

    @Test(arguments: [
        (60, 0, "Nothing concrete was found in 60 words."), (60, 1, "One concrete point was found in 60 words."),
        (300, 2, "2 concrete points were found in 300 words."), (40, 2, "Fewer than 30 words for each concrete point."),
        (100, 2, "About 50 words for each concrete point."),
    ]) func `what is said of conciseness fits the count`(words: Int, points: Int, note: String) {
        #expect(Self.observe([("p", Self.words(words))], concrete: [0: points])[.concise]?.note == note)
    }

    @Test func `a very long answer costs its share`() {
        let said = [("p", Self.words(321)), ("p", Self.words(9))]
        #expect(Self.observe(said, concrete: [0: 20])[.concise]?.value == 0.5)
        #expect(Self.observe([("p", Self.words(320)), ("p", Self.words(10))], concrete: [0: 20])[.concise]?.value == 1)
    }

    @Test func `only what was committed to is substance`() {
        let transcript = Transcript(
            id: "t", scenario: "s", turns: [.init(phase: "p", minute: 0, speaker: .candidate, text: "x")])
        let items = [Make.assessed("i", .contradicted, [Make.finding("a", deny: [0]), Make.finding("b", vague: [0])])]
        let readings = BehaviourObserver.observe(transcript, items: items, answers: [Make.answer(0, "x", [])])
        #expect(readings.first { $0.behaviour == .answersQuestion }?.value == 0)
    }
}
