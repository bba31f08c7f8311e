import InterviewCore
import Testing

@testable import Assessment

@Suite struct MistakeJudgeTests {
    /// Judges one mistake over items `i` (phase p) and `j` (phase q).
    private static func judge(
        _ present: String, items: [ItemAssessment] = [], shown: Float = 0, phases: Set<String> = ["p", "q"]
    ) throws -> MistakeAssessment {
        let scenario = try Make.scenario(items: [try Make.item("i", phase: "p"), try Make.item("j", phase: "q")], mistakes: ["m": present])
        // Every world is as the items are.
        let worlds = scenario.items.compactMap { item in
            items.first { $0.item == item.id }.map { found in
                let stances = item.facets.map { facet in found.facets.first { $0.facet.facet == facet.id }?.stance ?? .absent }
                let world = VerdictSampler.World(stances: stances, verdict: found.verdict)
                return MistakeSampler.Drawn(
                    item: item, isAssessed: found.isAssessed, worlds: Array(repeating: world, count: VerdictSampler.worlds))
            }
        }
        let judge = MistakeJudge(
            scenario: scenario, items: items, worlds: worlds, answers: [Make.answer(1, "I would wait. Then go.", [[.init(commit: shown)], [.init()]])],
            answeredPhases: phases, calibration: Make.calibration)
        let found = judge.assess(criteria: ["m": 0], builder: FindingBuilder(calibration: Make.calibration))
        return try #require(found.first)
    }

