package import InterviewCore

/// What this interviewer would ask after each answer of an interview that somebody else held.
///
/// The candidate's turns and the other interviewer's questions are taken as they are; after each answer the policy
/// decides as if it had asked those questions itself. Of what it says only the names of its lines go into the history.
package struct TranscriptReplay: Sendable {
    /// One answer with both interviewers' next words.
    package struct Step: Sendable, Equatable, Codable {
        /// Index of the answer in the transcript.
        package var turn: Int
        package var phase: String
        package var minute: Double
        package var question: String
        package var answer: String
        /// What the transcript's interviewer said next; nil at the end.
        package var theirs: String?
        package var ours: String
        /// What kind of question ours is, and why it was chosen.
        package var kind: String
        package var reason: String
    }

    package private(set) var steps: [Step] = []

    /// - Complexity: O(turns * cost of an assessment).
    package init(_ transcript: Transcript, scenario: Scenario, plan: SessionPlan, assessor: any Assessor) {
        var recorder = Recorder(id: transcript.id, plan: plan)
        for (index, turn) in transcript.turns.enumerated() {
            let next = transcript.turns[(index + 1)...].first
            recorder.add(turn, index: index, next: next)
            guard turn.speaker == .candidate else { continue }
            let move = Self.move(
                recorder.session, scenario: scenario, assessor: assessor, at: Recorder.end(of: turn, next: next))
            recorder.lines = move.lines
            steps.append(
                Step(
                    turn: index, phase: turn.phase, minute: turn.minute,
                    question: recorder.session.questions.last?.text ?? "", answer: turn.text, theirs: next?.text,
                    ours: move.words, kind: move.kind, reason: move.reason))
        }
    }

    /// The session that a transcript would have been. - Complexity: O(turns).
    package static func session(_ transcript: Transcript, plan: SessionPlan) -> Session {
        var recorder = Recorder(id: transcript.id, plan: plan)
        for (index, turn) in transcript.turns.enumerated() {
            recorder.add(turn, index: index, next: transcript.turns[(index + 1)...].first)
        }
        return recorder.session
    }

    /// Turns as the events that would have brought them about.
    private struct Recorder {
        var session: Session
        /// Names of lines said along with our last question, so that they rotate as in an interview of our own.
        var lines: [String] = []
        private var sequence = 0

        init(id: String, plan: SessionPlan) {
            session = Session(id: id)
            record(.started(plan), at: 0)
        }

        /// An answer ends when the interviewer speaks again.
        static func end(of turn: Transcript.Turn, next: Transcript.Turn?) -> Double { next?.minute ?? turn.minute + 1 }

        mutating func add(_ turn: Transcript.Turn, index: Int, next: Transcript.Turn?) {
            switch turn.speaker {
            case .interviewer:
                let isOpening = session.phase != turn.phase
                if isOpening { record(.phaseEntered(turn.phase), at: turn.minute) }
                let question = Question(
                    id: "\(session.id)-\(index)", purpose: isOpening ? .opening : .probe(.clarify), phase: turn.phase,
                    item: nil, text: turn.text, quote: nil,
                    reason: .init(trigger: "as in the transcript", alternatives: [], secondsLeft: nil, lines: lines))
                record(.said(Utterance(text: turn.text, question: question)), at: turn.minute)
            case .candidate:
                record(.answered(turn.text), at: Self.end(of: turn, next: next))
            }
        }

        private mutating func record(_ kind: SessionEvent.Kind, at minute: Double) {
            let at = Instant(milliseconds: Int64(minute * 60_000))
            session.apply(SessionEvent(sequence: sequence, at: max(at, session.lastEventAt ?? at), kind: kind))
            sequence += 1
        }
    }

    /// What the interviewer would say after the session's last answer, and why.
    ///
    /// - Complexity: that of an assessment.
    package static func move(
        _ session: Session, scenario: Scenario, assessor: any Assessor, at minute: Double
    ) -> (words: String, kind: String, reason: String, lines: [String]) {
        let assessment = assessor.assess(session.transcript, scenario: scenario)
        let context = AnswerContext(
            transcript: session.transcript, question: session.questions.last?.text ?? "", assessment: assessment)
        let move = MovePolicy.next(
            .init(
                scenario: scenario, session: session, assessment: assessment,
                reading: assessor.read(context, scenario: scenario), now: Instant(milliseconds: Int64(minute * 60_000))))
        let utterance: Utterance
        switch move {
        case .say(let said): utterance = said
        case .enterPhase(_, let said): utterance = said
        case .close(let said, let reason): return (said.text, "close", "ends: \(reason.rawValue)", [])
        }
        let kind =
            switch utterance.question?.purpose {
            case .opening: "opening"
            case .probe(let probe): probe.rawValue
            case .again: "again"
            case .finalAddition: "final-addition"
            case nil: "remark"
            }
        let reason = utterance.question?.reason
        return (utterance.text, kind, reason?.trigger ?? "", reason?.lines ?? [])
    }
}
