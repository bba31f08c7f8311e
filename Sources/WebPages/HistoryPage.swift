package import InterviewCore
import ReportForms

/// All interviews, how the score moves, and which points stay open.
package enum HistoryPage {
    /// What the list was narrowed to.
    package struct Filter: Sendable {
        package var scenario: String?
        /// `open`, `ended` or nil for both.
        package var state: String?
        /// Which page of the list, from 1.
        package var page: Int

        package init(scenario: String?, state: String?, page: Int = 1) {
            self.scenario = scenario
            self.state = state
            self.page = max(1, page)
        }

        /// The address of another page of the same list.
        func address(page: Int) -> String {
            let fields = [("scenario", scenario ?? ""), ("state", state ?? ""), ("page", "\(page)")].filter { !$0.1.isEmpty }
            return SiteAddress.history + "?" + fields.map { "\($0.0)=\(HTML.part($0.1))" }.joined(separator: "&") + "#list"
        }

        package func keeps(_ card: SessionCard) -> Bool {
            if let scenario, !scenario.isEmpty, card.scenario != scenario { return false }
            switch state {
            case "open": return !card.isEnded
            case "ended": return card.isEnded
            default: return true
            }
        }
    }

    /// - Parameter cards: every session, the newest first.
    package static func page(cards: [SessionCard], scenarios: [Scenario], filter: Filter) -> SitePage {
        let shown = cards.filter(filter.keeps)
        var body: [Markup] = [HTML.h1("History")]
        if cards.isEmpty {
            body += [
                HTML.p("No interview yet. The first one takes two clicks, and whatever you do in it is kept here."),
                HTML.link("Start one", to: SiteAddress.home, style: "button primary"),
            ]
            return SitePage(title: "History", place: .history, body: body)
        }
        for scenario in scenarios {
            // Attempts at one part, and those that begin with another's answers, are no whole interviews: out of the trend.
            let scored = cards.filter {
                $0.scenario == scenario.id && $0.score != nil && $0.isEnded && $0.focus == nil && !$0.isRetake
            }
            guard !scored.isEmpty else { continue }
            body += progress(Array(scored.reversed()), scenario: scenario)
        }
        body.append(filters(scenarios, filter: filter))
        body.append(
            shown.isEmpty
                ? HTML.p("None of your \(cards.count) interviews fits this choice.")
                : .element("ul", ["class": "cards"], all: onPage(shown, filter: filter).map(card)))
        if let pages = pages(shown.count, filter: filter) { body.append(pages) }
        body.append(everything(count: cards.count))
        return SitePage(title: "History", place: .history, body: body)
    }

    /// How many interviews stand on one page of the list.
    private static let pageLength = 50

    private static func onPage(_ cards: [SessionCard], filter: Filter) -> ArraySlice<SessionCard> {
        let (start, isTooFar) = (filter.page - 1).multipliedReportingOverflow(by: pageLength)
        return isTooFar ? [] : cards.dropFirst(start).prefix(pageLength)
    }

    /// The way to newer and older interviews; nil where all stand on one page.
    private static func pages(_ count: Int, filter: Filter) -> Markup? {
        let last = (count + pageLength - 1) / pageLength
        guard last > 1 else { return nil }
        let page = min(filter.page, last)
        var links: [Markup] = []
        if page > 1 { links.append(HTML.link("Newer", to: filter.address(page: page - 1), style: "button small")) }
        links.append(HTML.span("quiet", "Page \(page) of \(last)"))
        if page < last { links.append(HTML.link("Older", to: filter.address(page: page + 1), style: "button small")) }
        return .element("nav", ["class": "actions", "aria-label": "Pages of the list"], all: links)
    }

    private static func progress(_ cards: [SessionCard], scenario: Scenario) -> [Markup] {
        var parts: [Markup] = [HTML.p("\(scenario.title): \(cards.count) scored so far.")]
        if cards.count > 1 {
            parts.append(
                TrendChart.figure(
                    caption: "Points of each interview, the oldest first",
                    points: cards.compactMap(\.score).map { .init(value: $0.points, low: $0.low, high: $0.high) },
                    labels: cards.map { ReportWords.date($0.startedAt) }, top: cards.first?.score?.outOf ?? 100))
            parts += scenario.rubric.dimensions.map { dimension in
                TrendChart.figure(
                    caption: "\(dimension.title), in percent",
                    points: cards.compactMap { $0.score?.dimensions[dimension.id] }.map {
                        .init(value: $0 * 100, low: nil, high: nil)
                    }, labels: cards.map { ReportWords.date($0.startedAt) }, top: 100, isSmall: true)
            }
        } else {
            parts.append(HTML.quiet("A line needs two points: after your second interview you see here how it moves."))
        }
        if let guesses = guesses(cards) { parts.append(guesses) }
        return [
            HTML.section("How it moves", id: "trend-\(scenario.id)", [HTML.div("trends", parts)]),
            HTML.section("Points that stay open", id: "weak-\(scenario.id)", [weakest(cards, scenario: scenario)]),
        ]
    }

    /// How the candidate's own guesses compare with the scores; nil without a guess.
    private static func guesses(_ cards: [SessionCard]) -> Markup? {
        let pairs = cards.compactMap { card in
            card.score.flatMap { score in card.selfRating.map { (guess: Double($0), points: score.points) } }
        }
        guard !pairs.isEmpty else { return nil }
        let mean = pairs.reduce(0) { $0 + $1.guess - $1.points } / Double(pairs.count)
        let size = Int(abs(mean).rounded())
        let verdict = size < 5 ? "close to the score" : mean > 0 ? "\(size) points above the score" : "\(size) points below the score"
        let times = pairs.count == 1 ? "Your one guess was" : "Your \(pairs.count) guesses were on average"
        return HTML.p("\(times) \(verdict).")
    }

    /// Items by how often they were met, the weakest first, with the course of their verdicts.
    private static func weakest(_ cards: [SessionCard], scenario: Scenario) -> Markup {
        let rows = scenario.items.enumerated().map { place, item -> (share: Double, place: Int, row: [Markup]) in
            let verdicts = cards.map { $0.score?.verdicts[item.code] }
            let known = verdicts.compactMap { $0 }
            let credit = known.reduce(0) { $0 + ($1 == .met ? 1 : $1 == .partial ? 0.5 : 0) }
            let share = known.isEmpty ? 0 : credit / Double(known.count)
            let course = verdicts.suffix(8).map { verdict in
                Markup.element(
                    "span", ["class": "dot", "data-verdict": verdict?.rawValue ?? "none", "role": "img",
                        "aria-label": verdict.map(ReportWords.word) ?? "not assessed"])
            }
            return (
                share, place,
                [
                    .element("a", ["href": "\(SiteAddress.blueprint)#item-\(item.code)"], Markup("\(item.code) \(item.title)")),
                    Markup("\(known.count { $0 == .met }) of \(known.count)"),
                    .element("span", ["class": "dots"], all: course),
                ]
            )
        }
        let sorted = rows.sorted { ($0.share, $0.place) < ($1.share, $1.place) }
        return HTML.table(caption: "The weakest first", head: ["Point", "Met", "Course"], rows: sorted.map(\.row))
    }

    private static func filters(_ scenarios: [Scenario], filter: Filter) -> Markup {
        let states = [("", "All"), ("open", "Open"), ("ended", "Ended")]
        let option = { (value: String, text: String, chosen: String?) -> Markup in
            value == (chosen ?? "")
                ? .element("option", ["value": value, "selected": ""], Markup(text))
                : .element("option", ["value": value], Markup(text))
        }
        return HTML.section(
            "Interviews", id: "list",
            [
                .element(
                    "form", ["method": "get", "action": SiteAddress.history, "class": "filters"],
                    .element("label", ["for": "scenario"], Markup("Interview")),
                    .element(
                        "select", ["id": "scenario", "name": "scenario"],
                        all: [option("", "Any", filter.scenario)] + scenarios.map { option($0.id, $0.title, filter.scenario) }),
                    .element("label", ["for": "state"], Markup("State")),
                    .element("select", ["id": "state", "name": "state"], all: states.map { option($0.0, $0.1, filter.state) }),
                    .element("button", ["class": "button small"], Markup("Show")))
            ])
    }

    private static func card(_ card: SessionCard) -> Markup {
        let address = card.isEnded ? SiteAddress.report(card.id) : SiteAddress.interview(card.id)
        return .element(
            "li", ["class": "card"],
            .element(
                "div", [:], .element("a", ["href": address], .element("strong", [:], Markup(card.name))),
                HTML.quiet(
                    "\(ReportWords.date(card.startedAt)) · \(card.lengthWords) · \(card.answers) answers · \(card.stateWords) · \(card.id)")),
            card.scoreMarkup(),
            .element(
                "a",
                [
                    "class": "button small danger", "href": SiteAddress.action("delete", card.id),
                    "aria-label": "Delete \(card.name), \(card.id)",
                ], Markup("Delete …")))
    }

    private static func everything(count: Int) -> Markup {
        HTML.section(
            "Your data", id: "data",
            [
                HTML.p("All \(count) interviews lie in one file on this machine. Nothing is sent anywhere."),
                HTML.div(
                    "actions",
                    [
                        HTML.link("Export everything", to: "\(SiteAddress.history)/export", style: "button"),
                        HTML.link("Delete everything …", to: "\(SiteAddress.history)/delete", style: "button danger"),
                    ]),
            ])
    }

    /// Asks before every interview is deleted.
    package static func deletion(count: Int) -> SitePage {
        SitePage(
            title: "Delete everything", place: .history, style: "page narrow",
            body: [
                HTML.h1("Delete all \(count) interviews?"),
                HTML.p("Answers, scores and drafts go for good. An export made before can be kept and read by other programs."),
                HTML.link("Export first", to: "\(SiteAddress.history)/export", style: "button"),
                .element(
                    "form", ["method": "post", "action": "\(SiteAddress.history)/delete", "class": "panel stack"],
                    .element("label", ["for": "sure"], Markup("Type 'delete everything' to go on")),
                    .void("input", ["id": "sure", "name": "sure", "autocomplete": "off", "required": "", "pattern": "delete everything"]),
                    .element("button", ["class": "button danger"], Markup("Delete everything"))),
                HTML.link("Keep it all", to: SiteAddress.history),
            ])
    }

    /// Asks before one interview is deleted.
    package static func deletion(of id: String) -> SitePage {
        SitePage(
            title: "Delete an interview", place: .history, style: "page narrow",
            body: [
                HTML.h1("Delete interview \(id)?"), HTML.p("Its answers, score and drafts go for good."),
                HTML.button(
                    "Delete it", posting: SiteAddress.action("delete", id), style: "button danger", fields: [("sure", "yes")]),
                HTML.link("Keep it", to: SiteAddress.history),
            ])
    }
}
