import Content
import Foundation
import TestSupport
import Testing

/// A copy of the shipped scenario in a temporary library, to break things in.
final class FlagshipCopy {
    static let id = "performance-management"
    static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Library")

    let directory: TemporaryDirectory

    /// The library's directory.
    var root: URL { directory.url }
    var folder: URL { root.appending(path: "scenarios/\(Self.id)") }

    /// A copy without most wordings and the items that nothing refers to, which loads ten times faster.
    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            at: folder.appending(path: "items"), withIntermediateDirectories: true)
        for (file, text) in Self.texts { try write(text, to: file) }
    }

    /// Every file of a copy, by its path in the folder.
    static let files = texts.keys.sorted()

    private static let texts: [String: String] = {
        let folder = library.appending(path: "scenarios/\(id)")
        let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var texts: [String: String] = [:]
        for file in found where file.hasSuffix(".yaml") && !leftOut.contains(file) {
            do {
                texts[file] = shortened(try String(contentsOf: folder.appending(path: file), encoding: .utf8))
            } catch {
                Issue.record("\(file) can't be read: \(error)")
            }
        }
        return texts
    }()

    private static let leftOut = Set(
        [
            "separates-problem-types", "names-impact", "support-actions", "review-window", "judges-consistency",
            "safeguards-with-dignity", "maps-outcomes",
        ].map { "items/\($0).yaml" })

    /// How many entries of a list are kept, where it must be more than two.
    private static let wordings = ["acknowledgements": 4, "met": 3, "openings": 3, "probes": 8, "difficulties": 8]

    private static func shortened(_ text: String) -> String {
        var run = 0
        var longest = 0
        var isInProbes = false
        var isKept = true
        var kept: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let bare = line.trimmingPrefix { $0 == " " }
            if bare.hasPrefix("- \"") || bare.hasPrefix("- {") {
                run += 1
            } else if !bare.hasPrefix("#") {
                run = 0
                longest = wordings[String(bare.prefix { $0 != ":" })] ?? 2
            }
            if line == "probes:" { isInProbes = true }
            if isInProbes, bare.hasPrefix("- id:") {
                isKept = ["-missing-1", "-missing-2", "-specify-1"].contains { bare.hasSuffix($0) }
            }
            if run <= longest, isKept { kept.append(line) }
        }
        return kept.joined(separator: "\n")
    }

    func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: file))
    }

    func load() throws -> ContentLibrary { try LibraryLoader.load(root) }
}
