import ArgumentParser
import Content
import Foundation
import InterviewCore
import ReportForms

/// `rehearse content`
struct ContentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "content", abstract: "Work with scenarios and other content files.",
        subcommands: [Check.self])

    /// `rehearse content check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report every problem in a content directory, with file, line and how to mend it.",
            discussion: """
                  rehearse content check                    the library in use
                  rehearse content check my-library/        another one
                  rehearse content check my-library/scenarios/my-scenario

                Exits with 1 when there are errors; warnings alone exit with 0. Docs/AUTHORING.md describes the files.
                """)

        @Argument(help: "A content directory or a scenario's folder; by default the library in use.")
        var path: String?

        func run() throws {
            let url = try path.map { URL(filePath: $0) } ?? LibraryLocation.find(nil)
            let library = try LibraryLoader.load(url)
            // A content pack is a stranger's text: nothing in it may reach the terminal as a control sequence.
            for diagnostic in library.diagnostics { print(DisplayText.safe("\(diagnostic)")) }
            let errors = library.diagnostics.count { $0.severity == .error }
            let warnings = library.diagnostics.count - errors
            for scenario in library.scenarios {
                print(
                    "\(scenario.id) \(scenario.version): \(scenario.phases.count) phases, \(scenario.items.count) items, "
                        + "\(scenario.items.reduce(0) { $0 + $1.facets.count }) facets, "
                        + "\(scenario.probes.count + scenario.items.reduce(0) { $0 + $1.probes.count }) probes, "
                        + "\(scenario.mistakes.count) mistakes, \(scenario.facts.count) facts, "
                        + "\(scenario.variants.count) variants")
            }
            print("\(errors) errors, \(warnings) warnings")
            if errors > 0 { throw ExitCode(1) }
        }
    }
}
