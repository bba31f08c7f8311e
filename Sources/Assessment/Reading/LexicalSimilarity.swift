/// Likeness of texts by shared words: what the reader uses when no encoder is plugged in.
package enum LexicalSimilarity {
    /// Cosine of the word sets without function words, 0...1, one for each candidate.
    ///
    /// - Complexity: O(words of all texts).
    @Sendable package static func compare(_ text: String, _ candidates: [String]) -> [Float] {
        let words = content(text)
        return candidates.map { candidate in
            let other = content(candidate)
            guard !words.isEmpty, !other.isEmpty else { return 0 }
            return Float(words.intersection(other).count) / (Float(words.count) * Float(other.count)).squareRoot()
        }
    }

    /// Words that carry meaning, cut to a stem.
    static func content(_ text: String) -> Set<String> {
        Set(
            text.lowercased().replacing("\u{2019}", with: "'").split { !$0.isLetter && !$0.isNumber && $0 != "'" }
                .map(String.init)
                .filter { word in
                    !SpokenWords.isFunction(word) && !SpokenWords.articles.contains(word)
                        && !SpokenWords.possessives.contains(word) && !SpokenWords.fillers.contains(word)
                        && !SpokenWords.objects.contains(word) && !word.hasSuffix("'s") && word.count > 1
                }
                .map(stem))
    }

    /// A crude stem: enough to bring "talked" and "talking" together.
    private static func stem(_ word: String) -> String {
        for ending in ["ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "ly"]
        where word.hasSuffix(ending) && word.count - ending.count >= 3 {
            let cut = word.dropLast(ending.count)
            return ending.hasPrefix("ie") ? cut + "y" : String(cut)
        }
        return word.hasSuffix("e") && word.count > 4 ? String(word.dropLast()) : word
    }
}
