import InterviewCore
import Testing

@Suite struct FacetExpressionTests {
    /// a: committed, b: vague, c: denied, d: nothing; item x is partial; a sentence was found; half was vague.
    private static let facts = FindingFacts(
        findings: [
            Make.finding("a", commit: [Make.proof(1)]), Make.finding("b", vague: [Make.proof(1)]),
            Make.finding("c", deny: [Make.proof(1)]), Make.finding("d"),
        ], verdicts: ["x": .partial], hasEvidence: true, vagueness: 0.5)

    @Test(arguments: [
        ("a", true), ("b", false), ("c", false), ("d", false), ("unheard-of", false), ("other.a", false),
        ("vague(a)", true), ("vague(b)", true), ("vague(c)", false), ("vague(d)", false),
        ("denied(a)", false), ("denied(b)", false), ("denied(c)", true), ("denied(d)", false),
        ("not a", false), ("not d", true), ("not not a", true),
        ("a and b", false), ("a and denied(c)", true), ("b or d", false), ("d or a", true),
        ("1 of (a, b)", true), ("2 of (a, b)", false), ("2 of (a, vague(b), d)", true), ("3 of (a, vague(b), d)", false),
        ("2 of (a, a)", true),
        ("met(x)", false), ("credited(x)", true), ("absent(x)", false), ("contradicted(x)", false),
        ("absent(never-judged)", false), ("not met(never-judged)", true),
        ("evidence", true), ("vagueness >= 0.5", true), ("vagueness >= 0.51", false), ("vagueness >= 0", true),
    ]) func `a rule holds exactly when its facts do`(rule: String, holds: Bool) throws {
        let expression = try FacetExpressionParser.parse(rule, item: "item")
        #expect(expression.holds(in: Self.facts) == holds)
    }

    @Test func `a rule's facets and items are all found`() throws {
        let rule = try FacetExpressionParser.parse(
            "2 of (a, vague(b), not denied(o.c)) or met(x) and (absent(y) or evidence or vagueness >= 0.1)", item: "i")
        #expect(rule.facets == [Make.facet("a", of: "i"), Make.facet("b", of: "i"), Make.facet("c", of: "o")])
        #expect(rule.items == ["x", "y"])
    }

    @Test(arguments: [
        (nil, nil, nil, FacetFinding.Stance.absent),
        ([(1, 0)], nil, nil, .committed),
        (nil, [(1, 0)], nil, .vague),
        (nil, nil, [(1, 0)], .denied),
        ([(1, 0)], [(3, 0)], nil, .committed),
        ([(1, 0)], nil, [(3, 0)], .denied),
        ([(3, 0)], nil, [(1, 9)], .committed),
        ([(3, 5)], nil, [(3, 4)], .committed),
        ([(3, 4)], nil, [(3, 5)], .denied),
        ([(3, 4)], nil, [(3, 4)], .denied),
        (nil, [(5, 0)], [(1, 0)], .denied),
        ([(7, 0), (1, 0)], nil, [(3, 0), (5, 0)], .committed),
        ([(1, 0), (5, 0)], nil, [(7, 0), (3, 0)], .denied),
    ] as [([(Int, Int)]?, [(Int, Int)]?, [(Int, Int)]?, FacetFinding.Stance)])
    func `the later position wins`(
        commit: [(Int, Int)]?, vague: [(Int, Int)]?, deny: [(Int, Int)]?, stance: FacetFinding.Stance
    ) {
        func proofs(_ places: [(Int, Int)]?) -> [Evidence]? { places.map { $0.map { Make.proof($0.0, $0.1) } } }
        let finding = Make.finding(commit: proofs(commit), vague: proofs(vague), deny: proofs(deny))
        #expect(finding.stance == stance)
        let expected: [Evidence]?
        switch stance {
        case .absent: expected = []
        case .committed: expected = proofs(commit)
        case .vague: expected = proofs(vague)
        case .denied: expected = proofs(deny)
        }
        #expect(finding.evidence == expected)
    }

    @Test func `a denial taken back no longer counts as one`() throws {
        let rule = try FacetExpressionParser.parse("denied(a)", item: "item")
        let kept = Make.finding(commit: [Make.proof(1)], deny: [Make.proof(2)])
        let takenBack = Make.finding(commit: [Make.proof(3)], deny: [Make.proof(2)])
        #expect(rule.holds(in: FindingFacts(findings: [kept])))
        #expect(!rule.holds(in: FindingFacts(findings: [takenBack])))
    }
}

@Suite struct VerdictPolicyTests {
    private static func findings(_ committed: String, vague: String = "", denied: String = "") -> [FacetFinding] {
        ["a", "b", "c"].map { id in
            Make.finding(
                id, commit: committed.contains(id) ? [Make.proof(1)] : nil,
                vague: vague.contains(id) ? [Make.proof(1)] : nil, deny: denied.contains(id) ? [Make.proof(2)] : nil)
        }
    }

    @Test(arguments: [
        ("", "", "", Verdict.absent),
        ("a", "", "", .partial),
        ("ab", "", "", .met),
        ("abc", "", "", .met),
        ("", "abc", "", .absent),
        ("", "", "a", .contradicted),
        ("bc", "", "a", .contradicted),
        ("b", "", "c", .partial),
    ]) func `counts, parts and denials decide`(committed: String, vague: String, denied: String, verdict: Verdict) throws {
        let item = try Make.item(contradicted: "denied(a)")
        let findings = Self.findings(committed, vague: vague, denied: denied)
        #expect(VerdictPolicy.verdict(of: item, findings: findings) == verdict)
    }

    @Test(arguments: [
        ("a and not denied(b)", "vague(a)", nil, "a", "", "", Verdict.met),
        ("a and not denied(b)", "vague(a)", nil, "a", "", "b", .partial),
        ("a and not denied(b)", "vague(a)", nil, "", "a", "", .partial),
        ("a or (b and c)", "b or c", "denied(a) and not b", "bc", "", "a", .met),
        ("a or (b and c)", "b or c", "denied(a) and not b", "c", "", "a", .contradicted),
        ("a or (b and c)", "b or c", "denied(a) and not b", "b", "", "", .partial),
        ("3 of (a, b, c)", "2 of (a, vague(b), vague(c))", nil, "", "bc", "", .partial),
        ("3 of (a, b, c)", "2 of (a, vague(b), vague(c))", nil, "", "c", "", .absent),
        ("a", "a", "a", "a", "", "", .contradicted),
    ] as [(String, String, String?, String, String, String, Verdict)])
    func `every form of rule is followed, contradiction first`(
        met: String, partial: String, contradicted: String?, committed: String, vague: String, denied: String,
        verdict: Verdict
    ) throws {
        let item = try Make.item(met: met, partial: partial, contradicted: contradicted)
        let findings = Self.findings(committed, vague: vague, denied: denied)
        #expect(VerdictPolicy.verdict(of: item, findings: findings) == verdict)
    }

    @Test func `missing facets come in the item's order and leave out what was committed to`() throws {
        let item = try Make.item()
        #expect(VerdictPolicy.missing(of: item, findings: Self.findings("b")).map(\.id) == ["a", "c"])
        #expect(VerdictPolicy.missing(of: item, findings: Self.findings("abc", denied: "c")).map(\.id) == ["c"])
        #expect(VerdictPolicy.missing(of: item, findings: []).map(\.id) == ["a", "b", "c"])
    }

    @Test func `verdicts are ordered from contradicted to met`() {
        #expect(Verdict.allCases.sorted() == [.contradicted, .absent, .partial, .met])
        #expect(Verdict.allCases.filter(\.isCredited) == [.partial, .met])
    }
}
