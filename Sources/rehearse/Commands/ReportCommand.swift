import ArgumentParser
import Foundation
import InterviewCore
import InterviewService
import ReportForms
import Store

/// The forms a report can be written in.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case terminal, markdown, html, json

    func render(_ report: Report, isTerminal: Bool, environment: [String: String]) -> String {
        switch self {
        case .terminal:
            let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
            return TerminalReport.render(
                report, width: isTerminal ? TerminalDevice.size().columns : 80, colour: isTerminal && !isPlain)
        case .markdown: return MarkdownReport.render(report)
        case .html: return PageReport.render(report)
        case .json: return JSONReport.render(report)
        }
    }
}

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show the report of an interview.",
        discussion: """
            Works on unfinished interviews too: then it says how it stands so far. The report is computed from what \
            was said each time, so a newer version of the assessor gives its own reading of old interviews. From the \
            second attempt at a scenario on it also says what changed since the attempt before.

            EXAMPLES
              rehearse report                                        of the last interview
              rehearse report 1122-mabu-tiko --format markdown
              rehearse report 1122 --format html --out report.html   one file, no outside requests
            """)

    @Argument(help: "Id of the session, or the beginning of it. Default: the last one.")
    var session: String?

    @Option(help: "One of: terminal, markdown, html, json.")
    var format: ReportFormat = .terminal

    @Option(help: ArgumentHelp("Write to a file instead.", valueName: "file"))
    var out: String?

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let composition = Composition(options: shared)
        let store = try composition.store(.read)
        let id = try await SessionLookup.find(session, in: store)
        let found = Session(id: id, events: try await store.events(of: id, withDrafts: false))
        let scenario = try composition.scenario(found.plan?.scenario)
        let report = InterviewService.report(
            on: found, scenario: scenario, assessor: try composition.assessor(for: scenario),
            earlier: try await InterviewService.attempt(before: found, in: store))
        let isTerminal = out == nil && Output.standard.isTerminal
        let text = format.render(report, isTerminal: isTerminal, environment: composition.environment)
        try Output.deliver(text, to: out)
    }
}
