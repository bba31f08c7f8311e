import CEncoderKernels
import Foundation

/// Collects tensors and writes a model file.
struct ModelWriter {
    private var tensors: [(name: String, bytes: [UInt8])] = []

    mutating func add<T: BitwiseCopyable>(_ name: String, _ values: [T]) {
        precondition(name.utf8.count < ModelFormat.nameLength, "name too long for the directory")
        tensors.append((name, values.withUnsafeBytes { Array($0) }))
    }

    /// Adds a vocabulary's tables.
    mutating func add(_ vocabulary: Vocabulary) {
        let stored = vocabulary.stored
        add("vocabulary.text", stored.text)
        add("vocabulary.starts", stored.starts)
        add("vocabulary.slots", stored.slots)
    }

    /// Writes beside the destination and renames, so that a reader never sees half a file.
    func write(to url: URL, precision: Precision, source: [UInt8], adapter: String?) throws(EncoderError) {
        typealias F = ModelFormat
        func rounded(_ length: Int) -> Int { (length + F.alignment - 1) / F.alignment * F.alignment }
        var file = [UInt8](repeating: 0, count: rounded(F.headerLength + tensors.count * F.entryLength))
        file.reserveCapacity(tensors.reduce(file.count) { $0 + rounded($1.bytes.count) })
        for (index, tensor) in tensors.enumerated() {
            let at = F.headerLength + index * F.entryLength
            file.replaceSubrange(at..<at + tensor.name.utf8.count, with: tensor.name.utf8)
            Self.put(UInt64(file.count), at + 40, in: &file)
            Self.put(UInt64(tensor.bytes.count), at + 48, in: &file)
            file.append(contentsOf: tensor.bytes)
            file.append(contentsOf: repeatElement(0, count: rounded(file.count) - file.count))
        }
        file.replaceSubrange(0..<F.magic.count, with: F.magic)
        Self.put(UInt32(F.version), 8, in: &file)
        Self.put(UInt32(precision.rawValue), 12, in: &file)
        Self.put(UInt64(file.count), 16, in: &file)
        Self.put(UInt32(tensors.count), 32, in: &file)
        for (index, number) in F.shape.enumerated() { Self.put(UInt32(number), 40 + 4 * index, in: &file) }
        file.replaceSubrange(64..<96, with: source)
        if let adapter { file.replaceSubrange(96..<96 + adapter.utf8.count, with: adapter.utf8) }
        let checksum = file.withUnsafeBytes { bytes in
            bytes.baseAddress.map { enc_checksum($0 + F.checksumStart, bytes.count - F.checksumStart) } ?? 0
        }
        Self.put(checksum, 24, in: &file)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(file).write(to: url, options: .atomic)
        } catch {
            throw .unwritable(file: url.path, reason: error.localizedDescription)
        }
    }

    private static func put<T: FixedWidthInteger>(_ value: T, _ offset: Int, in file: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { file.replaceSubrange(offset..<offset + $0.count, with: $0) }
    }
}
