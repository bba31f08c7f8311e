import Foundation
import InterviewCore

/// Reads transcript files of the form `{"id", "scenario", "turns": [{"phase", "minute", "speaker", "text"}]}`.
struct TranscriptFile {
    /// The transcript in a file. - Throws: ``SetupError/badInput(file:problem:)`` that says what is wrong.
    static func read(_ url: URL) throws(SetupError) -> Transcript {
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw .badInput(file: url.path, problem: "the file does not exist or is not readable")
        }
        do {
            return try JSONDecoder().decode(Transcript.self, from: data)
        } catch let error as DecodingError {
            throw .badInput(file: url.path, problem: explain(error))
        } catch {
            throw .badInput(file: url.path, problem: "\(error)")
        }
    }

    private static func explain(_ error: DecodingError) -> String {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        }
        switch error {
        case .keyNotFound(let key, let context): return "'\(key.stringValue)' is missing at '\(path(context))'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "the value at '\(path(context))' is of the wrong kind"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "it is not valid JSON" : "the value at '\(path(context))' is not valid: \(context.debugDescription)"
        @unknown default: return "\(error)"
        }
    }
}
