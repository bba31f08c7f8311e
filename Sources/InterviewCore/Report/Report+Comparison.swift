extension Report {
    /// What changed since an earlier attempt at the same scenario, read by the same assessor.
    package struct Comparison: Sendable, Equatable, Codable {
        /// One item that came to something else.
        package struct Change: Sendable, Equatable, Codable {
            package var code: String
            package var title: String
            /// Nil: not assessed.
            package var before: Verdict?
            package var now: Verdict?

            /// Whether it became better; nil when one of the two was not assessed.
            package var isBetter: Bool? {
                guard let before, let now else { return nil }
                return now > before
            }
        }

        /// The earlier attempt.
        package var session: String
        package var startedAt: Instant?
        package var points: Double
        /// Whether the ranges of both totals overlap, so that the difference may be chance.
        package var isWithinRange: Bool
        /// In the blueprint's order.
        package var changes: [Change]
        package var unchanged: Int
        /// Titles of mistakes that were noticed only then, and only now.
        package var mistakesGone: [String]
        package var mistakesNew: [String]

        /// Compares two reports on the same scenario. Pure. - Complexity: O(items² + mistakes²).
        package init(now: Report, before: Report) {
            session = before.header.session
            startedAt = before.header.startedAt
            points = before.score.points
            isWithinRange = now.score.low <= before.score.high && before.score.low <= now.score.high
            let pairs = now.items.compactMap { item in
                before.items.first { $0.id == item.id }.map { (before: $0, now: item) }
            }
            changes = pairs.filter { $0.before.verdict != $0.now.verdict }.map {
                Change(code: $0.now.code, title: $0.now.title, before: $0.before.verdict, now: $0.now.verdict)
            }
            unchanged = pairs.count - changes.count
            mistakesGone = before.mistakes.filter { old in !now.mistakes.contains { $0.id == old.id } }.map(\.title)
            mistakesNew = now.mistakes.filter { new in !before.mistakes.contains { $0.id == new.id } }.map(\.title)
        }
    }
}
