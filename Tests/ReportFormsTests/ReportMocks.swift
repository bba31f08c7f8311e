import InterviewCore
import TestSupport

/// Reports for the goldens, made the way real ones are: from events.
enum ReportMocks {
    static func report(
        _ answers: [String], ending: EndReason? = .completed, extras: [SessionEvent.Kind] = [],
        plan: SessionPlan = Sample.plan, adjust: (inout Assessment) -> Void = { _ in }
    ) -> Report {
        let scenario = StubScenario.value
        var kinds: [SessionEvent.Kind] = [.started(plan)]
        for (index, answer) in answers.enumerated() {
            let phase = scenario.phases[min(index, scenario.phases.count - 1)]
            if index < scenario.phases.count { kinds.append(.phaseEntered(phase.id)) }
            let question = Question(
                id: "\(phase.id)-\(index)", purpose: .opening, phase: phase.id, item: nil, text: "What about \(phase.id)?",
                quote: nil,
                reason: .init(trigger: "the phase begins", alternatives: ["d2 worth 0.40"], secondsLeft: 480))
            kinds += [.said(Utterance(text: question.text, question: question)), .answered(answer)]
        }
        kinds += extras
        if let ending { kinds.append(.ended(ending)) }
        let events = kinds.enumerated().map { index, kind in
            SessionEvent(sequence: index, at: Sample.start.advanced(byMilliseconds: Int64(index) * 95_000), kind: kind)
        }
        let session = Session(id: "1122-mabu-tiko", events: events)
        var assessment = KeywordAssessor().assess(session.transcript, scenario: scenario)
        adjust(&assessment)
        return Report.make(
            session: session, scenario: scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: scenario))
    }

    static let whole = report(
        [
            "I look at d1-one and d1-two, then d2-one. I never d3-one.", "f1-one with f1-three; maybe f2-one. m1-shown.",
            "a1-one, a1-two and a1-three.", "o1-one, o2-one with o2-two.",
        ], extras: [.selfRated(70), .disputed(item: "d2", comment: "I said both.")])

    /// A second attempt, which shows what changed.
    static let second: Report = {
        var plan = Sample.plan
        plan.retakeOf = .init(session: "1122-mabu-tiko", turns: 3)
        var second = report(
            [
                "I look at d1-one and d1-two, then d2-one with d2-two. I d3-one.", "f1-one with f1-three; f2-one.",
                "a1-one and a1-two. m2-shown.", "o1-one, o2-one with o2-two.",
            ], extras: [.revised(turn: 5, text: "a1-one. m2-shown.")], plan: plan)
        second.header.session = "1123-lona-reki"
        second.comparison = Report.Comparison(now: second, before: whole)
        return second
    }()

    /// What `rehearse grade` shows: no plan, no reasons, no clock but the turns' own.
    static let transcript: Report = {
        let scenario = StubScenario.value
        let texts = [("diagnosis", "d1-one and d1-two"), ("feedback", "f1-one, maybe f2-one, m1-shown")]
        let turns = texts.enumerated().flatMap { index, text -> [Transcript.Turn] in
            let minute = Double(index) * 7.5
            return [
                .init(phase: text.0, minute: minute, speaker: .interviewer, text: "What about \(text.0)?"),
                .init(phase: text.0, minute: minute + 0.5, speaker: .candidate, text: text.1),
            ]
        }
        let transcript = Transcript(id: "t-01", scenario: scenario.id, turns: turns)
        let assessment = KeywordAssessor().assess(transcript, scenario: scenario)
        return Report.make(
            transcript: transcript, scenario: scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: scenario))
    }()

    /// Verdicts and mistakes that are in doubt: one noticed, one with its nearest words.
    static let doubtful = doubtful(0.3)

    /// The same with the second mistake so likely.
    static func doubtful(_ likely: Double) -> Report {
        report(["d1-one and d1-two. m1-shown.", "f1-one with f1-three."]) { assessment in
            let words = assessment.items.flatMap(\.facets).flatMap(\.evidence).prefix(1)
            for (index, likely) in zip(assessment.mistakes.indices, [0.6, likely]) { assessment.mistakes[index].probability = likely }
            assessment.mistakes[1].evidence = Array(words)
            assessment.items[0].probabilities = [.met: 0.4, .absent: 0.6]
            assessment.items[4].probabilities = [.met: 0.4, .absent: 0.6]
        }
    }

    static let empty = report([], ending: .byCandidate)

    static let unfinished = report(["d1-one"], ending: nil)

    static let hostile = report([
        "<script>alert('d1-one')</script> & \"d1-two\" | `code` *bold* [link](x) \u{1b}[2J\u{202E}",
        "</blockquote><img src=x onerror=alert(1)> f1-one\nsecond line",
    ], extras: [.disputed(item: "d2", comment: "<script>alert(2)</script>")])
}
