import InterviewCore
import Testing

@Suite struct SessionClockTests {
    /// What is done to a clock, at a second.
    enum Act: Sendable {
        case run(Int64), stop(Int64), enter(String, Int64)
    }

    private static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1_000) }

    @Test(arguments: [
        ([], 50, 0, [:]),
        ([.run(0)], 50, 50, [:]),
        ([.run(0), .run(20)], 50, 50, [:]),
        ([.run(0), .stop(10)], 50, 10, [:]),
        ([.run(0), .stop(10), .stop(30)], 50, 10, [:]),
        ([.run(0), .stop(10), .run(40)], 50, 20, [:]),
        ([.run(0), .enter("a", 0), .enter("b", 10)], 30, 30, ["a": 10, "b": 20]),
        ([.run(0), .enter("a", 0), .enter("b", 10), .enter("a", 15)], 30, 30, ["a": 25, "b": 5]),
        ([.run(0), .enter("a", 5)], 30, 30, ["a": 25]),
        ([.run(0), .enter("a", 0), .stop(10), .enter("b", 20), .run(25)], 30, 15, ["a": 10, "b": 5]),
        ([.enter("a", 0), .run(10)], 30, 20, ["a": 20]),
        // Server time that goes back never takes time away.
        ([.run(10)], 5, 0, [:]),
        ([.run(10), .stop(4), .run(4)], 6, 2, [:]),
        ([.run(0), .enter("a", 0), .enter("b", 20), .enter("c", 15)], 25, 30, ["a": 20, "b": 0, "c": 10]),
    ] as [([Act], Int64, Int64, [String: Int64])])
    func `interview time is server time less pauses`(
        acts: [Act], now: Int64, elapsed: Int64, spent: [String: Int64]
    ) {
        var clock = SessionClock()
        for act in acts {
            switch act {
            case .run(let second): clock.run(from: Self.at(second))
            case .stop(let second): clock.stop(at: Self.at(second))
            case .enter(let phase, let second): clock.enter(phase: phase, at: Self.at(second))
            }
        }
        #expect(clock.elapsed(at: Self.at(now)) == elapsed * 1_000)
        for (phase, seconds) in spent { #expect(clock.spent(in: phase, at: Self.at(now)) == seconds * 1_000) }
        #expect(clock.spent(in: "never entered", at: Self.at(now)) == 0)
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func `time never runs back and phases add up to it`(seed: UInt64) {
        var random = SeededRandom(seed: seed, label: "clock")
        var clock = SessionClock()
        var now: Int64 = 0
        var last: Int64 = 0
        clock.enter(phase: "a", at: Self.at(0))
        for _ in 0..<40 {
            now += Int64.random(in: 0...30, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: clock.run(from: Self.at(now))
            case 1: clock.stop(at: Self.at(now))
            default: clock.enter(phase: ["a", "b", "c"].randomElement(using: &random) ?? "a", at: Self.at(now))
            }
            let elapsed = clock.elapsed(at: Self.at(now))
            #expect(elapsed >= last)
            last = elapsed
            let spent = ["a", "b", "c"].reduce(0) { $0 + clock.spent(in: $1, at: Self.at(now)) }
            #expect(spent == elapsed)
        }
    }
}

@Suite struct PhaseTimetableTests {
    private static let scenario = Make.scenario(phases: [
        Make.phase("a", minutes: 8), Make.phase("b", minutes: 10), Make.phase("c", minutes: 8), Make.phase("d", minutes: 4),
    ])

    @Test(arguments: [
        (30, [0, 480_000, 1_080_000, 1_560_000, 1_800_000]),
        (15, [0, 240_000, 540_000, 780_000, 900_000]),
        (10, [0, 160_000, 360_000, 520_000, 600_000]),
        (7, [0, 112_000, 252_000, 364_000, 420_000]),
        (1, [0, 16_000, 36_000, 52_000, 60_000]),
    ] as [(Double, [Int64])]) func `phases scale with the interview`(minutes: Double, bounds: [Int64]) throws {
        let table = try #require(PhaseTimetable(scenario: Self.scenario, minutes: minutes))
        #expect(table.slots.map(\.phase) == ["a", "b", "c", "d"])
        #expect(table.slots.map(\.start) == Array(bounds.dropLast()))
        #expect(table.slots.map(\.end) == Array(bounds.dropFirst()))
        #expect(table.deadline == bounds.last)
    }

    @Test(arguments: [0.1, 0.37, 1.0 / 3, 13.7, 29.99, 240]) func `slots leave no gap and fill the length`(minutes: Double) throws {
        let table = try #require(PhaseTimetable(scenario: Self.scenario, minutes: minutes))
        #expect(table.slots.first?.start == 0)
        for (slot, next) in zip(table.slots, table.slots.dropFirst()) { #expect(slot.end == next.start) }
        #expect(abs(Double(table.deadline) - minutes * 60_000) <= 1)
        #expect(table.slots.allSatisfy { $0.length > 0 })
    }

    @Test(arguments: [nil, 0, -5] as [Double?]) func `an interview without a length has no timetable`(minutes: Double?) {
        #expect(PhaseTimetable(scenario: Self.scenario, minutes: minutes) == nil)
    }

    @Test func `a scenario without minutes has no timetable`() {
        #expect(PhaseTimetable(scenario: Make.scenario(phases: []), minutes: 30) == nil)
    }

    @Test func `what is left of a phase goes below zero when it is over`() throws {
        let table = try #require(PhaseTimetable(scenario: Self.scenario, minutes: 30))
        #expect(table.left(in: "b", at: 480_000) == 600_000)
        #expect(table.left(in: "b", at: 1_080_000) == 0)
        #expect(table.left(in: "a", at: 500_000) == -20_000)
        #expect(table.slot("nowhere") == nil)
    }
}
