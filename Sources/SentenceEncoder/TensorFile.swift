public import Foundation

/// Named tensors of a safetensors file, for heads that sit on the encoder.
public struct TensorFile {
    private let tensors: Safetensors

    /// Opens the file and checks its header.
    ///
    /// - Throws: `EncoderError` naming the file and what is wrong with it.
    public init(at url: URL) throws(EncoderError) {
        tensors = try Safetensors(at: url)
    }

    /// The values of a tensor as fp32, row-major; F16 and F32 are read.
    ///
    /// - Throws: `EncoderError` when the tensor is missing or has another shape.
    /// - Complexity: O(size of the tensor).
    public func floats(_ name: String, shape: [Int]) throws(EncoderError) -> [Float] {
        try tensors.floats(name, shape: shape)
    }

    /// The names of the tensors, sorted.
    public var names: [String] { tensors.names }

    /// The shape of a tensor, if it is there.
    public func shape(of name: String) -> [Int]? { tensors.shape(of: name) }

    /// SHA-256 of the whole file in hexadecimal.
    ///
    /// - Complexity: O(size of the file).
    public var digest: String { Hexadecimal.text(tensors.digest) }
}
