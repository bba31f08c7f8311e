import Foundation

/// What fine-tuning changed: low-rank additions to linear layers, and whole tensors that replace the model's.
///
/// A safetensors file (F32 or F16) with any of, for layers i = 0...5:
/// - `layer.{i}.{q|k|v|o|up|down}.A` `[r, inputs]` and `.B` `[outputs, r]`: W becomes W + B·A (scale folded in);
/// - `layer.{i}.{q|k|v|o|up|down}.{weight|bias}`: replaces the published tensor (before any B·A);
/// - `layer.{i}.{ln1|ln2}.{weight|bias}`: replaces the layer norm after attention or after the feed-forward part;
/// - `embeddings.{ln}.{weight|bias}`, `embeddings.{position|type}`: replaces those. Word embeddings always stay.
///
/// Any other name is an error, so that a misspelt tensor is never silently left out.
struct Adapter {
    /// The file's name without its extension, at most 63 bytes of it.
    let name: String
    private let tensors: Safetensors
    private var unused: Set<String>

    init(at url: URL) throws(EncoderError) {
        tensors = try Safetensors(at: url)
        unused = Set(tensors.names)
        var name = url.deletingPathExtension().lastPathComponent
        while name.utf8.count >= ModelFormat.adapterNameLength { name.removeLast() }
        self.name = name
    }

    /// The replacement called `name`, or the given published values.
    mutating func replaced(_ name: String, shape: [Int], _ published: [Float]) throws(EncoderError) -> [Float] {
        guard unused.remove(name) != nil else { return published }
        return try tensors.floats(name, shape: shape)
    }

    /// `weight` `[outputs, inputs]` plus B·A, where the adapter has them.
    mutating func merged(_ name: String, outputs: Int, inputs: Int, _ weight: [Float]) throws(EncoderError) -> [Float] {
        let hasA = unused.remove(name + ".A") != nil, hasB = unused.remove(name + ".B") != nil
        guard hasA || hasB else { return weight }
        guard hasA, hasB, let rank = tensors.shape(of: name + ".A")?.first, rank > 0 else {
            throw .unusableSource(
                file: tensors.file.path,
                problem: "\(name) needs both .A [r, \(inputs)] and .B [\(outputs), r]"
            )
        }
        let a = try tensors.floats(name + ".A", shape: [rank, inputs])
        let b = try tensors.floats(name + ".B", shape: [outputs, rank])
        var transposed = [Float](repeating: 0, count: rank * inputs)
        for row in 0..<rank {
            for column in 0..<inputs { transposed[column * rank + row] = a[row * inputs + column] }
        }
        let delta = Matrix.multiply(b, rows: outputs, inner: rank, weights: transposed, outputs: inputs)
        return zip(weight, delta).map { $0 + $1 }
    }

    /// - Throws: `.unusableSource` if the file has tensors that nothing asked for.
    func checkAllUsed() throws(EncoderError) {
        if unused.isEmpty { return }
        throw .unusableSource(
            file: tensors.file.path,
            problem: "it has tensors that the encoder does not know: \(unused.sorted().prefix(5))"
        )
    }
}
