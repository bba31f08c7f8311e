import InterviewCore
import InterviewService
import TestSupport
import Testing

/// One phase practised alone.
@Suite struct FocusTests {
    private let harness = ServiceHarness()

    private func plan(_ phase: String?) -> SessionPlan {
        InterviewPlanner.plan(
            StubScenario.value,
            wishes: .init(
                minutes: .scenarios, persona: nil, difficulty: nil, variant: nil, seed: 7, showsTracker: false, focus: phase))
    }

    @Test(arguments: StubScenario.value.phases.map(\.id)) func `it begins with that phase, ends with it, and has its minutes`(
        phase: String
    ) async throws {
        let minutes = try #require(StubScenario.value.phase(phase)?.minutes)
        var session = try await harness.service.start(plan(phase)).session
        #expect(session.plan?.minutes == minutes)
        #expect(session.phases == [phase])
        for _ in 0..<6 where session.status == .running {
            harness.clock.advance(seconds: 20)
            session = try await harness.service.answer("d1-one f1-one a1-one o1-one", in: session).session
        }
        #expect(session.status == .ended(.completed))
        #expect(session.phases == [phase])
    }

    @Test func `the report is on that phase alone, and what is said on others still counts`() async throws {
        var session = try await harness.service.start(plan("feedback")).session
        session = try await harness.service.answer("f1-one and f1-two, d1-one and d1-two", in: session).session
        session = try await harness.service.end(session)
        let report = try await harness.service.report(on: session, scenario: StubScenario.value)
        #expect(report.phases.map(\.id) == ["feedback"])
        #expect(report.header.focus == "feedback")
        #expect(report.items.first { $0.code == "f1" }?.verdict == .met)
        #expect(report.items.count == StubScenario.value.items.count)
    }

    @Test func `an attempt at one phase is compared with attempts at that phase`() async throws {
        func attempt(_ phase: String?) async throws -> Session {
            harness.clock.advance(seconds: 100)
            let session = try await harness.service.start(plan(phase)).session
            return try await harness.service.end(try await harness.service.answer("d1-one", in: session).session)
        }
        let whole = try await attempt(nil)
        let part = try await attempt("feedback")
        let again = try await attempt("feedback")
        #expect(try await InterviewService.attempt(before: again, in: harness.store)?.id == part.id)
        #expect(try await InterviewService.attempt(before: part, in: harness.store) == nil)
        #expect(try await InterviewService.attempt(before: try await attempt(nil), in: harness.store)?.id == whole.id)
    }

    @Test func `a phase that isn't there is refused with those that are`() async throws {
        await #expect(throws: InterviewError.unknownChoice(kind: "phase", name: "lunch", known: StubScenario.value.phases.map(\.id))) {
            _ = try await harness.service.start(plan("lunch"))
        }
    }
}

/// Assessments kept so that a report need not be made again.
@Suite struct KeptAssessmentTests {
    private let harness = ServiceHarness()

    @Test func `a later remark leaves it valid, another answer or a rewording doesn't`() async throws {
        let service = harness.service
        var session = try await service.start(Sample.plan).session
        session = try await service.answer("d1-one", in: session).session
        #expect(try await service.keptAssessment(of: session) == nil)
        let found = service.fullReading(of: session, scenario: StubScenario.value)
        try await service.keep(found, of: session)
        #expect(try await service.keptAssessment(of: session) == found)
        session = try await service.selfRate(50, in: session)
        session = try await service.dispute(item: "d1", comment: "no", in: session)
        #expect(try await service.keptAssessment(of: session) == found)
        #expect(try await service.keptAssessment(of: try await service.session(session.id)) == found)
        let reworded = try await service.revise(turn: 1, to: "d1-two", in: session)
        #expect(try await service.keptAssessment(of: reworded) == nil)
        let answered = try await service.answer("d2-one", in: session.id == reworded.id ? reworded : session).session
        #expect(try await service.keptAssessment(of: answered) == nil)
    }
}
