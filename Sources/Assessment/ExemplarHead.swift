import InterviewCore
package import SentenceEncoder

/// Scores passages against criteria that nothing was trained on, by their exemplars alone.
///
/// Linear discriminant analysis (Fisher 1936) on the adapted encoder's states: for each kind of exemplar the direction
/// in which it differs from the exemplars of all other criteria, measured in the spread that exemplars of one kind have
/// among themselves, and one in which `met` differs from `near`. How far a passage lies along these four, in standard
/// deviations of the other criteria's exemplars, gives the logits of the four classes by constants that were fitted on
/// items kept from the adapter (`Training/unseen.py`).
package struct ExemplarHead: Sendable {
    private let layer: DenseLayer
    private let count: Int

    /// Rows none, commit, vague, deny; columns met, vague, opposite, met against near.
    private static let weights: [[Double]] = [
        [0, 0, 0, 0], [1.446, 0.282, 0.43, 0.115], [0.645, 0.945, 0.345, -0.321], [0.615, 0.202, 1.352, 0.065],
    ]
    private static let offsets: [Double] = [0, -7.012 + lift, -7.159 + lift, -8.487 + lift]
    /// Towards saying something, so that verdicts on the items it was fitted on are neither strict nor lenient.
    private static let lift = 1.0
    /// Share of the mean variance that is added to every direction's: there are fewer exemplars of a kind than dimensions.
    private static let shrinkage = 3.0

    /// Exemplars of other criteria below which a criterion is compared with all, its own among them.
    private static let fewestOthers = 10

    /// Fits the head to the exemplars of `criteria`.
    ///
    /// - Parameter encoder: the encoder with the stance adapter merged in.
    /// - Complexity: O(dimension³ + exemplars * (words + dimension² + criteria * dimension)): seconds for a whole scenario,
    ///   most of them to read the exemplars, unless `cache` has their vectors.
    package init(_ criteria: [Criterion], encoder: SentenceEncoder, cache: VectorCache) {
        let dimension = encoder.info.dimension
        let kinds = criteria.map { criterion in
            let exemplars = criterion.exemplars
            return [
                exemplars.met.isEmpty ? [criterion.text] : exemplars.met, exemplars.vague, exemplars.opposite, exemplars.near,
            ]
        }
        let vectors = cache.vectors(of: kinds.flatMap { $0.flatMap { $0 } }, by: encoder, reading: .passage)
        self.init(sizes: kinds.map { $0.map(\.count) }, vectors: vectors.map(Double.init), dimension: dimension)
    }

    /// Fits the head to vectors.
    ///
    /// - Parameters:
    ///   - sizes: for each criterion how many exemplars are met, vague, opposite and near.
    ///   - vectors: `[exemplars, dimension]`, in that order.
    /// - Complexity: O(dimension³ + exemplars * (dimension² + criteria * dimension)).
    init(sizes: [[Int]], vectors: [Double], dimension: Int) {
        count = sizes.count
        var next = 0
        let groups = sizes.map { kinds in
            kinds.map { size -> Range<Int> in
                defer { next += size }
                return next..<next + size
            }
        }
        let rows = (0..<next).map { Array(vectors[$0 * dimension..<($0 + 1) * dimension]) }
        let means = groups.map { kinds in kinds.map { Self.mean(rows[$0], dimension) } }
        let spread = Self.spread(rows, groups: groups, means: means, dimension: dimension)
        var layerWeights: [Float] = []
        var bias: [Float] = []
        for (kinds, mean) in zip(groups, means) {
            let own = kinds[0].lowerBound..<kinds[3].upperBound
            let apart = rows[..<own.lowerBound] + rows[own.upperBound...]
            let others = apart.count < Self.fewestOthers ? rows[...] : apart
            let rest = Self.mean(others, dimension)
            var directions: [(weights: [Double], offset: Double)] = []
            let pairs: [([Double]?, [Double]?)] = [(mean[0], rest), (mean[1], rest), (mean[2], rest), (mean[0], mean[3])]
            for (one, other) in pairs {
                guard let one, let other else {
                    directions.append(([Double](repeating: 0, count: dimension), 0))
                    continue
                }
                let direction = spread.solve(zip(one, other).map(-))
                directions.append(Self.standardised(direction, among: others))
            }
            for (row, offset) in zip(Self.weights, Self.offsets) {
                var combined = [Double](repeating: 0, count: dimension)
                var shift = offset
                for (share, direction) in zip(row, directions) {
                    for index in combined.indices { combined[index] += share * direction.weights[index] }
                    shift -= share * direction.offset
                }
                layerWeights += combined.map(Float.init) + [Float](repeating: 0, count: dimension)
                bias.append(Float(shift))
            }
        }
        layer = DenseLayer(
            inputs: 2 * dimension, outputs: count * StanceClass.count, weights: layerWeights, bias: bias)
    }

    /// Probabilities of the four classes, `[passages, criteria, 4]`, row-major.
    ///
    /// - Parameter passages: `[rows, 2 * dimension]`: the mean of the passage's token states, then of the whole input's.
    /// - Complexity: O(rows * dimension * criteria).
    package func probabilities(_ passages: [Float], rows: Int) -> [Float] {
        guard rows > 0, count > 0 else { return [] }
        var logits = layer(passages, rows: rows)
        Matrix.softmax(&logits, rows: rows * count)
        return logits
    }

    /// The direction in units of its standard deviation over `rows`, and where their middle lies on it.
    private static func standardised(
        _ direction: [Double], among rows: ArraySlice<[Double]>
    ) -> (weights: [Double], offset: Double) {
        let places = rows.map { row in zip(row, direction).reduce(0) { $0 + $1.0 * $1.1 } }
        let middle = places.reduce(0, +) / Double(max(1, places.count))
        let variance = places.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(max(1, places.count))
        guard variance > 1e-12 else { return (direction.map { _ in 0 }, 0) }
        let deviation = variance.squareRoot()
        return (direction.map { $0 / deviation }, middle / deviation)
    }

    private static func sum(_ rows: ArraySlice<[Double]>, _ dimension: Int) -> [Double] {
        rows.reduce(into: [Double](repeating: 0, count: dimension)) { sum, row in
            for index in sum.indices { sum[index] += row[index] }
        }
    }

    /// Nil where there is nothing.
    private static func mean(_ rows: ArraySlice<[Double]>, _ dimension: Int) -> [Double]? {
        rows.isEmpty ? nil : sum(rows, dimension).map { $0 / Double(rows.count) }
    }

    /// How exemplars of one kind vary around their mean, shrunk towards the same variance everywhere.
    private static func spread(
        _ rows: [[Double]], groups: [[Range<Int>]], means: [[[Double]?]], dimension: Int
    ) -> CholeskyFactor {
        var matrix = [Double](repeating: 0, count: dimension * dimension)
        for (kinds, centres) in zip(groups, means) {
            for (range, centre) in zip(kinds, centres) {
                guard let centre else { continue }
                for row in rows[range] {
                    let off = zip(row, centre).map(-)
                    for i in 0..<dimension where off[i] != 0 {
                        for j in 0...i { matrix[i * dimension + j] += off[i] * off[j] }
                    }
                }
            }
        }
        let scale = 1 / Double(max(1, rows.count))
        for index in matrix.indices { matrix[index] *= scale }
        let trace = (0..<dimension).reduce(0) { $0 + matrix[$1 * dimension + $1] }
        // One exemplar of each kind varies around nothing.
        let added = max(1e-3, shrinkage * trace / Double(dimension))
        for i in 0..<dimension { matrix[i * dimension + i] += added }
        return CholeskyFactor(matrix, size: dimension)
    }
}
