package import InterviewCore

/// Who decides the moves: the rules of ``MovePolicy``, or a script in tests.
package struct Interviewer: Sendable {
    package var first: @Sendable (Scenario, SessionPlan) -> Move
    package var next: @Sendable (MovePolicy.Situation) -> Move

    package init(
        first: @escaping @Sendable (Scenario, SessionPlan) -> Move,
        next: @escaping @Sendable (MovePolicy.Situation) -> Move
    ) {
        self.first = first
        self.next = next
    }

    /// The rules every real interview follows.
    package static let standard = Interviewer(
        first: { MovePolicy.first(scenario: $0, plan: $1) }, next: { MovePolicy.next($0) })
}
