/// Points of the rubric that an item can still bring.
struct ItemWorth {
    private let pointsByPhase: [String: Double]
    private let credit: [Verdict: Double]

    /// - Complexity: O(dimensions * phases + items).
    init(scenario: Scenario) {
        credit = scenario.rubric.credit
        var points: [String: Double] = [:]
        for phase in scenario.phases {
            let items = max(1, scenario.items.count { $0.phase == phase.id })
            points[phase.id] = scenario.rubric.dimensions.reduce(0) { sum, dimension in
                sum + dimension.points * (dimension.shares[phase.id] ?? 0) / Double(items)
            }
        }
        pointsByPhase = points
    }

    /// Points out of the rubric's total between the item's verdict and `met`.
    func left(_ item: Item, verdict: Verdict) -> Double {
        let full = pointsByPhase[item.phase] ?? 0
        return full * ((credit[.met] ?? 1) - (credit[verdict] ?? 0))
    }
}
