import Foundation

/// Asks before something is done that a person may not have meant.
enum Confirmation {
    /// Whether the answer on the standard input was yes; without asking when `isSure`.
    static func ask(_ question: String, isSure: Bool) throws -> Bool {
        if isSure { return true }
        Output.standard.write("\(question) Type yes: ")
        return readLine()?.trimmingCharacters(in: .whitespaces).lowercased() == "yes"
    }
}
