/// The 100 points: per dimension, with the reasons, and in all.
package struct ScoreCard: Sendable, Equatable, Codable {
    /// Points of one dimension and why.
    package struct DimensionScore: Sendable, Equatable, Codable {
        package var dimension: String
        package var points: Double
        package var outOf: Double
        /// Plain sentences: what earned, what cost, what capped.
        package var reasons: [String]
        /// The points without the cap, when a weak phase capped them.
        package var uncapped: Double?

        package init(dimension: String, points: Double, outOf: Double, reasons: [String], uncapped: Double?) {
            self.dimension = dimension
            self.points = points
            self.outOf = outOf
            self.reasons = reasons
            self.uncapped = uncapped
        }
    }

    package var dimensions: [DimensionScore]
    package var total: Double
    /// Where the total lies with about 80 % probability, given how sure the verdicts are.
    package var range: ClosedRange<Double>
    /// The total if every verdict were certain as it stands.
    package var ifCertain: Double
    /// Items that nothing asked for; they count neither for nor against.
    package var notAssessed: [String]
    package var rubricVersion: String

    package init(
        dimensions: [DimensionScore], total: Double, range: ClosedRange<Double>, ifCertain: Double,
        notAssessed: [String], rubricVersion: String
    ) {
        self.dimensions = dimensions
        self.total = total
        self.range = range
        self.ifCertain = ifCertain
        self.notAssessed = notAssessed
        self.rubricVersion = rubricVersion
    }

    /// Points of a dimension, if it exists. - Complexity: O(dimensions).
    package func points(_ dimension: String) -> Double? { dimensions.first { $0.dimension == dimension }?.points }
}
