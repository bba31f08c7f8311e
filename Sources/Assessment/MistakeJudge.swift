import InterviewCore

/// Notices mistakes by the scenario's expressions over evidence, facets and verdicts.
struct MistakeJudge {
    let scenario: Scenario
    let items: [ItemAssessment]
    let worlds: [MistakeSampler.Drawn]
    let answers: [FindingBuilder.Answer]
    let answeredPhases: Set<String>
    let calibration: AssessorCalibration
    /// Criterion index of each facet.
    var facets: [FacetReference: Int] = [:]

    /// Confidence in what follows from verdicts alone, without a sentence of its own.
    private static let inferred = 0.6

    /// Likelihood from which a mistake is noticed whatever the likeliest positions say.
    private static let likely = 0.5
    /// Chance of a sentence of its own from which that sentence, and not a denial, comes nearest.
    private static let tellingChance = 0.1

    /// Every mistake of the scenario, present or not. - Complexity: O(mistakes * passages).
    func assess(criteria: [String: Int], builder: FindingBuilder) -> [MistakeAssessment] {
        let findings = items.flatMap(\.facets)
        // What nobody got to has no verdict: an interview that ended early avoids nothing.
        let verdicts = Dictionary(
            items.filter(\.isAssessed).map { ($0.item, $0.verdict) }, uniquingKeysWith: { first, _ in first })
        let sampler = MistakeSampler(worlds, asked: answeredPhases)
        return scenario.mistakes.map { mistake in
            let chance =
                criteria[mistake.id].map {
                    calibration.mistakes.chances(criterion: $0, answers: answers).commit
                } ?? 0
            let shown =
                chance < calibration.mistake
                ? nil : criteria[mistake.id].flatMap { passages(showing: $0, chance: chance, builder: builder) }
            let facts = FindingFacts(
                findings: findings, verdicts: verdicts, hasEvidence: shown != nil, vagueness: vagueness)
            let probability = sampler.share(of: mistake, chance: chance)
            let holds = mistake.present.holds(in: facts)
            // What holds in most worlds is noticed, too: nothing likelier than not is said to be merely possible.
            let isPresent = holds || probability >= Self.likely
            let proof = holds ? proof(of: mistake, shown: shown, findings: findings)
                : probability < MistakeAssessment.tellingLikelihood ? []
                : nearest(to: mistake, criterion: criteria[mistake.id], chance: chance, findings: findings, builder: builder)
            return MistakeAssessment(
                mistake: mistake.id, isPresent: isPresent,
                confidence: isPresent ? shown?.confidence ?? Self.inferred : shown == nil ? 1 - chance : Self.inferred,
                probability: probability, evidence: proof)
        }
    }

    /// The passages that show a criterion most.
    private func passages(showing criterion: Int, chance: Double, builder: FindingBuilder) -> FacetFinding.Support? {
        let best = answers.flatMap { answer in
            answer.scored.passages.indices.map { answer.scored.probability($0, criterion, .commit) }
        }.max()
        guard let best else { return nil }
        var shown = builder.support(answers, criterion: criterion, threshold: min(best, calibration.commit)) {
            $0.probability($1, criterion, .commit)
        }
        shown?.confidence = chance
        return shown
    }

    /// The passages that show the mistake: those found directly, else the denials its expression rests on.
    private func proof(of mistake: Mistake, shown: FacetFinding.Support?, findings: [FacetFinding]) -> [Evidence] {
        if let shown { return shown.evidence.sorted { ($0.turn, $0.start) < ($1.turn, $1.start) } }
        let named = Set(mistake.present.facets)
        let contradicted = Set(mistake.present.items)
        let denials = findings.filter {
            $0.stance == .denied && (named.contains($0.facet) || contradicted.contains($0.facet.item))
        }
        return Set(denials.flatMap(\.evidence)).sorted { ($0.turn, $0.start) < ($1.turn, $1.start) }
    }

    /// The words that come nearest to a mistake which can't be ruled out.
    private func nearest(
        to mistake: Mistake, criterion: Int?, chance: Double, findings: [FacetFinding], builder: FindingBuilder
    ) -> [Evidence] {
        let shown = chance < Self.tellingChance
            ? nil : criterion.flatMap { passages(showing: $0, chance: chance, builder: builder) }
        let found = proof(of: mistake, shown: shown, findings: findings)
        return Array((found.isEmpty ? likeliestDenial(of: mistake, builder: builder) : found).prefix(2))
    }

    /// The passage that most likely denies what the mistake's expression asks about, where that is worth a look.
    private func likeliestDenial(of mistake: Mistake, builder: FindingBuilder) -> [Evidence] {
        let named = Set(mistake.present.facets)
        let contradicted = Set(mistake.present.items)
        let asked = facets.filter { named.contains($0.key) || contradicted.contains($0.key.item) }.map(\.value).sorted()
        let best = asked.compactMap { criterion -> (criterion: Int, chance: Double)? in
            let chances = answers.flatMap { answer in
                answer.scored.passages.indices.map { answer.scored.probability($0, criterion, .deny) }
            }
            return chances.max().map { (criterion, $0) }
        }.max { $0.chance < $1.chance }
        guard let best, best.chance >= Self.tellingChance else { return [] }
        let support = builder.support(answers, criterion: best.criterion, threshold: best.chance) {
            $0.probability($1, best.criterion, .deny)
        }
        return support?.evidence ?? []
    }

    /// Share of the items of answered phases without a single concrete commitment, 0...1.
    private var vagueness: Double {
        let asked = items.filter { item in
            scenario.item(item.item).map { answeredPhases.contains($0.phase) } ?? false
        }
        guard !asked.isEmpty else { return 0 }
        return Double(asked.count { Self.isEmpty($0.facets.map(\.stance), $0.verdict) }) / Double(asked.count)
    }

    /// Whether an item was left without a single concrete commitment, and without a refusal.
    static func isEmpty(_ stances: [FacetFinding.Stance], _ verdict: Verdict) -> Bool {
        !stances.contains(.committed) && verdict != .contradicted
    }
}
