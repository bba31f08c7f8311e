import InterviewCore
import InterviewService
import Store
import WebPages

/// What is known of every session without reading it again: for the start page, the history and reports.
actor Shelf {
    private struct Kept {
        var eventCount: Int
        var card: SessionCard
        var plan: SessionPlan?
    }

    private let service: InterviewService
    private let bench: Workbench
    private let titles: [String: Scenario]
    /// The sessions that are being sat, as they stand in memory: they change every second and need no reading.
    private let running: @Sendable () async -> [String: Session]
    private var kept: [String: Kept] = [:]
    /// Reports by session, with the revision they are of; a few, since each holds a transcript's worth of quotes.
    private var reports: [String: (revision: Int, report: Report)] = [:]
    private static let keptReports = 64

    init(
        service: InterviewService, bench: Workbench, scenarios: [Scenario],
        running: @escaping @Sendable () async -> [String: Session] = { [:] }
    ) {
        self.running = running
        self.service = service
        self.bench = bench
        titles = Dictionary(uniqueKeysWithValues: scenarios.map { ($0.id, $0) })
    }

    /// Every session, the newest first. Only what has changed since is read.
    ///
    /// - Complexity: O(sessions) plus O(events) of those that changed.
    func cards() async throws -> [SessionCard] {
        do {
            let records = try await service.records()
            let running = await running()
            var cards: [SessionCard] = []
            for record in records {
                if let session = running[record.id], !session.isEnded {
                    cards.append(card(session, lastAlive: record.lastAlive))
                } else if let known = kept[record.id], known.eventCount == record.eventCount {
                    cards.append(known.card)
                } else {
                    cards.append(try await read(record))
                }
            }
            let ids = Set(records.map(\.id))
            kept = kept.filter { ids.contains($0.key) }
            return cards
        } catch let error as InterviewError { throw WebError.interview(error) }
    }

    private func card(_ session: Session, lastAlive: Instant) -> SessionCard {
        let scenario = session.plan.flatMap { titles[$0.scenario] }
        return SessionCard(
            id: session.id, scenario: session.plan?.scenario ?? "", title: scenario?.title ?? session.plan?.scenario ?? "",
            focus: session.plan?.focus.map { scenario?.phase($0)?.title ?? $0 }, focusID: session.plan?.focus,
            startedAt: session.startedAt, status: session.status,
            answers: session.entries.count { $0.turn.speaker == .candidate }, minutes: session.plan?.minutes,
            elapsedMinutes: Double(session.clock.elapsed(at: session.lastEventAt ?? lastAlive)) / 60_000, score: nil,
            selfRating: session.selfRating, isRetake: session.plan?.retakeOf != nil)
    }

    private func read(_ record: SessionRecord) async throws -> SessionCard {
        let session = try await service.session(record.id, withDrafts: false)
        let scenario = session.plan.flatMap { titles[$0.scenario] }
        var card = card(session, lastAlive: record.lastAlive)
        if card.isEnded, card.answers > 0, let scenario, let found = try await service.keptAssessment(of: session) {
            let part = scenario.practised(by: session.plan)
            card.score = Self.score(found, scenario: part)
        }
        kept[record.id] = Kept(eventCount: record.eventCount, card: card, plan: session.plan)
        return card
    }

    private static func score(_ assessment: Assessment, scenario: Scenario) -> SessionCard.Score {
        let score = Scoring.score(assessment, scenario: scenario)
        let verdicts = scenario.items.compactMap { item -> (String, Verdict)? in
            guard let found = assessment.item(item.id), found.isAssessed else { return nil }
            return (item.code, found.verdict)
        }
        return SessionCard.Score(
            points: score.total, low: score.range.lowerBound, high: score.range.upperBound, outOf: scenario.rubric.points,
            dimensions: Dictionary(
                uniqueKeysWithValues: score.dimensions.map { ($0.dimension, $0.outOf > 0 ? $0.points / $0.outOf : 0) }),
            verdicts: Dictionary(verdicts, uniquingKeysWith: { first, _ in first }))
    }

    /// The report on a session, read on the bench the first time and kept in the store.
    func report(_ id: String) async throws -> (report: Report, session: Session, scenario: Scenario) {
        do {
            // Drafts are most of the bytes and say nothing here.
            let session = try await service.session(id, withDrafts: false)
            let whole = try await service.wholeScenario(of: session)
            if let known = reports[id], known.revision == session.nextSequence {
                return (known.report, session, whole)
            }
            let assessment = try await assessment(of: session, scenario: whole)
            var report = Self.make(session, assessment: assessment, scenario: whole)
            if let before = try await attempt(before: session) {
                let earlier = try await self.assessment(of: before, scenario: whole)
                report.comparison = Report.Comparison(
                    now: report, before: Self.make(before, assessment: earlier, scenario: whole))
            }
            if reports.count >= Self.keptReports { reports.removeAll() }
            reports[id] = (session.nextSequence, report)
            kept[id] = nil
            return (report, session, whole)
        } catch let error as InterviewError { throw WebError.interview(error) }
    }

    private static func make(_ session: Session, assessment: Assessment, scenario whole: Scenario) -> Report {
        let scenario = whole.practised(by: session.plan)
        return Report.make(
            session: session, scenario: scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: scenario))
    }

    private func assessment(of session: Session, scenario: Scenario) async throws -> Assessment {
        if let found = try await service.keptAssessment(of: session) { return found }
        let service = service
        let found = try await bench.run { service.fullReading(of: session, scenario: scenario) }
        try await service.keep(found, of: session)
        return found
    }

    /// The attempt to compare with, from what is known of all sessions.
    private func attempt(before session: Session) async throws -> Session? {
        _ = try await cards()
        let earlier = kept.values.filter { known in
            known.card.id != session.id && known.plan?.scenario == session.plan?.scenario
                && known.plan?.focus == session.plan?.focus && known.card.isEnded && known.card.answers > 0
                && (known.card.startedAt?.milliseconds ?? 0) < (session.startedAt?.milliseconds ?? 0)
        }
        let origin = session.plan?.retakeOf?.session
        let found =
            origin.flatMap { kept[$0]?.card.id }
            ?? earlier.max { ($0.card.startedAt?.milliseconds ?? 0) < ($1.card.startedAt?.milliseconds ?? 0) }?.card.id
        guard let found else { return nil }
        return try await service.session(found, withDrafts: false)
    }

    func forget(_ id: String) {
        kept[id] = nil
        reports[id] = nil
    }

    /// Reads what has ended and was not scored yet, one after the other, until all is known.
    func catchUp() async throws {
        for card in try await cards() where card.isEnded && card.answers > 0 && card.score == nil && titles[card.scenario] != nil {
            guard let scenario = titles[card.scenario] else { continue }
            _ = try await assessment(of: try await service.session(card.id, withDrafts: false), scenario: scenario)
            kept[card.id] = nil
        }
    }
}
