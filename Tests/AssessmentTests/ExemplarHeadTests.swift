import Foundation
import Testing

@testable import Assessment

@Suite struct ExemplarHeadTests {
    /// Written by `Training/exemplar_head.py` from random vectors; some criteria lack kinds of exemplars.
    private struct Fixture: Decodable {
        var sizes: [[Int]]
        var dimension: Int
        var vectors: [Double]
        var passages: [Float]
        var probabilities: [Float]

        static func read() throws -> Fixture {
            let file = URL(fileURLWithPath: "Tests/AssessmentTests/Fixtures/exemplar-head.json")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
        }

        /// As a head reads passages: each followed by the whole input's numbers, which must not count.
        func features(whole: Float) -> [Float] {
            stride(from: 0, to: passages.count, by: dimension).flatMap { start in
                Array(passages[start..<start + dimension]) + [Float](repeating: whole, count: dimension)
            }
        }
    }

    @Test(arguments: [0, 3.5] as [Float]) func `says what Training says`(whole: Float) throws {
        let fixture = try Fixture.read()
        let head = ExemplarHead(sizes: fixture.sizes, vectors: fixture.vectors, dimension: fixture.dimension)
        let rows = fixture.passages.count / fixture.dimension
        let found = head.probabilities(fixture.features(whole: whole), rows: rows)
        #expect(found.count == fixture.probabilities.count)
        for (one, other) in zip(found, fixture.probabilities) { #expect(abs(one - other) < 1e-4) }
    }

    @Test func `a passage like the exemplars of a kind is taken for it`() {
        let dimension = 12
        /// Three criteria; met, opposite and near exemplars of each lie on axes of their own.
        func exemplar(_ axis: Int, _ number: Int) -> [Double] {
            (0..<dimension).map { $0 == axis ? 3 : 0.2 * sin(Double(7 * axis + 3 * number + 5 * $0)) }
        }
        let vectors = (0..<3).flatMap { criterion in
            [0, 1, 2].flatMap { kind in (0..<5).flatMap { exemplar(3 * criterion + kind, $0) } }
        }
        let head = ExemplarHead(sizes: Array(repeating: [5, 0, 5, 5], count: 3), vectors: vectors, dimension: dimension)
        for criterion in 0..<3 {
            for (axis, kind) in [(0, StanceClass.commit), (1, .deny), (2, .none)] {
                let passage = exemplar(3 * criterion + axis, 9).map(Float.init) + [Float](repeating: 0, count: dimension)
                let found = head.probabilities(passage, rows: 1)
                for other in 0..<3 {
                    let own = found[other * StanceClass.count..<(other + 1) * StanceClass.count]
                    let likeliest = own.indices.max { own[$0] < own[$1] }.map { $0 - own.startIndex }
                    #expect(likeliest == (other == criterion ? kind : .none).rawValue)
                }
            }
        }
    }

    @Test func `one exemplar alone and nothing at all are no trouble`() {
        let single = ExemplarHead(sizes: [[1, 0, 0, 0]], vectors: [1, 2, 3], dimension: 3)
        let found = single.probabilities([1, 2, 3, 0, 0, 0], rows: 1)
        // A criterion alone is compared with its own near and opposite exemplars.
        let alone = ExemplarHead(
            sizes: [[3, 0, 3, 3]], vectors: [9, 0, 0, 8, 1, 0, 9, 1, 1, 0, 9, 0, 1, 8, 0, 0, 9, 1, 0, 0, 9, 1, 0, 8, 0, 1, 9], dimension: 3)
        let commit = alone.probabilities([9, 0, 0, 0, 0, 0], rows: 1)[StanceClass.commit.rawValue]
        let near = alone.probabilities([0, 0, 9, 0, 0, 0], rows: 1)[StanceClass.commit.rawValue]
        #expect(commit > 10 * near)
        #expect(found.count == 4 && found.allSatisfy(\.isFinite))
        #expect(ExemplarHead(sizes: [], vectors: [], dimension: 3).probabilities([1, 2, 3, 0, 0, 0], rows: 1).isEmpty)
    }

    @Test(arguments: [1, 2, 7, 30]) func `equations are solved`(size: Int) {
        let root = (0..<size * size).map { sin(Double($0 * $0 + 1)) }
        var matrix = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for j in 0..<size {
                for k in 0..<size { matrix[i * size + j] += root[i * size + k] * root[j * size + k] }
                if i == j { matrix[i * size + j] += 0.5 }
            }
        }
        let wanted = (0..<size).map { cos(Double($0)) }
        let right = (0..<size).map { i in (0..<size).reduce(0) { $0 + matrix[i * size + $1] * wanted[$1] } }
        let found = CholeskyFactor(matrix, size: size).solve(right)
        for (one, other) in zip(found, wanted) { #expect(abs(one - other) < 1e-8) }
    }
}
