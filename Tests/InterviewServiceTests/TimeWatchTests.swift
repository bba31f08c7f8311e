import InterviewCore
import InterviewService
import TestSupport
import Testing

@Suite struct TimeWatchTests {
    private func session(minutes: Double?, phase: String = "diagnosis") -> Session {
        var plan = Sample.plan
        plan.minutes = minutes
        return Session(
            id: "a", events: [
                SessionEvent(sequence: 0, at: Sample.start, kind: .started(plan)),
                SessionEvent(sequence: 1, at: Sample.start, kind: .phaseEntered(phase)),
            ])
    }

    private func at(_ seconds: Int) -> Instant { Sample.start.advanced(byMilliseconds: Int64(seconds) * 1_000) }

    @Test func `each thing is said once, in order`() throws {
        let session = session(minutes: 30)
        var watch = try #require(TimeWatch(scenario: StubScenario.value, session: session, now: at(0)))
        var said: [(Int, TimeNotice)] = []
        for second in stride(from: 0, through: 1_900, by: 1) {
            for notice in watch.due(session, at: at(second)) { said.append((second, notice)) }
        }
        #expect(said.map(\.0) == [420, 1_680, 1_800])
        #expect(said[0].1 == .phaseEnding(phase: "diagnosis", text: "We are nearly done with diagnosis.", secondsLeft: 60))
        #expect(said[1].1 == .lastQuestion(secondsLeft: 120))
        #expect(said[2].1 == .timeUp)
    }

    @Test func `an end that the interviewer has mentioned is not announced again`() throws {
        var session = session(minutes: 30)
        var watch = try #require(TimeWatch(scenario: StubScenario.value, session: session, now: at(0)))
        let words = "I see. We are nearly done with diagnosis. What else?"
        session.apply(SessionEvent(sequence: 2, at: at(400), kind: .said(Utterance(text: words))))
        #expect(watch.due(session, at: at(430)).isEmpty)
        #expect(watch.due(session, at: at(1_700)) == [.lastQuestion(secondsLeft: 100)])
    }

    @Test func `a short interview is nudged in proportion`() throws {
        let session = session(minutes: 1)
        var watch = try #require(TimeWatch(scenario: StubScenario.value, session: session, now: at(0)))
        #expect(watch.due(session, at: at(12)).isEmpty)
        #expect(watch.due(session, at: at(13)).count == 1)
        #expect(watch.grace == 2_000)
    }

    @Test func `after a restart only the end is said again`() throws {
        let session = session(minutes: 30)
        var watch = try #require(TimeWatch(scenario: StubScenario.value, session: session, now: at(1_850)))
        #expect(watch.due(session, at: at(1_851)) == [.timeUp])
        #expect(watch.due(session, at: at(1_852)).isEmpty)
    }

    @Test func `a paused or untimed interview has nothing due`() throws {
        var paused = session(minutes: 30)
        paused.apply(SessionEvent(sequence: 2, at: at(1), kind: .paused))
        var watch = try #require(TimeWatch(scenario: StubScenario.value, session: paused, now: at(1)))
        #expect(watch.due(paused, at: at(4_000)).isEmpty)
        #expect(TimeWatch(scenario: StubScenario.value, session: session(minutes: nil), now: at(0)) == nil)
    }
}
