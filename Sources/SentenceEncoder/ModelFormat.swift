/// The model file.
///
/// A header of 256 bytes, a directory of 64 bytes a tensor, then the tensors, each on a 64-byte boundary. Little-endian throughout; laid out so that a mapped file is used as it is.
///
/// | bytes | header field |
/// | --- | --- |
/// | 0..<8 | `REHEARSE` |
/// | 8..<12, 12..<16 | format version; bits of the weights (8 or 32) |
/// | 16..<24 | length of the file |
/// | 24..<32 | checksum of everything from byte 32 on |
/// | 32..<36 | number of tensors |
/// | 40..<64 | width, layers, heads, feed-forward width, vocabulary, positions |
/// | 64..<96 | SHA-256 of the safetensors it was made from |
/// | 96..<160 | name of the adapter merged in, UTF-8, zero-filled |
///
/// A directory entry: name (40, zero-filled), offset (8), length in bytes (8), unused (8).
enum ModelFormat {
    static let magic = Array("REHEARSE".utf8)
    static let version = 1
    static let headerLength = 256
    static let entryLength = 64
    static let nameLength = 40
    static let adapterNameLength = 64
    static let checksumStart = 32
    static let alignment = 64

    // The architecture of all-MiniLM-L6-v2; the kernels are written for it.
    static let width = 384
    static let layers = 6
    static let heads = 12
    static let feedForward = 1536
    static let vocabulary = 30522
    static let positions = 512
    static var shape: [Int] { [width, layers, heads, feedForward, vocabulary, positions] }
    /// Slots of the vocabulary's hash table, a power of two.
    static let vocabularySlots = 65536
}

/// How the weights of a model file are stored.
public enum Precision: Int, Sendable {
    /// Single precision: the oracle the other is measured against.
    case float32 = 32
    /// Eight-bit weights and activations: the one that ships.
    case int8 = 8
}

/// What a model file says about itself.
public struct ModelInfo: Sendable, Hashable {
    /// Numbers in one vector: 384.
    public let dimension: Int
    /// How the weights are stored.
    public let precision: Precision
    /// The adapter merged into the weights, or nil for the published model.
    public let adapter: String?
    /// Sixteen hexadecimal digits that change with any byte of the weights; store it with cached vectors.
    public let fingerprint: String
    /// SHA-256 of the safetensors file the weights came from, in hexadecimal.
    public let source: String
    /// The most tokens of one sequence: 512.
    public let maximumTokens: Int
}
