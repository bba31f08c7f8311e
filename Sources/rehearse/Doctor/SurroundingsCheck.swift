import Content
import Foundation
import InterviewCore

/// Looks at the scenarios and the terminal.
struct SurroundingsCheck {
    let environment: [String: String]

    func content(_ composition: Composition) -> [Finding] {
        do {
            let library = try composition.library()
            let sound = library.scenarios.map { Finding.good("Scenario \($0.id) \($0.version): \($0.items.count) items.") }
            let broken = library.broken.map { Finding.bad("Scenario \($0) has errors; 'rehearse content check' lists them.") }
            if sound.isEmpty, broken.isEmpty { return [.bad("The library holds no scenario. Give another with --library DIR.")] }
            return sound + broken
        } catch {
            return [.bad("\(error)")]
        }
    }

    func terminal() -> [Finding] {
        guard Output.standard.isTerminal else { return [.note("No terminal: an interview here is plain text.")] }
        let size = TerminalDevice.size()
        let kind = environment["TERM"] ?? "unset"
        let name = "Terminal \(kind), \(size.columns) by \(size.rows)"
        guard TerminalDevice.isUsable(environment: environment) else {
            return [.note("\(name): an interview here is plain text. The full display needs TERM set, and 20 by 8 or more.")]
        }
        let colour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false ? "without colour (NO_COLOR)" : "in colour"
        return [.good("\(name): full display, \(colour).")] + encoding()
    }

    private func encoding() -> [Finding] {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = locale.lowercased()
        if name.contains("utf-8") || name.contains("utf8") { return [] }
        return [.note("The locale is '\(locale)', not UTF-8: letters beyond ASCII may look wrong. Set LANG=C.UTF-8.")]
    }
}
