package import InterviewCore
package import Store

/// A store that forgets everything with the process: the plainest thing that keeps the rules.
package actor MemoryStore: SessionStore {
    private struct Kept {
        var events: [SessionEvent]
        var lastAlive: Instant
    }

    private var sessions: [String: Kept] = [:]
    private var assessments: [String: [String: StoredAssessment]] = [:]
    /// When set, the next append fails with it; for tests of what a failing disk does.
    private var failure: StoreError?
    /// How many more appends succeed before `failure` strikes.
    private var appendsLeft = 0

    package init() {}

    /// Lets `count` more appends succeed, then fails each with `error`; nil mends the store.
    package func fail(with error: StoreError?, after count: Int = 0) {
        failure = error
        appendsLeft = count
    }

    package func create(_ session: String, events: [SessionEvent]) async throws(StoreError) {
        guard sessions[session] == nil else { throw .sessionExists(session) }
        guard let first = events.first, let last = events.last, first.sequence == 0 else {
            throw .notContiguous(session: session, expected: 0, found: events.first?.sequence ?? -1)
        }
        try EventCheck.check(events, session: session, next: 0, lastAt: nil)
        sessions[session] = Kept(events: events, lastAlive: last.at)
    }

    package func append(_ events: [SessionEvent], to session: String) async throws(StoreError) {
        guard var kept = sessions[session] else { throw .noSession(session) }
        if let failure {
            guard appendsLeft > 0 else { throw failure }
            appendsLeft -= 1
        }
        try EventCheck.check(events, session: session, next: kept.events.count, lastAt: kept.events.last?.at)
        kept.events += events
        if let last = events.last { kept.lastAlive = max(kept.lastAlive, last.at) }
        sessions[session] = kept
    }

    package func events(of session: String, withDrafts: Bool) async throws(StoreError) -> [SessionEvent] {
        guard let kept = sessions[session] else { throw .noSession(session) }
        return withDrafts ? kept.events : kept.events.filter { !$0.kind.isDraft }
    }

    package func touch(_ session: String, at instant: Instant) async throws(StoreError) {
        guard var kept = sessions[session] else { throw .noSession(session) }
        kept.lastAlive = max(kept.lastAlive, instant)
        sessions[session] = kept
    }

    package func record(of session: String) async throws(StoreError) -> SessionRecord {
        guard let kept = sessions[session] else { throw .noSession(session) }
        return SessionRecord(
            id: session, createdAt: kept.events[0].at, lastAlive: kept.lastAlive, eventCount: kept.events.count)
    }

    package func list() async throws(StoreError) -> [SessionRecord] {
        sessions.map { id, kept in
            SessionRecord(
                id: id, createdAt: kept.events[0].at, lastAlive: kept.lastAlive, eventCount: kept.events.count)
        }
        .sorted { ($1.createdAt, $1.id) < ($0.createdAt, $0.id) }
    }

    package func delete(_ session: String) async throws(StoreError) {
        guard sessions.removeValue(forKey: session) != nil else { throw .noSession(session) }
        assessments[session] = nil
    }

    package func save(_ assessment: StoredAssessment) async throws(StoreError) {
        guard sessions[assessment.session] != nil else { throw .noSession(assessment.session) }
        assessments[assessment.session, default: [:]][assessment.version] = assessment
    }

    package func assessment(
        of session: String, version: String
    ) async throws(StoreError) -> StoredAssessment? {
        guard sessions[session] != nil else { throw .noSession(session) }
        return assessments[session]?[version]
    }
}
