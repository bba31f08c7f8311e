package import ReportForms

/// The parts every page is made of. Text can only stand escaped: see ``Markup``.
package enum HTML {
    package static func div(_ name: String, _ children: [Markup]) -> Markup {
        .element("div", ["class": name], all: children)
    }

    package static func span(_ name: String, _ text: String) -> Markup {
        .element("span", ["class": name], Markup(text))
    }

    package static func p(_ text: String) -> Markup { .element("p", [:], Markup(text)) }

    package static func quiet(_ text: String) -> Markup { .element("p", ["class": "quiet"], Markup(text)) }

    package static func h1(_ text: String) -> Markup { .element("h1", [:], Markup(text)) }

    package static func h2(_ text: String, id: String? = nil) -> Markup {
        guard let id else { return .element("h2", [:], Markup(text)) }
        return .element("h2", ["id": id], Markup(text))
    }

    package static func h3(_ text: String) -> Markup { .element("h3", [:], Markup(text)) }

    package static func link(_ text: String, to address: String, style: String = "") -> Markup {
        .element("a", ["href": address, "class": style], Markup(text))
    }

    package static func list(_ items: [Markup]) -> Markup {
        .element("ul", [:], all: items.map { .element("li", [:], $0) })
    }

    package static func section(_ title: String, id: String, _ children: [Markup]) -> Markup {
        .element(
            "section", ["aria-labelledby": id], all: [.element("h2", ["id": id], Markup(title))] + children)
    }

    /// Paragraphs of a text from a content file: blank lines part them, other line breaks don't count.
    package static func paragraphs(_ text: String) -> [Markup] {
        DisplayText.paragraphs(text).map { p($0) }
    }

    /// A form with one button and nothing to fill in.
    package static func button(
        _ label: String, posting address: String, style: String = "button", fields: [(String, String)] = []
    ) -> Markup {
        let hidden = fields.map { Markup.void("input", ["type": "hidden", "name": $0.0, "value": $0.1]) }
        return .element(
            "form", ["method": "post", "action": address, "class": "inline"],
            all: hidden + [.element("button", ["class": style], Markup(label))])
    }

    /// A table with a caption that says what it holds.
    package static func table(caption: String, head: [String], rows: [[Markup]]) -> Markup {
        let header = Markup.element(
            "thead", [:], .element("tr", [:], all: head.map { .element("th", ["scope": "col"], Markup($0)) }))
        let body = rows.map { row in
            Markup.element(
                "tr", [:],
                all: row.enumerated().map { index, cell in
                    index == 0 ? .element("th", ["scope": "row"], cell) : .element("td", [:], cell)
                })
        }
        return div(
            "scroll",
            [
                .element(
                    "table", [:], .element("caption", [:], Markup(caption)), header, .element("tbody", [:], all: body))
            ])
    }

    /// An address's part with everything escaped that could end it.
    package static func part(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
    }
}
