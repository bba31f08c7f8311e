import Foundation

/// Opens a text in the candidate's own editor.
enum ExternalEditor {
    enum Failure: Error, CustomStringConvertible {
        case cannotStart(String)
        case failed(String, status: Int32)
        case file(String)

        var description: String {
            switch self {
            case .cannotStart(let editor):
                "The editor '\(editor)' can't be started. Set EDITOR to one that is installed."
            case .failed(let editor, let status):
                "The editor '\(editor)' ended with status \(status); the draft is as it was."
            case .file(let path):
                "\(path) can't be used to hand the draft to the editor; the draft is as it was."
            }
        }
    }

    /// The candidate's editor: VISUAL, else EDITOR, else vi.
    static func command(environment: [String: String]) -> String {
        [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first { !$0.isEmpty } ?? "vi"
    }

    /// Runs the editor on `text` and returns what it left. The terminal must be in its ordinary mode.
    static func edit(_ text: String, environment: [String: String]) throws(Failure) -> String {
        let editor = command(environment: environment)
        var template = Array((NSTemporaryDirectory() + "/rehearse-answer-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)  // Made with mode 0600.
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard descriptor >= 0 else { throw .file(path) }
        defer { unlink(path) }
        guard Output(descriptor: descriptor).write(text), close(descriptor) == 0 else { throw .file(path) }
        // Through a shell, since EDITOR may carry options; the path is handed over as an argument.
        let words: [String] = ["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        var process = pid_t()
        guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0 else { throw .cannotStart(editor) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let code = (status >> 8) & 0xFF
        if status & 0x7F != 0 || code != 0 {
            throw code == 127 ? .cannotStart(editor) : .failed(editor, status: code)
        }
        guard let data = FileManager.default.contents(atPath: path) else { throw .file(path) }
        return String(decoding: data, as: UTF8.self)
    }
}
