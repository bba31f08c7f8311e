package import InterviewCore

/// What every store checks before it writes events. Pure.
package enum EventCheck {
    /// Throws unless `events` follow one another without gaps from `next` and never go back in time.
    ///
    /// - Complexity: O(events).
    package static func check(
        _ events: [SessionEvent], session: String, next: Int, lastAt: Instant?
    ) throws(StoreError) {
        var due = next
        var earliest = lastAt
        for event in events {
            if event.sequence != due {
                if due == next { throw .stale(session: session, expected: next, found: event.sequence) }
                throw .notContiguous(session: session, expected: due, found: event.sequence)
            }
            if let last = earliest, event.at < last {
                throw .notContiguous(session: session, expected: due, found: event.sequence)
            }
            earliest = event.at
            due += 1
        }
    }
}
