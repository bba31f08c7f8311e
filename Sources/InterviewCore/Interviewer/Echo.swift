/// Says back what the last answer committed to, in the interviewer's words: "Promised dates against real ones, noted."
///
/// Only what the assessor is sure of is said back, and nothing twice: an echo of something that was not said would put
/// words into the candidate's mouth and give the point away.
package enum Echo {
    /// Confidence of a commitment from which it is said back.
    package static let leastConfidence = 0.85
    private static let mostParts = 2

    /// The echo of the answer that is turn `turn`; nil when nothing in it can be said back.
    ///
    /// - Complexity: O(facets).
    static func line(
        of turn: Int, assessment: Assessment, scenario: Scenario, persona: Persona?, lines: LinePicker
    ) -> LinePicker.Line? {
        var parts: [(echo: String, name: String, place: Int)] = []
        for item in scenario.items where assessment.item(item.id)?.verdict != .contradicted {
            for finding in assessment.item(item.id)?.facets ?? [] where finding.stance == .committed {
                let name = "\(Question.echoPrefix)\(item.id).\(finding.facet.facet)"
                guard let commit = finding.commit, commit.confidence >= leastConfidence, lines.said[name] == nil,
                    let echo = item.facet(finding.facet.facet)?.echo,
                    let place = commit.evidence.first(where: { $0.turn == turn })?.start,
                    // Said before this answer already: it isn't what was just heard.
                    !commit.evidence.contains(where: { $0.turn < turn })
                else { continue }
                parts.append((echo, name, place))
            }
        }
        guard !parts.isEmpty, let wording = lines.pick(persona?.echoing ?? [], "echoing") else { return nil }
        // What was said last is what a listener says back.
        let chosen = parts.sorted { ($0.place, $0.name) < ($1.place, $1.name) }.suffix(mostParts)
        let words = chosen.map(\.echo).joined(separator: " and ")
        let capital = words.prefix(1).uppercased() + words.dropFirst()
        return LinePicker.Line(
            text: wording.text.replacing("{echo}", with: words).replacing("{Echo}", with: capital),
            name: wording.name, others: chosen.map(\.name))
    }
}
