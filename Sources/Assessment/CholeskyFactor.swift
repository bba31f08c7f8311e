/// The lower triangular factor of a symmetric positive definite matrix, to solve equations with it.
struct CholeskyFactor: Sendable {
    private var lower: [Double]
    private let size: Int

    /// - Parameter matrix: `[size, size]`, of which the lower triangle is read; positive definite.
    /// - Complexity: O(size³).
    init(_ matrix: [Double], size: Int) {
        lower = matrix
        self.size = size
        for i in 0..<size {
            for j in 0...i {
                var value = lower[i * size + j]
                for k in 0..<j { value -= lower[i * size + k] * lower[j * size + k] }
                lower[i * size + j] = i == j ? max(value, .leastNormalMagnitude).squareRoot() : value / lower[j * size + j]
            }
        }
    }

    /// The x of `matrix · x = right`. - Complexity: O(size²).
    func solve(_ right: [Double]) -> [Double] {
        var x = right
        for i in 0..<size {
            for k in 0..<i { x[i] -= lower[i * size + k] * x[k] }
            x[i] /= lower[i * size + i]
        }
        for i in (0..<size).reversed() {
            for k in i + 1..<size { x[i] -= lower[k * size + i] * x[k] }
            x[i] /= lower[i * size + i]
        }
        return x
    }
}
