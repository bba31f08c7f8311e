/// How verdicts and mistakes become points. Read from content; nothing of it stands in code.
package struct Rubric: Sendable, Equatable {
    package var version: String
    /// Why the weights differ.
    package var rationale: String
    /// What a verdict earns, as a fraction; negative for a contradiction.
    package var credit: [Verdict: Double]
    package var dimensions: [Dimension]

    package init(version: String, rationale: String, credit: [Verdict: Double], dimensions: [Dimension]) {
        self.version = version
        self.rationale = rationale
        self.credit = credit
        self.dimensions = dimensions
    }

    /// Points in all: the sum over dimensions, 100 in the flagship.
    package var points: Double { dimensions.reduce(0) { $0 + $1.points } }

    /// One dimension of the rubric.
    package struct Dimension: Sendable, Equatable {
        package var id: String
        package var title: String
        package var points: Double
        package var asks: String
        /// Level name (`strong`, `adequate`, `weak`) to what it looks like.
        package var criteria: [String: String]
        /// Phase id to its share of the points earned by items; shares and behaviours add up to 1.
        package var shares: [String: Double]
        /// Mistake id to the fraction of the dimension's points that it costs.
        package var mistakes: [String: Double]
        package var cap: Cap?
        /// Behaviour to its share of the points.
        package var behaviours: [Behaviour: Double]
        /// Fraction of the points that even an empty interview keeps, and that a flawless one reaches.
        package var range: ClosedRange<Double>

        package init(
            id: String, title: String, points: Double, asks: String, criteria: [String: String],
            shares: [String: Double], mistakes: [String: Double], cap: Cap?, behaviours: [Behaviour: Double],
            range: ClosedRange<Double>
        ) {
            self.id = id
            self.title = title
            self.points = points
            self.asks = asks
            self.criteria = criteria
            self.shares = shares
            self.mistakes = mistakes
            self.cap = cap
            self.behaviours = behaviours
            self.range = range
        }
    }

    /// A weak phase limits a dimension: at most `floor + (1 - floor) * share earned in the phase`.
    package struct Cap: Sendable, Equatable {
        package var phase: String
        /// Fraction of the dimension's points left when nothing was earned in the phase, 0...1.
        package var floor: Double

        package init(phase: String, floor: Double) {
            self.phase = phase
            self.floor = floor
        }
    }

    /// What communication is scored from: observable behaviour, never accent, fillers or confidence.
    package enum Behaviour: String, Sendable, CaseIterable, Codable {
        case answersQuestion = "answers-question"
        case structure
        case substanceAfterProbe = "substance-after-probe"
        case statesAssumptions = "states-assumptions"
        case revises
        case concise
        case content
    }
}
