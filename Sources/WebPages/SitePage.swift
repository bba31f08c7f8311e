package import ReportForms

/// The frame around every page: head, navigation, what the page holds.
package struct SitePage: Sendable {
    /// Which entry of the navigation the page belongs to.
    package enum Place: Sendable { case home, history, walkthrough, blueprint, elsewhere }

    package var title: String
    package var place: Place
    package var body: [Markup]
    /// Name of the script the page runs, if any; served from the assets.
    package var script: String?
    /// Class of the page's main element.
    package var style: String

    package init(
        title: String, place: Place = .elsewhere, style: String = "page", script: String? = nil, body: [Markup]
    ) {
        self.title = title
        self.place = place
        self.style = style
        self.script = script
        self.body = body
    }

    /// The whole document. - Complexity: O(size of the body).
    package func render(assets: AssetNames) -> String {
        let links: [(String, String, Bool)] = [
            ("Practise", SiteAddress.home, place == .home), ("Walkthrough", SiteAddress.walkthrough, place == .walkthrough),
            ("Blueprint", SiteAddress.blueprint, place == .blueprint), ("History", SiteAddress.history, place == .history),
        ]
        let navigation = Markup.element(
            "nav", ["aria-label": "Main"],
            all: links.map { link in
                link.2
                    ? .element("a", ["href": link.1, "aria-current": "page"], Markup(link.0))
                    : .element("a", ["href": link.1], Markup(link.0))
            })
        let header = Markup.element(
            "header", ["class": "site"],
            .element("a", ["class": "mark", "href": SiteAddress.home], Markup("Rehearse")), navigation)
        var head: [Markup] = [
            .void("link", ["rel": "stylesheet", "href": assets.path("site.css")]),
            .void("link", ["rel": "icon", "href": assets.path("icon.svg"), "type": "image/svg+xml"]),
        ]
        if let script {
            head.append(.element("script", ["type": "module", "src": assets.path(script)]))
        }
        return Markup.document(
            title: title == "Rehearse" ? title : "\(title) · Rehearse", head: head,
            body: [
                .element("a", ["class": "skip", "href": "#content"], Markup("Skip to the content")), header,
                .element("main", ["id": "content", "class": style, "tabindex": "-1"], all: body),
            ])
    }
}

/// Addresses of assets with a mark of their content, so that browsers may keep them for ever.
package struct AssetNames: Sendable {
    private var mark: String

    /// - Parameter mark: changes when any asset does.
    package init(mark: String) { self.mark = mark }

    package func path(_ name: String) -> String { "/assets/\(mark)/\(name)" }

    /// Whether a mark is the current one.
    package func isCurrent(_ other: String) -> Bool { mark == other }
}
