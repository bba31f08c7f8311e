import ReportForms

/// How the pieces of an interview are laid out as lines. Pure.
enum BlockText {
    static func lines(_ block: InterviewDesk.Block, name: String, width: Int, paint: Paint) -> [String] {
        switch block {
        case .interviewer(let text):
            let wrapped = wrap("\(name): \(text)", width: width, indent: "  ")
            return [""] + wrapped.enumerated().map { $0.offset == 0 ? boldName($0.element, name: name, paint: paint) : $0.element } + [""]
        case .candidate(let text):
            return wrap(text, width: width - 2, indent: "").map { paint.cyan("> " + $0) }
        case .note(let text):
            return wrap(text, width: width, indent: "").map(paint.dim)
        case .clock(let text):
            return wrap("[clock] " + text, width: width, indent: "  ").map(paint.yellow)
        case .table(let lines):
            return lines.flatMap { wrap($0, width: width, indent: "    ", keepsSpaces: true) }
        }
    }

    private static func boldName(_ line: String, name: String, paint: Paint) -> String {
        line.hasPrefix(name + ":") ? paint.bold(name + ":") + line.dropFirst(name.count + 1) : line
    }

    private static func wrap(_ text: String, width: Int, indent: String, keepsSpaces: Bool = false) -> [String] {
        let safe = DisplayText.safe(text, keepingLines: true)
        if keepsSpaces, DisplayText.width(safe) <= width { return [safe] }
        return DisplayText.wrap(safe, width: width, indent: indent)
    }

    /// The beginning of a text that is too long to be shown whole.
    static func shortened(_ text: String, to length: Int) -> String {
        text.utf8.count <= length ? text : String(text.prefix(length)) + " ..."
    }
}
