import InterviewCore
import InterviewService
import Store
import WebPages

/// One interview that is being sat: its session, its clock, and the pages that watch it.
///
/// All changes go one after the other, however many tabs ask for them.
actor Room {
    /// What a page that watches is told.
    enum Signal: Sendable {
        case changed
        case notice(LiveNotice)
        case tracker([TrackerItem])
        case bye
    }

    nonisolated let id: String
    let service: InterviewService
    /// As the session's plan practises it.
    nonisolated let scenario: Scenario
    private let bench: Workbench
    private let patience: Duration
    var session: Session
    var assessment: Assessment?
    private var watch: TimeWatch?
    private var timeUpAt: Instant?
    private(set) var isAway = false
    /// From this revision on the entries a client knows may have been replaced.
    private var replacedAt = 0
    private var subscribers: [Int: AsyncStream<Signal>.Continuation] = [:]
    private var nextSubscriber = 0
    private var lastSeen = ContinuousClock.now
    private var lastTouch = ContinuousClock.now
    private var lastDraft = ContinuousClock.now
    private var hadStream = false
    private var isHeld = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Without script there is no stream, and so long a page may be open before it counts as left.
    private static let scriptlessPatience = Duration.seconds(900)
    /// An answer in progress keeps the interview open past its end for so long after the last key.
    private static let answeringPatience = Duration.seconds(60)

    init(step: Step, scenario: Scenario, service: InterviewService, bench: Workbench, patience: Duration) {
        id = step.session.id
        session = step.session
        assessment = step.assessment
        self.scenario = scenario
        self.service = service
        self.bench = bench
        self.patience = patience
        watch = TimeWatch(scenario: scenario, session: step.session, now: service.now(for: step.session))
    }

    // MARK: Reading

    /// The state now. - Parameter after: the revision the client knows.
    func state(after: Int? = nil) -> SessionState {
        let known = after.flatMap { $0 >= replacedAt ? $0 : nil }
        return SessionState(
            session: session, scenario: scenario, now: service.now(for: session), isAway: isAway, after: known)
    }

    func trackerItems() -> [TrackerItem] { TrackerItem.all(scenario, assessment: assessment) }

    /// Whether nothing would be missed if the room were given up.
    var isIdle: Bool {
        subscribers.isEmpty && session.status != .running && ContinuousClock.now - lastSeen > .seconds(60)
    }

    // MARK: Watching

    func subscribe() -> (number: Int, signals: AsyncStream<Signal>) {
        seen()
        hadStream = true
        let number = nextSubscriber
        nextSubscriber += 1
        // Signals only say that something changed: a slow page gets the newest state, and nothing piles up.
        let (stream, continuation) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(16))
        subscribers[number] = continuation
        return (number, stream)
    }

    func unsubscribe(_ number: Int) {
        subscribers.removeValue(forKey: number)?.finish()
        seen()
        // The next beat notes when the last page left; nothing after that counts.
        if subscribers.isEmpty { lastTouch = lastTouch - .seconds(60) }
    }

    func broadcast(_ signal: Signal) {
        for continuation in subscribers.values { continuation.yield(signal) }
    }

    /// Notes that somebody is there.
    func seen() { lastSeen = ContinuousClock.now }

    /// Notes that the page was loaded; until it opens a stream it may be one without script.
    func pageLoaded() {
        seen()
        if subscribers.isEmpty { hadStream = false }
    }

    // MARK: Changing

    /// Runs one change after those before it, tells the pages, and gives the state.
    func change(_ body: (isolated Room) async throws -> Void) async throws -> SessionState {
        seen()
        await enter()
        defer { leave() }
        do {
            try await body(self)
        } catch let error as InterviewError {
            if case .store(.stale(_, _, _)) = error { session = try await service.session(id) }
            throw WebError.interview(error)
        }
        broadcast(.changed)
        return state()
    }

    /// Takes over what a step led to.
    func take(_ step: Step) {
        session = step.session
        isAway = false
        if let found = step.assessment {
            assessment = found
            if session.plan?.showsTracker == true { broadcast(.tracker(trackerItems())) }
        }
    }

    func replaced() { replacedAt = session.nextSequence }
    func drafted() { lastDraft = ContinuousClock.now }

    private func enter() async {
        if !isHeld {
            isHeld = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { isHeld = false } else { waiting.removeFirst().resume() }
    }

    /// What an answer in progress would bring; stores nothing.
    func coverage(of text: String) async throws -> [TrackerItem] {
        seen()
        let scenario = scenario
        let service = service
        let before = assessment
        var transcript = session.transcript
        let question = session.entries.last { $0.turn.speaker == .interviewer }
        transcript.turns.append(
            .init(
                phase: session.phase ?? "", minute: question?.turn.minute ?? 0, speaker: .candidate,
                text: AnswerText(text).text))
        let draft = transcript
        return try await bench.run {
            TrackerItem.all(scenario, assessment: service.reading(of: draft, scenario: scenario), before: before, draft: true)
        }
    }

    // MARK: The clock

    /// Does what has become due. Called twice a second.
    func tick() async throws {
        guard session.status == .running else { return }
        let now = ContinuousClock.now
        if subscribers.isEmpty, now - lastSeen > (hadStream ? patience : Self.scriptlessPatience) {
            return try await leaveAlone()
        }
        let isThere = !subscribers.isEmpty || !hadStream || now - lastSeen < .seconds(1)
        if isThere, now - lastTouch > .seconds(5) {
            lastTouch = now
            try await service.touch(session)
        }
        guard !isHeld, var watch else { return }
        let at = service.now(for: session)
        for notice in watch.due(session, at: at) { broadcast(.notice(LiveNotice(notice))) }
        self.watch = watch
        guard session.clock.elapsed(at: at) >= watch.deadline else { return }
        if !session.draft.isEmpty, now - lastDraft < Self.answeringPatience {
            timeUpAt = nil
            return
        }
        let since = timeUpAt ?? at
        timeUpAt = since
        if at.milliseconds(since: since) >= watch.grace { try await close() }
    }

    /// Pauses an interview that nobody watches; the time since the last sign of life doesn't count.
    private func leaveAlone() async throws {
        await enter()
        defer { leave() }
        guard session.status == .running, subscribers.isEmpty else { return }
        session = try await service.settled(id)
        isAway = true
    }

    /// Ends an interview whose time is over; what was written and not sent counts as the last answer.
    private func close() async throws {
        await enter()
        defer { leave() }
        guard session.status == .running else { return }
        let draft = session.draft
        take(draft.isEmpty ? try await service.timeUp(session) : try await service.answer(draft, in: session))
        if session.status == .running { take(try await service.timeUp(session)) }
        broadcast(.changed)
    }
}

extension LiveNotice {
    init(_ notice: TimeNotice) {
        switch notice {
        case .phaseEnding(_, let text, let seconds): self.init(kind: .phaseEnding, text: text, secondsLeft: seconds)
        case .lastQuestion(let seconds):
            self.init(kind: .lastQuestion, text: "One more question at most.", secondsLeft: seconds)
        case .timeUp:
            self.init(
                kind: .timeUp, text: "Time is up. Finish the answer you are giving; nothing is asked after it.",
                secondsLeft: 0)
        }
    }
}
