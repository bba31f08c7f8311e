/// A rule over facets, written by an author and read by ``FacetExpressionParser``.
package indirect enum FacetExpression: Sendable, Equatable {
    /// The candidate committed to the facet.
    case committed(FacetReference)
    /// The candidate at least leaned that way.
    case vague(FacetReference)
    /// The candidate said the opposite and did not take it back.
    case denied(FacetReference)
    /// At least so many of the expressions hold.
    case atLeast(Int, [FacetExpression])
    case and([FacetExpression])
    case or([FacetExpression])
    case not(FacetExpression)
    /// An item has one of these verdicts (mistakes only).
    case verdict(item: String, [Verdict])
    /// A sentence that shows the mistake was found (mistakes only).
    case evidence
    /// Share of items in asked phases that were answered without anything concrete (mistakes only), 0...1.
    case vagueness(atLeast: Double)

    /// Whether the expression holds. - Complexity: O(size of the expression).
    package func holds(in facts: some FacetFacts) -> Bool {
        switch self {
        case .committed(let facet): facts.isCommitted(facet)
        case .vague(let facet): facts.isVagueOrCommitted(facet)
        case .denied(let facet): facts.isDenied(facet)
        case .atLeast(let count, let parts): parts.count { $0.holds(in: facts) } >= count
        case .and(let parts): parts.allSatisfy { $0.holds(in: facts) }
        case .or(let parts): parts.contains { $0.holds(in: facts) }
        case .not(let part): !part.holds(in: facts)
        case .verdict(let item, let verdicts): facts.verdict(ofItem: item).map(verdicts.contains) ?? false
        case .evidence: facts.hasEvidence
        case .vagueness(let bound): facts.vagueness >= bound
        }
    }

    /// Every facet the expression names. - Complexity: O(size of the expression).
    package var facets: [FacetReference] {
        switch self {
        case .committed(let facet), .vague(let facet), .denied(let facet): [facet]
        case .atLeast(_, let parts), .and(let parts), .or(let parts): parts.flatMap(\.facets)
        case .not(let part): part.facets
        case .verdict, .evidence, .vagueness: []
        }
    }

    /// Every item whose verdict the expression asks for. - Complexity: O(size of the expression).
    package var items: [String] {
        switch self {
        case .verdict(let item, _): [item]
        case .atLeast(_, let parts), .and(let parts), .or(let parts): parts.flatMap(\.items)
        case .not(let part): part.items
        case .committed, .vague, .denied, .evidence, .vagueness: []
        }
    }
}

/// Names a facet: of the item the rule stands in, or of another.
package struct FacetReference: Sendable, Hashable, Codable {
    /// The item's id; empty while the rule is not yet bound to its item.
    package var item: String
    package var facet: String

    package init(item: String, facet: String) {
        self.item = item
        self.facet = facet
    }
}

/// What a rule may ask about a candidate.
package protocol FacetFacts {
    func stance(on facet: FacetReference) -> FacetFinding.Stance
    func verdict(ofItem item: String) -> Verdict?
    var hasEvidence: Bool { get }
    var vagueness: Double { get }
}

extension FacetFacts {
    package func isCommitted(_ facet: FacetReference) -> Bool { stance(on: facet) == .committed }
    package func isVagueOrCommitted(_ facet: FacetReference) -> Bool { [.committed, .vague].contains(stance(on: facet)) }
    package func isDenied(_ facet: FacetReference) -> Bool { stance(on: facet) == .denied }
}
