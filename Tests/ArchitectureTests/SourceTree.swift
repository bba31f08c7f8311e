import Foundation

/// The repository's files, as text.
struct SourceTree {
    /// One file with its path in the repository.
    struct File: Sendable {
        var path: String
        var lines: [Substring]
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every file under a folder, or the file itself, that has one of the endings.
    static func files(_ place: String, endings: Set<String>) throws -> [File] {
        let start = root.appending(path: place)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: start.path, isDirectory: &isFolder) else { return [] }
        let paths: [String] =
            isFolder.boolValue
            ? (FileManager.default.enumerator(atPath: start.path)?.compactMap { $0 as? String } ?? []).map { "\(place)/\($0)" }
            : [place]
        let wanted = paths.sorted().filter { path in
            var isInner: ObjCBool = false
            return FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isInner)
                && !isInner.boolValue && endings.contains(URL(fileURLWithPath: path).pathExtension)
        }
        return try wanted.map { path in
            let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
            return File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    /// The folders directly under `Sources`, that is the targets.
    static func targets() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path).sorted()
            .filter { !$0.hasPrefix(".") }
    }
}

/// What the test looks for in a line.
enum SourceRule {
    /// The module a line imports, if it is an import.
    static func importedModule(_ line: some StringProtocol) -> String? {
        let text = String(line)
        let code = text.firstRange(of: "//").map { text[..<$0.lowerBound] } ?? text[...]
        var words = code.split { $0 == " " || $0 == "\t" || $0 == ";" }
        let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
        while let first = words.first, first.first == "@" || modifiers.contains(first) { words.removeFirst() }
        guard words.first == "import" else { return nil }
        words.removeFirst()
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        if let first = words.first, kinds.contains(first) { words.removeFirst() }
        return words.first.map { String($0.split(separator: ".")[0]) }
    }

    static func isComment(_ line: some StringProtocol) -> Bool {
        line.drop { $0 == " " || $0 == "\t" }.hasPrefix("//")
    }

    /// What needs a written reason.
    static let reasoned = ["try?", "fatalError(", "@unchecked Sendable"]

    /// Numbers, from 1, of the lines that need a reason in a comment above them and have none.
    static func unreasoned(_ lines: [some StringProtocol]) -> [Int] {
        lines.indices.filter { index in
            !isComment(lines[index]) && reasoned.contains { lines[index].contains($0) }
                && !(index > 0 && isComment(lines[index - 1]))
        }.map { $0 + 1 }
    }

    /// Folders that are somebody's machine and no part of the project.
    static let machinePaths = ["work", "tmp", "home", "root", "Users"].map { "/\($0)/" }
}
