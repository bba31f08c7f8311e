import InterviewCore
import WebPages

/// A scenario as the interface offers it.
struct ScenarioChoice: Encodable {
    struct Part: Encodable {
        var id: String
        var title: String
        var minutes: Double
    }

    struct Named: Encodable {
        var id: String
        var title: String
    }

    var id: String
    var version: String
    var title: String
    var brief: String
    var minutes: Double
    var phases: [Part]
    var items: [Named]
    var personas: [Named]
    var difficulties: [Named]

    init(_ scenario: Scenario) {
        id = scenario.id
        version = scenario.version
        title = scenario.title
        brief = scenario.brief
        minutes = scenario.minutes
        phases = scenario.phases.map { Part(id: $0.id, title: $0.title, minutes: $0.minutes) }
        items = scenario.items.map { Named(id: $0.id, title: $0.title) }
        personas = scenario.personas.map { Named(id: $0.id, title: $0.name) }
        difficulties = scenario.difficulties.map { Named(id: $0.id, title: $0.title) }
    }
}

/// A session in a list.
struct SessionLine: Encodable {
    struct Score: Encodable {
        var points: Double
        var low: Double
        var high: Double
        var outOf: Double
        /// Shares of each dimension's points, 0...1.
        var dimensions: [String: Double]
        /// Item code to verdict.
        var items: [String: Verdict]
    }

    var id: String
    var scenario: String
    var focus: String?
    var startedAt: Int64?
    var status: SessionState.Status
    var answers: Int
    var minutes: Double?
    var elapsedMinutes: Double
    var score: Score?

    init(_ card: SessionCard) {
        id = card.id
        scenario = card.scenario
        focus = card.focusID
        startedAt = card.startedAt?.milliseconds
        switch card.status {
        case .notStarted, .running: status = .running
        case .paused: status = .paused
        case .ended: status = .ended
        }
        answers = card.answers
        minutes = card.minutes
        elapsedMinutes = card.elapsedMinutes
        score = card.score.map {
            Score(
                points: $0.points, low: $0.low, high: $0.high, outOf: $0.outOf, dimensions: $0.dimensions,
                items: $0.verdicts)
        }
    }

    /// A finished and scored interview; nil for any other.
    static func scored(_ card: SessionCard) -> SessionLine? {
        card.isEnded && card.score != nil ? SessionLine(card) : nil
    }
}
