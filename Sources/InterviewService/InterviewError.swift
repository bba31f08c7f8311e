package import InterviewCore
package import Store

/// Why a use case could not be carried out.
package enum InterviewError: Error, Sendable, Equatable {
    case store(StoreError)
    /// The scenario of a session can't be loaded; `detail` says why.
    case scenario(String, detail: String)
    /// The plan names something the scenario lacks; `known` lists what it has.
    case unknownChoice(kind: String, name: String, known: [String])
    case invalidLength(minutes: Double)
    /// The step needs a running interview.
    case notRunning(session: String, status: Session.Status)
    case notEndedByCandidate(session: String)
    /// Turns count from 0 here and from 1 in what a person reads.
    case noSuchTurn(Int)
    case nothingAsked(turn: Int)
    case noSuchItem(String)
    case invalidRating(Int)
}

extension InterviewError: CustomStringConvertible {
    /// What happened, where, and what to do.
    package var description: String {
        switch self {
        case .store(let error): error.description
        case .scenario(let id, let detail):
            "The scenario '\(id)' can't be loaded: \(detail)"
        case .unknownChoice(let kind, let name, let known):
            "There is no \(kind) '\(name)' in this scenario. Choose one of: \(known.joined(separator: ", "))."
        case .invalidLength(let minutes):
            "An interview can't be \(minutes) minutes long. Give a number from 1 to 240, or --untimed."
        case .notRunning(let session, .paused):
            "The interview '\(session)' is paused. Resume it first: /resume here, or 'rehearse interview --resume \(session)'."
        case .notRunning(let session, .ended):
            "The interview '\(session)' has ended. 'rehearse report \(session)' shows its report."
        case .notRunning(let session, _):
            "The interview '\(session)' has not begun. Start a new one with 'rehearse interview'."
        case .notEndedByCandidate(let session):
            "The interview '\(session)' was not ended by you, so there is no ending to take back."
        case .noSuchTurn(let turn):
            "Turn \(turn + 1) is not one of your answers. 'rehearse rewind SESSION' lists the turns with their numbers."
        case .nothingAsked(let turn):
            "Nothing was asked in turn \(turn + 1). Choose one of your answers, or the question before it."
        case .noSuchItem(let item):
            "There is no item '\(item)' in this scenario. The report lists the items with their ids."
        case .invalidRating(let points):
            "\(points) is no rating. Give a number from 0 to 100."
        }
    }
}
