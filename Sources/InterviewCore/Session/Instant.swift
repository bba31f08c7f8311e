/// A moment of server time in milliseconds since 1970.
package struct Instant: Sendable, Hashable, Comparable, Codable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// This moment moved by `duration` milliseconds.
    package func advanced(byMilliseconds duration: Int64) -> Instant {
        Instant(milliseconds: milliseconds + duration)
    }

    /// Milliseconds from `other` to this moment; negative when `other` is later.
    package func milliseconds(since other: Instant) -> Int64 { milliseconds - other.milliseconds }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
