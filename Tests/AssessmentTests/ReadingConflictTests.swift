import Assessment
import InterviewCore
import Testing

@Suite struct ReadingConflictTests {
    private static let earlier = "I'd give it six weeks with a look every Monday."
    private static let later = "I wouldn't set a deadline for that, people change at their own speed."

    private static func assessment(committedIn commit: Int, deniedIn deny: Int) -> InterviewCore.Assessment {
        let reference = FacetReference(item: "review-window", facet: "duration")
        func support(_ turn: Int) -> FacetFinding.Support {
            let text = turn == 0 ? earlier : later
            return .init(
                confidence: 1, evidence: [Evidence(turn: turn, start: 0, end: text.unicodeScalars.count, quote: text)])
        }
        let finding = FacetFinding(
            facet: reference, commit: support(commit), vague: nil, deny: support(deny), leaning: 1)
        return InterviewCore.Assessment(
            items: [
                .init(
                    item: "review-window", verdict: .contradicted, confidence: 1, facets: [finding], evidence: [],
                    isAssessed: true)
            ], mistakes: [], behaviours: [], versions: Reading.none.versions)
    }

    @Test func `a later denial of an earlier commitment is a conflict`() throws {
        let reading = try Reading.read(
            Self.later, assessment: Self.assessment(committedIn: 0, deniedIn: 1), earlier: [Self.earlier])
        let conflict = try #require(reading.conflict)
        #expect(conflict.item == "review-window")
        #expect(conflict.earlier.quote == Self.earlier)
        #expect(Self.later.contains(conflict.quote))
        #expect((1...8).contains(conflict.quote.split(separator: " ").count))
    }

    @Test func `both in one answer is no conflict`() throws {
        let reading = try Reading.read(
            Self.later, assessment: Self.assessment(committedIn: 1, deniedIn: 1), earlier: [Self.earlier])
        #expect(reading.conflict == nil)
    }

    @Test func `a claim bears on the item whose evidence it lies in`() throws {
        let reading = try Reading.read(
            Self.later, assessment: Self.assessment(committedIn: 0, deniedIn: 1), earlier: [Self.earlier])
        #expect(!reading.claims.isEmpty)
        for claim in reading.claims {
            #expect(claim.item == "review-window")
            #expect(claim.evidence.quote == claim.quote)
        }
    }
}
