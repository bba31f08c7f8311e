package import InterviewCore

/// What the use cases need from the world outside.
package struct Effects: Sendable {
    /// The time now. Only its steps matter: ``InterviewService`` never lets a session's time go back.
    package var now: @Sendable () -> Instant
    /// A seed for an interview's choices of wording.
    package var seed: @Sendable () -> UInt64
    /// An id for a session; drawn again when it is taken.
    package var sessionID: @Sendable () -> String

    package init(
        now: @escaping @Sendable () -> Instant, seed: @escaping @Sendable () -> UInt64,
        sessionID: @escaping @Sendable () -> String
    ) {
        self.now = now
        self.seed = seed
        self.sessionID = sessionID
    }
}
