import InterviewCore

/// Small values that read well in tables of cases.
enum Make {
    /// A reference to a facet of the item `item`.
    static func facet(_ id: String, of item: String = "item") -> FacetReference {
        FacetReference(item: item, facet: id)
    }

    /// Proof that begins at `start` in turn `turn`.
    static func proof(_ turn: Int, _ start: Int = 0) -> Evidence {
        Evidence(turn: turn, start: start, end: start + 1, quote: "x")
    }

    /// A finding whose sides rest on the given passages.
    static func finding(
        _ id: String = "a", commit: [Evidence]? = nil, vague: [Evidence]? = nil, deny: [Evidence]? = nil,
        item: String = "item"
    ) -> FacetFinding {
        func support(_ evidence: [Evidence]?) -> FacetFinding.Support? {
            evidence.map { .init(confidence: 0.9, evidence: $0) }
        }
        return FacetFinding(
            facet: facet(id, of: item), commit: support(commit), vague: support(vague), deny: support(deny),
            leaning: 0)
    }

    /// An item whose rules are written as authors write them.
    static func item(
        _ id: String = "item", phase: String = "early", met: String = "2 of (a, b, c)", partial: String = "1 of (a, b, c)",
        contradicted: String? = nil
    ) throws -> Item {
        Item(
            id: id, code: id, phase: phase, title: id, criterion: id,
            rules: VerdictRules(
                met: try FacetExpressionParser.parse(met, item: id),
                partial: try FacetExpressionParser.parse(partial, item: id),
                contradicted: try contradicted.map { text in try FacetExpressionParser.parse(text, item: id) }),
            descriptors: [:], why: "", stronger: "",
            facets: ["a", "b", "c"].map { Facet(id: $0, label: $0, criterion: $0, exemplars: Exemplars()) }, probes: [])
    }

    static func phase(_ id: String, minutes: Double = 10) -> Phase {
        Phase(id: id, title: id, minutes: minutes, goal: "", openings: [], transitions: [], nudges: [])
    }

    static func mistake(_ id: String) -> Mistake {
        Mistake(
            id: id, code: id, title: id, isNamed: false, present: .evidence, whyCostly: "", strongerMove: "",
            exemplars: Exemplars())
    }

    static func dimension(
        _ id: String, _ points: Double, shares: [String: Double] = [:], mistakes: [String: Double] = [:],
        cap: Rubric.Cap? = nil, behaviours: [Rubric.Behaviour: Double] = [:], range: ClosedRange<Double> = 0...1
    ) -> Rubric.Dimension {
        .init(
            id: id, title: id, points: points, asks: "", criteria: [:], shares: shares, mistakes: mistakes, cap: cap,
            behaviours: behaviours, range: range)
    }

    static func scenario(
        phases: [Phase], items: [Item] = [], mistakes: [Mistake] = [], dimensions: [Rubric.Dimension] = []
    ) -> Scenario {
        Scenario(
            id: "made", version: "1", title: "", topic: "", level: "", brief: "", preparation: "", disclaimers: [],
            phases: phases, items: items, mistakes: mistakes,
            rubric: Rubric(
                version: "r1", rationale: "", credit: [.met: 1, .partial: 0.5, .absent: 0, .contradicted: -0.35],
                dimensions: dimensions),
            personas: [], difficulties: [], lines: InterviewerLines(wordings: [:]),
            engineer: Engineer(name: "", pronoun: "", temperament: ""), probes: [], facts: [], variants: [])
    }

    static func assessed(
        _ item: String, _ verdict: Verdict, isAssessed: Bool = true, probabilities: [Verdict: Double]? = nil
    ) -> ItemAssessment {
        ItemAssessment(
            item: item, verdict: verdict, confidence: 0.9, probabilities: probabilities ?? [verdict: 1], facets: [],
            evidence: [], isAssessed: isAssessed)
    }

    static func assessment(
        _ items: [ItemAssessment], mistakes: [String] = [], behaviours: [Rubric.Behaviour: Double?] = [:]
    ) -> Assessment {
        Assessment(
            items: items,
            mistakes: mistakes.map { MistakeAssessment(mistake: $0, isPresent: true, confidence: 1, evidence: []) },
            behaviours: behaviours.map { BehaviourReading(behaviour: $0.key, value: $0.value, note: $0.key.rawValue) },
            versions: .init(scenario: "1", rubric: "r1", assessor: "test", model: "none"))
    }
}
