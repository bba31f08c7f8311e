import ArgumentParser
import Foundation
import InterviewCore
import InterviewService
import ReportForms
import Store

struct SessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "List or delete interviews.",
        discussion: """
            EXAMPLES
              rehearse sessions list
              rehearse sessions delete 1122-mabu-tiko
            """,
        subcommands: [List.self, Delete.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show all interviews, the newest first.")

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let store: any SessionStore
            do {
                store = try Composition(options: shared).store(.read)
            } catch StoreError.missing(_) {
                Output.standard.write("No interviews yet. 'rehearse interview' starts one.\n")
                return
            }
            let overviews = try await InterviewService.overviews(in: store)
            if overviews.isEmpty { Output.standard.write("No interviews yet. 'rehearse interview' starts one.\n") }
            for overview in overviews {
                let columns = [
                    DisplayText.padded(overview.id, to: 16), ReportWords.date(overview.startedAt),
                    DisplayText.padded(Self.status(overview.status), to: 10),
                    DisplayText.padded("\(overview.answers) answers", to: 11),
                    DisplayText.padded(ReportWords.clock(minutes: overview.elapsedMinutes), to: 6), overview.scenario,
                ]
                Output.standard.write(columns.joined(separator: "  ") + "\n")
            }
        }

        private static func status(_ status: Session.Status) -> String {
            switch status {
            case .notStarted: "not begun"
            case .running: "unfinished"
            case .paused: "paused"
            case .ended(.completed): "finished"
            case .ended(.timeUp): "time up"
            case .ended(.byCandidate): "ended"
            }
        }
    }

    struct Delete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete interviews for good.")

        @Argument(help: "Ids of the sessions, in full.")
        var sessions: [String]

        @Flag(help: "Don't ask.")
        var yes = false

        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let store = try Composition(options: shared).store(.write)
            for id in sessions { _ = try await store.record(of: id) }
            guard try Confirmation.ask("Delete \(sessions.joined(separator: ", ")) for good?", isSure: yes) else {
                Output.standard.write("Nothing was deleted.\n")
                throw ExitCode(1)
            }
            for id in sessions { try await store.delete(id) }
            Output.standard.write("Deleted \(sessions.joined(separator: ", ")).\n")
        }
    }
}
