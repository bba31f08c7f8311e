@testable import Agreement
import InterviewCore
import Testing

/// Three transcripts on a scenario of two items and one mistake; every number below is worked out by hand.
@Suite struct AgreementCalculatorTests {
    private static let scenario = Scenario(
        id: "small", version: "1", title: "", topic: "", level: "", brief: "", preparation: "", disclaimers: [], phases: [],
        items: ["i", "j"].map { id in
            Item(
                id: id, code: id, phase: "", title: "", criterion: "",
                rules: VerdictRules(met: .evidence, partial: .evidence, contradicted: nil), descriptors: [:], why: "",
                stronger: "", facets: [], probes: [])
        },
        mistakes: [
            Mistake(
                id: "m", code: "m", title: "", isNamed: true, present: .evidence, whyCostly: "", strongerMove: "",
                exemplars: Exemplars())
        ],
        rubric: Rubric(
            version: "1", rationale: "", credit: [:],
            dimensions: ["x", "y"].map {
                .init(
                    id: $0, title: "", points: 50, asks: "", criteria: [:], shares: [:], mistakes: [:], cap: nil,
                    behaviours: [:], range: 0...1)
            }),
        personas: [], difficulties: [], lines: InterviewerLines(wordings: [:]),
        engineer: Engineer(name: "", pronoun: "", temperament: ""), probes: [], facts: [], variants: [])

    private static let text = "I would look at the tickets and then I would talk to the engineer"

    private static func found(_ item: String, _ verdict: Verdict, _ confidence: Double, quote range: Range<Int>? = nil) -> ItemAssessment {
        ItemAssessment(
            item: item, verdict: verdict, confidence: confidence, facets: [],
            evidence: range.flatMap { Evidence(turn: 0, range: $0, in: text) }.map { [$0] } ?? [], isAssessed: true)
    }

    private static func graded(
        _ id: String, rated: [String: (Verdict, [String]?)], found: [ItemAssessment], mistake: (rated: Bool, found: Bool),
        points: (rated: [Double], found: [Double])
    ) -> RatedTranscript {
        RatedTranscript(
            transcript: Transcript(
                id: id, scenario: "small", turns: [.init(phase: "", minute: 0, speaker: .candidate, text: text)]),
            rating: Rating(
                id: id, items: rated.mapValues { .init(verdict: $0.0, quotes: $0.1) },
                mistakes: ["m": .init(present: mistake.rated)], scores: ["x": points.rated[0], "y": points.rated[1], "total": 999]),
            assessment: Assessment(
                items: found,
                mistakes: [MistakeAssessment(mistake: "m", isPresent: mistake.found, confidence: 0.9, evidence: [])],
                behaviours: [], versions: .init(scenario: "1", rubric: "1", assessor: "1", model: "1")),
            score: ScoreCard(
                dimensions: zip(["x", "y"], points.found).map {
                    .init(dimension: $0, points: $1, outOf: 50, reasons: [], uncapped: nil)
                }, total: points.found.reduce(0, +), range: 0...100, ifCertain: 0, notAssessed: [], rubricVersion: "1"))
    }

    /// Verdicts (rated, found): A met/met, partial/met; B absent/partial, contradicted/contradicted; C met/absent, absent/absent.
    private static let transcripts = [
        graded(
            "a", rated: ["i": (.met, ["look at the tickets"]), "j": (.partial, ["something else altogether here"])],
            found: [found("i", .met, 0.95, quote: 2..<27), found("j", .met, 0.55, quote: 0..<7)], mistake: (true, true),
            points: ([30, 20], [34, 22])),
        graded(
            "b", rated: ["i": (.absent, nil), "j": (.contradicted, nil)],
            found: [found("i", .partial, 0.45), found("j", .contradicted, 0.92)], mistake: (false, true),
            points: ([10, 10], [12, 5])),
        graded(
            "c", rated: ["i": (.met, ["talk to the engineer"]), "j": (.absent, nil)],
            found: [found("i", .absent, 0.52), found("j", .absent, 0.98)], mistake: (false, false),
            points: ([25, 15], [20, 10])),
    ]

