/// Turns findings into verdicts by the scenario's rules. Pure.
package enum VerdictPolicy {
    /// The verdict of an item from its facets. - Complexity: O(size of the rules * facets).
    package static func verdict(of item: Item, findings: [FacetFinding]) -> Verdict {
        verdict(of: item, facts: FindingFacts(findings: findings))
    }

    /// The verdict of an item from what is known of its facets. - Complexity: O(size of the rules).
    package static func verdict(of item: Item, facts: some FacetFacts) -> Verdict {
        if let contradicted = item.rules.contradicted, contradicted.holds(in: facts) { return .contradicted }
        if item.rules.met.holds(in: facts) { return .met }
        if item.rules.partial.holds(in: facts) { return .partial }
        return .absent
    }

    /// Facets that would have helped and were not committed to, in the item's order.
    package static func missing(of item: Item, findings: [FacetFinding]) -> [Facet] {
        let committed = Set(findings.filter { $0.stance == .committed }.map(\.facet.facet))
        return item.facets.filter { !committed.contains($0.id) }
    }
}

/// Findings as the facts that a rule asks about.
package struct FindingFacts: FacetFacts {
    private let stances: [FacetReference: FacetFinding.Stance]
    private let verdicts: [String: Verdict]
    package let hasEvidence: Bool
    package let vagueness: Double

    package init(
        findings: [FacetFinding], verdicts: [String: Verdict] = [:], hasEvidence: Bool = false, vagueness: Double = 0
    ) {
        stances = Dictionary(findings.map { ($0.facet, $0.stance) }, uniquingKeysWith: { first, _ in first })
        self.verdicts = verdicts
        self.hasEvidence = hasEvidence
        self.vagueness = vagueness
    }

    package func stance(on facet: FacetReference) -> FacetFinding.Stance { stances[facet] ?? .absent }
    package func verdict(ofItem item: String) -> Verdict? { verdicts[item] }
}
