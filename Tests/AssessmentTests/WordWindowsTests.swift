import Testing

@testable import Assessment

@Suite struct WordWindowsTests {
    @Test(arguments: 0...200) func `windows cover every word and none reaches beyond`(count: Int) {
        let ranges = WordWindows.ranges(count)
        #expect(Set(ranges.joined()) == Set(0..<count))
        #expect(ranges.allSatisfy { $0.count == min(count, WordWindows.width) })
        for (one, next) in zip(ranges, ranges.dropFirst()) {
            #expect(one.lowerBound < next.lowerBound && next.lowerBound <= one.lowerBound + WordWindows.step)
        }
    }

    /// The same lists come from `window_spans` in `Training/segment.py`.
    @Test(arguments: [
        (0, []), (1, [0..<1]), (16, [0..<16]), (17, [0..<16, 1..<17]), (24, [0..<16, 8..<24]),
        (25, [0..<16, 8..<24, 9..<25]), (40, [0..<16, 8..<24, 16..<32, 24..<40]),
    ] as [(Int, [Range<Int>])]) func `windows lie where Training puts them`(count: Int, ranges: [Range<Int>]) {
        #expect(WordWindows.ranges(count) == ranges)
    }

    @Test func `windows count thirteen twentieths beside the sentences`() {
        var answer = Make.answer(0, "I look at the board.", [[.init(commit: 0.9)]])
        let alone = Make.judge.chances(criterion: 0, answers: [answer])
        answer.scored.windows = WordWindows(homes: [0], words: [5], probabilities: [0.8, 0.1, 0.05, 0.05])
        let other = Make.judge.chances(FacetTrace(odds: [.init(commit: 0.1, vague: 0.05, deny: 0.05)]))
        let both = Make.judge.chances(criterion: 0, answers: [answer])
        #expect(abs(both.commit - (0.35 * alone.commit + 0.65 * other.commit)) < 1e-6)
        #expect(both.commit < alone.commit)
    }
}
