/// An answer in overlapping runs of words, which lie the same whether its sentences are marked or not.
package struct WordWindows: Sendable {
    /// Words of a window, and how far the next begins after it.
    static let width = 16
    static let step = 8

    /// For each window the passage that holds most of it.
    package var homes: [Int] = []
    /// How many words each has: ``width``, or fewer where the answer has no more.
    package var words: [Int] = []
    /// `[windows, criteria, 4]`: none, commit, vague, deny.
    package var probabilities: [Float] = []

    /// Ranges of words that cover `count` words; the last one ends with them.
    ///
    /// - Complexity: O(count).
    static func ranges(_ count: Int) -> [Range<Int>] {
        guard count > width else { return count > 0 ? [0..<count] : [] }
        let starts = stride(from: 0, to: count - width, by: step)
        return starts.map { $0..<$0 + width } + [count - width..<count]
    }
}
