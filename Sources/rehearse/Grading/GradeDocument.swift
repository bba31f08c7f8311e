import InterviewCore

/// The JSON form of a graded transcript.
struct GradeDocument: Encodable {
    struct Item: Encodable {
        var verdict: Verdict
        var confidence: Double
        var unsure: Bool
        var assessed: Bool
        var facets: [String: Facet]
        var evidence: [Evidence]
    }

    struct Facet: Encodable {
        var stance: FacetFinding.Stance
        var confidence: Double
        var evidence: [Evidence]
    }

    struct Mistake: Encodable {
        var present: Bool
        var confidence: Double
        var evidence: [Evidence]
    }

    struct Versions: Encodable {
        var scenario: String
        var rubric: String
        var assessor: String
        var model: String
    }

    var id: String
    var scenario: String
    var items: [String: Item]
    var mistakes: [String: Mistake]
    var scores: [String: Double]
    var range: [Double]
    var notAssessed: [String]
    var behaviours: [String: String]
    var versions: Versions

    init(transcript: Transcript, assessment: InterviewCore.Assessment, score: ScoreCard) {
        id = transcript.id
        scenario = transcript.scenario
        items = Dictionary(
            assessment.items.map { item in
                let facets = item.facets.map { finding in
                    (
                        finding.facet.facet,
                        Facet(
                            stance: finding.stance, confidence: Self.rounded(Self.confidence(finding)),
                            evidence: finding.evidence)
                    )
                }
                return (
                    item.item,
                    Item(
                        verdict: item.verdict, confidence: Self.rounded(item.confidence), unsure: item.isUnsure,
                        assessed: item.isAssessed,
                        facets: Dictionary(facets, uniquingKeysWith: { first, _ in first }), evidence: item.evidence)
                )
            }, uniquingKeysWith: { first, _ in first })
        mistakes = Dictionary(
            assessment.mistakes.map {
                (
                    $0.mistake,
                    // What only comes nearest to a mistake proves none.
                    Mistake(
                        present: $0.isPresent, confidence: Self.rounded($0.confidence),
                        evidence: $0.isPresent ? $0.evidence : [])
                )
            }, uniquingKeysWith: { first, _ in first })
        var scores = Dictionary(
            score.dimensions.map { ($0.dimension, Self.rounded($0.points)) }, uniquingKeysWith: { first, _ in first })
        scores["total"] = Self.rounded(score.total)
        self.scores = scores
        range = [Self.rounded(score.range.lowerBound), Self.rounded(score.range.upperBound)]
        notAssessed = score.notAssessed
        behaviours = Dictionary(
            assessment.behaviours.map { ($0.behaviour.rawValue, $0.note) }, uniquingKeysWith: { first, _ in first })
        versions = Versions(
            scenario: assessment.versions.scenario, rubric: assessment.versions.rubric,
            assessor: assessment.versions.assessor, model: assessment.versions.model)
    }

    private static func confidence(_ finding: FacetFinding) -> Double {
        switch finding.stance {
        case .committed: finding.commit?.confidence ?? 0
        case .vague: finding.vague?.confidence ?? 0
        case .denied: finding.deny?.confidence ?? 0
        case .absent: 1 - finding.leaning
        }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
