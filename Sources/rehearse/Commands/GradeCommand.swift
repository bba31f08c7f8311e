import ArgumentParser
import Assessment
import Content
import Foundation
import InterviewCore
import ReportForms

/// `rehearse grade`
struct GradeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade",
        abstract: "Assess a transcript, or a folder of them, without an interview.",
        discussion: """
            A transcript is a JSON file {"id", "scenario", "turns": [{"phase", "minute", "speaker", "text"}]} with
            speakers "interviewer" and "candidate".

              rehearse grade interview.json                   the report as text
              rehearse grade interview.json --format json     every verdict, facet and quote with its offsets
              rehearse grade transcripts/ --out graded/       one ID.json each, with progress
              rehearse grade --items documents-specifics,review-window "I'd note the dates and what we agreed."

            Every quote in the result stands in the candidate's text at the offsets given (Unicode scalars).
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, markdown, text

        /// How a file of this form is named.
        var fileExtension: String {
            switch self {
            case .json: "json"
            case .markdown: "md"
            case .text: "txt"
            }
        }
    }

    @Argument(help: "A transcript file, a folder of them, or with --items a text.")
    var input: String

    @Option(help: "json, markdown or text. Default: text for one transcript, json for a folder.")
    var format: Format?

    @Option(help: "A folder for the results of a folder, or a file for one result.")
    var out: String?

    @Option(help: "Grade a plain text on these items alone (ids or codes, separated by commas).")
    var items: String?

    @Option(help: "The scenario's id; by default the transcript's own.")
    var scenario: String?

    @Option(help: "The content directory.")
    var library: String?

    func run() throws {
        let bench = try GradingBench(library: library)
        if let items {
            try gradeText(items, bench: bench)
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
            throw ValidationError("'\(input)' does not exist. Give a transcript file or a folder of them.")
        }
        if isFolder.boolValue {
            try gradeFolder(bench)
            return
        }
        let graded = try bench.grade(TranscriptFile.read(URL(filePath: input)), scenario: scenario)
        try Output.deliver(try graded.rendered(format ?? .text), to: out)
    }

    private func gradeFolder(_ bench: GradingBench) throws {
        guard let out else {
            throw ValidationError("Say where the results go: rehearse grade \(input) --out DIR")
        }
        let form = format ?? .json
        let files = try TranscriptFolder.files(URL(filePath: input))
        let target = URL(filePath: out)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        let progress = Progress(total: files.count, what: "transcripts")
        var failures = 0
        var taken: Set<String> = []
        for file in files {
            do {
                let graded = try bench.grade(TranscriptFile.read(file), scenario: scenario)
                try Self.checkName(graded.transcript.id, file: file, taken: &taken)
                let name = "\(graded.transcript.id).\(form.fileExtension)"
                try Data(try graded.rendered(form).utf8).write(to: target.appending(path: name))
            } catch {
                failures += 1
                progress.note("\(error)")
            }
            progress.step()
        }
        progress.finish()
        if failures > 0 { throw ExitCode(1) }
    }

    /// Refuses an id that would be written outside the folder or over another transcript's result.
    private static func checkName(_ id: String, file: URL, taken: inout Set<String>) throws(SetupError) {
        guard !id.isEmpty, !id.hasPrefix("."), !id.contains("/"), !id.contains("\0"), id.utf8.count <= 200 else {
            throw .badInput(file: file.path, problem: "its id can't be the name of a file")
        }
        guard taken.insert(id).inserted else {
            throw .badInput(file: file.path, problem: "another file in the folder has the same id '\(id)'")
        }
    }

    private func gradeText(_ list: String, bench: GradingBench) throws {
        let scenario = try bench.library.scenario(scenario)
        let wanted = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        for name in wanted where !scenario.items.contains(where: { $0.id == name || $0.code == name }) {
            throw ValidationError(
                "There is no item '\(name)'. Known: \(scenario.items.map(\.id).joined(separator: ", ")).")
        }
        let transcript = Transcript(
            id: "text", scenario: scenario.id,
            turns: [.init(phase: "", minute: 0, speaker: .candidate, text: input)])
        let assessment = bench.assessor.assess(transcript, scenario: scenario)
        let chosen = scenario.items.filter { wanted.contains($0.id) || wanted.contains($0.code) }
        if format == .json {
            var document = GradeDocument(
                transcript: transcript, assessment: assessment, score: Scoring.score(assessment, scenario: scenario))
            let ids = Set(chosen.map(\.id))
            document.items = document.items.filter { ids.contains($0.key) }
            print(try GradedTranscript.json(document.items))
            return
        }
        for item in chosen {
            guard let found = assessment.item(item.id) else { continue }
            print("\(item.title): \(found.verdict.rawValue) (confidence \(Int((found.confidence * 100).rounded())) %)")
            for evidence in found.evidence { print("  \u{201C}\(DisplayText.safe(evidence.quote))\u{201D}") }
            let missing = VerdictPolicy.missing(of: item, findings: found.facets).map(\.label)
            if found.verdict != .met, !missing.isEmpty { print("  Not found: \(missing.joined(separator: ", "))") }
        }
    }
}
