import InterviewCore
import TestSupport

@testable import WebPages

/// Models of pages in their states, made from a stub scenario and a few events.
enum PageMocks {
    static let assets = AssetNames(mark: "mark")
    static let scenario = StubScenario.value

    static func session(_ more: [SessionEvent.Kind] = [], plan: SessionPlan = Sample.plan) -> Session {
        let question = Question(
            id: "opening-diagnosis", purpose: .opening, phase: "diagnosis", item: nil, text: "What about diagnosis?",
            quote: nil, reason: .init(trigger: "the interview begins", alternatives: [], secondsLeft: 480))
        let kinds: [SessionEvent.Kind] =
            [.started(plan), .phaseEntered("diagnosis"), .said(Utterance(text: question.text, question: question))] + more
        let events = kinds.enumerated().map { index, kind in
            SessionEvent(sequence: index, at: Sample.start.advanced(byMilliseconds: Int64(index) * 20_000), kind: kind)
        }
        return Session(id: "1122-mabu-tiko", events: events)
    }

    static func live(_ session: Session, isAway: Bool = false, tracker: Bool = false) -> LivePage.Model {
        let now = session.lastEventAt ?? Sample.start
        let clock = LiveClock(session: session, scenario: scenario, now: now)
        let assessment = KeywordAssessor().assess(session.transcript, scenario: scenario)
        return LivePage.Model(
            id: session.id, title: scenario.title, interviewer: "Sam Okafor", brief: scenario.brief, entries: session.entries,
            status: session.status, draft: session.draft, phases: clock.phases, phase: session.phase, clock: clock,
            showsTracker: tracker, tracker: TrackerItem.all(scenario, assessment: assessment),
            phaseTitles: scenario.phases.map { ($0.id, $0.title) }, isAway: isAway,
            mayUndoEnd: session.status == .ended(.byCandidate))
    }

    static func card(_ id: String, day: Int64, points: Double?, focus: String? = nil, title: String? = nil) -> SessionCard {
        SessionCard(
            id: id, scenario: "stub", title: title ?? scenario.title, focus: focus,
            startedAt: Sample.start.advanced(byMilliseconds: day * 86_400_000),
            status: points == nil ? .paused : .ended(.completed), answers: points == nil ? 2 : 12, minutes: 30,
            elapsedMinutes: points == nil ? 7.5 : 29.4,
            score: points.map {
                .init(
                    points: $0, low: max(0, $0 - 6), high: min(100, $0 + 6), outOf: 100,
                    dimensions: ["objectives": $0 / 100, "judgement": 0.4, "people": 0.7, "communication": 0.5],
                    verdicts: ["d1": .met, "d2": $0 > 50 ? .met : .partial, "f1": .absent, "o1": .contradicted])
            }, selfRating: points.map { Int($0) + 9 })
    }

    static let cards = [
        card("1125-lona-reki", day: 3, points: nil), card("1124-tiko-mabu", day: 2, points: 71.4),
        card("1123-reki-lona", day: 1, points: 44), card("1123-part-tiko", day: 1, points: 60, focus: "Feedback"),
    ]

    static let walkthrough = Walkthrough(
        scenario: "stub", title: "How it is done", summary: "What costs\nand what earns.",
        findings: [.init(title: "Look first", text: "Before anything.", items: ["d1"])],
        turns: scenario.phases.map { phase in
            .init(
                phase: phase.id, question: "What about \(phase.id)?",
                mistake: .init(title: "Too soon", answer: "I know it.", why: "You don't.", costs: ["d1"], mistakes: ["m1"]),
                stronger: .init(answer: "I look.", why: "It looks.", earns: ["d1", "d2"]))
        }, faq: [.init(question: "Does length count?", answer: "No.")],
        topics: [.init(title: "Looking", text: "Read about it.", items: [])],
        sources: [.init(claim: "It helps", url: "https://example.org/a", date: "2024-05-01", status: "official")])

    static let report: Report = {
        let session = Self.session([
            .answered("I look at d1-one and d1-two. I never d3-one. m1-shown & <b>bold</b>"), .selfRated(60),
            .disputed(item: "d2", comment: "<script>alert(2)</script>"), .ended(.completed),
        ])
        let assessment = KeywordAssessor().assess(session.transcript, scenario: scenario)
        return Report.make(
            session: session, scenario: scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: scenario))
    }()

    static let turns = session([.answered("I look at d1-one and d1-two. I never d3-one. m1-shown & <b>bold</b>")]).transcript.turns
}
