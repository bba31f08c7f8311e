import InterviewCore

/// Takes out of earlier answers what a later one takes back in so many words.
///
/// Candidates are told that their later answer counts. Where somebody says that they change their mind and then takes a side,
/// what they said before for the other side is no proof of anything, nor of a mistake.
enum Retractions {
    /// Probability from which the later answer takes a side on a criterion.
    private static let clear = 0.5

    /// The answers with what was taken back said nowhere.
    ///
    /// - Parameters:
    ///   - items: for each facet's criterion the criteria of its item's facets: whoever takes the right side on one of them no
    ///     longer refuses the others.
    ///   - mistakes: for each mistake's criterion, the criteria of the facets it is about: a mistake is taken back by whoever
    ///     takes the right side on one of them.
    /// - Complexity: O(answers * passages * criteria) where something is taken back, else O(words).
    static func applied(
        to answers: [FindingBuilder.Answer], items: [Int: Set<Int>], mistakes: [Int: Set<Int>]
    ) -> [FindingBuilder.Answer] {
        var answers = answers
        for later in answers.indices where later > 0 && takesBack(answers[later].text) {
            guard !answers[later].scored.passages.isEmpty else { continue }
            // "I said I'd ask HR first; I withdraw that" says again what it takes back.
            let scalars = Array(answers[later].text.unicodeScalars)
            for (passage, range) in answers[later].scored.passages.enumerated()
            where ActPatterns.fits(ActPatterns.restating, Segmenter.words(scalars, in: range).map { bare(scalars[$0]) }) {
                answers[later].scored.silence(passage)
            }
            let scored = answers[later].scored
            let sides = (0..<scored.criteria).map { side(of: scored, on: $0) }
            let rightSides = Set(items.filter { sides[$0.key] == .commit }.values.joined()).filter { sides[$0] != .deny }
            let refused = items.keys.filter { sides[$0] == .deny }
            let mended = mistakes.filter { sides[$0.key] != .commit && $0.value.contains { sides[$0] == .commit } }.keys
            for earlier in 0..<later {
                for facet in rightSides { answers[earlier].scored.remove([.deny], of: facet) }
                for facet in refused { answers[earlier].scored.remove([.commit, .vague], of: facet) }
                for mistake in mended { answers[earlier].scored.remove([.commit], of: mistake) }
            }
        }
        return answers
    }

    /// Whether an answer says that something said before doesn't hold; what is put into somebody's mouth doesn't count.
    static func takesBack(_ text: String) -> Bool {
        let words = SpokenText(text).words.filter { !$0.isQuoted }.map(\.lower)
        return ActPatterns.fits(ActPatterns.correction, words) || ActPatterns.fits(ActPatterns.settling, words)
    }

    private static func bare(_ word: ArraySlice<Unicode.Scalar>) -> String {
        let text = String(String.UnicodeScalarView(word)).lowercased().replacing("’", with: "'")
        return text.trimmingPrefix { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed().map(String.init).joined()
    }

    private static func side(of scored: ScoredAnswer, on criterion: Int) -> StanceClass? {
        let best = { (kind: StanceClass) in scored.passages.indices.map { scored.probability($0, criterion, kind) }.max() ?? 0 }
        let commit = best(.commit)
        let deny = best(.deny)
        guard max(commit, deny) >= clear else { return nil }
        return commit > deny ? .commit : .deny
    }
}

extension ScoredAnswer {
    /// Makes a passage, and the windows that mostly lie in it, say nothing on anything.
    fileprivate mutating func silence(_ passage: Int) {
        let kinds: [StanceClass] = [.commit, .vague, .deny]
        for criterion in 0..<criteria {
            Self.remove(kinds, at: (passage * criteria + criterion) * StanceClass.count, in: &probabilities)
            for window in windows.homes.indices where windows.homes[window] == passage {
                Self.remove(kinds, at: (window * criteria + criterion) * StanceClass.count, in: &windows.probabilities)
            }
        }
    }

    /// Makes every passage and window say nothing where it said one of `kinds` on a criterion.
    fileprivate mutating func remove(_ kinds: [StanceClass], of criterion: Int) {
        for passage in passages.indices {
            Self.remove(kinds, at: (passage * criteria + criterion) * StanceClass.count, in: &probabilities)
        }
        for window in windows.homes.indices {
            Self.remove(kinds, at: (window * criteria + criterion) * StanceClass.count, in: &windows.probabilities)
        }
    }

    private static func remove(_ kinds: [StanceClass], at start: Int, in probabilities: inout [Float]) {
        for kind in kinds {
            probabilities[start + StanceClass.none.rawValue] += probabilities[start + kind.rawValue]
            probabilities[start + kind.rawValue] = 0
        }
    }
}
