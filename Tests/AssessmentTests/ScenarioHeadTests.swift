import Foundation
import TestSupport
import Testing

@testable import Assessment

@Suite struct ScenarioHeadTests {
    /// A safetensors file of fp32 tensors.
    private static func file(_ tensors: [(name: String, shape: [Int], values: [Float])], in directory: URL) throws -> URL {
        var header: [String: [String: Any]] = [:]
        var data = Data()
        for tensor in tensors {
            let start = data.count
            tensor.values.withUnsafeBytes { data.append(contentsOf: $0) }
            header[tensor.name] = ["dtype": "F32", "shape": tensor.shape, "data_offsets": [start, data.count]]
        }
        let json = try JSONSerialization.data(withJSONObject: header)
        var bytes = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) }
        bytes += json + data
        let url = directory.appending(path: "head.safetensors")
        try bytes.write(to: url)
        return url
    }

    /// Two criteria over passages of two numbers; the hidden layer is the first number, the second, and their sum.
    private static func head(
        in directory: URL, more: [(name: String, shape: [Int], values: [Float])] = []
    ) throws -> ScenarioHead {
        try ScenarioHead(
            at: file(
                more + [
                    ("hidden.weight", [3, 2], [1, 0, 0, 1, 1, 1]), ("hidden.bias", [3], [0, 0, 1]),
                    ("out.b.weight", [4, 3], [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]), ("out.b.bias", [4], [0, 0, 0, 0]),
                    ("out.a.weight", [4, 3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), ("out.a.bias", [4], [0, 1, 0, 0]),
                ], in: directory), dimension: 1)
    }

    private static func gelu(_ x: Double) -> Double { 0.5 * x * (1 + erf(x / 2.0.squareRoot())) }

    @Test func `the head computes what was trained`() throws {
        let directory = try TemporaryDirectory()
        let head = try Self.head(in: directory.url)
        #expect(head.criteria == ["a", "b"])
        let found = head.probabilities([2, -1, 0.5, 0.25], count: 2).map(Double.init)
        for (row, passage) in [[2.0, -1.0], [0.5, 0.25]].enumerated() {
            let logits = [0, Self.gelu(passage[0]), Self.gelu(passage[1]), Self.gelu(passage[0] + passage[1] + 1)]
            let sum = logits.map(exp).reduce(0, +)
            for kind in 0..<4 {
                #expect(abs(found[row * 8 + 4 + kind] - exp(logits[kind]) / sum) < 1e-4)
                #expect(abs(found[row * 8 + kind] - (kind == 1 ? exp(1.0) : 1) / (3 + exp(1.0))) < 1e-4)
            }
        }
    }

    @Test func `what is beside the point is known where it was learned`() throws {
        let directory = try TemporaryDirectory()
        #expect(try Self.head(in: directory.url).asides([2, -1], count: 1) == nil)
        let aside: [(name: String, shape: [Int], values: [Float])] = [
            ("aside.weight", [1, 3], [2, 0, 0]), ("aside.bias", [1], [-1]),
        ]
        let found = try #require(try Self.head(in: directory.url, more: aside).asides([2, -1, 0.5, 0.25], count: 2))
        #expect(found.count == 2)
        for (logit, first) in zip(found, [2, 0.5]) { #expect(abs(Double(logit) - (2 * Self.gelu(first) - 1)) < 1e-4) }
        let wrong = [("aside.weight", [2, 3], [Float](repeating: 0, count: 6)), ("aside.bias", [2], [0, 0])]
        #expect(throws: AssessmentError.self) { try Self.head(in: directory.url, more: wrong) }
    }

    @Test func `a file of something else is named`() throws {
        let directory = try TemporaryDirectory()
        let url = try Self.file([("other", [1], [0])], in: directory.url)
        let error = #expect(throws: AssessmentError.self) { try ScenarioHead(at: url, dimension: 1) }
        #expect(error?.description.contains(url.path) == true)
    }
}
