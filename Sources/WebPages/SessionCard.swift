package import InterviewCore
import ReportForms

/// One interview in a list: when, how far, and what came of it.
package struct SessionCard: Sendable, Equatable {
    /// What a finished interview came to.
    package struct Score: Sendable, Equatable {
        package var points: Double
        package var low: Double
        package var high: Double
        package var outOf: Double
        /// Dimension id to share of its points, 0...1.
        package var dimensions: [String: Double]
        /// Item code to its verdict; an item that was not assessed is left out.
        package var verdicts: [String: Verdict]

        package init(
            points: Double, low: Double, high: Double, outOf: Double, dimensions: [String: Double],
            verdicts: [String: Verdict]
        ) {
            self.points = points
            self.low = low
            self.high = high
            self.outOf = outOf
            self.dimensions = dimensions
            self.verdicts = verdicts
        }
    }

    package var id: String
    package var scenario: String
    package var title: String
    /// Title of the only phase practised; nil for a whole interview.
    package var focus: String?
    package var focusID: String?
    package var startedAt: Instant?
    package var status: Session.Status
    package var answers: Int
    package var minutes: Double?
    package var elapsedMinutes: Double
    /// Nil while it isn't finished or not read yet.
    package var score: Score?
    /// The candidate's own guess of the total, if given.
    package var selfRating: Int?
    /// Whether its first turns are those of another interview.
    package var isRetake: Bool

    package init(
        id: String, scenario: String, title: String, focus: String?, focusID: String? = nil, startedAt: Instant?, status: Session.Status,
        answers: Int, minutes: Double?, elapsedMinutes: Double, score: Score?, selfRating: Int? = nil,
        isRetake: Bool = false
    ) {
        self.id = id
        self.scenario = scenario
        self.title = title
        self.focus = focus
        self.focusID = focusID
        self.startedAt = startedAt
        self.status = status
        self.answers = answers
        self.minutes = minutes
        self.elapsedMinutes = elapsedMinutes
        self.score = score
        self.selfRating = selfRating
        self.isRetake = isRetake
    }

    package var isEnded: Bool {
        if case .ended = status { true } else { false }
    }

    /// The interview in a few words.
    package var name: String { (focus.map { "\(title): \($0)" } ?? title) + (isRetake ? " (taken again)" : "") }

    var stateWords: String {
        switch status {
        case .notStarted, .running: "open"
        case .paused: "paused"
        case .ended(.completed): "finished"
        case .ended(.timeUp): "ended by the clock"
        case .ended(.byCandidate): "ended by you"
        }
    }

    var lengthWords: String {
        let length = minutes.map { " of \(ReportWords.points($0)) min" } ?? " min, untimed"
        return ReportWords.clock(minutes: elapsedMinutes) + length
    }

    func scoreMarkup() -> Markup {
        guard let score else { return HTML.span("quiet", isEnded && answers > 0 ? "being read" : "–") }
        return .element(
            "span", ["class": "score"], .element("strong", [:], Markup("\(Int(score.points.rounded()))")),
            HTML.span("quiet", " (\(Int(score.low.rounded()))–\(Int(score.high.rounded())))"))
    }
}
