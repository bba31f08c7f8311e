import InterviewCore
import Testing

@Suite struct ScoringTests {
    /// Two phases of two and one items; 50, 30 and 20 points. Every expected number below is worked out by hand.
    private static func scenario() throws -> Scenario {
        Make.scenario(
            phases: [Make.phase("early"), Make.phase("late")],
            items: [try Make.item("e1"), try Make.item("e2"), try Make.item("l1", phase: "late")],
            mistakes: [Make.mistake("m"), Make.mistake("n")],
            dimensions: [
                Make.dimension(
                    "first", 50, shares: ["early": 0.6, "late": 0.4], mistakes: ["m": 0.1, "n": 0],
                    cap: .init(phase: "early", floor: 0.25)),
                Make.dimension("second", 30, shares: ["late": 1]),
                Make.dimension("third", 20, behaviours: [.concise: 0.5, .content: 0.5]),
            ])
    }

    private static func score(
        _ verdicts: [(String, Verdict)], notAssessed: [String] = [], mistakes: [String] = [], concise: Double? = 0.8
    ) throws -> ScoreCard {
        let items = verdicts.map { Make.assessed($0.0, $0.1, isAssessed: !notAssessed.contains($0.0)) }
        return Scoring.score(
            Make.assessment(items, mistakes: mistakes, behaviours: [.concise: concise]), scenario: try scenario())
    }

