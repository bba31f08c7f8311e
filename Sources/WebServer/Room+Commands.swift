import InterviewCore
import InterviewService
import Store

/// What a candidate can do in a running interview.
extension Room {
    /// Stores an answer and lets the interviewer react.
    ///
    /// - Parameter turn: how many entries the client knew; nil: whatever is asked now.
    /// - Throws: ``WebError/movedOn(_:)`` when something else was asked meanwhile.
    func answer(_ text: String, turn: Int?) async throws -> SessionState {
        try await change { room in
            if try room.isRepetition(of: text, turn: turn) { return }
            try await room.resumeIfAway()
            room.take(try await room.service.answer(text, in: room.session))
        }
    }

    /// Keeps text that was not sent yet; returns the revision.
    func draft(_ text: String, turn: Int?) async throws -> Int {
        seen()
        drafted()
        if let turn, turn != session.entries.count { throw WebError.movedOn(state()) }
        guard session.status == .running || session.status == .paused else { return session.nextSequence }
        return try await change { room in
            guard !room.session.isEnded else { return }
            room.session = try await room.service.draft(AnswerText.lineEndsUnified(text), in: room.session)
        }.revision
    }

    func command(_ command: CandidateCommand, turn: Int?) async throws -> SessionState {
        try await change { room in
            if let turn, turn != room.session.entries.count { throw WebError.movedOn(room.state()) }
            try await room.resumeIfAway()
            room.take(try await room.service.command(command, in: room.session))
        }
    }

    func pause() async throws -> SessionState {
        try await change { room in
            guard room.session.status == .running else { return }
            room.session = try await room.service.pause(room.session)
        }
    }

    func resume() async throws -> SessionState {
        try await change { room in room.take(try await room.service.resume(room.session)) }
    }

    func end() async throws -> SessionState {
        try await change { room in
            if room.session.isEnded { return }
            room.session = try await room.service.end(room.session)
        }
    }

    func undoEnd() async throws -> SessionState {
        try await change { room in
            room.take(try await room.service.undoEnd(room.session))
            room.replaced()
        }
    }

    func selfRate(_ points: Int) async throws -> SessionState {
        try await change { room in room.session = try await room.service.selfRate(points, in: room.session) }
    }

    func dispute(item: String, comment: String) async throws -> SessionState {
        try await change { room in
            room.session = try await room.service.dispute(item: item, comment: comment, in: room.session)
        }
    }

    /// Whether this very answer was stored already and only its confirmation got lost.
    private func isRepetition(of text: String, turn: Int?) throws -> Bool {
        guard let turn, turn != session.entries.count else { return false }
        if session.entries.indices.contains(turn), session.entries[turn].turn.speaker == .candidate,
            session.entries[turn].turn.text == AnswerText(text).text
        {
            return true
        }
        throw WebError.movedOn(state())
    }

    /// Somebody who answers is there again.
    private func resumeIfAway() async throws {
        guard isAway, session.status == .paused else { return }
        take(try await service.resume(session))
    }
}
