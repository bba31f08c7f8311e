import InterviewService
import Testing

@testable import rehearse

@Suite struct LineEditorTests {
    private func editor(_ before: String, _ after: String = "") -> LineEditor {
        var editor = LineEditor(text: before + after)
        for _ in after { editor.left() }
        return editor
    }

    @Test func `a backspace takes a whole character as a reader counts`() {
        for character in ["e\u{301}", "👩‍👩‍👧‍👦", "🇩🇪", "ש", "漢"] {
            var editor = editor("a" + character)
            editor.backspace()
            #expect(editor.text == "a")
        }
    }

    @Test func `an accent typed after its letter joins it`() {
        var editor = editor("e", "x")
        _ = editor.insert("\u{301}")
        #expect(editor.before == "e\u{301}")
        editor.backspace()
        #expect(editor.text == "x")
    }

    @Test func `home, end and deletion stay in the line`() {
        var editor = editor("one\ntwo wo", "rds\nthree")
        editor.home()
        #expect(editor.before == "one\n")
        editor.end()
        #expect(editor.before == "one\ntwo words")
        editor.deleteWord()
        #expect(editor.text == "one\ntwo \nthree")
        editor.deleteToStart()
        #expect(editor.text == "one\n\nthree")
        editor.deleteToStart()
        #expect(editor.text == "one\n\nthree")
    }

    @Test func `up and down keep the column`() {
        var editor = editor("first line\nab\nthird li", "ne")
        editor.up()
        #expect(editor.before == "first line\nab")
        editor.up()
        #expect(editor.before == "fi")
        editor.up()
        #expect(editor.before == "")
        editor.down()
        #expect(editor.before == "first line\n")
    }

    @Test func `removing a command's line leaves the rest`() {
        var editor = editor("I would\n/time")
        editor.removeLine()
        #expect(editor.text == "I would")
    }

    @Test func `text over the limit is cut and counted`() {
        var editor = LineEditor()
        #expect(editor.insert(String(repeating: "a", count: AnswerText.limit)) == 0)
        #expect(editor.insert("bé") == 3)
        #expect(editor.text.utf8.count == AnswerText.limit)
    }

    @Test func `the view follows the cursor`() {
        let long = LineEditor(text: (1...20).map { "line \($0)" }.joined(separator: "\n"))
        let view = long.view(width: 20, rows: 4)
        #expect(view.lines == ["line 17", "line 18", "line 19", "line 20"])
        #expect(view.row == 3)
        #expect(view.column == 7)
    }

    @Test func `wide characters wrap before the edge`() {
        let view = LineEditor(text: "漢字漢字").view(width: 5, rows: 4)
        #expect(view.lines == ["漢字", "漢字"])
        #expect(view.column == 4)
    }

    @Test func `the view of a full line has room for the cursor`() {
        let view = LineEditor(text: "12345").view(width: 5, rows: 4)
        #expect(view.lines == ["12345", ""])
        #expect(view.row == 1)
        #expect(view.column == 0)
    }

    @Test func `a megabyte is shown without delay`() {
        let editor = LineEditor(text: String(repeating: "word ", count: 200_000))
        let start = ContinuousClock.now
        for _ in 0..<50 { _ = editor.view(width: 80, rows: 8) }
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
