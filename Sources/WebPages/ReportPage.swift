package import InterviewCore
import ReportForms

/// A report on the site: everything the file form has, with the transcript beside it and what can be done next.
package enum ReportPage {
    /// - Parameters:
    ///   - turns: the transcript; nil in a share copy.
    ///   - scenario: for links to the parts to practise.
    package static func page(_ report: Report, turns: [Transcript.Turn]?, scenario: Scenario) -> SitePage {
        let id = report.header.session
        var body: [Markup] = [
            HTML.div(
                "report-head",
                [
                    PageReport.head(report),
                    .element(
                    "nav", ["class": "actions", "aria-label": "This report"],
                    all: turns == nil ? [printing] : [printing] + files(id)),
                ])
        ]
        if report.header.answers == 0 {
            body.append(.element("p", ["class": "notice"], Markup(ReportWords.nothingSaid)))
        } else {
            body += [PageReport.comparison(report), next(report, scenario: scenario)].compactMap(\.self)
            body.append(PageReport.dimensions(report))
        }
        body.append(map(report, turns: turns ?? [], scenario: scenario))
        body += [
            PageReport.mistakes(report), PageReport.possibleMistakes(report), PageReport.time(report),
            PageReport.behaviours(report),
        ].compactMap(\.self)
        if let questions = PageReport.questions(report) {
            body.append(
                .element(
                    "details", ["class": "panel"], .element("summary", [:], Markup("Why each question was asked")), questions))
        }
        body.append(PageReport.closing(report))
        return SitePage(title: "Report", place: .history, style: "page report", script: "report.js", body: body)
    }

    private static var printing: Markup {
        .element("button", ["type": "button", "class": "button small", "data-print": ""], Markup("Print or PDF"))
    }

    private static func files(_ id: String) -> [Markup] {
        [
            .element("a", ["class": "button small", "href": SiteAddress.report(id) + "?form=markdown"], Markup("Markdown")),
            .element("a", ["class": "button small", "href": SiteAddress.report(id) + "?form=json"], Markup("JSON")),
            .element("a", ["class": "button small", "href": SiteAddress.report(id) + "?form=share"], Markup("Share copy")),
            .element("a", ["class": "button small", "href": SiteAddress.action("export", id)], Markup("All data")),
        ]
    }

    /// Three next steps, each with a button that starts the part it belongs to.
    private static func next(_ report: Report, scenario: Scenario) -> Markup? {
        guard !report.priorities.isEmpty else { return nil }
        let entries = report.priorities.prefix(3).map { priority -> Markup in
            var children: [Markup] = [
                .element("strong", [:], Markup(priority.title)),
                Markup(" (\(ReportWords.worth(priority.points)))"), HTML.p(priority.why),
                .element("p", [:], .element("strong", [:], Markup("Stronger: ")), Markup(priority.stronger)),
            ]
            let item = report.items.first { $0.title == priority.title || "\($0.code) \($0.title)" == priority.title }
            if let item, let phase = scenario.phase(item.phase) {
                children.append(BlueprintPage.practise(scenario, phase: phase))
            }
            return .element("li", [:], all: children)
        }
        return HTML.section("Three next steps", id: "next", [.element("ol", ["class": "steps"], all: entries)])
    }

    /// The items as a map over the transcript, then each in full.
    private static func map(_ report: Report, turns: [Transcript.Turn], scenario: Scenario) -> Markup {
        let id = report.header.session
        let buttons = report.items.map { item in
            Markup.element(
                "button",
                [
                    "type": "button", "class": "item-button", "data-item": item.id, "data-title": item.title,
                    "data-verdict": item.verdict?.rawValue ?? "none", "aria-pressed": "false",
                ],
                .element("span", ["class": "sign", "aria-hidden": "true"]), HTML.span("name", item.title),
                HTML.span("state", ReportWords.verdict(item)))
        }
        var right: [Markup] = []
        if !turns.isEmpty {
            right = [
                HTML.h3("What you said"),
                .element("p", ["id": "lit-note", "role": "status", "class": "quiet"],
                    Markup("Choose a point to see the words that counted, or a marked passage to see what it counted for.")),
                .element(
                    "div", ["class": "said-box", "tabindex": "0", "role": "group", "aria-label": "What you said"],
                    TranscriptMap.list(
                        turns: turns, report: report,
                        interviewer: report.header.persona.isEmpty ? "Interviewer" : report.header.persona,
                        retakes: report.header.origin == .session ? SiteAddress.action("retake", id) : nil)),
            ]
        }
        return HTML.section(
            "Point by point", id: "points-section",
            [
                HTML.div(
                    "map",
                    [
                        .element("div", ["id": "report-map", "class": "map-items", "role": "group", "aria-label": "Points"], all: buttons),
                        HTML.div("map-said", right),
                    ]),
                again(report, turns: turns, scenario: scenario),
                HTML.div("items", report.items.map { item($0, session: id, hasTranscript: !turns.isEmpty) }),
            ])
    }

    /// Buttons that take a whole part again from its opening question.
    private static func again(_ report: Report, turns: [Transcript.Turn], scenario: Scenario) -> Markup {
        guard report.header.origin == .session else { return HTML.div("actions", []) }
        let buttons = report.phases.compactMap { phase -> Markup? in
            guard let turn = turns.firstIndex(where: { $0.phase == phase.id && $0.speaker == .interviewer }) else { return nil }
            return HTML.button(
                "\(phase.title) again", posting: SiteAddress.action("retake", report.header.session), style: "button small",
                fields: [("turn", "\(turn)")])
        }
        guard !buttons.isEmpty else { return HTML.div("actions", []) }
        return .element(
            "div", ["class": "again"],
            HTML.quiet(
                "Take a part again from its opening question, with the time there was; the interview stays as it is, and the new"
                    + " report says what changed."),
            HTML.div("actions", buttons))
    }

    private static func item(_ item: Report.ItemResult, session: String, hasTranscript: Bool) -> Markup {
        var children: [Markup] = [
            .element(
                "h3", [:], Markup("\(item.code) \(item.title) "),
                .element("span", ["class": "chip verdict", "data-verdict": item.isUnsure ? "unsure" : item.verdict?.rawValue ?? "none"],
                    Markup(ReportWords.verdict(item)))),
            HTML.quiet(item.criterion),
        ]
        if item.verdict != nil {
            children += PageReport.quotes(item.quotes)
            let heard = ReportWords.heard(item)
            if !heard.isEmpty { children.append(HTML.list(heard.map { Markup($0) })) }
            if !item.missing.isEmpty { children.append(labelled("Missing", item.missing.joined(separator: "; "))) }
            if item.verdict != .met {
                children += [labelled("Why it matters", item.why), labelled("Stronger", item.stronger)]
            }
        }
        if hasTranscript, !item.quotes.isEmpty {
            children.append(
                .element(
                    "p", [:],
                    .element("a", ["href": "#said", "data-show-item": item.id], Markup("Show in the transcript"))))
        }
        if let dispute = item.dispute {
            children.append(labelled("You disagreed", dispute.isEmpty ? "without a comment" : dispute))
        } else if hasTranscript, item.verdict != nil {
            children.append(disagree(item, session: session))
        }
        return .element("article", ["class": "item", "id": "item-\(item.id)", "data-item": item.id], all: children)
    }

    private static func disagree(_ item: Report.ItemResult, session: String) -> Markup {
        .element(
            "details", ["class": "dispute"], .element("summary", [:], Markup("This is wrong")),
            .element(
                "form", ["method": "post", "action": SiteAddress.action("dispute", session), "class": "stack"],
                .void("input", ["type": "hidden", "name": "item", "value": item.id]),
                .element("label", ["for": "why-\(item.id)"], Markup("What it should have been, and why (kept for you alone)")),
                .element("textarea", ["id": "why-\(item.id)", "name": "comment", "rows": "2"]),
                .element("button", ["class": "button small"], Markup("Note that I disagree"))))
    }

    private static func labelled(_ label: String, _ text: String) -> Markup {
        .element("p", [:], .element("strong", [:], Markup(label + ": ")), Markup(text))
    }
}
