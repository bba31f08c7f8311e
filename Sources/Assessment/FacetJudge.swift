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

    /// - Complexity: O(passages).
    init(criterion: Int, answers: [FindingBuilder.Answer]) {
        odds = answers.flatMap { answer in
            answer.scored.passages.indices.map { passage in
                Odds(
                    commit: answer.scored.probability(passage, criterion, .commit),
                    vague: answer.scored.probability(passage, criterion, .vague),
                    deny: answer.scored.probability(passage, criterion, .deny))
            }
        }
    }

    private static let least = 1e-4

    private static func logit(_ probability: Double) -> Double {
        let clamped = min(1 - least, max(least, probability))
        return log(clamped / (1 - clamped))
    }

    /// The twelve numbers; the same stand in `Training/calibrate.py`. - Precondition: there is a passage.
    ///
    /// - Complexity: O(passages * log passages).
    var numbers: [Double] {
        let commits = odds.map(\.commit)
        let denies = odds.map(\.deny)
        func best(_ values: [Double], _ place: Int) -> Double {
            let sorted = values.sorted(by: >)
            return Self.logit(sorted.indices.contains(place) ? sorted[place] : 0)
        }
        func place(_ values: [Double]) -> Int {
            values.indices.max { (values[$0], -$0) < (values[$1], -$1) } ?? 0
        }
        let commit = place(commits)
        let deny = place(denies)
        let noDenial = denies.reduce(1) { $0 * (1 - min(0.99, max(0, $1))) }
        return [
            best(commits, 0), best(commits, 1), best(commits, 2), best(odds.map(\.vague), 0), best(denies, 0),
            best(denies, 1), Double((deny - commit).signum()), Self.logit(min(0.999, commits.reduce(0, +))),
            Self.logit(odds[commit].vague), Self.logit(odds[commit].deny), Self.logit(odds[deny].commit),
            Self.logit(1 - noDenial),
        ]
    }
}
