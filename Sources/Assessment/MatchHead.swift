package import Foundation
import SentenceEncoder

/// What a criterion and a text, read together, say about each other: nothing, commits, vague, denies.
///
/// On top of the encoder with the match adapter: the mean states of the text and of the criterion, their product and
/// their difference, one hidden layer, four logits. Trained by `Training/train_match.py`.
package struct MatchHead: Sendable {
    private let hidden: DenseLayer
    private let out: DenseLayer
    private let dimension: Int
    /// Version of the trained weights: the first digits of the file's SHA-256.
    package let fingerprint: String

    /// Reads the head. - Throws: ``AssessmentError`` naming the file and what is wrong.
    package init(at url: URL, dimension: Int) throws(AssessmentError) {
        self = try TensorFile.head(at: url) { file throws(EncoderError) in try MatchHead(file, dimension: dimension) }
    }

    private init(_ file: TensorFile, dimension: Int) throws(EncoderError) {
        self.dimension = dimension
        hidden = try DenseLayer("hidden", in: file, inputs: 4 * dimension)
        out = try DenseLayer("out", in: file, inputs: hidden.outputs)
        fingerprint = String(file.digest.prefix(12))
    }

    /// Probabilities of the four classes for a criterion and a text read together.
    ///
    /// - Parameter states: of an input with the criterion as its context. - Complexity: O(tokens * dimension).
    func probabilities(_ states: TokenStates) -> [Double] {
        let text = mean(states, of: .text)
        let criterion = mean(states, of: .context)
        var row = text + criterion
        row += zip(text, criterion).map { $0 * $1 }
        row += zip(text, criterion).map { abs($0 - $1) }
        var logits = out(hidden.activated(row, rows: 1), rows: 1)
        Matrix.softmax(&logits, rows: 1)
        return logits.map(Double.init)
    }

    private func mean(_ states: TokenStates, of segment: TokenSegment) -> [Float] {
        var sum = [Float](repeating: 0, count: dimension)
        var count = 0
        for (index, token) in states.tokens.enumerated() where token.segment == segment {
            for (place, value) in states[index].enumerated() { sum[place] += value }
            count += 1
        }
        guard count > 0 else { return sum }
        for place in sum.indices { sum[place] /= Float(count) }
        PassageScorer.standardise(&sum)
        return sum
    }
}
