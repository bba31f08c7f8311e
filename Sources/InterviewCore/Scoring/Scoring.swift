/// Verdicts, mistakes and behaviours to points, by the rubric. Pure and deterministic.
///
/// A verdict counts by how sure it is: an item is worth the mean of what its possible verdicts are worth, weighed by their
/// probabilities. That is the total least far from what raters would give on average; a met that is two thirds sure is no
/// full credit, nor is a doubtful absent none. A mistake costs by how likely it is, too.
package enum Scoring {
    /// The score of an assessment.
    ///
    /// - Complexity: O(dimensions * items).
    package static func score(_ assessment: Assessment, scenario: Scenario) -> ScoreCard {
        let dimensions = dimensions(of: assessment, scenario: scenario)
        let total = dimensions.reduce(0) { $0 + $1.points }
        let spread = spread(assessment, scenario: scenario)
        return ScoreCard(
            dimensions: dimensions, total: total,
            range: max(0, total - spread)...min(scenario.rubric.points, total + spread),
            ifCertain: self.dimensions(of: assessment.ifCertain, scenario: scenario).reduce(0) { $0 + $1.points },
            notAssessed: scenario.items.map(\.id).filter { id in assessment.item(id)?.isAssessed != true },
            rubricVersion: scenario.rubric.version)
    }

    private static func dimensions(of assessment: Assessment, scenario: Scenario) -> [ScoreCard.DimensionScore] {
        let credits = Credits(assessment: assessment, scenario: scenario)
        return scenario.rubric.dimensions.map {
            dimensionScore($0, credits: credits, assessment: assessment, scenario: scenario)
        }
    }

    private static func dimensionScore(
        _ dimension: Rubric.Dimension, credits: Credits, assessment: Assessment, scenario: Scenario
    ) -> ScoreCard.DimensionScore {
        var reasons: [String] = []
        var earned = 0.0
        var assessable = 0.0
        var phases: [String] = []
        for phase in scenario.phases {
            guard let share = dimension.shares[phase.id], let credit = credits.mean(phase: phase.id) else { continue }
            earned += share * credit
            assessable += share
            phases.append("\(phase.title) \(Self.percent(max(0, credit))) (weight \(Self.percent(share)))")
        }
        if !phases.isEmpty { reasons.append("Of what each phase asks for: \(phases.joined(separator: "; ")).") }
        for behaviour in Rubric.Behaviour.allCases {
            guard let share = dimension.behaviours[behaviour] else { continue }
            let value: Double
            let note: String
            if behaviour == .content {
                guard let overall = credits.overall else { continue }
                value = max(0, overall)
                note = "Substance of the answers over all phases: \(Self.percent(value))."
            } else {
                guard let reading = assessment.behaviours.first(where: { $0.behaviour == behaviour }),
                    let seen = reading.value
                else { continue }
                value = seen
                note = reading.note
            }
            earned += share * value
            assessable += share
            reasons.append(note)
        }
        guard assessable > 0 else {
            return .init(
                dimension: dimension.id, points: scaled(0, dimension), outOf: dimension.points,
                reasons: ["Nothing was asked or said that this dimension could be scored on."], uncapped: nil)
        }
        var fraction = earned / assessable
        var doubtful = 0.0
        for mistake in scenario.mistakes {
            guard let cost = dimension.mistakes[mistake.id], cost > 0, let found = assessment.mistake(mistake.id) else { continue }
            let probability = found.probability ?? (found.isPresent ? 1 : 0)
            fraction -= cost * probability
            if found.isPresent {
                let lost = Self.costs(cost * probability * dimension.points)
                let doubt = probability < Self.certain ? ", being \(Self.percent(probability)) likely" : ""
                reasons.append("\(mistake.title) costs \(lost)\(doubt).")
            } else {
                doubtful += cost * probability * dimension.points
            }
        }
        if doubtful >= Self.tellingCost { reasons.append("Mistakes that can't be ruled out cost \(Self.costs(doubtful)) in all.") }
        var uncapped: Double?
        if let cap = dimension.cap, let credit = credits.mean(phase: cap.phase), let phase = scenario.phase(cap.phase) {
            let limit = cap.floor + (1 - cap.floor) * max(0, credit)
            if fraction > limit {
                uncapped = scaled(fraction, dimension)
                fraction = limit
                reasons.append(
                    "Capped at \(Self.percent(limit)): a weak '\(phase.title)' can't be recovered later.")
            }
        }
        if dimension.range != 0...1 {
            let ends = [dimension.range.lowerBound, dimension.range.upperBound].map { Self.points($0 * dimension.points) }
            reasons.append("The scale here ends at \(ends[0]) and \(ends[1]) points: raters hardly ever give less or more.")
        }
        return .init(
            dimension: dimension.id, points: scaled(fraction, dimension), outOf: dimension.points, reasons: reasons,
            uncapped: uncapped)
    }

    /// Points for a fraction of a dimension, within the dimension's range.
    private static func scaled(_ fraction: Double, _ dimension: Rubric.Dimension) -> Double {
        let clamped = min(1, max(0, fraction))
        let range = dimension.range
        return dimension.points * (range.lowerBound + (range.upperBound - range.lowerBound) * clamped)
    }

    /// Half the width of the total's range: how far the total moves when unsure verdicts fall the other way.
    ///
    /// Items are taken as independent; 1.28 standard deviations hold 80 % of a normal distribution.
    private static func spread(_ assessment: Assessment, scenario: Scenario) -> Double {
        let perItem = scenario.rubric.points / Double(max(1, scenario.items.count))
        let variance = assessment.items.reduce(0) { sum, item in
            guard item.isAssessed else { return sum + perItem * perItem / 4 }
            let likely = likely(item, credit: scenario.rubric.credit)
            return sum + likely.variance * perItem * perItem
        }
        return 1.28 * variance.squareRoot() + 2
    }

    /// What an item's possible verdicts are worth on average, and how far they scatter. Nothing but the verdict is known
    /// where it has no probabilities, as when a person set it.
    fileprivate static func likely(_ item: ItemAssessment, credit: [Verdict: Double]) -> (mean: Double, variance: Double) {
        // In the verdicts' order: sums in a dictionary's own order differ in the last digit from run to run.
        let shares = Verdict.allCases.sorted().map { (share: item.probabilities[$0] ?? 0, worth: credit[$0] ?? 0) }
        let all = shares.reduce(0) { $0 + $1.share }
        guard all > 0 else { return (credit[item.verdict] ?? 0, 0) }
        let mean = shares.reduce(0) { $0 + $1.share * $1.worth } / all
        return (mean, shares.reduce(0) { $0 + $1.share * ($1.worth - mean) * ($1.worth - mean) } / all)
    }

    private static func percent(_ fraction: Double) -> String { "\(Int((fraction * 100).rounded())) %" }

    /// A mistake this likely is said without its probability.
    private static let certain = 0.85
    /// Points from which it is said what mistakes cost that weren't noticed.
    private static let tellingCost = 0.1

    private static func costs(_ value: Double) -> String {
        let lost = points(value)
        return "\(lost) point\(lost == "1" ? "" : "s")"
    }

    private static func points(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

extension Assessment {
    /// The same with every verdict certain as it stands, and every mistake either made or not.
    fileprivate var ifCertain: Assessment {
        var certain = self
        for index in certain.items.indices { certain.items[index].probabilities = [:] }
        for index in certain.mistakes.indices { certain.mistakes[index].probability = nil }
        return certain
    }
}

/// What each phase earned, over its assessed items.
private struct Credits {
    /// What the items are worth by the probabilities of their verdicts.
    private var byPhase: [String: [Double]] = [:]

    init(assessment: Assessment, scenario: Scenario) {
        for item in scenario.items {
            guard let found = assessment.item(item.id), found.isAssessed else { continue }
            byPhase[item.phase, default: []].append(Scoring.likely(found, credit: scenario.rubric.credit).mean)
        }
    }

    func mean(phase: String) -> Double? {
        guard let credits = byPhase[phase], !credits.isEmpty else { return nil }
        return credits.reduce(0, +) / Double(credits.count)
    }

    var overall: Double? {
        let phases = byPhase.keys.sorted().compactMap(mean(phase:))
        return phases.isEmpty ? nil : phases.reduce(0, +) / Double(phases.count)
    }
}
