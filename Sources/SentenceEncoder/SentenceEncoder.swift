import CEncoderKernels
public import Foundation

/// all-MiniLM-L6-v2 in this process: text to unit vectors, and to states of every token.
///
/// Each call runs on the calling thread and keeps nothing, so calls may run side by side; a vector depends on its
/// text alone, not on what else is in the batch. Model: Wang et al. 2020 (MiniLM, arXiv:2002.10957), fine-tuned by
/// sentence-transformers, Apache 2.0.
public final class SentenceEncoder: Sendable {
    let model: ModelFile
    /// The instructions the kernels use.
    public let level: KernelLevel

    /// Maps and checks a model file written by `ModelConverter`; takes milliseconds.
    /// - Parameters:
    ///   - url: the file; `ModelLocation` knows the usual place.
    ///   - level: the kernels to use; one this machine lacks is replaced by the detected one.
    /// - Throws: `EncoderError` that says which file, what is wrong and what to do.
    public init(modelAt url: URL, level: KernelLevel = .detected) throws(EncoderError) {
        model = try ModelFile(at: url)
        self.level = KernelLevel.available.contains(level) ? level : .detected
    }

    /// What the model file says about itself.
    public var info: ModelInfo { model.info }

    /// The tokenizer of this model.
    public var tokenizer: WordPieceTokenizer { model.tokenizer }

    /// Unit vectors of texts: mean over all tokens, `[CLS]` and `[SEP]` included, cut at 256 tokens, as
    /// sentence-transformers does.
    /// - Complexity: some 45 µs a token on one AVX2 core; O(tokens²) within one text is small.
    public func encode(_ texts: [String]) -> Embeddings {
        encode(tokens: texts.map { tokenizer.ids(of: $0) })
    }

    /// Unit vectors of whole token sequences, special tokens included, all of token type 0.
    ///
    /// Tokens after the 512th are ignored, ids outside the vocabulary count as `[UNK]`, and an empty sequence
    /// gives a zero vector.
    public func encode(tokens: [[Int32]]) -> Embeddings {
        let width = info.dimension
        var vectors = [Float](repeating: 0, count: tokens.count * width)
        let sequences = tokens.map { Sequence(ids: sound($0)) }
        run(sequences) { index, length, states in
            vectors.withUnsafeMutableBufferPointer { buffer in
                if let base = buffer.baseAddress { enc_mean_unit(length, width, states, base + index * width) }
            }
        }
        return Embeddings(dimension: width, vectors: vectors)
    }

    /// The last hidden state of every token, with its place in the text it came from.
    ///
    /// An input with a context becomes `[CLS] context [SEP] text [SEP]` with token types 0 and 1; without one
    /// `[CLS] text [SEP]` with type 0. What does not fit into 512 tokens is cut, see `EncoderInput`.
    public func contextual(_ inputs: [EncoderInput]) -> [TokenStates] {
        let width = info.dimension
        let framed = inputs.map { FramedInput($0, tokenizer) }
        var states = framed.map {
            TokenStates(dimension: width, states: [], ids: $0.ids, tokens: $0.spans, isTruncated: $0.isTruncated)
        }
        run(framed.map { Sequence(ids: $0.ids, segmentB: $0.segmentB) }) { index, length, hidden in
            states[index].states = Array(UnsafeBufferPointer(start: hidden, count: length * width))
        }
        return states
    }

    /// One sequence of 1...512 sound ids.
    private struct Sequence {
        let ids: [Int32]
        var segmentB = Int.max
    }

    private func sound(_ ids: [Int32]) -> [Int32] {
        ids.prefix(info.maximumTokens).map {
            (0..<Int32(ModelFormat.vocabulary)).contains($0) ? $0 : WordPieceTokenizer.unknown
        }
    }

    /// Packs sequences into chunks, runs them, and hands each sequence's states `[length, 384]` to `body`.
    private func run(
        _ sequences: [Sequence],
        _ body: (_ index: Int, _ length: Int, _ states: UnsafePointer<Float>) -> Void
    ) {
        let lengths = sequences.map(\.ids.count)
        guard let longest = lengths.max(), longest > 0 else { return }
        let capacity = max(longest, min(Self.chunkTokens, lengths.reduce(0, +)))
        let work = Workspace(tokens: capacity, attentionFloats: enc_attention_scratch(longest))
        var next = 0
        while next < sequences.count {
            let first = next
            var chunk = Chunk()
            while next < sequences.count,
                chunk.ids.isEmpty || chunk.ids.count + lengths[next] <= Self.chunkTokens
            {
                chunk.append(sequences[next].ids, segmentB: sequences[next].segmentB)
                next += 1
            }
            if chunk.ids.isEmpty { continue }
            forward(chunk, work)
            var at = 0
            for index in first..<next {
                if lengths[index] > 0 { body(index, lengths[index], work.hidden + at * info.dimension) }
                at += lengths[index]
            }
        }
    }

    /// Runs the model over texts and records the peaks of its activations.
    func calibrate(_ texts: [String]) -> ActivationPeaks {
        let peaks = ActivationPeaks()
        let limit = info.maximumTokens
        let work = Workspace(tokens: limit, attentionFloats: enc_attention_scratch(limit))
        for text in texts {
            var chunk = Chunk()
            chunk.append(tokenizer.ids(of: text))
            forward(chunk, work, peaks: peaks)
        }
        return peaks
    }
}
