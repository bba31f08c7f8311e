import InterviewCore

/// The charts of a report as SVG. Lengths are shares of the width and letters keep their size, so that they read alike
/// on a telephone and a desk. Each carries its numbers as text, for readers who can't see it.
enum ReportCharts {
    /// Share of the width that the longest bar takes, in percent; the rest is for its numbers.
    private static let longestBar = 70.0

    /// One bar a dimension: as long as its weight, filled as far as points were earned.
    static func dimensions(_ report: Report) -> Markup {
        let most = max(1, report.dimensions.map(\.outOf).max() ?? 1)
        let rows = report.dimensions.enumerated().flatMap { index, dimension -> [Markup] in
            let y = Double(index) * 46
            let full = dimension.outOf / most * longestBar
            let earned = dimension.outOf > 0 ? max(0, dimension.points) / dimension.outOf * full : 0
            let label = "\(ReportWords.points(dimension.points)) of \(ReportWords.points(dimension.outOf))"
            return [
                text(dimension.title, y: y + 14), bar(y: y + 20, percent: full, kind: "track"),
                bar(y: y + 20, percent: earned, kind: "bar"), text(label, after: full, y: y + 34),
            ]
        }
        let summary = report.dimensions.map {
            "\($0.title): \(ReportWords.points($0.points)) of \(ReportWords.points($0.outOf)) points"
        }
        return chart(rows, height: Double(report.dimensions.count) * 46, label: summary.joined(separator: "; "))
    }

    /// Two bars a phase: the time spent above the budget.
    static func phases(_ report: Report) -> Markup {
        let longest = report.phases.flatMap { [$0.spentMinutes, $0.budgetMinutes ?? 0] }.max() ?? 0
        let scale = longestBar / max(longest, 0.01)
        let rows = report.phases.enumerated().flatMap { index, phase -> [Markup] in
            let y = Double(index) * 48
            let budget = (phase.budgetMinutes ?? 0) * scale
            let spent = phase.spentMinutes * scale
            let of = phase.budgetMinutes.map { " of \(ReportWords.clock(minutes: $0))" } ?? ""
            let isOver = budget > 0 && spent > budget * 1.1
            return [
                text(phase.title, y: y + 14), bar(y: y + 20, percent: budget, kind: "track"),
                bar(y: y + 24, percent: spent, height: 10, kind: isOver ? "over" : "bar"),
                text(ReportWords.clock(minutes: phase.spentMinutes) + of, after: max(spent, budget), y: y + 34),
            ]
        }
        let summary = report.phases.map { "\($0.title): \(ReportWords.clock(minutes: $0.spentMinutes)) minutes" }
        return chart(rows, height: Double(report.phases.count) * 48, label: summary.joined(separator: "; "))
    }

    private static let square = 46.0
    private static let gap = 8.0
    /// Squares side by side; six fit on a telephone.
    private static let columns = 6

    /// One square an item, a row or more a phase; a word says what the colour says.
    static func items(_ report: Report) -> Markup {
        var cells: [Markup] = []
        var y = 0.0
        for phase in report.phases {
            cells.append(text(phase.title, y: y + 14))
            y += 22
            let items = report.items.filter { $0.phase == phase.id }
            for (index, item) in items.enumerated() {
                let column = index % columns
                if index > 0, column == 0 { y += square + gap }
                cells.append(cell(item, x: Double(column) * (square + gap), y: y))
            }
            y += items.isEmpty ? 0 : square + 2 * gap
        }
        let summary = report.items.map { "\($0.code) \(ReportWords.verdict($0))" }
        return chart(cells, height: y, label: summary.joined(separator: "; "))
    }

    private static func cell(_ item: Report.ItemResult, x: Double, y: Double) -> Markup {
        .element(
            "a", ["href": "#item-\(item.id)"],
            .element(
                "rect",
                [
                    "x": number(x), "y": number(y), "width": number(square), "height": number(square), "rx": "6",
                    "class": "v-\(cssClass(item))",
                ]),
            .element("title", [:], Markup("\(item.title): \(ReportWords.verdict(item))")),
            letters(item.code, x: x + square / 2, y: y + 20), letters(sign(item), x: x + square / 2, y: y + 37))
    }

    /// The class of a verdict's colours.
    static func cssClass(_ item: Report.ItemResult) -> String {
        guard let verdict = item.verdict else { return "none" }
        return item.isUnsure ? "unsure" : verdict.rawValue
    }

    private static func sign(_ item: Report.ItemResult) -> String {
        guard let verdict = item.verdict else { return "–" }
        if item.isUnsure { return "?" }
        return switch verdict {
        case .met: "met"
        case .partial: "partly"
        case .absent: "no"
        case .contradicted: "against"
        }
    }

    private static func chart(_ rows: [Markup], height: Double, label: String) -> Markup {
        .element("svg", ["height": number(height), "role": "img", "aria-label": label, "class": "chart"], all: rows)
    }

    private static func bar(y: Double, percent: Double, height: Double = 18, kind: String) -> Markup {
        .element(
            "rect",
            [
                "x": "0", "y": number(y), "width": number(max(0, percent)) + "%", "height": number(height), "rx": "3",
                "class": kind,
            ])
    }

    private static func text(_ value: String, y: Double) -> Markup {
        .element("text", ["x": "0", "y": number(y)], Markup(value))
    }

    /// Text a little to the right of a bar of so many percent.
    private static func text(_ value: String, after percent: Double, y: Double) -> Markup {
        .element(
            "svg", ["x": number(percent) + "%", "overflow": "visible"],
            .element("text", ["x": "8", "y": number(y)], Markup(value)))
    }

    private static func letters(_ value: String, x: Double, y: Double) -> Markup {
        .element("text", ["x": number(x), "y": number(y), "class": "cell"], Markup(value))
    }

    private static func number(_ value: Double) -> String { ReportWords.points(value) }
}
