import InterviewCore

/// How likely a mistake is, over the worlds that the facets' chances allow.
///
/// Whether a mistake is noticed hangs on verdicts and on one chance, each of which may lie near its bound; what it costs
/// should not jump there. Each world has the positions that ``VerdictSampler`` drew, and evidence of the mistake or none.
struct MistakeSampler {
    /// An assessed item with its worlds.
    struct Drawn {
        var item: Item
        var worlds: [VerdictSampler.World]
    }

    private let items: [String: Drawn]
    /// Where each facet stands in its item.
    private let places: [FacetReference: Int]
    /// In each world, the share of the items asked for without anything concrete.
    private let vagueness: [Double]

    /// - Parameter asked: the phases that were asked for and answered. - Complexity: O(worlds * facets).
    init(_ drawn: [Drawn], asked: Set<String>) {
        items = Dictionary(drawn.map { ($0.item.id, $0) }, uniquingKeysWith: { first, _ in first })
        places = Dictionary(
            drawn.flatMap { one in
                one.item.facets.enumerated().map { (FacetReference(item: one.item.id, facet: $1.id), $0) }
            }, uniquingKeysWith: { first, _ in first })
        let counted = drawn.filter { asked.contains($0.item.phase) }
        vagueness = (0..<VerdictSampler.worlds).map { world in
            let empty = counted.count { one in
                guard one.worlds.indices.contains(world) else { return true }
                return MistakeJudge.isEmpty(one.worlds[world].stances, one.worlds[world].verdict)
            }
            return counted.isEmpty ? 0 : Double(empty) / Double(counted.count)
        }
    }

    /// Share of the worlds in which the mistake's expression holds, 0...1.
    ///
    /// - Parameter chance: that a passage shows the mistake. - Complexity: O(worlds * the expression's length).
    func share(of mistake: Mistake, chance: Double) -> Double {
        var random = SeededRandom(seed: 17, label: mistake.id)
        let held = (0..<VerdictSampler.worlds).count { world in
            mistake.present.holds(
                in: Facts(
                    sampler: self, world: world, hasEvidence: Double.random(in: 0..<1, using: &random) < chance,
                    vagueness: vagueness[world]))
        }
        return Double(held) / Double(VerdictSampler.worlds)
    }

    /// One world as the facts that an expression asks about.
    private struct Facts: FacetFacts {
        let sampler: MistakeSampler
        let world: Int
        let hasEvidence: Bool
        let vagueness: Double

        private func stance(_ facet: FacetReference) -> FacetFinding.Stance {
            guard let place = sampler.places[facet], let drawn = sampler.items[facet.item], drawn.worlds.indices.contains(world)
            else { return .absent }
            return drawn.worlds[world].stances[place]
        }

        func isCommitted(_ facet: FacetReference) -> Bool { stance(facet) == .committed }
        func isVagueOrCommitted(_ facet: FacetReference) -> Bool { [.committed, .vague].contains(stance(facet)) }
        func isDenied(_ facet: FacetReference) -> Bool { stance(facet) == .denied }
        func verdict(ofItem item: String) -> Verdict? {
            sampler.items[item].flatMap { $0.worlds.indices.contains(world) ? $0.worlds[world].verdict : nil }
        }
    }
}
