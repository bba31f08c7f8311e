import Foundation
import ReportForms

/// Progress of long work on standard error: a line that rewrites itself in a terminal, else one line in ten steps.
final class Progress {
    private let total: Int
    private let what: String
    private var done = 0
    private let isTerminal = isatty(STDERR_FILENO) == 1

    init(total: Int, what: String) {
        self.total = total
        self.what = what
    }

    func step(by count: Int = 1) {
        done += count
        if isTerminal {
            write("\r\(done) of \(total) \(what)")
        } else if done % max(1, total / 10) < count || done == total {
            write("\(done) of \(total) \(what)\n")
        }
    }

    /// A message beside the progress.
    func note(_ message: String) { write((isTerminal ? "\r" : "") + DisplayText.safe(message) + "\n") }

    func finish() {
        if isTerminal { write("\n") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
