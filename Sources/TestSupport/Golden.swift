package import Foundation

/// A file that holds what a program is expected to write.
package enum Golden {
    /// What differs between the golden file and what was written; nil when nothing does.
    ///
    /// With `REHEARSE_RECORD=1` in the environment the file is written instead; look at the change before committing it.
    package static func difference(_ text: String, _ file: URL) throws -> String? {
        if ProcessInfo.processInfo.environment["REHEARSE_RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return nil
        }
        guard FileManager.default.fileExists(atPath: file.path) else {
            return "\(file.path) is missing; run with REHEARSE_RECORD=1 to write it, then look at it"
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        if expected == text { return nil }
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(wanted, found).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(wanted.count, found.count)
        return """
            \(file.lastPathComponent) line \(line + 1):
            - \(line < wanted.count ? String(wanted[line]) : "(end)")
            + \(line < found.count ? String(found[line]) : "(end)")
            """
    }
}
