package import InterviewCore

/// Grades simulated answers by what their authors say they contain. Hears one reply at a time.
package struct OracleAssessor: Sendable {
    /// From so many words an answer counts as a monologue.
    package static let monologueWords = 350

    private let scenario: Scenario
    package private(set) var assessment: Assessment
    private let itemIndex: [String: Int]
    private let facetIndex: [FacetReference: Int]

    package init(scenario: Scenario) {
        self.scenario = scenario
        var facetIndex: [FacetReference: Int] = [:]
        let items = scenario.items.map { item in
            let findings = item.facets.enumerated().map { index, facet in
                let reference = FacetReference(item: item.id, facet: facet.id)
                facetIndex[reference] = index
                return FacetFinding(facet: reference, commit: nil, vague: nil, deny: nil, leaning: 0)
            }
            return ItemAssessment(
                item: item.id, verdict: .absent, confidence: 1, facets: findings,
                evidence: [], isAssessed: true)
        }
        self.facetIndex = facetIndex
        itemIndex = Dictionary(uniqueKeysWithValues: scenario.items.enumerated().map { ($1.id, $0) })
        assessment = Assessment(
            items: items, mistakes: [], behaviours: [],
            versions: .init(
                scenario: scenario.version, rubric: scenario.rubric.version, assessor: "oracle-1", model: ""))
    }

    /// Takes in a reply that is turn `turn` of the transcript and says how it reads.
    ///
    /// - Complexity: O(parts * facets).
    package mutating func hear(_ reply: SimulatedCandidate.Reply, turn: Int) -> AnswerReading {
        let words = reply.text.split(separator: " ").count
        let act = reply.act == .answer && words >= Self.monologueWords ? .monologue : reply.act
        // Parts stand at the end of the text, one space apart.
        var start = reply.text.unicodeScalars.count - reply.parts.reduce(-1) { $0 + $1.length + 1 }
        var claims: [AnswerReading.Claim] = []
        var conflict: AnswerReading.Conflict?
        var touched: Set<Int> = []
        for part in reply.parts {
            let evidence = Evidence(turn: turn, start: start, end: start + part.length, quote: part.text)
            conflict = conflict ?? self.conflict(in: part)
            for facet in part.commits { note(facet, evidence, \.commit, &touched) }
            for facet in part.leans { note(facet, evidence, \.vague, &touched) }
            for facet in part.denies { note(facet, evidence, \.deny, &touched) }
            claims += part.phrases.prefix(3).map {
                AnswerReading.Claim(
                    quote: $0.quote, item: part.item, isVague: $0.isVague,
                    evidence: Evidence(
                        turn: turn, start: start + $0.range.lowerBound, end: start + $0.range.upperBound,
                        quote: $0.quote),
                    form: $0.form)
            }
            start += part.length + 1
        }
        for index in touched {
            let verdict = VerdictPolicy.verdict(of: scenario.items[index], findings: assessment.items[index].facets)
            assessment.items[index].verdict = verdict
        }
        claims.sort { $0.isVague && !$1.isVague }
        return AnswerReading(act: act, wordCount: words, claims: claims, conflict: conflict, fact: reply.fact)
    }

    private mutating func note(
        _ facet: FacetReference, _ evidence: Evidence, _ side: WritableKeyPath<FacetFinding, FacetFinding.Support?>,
        _ touched: inout Set<Int>
    ) {
        guard let item = itemIndex[facet.item], let index = facetIndex[facet] else { return }
        touched.insert(item)
        let earlier = assessment.items[item].facets[index][keyPath: side]?.evidence ?? []
        assessment.items[item].facets[index][keyPath: side] = .init(confidence: 1, evidence: earlier + [evidence])
    }

    /// A facet that the part takes the other side on.
    private func conflict(in part: PreparedBank.Answer) -> AnswerReading.Conflict? {
        guard let quote = part.phrases.first?.quote else { return nil }
        func earlier(_ facets: [FacetReference], _ stance: FacetFinding.Stance) -> AnswerReading.Conflict? {
            for facet in facets {
                guard let finding = assessment.finding(facet), finding.stance == stance,
                    let evidence = finding.evidence.last
                else { continue }
                return AnswerReading.Conflict(item: facet.item, earlier: evidence, quote: quote)
            }
            return nil
        }
        return earlier(part.denies, .committed) ?? earlier(part.commits, .denied)
    }
}