    private static func isClose(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) < 1e-9 }

    @Test(arguments: [
        // early 0.75, late 0: 0.6 * 0.75; nothing; half of 0.8 and half of (0.75 + 0) / 2.
        (.met, .partial, .absent, 0.8, [], [22.5, 0, 11.75]),
        // The mistake takes a tenth of 50; a mistake that costs nothing takes nothing.
        (.met, .partial, .absent, 0.8, ["m", "n"], [17.5, 0, 11.75]),
        (.met, .met, .met, 1, [], [50, 30, 20]),
        (.absent, .absent, .absent, 0, [], [0, 0, 0]),
        // A contradiction takes from what the late phase earned: 0.4 - 0.6 * 0.35 = 0.19.
        (.contradicted, .contradicted, .met, nil, [], [9.5, 30, 6.5]),
        // All contradicted: never below nothing.
        (.contradicted, .contradicted, .contradicted, nil, ["m"], [0, 0, 0]),
        // A weak early phase caps the first at a quarter: 0.4 becomes 0.25; without concise content alone counts.
        (.absent, .absent, .met, nil, [], [12.5, 30, 10]),
        // Partly weak: early 0.25, so 0.55 * is capped at 0.25 + 0.75 * 0.25 = 0.4375.
        (.absent, .partial, .met, nil, [], [21.875, 30, 12.5]),
    ] as [(Verdict, Verdict, Verdict, Double?, [String], [Double])])
    func `points are shares of credit, less mistakes, under the cap`(
        first: Verdict, second: Verdict, late: Verdict, concise: Double?, mistakes: [String], points: [Double]
    ) throws {
        let card = try Self.score([("e1", first), ("e2", second), ("l1", late)], mistakes: mistakes, concise: concise)
        #expect(card.dimensions.map(\.dimension) == ["first", "second", "third"])
        #expect(card.dimensions.map(\.outOf) == [50, 30, 20])
        for (dimension, expected) in zip(card.dimensions, points) {
            #expect(Self.isClose(dimension.points, expected), "\(dimension.dimension): \(dimension.points), not \(expected)")
        }
        #expect(Self.isClose(card.total, points.reduce(0, +)))
        #expect(card.notAssessed.isEmpty)
        #expect(card.rubricVersion == "r1")
    }

    @Test func `a capped dimension says so and keeps what it would have been`() throws {
        let capped = try Self.score([("e1", .absent), ("e2", .absent), ("l1", .met)]).dimensions[0]
        #expect(Self.isClose(capped.uncapped, 20))
        #expect(capped.reasons.last == "Capped at 25 %: a weak 'early' can't be recovered later.")
        let free = try Self.score([("e1", .met), ("e2", .met), ("l1", .met)]).dimensions[0]
        #expect(free.uncapped == nil)
        #expect(!free.reasons.contains { $0.contains("Capped") })
    }

    @Test func `reasons name what earned and what cost`() throws {
        let card = try Self.score([("e1", .met), ("e2", .partial), ("l1", .absent)], mistakes: ["m", "n"])
        #expect(
            card.dimensions[0].reasons == [
                "Of what each phase asks for: early 75 % (weight 60 %); late 0 % (weight 40 %).", "m costs 5 points.",
            ])
        #expect(card.dimensions[2].reasons == ["concise", "Substance of the answers over all phases: 38 %."])
    }

    @Test func `a mistake costs by how likely it is, noticed or not`() throws {
        let items = [Make.assessed("e1", .met), Make.assessed("e2", .met), Make.assessed("l1", .met)]
        func card(_ isPresent: Bool, _ probability: Double?) throws -> ScoreCard {
            var assessment = Make.assessment(items)
            assessment.mistakes = [
                MistakeAssessment(mistake: "m", isPresent: isPresent, confidence: 1, probability: probability, evidence: []),
                MistakeAssessment(mistake: "n", isPresent: true, confidence: 1, evidence: []),
            ]
            return Scoring.score(assessment, scenario: try Self.scenario())
        }
        let costs: [(Bool, Double?, Double, String?)] = [
            (true, nil, 5, "m costs 5 points."), (true, 0.9, 4.5, "m costs 4.5 points."),
            (true, 0.6, 3, "m costs 3 points, being 60 % likely."), (false, 0.2, 1, "Mistakes that can't be ruled out cost 1 point in all."),
            (false, 0.01, 0.05, nil), (false, 0, 0, nil), (false, nil, 0, nil),
        ]
        for (isPresent, probability, cost, reason) in costs {
            let first = try card(isPresent, probability).dimensions[0]
            #expect(Self.isClose(first.points, 50 - cost))
            // Without doubt it is either made or not.
            let total = try card(isPresent, probability)
            #expect(Self.isClose(total.ifCertain, total.total + cost - (isPresent ? 5 : 0)))
            #expect(first.reasons.dropFirst() == (reason.map { [$0] } ?? [])[...])
        }
    }

    @Test func `a verdict counts by how sure it is, and the report says what it would be if certain`() throws {
        let items = [
            Make.assessed("e1", .met, probabilities: [.met: 0.6, .partial: 0.4]),
            Make.assessed("e2", .absent, probabilities: [.absent: 0.5, .met: 0.3, .contradicted: 0.2]),
            Make.assessed("l1", .met, probabilities: [.met: 0.6, .partial: 0.2, .contradicted: 0.2]),
        ]
        let card = Scoring.score(Make.assessment(items), scenario: try Self.scenario())
        // early: (0.6 + 0.4 / 2 + 0.3 - 0.2 * 0.35) / 2 = 0.515, certain (1 + 0) / 2 = 0.5.
        // late: 0.6 + 0.2 / 2 - 0.2 * 0.35 = 0.63, certain 1. The cap: 0.25 + 0.75 * 0.515 = 0.63625.
        #expect(Self.isClose(card.points("first"), 50 * (0.6 * 0.515 + 0.4 * 0.63)))
        #expect(
            card.dimensions[0].reasons == [
                "Of what each phase asks for: early 52 % (weight 60 %); late 63 % (weight 40 %)."
            ])
        let certain = Scoring.score(
            Make.assessment([Make.assessed("e1", .met), Make.assessed("e2", .absent), Make.assessed("l1", .met)]),
            scenario: try Self.scenario())
        #expect(Self.isClose(card.ifCertain, certain.total))
        #expect(Self.isClose(certain.ifCertain, certain.total))
    }

    @Test func `what was not assessed counts neither for nor against, and is listed`() throws {
        // Without the late phase the early one alone makes the first dimension: 0.75 of 50; the second has no ground.
        let card = try Self.score([("e1", .met), ("e2", .partial), ("l1", .absent)], notAssessed: ["l1"])
        #expect(card.notAssessed == ["l1"])
        #expect(Self.isClose(card.points("first"), 37.5))
        #expect(card.points("second") == 0)
        #expect(card.dimensions[1].reasons == ["Nothing was asked or said that this dimension could be scored on."])
        #expect(Self.isClose(card.points("third"), 15.5))
        // One of two early items: the other alone gives the phase's mean.
        let half = try Self.score([("e1", .met), ("e2", .absent), ("l1", .met)], notAssessed: ["e2"])
        #expect(half.notAssessed == ["e2"])
        #expect(half.points("first") == 50)
    }

    @Test func `items the assessment lacks are not assessed`() throws {
        let card = try Self.score([("e2", .met)])
        #expect(card.notAssessed == ["e1", "l1"])
        #expect(card.points("first") == 50)
    }

    @Test func `a dimension keeps its lowest and reaches its highest share`() throws {
        var scenario = try Self.scenario()
        scenario.rubric.dimensions = [Make.dimension("only", 100, shares: ["early": 1], range: 0.1...0.9)]
        func points(_ verdicts: [Verdict]) -> Double {
            Scoring.score(
                Make.assessment(zip(["e1", "e2"], verdicts).map { Make.assessed($0, $1) }), scenario: scenario
            ).total
        }
        #expect(Self.isClose(points([.met, .met]), 90))
        #expect(Self.isClose(points([.met, .absent]), 50))
        #expect(Self.isClose(points([.absent, .absent]), 10))
        #expect(Self.isClose(points([.contradicted, .contradicted]), 10))
        #expect(Self.isClose(points([]), 10))
    }

    @Test(arguments: [
        // Sure of everything: two points of slack.
        ([.met: 1], true, 2),
        // Even odds of met and absent on one of three items: half of 100 / 3, times 1.28, and the slack.
        ([.met: 0.5, .absent: 0.5], true, 2 + 1.28 * 50 / 3),
        // Nothing known of it counts as much.
        ([:], false, 2 + 1.28 * 50 / 3),
    ] as [([Verdict: Double], Bool, Double)])
    func `the range widens with doubt`(probabilities: [Verdict: Double], isAssessed: Bool, spread: Double) throws {
        let items = [
            Make.assessed("e1", .met), Make.assessed("e2", .absent),
            Make.assessed("l1", .met, isAssessed: isAssessed, probabilities: probabilities),
        ]
        let card = Scoring.score(Make.assessment(items, behaviours: [.concise: 0.5]), scenario: try Self.scenario())
        #expect(Self.isClose(card.range.lowerBound, max(0, card.total - spread)))
        #expect(Self.isClose(card.range.upperBound, min(100, card.total + spread)))
    }
}

