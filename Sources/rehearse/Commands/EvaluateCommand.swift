import Agreement
import ArgumentParser
import Assessment
import Content
import Foundation
import InterviewCore
import ReportForms

/// `rehearse evaluate`
struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure how well the assessor agrees with a folder of rated transcripts.",
        discussion: """
            The folder holds transcripts/ID.json and consensus/ID.json. Intervals hold 90 % of 400 bootstrap samples
            over transcripts, with a fixed seed.

              rehearse evaluate Tests/Rated/dev
              rehearse evaluate Tests/Rated/dev --require Tests/Rated/thresholds.json    exits with 1 when one is missed
            """)

    @Argument(help: "The rated folder.")
    var folder: String

    @Option(help: "A JSON file of figure names with {\"atLeast\": n} or {\"atMost\": n}.")
    var require: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Option(help: "The content directory.")
    var library: String?

    /// A bound on one figure.
    private struct Bound: Decodable {
        var atLeast: Double?
        var atMost: Double?
    }

    func run() throws {
        let bench = try GradingBench(library: library)
        let root = URL(filePath: folder)
        let files = try TranscriptFolder.files(root)
        guard !files.isEmpty else { throw SetupError.badInput(file: folder, problem: "it holds no transcripts") }
        let progress = Progress(total: files.count, what: "transcripts")
        var rated: [RatedTranscript] = []
        bench.assessor.prepare(try bench.library.scenario(nil))
        let clock = ContinuousClock()
        var slowest = Duration.zero
        let started = clock.now
        for file in files {
            let rating = try readRating(root.appending(path: "consensus").appending(path: file.lastPathComponent))
            let begun = clock.now
            let graded = try bench.grade(TranscriptFile.read(file), scenario: nil)
            slowest = max(slowest, clock.now - begun)
            rated.append(
                RatedTranscript(
                    transcript: graded.transcript, rating: rating, assessment: graded.assessment, score: graded.score))
            progress.step()
        }
        progress.finish()
        let took = clock.now - started
        let scenario = try bench.library.scenario(rated.first?.transcript.scenario)
        let report = AgreementCalculator(rated, scenario: scenario).report()
        if json {
            print(try GradedTranscript.json(report))
        } else {
            print(DisplayText.safe(AgreementText(report: report, scenario: scenario).text, keepingLines: true))
            print("time: \(Self.milliseconds(took)) ms in all, slowest transcript \(Self.milliseconds(slowest)) ms")
        }
        if let require { try check(report, bounds: require) }
    }

    private func readRating(_ url: URL) throws -> Rating {
        do {
            return try JSONDecoder().decode(Rating.self, from: Data(contentsOf: url))
        } catch {
            throw SetupError.badInput(file: url.path, problem: "no rating of the right form (\(error.localizedDescription))")
        }
    }

    private func check(_ report: AgreementReport, bounds path: String) throws {
        let bounds = try JSONDecoder().decode([String: Bound].self, from: Data(contentsOf: URL(filePath: path)))
        var failed = false
        for (name, bound) in bounds.sorted(by: { $0.key < $1.key }) {
            guard let value = report.figures[name]?.value else {
                throw ValidationError("\(path) names '\(name)', which is no figure.")
            }
            let isMet = value >= bound.atLeast ?? -.infinity && value <= bound.atMost ?? .infinity
            failed = failed || !isMet
            let asked = bound.atLeast.map { "at least \($0)" } ?? bound.atMost.map { "at most \($0)" } ?? ""
            print("\(isMet ? "ok    " : "MISSED") \(name) \(AgreementText.number(value)), asked \(asked)")
        }
        if failed { throw ExitCode(1) }
    }

    private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
}
