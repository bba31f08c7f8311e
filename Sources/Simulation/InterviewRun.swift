package import InterviewCore

/// One simulated interview from the first word to the last, on a clock of its own.
package struct InterviewRun: Sendable {
    /// One question as it was asked, with what was known then.
    package struct Step: Sendable {
        package var question: Question
        package var said: String
        /// Milliseconds of interview time when it was asked.
        package var elapsed: Int64
        /// Verdict of the question's item when it was asked.
        package var verdict: Verdict?
        /// Facets that the question names although they had not been said.
        package var leaks: [FacetReference]
        package var reply: SimulatedCandidate.Reply?
        package var reading: AnswerReading?
    }

    package private(set) var kind: CandidateKind
    package private(set) var session: Session
    package private(set) var steps: [Step] = []
    package private(set) var assessment: Assessment
    /// Nil when the interview did not come to an end.
    package private(set) var ended: EndReason?
    package private(set) var farewell = ""
    /// Milliseconds of interview time at the end.
    package private(set) var duration: Int64 = 0

    /// Speaking rate of both sides in words a minute: usual English conversation lies between 120 and 160.
    private static let wordsPerMinute = 140.0
    /// Milliseconds of thinking before and pausing within an answer.
    private static let thinking: ClosedRange<Int64> = 5_000...30_000
    /// No interview takes more moves than this.
    package static let mostMoves = 400

    /// Runs an interview to its end.
    ///
    /// - Complexity: O(moves * turns).
    package init(
        scenario: Scenario, bank: PreparedBank, leakCheck: LeakCheck, kind: CandidateKind, plan: SessionPlan
    ) {
        self.kind = kind
        session = Session(id: "simulated-\(plan.seed)")
        assessment = OracleAssessor(scenario: scenario).assessment
        var oracle = OracleAssessor(scenario: scenario)
        defer { assessment = oracle.assessment }
        var candidate = SimulatedCandidate(kind: kind, seed: plan.seed, bank: bank)
        var pace = SeededRandom(seed: plan.seed, label: "pace")
        var now = Instant(milliseconds: 0)
        var sequence = 0
        func record(_ event: SessionEvent.Kind, in session: inout Session) {
            session.apply(SessionEvent(sequence: sequence, at: now, kind: event))
            sequence += 1
        }
        record(.started(plan), in: &session)
        var move = MovePolicy.first(scenario: scenario, plan: plan)
        for _ in 0..<Self.mostMoves {
            let utterance: Utterance
            switch move {
            case .close(let last, let reason):
                farewell = last.text
                ended = reason
                duration = session.clock.elapsed(at: now)
                record(.said(last), in: &session)
                record(.ended(reason), in: &session)
                return
            case .enterPhase(let phase, let next):
                record(.phaseEntered(phase), in: &session)
                utterance = next
            case .say(let next):
                utterance = next
            }
            record(.said(utterance), in: &session)
            guard let question = utterance.question else { return }
            var step = Step(
                question: question, said: utterance.text, elapsed: session.clock.elapsed(at: now),
                verdict: question.item.flatMap { oracle.assessment.item($0)?.verdict },
                leaks: leakCheck.leaks(of: question, assessment: oracle.assessment))
            now = now.advanced(byMilliseconds: Self.speakingTime(Self.words(utterance.text)))
            let reply = candidate.reply(to: question)
            now = now.advanced(
                byMilliseconds: Self.speakingTime(Self.words(reply.text))
                    + Int64.random(in: Self.thinking, using: &pace))
            var reading: AnswerReading?
            if let command = reply.command {
                record(.acted(command), in: &session)
            } else {
                record(.answered(reply.text), in: &session)
                reading = oracle.hear(reply, turn: session.entries.count - 1)
            }
            step.reply = reply
            step.reading = reading
            steps.append(step)
            move = MovePolicy.next(
                .init(scenario: scenario, session: session, assessment: oracle.assessment, reading: reading, now: now))
        }
        duration = session.clock.elapsed(at: now)
    }

    private static func words(_ text: String) -> Int { text.utf8.count { $0 == 0x20 } + 1 }

    private static func speakingTime(_ words: Int) -> Int64 { Int64(Double(words) / wordsPerMinute * 60_000) }
}
