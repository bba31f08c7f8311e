import InterviewCore
import InterviewService
import Store
import TestSupport
import Testing

@Suite struct InterviewServiceTests {
    private let harness = ServiceHarness()
    private var service: InterviewService { harness.service }

    private func start(minutes: Double? = 30) async throws -> Session {
        var plan = Sample.plan
        plan.minutes = minutes
        return try await service.start(plan).session
    }

    @Test func `a whole interview runs from the welcome to the close`() async throws {
        var step = try await service.start(Sample.plan)
        #expect(step.said.map(\.text) == ["Welcome. What about diagnosis?"])
        var answers = 0
        while step.session.status == .running {
            harness.clock.advance(seconds: 30)
            step = try await service.answer("d1-one and d1-two, answer \(answers)", in: step.session)
            answers += 1
        }
        #expect(answers == 8)
        #expect(step.session.status == .ended(.completed))
        #expect(step.said.map(\.text) == ["Thank you, that is all."])
        #expect(try await service.session(step.session.id) == step.session)
        #expect(step.assessment?.item("d1")?.verdict == .met)
    }

    @Test func `what is returned is what is stored`() async throws {
        var session = try await start()
        session = try await service.draft("I would", in: session)
        session = try await service.pause(session)
        session = try await service.resume(session).session
        session = try await service.command(.repeatQuestion, in: session).session
        #expect(try await service.session(session.id) == session)
        #expect(session.entries.last?.question?.purpose == .again)
    }

    @Test(arguments: [
        (SessionPlan.with { $0.persona = "x" }, InterviewError.unknownChoice(kind: "persona", name: "x", known: ["neutral"])),
        (.with { $0.minutes = 0 }, .invalidLength(minutes: 0)),
        (.with { $0.minutes = 1_000 }, .invalidLength(minutes: 1_000)),
        (.with { $0.scenario = "nope" }, .scenario("nope", detail: "no such folder")),
    ]) func `a plan that can't be kept is refused`(plan: SessionPlan, error: InterviewError) async throws {
        await #expect(throws: error) { try await service.start(plan) }
        #expect(try await harness.store.list().isEmpty)
    }

    @Test func `an id that is taken is drawn again`() async throws {
        _ = try await start()
        let second = try await harness.restarted().start(Sample.plan)
        #expect(second.session.id == "s2")
    }

