import ReportForms

/// What is drawn: the conversation scrolls above, the answer in the making and the status line stay below.
///
/// Builds the text of escape sequences and writes nothing itself. The conversation scrolls in the terminal's own
/// scroll region (DECSTBM), so it also ends up in the terminal's history.
struct Screen {
    private(set) var size: TerminalDevice.Size
    private let paint: Paint
    /// Everything shown so far, to draw it again when the size changes.
    private var history: [(block: InterviewDesk.Block, name: String)] = []
    private var dockRows = 2
    private static let mostEditorRows = 8
    /// Most pieces kept for drawing again.
    private static let mostHistory = 200

    init(size: TerminalDevice.Size, colour: Bool) {
        self.size = size
        paint = Paint(isOn: colour)
    }

    /// Rows the editor may take.
    var editorRows: Int { max(1, min(Self.mostEditorRows, size.rows / 3)) }
    /// Columns for the editor's text.
    var editorWidth: Int { size.columns - 2 }

    /// Adds pieces to the conversation.
    mutating func add(_ blocks: [InterviewDesk.Block], name: String) -> String {
        history += blocks.map { ($0, name) }
        history.removeFirst(max(0, history.count - Self.mostHistory))
        return scroll(blocks.flatMap { lines($0, name: name) })
    }

    /// Everything anew, for a new size or a screen that something else wrote on.
    mutating func redraw(_ size: TerminalDevice.Size) -> String {
        self.size = size
        dockRows = 2
        let all = history.flatMap { lines($0.block, name: $0.name) }.suffix(size.rows)
        return "\u{1b}[r\u{1b}[2J\u{1b}[H" + region() + scroll(Array(all))
    }

    /// The editor and the status line; the cursor ends where the next character goes.
    mutating func dock(editor: LineEditor, status: String) -> String {
        let view = editor.view(width: editorWidth, rows: editorRows)
        var text = "\u{1b}[?25l" + resize(to: view.lines.count + 1)
        for (index, line) in view.lines.enumerated() {
            let mark = index == 0 ? "> " : "  "
            text += move(size.rows - dockRows + 1 + index, 1) + "\u{1b}[2K" + paint.cyan(mark) + DisplayText.safe(line)
        }
        text += statusLine(status)
        return text + move(size.rows - dockRows + 1 + view.row, 3 + view.column) + "\u{1b}[?25h"
    }

    /// The status line alone; the cursor stays.
    func statusLine(_ status: String) -> String {
        "\u{1b}7" + move(size.rows, 1) + "\u{1b}[2K\u{1b}[7m" + status + "\u{1b}[0m\u{1b}8"
    }

    private func lines(_ block: InterviewDesk.Block, name: String) -> [String] {
        BlockText.lines(block, name: name, width: min(size.columns, 100), paint: paint)
    }

    /// Writes lines at the bottom of the scrolling part.
    private func scroll(_ lines: [String]) -> String {
        guard !lines.isEmpty else { return "" }
        return move(size.rows - dockRows, 1) + lines.map { "\r\n\u{1b}[2K" + $0 }.joined()
    }

    /// Gives the dock so many rows; the conversation moves up to make room.
    private mutating func resize(to rows: Int) -> String {
        guard rows != dockRows else { return "" }
        if rows > dockRows {
            let text = move(size.rows - dockRows, 1) + String(repeating: "\r\n", count: rows - dockRows)
            dockRows = rows
            return text + region()
        }
        dockRows = rows
        return region() + repaint()
    }

    /// Writes the end of the conversation over the scrolling part, so that no gap is left where the dock was.
    private func repaint() -> String {
        let rows = size.rows - dockRows
        let shown = history.suffix(rows).flatMap { lines($0.block, name: $0.name) }.suffix(rows)
        let padded = Array(repeating: "", count: rows - shown.count) + shown
        return padded.enumerated().map { move($0.offset + 1, 1) + "\u{1b}[2K" + $0.element }.joined()
    }

    private func region() -> String { "\u{1b}[1;\(max(1, size.rows - dockRows))r" }

    private func move(_ row: Int, _ column: Int) -> String { "\u{1b}[\(max(1, row));\(column)H" }
}
