import Content
import Foundation
import InterviewCore
import Testing

@Suite struct BrokenFileTests {
    private static let required = ["scenario.yaml", "facts.yaml", "mistakes.yaml", "rubric.yaml"]

    private func error(_ library: ContentLibrary, in file: String) throws -> Diagnostic {
        #expect(library.scenarios.isEmpty)
        #expect(library.broken == [FlagshipCopy.id])
        return try #require(library.diagnostics.first { $0.severity == .error && $0.file.hasSuffix(file) })
    }

    @Test(arguments: required) func `a file that is missing is asked for`(file: String) throws {
        let copy = try FlagshipCopy()
        try FileManager.default.removeItem(at: copy.folder.appending(path: file))
        let found = try error(try copy.load(), in: file)
        #expect(found.message == "the file can't be read")
        #expect(found.mend.contains("Create it"))
        #expect(found.line == nil)
    }

    @Test func `free probes may be left out`() throws {
        let copy = try FlagshipCopy()
        try FileManager.default.removeItem(at: copy.folder.appending(path: "probes.yaml"))
        #expect(try copy.load().broken == [])
    }

    @Test func `a scenario without items is told so`() throws {
        let copy = try FlagshipCopy()
        try FileManager.default.removeItem(at: copy.folder.appending(path: "items"))
        let found = try error(try copy.load(), in: "items")
        #expect(found.message == "no item files")
        #expect(found.mend.contains("items/<id>.yaml"))
    }

    @Test(arguments: required + ["items/validates-pattern.yaml", "probes.yaml"])
    func `a folder where a file should be is told`(file: String) throws {
        let copy = try FlagshipCopy()
        let url = copy.folder.appending(path: file)
        try FileManager.default.removeItem(at: url)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        #expect(try error(try copy.load(), in: file).message == "the file can't be read")
    }

    @Test(.enabled(if: geteuid() != 0, "the administrator may read everything"))
    func `a file without permission is told`() throws {
        let copy = try FlagshipCopy()
        let path = copy.folder.appending(path: "rubric.yaml").path
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        #expect(try error(try copy.load(), in: "rubric.yaml").mend.contains("permissions"))
    }

