import ArgumentParser
import Assessment
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

                Where the encoder is prepared, the exemplars are read as if candidates had said them: near misses that
                read as commitments, facets that are taken for one another and sentences that say the same are warned of.

                Exits with 1 when there are errors; warnings alone exit with 0. Docs/AUTHORING.md describes the files.
                """)

        @Argument(help: "A content directory or a scenario's folder; by default the library in use.")
        var path: String?

        @Flag(help: "Don't read the exemplars with the encoder.")
        var quick = false

        func run() throws {
            let url = try path.map { URL(filePath: $0) } ?? LibraryLocation.find(nil)
            var library = try LibraryLoader.load(url)
            if !quick { library.diagnostics += readings(of: library, at: url) }
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

        /// What the assessor makes of the exemplars; says in a line when there is no encoder to read them with.
        private func readings(of library: ContentLibrary, at url: URL) -> [Diagnostic] {
            let assessor: EmbeddedAssessor
            do {
                // A pack without trained files is read with those of the library in use.
                let trained = EncoderFiles(library: url)
                let isWhole = FileManager.default.fileExists(atPath: trained.calibration.path)
                assessor = try isWhole ? trained.assessor() : EncoderFiles(library: LibraryLocation.find(nil)).assessor()
            } catch {
                Output.error.write("The exemplars were not read by the encoder: \(error)\n")
                return []
            }
            return library.scenarios.flatMap { scenario in
                let alike = assessor.alikeQuestions(in: scenario)
                if assessor.usesExemplars(for: scenario) {
                    print(
                        "\(scenario.id): no head of its own for all criteria, so exemplars alone say what to look for;"
                            + " good to practise with, but the points are rough (Docs/ASSESSMENT.md)")
                }
                print("\(scenario.id): the two questions most alike have a likeness of \((alike.closest * 1000).rounded() / 1000)")
                let questions = alike.pairs.map { pair in
                    Diagnostic(
                        severity: .warning, file: scenario.id, line: nil,
                        message: "'\(pair.first)' and '\(pair.second)' ask nearly the same", mend: "Reword one")
                }
                return questions + assessor.review(scenario).map { note in
                    let place = library.facetPlaces[scenario.id]?[note.facet]
                    return Diagnostic(
                        severity: .warning, file: place?.file ?? scenario.id, line: place?.line,
                        message: "facet '\(note.facet.facet)': \(note.message)", mend: note.mend)
                }
            }
        }
    }
}
