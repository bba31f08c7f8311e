package import Foundation
package import InterviewCore

/// What a content directory holds, with every problem found in it.
package struct ContentLibrary: Sendable {
    /// Scenarios without errors, by id order.
    package var scenarios: [Scenario]
    /// Ids of scenario folders that have errors.
    package var broken: [String]
    package var diagnostics: [Diagnostic]
    /// Walkthroughs without errors.
    package var walkthroughs: [Walkthrough] = []
    /// Where each facet stands, by scenario id.
    package var facetPlaces: [String: [FacetReference: Place]] = [:]

    /// A line of a content file.
    package struct Place: Sendable, Equatable {
        package var file: String
        package var line: Int?
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// The scenario with this id, or the only one when `id` is nil.
    ///
    /// - Throws: ``ContentError`` when it isn't there or has errors.
    package func scenario(_ id: String?) throws(ContentError) -> Scenario {
        let wanted = id ?? scenarios.first?.id ?? broken.first ?? ""
        if let found = scenarios.first(where: { $0.id == wanted }) { return found }
        if broken.contains(wanted) {
            let first = diagnostics.first { $0.severity == .error && "/\($0.file)".contains("/\(wanted)/") }
            throw .brokenScenario(wanted, first: first.map(\.description) ?? "unknown.")
        }
        throw .unknownScenario(wanted, known: scenarios.map(\.id))
    }
}

/// Reads a content directory. A broken file is reported and never hides the others.
package struct LibraryLoader {
    private var diagnostics: [Diagnostic] = []
    private var facetPlaces: [String: [FacetReference: ContentLibrary.Place]] = [:]
    /// What the reader knows of the scenario's files, by path in its folder.
    private var lines: [String: SourceLines] = [:]

    /// Reads every scenario under `directory/scenarios`, or `directory` itself when it is a scenario's folder.
    ///
    /// - Throws: ``ContentError`` when there is nothing to read. - Complexity: O(size of the files).
    package static func load(_ directory: URL) throws(ContentError) -> ContentLibrary {
        var loader = LibraryLoader()
        let folders = try loader.scenarioFolders(in: directory)
        var scenarios: [Scenario] = []
        var broken: [String] = []
        for folder in folders {
            let errorsBefore = loader.errorCount
            let scenario = loader.scenario(in: folder)
            if let scenario, loader.errorCount == errorsBefore {
                scenarios.append(scenario)
            } else {
                broken.append(folder.lastPathComponent)
            }
        }
        let walkthroughs = loader.walkthroughs(in: directory.appending(path: "walkthroughs"), scenarios: scenarios)
        return ContentLibrary(
            scenarios: scenarios, broken: broken, diagnostics: loader.diagnostics, walkthroughs: walkthroughs,
            facetPlaces: loader.facetPlaces)
    }

    private var errorCount: Int { diagnostics.count { $0.severity == .error } }

    private func scenarioFolders(in directory: URL) throws(ContentError) -> [URL] {
        let manager = FileManager.default
        if manager.fileExists(atPath: directory.appending(path: "scenario.yaml").path) { return [directory] }
        let scenarios = directory.appending(path: "scenarios")
        let root = manager.fileExists(atPath: scenarios.path) ? scenarios : directory
        let entries: [URL]
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw .notADirectory(directory.path)
        }
        do {
            entries = try manager.contentsOfDirectory(at: root, includingPropertiesForKeys: [.isDirectoryKey])
        } catch {
            throw .notADirectory(directory.path)
        }
        // In 'scenarios' every folder is meant as one; elsewhere only what looks like one.
        let folders = entries.filter { entry in
            var isFolder: ObjCBool = false
            let isThere = manager.fileExists(atPath: entry.path, isDirectory: &isFolder)
            if root == scenarios { return isThere && isFolder.boolValue && !entry.lastPathComponent.hasPrefix(".") }
            return manager.fileExists(atPath: entry.appending(path: "scenario.yaml").path)
        }
        guard !folders.isEmpty else { throw .noScenarios(directory.path) }
        return folders.sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private mutating func read<Value>(_ name: String, in folder: URL, _ body: (Section) -> Value) -> Value? {
        let url = folder.appending(path: name)
        let reader = DocumentReader(file: url.relativeToWorkingDirectory)
        defer {
            diagnostics += reader.diagnostics
            lines[name] = reader.lines
        }
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            reader.error(line: nil, "the file can't be read", mend: "Create it, or check its permissions")
            return nil
        }
        guard let text = String(data: data, encoding: .utf8) else {
            reader.error(line: nil, "the file is not UTF-8 text", mend: "Save it as UTF-8")
            return nil
        }
        return reader.root(text).map(body)
    }

    private mutating func scenario(in folder: URL) -> Scenario? {
        lines = [:]
        var scenario = read("scenario.yaml", in: folder, ScenarioReader.scenario)
        if let id = scenario?.id, !id.isEmpty, id != folder.standardizedFileURL.lastPathComponent {
            note(
                .error, folder.appending(path: "scenario.yaml"), line: lines["scenario.yaml"]?.line("scenario", id),
                "the scenario's id '\(id)' differs from the folder's name", "Rename one of the two")
        }
        if FileManager.default.fileExists(atPath: folder.appending(path: "probes.yaml").path) {
            let more = read("probes.yaml", in: folder) { root in
                defer { root.finish() }
                return root.sections("probes").map { ScenarioReader.probe($0, needsPhase: true) }
            }
            scenario?.probes += more ?? []
        }
        let itemFiles = yamlFiles(in: folder.appending(path: "items"))
        let items = itemFiles.compactMap { url -> Item? in
            let name = "items/\(url.lastPathComponent)"
            let item = read(name, in: folder, ScenarioReader.item)
            if let item, item.id != url.deletingPathExtension().lastPathComponent {
                note(
                    .error, url, line: lines[name]?.line("item", item.id),
                    "the item's id '\(item.id)' differs from the file's name", "Rename one of the two")
            }
            return item
        }
        let order = Dictionary(
            (scenario?.phases ?? []).enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        scenario?.items = items.sorted { (order[$0.phase] ?? 99, $0.code) < (order[$1.phase] ?? 99, $1.code) }
        if items.isEmpty { note(.error, folder.appending(path: "items"), line: nil, "no item files", "Add items/<id>.yaml") }
        scenario?.mistakes =
            read("mistakes.yaml", in: folder) { root in
                defer { root.finish() }
                return root.sections("mistakes").map(ScenarioReader.mistake)
            } ?? []
        if let rubric = read("rubric.yaml", in: folder, ScenarioReader.rubric) { scenario?.rubric = rubric }
        let facts = read("facts.yaml", in: folder) { root in
            defer { root.finish() }
            return (root.sections("facts").map(ScenarioReader.fact), root.sections("variants").map(ScenarioReader.variant))
        }
        scenario?.facts = facts?.0 ?? []
        scenario?.variants = facts?.1 ?? []
        if let scenario {
            diagnostics += ScenarioLinter.lint(scenario, folder: folder, lines: lines)
            for item in scenario.items {
                let name = "items/\(item.id).yaml"
                for facet in item.facets {
                    facetPlaces[scenario.id, default: [:]][FacetReference(item: item.id, facet: facet.id)] = .init(
                        file: folder.appending(path: name).relativeToWorkingDirectory,
                        line: lines[name]?.line("facet", facet.id))
                }
            }
        }
        return scenario
    }

    private mutating func walkthroughs(in folder: URL, scenarios: [Scenario]) -> [Walkthrough] {
        yamlFiles(in: folder).compactMap { url -> Walkthrough? in
            let errorsBefore = errorCount
            let found = read(url.lastPathComponent, in: folder) {
                WalkthroughReader.walkthrough($0, scenarios: scenarios)
            }
            return errorCount == errorsBefore ? found : nil
        }
    }

    private func yamlFiles(in folder: URL) -> [URL] {
        do {
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "yaml" }
                .sorted { $0.lastPathComponent < $1.lastPathComponent }
        } catch {
            return []
        }
    }

    private mutating func note(
        _ severity: Diagnostic.Severity, _ url: URL, line: Int?, _ message: String, _ mend: String
    ) {
        diagnostics.append(
            Diagnostic(
                severity: severity, file: url.relativeToWorkingDirectory, line: line, message: message, mend: mend))
    }
}

extension URL {
    /// The path as a person in the working directory would write it.
    var relativeToWorkingDirectory: String {
        let base = FileManager.default.currentDirectoryPath + "/"
        let full = standardizedFileURL.path
        return full.hasPrefix(base) ? String(full.dropFirst(base.count)) : full
    }
}
