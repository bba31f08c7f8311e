package import InterviewCore

/// A report as one HTML file that needs nothing else: no script, no outside request, light and dark, fit to print.
package enum PageReport {
    /// The whole page. - Complexity: O(size of the report).
    package static func render(_ report: Report) -> String {
        var body = [head(report)]
        if report.header.answers == 0 {
            body.append(.element("p", ["class": "notice"], Markup(ReportWords.nothingSaid)))
        } else {
            body += [
                comparison(report), priorities(report), dimensions(report), mistakes(report), possibleMistakes(report),
            ].compactMap(\.self)
        }
        body += [map(report), items(report), time(report), behaviours(report), notAssessed(report), questions(report)]
            .compactMap(\.self)
        body.append(closing(report))
        return Markup.page(
            title: "\(report.header.title): report \(report.header.session)", head: [.style(PageStyle.css)],
            body: [.element("main", [:], all: body)])
    }

    /// Title, which interview it was, and the total.
    package static func head(_ report: Report) -> Markup {
        let total = ReportWords.total(report)
        var children: [Markup] = [.element("h1", [:], Markup(report.header.title))]
        children += ReportWords.introduction(report).map { .element("p", ["class": "quiet"], Markup($0)) }
        children.append(
            .element("p", ["class": "total"], .element("strong", [:], Markup(total.number + " ")), Markup(total.rest)))
        if let certain = ReportWords.certain(report) { children.append(paragraph(certain)) }
        if let guess = ReportWords.selfRating(report.score) { children.append(paragraph(guess)) }
        return .element("header", [:], all: children)
    }

    /// What changed since the attempt before; nil for a first one.
    package static func comparison(_ report: Report) -> Markup? {
        guard let comparison = report.comparison else { return nil }
        return section(
            "Since the attempt before",
            [paragraph(ReportWords.difference(comparison, now: report)), list(ReportWords.changes(comparison))])
    }

    private static func priorities(_ report: Report) -> Markup? {
        guard !report.priorities.isEmpty else { return nil }
        let entries = report.priorities.map { priority in
            Markup.element(
                "li", [:], .element("strong", [:], Markup(priority.title)),
                Markup(" (\(ReportWords.worth(priority.points)))"), paragraph(priority.why),
                labelled("Stronger", priority.stronger))
        }
        return section("The most valuable things to do differently", [.element("ol", [:], all: entries)])
    }

    /// The points of each dimension with the reasons.
    package static func dimensions(_ report: Report) -> Markup {
        let details = report.dimensions.flatMap { dimension -> [Markup] in
            var reasons = dimension.reasons
            if let uncapped = dimension.uncapped { reasons.append("Without the cap: \(ReportWords.points(uncapped)).") }
            let points = "\(ReportWords.points(dimension.points)) of \(ReportWords.points(dimension.outOf))"
            return [
                .element("h3", [:], Markup("\(dimension.title): \(points)")),
                .element("p", ["class": "quiet"], Markup(dimension.asks)), list(reasons),
            ]
        }
        return section("Where the points are", [ReportCharts.dimensions(report)] + details)
    }

    /// The mistakes that were noticed; nil when there were none.
    package static func mistakes(_ report: Report) -> Markup? {
        guard !report.mistakes.isEmpty else { return nil }
        let entries = report.mistakes.map { mistake in
            Markup.element(
                "article", [:],
                all: [
                    .element("h3", [:], Markup(ReportWords.heading(mistake)))
                ] + quotes(mistake.quotes) + [
                    labelled("Why it costs", mistake.whyCostly), labelled("Stronger", mistake.strongerMove),
                ])
        }
        return section("Mistakes noticed", entries)
    }

    /// The mistakes that can't be ruled out, with what they cost; nil when there are none.
    package static func possibleMistakes(_ report: Report) -> Markup? {
        guard !report.possibleMistakes.isEmpty else { return nil }
        return section(
            ReportWords.possibleMistakes,
            [paragraph(ReportWords.aboutPossibleMistakes)]
                + report.possibleMistakes.map {
                    Markup.element("article", [:], all: [paragraph(ReportWords.line($0))] + quotes($0.quotes))
                })
    }

    private static func map(_ report: Report) -> Markup {
        section("All points at a glance", [ReportCharts.items(report)])
    }

    private static func items(_ report: Report) -> Markup {
        let entries = report.items.map { item in
            var children: [Markup] = [
                .element(
                    "h3", ["id": "item-\(item.id)"], Markup("\(item.code) \(item.title) "),
                    .element("span", ["class": "chip v-\(ReportCharts.cssClass(item))"], Markup(ReportWords.verdict(item)))),
                .element("p", ["class": "quiet"], Markup(item.criterion)),
            ]
            guard item.verdict != nil else { return Markup.element("article", [:], all: children) }
            children += quotes(item.quotes)
            let heard = ReportWords.heard(item)
            if !heard.isEmpty { children.append(list(heard)) }
            if !item.missing.isEmpty { children.append(labelled("Missing", item.missing.joined(separator: "; "))) }
            if item.verdict != .met {
                children += [labelled("Why it matters", item.why), labelled("Stronger", item.stronger)]
            }
            if let dispute = item.dispute { children.append(labelled("You disagreed", dispute)) }
            return Markup.element("article", [:], all: children)
        }
        return section("Point by point", entries)
    }

    /// Minutes per phase against the blueprint; nil when nothing is known of them.
    package static func time(_ report: Report) -> Markup? {
        guard ReportWords.hasTimes(report) else { return nil }
        let missed = report.phases.filter { !$0.wasEntered }.map { "\($0.title) was not reached." }
        return section("Time", [ReportCharts.phases(report)] + missed.map(paragraph))
    }

    /// How it was said; nil when nothing was read.
    package static func behaviours(_ report: Report) -> Markup? {
        guard !report.behaviours.isEmpty else { return nil }
        let lines = report.behaviours.map(ReportWords.line)
        return section("How it was said", [list(lines)])
    }

    private static func notAssessed(_ report: Report) -> Markup? {
        guard !report.notAssessed.isEmpty else { return nil }
        return section(
            "Not assessed",
            [
                paragraph("Nothing asked for these and nothing was said on them; they count neither for nor against you."),
                list(report.notAssessed),
            ])
    }

    /// Every question with its reason; nil without questions.
    package static func questions(_ report: Report) -> Markup? {
        guard !report.questions.isEmpty else { return nil }
        let entries = report.questions.map { question in
            var children: [Markup] = [
                Markup(ReportWords.asked(question)),
                .element("p", ["class": "quiet"], Markup("Why: \(question.trigger)")),
            ]
            if !question.alternatives.isEmpty {
                children.append(
                    .element(
                        "p", ["class": "quiet"], Markup("Passed over: \(question.alternatives.joined(separator: "; "))")))
            }
            return Markup.element("li", [:], all: children)
        }
        return section("The questions, and why they were asked", [.element("ol", [:], all: entries)])
    }

    /// The hidden cause, the caveats and the versions.
    package static func closing(_ report: Report) -> Markup {
        var children: [Markup] = []
        if let cause = report.hiddenCause { children.append(section("What was behind the case", [paragraph(cause)])) }
        children.append(
            section(
                "Read this with care",
                [paragraph(ReportWords.caveat)] + report.disclaimers.map(paragraph) + [
                    .element("p", ["class": "quiet"], Markup(ReportWords.versions(report)))
                ]))
        return .element("footer", [:], all: children)
    }

    private static func section(_ title: String, _ children: [Markup]) -> Markup {
        .element("section", [:], all: [.element("h2", [:], Markup(title))] + children)
    }

    private static func paragraph(_ text: String) -> Markup { .element("p", [:], Markup(text)) }

    private static func labelled(_ label: String, _ text: String) -> Markup {
        .element("p", [:], .element("strong", [:], Markup(label + ": ")), Markup(text))
    }

    private static func list(_ lines: [String]) -> Markup {
        .element("ul", [:], all: lines.map { .element("li", [:], Markup($0)) })
    }

    /// Passages of the candidate's own words.
    package static func quotes(_ quotes: [Report.Quote]) -> [Markup] {
        quotes.map { quote in
            .element(
                "blockquote", [:], .element("p", ["dir": "auto"], Markup(quote.text)),
                .element("footer", [:], Markup(ReportWords.place(quote))))
        }
    }
}
