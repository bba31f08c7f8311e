/// The different words of a text, for telling whether two questions are nearly the same.
///
/// Words are kept as bits of a 256-bit mask, one for each by its hash. Two words of a question rarely share a bit, so
/// likeness comes out right to a few hundredths, without any allocation.
package struct WordSet: Sendable, Equatable {
    private var bits = SIMD4<UInt64>.zero

    /// Words are runs of letters and digits, without regard to case. - Complexity: O(length).
    package init(_ text: String) {
        // FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/
        let offset: UInt64 = 0xcbf2_9ce4_8422_2325
        var hash = offset
        var parts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        func note(_ hash: UInt64) {
            let mixed = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
            let bit: UInt64 = 1 << (mixed >> 58)
            switch (mixed >> 50) & 3 {
            case 0: parts.0 |= bit
            case 1: parts.1 |= bit
            case 2: parts.2 |= bit
            default: parts.3 |= bit
            }
        }
        var text = text
        text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                if lower >= 0x61 && lower <= 0x7A || lower >= 0x30 && lower <= 0x39 || lower >= 0x80 {
                    hash = (hash ^ UInt64(lower)) &* 0x100_0000_01b3
                } else if hash != offset {
                    note(hash)
                    hash = offset
                }
                index += 1
            }
        }
        if hash != offset { note(hash) }
        bits = SIMD4(parts.0, parts.1, parts.2, parts.3)
    }

    private init(bits: SIMD4<UInt64>) { self.bits = bits }

    /// The words that are not in `other`.
    package func subtracting(_ other: WordSet) -> WordSet { WordSet(bits: bits & ~other.bits) }

    /// Shared words over all words, 0...1.
    package func likeness(to other: WordSet) -> Double {
        let all = Self.count(bits | other.bits)
        return all == 0 ? 0 : Double(Self.count(bits & other.bits)) / Double(all)
    }

    /// Shared words over the words of the smaller set, 0...1.
    package func overlap(with other: WordSet) -> Double {
        let least = min(Self.count(bits), Self.count(other.bits))
        return least == 0 ? 0 : Double(Self.count(bits & other.bits)) / Double(least)
    }

    private static func count(_ bits: SIMD4<UInt64>) -> Int {
        bits.x.nonzeroBitCount + bits.y.nonzeroBitCount + bits.z.nonzeroBitCount + bits.w.nonzeroBitCount
    }

    /// Likeness from which two questions count as the same.
    package static let nearDuplicate = 0.7
}
