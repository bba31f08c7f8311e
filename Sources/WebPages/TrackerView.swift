package import InterviewCore
package import ReportForms

/// One item as the tracker shows it while the interview runs.
package struct TrackerItem: Sendable, Equatable, Codable {
    /// One facet with the position heard on it.
    package struct Facet: Sendable, Equatable, Codable {
        package var label: String
        package var stance: FacetFinding.Stance
    }

    package var id: String
    package var code: String
    package var title: String
    package var phase: String
    /// Nil: nothing asked for it and nothing was said.
    package var verdict: Verdict?
    package var sure: Bool
    /// Whether the text in progress brought it, where there is one.
    package var isNew: Bool
    package var facets: [Facet]

    /// Every item of a scenario, with what `assessment` found. - Complexity: O(items²).
    ///
    /// - Parameter draft: whether `assessment` reads a text in progress, and `before` what was sent already.
    package static func all(
        _ scenario: Scenario, assessment: Assessment?, before: Assessment? = nil, draft: Bool = false
    ) -> [TrackerItem] {
        scenario.items.map { item in
            let found = assessment?.item(item.id)
            let isAssessed = found?.isAssessed == true
            let earlier = before?.item(item.id)
            let wasThere = earlier.map { $0.isAssessed ? $0.verdict : .absent } ?? .absent
            let verdict = isAssessed ? found?.verdict : nil
            return TrackerItem(
                id: item.id, code: item.code, title: item.title, phase: item.phase, verdict: verdict,
                sure: !(found?.isUnsure ?? false), isNew: draft && (verdict ?? .absent) != wasThere,
                facets: isAssessed
                    ? item.facets.map { facet in
                        Facet(
                            label: facet.label,
                            stance: found?.facets.first { $0.facet.facet == facet.id }?.stance ?? .absent)
                    } : [])
        }
    }
}

/// The tracker's list, phase by phase; the script writes the same.
package enum TrackerView {
    package static func list(_ items: [TrackerItem], phases: [(id: String, title: String)]) -> Markup {
        let groups = phases.flatMap { phase -> [Markup] in
            let own = items.filter { $0.phase == phase.id }
            guard !own.isEmpty else { return [] }
            return [
                .element("h2", ["class": "small"], Markup(phase.title)), .element("ul", ["class": "tracker"], all: own.map(item)),
            ]
        }
        return .element("div", ["id": "tracker-list"], all: groups)
    }

    private static func item(_ item: TrackerItem) -> Markup {
        .element(
            "li", ["id": "tracker-\(item.code)", "data-verdict": item.verdict?.rawValue ?? "none"],
            .element("span", ["class": "sign", "aria-hidden": "true"]), HTML.span("name", item.title),
            .element("span", ["class": "state"], Markup(word(item.verdict))))
    }

    package static func word(_ verdict: Verdict?) -> String { verdict.map(ReportWords.word) ?? "not yet" }
}
