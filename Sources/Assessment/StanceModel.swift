package import Foundation
import SentenceEncoder

/// Decides what a passage does about a criterion: nothing, commits, stays vague, or denies.
///
/// A two-tower head on the adapted encoder: one tower reads the passage in its context, the other the criterion with
/// its exemplars, and four dot products give the logits. Trained by `Training/train.py`; nothing of a scenario is in it
/// but what its content files say.
package struct StanceModel: Sendable {
    /// Classes in the order of the logits.
    package enum Class: Int, Sendable, CaseIterable {
        case none, commit, vague, deny
    }

    static let classes = Class.allCases.count
    private let dimension: Int
    private let passageHidden: [Float]
    private let passageHiddenBias: [Float]
    private let passageOut: [Float]
    private let passageOutBias: [Float]
    private let criterionHidden: [Float]
    private let criterionHiddenBias: [Float]
    private let criterionOut: [Float]
    private let criterionOutBias: [Float]
    private let bias: [Float]
    private let hidden: Int
    private let width: Int
    /// Version of the trained weights: the first digits of the file's SHA-256.
    package let fingerprint: String

    /// Reads the head's weights. - Throws: ``AssessmentError`` naming the file and what is wrong.
    package init(at url: URL, dimension: Int) throws(AssessmentError) {
        do {
            let file = try TensorFile(at: url)
            guard let shape = file.shape(of: "sentence.0.weight"), shape.count == 2,
                let outShape = file.shape(of: "sentence.2.weight"), outShape.count == 2
            else { throw AssessmentError.unusableModel(file: url.path, problem: "it holds no stance head") }
            hidden = shape[0]
            width = outShape[0] / Self.classes
            self.dimension = dimension
            let descriptor = CriterionDescriptor.width(dimension)
            passageHidden = try file.floats("sentence.0.weight", shape: [hidden, 2 * dimension])
            passageHiddenBias = try file.floats("sentence.0.bias", shape: [hidden])
            passageOut = try file.floats("sentence.2.weight", shape: [Self.classes * width, hidden])
            passageOutBias = try file.floats("sentence.2.bias", shape: [Self.classes * width])
            criterionHidden = try file.floats("criterion.0.weight", shape: [hidden, descriptor])
            criterionHiddenBias = try file.floats("criterion.0.bias", shape: [hidden])
            criterionOut = try file.floats("criterion.2.weight", shape: [Self.classes * width + Self.classes, hidden])
            criterionOutBias = try file.floats("criterion.2.bias", shape: [Self.classes * width + Self.classes])
            bias = try file.floats("bias", shape: [Self.classes])
            fingerprint = String(file.digest.prefix(12))
        } catch let error as EncoderError {
            throw .unusableModel(file: url.path, problem: "\(error)")
        } catch let error as AssessmentError {
            throw error
        } catch {
            throw .unusableModel(file: url.path, problem: "\(error)")
        }
    }

    /// What the criterion tower says of each criterion; computed once a scenario.
    ///
    /// - Parameter descriptors: `[count, CriterionDescriptor.width]`, row-major.
    /// - Complexity: O(count * hidden * width).
    package func criteria(_ descriptors: [Float], count: Int) -> CriterionVectors {
        var inner = Matrix.multiply(
            descriptors, rows: count, inner: CriterionDescriptor.width(dimension), weights: criterionHidden,
            outputs: hidden, bias: criterionHiddenBias)
        Matrix.gelu(&inner)
        let rows = Self.classes * width + Self.classes
        let out = Matrix.multiply(
            inner, rows: count, inner: hidden, weights: criterionOut, outputs: rows, bias: criterionOutBias)
        var vectors = [[Float]](repeating: [], count: Self.classes)
        var offsets = [Float]()
        let scale = 1 / Float(width).squareRoot()
        for criterion in 0..<count {
            let row = out[criterion * rows..<(criterion + 1) * rows]
            for kind in 0..<Self.classes {
                let start = row.startIndex + kind * width
                vectors[kind] += row[start..<start + width].map { $0 * scale }
            }
            offsets += zip(row.suffix(Self.classes), bias).map { $0 + $1 }
        }
        return CriterionVectors(count: count, vectors: vectors, offsets: offsets)
    }

    /// Probabilities of the four classes, `[passages, criteria, 4]`, row-major.
    ///
    /// - Parameter passages: `[count, 2 * dimension]`: the mean of the passage's token states, then of the whole input's.
    /// - Complexity: O(count * (hidden * width + criteria * width)).
    package func probabilities(_ passages: [Float], count: Int, criteria: CriterionVectors) -> [Float] {
        guard count > 0, criteria.count > 0 else { return [] }
        var inner = Matrix.multiply(
            passages, rows: count, inner: 2 * dimension, weights: passageHidden, outputs: hidden, bias: passageHiddenBias)
        Matrix.gelu(&inner)
        let out = Matrix.multiply(
            inner, rows: count, inner: hidden, weights: passageOut, outputs: Self.classes * width, bias: passageOutBias)
        var logits = [Float](repeating: 0, count: count * criteria.count * Self.classes)
        for kind in 0..<Self.classes {
            var side = [Float]()
            side.reserveCapacity(count * width)
            for passage in 0..<count {
                let start = (passage * Self.classes + kind) * width
                side += out[start..<start + width]
            }
            let products = Matrix.multiply(
                side, rows: count, inner: width, weights: criteria.vectors[kind], outputs: criteria.count)
            for index in 0..<count * criteria.count {
                logits[index * Self.classes + kind] =
                    products[index] + criteria.offsets[(index % criteria.count) * Self.classes + kind]
            }
        }
        Matrix.softmax(&logits, rows: count * criteria.count)
        return logits
    }
}

/// The criterion tower's output for a list of criteria.
package struct CriterionVectors: Sendable {
    let count: Int
    /// A matrix `[count, width]` for each class.
    let vectors: [[Float]]
    /// `[count, 4]`.
    let offsets: [Float]
}
