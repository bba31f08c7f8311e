package import InterviewCore
import ReportForms

/// How the interview is done well: findings, each part with a mistake and a stronger move, questions and answers.
package enum WalkthroughPage {
    package static func page(_ walkthrough: Walkthrough, scenario: Scenario) -> SitePage {
        let sources = walkthrough.sources.map { source in
            Markup.element(
                "span", [:], Markup(source.claim + ". "),
                .element("a", ["href": source.url, "rel": "noreferrer"], Markup(host(source.url))),
                Markup(", \(source.date), \(source.status)."))
        }
        var body: [Markup] = [
            HTML.h1(walkthrough.title),
            .element("p", ["class": "lead"], Markup(DisplayText.paragraphs(walkthrough.summary).joined(separator: " "))),
            HTML.section("What matters most", id: "findings", walkthrough.findings.map { finding($0, scenario: scenario) }),
            HTML.section("How it is scored", id: "weights", [BlueprintPage.weights(scenario)]),
            HTML.section("Time", id: "timing", [BlueprintPage.timing(scenario)]),
        ]
        body += walkthrough.turns.enumerated().map { turn($1, number: $0 + 1, scenario: scenario) }
        body.append(
            HTML.section(
                "Questions and answers", id: "faq",
                walkthrough.faq.map { entry in
                    .element(
                        "details", ["class": "panel"],
                        all: [.element("summary", [:], Markup(entry.question))] + HTML.paragraphs(entry.answer))
                }))
        body.append(HTML.section("To read up on", id: "topics", walkthrough.topics.map { finding($0, scenario: scenario) }))
        if !sources.isEmpty { body.append(HTML.section("Where facts come from", id: "sources", [HTML.list(sources)])) }
        return SitePage(title: "Walkthrough", place: .walkthrough, body: body)
    }

    private static func finding(_ finding: Walkthrough.Finding, scenario: Scenario) -> Markup {
        .element(
            "article", ["class": "item"],
            all: [HTML.h3(finding.title)] + HTML.paragraphs(finding.text) + [codes(finding.items, scenario: scenario)])
    }

    private static func turn(_ turn: Walkthrough.Turn, number: Int, scenario: Scenario) -> Markup {
        let phase = scenario.phase(turn.phase)
        var children: [Markup] = [
            .element(
                "blockquote", ["class": "question"],
                all: HTML.paragraphs(turn.question)),
            .element(
                "article", ["class": "move weak"],
                all: [HTML.h3("Common mistake: \(turn.mistake.title)"), said(turn.mistake.answer)]
                    + HTML.paragraphs(turn.mistake.why)
                    + [labelled("Stays open", turn.mistake.costs, scenario: scenario)]),
            .element(
                "article", ["class": "move strong"],
                all: [HTML.h3("Stronger move"), said(turn.stronger.answer)] + HTML.paragraphs(turn.stronger.why)
                    + [labelled("Earns", turn.stronger.earns, scenario: scenario)]),
        ]
        if let phase { children.append(BlueprintPage.practise(scenario, phase: phase)) }
        return HTML.section("\(number). \(phase?.title ?? turn.phase)", id: "turn-\(turn.phase)", children)
    }

    private static func said(_ text: String) -> Markup {
        .element("blockquote", [:], all: HTML.paragraphs(text))
    }

    private static func labelled(_ label: String, _ items: [String], scenario: Scenario) -> Markup {
        guard !items.isEmpty else { return HTML.div("codes", []) }
        return .element("p", [:], .element("strong", [:], Markup(label + ": ")), codes(items, scenario: scenario))
    }

    private static func codes(_ codes: [String], scenario: Scenario) -> Markup {
        .element(
            "span", ["class": "codes"],
            all: codes.map { code in
                let title = scenario.items.first { $0.code == code }?.title ?? code
                return .element("a", ["class": "chip", "href": "\(SiteAddress.blueprint)#item-\(code)"], Markup("\(code) \(title)"))
            })
    }

    private static func host(_ url: String) -> String {
        let rest = url.split(separator: "/", maxSplits: 2)
        return rest.count > 1 ? String(rest[1]) : url
    }
}
