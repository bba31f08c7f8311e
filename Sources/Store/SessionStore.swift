package import InterviewCore

/// Keeps sessions and their events, and nothing that could be computed from them but a cache of assessments.
///
/// Every store keeps the rules of `StoreRules` in TestSupport. What a call has returned from is durable: it survives
/// the end of the program and, where the engine can promise it, the loss of power.
package protocol SessionStore: Sendable {
    /// Creates a session with its first events, in one step.
    ///
    /// - Throws: ``StoreError/sessionExists(_:)``, ``StoreError/notContiguous(session:expected:found:)``.
    func create(_ session: String, events: [SessionEvent]) async throws(StoreError)

    /// Adds events to a session, all or none.
    ///
    /// The first event's sequence number says what the writer believes comes next; a writer that has missed something
    /// is refused, so two writers can't both answer one question.
    ///
    /// - Throws: ``StoreError/stale(session:expected:found:)`` when the first sequence number is not the next one,
    ///   ``StoreError/notContiguous(session:expected:found:)``, ``StoreError/noSession(_:)``.
    func append(_ events: [SessionEvent], to session: String) async throws(StoreError)

    /// A session's events in order, from the first.
    ///
    /// - Parameter withDrafts: false leaves drafts out, which most readers don't need and which are most of the bytes.
    /// - Complexity: O(bytes of the events).
    func events(of session: String, withDrafts: Bool) async throws(StoreError) -> [SessionEvent]

    /// Notes that the program that runs the session was alive at this moment. Never moves back.
    func touch(_ session: String, at instant: Instant) async throws(StoreError)

    /// One session's entry in the list.
    func record(of session: String) async throws(StoreError) -> SessionRecord

    /// Every session, the newest first. - Complexity: O(sessions).
    func list() async throws(StoreError) -> [SessionRecord]

    /// Removes a session, its events and its assessments.
    func delete(_ session: String) async throws(StoreError)

    /// Keeps an assessment; one for the same session and version is replaced.
    func save(_ assessment: StoredAssessment) async throws(StoreError)

    /// The assessment of a session by one version of the assessor, if kept.
    func assessment(of session: String, version: String) async throws(StoreError) -> StoredAssessment?
}

extension SessionStore {
    /// A session's events in order, drafts among them. - Complexity: O(bytes of the events).
    package func events(of session: String) async throws(StoreError) -> [SessionEvent] {
        try await events(of: session, withDrafts: true)
    }
}
