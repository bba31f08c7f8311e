/// Says in plain phrases what an item still lacked for its full credit. Pure.
package enum MissingParts {
    /// One phrase for each part of the `met` rule that doesn't hold, such as "1 more of: incidents / collaboration", or
    /// "2 of:" where nothing was there yet.
    ///
    /// - Complexity: O(size of the rule * facets).
    package static func phrases(for item: Item, findings: [FacetFinding]) -> [String] {
        let facts = FindingFacts(findings: findings)
        let denied = findings.filter { $0.stance == .denied }.compactMap { item.facet($0.facet.facet)?.label }
        let said = denied.map { "\($0) (you said the opposite)" }
        return said + lacking(item.rules.met, item: item, facts: facts)
    }

    private static func lacking(_ rule: FacetExpression, item: Item, facts: FindingFacts) -> [String] {
        if rule.holds(in: facts) { return [] }
        switch rule {
        case .committed(let facet):
            if facts.isDenied(facet) { return [] }  // Named above as the opposite.
            let label = label(facet, item: item)
            return [facts.isVagueOrCommitted(facet) ? "\(label) (in concrete terms)" : label]
        case .vague(let facet):
            return [label(facet, item: item)]
        case .denied, .verdict, .evidence, .vagueness:
            return []
        case .and(let parts):
            return parts.flatMap { lacking($0, item: item, facts: facts) }
        case .or(let parts):
            return oneOf(1, parts, item: item, facts: facts)
        case .atLeast(let count, let parts):
            return oneOf(count - parts.count { $0.holds(in: facts) }, parts, item: item, facts: facts)
        case .not(let part):
            // What was denied is named above as the opposite.
            let labels = part.facets.filter { !facts.isDenied($0) }.map { label($0, item: item) }
            return labels.isEmpty ? [] : ["not taking back: \(labels.joined(separator: ", "))"]
        }
    }

    private static func oneOf(
        _ count: Int, _ parts: [FacetExpression], item: Item, facts: FindingFacts
    ) -> [String] {
        let open = parts.filter { !$0.holds(in: facts) }
            .map { lacking($0, item: item, facts: facts).joined(separator: " and ") }
            .filter { !$0.isEmpty }
        if open.count <= count { return open }
        let more = parts.contains { $0.holds(in: facts) } ? " more" : ""
        return ["\(count)\(more) of: \(open.joined(separator: " / "))"]  // Labels may hold commas.
    }

    private static func label(_ facet: FacetReference, item: Item) -> String {
        item.facet(facet.facet)?.label ?? facet.facet
    }
}
