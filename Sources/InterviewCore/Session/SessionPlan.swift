/// Everything chosen before an interview starts. With the answers it determines the interview.
package struct SessionPlan: Sendable, Equatable, Codable {
    package var scenario: String
    package var scenarioVersion: String
    package var variant: String
    package var persona: String
    package var difficulty: String
    /// Seed of every choice of wording.
    package var seed: UInt64
    /// Length of the interview in minutes; phases scale with it. Nil: untimed.
    package var minutes: Double?
    /// Whether the candidate sees the tracker while speaking.
    package var showsTracker: Bool
    /// The session whose first turns this one took over; nil for an interview from the start.
    package var retakeOf: Retake?
    /// The only phase of the scenario that is practised; nil for the whole interview.
    package var focus: String?

    /// Where a retake began.
    package struct Retake: Sendable, Equatable, Codable {
        package var session: String
        /// How many turns of that session were kept.
        package var turns: Int

        package init(session: String, turns: Int) {
            self.session = session
            self.turns = turns
        }
    }

    package init(
        scenario: String, scenarioVersion: String, variant: String, persona: String, difficulty: String,
        seed: UInt64, minutes: Double?, showsTracker: Bool, retakeOf: Retake? = nil,
        focus: String? = nil
    ) {
        self.scenario = scenario
        self.scenarioVersion = scenarioVersion
        self.variant = variant
        self.persona = persona
        self.difficulty = difficulty
        self.seed = seed
        self.minutes = minutes
        self.showsTracker = showsTracker
        self.retakeOf = retakeOf
        self.focus = focus
    }
}
