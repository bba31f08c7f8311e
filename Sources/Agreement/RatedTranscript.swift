package import InterviewCore

/// What careful raters agreed on about one transcript.
package struct Rating: Sendable, Equatable, Codable {
    /// One item as rated.
    package struct Item: Sendable, Equatable, Codable {
        package var verdict: Verdict
        /// Passages that prove the verdict.
        package var quotes: [String]?

        package init(verdict: Verdict, quotes: [String]?) {
            self.verdict = verdict
            self.quotes = quotes
        }
    }

    /// One mistake as rated.
    package struct Mistake: Sendable, Equatable, Codable {
        package var present: Bool

        package init(present: Bool) { self.present = present }
    }

    package var id: String
    package var items: [String: Item]
    package var mistakes: [String: Mistake]
    /// Dimension id to points.
    package var scores: [String: Double]

    package init(id: String, items: [String: Item], mistakes: [String: Mistake], scores: [String: Double]) {
        self.id = id
        self.items = items
        self.mistakes = mistakes
        self.scores = scores
    }
}

/// One transcript with its rating and what an assessor made of it.
package struct RatedTranscript: Sendable {
    package var transcript: Transcript
    package var rating: Rating
    package var assessment: Assessment
    package var score: ScoreCard

    package init(transcript: Transcript, rating: Rating, assessment: Assessment, score: ScoreCard) {
        self.transcript = transcript
        self.rating = rating
        self.assessment = assessment
        self.score = score
    }

    /// The rated total: the sum over the rubric's dimensions.
    package var ratedTotal: Double {
        score.dimensions.reduce(0) { $0 + (rating.scores[$1.dimension] ?? 0) }
    }
}
