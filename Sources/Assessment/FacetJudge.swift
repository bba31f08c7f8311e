import Foundation
import InterviewCore

/// Decides from all passages of an interview what the candidate's position on one criterion is.
///
/// A passage alone is a weak witness: two leaning the same way count for more than one, and a denial after a commitment
/// for more than one before. Twelve numbers say how the passages lie; a logistic regression over them, the same for
/// every criterion of every scenario, gives the chances of each position. Fitted by `Training/calibrate.py` on
/// interviews that no other part was trained on.
package struct FacetJudge: Sendable, Equatable, Codable {
    /// Rows for absent, committed, vague, denied; a column for each of ``FacetTrace/numbers``.
    package var weights: [[Double]]
    /// One offset for each row.
    package var bias: [Double]

    /// Whether it has the numbers it needs.
    var isWhole: Bool {
        bias.count == 4 && weights.count == 4 && weights.allSatisfy { $0.count == FacetTrace.width }
    }

    package init(weights: [[Double]], bias: [Double]) {
        self.weights = weights
        self.bias = bias
    }

    /// How much the windows count beside the sentences: where sentences end is a guess in speech.
    private static let windowShare = 0.65

    /// Chances of each position on the criterion with this index: one opinion by sentences, one by windows of words.
    ///
    /// - Complexity: O(passages).
    func chances(criterion: Int, answers: [FindingBuilder.Answer]) -> VerdictSampler.Chances {
        let sentences = chances(FacetTrace(criterion: criterion, answers: answers))
        let trace = FacetTrace(criterion: criterion, answers: answers, in: \.windows.probabilities)
        guard !trace.odds.isEmpty else { return sentences }
        let windows = chances(trace)
        func mean(_ value: KeyPath<VerdictSampler.Chances, Double>) -> Double {
            (1 - Self.windowShare) * sentences[keyPath: value] + Self.windowShare * windows[keyPath: value]
        }
        return .init(commit: mean(\.commit), vague: mean(\.vague), deny: mean(\.deny))
    }

    /// Chances of each position, adding up to 1 with that of saying nothing.
    func chances(_ trace: FacetTrace) -> VerdictSampler.Chances {
        guard !trace.odds.isEmpty, isWhole else {
            return .init(commit: 0, vague: 0, deny: 0)
        }
        let numbers = trace.numbers
        let logits = zip(weights, bias).map { row, offset in
            zip(row, numbers).reduce(offset) { $0 + $1.0 * $1.1 }
        }
        let top = logits.max() ?? 0
        let powers = logits.map { exp($0 - top) }
        let sum = powers.reduce(0, +)
        return .init(commit: powers[1] / sum, vague: powers[2] / sum, deny: powers[3] / sum)
    }
}

/// What every passage of an interview does about one criterion, in the order they were said.
struct FacetTrace {
    struct Odds {
        var commit: Double
        var vague: Double
        var deny: Double
    }

    /// How many ``numbers`` there are.
    static let width = 12

    var odds: [Odds]

    init(odds: [Odds]) { self.odds = odds }

    /// - Parameter values: `[rows, criteria, 4]` of an answer: its sentences or its windows.
    /// - Complexity: O(rows).
    init(criterion: Int, answers: [FindingBuilder.Answer], in values: KeyPath<ScoredAnswer, [Float]> = \.probabilities) {
        odds = answers.flatMap { answer in
            let values = answer.scored[keyPath: values]
            let rows = stride(
                from: criterion * StanceClass.count, to: values.count, by: answer.scored.criteria * StanceClass.count)
            return rows.map { start in
                func probability(_ kind: StanceClass) -> Double { Double(values[start + kind.rawValue]) }
                return Odds(commit: probability(.commit), vague: probability(.vague), deny: probability(.deny))
            }
        }
    }

    private static let least = 1e-4

    private static func logit(_ probability: Double) -> Double {
        let clamped = min(1 - least, max(least, probability))
        return log(clamped / (1 - clamped))
    }

    /// The largest values of a row, largest first, and where the first of them stands.
    private struct Largest {
        private(set) var values: [Double]
        private(set) var place = 0

        init(_ row: some Sequence<Double>, kept: Int) {
            values = [Double](repeating: 0, count: kept)
            for (index, value) in row.enumerated() {
                guard let rank = values.firstIndex(where: { value > $0 }) else { continue }
                if rank == 0 { place = index }
                values.insert(value, at: rank)
                values.removeLast()
            }
        }
    }

    /// The twelve numbers; the same stand in `Training/calibrate.py`. - Precondition: there is a passage.
    ///
    /// - Complexity: O(passages).
    var numbers: [Double] {
        let commits = Largest(odds.lazy.map(\.commit), kept: 3)
        let denies = Largest(odds.lazy.map(\.deny), kept: 2)
        let vague = Largest(odds.lazy.map(\.vague), kept: 1)
        let commit = odds[commits.place]
        let deny = odds[denies.place]
        var sum = 0.0
        var noDenial = 1.0
        for one in odds {
            sum += one.commit
            noDenial *= 1 - min(0.99, max(0, one.deny))
        }
        return [
            Self.logit(commits.values[0]), Self.logit(commits.values[1]), Self.logit(commits.values[2]),
            Self.logit(vague.values[0]), Self.logit(denies.values[0]), Self.logit(denies.values[1]),
            Double((denies.place - commits.place).signum()), Self.logit(min(0.999, sum)), Self.logit(commit.vague),
            Self.logit(commit.deny), Self.logit(deny.commit), Self.logit(1 - noDenial),
        ]
    }
}
