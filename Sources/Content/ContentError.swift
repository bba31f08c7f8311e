/// Why a content directory can't be used at all. Problems inside files are ``Diagnostic`` values instead.
package enum ContentError: Error, Equatable, CustomStringConvertible {
    /// The directory doesn't exist or is no directory.
    case notADirectory(String)
    /// The directory holds no scenario folder.
    case noScenarios(String)
    /// A scenario with this id isn't in the library; the ids that are follow.
    case unknownScenario(String, known: [String])
    /// The scenario has errors; the first of them follows.
    case brokenScenario(String, first: String)

    package var description: String {
        switch self {
        case .notADirectory(let path):
            "The content directory '\(path)' does not exist or can't be read. Give its path with --library."
        case .noScenarios(let path):
            "The content directory '\(path)' holds no scenario. A scenario is a folder under 'scenarios/' with a scenario.yaml."
        case .unknownScenario(let id, let known):
            "There is no scenario '\(id)' in the library. Known: \(known.joined(separator: ", "))."
        case .brokenScenario(let id, let first):
            "The scenario '\(id)' has errors and can't be used. The first: \(first) Run 'rehearse content check' for all of them."
        }
    }
}
