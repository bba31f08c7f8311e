import Foundation
package import InterviewCore
package import Store
import Synchronization

/// The use cases of an interview, and the only writer of sessions.
///
/// Each takes the session as the caller knows it, stores what happened, and only then returns the new session.
/// A caller whose session is out of date is refused by the store and changes nothing.
package struct InterviewService: Sendable {
    package typealias Scenarios = @Sendable (String) async throws -> Scenario

    let store: any SessionStore
    let effects: Effects
    let scenarios: Scenarios
    let assessor: any Assessor
    /// What the interviewer knows between two questions; may be quicker and a little less sure than ``assessor``.
    let liveAssessor: any Assessor
    let interviewer: Interviewer
    private let skew = Skew()

    /// - Parameter scenarios: gives the scenario with an id, or throws an error whose text says why not.
    package init(
        store: any SessionStore, effects: Effects, assessor: any Assessor, liveAssessor: (any Assessor)? = nil, interviewer: Interviewer = .standard,
        scenarios: @escaping Scenarios
    ) {
        self.store = store
        self.effects = effects
        self.scenarios = scenarios
        self.assessor = assessor
        self.liveAssessor = liveAssessor ?? assessor
        self.interviewer = interviewer
    }

    /// The time now, never before `session`'s last event: where the clock stands behind it (it was set back while
    /// the program was not running), all later times are moved so that interview time still passes.
    package func now(for session: Session) -> Instant {
        skew.instant(effects.now(), notBefore: session.lastEventAt)
    }

    // MARK: Starting and coming back

    /// Starts an interview; the step holds the welcome and the first question.
    ///
    /// - Throws: ``InterviewError/unknownChoice(kind:name:known:)``, ``InterviewError/invalidLength(minutes:)``.
    package func start(_ plan: SessionPlan) async throws(InterviewError) -> Step {
        let whole = try await scenario(plan.scenario)
        try Self.check(plan, against: whole)
        let scenario = whole.practised(by: plan)
        var writer = EventWriter(next: 0, at: skew.instant(effects.now(), notBefore: nil))
        writer.add(.started(plan))
        let said = writer.add(interviewer.first(scenario, plan))
        let id = try await create(writer.events)
        return Step(session: Session(id: id, events: writer.events), said: said)
    }

    /// The session as it is stored; changes nothing.
    package func session(_ id: String) async throws(InterviewError) -> Session {
        do {
            return Session(id: id, events: try await store.events(of: id))
        } catch {
            throw .store(error)
        }
    }

    /// Takes up a session after the program was away: time while nothing ran doesn't count, and a move that was due
    /// when it stopped is made now. A paused session stays paused.
    package func open(_ id: String) async throws(InterviewError) -> Step {
        var session = try await session(id)
        if session.status == .running {
            let record: SessionRecord
            do { record = try await store.record(of: id) } catch { throw .store(error) }
            // Time since the last sign of life was spent by nobody.
            session = try await append([.recovered(lastAlive: record.lastAlive)], to: session)
        }
        var step = try await reply(in: session)
        // Where nothing was due, the trackers still show what the answers so far came to.
        if step.assessment == nil, let plan = session.plan, session.transcript.turns.contains(where: { $0.speaker == .candidate }) {
            step.assessment = liveAssessor.assess(session.transcript, scenario: try await scenario(plan.scenario).practised(by: plan))
        }
        return step
    }

    /// Notes that the session is being served now; call it every few seconds while an interview runs.
    package func touch(_ session: Session) async throws(InterviewError) {
        do {
            try await store.touch(session.id, at: now(for: session))
        } catch { throw .store(error) }
    }

    // MARK: Answering

    /// Keeps text that is not sent yet, in a paused interview too.
    package func draft(_ text: String, in session: Session) async throws(InterviewError) -> Session {
        if session.status != .paused { try running(session) }
        if text == session.draft { return session }
        return try await append([.drafted(text)], to: session)
    }

    /// Stores an answer, then lets the interviewer react.
    ///
    /// - Parameter stored: called once the answer is on the disk, before the interviewer thinks about it.
    package func answer(
        _ raw: String, in session: Session, stored: @Sendable (Session) async -> Void = { _ in }
    ) async throws(InterviewError) -> Step {
        try running(session)
        let answer = AnswerText(raw)
        let answered = try await append([.answered(answer.text)], to: session)
        await stored(answered)
        var step = try await reply(in: answered)
        step.bytesCut = answer.bytesCut
        return step
    }

    /// Carries out a command the candidate gave instead of an answer.
    package func command(_ command: CandidateCommand, in session: Session) async throws(InterviewError) -> Step {
        try running(session)
        return try await reply(in: append([.acted(command)], to: session))
    }

    /// Makes the interviewer's move if one is due, as after a step that failed half-way.
    package func proceed(_ session: Session) async throws(InterviewError) -> Step {
        try await reply(in: session)
    }

    /// Closes an interview whose time is over and whose candidate is not in the middle of an answer.
    package func timeUp(_ session: Session) async throws(InterviewError) -> Step {
        try running(session)
        return try await move(in: session, isTimeUp: true)
    }

    // MARK: Pausing and ending

    package func pause(_ session: Session) async throws(InterviewError) -> Session {
        try running(session)
        return try await append([.paused], to: session)
    }

    /// Goes on after a pause; makes the interviewer's move if one was due.
    package func resume(_ session: Session) async throws(InterviewError) -> Step {
        guard session.status == .paused else {
            try running(session)
            return Step(session: session)
        }
        return try await reply(in: append([.resumed], to: session))
    }

    /// Ends the interview because the candidate wants to.
    package func end(_ session: Session) async throws(InterviewError) -> Session {
        guard session.status == .running || session.status == .paused else {
            throw .notRunning(session: session.id, status: session.status)
        }
        return try await append([.ended(.byCandidate)], to: session)
    }

    /// Takes back an ending by the candidate; the interview goes on where it was.
    package func undoEnd(_ session: Session) async throws(InterviewError) -> Step {
        guard session.status == .ended(.byCandidate) else { throw .notEndedByCandidate(session: session.id) }
        let events: [SessionEvent]
        do { events = try await store.events(of: session.id) } catch { throw .store(error) }
        guard let ending = events.last(where: { $0.kind == .ended(.byCandidate) }) else {
            throw .notEndedByCandidate(session: session.id)
        }
        return try await rewind(session, to: ending.sequence)
    }

    /// Goes back to before the event with this sequence number, for instance to answer a question again.
    package func rewind(_ session: Session, to sequence: Int) async throws(InterviewError) -> Step {
        // A rewind changes what was folded before, so the session is folded anew.
        _ = try await append([.rewound(to: sequence)], to: session)
        let rewound = try await self.session(session.id)
        return try await reply(in: rewound)
    }

    // MARK: After the fact

    /// Replaces the text of an earlier answer. `turn` counts the transcript's turns from 0.
    package func revise(turn: Int, to raw: String, in session: Session) async throws(InterviewError) -> Session {
        guard session.entries.indices.contains(turn), session.entries[turn].turn.speaker == .candidate else {
            throw .noSuchTurn(turn)
        }
        return try await append([.revised(turn: turn, text: AnswerText(raw).text)], to: session)
    }

    /// Keeps the candidate's own guess of the total.
    package func selfRate(_ points: Int, in session: Session) async throws(InterviewError) -> Session {
        guard (0...100).contains(points) else { throw .invalidRating(points) }
        return try await append([.selfRated(points)], to: session)
    }

    /// Keeps the candidate's disagreement with a verdict.
    package func dispute(
        item: String, comment: String, in session: Session
    ) async throws(InterviewError) -> Session {
        let scenario = try await scenario(session.plan?.scenario ?? "")
        guard let known = scenario.items.first(where: { $0.id == item || $0.code == item }) else {
            throw .noSuchItem(item)
        }
        return try await append([.disputed(item: known.id, comment: AnswerText(comment).text)], to: session)
    }

    /// Removes a session and everything kept about it.
    package func delete(_ id: String) async throws(InterviewError) {
        do { try await store.delete(id) } catch { throw .store(error) }
    }

    // MARK: What all of them need

    func scenario(_ id: String) async throws(InterviewError) -> Scenario {
        do {
            return try await scenarios(id)
        } catch let error as InterviewError {
            throw error
        } catch {
            throw .scenario(id, detail: "\(error)")
        }
    }

    private func running(_ session: Session) throws(InterviewError) {
        guard session.status == .running else { throw .notRunning(session: session.id, status: session.status) }
    }

    func append(_ kinds: [SessionEvent.Kind], to session: Session) async throws(InterviewError) -> Session {
        var writer = EventWriter(session: session, at: now(for: session))
        for kind in kinds { writer.add(kind) }
        return try await append(writer.events, to: session)
    }

    func append(_ events: [SessionEvent], to session: Session) async throws(InterviewError) -> Session {
        do { try await store.append(events, to: session.id) } catch { throw .store(error) }
        var next = session
        for event in events { next.apply(event) }
        return next
    }
}

