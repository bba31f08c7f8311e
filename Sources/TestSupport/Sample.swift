package import InterviewCore
package import Store

/// Small values for tests of stores.
package enum Sample {
    package static let start = Instant(milliseconds: 1_790_000_000_000)

    package static let plan = SessionPlan(
        scenario: "stub", scenarioVersion: "1.0.0", variant: "overloaded", persona: "neutral", difficulty: "standard",
        seed: 7, minutes: 30, showsTracker: false)

    package static let started = SessionEvent(sequence: 0, at: start, kind: .started(plan))

    /// An event `seconds` after the start; its sequence number is the seconds unless given.
    package static func event(_ seconds: Int, _ kind: SessionEvent.Kind, sequence: Int? = nil) -> SessionEvent {
        SessionEvent(
            sequence: sequence ?? seconds, at: start.advanced(byMilliseconds: Int64(seconds) * 1_000), kind: kind)
    }

    package static let question = Question(
        id: "open-1", purpose: .opening, phase: "diagnosis", item: nil, text: "Where do you start?", quote: nil,
        reason: .init(trigger: "the phase begins", alternatives: ["d2 0.4"], secondsLeft: 480))

    /// One event of every kind.
    package static let events: [SessionEvent] = [
        started,
        event(1, .phaseEntered("diagnosis")),
        event(2, .said(Utterance(text: "Where do you start?", question: question))),
        event(3, .drafted("I would")),
        event(4, .answered("I would look at the delivery record.")),
        event(5, .said(Utterance(text: "Go on.", question: nil))),
        event(6, .acted(.skip)),
        event(7, .revised(turn: 1, text: "I looked.")),
        event(8, .paused),
        event(9, .resumed),
        event(10, .recovered(lastAlive: start.advanced(byMilliseconds: 9_500))),
        event(11, .selfRated(60)),
        event(12, .disputed(item: "d1", comment: "I said that.")),
        event(13, .ended(.byCandidate)),
        event(14, .rewound(to: 13)),
    ]

    package static let assessment = Assessment(
        items: [
            ItemAssessment(
                item: "d1", verdict: .met, confidence: 0.8, probabilities: [.met: 0.8, .partial: 0.2], facets: [],
                evidence: [Evidence(turn: 1, start: 0, end: 1, quote: "I")], isAssessed: true)
        ], mistakes: [], behaviours: [],
        versions: .init(scenario: "1.0.0", rubric: "1.0.0", assessor: "1", model: "none"))

    package static func stored(_ session: String) -> StoredAssessment {
        StoredAssessment(session: session, version: "1", eventCount: 1, assessment: assessment)
    }
}
