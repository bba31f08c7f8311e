package import Foundation
package import InterviewCore
package import SentenceEncoder

/// One thing to look for in what was said: a facet, a mistake, or a criterion given by hand.
package struct Criterion: Sendable, Equatable {
    package var id: String
    package var text: String
    package var exemplars: Exemplars

    package init(id: String, text: String, exemplars: Exemplars) {
        self.id = id
        self.text = text
        self.exemplars = exemplars
    }
}

/// A criterion as numbers: the published encoder's view of its text and of each kind of exemplar.
package enum CriterionDescriptor {
    private static let slots = 5

    /// Numbers in one descriptor: five vectors, and five flags that say which are there.
    package static func width(_ dimension: Int) -> Int { slots * dimension + slots }

    /// Descriptors of many criteria, `[count, width]`, row-major.
    ///
    /// - Complexity: O(exemplars * words): seconds for a whole scenario; see ``CriterionCache``.
    package static func make(_ criteria: [Criterion], encoder: SentenceEncoder) -> [Float] {
        let dimension = encoder.info.dimension
        let lists = criteria.flatMap {
            [[$0.text], $0.exemplars.met, $0.exemplars.vague, $0.exemplars.near, $0.exemplars.opposite]
        }
        let vectors = encoder.encode(lists.flatMap { $0 })
        var out = [Float]()
        out.reserveCapacity(criteria.count * width(dimension))
        var next = 0
        for group in stride(from: 0, to: lists.count, by: slots) {
            var flags = [Float]()
            for list in lists[group..<group + slots] {
                var mean = [Float](repeating: 0, count: dimension)
                for _ in list {
                    for (i, value) in vectors[next].enumerated() { mean[i] += value }
                    next += 1
                }
                if !list.isEmpty { for i in mean.indices { mean[i] /= Float(list.count) } }
                out += mean
                flags.append(list.isEmpty ? 0 : 1)
            }
            out += flags
        }
        return out
    }
}

/// Keeps descriptors on disk, since a scenario's exemplars rarely change and take seconds to encode.
package struct CriterionCache: Sendable {
    private let directory: URL?

    /// A cache in `directory`; nil keeps nothing.
    package init(directory: URL?) { self.directory = directory }

    /// The descriptors of `criteria`, from the cache when nothing changed since.
    ///
    /// A cache that can't be written only costs time, so that failure is not an error.
    package func descriptors(_ criteria: [Criterion], encoder: SentenceEncoder) -> [Float] {
        let count = criteria.count * CriterionDescriptor.width(encoder.info.dimension)
        guard let file = directory?.appending(path: "\(key(criteria, encoder: encoder)).f32") else {
            return CriterionDescriptor.make(criteria, encoder: encoder)
        }
        if let data = FileManager.default.contents(atPath: file.path), data.count == count * 4 {
            return data.withUnsafeBytes { bytes in
                (0..<count).map { Float(bitPattern: bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
            }
        }
        let descriptors = CriterionDescriptor.make(criteria, encoder: encoder)
        let data = descriptors.withUnsafeBytes { Data($0) }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file, options: .atomic)
        } catch {
            return descriptors
        }
        return descriptors
    }

    private func key(_ criteria: [Criterion], encoder: SentenceEncoder) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        mix(encoder.info.fingerprint)
        for criterion in criteria {
            mix(criterion.text)
            for list in [
                criterion.exemplars.met, criterion.exemplars.vague, criterion.exemplars.near,
                criterion.exemplars.opposite,
            ] {
                list.forEach(mix)
                mix("|")
            }
        }
        return String(hash, radix: 16)
    }
}
