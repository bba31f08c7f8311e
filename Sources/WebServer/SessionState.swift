import InterviewCore
import WebPages

/// An interview as a client of the interface sees it; Docs/API.md describes it.
struct SessionState: Sendable, Codable {
    struct Name: Sendable, Codable {
        var id: String
        var title: String
    }

    struct Entry: Sendable, Codable {
        var turn: Int
        var speaker: Transcript.Speaker
        var phase: String
        var minute: Double
        var text: String
        var command: CandidateCommand?
    }

    enum Status: String, Sendable, Codable { case running, paused, ended }

    var id: String
    var revision: Int
    var status: Status
    var endReason: EndReason?
    var away: Bool
    var scenario: Name
    var interviewer: String
    var phase: String?
    var focus: String?
    var showsTracker: Bool
    var clock: LiveClock
    var entriesFrom: Int
    var entries: [Entry]
    var draft: String
    var mayUndoEnd: Bool
    var timeUp: Bool

    /// - Parameter after: the revision the client knows; entries that were there then are left out.
    /// - Complexity: O(turns).
    init(session: Session, scenario: Scenario, now: Instant, isAway: Bool, after: Int? = nil) {
        id = session.id
        revision = session.nextSequence
        endReason = nil
        switch session.status {
        case .notStarted, .running: status = .running
        case .paused: status = .paused
        case .ended(let reason):
            status = .ended
            endReason = reason
        }
        away = isAway
        self.scenario = Name(id: scenario.id, title: scenario.title)
        interviewer = scenario.personas.first { $0.id == session.plan?.persona }?.name ?? "Interviewer"
        phase = session.phase
        focus = session.plan?.focus
        showsTracker = session.plan?.showsTracker ?? false
        let clock = LiveClock(session: session, scenario: scenario, now: now)
        self.clock = clock
        // The last entry known may have got a command since, so it is sent again.
        let known = after.map { after in session.entries.count { $0.sequence < after } } ?? 0
        entriesFrom = max(0, known - 1)
        entries = session.entries.enumerated().dropFirst(max(0, known - 1)).map { index, entry in
            Entry(
                turn: index, speaker: entry.turn.speaker, phase: entry.turn.phase, minute: entry.turn.minute,
                text: entry.turn.text, command: entry.command)
        }
        draft = session.draft
        mayUndoEnd = session.status == .ended(.byCandidate)
        timeUp = clock.deadline.map { clock.elapsed >= $0 } ?? false
    }
}

/// A remark of the clock's, sent once.
struct LiveNotice: Sendable, Codable, Equatable {
    enum Kind: String, Sendable, Codable {
        case phaseEnding = "phase-ending"
        case lastQuestion = "last-question"
        case timeUp = "time-up"
    }

    var kind: Kind
    var text: String
    var secondsLeft: Int
}
