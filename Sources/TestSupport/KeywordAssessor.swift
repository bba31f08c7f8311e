import Foundation
package import InterviewCore

/// An assessor for ``StubScenario`` that finds the scenario's own exemplars word for word. For tests only.
package struct KeywordAssessor: Assessor {
    package let version = "keywords 1"

    package init() {}

    package func assess(_ transcript: Transcript, scenario: Scenario) -> Assessment {
        let items = scenario.items.map { item in
            let findings = item.facets.map { facet in
                finding(FacetReference(item: item.id, facet: facet.id), words: facet.exemplars.met, in: transcript)
            }
            let verdict = VerdictPolicy.verdict(of: item, findings: findings)
            return ItemAssessment(
                item: item.id, verdict: verdict, confidence: 0.9, probabilities: [verdict: 1], facets: findings,
                evidence: [], isAssessed: transcript.turns.contains { $0.phase == item.phase })
        }
        let mistakes = scenario.mistakes.map { mistake in
            let found = passages(mistake.exemplars.met, prefix: "", in: transcript)
            return MistakeAssessment(
                mistake: mistake.id, isPresent: !found.isEmpty, confidence: 0.8, evidence: found)
        }
        return Assessment(
            items: items, mistakes: mistakes,
            behaviours: [BehaviourReading(behaviour: .concise, value: 0.5, note: "Answers were of middling length.")],
            versions: .init(
                scenario: scenario.version, rubric: scenario.rubric.version, assessor: version, model: "none"))
    }

    package func read(_ answer: AnswerContext, scenario: Scenario) -> AnswerReading {
        let text = answer.transcript.turns.last?.text ?? ""
        let words = text.split(whereSeparator: \.isWhitespace).count
        return AnswerReading(
            act: words == 0 ? .silence : .answer, wordCount: words, claims: [], conflict: nil, fact: nil)
    }

    private func finding(_ facet: FacetReference, words: [String], in transcript: Transcript) -> FacetFinding {
        let denied = passages(words, prefix: "never ", in: transcript)
        let vague = passages(words, prefix: "maybe ", in: transcript)
        let taken = Set((denied + vague).map { SpanEnd(turn: $0.turn, end: $0.end) })
        let plain = passages(words, prefix: "", in: transcript).filter { !taken.contains(SpanEnd(turn: $0.turn, end: $0.end)) }
        let support = { (evidence: [Evidence]) -> FacetFinding.Support? in
            evidence.isEmpty ? nil : .init(confidence: 0.9, evidence: evidence)
        }
        return FacetFinding(
            facet: facet, commit: support(plain), vague: support(vague), deny: support(denied),
            leaning: plain.isEmpty ? 0 : 0.9)
    }

    private struct SpanEnd: Hashable {
        var turn: Int
        var end: Int
    }

    private func passages(_ words: [String], prefix: String, in transcript: Transcript) -> [Evidence] {
        transcript.turns.enumerated().flatMap { index, turn -> [Evidence] in
            // A stand-in need not read megabytes.
            guard turn.speaker == .candidate, turn.text.utf8.count < 1 << 16 else { return [] }
            return words.compactMap { word in
                guard let range = turn.text.range(of: prefix + word, options: .literal) else { return nil }
                let scalars = turn.text.unicodeScalars
                let start = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
                let end = scalars.distance(from: scalars.startIndex, to: range.upperBound)
                return Evidence(turn: index, range: start..<end, in: turn.text)
            }
        }
    }
}
