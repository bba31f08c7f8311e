import Foundation
import InterviewCore

/// How sure a verdict is: the share of plausible worlds in which the rules give it.
///
/// Each facet's position is drawn from its passages' probabilities, facets independent, a fixed number of times with
/// a fixed seed, so that the same findings always give the same confidence.
struct VerdictSampler {
    private static let worlds = 96

    /// Chance of each position of one facet, adding up to 1.
    struct Chances {
        var commit: Double
        var vague: Double
        var deny: Double
    }

    /// Probability of each verdict. - Complexity: O(worlds * facets).
    static func probabilities(of item: Item, chances: [Chances]) -> [Verdict: Double] {
        var random = SeededRandom(seed: 17, label: item.id)
        var counts: [Verdict: Double] = [:]
        for _ in 0..<worlds {
            let findings = zip(item.facets, chances).map { facet, chance in
                let draw = Double.random(in: 0..<1, using: &random)
                let reference = FacetReference(item: item.id, facet: facet.id)
                let support = FacetFinding.Support(confidence: 1, evidence: [])
                let isCommit = draw < chance.commit
                let isDeny = !isCommit && draw < chance.commit + chance.deny
                let isVague = !isCommit && !isDeny && draw < chance.commit + chance.deny + chance.vague
                return FacetFinding(
                    facet: reference, commit: isCommit ? support : nil, vague: isVague ? support : nil,
                    deny: isDeny ? support : nil, leaning: chance.commit)
            }
            counts[VerdictPolicy.verdict(of: item, findings: findings), default: 0] += 1
        }
        return counts.mapValues { $0 / Double(worlds) }
    }

    /// A facet's chances from its finding and the best probabilities of its passages.
    static func chances(_ finding: FacetFinding, best: (commit: Double, vague: Double, deny: Double), sharpness: Double)
        -> Chances
    {
        func sharpened(_ p: Double) -> Double {
            let clamped = min(0.999, max(0.001, p))
            let odds = clamped / (1 - clamped)
            let power = pow(odds, sharpness)
            return power / (1 + power)
        }
        var commit = sharpened(best.commit)
        var deny = sharpened(best.deny)
        if finding.stance == .committed { deny = min(deny, 1 - commit) }
        if finding.stance == .denied { commit = min(commit, 1 - deny) }
        let sum = commit + deny
        if sum > 1 {
            commit /= sum
            deny /= sum
        }
        let vague = min(1 - commit - deny, sharpened(max(best.vague, best.commit)) * (1 - commit - deny))
        return Chances(commit: commit, vague: max(0, vague), deny: deny)
    }
}
