package import InterviewCore
package import ReportForms

/// The transcript with every passage that counted marked, so that proof can be followed both ways.
package enum TranscriptMap {
    /// A stretch of a turn and what it counted for.
    struct Mark: Equatable {
        var range: Range<Int>
        var items: [String]
    }

    /// The transcript as a list of turns. - Complexity: O(length + quotes²) a turn.
    package static func list(turns: [Transcript.Turn], report: Report, interviewer: String, retakes: String?) -> Markup {
        let titles = Dictionary(report.items.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
            .merging(report.mistakes.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        return .element(
            "ol", ["id": "said", "class": "transcript", "aria-label": "Transcript"],
            all: turns.enumerated().map { index, turn in
                let isInterviewer = turn.speaker == .interviewer
                var children: [Markup] = [
                    .element(
                        "span", ["class": "who"], Markup(isInterviewer ? interviewer : "You"),
                        HTML.span("quiet", " " + ReportWords.clock(minutes: turn.minute))),
                    .element(
                        "p", ["class": "said", "dir": "auto"],
                        all: isInterviewer
                            ? [Markup(turn.text)]
                            : pieces(turn.text, marks: marks(turn: index, report: report), titles: titles)),
                ]
                if !isInterviewer, let retakes {
                    children.append(
                        HTML.button(
                            "Answer this again", posting: retakes, style: "button small",
                            fields: [("turn", "\(index)")]))
                }
                return .element(
                    "li", ["class": isInterviewer ? "turn interviewer" : "turn candidate", "id": "turn-\(index)"],
                    all: children)
            })
    }

    /// Stretches of one turn that don't overlap, each with all it counted for, in order.
    static func marks(turn: Int, report: Report) -> [Mark] {
        let found =
            report.items.flatMap { item in item.quotes.filter { $0.turn == turn }.map { ($0.start..<$0.end, item.id) } }
            + report.mistakes.flatMap { mistake in
                mistake.quotes.filter { $0.turn == turn }.map { ($0.start..<$0.end, mistake.id) }
            }
        let borders = Set(found.flatMap { [$0.0.lowerBound, $0.0.upperBound] }).sorted()
        var marks: [Mark] = []
        for (start, end) in zip(borders, borders.dropFirst()) where start < end {
            var items: [String] = []
            for (range, item) in found where range.lowerBound <= start && end <= range.upperBound && !items.contains(item) {
                items.append(item)
            }
            if !items.isEmpty { marks.append(Mark(range: start..<end, items: items)) }
        }
        return marks
    }

    private static func pieces(_ text: String, marks: [Mark], titles: [String: String]) -> [Markup] {
        let scalars = Array(text.unicodeScalars)
        let cut = { (range: Range<Int>) -> String in
            let safe = range.clamped(to: 0..<scalars.count)
            return String(String.UnicodeScalarView(scalars[safe]))
        }
        var pieces: [Markup] = []
        var at = 0
        for mark in marks where mark.range.lowerBound >= at && mark.range.lowerBound < scalars.count {
            if mark.range.lowerBound > at { pieces.append(Markup(cut(at..<mark.range.lowerBound))) }
            let names = mark.items.map { titles[$0] ?? $0 }.joined(separator: "; ")
            pieces.append(
                .element(
                    "mark",
                    [
                        "data-items": mark.items.joined(separator: " "), "tabindex": "0", "role": "button",
                        "title": "Counted for: \(names)",
                    ], Markup(cut(mark.range))))
            at = mark.range.upperBound
        }
        if at < scalars.count { pieces.append(Markup(cut(at..<scalars.count))) }
        return pieces
    }
}
