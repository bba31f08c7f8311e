import Content
import Foundation
import InterviewCore
import TestSupport
import Testing

/// What an author of a walkthrough gets wrong, and what they are told.
@Suite struct WalkthroughTests {
    private static let sound = try? String(
        contentsOf: FlagshipCopy.library.appending(path: "walkthroughs/\(FlagshipCopy.id).yaml"), encoding: .utf8)

    /// The shipped library with its walkthrough edited.
    private func load(_ edit: (String) -> String) throws -> ContentLibrary {
        let directory = try TemporaryDirectory()
        let manager = FileManager.default
        try manager.createDirectory(at: directory.url.appending(path: "walkthroughs"), withIntermediateDirectories: true)
        try manager.copyItem(
            at: FlagshipCopy.library.appending(path: "scenarios"), to: directory.url.appending(path: "scenarios"))
        let text = edit(try #require(Self.sound))
        try Data(text.utf8).write(to: directory.url.appending(path: "walkthroughs/\(FlagshipCopy.id).yaml"))
        return try LibraryLoader.load(directory.url)
    }

    @Test func `the shipped walkthrough is whole`() throws {
        let library = try LibraryLoader.load(FlagshipCopy.library)
        let walkthrough = try #require(library.walkthroughs.first)
        let scenario = try library.scenario(walkthrough.scenario)
        #expect(walkthrough.turns.map(\.phase) == scenario.phases.map(\.id))
        #expect(walkthrough.faq.count >= 7)
        #expect(walkthrough.sources.allSatisfy { !$0.date.isEmpty && ["official", "secondary"].contains($0.status) })
        // Between them the stronger answers show every point of the blueprint.
        #expect(Set(walkthrough.turns.flatMap(\.stronger.earns)) == Set(scenario.items.map(\.code)))
    }

    @Test(arguments: [
        ("scenario: performance-management", "scenario: nobody", "there is no sound scenario 'nobody'"),
        ("items: [d1, d2, d4]", "items: [d1, x9]", "the scenario has no item 'x9'"),
        ("  - phase: diagnosis", "  - phase: outcomes", "the turns should be the scenario's phases in their order"),
        ("url: https://www.opm.gov", "url: ftp://www.opm.gov", "is no https address"),
        ("schema: 1", "schema: 7", "this program reads schema 1"),
        ("faq:", "faqs:", "faq"),
    ]) func `a mistake is named with its line`(good: String, bad: String, message: String) throws {
        var line = 0
        let library = try load { text in
            let place = text.firstRange(of: good)
            line = place.map { text[..<$0.lowerBound].count { $0 == "\n" } + 1 } ?? 0
            return place.map { text.replacingCharacters(in: $0, with: bad) } ?? text
        }
        #expect(library.walkthroughs.isEmpty)
        let found = library.diagnostics.filter { $0.severity == .error && $0.message.contains(message) }
        #expect(!found.isEmpty, "\(library.diagnostics.map(\.description))")
        #expect(found.allSatisfy { !$0.mend.isEmpty && $0.file.contains("walkthroughs/") })
        // What holds for the whole list is told at the list; the rest at its own line.
        if !message.contains("in their order"), message != "faq" { #expect(found.contains { $0.line == line }, "\(found)") }
    }
}
