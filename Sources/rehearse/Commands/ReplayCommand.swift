import ArgumentParser
import Content
import Foundation
import InterviewCore
import InterviewService
import Simulation

/// `rehearse replay`
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Show what this interviewer would have asked in an interview somebody else held.",
        discussion: """
            After each answer of a transcript the next question is decided as if this interviewer had asked the
            questions before it; the transcript's own next question stands beside it. For judging by eye whether
            follow-ups fit.

              rehearse replay Tests/Rated/dev/transcripts/w2-01.json
              rehearse replay Tests/Rated/dev --json > follow-ups.jsonl     a JSON object a line
            """)

    @Argument(help: "A transcript file, or a folder of them.")
    var path: String
    @Option(help: "Number that settles every choice of wording in the first transcript; the others count on from it.")
    var seed: UInt64 = 1
    @Option(help: "Who interviews. Default: drawn by the seed.")
    var persona: String?
    @Option(help: "How many complications: see the scenario. Default: standard.")
    var difficulty: String?
    @Flag(help: "Print a JSON object a line.")
    var json = false
    @Option(help: "The content directory.")
    var library: String?

    /// One line of the JSON form.
    private struct Line: Encodable {
        var transcript: String
        var step: TranscriptReplay.Step
    }

    func run() throws {
        let bench = try GradingBench(library: library)
        let url = URL(filePath: path)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        let files = isFolder.boolValue ? try TranscriptFolder.files(url) : [url]
        guard !files.isEmpty else { throw SetupError.badInput(file: path, problem: "it holds no transcripts") }
        for (index, file) in files.enumerated() {
            let transcript = try TranscriptFile.read(file)
            let scenario = try bench.library.scenario(transcript.scenario)
            let plan = InterviewPlanner.plan(
                scenario,
                wishes: .init(
                    minutes: .scenarios, persona: persona, difficulty: difficulty, variant: nil, seed: seed &+ UInt64(index),
                    showsTracker: false))
            let replay = TranscriptReplay(transcript, scenario: scenario, plan: plan, assessor: bench.assessor)
            for step in replay.steps { print(try json ? Self.line(transcript.id, step) : Self.text(transcript.id, step)) }
        }
    }

    private static func line(_ id: String, _ step: TranscriptReplay.Step) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Line(transcript: id, step: step)), as: UTF8.self)
    }

    private static func text(_ id: String, _ step: TranscriptReplay.Step) -> String {
        """
        \(id), turn \(step.turn), \(step.phase)
          Q      \(step.question)
          A      \(step.answer)
          theirs \(step.theirs ?? "(the end)")
          ours   \(step.ours)
                 [\(step.kind): \(step.reason)]

        """
    }
}
