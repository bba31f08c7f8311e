/// What `SentenceEncoder.contextual` reads: a text, and optionally what came before it.
///
/// Together with three special tokens they may take 512 tokens. If they do not fit, the context keeps its last
/// 128 tokens (or more, where the text is short), because a question stands at the end of what an interviewer
/// says; then the text keeps its beginning.
public struct EncoderInput: Sendable, Hashable {
    /// Segment A, such as the interviewer's question; nil for the single-segment form.
    public let context: String?
    /// The text itself: segment B, or the only segment.
    public let text: String

    /// Makes an input of one or two segments.
    public init(context: String? = nil, text: String) {
        self.context = context
        self.text = text
    }
}

/// Which part of an `EncoderInput` a token belongs to.
public enum TokenSegment: UInt8, Sendable {
    /// `[CLS]` or `[SEP]`: in no text.
    case special
    /// The context.
    case context
    /// The text.
    case text
}

/// Where a token stands.
public struct TokenSpan: Sendable, Hashable {
    /// The part it belongs to; `start` and `end` count in that part.
    public let segment: TokenSegment
    /// The first Unicode scalar it covers; 0 for special tokens.
    public let start: Int
    /// The scalar after the last it covers; 0 for special tokens.
    public let end: Int
}

/// The last hidden states of one input.
public struct TokenStates: Sendable {
    /// Numbers of one state: 384.
    public let dimension: Int
    /// `[count, dimension]`, row-major, fp32, as they leave the last layer norm (not of unit length).
    public internal(set) var states: [Float]
    /// The token ids.
    public let ids: [Int32]
    /// The place of every token.
    public let tokens: [TokenSpan]
    /// Whether something was cut to fit into 512 tokens.
    public let isTruncated: Bool
    /// How many tokens, special ones included.
    public var count: Int { tokens.count }

    /// The state of one token.
    public subscript(index: Int) -> ArraySlice<Float> { states[index * dimension..<(index + 1) * dimension] }
}

/// An input as the model sees it.
struct FramedInput {
    /// The least tokens left to a context that has to be cut.
    static let shortestContext = 128

    var ids: [Int32] = [WordPieceTokenizer.start]
    var spans: [TokenSpan] = [FramedInput.special]
    var segmentB = Int.max
    var isTruncated = false

    private static let special = TokenSpan(segment: .special, start: 0, end: 0)

    init(_ input: EncoderInput, _ tokenizer: WordPieceTokenizer) {
        let limit = ModelFormat.positions - (input.context == nil ? 2 : 3)
        let text = tokenizer.pieces(of: input.text, limit: limit + 1)
        var room = limit
        if let context = input.context {
            let pieces = tokenizer.pieces(of: context)
            let kept = pieces.suffix(max(Self.shortestContext, limit - text.count))
            isTruncated = kept.count < pieces.count
            append(kept, .context)
            segmentB = ids.count
            room -= kept.count
        }
        isTruncated = isTruncated || text.count > room
        append(text.prefix(room), .text)
    }

    private mutating func append(_ pieces: ArraySlice<TokenPiece>, _ segment: TokenSegment) {
        ids += pieces.map(\.id) + [WordPieceTokenizer.separator]
        spans += pieces.map { TokenSpan(segment: segment, start: $0.start, end: $0.end) } + [Self.special]
    }
}
