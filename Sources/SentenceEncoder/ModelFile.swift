import CEncoderKernels
import Foundation

/// The tensors of a model file by name, as byte ranges.
struct ModelDirectory {
    let path: String
    var ranges: [String: Range<Int>] = [:]

    func find(_ name: String) throws(EncoderError) -> Range<Int> {
        guard let range = ranges[name] else { throw .damaged(file: path, problem: "it has no tensor \(name)") }
        return range
    }

    /// The offset of a tensor that must have `length` bytes.
    func find(_ name: String, _ length: Int) throws(EncoderError) -> Int {
        let range = try find(name)
        guard range.count == length else {
            throw .damaged(file: path, problem: "its tensor \(name) has \(range.count) bytes instead of \(length)")
        }
        return range.lowerBound
    }
}

/// An opened and checked model file.
struct ModelFile: Sendable {
    let file: MappedFile
    let info: ModelInfo
    let layout: ModelLayout
    let tokenizer: WordPieceTokenizer

    /// Where the file begins in memory.
    var base: UnsafeRawPointer { file.base }

    /// Maps the file and checks magic, version, length, checksum and directory.
    /// - Complexity: O(bytes) for the checksum, a few milliseconds for the int8 file.
    init(at url: URL) throws(EncoderError) {
        file = try MappedFile(url)
        let path = file.path, bytes = file.bytes
        typealias F = ModelFormat
        guard bytes.count >= F.magic.count, bytes.prefix(F.magic.count).elementsEqual(F.magic) else {
            throw bytes.isEmpty
                ? .wrongLength(file: path, found: 0, expected: F.headerLength) : .notAModel(file: path)
        }
        guard bytes.count >= F.headerLength else {
            throw .wrongLength(file: path, found: bytes.count, expected: F.headerLength)
        }
        let version = Int(Self.word(bytes, 8))
        guard version == F.version else {
            throw .wrongVersion(file: path, found: version, expected: F.version)
        }
        let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        guard length == UInt64(bytes.count) else {
            throw .wrongLength(file: path, found: bytes.count, expected: Int(clamping: length))
        }
        let checksum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        let covered = UnsafeRawBufferPointer(rebasing: bytes[F.checksumStart...])
        guard let start = covered.baseAddress, enc_checksum(start, covered.count) == checksum else {
            throw .damaged(file: path, problem: "its checksum does not match its contents")
        }
        guard let precision = Precision(rawValue: Int(Self.word(bytes, 12))) else {
            throw .damaged(file: path, problem: "it names an unknown precision")
        }
        let shape = (0..<F.shape.count).map { Int(Self.word(bytes, 40 + 4 * $0)) }
        guard shape == F.shape else {
            throw .damaged(file: path, problem: "its shape is \(shape) instead of \(F.shape)")
        }
        layout = try ModelLayout(try Self.directory(bytes, path: path), precision: precision)
        tokenizer = WordPieceTokenizer(try Vocabulary(mapped: bytes, layout: layout, path: path))
        let adapter = String(decoding: bytes[96..<96 + F.adapterNameLength].prefix { $0 != 0 }, as: UTF8.self)
        info = ModelInfo(
            dimension: F.width,
            precision: precision,
            adapter: adapter.isEmpty ? nil : adapter,
            fingerprint: Hexadecimal.text(withUnsafeBytes(of: checksum.bigEndian) { Array($0) }),
            source: Hexadecimal.text(Array(bytes[64..<96])),
            maximumTokens: F.positions
        )
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    private static func directory(_ bytes: UnsafeRawBufferPointer, path: String) throws(EncoderError)
        -> ModelDirectory
    {
        typealias F = ModelFormat
        var directory = ModelDirectory(path: path)
        let count = Int(word(bytes, 32))
        guard count <= (bytes.count - F.headerLength) / F.entryLength else {
            throw .damaged(file: path, problem: "its directory does not fit in it")
        }
        for index in 0..<count {
            let at = F.headerLength + index * F.entryLength
            let name = String(decoding: bytes[at..<at + F.nameLength].prefix { $0 != 0 }, as: UTF8.self)
            let offset = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 40, as: UInt64.self))
            let length = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 48, as: UInt64.self))
            let total = UInt64(bytes.count)
            guard offset <= total, length <= total - offset, offset % UInt64(F.alignment) == 0 else {
                throw .damaged(file: path, problem: "its tensor \(name) does not lie in it")
            }
            directory.ranges[name] = Int(offset)..<Int(offset + length)
        }
        return directory
    }
}

/// Bytes as hexadecimal digits.
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
