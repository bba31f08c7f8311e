package import InterviewCore
import Synchronization

/// A clock that moves only when told to.
package final class StepClock: Sendable {
    private let milliseconds: Mutex<Int64>

    package init(_ start: Instant = Sample.start) { milliseconds = Mutex(start.milliseconds) }

    package var now: Instant { Instant(milliseconds: milliseconds.withLock { $0 }) }

    /// Moves the clock; back, too, when negative.
    package func advance(seconds: Double) {
        milliseconds.withLock { $0 += Int64(seconds * 1_000) }
    }
}
