import InterviewCore
import ReportForms

/// The state of every item in a compact table. Pure.
enum TrackerLine {
    static let legend = "+ met   ~ partly   - not there yet   ! the opposite   ? not sure   . not asked"

    /// One line a phase: `Diagnosis  d1 +  d2 ~  d3 .`
    static func lines(scenario: Scenario, assessment: Assessment) -> [String] {
        let titles = scenario.phases.map { short($0.title) }
        let titleWidth = titles.map(DisplayText.width).max() ?? 0
        return zip(scenario.phases, titles).map { phase, title in
            let items = scenario.items(in: phase.id).map { item in
                "\(item.code) \(sign(assessment.item(item.id)))"
            }
            return DisplayText.padded(title, to: titleWidth) + "  " + items.joined(separator: "  ")
        }
    }

    /// The first whole words of a title, so that all lines fit side by side with their items.
    static func short(_ title: String) -> String {
        var kept = ""
        for word in title.split(separator: " ") {
            let longer = kept.isEmpty ? String(word) : "\(kept) \(word)"
            if DisplayText.width(longer) > 22 { break }
            kept = longer
        }
        if kept.isEmpty { return DisplayText.prefix(title, width: 22) }
        for ending in [" and", " of", " the", ","] where kept.hasSuffix(ending) { kept.removeLast(ending.count) }
        return kept
    }

    static func sign(_ found: ItemAssessment?) -> String {
        guard let found, found.isAssessed else { return "." }
        if found.isUnsure { return "?" }
        return switch found.verdict {
        case .met: "+"
        case .partial: "~"
        case .absent: "-"
        case .contradicted: "!"
        }
    }
}
