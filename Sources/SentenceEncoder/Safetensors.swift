import CEncoderKernels
import Foundation

/// A safetensors file (https://github.com/huggingface/safetensors#format): eight bytes of header length, a JSON
/// header, then the tensors.
struct Safetensors {
    let file: MappedFile
    private let entries: [String: Entry]
    private let dataStart: Int

    private struct Entry: Decodable {
        let dtype: String?
        let shape: [Int]?
        let data_offsets: [Int]?
    }

    init(at url: URL) throws(EncoderError) {
        file = try MappedFile(url)
        let bytes = file.bytes
        let problem = "it is not a safetensors file, or is cut short"
        guard bytes.count >= 8 else { throw .unusableSource(file: file.path, problem: problem) }
        let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(bytes.count - 8) else { throw .unusableSource(file: file.path, problem: problem) }
        dataStart = 8 + Int(length)
        do {
            entries = try JSONDecoder().decode([String: Entry].self, from: Data(bytes[8..<dataStart]))
        } catch {
            throw .unusableSource(file: file.path, problem: problem)
        }
    }

    /// The names of the tensors, sorted.
    var names: [String] { entries.filter { $0.value.dtype != nil }.keys.sorted() }

    /// The shape of a tensor, or nil if there is none of that name.
    func shape(of name: String) -> [Int]? { entries[name]?.shape }

    /// SHA-256 of the whole file.
    var digest: [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        enc_sha256(file.base, file.bytes.count, &digest)
        return digest
    }

    /// The values of an F32 or F16 tensor, row-major, as fp32.
    func floats(_ name: String, shape: [Int]) throws(EncoderError) -> [Float] {
        guard let entry = entries[name], let found = entry.shape, let offsets = entry.data_offsets else {
            throw .unusableSource(file: file.path, problem: "it has no tensor \(name)")
        }
        guard found == shape else {
            throw .unusableSource(file: file.path, problem: "its tensor \(name) has shape \(found), not \(shape)")
        }
        let count = shape.reduce(1, *), size = entry.dtype == "F16" ? 2 : 4
        guard entry.dtype == "F16" || entry.dtype == "F32" else {
            throw .unusableSource(
                file: file.path,
                problem: "its tensor \(name) has type \(entry.dtype ?? "none"); F32 and F16 are read"
            )
        }
        guard offsets.count == 2, offsets[0] >= 0, offsets[1] - offsets[0] == count * size,
            offsets[1] <= file.bytes.count - dataStart
        else {
            throw .unusableSource(file: file.path, problem: "its tensor \(name) does not lie in it; it is cut short")
        }
        let bytes = file.bytes[dataStart + offsets[0]..<dataStart + offsets[1]]
        let values = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = count
            if size == 4 {
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes))
            } else if let out = buffer.baseAddress {
                var half = [UInt16](repeating: 0, count: count)
                half.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes)) }
                enc_half_to_float(count, half, out)
            }
        }
        guard values.allSatisfy(\.isFinite) else {
            throw .unusableSource(file: file.path, problem: "its tensor \(name) has values that are not numbers")
        }
        return values
    }
}
