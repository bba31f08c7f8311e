import Testing

@testable import rehearse

@Suite struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.feed(Array(text.utf8))
    }

    @Test(arguments: [
        ("abc", [Key.text("abc")]), ("a\rb", [.text("a"), .enter, .text("b")]), ("\u{7f}", [.backspace]),
        ("\u{1b}[D\u{1b}[C\u{1b}[A\u{1b}[B", [.left, .right, .up, .down]),
        ("\u{1b}OD\u{1b}OH\u{1b}OF", [.left, .home, .end]), ("\u{1b}[1~\u{1b}[4~\u{1b}[3~", [.home, .end, .delete]),
        ("\u{1b}[1;5D\u{1b}[1;5C\u{1b}b\u{1b}f", [.wordLeft, .wordRight, .wordLeft, .wordRight]),
        ("\u{1}\u{5}\u{15}\u{17}\u{b}", [.home, .end, .control("u"), .control("w"), .control("k")]),
        ("\u{3}\u{4}", [.control("c"), .control("d")]), ("é👩‍👩‍👧‍👦", [.text("é👩‍👩‍👧‍👦")]),
        ("\u{1b}[200~a\r/end\u{1b}[A\u{1b}[201~x", [.paste("a\r/end\u{1b}[A"), .text("x")]),
        ("\u{1b}[99;99Zq", [.text("q")]), ("\u{1b}]q", [.text("q")]),
    ]) func `bytes become keys`(text: String, expected: [Key]) {
        #expect(keys(text) == expected)
    }

    @Test func `it makes no difference where the bytes are cut`() {
        let whole = "é\u{1b}[200~päste\n👩‍👩‍👧‍👦\u{1b}[201~\u{1b}[1;5Dz\r"
        let expected = keys(whole)
        for size in 1...5 {
            var decoder = KeyDecoder()
            var found: [Key] = []
            var rest = Array(whole.utf8)[...]
            while !rest.isEmpty {
                found += decoder.feed(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            #expect(found == expected, "in pieces of \(size)")
        }
    }

    @Test func `an escape alone is the Escape key after a moment`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.flush() == [.escape])
        #expect(decoder.flush() == [])
    }

    @Test func `bytes that are no UTF-8 are repaired`() {
        var decoder = KeyDecoder()
        let keys = decoder.feed([0x61, 0xFF, 0x62, 0xC3, 0x28])
        #expect(keys == [.text("a\u{FFFD}b\u{FFFD}(")])
    }

    @Test func `random bytes never stop it`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            var decoder = KeyDecoder()
            for _ in 0..<20 {
                _ = decoder.feed((0..<Int.random(in: 0...40)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
            }
            _ = decoder.flush()
        }
    }
}