    private static let report = AgreementCalculator(transcripts, scenario: scenario).report()

    @Test(arguments: [
        // Credited: a yes/yes, yes/yes; b no/yes, no/no; c yes/no, no/no: 4 / 6 on both sides.
        ("credit_macro_f1", 2.0 / 3),
        // Met: yes/yes, no/yes, no/no, no/no, yes/no, no/no: 2 / 4 and 6 / 8.
        ("met_macro_f1", 0.625),
        ("item_accuracy", 0.5),
        // Squares of the misses: 0, 1, 1, 0, 4, 0, so 1 on average. Rated levels 3 2 1 0 3 1, found 3 3 2 0 1 1:
        // expected = mean of squares (4 + 4) - 2 * (10 / 6) * (10 / 6) = 22 / 9.
        ("item_qwk", 1 - 9.0 / 22),
        // true/true, false/true, false/false: 2 / 3 on both sides.
        ("mistake_macro_f1", 2.0 / 3),
        // Totals: 50 and 56, 20 and 17, 40 and 30.
        ("total_mae", 19.0 / 3), ("total_bias", -7.0 / 3), ("worst_total_error", 10),
        // Credited on both sides with quotes: a's two items; only the first quote is shared.
        ("evidence_overlap", 0.5),
        ("unfound_quotes", 0),
        // Bins: 0.45 wrong; 0.55 and 0.52 wrong; 0.95, 0.92, 0.98 right.
        ("expected_calibration_error", (0.45 + 1.07 + 0.15) / 6),
        ("unsure_share", 1.0 / 6),
    ] as [(String, Double)]) func `figures are as worked out by hand`(name: String, value: Double) throws {
        let figure = try #require(Self.report.figures[name])
        #expect(abs(figure.value - value) < 1e-9, "\(name) is \(figure.value), not \(value)")
        #expect(figure.low <= figure.high)
    }

    @Test func `the correlation of totals is Pearson's`() throws {
        // Deviations of the rated (40, -50, 10) / 3 and the found (65, -52, -13) / 3.
        let both: Double = 40 * 65 + 50 * 52 - 10 * 13
        let rated: Double = 1_600 + 2_500 + 100
        let found: Double = 4_225 + 2_704 + 169
        let expected = both / (rated * found).squareRoot()
        #expect(abs(try #require(Self.report.figures["total_r"]).value - expected) < 1e-9)
    }

