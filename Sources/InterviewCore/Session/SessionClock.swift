/// Interview time: server time less pauses and outages. One clock for phases, nudges and the end.
package struct SessionClock: Sendable, Equatable {
    /// Milliseconds of interview time up to `since`.
    private var accumulated: Int64 = 0
    /// When the running stretch began; nil while paused, before the start and after the end.
    private var since: Instant?
    private var phase: String?
    private var spentByPhase: [String: Int64] = [:]

    package init() {}

    /// Whether interview time passes.
    package var isRunning: Bool { since != nil }

    /// Interview time at `now` in milliseconds, never negative.
    package func elapsed(at now: Instant) -> Int64 {
        accumulated + (since.map { max(0, now.milliseconds(since: $0)) } ?? 0)
    }

    /// Interview time spent in a phase at `now` in milliseconds.
    package func spent(in phaseID: String, at now: Instant) -> Int64 {
        let running = phase == phaseID ? since.map { max(0, now.milliseconds(since: $0)) } ?? 0 : 0
        return spentByPhase[phaseID, default: 0] + running
    }

    package mutating func run(from instant: Instant) {
        if since == nil { since = instant }
    }

    package mutating func stop(at instant: Instant) {
        guard let start = since else { return }
        let stretch = max(0, instant.milliseconds(since: start))
        accumulated += stretch
        if let phase { spentByPhase[phase, default: 0] += stretch }
        since = nil
    }

    package mutating func enter(phase newPhase: String, at instant: Instant) {
        let wasRunning = isRunning
        stop(at: instant)
        phase = newPhase
        if wasRunning { run(from: instant) }
    }
}
