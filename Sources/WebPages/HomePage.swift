package import InterviewCore
import ReportForms

/// What this is in one screen; start, resume, last results.
package enum HomePage {
    /// A scenario that can be started.
    package struct Offer: Sendable {
        package var id: String
        package var title: String
        package var minutes: Double
        package var phases: Int
        package var items: Int
        package var hasWalkthrough: Bool

        package init(_ scenario: Scenario, hasWalkthrough: Bool) {
            id = scenario.id
            title = scenario.title
            minutes = scenario.minutes
            phases = scenario.phases.count
            items = scenario.items.count
            self.hasWalkthrough = hasWalkthrough
        }
    }

    package static func page(offers: [Offer], open: [SessionCard], done: [SessionCard]) -> SitePage {
        var body: [Markup] = [
            .element(
                "section", ["class": "hero"],
                HTML.h1("Practise the interview before it counts."),
                .element(
                    "p", ["class": "lead"],
                    Markup(
                        "A timed interview that reacts to what you just said, a score out of 100 with your own words as proof,"
                            + " and what to do differently next time. All of it on this machine.")),
                .element("div", ["class": "offers"], all: offers.map(offer)))
        ]
        if !open.isEmpty {
            body.append(HTML.section("Go on where you stopped", id: "open", [.element("ul", ["class": "cards"], all: open.map(openCard))]))
        }
        if done.isEmpty {
            body.append(
                HTML.section(
                    "Nothing here yet", id: "results",
                    [
                        HTML.p(
                            "Your first result will stand here. Half an hour is the real thing; ten minutes are enough to"
                                + " see how it works, and nothing is lost if you stop half-way."),
                        .element(
                            "p", [:], Markup("Rather read first? "), HTML.link("The walkthrough", to: SiteAddress.walkthrough),
                            Markup(" shows a common mistake and a stronger move for each part.")),
                    ]))
        } else {
            body.append(
                HTML.section(
                    "Last results", id: "results",
                    [
                        .element("ul", ["class": "cards"], all: done.prefix(4).map(doneCard)),
                        .element("p", [:], HTML.link("All interviews and how you are getting on", to: SiteAddress.history)),
                    ]))
        }
        return SitePage(title: "Rehearse", place: .home, body: body)
    }

    private static func offer(_ offer: Offer) -> Markup {
        let minutes = ReportWords.points(offer.minutes)
        return .element(
            "article", ["class": "offer"], HTML.h2(offer.title),
            HTML.quiet("\(minutes) minutes · \(offer.phases) parts · \(offer.items) points listened for"),
            HTML.div(
                "actions",
                [
                    HTML.button(
                        "Start now", posting: SiteAddress.interviews, style: "button primary",
                        fields: [("scenario", offer.id)]),
                    HTML.link("Choose first", to: "\(SiteAddress.new)?scenario=\(HTML.part(offer.id))", style: "button"),
                ]))
    }

    private static func openCard(_ card: SessionCard) -> Markup {
        .element(
            "li", ["class": "card"],
            .element("div", [:], .element("strong", [:], Markup(card.name)), HTML.quiet(
                "\(ReportWords.date(card.startedAt)) · \(card.lengthWords) · \(card.stateWords)")),
            .element(
                "a", ["class": "button primary", "href": SiteAddress.interview(card.id), "aria-label": "Go on with \(card.name), \(card.id)"],
                Markup("Go on")))
    }

    private static func doneCard(_ card: SessionCard) -> Markup {
        .element(
            "li", ["class": "card"],
            .element(
                "div", [:],
                .element("a", ["href": SiteAddress.report(card.id)], .element("strong", [:], Markup(card.name))),
                HTML.quiet("\(ReportWords.date(card.startedAt)) · \(card.lengthWords) · \(card.stateWords)")),
            card.scoreMarkup())
    }
}
