import InterviewCore
import Testing

@Suite struct FacetExpressionParserTests {
    private static let a = FacetExpression.committed(Make.facet("a"))
    private static let b = FacetExpression.committed(Make.facet("b"))
    private static let c = FacetExpression.committed(Make.facet("c"))

    @Test(arguments: [
        ("a", a),
        ("(((a)))", a),
        ("committed(a)", a),
        (" \t\n a \n", a),
        ("other-item.b2", .committed(Make.facet("b2", of: "other-item"))),
        ("vague(a)", .vague(Make.facet("a"))),
        ("denied(other.a)", .denied(Make.facet("a", of: "other"))),
        ("met(x)", .verdict(item: "x", [.met])),
        ("credited(x)", .verdict(item: "x", [.met, .partial])),
        ("absent(x)", .verdict(item: "x", [.absent])),
        ("contradicted(x)", .verdict(item: "x", [.contradicted])),
        ("evidence", .evidence),
        ("vagueness >= 0.5", .vagueness(atLeast: 0.5)),
        ("vagueness>=1", .vagueness(atLeast: 1)),
        ("a and b and c", .and([a, b, c])),
        ("a or b or c", .or([a, b, c])),
        ("a and b or c", .or([.and([a, b]), c])),
        ("a or b and c", .or([a, .and([b, c])])),
        ("(a or b) and c", .and([.or([a, b]), c])),
        ("not a and b", .and([.not(a), b])),
        ("not (a and b)", .not(.and([a, b]))),
        ("not not a", .not(.not(a))),
        ("2 of (a, b, c)", .atLeast(2, [a, b, c])),
        ("1 of (a and b, not c)", .atLeast(1, [.and([a, b]), .not(c)])),
        ("2 of (1 of (a, b), c) and not denied(a)", .and([.atLeast(2, [.atLeast(1, [a, b]), c]), .not(.denied(Make.facet("a")))])),
        ("nan or inf", .or([.committed(Make.facet("nan")), .committed(Make.facet("inf"))])),
    ]) func `a rule is read by its grammar`(text: String, expected: FacetExpression) throws {
        #expect(try FacetExpressionParser.parse(text, item: "item") == expected)
    }

