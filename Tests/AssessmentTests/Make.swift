import InterviewCore

@testable import Assessment

/// Small values for tests of the assessor's parts.
enum Make {
    static let calibration = AssessorCalibration(
        commit: 0.5, vague: 0.75, deny: 0.5, mistake: 0.5, facets: judge, mistakes: judge, confidence: [])

    /// A judge that takes the best passage's odds as they are: its likeliest position is the likeliest there.
    static let judge = FacetJudge(
        weights: [0, 0, 3, 4].enumerated().map { row, column in
            (0..<12).map { $0 == [-1, 0, 3, 4][row] ? 1.0 : 0.0 }
        }, bias: [0, 0, 0, 0])

    /// What one passage does about one criterion; the rest of the probability is none.
    struct Odds {
        var commit: Float = 0
        var vague: Float = 0
        var deny: Float = 0
    }

    /// An answer whose sentences have the given odds, one list a sentence, one entry a criterion.
    static func answer(_ turn: Int, _ text: String, _ odds: [[Odds]]) -> FindingBuilder.Answer {
        let passages = Segmenter.passages(text)
        let probabilities = odds.flatMap { $0.flatMap { [1 - $0.commit - $0.vague - $0.deny, $0.commit, $0.vague, $0.deny] } }
        return FindingBuilder.Answer(
            turn: turn, text: text,
            scored: ScoredAnswer(passages: passages, probabilities: probabilities, criteria: odds.first?.count ?? 1))
    }

    static func facet(_ id: String, of item: String = "i") -> FacetReference { FacetReference(item: item, facet: id) }

    static func finding(
        _ id: String, of item: String = "i", commit: [Int] = [], vague: [Int] = [], deny: [Int] = []
    ) -> FacetFinding {
        func support(_ turns: [Int]) -> FacetFinding.Support? {
            turns.isEmpty ? nil : .init(confidence: 0.9, evidence: turns.map { Evidence(turn: $0, start: 0, end: 1, quote: "x") })
        }
        return FacetFinding(
            facet: facet(id, of: item), commit: support(commit), vague: support(vague), deny: support(deny), leaning: 0)
    }

    static func assessed(_ item: String, _ verdict: Verdict = .absent, _ facets: [FacetFinding] = []) -> ItemAssessment {
        ItemAssessment(item: item, verdict: verdict, confidence: 0.9, facets: facets, evidence: [], isAssessed: true)
    }

    static func item(
        _ id: String = "i", phase: String = "p", facets: [String] = ["a", "b"], met: String = "2 of (a, b)",
        partial: String = "1 of (a, b)", contradicted: String? = "denied(a)"
    ) throws -> Item {
        Item(
            id: id, code: id, phase: phase, title: "", criterion: "",
            rules: VerdictRules(
                met: try FacetExpressionParser.parse(met, item: id), partial: try FacetExpressionParser.parse(partial, item: id),
                contradicted: try contradicted.map { text in try FacetExpressionParser.parse(text, item: id) }),
            descriptors: [:], why: "", stronger: "",
            facets: facets.map { Facet(id: $0, label: "", criterion: "", exemplars: Exemplars()) }, probes: [])
    }

    static func scenario(items: [Item], mistakes: [String: String]) throws -> Scenario {
        Scenario(
            id: "s", version: "1", title: "", topic: "", level: "", brief: "", preparation: "", disclaimers: [], phases: [],
            items: items,
            mistakes: try mistakes.sorted { $0.key < $1.key }.map { id, present in
                Mistake(
                    id: id, code: id, title: "", isNamed: false, present: try FacetExpressionParser.parse(present),
                    whyCostly: "", strongerMove: "", exemplars: Exemplars())
            },
            rubric: Rubric(version: "1", rationale: "", credit: [:], dimensions: []), personas: [], difficulties: [],
            lines: InterviewerLines(wordings: [:]), engineer: Engineer(name: "", pronoun: "", temperament: ""), probes: [],
            facts: [], variants: [])
    }
}
