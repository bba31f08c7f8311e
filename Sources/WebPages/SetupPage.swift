package import InterviewCore
import ReportForms

/// What is chosen before an interview, with what it covers and how it is scored.
package enum SetupPage {
    /// - Parameter chosen: what was chosen before, when the page comes back with a problem.
    package static func page(scenario: Scenario, chosen: [String: String] = [:], problem: String? = nil) -> SitePage {
        var body: [Markup] = [HTML.h1(scenario.title)]
        if let problem { body.append(.element("p", ["class": "banner error", "role": "alert"], Markup(problem))) }
        body += [
            HTML.div(
                "setup",
                [
                    .element("div", [:], HTML.section("The case", id: "case", HTML.paragraphs(scenario.brief))),
                    .element("aside", ["class": "side", "aria-label": "Choices"], form(scenario, chosen: chosen)),
                    .element(
                        "div", [:], HTML.section("Before you start", id: "before", HTML.paragraphs(scenario.preparation)),
                        HTML.section("How it is scored", id: "scored", [BlueprintPage.weights(scenario)]),
                        HTML.section("The parts", id: "parts", [BlueprintPage.timing(scenario)])),
                ])
        ]
        return SitePage(title: "Before you start", place: .home, style: "wide", body: body)
    }

    private static func form(_ scenario: Scenario, chosen: [String: String]) -> Markup {
        let full = ReportWords.points(scenario.minutes)
        let lengths = [("", "\(full) minutes, the real thing"), ("15", "15 minutes"), ("10", "10 minutes"), ("0", "No clock")]
        return .element(
            "form", ["method": "post", "action": SiteAddress.interviews, "class": "panel stack"],
            .void("input", ["type": "hidden", "name": "scenario", "value": scenario.id]),
            .void("input", ["type": "hidden", "name": "from", "value": "setup"]),
            select("minutes", "Length", lengths, chosen: chosen["minutes"]),
            select(
                "persona", "Interviewer",
                [("", "Any")] + scenario.personas.map { ($0.id, "\($0.name): \(first($0.manner))") }, chosen: chosen["persona"]),
            select(
                "difficulty", "Difficulty", scenario.difficulties.map { ($0.id, difficulty($0)) },
                chosen: chosen["difficulty"] ?? "standard"),
            .element(
                "fieldset", [:], .element("legend", [:], Markup("While you speak")),
                .element(
                    "label", ["class": "check"],
                    chosen["tracker"] == nil
                        ? .void("input", ["type": "checkbox", "name": "tracker", "value": "on"])
                        : .void("input", ["type": "checkbox", "name": "tracker", "value": "on", "checked": ""]),
                    Markup("Show what has been heard")),
                HTML.quiet("Helps while learning; leave it off for a real rehearsal.")),
            .element(
                "details", chosen["seed"].map { $0.isEmpty } ?? true ? [:] : ["open": ""],
                .element("summary", [:], Markup("The same interview again")),
                .element("label", ["for": "seed"], Markup("Seed")),
                .void(
                    "input",
                    [
                        "id": "seed", "name": "seed", "inputmode": "numeric", "pattern": "[0-9]*", "autocomplete": "off",
                        "value": chosen["seed"] ?? "",
                    ]),
                HTML.quiet("The number a report gives; the same one brings the same wordings and complications.")),
            .element("button", ["class": "button primary"], Markup("Start the interview")),
            HTML.quiet("The clock starts at once. You can pause, and leave at any time: everything is kept."))
    }

    private static func select(
        _ name: StaticString, _ label: String, _ options: [(String, String)], chosen: String?
    ) -> Markup {
        .element(
            "div", ["class": "field"], .element("label", ["for": "\(name)"], Markup(label)),
            .element(
                "select", ["id": "\(name)", "name": "\(name)"],
                all: options.map { value, text in
                    value == (chosen ?? "")
                        ? .element("option", ["value": value, "selected": ""], Markup(text))
                        : .element("option", ["value": value], Markup(text))
                }))
    }

    private static func first(_ manner: String) -> String {
        let text = DisplayText.paragraphs(manner).joined(separator: " ")
        return text.count <= 60 ? text : String(text.prefix(57)) + "…"
    }

    private static func difficulty(_ difficulty: Difficulty) -> String {
        let most = difficulty.twists + difficulty.pushbacks
        return most == 0 ? "\(difficulty.title): no complications" : "\(difficulty.title): up to \(most) complications"
    }
}
