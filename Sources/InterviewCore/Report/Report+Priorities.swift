extension Report {
    /// How many things to do differently a report names.
    private static let priorityCount = 3
    /// Points below which a change is not worth naming.
    private static let leastWorth = 0.05

    /// What would have brought most points: each open or doubtful item set to met for certain and each mistake removed.
    ///
    /// Caps and mistakes make the worth of one change depend on the others: at the bottom of a dimension mending one
    /// thing brings nothing, although nothing can be had without it. So each is scored twice, as the first thing mended
    /// and as the last, and its worth is the mean of the two gains.
    ///
    /// - Complexity: O((items + mistakes) * cost of scoring).
    static func priorities(scenario: Scenario, assessment: Assessment, score: ScoreCard) -> [Priority] {
        let changes = openChanges(scenario: scenario, assessment: assessment)
        let best = total(changes.reduce(into: assessment) { $1.mend(&$0) }, scenario: scenario)
        let found = changes.indices.map { index -> Priority in
            let change = changes[index]
            var first = assessment
            change.mend(&first)
            let others = changes.indices.filter { $0 != index }
            let allButThis = others.reduce(into: assessment) { changes[$1].mend(&$0) }
            let gainFirst = total(first, scenario: scenario) - score.total
            let gainLast = best - total(allButThis, scenario: scenario)
            return Priority(
                title: change.title, points: (gainFirst + gainLast) / 2, why: change.why, stronger: change.stronger)
        }
        // A stable order: by worth, then as the blueprint has them.
        return found.enumerated()
            .filter { $0.element.points >= leastWorth }
            .sorted { ($1.element.points, $0.offset) < ($0.element.points, $1.offset) }
            .prefix(priorityCount).map(\.element)
    }

    /// Chance of having been met from which nothing is left to say more plainly.
    private static let plain = 0.95

    /// Something that could have gone better.
    private struct Change {
        var title: String
        var why: String
        var stronger: String
        var mend: (inout Assessment) -> Void
    }

    private static func openChanges(scenario: Scenario, assessment: Assessment) -> [Change] {
        var changes: [Change] = []
        for (index, result) in assessment.items.enumerated() where result.isAssessed {
            guard let item = scenario.item(result.item) else { continue }
            let isMet = result.verdict == .met
            // Points go by chances: what was met only probably can still bring some.
            if isMet, result.probabilities[.met] ?? 1 >= plain { continue }
            changes.append(
                Change(title: isMet ? "Say more plainly: \(item.title)" : item.title, why: item.why, stronger: item.stronger) {
                    $0.items[index].verdict = .met
                    $0.items[index].probabilities = [.met: 1]
                })
        }
        for (index, result) in assessment.mistakes.enumerated() where result.isPresent {
            guard let mistake = scenario.mistake(result.mistake) else { continue }
            changes.append(
                Change(title: "Avoid: \(mistake.title)", why: mistake.whyCostly, stronger: mistake.strongerMove) {
                    $0.mistakes[index].isPresent = false
                    $0.mistakes[index].probability = 0
                })
        }
        return changes
    }

    private static func total(_ assessment: Assessment, scenario: Scenario) -> Double {
        Scoring.score(assessment, scenario: scenario).total
    }
}
