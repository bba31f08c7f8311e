/// The state of one interview: the fold of its events, nothing else. Pure.
package struct Session: Sendable, Equatable {
    /// One turn as it was said.
    package struct Entry: Sendable, Equatable {
        package var turn: Transcript.Turn
        /// The question an interviewer's turn ends with, if any.
        package var question: Question?
        /// The command, when the candidate used one instead of answering.
        package var command: CandidateCommand?
        /// Sequence number of the event it came from.
        package var sequence: Int
        /// Whether the candidate replaced its text later.
        package var isRevised = false
    }

    /// Where the interview stands.
    package enum Status: Sendable, Equatable {
        case notStarted, running, paused
        case ended(EndReason)
    }

    package private(set) var id: String
    package private(set) var plan: SessionPlan?
    package private(set) var status: Status = .notStarted
    package private(set) var entries: [Entry] = []
    package private(set) var phase: String?
    /// Phases entered so far, in order.
    package private(set) var phases: [String] = []
    package private(set) var clock = SessionClock()
    /// Text entered but not sent.
    package private(set) var draft = ""
    package private(set) var startedAt: Instant?
    package private(set) var lastEventAt: Instant?
    package private(set) var nextSequence = 0
    /// How many events it takes to know all that was said: later ones, such as the candidate's own rating, change none of it.
    package private(set) var saidUpTo = 0
    package private(set) var selfRating: Int?
    /// Item id to the candidate's comment on its verdict.
    package private(set) var disputes: [String: String] = [:]

    package init(id: String) { self.id = id }

    /// The session after all of its events. Events before a rewind's target are kept, those after it dropped.
    ///
    /// - Complexity: O(events * rewinds).
    package init(id: String, events: [SessionEvent]) {
        self.init(id: id)
        for event in Self.effective(events) { apply(event) }
        nextSequence = (events.last?.sequence ?? -1) + 1
    }

    /// The events that count once rewinds are carried out.
    static func effective(_ events: [SessionEvent]) -> [SessionEvent] {
        var kept: [SessionEvent] = []
        for event in events {
            if case .rewound(let target) = event.kind {
                let dropped = kept.filter { $0.sequence >= target }
                kept.removeAll { $0.sequence >= target }
                // Time spent on what was taken back must not count: resume where the kept events stopped.
                if let lastAlive = kept.last?.at, !dropped.isEmpty {
                    kept.append(SessionEvent(sequence: event.sequence, at: event.at, kind: .recovered(lastAlive: lastAlive)))
                }
            } else {
                kept.append(event)
            }
        }
        return kept
    }

    /// Adds one event. - Complexity: O(1) amortised.
    package mutating func apply(_ event: SessionEvent) {
        nextSequence = event.sequence + 1
        lastEventAt = event.at
        if event.kind.changesWords { saidUpTo = event.sequence + 1 }
        switch event.kind {
        case .started(let plan):
            self.plan = plan
            startedAt = event.at
            status = .running
            clock.run(from: event.at)
        case .phaseEntered(let phase):
            self.phase = phase
            phases.append(phase)
            clock.enter(phase: phase, at: event.at)
        case .said(let utterance):
            add(.interviewer, utterance.text, question: utterance.question, event: event)
        case .drafted(let text):
            draft = text
        case .answered(let text):
            draft = ""
            add(.candidate, text, event: event)
        case .acted(let command):
            draft = ""
            if let last = entries.indices.last { entries[last].command = command }
        case .revised(let turn, let text):
            if entries.indices.contains(turn), entries[turn].turn.speaker == .candidate {
                entries[turn].turn.text = text
                entries[turn].isRevised = true
            }
        case .paused:
            if status == .running { status = .paused }
            clock.stop(at: event.at)
        case .resumed:
            if status == .paused {
                status = .running
                clock.run(from: event.at)
            }
        case .recovered(let lastAlive):
            clock.stop(at: lastAlive)
            if status == .running { clock.run(from: event.at) }
        case .ended(let reason):
            status = .ended(reason)
            clock.stop(at: event.at)
        case .selfRated(let points):
            selfRating = points
        case .disputed(let item, let comment):
            disputes[item] = comment
        case .rewound:
            break
        }
    }

    private mutating func add(
        _ speaker: Transcript.Speaker, _ text: String, question: Question? = nil, event: SessionEvent
    ) {
        let minute = Double(clock.elapsed(at: event.at)) / 60_000
        entries.append(
            Entry(
                turn: .init(phase: phase ?? "", minute: minute, speaker: speaker, text: text), question: question,
                sequence: event.sequence))
    }

    /// The question that waits for an answer, if any.
    package var standingQuestion: Question? {
        guard let last = entries.last, last.turn.speaker == .interviewer, last.command == nil else { return nil }
        return last.question
    }

    /// Every question asked, in order. - Complexity: O(turns).
    package var questions: [Question] { entries.compactMap(\.question) }

    package var isEnded: Bool {
        if case .ended = status { true } else { false }
    }

    /// What was said, as assessors read it. - Complexity: O(turns).
    package var transcript: Transcript {
        Transcript(id: id, scenario: plan?.scenario ?? "", turns: entries.map(\.turn))
    }
}
