import InterviewCore
import SentenceEncoder
import Synchronization

/// Cosines between a text and known sentences, by the published encoder; what was encoded once is kept.
final class TextLikeness: Sendable {
    private static let kept = 4_096
    private let encoder: SentenceEncoder
    private let known = Mutex<[String: [Float]]>([:])

    init(encoder: SentenceEncoder) { self.encoder = encoder }

    /// Takes the vectors of sentences that will be asked for often, from the cache on disk when they are there.
    ///
    /// - Complexity: O(sentences * words) the first time.
    func prepare(_ sentences: [String], cache: VectorCache) {
        let vectors = cache.vectors(of: sentences, by: encoder, reading: .sentence)
        let dimension = encoder.info.dimension
        known.withLock { known in
            for (index, sentence) in sentences.enumerated() {
                known[sentence] = Array(vectors[index * dimension..<(index + 1) * dimension])
            }
        }
    }

    /// The cosine of `text` to each candidate, -1...1. - Complexity: O(words of what is not known + candidates).
    func compare(_ text: String, _ candidates: [String]) -> [Float] {
        let stored = known.withLock { known in candidates.map { known[$0] } }
        let missing = zip(candidates, stored).filter { $0.1 == nil }.map(\.0)
        let fresh = encoder.encode(missing + [text])
        let own = Array(fresh[missing.count])
        var vectors: [String: [Float]] = [:]
        for (index, sentence) in missing.enumerated() { vectors[sentence] = Array(fresh[index]) }
        if !missing.isEmpty {
            known.withLock { known in
                if known.count > Self.kept { known.removeAll() }
                known.merge(vectors) { first, _ in first }
            }
        }
        return zip(candidates, stored).map { candidate, vector in
            guard let vector = vector ?? vectors[candidate] else { return 0 }
            return Matrix.dot(own, vector)
        }
    }
}
