import InterviewCore
import Testing

@testable import Assessment

@Suite struct AsideFinderTests {
    @Test(arguments: [
        ([-3, -2, -4], [9, 9, 9], []), ([3, 2, 4], [9, 9, 9], [0, 1, 2]), ([], [], []), ([1], [30], [0]), ([1], [19], []),
        // A single odd sentence is part of the plan, a long and plain one beside it isn't.
        ([-3, 2, -4], [9, 30, 9], []), ([-3, 5, -4], [9, 19, 9], []), ([-3, 5, -4], [9, 20, 9], [1]),
        // What stands between asides is one, unless it is surely on the point.
        ([3, -1, 4], [9, 9, 9], [0, 1, 2]), ([3, -5, 4], [20, 9, 20], [0, 2]), ([3, -5, 4], [9, 9, 9], []),
        ([-1, 3, 3, -6, 3, 3, 3], [9, 9, 9, 9, 9, 9, 9], [0, 1, 2, 4, 5, 6]),
    ] as [([Float], [Int], Set<Int>)])
    func `runs of talk beside the point are found`(logits: [Float], words: [Int], expected: Set<Int>) {
        #expect(AsideFinder.asides(logits, words: words) == expected)
    }

    @Test(arguments: 0..<50 as Range<UInt64>) func `what is left out is a run of enough words`(seed: UInt64) {
        var random = SeededRandom(seed: seed, label: "asides")
        let count = Int.random(in: 0...30, using: &random)
        let logits = (0..<count).map { _ in Float.random(in: -4...4, using: &random) }
        let words = (0..<count).map { _ in Int.random(in: 1...25, using: &random) }
        let found = AsideFinder.asides(logits, words: words)
        for place in found {
            var (lower, upper) = (place, place)
            while found.contains(lower - 1) { lower -= 1 }
            while found.contains(upper + 1) { upper += 1 }
            #expect(words[lower...upper].reduce(0, +) >= AsideFinder.shortestRun)
        }
    }
}
