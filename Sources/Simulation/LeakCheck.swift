package import InterviewCore

/// Tells whether a question names what the candidate has not said yet.
package struct LeakCheck: Sendable {
    /// Facets whose content each question of kind missing names, by probe id.
    private let named: [String: Set<FacetReference>]

    /// A word is usual for a facet when so many of its exemplars have it.
    private static let usual = 3
    /// A facet counts as named when so many of its usual words stand in one question.
    private static let telling = 2
    private static let shortest = 4

    /// - Complexity: O(words of all exemplars + probes * facets).
    package init(scenario: Scenario) {
        var wordsByFacet: [FacetReference: [String: Int]] = [:]
        var facetsByWord: [String: Set<FacetReference>] = [:]
        for item in scenario.items {
            for facet in item.facets {
                let reference = FacetReference(item: item.id, facet: facet.id)
                for text in facet.exemplars.met {
                    for word in Set(Self.words(text)) {
                        wordsByFacet[reference, default: [:]][word, default: 0] += 1
                        facetsByWord[word, default: []].insert(reference)
                    }
                }
            }
        }
        let facetCount = wordsByFacet.count
        var named: [String: Set<FacetReference>] = [:]
        for item in scenario.items {
            for probe in item.probes where probe.kind == .missing {
                let said = Set(Self.words(probe.text))
                for facet in item.facets {
                    let reference = FacetReference(item: item.id, facet: facet.id)
                    let label = Set(Self.words(facet.label))
                    // Words that many facets share, such as "talk", tell nothing.
                    let usual = (wordsByFacet[reference] ?? [:]).filter {
                        $0.value >= Self.usual && (facetsByWord[$0.key]?.count ?? 0) * 6 <= facetCount
                    }
                    let isLabelled = !label.isEmpty && label.isSubset(of: said)
                    if isLabelled || said.count(where: { usual[$0] != nil }) >= Self.telling {
                        named[probe.id, default: []].insert(reference)
                    }
                }
            }
        }
        self.named = named
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count >= shortest }
    }

    /// Facets that the question names and the candidate has not committed to. - Complexity: O(facets).
    package func leaks(of question: Question, assessment: Assessment) -> [FacetReference] {
        guard question.purpose == .probe(.missing), let facets = named[question.id] else { return [] }
        return facets.filter { assessment.finding($0)?.stance != .committed }.sorted { $0.facet < $1.facet }
    }
}
