/// When phases begin and end on the interview's clock, at the chosen length. Pure.
package struct PhaseTimetable: Sendable, Equatable {
    /// One phase's stretch in milliseconds of interview time.
    package struct Slot: Sendable, Equatable {
        package var phase: String
        package var start: Int64
        package var end: Int64

        package var length: Int64 { end - start }
    }

    package var slots: [Slot]

    /// Phases scaled to `minutes` in all; nil when untimed.
    ///
    /// - Complexity: O(phases).
    package init?(scenario: Scenario, minutes: Double?) {
        guard let minutes, minutes > 0, scenario.minutes > 0 else { return nil }
        let scale = minutes / scenario.minutes * 60_000
        var start = 0.0
        slots = scenario.phases.map { phase in
            let end = start + phase.minutes * scale
            defer { start = end }
            return Slot(phase: phase.id, start: Int64(start.rounded()), end: Int64(end.rounded()))
        }
    }

    /// Milliseconds of interview time at which the interview is over.
    package var deadline: Int64 { slots.last?.end ?? 0 }

    /// The slot of a phase, if any. - Complexity: O(phases).
    package func slot(_ phase: String) -> Slot? { slots.first { $0.phase == phase } }

    /// Milliseconds left in the phase at `elapsed`; negative when it is over.
    package func left(in phase: String, at elapsed: Int64) -> Int64 { (slot(phase)?.end ?? 0) - elapsed }
}
