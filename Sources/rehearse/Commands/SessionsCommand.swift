import ArgumentParser
import Assessment
import Content
import Foundation
import InterviewCore
import InterviewService
import ReportForms
import Store

struct SessionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions",
        abstract: "List, score or delete interviews.",
        discussion: """
            EXAMPLES
              rehearse sessions list
              rehearse sessions score                  every interview again, by the assessor of today
              rehearse sessions delete 1122-mabu-tiko
            """,
        subcommands: [List.self, Score.self, Delete.self], defaultSubcommand: List.self)

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

    /// Scores are never stored: what was said is, so a newer assessor can read it again.
    struct Score: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Score all interviews by the assessor of today.",
            discussion: """
                One line for each interview with answers, the newest first: total, its range, the dimensions in the
                rubric's order; with --json also the versions that gave it. An interview whose scenario is no longer in the library
                is named and passed over.

                  rehearse sessions score --json > scores.jsonl
                """)

        @Flag(help: "Print a JSON object a line.")
        var json = false

        @OptionGroup var shared: SharedOptions

        private struct Line: Encodable {
            var session: String
            var scenario: String
            var total: Double
            var low: Double
            var high: Double
            var dimensions: [String: Double]
            var assessor: String
            var rubric: String
        }

        func run() async throws {
            let composition = Composition(options: shared)
            let store = try composition.store(.read)
            let library = try composition.library()
            let assessor = try EncoderFiles(library: composition.findLibrary()).assessor()
            let records = try await store.list()
            let progress = Progress(total: records.count, what: "interviews")
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            for record in records {
                let session = Session(id: record.id, events: try await store.events(of: record.id, withDrafts: false))
                progress.step()
                let wanted = session.plan?.scenario ?? ""
                guard let scenario = library.scenarios.first(where: { $0.id == wanted }) else {
                    progress.note("\(record.id): the scenario '\(wanted)' is not in the library; passed over.")
                    continue
                }
                guard session.entries.contains(where: { $0.turn.speaker == .candidate }) else { continue }
                let assessment = assessor.assess(session.transcript, scenario: scenario)
                let score = Scoring.score(assessment, scenario: scenario)
                Output.standard.write(try line(record.id, session, scenario, score, encoder: encoder, assessor: assessor.version))
            }
            progress.finish()
        }

        private func line(
            _ id: String, _ session: Session, _ scenario: Scenario, _ score: ScoreCard, encoder: JSONEncoder, assessor: String
        ) throws -> String {
            func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
            if json {
                let line = Line(
                    session: id, scenario: scenario.id, total: tenths(score.total), low: tenths(score.range.lowerBound),
                    high: tenths(score.range.upperBound),
                    dimensions: Dictionary(
                        score.dimensions.map { ($0.dimension, tenths($0.points)) }, uniquingKeysWith: { first, _ in first }),
                    assessor: assessor, rubric: score.rubricVersion)
                return String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
            }
            let columns = [
                DisplayText.padded(id, to: 16), ReportWords.date(session.startedAt),
                DisplayText.padded("\(tenths(score.total))", to: 5),
                DisplayText.padded("(\(Int(score.range.lowerBound.rounded()))-\(Int(score.range.upperBound.rounded())))", to: 8),
                score.dimensions.map { "\($0.dimension) \(tenths($0.points))" }.joined(separator: ", "),
            ]
            return columns.joined(separator: "  ") + "\n"
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
