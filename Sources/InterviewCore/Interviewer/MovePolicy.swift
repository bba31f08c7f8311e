/// Decides what the interviewer does next. Pure: the same situation always gives the same move.
package enum MovePolicy {
    /// Everything a move depends on.
    package struct Situation: Sendable {
        package var scenario: Scenario
        package var session: Session
        package var assessment: Assessment
        /// The reading of the last answer; nil at the start and after a command.
        package var reading: AnswerReading?
        package var now: Instant

        package init(
            scenario: Scenario, session: Session, assessment: Assessment, reading: AnswerReading?, now: Instant
        ) {
            self.scenario = scenario
            self.session = session
            self.assessment = assessment
            self.reading = reading
            self.now = now
        }
    }

    /// The first move: welcome, expectations and the first phase's opening question. The case is on paper.
    package static func first(scenario: Scenario, plan: SessionPlan) -> Move {
        let picker = LinePicker(seed: plan.seed, said: [:])
        let phase = scenario.phases[0]
        let persona = scenario.persona(for: plan)
        let welcome = picker.pick(persona?.welcome ?? [], "welcome")
        let transition = picker.pick(phase.transitions, "transition-\(phase.id)")
        let opening = picker.pick(phase.openings, "opening-\(phase.id)")
        let question = Question(
            id: "opening-\(phase.id)", purpose: .opening, phase: phase.id, item: nil, text: opening?.text ?? "",
            quote: nil,
            reason: .init(
                trigger: "the interview begins", alternatives: [],
                secondsLeft: PhaseTimetable(scenario: scenario, minutes: plan.minutes).map {
                    Int($0.left(in: phase.id, at: 0) / 1000)
                },
                lines: [welcome?.name, transition?.name, opening?.name].compactMap { $0 }))
        let last = [transition?.text, opening?.text].compactMap { $0 }.joined(separator: " ")
        let parts = [welcome?.text.filling(length: plan.minutes), last]
        return .enterPhase(
            phase.id,
            Utterance(text: parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " "), question: question))
    }

    /// The move after an answer, a command or the end of the interview's time.
    ///
    /// - Complexity: O(turns + probes * questions asked).
    package static func next(_ situation: Situation) -> Move {
        NextMove(situation).decide()
    }
}

extension Scenario {
    /// The persona a plan asks for, or the first.
    func persona(for plan: SessionPlan?) -> Persona? {
        personas.first { $0.id == plan?.persona } ?? personas.first
    }

    /// The fact's answer in a variant. - Complexity: O(facts + variants).
    package func answer(toFact id: String, variant: String?) -> String? {
        variants.first { $0.id == variant }?.reveals[id] ?? facts.first { $0.id == id }?.answer
    }
}

extension String {
    /// Where a line says how long the interview takes.
    private static let lengthSlot = "{length}"

    /// The line with the interview's length in place; nil minutes: no limit.
    func filling(length minutes: Double?) -> String {
        guard contains("{") else { return self }
        let words = minutes.map { "\(Int($0.rounded())) minutes" } ?? "as much time as you need"
        return replacing(Self.lengthSlot, with: words)
    }

    /// The line with the engineer's name in place.
    func filling(name: String) -> String { contains("{") ? replacing("{name}", with: name) : self }
}
