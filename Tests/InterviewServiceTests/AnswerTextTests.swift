import InterviewService
import Testing

@Suite struct AnswerTextTests {
    @Test(arguments: [
        ("  plain  \n", "plain"), ("", ""), (" \t\n ", ""), ("a\r\nb\rc", "a\nb\nc"),
        ("\u{1b}[31mred\u{7}\u{0}", "[31mred"), ("tab\tstays", "tab\tstays"),
        ("👩‍👩‍👧‍👦 e\u{301} שלום", "👩‍👩‍👧‍👦 e\u{301} שלום"), ("\u{202E}hidden\u{202C}", "hidden"), ("\u{9b}2J", "2J"),
    ]) func `an answer is cleaned`(raw: String, clean: String) {
        #expect(AnswerText(raw).text == clean)
        #expect(AnswerText(raw).bytesCut == 0)
    }

    @Test func `what is over the limit is cut at a character's edge and counted`() {
        let answer = AnswerText(String(repeating: "é", count: AnswerText.limit))
        #expect(answer.text.utf8.count == AnswerText.limit)
        #expect(answer.bytesCut == AnswerText.limit)
    }
}
