package import InterviewCore

/// Recognises what is read off the blueprint: the live page shows a candidate the points they are tracked against, and saying
/// their labels in a row is naming them, not saying what one would do.
package struct Recital: Sendable {
    /// Share of a passage's words that must be copied for all of it to count as read out.
    private static let share = 0.8
    /// Words of a passage below which nothing is called a copy: "tighter check-ins" is what anybody says.
    private static let shortest = 4
    /// Words in a row that count as copied out of the middle of a label.
    private static let run = 3
    private static let articles: Set<Substring> = ["a", "an", "the", "and", "or"]
    private static let speakers: Set<Substring> = ["i", "i'd", "i'll", "i'm", "i've", "we", "we'd", "we'll", "my", "our", "me", "us"]

    /// Whole labels, and every run of three words in them.
    private let copies: Set<[Substring]>
    private let longest: Int

    /// - Parameter phrases: labels, titles and criteria as the candidate can read them.
    package init(_ phrases: [String]) {
        var copies: Set<[Substring]> = []
        for words in phrases.map(Self.words) where words.count >= 2 {
            copies.insert(words)
            for start in 0..<max(0, words.count - Self.run + 1) { copies.insert(Array(words[start..<start + Self.run])) }
        }
        self.copies = copies
        longest = copies.map(\.count).max() ?? 0
    }

    /// Everything of a scenario's blueprint that is shown while the interview runs.
    package init(_ scenario: Scenario) {
        self.init(scenario.items.flatMap { item in [item.title, item.criterion] + item.facets.map(\.label) })
    }

    /// Whether nearly all of the passage is copied and nobody says "I" in it. - Complexity: O(words), times the longest label.
    package func isReadOut(_ passage: String) -> Bool {
        let words = Self.words(passage)
        guard words.count >= Self.shortest, !words.contains(where: Self.speakers.contains) else { return false }
        var isCopied = [Bool](repeating: false, count: words.count)
        for start in words.indices {
            for length in 2...max(2, longest) where start + length <= words.count {
                if copies.contains(Array(words[start..<start + length])) {
                    for index in start..<start + length { isCopied[index] = true }
                }
            }
        }
        return Double(isCopied.count(where: { $0 })) >= Self.share * Double(words.count)
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().replacing("’", with: "'").split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "-" }
            .filter { !articles.contains($0) }
    }
}
