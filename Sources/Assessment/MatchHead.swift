package import Foundation
import SentenceEncoder

/// What a criterion and a text, read together, say about each other: nothing, commits, vague, denies.
///
/// On top of the encoder with the match adapter: the mean states of the text and of the criterion, their product and
/// their difference, one hidden layer, four logits. Trained by `Training/train_match.py`.
package struct MatchHead: Sendable {
    private let hidden: Int
    private let hiddenWeights: [Float]
    private let hiddenBias: [Float]
    private let outWeights: [Float]
    private let outBias: [Float]
    private let dimension: Int
    /// Version of the trained weights: the first digits of the file's SHA-256.
    package let fingerprint: String

    /// Reads the head. - Throws: ``AssessmentError`` naming the file and what is wrong.
    package init(at url: URL, dimension: Int) throws(AssessmentError) {
        do {
            let file = try TensorFile(at: url)
            guard let shape = file.shape(of: "hidden.weight"), shape.count == 2 else {
                throw AssessmentError.unusableModel(file: url.path, problem: "it holds no match head")
            }
            hidden = shape[0]
            self.dimension = dimension
            hiddenWeights = try file.floats("hidden.weight", shape: [shape[0], 4 * dimension])
            hiddenBias = try file.floats("hidden.bias", shape: [shape[0]])
            outWeights = try file.floats("out.weight", shape: [StanceModel.classes, shape[0]])
            fingerprint = String(file.digest.prefix(12))
            outBias = try file.floats("out.bias", shape: [StanceModel.classes])
        } catch let error as EncoderError {
            throw .unusableModel(file: url.path, problem: "\(error)")
        } catch let error as AssessmentError {
            throw error
        } catch {
            throw .unusableModel(file: url.path, problem: "\(error)")
        }
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
        var inner = Matrix.multiply(
            row, rows: 1, inner: 4 * dimension, weights: hiddenWeights, outputs: hidden, bias: hiddenBias)
        Matrix.gelu(&inner)
        var logits = Matrix.multiply(
            inner, rows: 1, inner: hidden, weights: outWeights, outputs: StanceModel.classes, bias: outBias)
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
