package import InterviewCore

/// A report for a terminal, in colour or plain.
package struct TerminalReport {
    private let report: Report
    private let width: Int
    private let paint: Paint
    private var lines: [String] = []

    /// The report's text, ending in a line break.
    ///
    /// - Parameter width: columns to use; at least 40 are.
    /// - Complexity: O(size of the report).
    package static func render(_ report: Report, width: Int = 80, colour: Bool = false) -> String {
        var form = TerminalReport(report: report, width: max(40, min(width, 100)), paint: Paint(isOn: colour))
        form.build()
        return form.lines.joined(separator: "\n") + "\n"
    }

    private init(report: Report, width: Int, paint: Paint) {
        self.report = report
        self.width = width
        self.paint = paint
    }

    private mutating func build() {
        headline()
        if report.header.answers == 0 {
            add(ReportWords.nothingSaid)
        } else {
            comparison()
            dimensions()
            priorities()
            mistakes()
            possibleMistakes()
        }
        items()
        phases()
        behaviours()
        notAssessed()
        questions()
        closing()
    }

    private mutating func headline() {
        add(report.header.title, style: paint.bold)
        for sentence in ReportWords.introduction(report) { add(sentence) }
        lines.append("")
        let total = ReportWords.total(report)
        add(total.number + " " + total.rest, style: paint.bold)
        if let certain = ReportWords.certain(report) { add(certain) }
        if let guess = ReportWords.selfRating(report.score) { add(guess) }
    }

    private mutating func comparison() {
        guard let comparison = report.comparison else { return }
        heading("Since the attempt before")
        add(ReportWords.difference(comparison, now: report))
        for change in ReportWords.changes(comparison) { bullet(change) }
    }

    private mutating func dimensions() {
        heading("Where the points are")
        for dimension in report.dimensions {
            let share = dimension.outOf > 0 ? dimension.points / dimension.outOf : 0
            let cells = 20
            let full = Int((share * Double(cells)).rounded())
            let bar = String(repeating: "#", count: max(0, min(cells, full)))
            let points = "\(ReportWords.points(dimension.points)) of \(ReportWords.points(dimension.outOf))"
            add("\(dimension.title): \(points)", style: paint.bold)
            lines.append("  [\(DisplayText.padded(bar, to: cells))]")
            for reason in dimension.reasons { bullet(reason) }
            if let uncapped = dimension.uncapped { bullet("Without the cap: \(ReportWords.points(uncapped)).") }
        }
    }

    private mutating func priorities() {
        guard !report.priorities.isEmpty else { return }
        heading("The most valuable things to do differently")
        for (index, priority) in report.priorities.enumerated() {
            add("\(index + 1). \(priority.title) (\(ReportWords.worth(priority.points)))", style: paint.bold)
            add(priority.why, indent: "   ")
            add("Stronger: " + priority.stronger, indent: "   ")
        }
    }

    private mutating func mistakes() {
        guard !report.mistakes.isEmpty else { return }
        heading("Mistakes noticed")
        for mistake in report.mistakes {
            add(ReportWords.heading(mistake), style: paint.bold)
            quotes(mistake.quotes)
            add("Why it costs: " + mistake.whyCostly, indent: "   ")
            add("Stronger: " + mistake.strongerMove, indent: "   ")
        }
    }

    private mutating func possibleMistakes() {
        guard !report.possibleMistakes.isEmpty else { return }
        heading(ReportWords.possibleMistakes)
        add(ReportWords.aboutPossibleMistakes)
        for mistake in report.possibleMistakes {
            add(ReportWords.line(mistake))
            quotes(mistake.quotes)
        }
    }

    private mutating func items() {
        heading("Point by point")
        var phase = ""
        for item in report.items {
            if item.phase != phase {
                phase = item.phase
                add(report.phases.first { $0.id == phase }?.title ?? phase, style: paint.underlined)
            }
            let label = "[\(ReportWords.verdict(item))]"
            let paint = paint
            add("\(item.code) \(item.title) \(label)", style: { paint.verdict(item.verdict, isUnsure: item.isUnsure, $0) })
            guard item.verdict != nil else { continue }
            quotes(item.quotes)
            if !item.missing.isEmpty { add("Missing: " + item.missing.joined(separator: "; "), indent: "   ") }
            if item.verdict != .met { add("Stronger: " + item.stronger, indent: "   ") }
            if let dispute = item.dispute { add("You disagreed: " + dispute, indent: "   ") }
        }
    }

    private mutating func phases() {
        guard ReportWords.hasTimes(report) else { return }
        heading("Time")
        for phase in report.phases {
            let budget = phase.budgetMinutes.map { " of \(ReportWords.clock(minutes: $0))" } ?? ""
            let note = phase.wasEntered ? "" : " (not reached)"
            add("\(phase.title): \(ReportWords.clock(minutes: phase.spentMinutes))\(budget)\(note)")
        }
    }

    private mutating func behaviours() {
        guard !report.behaviours.isEmpty else { return }
        heading("How it was said")
        for behaviour in report.behaviours { bullet(ReportWords.line(behaviour)) }
    }

    private mutating func notAssessed() {
        guard !report.notAssessed.isEmpty else { return }
        heading("Not assessed")
        add("Nothing asked for these and nothing was said on them; they count neither for nor against you.")
        for title in report.notAssessed { bullet(title) }
    }

    private mutating func questions() {
        guard !report.questions.isEmpty else { return }
        heading("The questions, and why they were asked")
        for question in report.questions {
            add("\(question.number). \(ReportWords.asked(question))")
            add("Why: " + question.trigger, indent: "   ")
            if !question.alternatives.isEmpty {
                add("Passed over: " + question.alternatives.joined(separator: "; "), indent: "   ")
            }
        }
    }

    private mutating func closing() {
        if let cause = report.hiddenCause {
            heading("What was behind the case")
            add(cause)
        }
        heading("Read this with care")
        add(ReportWords.caveat)
        for line in report.disclaimers { add(line) }
        add(ReportWords.versions(report))
    }

    private mutating func quotes(_ quotes: [Report.Quote]) {
        for quote in quotes {
            add(
                "\"\(DisplayText.safe(quote.text))\" (\(ReportWords.place(quote)))",
                indent: "   > ", style: paint.dim)
        }
    }

    private mutating func heading(_ title: String) {
        lines.append("")
        add(title.uppercased(), style: paint.bold)
    }

    private mutating func bullet(_ text: String) { add(text, first: "  - ", rest: "    ") }

    private mutating func add(_ text: String, indent: String = "", style: (String) -> String = { $0 }) {
        add(text, first: indent, rest: String(repeating: " ", count: indent.count), style: style)
    }

    private mutating func add(_ text: String, first: String, rest: String, style: (String) -> String = { $0 }) {
        // A number and its percent sign stay on one line.
        let wrapped = DisplayText.wrap(DisplayText.safe(text).replacing(" %", with: "\u{A0}%"), width: width - first.count)
        for (index, line) in wrapped.enumerated() { lines.append((index == 0 ? first : rest) + style(line)) }
    }
}

/// Escape sequences for a terminal's colours, or nothing.
package struct Paint: Sendable {
    package var isOn: Bool

    package init(isOn: Bool) { self.isOn = isOn }

    package func bold(_ text: String) -> String { wrap("1", text) }
    package func dim(_ text: String) -> String { wrap("2", text) }
    package func underlined(_ text: String) -> String { wrap("4", text) }
    package func reversed(_ text: String) -> String { wrap("7", text) }
    package func green(_ text: String) -> String { wrap("32", text) }
    package func yellow(_ text: String) -> String { wrap("33", text) }
    package func red(_ text: String) -> String { wrap("31", text) }
    package func cyan(_ text: String) -> String { wrap("36", text) }

    /// A text in the colour of a verdict; the word always stands beside it, so colour is never all.
    package func verdict(_ verdict: Verdict?, isUnsure: Bool, _ text: String) -> String {
        guard let verdict, !isUnsure else { return dim(text) }
        return switch verdict {
        case .met: green(text)
        case .partial: yellow(text)
        case .absent: text
        case .contradicted: red(text)
        }
    }

    private func wrap(_ code: String, _ text: String) -> String {
        isOn && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