    @Test func `every figure the report promises is there`() {
        #expect(
            Set(Self.report.figures.keys) == [
                "credit_macro_f1", "met_macro_f1", "item_qwk", "item_accuracy", "mistake_macro_f1", "total_mae", "total_bias",
                "total_r", "worst_total_error", "evidence_overlap", "unfound_quotes", "expected_calibration_error",
                "unsure_share",
            ])
        #expect(Self.report.transcripts == 3)
    }

    @Test func `items, mistakes and dimensions have rows of their own`() {
        let rows = Self.report.items
        #expect(rows.map(\.item) == ["i", "j"])
        // i: met/met, absent/partial, met/absent: credited 2 / 4, not credited 0 / 2.
        #expect(abs(rows[0].creditMacroF1.value - 0.25) < 1e-9)
        #expect(abs(rows[0].accuracy.value - 1.0 / 3) < 1e-9)
        // j: partial/met, contradicted/contradicted, absent/absent: squares 1, 0, 0; expected from means 1 and 4 / 3.
        #expect(rows[1].creditMacroF1.value == 1)
        #expect(abs(rows[1].kappa.value - (1 - (1.0 / 3) / (5.0 / 3 + 10.0 / 3 - 2 * 4.0 / 3))) < 1e-9)
        #expect(abs((Self.report.mistakes["m"]?.value ?? 0) - 2.0 / 3) < 1e-9)
        #expect(abs((Self.report.dimensionMAE["x"]?.value ?? 0) - 11.0 / 3) < 1e-9)
        #expect(abs((Self.report.dimensionMAE["y"]?.value ?? 0) - 4) < 1e-9)
    }

    @Test func `confusions are counted, the most frequent first`() {
        #expect(
            Self.report.confusions == [
                .init(rated: .absent, assessed: .partial, count: 1), .init(rated: .partial, assessed: .met, count: 1),
                .init(rated: .met, assessed: .absent, count: 1),
            ])
        let doubled = AgreementCalculator(Self.transcripts + [Self.transcripts[2]], scenario: Self.scenario).report()
        #expect(doubled.confusions.first == .init(rated: .met, assessed: .absent, count: 2))
    }

    @Test func `the furthest totals come first, with what is wrong in them`() {
        #expect(Self.report.worst.map(\.transcript) == ["c", "a", "b"])
        #expect(Self.report.worst[0] == .init(transcript: "c", rated: 40, assessed: 30, wrong: ["i: met, assessed absent"]))
        #expect(Self.report.worst[1].wrong == ["j: partial, assessed met"])
    }

    @Test func `bins hold every verdict once`() {
        #expect(Self.report.calibration.map(\.count) == [1, 2, 3])
        #expect(Self.report.calibration.map(\.accuracy) == [0, 0, 1])
        #expect(zip(Self.report.calibration, [0.45, 0.535, 0.95]).allSatisfy { abs($0.confidence - $1) < 1e-9 })
    }

    @Test func `what raters left out is not compared`() throws {
        var graded = Self.transcripts
        graded[1].rating.items["i"] = nil
        graded[2].assessment.items.removeFirst()
        let report = AgreementCalculator(graded, scenario: Self.scenario).report()
        // Left: met/met, partial/met, contradicted/contradicted, absent/absent.
        #expect(report.figures["item_accuracy"]?.value == 0.75)
    }

    @Test func `a quote that doesn't stand in the transcript is counted`() throws {
        var graded = Self.transcripts
        graded[0].assessment.items[0].evidence[0].quote = "I never said this"
        graded[0].assessment.items[1].evidence[0].start += 1
        let report = AgreementCalculator(graded, scenario: Self.scenario).report()
        #expect(report.figures["unfound_quotes"]?.value == 2)
    }

    @Test func `the bootstrap gives the same intervals each time`() {
        #expect(AgreementCalculator(Self.transcripts, scenario: Self.scenario).report() == Self.report)
        let turned = AgreementCalculator(Self.transcripts.reversed(), scenario: Self.scenario).report()
        for (name, figure) in Self.report.figures {
            #expect(abs((turned.figures[name]?.value ?? .nan) - figure.value) < 1e-9, "\(name) depends on the order")
        }
    }

    @Test func `intervals hold what samples can give`() throws {
        // Three transcripts with errors of 6, 3 and 10 points: the mean of a sample lies between 3 and 10.
        let mae = try #require(Self.report.figures["total_mae"])
        #expect(mae.low >= 3 && mae.low < mae.value)
        #expect(mae.high <= 10 && mae.high > mae.value)
        // One transcript: every sample is the same.
        let one = AgreementCalculator([Self.transcripts[0]], scenario: Self.scenario).report()
        for (name, figure) in one.figures { #expect(figure.low == figure.value && figure.high == figure.value, "\(name)") }
    }

    @Test func `nothing rated gives a report all the same`() {
        let report = AgreementCalculator([], scenario: Self.scenario).report()
        #expect(report.transcripts == 0)
        #expect(report.worst.isEmpty && report.confusions.isEmpty && report.calibration.isEmpty)
        #expect(report.figures.values.allSatisfy { $0.value.isFinite })
    }
}
