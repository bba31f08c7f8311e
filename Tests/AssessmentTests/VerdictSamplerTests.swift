import InterviewCore
import Testing

@testable import Assessment

@Suite struct VerdictSamplerTests {
    private typealias Chances = VerdictSampler.Chances

    @Test func `what is certain has one verdict`() throws {
        let item = try Make.item()
        let commit = Chances(commit: 1, vague: 0, deny: 0)
        let nothing = Chances(commit: 0, vague: 0, deny: 0)
        let deny = Chances(commit: 0, vague: 0, deny: 1)
        #expect(VerdictSampler.probabilities(of: item, chances: [commit, commit]) == [.met: 1])
        #expect(VerdictSampler.probabilities(of: item, chances: [commit, nothing]) == [.partial: 1])
        #expect(VerdictSampler.probabilities(of: item, chances: [nothing, nothing]) == [.absent: 1])
        #expect(VerdictSampler.probabilities(of: item, chances: [deny, commit]) == [.contradicted: 1])
        let leaning = try Make.item(partial: "vague(a)", contradicted: nil)
        let vague = Chances(commit: 0, vague: 1, deny: 0)
        #expect(VerdictSampler.probabilities(of: leaning, chances: [vague, nothing]) == [.partial: 1])
    }

    @Test(arguments: 0..<50 as Range<UInt64>) func `probabilities add up to one and are the same each time`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed, label: "chances")
        let item = try Make.item("item-\(seed)")
        let chances = item.facets.map { _ in
            let commit = Double.random(in: 0...1, using: &random)
            let deny = Double.random(in: 0...(1 - commit), using: &random)
            return Chances(commit: commit, vague: Double.random(in: 0...(1 - commit - deny), using: &random), deny: deny)
        }
        let found = VerdictSampler.probabilities(of: item, chances: chances)
        #expect(abs(found.values.reduce(0, +) - 1) < 1e-9)
        #expect(found.values.allSatisfy { (0...1).contains($0) })
        #expect(VerdictSampler.probabilities(of: item, chances: chances) == found)
    }

    @Test(arguments: [0.1, 0.3, 0.5, 0.9]) func `shares come near the chances`(chance: Double) throws {
        let item = try Make.item(facets: ["a"], met: "a", partial: "vague(a)", contradicted: nil)
        // Over many items, since each has a sequence of its own.
        let shares = try (0..<40).map { index in
            var named = item
            named.id = "i\(index)"
            named.rules.met = try FacetExpressionParser.parse("a", item: named.id)
            return VerdictSampler.probabilities(of: named, chances: [Chances(commit: chance, vague: 0, deny: 0)])[.met] ?? 0
        }
        #expect(abs(shares.reduce(0, +) / 40 - chance) < 0.03)
        #expect(shares.allSatisfy { abs($0 - chance) < 0.25 })
    }

    @Test func `a facet taken as said keeps the chance of its best passage`() {
        let finding = Make.finding("a", commit: [1])
        let chances = VerdictSampler.chances(finding, best: (commit: 0.75, vague: 0, deny: 0.125), sharpness: 1)
        #expect(abs(chances.commit - 0.75) < 1e-9)
        #expect(abs(chances.deny - 0.125) < 1e-9)
    }

    @Test func `the side that counts is not pushed aside by the other`() {
        let best = (commit: 0.75, vague: 0.0, deny: 0.75)
        let committed = VerdictSampler.chances(Make.finding("a", commit: [3], deny: [1]), best: best, sharpness: 1)
        #expect(abs(committed.commit - 0.75) < 1e-9 && abs(committed.deny - 0.25) < 1e-9)
        let denied = VerdictSampler.chances(Make.finding("a", commit: [1], deny: [3]), best: best, sharpness: 1)
        #expect(abs(denied.deny - 0.75) < 1e-9 && abs(denied.commit - 0.25) < 1e-9)
        let neither = VerdictSampler.chances(Make.finding("a"), best: best, sharpness: 1)
        #expect(abs(neither.commit - 0.5) < 1e-9 && abs(neither.deny - 0.5) < 1e-9)
    }

    @Test func `sharpness drives chances apart`() {
        func commit(_ value: Double, _ sharpness: Double) -> Double {
            VerdictSampler.chances(Make.finding("a"), best: (commit: value, vague: 0, deny: 0), sharpness: sharpness).commit
        }
        #expect(commit(0.8, 2) > commit(0.8, 1) && commit(0.2, 2) < commit(0.2, 1))
        // Odds of 4 become 16.
        #expect(abs(commit(0.8, 2) - 16.0 / 17) < 1e-9)
        #expect(abs(commit(0.5, 5) - 0.5) < 1e-9)
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func `chances are a distribution whatever the passages say`(seed: UInt64) {
        var random = SeededRandom(seed: seed, label: "best")
        func value() -> Double { [0, 1, Double.random(in: 0...1, using: &random)][Int.random(in: 0..<3, using: &random)] }
        let finding = Make.finding(
            "a", commit: Bool.random(using: &random) ? [Int.random(in: 0..<5, using: &random)] : [],
            deny: Bool.random(using: &random) ? [Int.random(in: 0..<5, using: &random)] : [])
        let chances = VerdictSampler.chances(
            finding, best: (commit: value(), vague: value(), deny: value()),
            sharpness: Double.random(in: 0.2...6, using: &random))
        for chance in [chances.commit, chances.vague, chances.deny] { #expect((0...1).contains(chance)) }
        #expect(chances.commit + chances.vague + chances.deny <= 1 + 1e-9)
    }
}
