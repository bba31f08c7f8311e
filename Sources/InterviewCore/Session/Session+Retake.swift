extension Session {
    /// Why an interview can't be taken again from a turn.
    package enum RetakeProblem: Error, Sendable, Equatable {
        /// There is no such turn.
        case noSuchTurn(Int)
        /// The interviewer asked nothing in that turn that could be answered again.
        case nothingAsked(turn: Int)
    }

    /// How many turns a retake from `turn` keeps: up to the question that is to be answered again.
    ///
    /// - Parameter turn: counts the transcript's turns from 0; one of the candidate's answers, or a question.
    package func turnsKept(retakingFrom turn: Int) throws(RetakeProblem) -> Int {
        guard entries.indices.contains(turn) else { throw .noSuchTurn(turn) }
        let asked = entries[turn].turn.speaker == .candidate ? turn - 1 : turn
        guard asked >= 0, entries[asked].turn.speaker == .interviewer else { throw .nothingAsked(turn: turn) }
        // A remark leaves the question before it standing; after the goodbye there is nothing to answer.
        let isGoodbye = asked == entries.count - 1 && isEnded && entries[asked].question == nil
        guard !isGoodbye else { throw .nothingAsked(turn: turn) }
        return asked + 1
    }

    /// The events of a new session that has this session's first turns, as they read now, and nothing after them.
    ///
    /// All times are moved so that the last turn kept was said at `now`: the new session stands where this one stood,
    /// with as much time left as there was.
    ///
    /// - Parameter events: the events that this session is the fold of.
    /// - Complexity: O(events).
    package func retake(from turn: Int, events: [SessionEvent], now: Instant) throws(RetakeProblem) -> [SessionEvent] {
        let kept = try turnsKept(retakingFrom: turn)
        let last = entries[kept - 1].sequence
        let base = Self.effective(events).filter { event in
            if case .drafted = event.kind { return false }
            return event.sequence <= last
        }
        let shift = base.last.map { now.milliseconds(since: $0.at) } ?? 0
        var kinds = base.map { (at: $0.at.advanced(byMilliseconds: shift), kind: moved($0.kind, by: shift, turns: kept)) }
        // What was reworded after the last turn kept stays reworded.
        let old = Session(id: id, events: base)
        for index in old.entries.indices where old.entries[index].turn.text != entries[index].turn.text {
            kinds.append((at: now, kind: .revised(turn: index, text: entries[index].turn.text)))
        }
        return kinds.enumerated().map { SessionEvent(sequence: $0.offset, at: $0.element.at, kind: $0.element.kind) }
    }

    private func moved(_ kind: SessionEvent.Kind, by shift: Int64, turns: Int) -> SessionEvent.Kind {
        switch kind {
        case .started(var plan):
            plan.retakeOf = .init(session: id, turns: turns)
            return .started(plan)
        case .recovered(let lastAlive):
            return .recovered(lastAlive: lastAlive.advanced(byMilliseconds: shift))
        default:
            return kind
        }
    }
}
