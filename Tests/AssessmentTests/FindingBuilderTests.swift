import InterviewCore
import Testing

@testable import Assessment

@Suite struct FindingBuilderTests {
    private let builder = FindingBuilder(calibration: Make.calibration)

    private func finding(_ answers: [FindingBuilder.Answer], criterion: Int = 0) -> FacetFinding {
        builder.finding(Make.facet("a"), criterion: criterion, answers: answers)
    }

    @Test func `nothing said is nothing found`() {
        let found = finding([])
        #expect(found == FacetFinding(facet: Make.facet("a"), commit: nil, vague: nil, deny: nil, leaning: 0))
        #expect(finding([Make.answer(1, "", [])]).stance == .absent)
    }

    @Test(arguments: [
        (Make.Odds(commit: 0.5), FacetFinding.Stance.committed),
        (Make.Odds(commit: 0.49), .absent),
        (Make.Odds(vague: 0.75), .vague),
        // A commitment that is not sure enough still counts towards having leaned that way.
        (Make.Odds(commit: 0.25, vague: 0.5), .vague),
        (Make.Odds(commit: 0.25, vague: 0.25), .absent),
        (Make.Odds(commit: 0.5, vague: 0.5), .committed),
        (Make.Odds(deny: 0.5), .denied),
        (Make.Odds(deny: 0.25), .absent),
    ]) func `a passage counts from its threshold on`(odds: Make.Odds, stance: FacetFinding.Stance) {
        let found = finding([Make.answer(1, "One thing.", [[odds]])])
        #expect(found.stance == stance)
        #expect(found.leaning == Double(odds.commit))
    }

    @Test func `each criterion is read from its own numbers`() {
        let answers = [Make.answer(1, "One. Two.", [[.init(commit: 1), .init()], [.init(), .init(deny: 1)]])]
        #expect(finding(answers, criterion: 0).stance == .committed)
        #expect(finding(answers, criterion: 1).stance == .denied)
        #expect(finding(answers, criterion: 1).evidence.map(\.quote) == ["Two."])
    }

    @Test func `the surest passages are kept, and always the latest`() {
        let answers = [
            Make.answer(1, "A one. B two. C three.", [[.init(commit: 0.75)], [.init(commit: 1)], [.init(commit: 0.875)]]),
            Make.answer(3, "D four. E five. F six.", [[.init(commit: 0.625)], [.init(commit: 0.5)], [.init(commit: 0.25)]]),
        ]
        let commit = finding(answers).commit
        #expect(commit?.evidence.map(\.quote) == ["B two.", "C three.", "E five."])
        #expect(commit?.confidence == 1)
        #expect(commit.map { $0.latest == (3, 8) } == true)
    }

    @Test func `among equally sure passages the earlier are kept`() {
        let odds = [[Make.Odds(commit: 0.75)], [.init(commit: 0.75)], [.init(commit: 0.75)], [.init(commit: 0.75)]]
        let commit = finding([Make.answer(1, "A one. B two. C three. D four.", odds)]).commit
        #expect(commit?.evidence.map(\.quote) == ["A one.", "B two.", "D four."])
    }

    @Test func `a late and less sure commitment takes a denial back`() {
        let sure = [[Make.Odds(commit: 1)], [.init(commit: 1)], [.init(commit: 1)], [.init(commit: 1)]]
        var answers = [
            Make.answer(1, "A one. B two. C three. D four.", sure),
            Make.answer(3, "No way. Never.", [[.init(deny: 1)], [.init(deny: 0.75)]]),
        ]
        #expect(finding(answers).stance == .denied)
        #expect(finding(answers).evidence.map(\.quote) == ["No way.", "Never."])
        answers.append(Make.answer(5, "On reflection I would. Bye.", [[.init(commit: 0.5)], [.init()]]))
        #expect(finding(answers).stance == .committed)
        answers.append(Make.answer(7, "Still no.", [[.init(deny: 0.5)]]))
        #expect(finding(answers).stance == .denied)
    }

    @Test(arguments: 0..<60 as Range<UInt64>) func `a settled position is the finding's, with proof`(seed: UInt64) {
        var random = SeededRandom(seed: seed, label: "settled")
        func odds() -> Make.Odds {
            let commit = Float.random(in: 0...1, using: &random)
            let deny = Float.random(in: 0...(1 - commit), using: &random)
            return .init(commit: commit, vague: Float.random(in: 0...(1 - commit - deny), using: &random), deny: deny)
        }
        let answers = [
            Make.answer(1, "A one. B two. C three.", [[odds()], [odds()], [odds()]]),
            Make.answer(3, "D four. E five.", [[odds()], [odds()]]),
        ]
        let chances = VerdictSampler.Chances(commit: 0.5, vague: 0.2, deny: 0.2)
        for stance in FacetFinding.Stance.allCases {
            let found = builder.finding(Make.facet("a"), criterion: 0, answers: answers, stance: stance, chances: chances)
            #expect(found.stance == stance)
            #expect(found.evidence.isEmpty == (stance == .absent))
            #expect(found.leaning == 0.5)
        }
    }

    @Test func `a change of mind keeps both sides`() {
        let answers = [
            Make.answer(1, "I would. Yes.", [[.init(commit: 0.9)], [.init()]]), Make.answer(3, "I wouldn't.", [[.init(deny: 0.9)]]),
        ]
        let chances = VerdictSampler.Chances(commit: 0.2, vague: 0, deny: 0.7)
        let found = builder.finding(Make.facet("a"), criterion: 0, answers: answers, stance: .denied, chances: chances)
        #expect(found.deny?.evidence.map(\.quote) == ["I wouldn't."] && found.commit?.evidence.map(\.quote) == ["I would."])
        #expect(found.deny?.confidence == 0.7)
    }

    @Test func `every quote stands in the candidate's words`() {
        let texts = ["👩‍👩‍👧 I'd ask. Cafe\u{301} first… then talk!", "אני אבדוק קודם. ثم نتحدث.\nOne more line 🇩🇪"]
        let transcript = Transcript(
            id: "t", scenario: "s",
            turns: texts.flatMap { text -> [Transcript.Turn] in
                [
                    .init(phase: "p", minute: 0, speaker: .interviewer, text: "And?"),
                    .init(phase: "p", minute: 0, speaker: .candidate, text: text),
                ]
            })
        let answers = texts.enumerated().map { index, text in
            Make.answer(2 * index + 1, text, Segmenter.passages(text).map { _ in [.init(commit: 0.75)] })
        }
        for kept in 1...answers.count {
            let evidence = finding(Array(answers.prefix(kept))).evidence
            #expect(evidence.count == 3)
            #expect(evidence.allSatisfy { $0.isFound(in: transcript) })
        }
    }
}
