package import InterviewCore

/// What a store knows of a session without reading its events.
package struct SessionRecord: Sendable, Equatable {
    package var id: String
    package var createdAt: Instant
    /// When the session was last known to be served: its last event or the last touch, whichever is later.
    package var lastAlive: Instant
    package var eventCount: Int

    package init(id: String, createdAt: Instant, lastAlive: Instant, eventCount: Int) {
        self.id = id
        self.createdAt = createdAt
        self.lastAlive = lastAlive
        self.eventCount = eventCount
    }
}

/// An assessment kept so that it need not be computed again.
package struct StoredAssessment: Sendable, Equatable {
    package var session: String
    /// The assessor's version; another version has its own entry.
    package var version: String
    /// How many events of the session it has seen; with more events it is out of date.
    package var eventCount: Int
    package var assessment: Assessment

    package init(session: String, version: String, eventCount: Int, assessment: Assessment) {
        self.session = session
        self.version = version
        self.eventCount = eventCount
        self.assessment = assessment
    }
}
