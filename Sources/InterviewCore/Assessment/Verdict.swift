/// What an item came to, from worst to best.
package enum Verdict: String, Sendable, CaseIterable, Codable, Comparable {
    case contradicted, absent, partial, met

    /// Position on the scale, 0 (contradicted) to 3 (met).
    package var level: Int {
        switch self {
        case .contradicted: 0
        case .absent: 1
        case .partial: 2
        case .met: 3
        }
    }

    /// Whether the item earns points.
    package var isCredited: Bool { self >= .partial }

    package static func < (left: Self, right: Self) -> Bool { left.level < right.level }
}
