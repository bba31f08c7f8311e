package import InterviewCore
package import SentenceEncoder

/// The general matcher: which of some criteria a text commits to, with no scenario.
///
/// Criterion and text are read together, which is slower than what an interview uses (a forward pass for each pair) and
/// needs nothing but the criterion in words. Of a long text only the places most like the criterion are read with it: a
/// contract has fifty, and among fifty readings one is wrong.
package final class Matcher: Sendable {
    /// What a text does about one criterion.
    package struct Match: Sendable, Equatable {
        package var criterion: String
        package var verdict: Verdict
        /// Probability that the text commits to the criterion, 0...1.
        package var confidence: Double
        /// Probability that the text says the opposite, 0...1.
        package var denyConfidence: Double
        /// The surest passages for the verdict; empty when absent.
        package var evidence: [Evidence]
    }

    /// Words of a text that are read at once; longer ones are read in windows of whole passages.
    private static let window = 110
    private static let longestCriterion = 150
    /// Windows of a long text that are read with a criterion.
    private static let mostWindows = 6
    /// References compared with a text besides the criterion itself.
    private static let mostExemplars = 3

    private let criteria: [Criterion]
    private let encoder: SentenceEncoder
    private let base: SentenceEncoder
    private let head: MatchHead
    private let indices: [String: Int]

    /// - Parameters:
    ///   - encoder: the encoder with the match adapter merged in.
    ///   - base: the published encoder, which finds the places of a long text that are worth reading.
    package init(criteria: [Criterion], encoder: SentenceEncoder, base: SentenceEncoder, head: MatchHead) {
        self.criteria = criteria
        self.encoder = encoder
        self.base = base
        self.head = head
        indices = Dictionary(criteria.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Ids among `wanted` that are no criterion. - Complexity: O(wanted).
    package func unknown(_ wanted: [String]) -> [String] { wanted.filter { indices[$0] == nil } }

    /// The text against the criteria with these ids, or against all.
    ///
    /// - Complexity: O(words), and a forward pass for each criterion, exemplar and window that is read.
    package func match(_ text: String, only wanted: [String]?) -> [Match] {
        let scalars = Array(text.unicodeScalars)
        let passages = Segmenter.passages(text)
        let windows = Self.windows(passages, scalars)
        let chosen = wanted.map { $0.compactMap { indices[$0] } } ?? Array(criteria.indices)
        let places = windows.count > Self.mostWindows ? vectors(passages.map { Self.string($0, scalars) }) : []
        return chosen.map { index in
            let criterion = criteria[index]
            let near = places.isEmpty ? windows : nearest(windows, places, to: criterion)
            let readings = near.map { window in
                (window, reading(of: Self.string(Self.span(passages, window), scalars), criterion))
            }
            let best = readings.max { $0.1.weight < $1.1.weight }
            guard let (window, reading) = best, reading.verdict != .absent else {
                return Match(
                    criterion: criterion.id, verdict: .absent, confidence: best?.1.commit ?? 0,
                    denyConfidence: best?.1.deny ?? 0, evidence: [])
            }
            return Match(
                criterion: criterion.id, verdict: reading.verdict, confidence: reading.commit,
                denyConfidence: reading.deny,
                evidence: evidence(for: reading.verdict, criterion, passages: passages[window], scalars, text: text))
        }
    }

    /// The windows around the passages most like the criterion, an exemplar or an opposite, in the order they stand.
    private func nearest(_ windows: [Range<Int>], _ places: [[Float]], to criterion: Criterion) -> [Range<Int>] {
        let references = vectors(
            [criterion.text] + criterion.exemplars.met.prefix(Self.mostExemplars)
                + criterion.exemplars.opposite.prefix(Self.mostExemplars))
        let likeness = places.map { place in references.map { Matrix.dot($0, place) }.max() ?? 0 }
        var chosen: Set<Range<Int>> = []
        for passage in places.indices.sorted(by: { (likeness[$0], -$0) > (likeness[$1], -$1) }) {
            // Windows overlap: of those with the passage the one that has it most in its middle.
            let around = windows.filter { $0.contains(passage) }
                .min { abs($0.lowerBound + $0.upperBound - 1 - 2 * passage) < abs($1.lowerBound + $1.upperBound - 1 - 2 * passage) }
            if let around { chosen.insert(around) }
            if chosen.count == Self.mostWindows { break }
        }
        return chosen.sorted { $0.lowerBound < $1.lowerBound }
    }

    private func vectors(_ texts: [String]) -> [[Float]] {
        let encoded = base.encode(texts)
        return texts.indices.map { Array(encoded[$0]) }
    }

    /// Chances of what a text does about a criterion.
    private struct Reading {
        var commit: Double
        var vague: Double
        var deny: Double
        var none: Double

        var verdict: Verdict {
            let most = max(commit, vague, deny, none)
            if most == none { return .absent }
            return most == commit ? .met : most == deny ? .contradicted : .partial
        }

        /// How far it speaks for the criterion.
        var leaning: Double { commit + vague / 2 }

        /// How clearly it says something; the window with most decides.
        var weight: Double { max(commit, vague, deny) - none }

        /// How much it speaks for a verdict.
        func chance(of verdict: Verdict) -> Double {
            switch verdict {
            case .met: commit
            case .partial: vague + commit
            case .contradicted: deny
            case .absent: none
            }
        }
    }

    private func reading(of text: String, _ criterion: Criterion) -> Reading {
        let others = criterion.exemplars.met.filter { $0 != criterion.text }.prefix(Self.mostExemplars)
        var best = read(criterion.text, text)
        for reference in others {
            let found = read(reference, text)
            // An exemplar that is merely less unlike must not drown a denial of the criterion.
            if found.leaning > max(best.leaning, best.deny) { best = found }
        }
        for opposite in criterion.exemplars.opposite.prefix(Self.mostExemplars) {
            let found = read(opposite, text)
            // Whoever commits to the opposite denies the criterion.
            if found.commit > max(best.commit, best.deny) {
                best = Reading(
                    commit: min(best.commit, found.deny), vague: best.vague * (1 - found.commit), deny: found.commit,
                    none: found.none)
            }
        }
        return best
    }

    private func read(_ reference: String, _ text: String) -> Reading {
        let words = reference.split(whereSeparator: \.isWhitespace)
        let context = words.prefix(Self.longestCriterion).joined(separator: " ")
        let found = head.probabilities(encoder.contextual([EncoderInput(context: context, text: text)])[0])
        return Reading(commit: found[1], vague: found[2], deny: found[3], none: found[0])
    }

    /// The passages that speak for the verdict most, at most two; the only one when there is one.
    private func evidence(
        for verdict: Verdict, _ criterion: Criterion, passages: ArraySlice<Range<Int>>, _ scalars: [Unicode.Scalar],
        text: String
    ) -> [Evidence] {
        guard passages.count > 1 else {
            return passages.compactMap { Evidence(turn: 0, range: $0, in: text) }
        }
        let chances = passages.map { range in
            (range, reading(of: Self.string(range, scalars), criterion).chance(of: verdict))
        }
        let most = chances.map(\.1).max() ?? 0
        let kept = chances.filter { $0.1 >= 0.7 * most }.sorted { $0.1 > $1.1 }.prefix(2).map(\.0)
        return kept.sorted { $0.lowerBound < $1.lowerBound }.compactMap { Evidence(turn: 0, range: $0, in: text) }
    }

    /// Runs of passages, as indices, that are read at once; the next begins in the middle of the one before.
    private static func windows(_ passages: [Range<Int>], _ text: [Unicode.Scalar]) -> [Range<Int>] {
        let words = passages.map { Segmenter.words(text, in: $0).count }
        var out: [Range<Int>] = []
        var start = 0
        while start < passages.count {
            var end = start
            var size = 0
            while end < passages.count, end == start || size + words[end] <= window {
                size += words[end]
                end += 1
            }
            out.append(start..<end)
            if end == passages.count { break }
            start = max(start + 1, (start + end) / 2)
        }
        return out
    }

    private static func span(_ passages: [Range<Int>], _ window: Range<Int>) -> Range<Int> {
        passages[window.lowerBound].lowerBound..<passages[window.upperBound - 1].upperBound
    }

    private static func string(_ range: Range<Int>, _ text: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[range])
        return String(view)
    }
}
