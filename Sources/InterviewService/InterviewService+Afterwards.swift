package import InterviewCore
import Store

/// What can be done with an interview that nobody is holding at the moment.
extension InterviewService {
    /// The session, paused if it was left running without one: what is added to it later then costs no interview time.
    package func settled(_ id: String) async throws(InterviewError) -> Session {
        let session = try await session(id)
        guard session.status == .running else { return session }
        let record: SessionRecord
        do { record = try await store.record(of: id) } catch { throw .store(error) }
        return try await append([.recovered(lastAlive: record.lastAlive), .paused], to: session)
    }

    /// Starts a new session with the first turns of another, to answer again from there. The other is only read.
    ///
    /// - Parameter turn: counts the transcript's turns from 0: an answer, or the question before it.
    /// - Returns: the new session, paused.
    /// - Throws: ``InterviewError/noSuchTurn(_:)``, ``InterviewError/nothingAsked(turn:)``.
    package func retake(_ id: String, from turn: Int) async throws(InterviewError) -> Session {
        let events: [SessionEvent]
        do { events = try await store.events(of: id) } catch { throw .store(error) }
        let old = Session(id: id, events: events)
        var kept: [SessionEvent]
        do {
            kept = try old.retake(from: turn, events: events, now: now(for: old))
        } catch {
            switch error {
            case .noSuchTurn(let turn): throw .noSuchTurn(turn)
            case .nothingAsked(let turn): throw .nothingAsked(turn: turn)
            }
        }
        if let last = kept.last { kept.append(SessionEvent(sequence: kept.count, at: last.at, kind: .paused)) }
        let new = try await create(kept)
        return Session(id: new, events: kept)
    }

    /// Stores the first events of a session under an id that is free; returns the id.
    func create(_ events: [SessionEvent]) async throws(InterviewError) -> String {
        var attempt = 0
        while true {
            let id = effects.sessionID()
            do {
                try await store.create(id, events: events)
                return id
            } catch {
                attempt += 1
                if case .sessionExists = error, attempt < 20 { continue }
                throw .store(error)
            }
        }
    }
}
