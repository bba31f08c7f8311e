import Foundation

/// The model's word pieces with a hash table over their bytes (FNV-1a, open addressing).
struct Vocabulary: Sendable {
    /// All pieces' UTF-8, one after the other.
    private let text: [UInt8]
    /// Where each piece starts in `text`; one more entry for the end.
    private let starts: [Int32]
    /// Ids by hash, −1 where empty; the length is a power of two.
    private let slots: [Int32]
    /// Bytes of the longest piece.
    let longest: Int

    static let hashSeed: UInt32 = 2_166_136_261
    /// The hash of `##`, which begins every piece inside a word.
    static let continuationSeed = extend(extend(hashSeed, 35), 35)

    static func extend(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

    var count: Int { starts.count - 1 }

    /// Builds the table from the lines of a `vocab.txt`: the id of a piece is its line.
    init(lines: [String]) {
        var text: [UInt8] = [], starts: [Int32] = [0], longest = 0
        var slots = [Int32](repeating: -1, count: ModelFormat.vocabularySlots)
        for (id, line) in lines.enumerated() {
            text.append(contentsOf: line.utf8)
            starts.append(Int32(text.count))
            longest = max(longest, line.utf8.count)
            var slot = Int(line.utf8.reduce(Self.hashSeed, Self.extend)) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(id)
        }
        self.text = text
        self.starts = starts
        self.slots = slots
        self.longest = longest
    }

    /// Reads a `vocab.txt`.
    /// - Throws: `.missing`, `.unreadable`, or `.unusableSource` when it is not this model's vocabulary.
    init(at url: URL) throws(EncoderError) {
        let file = try MappedFile(url)
        var lines = file.bytes.split(separator: 10, omittingEmptySubsequences: false).map {
            String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self)
        }
        if lines.last == "" { lines.removeLast() }
        guard lines.count == ModelFormat.vocabulary, lines[100] == "[UNK]", lines[101] == "[CLS]",
            lines[102] == "[SEP]"
        else {
            throw .unusableSource(
                file: file.path,
                problem: "it is not the vocabulary of all-MiniLM-L6-v2 (30522 lines, [UNK] [CLS] [SEP] on 101 to 103)"
            )
        }
        self.init(lines: lines)
    }

    /// Copies the table out of a model file.
    init(mapped bytes: UnsafeRawBufferPointer, layout: ModelLayout, path: String) throws(EncoderError) {
        func words(_ offset: Int, _ count: Int) -> [Int32] {
            [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count * 4])
                )
                filled = count
            }
        }
        text = Array(bytes[layout.vocabularyText])
        starts = words(layout.vocabularyStarts, ModelFormat.vocabulary + 1)
        slots = words(layout.vocabularySlots, ModelFormat.vocabularySlots)
        var longest = 0, sound = starts[0] == 0 && Int(starts[starts.count - 1]) == text.count
        for index in 1..<starts.count {
            let length = Int(starts[index]) - Int(starts[index - 1])
            sound = sound && length >= 0
            longest = max(longest, length)
        }
        let limit = Int32(starts.count - 1)
        sound = sound && slots.allSatisfy { $0 < limit } && slots.contains { $0 < 0 }
        guard sound else { throw .damaged(file: path, problem: "its vocabulary is inconsistent") }
        self.longest = longest
    }

    /// The parts as a model file stores them.
    var stored: (text: [UInt8], starts: [Int32], slots: [Int32]) { (text, starts, slots) }

    /// The id of the piece that is `bytes`, preceded by `##` if `continues`; `hash` is the hash of all of it.
    func id(of bytes: ArraySlice<UInt8>, continues: Bool, hash: UInt32) -> Int32? {
        let prefix = continues ? 2 : 0
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let id = Int(slots[slot])
            let start = Int(starts[id]), length = Int(starts[id + 1]) - start
            if length == bytes.count + prefix,
                !continues || (text[start] == 35 && text[start + 1] == 35),
                text[start + prefix..<start + length].elementsEqual(bytes)
            {
                return Int32(id)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
