public import Foundation

/// One word piece and where it stands in the text.
public struct TokenPiece: Sendable, Hashable {
    /// The piece's number in the vocabulary.
    public let id: Int32
    /// The first Unicode scalar of the text that it covers.
    public let start: Int
    /// The scalar after the last that it covers.
    public let end: Int
}

/// The uncased WordPiece tokenizer of all-MiniLM-L6-v2, with offsets into the original text.
///
/// Ids equal those of Hugging Face `tokenizers` with the model's `tokenizer.json`, with one deliberate
/// difference: a special token spelled out in the text, such as `[MASK]`, is ordinary characters here, so that
/// nobody's words can turn into a control token.
public struct WordPieceTokenizer: Sendable {
    /// Stands for a word that has no pieces.
    public static let unknown: Int32 = 100
    /// Begins every sequence.
    public static let start: Int32 = 101
    /// Ends every segment.
    public static let separator: Int32 = 102
    /// Words of more characters than this are unknown, as in the reference.
    static let longestWord = 100

    let vocabulary: Vocabulary

    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// Reads the model's `vocab.txt`.
    /// - Throws: `EncoderError` when it is missing or another model's.
    public init(vocabularyAt url: URL) throws(EncoderError) { vocabulary = try Vocabulary(at: url) }

    /// The word pieces of a text, without special tokens, in order of their place; at most `limit` of them.
    /// - Complexity: O(length of the text)
    public func pieces(of text: String, limit: Int = .max) -> [TokenPiece] {
        var pieces: [TokenPiece] = []
        var word = Word()
        var marks: [(scalar: Unicode.Scalar, order: UInt8, at: Int)] = []
        var at = 0
        for scalar in text.unicodeScalars {
            defer { at += 1 }
            if pieces.count >= limit { break }
            if scalar.isASCII && marks.isEmpty {  // the common case: nothing to decompose or reorder
                add(scalar, TextNormaliser.cleaned(scalar), at: at, to: &word, into: &pieces)
                continue
            }
            let kind = TextNormaliser.cleaned(scalar)
            switch kind {
            case .dropped: continue
            case .space, .alone:
                flush(&marks, to: &word, into: &pieces)
                finish(&word, into: &pieces)
            case .letter: break
            }
            if kind == .space { continue }
            for part in TextNormaliser.decomposition(of: scalar) {
                let order = part.properties.canonicalCombiningClass.rawValue
                if order == 0 {
                    flush(&marks, to: &word, into: &pieces)
                    addDecomposed(part, at: at, to: &word, into: &pieces)
                } else {  // marks after a letter stand in the order of their classes
                    let place = marks.lastIndex { $0.order <= order }.map { $0 + 1 } ?? 0
                    marks.insert((part, order, at), at: place)
                }
            }
            if kind == .alone {
                flush(&marks, to: &word, into: &pieces)
                finish(&word, into: &pieces)
            }
        }
        flush(&marks, to: &word, into: &pieces)
        finish(&word, into: &pieces)
        if pieces.count > limit { pieces.removeLast(pieces.count - limit) }
        return pieces
    }

    /// The token ids of one sequence: `[CLS]`, the pieces, `[SEP]`; at most `limit` in all, cut at the end.
    public func ids(of text: String, limit: Int = 256) -> [Int32] {
        [Self.start] + pieces(of: text, limit: max(0, limit - 2)).map(\.id) + [Self.separator]
    }
}

extension TokenPiece {
    /// A piece whose characters came from the scalars at `origins`; reordered marks may leave those unsorted.
    fileprivate init(id: Int32, _ origins: ArraySlice<Int>) {
        self.init(id: id, start: origins.min() ?? 0, end: (origins.max() ?? -1) + 1)
    }
}

/// A word being read: its characters' UTF-8, where each ends, and which scalar of the text each came from.
private struct Word {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var origins: [Int] = []
}

extension WordPieceTokenizer {
    private func flush(
        _ marks: inout [(scalar: Unicode.Scalar, order: UInt8, at: Int)],
        to word: inout Word,
        into pieces: inout [TokenPiece]
    ) {
        if marks.isEmpty { return }
        for mark in marks { addDecomposed(mark.scalar, at: mark.at, to: &word, into: &pieces) }
        marks.removeAll(keepingCapacity: true)
    }

    private func addDecomposed(_ scalar: Unicode.Scalar, at: Int, to word: inout Word, into pieces: inout [TokenPiece])
    {
        let kind = TextNormaliser.decomposed(scalar)
        if kind == .letter && !scalar.isASCII {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                add(lower, .letter, at: at, to: &word, into: &pieces)
            }
        } else {
            add(scalar, kind, at: at, to: &word, into: &pieces)
        }
    }

    private func add(
        _ scalar: Unicode.Scalar,
        _ kind: TextNormaliser.Kind,
        at: Int,
        to word: inout Word,
        into pieces: inout [TokenPiece]
    ) {
        switch kind {
        case .dropped: return
        case .space: finish(&word, into: &pieces)
        case .alone:
            finish(&word, into: &pieces)
            append(scalar, at: at, to: &word)
            finish(&word, into: &pieces)
        case .letter: append(scalar, at: at, to: &word)
        }
    }

    private func append(_ scalar: Unicode.Scalar, at: Int, to word: inout Word) {
        if scalar.isASCII {
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            word.bytes.append((65...90).contains(byte) ? byte + 32 : byte)
        } else {
            word.bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
        }
        word.ends.append(word.bytes.count)
        word.origins.append(at)
    }

    /// Splits the word into the longest pieces from the left, as WordPiece does, and starts a new one.
    private func finish(_ word: inout Word, into pieces: inout [TokenPiece]) {
        if word.origins.isEmpty { return }
        defer {
            word.bytes.removeAll(keepingCapacity: true)
            word.ends.removeAll(keepingCapacity: true)
            word.origins.removeAll(keepingCapacity: true)
        }
        let mark = pieces.count
        var from = 0  // character
        var hashes: [UInt32] = []
        while from < word.ends.count && word.ends.count <= Self.longestWord {
            let startByte = from == 0 ? 0 : word.ends[from - 1]
            var hash = from == 0 ? Vocabulary.hashSeed : Vocabulary.continuationSeed
            hashes.removeAll(keepingCapacity: true)
            var byte = startByte, to = from
            while to < word.ends.count && word.ends[to] - startByte <= vocabulary.longest {
                while byte < word.ends[to] {
                    hash = Vocabulary.extend(hash, word.bytes[byte])
                    byte += 1
                }
                hashes.append(hash)
                to += 1
            }
            var found: Int32?
            while found == nil && to > from {
                found = vocabulary.id(
                    of: word.bytes[startByte..<word.ends[to - 1]],
                    continues: from > 0,
                    hash: hashes[to - from - 1]
                )
                if found == nil { to -= 1 }
            }
            guard let id = found else { break }
            pieces.append(TokenPiece(id: id, word.origins[from..<to]))
            from = to
        }
        if from < word.ends.count {
            pieces.removeLast(pieces.count - mark)
            pieces.append(TokenPiece(id: Self.unknown, word.origins[...]))
        }
    }
}
