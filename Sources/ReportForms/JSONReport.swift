import Foundation
package import InterviewCore

/// A report as JSON, with sorted keys.
package enum JSONReport {
    /// The report's JSON, ending in a line break. - Complexity: O(size of the report).
    package static func render(_ report: Report) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "infinity", negativeInfinity: "-infinity", nan: "nan")
        do {
            return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
        } catch {
            // Nothing in a report can fail to encode once numbers are covered; say so rather than stop.
            return "{\"error\": \"the report could not be written as JSON\"}\n"
        }
    }
}
