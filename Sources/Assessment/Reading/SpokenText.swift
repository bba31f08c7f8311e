/// An answer as words with their places, cut into clauses; works with and without punctuation.
struct SpokenText {
    /// One word with its place in scalars, without surrounding punctuation.
    struct Word {
        var text: String
        /// Lower-case, with straight apostrophes.
        var lower: String
        var range: Range<Int>
        /// Nothing may be quoted across the gap before this word.
        var startsClause: Bool
        /// The gap before it ends a sentence.
        var startsSentence: Bool
        /// May stand in a quote: letters, digits, inner apostrophes and hyphens alone.
        var isClean: Bool
        /// Stands inside quotation marks.
        var isQuoted: Bool
    }

    let words: [Word]
    /// Index ranges of the words of each sentence, with whether it ends with a question mark.
    let sentences: [(words: Range<Int>, isQuestion: Bool)]

    /// - Complexity: O(length).
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var words: [Word] = []
        var sentences: [(words: Range<Int>, isQuestion: Bool)] = []
        var sentenceStart = 0
        var isClauseOpen = true
        var isSentenceOpen = true
        var isQuestion = false
        var quoteDepth = false
        func endSentence() {
            if words.count > sentenceStart { sentences.append((sentenceStart..<words.count, isQuestion)) }
            sentenceStart = words.count
            isQuestion = false
            isSentenceOpen = true
            isClauseOpen = true
        }
        var i = 0
        while i < scalars.count {
            if scalars[i].properties.isWhitespace {
                if scalars[i] == "\n" { endSentence() }
                i += 1
                continue
            }
            var end = i
            while end < scalars.count, !scalars[end].properties.isWhitespace { end += 1 }
            var lower = i
            var upper = end
            while lower < upper, !Self.isWordScalar(scalars[lower]) {
                if Self.breaks.contains(scalars[lower]) { isClauseOpen = true }
                if Self.openers.contains(scalars[lower]) { quoteDepth = true }
                lower += 1
            }
            while upper > lower, !Self.isWordScalar(scalars[upper - 1]) { upper -= 1 }
            let tail = scalars[upper..<end]
            if lower < upper {
                let string = Self.string(scalars[lower..<upper])
                let isClean = scalars[lower..<upper].allSatisfy { Self.isWordScalar($0) || Self.inner.contains($0) }
                words.append(
                    Word(
                        text: string, lower: string.lowercased().replacing("\u{2019}", with: "'"), range: lower..<upper,
                        startsClause: isClauseOpen, startsSentence: isSentenceOpen, isClean: isClean,
                        isQuoted: quoteDepth))
                isClauseOpen = false
                isSentenceOpen = false
            }
            if tail.contains(where: { Self.closers.contains($0) }) { quoteDepth = false }
            if tail.contains(where: { Self.breaks.contains($0) }) { isClauseOpen = true }
            if lower < upper || !tail.isEmpty, tail.contains(where: { Self.ends.contains($0) }) {
                if tail.contains("?") { isQuestion = true }
                endSentence()
            }
            i = end
        }
        endSentence()
        self.words = words
        self.sentences = sentences
    }

    private static let ends: Set<Unicode.Scalar> = [".", "!", "?", "…"]
    private static let breaks: Set<Unicode.Scalar> = [
        ".", "!", "?", "…", ",", ";", ":", "—", "–", "(", ")", "[", "]", "{", "}", "\"", "“", "”", "<", ">", "/",
        "'", "‘",
    ]
    private static let openers: Set<Unicode.Scalar> = ["\"", "“", "'", "‘"]
    private static let closers: Set<Unicode.Scalar> = ["\"", "”", "'", "\u{2019}"]
    private static let inner: Set<Unicode.Scalar> = ["'", "\u{2019}", "-"]

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "%"
    }

    private static func string(_ slice: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: slice)
        return String(view)
    }
}
