package import SentenceEncoder
import Synchronization

/// Why a turn of the candidate's is no answer.
package enum NoAnswer: Sendable {
    /// A question back, a request to hear the question again, or small talk: a fair move that counts neither way.
    case request
    /// Talk to the grader, or the question handed back.
    case evasion
    /// In a language that nobody here reads.
    case unread
}

/// What an answer does with what was said before it.
package enum TakingBack: Sendable {
    case nothing
    /// Says which of two statements holds.
    case settles
    /// Says that something doesn't hold any more.
    case withdraws
}

/// The passages of one answer with what each does about every criterion.
package struct ScoredAnswer: Sendable {
    /// Ranges of Unicode scalars in the answer's text, in order.
    package var passages: [Range<Int>]
    /// `[passages, criteria, 4]`: none, commit, vague, deny.
    package var probabilities: [Float]
    package var criteria: Int
    /// What it takes back, so that a growing interview looks through each answer once; nil where nobody has looked.
    package var takingBack: TakingBack?
    /// What the answer is, where its words prove nothing for that.
    package var noAnswer: NoAnswer?
    /// The same words again, cut without regard to sentences.
    package var windows = WordWindows()

    /// The probability of a class. - Precondition: the indices are inside.
    package func probability(_ passage: Int, _ criterion: Int, _ kind: StanceClass) -> Double {
        Double(probabilities[(passage * criteria + criterion) * StanceClass.count + kind.rawValue])
    }
}

