import ArgumentParser
import Foundation
import InterviewService
import Store

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write interviews with all their events as JSON.",
        discussion: """
            The events are everything there is: what was asked and said, drafts, pauses and times. Everything else is \
            computed from them.

            EXAMPLES
              rehearse export --out all.json
              rehearse export 1122-mabu-tiko
            """)

    @Argument(help: "Ids of the sessions. Default: all.")
    var sessions: [String] = []

    @Option(help: ArgumentHelp("Write to a file instead.", valueName: "file"))
    var out: String?

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let store = try Composition(options: shared).store(.read)
        var ids: [String] = []
        for typed in sessions { ids.append(try await SessionLookup.find(typed, in: store)) }
        let export = try await InterviewService.export(ids, from: store)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try Output.deliver(String(decoding: try encoder.encode(export), as: UTF8.self) + "\n", to: out)
    }
}
