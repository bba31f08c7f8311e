/// Where one linear layer's parts lie in the file, as byte offsets; int8 parts are 0 in an fp32 file.
struct LinearLayout: Sendable {
    let inputs: Int
    let outputs: Int
    /// Packed weights, `[outputs/16][inputs][16]` fp32 or `[outputs/16][inputs/4][16][4]` int8.
    let weights: Int
    let bias: Int
    var scale = 0
    var sums = 0
    /// What inputs are multiplied by before quantising, `[inputs]`.
    var multiplier = 0
}

/// Where one transformer layer's parts lie.
struct LayerLayout: Sendable {
    let qkv: LinearLayout
    let output: LinearLayout
    let up: LinearLayout
    let down: LinearLayout
    let attentionGain: Int
    let attentionBias: Int
    let outputGain: Int
    let outputBias: Int
}

/// Where everything lies in the file.
struct ModelLayout: Sendable {
    let words: Int
    let wordScales: Int
    let positions: Int
    let types: Int
    let gain: Int
    let bias: Int
    let layers: [LayerLayout]
    let vocabularyText: Range<Int>
    let vocabularyStarts: Int
    let vocabularySlots: Int
}

extension ModelLayout {
    /// Finds every tensor the model needs, of exactly the size it must have.
    init(_ directory: ModelDirectory, precision: Precision) throws(EncoderError) {
        typealias F = ModelFormat
        let isInt8 = precision == .int8
        func floats(_ name: String, _ count: Int) throws(EncoderError) -> Int { try directory.find(name, count * 4) }
        func linear(_ name: String, _ inputs: Int, _ outputs: Int, smoothed: Bool = true) throws(EncoderError)
            -> LinearLayout
        {
            var layout = LinearLayout(
                inputs: inputs,
                outputs: outputs,
                weights: try directory.find(name + ".weight", inputs * outputs * (isInt8 ? 1 : 4)),
                bias: try floats(name + ".bias", outputs)
            )
            if isInt8 {
                layout.scale = try floats(name + ".scale", outputs)
                layout.sums = try floats(name + ".sum", outputs)
                layout.multiplier = smoothed ? try floats(name + ".multiplier", inputs) : 0
            }
            return layout
        }
        words = try directory.find("words", F.vocabulary * F.width * (isInt8 ? 1 : 4))
        wordScales = isInt8 ? try floats("words.scale", F.vocabulary) : 0
        positions = try floats("positions", F.positions * F.width)
        types = try floats("types", 2 * F.width)
        gain = try floats("norm.gain", F.width)
        bias = try floats("norm.bias", F.width)
        var layers: [LayerLayout] = []
        for index in 0..<F.layers {
            let prefix = "layer.\(index)."
            layers.append(
                LayerLayout(
                    qkv: try linear(prefix + "qkv", F.width, 3 * F.width),
                    output: try linear(prefix + "o", F.width, F.width),
                    up: try linear(prefix + "up", F.width, F.feedForward),
                    down: try linear(prefix + "down", F.feedForward, F.width, smoothed: false),
                    attentionGain: try floats(prefix + "norm1.gain", F.width),
                    attentionBias: try floats(prefix + "norm1.bias", F.width),
                    outputGain: try floats(prefix + "norm2.gain", F.width),
                    outputBias: try floats(prefix + "norm2.bias", F.width)
                )
            )
        }
        self.layers = layers
        vocabularyText = try directory.find("vocabulary.text")
        vocabularyStarts = try floats("vocabulary.starts", F.vocabulary + 1)
        vocabularySlots = try floats("vocabulary.slots", F.vocabularySlots)
    }
}
