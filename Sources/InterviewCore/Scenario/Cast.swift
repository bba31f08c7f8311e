/// Who interviews: the manner, never the rubric.
package struct Persona: Sendable, Equatable {
    package var id: String
    package var name: String
    package var manner: String
    /// Short reactions said before a follow-up; no praise, no hint.
    package var acknowledgements: [String]
    /// Reactions that announce a question about the very point just made.
    package var pressing: [String]
    /// Reactions that say back what was heard, with `{echo}` or, at the beginning, `{Echo}` in its place.
    package var echoing: [String]
    package var welcome: [String]
    package var closing: [String]

    package init(
        id: String, name: String, manner: String, acknowledgements: [String], pressing: [String] = [],
        echoing: [String] = [], welcome: [String], closing: [String]
    ) {
        self.id = id
        self.name = name
        self.manner = manner
        self.acknowledgements = acknowledgements
        self.pressing = pressing
        self.echoing = echoing
        self.welcome = welcome
        self.closing = closing
    }
}

/// How many complications an interview brings; the rubric stays the same.
package struct Difficulty: Sendable, Equatable {
    package var id: String
    package var title: String
    /// Most twists in one interview.
    package var twists: Int
    /// Most pushbacks and role-plays in one interview.
    package var pushbacks: Int

    package init(id: String, title: String, twists: Int, pushbacks: Int) {
        self.id = id
        self.title = title
        self.twists = twists
        self.pushbacks = pushbacks
    }
}

/// The engineer of the case, whom the interviewer plays in a role-play.
package struct Engineer: Sendable, Equatable {
    package var name: String
    package var pronoun: String
    package var temperament: String

    package init(name: String, pronoun: String, temperament: String) {
        self.name = name
        self.pronoun = pronoun
        self.temperament = temperament
    }
}

/// Something of the case that the interviewer tells when asked.
package struct Fact: Sendable, Equatable {
    package var id: String
    /// Wordings in which a candidate may ask for it.
    package var asks: [String]
    package var answer: String

    package init(id: String, asks: [String], answer: String) {
        self.id = id
        self.asks = asks
        self.answer = answer
    }
}

/// One hidden root cause, so that repeated interviews differ.
package struct Variant: Sendable, Equatable {
    package var id: String
    /// Hidden from the candidate until the report.
    package var cause: String
    /// Fact id to the answer it has in this variant.
    package var reveals: [String: String]

    package init(id: String, cause: String, reveals: [String: String]) {
        self.id = id
        self.cause = cause
        self.reveals = reveals
    }
}

/// What the interviewer says outside of questions, each in several wordings.
package struct InterviewerLines: Sendable, Equatable {
    /// The occasions a line is needed for.
    package enum Occasion: String, Sendable, CaseIterable {
        case lastQuestion = "last-question"
        case finalAddition = "final-addition"
        case afterDontKnow = "after-dont-know"
        case afterRefusal = "after-refusal"
        case afterSkip = "after-skip"
        case assume
        case bringBack = "bring-back"
        case inCharacter = "in-character"
        case focus
        case silence
        case smallTalk = "small-talk"
        case correctionNoted = "correction-noted"
        /// After an answer that ends with a question the fact sheet has nothing on.
        case leftOpen = "left-open"
        case rolePlayStart = "role-play-start"
        case rolePlayEnd = "role-play-end"
        case timeUp = "time-up"
        /// Before a question that is said again on request.
        case again
        /// Before a question that is put in other words on request.
        case otherWords = "other-words"
        /// After an answer in another language.
        case inEnglish = "in-english"
        /// Hands the word back after a fact of the case was told.
        case goOn = "go-on"
    }

    package var wordings: [Occasion: [String]]

    package init(wordings: [Occasion: [String]]) { self.wordings = wordings }

    /// What is said on occasions that a scenario may leave out.
    package static let defaults: [Occasion: [String]] = [
        .inEnglish: ["I can only follow English here, I'm sorry. Would you say that in English?"]
    ]

    package subscript(occasion: Occasion) -> [String] { wordings[occasion] ?? [] }
}
