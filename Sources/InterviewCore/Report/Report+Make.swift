extension Report {
    /// The report of a session, finished or not. Pure.
    ///
    /// - Complexity: O(turns + items²): each open item is scored twice more to see what it is worth.
    package static func make(
        session: Session, scenario: Scenario, assessment: Assessment, score: ScoreCard
    ) -> Report {
        var report = make(
            header: header(session, scenario: scenario), turns: session.entries.map(\.turn),
            disputes: session.disputes, scenario: scenario, assessment: assessment, score: score)
        report.score.selfRating = session.selfRating
        report.phases = phases(session, scenario: scenario)
        report.questions = questions(session)
        report.hiddenCause = scenario.variants.first { $0.id == session.plan?.variant }?.cause
        return report
    }

    /// The report of a transcript from elsewhere. Pure.
    ///
    /// The time of a phase is taken from the minutes at which its turns begin; the last turn's own length is not known.
    ///
    /// - Complexity: as for a session.
    package static func make(
        transcript: Transcript, scenario: Scenario, assessment: Assessment, score: ScoreCard
    ) -> Report {
        let answers = transcript.turns.filter { $0.speaker == .candidate }
        let header = Header(
            origin: .transcript, session: transcript.id, retakeOf: nil, title: scenario.title, startedAt: nil,
            persona: "", difficulty: "", variant: "", seed: 0, minutes: nil,
            elapsedMinutes: transcript.turns.map(\.minute).max() ?? 0, answers: answers.count,
            words: transcript.candidateWordCount, revisedAnswers: 0, endReason: nil)
        var report = make(
            header: header, turns: transcript.turns, disputes: [:], scenario: scenario, assessment: assessment,
            score: score)
        report.phases = phases(transcript, scenario: scenario)
        return report
    }

    private static func make(
        header: Header, turns: [Transcript.Turn], disputes: [String: String], scenario: Scenario,
        assessment: Assessment, score: ScoreCard
    ) -> Report {
        let quotes = Quoting(turns: turns)
        let items = scenario.items.map { item in
            result(of: item, found: assessment.item(item.id), quotes: quotes, dispute: disputes[item.id])
        }
        return Report(
            header: header,
            score: Total(
                points: score.total, low: score.range.lowerBound, high: score.range.upperBound, ifCertain: score.ifCertain,
                outOf: scenario.rubric.points, selfRating: nil),
            dimensions: score.dimensions.map { found in
                let dimension = scenario.rubric.dimensions.first { $0.id == found.dimension }
                return DimensionResult(
                    id: found.dimension, title: dimension?.title ?? found.dimension, asks: dimension?.asks ?? "",
                    points: found.points, outOf: found.outOf, uncapped: found.uncapped, reasons: found.reasons)
            },
            priorities: priorities(scenario: scenario, assessment: assessment, score: score),
            items: items,
            mistakes: scenario.mistakes.compactMap { mistake in
                guard let found = assessment.mistake(mistake.id), found.isPresent else { return nil }
                return MistakeResult(
                    id: mistake.id, code: mistake.code, title: mistake.title, isNamed: mistake.isNamed,
                    probability: found.probability, quotes: quotes.of(found.evidence), whyCostly: mistake.whyCostly,
                    strongerMove: mistake.strongerMove)
            },
            possibleMistakes: possibleMistakes(scenario: scenario, assessment: assessment, quotes: quotes),
            behaviours: assessment.behaviours.map { .init(behaviour: $0.behaviour, value: $0.value, note: $0.note) },
            phases: [],
            notAssessed: items.filter { $0.verdict == nil }.map { "\($0.code) \($0.title)" },
            questions: [], hiddenCause: nil, disclaimers: disclaimers(scenario, assessment), versions: assessment.versions)
    }

    /// Points below which a mistake that can't be ruled out isn't listed.
    private static let tellingCost = 0.1

    private static func possibleMistakes(scenario: Scenario, assessment: Assessment, quotes: Quoting) -> [PossibleMistake] {
        scenario.mistakes.compactMap { mistake in
            guard let found = assessment.mistake(mistake.id), !found.isPresent, let probability = found.probability
            else { return nil }
            let cost = scenario.rubric.dimensions.reduce(0) { $0 + $1.points * ($1.mistakes[mistake.id] ?? 0) } * probability
            guard cost >= tellingCost, probability >= MistakeAssessment.tellingLikelihood else { return nil }
            return PossibleMistake(
                id: mistake.id, code: mistake.code, title: mistake.title, probability: probability, points: cost,
                quotes: quotes.of(found.evidence))
        }
    }

    private static func disclaimers(_ scenario: Scenario, _ assessment: Assessment) -> [String] {
        guard assessment.isByExemplarsAlone == true else { return scenario.disclaimers }
        return [
            "Nothing was trained on this scenario, or not on all of it: what you said was compared with its authors' examples"
                + " alone. Take the quotes as pointers and the points as rough."
        ] + scenario.disclaimers
    }

    private static func header(_ session: Session, scenario: Scenario) -> Header {
        var reason: EndReason?
        if case .ended(let why) = session.status { reason = why }
        let plan = session.plan
        return Header(
            origin: .session, session: session.id, retakeOf: plan?.retakeOf, title: scenario.title,
            startedAt: session.startedAt,
            persona: scenario.personas.first { $0.id == plan?.persona }?.name ?? plan?.persona ?? "",
            difficulty: scenario.difficulties.first { $0.id == plan?.difficulty }?.title ?? plan?.difficulty ?? "",
            variant: plan?.variant ?? "", seed: plan?.seed ?? 0, minutes: plan?.minutes, focus: plan?.focus,
            elapsedMinutes: session.lastEventAt.map { Double(session.clock.elapsed(at: $0)) / 60_000 } ?? 0,
            answers: session.entries.count { $0.turn.speaker == .candidate },
            words: session.transcript.candidateWordCount, revisedAnswers: session.entries.count(where: \.isRevised),
            endReason: reason)
    }

    private static func result(
        of item: Item, found: ItemAssessment?, quotes: Quoting, dispute: String?
    ) -> ItemResult {
        let isAssessed = found?.isAssessed == true
        let facets = found?.facets ?? []
        // Where no finding proves anything, the item's own evidence may; the same passage is shown once.
        let evidence = (found?.evidence ?? []) + facets.flatMap(\.evidence)
        return ItemResult(
            id: item.id, code: item.code, title: item.title, phase: item.phase, criterion: item.criterion,
            verdict: isAssessed ? found?.verdict : nil, isUnsure: found?.isUnsure ?? false,
            confidence: found?.confidence ?? 0,
            descriptor: isAssessed ? found.flatMap { item.descriptors[$0.verdict] } : nil,
            quotes: isAssessed ? quotes.of(evidence, opposite: Self.denials(facets)) : [],
            facets: item.facets.map { facet in
                FacetResult(
                    label: facet.label, stance: facets.first { $0.facet.facet == facet.id }?.stance ?? .absent)
            },
            missing: isAssessed && found?.verdict != .met ? MissingParts.phrases(for: item, findings: facets) : [],
            why: item.why, stronger: item.stronger, dispute: dispute)
    }

    /// The passages that count against an item's facets and for none.
    private static func denials(_ facets: [FacetFinding]) -> Set<Evidence> {
        let denied = facets.filter { $0.stance == .denied }.flatMap(\.evidence)
        return Set(denied).subtracting(facets.filter { $0.stance != .denied }.flatMap(\.evidence))
    }

    private static func phases(_ session: Session, scenario: Scenario) -> [PhaseResult] {
        let timetable = PhaseTimetable(scenario: scenario, minutes: session.plan?.minutes)
        return scenario.phases.map { phase in
            PhaseResult(
                id: phase.id, title: phase.title,
                spentMinutes: session.lastEventAt.map { Double(session.clock.spent(in: phase.id, at: $0)) / 60_000 } ?? 0,
                budgetMinutes: timetable?.slot(phase.id).map { Double($0.length) / 60_000 },
                wasEntered: session.phases.contains(phase.id))
        }
    }

    private static func phases(_ transcript: Transcript, scenario: Scenario) -> [PhaseResult] {
        let turns = transcript.turns
        var spent: [String: Double] = [:]
        for (turn, next) in zip(turns, turns.dropFirst()) {
            spent[turn.phase, default: 0] += max(0, next.minute - turn.minute)
        }
        return scenario.phases.map { phase in
            PhaseResult(
                id: phase.id, title: phase.title, spentMinutes: spent[phase.id] ?? 0, budgetMinutes: phase.minutes,
                wasEntered: turns.contains { $0.phase == phase.id })
        }
    }

    private static func questions(_ session: Session) -> [AskedQuestion] {
        let asked = session.entries.enumerated().compactMap { turn, entry in entry.question.map { (turn, entry, $0) } }
        return asked.enumerated().map { index, found in
            let (turn, entry, question) = found
            return AskedQuestion(
                number: index + 1, turn: turn, minute: entry.turn.minute, phase: question.phase, item: question.item,
                text: question.text, trigger: question.reason.trigger, alternatives: question.reason.alternatives)
        }
    }
}

/// Turns evidence into quotes with the minute they were said at.
struct Quoting {
    let turns: [Transcript.Turn]
    /// Most quotes shown for one finding.
    private static let most = 4

    /// The passages in order, each once; those inside another are left out.
    ///
    /// - Parameter opposite: those that were taken as the opposite of what is asked for.
    func of(_ evidence: [Evidence], opposite: Set<Evidence> = []) -> [Report.Quote] {
        var kept: [Evidence] = []
        for passage in evidence.sorted(by: { ($0.turn, $0.start, -$0.end) < ($1.turn, $1.start, -$1.end) }) {
            if let last = kept.last, last.turn == passage.turn, passage.end <= last.end { continue }
            kept.append(passage)
        }
        return kept.prefix(Self.most).map { passage in
            Report.Quote(
                turn: passage.turn,
                minute: turns.indices.contains(passage.turn) ? turns[passage.turn].minute : 0,
                text: passage.quote, start: passage.start, end: passage.end, isOpposite: opposite.contains(passage))
        }
    }
}
