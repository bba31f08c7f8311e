import Assessment
import Content
import Foundation
import InterviewCore
import ReportForms

/// What grading needs: the library and the assessor, loaded once.
struct GradingBench {
    let library: ContentLibrary
    let assessor: EmbeddedAssessor

    /// - Throws: ``SetupError`` or `ContentError` with what to do.
    init(library path: String?) throws {
        let url = try LibraryLocation.find(path)
        library = try LibraryLoader.load(url)
        assessor = try EncoderFiles(library: url).assessor()
    }

    /// Assesses and scores a transcript by its own scenario, or by the given one.
    func grade(_ transcript: Transcript, scenario id: String?) throws -> GradedTranscript {
        let scenario = try library.scenario(id ?? transcript.scenario)
        let assessment = assessor.assess(transcript, scenario: scenario)
        return GradedTranscript(
            transcript: transcript, scenario: scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: scenario))
    }
}

/// A transcript with everything found in it.
struct GradedTranscript {
    var transcript: Transcript
    var scenario: Scenario
    var assessment: InterviewCore.Assessment
    var score: ScoreCard

    /// Everything found, ending in a line break; markdown and text are the report, without colour.
    func rendered(_ format: GradeCommand.Format) throws -> String {
        switch format {
        case .json:
            try Self.json(GradeDocument(transcript: transcript, assessment: assessment, score: score)) + "\n"
        case .markdown: MarkdownReport.render(report)
        case .text: TerminalReport.render(report)
        }
    }

    private var report: Report {
        Report.make(transcript: transcript, scenario: scenario, assessment: assessment, score: score)
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// The transcript files of a folder.
enum TranscriptFolder {
    /// Every `.json` file in `folder`, or in its `transcripts` folder when it has one, by name.
    static func files(_ folder: URL) throws -> [URL] {
        let inner = folder.appending(path: "transcripts")
        let root = FileManager.default.fileExists(atPath: inner.path) ? inner : folder
        return try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
