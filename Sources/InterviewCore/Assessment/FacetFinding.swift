/// What the candidate did about one facet, with proof.
package struct FacetFinding: Sendable, Equatable, Codable {
    /// The candidate's position on a facet.
    package enum Stance: String, Sendable, Codable, CaseIterable {
        case committed, vague, denied, absent
    }

    /// One side of the finding: how sure, and where it was said.
    package struct Support: Sendable, Equatable, Codable {
        /// Chance that this is the candidate's position, over the whole interview, 0...1.
        package var confidence: Double
        package var evidence: [Evidence]

        package init(confidence: Double, evidence: [Evidence]) {
            self.confidence = confidence
            self.evidence = evidence
        }

        /// Where the latest passage begins, for "the later position wins".
        package var latest: (turn: Int, start: Int) {
            evidence.map { ($0.turn, $0.start) }.max { $0 < $1 } ?? (-1, -1)
        }
    }

    package var facet: FacetReference
    package var commit: Support?
    package var vague: Support?
    package var deny: Support?
    /// Chance that the candidate committed, whatever the position taken in the end, 0...1.
    package var leaning: Double

    package init(facet: FacetReference, commit: Support?, vague: Support?, deny: Support?, leaning: Double) {
        self.facet = facet
        self.commit = commit
        self.vague = vague
        self.deny = deny
        self.leaning = leaning
    }

    /// The position after the last word on it.
    package var stance: Stance {
        if let deny {
            if let commit, commit.latest > deny.latest { return .committed }
            return .denied
        }
        if commit != nil { return .committed }
        return vague != nil ? .vague : .absent
    }

    /// The proof of the position, empty when absent.
    package var evidence: [Evidence] {
        switch stance {
        case .committed: commit?.evidence ?? []
        case .vague: vague?.evidence ?? []
        case .denied: deny?.evidence ?? []
        case .absent: []
        }
    }
}
