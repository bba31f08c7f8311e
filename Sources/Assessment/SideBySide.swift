import Dispatch
import Synchronization

/// Work on many values at once, on several cores.
enum SideBySide {
    /// What `body` makes of each value, in the values' order.
    ///
    /// Blocks the calling thread, which takes part. The result doesn't depend on `workers` as long as `body` depends on
    /// its value alone.
    /// - Parameter workers: threads at most, the calling one among them; 1 or fewer runs one value after the other.
    /// - Complexity: O(values / workers) calls one after the other where they take equally long.
    static func map<Value: Sendable, Result: Sendable>(
        _ values: [Value], workers: Int, _ body: @Sendable (Value) -> Result
    ) -> [Result] {
        let threads = min(workers, values.count)
        guard threads > 1 else { return values.map(body) }
        let next = Atomic(0)
        let results = Mutex<[Result?]>(Array(repeating: nil, count: values.count))
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            // Each thread takes the next value that nobody has, since some take longer than others.
            while case let index = next.add(1, ordering: .relaxed).oldValue, index < values.count {
                let result = body(values[index])
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
