import InterviewCore
import Testing

@Suite struct SessionTests {
    private static let plan = SessionPlan(
        scenario: "case", scenarioVersion: "1", variant: "v", persona: "p", difficulty: "d", seed: 1, minutes: 30,
        showsTracker: false)

    private static func at(_ seconds: Int) -> Instant { Instant(milliseconds: 1_000_000 + Int64(seconds) * 1_000) }

    /// Events numbered from 0, each at a second.
    private static func events(_ kinds: [(Int, SessionEvent.Kind)]) -> [SessionEvent] {
        kinds.enumerated().map { SessionEvent(sequence: $0.offset, at: at($0.element.0), kind: $0.element.1) }
    }

    private static func session(_ kinds: [(Int, SessionEvent.Kind)]) -> Session {
        Session(id: "s", events: events(kinds))
    }

    private static func question(_ id: String) -> Question {
        Question(
            id: id, purpose: .opening, phase: "a", item: nil, text: "\(id)?", quote: nil,
            reason: .init(trigger: "", alternatives: [], secondsLeft: nil))
    }

    private static func asks(_ id: String) -> SessionEvent.Kind {
        .said(Utterance(text: "\(id)?", question: question(id)))
    }

    private static let opening: [(Int, SessionEvent.Kind)] = [
        (0, .started(plan)), (0, .phaseEntered("a")), (0, asks("q1")), (60, .answered("first")), (60, asks("q2")),
    ]

    private static func elapsed(_ session: Session, _ second: Int) -> Int64 {
        session.clock.elapsed(at: at(second)) / 1_000
    }

    // MARK: Each event

    @Test func `a session without events has not started`() {
        let session = Self.session([])
        #expect(session.status == .notStarted)
        #expect(session.nextSequence == 0)
        #expect(session.transcript == Transcript(id: "s", scenario: "", turns: []))
        #expect(session.standingQuestion == nil)
        #expect(Self.elapsed(session, 100) == 0)
    }

