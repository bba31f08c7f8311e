import Testing

/// Holds the sources to the table in `Docs/ARCHITECTURE.md`.
@Suite struct ArchitectureTests {
    /// Target to the modules it may import. A new target needs a row here, with the same purpose as in the document.
    private static let rows: [String: Set<String>] = [
        "InterviewCore": ["Foundation"],
        "CEncoderKernels": [],
        "SentenceEncoder": ["Foundation", "CEncoderKernels", "Synchronization"],
        "Content": ["Foundation", "InterviewCore", "Yams"],
        "Assessment": ["Dispatch", "Foundation", "InterviewCore", "SentenceEncoder", "Synchronization"],
        "LanguageModels": ["Foundation", "InterviewCore", "AsyncHTTPClient"],
        "Agreement": ["Foundation", "InterviewCore"],
        "Practice": ["Foundation", "InterviewCore"],
        "Simulation": ["Foundation", "InterviewCore"],
        "ReportForms": ["Foundation", "InterviewCore"],
        "Store": ["Foundation", "InterviewCore"],
        "StoreSQLite": ["Foundation", "InterviewCore", "Store", "GRDB", "Glibc"],
        "StorePostgres": ["Foundation", "InterviewCore", "Store", "CPostgres"],
        "InterviewService": ["Foundation", "InterviewCore", "Store", "Practice", "Logging", "Synchronization"],
        "WebPages": ["InterviewCore", "ReportForms"],
        "WebServer": [
            "Foundation", "HTTPTypes", "Hummingbird", "InterviewCore", "InterviewService", "Logging", "NIOCore",
            "NIOFoundationCompat", "NIOHTTP1", "NIOPosix", "ReportForms", "ServiceLifecycle", "Store",
            "UnixSignals", "WebPages",
        ],
        "TestSupport": ["Foundation", "InterviewCore", "Store", "Synchronization"],
    ]

    /// The one target that joins the parts, and so may import anything.
    private static let joiner = "rehearse"
    private static let longest = 600

    @Test func `every target has a row`() throws {
        let unknown = try SourceTree.targets().filter { $0 != Self.joiner && Self.rows[$0] == nil }
        #expect(unknown.isEmpty, "add rows for \(unknown)")
    }

    @Test(arguments: rows.keys.sorted()) func `a target imports only what its row lists`(target: String) throws {
        let allowed = try #require(Self.rows[target])
        for file in try SourceTree.files("Sources/\(target)", endings: ["swift"]) {
            for (index, line) in file.lines.enumerated() {
                guard let module = SourceRule.importedModule(line) else { continue }
                #expect(allowed.contains(module), "\(file.path):\(index + 1) imports \(module)")
            }
        }
    }

    @Test func `the imports are found at all`() throws {
        let found = try SourceTree.files("Sources", endings: ["swift"]).flatMap { $0.lines.compactMap(SourceRule.importedModule) }
        #expect(Set(["Foundation", "InterviewCore", "Yams", "GRDB", "ArgumentParser"]).isSubset(of: found))
    }

    @Test func `no file is too long to be read`() throws {
        for place in ["Sources", "Tests"] {
            for file in try SourceTree.files(place, endings: ["swift", "c", "h"]) {
                let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
                #expect(count <= Self.longest, "\(file.path) has \(count) lines; split it")
            }
        }
    }

    @Test func `what hides a failure or a race says why above it`() throws {
        for file in try SourceTree.files("Sources", endings: ["swift"]) {
            for line in SourceRule.unreasoned(file.lines) {
                Issue.record("\(file.path):\(line) needs a comment above it that says why: \(file.lines[line - 1])")
            }
        }
    }

    @Test(arguments: ["Sources", "Library", "Docs", "README.md", "Package.swift", "run", "test"])
    func `nothing names a folder of somebody's machine`(place: String) throws {
        let endings: Set<String> = ["swift", "c", "h", "md", "yaml", "yml", "txt", "json", "html", "css", "js", "sh", ""]
        for file in try SourceTree.files(place, endings: endings) {
            for (index, line) in file.lines.enumerated() {
                for path in SourceRule.machinePaths where line.contains(path) {
                    Issue.record("\(file.path):\(index + 1) names \(path)")
                }
            }
        }
    }

    // MARK: The rules themselves

    @Test(arguments: [
        ("import Foundation", "Foundation"), ("  import Foundation // why", "Foundation"), ("package import GRDB", "GRDB"),
        ("@testable import Content", "Content"), ("@_exported public import Yams", "Yams"),
        ("import struct Foundation.URL", "Foundation"), ("import func Glibc.getpid", "Glibc"), ("private import A; import B", "A"),
        ("// import Foundation", nil), ("/// import it", nil), ("let important = 1", nil), ("", nil), ("importing", nil),
    ] as [(String, String?)]) func `an import is seen in all its forms`(line: String, module: String?) {
        #expect(SourceRule.importedModule(line) == module)
    }

    @Test(arguments: [
        (["let a = try? b()"], [1]), (["// it may be missing", "let a = try? b()"], []), (["// why", "", "fatalError(\"x\")"], [3]),
        (["/// Why it is safe.", "final class A: @unchecked Sendable {}"], []), (["// never try? here"], []), (["let a = try b()"], []),
        (["let a = try? b()", "let c = try? d()"], [1, 2]),
    ] as [([String], [Int])]) func `a reason stands on the line above`(lines: [String], found: [Int]) {
        #expect(SourceRule.unreasoned(lines) == found)
    }
}
