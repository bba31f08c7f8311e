/// Splits an answer into passages: sentences, and clause runs where speech has no punctuation.
///
/// The same rules stand in `Training/segment.py`, so that the model sees at run time what it was measured with.
package enum Segmenter {
    /// Words a passage may have before it is split at connectors.
    static let longest = 30
    static let shortest = 8
    private static let latestCut = 24
    private static let usualCut = 16

    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "mr", "mrs", "ms", "dr", "vs", "etc", "no", "st", "approx",
    ]
    private static let connectors: Set<String> = [
        "and", "but", "so", "then", "because", "cause", "or", "which", "while", "if", "when", "um", "uh", "well", "also",
        "plus", "i'd", "i'll", "i", "we'd", "okay", "anyway", "now",
    ]
    private static let ends: Set<Unicode.Scalar> = [".", "!", "?", "…"]
    private static let closers: Set<Unicode.Scalar> = ["\"", "'", "”", "’", ")", "]"]
    private static let clauseMarks: Set<Unicode.Scalar> = [",", ";", ":", "—"]

    /// The passages of a text in order, as ranges of Unicode scalars without surrounding blanks.
    ///
    /// - Complexity: O(length).
    package static func passages(_ text: String) -> [Range<Int>] {
        let scalars = Array(text.unicodeScalars)
        return sentences(scalars).flatMap { split($0, scalars) }
    }

    static func sentences(_ text: [Unicode.Scalar]) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = 0
        var i = 0
        while i < text.count {
            if text[i] == "\n" {
                out.append(start..<i)
                start = i + 1
            } else if ends.contains(text[i]) {
                var j = i + 1
                while j < text.count, ends.contains(text[j]) { j += 1 }
                while j < text.count, closers.contains(text[j]) { j += 1 }
                var isEnd = j >= text.count || text[j].properties.isWhitespace
                if isEnd, text[i] == ".", j == i + 1, isAbbreviation(endingAt: i, from: start, text) { isEnd = false }
                if isEnd {
                    out.append(start..<j)
                    start = j
                }
                i = j - 1
            }
            i += 1
        }
        out.append(start..<text.count)
        return out.compactMap { trimmed($0, text) }
    }

    private static func isAbbreviation(endingAt dot: Int, from start: Int, _ text: [Unicode.Scalar]) -> Bool {
        var k = dot
        while k > start, !text[k - 1].properties.isWhitespace { k -= 1 }
        var word = string(k..<dot, text).lowercased()
        while let first = word.first, "\"'“‘(".contains(first) { word.removeFirst() }
        while let last = word.last, "\"'“‘(".contains(last) { word.removeLast() }
        return abbreviations.contains(word)
            || (word.unicodeScalars.count == 1 && word.unicodeScalars.allSatisfy(isLetter) && word != "i")
    }

    /// Letters proper: numbers written as letters, such as Ⅷ, are alphabetic too but end sentences.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    private static func trimmed(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> Range<Int>? {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, text[lower].properties.isWhitespace { lower += 1 }
        while upper > lower, text[upper - 1].properties.isWhitespace { upper -= 1 }
        return lower < upper ? lower..<upper : nil
    }

    static func words(_ text: [Unicode.Scalar], in range: Range<Int>) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var i = range.lowerBound
        while i < range.upperBound {
            while i < range.upperBound, text[i].properties.isWhitespace { i += 1 }
            var j = i
            while j < range.upperBound, !text[j].properties.isWhitespace { j += 1 }
            if j > i { out.append(i..<j) }
            i = j
        }
        return out
    }

    /// Words of a range that are more than disfluencies. - Complexity: O(length).
    static func said(_ text: [Unicode.Scalar], in range: Range<Int>) -> [Range<Int>] {
        let words = words(text, in: range)
        return zip(words, Disfluencies.kept(words.map { string($0, text) })).filter(\.1).map(\.0)
    }

    /// Parts of a sentence. Fillers don't count, and stay with the words before them.
    private static func split(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var lower = range.lowerBound
        var words = said(text, in: range)[...]
        while words.count > longest {
            let base = words.startIndex
            var best: (rank: Int, distance: Int, cut: Int)?
            for offset in shortest...min(words.count - shortest, latestCut) {
                let isConnector = connectors.contains(bare(string(words[base + offset], text)))
                let afterMark = clauseMarks.contains(text[words[base + offset - 1].upperBound - 1])
                guard isConnector || afterMark else { continue }
                let rank = afterMark ? (isConnector ? 2 : 1) : 0
                let distance = abs(offset - usualCut)
                if best.map({ rank > $0.rank || (rank == $0.rank && distance < $0.distance) }) ?? true {
                    best = (rank, distance, offset)
                }
            }
            words = words.dropFirst(best?.cut ?? usualCut)
            guard let next = words.first, let part = trimmed(lower..<next.lowerBound, text) else { break }
            out.append(part)
            lower = next.lowerBound
        }
        if let last = trimmed(lower..<range.upperBound, text) { out.append(last) }
        return out
    }

    private static func bare(_ word: String) -> String {
        var word = word.lowercased()
        while let first = word.first, ",;:".contains(first) { word.removeFirst() }
        while let last = word.last, ",;:".contains(last) { word.removeLast() }
        return word
    }

    private static func string(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[range])
        return String(view)
    }
}
