/// A passage of the candidate's own words that proves a finding.
package struct Evidence: Sendable, Hashable, Codable {
    /// Index of the turn among all turns of the transcript, from 0.
    package var turn: Int
    /// First Unicode scalar of the passage in the turn's text.
    package var start: Int
    /// One past the last Unicode scalar.
    package var end: Int
    /// The passage, exactly as it stands in the turn's text.
    package var quote: String

    package init(turn: Int, start: Int, end: Int, quote: String) {
        self.turn = turn
        self.start = start
        self.end = end
        self.quote = quote
    }

    /// Evidence for the scalars `range` of a turn's text; nil when the range is empty or outside.
    ///
    /// - Complexity: O(length of the text).
    package init?(turn: Int, range: Range<Int>, in text: String) {
        let scalars = text.unicodeScalars
        guard !range.isEmpty, range.lowerBound >= 0,
            let lower = scalars.index(scalars.startIndex, offsetBy: range.lowerBound, limitedBy: scalars.endIndex),
            let upper = scalars.index(lower, offsetBy: range.count, limitedBy: scalars.endIndex)
        else { return nil }
        self.init(
            turn: turn, start: range.lowerBound, end: range.upperBound,
            quote: String(String.UnicodeScalarView(scalars[lower..<upper])))
    }

    /// Whether the quote stands at its offsets in the candidate's turn. - Complexity: O(length of the turn).
    package func isFound(in transcript: Transcript) -> Bool {
        guard transcript.turns.indices.contains(turn), transcript.turns[turn].speaker == .candidate, start < end
        else { return false }
        // Strings compare equal across normal forms; proof must be the very scalars.
        return Evidence(turn: turn, range: start..<end, in: transcript.turns[turn].text)
            .map { $0.quote.unicodeScalars.elementsEqual(quote.unicodeScalars) } ?? false
    }
}
