/// Everything an assessor found in a transcript; the score follows from it.
package struct Assessment: Sendable, Equatable, Codable {
    package var items: [ItemAssessment]
    package var mistakes: [MistakeAssessment]
    package var behaviours: [BehaviourReading]
    package var versions: Versions
    /// True where nothing was trained on some of the scenario's criteria, so that their exemplars alone said what to look for.
    package var isByExemplarsAlone: Bool?

    package init(
        items: [ItemAssessment], mistakes: [MistakeAssessment], behaviours: [BehaviourReading], versions: Versions,
        isByExemplarsAlone: Bool? = nil
    ) {
        self.items = items
        self.mistakes = mistakes
        self.behaviours = behaviours
        self.versions = versions
        self.isByExemplarsAlone = isByExemplarsAlone
    }

    /// The item's assessment, if any. - Complexity: O(items).
    package func item(_ id: String) -> ItemAssessment? { items.first { $0.item == id } }

    /// The mistake's assessment, if any. - Complexity: O(mistakes).
    package func mistake(_ id: String) -> MistakeAssessment? { mistakes.first { $0.mistake == id } }

    /// The finding on a facet, if any. - Complexity: O(items + facets).
    package func finding(_ facet: FacetReference) -> FacetFinding? {
        item(facet.item)?.facets.first { $0.facet == facet }
    }

    /// All passages that any verdict rests on.
    package var allEvidence: [Evidence] {
        items.flatMap { $0.evidence + $0.facets.flatMap(\.evidence) } + mistakes.flatMap(\.evidence)
            + behaviours.flatMap(\.evidence)
    }

    /// What produced an assessment, stored with it.
    package struct Versions: Sendable, Equatable, Codable {
        package var scenario: String
        package var rubric: String
        package var assessor: String
        package var model: String

        package init(scenario: String, rubric: String, assessor: String, model: String) {
            self.scenario = scenario
            self.rubric = rubric
            self.assessor = assessor
            self.model = model
        }
    }
}

/// One item's verdict with its proof.
package struct ItemAssessment: Sendable, Equatable, Codable {
    package var item: String
    package var verdict: Verdict
    /// Calibrated probability that careful raters give this verdict, 0...1.
    package var confidence: Double
    /// Probability of each verdict, adding up to 1.
    package var probabilities: [Verdict: Double]
    package var facets: [FacetFinding]
    package var evidence: [Evidence]
    /// False when nothing in the interview asked for it and nothing was said on it.
    package var isAssessed: Bool

    package init(
        item: String, verdict: Verdict, confidence: Double, probabilities: [Verdict: Double] = [:],
        facets: [FacetFinding], evidence: [Evidence], isAssessed: Bool
    ) {
        self.item = item
        self.verdict = verdict
        self.confidence = confidence
        self.probabilities = probabilities
        self.facets = facets
        self.evidence = evidence
        self.isAssessed = isAssessed
    }

    /// Below this confidence the report says "not sure".
    package static let unsureBelow = 0.5

    /// Whether the report should say "not sure" about the verdict.
    package var isUnsure: Bool { isAssessed && confidence < Self.unsureBelow }
}

/// Whether a mistake was noticed, with the words that show it.
package struct MistakeAssessment: Sendable, Equatable, Codable {
    package var mistake: String
    package var isPresent: Bool
    package var confidence: Double
    /// How likely the mistake is, 0...1, for its cost in points; nil where nothing but ``isPresent`` is known, as when a
    /// person or a language model judged.
    package var probability: Double?
    /// Likelihood from which a mistake that wasn't noticed can't be ruled out, so that it is named with its nearest words.
    package static let tellingLikelihood = 0.1

    /// The words that show it, or come nearest to it where it wasn't noticed and can't be ruled out.
    package var evidence: [Evidence]

    package init(mistake: String, isPresent: Bool, confidence: Double, probability: Double? = nil, evidence: [Evidence]) {
        self.mistake = mistake
        self.isPresent = isPresent
        self.confidence = confidence
        self.probability = probability
        self.evidence = evidence
    }
}

/// One observable behaviour of communication.
package struct BehaviourReading: Sendable, Equatable, Codable {
    package var behaviour: Rubric.Behaviour
    /// 0 (not at all) to 1 (throughout); nil when there was no occasion to show it.
    package var value: Double?
    /// What was counted, in words a candidate understands.
    package var note: String
    package var evidence: [Evidence]

    package init(behaviour: Rubric.Behaviour, value: Double?, note: String, evidence: [Evidence] = []) {
        self.behaviour = behaviour
        self.value = value
        self.note = note
        self.evidence = evidence
    }
}
