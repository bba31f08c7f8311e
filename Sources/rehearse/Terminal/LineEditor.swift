import InterviewService
import ReportForms

/// The text a candidate is writing, with a cursor in it. Pure.
///
/// The text is kept in two halves, so that the cursor always stands between two characters as a reader counts them:
/// an emoji of several scalars or a letter with its accent is one.
struct LineEditor: Equatable {
    private(set) var before = ""
    private(set) var after = ""

    init(text: String = "") { before = text }

    var text: String { before + after }
    var isEmpty: Bool { before.isEmpty && after.isEmpty }
    /// Whether the text says anything.
    var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

    /// The line the cursor is in.
    var currentLine: String {
        let head = before.lastIndex(of: "\n").map { before[before.index(after: $0)...] } ?? before[...]
        let tail = after.firstIndex(of: "\n").map { after[..<$0] } ?? after[...]
        return String(head + tail)
    }

    var isOnLastLine: Bool { !after.contains("\n") }

    /// Does what a key asks for. Returns the bytes of text that were over the limit and left out.
    mutating func apply(_ key: Key) -> Int {
        switch key {
        case .text(let text): return insert(text)
        case .paste(let text): return insert(AnswerText.lineEndsUnified(text))
        case .tab: return insert(" ")
        case .backspace: backspace()
        case .delete: delete()
        case .left, .control("b"): left()
        case .right, .control("f"): right()
        case .up: up()
        case .down: down()
        case .home: home()
        case .end: end()
        case .wordLeft: wordLeft()
        case .wordRight: wordRight()
        case .control("u"): deleteToStart()
        case .control("k"): deleteToEnd()
        case .control("w"): deleteWord()
        case .control, .enter, .escape: break
        }
        return 0
    }

    /// Puts text in at the cursor. Returns the bytes that were over the limit and left out.
    mutating func insert(_ text: String) -> Int {
        let room = max(0, AnswerText.limit - before.utf8.count - after.utf8.count)
        if text.utf8.count <= room {
            before += text
            return 0
        }
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if used + width > room { break }
            used += width
            kept.append(scalar)
        }
        before += String(kept)
        return text.utf8.count - used
    }

    mutating func backspace() { _ = before.popLast() }

    mutating func delete() { if !after.isEmpty { after.removeFirst() } }

    mutating func left() { if let character = before.popLast() { after.insert(character, at: after.startIndex) } }

    mutating func right() { if !after.isEmpty { before.append(after.removeFirst()) } }

    /// To the start of the line.
    mutating func home() { while let last = before.last, last != "\n" { left() } }

    /// To the end of the line.
    mutating func end() { while let first = after.first, first != "\n" { right() } }

    mutating func wordLeft() {
        while let last = before.last, last.isWhitespace { left() }
        while let last = before.last, !last.isWhitespace { left() }
    }

    mutating func wordRight() {
        while let first = after.first, first.isWhitespace { right() }
        while let first = after.first, !first.isWhitespace { right() }
    }

    /// One line up, in the same column where there is one.
    mutating func up() {
        let column = columnInLine
        home()
        guard !before.isEmpty else { return }
        left()
        home()
        right(upTo: column)
    }

    /// One line down, in the same column where there is one.
    mutating func down() {
        guard after.contains("\n") else { return }
        let column = columnInLine
        end()
        right()
        right(upTo: column)
    }

    /// Removes what stands before the cursor in its line.
    mutating func deleteToStart() { while let last = before.last, last != "\n" { before.removeLast() } }

    /// Removes what stands behind the cursor in its line.
    mutating func deleteToEnd() {
        after = after.firstIndex(of: "\n").map { String(after[$0...]) } ?? ""
    }

    mutating func deleteWord() {
        while let last = before.last, last.isWhitespace, last != "\n" { before.removeLast() }
        while let last = before.last, !last.isWhitespace { before.removeLast() }
    }

    /// Removes the whole line the cursor is in, with the line break before it.
    mutating func removeLine() {
        deleteToStart()
        deleteToEnd()
        if before.last == "\n" { before.removeLast() }
    }

    mutating func replace(with text: String) { self = LineEditor(text: text) }

    private var columnInLine: Int {
        before.reversed().prefix { $0 != "\n" }.count
    }

    private mutating func right(upTo columns: Int) {
        for _ in 0..<columns {
            guard let first = after.first, first != "\n" else { return }
            right()
        }
    }

    /// The rows around the cursor as they stand on a screen, and where in them the cursor is.
    ///
    /// Only text near the cursor is laid out, so a long text costs no more than a short one.
    func view(width: Int, rows: Int) -> (lines: [String], row: Int, column: Int) {
        let reach = width * (rows + 1)
        var lines = [""]
        var used = 0
        func put(_ character: Character, _ lines: inout [String], _ used: inout Int) {
            if character.isNewline {
                lines.append("")
                used = 0
                return
            }
            let shown = character == "\t" ? " " : character
            let columns = DisplayText.width(shown)
            if used + columns > width {
                lines.append("")
                used = 0
            }
            lines[lines.count - 1].append(shown)
            used += columns
        }
        for character in before.suffix(reach) { put(character, &lines, &used) }
        if used >= width {
            lines.append("")
            used = 0
        }
        let row = lines.count - 1
        let column = used
        for character in after.prefix(reach) { put(character, &lines, &used) }
        let start = min(row, max(0, lines.count - rows))
        let shown = Array(lines[start..<min(lines.count, start + rows)])
        return (shown, row - start, column)
    }
}
