import ReportForms
import Testing

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("abc", 3), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("שלום", 4), ("\u{200B}", 0), ("❤️", 2),
        ("", 0), ("ｆｕｌｌ", 8),
    ]) func `a text is as wide as a terminal shows it`(text: String, width: Int) {
        #expect(DisplayText.width(text) == width)
    }

    @Test func `wrapping breaks at spaces, keeps line breaks and indents`() {
        #expect(DisplayText.wrap("one two three", width: 8) == ["one two", "three"])
        #expect(DisplayText.wrap("one two three", width: 8, indent: "  ") == ["one two", "  three"])
        #expect(DisplayText.wrap("a\n\nb", width: 8) == ["a", "", "b"])
        #expect(DisplayText.wrap("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
        #expect(DisplayText.wrap("", width: 8) == [""])
    }

    @Test func `a double-width character is never cut`() {
        #expect(DisplayText.wrap("漢字漢字", width: 5) == ["漢字", "漢字"])
        #expect(DisplayText.prefix("漢字", width: 3) == "漢")
        #expect(DisplayText.padded("漢", to: 3) == "漢 ")
    }
}
