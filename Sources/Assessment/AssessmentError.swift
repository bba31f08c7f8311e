/// Why the embedded assessor can't be set up.
package enum AssessmentError: Error, Equatable, CustomStringConvertible {
    /// A file of the assessor's model is missing or damaged.
    case unusableModel(file: String, problem: String)
    /// The calibration file can't be read.
    case unusableCalibration(file: String, problem: String)

    package var description: String {
        switch self {
        case .unusableModel(let file, let problem):
            "The assessor's model '\(file)' can't be used: \(problem). Restore the file from the repository."
        case .unusableCalibration(let file, let problem):
            "The assessor's calibration '\(file)' can't be used: \(problem). Restore the file from the repository."
        }
    }
}
