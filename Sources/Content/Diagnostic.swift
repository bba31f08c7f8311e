/// One problem in a content file: what is wrong, where, and how to mend it.
package struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
    package enum Severity: String, Sendable, Comparable {
        /// Worth a look; the content still loads.
        case warning
        /// The file's scenario can't be used.
        case error

        package static func < (left: Self, right: Self) -> Bool { left == .warning && right == .error }
    }

    package var severity: Severity
    /// Path as given to the loader.
    package var file: String
    /// Line from 1; nil when the problem is the file itself.
    package var line: Int?
    package var message: String
    /// What the author should do.
    package var mend: String

    package init(severity: Severity, file: String, line: Int?, message: String, mend: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.message = message
        self.mend = mend
    }

    package var description: String {
        "\(file)\(line.map { ":\($0)" } ?? ""): \(severity.rawValue): \(message). \(mend)."
    }
}
