/// The buffers of one forward pass, for one thread.
final class Workspace {
    /// Rows of the feed-forward block: its 1536-wide activations then stay in the second-level cache.
    static let block = 60

    let hidden: UnsafeMutablePointer<Float>  // [tokens, 384]
    let qkv: UnsafeMutablePointer<Float>  // [tokens, 1152]
    let context: UnsafeMutablePointer<Float>  // [tokens, 384]
    let wide: UnsafeMutablePointer<Float>  // [block, 1536]
    let attention: UnsafeMutablePointer<Float>
    let quantised: UnsafeMutablePointer<UInt8>  // [max(tokens, block), 384], or [block, 1536]
    let scales: UnsafeMutablePointer<Float>  // [tokens]
    private let memory: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - tokens: the most tokens of one chunk.
    ///   - attentionFloats: scratch of the longest sequence in it.
    init(tokens: Int, attentionFloats: Int) {
        typealias F = ModelFormat
        let floats = [
            tokens * F.width, tokens * 3 * F.width, tokens * F.width, Self.block * F.feedForward, attentionFloats,
            tokens,
            max(tokens * F.width, Self.block * F.feedForward) / 4,
        ].map { ($0 + 15) / 16 * 16 }
        var starts = [0]
        for count in floats { starts.append((starts.last ?? 0) + count) }
        let total = starts.removeLast()
        memory = UnsafeMutableRawPointer.allocate(byteCount: total * 4, alignment: 64)
        let base = memory.bindMemory(to: Float.self, capacity: total)
        hidden = base + starts[0]
        qkv = base + starts[1]
        context = base + starts[2]
        wide = base + starts[3]
        attention = base + starts[4]
        scales = base + starts[5]
        quantised = UnsafeMutableRawPointer(base + starts[6]).assumingMemoryBound(to: UInt8.self)
    }

    deinit { memory.deallocate() }
}
