import InterviewCore
import InterviewService
import TestSupport
import Testing

/// What is done with an interview that nobody is holding: retaking, comparing, adding remarks.
@Suite struct AfterwardsTests {
    private let harness = ServiceHarness()
    private var service: InterviewService { harness.service }

    /// An interview with answers at 30, 60, 90 ... seconds, ended after the last.
    private func interview(_ answers: [String]) async throws -> Session {
        var session = try await service.start(Sample.plan).session
        for answer in answers {
            harness.clock.advance(seconds: 30)
            session = try await service.answer(answer, in: session).session
        }
        return try await service.end(session)
    }

    @Test func `a retake has the first turns and the old session stays as it was`() async throws {
        let old = try await interview(["d1-one", "second", "third"])
        harness.clock.advance(seconds: 86_400)
        let new = try await service.retake(old.id, from: 3)
        #expect(try await service.session(old.id) == old)
        #expect(new.id != old.id)
        #expect(new.entries.map(\.turn) == Array(old.entries.prefix(3).map(\.turn)))
        #expect(new.plan?.retakeOf == .init(session: old.id, turns: 3))
        #expect(new.status == .paused)
        #expect(try await service.session(new.id) == new)
        let resumed = try await service.resume(new).session
        let answered = try await service.answer("second, better", in: resumed).session
        #expect(answered.entries[3].turn.text == "second, better")
        #expect(answered.questions.map(\.id).prefix(3) == old.questions.map(\.id).prefix(3))
    }

    @Test func `a retake has as much time left as there was`() async throws {
        let old = try await interview(["one", "two", "three"])
        harness.clock.advance(seconds: 500)
        let new = try await service.retake(old.id, from: 5)
        harness.clock.advance(seconds: 700)
        let resumed = try await harness.restarted().resume(new).session
        #expect(resumed.clock.elapsed(at: harness.clock.now) == 60_000)
        #expect(try #require(new.startedAt) > (try #require(old.startedAt)))
    }

    @Test func `the question before an answer is the same place to go on from`() async throws {
        let old = try await interview(["one", "two"])
        let byAnswer = try await service.retake(old.id, from: 3)
        let byQuestion = try await service.retake(old.id, from: 2)
        #expect(byAnswer.entries.map(\.turn.text) == byQuestion.entries.map(\.turn.text))
    }

    @Test func `what was reworded stays reworded, a command goes with its turn`() async throws {
        var session = try await service.start(Sample.plan).session
        session = try await service.answer("one", in: session).session
        session = try await service.command(.skip, in: session).session
        session = try await service.answer("two", in: session).session
        session = try await service.revise(turn: 1, to: "one, reworded", in: session)
        session = try await service.end(session)
        let new = try await service.retake(session.id, from: 2)
        #expect(new.entries[1].turn.text == "one, reworded")
        #expect(new.entries[1].isRevised)
        #expect(new.entries.last?.command == nil)
        #expect(new.entries.count == 3)
        #expect(try await service.session(new.id) == new)
    }

    @Test func `a retake of a rewound interview follows what counts`() async throws {
        var session = try await interview(["one", "two"])
        session = try await service.undoEnd(session).session
        harness.clock.advance(seconds: 30)
        session = try await service.answer("three", in: session).session
        let new = try await service.retake(session.id, from: 5)
        #expect(new.entries.map(\.turn) == Array(session.entries.prefix(5).map(\.turn)))
    }

    @Test func `there must be something to answer`() async throws {
        let old = try await interview(["one"])
        await #expect(throws: InterviewError.noSuchTurn(9)) { try await service.retake(old.id, from: 9) }
        await #expect(throws: InterviewError.noSuchTurn(-1)) { try await service.retake(old.id, from: -1) }
        var whole = try await service.start(Sample.plan).session
        while whole.status == .running { whole = try await service.answer("x", in: whole).session }
        let goodbye = whole.entries.count - 1
        await #expect(throws: InterviewError.nothingAsked(turn: goodbye)) {
            try await service.retake(whole.id, from: goodbye)
        }
        #expect(try await harness.store.list().count == 2)
    }

    @Test func `an attempt is compared with the one before it`() async throws {
        let first = try await interview(["d1-one"])
        harness.clock.advance(seconds: 60)
        let unfinished = try await service.start(Sample.plan).session
        harness.clock.advance(seconds: 60)
        let second = try await interview(["d1-one and d1-two"])
        #expect(try await InterviewService.attempt(before: first, in: harness.store) == nil)
        #expect(try await InterviewService.attempt(before: second, in: harness.store)?.id == first.id)
        let retake = try await service.retake(unfinished.id, from: 0)
        #expect(try await InterviewService.attempt(before: retake, in: harness.store)?.id == unfinished.id)
        let report = InterviewService.report(
            on: second, scenario: StubScenario.value, assessor: KeywordAssessor(), earlier: first)
        #expect(report.comparison?.changes.map(\.code) == ["d1"])
    }

    @Test func `a remark on an interview that was left running costs no interview time`() async throws {
        var session = try await service.start(Sample.plan).session
        harness.clock.advance(seconds: 30)
        session = try await service.answer("one", in: session).session
        harness.clock.advance(seconds: 3_600)
        let settled = try await harness.restarted().settled(session.id)
        #expect(settled.status == .paused)
        _ = try await service.dispute(item: "d1", comment: "I said it", in: settled)
        harness.clock.advance(seconds: 3_600)
        let opened = try await harness.restarted().open(session.id).session
        let resumed = try await service.resume(opened).session
        #expect(resumed.clock.elapsed(at: harness.clock.now) == 30_000)
    }
}
