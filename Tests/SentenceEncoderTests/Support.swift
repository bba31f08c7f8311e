import Foundation
import SentenceEncoder
import Testing

/// The prepared model of a precision; fails with what to do where there is none.
func preparedEncoder(_ precision: Precision = .int8, level: KernelLevel = .detected) throws -> SentenceEncoder {
    let file = ModelLocation.file(precision)
    try #require(
        FileManager.default.fileExists(atPath: file.path),
        "These tests need the encoder's weights at \(file.path). Run ./test, which prepares them."
    )
    return try SentenceEncoder(modelAt: file, level: level)
}

func fixture(_ name: String) throws -> Data {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/" + name, withExtension: nil))
    return try Data(contentsOf: url)
}

func fixtureLines(_ name: String) throws -> [String] {
    try String(decoding: fixture(name), as: UTF8.self).split(separator: "\n").map(String.init)
}

func fixtureFloats(_ name: String) throws -> [Float] {
    try fixture(name).withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map {
            Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
        }
    }
}

func cosine(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Double {
    var dot = 0.0, aa = 0.0, bb = 0.0
    for (x, y) in zip(a, b) {
        dot += Double(x) * Double(y)
        aa += Double(x) * Double(x)
        bb += Double(y) * Double(y)
    }
    return dot / (aa * bb).squareRoot()
}

/// A folder that is removed when the closure ends.
func withTemporaryFolder<T>(_ body: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("encoder-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let result = Result { try body(folder) }
    try FileManager.default.removeItem(at: folder)
    return try result.get()
}

/// Repeatable numbers in −1...1 (SplitMix64).
struct Noise {
    var state: UInt64
    mutating func next() -> Float {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return Float((z ^ z >> 31) >> 40) / Float(1 << 23) - 1
    }
    mutating func floats(_ count: Int, scale: Float = 1) -> [Float] { (0..<count).map { _ in next() * scale } }
}
