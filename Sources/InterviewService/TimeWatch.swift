package import InterviewCore

/// Something the clock makes due, said once.
package enum TimeNotice: Sendable, Equatable {
    /// A phase is nearly over; `text` is the interviewer's remark.
    case phaseEnding(phase: String, text: String, secondsLeft: Int)
    /// The interview is nearly over: one more question at most.
    case lastQuestion(secondsLeft: Int)
    /// The time is over. An answer in progress may be finished; nothing is asked after it.
    case timeUp
}

/// Says what is due at a moment of an interview, each thing once. Pure but for remembering what it has said.
package struct TimeWatch: Sendable {
    private let timetable: PhaseTimetable
    private let nudges: [String: [String]]
    private let seed: UInt64
    private var nudged: Set<String> = []
    private var hasWarned = false
    private var hasEnded = false

    /// Share of a phase that is left when its end is announced, at most ``longestNotice``.
    private static let noticeShare = 0.2
    private static let longestNotice: Int64 = 60_000
    /// Time left in the interview when the last question is announced: a fifteenth, two minutes of thirty.
    private static let lastQuestionShare = 1.0 / 15

    /// A watch over a session; nil when it is untimed.
    ///
    /// - Parameter now: what was due before this moment counts as said, as after a restart; the end never does.
    package init?(scenario: Scenario, session: Session, now: Instant) {
        guard let plan = session.plan, let timetable = PhaseTimetable(scenario: scenario, minutes: plan.minutes) else {
            return nil
        }
        self.timetable = timetable
        nudges = Dictionary(scenario.phases.map { ($0.id, $0.nudges) }, uniquingKeysWith: { first, _ in first })
        seed = plan.seed
        _ = due(session, at: now)
        hasEnded = false
    }

    /// What has become due by `now` and was not said yet. Nothing while the interview is not running.
    package mutating func due(_ session: Session, at now: Instant) -> [TimeNotice] {
        guard session.status == .running else { return [] }
        let elapsed = session.clock.elapsed(at: now)
        var notices: [TimeNotice] = []
        if elapsed >= timetable.deadline {
            if !hasEnded { notices.append(.timeUp) }
            hasEnded = true
            return notices
        }
        if let phase = session.phase, let slot = timetable.slot(phase), !nudged.contains(phase) {
            let left = slot.end - elapsed
            let isLast = slot.end == timetable.deadline
            if left <= min(Self.longestNotice, Int64(Double(slot.length) * Self.noticeShare)) {
                nudged.insert(phase)
                // The last phase's end is announced as the interview's; a phase long over needs no remark, nor does one
                // whose end the interviewer has mentioned already.
                if !isLast, left > -slot.length, !isMentioned(phase, in: session), let text = words(for: phase) {
                    notices.append(.phaseEnding(phase: phase, text: text, secondsLeft: Int(max(0, left) / 1_000)))
                }
            }
        }
        let left = timetable.deadline - elapsed
        if !hasWarned, left <= Int64(Double(timetable.deadline) * Self.lastQuestionShare) {
            hasWarned = true
            notices.append(.lastQuestion(secondsLeft: Int(left / 1_000)))
        }
        return notices
    }

    /// How long a candidate who has not begun to answer is waited for once the time is over: a thirtieth of the
    /// interview, a minute at most. Milliseconds.
    package var grace: Int64 { min(60_000, timetable.deadline / 30) }

    /// Interview time at which the interview is over, in milliseconds.
    package var deadline: Int64 { timetable.deadline }

    private func isMentioned(_ phase: String, in session: Session) -> Bool {
        let wordings = nudges[phase] ?? []
        return session.entries.contains { entry in
            entry.turn.speaker == .interviewer && entry.turn.phase == phase
                && wordings.contains { entry.turn.text.contains($0) }
        }
    }

    private func words(for phase: String) -> String? {
        var random = SeededRandom(seed: seed, label: "nudge-" + phase)
        return nudges[phase]?.randomElement(using: &random)
    }
}
