import ReportForms

/// Asks for the candidate's own guess before the score is shown.
package enum RatingPage {
    package static func page(id: String, title: String) -> SitePage {
        SitePage(
            title: "Your own guess", style: "page narrow", script: "report.js",
            body: [
                HTML.h1("How many points do you think it was?"),
                HTML.p(
                    "Before you see the score of '\(title)': guess the total, from 0 to 100. The report sets the two side by"
                        + " side, and over several interviews you see how well you judge yourself."),
                .element(
                    "form", ["method": "post", "action": SiteAddress.action("self-rating", id), "class": "panel stack"],
                    .element("label", ["for": "points"], Markup("My guess, 0 to 100")),
                    .void(
                        "input",
                        ["type": "range", "id": "points", "name": "points", "min": "0", "max": "100", "value": "50", "step": "1"]),
                    .element("output", ["id": "points-value", "for": "points"], Markup("50")),
                    .element("button", ["class": "button primary"], Markup("Show the report"))),
                .element(
                    "p", [:],
                    HTML.link("Show the report without a guess", to: SiteAddress.report(id) + "?guess=no")),
            ])
    }
}
