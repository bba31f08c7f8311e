import Foundation
import InterviewCore
import Testing

@testable import Assessment

@Suite struct FacetJudgeTests {
    private static func trace(_ odds: [(Double, Double, Double)]) -> FacetTrace {
        FacetTrace(odds: odds.map { .init(commit: $0.0, vague: $0.1, deny: $0.2) })
    }

    private static func logit(_ p: Double) -> Double { log(p / (1 - p)) }

    @Test func `the twelve numbers are those that Training computes`() {
        let numbers = Self.trace([(0.2, 0.1, 0.05), (0.7, 0.2, 0.01), (0.4, 0.3, 0.25)]).numbers
        let expected = [
            Self.logit(0.7), Self.logit(0.4), Self.logit(0.2), Self.logit(0.3), Self.logit(0.25), Self.logit(0.05), 1,
            Self.logit(0.999), Self.logit(0.2), Self.logit(0.01), Self.logit(0.4), Self.logit(1 - 0.95 * 0.99 * 0.75),
        ]
        #expect(numbers.count == 12)
        for (found, wanted) in zip(numbers, expected) { #expect(abs(found - wanted) < 1e-9) }
    }

    @Test func `one passage alone leaves the places of others at the least`() {
        let numbers = Self.trace([(0.5, 0, 0)]).numbers
        #expect(numbers[1] == Self.logit(1e-4) && numbers[2] == Self.logit(1e-4))
        #expect(numbers[6] == 0)
    }

    @Test func `nothing said has no chance of anything`() {
        #expect(Make.judge.chances(Self.trace([])) == .init(commit: 0, vague: 0, deny: 0))
    }

    @Test(arguments: 0..<50 as Range<UInt64>) func `chances are a distribution`(seed: UInt64) {
        var random = SeededRandom(seed: seed, label: "judge")
        let judge = FacetJudge(
            weights: (0..<4).map { _ in (0..<12).map { _ in Double.random(in: -2...2, using: &random) } }, bias: [0, 1, -1, 0])
        let odds = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            (Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random))
        }
        let chances = judge.chances(Self.trace(odds))
        #expect([chances.commit, chances.vague, chances.deny, chances.absent].allSatisfy { (0...1).contains($0) })
        #expect(abs(chances.commit + chances.vague + chances.deny + chances.absent - 1) < 1e-9)
    }
}