/// Reads answers in the context of their question and scores every passage against every criterion.
///
/// One thread a call; answers seen before come from a cache, so re-assessing a growing interview costs only its last
/// answer.
package final class PassageScorer: Sendable {
    /// Words an input holds at most besides the question; longer answers are read in overlapping stretches.
    static let stretch = 150
    /// Words of the question that are read, its last ones.
    static let questionWords = 40
    private static let cachedAnswers = 512

    private let encoder: SentenceEncoder
    private let criteria: Int
    private let heads: [PlacedHead]
    /// Criteria that every head knows.
    private let known: Set<Int>
    /// Speaks on the others; nil where there are none.
    private let exemplars: ExemplarHead?
    private let cache = Mutex<[Key: ScoredAnswer]>([:])

    private struct Key: Hashable {
        var question: String
        var text: String
    }

    /// - Parameters:
    ///   - heads: what was learned about these very criteria, if anything. Where all of them know a criterion, the mean of
    ///     their words counts, else what its exemplars say.
    ///   - cache: where the exemplars' vectors are kept.
    /// - Complexity: O(1) where the heads know all criteria, else that of ``ExemplarHead``.
    package init(encoder: SentenceEncoder, criteria: [Criterion], heads: [PlacedHead] = [], cache: VectorCache) {
        self.encoder = encoder
        self.criteria = criteria.count
        self.heads = heads
        let sets = heads.map { Set($0.places.compactMap(\.self)) }
        known = sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
        exemplars = known.count == criteria.count ? nil : ExemplarHead(criteria, encoder: encoder, cache: cache)
    }

    /// Whether some criterion is known by its exemplars alone.
    var usesExemplars: Bool { exemplars != nil }

    /// The passages of `text`, an answer to `question`, scored. - Complexity: O(words) when not cached.
    package func score(_ text: String, question: String) -> ScoredAnswer {
        let key = Key(question: question, text: text)
        if let known = cache.withLock({ $0[key] }) { return known }
        let scored = compute(text, question: question)
        cache.withLock {
            if $0.count >= Self.cachedAnswers { $0.removeAll() }
            $0[key] = scored
        }
        return scored
    }

    /// A part of an answer that is read at once.
    private struct Stretch {
        var input: EncoderInput
        /// Where its passages lie in the input's text.
        var ranges: [Range<Int>]
        /// Where its windows lie, and for each the place of the passage that holds most of it, and its words.
        var windows: [(range: Range<Int>, home: Int, words: Int)]
        /// Ranges that a vector is made of each.
        var pooled: [Range<Int>] { ranges + windows.map(\.range) }
        /// The place of its first passage among those that are read.
        var first: Int
        /// Whether it begins with the last passage of the one before, for context only.
        var isContinued: Bool { first > 0 }
    }

    /// Reads an answer once; where a part of it turns out to be about something else, the rest again without it, so that
    /// talk beside the point changes nothing about what was said on it.
    private func compute(_ text: String, question: String) -> ScoredAnswer {
        let passages = Segmenter.passages(text)
        guard !passages.isEmpty else { return ScoredAnswer(passages: [], probabilities: [], criteria: criteria) }
        let context = question.split(whereSeparator: \.isWhitespace).suffix(Self.questionWords).joined(separator: " ")
        let scalars = Array(text.unicodeScalars)
        let whole = stretches(passages, scalars, context: context)
        let vectors = whole.map(vectors)
        let asides = asides(whole, vectors, words: passages.map { Segmenter.said(scalars, in: $0).count })
        guard !asides.isEmpty else {
            return answer(passages, read: Array(passages.indices), in: whole, vectors)
        }
        let kept = passages.indices.filter { !asides.contains($0) }
        let rest = kept.isEmpty ? [] : stretches(kept.map { passages[$0] }, scalars, context: context)
        return answer(passages, read: kept, in: rest, rest.map(self.vectors))
    }

    /// What the stretches say, given what the main encoder makes of each; passages that are in none say nothing.
    private func answer(
        _ passages: [Range<Int>], read kept: [Int], in stretches: [Stretch], _ vectors: [[Float]]
    ) -> ScoredAnswer {
        let width = criteria * StanceClass.count
        var scored = ScoredAnswer(
            passages: passages, probabilities: [Float](repeating: 0, count: passages.count * width), criteria: criteria)
        for start in stride(from: StanceClass.none.rawValue, to: scored.probabilities.count, by: StanceClass.count) {
            scored.probabilities[start] = 1
        }
        for (stretch, vectors) in zip(stretches, vectors) {
            let found = probabilities(of: stretch, vectors)
            for place in stretch.ranges.indices where place > 0 || !stretch.isContinued {
                let passage = kept[stretch.first + place]
                scored.probabilities.replaceSubrange(
                    passage * width..<(passage + 1) * width, with: found[place * width..<(place + 1) * width])
            }
            scored.windows.homes += stretch.windows.map { kept[stretch.first + $0.home] }
            scored.windows.words += stretch.windows.map(\.words)
            scored.windows.probabilities += found[(stretch.ranges.count * width)...]
        }
        return scored
    }

    /// Which passages are talk beside the point; none where nobody has learned what that is in this scenario.
    private func asides(_ stretches: [Stretch], _ vectors: [[Float]], words: [Int]) -> Set<Int> {
        guard let head = heads.first(where: { $0.encoder === encoder })?.head else { return [] }
        var logits: [Float] = []
        for (stretch, vectors) in zip(stretches, vectors) {
            let width = vectors.count / stretch.pooled.count
            let passages = Array(vectors.prefix(stretch.ranges.count * width))
            guard let found = head.asides(passages, count: stretch.ranges.count) else { return [] }
            logits += stretch.isContinued ? found.dropFirst() : found[...]
        }
        return AsideFinder.asides(logits, words: words)
    }

    private func vectors(_ stretch: Stretch) -> [Float] { Self.pool(encoder.contextual([stretch.input])[0], stretch.pooled) }

    /// Some passages as the encoder reads them, without disfluencies and marks, so that an answer reads the same written
    /// and spoken; and where each lies in that text.
    static func heard(_ passages: ArraySlice<Range<Int>>, _ text: [Unicode.Scalar]) -> (String, [Range<Int>]) {
        var heard: [Unicode.Scalar] = []
        let ranges = passages.map { passage in
            if !heard.isEmpty { heard.append(" ") }
            let start = heard.count
            for word in Segmenter.said(text, in: passage) {
                if heard.count > start, heard.last != " " { heard.append(" ") }
                for scalar in text[word] {
                    if isHeard(scalar) {
                        heard.append(scalar)
                    } else if heard.count > start, heard.last != " " {
                        heard.append(" ")
                    }
                }
            }
            if heard.count > start, heard.last == " " { heard.removeLast() }
            if heard.count == start { heard += text[passage] }
            return start..<heard.count
        }
        return (String(String.UnicodeScalarView(heard)), ranges)
    }

    private static func isHeard(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "'" || scalar == "’" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber,
            .otherNumber:
            return true
        default: return false
        }
    }

    /// `[ranges, criteria, 4]` for the passages of one stretch and then its windows, given what the main encoder makes of it.
    private func probabilities(of stretch: Stretch, _ main: [Float]) -> [Float] {
        let ranges = stretch.pooled
        var read: [(encoder: SentenceEncoder, vectors: [Float])] = [(encoder, main)]
        func vectors(_ encoder: SentenceEncoder) -> [Float] {
            if let found = read.first(where: { $0.encoder === encoder }) { return found.vectors }
            let made = Self.pool(encoder.contextual([stretch.input])[0], ranges)
            read.append((encoder, made))
            return made
        }
        var scored =
            exemplars?.probabilities(vectors(encoder), rows: ranges.count)
            ?? [Float](repeating: 0, count: ranges.count * criteria * StanceClass.count)
        guard !known.isEmpty else { return scored }
        for row in ranges.indices {
            for criterion in known {
                let start = (row * criteria + criterion) * StanceClass.count
                for kind in 0..<StanceClass.count { scored[start + kind] = 0 }
            }
        }
        for head in heads {
            head.add(
                1 / Float(heads.count), only: known, to: &scored, passages: vectors(head.encoder), rows: ranges.count,
                count: criteria)
        }
        return scored
    }

    private func stretches(_ passages: [Range<Int>], _ text: [Unicode.Scalar], context: String) -> [Stretch] {
        runs(passages, text).map { run in
            let (heard, ranges) = Self.heard(passages[run], text)
            return Stretch(
                input: EncoderInput(context: context, text: heard), ranges: ranges, windows: Self.windows(heard, ranges),
                first: run.lowerBound)
        }
    }

    /// The windows over a text of passages that lie at `ranges`.
    private static func windows(_ heard: String, _ ranges: [Range<Int>]) -> [(range: Range<Int>, home: Int, words: Int)] {
        let text = Array(heard.unicodeScalars)
        let words = Segmenter.words(text, in: 0..<text.count)
        return WordWindows.ranges(words.count).map { window in
            let range = words[window.lowerBound].lowerBound..<words[window.upperBound - 1].upperBound
            let shares = ranges.map { $0.clamped(to: range).count }
            let home = shares.indices.max { (shares[$0], -$0) < (shares[$1], -$1) } ?? 0
            return (range, home, window.count)
        }
    }

    /// Runs of passages of at most `stretch` words, each but the first beginning with the last passage of the one before.
    private func runs(_ passages: [Range<Int>], _ text: [Unicode.Scalar]) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = 0
        var size = 0
        for (index, passage) in passages.enumerated() {
            let words = Segmenter.said(text, in: passage).count
            if index > start, size + words > Self.stretch, index - start > (start == 0 ? 0 : 1) {
                out.append(start..<index)
                start = index - 1
                size = Segmenter.said(text, in: passages[start]).count
            }
            size += words
        }
        out.append(start..<passages.count)
        return out
    }

    /// Mean token state of each range followed by the mean of the whole input, each standardised, `[ranges, 2 * dimension]`.
    static func pool(_ states: TokenStates, _ ranges: [Range<Int>]) -> [Float] {
        let dimension = states.dimension
        var whole = [Float](repeating: 0, count: dimension)
        for value in 0..<states.count { add(states[value], to: &whole) }
        scale(&whole, by: 1 / Float(max(1, states.count)))
        standardise(&whole)
        var out = [Float]()
        out.reserveCapacity(ranges.count * 2 * dimension)
        for range in ranges {
            var mean = [Float](repeating: 0, count: dimension)
            var tokens = 0
            for (index, token) in states.tokens.enumerated()
            where token.segment == .text && token.start >= range.lowerBound && token.start < range.upperBound {
                add(states[index], to: &mean)
                tokens += 1
            }
            scale(&mean, by: 1 / Float(max(1, tokens)))
            standardise(&mean)
            out += mean
            out += whole
        }
        return out
    }

    private static func add(_ state: ArraySlice<Float>, to sum: inout [Float]) {
        var index = 0
        for value in state {
            sum[index] += value
            index += 1
        }
    }

    /// Zero mean and unit variance over the vector's numbers, as a layer norm without gain.
    static func standardise(_ vector: inout [Float]) {
        let count = Float(vector.count)
        let mean = vector.reduce(0, +) / count
        var variance: Float = 0
        for value in vector { variance += (value - mean) * (value - mean) }
        let factor = 1 / (variance / count + 1e-5).squareRoot()
        for index in vector.indices { vector[index] = (vector[index] - mean) * factor }
    }

    private static func scale(_ vector: inout [Float], by factor: Float) {
        for index in vector.indices { vector[index] *= factor }
    }
}
