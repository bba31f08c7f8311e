import Foundation
import InterviewCore
import Testing

@testable import Assessment

@Suite struct SegmenterTests {
    /// Texts with the passages that `Training/segment.py` gives; see the README beside them.
    private struct Reference: Decodable {
        var text: String
        var passages: [[Int]]
        /// Each passage as the encoder reads it.
        var heard: [String]
    }

    private static func references() throws -> [Reference] {
        let file = try #require(Bundle.module.url(forResource: "passages", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode([Reference].self, from: Data(contentsOf: file))
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isBlank(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.allSatisfy { $0.properties.isWhitespace }
    }

    /// What must hold of the passages of any text.
    private static func check(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        let passages = Segmenter.passages(text)
        var covered = 0
        for passage in passages {
            #expect(passage.lowerBound >= covered && !passage.isEmpty && passage.upperBound <= scalars.count)
            guard passage.upperBound <= scalars.count else { return }
            #expect(isBlank(scalars[covered..<passage.lowerBound]), "left out something of: \(text)")
            #expect(!scalars[passage.lowerBound].properties.isWhitespace, "begins with a blank: \(text)")
            #expect(!scalars[passage.upperBound - 1].properties.isWhitespace, "ends with a blank: \(text)")
            #expect(!scalars[passage].contains("\n"), "joins two lines: \(text)")
            #expect(Segmenter.said(scalars, in: passage).count <= Segmenter.longest, "is too long: \(text)")
            covered = passage.upperBound
        }
        #expect(isBlank(scalars[covered...]), "left out the end of: \(text)")
    }

    @Test func `passages are those the model was trained with`() throws {
        let references = try Self.references()
        #expect(references.count >= 150)
        for reference in references {
            let found = Segmenter.passages(reference.text).map { [$0.lowerBound, $0.upperBound] }
            #expect(found == reference.passages, "\(reference.text.debugDescription)")
        }
    }

    @Test func `the encoder reads what the model was trained with`() throws {
        for reference in try Self.references() where !reference.text.isEmpty {
            let scalars = Array(reference.text.unicodeScalars)
            let passages = Segmenter.passages(reference.text)
            let (text, ranges) = PassageScorer.heard(passages[...], scalars)
            let heard = Array(text.unicodeScalars)
            #expect(ranges.map { Self.string(heard[$0]) } == reference.heard, "\(reference.text.debugDescription)")
        }
    }

    @Test(arguments: [
        ("So, um, I'd, you know, talk to to her on Monday.", "so i'd talk to her on monday"),
        ("First: the log. Then - uh - the, the people!", "first the log then the people"),
        ("I'd ask, like, wri- write it down the same day, right?", "i'd ask write it down the same day"),
    ]) func `an answer reads the same written and spoken`(written: String, spoken: String) {
        func read(_ text: String) -> String {
            PassageScorer.heard(Segmenter.passages(text)[...], Array(text.unicodeScalars)).0.lowercased()
        }
        #expect(read(written) == read(spoken))
    }

    @Test func `passages of the references keep the rules`() throws {
        for reference in try Self.references() { Self.check(reference.text) }
    }

    @Test(arguments: 0..<150 as Range<UInt64>) func `passages of any text are in order, trimmed and whole`(seed: UInt64) {
        var random = SeededRandom(seed: seed, label: "passages")
        let pieces = [
            "a", "word", "and", "but", "I'd", "e.g.", "Dr", ".", "!", "?", "…", ",", ";", ":", "—", "\"", "”", ")", " ", " ", " ",
            "\n", "\t", "\r\n", "\u{a0}", "\u{2028}", "é", "e\u{301}", "🙂", "👩‍👩‍👧", "שלום", "中", "3.5", "\u{200b}",
        ]
        let text = (0..<Int.random(in: 0...300, using: &random)).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }
        Self.check(text.joined())
    }

    @Test func `long answers are split in time that grows with their length`() {
        let text = String(repeating: "so I would look at the dates and then ", count: 5_000)
        let clock = ContinuousClock()
        let took = clock.measure { #expect(Segmenter.passages(text).count > 1_000) }
        #expect(took < .seconds(20))
    }

    @Test(arguments: [
        ("One. Two!", ["One.", "Two!"]), ("Ask Dr. Lee. Now.", ["Ask Dr. Lee.", "Now."]), ("Plan B. Go.", ["Plan B. Go."]),
        ("Up to I. Go.", ["Up to I.", "Go."]), ("3.5 points. Yes.", ["3.5 points.", "Yes."]),
        ("He said \"no.\" Then left.", ["He said \"no.\"", "Then left."]), ("line\nline", ["line", "line"]), ("", []), (" \n ", []),
    ]) func `sentences end where a reader would end them`(text: String, expected: [String]) {
        let scalars = Array(text.unicodeScalars)
        #expect(Segmenter.passages(text).map { Self.string(scalars[$0]) } == expected)
    }
}
