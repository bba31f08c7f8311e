import CEncoderKernels

/// Sequences packed one after the other without padding, for one pass through the model.
struct Chunk {
    var ids: [Int32] = []
    var positions: [Int32] = []
    var types: [UInt8] = []
    var lengths: [Int] = []

    /// Adds a sequence; `segmentB` is the index of the first token of type 1.
    mutating func append(_ sequence: [Int32], segmentB: Int = .max) {
        ids += sequence
        positions += (0..<sequence.count).map(Int32.init)
        types += (0..<sequence.count).map { $0 >= segmentB ? 1 : 0 }
        lengths.append(sequence.count)
    }
}

/// The largest magnitudes seen at each input of the quantised layers, for calibration.
final class ActivationPeaks {
    /// `[layers][3][384]`: inputs of qkv, of the attention output, of the feed-forward layer.
    var values = [[Float]](
        repeating: [Float](repeating: 0, count: ModelFormat.width),
        count: 3 * ModelFormat.layers
    )

    func record(_ layer: Int, _ site: Int, rows: Int, _ x: UnsafePointer<Float>) {
        values[3 * layer + site].withUnsafeMutableBufferPointer {
            if let base = $0.baseAddress { enc_column_peaks(rows, ModelFormat.width, x, base) }
        }
    }
}

extension SentenceEncoder {
    /// The most tokens packed into one pass; a longer sequence gets a pass of its own.
    static let chunkTokens = 288

    /// Runs the six layers over a chunk and leaves the last hidden states `[tokens, 384]` in `work.hidden`.
    ///
    /// The architecture is BERT's, layer norms after each part: Devlin et al. 2019, arXiv:1810.04805.
    func forward(_ chunk: Chunk, _ work: Workspace, peaks: ActivationPeaks? = nil) {
        let tokens = chunk.ids.count, width = ModelFormat.width
        let isInt8 = model.info.precision == .int8
        enc_embed(
            tokens,
            chunk.ids,
            chunk.positions,
            chunk.types,
            isInt8 ? pointer(model.layout.words, as: Int8.self) : nil,
            isInt8 ? floats(model.layout.wordScales) : nil,
            isInt8 ? nil : floats(model.layout.words),
            floats(model.layout.positions),
            floats(model.layout.types),
            work.hidden
        )
        normalise(tokens, work.hidden, model.layout.gain, model.layout.bias)
        for (index, layer) in model.layout.layers.enumerated() {
            peaks?.record(index, 0, rows: tokens, work.hidden)
            apply(layer.qkv, tokens, work.hidden, residual: nil, to: work.qkv, work)
            var at = 0
            for length in chunk.lengths {
                enc_attention(code, length, work.qkv + at * 3 * width, work.context + at * width, work.attention)
                at += length
            }
            peaks?.record(index, 1, rows: tokens, work.context)
            apply(layer.output, tokens, work.context, residual: work.hidden, to: work.hidden, work)
            normalise(tokens, work.hidden, layer.attentionGain, layer.attentionBias)
            peaks?.record(index, 2, rows: tokens, work.hidden)
            for start in stride(from: 0, to: tokens, by: Workspace.block) {
                let rows = min(Workspace.block, tokens - start), block = work.hidden + start * width
                apply(layer.up, rows, block, residual: nil, to: work.wide, work)
                applyAfterGELU(layer.down, rows, work.wide, residual: block, to: block, work)
            }
            normalise(tokens, work.hidden, layer.outputGain, layer.outputBias)
        }
    }

    /// y[rows, outputs] = x[rows, inputs]·Wᵀ + bias (+ residual).
    private func apply(
        _ linear: LinearLayout,
        _ rows: Int,
        _ x: UnsafePointer<Float>,
        residual: UnsafePointer<Float>?,
        to y: UnsafeMutablePointer<Float>,
        _ work: Workspace
    ) {
        let (n, k) = (linear.outputs, linear.inputs)
        switch model.info.precision {
        case .float32:
            enc_gemm_f32(
                code,
                rows,
                n,
                k,
                x,
                k,
                floats(linear.weights),
                floats(linear.bias),
                residual,
                n,
                y,
                n
            )
        case .int8:
            enc_quantise(code, rows, k, x, k, floats(linear.multiplier), work.quantised, work.scales)
            enc_gemm_i8(
                code,
                rows,
                n,
                k,
                work.quantised,
                work.scales,
                0,
                pointer(linear.weights, as: Int8.self),
                floats(linear.scale),
                pointer(linear.sums, as: Int32.self),
                floats(linear.bias),
                residual,
                n,
                y,
                n
            )
        }
    }

    /// y = gelu(x)·Wᵀ + bias + residual; overwrites x.
    private func applyAfterGELU(
        _ linear: LinearLayout,
        _ rows: Int,
        _ x: UnsafeMutablePointer<Float>,
        residual: UnsafePointer<Float>,
        to y: UnsafeMutablePointer<Float>,
        _ work: Workspace
    ) {
        let (n, k) = (linear.outputs, linear.inputs)
        switch model.info.precision {
        case .float32:
            enc_gelu(code, rows * k, x)
            enc_gemm_f32(
                code,
                rows,
                n,
                k,
                x,
                k,
                floats(linear.weights),
                floats(linear.bias),
                residual,
                n,
                y,
                n
            )
        case .int8:
            enc_gelu_quantise(code, rows, k, x, work.quantised, work.scales)
            enc_gemm_i8(
                code,
                rows,
                n,
                k,
                work.quantised,
                work.scales,
                ENC_GELU_ZERO,
                pointer(linear.weights, as: Int8.self),
                floats(linear.scale),
                pointer(linear.sums, as: Int32.self),
                floats(linear.bias),
                residual,
                n,
                y,
                n
            )
        }
    }

    private func normalise(_ rows: Int, _ x: UnsafeMutablePointer<Float>, _ gain: Int, _ bias: Int) {
        enc_layer_norm(code, rows, ModelFormat.width, x, floats(gain), floats(bias), x)
    }

    private var code: Int32 { level.code }

    private func floats(_ offset: Int) -> UnsafePointer<Float> { pointer(offset, as: Float.self) }

    /// A tensor in the mapped file; `ModelFile` has checked that it lies there.
    private func pointer<T>(_ offset: Int, as type: T.Type) -> UnsafePointer<T> {
        UnsafePointer((model.base + offset).assumingMemoryBound(to: type))
    }
}