@Suite struct ScoringPropertyTests {
    private struct Case {
        var scenario: Scenario
        var assessment: Assessment
    }

    /// A scenario and an assessment of it, both at random.
    private static func random(_ seed: UInt64) throws -> Case {
        var random = SeededRandom(seed: seed, label: "scoring")
        func share() -> Double { Double.random(in: 0...1, using: &random) }
        func some<Key>(_ keys: [Key]) -> [Key: Double] {
            Dictionary(uniqueKeysWithValues: keys.filter { _ in Bool.random(using: &random) }.map { ($0, share()) })
        }
        let phases = (0..<Int.random(in: 1...4, using: &random)).map { "p\($0)" }
        let items = try phases.flatMap { phase in
            try (0..<Int.random(in: 0...4, using: &random)).map { try Make.item("\(phase)-\($0)", phase: phase) }
        }
        let mistakes = ["m", "n", "o"]
        let dimensions = (0..<Int.random(in: 1...4, using: &random)).map { index in
            Make.dimension(
                "d\(index)", Double.random(in: 1...60, using: &random), shares: some(phases), mistakes: some(mistakes),
                cap: Bool.random(using: &random) ? .init(phase: phases[0], floor: share()) : nil,
                behaviours: some(Rubric.Behaviour.allCases),
                range: Double.random(in: 0...0.5, using: &random)...Double.random(in: 0.5...1, using: &random))
        }
        let assessed = items.map { item in
            let weights = Verdict.allCases.map { _ in share() + 0.01 }
            let sum = weights.reduce(0, +)
            return Make.assessed(
                item.id, Verdict.allCases.randomElement(using: &random) ?? .absent,
                isAssessed: Int.random(in: 0..<5, using: &random) > 0,
                probabilities: Dictionary(uniqueKeysWithValues: zip(Verdict.allCases, weights.map { $0 / sum })))
        }
        let behaviours = Rubric.Behaviour.allCases.map { ($0, Bool.random(using: &random) ? share() : nil) }
        return Case(
            scenario: Make.scenario(
                phases: phases.map { Make.phase($0) }, items: items, mistakes: mistakes.map(Make.mistake), dimensions: dimensions),
            assessment: Make.assessment(
                assessed, mistakes: mistakes.filter { _ in Bool.random(using: &random) },
                behaviours: Dictionary(uniqueKeysWithValues: behaviours)))
    }

