import Agreement
import Foundation
import InterviewCore

/// An agreement report as a plain table.
struct AgreementText {
    let report: AgreementReport
    let scenario: Scenario

    static func number(_ value: Double) -> String {
        String(format: abs(value) >= 10 ? "%.1f" : "%.3f", value)
    }

    private static func interval(_ figure: AgreementReport.Figure) -> String {
        "\(number(figure.value)) (\(number(figure.low)) ... \(number(figure.high)))"
    }

    var text: String {
        var lines = ["\(report.transcripts) transcripts", "", row("figure", ["value", "90 % interval"])]
        for (name, figure) in report.figures.sorted(by: { $0.key < $1.key }) {
            lines.append(
                row(name, [Self.number(figure.value), "\(Self.number(figure.low)) ... \(Self.number(figure.high))"]))
        }
        lines += ["", row("item", ["credit F1", "kappa", "accuracy"])]
        lines += report.items.map {
            row($0.item, [Self.interval($0.creditMacroF1), Self.interval($0.kappa), Self.interval($0.accuracy)])
        }
        lines += ["", row("mistake", ["macro-F1"])]
        lines += scenario.mistakes.map { row($0.id, [report.mistakes[$0.id].map(Self.interval) ?? "-"]) }
        lines += ["", row("dimension", ["MAE in points"])]
        lines += scenario.rubric.dimensions.map { row($0.id, [report.dimensionMAE[$0.id].map(Self.interval) ?? "-"]) }
        lines += ["", "confusions (rated, assessed, count)"]
        lines += report.confusions.prefix(8).map { "  \($0.rated.rawValue) as \($0.assessed.rawValue): \($0.count)" }
        lines += ["", "furthest totals"]
        for worst in report.worst {
            lines.append(
                "  \(worst.transcript): rated \(Self.number(worst.rated)), assessed \(Self.number(worst.assessed))")
            lines += worst.wrong.map { "      \($0)" }
        }
        lines += ["", row("confidence", ["accuracy", "verdicts"])]
        lines += report.calibration.map {
            row("  " + Self.number($0.confidence), [Self.number($0.accuracy), "\($0.count)"])
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: 30, withPad: " ", startingAt: 0)
            + cells.map { $0.padding(toLength: max(27, $0.count + 2), withPad: " ", startingAt: 0) }.joined()
    }
}
