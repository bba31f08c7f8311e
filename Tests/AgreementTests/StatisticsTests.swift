import Agreement
import InterviewCore
import Testing

@Suite struct StatisticsTests {
    /// Pairs of (rated, found), written as letters: T and F.
    private static func pairs(_ text: String) -> [(Bool, Bool)] {
        text.split(separator: " ").map { ($0.first == "T", $0.last == "T") }
    }

    private static func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-12 }

    @Test(arguments: [
        // 2 hits, 1 missed, 1 too many: 4 / 6 for true; of the others 3 hits: 6 / 8.
        ("TT TT TF FT FF FF FF", 4.0 / 6, 6.0 / 8),
        ("TT FF", 1, 1),
        ("TF FT", 0, 0),
        ("TT TT", 1, 1),
        ("FF", 1, 1),
        ("TF TF", 0, 0),
        ("TT TF", 2.0 / 3, 0),
        ("", 1, 1),
    ] as [(String, Double, Double)]) func `F1 of a class counts hits twice over hits and misses`(
        text: String, positive: Double, negative: Double
    ) {
        let pairs = Self.pairs(text)
        #expect(Self.isClose(Statistics.f1(pairs, positive: true), positive))
        #expect(Self.isClose(Statistics.f1(pairs, positive: false), negative))
        #expect(Self.isClose(Statistics.macroF1(pairs), (positive + negative) / 2))
    }

    @Test(arguments: [
        ([(0, 0), (1, 1), (2, 2), (3, 3)], 1),
        // Two of three classes, one off by one: observed 1 / 4, expected 1 / 2.
        ([(0, 0), (0, 1), (1, 1), (1, 1)], 0.5),
        // Opposite ends throughout: observed 9, expected 4.5.
        ([(0, 3), (3, 0)], -1),
        // Nothing but chance: observed 1 / 2, expected 1 / 2.
        ([(0, 0), (0, 1), (1, 0), (1, 1)], 0),
        // A miss by two weighs four times a miss by one: observed 4 / 4; expected from (1/2, 0, 1/2) and (1/4, 0, 3/4).
        ([(0, 0), (0, 2), (2, 2), (2, 2)], 0.5),
        // Neither side varies: agreement is all there is.
        ([(2, 2), (2, 2)], 1),
        // Neither side varies, but they differ: no better than chance.
        ([(1, 2), (1, 2)], 0),
        ([], 1),
    ] as [([(Int, Int)], Double)]) func `kappa weighs misses by their square`(pairs: [(Int, Int)], kappa: Double) {
        #expect(Self.isClose(Statistics.quadraticKappa(pairs, levels: 4), kappa))
    }

    @Test(arguments: [
        ([(1, 2), (2, 4), (3, 6)], 1),
        ([(1, 3), (2, 2), (3, 1)], -1),
        // Deviations (-1, 0, 1) and (-1, 1, 0): 1 / 2.
        ([(1, 1), (2, 3), (3, 2)], 0.5),
        ([(1, 5), (2, 5)], 0),
        ([(4, 4)], 0),
        ([], 0),
    ] as [([(Double, Double)], Double)]) func `correlation is Pearson's`(pairs: [(Double, Double)], r: Double) {
        #expect(Self.isClose(Statistics.correlation(pairs), r))
    }

    @Test(arguments: [
        ("I would look at the tickets", "look at the tickets first", true),
        ("I would look at the tickets", "look at the log", false),
        ("Look AT the\n tickets now", "we look at the tickets", true),
        ("look at the tickets", "look at", true),
        ("tickets", "I would look at the tickets", true),
        ("one two three", "one two four", false),
        ("one two three four", "zero one two three four five", true),
        ("one two three four", "four three two one", false),
        ("", "anything", false),
        ("anything", " \n", false),
        ("", "", false),
    ]) func `quotes overlap by four words in a row or by containment`(a: String, b: String, overlap: Bool) {
        #expect(Statistics.overlap(a, b) == overlap)
        #expect(Statistics.overlap(b, a) == overlap)
    }
}
