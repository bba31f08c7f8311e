package import InterviewCore

/// Where an interview's clock stands, as a page shows it. Milliseconds of interview time.
package struct LiveClock: Sendable, Equatable, Codable {
    /// A phase's stretch of the interview.
    package struct Phase: Sendable, Equatable, Codable {
        package var id: String
        package var title: String
        package var start: Int64
        package var end: Int64
    }

    package var elapsed: Int64
    package var running: Bool
    /// Nil when untimed.
    package var deadline: Int64?
    package var phases: [Phase]

    package init(session: Session, scenario: Scenario, now: Instant) {
        elapsed = session.clock.elapsed(at: now)
        running = session.status == .running
        let timetable = PhaseTimetable(scenario: scenario, minutes: session.plan?.minutes ?? nil)
        deadline = timetable?.deadline
        phases = (timetable?.slots ?? []).map { slot in
            Phase(id: slot.phase, title: scenario.phase(slot.phase)?.title ?? slot.phase, start: slot.start, end: slot.end)
        }
    }

    /// The time left, or in an untimed interview the time passed.
    package var leftText: String {
        let shown = deadline.map { max(0, $0 - elapsed) } ?? elapsed
        let seconds = deadline == nil ? shown / 1_000 : (shown + 999) / 1_000
        return "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    }

    package var note: String { deadline == nil ? "so far, untimed" : "left" }
}
