package import InterviewCore

/// A small scenario made for tests: four phases, sixteen items of three facets, whose words are easy to say on purpose.
///
/// Saying `d1-one` commits to the first facet of item `d1`, `maybe d1-one` leans that way, `never d1-one` denies it;
/// two facets meet an item. Saying `m1-shown` shows mistake `m1`.
package enum StubScenario {
    package static let value = Scenario(
        id: "stub", version: "1.0.0", title: "Stub interview", topic: "perf", level: "em2",
        brief: "An engineer's work has slipped.", preparation: "Four phases, sixteen points.",
        disclaimers: ["Not legal advice."], phases: phases, items: items, mistakes: mistakes, rubric: rubric,
        personas: [persona], difficulties: difficulties, lines: lines,
        engineer: Engineer(name: "Robin", pronoun: "they", temperament: "calm"), probes: [], facts: [],
        variants: [
            Variant(id: "overloaded", cause: "Two teams give Robin work.", reveals: [:]),
            Variant(id: "bored", cause: "The work is too easy.", reveals: [:]),
        ])

    private static let outline: [(id: String, title: String, minutes: Double, letter: String, count: Int)] = [
        ("diagnosis", "Diagnosis", 8, "d", 5), ("feedback", "Feedback", 10, "f", 4),
        ("accountability", "Accountability", 8, "a", 4), ("outcomes", "Outcomes", 4, "o", 3),
    ]

    private static let phases = outline.map { phase in
        Phase(
            id: phase.id, title: phase.title, minutes: phase.minutes, goal: "Talk about \(phase.id).",
            openings: ["What about \(phase.id)?"], transitions: ["Let us turn to \(phase.id)."],
            nudges: ["We are nearly done with \(phase.id)."])
    }

    private static let items = outline.flatMap { phase in
        (1...phase.count).map { number in item("\(phase.letter)\(number)", phase: phase.id) }
    }

    private static func item(_ code: String, phase: String) -> Item {
        let facets = ["one", "two", "three"].map { name in
            Facet(
                id: name, label: "\(code) \(name)", criterion: "Says \(code)-\(name).",
                exemplars: Exemplars(met: ["\(code)-\(name)"]))
        }
        let all = facets.map { FacetExpression.committed(FacetReference(item: code, facet: $0.id)) }
        return Item(
            id: code, code: code, phase: phase, title: "Point \(code)", criterion: "Says two parts of \(code).",
            rules: VerdictRules(
                met: .atLeast(2, all), partial: .atLeast(1, all),
                contradicted: .denied(FacetReference(item: code, facet: "one"))),
            descriptors: [
                .met: "Both parts.", .partial: "One part.", .absent: "Nothing on it.", .contradicted: "The opposite.",
            ],
            why: "\(code) matters.", stronger: "Say \(code)-one and \(code)-two.", facets: facets,
            probes: [Probe(id: "\(code)-missing-1", kind: .missing, text: "What else about \(phase)?")])
    }

    private static let mistakes = (1...2).map { number in
        Mistake(
            id: "m\(number)", code: "m\(number)", title: "Mistake \(number)", isNamed: number == 1, present: .evidence,
            whyCostly: "It costs trust.", strongerMove: "Do the reverse of \(number).",
            exemplars: Exemplars(met: ["m\(number)-shown"]))
    }

    private static let rubric = Rubric(
        version: "1.0.0", rationale: "A test.", credit: [.met: 1, .partial: 0.5, .absent: 0, .contradicted: -0.35],
        dimensions: [
            dimension("objectives", "Objectives", 30, ["diagnosis": 0.5, "feedback": 0.5], [:]),
            dimension("judgement", "Judgement", 30, ["accountability": 0.6, "outcomes": 0.4], ["m1": 0.1]),
            dimension("people", "People", 20, ["feedback": 1], ["m2": 0.05]),
            dimension("communication", "Communication", 20, [:], [:], [.concise: 0.5, .content: 0.5]),
        ])

    private static func dimension(
        _ id: String, _ title: String, _ points: Double, _ shares: [String: Double], _ mistakes: [String: Double],
        _ behaviours: [Rubric.Behaviour: Double] = [:]
    ) -> Rubric.Dimension {
        Rubric.Dimension(
            id: id, title: title, points: points, asks: "Is there \(id)?", criteria: ["strong": "Yes."],
            shares: shares, mistakes: mistakes,
            cap: id == "objectives" ? Rubric.Cap(phase: "diagnosis", floor: 0.25) : nil, behaviours: behaviours,
            range: 0...1)
    }

    private static let persona = Persona(
        id: "neutral", name: "Sam Okafor", manner: "plain", acknowledgements: ["I see."], welcome: ["Welcome."],
        closing: ["Thank you, that is all."])

    private static let difficulties = [
        Difficulty(id: "standard", title: "Standard", twists: 1, pushbacks: 1),
        Difficulty(id: "hard", title: "Hard", twists: 3, pushbacks: 2),
    ]

    private static let lines = InterviewerLines(
        wordings: Dictionary(
            uniqueKeysWithValues: InterviewerLines.Occasion.allCases.map { ($0, ["Line \($0.rawValue)."]) }))
}
