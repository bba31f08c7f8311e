package import InterviewCore
package import Store

/// One line of the list of sessions.
package struct SessionOverview: Sendable, Equatable {
    package var id: String
    package var scenario: String
    package var startedAt: Instant?
    package var status: Session.Status
    package var answers: Int
    package var minutes: Double?
    package var elapsedMinutes: Double
}

/// Sessions with all their events, to take elsewhere.
package struct SessionExport: Sendable, Equatable, Codable {
    /// One session's events.
    package struct Entry: Sendable, Equatable, Codable {
        package var id: String
        package var events: [SessionEvent]
    }

    package var format = "rehearse-sessions"
    package var version = 1
    package var sessions: [Entry]
}

extension InterviewService {
    /// Every session, the newest first. - Complexity: O(events without drafts).
    package static func overviews(in store: any SessionStore) async throws(InterviewError) -> [SessionOverview] {
        do {
            var overviews: [SessionOverview] = []
            for record in try await store.list() {
                let session = Session(id: record.id, events: try await store.events(of: record.id, withDrafts: false))
                overviews.append(SessionOverview(session, lastAlive: record.lastAlive))
            }
            return overviews
        } catch { throw .store(error) }
    }

    /// The sessions with these ids and all their events; every session when `ids` is empty.
    package static func export(_ ids: [String], from store: any SessionStore) async throws(InterviewError) -> SessionExport {
        do {
            let wanted = ids.isEmpty ? try await store.list().map(\.id) : ids
            var entries: [SessionExport.Entry] = []
            for id in wanted { entries.append(.init(id: id, events: try await store.events(of: id))) }
            return SessionExport(sessions: entries)
        } catch { throw .store(error) }
    }

    /// The report of a session as it stands, finished or not.
    ///
    /// - Parameter earlier: the attempt to compare it with, see ``attempt(before:in:)``; assessed by the same assessor.
    /// - Complexity: that of the assessor.
    package static func report(
        on session: Session, scenario whole: Scenario, assessor: any Assessor, earlier: Session? = nil
    ) -> Report {
        let scenario = whole.practised(by: session.plan)
        let assessment = assessor.assess(session.transcript, scenario: scenario)
        var report = Report.make(
            session: session, scenario: scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: scenario))
        if let earlier {
            report.comparison = Report.Comparison(
                now: report, before: Self.report(on: earlier, scenario: whole, assessor: assessor))
        }
        return report
    }

    /// The report of a session as it stands, by the assessor that has read its answers already.
    package func report(on session: Session, scenario: Scenario) async throws(InterviewError) -> Report {
        Self.report(
            on: session, scenario: scenario, assessor: assessor,
            earlier: try await Self.attempt(before: session, in: store))
    }

    /// The attempt at the same scenario to compare a session with: the one it is a retake of, else the last one that
    /// was begun before it, has ended and has answers. Nil for a first attempt.
    ///
    /// - Complexity: O(events of the sessions begun before it).
    package static func attempt(
        before session: Session, in store: any SessionStore
    ) async throws(InterviewError) -> Session? {
        guard let plan = session.plan, let startedAt = session.startedAt else { return nil }
        do {
            let records = try await store.list()
            if let origin = plan.retakeOf?.session, records.contains(where: { $0.id == origin }) {
                return Session(id: origin, events: try await store.events(of: origin, withDrafts: false))
            }
            for record in records where record.id != session.id {
                let other = Session(id: record.id, events: try await store.events(of: record.id, withDrafts: false))
                let isBefore = other.startedAt.map { $0 < startedAt } ?? false
                let hasAnswers = other.entries.contains { $0.turn.speaker == .candidate }
                if other.plan?.scenario == plan.scenario, other.plan?.focus == plan.focus, isBefore, other.isEnded, hasAnswers { return other }
            }
            return nil
        } catch { throw .store(error) }
    }
}

extension SessionOverview {
    init(_ session: Session, lastAlive: Instant) {
        self.init(
            id: session.id, scenario: session.plan?.scenario ?? "", startedAt: session.startedAt,
            status: session.status, answers: session.entries.count { $0.turn.speaker == .candidate },
            minutes: session.plan?.minutes,
            elapsedMinutes: Double(session.clock.elapsed(at: session.lastEventAt ?? lastAlive)) / 60_000)
    }
}

extension InterviewService {
    /// The scenario of a session, as its plan practises it.
    package func scenario(of session: Session) async throws(InterviewError) -> Scenario {
        try await scenario(session.plan?.scenario ?? "").practised(by: session.plan)
    }

    /// What the quick assessor hears in a transcript; used while an answer is being written.
    ///
    /// - Complexity: that of the live assessor; answers it has read before cost nothing.
    package func reading(of transcript: Transcript, scenario: Scenario) -> Assessment {
        liveAssessor.assess(transcript, scenario: scenario)
    }
}

/// What reports and lists need of kept sessions.
extension InterviewService {
    /// Every session's entry, the newest first. - Complexity: O(sessions).
    package func records() async throws(InterviewError) -> [SessionRecord] {
        do { return try await store.list() } catch { throw .store(error) }
    }

    /// The session as it is stored, with or without its drafts; changes nothing.
    package func session(_ id: String, withDrafts: Bool) async throws(InterviewError) -> Session {
        do {
            return Session(id: id, events: try await store.events(of: id, withDrafts: withDrafts))
        } catch { throw .store(error) }
    }

    /// The scenario of a session with all of its phases.
    package func wholeScenario(of session: Session) async throws(InterviewError) -> Scenario {
        try await scenario(session.plan?.scenario ?? "")
    }

    /// What the full assessor finds in a session. - Complexity: that of the assessor.
    package func fullReading(of session: Session, scenario: Scenario) -> Assessment {
        assessor.assess(session.transcript, scenario: scenario.practised(by: session.plan))
    }

    /// The assessment kept for a session as it reads now; nil when its answers have changed since, or none was kept.
    package func keptAssessment(of session: Session) async throws(InterviewError) -> Assessment? {
        do {
            guard let kept = try await store.assessment(of: session.id, version: assessor.version),
                kept.eventCount == session.saidUpTo
            else { return nil }
            return kept.assessment
        } catch { throw .store(error) }
    }

    /// Keeps the full assessor's assessment of a session as it reads now.
    package func keep(_ assessment: Assessment, of session: Session) async throws(InterviewError) {
        let kept = StoredAssessment(
            session: session.id, version: assessor.version, eventCount: session.saidUpTo, assessment: assessment)
        do { try await store.save(kept) } catch { throw .store(error) }
    }
}

extension InterviewService {
    /// The sessions with these ids and all their events; every session when `ids` is empty.
    package func export(_ ids: [String]) async throws(InterviewError) -> SessionExport {
        try await Self.export(ids, from: store)
    }
}
