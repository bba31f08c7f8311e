import Foundation
import InterviewService

/// The terminal the program runs in: its size, its raw mode, and the way back.
enum TerminalDevice {
    /// Rows and columns; 24 by 80 when the terminal won't say.
    struct Size: Equatable {
        var rows: Int
        var columns: Int
    }

    /// Whether both ends are terminals that understand cursor movement.
    static func isUsable(environment: [String: String]) -> Bool {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return false }
        let term = environment["TERM"] ?? ""
        let size = size()
        return !term.isEmpty && term != "dumb" && size.rows >= 8 && size.columns >= 20
    }

    static func size() -> Size {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
            return Size(rows: 24, columns: 80)
        }
        return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
    }

    // The way back must also be found from inside a signal handler, which can reach globals only. Written by
    // `enterRaw` before any handler is set, and read-only while handlers are.
    nonisolated(unsafe) private static var before = termios()
    nonisolated(unsafe) private static var isRaw = false
    /// Bracketed paste off, scroll region off, cursor shown, colours off, to the last row.
    nonisolated(unsafe) private static let goodbye: UnsafeBufferPointer<UInt8> = {
        let bytes = Array("\u{1b}[?2004l\u{1b}[r\u{1b}[?25h\u{1b}[0m\u{1b}[999;1H\u{1b}[J".utf8)
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = memory.initialize(from: bytes)
        return UnsafeBufferPointer(memory)
    }()
    /// Signals that end a program by its own fault.
    private static let crashes = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]

    /// Switches to raw mode: keys come one by one, and nothing is echoed. False when the terminal refuses.
    static func enterRaw() -> Bool {
        if !isRaw { guard tcgetattr(STDIN_FILENO, &before) == 0 else { return false } }
        _ = goodbye.count  // Made now, since a handler may not allocate.
        var raw = before
        cfmakeraw(&raw)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0 else { return false }
        isRaw = true
        atexit { TerminalDevice.restore() }
        for number in crashes {
            signal(number) { number in
                TerminalDevice.restore()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
        Output.standard.write("\u{1b}[?2004h")
        return true
    }

    /// Brings the terminal back to how it was found. Safe in a signal handler: two system calls on memory that is there.
    static func restore() {
        guard isRaw else { return }
        isRaw = false
        _ = write(STDOUT_FILENO, goodbye.baseAddress, goodbye.count)
        _ = tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
    }
}
