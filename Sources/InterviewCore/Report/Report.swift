/// What a candidate gets after an interview, ready to be rendered in any form. Made by ``Report/make(session:scenario:assessment:score:)`` or
/// ``Report/make(transcript:scenario:assessment:score:)``.
package struct Report: Sendable, Equatable, Codable {
    package var header: Header
    package var score: Total
    package var dimensions: [DimensionResult]
    package var priorities: [Priority]
    package var items: [ItemResult]
    package var mistakes: [MistakeResult]
    /// What may have been a mistake and wasn't noticed as one; costs by its likelihood.
    package var possibleMistakes: [PossibleMistake]
    package var behaviours: [BehaviourResult]
    package var phases: [PhaseResult]
    /// Titles of what nothing asked for and nothing was said on; counts neither for nor against.
    package var notAssessed: [String]
    package var questions: [AskedQuestion]
    /// What was behind the case this time, hidden until now.
    package var hiddenCause: String?
    package var disclaimers: [String]
    package var versions: Assessment.Versions
    /// What changed since the attempt before; nil when there was none.
    package var comparison: Comparison?

    /// Which interview this is.
    package struct Header: Sendable, Equatable, Codable {
        /// What the report was made from.
        package enum Origin: String, Sendable, Codable {
            /// An interview held with this program.
            case session
            /// A transcript from elsewhere: without a plan, a reason for its end or reasons for its questions.
            case transcript
        }

        package var origin: Origin
        /// Id of the session or the transcript.
        package var session: String
        /// The session it took its first turns from, if any.
        package var retakeOf: SessionPlan.Retake?
        package var title: String
        package var startedAt: Instant?
        package var persona: String
        package var difficulty: String
        package var variant: String
        package var seed: UInt64
        /// Chosen length; nil when untimed.
        package var minutes: Double?
        /// The only phase practised; nil for the whole interview.
        package var focus: String?
        package var elapsedMinutes: Double
        package var answers: Int
        package var words: Int
        /// Answers whose text was replaced afterwards.
        package var revisedAnswers: Int
        /// Nil while the interview is not over.
        package var endReason: EndReason?
    }

    /// The points in all.
    package struct Total: Sendable, Equatable, Codable {
        package var points: Double
        package var low: Double
        package var high: Double
        /// The points if every verdict is right as it stands.
        package var ifCertain: Double
        package var outOf: Double
        /// The candidate's own guess, if given.
        package var selfRating: Int?
    }

    /// One dimension's points and where they come from.
    package struct DimensionResult: Sendable, Equatable, Codable {
        package var id: String
        package var title: String
        package var asks: String
        package var points: Double
        package var outOf: Double
        package var uncapped: Double?
        package var reasons: [String]
    }

    /// One thing to do differently, worth `points` at this interview's scoring.
    package struct Priority: Sendable, Equatable, Codable {
        package var title: String
        package var points: Double
        package var why: String
        package var stronger: String
    }

    /// A passage of the candidate's own words.
    package struct Quote: Sendable, Equatable, Codable {
        package var turn: Int
        package var minute: Double
        package var text: String
        /// Its first Unicode scalar in the turn's text, and one past its last.
        package var start = 0
        package var end = 0
        /// Whether it was taken as the opposite of what the item asks for.
        package var isOpposite = false
    }

    /// One item with its verdict and proof.
    package struct ItemResult: Sendable, Equatable, Codable {
        package var id: String
        package var code: String
        package var title: String
        package var phase: String
        package var criterion: String
        /// Nil when not assessed.
        package var verdict: Verdict?
        package var isUnsure: Bool
        package var confidence: Double
        package var descriptor: String?
        /// At most four passages.
        package var quotes: [Quote]
        /// What was looked for, with the position taken on each.
        package var facets: [FacetResult]
        /// What was missing for the full credit, one plain phrase each.
        package var missing: [String]
        package var why: String
        package var stronger: String
        /// The candidate's comment when they disagree.
        package var dispute: String?
    }

    /// One facet of an item.
    package struct FacetResult: Sendable, Equatable, Codable {
        package var label: String
        package var stance: FacetFinding.Stance
    }

    /// A mistake that was noticed.
    package struct MistakeResult: Sendable, Equatable, Codable {
        package var id: String
        package var code: String
        package var title: String
        package var isNamed: Bool
        /// How likely it is, 0...1; nil when it was set by hand.
        package var probability: Double?
        package var quotes: [Quote]
        package var whyCostly: String
        package var strongerMove: String
    }

    /// A mistake that can't be ruled out.
    package struct PossibleMistake: Sendable, Equatable, Codable {
        package var id: String
        package var code: String
        package var title: String
        /// 0...1.
        package var probability: Double
        /// What it costs in all dimensions, before their caps and the ends of their scales.
        package var points: Double
        /// The words that come nearest to it; none where it would follow from what was missing.
        package var quotes: [Quote]
    }

    /// One behaviour of communication.
    package struct BehaviourResult: Sendable, Equatable, Codable {
        package var behaviour: Rubric.Behaviour
        package var value: Double?
        package var note: String
    }

    /// Time in a phase against its budget.
    package struct PhaseResult: Sendable, Equatable, Codable {
        package var id: String
        package var title: String
        package var spentMinutes: Double
        /// Nil when untimed.
        package var budgetMinutes: Double?
        /// False when the interview ended before it.
        package var wasEntered: Bool
    }

    /// A question as it was asked, with the reason.
    package struct AskedQuestion: Sendable, Equatable, Codable {
        package var number: Int
        /// The interviewer's turn it was asked in, counted from 0 as the quotes' turns are.
        package var turn: Int
        package var minute: Double
        package var phase: String
        package var item: String?
        package var text: String
        package var trigger: String
        package var alternatives: [String]
    }

    /// Whether the interview is over.
    package var isFinished: Bool { header.endReason != nil }
}
