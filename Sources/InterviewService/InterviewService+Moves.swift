import InterviewCore
import Store

extension InterviewService {
    /// Makes the interviewer's move if the session waits for one: after an answer or a command.
    ///
    /// Also what completes a step that was cut short by the end of the program.
    func reply(in session: Session) async throws(InterviewError) -> Step {
        guard session.status == .running, session.awaitsInterviewer else { return Step(session: session) }
        return try await move(in: session, isTimeUp: false)
    }

    /// Makes the interviewer's next move.
    ///
    /// At or past the deadline the interview closes whatever the policy would like to ask: an answer that was begun
    /// in time may be finished, and nothing is asked after it.
    func move(in session: Session, isTimeUp: Bool) async throws(InterviewError) -> Step {
        guard let plan = session.plan else { throw .notRunning(session: session.id, status: session.status) }
        let scenario = try await scenario(plan.scenario).practised(by: plan)
        let assessment = liveAssessor.assess(session.transcript, scenario: scenario)
        let at = now(for: session)
        let reading = session.lastAnswerContext(assessment: assessment).map { liveAssessor.read($0, scenario: scenario) }
        var move = interviewer.next(
            .init(scenario: scenario, session: session, assessment: assessment, reading: reading, now: at))
        let deadline = PhaseTimetable(scenario: scenario, minutes: plan.minutes)?.deadline
        if isTimeUp || deadline.map({ session.clock.elapsed(at: at) >= $0 }) ?? false {
            if case .close = move {} else { move = .close(Self.timeUpWords(scenario, plan: plan), .timeUp) }
        }
        var writer = EventWriter(session: session, at: at)
        let said = writer.add(move)
        return Step(session: try await append(writer.events, to: session), said: said, assessment: assessment)
    }

    private static func timeUpWords(_ scenario: Scenario, plan: SessionPlan) -> Utterance {
        var random = SeededRandom(seed: plan.seed, label: "time-up")
        return Utterance(text: scenario.lines[.timeUp].randomElement(using: &random) ?? "")
    }

    /// Refuses a plan that names what the scenario lacks.
    static func check(_ plan: SessionPlan, against scenario: Scenario) throws(InterviewError) {
        let choices = [
            ("persona", plan.persona, scenario.personas.map(\.id)),
            ("difficulty", plan.difficulty, scenario.difficulties.map(\.id)),
            ("variant", plan.variant, scenario.variants.map(\.id)),
        ]
        if let focus = plan.focus, scenario.phase(focus) == nil {
            throw .unknownChoice(kind: "phase", name: focus, known: scenario.phases.map(\.id))
        }
        for (kind, name, known) in choices where !known.contains(name) {
            throw .unknownChoice(kind: kind, name: name, known: known)
        }
        if let minutes = plan.minutes, !(minutes >= 1 && minutes <= 240) { throw .invalidLength(minutes: minutes) }
    }
}

extension Session {
    /// Whether the candidate has spoken or acted and the interviewer has not reacted yet.
    package var awaitsInterviewer: Bool {
        guard let last = entries.last else { return false }
        return last.turn.speaker == .candidate || last.command != nil
    }

    /// The last answer as the assessor reads it; nil when the candidate used a command or has not spoken.
    func lastAnswerContext(assessment: Assessment) -> AnswerContext? {
        guard let last = entries.last, last.turn.speaker == .candidate, last.command == nil else { return nil }
        // A remark without a question leaves the question before it standing.
        return AnswerContext(transcript: transcript, question: questions.last?.text ?? "", assessment: assessment)
    }
}
