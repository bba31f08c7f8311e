import Foundation
import SentenceEncoder

/// One linear layer of a trained head: `x[rows, inputs] · weightsᵀ + bias`.
struct DenseLayer: Sendable {
    let inputs: Int
    let outputs: Int
    private let weights: [Float]
    private let bias: [Float]

    init(inputs: Int, outputs: Int, weights: [Float], bias: [Float]) {
        self.inputs = inputs
        self.outputs = outputs
        self.weights = weights
        self.bias = bias
    }

    /// The layer called `name`, with as many outputs as the file gives it.
    ///
    /// - Throws: `EncoderError` when `NAME.weight` or `NAME.bias` is missing or of another shape.
    init(_ name: String, in file: TensorFile, inputs: Int) throws(EncoderError) {
        let outputs = file.shape(of: "\(name).weight")?.first ?? 0
        self.init(
            inputs: inputs, outputs: outputs, weights: try file.floats("\(name).weight", shape: [outputs, inputs]),
            bias: try file.floats("\(name).bias", shape: [outputs]))
    }

    /// `[rows, outputs]`, row-major. - Complexity: O(rows * inputs * outputs).
    func callAsFunction(_ x: [Float], rows: Int) -> [Float] {
        Matrix.multiply(x, rows: rows, inner: inputs, weights: weights, outputs: outputs, bias: bias)
    }

    /// The same, through the activation that all heads use.
    func activated(_ x: [Float], rows: Int) -> [Float] {
        var out = self(x, rows: rows)
        Matrix.gelu(&out)
        return out
    }
}

extension TensorFile {
    /// What `body` makes of the file at `url`; whatever goes wrong names the file.
    static func head<Value>(
        at url: URL, _ body: (TensorFile) throws(EncoderError) -> Value
    ) throws(AssessmentError) -> Value {
        do throws(EncoderError) {
            return try body(TensorFile(at: url))
        } catch {
            throw .unusableModel(file: url.path, problem: "\(error)")
        }
    }
}
