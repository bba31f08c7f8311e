import InterviewCore

/// How likely a mistake is, over the worlds that the facets' chances allow.
///
/// Whether a mistake is noticed hangs on verdicts and on one chance, each of which may lie near its bound; what it costs
/// should not jump there. Each world has the positions that ``VerdictSampler`` drew, and evidence of the mistake or none.
struct MistakeSampler {
    /// An item with its worlds, ``VerdictSampler/worlds`` of them.
    struct Drawn {
        var item: Item
        /// What was not got to has no verdict.
        var isAssessed: Bool
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
        let counted = drawn.filter { $0.isAssessed && asked.contains($0.item.phase) }
        vagueness = (0..<VerdictSampler.worlds).map { world in
            let empty = counted.count { MistakeJudge.isEmpty($0.worlds[world].stances, $0.worlds[world].verdict) }
            return counted.isEmpty ? 0 : Double(empty) / Double(counted.count)
        }
    }

    /// Share of the worlds in which the mistake's expression holds, 0...1.
    ///
    /// - Parameter chance: that a passage shows the mistake.
    /// - Complexity: O(worlds), and the expression once for each different world.
    func share(of mistake: Mistake, chance: Double) -> Double {
        var random = SeededRandom(seed: 17, label: mistake.id)
        let facets = Set(mistake.present.facets).compactMap { facet in
            places[facet].flatMap { place in items[facet.item].map { (worlds: $0.worlds, place: place) } }
        }
        let verdicts = Set(mistake.present.items).compactMap { items[$0]?.worlds }
        // Most worlds are alike in what the expression asks about: each sort is judged once.
        var sorts: [Sort: (first: Int, count: Int)] = [:]
        for world in 0..<VerdictSampler.worlds {
            var key: UInt64 = 0
            for facet in facets { key = key &* 4 &+ facet.worlds[world].stances[facet.place].digit }
            for worlds in verdicts { key = key &* 4 &+ worlds[world].verdict.digit }
            // What names more than a key has room for is judged in every world.
            if facets.count + verdicts.count > UInt64.bitWidth / 2 { key = UInt64(world) }
            let sort = Sort(
                key: key, vagueness: vagueness[world], hasEvidence: Double.random(in: 0..<1, using: &random) < chance)
            sorts[sort, default: (world, 0)].count += 1
        }
        let held = sorts.reduce(0) { sum, sort in
            let facts = Facts(
                sampler: self, world: sort.value.first, hasEvidence: sort.key.hasEvidence, vagueness: sort.key.vagueness)
            return mistake.present.holds(in: facts) ? sum + sort.value.count : sum
        }
        return Double(held) / Double(VerdictSampler.worlds)
    }

    /// All that a mistake's expression can ask about in a world: two bits for each facet and verdict it names.
    private struct Sort: Hashable {
        var key: UInt64
        var vagueness: Double
        var hasEvidence: Bool
    }

    /// One world as the facts that an expression asks about.
    private struct Facts: FacetFacts {
        let sampler: MistakeSampler
        let world: Int
        let hasEvidence: Bool
        let vagueness: Double

        func stance(on facet: FacetReference) -> FacetFinding.Stance {
            guard let place = sampler.places[facet], let drawn = sampler.items[facet.item] else { return .absent }
            return drawn.worlds[world].stances[place]
        }

        func verdict(ofItem item: String) -> Verdict? {
            sampler.items[item].flatMap { $0.isAssessed ? $0.worlds[world].verdict : nil }
        }
    }
}

extension Verdict {
    /// A number of two bits.
    fileprivate var digit: UInt64 {
        switch self {
        case .contradicted: 0
        case .absent: 1
        case .partial: 2
        case .met: 3
        }
    }
}
