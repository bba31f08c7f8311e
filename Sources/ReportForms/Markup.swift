/// A piece of HTML or SVG in which text can only stand escaped.
package struct Markup: Sendable, ExpressibleByStringLiteral {
    /// The markup itself.
    package let html: String

    private init(html: String) { self.html = html }

    /// Text, escaped.
    package init(_ text: String) { html = Self.escaped(text) }

    package init(stringLiteral value: String) { self.init(value) }

    /// An element. Attribute values are escaped; names are the program's own.
    package static func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], _ children: Markup...
    ) -> Markup {
        element(name, attributes, all: children)
    }

    /// An element with any number of children.
    package static func element(
        _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], all children: [Markup]
    ) -> Markup {
        let head = attributes.reduce("<\(name)") { "\($0) \($1.key)=\"\(escaped($1.value))\"" }
        return Markup(html: head + ">" + children.map(\.html).joined() + "</\(name)>")
    }

    /// An element that has no content, such as `meta`.
    package static func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) -> Markup {
        Markup(html: attributes.reduce("<\(name)") { "\($0) \($1.key)=\"\(escaped($1.value))\"" } + ">")
    }

    /// A style sheet that stands in the program's text.
    package static func style(_ css: StaticString) -> Markup { Markup(html: "<style>\(css)</style>") }

    /// A document of a site whose server sends the security headers.
    package static func document(title: String, head: [Markup], body: [Markup]) -> String {
        let start = [
            Markup.void("meta", ["charset": "utf-8"]),
            .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .void("meta", ["name": "color-scheme", "content": "light dark"]),
            .element("title", [:], Markup(title)),
        ]
        return "<!doctype html>\n<html lang=\"en\"><head>\n" + (start + head).map(\.html).joined(separator: "\n")
            + "\n</head><body>\n" + body.map(\.html).joined(separator: "\n") + "\n</body></html>\n"
    }

    /// A whole page that stands alone.
    package static func page(title: String, head: [Markup], body: [Markup]) -> String {
        let start = [
            Markup.void("meta", ["charset": "utf-8"]),
            .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            // Nothing may be loaded from anywhere: the page holds all it needs.
            .void(
                "meta",
                [
                    "http-equiv": "Content-Security-Policy",
                    "content": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
                ]),
            .void("meta", ["name": "color-scheme", "content": "light dark"]),
            .element("title", [:], Markup(title)),
        ]
        return "<!doctype html>\n<html lang=\"en\"><head>\n" + (start + head).map(\.html).joined(separator: "\n")
            + "\n</head><body>\n" + body.map(\.html).joined(separator: "\n") + "\n</body></html>\n"
    }

    /// Text with everything replaced that HTML could read as markup. - Complexity: O(length).
    private static func escaped(_ text: String) -> String {
        DisplayText.safe(text, keepingLines: true).unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