    @Test(arguments: [
        ("", "expected a facet or '('", 0),
        ("   ", "expected a facet or '('", 3),
        ("a b", "something is left over after the rule's end", 2),
        ("a)", "something is left over after the rule's end", 1),
        ("1 of (a) b", "something is left over after the rule's end", 9),
        ("(a", "expected ')'", 2),
        ("(a, b)", "expected ')'", 2),
        ("()", "expected a facet or '('", 1),
        ("a and", "expected a facet or '('", 5),
        ("a or or b", "expected a facet or '('", 5),
        ("and a", "expected a facet or '('", 0),
        ("not", "expected a facet or '('", 3),
        ("2 (a, b)", "expected 'of' after the number", 2),
        ("2", "expected 'of' after the number", 1),
        ("2 of a", "expected '(' and a list", 5),
        ("2 of (a, b", "expected ')' or ','", 10),
        ("2 of (a, )", "expected a facet or '('", 9),
        ("3 of (a, b)", "the number must be between 1 and 2, the list's length", 0),
        ("a and 0 of (b)", "the number must be between 1 and 1, the list's length", 6),
        ("-1 of (a)", "the number must be between 1 and 1, the list's length", 0),
        ("1.5 of (a, b)", "the number must be between 1 and 2, the list's length", 0),
        ("99999999999999999999999 of (a)", "the number must be between 1 and 1, the list's length", 0),
        ("vagueness", "expected '>=' and a share such as 0.5", 9),
        ("vagueness 0.5", "expected '>=' and a share such as 0.5", 10),
        ("vagueness > 0.5", "write '>='", 10),
        ("vagueness >= 2", "expected a share between 0 and 1", 13),
        ("vagueness >= a", "expected a share between 0 and 1", 13),
        ("vagueness >=", "expected a share between 0 and 1", 12),
        ("vague()", "expected a name", 6),
        ("vague(2)", "expected a name", 6),
        ("vague(a", "expected ')'", 7),
        ("vague(a and b)", "expected ')'", 8),
        ("a & b", "'&' has no meaning here", 2),
        ("cafe\u{301} & b", "'&' has no meaning here", 5),
        ("👩‍👩‍👧 and b", "'👩‍👩‍👧' has no meaning here", 0),
    ]) func `a broken rule says what is wrong and where`(text: String, message: String, offset: Int) {
        let problem = #expect(throws: FacetExpressionParser.Problem.self) {
            try FacetExpressionParser.parse(text, item: "item")
        }
        #expect(problem?.message == message)
        #expect(problem?.offset == offset)
    }

    @Test(arguments: [("said(a)", 0), ("a and said(b)", 6)])
    func `an unknown question names the known ones`(text: String, offset: Int) {
        let problem = #expect(throws: FacetExpressionParser.Problem.self) { try FacetExpressionParser.parse(text) }
        #expect(problem?.offset == offset)
        for known in ["committed", "vague", "denied", "met", "credited", "absent", "contradicted"] {
            #expect(problem?.message.contains(known) == true)
        }
    }

    @Test(arguments: ["1e30 of (a)", "inf of (a)", "nan of (a)", "0x10 of (a)"])
    func `a number that is no plain count is refused`(text: String) {
        #expect(throws: FacetExpressionParser.Problem.self) { try FacetExpressionParser.parse(text) }
    }

    @Test(arguments: ["(", "not ", "1 of ("]) func `endless nesting is refused, not followed`(opening: String) {
        #expect(throws: FacetExpressionParser.Problem.self) {
            try FacetExpressionParser.parse(String(repeating: opening, count: 100_000))
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func `what is written out is read back the same`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed, label: "expressions")
        let expression = RandomRules.expression(depth: 4, using: &random)
        #expect(try FacetExpressionParser.parse(RandomRules.text(expression)) == expression)
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func `garbled rules are read or refused, never fatal`(seed: UInt64) {
        var random = SeededRandom(seed: seed, label: "garble")
        var text = Array(RandomRules.text(RandomRules.expression(depth: 4, using: &random)))
        for _ in 0..<3 where !text.isEmpty {
            let place = Int.random(in: text.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: text.remove(at: place)
            case 1: text.insert(Array("(),>=.-9xé ")[Int.random(in: 0..<11, using: &random)], at: place)
            default: text.swapAt(place, Int.random(in: text.indices, using: &random))
            }
        }
        do {
            let expression = try FacetExpressionParser.parse(String(text))
            #expect(throws: Never.self) { try FacetExpressionParser.parse(RandomRules.text(expression)) }
        } catch {
            #expect((0...text.count).contains(error.offset))
        }
    }
}

/// Rules made at random, and the text an author would write for them.
enum RandomRules {
    static func expression(depth: Int, using random: inout SeededRandom) -> FacetExpression {
        let facet = FacetReference(item: ["one", "two"].randomElement(using: &random) ?? "", facet: "f\(Int.random(in: 0..<3, using: &random))")
        func parts() -> [FacetExpression] {
            (0..<Int.random(in: 2...3, using: &random)).map { _ in expression(depth: depth - 1, using: &random) }
        }
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
        case 0: return .vague(facet)
        case 1: return .denied(facet)
        case 2: return .evidence
        case 3: return .vagueness(atLeast: Double(Int.random(in: 0...4, using: &random)) / 4)
        case 4: return .verdict(item: "one", [[.met], [.met, .partial], [.absent], [.contradicted]].randomElement(using: &random) ?? [])
        case 6: return .and(parts())
        case 7: return .or(parts())
        case 8: return .not(expression(depth: depth - 1, using: &random))
        case 9:
            let list = parts()
            return .atLeast(Int.random(in: 1...list.count, using: &random), list)
        default: return .committed(facet)
        }
    }

    static func text(_ expression: FacetExpression) -> String {
        func list(_ parts: [FacetExpression], _ separator: String) -> String {
            "(" + parts.map(text).joined(separator: separator) + ")"
        }
        switch expression {
        case .committed(let facet): return name(facet)
        case .vague(let facet): return "vague(\(name(facet)))"
        case .denied(let facet): return "denied(\(name(facet)))"
        case .atLeast(let count, let parts): return "\(count) of " + list(parts, ", ")
        case .and(let parts): return list(parts, " and ")
        case .or(let parts): return list(parts, " or ")
        case .not(let part): return "not " + text(part)
        case .verdict(let item, let verdicts): return (verdicts.count == 2 ? "credited" : verdicts[0].rawValue) + "(\(item))"
        case .evidence: return "evidence"
        case .vagueness(let bound): return "vagueness >= \(bound)"
        }
    }

    private static func name(_ facet: FacetReference) -> String {
        facet.item.isEmpty ? facet.facet : "\(facet.item).\(facet.facet)"
    }
}
