import InterviewCore
import InterviewService
import Store
import Synchronization
import TestSupport

/// A service on a memory store with a clock that the test moves.
struct ServiceHarness {
    let store = MemoryStore()
    let clock = StepClock()
    let service: InterviewService

    init() {
        service = Self.service(store: store, clock: clock)
    }

    /// A second service on the same store, as after a restart.
    func restarted(clock other: StepClock? = nil) -> InterviewService {
        Self.service(store: store, clock: other ?? clock)
    }

    private static func service(store: MemoryStore, clock: StepClock) -> InterviewService {
        let ids = Mutex(0)
        return InterviewService(
            store: store,
            effects: Effects(
                now: { clock.now }, seed: { 7 },
                sessionID: {
                    ids.withLock {
                        $0 += 1
                        return "s\($0)"
                    }
                }),
            assessor: KeywordAssessor(),
            interviewer: Interviewer(
                first: { ScriptedMoves.first(scenario: $0, plan: $1) }, next: { ScriptedMoves.next($0) }),
            scenarios: { id in
                guard id == "stub" else { throw Missing() }
                return StubScenario.value
            })
    }

    struct Missing: Error, CustomStringConvertible {
        var description: String { "no such folder" }
    }
}
