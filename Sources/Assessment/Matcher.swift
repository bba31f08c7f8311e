package import InterviewCore
package import SentenceEncoder

/// The general matcher: which of some criteria a text commits to, with no scenario.
package final class Matcher: Sendable {
    /// What a text does about one criterion.
    package struct Match: Sendable, Equatable {
        package var criterion: String
        package var verdict: Verdict
        /// Probability that the text commits to the criterion, 0...1.
        package var confidence: Double
        /// Probability that the text says the opposite, 0...1.
        package var denyConfidence: Double
        /// The surest passages for the verdict; empty when absent.
        package var evidence: [Evidence]
    }

    private let criteria: [Criterion]
    private let scorer: PassageScorer
    private let calibration: AssessorCalibration
    private let indices: [String: Int]

    /// - Complexity: O(criteria * exemplars * words).
    package init(
        criteria: [Criterion], encoder: SentenceEncoder, base: SentenceEncoder, model: StanceModel,
        calibration: AssessorCalibration
    ) {
        self.criteria = criteria
        self.calibration = calibration
        let descriptors = CriterionDescriptor.make(criteria, encoder: base)
        scorer = PassageScorer(
            encoder: encoder, model: model, criteria: model.criteria(descriptors, count: criteria.count))
        indices = Dictionary(criteria.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Ids among `wanted` that are no criterion. - Complexity: O(wanted).
    package func unknown(_ wanted: [String]) -> [String] { wanted.filter { indices[$0] == nil } }

    /// The text against the criteria with these ids, or against all.
    ///
    /// - Complexity: O(words + passages * criteria).
    package func match(_ text: String, only wanted: [String]?) -> [Match] {
        let scored = scorer.score(text, question: "")
        let answer = FindingBuilder.Answer(turn: 0, text: text, scored: scored)
        let builder = FindingBuilder(calibration: calibration)
        let chosen = wanted.map { $0.compactMap { indices[$0] } } ?? Array(criteria.indices)
        return chosen.map { index in
            let chances = calibration.facets.chances(FacetTrace(criterion: index, answers: [answer]))
            let finding = builder.finding(
                FacetReference(item: "", facet: criteria[index].id), criterion: index, answers: [answer],
                stance: chances.likeliest, chances: chances)
            let verdict: Verdict =
                switch finding.stance {
                case .committed: .met
                case .vague: .partial
                case .denied: .contradicted
                case .absent: .absent
                }
            return Match(
                criterion: criteria[index].id, verdict: verdict, confidence: finding.leaning, denyConfidence: chances.deny,
                evidence: finding.evidence)
        }
    }
}
