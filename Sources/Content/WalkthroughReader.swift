import InterviewCore

/// Builds a walkthrough from the sections of its file, checking its codes against the scenario it goes with.
struct WalkthroughReader {
    let scenario: Scenario?

    /// The walkthrough in a file's root mapping; problems are noted in its reader.
    ///
    /// - Parameter scenarios: those it may go with.
    static func walkthrough(_ root: Section, scenarios: [Scenario]) -> Walkthrough {
        if root.string("schema") != "1" {
            root.reader.error(
                line: root.line(of: "schema"), "this program reads schema 1", mend: "Write 'schema: 1' and adapt the file")
        }
        let id = root.string("scenario")
        let scenario = scenarios.first { $0.id == id }
        if scenario == nil {
            root.reader.error(
                line: root.line(of: "scenario"), "there is no sound scenario '\(id)'",
                mend: "Choose one of: \(scenarios.map(\.id).joined(separator: ", "))")
        }
        let reader = WalkthroughReader(scenario: scenario)
        defer { root.finish() }
        let turns = root.sections("turns").map(reader.turn)
        if let scenario, turns.map(\.phase) != scenario.phases.map(\.id) {
            root.reader.error(
                line: root.line(of: "turns"), "the turns should be the scenario's phases in their order, one each",
                mend: "Write turns for: \(scenario.phases.map(\.id).joined(separator: ", "))")
        }
        return Walkthrough(
            scenario: id, title: root.string("title"), summary: root.string("summary"),
            findings: root.sections("findings").map(reader.finding), turns: turns,
            faq: root.sections("faq").map(reader.answered), topics: root.sections("topics").map(reader.finding),
            sources: root.sections("sources", isOptional: true).map(reader.source))
    }

    private func finding(_ section: Section) -> Walkthrough.Finding {
        defer { section.finish() }
        return .init(title: section.string("title"), text: section.string("text"), items: codes("items", of: section))
    }

    private func turn(_ section: Section) -> Walkthrough.Turn {
        defer { section.finish() }
        return .init(
            phase: section.string("phase"), question: section.string("question"),
            mistake: section.section("mistake").map(mistake)
                ?? .init(title: "", answer: "", why: "", costs: [], mistakes: []),
            stronger: section.section("stronger").map(stronger) ?? .init(answer: "", why: "", earns: []))
    }

    private func mistake(_ section: Section) -> Walkthrough.Mistake {
        defer { section.finish() }
        let mistakes = section.strings("mistakes", atLeast: 0, isOptional: true)
        if let scenario {
            for id in mistakes where scenario.mistake(id) == nil {
                section.reader.error(
                    line: section.line(of: "mistakes"), "the scenario has no mistake '\(id)'",
                    mend: "Choose one of: \(scenario.mistakes.map(\.id).joined(separator: ", "))")
            }
        }
        return .init(
            title: section.string("title"), answer: section.string("answer"), why: section.string("why"),
            costs: codes("costs", of: section), mistakes: mistakes)
    }

    private func stronger(_ section: Section) -> Walkthrough.Stronger {
        defer { section.finish() }
        return .init(
            answer: section.string("answer"), why: section.string("why"), earns: codes("earns", of: section))
    }

    private func answered(_ section: Section) -> Walkthrough.Answered {
        defer { section.finish() }
        return .init(question: section.string("question"), answer: section.string("answer"))
    }

    private func source(_ section: Section) -> Walkthrough.Source {
        defer { section.finish() }
        let url = section.string("url")
        if !url.hasPrefix("https://") {
            section.reader.error(
                line: section.line(of: "url"), "'\(url)' is no https address", mend: "Give the page the claim was read on")
        }
        return .init(
            claim: section.string("claim"), url: url, date: section.string("date"), status: section.string("status"))
    }

    private func codes(_ key: String, of section: Section) -> [String] {
        let codes = section.strings(key, atLeast: 0, isOptional: true)
        guard let scenario else { return codes }
        for code in codes where !scenario.items.contains(where: { $0.code == code }) {
            section.reader.error(
                line: section.line(of: key), "the scenario has no item '\(code)'",
                mend: "Choose among: \(scenario.items.map(\.code).joined(separator: ", "))")
        }
        return codes
    }
}
