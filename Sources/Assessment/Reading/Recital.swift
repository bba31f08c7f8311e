package import InterviewCore

/// Recognises what is read off the blueprint: a candidate can look at the points they are tracked against, and saying their
/// labels in a row is naming them, not saying what one would do.
package struct Recital: Sendable {
    /// Share of a passage's words that must be copied for all of it to count as read out.
    private static let share = 0.8
    /// Words of a passage below which nothing is called a copy: "tighter check-ins" is what anybody says.
    private static let shortest = 4
    /// Words in a row that count as copied out of the middle of a label.
    private static let run = 3
    private static let articles: Set<Substring> = ["a", "an", "the", "and", "or"]
    private static let speakers: Set<Substring> = ["i", "i'd", "i'll", "i'm", "i've", "we", "we'd", "we'll", "my", "our", "me", "us"]

    /// Every run of three words of a phrase, and phrases of two.
    private let copies: Set<[Substring]>

    /// - Parameter phrases: labels, titles and criteria as the candidate can read them.
    package init(_ phrases: [String]) {
        copies = Set(phrases.map(Self.words).flatMap { words in words.count == 2 ? [words] : Self.runs(words).map(Array.init) })
    }

    /// A scenario's blueprint, as its page and the tracker show it.
    package init(_ scenario: Scenario) {
        self.init(scenario.items.flatMap { item in [item.title, item.criterion] + item.facets.map(\.label) })
    }

    /// Whether nearly all of the passage is copied and nobody says "I" in it. - Complexity: O(words).
    package func isReadOut(_ passage: String) -> Bool {
        let words = Self.words(passage)
        guard words.count >= Self.shortest, !words.contains(where: Self.speakers.contains) else { return false }
        var copied: Set<Int> = []
        for length in 2...Self.run {
            for run in Self.runs(words, of: length) where copies.contains(Array(run)) { copied.formUnion(run.indices) }
        }
        return Double(copied.count) >= Self.share * Double(words.count)
    }

    private static func runs(_ words: [Substring], of length: Int = run) -> [ArraySlice<Substring>] {
        words.count < length ? [] : (0...words.count - length).map { words[$0..<$0 + length] }
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().replacing("’", with: "'").split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "-" }
            .filter { !articles.contains($0) }
    }
}
