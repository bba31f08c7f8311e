/// What was computed for the keys used of late, without a border at which everything is forgotten at once.
///
/// Two generations: a full one becomes the old one, and what is used from there moves on. So the ``capacity`` keys
/// asked for last are there, and at most twice as many are kept.
struct ReadingCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    let capacity: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    init(capacity: Int) { self.capacity = capacity }

    /// The value for a key, if kept. - Complexity: O(1).
    mutating func value(for key: Key) -> Value? {
        if let value = young[key] { return value }
        guard let value = old[key] else { return nil }
        keep(value, for: key)
        return value
    }

    /// Keeps a value. - Complexity: O(1) amortised.
    mutating func keep(_ value: Value, for key: Key) {
        if young.count >= capacity {
            old = young
            young = [:]
        }
        young[key] = value
    }

    /// Forgets what fits `isStale`. - Complexity: O(values).
    mutating func forget(where isStale: (Key) -> Bool) {
        young = young.filter { !isStale($0.key) }
        old = old.filter { !isStale($0.key) }
    }
}