    @Test func `turns carry their phase, their minute and their event`() {
        let session = Self.session(Self.opening + [(90, .phaseEntered("b")), (90, Self.asks("q3")), (120, .answered("second"))])
        #expect(
            session.transcript.turns == [
                .init(phase: "a", minute: 0, speaker: .interviewer, text: "q1?"),
                .init(phase: "a", minute: 1, speaker: .candidate, text: "first"),
                .init(phase: "a", minute: 1, speaker: .interviewer, text: "q2?"),
                .init(phase: "b", minute: 1.5, speaker: .interviewer, text: "q3?"),
                .init(phase: "b", minute: 2, speaker: .candidate, text: "second"),
            ])
        #expect(session.entries.map(\.sequence) == [2, 3, 4, 6, 7])
        #expect(session.questions.map(\.id) == ["q1", "q2", "q3"])
        #expect(session.phases == ["a", "b"])
        #expect(session.phase == "b")
        #expect(session.startedAt == Self.at(0))
        #expect(session.lastEventAt == Self.at(120))
        #expect(session.nextSequence == 8)
        #expect(session.plan == Self.plan)
        #expect(session.transcript.scenario == "case")
    }

    @Test func `the last question stands until it is answered`() {
        #expect(Self.session(Self.opening).standingQuestion?.id == "q2")
        #expect(Self.session(Self.opening + [(70, .answered("x"))]).standingQuestion == nil)
        #expect(Self.session(Self.opening + [(70, .drafted("x"))]).standingQuestion?.id == "q2")
        #expect(Self.session(Self.opening + [(70, .said(Utterance(text: "I see.")))]).standingQuestion == nil)
    }

    @Test(arguments: CandidateCommand.allCases) func `a command takes the question's place`(command: CandidateCommand) {
        let session = Self.session(Self.opening + [(70, .drafted("half")), (80, .acted(command))])
        #expect(session.entries.last?.command == command)
        #expect(session.standingQuestion == nil)
        #expect(session.draft == "")
        #expect(session.entries.count == 3)
        #expect(session.questions.map(\.id) == ["q1", "q2"])
    }

    @Test func `a command before anything was said changes nothing`() {
        #expect(Self.session([(0, .started(Self.plan)), (1, .acted(.skip))]).entries.isEmpty)
    }

    @Test func `a draft is replaced, and gone once answered`() {
        let drafted = Self.opening + [(61, .drafted("I")), (62, .drafted("I would"))]
        #expect(Self.session(drafted).draft == "I would")
        #expect(Self.session(drafted + [(63, .answered("I would go"))]).draft == "")
        #expect(Self.session(drafted).transcript == Self.session(Self.opening).transcript)
    }

    @Test(arguments: [(1, "changed"), (0, "first"), (2, "first"), (9, "first"), (-1, "first")])
    func `only a candidate's turn can be revised`(turn: Int, text: String) {
        let session = Self.session(Self.opening + [(70, .revised(turn: turn, text: "changed"))])
        #expect(session.transcript.turns[1].text == text)
        #expect(session.transcript.turns[0].text == "q1?")
        #expect(session.transcript.turns.map(\.minute) == [0, 1, 1])
    }

    @Test func `a revised turn can be revised again`() {
        let session = Self.session(Self.opening + [(70, .revised(turn: 1, text: "b")), (71, .revised(turn: 1, text: "c"))])
        #expect(session.transcript.turns[1].text == "c")
    }

    @Test func `pauses stop the clock and stretch no turn`() {
        let paused = Self.opening + [(80, .paused)]
        #expect(Self.session(paused).status == .paused)
        #expect(Self.elapsed(Self.session(paused), 500) == 80)
        let resumed = Self.session(paused + [(200, .resumed), (220, .answered("x"))])
        #expect(resumed.status == .running)
        #expect(resumed.transcript.turns.last?.minute == 100.0 / 60)
        #expect(Self.elapsed(resumed, 230) == 110)
        #expect(resumed.clock.spent(in: "a", at: Self.at(230)) == 110_000)
    }

    @Test(arguments: [
        ([(90, .paused), (95, .paused), (100, .resumed)], 110, 100, .running),
        ([(90, .resumed)], 110, 110, .running),
        ([(90, .ended(.completed)), (100, .resumed)], 110, 90, .ended(.completed)),
        ([(90, .ended(.timeUp)), (100, .paused)], 110, 90, .ended(.timeUp)),
        ([(90, .ended(.completed)), (100, .recovered(lastAlive: at(95)))], 110, 90, .ended(.completed)),
        ([(90, .ended(.completed)), (100, .phaseEntered("b"))], 110, 90, .ended(.completed)),
    ] as [([(Int, SessionEvent.Kind)], Int, Int64, Session.Status)])
    func `a pause or resume out of place does no harm`(
        more: [(Int, SessionEvent.Kind)], now: Int, elapsed: Int64, status: Session.Status
    ) {
        let session = Self.session(Self.opening + more)
        #expect(session.status == status)
        #expect(Self.elapsed(session, now) == elapsed)
    }

    @Test func `resuming before the start does not start the clock`() {
        #expect(Self.elapsed(Self.session([(0, .resumed)]), 60) == 0)
    }

    @Test(arguments: [
        ([], 600, 90, 600, 90), ([], 600, 90, 630, 120), ([(70, .paused)], 600, 90, 630, 70),
        // An outage that is noticed without time in between costs nothing.
        ([], 90, 90, 120, 120),
        // Last seen before the last event: the events themselves are proof enough of neither more nor less.
        ([], 600, 0, 630, 30),
    ] as [([(Int, SessionEvent.Kind)], Int, Int, Int, Int64)])
    func `an outage does not count`(
        before: [(Int, SessionEvent.Kind)], back: Int, alive: Int, now: Int, elapsed: Int64
    ) {
        let session = Self.session(Self.opening + before + [(back, .recovered(lastAlive: Self.at(alive)))])
        #expect(Self.elapsed(session, now) == elapsed)
    }

    @Test(arguments: EndReason.allCases) func `the end stops the clock`(reason: EndReason) {
        let session = Self.session(Self.opening + [(100, .ended(reason))])
        #expect(session.status == .ended(reason))
        #expect(session.isEnded)
        #expect(Self.elapsed(session, 1_000) == 100)
    }

    @Test func `ratings and disputes are kept, the last one for an item`() {
        let session = Self.session(
            Self.opening + [
                (90, .ended(.completed)), (91, .selfRated(40)), (92, .selfRated(55)),
                (93, .disputed(item: "d1", comment: "no")), (94, .disputed(item: "d2", comment: "hm")),
                (95, .disputed(item: "d1", comment: "I said it")),
            ])
        #expect(session.selfRating == 55)
        #expect(session.disputes == ["d1": "I said it", "d2": "hm"])
    }

    // MARK: Going back

    /// What a rewind must restore: everything but time and numbering.
    private struct Substance: Equatable {
        var entries: [Session.Entry]
        var status: Session.Status
        var phases: [String]
        var draft: String
        var rating: Int?
        var disputes: [String: String]

        init(_ session: Session) {
            entries = session.entries
            status = session.status
            phases = session.phases
            draft = session.draft
            rating = session.selfRating
            disputes = session.disputes
        }
    }

    @Test func `going back restores the state and gives the time back`() {
        let kinds = Self.opening + [(150, .drafted("x")), (180, .answered("second")), (180, Self.asks("q3"))]
        let session = Self.session(kinds + [(200, .rewound(to: 5))])
        #expect(Substance(session) == Substance(Self.session(Self.opening)))
        #expect(session.nextSequence == 9)
        #expect(session.lastEventAt == Self.at(200))
        #expect(Self.elapsed(session, 200) == 60)
        #expect(Self.elapsed(session, 230) == 90)
        #expect(session.clock.spent(in: "a", at: Self.at(230)) == 90_000)
        let after = Self.session(kinds + [(200, .rewound(to: 5)), (260, .answered("better"))])
        #expect(after.transcript.turns.last == .init(phase: "a", minute: 2, speaker: .candidate, text: "better"))
    }

    @Test func `going back undoes the end`() {
        let session = Self.session(Self.opening + [(100, .ended(.byCandidate)), (300, .rewound(to: 5))])
        #expect(session.status == .running)
        #expect(session.standingQuestion?.id == "q2")
        #expect(Self.elapsed(session, 310) == 70)
    }

    @Test func `going back into a pause leaves the interview paused`() {
        let session = Self.session(Self.opening + [(80, .paused), (200, .resumed), (250, .rewound(to: 6))])
        #expect(session.status == .paused)
        #expect(Self.elapsed(session, 400) == 80)
    }

    @Test func `going back before a revision restores the old words`() {
        let session = Self.session(Self.opening + [(70, .revised(turn: 1, text: "new")), (80, .rewound(to: 5))])
        #expect(session.transcript.turns[1].text == "first")
    }

    @Test func `going back before a phase leaves it`() {
        let session = Self.session(Self.opening + [(70, .phaseEntered("b")), (100, .rewound(to: 5))])
        #expect(session.phase == "a")
        #expect(session.phases == ["a"])
        #expect(session.clock.spent(in: "b", at: Self.at(120)) == 0)
        #expect(session.clock.spent(in: "a", at: Self.at(120)) == 80_000)
    }

    @Test func `going back to the very start leaves nothing`() {
        let session = Self.session(Self.opening + [(100, .rewound(to: 0))])
        #expect(Substance(session) == Substance(Self.session([])))
        #expect(Self.elapsed(session, 200) == 0)
        #expect(session.nextSequence == 6)
    }

    @Test func `going back to a moment that has not come changes nothing`() {
        let session = Self.session(Self.opening + [(100, .rewound(to: 5))])
        #expect(Substance(session) == Substance(Self.session(Self.opening)))
        #expect(Self.elapsed(session, 120) == 120)
    }

    @Test func `going back twice lands where the second one says`() {
        let again: [(Int, SessionEvent.Kind)] = [
            (100, .answered("second")), (100, Self.asks("q3")),  // 5, 6
            (200, .rewound(to: 5)),  // 7
            (230, .answered("other")), (230, Self.asks("q4")), (260, .answered("fourth")),  // 8, 9, 10
        ]
        let toLater = Self.session(Self.opening + again + [(300, .rewound(to: 9))])
        #expect(toLater.transcript.turns.map(\.text) == ["q1?", "first", "q2?", "other"])
        #expect(Self.elapsed(toLater, 300) == 90)
        let toEarlier = Self.session(Self.opening + again + [(300, .rewound(to: 4))])
        #expect(toEarlier.transcript.turns.map(\.text) == ["q1?", "first"])
        #expect(Self.elapsed(toEarlier, 310) == 70)
        // Back to the point of the first rewind, whose own event must not be counted twice.
        let toSame = Self.session(Self.opening + again + [(300, .rewound(to: 8))])
        #expect(Substance(toSame) == Substance(Self.session(Self.opening)))
        #expect(Self.elapsed(toSame, 310) == 70)
        // A target among what the first rewind dropped means the same place.
        let toDropped = Self.session(Self.opening + again + [(300, .rewound(to: 6))])
        #expect(Substance(toDropped) == Substance(Self.session(Self.opening)))
        #expect(Self.elapsed(toDropped, 310) == 70)
    }

    // MARK: Determinism

    private static func randomEvents(_ seed: UInt64, withRewinds: Bool) -> [SessionEvent] {
        var random = SeededRandom(seed: seed, label: "events")
        var second = 0
        var out = events([(0, .started(plan)), (0, .phaseEntered("a"))])
        for sequence in 2..<40 {
            let before = second
            second += Int.random(in: 0...40, using: &random)
            let kind: SessionEvent.Kind
            switch Int.random(in: 0..<(withRewinds ? 13 : 12), using: &random) {
            case 0: kind = .phaseEntered(["a", "b", "c"][Int.random(in: 0..<3, using: &random)])
            case 1, 2: kind = asks("q\(sequence)")
            case 3: kind = .drafted("draft \(sequence)")
            case 4, 5: kind = .answered("answer \(sequence)")
            case 6: kind = .acted(CandidateCommand.allCases[Int.random(in: 0..<3, using: &random)])
            case 7: kind = .revised(turn: Int.random(in: -1..<8, using: &random), text: "new \(sequence)")
            case 8: kind = .paused
            case 9: kind = .resumed
            case 10: kind = .recovered(lastAlive: at(Int.random(in: before...second, using: &random)))
            case 11: kind = .disputed(item: "d1", comment: "\(sequence)")
            default: kind = .rewound(to: Int.random(in: 1...sequence, using: &random))
            }
            out.append(SessionEvent(sequence: sequence, at: at(second), kind: kind))
        }
        return out
    }

    @Test(arguments: 0..<25 as Range<UInt64>) func `a state and the rest of the events make the whole`(seed: UInt64) {
        let events = Self.randomEvents(seed, withRewinds: false)
        let whole = Session(id: "s", events: events)
        for cut in events.indices {
            var session = Session(id: "s", events: Array(events[..<cut]))
            for event in events[cut...] { session.apply(event) }
            #expect(session == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: 0..<25 as Range<UInt64>) func `after the last rewind events can be applied one by one`(seed: UInt64) {
        let events = Self.randomEvents(seed, withRewinds: true)
        let whole = Session(id: "s", events: events)
        #expect(Session(id: "s", events: events) == whole)
        let last = events.lastIndex { if case .rewound = $0.kind { true } else { false } } ?? 0
        var session = Session(id: "s", events: Array(events[...last]))
        for event in events[(last + 1)...] { session.apply(event) }
        #expect(session == whole)
    }

    @Test(arguments: 0..<25 as Range<UInt64>) func `a rewind equals never having gone on`(seed: UInt64) throws {
        let events = Self.randomEvents(seed, withRewinds: false)
        let now = try #require(events.last).at.advanced(byMilliseconds: 5_000)
        for target in 1..<events.count {
            let rewound = Session(
                id: "s", events: events + [SessionEvent(sequence: events.count, at: now, kind: .rewound(to: target))])
            let kept = Session(id: "s", events: Array(events[..<target]))
            #expect(Substance(rewound) == Substance(kept))
            #expect(rewound.clock.elapsed(at: now) == kept.clock.elapsed(at: events[target - 1].at))
        }
    }
}
