/// One line of what the doctor found.
struct Finding: Equatable {
    enum Level: String {
        case good = "ok  "
        /// Worth knowing; an interview can be held.
        case note = "note"
        /// Stops an interview.
        case bad = "BAD "
    }

    var level: Level
    /// What it is, how it is, and what to do where something is wrong.
    var text: String

    static func good(_ text: String) -> Finding { Finding(level: .good, text: text) }
    static func note(_ text: String) -> Finding { Finding(level: .note, text: text) }
    static func bad(_ text: String) -> Finding { Finding(level: .bad, text: text) }
}