/// Numbers and dates the events of one step.
struct EventWriter {
    private(set) var events: [SessionEvent] = []
    private let at: Instant
    private var next: Int

    init(session: Session, at: Instant) { self.init(next: session.nextSequence, at: at) }

    init(next: Int, at: Instant) {
        self.at = at
        self.next = next
    }

    mutating func add(_ kind: SessionEvent.Kind) {
        events.append(SessionEvent(sequence: next, at: at, kind: kind))
        next += 1
    }

    /// Adds what a move amounts to; returns what is said in it.
    mutating func add(_ move: Move) -> [Utterance] {
        switch move {
        case .say(let utterance):
            add(.said(utterance))
            return [utterance]
        case .enterPhase(let phase, let utterance):
            add(.phaseEntered(phase))
            add(.said(utterance))
            return [utterance]
        case .close(let utterance, let reason):
            let isSilent = utterance.text.isEmpty
            if !isSilent { add(.said(utterance)) }
            add(.ended(reason))
            return isSilent ? [] : [utterance]
        }
    }
}

/// How far this program's clock has to be moved forward so that no session's time goes back.
private final class Skew: Sendable {
    private let milliseconds = Mutex<Int64>(0)

    func instant(_ raw: Instant, notBefore floor: Instant?) -> Instant {
        milliseconds.withLock { skew in
            let shifted = raw.advanced(byMilliseconds: skew)
            guard let floor, shifted < floor else { return shifted }
            skew += floor.milliseconds(since: shifted)
            return floor
        }
    }
}
