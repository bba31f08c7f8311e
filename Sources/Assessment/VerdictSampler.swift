import Foundation
import InterviewCore

/// Decides an item by the worlds that its facets' chances allow.
///
/// In each world every facet takes one position, drawn by its chances, and the item's rule gives a verdict. The verdict
/// is the median over the worlds, since verdicts stand on a scale and the middle one is least far from all of them; the
/// facets are shown as in the likeliest world with that verdict, so that the rule holds for what is shown. A fixed seed
/// makes the same chances give the same decision.
struct VerdictSampler {
    static let worlds = 160

    /// Chance of each position of one facet; what is left of 1 is absent.
    struct Chances: Equatable {
        var commit: Double
        var vague: Double
        var deny: Double

        var absent: Double { max(0, 1 - commit - vague - deny) }

        func of(_ stance: FacetFinding.Stance) -> Double {
            switch stance {
            case .committed: commit
            case .vague: vague
            case .denied: deny
            case .absent: absent
            }
        }

        /// The stance at `draw`, a number in 0..<1.
        func stance(at draw: Double) -> FacetFinding.Stance {
            if draw < commit { return .committed }
            if draw < commit + deny { return .denied }
            return draw < commit + deny + vague ? .vague : .absent
        }

        var likeliest: FacetFinding.Stance {
            [.absent, .committed, .vague, .denied].max { of($0) < of($1) } ?? .absent
        }
    }

    /// What an item came to.
    struct Decision: Equatable {
        var verdict: Verdict
        /// Share of the worlds with each verdict, adding up to 1.
        var probabilities: [Verdict: Double]
        /// A position for each facet, in the item's order, for which the rule gives the verdict.
        var stances: [FacetFinding.Stance]
        /// Every world that was drawn, in the order of drawing.
        var worlds: [World]
    }

    /// What an item comes to in one world.
    struct World: Equatable {
        var stances: [FacetFinding.Stance]
        var verdict: Verdict
    }

    /// A world that was drawn, and how often.
    private struct Drawn {
        var stances: [FacetFinding.Stance]
        var verdict: Verdict
        var count: Int
    }

    /// - Parameter chances: one for each facet, in the item's order.
    /// - Complexity: O(worlds * facets), and the rule once for each different world.
    static func decide(_ item: Item, chances: [Chances]) -> Decision {
        var random = SeededRandom(seed: 17, label: item.id)
        let places = Dictionary(item.facets.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        // Most of the worlds are alike: each is judged once. Its key has two bits a facet; an item has a handful.
        var drawn: [UInt64: Drawn] = [:]
        func note(_ stances: [FacetFinding.Stance], key: UInt64, count: Int) {
            if drawn[key] != nil {
                drawn[key]?.count += count
            } else {
                let verdict = VerdictPolicy.verdict(of: item, facts: WorldFacts(places: places, stances: stances))
                drawn[key] = Drawn(stances: stances, verdict: verdict, count: count)
            }
        }
        var stances = chances.map { _ in FacetFinding.Stance.absent }
        var keys: [UInt64] = []
        keys.reserveCapacity(worlds)
        for _ in 0..<worlds {
            var key: UInt64 = 0
            for place in chances.indices {
                let stance = chances[place].stance(at: Double.random(in: 0..<1, using: &random))
                stances[place] = stance
                key = key &* 4 &+ stance.digit
            }
            note(stances, key: key, count: 1)
            keys.append(key)
        }
        // The likeliest world of all need not be among those drawn.
        let likeliest = chances.map(\.likeliest)
        note(likeliest, key: likeliest.reduce(0) { $0 &* 4 &+ $1.digit }, count: 0)
        var counts: [Verdict: Int] = [:]
        for world in drawn.values { counts[world.verdict, default: 0] += world.count }
        var below = 0
        let verdict =
            Verdict.allCases.sorted().first { verdict in
                below += counts[verdict] ?? 0
                return 2 * below >= worlds
            } ?? .absent
        let shown = drawn.filter { $0.value.verdict == verdict }
            .map { (key: $0.key, stances: $0.value.stances, likelihood: likelihood($0.value.stances, chances)) }
            // Equal likelihoods must not be settled by a dictionary's order.
            .max { ($0.likelihood, $1.key) < ($1.likelihood, $0.key) }
        return Decision(
            verdict: verdict, probabilities: counts.filter { $0.value > 0 }.mapValues { Double($0) / Double(worlds) },
            stances: shown?.stances ?? chances.map { _ in .absent },
            worlds: keys.compactMap { key in drawn[key].map { World(stances: $0.stances, verdict: $0.verdict) } })
    }

    /// Logarithm of how likely a world is.
    private static func likelihood(_ stances: [FacetFinding.Stance], _ chances: [Chances]) -> Double {
        zip(chances, stances).reduce(0) { $0 + log($1.0.of($1.1) + 1e-9) }
    }

    /// One world's positions as the facts that a rule asks about.
    private struct WorldFacts: FacetFacts {
        let places: [String: Int]
        let stances: [FacetFinding.Stance]

        func stance(on facet: FacetReference) -> FacetFinding.Stance { places[facet.facet].map { stances[$0] } ?? .absent }
        func verdict(ofItem item: String) -> Verdict? { nil }
        var hasEvidence: Bool { false }
        var vagueness: Double { 0 }
    }
}

extension FacetFinding.Stance {
    /// A number of two bits.
    var digit: UInt64 {
        switch self {
        case .committed: 0
        case .vague: 1
        case .denied: 2
        case .absent: 3
        }
    }
}
