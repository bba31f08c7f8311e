/// Picks wordings by the seed: always one of those said least often.
struct LinePicker {
    /// A wording and the name under which it is remembered.
    struct Line {
        var text: String
        var name: String
        /// Further names under which it is remembered.
        var others: [String] = []

        var names: [String] { [name] + others }
    }

    let seed: UInt64
    let said: [String: Int]

    /// One of the wordings; nil when there are none. - Complexity: O(wordings).
    func pick(_ wordings: [String], _ occasion: String) -> Line? {
        guard !wordings.isEmpty else { return nil }
        var random = SeededRandom(seed: seed, label: occasion)
        var order = Array(wordings.indices)
        order.shuffle(using: &random)
        let index = order.min { said["\(occasion)/\($0)", default: 0] < said["\(occasion)/\($1)", default: 0] }
        return index.map { Line(text: wordings[$0], name: "\(occasion)/\($0)") }
    }

    /// A number in 0..<1 that depends on the seed and the label alone.
    func chance(_ label: String) -> Double {
        var random = SeededRandom(seed: seed, label: label)
        return Double.random(in: 0..<1, using: &random)
    }
}
