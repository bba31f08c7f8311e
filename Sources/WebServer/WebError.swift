import Foundation
import HTTPTypes
import InterviewCore
import InterviewService
import Store

/// Why a request was refused: what a caller is told, with the status of its kind.
enum WebError: Error, Sendable {
    case notUnderstood(String)
    case signInNeeded
    case otherOrigin
    case notFound(String)
    case wrongMethod(allowed: [HTTPRequest.Method])
    /// The session has moved on; the state is sent along.
    case movedOn(SessionState)
    /// `isUnread`: its declared length was enough to refuse it.
    case tooLarge(limit: Int, isUnread: Bool)
    case notJSON
    case wrongHost(String)
    case interview(InterviewError)

    var status: HTTPResponse.Status {
        switch self {
        case .notUnderstood: .badRequest
        case .signInNeeded: .unauthorized
        case .otherOrigin: .forbidden
        case .notFound: .notFound
        case .wrongMethod: .methodNotAllowed
        case .movedOn: .conflict
        case .tooLarge: .contentTooLarge
        case .notJSON: .unsupportedMediaType
        case .wrongHost: .misdirectedRequest
        case .interview(let error): Self.status(of: error)
        }
    }

    private static func status(of error: InterviewError) -> HTTPResponse.Status {
        switch error {
        case .store(.noSession): .notFound
        case .store(.stale): .conflict
        case .store: .serviceUnavailable
        case .scenario: .notFound
        case .unknownChoice, .invalidLength, .invalidRating, .noSuchTurn, .nothingAsked, .noSuchItem: .unprocessableContent
        case .notRunning, .notEndedByCandidate: .conflict
        }
    }

    /// A short name of the kind, for programs.
    var code: String {
        switch self {
        case .notUnderstood: "not-understood"
        case .signInNeeded: "sign-in-needed"
        case .otherOrigin: "other-origin"
        case .notFound, .interview(.store(.noSession)), .interview(.scenario): "not-found"
        case .wrongMethod: "wrong-method"
        case .movedOn, .interview(.store(.stale)): "moved-on"
        case .tooLarge: "too-large"
        case .notJSON: "not-json"
        case .wrongHost: "wrong-host"
        case .interview(.notRunning): "not-running"
        case .interview(.notEndedByCandidate): "not-ended-by-you"
        case .interview(.store): "store"
        case .interview: "not-possible"
        }
    }

    /// What happened and what to do, for a person at a browser.
    var message: String {
        switch self {
        case .notUnderstood(let detail): detail
        case .signInNeeded:
            "This server asks for its token. It was printed where 'rehearse serve' was started."
        case .otherOrigin:
            "This was asked for by a page of another site, so nothing was done. Open Rehearse itself and try there."
        case .notFound(let detail): detail
        case .wrongMethod(let allowed):
            "That can't be done with this address. It takes: \(allowed.map(\.rawValue).joined(separator: ", "))."
        case .movedOn:
            "The interview has moved on, perhaps in another tab, and nothing was stored. This is how it stands now."
        case .tooLarge(let limit, _):
            "That is larger than \(limit / 1_024) KiB, so it was not read. Shorten it and send it again."
        case .notJSON: "Send this as JSON, with 'Content-Type: application/json'."
        case .wrongHost(""): "The request names no server: its 'Host' is missing. Open the address in a browser."
        case .wrongHost(let host):
            "This server is not called '\(host)'. Open it under its own address;"
                + " behind a proxy, start it with --public-name \(host)."
        case .interview(.store(.noSession(let id))): "There is no interview '\(id)'. The history lists those there are."
        case .interview(.store(.stale)):
            "The interview has moved on, perhaps in another tab or program, and nothing was stored. Load the page again."
        case .interview(.notRunning(_, .paused)): "The interview is paused. Resume it first."
        case .interview(.notRunning(_, .ended)): "The interview has ended. Its report shows what came of it."
        case .interview(.invalidLength(let minutes)):
            "An interview can't be \(minutes.formatted()) minutes long. Choose from 1 to 240, or no clock."
        case .interview(.noSuchTurn(let turn)): "Turn \(turn) is not one of your answers."
        case .interview(.nothingAsked(let turn)): "Nothing was asked in turn \(turn), so there is nothing to answer again."
        case .interview(.notEndedByCandidate): "You didn't end this interview, so there is no ending to take back."
        case .interview(.store(.full)): "The disk is full. What was confirmed is kept; free some space and go on."
        case .interview(.store): "The interviews can't be read or written at the moment. The server's log says more."
        case .interview(.scenario(let id, _)): "The scenario '\(id)' can't be read. 'rehearse content check' says why."
        case .interview(let error): error.description
        }
    }
}
