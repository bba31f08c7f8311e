import ArgumentParser
import Assessment
import Foundation
import InterviewCore
import SentenceEncoder

/// `rehearse features`: for `Training/`, not for users.
struct FeaturesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features",
        abstract: "Write the passage features that heads read, for training them.",
        discussion: """
            INPUT holds lines {"question", "units": ["..."]}; OUT gets little-endian fp32 rows of 768 numbers, one for
            each unit, in order.
            """,
        shouldDisplay: false)

    @Option(help: "JSON lines.")
    var input: String

    @Option(help: "The file to write.")
    var out: String

    @Option(help: "The content directory.")
    var library: String?

    private struct Line: Decodable {
        var question: String
        var units: [String]
    }

    func run() throws {
        let files = EncoderFiles(library: try LibraryLocation.find(library))
        let encoder = try SentenceEncoder(modelAt: files.adapted())
        guard FileManager.default.createFile(atPath: out, contents: nil) else {
            throw ValidationError("'\(out)' can't be written.")
        }
        let output = try FileHandle(forWritingTo: URL(filePath: out))
        let progress = Progress(total: try JSONLines.count(input), what: "answers")
        try JSONLines.forEach(Line.self, in: input) { line in
            var passages: [Range<Int>] = []
            var start = 0
            for unit in line.units {
                let end = start + unit.unicodeScalars.count
                passages.append(start..<end)
                start = end + 1
            }
            let rows = PassageFeatures.make(
                line.units.joined(separator: " "), question: line.question, passages: passages, encoder: encoder)
            try output.write(contentsOf: rows.withUnsafeBytes { Data($0) })
            progress.step()
        }
        progress.finish()
    }
}
