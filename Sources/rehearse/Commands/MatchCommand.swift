import ArgumentParser
import Assessment
import Foundation
import InterviewCore

/// `rehearse match`
struct MatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "match",
        abstract: "Say which criteria some texts commit to, deny or leave open, with no scenario.",
        discussion: """
            Both files hold one JSON object a line:

              criteria  {"id": "c1", "text": "Names a date for the review", "exemplars": ["..."], "opposites": ["..."]}
              texts     {"id": "t1", "text": "...", "criteria": ["c1"]}      without "criteria": all of them

            Prints one line for each text and criterion, as soon as it is known:

              {"text", "criterion", "verdict", "confidence", "deny_confidence", "evidence": [{"start", "end", "quote"}]}

            Offsets count Unicode scalars. Files of any size are read line by line.
            """)

    @Option(help: "JSON lines of criteria.")
    var criteria: String

    @Option(help: "JSON lines of texts.")
    var texts: String

    @Option(help: "The content directory, for the trained model.")
    var library: String?

    private struct CriterionLine: Decodable {
        var id: String
        var text: String
        var exemplars: [String]?
        var opposites: [String]?
    }

    private struct TextLine: Decodable {
        var id: String
        var text: String
        var criteria: [String]?
    }

    private struct Proof: Encodable {
        var start: Int
        var end: Int
        var quote: String
    }

    private struct MatchLine: Encodable {
        var text: String
        var criterion: String
        var verdict: Verdict
        var confidence: Double
        var denyConfidence: Double
        var evidence: [Proof]

        enum CodingKeys: String, CodingKey {
            case text, criterion, verdict, confidence, evidence
            case denyConfidence = "deny_confidence"
        }
    }

    func run() throws {
        let files = EncoderFiles(library: try LibraryLocation.find(library))
        var wanted: [Criterion] = []
        try JSONLines.forEach(CriterionLine.self, in: criteria) { line in
            wanted.append(
                Criterion(
                    id: line.id, text: line.text,
                    exemplars: Exemplars(met: line.exemplars ?? [], opposite: line.opposites ?? [])))
        }
        let matcher = try files.matcher(wanted)
        let output = FileHandle.standardOutput
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let progress = Progress(total: try JSONLines.count(texts), what: "texts")
        try JSONLines.forEach(TextLine.self, in: texts) { line in
            if let stranger = matcher.unknown(line.criteria ?? []).first {
                throw SetupError.badInput(file: texts, problem: "text '\(line.id)' names the criterion '\(stranger)', which is not there")
            }
            var lines = Data()
            for match in matcher.match(line.text, only: line.criteria) {
                lines += try encoder.encode(
                    MatchLine(
                        text: line.id, criterion: match.criterion, verdict: match.verdict,
                        confidence: rounded(match.confidence), denyConfidence: rounded(match.denyConfidence),
                        evidence: match.evidence.map { Proof(start: $0.start, end: $0.end, quote: $0.quote) }))
                lines.append(10)
            }
            try output.write(contentsOf: lines)
            progress.step()
        }
        progress.finish()
    }

    private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
