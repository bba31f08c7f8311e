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
        on session: Session, scenario: Scenario, assessor: any Assessor, earlier: Session? = nil
    ) -> Report {
        let assessment = assessor.assess(session.transcript, scenario: scenario)
        var report = Report.make(
            session: session, scenario: scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: scenario))
        if let earlier {
            report.comparison = Report.Comparison(
                now: report, before: Self.report(on: earlier, scenario: scenario, assessor: assessor))
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
                if other.plan?.scenario == plan.scenario, isBefore, other.isEnded, hasAnswers { return other }
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
