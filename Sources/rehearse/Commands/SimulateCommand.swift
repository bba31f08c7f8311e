import ArgumentParser
import Assessment
import Content
import Foundation
import InterviewCore
import Simulation

/// Runs the interviewer against simulated candidates and reports how it behaved.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Interview simulated candidates and report how the interviewer behaved.",
        discussion: """
              rehearse simulate                               1,000 interviews, all kinds of candidates
              rehearse simulate --count 1 --kind vague --dialogues 1
              rehearse simulate --count 10000 --json

            Candidates are made of authored answers and graded by what their authors say the answers contain. Exits \
            with 1 when a fault was found. Docs/INTERVIEWER.md explains the figures.
            """)

    @Option(help: "How many interviews.")
    var count = 1000
    @Option(
        help: ArgumentHelp(
            "One kind of candidate; all by turns if left out.",
            discussion: CandidateKind.allCases.map(\.rawValue).joined(separator: ", ")))
    var kind: String?
    @Option(help: "Seed of the first interview; the others follow.")
    var seed: UInt64 = 1
    @Option(help: "Length in minutes; 0 for no limit.")
    var minutes = 30.0
    @Option(help: "How many dialogues to print.")
    var dialogues = 0
    @Option(help: "Difficulty; by turns if left out.")
    var difficulty: String?
    @Option(help: "Directory of the content library. Default: $REHEARSE_LIBRARY, else beside the program.")
    var library: String?
    @Option(help: "The scenario; the first if left out.")
    var scenario: String?
    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        if count < 1 { throw ValidationError("--count should be at least 1.") }
        if minutes < 0 { throw ValidationError("--minutes should be 0 or more.") }
        if let kind, CandidateKind(rawValue: kind) == nil {
            let known = CandidateKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(kind)' is no kind of candidate. Use one of \(known).")
        }
    }

    /// Interviews that are run side by side before they are added to the report in order.
    private static let batch = 100

    func run() async throws {
        let directory = try LibraryLocation.find(library)
        let scenario = try LibraryLoader.load(directory).scenario(scenario)
        let bank = PreparedBank(try SimulationReader.bank(for: scenario, in: directory), scenario: scenario) { text in
            ClaimExtractor.phrases(in: text).map {
                .init(quote: $0.quote, range: $0.range, isVague: $0.isVague, form: $0.form)
            }
        }
        let leakCheck = LeakCheck(scenario: scenario)
        let kinds = kind.flatMap(CandidateKind.init).map { [$0] } ?? CandidateKind.allCases
        var report = SimulationReport(scenario: scenario)
        let progress = Progress(total: count, what: "interviews")
        for start in stride(from: 0, to: count, by: Self.batch) {
            let batch = start..<min(count, start + Self.batch)
            let runs = await withTaskGroup(of: (Int, InterviewRun).self) { group in
                for index in batch {
                    let plan = SimulationPlan.plan(
                        scenario: scenario, seed: seed &+ UInt64(index), minutes: minutes == 0 ? nil : minutes,
                        difficulty: difficulty)
                    let kind = kinds[index % kinds.count]
                    group.addTask {
                        let run = InterviewRun(
                            scenario: scenario, bank: bank, leakCheck: leakCheck, kind: kind, plan: plan)
                        return (index, run)
                    }
                }
                return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for run in batch.compactMap({ runs[$0] }) {
                report.add(run, scenario: scenario)
                if report.dialogues.count < dialogues { report.dialogues.append(Dialogue.text(of: run)) }
            }
            if count >= 2000 { progress.step(by: batch.count) }
        }
        if count >= 2000 { progress.finish() }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            print(SimulationSummary.text(report))
        }
        if report.faultCount > 0 { throw ExitCode(1) }
    }
}
