/// The report of a simulation as text for a terminal.
package enum SimulationSummary {
    /// - Complexity: O(length of the report).
    package static func text(_ report: SimulationReport) -> String {
        var lines = report.dialogues.map { $0 + "\n" }
        lines.append("Interviews                 \(report.interviews)")
        lines.append("Ended                      \(counts(report.endings))")
        lines.append("Minutes least/mean/most    \(spread(report.minutes))")
        lines.append("Turns least/mean/most      \(spread(report.questionsEach))")
        lines.append("Questions by purpose       \(counts(report.questionsByPurpose))")
        lines.append("Questions that quote       \(report.quotingQuestions) of \(report.questions)")
        lines.append("Early ends                 \(report.earlyEnds)")
        lines.append("Faults")
        for (fault, count) in report.faults.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(fault.padded(to: 24)) \(count)")
            for example in report.examples[fault] ?? [] { lines.append("    \(example)") }
        }
        if (report.byKind[CandidateKind.strong.rawValue] ?? 0) > 0 {
            lines.append("Covered unprompted or asked about, strong candidates")
            for (item, share) in report.chances.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
                lines.append("  \(item.padded(to: 28)) \(tenths(share * 100)) %")
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func counts(_ counts: [String: Int]) -> String {
        counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { "\($0.key) \($0.value)" }.joined(
            separator: ", ")
    }

    private static func spread(_ spread: SimulationReport.Spread) -> String {
        "\(tenths(spread.least)) / \(tenths(spread.mean)) / \(tenths(spread.most))"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
