/// A follow-up question an author wrote, used when its trigger fits.
package struct Probe: Sendable, Equatable {
    /// What a probe is for.
    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// The item was not touched yet: opens the door without naming what is missing.
        case missing
        /// A vague claim: who, when, how many, what exactly.
        case specify
        /// A claim that could mean two things.
        case clarify
        /// Asks for the ground of a claim.
        case challenge
        /// Two statements that don't fit together.
        case conflict
        /// A strong answer deserves a complication.
        case twist
        /// The interviewer speaks as the engineer.
        case rolePlay = "role-play"
        /// A director or peer objects.
        case pushback
        /// Draws out more after an empty or one-word answer.
        case silence
        /// Asks for the short version as time runs out.
        case time
    }

    /// What sort of words a quote is.
    package enum QuoteForm: String, Sendable, CaseIterable, Codable {
        /// Something done: "check the board".
        case act
        /// Something that is: "clear expectations".
        case thing
        /// A stretch of time: "a few weeks".
        case span
    }

    package var id: String
    package var kind: Kind
    /// The question; `{quote}` stands for a short run of the candidate's own words.
    package var text: String
    /// The phase it suits, for probes that belong to no item.
    package var phase: String?
    /// The only sort of words that may stand for `{quote}`; nil: any.
    package var fits: QuoteForm?

    package init(id: String, kind: Kind, text: String, phase: String? = nil, fits: QuoteForm? = nil) {
        self.id = id
        self.kind = kind
        self.text = text
        self.phase = phase
        self.fits = fits
        needsQuote = text.contains(Self.quoteSlot)
    }

    /// Where the candidate's words go.
    package static let quoteSlot = "{quote}"

    /// Whether the question needs words of the candidate's.
    package let needsQuote: Bool

    /// The question with the candidate's words in place.
    package func filled(with quote: String?) -> String {
        guard let quote else { return text }
        return text.replacing(Self.quoteSlot, with: quote)
    }
}
