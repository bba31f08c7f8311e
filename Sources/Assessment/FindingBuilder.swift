import InterviewCore

/// Collects what passages say about each facet into findings with proof.
struct FindingBuilder {
    /// Quotes kept for one side of a finding.
    private static let keptQuotes = 3
    private let calibration: AssessorCalibration

    init(calibration: AssessorCalibration) { self.calibration = calibration }

    /// One candidate turn with its scores.
    struct Answer {
        var turn: Int
        var text: String
        var scored: ScoredAnswer
    }

    /// The finding on the criterion with this index. - Complexity: O(passages).
    func finding(_ facet: FacetReference, criterion: Int, answers: [Answer]) -> FacetFinding {
        let commit = support(answers, criterion: criterion, threshold: calibration.commit) {
            $0.probability($1, criterion, .commit)
        }
        let deny = support(answers, criterion: criterion, threshold: calibration.deny) {
            $0.probability($1, criterion, .deny)
        }
        let vague = support(answers, criterion: criterion, threshold: calibration.vague) {
            $0.probability($1, criterion, .vague) + $0.probability($1, criterion, .commit)
        }
        let leaning = answers.flatMap { answer in
            answer.scored.passages.indices.map { answer.scored.probability($0, criterion, .commit) }
        }.max() ?? 0
        return FacetFinding(facet: facet, commit: commit, vague: vague, deny: deny, leaning: leaning)
    }

    /// The finding on a criterion when the position on it is settled: the passages that speak for it most are its proof.
    ///
    /// The other side is kept as far as it doesn't win, so that a change of mind can be noticed.
    /// - Complexity: O(passages).
    func finding(
        _ facet: FacetReference, criterion: Int, answers: [Answer], stance: FacetFinding.Stance,
        chances: VerdictSampler.Chances
    ) -> FacetFinding {
        let found = finding(facet, criterion: criterion, answers: answers)
        var settled = FacetFinding(facet: facet, commit: nil, vague: nil, deny: nil, leaning: chances.commit)
        func surest(_ probability: @escaping (ScoredAnswer, Int) -> Double) -> FacetFinding.Support? {
            let best = answers.flatMap { answer in answer.scored.passages.indices.map { probability(answer.scored, $0) } }.max()
            return best.flatMap { support(answers, criterion: criterion, threshold: $0, probability) }
        }
        switch stance {
        case .committed:
            settled.commit = found.commit ?? surest { $0.probability($1, criterion, .commit) }
            settled.commit?.confidence = chances.commit
            if let commit = settled.commit, let deny = found.deny, commit.latest > deny.latest { settled.deny = deny }
        case .denied:
            settled.deny = found.deny ?? surest { $0.probability($1, criterion, .deny) }
            settled.deny?.confidence = chances.deny
            if let deny = settled.deny, let commit = found.commit, deny.latest >= commit.latest { settled.commit = commit }
        case .vague:
            settled.vague = found.vague ?? surest { $0.probability($1, criterion, .vague) + $0.probability($1, criterion, .commit) }
            settled.vague?.confidence = chances.vague
        case .absent:
            break
        }
        return settled
    }

    /// Passages at or above the threshold: the surest ones, and the latest, since the later position wins.
    func support(
        _ answers: [Answer], criterion: Int, threshold: Double, _ probability: (ScoredAnswer, Int) -> Double
    ) -> FacetFinding.Support? {
        var hits: [(confidence: Double, turn: Int, passage: Int, answer: Int)] = []
        for (index, answer) in answers.enumerated() {
            for passage in answer.scored.passages.indices {
                let value = probability(answer.scored, passage)
                if value >= threshold { hits.append((value, answer.turn, passage, index)) }
            }
        }
        guard let best = hits.map(\.confidence).max(), let latest = hits.last else { return nil }
        var kept = Array(
            hits.sorted { ($0.confidence, -$0.turn, -$0.passage) > ($1.confidence, -$1.turn, -$1.passage) }
                .prefix(Self.keptQuotes))
        if !kept.contains(where: { $0.turn == latest.turn && $0.passage == latest.passage }) {
            kept[kept.count - 1] = latest
        }
        let evidence = kept.compactMap { hit in
            Evidence(
                turn: hit.turn, range: answers[hit.answer].scored.passages[hit.passage], in: answers[hit.answer].text)
        }
        return FacetFinding.Support(confidence: best, evidence: evidence)
    }
}
