/// One linear layer's fp32 weights, `[outputs, inputs]` row-major.
struct LinearWeights {
    let inputs: Int
    let outputs: Int
    var weight: [Float]
    var bias: [Float]

    /// Several layers of one input as one, outputs one after the other.
    static func joined(_ parts: [LinearWeights]) -> LinearWeights {
        LinearWeights(
            inputs: parts.first?.inputs ?? 0,
            outputs: parts.reduce(0) { $0 + $1.outputs },
            weight: parts.flatMap(\.weight),
            bias: parts.flatMap(\.bias)
        )
    }
}

/// A layer norm's weights.
struct NormWeights {
    let gain: [Float]
    let bias: [Float]
}

/// One transformer layer's weights.
struct LayerWeights {
    let qkv: LinearWeights
    let output: LinearWeights
    let up: LinearWeights
    let down: LinearWeights
    let norm1: NormWeights
    let norm2: NormWeights
}

/// The published weights with the adapter merged in, all fp32 and row-major.
struct ModelWeights {
    let words: [Float]
    let positions: [Float]
    let types: [Float]
    let norm: NormWeights
    let layers: [LayerWeights]

    init(_ source: Safetensors, adapter: inout Adapter?) throws(EncoderError) {
        typealias F = ModelFormat
        func tensor(_ published: String, _ short: String, _ shape: [Int]) throws(EncoderError) -> [Float] {
            let values = try source.floats(published, shape: shape)
            return try adapter?.replaced(short, shape: shape, values) ?? values
        }
        func norm(_ published: String, _ short: String) throws(EncoderError) -> NormWeights {
            NormWeights(
                gain: try tensor(published + ".weight", short + ".weight", [F.width]),
                bias: try tensor(published + ".bias", short + ".bias", [F.width])
            )
        }
        func linear(_ published: String, _ short: String, _ inputs: Int, _ outputs: Int) throws(EncoderError)
            -> LinearWeights
        {
            let weight = try tensor(published + ".weight", short + ".weight", [outputs, inputs])
            return LinearWeights(
                inputs: inputs,
                outputs: outputs,
                weight: try adapter?.merged(short, outputs: outputs, inputs: inputs, weight) ?? weight,
                bias: try tensor(published + ".bias", short + ".bias", [outputs])
            )
        }
        words = try source.floats("embeddings.word_embeddings.weight", shape: [F.vocabulary, F.width])
        positions = try tensor(
            "embeddings.position_embeddings.weight",
            "embeddings.position",
            [F.positions, F.width]
        )
        types = try tensor("embeddings.token_type_embeddings.weight", "embeddings.type", [2, F.width])
        self.norm = try norm("embeddings.LayerNorm", "embeddings.ln")
        var layers: [LayerWeights] = []
        for index in 0..<F.layers {
            let long = "encoder.layer.\(index).", short = "layer.\(index)."
            let attention = long + "attention.self."
            layers.append(
                LayerWeights(
                    qkv: .joined([
                        try linear(attention + "query", short + "q", F.width, F.width),
                        try linear(attention + "key", short + "k", F.width, F.width),
                        try linear(attention + "value", short + "v", F.width, F.width),
                    ]),
                    output: try linear(long + "attention.output.dense", short + "o", F.width, F.width),
                    up: try linear(long + "intermediate.dense", short + "up", F.width, F.feedForward),
                    down: try linear(long + "output.dense", short + "down", F.feedForward, F.width),
                    norm1: try norm(long + "attention.output.LayerNorm", short + "ln1"),
                    norm2: try norm(long + "output.LayerNorm", short + "ln2")
                )
            )
        }
        self.layers = layers
        try adapter?.checkAllUsed()
    }
}
