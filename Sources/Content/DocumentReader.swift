import InterviewCore
import Yams

/// Reads one YAML document by a schema and notes every problem with its line.
///
/// A missing or mistyped value is noted and replaced by an empty one, so that one mistake doesn't hide the next.
final class DocumentReader {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []
    /// Where the things stand that can only be checked once every file is read.
    var lines = SourceLines()

    init(file: String) { self.file = file }

    /// The document's root mapping; nil (and a diagnostic) when the text is no YAML mapping.
    ///
    /// - Complexity: O(length).
    func root(_ text: String) -> Section? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                error(line: 1, "the file is empty", mend: "Fill it in as Docs/AUTHORING.md shows")
                return nil
            }
            return section(node, name: "the file")
        } catch let problem as YamlError {
            let (line, message) = Self.explain(problem)
            error(line: line, "not valid YAML: \(message)", mend: "Check indentation, quotes and colons on this line")
        } catch {
            self.error(line: nil, "not valid YAML: \(error)", mend: "Check the file's syntax")
        }
        return nil
    }

    private static func explain(_ problem: YamlError) -> (line: Int?, message: String) {
        switch problem {
        case .scanner(let context, let message, let mark, _), .parser(let context, let message, let mark, _),
            .composer(let context, let message, let mark, _):
            // What is never closed is noticed at the file's end; its beginning is what the author looks for.
            (message.contains("end of stream") ? context?.mark.line ?? mark.line : mark.line,
                context.map { "\(message) \($0.text)" } ?? message)
        case .reader(let message, let offset, _, let yaml):
            (offset.map { yaml.utf8.prefix($0).count { $0 == UInt8(ascii: "\n") } + 1 }, message)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "the key \(duplicates.map { "'\($0)'" }.joined(separator: ", ")) stands twice")
        default: (nil, "\(problem)")
        }
    }

    func section(_ node: Node, name: String) -> Section? {
        guard case .mapping(let mapping) = node else {
            error(line: node.mark?.line, "\(name) should be a mapping of keys to values", mend: "Write 'key: value' lines")
            return nil
        }
        return Section(mapping: mapping, name: name, reader: self)
    }

    func error(line: Int?, _ message: String, mend: String) {
        diagnostics.append(Diagnostic(severity: .error, file: file, line: line, message: message, mend: mend))
    }

    func warn(line: Int?, _ message: String, mend: String) {
        diagnostics.append(Diagnostic(severity: .warning, file: file, line: line, message: message, mend: mend))
    }
}

/// One mapping of a document, with the keys that were asked for.
final class Section {
    private let mapping: Node.Mapping
    /// Values by key: looking a key up in a mapping of the library's would match its tag by regular expressions.
    private let values: [String: Node]
    private var known: Set<String> = []
    let name: String
    let reader: DocumentReader

    init(mapping: Node.Mapping, name: String, reader: DocumentReader) {
        self.mapping = mapping
        values = Dictionary(mapping.map { ($0.key.string ?? "", $0.value) }, uniquingKeysWith: { first, _ in first })
        self.name = name
        self.reader = reader
    }

    var line: Int? { mapping.mark?.line }

    /// Every key in the file's order.
    var keys: [String] { mapping.map { $0.key.string ?? "" } }

    /// The line a key stands on, or the section's.
    func line(of key: String) -> Int? { mapping.first { $0.key.string == key }?.key.mark?.line ?? line }

    /// Notes where the key stands, as the place of `name` among things of its `kind`.
    func mark(_ kind: String, _ name: String, at key: String) {
        reader.lines.note(kind, name, line: line(of: key))
    }

    /// Notes where each entry of a mapping stands, as a thing of the `kind` with the entry's key as its name.
    func markEntries(of key: String, as kind: String) {
        guard case .mapping(let inner) = values[key] else { return }
        for (entry, _) in inner { reader.lines.note(kind, entry.string ?? "", line: entry.mark?.line) }
    }

    private func node(_ key: String, isOptional: Bool = false) -> Node? {
        known.insert(key)
        let found = values[key]
        if found == nil, !isOptional {
            reader.error(line: line, "\(name) has no '\(key)'", mend: "Add '\(key):'")
        }
        return found
    }

    /// A non-empty string. Numbers and booleans are taken as they are written.
    func string(_ key: String) -> String {
        guard let node = node(key) else { return "" }
        return text(node, key: key)
    }

    /// A string that may be empty or left out.
    func possiblyEmpty(_ key: String) -> String {
        guard case .scalar(let scalar)? = node(key, isOptional: true) else { return "" }
        return scalar.string.trimmed
    }

    func optionalString(_ key: String) -> String? {
        node(key, isOptional: true).map { text($0, key: key) }
    }

    private func text(_ node: Node, key: String) -> String {
        guard case .scalar(let scalar) = node else {
            reader.error(line: node.mark?.line, "'\(key)' should be a text", mend: "Write it on one line, in quotes")
            return ""
        }
        let trimmed = scalar.string.trimmed
        if trimmed.isEmpty {
            reader.error(line: node.mark?.line, "'\(key)' is empty", mend: "Fill it in")
        }
        return trimmed
    }

