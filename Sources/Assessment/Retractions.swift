import InterviewCore

/// Takes out of earlier answers what a later one takes back in so many words.
///
/// Candidates are told that their later answer counts. Where somebody says that they change their mind and then takes a side,
/// what they said before for the other side is no proof of anything, nor of a mistake.
enum Retractions {
    /// Words after which "scrap that" is what somebody would do.
    private static let acting: Set<String> = [
        "i", "i'd", "i'll", "we", "we'd", "we'll", "they", "they'd", "to", "would", "could", "can", "should", "might",
    ]
    /// Probability from which the later answer takes a side on a criterion.
    private static let clear = 0.5

    /// The answers with what was taken back said nowhere.
    ///
    /// - Parameters:
    ///   - items: for each facet's criterion the criteria of its item's facets: whoever takes the right side on one of them no
    ///     longer refuses the others.
    ///   - mistakes: for each mistake's criterion, the criteria of the facets it is about: a mistake is taken back by whoever
    ///     takes the right side on one of them.
    /// - Complexity: O(answers * passages * criteria) where something is taken back, else O(answers).
    static func applied(
        to answers: [FindingBuilder.Answer], items: [Int: Set<Int>], mistakes: [Int: Set<Int>]
    ) -> [FindingBuilder.Answer] {
        var answers = answers
        for later in answers.indices where later > 0 {
            let kind = answers[later].scored.takingBack ?? takingBack(answers[later].text)
            guard kind != .nothing else { continue }
            guard !answers[later].scored.passages.isEmpty else { continue }
            if kind == .withdraws { silenceWhatIsSaidAgain(in: &answers, at: later) }
            let scored = answers[later].scored
            let sides = (0..<scored.criteria).map { side(of: scored, on: $0) }
            let rightSides = Set(items.filter { sides[$0.key] == .commit }.values.joined()).filter { sides[$0] != .deny }
            let refused = items.keys.filter { sides[$0] == .deny }
            let mended = mistakes.keys.filter { mistake in
                sides[mistake] == .deny
                    || (sides[mistake] != .commit && mistakes[mistake]?.contains { sides[$0] == .commit } == true)
            }
            for earlier in 0..<later {
                for facet in rightSides { answers[earlier].scored.remove([.deny], of: facet) }
                for facet in refused { answers[earlier].scored.remove([.commit, .vague], of: facet) }
                for mistake in mended { answers[earlier].scored.remove([.commit], of: mistake) }
            }
        }
        return answers
    }

    /// Whether an answer says that something said before doesn't hold, or which of two statements does; what is put into
    /// somebody's mouth doesn't count. - Complexity: O(length).
    static func takingBack(_ text: String) -> TakingBack {
        let words = SpokenText(text).words.filter { !$0.isQuoted }.map(\.lower)
        let withdraws = ActPatterns.matches(ActPatterns.withdrawing, in: words).contains { range in
            let before = range.lowerBound > 0 ? words[range.lowerBound - 1] : ""
            let after = words.indices.contains(range.upperBound) ? words[range.upperBound] : ""
            // "I'd scrap that plan" is a plan, and "I take that back to my director" carries something somewhere.
            let isPlan = ["scrap", "strike"].contains(words[range.lowerBound]) && acting.contains(before)
            return !isPlan && !["to", "into", "from", "with", "every"].contains(after)
        }
        if withdraws { return .withdraws }
        return ActPatterns.fits(ActPatterns.settling, words) ? .settles : .nothing
    }

    /// "I said I'd ask HR first; I withdraw that" says again what it takes back: on what was said before, such a sentence takes
    /// no side. What it says the other way round is new and stays.
    private static func silenceWhatIsSaidAgain(in answers: inout [FindingBuilder.Answer], at later: Int) {
        let words = SpokenText(answers[later].text).words
        let again = answers[later].scored.passages.enumerated().filter { _, passage in
            ActPatterns.fits(ActPatterns.restating, words.filter { passage.contains($0.range.lowerBound) }.map(\.lower))
        }.map(\.offset)
        guard !again.isEmpty else { return }
        for criterion in 0..<answers[later].scored.criteria {
            let before = Set(answers[..<later].compactMap { side(of: $0.scored, on: criterion) })
            for kind in [StanceClass.commit, .deny] where before.contains(kind) {
                answers[later].scored.remove(kind == .commit ? [.commit, .vague] : [.deny], of: criterion, in: Set(again))
            }
        }
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
    /// Makes passages and windows say nothing where they said one of `kinds` on a criterion.
    ///
    /// - Parameter chosen: the passages, with the windows that mostly lie in them; nil for all.
    fileprivate mutating func remove(_ kinds: [StanceClass], of criterion: Int, in chosen: Set<Int>? = nil) {
        for passage in passages.indices where chosen?.contains(passage) ?? true {
            Self.remove(kinds, at: (passage * criteria + criterion) * StanceClass.count, in: &probabilities)
        }
        for (window, home) in windows.homes.enumerated() where chosen?.contains(home) ?? true {
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