    @Test(arguments: [[0xFF, 0xFE], [0xC3, 0x28], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func `a file that is not UTF-8 is told`(bytes: [UInt8]) throws {
        let copy = try FlagshipCopy()
        let file = "items/validates-pattern.yaml"
        try (Data(try copy.text(file).utf8) + Data(bytes)).write(to: copy.folder.appending(path: file))
        let found = try error(try copy.load(), in: file)
        #expect(found.message == "the file is not UTF-8 text")
        #expect(found.mend == "Save it as UTF-8")
    }

    @Test func `line ends of another system are read as well`() throws {
        let copy = try FlagshipCopy()
        for file in FlagshipCopy.files {
            try copy.write(try copy.text(file).replacing("\n", with: "\r\n"), to: file)
        }
        #expect(try copy.load().diagnostics.filter { $0.severity == .error } == [])
    }

    // MARK: Libraries

    @Test(arguments: ["scenario.yaml", "rubric.yaml", "items/validates-pattern.yaml"])
    func `a broken scenario never hides another`(file: String) throws {
        let copy = try FlagshipCopy()
        try FileManager.default.copyItem(at: copy.folder, to: copy.root.appending(path: "scenarios/another"))
        let main = copy.root.appending(path: "scenarios/another/scenario.yaml")
        let renamed = try String(contentsOf: main, encoding: .utf8).replacing("\nid: \(FlagshipCopy.id)\n", with: "\nid: another\n")
        try Data(renamed.utf8).write(to: main)
        #expect(try copy.load().scenarios.map(\.id) == ["another", FlagshipCopy.id])
        try copy.write("{broken", to: file)
        let library = try copy.load()
        #expect(library.scenarios.map(\.id) == ["another"])
        #expect(library.broken == [FlagshipCopy.id])
        #expect(try library.scenario(nil).id == "another")
        #expect(library.diagnostics.filter { $0.severity == .error }.allSatisfy { $0.file.contains("/\(FlagshipCopy.id)/") })
        let refusal = #expect(throws: ContentError.self) { try library.scenario(FlagshipCopy.id) }
        #expect(refusal?.description.contains(file) == true)
    }

    @Test func `a scenario's folder without its main file is told`() throws {
        let copy = try FlagshipCopy()
        let folder = copy.root.appending(path: "scenarios/begun")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try Data("a note".utf8).write(to: copy.root.appending(path: "scenarios/README.md"))
        let library = try copy.load()
        #expect(library.broken == ["begun"])
        #expect(library.scenarios.map(\.id) == [FlagshipCopy.id])
        #expect(library.diagnostics.contains { $0.file.hasSuffix("begun/scenario.yaml") && $0.mend.contains("Create it") })
    }

    @Test func `a scenario's own folder is a library of one`() throws {
        let copy = try FlagshipCopy()
        #expect(try LibraryLoader.load(copy.folder).scenarios.map(\.id) == [FlagshipCopy.id])
        #expect(try LibraryLoader.load(copy.root.appending(path: "scenarios")).scenarios.map(\.id) == [FlagshipCopy.id])
    }

    @Test func `a place without content is refused in words`() throws {
        let copy = try FlagshipCopy()
        let nowhere = copy.root.appending(path: "nowhere")
        #expect(throws: ContentError.notADirectory(nowhere.path)) { try LibraryLoader.load(nowhere) }
        let empty = copy.root.appending(path: "empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: false)
        #expect(throws: ContentError.noScenarios(empty.path)) { try LibraryLoader.load(empty) }
        let file = copy.folder.appending(path: "rubric.yaml")
        #expect(throws: ContentError.notADirectory(file.path)) { try LibraryLoader.load(file) }
        let unknown = #expect(throws: ContentError.self) { try copy.load().scenario("nothing") }
        #expect(unknown == .unknownScenario("nothing", known: [FlagshipCopy.id]))
        #expect(unknown?.description.contains(FlagshipCopy.id) == true)
    }

    // MARK: Fuzz

    /// Deletes, doubles, swaps or garbles a few lines of a text.
    private static func mutated(_ text: String, using random: inout some RandomNumberGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let garble = Array(":-{}[]\"'#&*!|>%@`,?\t\u{0}\u{7}~ é1\\")
        for _ in 0..<Int.random(in: 1...4, using: &random) where !lines.isEmpty {
            let place = Int.random(in: lines.indices, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: lines.remove(at: place)
            case 1: lines.insert(lines[place], at: place)
            case 2: lines.swapAt(place, Int.random(in: lines.indices, using: &random))
            case 3: lines[place] = "  " + lines[place]
            case 4: lines[place] = String(lines[place].prefix(Int.random(in: 0...lines[place].count, using: &random)))
            default:
                var characters = Array(lines[place])
                let at = Int.random(in: 0...characters.count, using: &random)
                characters.insert(garble[Int.random(in: garble.indices, using: &random)], at: at)
                lines[place] = String(characters)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Forty libraries with five files mutated in each.
    @Test(arguments: 0..<40 as Range<UInt64>) func `whatever stands in the files, they load or an error says why not`(seed: UInt64) throws {
        let copy = try FlagshipCopy()
        var random = SeededRandom(seed: seed, label: "content")
        for file in FlagshipCopy.files.shuffled(using: &random).prefix(seed % 4 == 0 ? 1 : 5) {
            try copy.write(Self.mutated(try copy.text(file), using: &random), to: file)
        }
        let library = try copy.load()
        #expect(library.scenarios.count + library.broken.count == 1)
        #expect(library.hasErrors == library.scenarios.isEmpty)
        for diagnostic in library.diagnostics {
            #expect(!diagnostic.message.isEmpty && !diagnostic.mend.isEmpty)
            #expect(diagnostic.line.map { $0 >= 1 } ?? true)
        }
    }

    @Test(arguments: [
        "a: &x [*x]", "? [1, 2]\n: 3", "!!binary abc", "facts: !!set {a, b}", "<<: {a: 1}", "- - - - -", "{", "\"", "&a *a", "%YAML 9.9\n---\na: 1",
        "facts: \(String(repeating: "[", count: 5_000))", "facts:\n  - ~\n  - 1\n  - [a]\nvariants: 2026-01-01",
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nfacts: *c\nvariants: *c",
    ]) func `strange YAML is refused, never fatal`(text: String) throws {
        let copy = try FlagshipCopy()
        let files = ["facts.yaml", "scenario.yaml", "items/validates-pattern.yaml"]
        for file in files { try copy.write(text, to: file) }
        let library = try copy.load()
        #expect(library.broken == [FlagshipCopy.id])
        for file in files { #expect(library.diagnostics.contains { $0.severity == .error && $0.file.hasSuffix("/\(file)") }) }
    }
}
