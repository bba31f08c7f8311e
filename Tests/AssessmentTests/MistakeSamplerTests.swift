import InterviewCore
import Testing

@testable import Assessment

@Suite struct MistakeSamplerTests {
    /// Draws the worlds of items `i` (phase p) and `j` (phase q), whose two facets have these chances each.
    private static func share(
        _ present: String, chances: VerdictSampler.Chances, evidence: Double = 0, asked: Set<String> = ["p", "q"],
        isAssessed: Bool = true
    ) throws -> Double {
        let items = [try Make.item("i", phase: "p"), try Make.item("j", phase: "q")]
        let drawn = items.map { MistakeSampler.Drawn(item: $0, isAssessed: isAssessed, worlds: VerdictSampler.decide($0, chances: [chances, chances]).worlds) }
        let mistake = try #require(try Make.scenario(items: items, mistakes: ["m": present]).mistakes.first)
        return MistakeSampler(drawn, asked: asked).share(of: mistake, chance: evidence)
    }

    private static let half = VerdictSampler.Chances(commit: 0.5, vague: 0, deny: 0)
    private static let sure = VerdictSampler.Chances(commit: 1, vague: 0, deny: 0)
    private static let none = VerdictSampler.Chances(commit: 0, vague: 0, deny: 0)
    private static let refused = VerdictSampler.Chances(commit: 0, vague: 0, deny: 1)

    @Test(arguments: [
        ("evidence", none, 0.3, 0.3), ("evidence", none, 0, 0), ("evidence", none, 1, 1),
        ("committed(i.a)", half, 0, 0.5), ("met(i)", half, 0, 0.25), ("absent(i)", half, 0, 0.25), ("not met(i)", half, 0, 0.75),
        ("met(i) and met(j)", half, 0, 0.0625), ("evidence and met(i)", half, 0.5, 0.125), ("met(i)", sure, 0, 1),
        ("denied(i.b)", refused, 0, 1), ("contradicted(j)", refused, 0, 1), ("vague(i.a)", none, 0, 0),
        ("vagueness >= 0.5", none, 0, 1), ("vagueness >= 0.5", sure, 0, 0), ("vagueness >= 0.5", refused, 0, 0),
        // An item is empty in a quarter of the worlds: one of two or both in 7 of 16.
        ("vagueness >= 0.5", half, 0, 0.4375),
    ] as [(String, VerdictSampler.Chances, Double, Double)])
    func `a mistake is as likely as the worlds in which it holds`(
        present: String, chances: VerdictSampler.Chances, evidence: Double, share: Double
    ) throws {
        let found = try Self.share(present, chances: chances, evidence: evidence)
        // 160 worlds: three standard deviations.
        #expect(abs(found - share) <= 3 * (share * (1 - share) / 160).squareRoot() + 1e-9)
        #expect(try Self.share(present, chances: chances, evidence: evidence) == found)
    }

    @Test func `an expression that names more than a key has room for is judged as well`() throws {
        let items = try (1...40).map { try Make.item("i\($0)") }
        // The first item alone is open, and stands where a short key would have lost it.
        let drawn = items.enumerated().map { place, item in
            let chances = place == 0 ? Self.half : Self.none
            return MistakeSampler.Drawn(
                item: item, isAssessed: true, worlds: VerdictSampler.decide(item, chances: [chances, chances]).worlds)
        }
        let expression = items.map { "committed(\($0.id).a)" }.joined(separator: " or ")
        let mistake = try #require(try Make.scenario(items: items, mistakes: ["m": expression]).mistakes.first)
        let share = MistakeSampler(drawn, asked: ["p"]).share(of: mistake, chance: 0)
        #expect(share == Double(drawn[0].worlds.count { $0.stances[0] == .committed }) / 160)
        #expect((0.3...0.7).contains(share))
    }

    @Test func `only what was asked for counts for vagueness`() throws {
        #expect(try Self.share("vagueness >= 0.5", chances: Self.none, asked: []) == 0)
        #expect(try Self.share("vagueness >= 1", chances: Self.none, asked: ["q"]) == 1)
    }

    @Test func `what was not got to has no verdict`() throws {
        #expect(try Self.share("absent(i)", chances: Self.none, isAssessed: false) == 0)
        #expect(try Self.share("vagueness >= 0.5", chances: Self.none, isAssessed: false) == 0)
        #expect(try Self.share("committed(i.a)", chances: Self.sure, isAssessed: false) == 1)
        let mistake = try #require(try Make.scenario(items: [], mistakes: ["m": "absent(i) or committed(i.a)"]).mistakes.first)
        #expect(MistakeSampler([], asked: ["p"]).share(of: mistake, chance: 1) == 0)
    }
}
