package import Foundation
package import SentenceEncoder

/// What was learned about one scenario's own criteria.
///
/// A small network on the same passage features: one hidden layer, then four logits for each criterion it was trained
/// on. It needs labelled answers, so only scenarios with a corpus have one; on other criteria ``ExemplarHead`` speaks.
/// Trained by `Training/distil.py`.
package struct ScenarioHead: Sendable {
    private let hidden: DenseLayer
    /// Four outputs for each criterion, in the order of ``criteria``.
    private let out: DenseLayer
    /// Whether a passage is beside the point, where that was learned.
    private let aside: DenseLayer?
    /// Ids of the criteria it knows, sorted.
    package let criteria: [String]
    /// Version of the trained weights: the first digits of the file's SHA-256.
    package let fingerprint: String

    /// Reads a head: tensors `hidden.weight`, `hidden.bias`, and `out.ID.weight`, `out.ID.bias` for each criterion;
    /// `aside.weight` and `aside.bias` where the scenario has them.
    ///
    /// - Throws: ``AssessmentError`` naming the file and what is wrong.
    package init(at url: URL, dimension: Int) throws(AssessmentError) {
        self = try TensorFile.head(at: url) { file throws(EncoderError) in try ScenarioHead(file, dimension: dimension) }
    }

    private init(_ file: TensorFile, dimension: Int) throws(EncoderError) {
        hidden = try DenseLayer("hidden", in: file, inputs: 2 * dimension)
        criteria = file.names.compactMap { name in
            name.hasPrefix("out.") && name.hasSuffix(".weight") ? String(name.dropFirst(4).dropLast(7)) : nil
        }
        var weights: [Float] = []
        var biases: [Float] = []
        for id in criteria {
            weights += try file.floats("out.\(id).weight", shape: [StanceClass.count, hidden.outputs])
            biases += try file.floats("out.\(id).bias", shape: [StanceClass.count])
        }
        out = DenseLayer(
            inputs: hidden.outputs, outputs: criteria.count * StanceClass.count, weights: weights, bias: biases)
        aside =
            file.names.contains("aside.weight")
            ? DenseLayer(
                inputs: hidden.outputs, outputs: 1, weights: try file.floats("aside.weight", shape: [1, hidden.outputs]),
                bias: try file.floats("aside.bias", shape: [1])) : nil
        fingerprint = String(file.digest.prefix(12))
    }

    /// The logit of each passage being beside the point; nil where that was not learned.
    ///
    /// - Parameter passages: as ``probabilities(_:count:)`` reads them.
    func asides(_ passages: [Float], count: Int) -> [Float]? {
        guard let aside else { return nil }
        return aside(hidden.activated(passages, rows: count), rows: count)
    }

    /// Probabilities of the four classes, `[passages, criteria, 4]`, row-major.
    ///
    /// - Parameter passages: `[count, 2 * dimension]`, as ``ExemplarHead/probabilities(_:rows:)`` reads them.
    /// - Complexity: O(count * hidden * (dimension + criteria)).
    package func probabilities(_ passages: [Float], count: Int) -> [Float] {
        guard count > 0, !criteria.isEmpty else { return [] }
        var logits = out(hidden.activated(passages, rows: count), rows: count)
        Matrix.softmax(&logits, rows: count * criteria.count)
        return logits
    }
}

/// A scenario head, the encoder it was trained with, and the places of its criteria among those of a scorer.
package struct PlacedHead: Sendable {
    let encoder: SentenceEncoder
    let head: ScenarioHead
    /// For each of the head's criteria its index among the scorer's, or nil when the scenario dropped it.
    let places: [Int?]

    /// - Parameter ids: the scorer's criteria, in order.
    package init(_ head: ScenarioHead, encoder: SentenceEncoder, ids: [String]) {
        self.head = head
        self.encoder = encoder
        let index = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        places = head.criteria.map { index[$0] }
    }

    /// Adds `share` of the head's probabilities to `probabilities`, `[rows, count, 4]`, for the criteria in `known`.
    func add(
        _ share: Float, only known: Set<Int>, to probabilities: inout [Float], passages: [Float], rows: Int, count: Int
    ) {
        let own = head.probabilities(passages, count: rows)
        let classes = StanceClass.count
        for row in 0..<rows {
            for (index, place) in places.enumerated() {
                guard let place, known.contains(place) else { continue }
                let from = (row * places.count + index) * classes
                let to = (row * count + place) * classes
                for kind in 0..<classes { probabilities[to + kind] += share * own[from + kind] }
            }
        }
    }
}

/// What one adapter brings: the encoder it is merged into, and the heads that were trained along with it.
package struct ScenarioReader: Sendable {
    package var encoder: SentenceEncoder
    /// By scenario id.
    package var heads: [String: ScenarioHead]

    package init(encoder: SentenceEncoder, heads: [String: ScenarioHead]) {
        self.encoder = encoder
        self.heads = heads
    }
}
