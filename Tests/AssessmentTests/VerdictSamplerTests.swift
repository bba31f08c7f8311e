import InterviewCore
import Testing

@testable import Assessment

@Suite struct VerdictSamplerTests {
    private typealias Chances = VerdictSampler.Chances

    private static let commit = Chances(commit: 1, vague: 0, deny: 0)
    private static let nothing = Chances(commit: 0, vague: 0, deny: 0)
    private static let deny = Chances(commit: 0, vague: 0, deny: 1)
    private static let vague = Chances(commit: 0, vague: 1, deny: 0)

    @Test func `what is certain has one verdict`() throws {
        let item = try Make.item()
        func verdicts(_ chances: [Chances]) -> [Verdict: Double] { VerdictSampler.decide(item, chances: chances).probabilities }
        #expect(verdicts([Self.commit, Self.commit]) == [.met: 1])
        #expect(verdicts([Self.commit, Self.nothing]) == [.partial: 1])
        #expect(verdicts([Self.nothing, Self.nothing]) == [.absent: 1])
        #expect(verdicts([Self.deny, Self.commit]) == [.contradicted: 1])
        let leaning = try Make.item(partial: "vague(a)", contradicted: nil)
        #expect(VerdictSampler.decide(leaning, chances: [Self.vague, Self.nothing]).verdict == .partial)
    }

    @Test(arguments: 0..<80 as Range<UInt64>) func `the facets shown are a case of the verdict given`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed, label: "chances")
        let item = try Make.item(
            "item-\(seed)", facets: ["a", "b", "c"], met: "2 of (a, b, c) and not denied(c)", partial: "1 of (a, b, c) or vague(a)",
            contradicted: "denied(a) or (denied(b) and not c)")
        let chances = item.facets.map { _ in
            let commit = Double.random(in: 0...1, using: &random)
            let deny = Double.random(in: 0...(1 - commit), using: &random)
            return Chances(commit: commit, vague: Double.random(in: 0...(1 - commit - deny), using: &random), deny: deny)
        }
        let decision = VerdictSampler.decide(item, chances: chances)
        #expect(decision == VerdictSampler.decide(item, chances: chances))
        #expect(abs(decision.probabilities.values.reduce(0, +) - 1) < 1e-9)
        #expect((decision.probabilities[decision.verdict] ?? 0) > 0)
        let findings = zip(item.facets, decision.stances).map { facet, stance in
            Make.finding(
                facet.id, of: item.id, commit: stance == .committed ? [1] : [], vague: stance == .vague ? [1] : [],
                deny: stance == .denied ? [1] : [])
        }
        #expect(VerdictPolicy.verdict(of: item, findings: findings) == decision.verdict)
    }

    @Test func `the verdict is the middle of the worlds`() throws {
        // Met, partial and absent in about 36, 48 and 16 of 100 worlds.
        let item = try Make.item(contradicted: nil)
        let likely = Chances(commit: 0.6, vague: 0, deny: 0)
        #expect(VerdictSampler.decide(item, chances: [likely, likely]).verdict == .partial)
        let surer = Chances(commit: 0.8, vague: 0, deny: 0)
        #expect(VerdictSampler.decide(item, chances: [surer, surer]).verdict == .met)
    }

    @Test(arguments: [0.1, 0.5, 0.9]) func `the share of worlds follows the chance`(chance: Double) throws {
        let item = try Make.item(facets: ["a"], met: "a", partial: "a", contradicted: nil)
        let shares = try (0..<40).map { index in
            var named = item
            named.id = "i\(index)"
            named.rules.met = try FacetExpressionParser.parse("a", item: named.id)
            return VerdictSampler.decide(named, chances: [Chances(commit: chance, vague: 0, deny: 0)]).probabilities[.met] ?? 0
        }
        #expect(abs(shares.reduce(0, +) / 40 - chance) < 0.03)
        #expect(shares.allSatisfy { abs($0 - chance) < 0.25 })
    }
}
