package import Foundation
package import InterviewCore

/// Reads the answers of simulated interviews from a content directory's `simulation` folder.
package struct SimulationReader {
    /// The bank for a scenario.
    ///
    /// - Throws: ``ContentError`` when the file is missing or has errors; its text names file, line and mending.
    /// - Complexity: O(size of the file).
    package static func bank(for scenario: Scenario, in directory: URL) throws(ContentError) -> AnswerBank {
        let url = directory.appending(path: "simulation/\(scenario.id).yaml")
        let reader = DocumentReader(file: url.relativeToWorkingDirectory)
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw .brokenScenario("simulation/\(scenario.id)", first: "\(url.path) can't be read")
        }
        let bank = reader.root(String(decoding: data, as: UTF8.self)).map {
            SimulationReader.bank($0, scenario: scenario)
        }
        if let first = reader.diagnostics.first(where: { $0.severity == .error }) {
            throw .brokenScenario("simulation/\(scenario.id)", first: first.description)
        }
        return bank ?? AnswerBank(scenario: scenario.id, answers: [], interjections: [], elaborations: [])
    }

    private static func bank(_ root: Section, scenario: Scenario) -> AnswerBank {
        if root.string("schema") != "1" {
            root.reader.error(line: root.line(of: "schema"), "this program reads schema 1", mend: "Write 'schema: 1'")
        }
        defer { root.finish() }
        var numbers: [String: Int] = [:]
        return AnswerBank(
            scenario: root.string("scenario"),
            answers: root.sections("answers").map { answer($0, scenario: scenario, numbers: &numbers) },
            interjections: root.sections("moves").map(interjection),
            elaborations: root.strings("elaborations", atLeast: 4))
    }

    private static func answer(_ section: Section, scenario: Scenario, numbers: inout [String: Int])
        -> AnswerBank.Answer
    {
        defer { section.finish() }
        let item = section.string("item")
        numbers[item, default: 0] += 1
        let known = Set(scenario.item(item)?.facets.map(\.id) ?? [])
        if known.isEmpty {
            section.reader.error(line: section.line, "'\(item)' is no item of the scenario", mend: "Use an item's id")
        }
        func facets(_ key: String) -> [FacetReference] {
            section.strings(key, atLeast: 0, isOptional: true).map { id in
                if !known.isEmpty, !known.contains(id) {
                    section.reader.error(
                        line: section.line(of: key), "'\(id)' is no facet of '\(item)'",
                        mend: "Use one of \(known.sorted().joined(separator: ", "))")
                }
                return FacetReference(item: item, facet: id)
            }
        }
        let quality = AnswerBank.Quality(rawValue: section.string("quality"))
        if quality == nil {
            section.reader.error(
                line: section.line(of: "quality"), "unknown quality", mend: "Use strong, mid, vague or opposite")
        }
        return AnswerBank.Answer(
            id: "\(item)-\(numbers[item] ?? 0)", item: item, quality: quality ?? .mid, voice: section.string("voice"),
            text: section.string("text"), commits: facets("says"), leans: facets("leans"), denies: facets("denies"))
    }

    private static func interjection(_ section: Section) -> AnswerBank.Interjection {
        defer { section.finish() }
        let word = section.string("act")
        let act = AnswerReading.Act(rawValue: word)
        if act == nil {
            section.reader.error(
                line: section.line(of: "act"), "'\(word)' is no act",
                mend: "Use one of \(AnswerReading.Act.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return AnswerBank.Interjection(
            act: act ?? .answer, fact: section.optionalString("fact"),
            text: act == .silence ? section.possiblyEmpty("text") : section.string("text"))
    }
}
