import Foundation

/// Finds the content directory: never compiled in, so that a program copied elsewhere still runs.
struct LibraryLocation {
    /// The name of the variable that points to the content directory.
    static let variable = "REHEARSE_LIBRARY"

    /// The directory to read, first match: the given path, the environment, beside the program
    /// (`../share/rehearse/Library`, `Library`), any folder above the program or the working directory.
    ///
    /// - Throws: ``SetupError/noLibrary(_:)`` when none is there.
    static func find(
        _ given: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
        program: String = Bundle.main.executablePath ?? CommandLine.arguments[0]
    ) throws(SetupError) -> URL {
        if let path = given ?? environment[variable], !path.isEmpty {
            let url = URL(filePath: path)
            guard isLibrary(url) else { throw .noLibrary(["\(path)"]) }
            return url
        }
        let folder = URL(filePath: program).resolvingSymlinksInPath().deletingLastPathComponent()
        var candidates = [
            folder.appending(path: "../share/rehearse/Library").standardizedFileURL,
            URL(filePath: FileManager.default.currentDirectoryPath).appending(path: "Library"),
        ]
        var above = folder
        for _ in 0..<6 {
            candidates.append(above.appending(path: "Library"))
            above = above.deletingLastPathComponent()
        }
        for candidate in candidates where isLibrary(candidate) { return candidate }
        throw .noLibrary(candidates.map(\.path))
    }

    private static func isLibrary(_ url: URL) -> Bool {
        let manager = FileManager.default
        return manager.fileExists(atPath: url.appending(path: "scenarios").path)
            || manager.fileExists(atPath: url.appending(path: "scenario.yaml").path)
    }
}
