package import InterviewCore
package import ReportForms

/// The whole blueprint of a scenario: what each part listens for, what costs, how it is weighed.
package enum BlueprintPage {
    package static func page(_ scenario: Scenario) -> SitePage {
        let phases = scenario.phases.map { phase in
            HTML.section(
                "\(phase.title), \(ReportWords.points(phase.minutes)) minutes", id: "phase-\(phase.id)",
                [HTML.p(phase.goal)] + scenario.items(in: phase.id).map(item) + [practise(scenario, phase: phase)])
        }
        let mistakes = scenario.mistakes.map { mistake in
            Markup.element(
                "article", ["class": "item"], HTML.h3(mistake.title + (mistake.isNamed ? " (one that costs most)" : "")),
                HTML.p(mistake.whyCostly),
                .element("p", [:], .element("strong", [:], Markup("Stronger: ")), Markup(mistake.strongerMove)))
        }
        return SitePage(
            title: "Blueprint", place: .blueprint,
            body: [
                HTML.h1("Blueprint: \(scenario.title)"),
                .element(
                    "p", ["class": "lead"],
                    Markup(
                        "\(scenario.items.count) points in \(scenario.phases.count) parts,"
                            + " \(ReportWords.points(scenario.rubric.points)) points to earn. Nothing here is secret: knowing"
                            + " the list is not the hard part.")),
                HTML.section("How it is scored", id: "weights", [weights(scenario)]),
                HTML.section("Time", id: "timing", [timing(scenario)]),
            ] + phases + [HTML.section("Mistakes that are noticed", id: "mistakes", mistakes)])
    }

    private static func item(_ item: Item) -> Markup {
        .element(
            "article", ["class": "item", "id": "item-\(item.code)"],
            all: [
                HTML.h3("\(item.code) \(item.title)"), HTML.p(item.criterion),
                .element("p", ["class": "quiet"], Markup("Why: \(item.why)")),
                .element(
                    "ul", ["class": "facets"], all: item.facets.map { .element("li", [:], Markup($0.label)) }),
            ])
    }

    /// A button that starts just this part.
    package static func practise(_ scenario: Scenario, phase: Phase) -> Markup {
        HTML.button(
            "Practise this part now (\(ReportWords.points(phase.minutes)) min)", posting: SiteAddress.interviews,
            fields: [("scenario", scenario.id), ("focus", phase.id)])
    }

    /// The rubric's weights as a chart with its table.
    package static func weights(_ scenario: Scenario) -> Markup {
        let dimensions = scenario.rubric.dimensions
        return chart(
            caption: "Points by dimension", unit: "points",
            rows: dimensions.map { (DisplayText.paragraphs($0.title).joined(), $0.points, $0.asks) },
            columns: ["Dimension", "Points", "Asks"])
    }

    /// The phases' minutes as a chart with its table.
    package static func timing(_ scenario: Scenario) -> Markup {
        chart(
            caption: "Minutes by part", unit: "min",
            rows: scenario.phases.map { ($0.title, $0.minutes, $0.goal) }, columns: ["Part", "Minutes", "Aim"])
    }

    private static func chart(
        caption: String, unit: String, rows: [(name: String, value: Double, text: String)], columns: [String]
    ) -> Markup {
        let most = max(1, rows.map(\.value).max() ?? 1)
        let bars = rows.enumerated().flatMap { index, row -> [Markup] in
            let y = index * 40
            let width = Int(row.value / most * 82)
            return [
                .element("text", ["x": "0", "y": "\(y + 14)"], Markup(row.name)),
                .element("rect", ["class": "bar", "x": "0", "y": "\(y + 20)", "width": "\(width)%", "height": "10", "rx": "3"]),
                .element(
                    "text", ["x": "\(width + 1)%", "y": "\(y + 29)"], Markup("\(ReportWords.points(row.value)) \(unit)")),
            ]
        }
        return .element(
            "figure", [:],
            .element(
                "svg",
                [
                    "class": "chart", "height": "\(rows.count * 40)", "width": "100%", "role": "img",
                    "aria-label": caption + ": " + rows.map { "\($0.name) \(ReportWords.points($0.value))" }.joined(separator: ", "),
                ], all: bars),
            .element(
                "details", [:], .element("summary", [:], Markup("As a table")),
                HTML.table(
                    caption: caption, head: columns,
                    rows: rows.map { [Markup($0.name), Markup(ReportWords.points($0.value)), Markup($0.text)] })))
    }
}
