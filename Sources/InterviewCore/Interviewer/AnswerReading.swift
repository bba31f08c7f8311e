/// What the assessor is shown when it reads one answer.
package struct AnswerContext: Sendable, Equatable {
    /// The transcript up to and with the answer, which is its last turn.
    package var transcript: Transcript
    /// The question the answer replies to.
    package var question: String
    package var assessment: Assessment

    package init(transcript: Transcript, question: String, assessment: Assessment) {
        self.transcript = transcript
        self.question = question
        self.assessment = assessment
    }
}

/// What kind of move an answer is, and what in it can be asked about.
package struct AnswerReading: Sendable, Equatable, Codable {
    /// The candidate's move.
    package enum Act: String, Sendable, Codable, CaseIterable {
        case answer
        case clarifyingQuestion = "clarifying-question"
        case dontKnow = "dont-know"
        case refusal
        case repeatRequest = "repeat-request"
        case smallTalk = "small-talk"
        case offTopic = "off-topic"
        case graderTalk = "grader-talk"
        case silence
        case monologue
        case correction
        case otherLanguage = "other-language"
    }

    /// A short run of the candidate's words that a probe can react to.
    package struct Claim: Sendable, Equatable, Codable {
        /// One to eight words, as spoken.
        package var quote: String
        /// The item it bears on, if any.
        package var item: String?
        /// Says something that could be said of anything: no number, name, day or act.
        package var isVague: Bool
        package var evidence: Evidence
        /// What sort of words the quote is; nil when unknown.
        package var form: Probe.QuoteForm?

        /// Whether a question about these very words makes sense: something the candidate would do, or a phrase that
        /// could mean anything. A plain thing, such as "the login page", is only a detail of what they say.
        package var canBePressed: Bool { isVague || form == .act || form == nil }

        package init(
            quote: String, item: String?, isVague: Bool, evidence: Evidence, form: Probe.QuoteForm? = nil
        ) {
            self.quote = quote
            self.item = item
            self.isVague = isVague
            self.evidence = evidence
            self.form = form
        }
    }

    /// Two statements of the candidate's that don't fit together.
    package struct Conflict: Sendable, Equatable, Codable {
        package var item: String
        package var earlier: Evidence
        /// The later statement in one to eight words, as spoken.
        package var quote: String

        package init(item: String, earlier: Evidence, quote: String) {
            self.item = item
            self.earlier = earlier
            self.quote = quote
        }
    }

    package var act: Act
    package var wordCount: Int
    /// Best to ask about first.
    package var claims: [Claim]
    package var conflict: Conflict?
    /// The fact asked for, when the act is a clarifying question the fact sheet can answer, or a full answer ends with one.
    package var fact: String?
    /// A question on the case that an answer ends with and the fact sheet has nothing on.
    package var openQuestion: String?
    /// Whether a request to hear the question again means that its words weren't understood.
    package var wantsOtherWords: Bool

    package init(
        act: Act, wordCount: Int, claims: [Claim], conflict: Conflict?, fact: String?, openQuestion: String? = nil,
        wantsOtherWords: Bool = false
    ) {
        self.act = act
        self.wordCount = wordCount
        self.claims = claims
        self.conflict = conflict
        self.fact = fact
        self.openQuestion = openQuestion
        self.wantsOtherWords = wantsOtherWords
    }
}