    /// A list of non-empty strings with at least `minimum` entries, none twice.
    func strings(_ key: String, atLeast minimum: Int = 1, isOptional: Bool = false) -> [String] {
        guard let node = node(key, isOptional: isOptional) else { return [] }
        guard case .sequence(let sequence) = node else {
            reader.error(line: node.mark?.line, "'\(key)' should be a list", mend: "Write one '- \"...\"' line an entry")
            return []
        }
        var seen: Set<String> = []
        let texts = sequence.map { entry in
            let entryText = text(entry, key: key)
            if !seen.insert(entryText.lowercased()).inserted, !entryText.isEmpty {
                reader.error(
                    line: entry.mark?.line, "'\(entryText)' stands twice under '\(key)'", mend: "Reword or remove one")
            }
            return entryText
        }
        if texts.count < minimum {
            reader.error(
                line: node.mark?.line, "'\(key)' has \(texts.count) of at least \(minimum) entries",
                mend: "Add \(minimum - texts.count) more")
        }
        return texts
    }

    /// A finite number in `range`.
    func number(_ key: String, in range: ClosedRange<Double>, default fallback: Double? = nil) -> Double {
        guard let node = node(key, isOptional: fallback != nil) else { return fallback ?? range.lowerBound }
        return number(node, key: key, in: range)
    }

    private func number(_ node: Node, key: String, in range: ClosedRange<Double>) -> Double {
        guard let value = node.scalar.flatMap({ Double($0.string) }), range.contains(value) else {
            reader.error(
                line: node.mark?.line, "'\(key)' should be a number from \(range.lowerBound) to \(range.upperBound)",
                mend: "Write a plain number")
            return range.lowerBound
        }
        return value
    }

    func bool(_ key: String, default fallback: Bool) -> Bool {
        guard let node = node(key, isOptional: true) else { return fallback }
        guard let value = node.bool else {
            reader.error(line: node.mark?.line, "'\(key)' should be true or false", mend: "Write true or false")
            return fallback
        }
        return value
    }

    func section(_ key: String) -> Section? {
        node(key).flatMap { reader.section($0, name: "'\(key)'") }
    }

    func optionalSection(_ key: String) -> Section? {
        node(key, isOptional: true).flatMap { reader.section($0, name: "'\(key)'") }
    }

    /// A list of mappings.
    func sections(_ key: String, isOptional: Bool = false) -> [Section] {
        guard let node = node(key, isOptional: isOptional) else { return [] }
        guard case .sequence(let sequence) = node else {
            reader.error(line: node.mark?.line, "'\(key)' should be a list", mend: "Write one '- key: value' block an entry")
            return []
        }
        return sequence.compactMap { reader.section($0, name: "an entry of '\(key)'") }
    }

    /// Key to number, each in `range`.
    func numbers(_ key: String, in range: ClosedRange<Double>, isOptional: Bool = false) -> [String: Double] {
        guard let inner = isOptional ? optionalSection(key) : section(key) else { return [:] }
        return Dictionary(
            inner.keys.map { ($0, inner.number($0, in: range)) }, uniquingKeysWith: { first, _ in first })
    }

    /// A text for each of the words, and no other.
    func texts(_ key: String, of words: [String]) -> [String: String] {
        guard let inner = section(key) else { return [:] }
        defer { inner.finish() }
        return Dictionary(words.map { ($0, inner.string($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Key to text.
    func texts(_ key: String) -> [String: String] {
        guard let inner = section(key) else { return [:] }
        return Dictionary(inner.keys.map { ($0, inner.string($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The id of a thing of the `kind`: lower-case words joined by '-'.
    func id(of kind: String) -> String {
        let key = "id"
        let value = string(key)
        mark(kind, value, at: key)
        let isValid =
            !value.isEmpty && !value.hasPrefix("-") && !value.hasSuffix("-")
            && value.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
        if !isValid, !value.isEmpty {
            reader.error(
                line: line(of: key), "'\(value)' is no id", mend: "Use lower-case letters, digits and '-' alone")
        }
        return value
    }

    /// Notes every key that nobody asked for.
    func finish() {
        for (key, _) in mapping {
            let word = key.string ?? ""
            guard !known.contains(word) else { continue }
            let near = known.sorted().min { $0.editDistance(to: word) < $1.editDistance(to: word) }
            reader.error(
                line: key.mark?.line, "\(name) has an unknown key '\(word)'",
                mend: near.map { "Did you mean '\($0)'? Remove or rename it" } ?? "Remove it")
        }
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }

    /// Levenshtein distance. - Complexity: O(n * m).
    func editDistance(to other: String) -> Int {
        let target = Array(other)
        var row = Array(0...target.count)
        for (i, character) in enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, candidate) in target.enumerated() {
                let above = row[j + 1]
                row[j + 1] = Swift.min(above + 1, row[j] + 1, diagonal + (character == candidate ? 0 : 1))
                diagonal = above
            }
        }
        return row[target.count]
    }
}
