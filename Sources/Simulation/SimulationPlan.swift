package import InterviewCore

/// Plans of simulated interviews: the seed decides persona, variant and, unless given, difficulty.
package enum SimulationPlan {
    /// - Complexity: O(1).
    package static func plan(
        scenario: Scenario, seed: UInt64, minutes: Double?, difficulty: String? = nil
    ) -> SessionPlan {
        var random = SeededRandom(seed: seed, label: "plan")
        return SessionPlan(
            scenario: scenario.id, scenarioVersion: scenario.version,
            variant: scenario.variants.randomElement(using: &random)?.id ?? "",
            persona: scenario.personas.randomElement(using: &random)?.id ?? "",
            difficulty: difficulty ?? scenario.difficulties.randomElement(using: &random)?.id ?? "", seed: seed,
            minutes: minutes, showsTracker: false)
    }
}
