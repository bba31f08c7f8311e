import CEncoderKernels

/// Unit vectors of sentences, one after the other.
public struct Embeddings: Sendable, Hashable {
    /// How many vectors.
    public let count: Int
    /// Numbers in each.
    public let dimension: Int
    /// `[count, dimension]`, row-major, each row of unit length (or all zero for an empty token list).
    public let vectors: [Float]

    /// Vectors computed elsewhere; their number follows from the length of `vectors`.
    public init(dimension: Int, vectors: [Float]) {
        precondition(dimension > 0 && vectors.count % dimension == 0, "vectors must be whole rows of \(dimension)")
        self.dimension = dimension
        self.vectors = vectors
        count = vectors.count / dimension
    }

    /// One vector.
    public subscript(index: Int) -> ArraySlice<Float> { vectors[index * dimension..<(index + 1) * dimension] }

    /// Cosines of every vector with every vector of `bank`: `[count, bank.count]`, row-major.
    /// - Complexity: O(count · bank.count · dimension)
    public func dots(_ bank: Embeddings) -> [Float] {
        precondition(dimension == bank.dimension, "vectors of different widths")
        return Matrix.multiply(vectors, rows: count, inner: dimension, weights: bank.vectors, outputs: bank.count)
    }
}
