package import InterviewCore

/// A report as Markdown (CommonMark with tables).
package enum MarkdownReport {
    /// The report's text, ending in a line break. - Complexity: O(size of the report).
    package static func render(_ report: Report) -> String {
        var parts = head(report)
        if report.header.answers == 0 {
            parts.append(escaped(ReportWords.nothingSaid))
        } else {
            parts += comparison(report) + dimensions(report) + priorities(report) + mistakes(report) + possibleMistakes(report)
        }
        parts += items(report) + time(report) + behaviours(report) + rest(report)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func head(_ report: Report) -> [String] {
        let total = ReportWords.total(report)
        var parts = [
            "# \(escaped(report.header.title))", escaped(ReportWords.introduction(report).joined(separator: " ")),
            "**\(total.number)** \(total.rest)",
        ]
        if let certain = ReportWords.certain(report) { parts.append(certain) }
        if let guess = ReportWords.selfRating(report.score) { parts.append(guess) }
        return parts
    }

    private static func comparison(_ report: Report) -> [String] {
        guard let comparison = report.comparison else { return [] }
        return [
            "## Since the attempt before", escaped(ReportWords.difference(comparison, now: report)),
            list(ReportWords.changes(comparison)),
        ]
    }

    private static func dimensions(_ report: Report) -> [String] {
        let rows = report.dimensions.map { dimension in
            "| \(escaped(dimension.title)) | \(ReportWords.points(dimension.points)) | \(ReportWords.points(dimension.outOf)) |"
        }
        return ["## Where the points are", (["| Dimension | Points | Of |", "| --- | ---: | ---: |"] + rows).joined(separator: "\n")]
            + report.dimensions.map { dimension in
                var reasons = dimension.reasons
                if let uncapped = dimension.uncapped { reasons.append("Without the cap: \(ReportWords.points(uncapped)).") }
                return "### \(escaped(dimension.title))\n\n\(list(reasons))"
            }
    }

    private static func priorities(_ report: Report) -> [String] {
        guard !report.priorities.isEmpty else { return [] }
        let entries = report.priorities.enumerated().map { index, priority in
            "\(index + 1). **\(escaped(priority.title))** (\(ReportWords.worth(priority.points)))."
                + " \(escaped(priority.why))\n   Stronger: \(escaped(priority.stronger))"
        }
        return ["## The most valuable things to do differently", entries.joined(separator: "\n")]
    }

    private static func mistakes(_ report: Report) -> [String] {
        guard !report.mistakes.isEmpty else { return [] }
        return ["## Mistakes noticed"]
            + report.mistakes.flatMap { mistake -> [String] in
                ["### \(escaped(ReportWords.heading(mistake)))"] + quotes(mistake.quotes) + [
                    "Why it costs: \(escaped(mistake.whyCostly))", "Stronger: \(escaped(mistake.strongerMove))",
                ]
            }
    }

    private static func possibleMistakes(_ report: Report) -> [String] {
        guard !report.possibleMistakes.isEmpty else { return [] }
        return ["## \(ReportWords.possibleMistakes)", escaped(ReportWords.aboutPossibleMistakes)]
            + report.possibleMistakes.flatMap { [escaped(ReportWords.line($0))] + quotes($0.quotes) }
    }

    private static func items(_ report: Report) -> [String] {
        var parts = ["## Point by point"]
        var phase = ""
        for item in report.items {
            if item.phase != phase {
                phase = item.phase
                parts.append("### \(escaped(report.phases.first { $0.id == phase }?.title ?? phase))")
            }
            parts.append("#### \(escaped(item.code)) \(escaped(item.title)): \(ReportWords.verdict(item))")
            guard item.verdict != nil else { continue }
            parts += quotes(item.quotes)
            let heard = ReportWords.heard(item)
            if !heard.isEmpty { parts.append(list(heard)) }
            if !item.missing.isEmpty { parts.append("Missing: \(escaped(item.missing.joined(separator: "; ")))") }
            if item.verdict != .met { parts.append("Stronger: \(escaped(item.stronger))") }
            if let dispute = item.dispute { parts.append("You disagreed: \(escaped(dispute))") }
        }
        return parts
    }

    private static func time(_ report: Report) -> [String] {
        guard ReportWords.hasTimes(report) else { return [] }
        let rows = report.phases.map { phase in
            "| \(escaped(phase.title)) | \(ReportWords.clock(minutes: phase.spentMinutes)) |"
                + " \(phase.budgetMinutes.map(ReportWords.clock(minutes:)) ?? "none") | \(phase.wasEntered ? "" : "not reached") |"
        }
        return ["## Time", (["| Phase | Spent | Budget | |", "| --- | ---: | ---: | --- |"] + rows).joined(separator: "\n")]
    }

    private static func behaviours(_ report: Report) -> [String] {
        guard !report.behaviours.isEmpty else { return [] }
        let lines = report.behaviours.map(ReportWords.line)
        return ["## How it was said", list(lines)]
    }

    private static func rest(_ report: Report) -> [String] {
        var parts: [String] = []
        if !report.notAssessed.isEmpty {
            parts += [
                "## Not assessed",
                "Nothing asked for these and nothing was said on them; they count neither for nor against you.",
                list(report.notAssessed),
            ]
        }
        if !report.questions.isEmpty {
            let entries = report.questions.map { question in
                var text =
                    "\(question.number). \(escaped(ReportWords.asked(question)))"
                    + "\n   Why: \(escaped(question.trigger))"
                if !question.alternatives.isEmpty {
                    text += "\n   Passed over: \(escaped(question.alternatives.joined(separator: "; ")))"
                }
                return text
            }
            parts += ["## The questions, and why they were asked", entries.joined(separator: "\n")]
        }
        if let cause = report.hiddenCause { parts += ["## What was behind the case", escaped(cause)] }
        return parts + ["## Read this with care", escaped(ReportWords.caveat)] + report.disclaimers.map(escaped)
            + [escaped(ReportWords.versions(report))]
    }

    private static func quotes(_ quotes: [Report.Quote]) -> [String] {
        quotes.map { quote in
            "> \"\(escaped(quote.text))\" (\(ReportWords.place(quote)))"
        }
    }

    private static func list(_ lines: [String]) -> String { lines.map { "- \(escaped($0))" }.joined(separator: "\n") }

    /// Text on one line that no Markdown reader takes for markup or HTML.
    static func escaped(_ text: String) -> String {
        DisplayText.safe(text).reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(character)"
            default: result.append(character)
            }
        }
    }
}
