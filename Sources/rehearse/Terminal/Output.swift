import Foundation
import ReportForms

/// Where a program's text goes: written at once, whole, or not at all when the reader has gone.
struct Output: Sendable {
    let descriptor: Int32

    static let standard = Output(descriptor: STDOUT_FILENO)
    static let error = Output(descriptor: STDERR_FILENO)

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Writes all of `text`. False when nobody reads any more.
    @discardableResult func write(_ text: String) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if written < 0, errno == EAGAIN || errno == EINTR {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, 1_000)
            } else {
                return false
            }
        }
        return true
    }

    /// Writes `text` to a file, or to the standard output when `path` is nil.
    static func deliver(_ text: String, to path: String?) throws {
        guard let path else {
            // JSON leaves the C1 controls as they are, and a terminal would act on them; no text needs them.
            let isC1 = { (scalar: Unicode.Scalar) in (0x80..<0xA0).contains(scalar.value) }
            let shown = standard.isTerminal
                ? String(String.UnicodeScalarView(text.unicodeScalars.filter { !isC1($0) })) : text
            standard.write(shown)
            return
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw OutputError.cannotWrite(path)
        }
        Output.error.write("Wrote \(path).\n")
    }
}

/// Why a file could not be written.
enum OutputError: Error, CustomStringConvertible {
    case cannotWrite(String)

    var description: String {
        switch self {
        case .cannotWrite(let path):
            "\(path) can't be written. Check that its directory exists, may be written and has space, or give another file."
        }
    }
}