    @Test func `a crash between answer and move is made good`() async throws {
        let session = try await start()
        // The answer is stored, the interviewer's move is not.
        await harness.store.fail(with: .full(place: "disk"), after: 1)
        await #expect(throws: InterviewError.store(.full(place: "disk"))) {
            try await service.answer("d1-one", in: session)
        }
        await harness.store.fail(with: nil)
        let step = try await harness.restarted().open(session.id)
        #expect(step.said.map(\.text) == ["I see. What else about diagnosis?"])
        #expect(step.session.entries.map(\.turn.text).contains("d1-one"))
        #expect(try await harness.restarted().open(session.id).said.isEmpty)
    }

    @Test func `a crash between command and move is made good`() async throws {
        let session = try await start()
        await harness.store.fail(with: .full(place: "disk"), after: 1)
        await #expect(throws: InterviewError.self) { try await service.command(.skip, in: session) }
        await harness.store.fail(with: nil)
        #expect(try await harness.restarted().open(session.id).said.count == 1)
    }

    @Test func `an answer that could not be stored is not acknowledged`() async throws {
        let session = try await start()
        await harness.store.fail(with: .full(place: "disk"))
        await #expect(throws: InterviewError.store(.full(place: "disk"))) {
            try await service.answer("lost", in: session) { _ in Issue.record("acknowledged") }
        }
        await harness.store.fail(with: nil)
        // The caller's session still fits: the same answer can be sent again.
        #expect(try await service.answer("kept", in: session).session.entries.count == 3)
    }

    @Test func `time while the program was away doesn't count`() async throws {
        var session = try await start()
        harness.clock.advance(seconds: 60)
        session = try await service.draft("I would", in: session)
        harness.clock.advance(seconds: 4)
        try await service.touch(session)
        harness.clock.advance(seconds: 86_400)
        let back = try await harness.restarted().open(session.id).session
        #expect(back.clock.elapsed(at: harness.clock.now) == 64_000)
        #expect(back.draft == "I would")
        harness.clock.advance(seconds: 10)
        #expect(back.clock.elapsed(at: harness.clock.now) == 74_000)
    }

    @Test func `a wall clock set back by a day neither stops nor undoes time`() async throws {
        var session = try await start()
        harness.clock.advance(seconds: 60)
        session = try await service.draft("x", in: session)
        let slow = StepClock(harness.clock.now.advanced(byMilliseconds: -86_400_000))
        let later = harness.restarted(clock: slow)
        var back = try await later.open(session.id).session
        #expect(back.clock.elapsed(at: later.now(for: back)) == 60_000)
        slow.advance(seconds: 30)
        #expect(back.clock.elapsed(at: later.now(for: back)) == 90_000)
        back = try await later.draft("xy", in: back)
        let times = try await harness.store.events(of: session.id).map(\.at)
        #expect(times == times.sorted())
    }

    @Test func `a caller whose session is old is refused`() async throws {
        let session = try await start()
        _ = try await service.answer("first", in: session)
        await #expect(throws: InterviewError.self) { try await service.answer("second", in: session) }
        let answers = try await service.session(session.id).entries.filter { $0.turn.speaker == .candidate }
        #expect(answers.map(\.turn.text) == ["first"])
    }

    @Test func `pausing stops the clock and refuses answers`() async throws {
        var session = try await start()
        harness.clock.advance(seconds: 30)
        session = try await service.pause(session)
        harness.clock.advance(seconds: 600)
        await #expect(throws: InterviewError.notRunning(session: session.id, status: .paused)) {
            try await service.answer("x", in: session)
        }
        let back = try await harness.restarted().open(session.id).session
        #expect(back.status == .paused)
        session = try await service.resume(back).session
        #expect(session.clock.elapsed(at: harness.clock.now) == 30_000)
    }

    @Test func `an ending can be taken back and its time doesn't count`() async throws {
        var session = try await start()
        harness.clock.advance(seconds: 30)
        session = try await service.draft("half an", in: session)
        session = try await service.end(session)
        harness.clock.advance(seconds: 600)
        session = try await service.undoEnd(session).session
        #expect(session.status == .running)
        #expect(session.draft == "half an")
        #expect(session.clock.elapsed(at: harness.clock.now) == 30_000)
        #expect(try await service.session(session.id) == session)
        await #expect(throws: InterviewError.notEndedByCandidate(session: session.id)) { try await service.undoEnd(session) }
    }

    @Test func `a rewind brings back the question that stood`() async throws {
        let first = try await start()
        harness.clock.advance(seconds: 20)
        let second = try await service.answer("weak", in: first)
        let answer = try #require(second.session.entries.first { $0.turn.speaker == .candidate })
        let back = try await service.rewind(second.session, to: answer.sequence).session
        #expect(back.standingQuestion?.text == "What about diagnosis?")
        #expect(back.entries.count == 1)
        let again = try await service.answer("strong", in: back).session
        #expect(again.entries.map(\.turn.text)[1] == "strong")
    }

    @Test func `past the deadline nothing more is asked`() async throws {
        let session = try await start(minutes: 1)
        harness.clock.advance(seconds: 75)
        let step = try await service.answer("in progress when time was up", in: session)
        #expect(step.session.status == .ended(.timeUp))
        #expect(step.said.map(\.text) == ["Line time-up."])
        #expect(step.session.entries.contains { $0.turn.text == "in progress when time was up" })
    }

    @Test func `a candidate who says nothing is closed by the clock`() async throws {
        let session = try await start(minutes: 1)
        harness.clock.advance(seconds: 75)
        #expect(try await service.timeUp(session).session.status == .ended(.timeUp))
    }

    @Test func `revising, rating and disputing are kept`() async throws {
        var session = try await start()
        session = try await service.answer("old", in: session).session
        session = try await service.revise(turn: 1, to: "new\u{1b}[2J", in: session)
        session = try await service.selfRate(55, in: session)
        session = try await service.dispute(item: "d1", comment: "I said it", in: session)
        let stored = try await service.session(session.id)
        #expect(stored.entries[1].turn.text == "new[2J")
        #expect(stored.selfRating == 55)
        #expect(stored.disputes == ["d1": "I said it"])
        await #expect(throws: InterviewError.noSuchTurn(0)) { try await service.revise(turn: 0, to: "x", in: session) }
        await #expect(throws: InterviewError.invalidRating(101)) { try await service.selfRate(101, in: session) }
        await #expect(throws: InterviewError.noSuchItem("zz")) {
            try await service.dispute(item: "zz", comment: "", in: session)
        }
    }

    @Test func `overview and export show what is stored`() async throws {
        var session = try await start()
        session = try await service.draft("x", in: session)
        session = try await service.answer("one", in: session).session
        let overview = try #require(try await InterviewService.overviews(in: harness.store).first)
        #expect(overview.answers == 1)
        #expect(overview.status == .running)
        let export = try await InterviewService.export([], from: harness.store)
        #expect(Session(id: session.id, events: export.sessions[0].events) == session)
        try await service.delete(session.id)
        #expect(try await InterviewService.overviews(in: harness.store).isEmpty)
    }
}

extension SessionPlan {
    static func with(_ change: (inout SessionPlan) -> Void) -> SessionPlan {
        var plan = Sample.plan
        change(&plan)
        return plan
    }
}
