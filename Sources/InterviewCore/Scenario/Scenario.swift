/// One interview to practise: the case, its phases, what is listened for, and how it is scored.
///
/// A value read from content files and validated once; the rules of the interview take it as a parameter.
package struct Scenario: Sendable, Equatable {
    package var id: String
    package var version: String
    package var title: String
    package var topic: String
    package var level: String
    /// The case as the candidate hears it.
    package var brief: String
    /// What is shown before the start: what the interview covers and what is scored.
    package var preparation: String
    package var disclaimers: [String]
    package var phases: [Phase]
    package var items: [Item]
    package var mistakes: [Mistake]
    package var rubric: Rubric
    package var personas: [Persona]
    package var difficulties: [Difficulty]
    package var lines: InterviewerLines
    package var engineer: Engineer
    /// Probes that belong to no item.
    package var probes: [Probe] { didSet { probesByPhase = Self.byPhase(probes) } }
    /// The same by phase and kind: the interviewer looks them up after every answer.
    package private(set) var probesByPhase: [String: [Probe.Kind: [Probe]]]
    package var facts: [Fact]
    package var variants: [Variant]

    package init(
        id: String, version: String, title: String, topic: String, level: String, brief: String, preparation: String,
        disclaimers: [String], phases: [Phase], items: [Item], mistakes: [Mistake], rubric: Rubric,
        personas: [Persona], difficulties: [Difficulty], lines: InterviewerLines, engineer: Engineer,
        probes: [Probe], facts: [Fact], variants: [Variant]
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.topic = topic
        self.level = level
        self.brief = brief
        self.preparation = preparation
        self.disclaimers = disclaimers
        self.phases = phases
        self.items = items
        self.mistakes = mistakes
        self.rubric = rubric
        self.personas = personas
        self.difficulties = difficulties
        self.lines = lines
        self.engineer = engineer
        self.probes = probes
        probesByPhase = Self.byPhase(probes)
        self.facts = facts
        self.variants = variants
    }

    private static func byPhase(_ probes: [Probe]) -> [String: [Probe.Kind: [Probe]]] {
        Dictionary(grouping: probes) { $0.phase ?? "" }.mapValues { Dictionary(grouping: $0, by: \.kind) }
    }

    /// The blueprint's length in minutes: the sum of its phases.
    package var minutes: Double { phases.reduce(0) { $0 + $1.minutes } }

    /// The scenario as a plan practises it: with one phase only where the plan has a focus. Items of other phases stay,
    /// so that what is said on them counts; nothing asks for them.
    package func practised(by plan: SessionPlan?) -> Scenario {
        guard let focus = plan?.focus, let phase = phase(focus) else { return self }
        var part = self
        part.phases = [phase]
        return part
    }

    /// The item with this id, if any. - Complexity: O(items).
    package func item(_ id: String) -> Item? { items.first { $0.id == id } }

    /// The phase with this id, if any. - Complexity: O(phases).
    package func phase(_ id: String) -> Phase? { phases.first { $0.id == id } }

    /// The mistake with this id, if any. - Complexity: O(mistakes).
    package func mistake(_ id: String) -> Mistake? { mistakes.first { $0.id == id } }

    /// The items whose home is this phase, in the blueprint's order. - Complexity: O(items).
    package func items(in phaseID: String) -> [Item] { items.filter { $0.phase == phaseID } }
}

/// A stretch of the interview with a budget of minutes and one opening question.
package struct Phase: Sendable, Equatable {
    package var id: String
    package var title: String
    /// Budget in minutes at full length; greater than zero.
    package var minutes: Double
    package var goal: String
    /// Wordings of the opening question.
    package var openings: [String]
    /// One-sentence signposts into this phase.
    package var transitions: [String]
    /// Short remarks when the phase is nearly over.
    package var nudges: [String]

    package init(
        id: String, title: String, minutes: Double, goal: String, openings: [String], transitions: [String],
        nudges: [String]
    ) {
        self.id = id
        self.title = title
        self.minutes = minutes
        self.goal = goal
        self.openings = openings
        self.transitions = transitions
        self.nudges = nudges
    }
}
