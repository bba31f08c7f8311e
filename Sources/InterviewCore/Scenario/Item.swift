/// One point of the blueprint: something a strong candidate says, judged by a rule over its facets.
package struct Item: Sendable, Equatable {
    package var id: String
    /// Short code used in tables, such as `d1`.
    package var code: String
    /// The phase it belongs to; it counts wherever it is said.
    package var phase: String
    package var title: String
    /// One sentence that says what meeting the item means.
    package var criterion: String
    package var rules: VerdictRules
    package var descriptors: [Verdict: String]
    package var why: String
    package var stronger: String
    package var facets: [Facet]
    package var probes: [Probe]

    package init(
        id: String, code: String, phase: String, title: String, criterion: String, rules: VerdictRules,
        descriptors: [Verdict: String], why: String, stronger: String, facets: [Facet], probes: [Probe]
    ) {
        self.id = id
        self.code = code
        self.phase = phase
        self.title = title
        self.criterion = criterion
        self.rules = rules
        self.descriptors = descriptors
        self.why = why
        self.stronger = stronger
        self.facets = facets
        self.probes = probes
    }

    /// The facet with this id, if any. - Complexity: O(facets).
    package func facet(_ id: String) -> Facet? { facets.first { $0.id == id } }
}

/// One observable act that an item is made of, such as looking at the delivery record.
package struct Facet: Sendable, Equatable {
    package var id: String
    /// Completes "Missing: ..." in the report.
    package var label: String
    package var criterion: String
    /// What the candidate said, in two to seven words of the interviewer's: "promised dates against real ones". Nil when
    /// no wording fits everyone who commits to the facet.
    package var echo: String?
    package var exemplars: Exemplars

    package init(id: String, label: String, criterion: String, echo: String? = nil, exemplars: Exemplars) {
        self.id = id
        self.label = label
        self.criterion = criterion
        self.echo = echo
        self.exemplars = exemplars
    }
}

/// Example sentences by what they do about a criterion.
package struct Exemplars: Sendable, Equatable {
    package var met: [String]
    package var vague: [String]
    /// Uses the words or lies close by, but neither commits nor denies.
    package var near: [String]
    package var opposite: [String]

    package init(met: [String] = [], vague: [String] = [], near: [String] = [], opposite: [String] = []) {
        self.met = met
        self.vague = vague
        self.near = near
        self.opposite = opposite
    }
}

/// The three expressions that turn facets into a verdict.
package struct VerdictRules: Sendable, Equatable {
    package var met: FacetExpression
    package var partial: FacetExpression
    package var contradicted: FacetExpression?

    package init(met: FacetExpression, partial: FacetExpression, contradicted: FacetExpression?) {
        self.met = met
        self.partial = partial
        self.contradicted = contradicted
    }
}

/// Something candidates do that costs them, with how it is noticed and the stronger move.
package struct Mistake: Sendable, Equatable {
    package var id: String
    package var code: String
    package var title: String
    /// Whether it is one of the level's named mistakes, which cost most.
    package var isNamed: Bool
    package var present: FacetExpression
    package var whyCostly: String
    package var strongerMove: String
    package var exemplars: Exemplars

    package init(
        id: String, code: String, title: String, isNamed: Bool, present: FacetExpression, whyCostly: String,
        strongerMove: String, exemplars: Exemplars
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.isNamed = isNamed
        self.present = present
        self.whyCostly = whyCostly
        self.strongerMove = strongerMove
        self.exemplars = exemplars
    }
}
