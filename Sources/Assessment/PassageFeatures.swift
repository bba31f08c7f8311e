package import SentenceEncoder

/// What heads read of a passage; also written out for training, so that both see the same numbers.
package enum PassageFeatures {
    /// Features of some passages of an answer, `[passages, 2 * dimension]`, row-major.
    ///
    /// - Parameter passages: ranges of Unicode scalars in `text`; question and text together should fit into 512 tokens.
    /// - Complexity: O(words).
    package static func make(_ text: String, question: String, passages: [Range<Int>], encoder: SentenceEncoder) -> [Float]
    {
        let context = question.split(whereSeparator: \.isWhitespace).suffix(PassageScorer.questionWords)
            .joined(separator: " ")
        return PassageScorer.pool(encoder.contextual([EncoderInput(context: context, text: text)])[0], passages)
    }
}
