package import Foundation
import InterviewCore

extension Effects {
    /// The effects of a real program.
    ///
    /// Time starts at the wall clock's and then follows a monotonic clock that stands still while the machine sleeps,
    /// so neither a jump of the wall clock nor a closed lid costs interview time.
    ///
    /// - Parameter clockScale: how much faster than real time the interview's time runs; 1 but in tests.
    package static func live(clockScale: Double = 1) -> Effects {
        let clock = SuspendingClock()
        let origin = clock.now
        let wall = Date.now.timeIntervalSince1970 * 1_000
        return Effects(
            now: {
                let passed = origin.duration(to: clock.now)
                let milliseconds = Double(passed.components.seconds) * 1_000 + Double(passed.components.attoseconds) * 1e-15
                return Instant(milliseconds: Int64(wall + milliseconds * clockScale))
            },
            seed: { UInt64.random(in: 0...UInt64(UInt32.max)) },
            sessionID: { SessionName.make(at: Date.now, random: { Int.random(in: 0..<$0) }) })
    }
}

/// Names for sessions that a person can read out and type, such as `1122-mabu-tiko`.
package enum SessionName {
    private static let consonants = Array("bdfghklmnprstvz")
    private static let vowels = Array("aeiou")

    /// A name from the date and four random syllables: one in 30 million within a day.
    package static func make(at date: Date, random: (Int) -> Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.month, .day], from: date)
        let number = (parts.month ?? 0) * 100 + (parts.day ?? 0)
        let digits = String(number)
        var name = String(repeating: "0", count: 4 - min(4, digits.count)) + digits + "-"
        for syllable in 0..<4 {
            if syllable == 2 { name.append("-") }
            name.append(consonants[random(consonants.count)])
            name.append(vowels[random(vowels.count)])
        }
        return name
    }
}
