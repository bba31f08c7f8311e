package import Foundation
package import SentenceEncoder

/// Keeps vectors of a scenario's sentences on disk, since content rarely changes and takes seconds to encode.
package struct VectorCache: Sendable {
    /// How a sentence becomes a vector.
    package enum Reading: String, Sendable {
        /// By itself, of unit length.
        case sentence
        /// As a passage of an answer is read, standardised; the number changes with how that is done.
        case passage = "passage-1"
    }

    private let directory: URL?

    /// A cache in `directory`; nil keeps nothing.
    package init(directory: URL?) { self.directory = directory }

    /// `[texts, dimension]`, row-major, from the cache when nothing changed since.
    ///
    /// A cache that can't be written only costs time, so that failure is not an error.
    /// - Complexity: O(words) when not cached: seconds for a whole scenario's exemplars.
    package func vectors(of texts: [String], by encoder: SentenceEncoder, reading: Reading) -> [Float] {
        let count = texts.count * encoder.info.dimension
        guard let file = directory?.appending(path: "\(key(texts, encoder: encoder, reading: reading)).f32") else {
            return Self.make(texts, by: encoder, reading: reading)
        }
        if let data = FileManager.default.contents(atPath: file.path), data.count == count * 4 {
            return data.withUnsafeBytes { bytes in
                (0..<count).map { Float(bitPattern: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
            }
        }
        let vectors = Self.make(texts, by: encoder, reading: reading)
        let data = vectors.withUnsafeBytes { Data($0) }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file, options: .atomic)
        } catch {
            return vectors
        }
        return vectors
    }

    private static func make(_ texts: [String], by encoder: SentenceEncoder, reading: Reading) -> [Float] {
        switch reading {
        case .sentence:
            let encoded = encoder.encode(texts)
            return texts.indices.flatMap { Array(encoded[$0]) }
        case .passage:
            return texts.flatMap { text -> ArraySlice<Float> in
                let scalars = Array(text.unicodeScalars)
                let (heard, ranges) = PassageScorer.heard([0..<scalars.count], scalars)
                let states = encoder.contextual([EncoderInput(context: "", text: heard)])[0]
                return PassageScorer.pool(states, ranges).prefix(encoder.info.dimension)
            }
        }
    }

    private func key(_ texts: [String], encoder: SentenceEncoder, reading: Reading) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for text in [encoder.info.fingerprint, reading.rawValue] + texts {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