    @Test(arguments: [
        ("evidence", Float(0.75), [], true),
        ("evidence", 0.25, [], false),
        ("evidence and not committed(i.a)", 0.75, [Make.assessed("i", .partial, [Make.finding("a", commit: [1])])], false),
        ("evidence and not committed(i.a)", 0.75, [Make.assessed("i", .absent, [Make.finding("a")])], true),
        ("denied(i.a)", 0, [Make.assessed("i", .contradicted, [Make.finding("a", deny: [1])])], true),
        ("denied(i.a)", 0, [Make.assessed("i", .partial, [Make.finding("a", commit: [3], deny: [1])])], false),
        ("contradicted(i)", 0, [Make.assessed("i", .contradicted)], true),
        ("met(i) and absent(j)", 0, [Make.assessed("i", .met), Make.assessed("j", .absent)], true),
        ("credited(i) and credited(j)", 0, [Make.assessed("i", .partial), Make.assessed("j", .absent)], false),
        ("vague(i.a)", 0, [Make.assessed("i", .absent, [Make.finding("a", vague: [1])])], true),
    ] as [(String, Float, [ItemAssessment], Bool)])
    func `a mistake is there when its expression holds`(
        present: String, shown: Float, items: [ItemAssessment], isPresent: Bool
    ) throws {
        let found = try Self.judge(present, items: items, shown: shown)
        #expect(found.isPresent == isPresent)
        #expect(found.mistake == "m")
        // What can't be ruled out keeps the words that come nearest to it.
        if !isPresent { #expect(found.evidence.isEmpty == ((found.probability ?? 0) < 0.1)) }
    }

    @Test(arguments: [(0.75, ["I would wait."]), (0.25, ["I would wait."]), (0.03, []), (0, [])] as [(Float, [String])])
    func `the nearest words are kept of what can't be ruled out`(shown: Float, quotes: [String]) throws {
        #expect(try Self.judge("evidence", shown: shown).evidence.map(\.quote) == quotes)
    }

    @Test(arguments: [(0.4, false), (0.49, false), (0.5, true), (0.8, true)])
    func `what is likelier than not is noticed, with the words that come nearest`(share: Double, isPresent: Bool) throws {
        let item = try Make.item("i", phase: "p")
        let scenario = try Make.scenario(items: [item], mistakes: ["m": "denied(i.a)"])
        let worlds = (0..<VerdictSampler.worlds).map { world in
            VerdictSampler.World(
                stances: [Double(world) < share * Double(VerdictSampler.worlds) ? .denied : .absent, .absent], verdict: .absent)
        }
        let judge = MistakeJudge(
            scenario: scenario, items: [Make.assessed("i", .absent, [Make.finding("a")])],
            worlds: [.init(item: item, isAssessed: true, worlds: worlds)],
            answers: [Make.answer(1, "I'd wait.", [[.init(), .init(deny: 0.4)]])], answeredPhases: ["p"],
            calibration: Make.calibration, facets: [Make.facet("a"): 1])
        let found = try #require(judge.assess(criteria: ["m": 0], builder: FindingBuilder(calibration: Make.calibration)).first)
        #expect(found.isPresent == isPresent)
        #expect(found.evidence.map(\.quote) == ["I'd wait."])
    }

    @Test func `where nothing shows it the likeliest denial comes nearest`() throws {
        let item = try Make.item("i", phase: "p")
        let scenario = try Make.scenario(items: [item], mistakes: ["m": "denied(i.a)"])
        let answers = [Make.answer(1, "Later. I'd wait.", [[.init(), .init(deny: 0.25)], [.init(), .init(deny: 0.4)]])]
        // A quarter of the worlds have the denial.
        let worlds = (0..<VerdictSampler.worlds).map { world in
            VerdictSampler.World(stances: [world % 4 == 0 ? .denied : .absent, .absent], verdict: .absent)
        }
        let judge = MistakeJudge(
            scenario: scenario, items: [Make.assessed("i", .absent, [Make.finding("a")])],
            worlds: [.init(item: item, isAssessed: true, worlds: worlds)], answers: answers, answeredPhases: ["p"],
            calibration: Make.calibration, facets: [Make.facet("a"): 1])
        let found = try #require(judge.assess(criteria: ["m": 0], builder: FindingBuilder(calibration: Make.calibration)).first)
        #expect(!found.isPresent && found.probability == 0.25)
        #expect(found.evidence.map(\.quote) == ["I'd wait."])
    }

    @Test func `what was not got to is not absent`() throws {
        var item = Make.assessed("i", .absent)
        #expect(try Self.judge("absent(i)", items: [item]).isPresent)
        item.isAssessed = false
        #expect(try !Self.judge("absent(i)", items: [item]).isPresent)
        #expect(try Self.judge("not met(i)", items: [item]).isPresent)
    }

    @Test func `the sentence that shows it is the proof`() throws {
        let found = try Self.judge("evidence", shown: 0.75)
        #expect(found.evidence.map(\.quote) == ["I would wait."])
        #expect(abs(found.confidence - 0.75) < 0.001)
    }

    @Test func `without such a sentence the denials are the proof, in the order they were said`() throws {
        let items = [
            Make.assessed("i", .contradicted, [Make.finding("a", deny: [5, 1]), Make.finding("b", commit: [2])]),
            Make.assessed("j", .contradicted, [Make.finding("a", of: "j", deny: [3]), Make.finding("b", of: "j", deny: [7])]),
        ]
        #expect(try Self.judge("denied(i.a) or contradicted(j)", items: items).evidence.map(\.turn) == [1, 3, 5, 7])
        #expect(try Self.judge("denied(j.a)", items: items).evidence.map(\.turn) == [3])
        #expect(try Self.judge("denied(j.a)", items: items).confidence == 0.6)
    }

    @Test(arguments: [
        // Both items empty, half of them, none.
        ([], [], ["p", "q"], 1),
        ([1], [], ["p", "q"], 0.5),
        ([1], [1], ["p", "q"], 0),
        // Only answered phases count; nothing answered is not vague.
        ([1], [], ["p"], 0), ([1], [], ["q"], 1), ([], [], [], 0),
    ] as [([Int], [Int], Set<String>, Double)]) func `vagueness is the share of asked items without anything concrete`(
        first: [Int], second: [Int], phases: Set<String>, vagueness: Double
    ) throws {
        let items = [
            Make.assessed("i", .absent, [Make.finding("a", commit: first)]),
            Make.assessed("j", .absent, [Make.finding("a", of: "j", commit: second)]),
        ]
        for bound in [0.25, 0.5, 1] {
            let found = try Self.judge("vagueness >= \(bound)", items: items, phases: phases)
            #expect(found.isPresent == (vagueness >= bound), "\(bound)")
        }
    }

    @Test func `a contradiction is not vague`() throws {
        let items = [Make.assessed("i", .contradicted, [Make.finding("a", deny: [1])]), Make.assessed("j", .absent)]
        #expect(try !Self.judge("vagueness >= 0.6", items: items).isPresent)
        #expect(try Self.judge("vagueness >= 0.5", items: items).isPresent)
    }

    @Test func `every mistake of the scenario is judged, in its order`() throws {
        let scenario = try Make.scenario(items: [], mistakes: ["m": "evidence", "n": "not evidence", "o": "evidence"])
        let judge = MistakeJudge(
            scenario: scenario, items: [], worlds: [], answers: [Make.answer(1, "x", [[.init(), .init(commit: 1)]])], answeredPhases: [],
            calibration: Make.calibration)
        // No criterion was encoded for the last: it can't be shown.
        let found = judge.assess(criteria: ["m": 0, "n": 1], builder: FindingBuilder(calibration: Make.calibration))
        #expect(found.map(\.mistake) == ["m", "n", "o"])
        #expect(found.map(\.isPresent) == [false, false, false])
    }

    @Test func `answers are paired with the words they reply to`() {
        func turn(_ speaker: Transcript.Speaker, _ text: String) -> Transcript.Turn {
            .init(phase: "p", minute: 0, speaker: speaker, text: text)
        }
        let transcript = Transcript(
            id: "t", scenario: "s",
            turns: [
                turn(.candidate, "early"), turn(.interviewer, "one?"), turn(.interviewer, "two?"), turn(.candidate, "a"),
                turn(.candidate, "b"), turn(.interviewer, "three?"),
            ])
        let answers = EmbeddedAssessor.answers(transcript)
        #expect(answers.map(\.turn) == [0, 3, 4])
        #expect(answers.map(\.question) == ["", "two?", "two?"])
        #expect(answers.map(\.text) == ["early", "a", "b"])
    }
}
