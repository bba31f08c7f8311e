/// Reads a rule such as `2 of (delivery, quality) and not denied(before-concluding)`.
package struct FacetExpressionParser {
    /// What is wrong with a rule, and where in its text.
    package struct Problem: Error, Equatable {
        package var message: String
        /// Offset in characters from the rule's start.
        package var offset: Int
    }

    /// Levels of nesting that are followed; no rule a person can read comes near it.
    private static let deepest = 64
    private static let reserved: Set<String> = ["and", "or", "of"]

    private enum Token: Equatable {
        case word(String), number(Double), open, close, comma, atLeast
    }

    private var tokens: [(token: Token, offset: Int)] = []
    private var position = 0
    private var depth = 0
    private let item: String
    private let length: Int

    /// Parses `text`; bare facet ids belong to `item`.
    ///
    /// - Throws: ``Problem`` at the first token that doesn't fit. - Complexity: O(length).
    package static func parse(_ text: String, item: String = "") throws(Problem) -> FacetExpression {
        var parser = try FacetExpressionParser(text, item: item)
        let expression = try parser.disjunction()
        if parser.position < parser.tokens.count {
            throw Problem(message: "something is left over after the rule's end", offset: parser.offset)
        }
        return expression
    }

    private init(_ text: String, item: String) throws(Problem) {
        self.item = item
        length = text.count
        var characters = Array(text)[...]
        while let first = characters.first {
            let offset = characters.startIndex
            switch first {
            case " ", "\n", "\t": characters.removeFirst()
            case "(": characters.removeFirst(); tokens.append((.open, offset))
            case ")": characters.removeFirst(); tokens.append((.close, offset))
            case ",": characters.removeFirst(); tokens.append((.comma, offset))
            case ">":
                characters.removeFirst()
                guard characters.first == "=" else { throw Problem(message: "write '>='", offset: offset) }
                characters.removeFirst()
                tokens.append((.atLeast, offset))
            default:
                let word = characters.prefix { $0.isLetter || $0.isNumber || "-._".contains($0) }
                guard !word.isEmpty else { throw Problem(message: "'\(first)' has no meaning here", offset: offset) }
                characters = characters.dropFirst(word.count)
                let string = String(word)
                // Digits alone make a number: `inf`, `nan` and `1e9` would be numbers too, and they may be ids.
                let isNumber = string.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "-" }
                let number = isNumber ? Double(string) : nil
                tokens.append((number.map(Token.number) ?? .word(string), offset))
            }
        }
    }

    private var offset: Int { position < tokens.count ? tokens[position].offset : length }
    private var current: Token? { position < tokens.count ? tokens[position].token : nil }

    private mutating func take(_ token: Token) -> Bool {
        guard current == token else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ token: Token, _ name: String) throws(Problem) {
        if !take(token) { throw Problem(message: "expected \(name)", offset: offset) }
    }

    private mutating func disjunction() throws(Problem) -> FacetExpression {
        var parts = [try conjunction()]
        while take(.word("or")) { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(Problem) -> FacetExpression {
        var parts = [try factor()]
        while take(.word("and")) { parts.append(try factor()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func factor() throws(Problem) -> FacetExpression {
        guard depth < Self.deepest else { throw Problem(message: "the rule is nested too deeply", offset: offset) }
        depth += 1
        defer { depth -= 1 }
        if take(.word("not")) { return .not(try factor()) }
        if take(.open) {
            let inner = try disjunction()
            try expect(.close, "')'")
            return inner
        }
        if case .number(let count) = current {
            let start = offset
            position += 1
            try expect(.word("of"), "'of' after the number")
            try expect(.open, "'(' and a list")
            var parts = [try disjunction()]
            while take(.comma) { parts.append(try disjunction()) }
            try expect(.close, "')' or ','")
            guard count >= 1, count == count.rounded(), count <= Double(parts.count) else {
                throw Problem(message: "the number must be between 1 and \(parts.count), the list's length", offset: start)
            }
            return .atLeast(Int(count), parts)
        }
        guard case .word(let word) = current, !Self.reserved.contains(word) else {
            throw Problem(message: "expected a facet or '('", offset: offset)
        }
        let start = offset
        position += 1
        if word == "evidence" { return .evidence }
        if word == "vagueness" {
            try expect(.atLeast, "'>=' and a share such as 0.5")
            guard case .number(let bound) = current, (0...1).contains(bound) else {
                throw Problem(message: "expected a share between 0 and 1", offset: offset)
            }
            position += 1
            return .vagueness(atLeast: bound)
        }
        guard take(.open) else { return .committed(reference(word)) }
        guard case .word(let argument) = current else { throw Problem(message: "expected a name", offset: offset) }
        position += 1
        try expect(.close, "')'")
        switch word {
        case "committed": return .committed(reference(argument))
        case "vague": return .vague(reference(argument))
        case "denied": return .denied(reference(argument))
        case "met": return .verdict(item: argument, [.met])
        case "credited": return .verdict(item: argument, [.met, .partial])
        case "absent": return .verdict(item: argument, [.absent])
        case "contradicted": return .verdict(item: argument, [.contradicted])
        default:
            throw Problem(
                message:
                    "'\(word)(...)' is not known; use committed, vague, denied, met, credited, absent or contradicted",
                offset: start)
        }
    }

    private func reference(_ word: String) -> FacetReference {
        guard let dot = word.firstIndex(of: ".") else { return FacetReference(item: item, facet: word) }
        return FacetReference(item: String(word[..<dot]), facet: String(word[word.index(after: dot)...]))
    }
}
