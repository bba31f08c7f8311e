package import InterviewCore

/// Turns a candidate's wishes into a full plan. Pure: the seed settles what was left open.
package enum InterviewPlanner {
    /// How long the interview should be.
    package enum Length: Sendable, Equatable {
        /// As long as the scenario's phases.
        case scenarios
        case minutes(Double)
        case untimed
    }

    /// What the candidate asked for; nil leaves a choice open.
    package struct Wishes: Sendable {
        package var minutes: Length
        package var persona: String?
        package var difficulty: String?
        package var variant: String?
        package var seed: UInt64
        package var showsTracker: Bool
        /// The only phase to practise; nil: the whole interview.
        package var focus: String?

        package init(
            minutes: Length, persona: String?, difficulty: String?, variant: String?, seed: UInt64, showsTracker: Bool,
            focus: String? = nil
        ) {
            self.focus = focus
            self.minutes = minutes
            self.persona = persona
            self.difficulty = difficulty
            self.variant = variant
            self.seed = seed
            self.showsTracker = showsTracker
        }
    }

    /// The plan for `wishes`. Names are not checked here: ``InterviewService/start(_:)`` does.
    package static func plan(_ scenario: Scenario, wishes: Wishes) -> SessionPlan {
        var random = SeededRandom(seed: wishes.seed, label: "plan")
        let variant = scenario.variants.map(\.id).randomElement(using: &random)
        let persona = scenario.personas.map(\.id).randomElement(using: &random)
        let difficulties = scenario.difficulties.map(\.id)
        let difficulty = difficulties.contains("standard") ? "standard" : difficulties.first
        let minutes: Double? =
            switch wishes.minutes {
            case .scenarios: wishes.focus.flatMap(scenario.phase)?.minutes ?? scenario.minutes
            case .minutes(let minutes): minutes
            case .untimed: nil
            }
        return SessionPlan(
            scenario: scenario.id, scenarioVersion: scenario.version, variant: wishes.variant ?? variant ?? "",
            persona: wishes.persona ?? persona ?? "", difficulty: wishes.difficulty ?? difficulty ?? "",
            seed: wishes.seed, minutes: minutes, showsTracker: wishes.showsTracker, focus: wishes.focus)
    }
}

extension InterviewService {
    /// A seed for a new interview.
    package func newSeed() -> UInt64 { effects.seed() }
}
