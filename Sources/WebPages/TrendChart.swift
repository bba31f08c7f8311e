import ReportForms

/// A line over time with the range of each point, and the same numbers as a table.
enum TrendChart {
    struct Point {
        var value: Double
        var low: Double?
        var high: Double?
    }

    static func figure(caption: String, points: [Point], labels: [String], top: Double, isSmall: Bool = false) -> Markup {
        let height = isSmall ? 70.0 : 150.0
        let y = { (value: Double) in height - 6 - (value / max(1, top)) * (height - 16) }
        let x = { (index: Int) in points.count < 2 ? 50 : 3 + Double(index) / Double(points.count - 1) * 94 }
        var drawn: [Markup] = [0.0, 0.5, 1.0].map { share in
            .element(
                "line", ["class": "grid", "x1": "0", "x2": "100%", "y1": number(y(top * share)), "y2": number(y(top * share))])
        }
        for (index, pair) in zip(points, points.dropFirst()).enumerated() {
            drawn.append(
                .element(
                    "line",
                    [
                        "class": "trend", "x1": number(x(index)) + "%", "y1": number(y(pair.0.value)),
                        "x2": number(x(index + 1)) + "%", "y2": number(y(pair.1.value)),
                    ]))
        }
        for (index, point) in points.enumerated() {
            if let low = point.low, let high = point.high {
                drawn.append(
                    .element(
                        "line",
                        [
                            "class": "range", "x1": number(x(index)) + "%", "x2": number(x(index)) + "%", "y1": number(y(low)),
                            "y2": number(y(high)),
                        ]))
            }
            drawn.append(
                .element("circle", ["class": "point", "cx": number(x(index)) + "%", "cy": number(y(point.value)), "r": "4"]))
        }
        if let last = points.last {
            drawn.append(
                .element(
                    "text", ["x": number(x(points.count - 1)) + "%", "y": number(max(12, y(last.value) - 9)), "class": "last"],
                    Markup("\(Int(last.value.rounded()))")))
        }
        let said = points.map { "\(Int($0.value.rounded()))" }.joined(separator: ", ")
        return .element(
            "figure", ["class": isSmall ? "small" : "large"], .element("figcaption", [:], Markup(caption)),
            .element(
                "svg",
                [
                    "class": "chart", "width": "100%", "height": number(height), "role": "img",
                    "aria-label": "\(caption): \(said)",
                ], all: drawn),
            .element(
                "details", [:], .element("summary", [:], Markup("As a table")),
                HTML.table(
                    caption: caption, head: ["When", "Value", "Range"],
                    rows: zip(labels, points).map { label, point in
                        [
                            Markup(label), Markup(ReportWords.points(point.value)),
                            Markup(
                                point.low.flatMap { low in
                                    point.high.map { "\(ReportWords.points(low)) to \(ReportWords.points($0))" }
                                } ?? "–"),
                        ]
                    })))
    }

    private static func number(_ value: Double) -> String { ReportWords.points(value) }
}
