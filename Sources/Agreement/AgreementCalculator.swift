package import InterviewCore

/// Computes an ``AgreementReport`` from graded transcripts. Pure and deterministic.
package struct AgreementCalculator {
    private static let samples = 400
    private static let worstShown = 5
    private let transcripts: [RatedTranscript]
    private let scenario: Scenario

    package init(_ transcripts: [RatedTranscript], scenario: Scenario) {
        self.transcripts = transcripts
        self.scenario = scenario
    }

    /// The report. - Complexity: O(samples * transcripts * items).
    package func report() -> AgreementReport {
        let point = all(transcripts)
        var random = SeededRandom(seed: 20_26, label: "bootstrap")
        var draws: [Name: [Double]] = [:]
        for _ in 0..<Self.samples {
            let sample = transcripts.indices.map { _ in
                transcripts[Int.random(in: transcripts.indices, using: &random)]
            }
            for (name, value) in all(sample) { draws[name, default: []].append(value) }
        }
        func figure(_ name: Name) -> AgreementReport.Figure {
            let value = point[name] ?? 0
            let sorted = (draws[name] ?? [value]).sorted()
            return .init(
                value: value, low: sorted[sorted.count / 20], high: sorted[min(sorted.count - 1, sorted.count * 19 / 20)])
        }
        return AgreementReport(
            transcripts: transcripts.count,
            figures: Dictionary(uniqueKeysWithValues: Self.figures(transcripts).keys.map { ($0, figure(.overall($0))) }),
            items: scenario.items.map {
                .init(
                    item: $0.id, creditMacroF1: figure(.item($0.id, .credit)), kappa: figure(.item($0.id, .kappa)),
                    accuracy: figure(.item($0.id, .accuracy)))
            },
            mistakes: Dictionary(
                scenario.mistakes.map { ($0.id, figure(.mistake($0.id))) }, uniquingKeysWith: { first, _ in first }),
            dimensionMAE: Dictionary(
                scenario.rubric.dimensions.map { ($0.id, figure(.dimension($0.id))) },
                uniquingKeysWith: { first, _ in first }),
            confusions: confusions(), worst: worst(), calibration: bins())
    }

    /// What is measured.
    private enum Name: Hashable {
        enum Part: Hashable { case credit, kappa, accuracy }

        case overall(String)
        case item(String, Part)
        case mistake(String)
        case dimension(String)
    }

    /// Every figure of some transcripts.
    private func all(_ transcripts: [RatedTranscript]) -> [Name: Double] {
        var out: [Name: Double] = [:]
        for (name, value) in Self.figures(transcripts) { out[.overall(name)] = value }
        for item in scenario.items {
            let pairs = transcripts.compactMap { graded -> (Verdict, Verdict)? in
                guard let rated = graded.rating.items[item.id], let found = graded.assessment.item(item.id) else {
                    return nil
                }
                return (rated.verdict, found.verdict)
            }
            out[.item(item.id, .credit)] = Statistics.macroF1(pairs.map { ($0.isCredited, $1.isCredited) })
            out[.item(item.id, .kappa)] = Statistics.quadraticKappa(
                pairs.map { ($0.level, $1.level) }, levels: Verdict.allCases.count)
            out[.item(item.id, .accuracy)] = Double(pairs.count { $0 == $1 }) / Double(max(1, pairs.count))
        }
        for mistake in scenario.mistakes {
            let pairs = transcripts.compactMap { graded in
                graded.rating.mistakes[mistake.id].map {
                    ($0.present, graded.assessment.mistake(mistake.id)?.isPresent ?? false)
                }
            }
            out[.mistake(mistake.id)] = Statistics.macroF1(pairs)
        }
        for dimension in scenario.rubric.dimensions {
            let errors = transcripts.map {
                abs(($0.score.points(dimension.id) ?? 0) - ($0.rating.scores[dimension.id] ?? 0))
            }
            out[.dimension(dimension.id)] = errors.reduce(0, +) / Double(max(1, errors.count))
        }
        return out
    }

    private static func verdictPairs(_ transcripts: [RatedTranscript]) -> [(Verdict, ItemAssessment)] {
        transcripts.flatMap { graded in
            graded.rating.items.sorted { $0.key < $1.key }.compactMap { id, rated in
                graded.assessment.item(id).map { (rated.verdict, $0) }
            }
        }
    }

    private static func figures(_ transcripts: [RatedTranscript]) -> [String: Double] {
        let verdicts = verdictPairs(transcripts)
        let levels = verdicts.map { ($0.level, $1.verdict.level) }
        let mistakes = transcripts.flatMap { graded in
            graded.rating.mistakes.sorted { $0.key < $1.key }.map { id, rated in
                (rated.present, graded.assessment.mistake(id)?.isPresent ?? false)
            }
        }
        let totals = transcripts.map { ($0.ratedTotal, $0.score.total) }
        let errors = totals.map { $1 - $0 }
        let count = Double(max(1, transcripts.count))
        let assessed = verdicts.count
        return [
            "credit_macro_f1": Statistics.macroF1(verdicts.map { ($0.isCredited, $1.verdict.isCredited) }),
            "met_macro_f1": Statistics.macroF1(verdicts.map { ($0 == .met, $1.verdict == .met) }),
            "item_qwk": Statistics.quadraticKappa(levels, levels: Verdict.allCases.count),
            "item_accuracy": Double(levels.count { $0 == $1 }) / Double(max(1, assessed)),
            "mistake_macro_f1": Statistics.macroF1(mistakes),
            "total_mae": errors.reduce(0) { $0 + abs($1) } / count,
            "total_bias": errors.reduce(0, +) / count,
            "total_r": Statistics.correlation(totals),
            "worst_total_error": errors.map(abs).max() ?? 0,
            "evidence_overlap": evidenceOverlap(transcripts),
            "unfound_quotes": Double(
                transcripts.reduce(0) { sum, graded in
                    sum + graded.assessment.allEvidence.count { !$0.isFound(in: graded.transcript) }
                }),
            "expected_calibration_error": calibrationError(verdicts),
            "unsure_share": Double(verdicts.count { $1.isUnsure }) / Double(max(1, assessed)),
        ]
    }

    private static func evidenceOverlap(_ transcripts: [RatedTranscript]) -> Double {
        var judged = 0
        var shared = 0
        for graded in transcripts {
            for (id, rated) in graded.rating.items {
                guard rated.verdict.isCredited, let quotes = rated.quotes, !quotes.isEmpty,
                    let found = graded.assessment.item(id), found.verdict.isCredited
                else { continue }
                judged += 1
                if found.evidence.contains(where: { proof in quotes.contains { Statistics.overlap(proof.quote, $0) } }) {
                    shared += 1
                }
            }
        }
        return judged == 0 ? 1 : Double(shared) / Double(judged)
    }

    /// Mean gap between confidence and accuracy over ten bins, weighted by their size.
    ///
    /// Guo et al., "On calibration of modern neural networks", ICML 2017, arXiv:1706.04599.
    private static func calibrationError(_ verdicts: [(Verdict, ItemAssessment)]) -> Double {
        binned(verdicts).reduce(0) {
            $0 + abs($1.confidence - $1.accuracy) * Double($1.count) / Double(max(1, verdicts.count))
        }
    }

    private static func binned(_ verdicts: [(Verdict, ItemAssessment)]) -> [AgreementReport.CalibrationBin] {
        let groups = Dictionary(grouping: verdicts) { min(9, Int($0.1.confidence * 10)) }
        return groups.keys.sorted().map { key in
            let group = groups[key] ?? []
            let count = Double(group.count)
            return .init(
                confidence: group.reduce(0) { $0 + $1.1.confidence } / count,
                accuracy: Double(group.count { $0 == $1.verdict }) / count, count: group.count)
        }
    }

    private func bins() -> [AgreementReport.CalibrationBin] { Self.binned(Self.verdictPairs(transcripts)) }

    private func confusions() -> [AgreementReport.Confusion] {
        var counts: [String: (Verdict, Verdict, Int)] = [:]
        for (rated, found) in Self.verdictPairs(transcripts) where rated != found.verdict {
            let key = "\(rated)-\(found.verdict)"
            counts[key] = (rated, found.verdict, (counts[key]?.2 ?? 0) + 1)
        }
        return counts.values.map { .init(rated: $0.0, assessed: $0.1, count: $0.2) }
            .sorted { ($1.count, $0.rated.level, $0.assessed.level) < ($0.count, $1.rated.level, $1.assessed.level) }
    }

    private func worst() -> [AgreementReport.Worst] {
        transcripts.sorted {
            (abs($0.score.total - $0.ratedTotal), $1.rating.id) > (abs($1.score.total - $1.ratedTotal), $0.rating.id)
        }
        .prefix(Self.worstShown).map { graded in
            let wrong = scenario.items.compactMap { item -> String? in
                guard let rated = graded.rating.items[item.id], let found = graded.assessment.item(item.id),
                    rated.verdict != found.verdict
                else { return nil }
                return "\(item.id): \(rated.verdict.rawValue), assessed \(found.verdict.rawValue)"
            }
            return .init(
                transcript: graded.rating.id, rated: graded.ratedTotal, assessed: graded.score.total, wrong: wrong)
        }
    }
}