    @Test(arguments: 0..<300 as Range<UInt64>) func `points stay in bounds and the range holds the total`(seed: UInt64) throws {
        let made = try Self.random(seed)
        let card = Scoring.score(made.assessment, scenario: made.scenario)
        for dimension in card.dimensions { #expect((0...dimension.outOf).contains(dimension.points)) }
        #expect(abs(card.total - card.dimensions.reduce(0) { $0 + $1.points }) < 1e-9)
        #expect(card.range.contains(card.total))
        #expect(card.range.lowerBound >= 0)
        #expect(card.range.upperBound <= made.scenario.rubric.points)
        #expect(Scoring.score(made.assessment, scenario: made.scenario) == card)
    }

    @Test(arguments: 0..<150 as Range<UInt64>) func `probability moved to a better verdict never lowers the total`(seed: UInt64) throws {
        let made = try Self.random(seed)
        let before = Scoring.score(made.assessment, scenario: made.scenario).total
        for index in made.assessment.items.indices {
            for worse in Verdict.allCases {
                for better in Verdict.allCases where better > worse {
                    var raised = made.assessment
                    let moved = raised.items[index].probabilities.removeValue(forKey: worse) ?? 0
                    raised.items[index].probabilities[better, default: 0] += moved
                    let after = Scoring.score(raised, scenario: made.scenario).total
                    #expect(after >= before - 1e-9, "\(made.assessment.items[index].item): \(worse) to \(better)")
                }
            }
        }
    }

    @Test(arguments: 0..<150 as Range<UInt64>) func `a better verdict never lowers the total`(seed: UInt64) throws {
        var made = try Self.random(seed)
        for index in made.assessment.items.indices { made.assessment.items[index].probabilities = [:] }
        let before = Scoring.score(made.assessment, scenario: made.scenario).total
        for index in made.assessment.items.indices {
            for better in Verdict.allCases where better > made.assessment.items[index].verdict {
                var raised = made.assessment
                raised.items[index].verdict = better
                let after = Scoring.score(raised, scenario: made.scenario).total
                #expect(after >= before - 1e-9, "\(made.assessment.items[index].item) to \(better)")
            }
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>) func `a verdict without probabilities counts as certain`(seed: UInt64) throws {
        var bare = try Self.random(seed)
        var certain = bare
        for index in bare.assessment.items.indices {
            bare.assessment.items[index].probabilities = [:]
            certain.assessment.items[index].probabilities = [bare.assessment.items[index].verdict: 1]
        }
        #expect(
            Scoring.score(bare.assessment, scenario: bare.scenario).dimensions
                == Scoring.score(certain.assessment, scenario: certain.scenario).dimensions)
    }

    @Test(arguments: 0..<150 as Range<UInt64>) func `another mistake never raises the total`(seed: UInt64) throws {
        let made = try Self.random(seed)
        var without = made.assessment
        let before = Scoring.score(without, scenario: made.scenario).total
        without.mistakes = []
        #expect(Scoring.score(without, scenario: made.scenario).total >= before - 1e-9)
    }

    @Test(arguments: 0..<50 as Range<UInt64>) func `the order in which things were found does not matter`(seed: UInt64) throws {
        let made = try Self.random(seed)
        var turned = made.assessment
        turned.items.reverse()
        turned.mistakes.reverse()
        turned.behaviours.reverse()
        let card = Scoring.score(made.assessment, scenario: made.scenario)
        let other = Scoring.score(turned, scenario: made.scenario)
        #expect(other.dimensions == card.dimensions)
        #expect(other.total == card.total)
        #expect(abs(other.range.upperBound - card.range.upperBound) < 1e-9)
    }
}
