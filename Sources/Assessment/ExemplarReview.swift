package import InterviewCore
import SentenceEncoder

/// What an author should know about a facet's exemplars before candidates meet them.
package struct ExemplarNote: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// Two sentences under met say nearly the same.
        case tooSimilar
        /// The facet's own exemplars read as another facet.
        case confused
        /// A near miss or an opposite reads as a commitment.
        case readsAsMet
    }

    package var kind: Kind
    package var facet: FacetReference
    package var message: String
    package var mend: String
}

extension EmbeddedAssessor {
    /// Likeness from which two exemplars teach the same.
    private static let sameLikeness: Float = 0.92
    /// Probability from which an exemplar reads as a commitment.
    private static let readsAs = 0.6
    /// Share of a facet's exemplars that read as another one from which the two are said to be confused.
    private static let confusedShare = 0.3

    /// What stands out when the assessor reads a scenario's own exemplars as if candidates had said them.
    ///
    /// - Complexity: O(exemplars * words): seconds for a whole scenario.
    package func review(_ scenario: Scenario) -> [ExemplarNote] {
        let prepared = preparedScenario(scenario)
        let facets = scenario.items.flatMap { item in item.facets.map { (FacetReference(item: item.id, facet: $0.id), $0) } }
        return facets.flatMap { reference, facet in
            similar(facet, reference) + confused(facet, reference, prepared) + misread(facet, reference, prepared)
        }
    }

    /// Likeness from which two questions count as the same one asked twice.
    package static let sameQuestion: Float = 0.9

    /// Pairs of probes and openings that the encoder takes for nearly the same question, by id, and the closest likeness of
    /// all pairs. Wordings of one opening are no pair: only one of them is ever said unless the candidate asks for another.
    ///
    /// - Complexity: O(questions²).
    package func alikeQuestions(in scenario: Scenario) -> (pairs: [(first: String, second: String)], closest: Float) {
        let probes = (scenario.probes + scenario.items.flatMap(\.probes)).map { ($0.id, $0.text) }
        let openings = scenario.phases.flatMap { phase in phase.openings.map { ("opening-\(phase.id)", $0) } }
        let questions = probes + openings
        let encoded = base.encode(questions.map(\.1))
        let flat = questions.indices.flatMap { Array(encoded[$0]) }
        let count = questions.count
        let likenesses = Matrix.multiply(
            flat, rows: count, inner: flat.count / max(1, count), weights: flat, outputs: count)
        var pairs: [(first: String, second: String)] = []
        var closest: Float = 0
        for first in questions.indices {
            for second in questions.indices where second > first && questions[first].0 != questions[second].0 {
                let likeness = likenesses[first * count + second]
                closest = max(closest, likeness)
                if likeness >= Self.sameQuestion { pairs.append((questions[first].0, questions[second].0)) }
            }
        }
        return (pairs, closest)
    }

    private func similar(_ facet: Facet, _ reference: FacetReference) -> [ExemplarNote] {
        let texts = facet.exemplars.met
        let vectors = base.encode(texts)
        var notes: [ExemplarNote] = []
        for first in texts.indices {
            for second in texts.indices where second > first {
                let likeness = zip(vectors[first], vectors[second]).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                guard likeness >= Self.sameLikeness else { continue }
                notes.append(
                    ExemplarNote(
                        kind: .tooSimilar, facet: reference,
                        message: "'\(texts[first])' and '\(texts[second])' say nearly the same",
                        mend: "Replace one by a way of saying it that shares no word with the other"))
            }
        }
        return notes
    }

    /// The commitment that a text makes to each criterion, when nothing was asked before it.
    private func commitments(_ text: String, _ prepared: Prepared) -> [Double] {
        let scored = prepared.scorer.score(text, question: "")
        return (0..<scored.criteria).map { criterion in
            scored.passages.indices.map { scored.probability($0, criterion, .commit) }.max() ?? 0
        }
    }

    private func confused(_ facet: Facet, _ reference: FacetReference, _ prepared: Prepared) -> [ExemplarNote] {
        guard let own = prepared.facets[reference], !facet.exemplars.met.isEmpty else { return [] }
        var counts: [FacetReference: Int] = [:]
        for text in facet.exemplars.met {
            let found = commitments(text, prepared)
            for (other, index) in prepared.facets where other != reference {
                // Saying two things at once is no confusion; missing the own one for another is.
                if found[index] >= Self.readsAs, found[own] < found[index], found[own] < Self.readsAs { counts[other, default: 0] += 1 }
            }
        }
        let least = Double(facet.exemplars.met.count) * Self.confusedShare
        let many = counts.filter { Double($0.value) >= least }
        return many.map { ("\($0.key.item).\($0.key.facet)", $0.value) }.sorted { $0.0 < $1.0 }.map { other, count in
            ExemplarNote(
                kind: .confused, facet: reference,
                message: "\(count) of \(facet.exemplars.met.count) exemplars under met read as '\(other)' instead",
                mend: "Say in both criteria what sets them apart, and give each near misses taken from the other")
        }
    }

    private func misread(_ facet: Facet, _ reference: FacetReference, _ prepared: Prepared) -> [ExemplarNote] {
        guard let own = prepared.facets[reference] else { return [] }
        let sides = [("near", facet.exemplars.near), ("opposite", facet.exemplars.opposite)]
        return sides.flatMap { name, texts in
            texts.filter { commitments($0, prepared)[own] >= Self.readsAs }.map { text in
                ExemplarNote(
                    kind: .readsAsMet, facet: reference,
                    message: "'\(text)' stands under \(name) and reads as a commitment",
                    mend: "If it is one, move it; if not, add two more like it")
            }
        }
    }
}
