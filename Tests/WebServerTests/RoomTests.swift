import InterviewCore
import InterviewService
import Logging
import Store
import Synchronization
import TestSupport
import Testing
import WebPages

@testable import WebServer

/// An interview in its room: one change after the other, nothing lost, the right clock.
@Suite struct RoomTests {
    let store = MemoryStore()
    let clock = StepClock()
    private func service() -> InterviewService {
        let clock = clock
        let count = Mutex(0)
        return InterviewService(
            store: store,
            effects: Effects(
                now: { clock.now }, seed: { 7 },
                sessionID: {
                    count.withLock {
                        $0 += 1
                        return "s\($0)"
                    }
                }),
            assessor: KeywordAssessor(),
            interviewer: Interviewer(
                first: { ScriptedMoves.first(scenario: $0, plan: $1) }, next: { ScriptedMoves.next($0) }),
            scenarios: { _ in StubScenario.value })
    }

    private func rooms(patience: Double = 30) -> Rooms {
        Rooms(service: service(), bench: Workbench(threads: 1), patience: patience, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func `an answer brings the next question to every page that watches`() async throws {
        let room = try await rooms().start(Sample.plan)
        let (_, first) = await room.subscribe()
        let (_, second) = await room.subscribe()
        let state = try await room.answer("d1-one", turn: 1)
        #expect(state.entries.map(\.speaker) == [.interviewer, .candidate, .interviewer])
        for stream in [first, second] {
            var signals = stream.makeAsyncIterator()
            guard case .changed = await signals.next() else {
                Issue.record("a page was not told")
                return
            }
        }
    }

    @Test func `a page is sent what it lacks and no more`() async throws {
        let room = try await rooms().start(Sample.plan)
        let known = await room.state().revision
        _ = try await room.answer("d1-one", turn: 1)
        let delta = await room.state(after: known)
        #expect(delta.entriesFrom == 0)  // The last entry known is sent again: a command may have been added to it.
        #expect(delta.entries.map(\.turn) == [0, 1, 2])
        let later = await room.state(after: delta.revision)
        #expect(later.entriesFrom == 2)
    }

    @Test func `the same answer twice is one answer, another for the same turn is refused`() async throws {
        let room = try await rooms().start(Sample.plan)
        _ = try await room.answer("d1-one", turn: 1)
        let again = try await room.answer("d1-one", turn: 1)
        #expect(again.entries.count == 3)
        await #expect(throws: WebError.self) { _ = try await room.answer("d1-two", turn: 1) }
        #expect(await room.state().entries.count == 3)
    }

    @Test func `two tabs that answer at once: one wins, the other is told`() async throws {
        let room = try await rooms().start(Sample.plan)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for text in ["d1-one", "d1-two", "d2-one", "d2-two"] {
                group.addTask { (try? await room.answer(text, turn: 1)) != nil }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count(where: \.self) == 1)
        #expect(await room.state().entries.count == 3)
    }

    @Test func `an interview nobody watches is paused, and the time away doesn't count`() async throws {
        let room = try await rooms(patience: 0.05).start(Sample.plan)
        let (number, _) = await room.subscribe()
        clock.advance(seconds: 10)
        try await room.tick()
        #expect(await room.state().status == .running)
        await room.unsubscribe(number)
        try await Task.sleep(for: .milliseconds(120))
        clock.advance(seconds: 300)
        try await room.tick()
        let state = await room.state()
        #expect(state.status == .paused)
        #expect(state.away)
        #expect(state.clock.elapsed <= 10_000)
        // Whoever answers is there again.
        let answered = try await room.answer("d1-one", turn: 1)
        #expect(answered.status == .running)
        #expect(!answered.away)
    }

    @Test func `at the end of the time an answer that was begun and left counts`() async throws {
        let rooms = rooms()
        let room = try await rooms.start(Sample.plan)
        let (_, stream) = await room.subscribe()
        _ = stream
        clock.advance(seconds: 1_900)
        try await room.tick()
        clock.advance(seconds: 70)
        try await room.tick()
        #expect(await room.state().status == .ended)
    }

    @Test func `an ending can be taken back and every page gets the whole again`() async throws {
        let room = try await rooms().start(Sample.plan)
        _ = try await room.answer("d1-one", turn: 1)
        let ended = try await room.end()
        #expect(ended.mayUndoEnd)
        let back = try await room.undoEnd()
        #expect(back.status == .running)
        let state = await room.state(after: ended.revision)
        #expect(state.entriesFrom == 0)
        #expect(state.entries.count == 3)
    }

    @Test func `another server takes a session up where it stood`() async throws {
        let first = try await rooms().start(Sample.plan)
        _ = try await first.draft("half a sen", turn: 1)
        let id = first.id
        clock.advance(seconds: 5_000)
        let second = try await rooms().room(id)
        let state = await second.state()
        #expect(state.draft == "half a sen")
        #expect(state.status == .running)
        #expect(state.clock.elapsed < 5_000)
    }

    @Test func `what is being written shows in the tracker and is stored nowhere`() async throws {
        let room = try await rooms().start(Sample.plan)
        let before = await room.state().revision
        let items = try await room.coverage(of: "d1-one and d1-two")
        let first = try #require(items.first { $0.code == "d1" })
        #expect(first.verdict == .met)
        #expect(await room.state().revision == before)
        #expect(try await store.events(of: room.id).count == before)
    }

    @Test func `a wrong id is no room`() async throws {
        await #expect(throws: WebError.self) { _ = try await rooms().room("nobody") }
    }
}
