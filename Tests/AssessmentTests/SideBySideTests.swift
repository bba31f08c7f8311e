import Foundation
import Synchronization
import Testing

@testable import Assessment

struct SideBySideTests {
    @Test(arguments: [0, 1, 2, 7, 100], [0, 1, 2, 3, 16])
    func `every value is worked on once and the results keep their order`(count: Int, workers: Int) {
        let calls = Mutex<[Int]>([])
        let results = SideBySide.map(Array(0..<count), workers: workers) { value in
            calls.withLock { $0.append(value) }
            return value * value
        }
        #expect(results == (0..<count).map { $0 * $0 })
        #expect(calls.withLock { $0.sorted() } == Array(0..<count))
    }

    @Test(.enabled(if: ProcessInfo.processInfo.activeProcessorCount > 1), .timeLimit(.minutes(1)))
    func `a slow value doesn't hold up the others`() {
        // The first value waits until all others are done, which takes a second thread.
        let done = Atomic(0)
        let results = SideBySide.map(Array(0..<20), workers: 2) { value in
            if value == 0 {
                while done.load(ordering: .acquiring) < 19 {}
            } else {
                done.add(1, ordering: .releasing)
            }
            return value
        }
        #expect(results == Array(0..<20))
    }
}
