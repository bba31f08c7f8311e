import Foundation
import InterviewCore
import Testing

/// What was stored once must be readable for good: never change a line of the fixture, only add lines.
@Suite struct SessionEventCodingTests {
    private static func question(
        _ id: String, _ purpose: Question.Purpose, _ text: String, trigger: String, phase: String = "diagnosis",
        item: String? = nil, quote: String? = nil, alternatives: [String] = [], secondsLeft: Int? = nil,
        heard: AnswerReading.Act? = nil, lines: [String] = []
    ) -> Question {
        Question(
            id: id, purpose: purpose, phase: phase, item: item, text: text, quote: quote,
            reason: .init(trigger: trigger, alternatives: alternatives, secondsLeft: secondsLeft, heard: heard, lines: lines))
    }

    private static func plan(_ difficulty: String, seed: UInt64, minutes: Double?, showsTracker: Bool) -> SessionPlan {
        SessionPlan(
            scenario: "performance-management", scenarioVersion: "1.0.0", variant: "overloaded", persona: "neutral",
            difficulty: difficulty, seed: seed, minutes: minutes, showsTracker: showsTracker)
    }

    /// The events of the fixture, line by line.
    private static let kinds: [SessionEvent.Kind] = [
        .started(plan("standard", seed: .max, minutes: 30, showsTracker: true)),
        .started(plan("hard", seed: 0, minutes: nil, showsTracker: false)),
        .phaseEntered("diagnosis"),
        .said(Utterance(text: "Welcome.")),
        .said(
            Utterance(
                text: "Where do you start?",
                question: question("open-1", .opening, "Where do you start?", trigger: "the phase begins"))),
        .said(
            Utterance(
                text: "I see. Which ones?",
                question: question(
                    "d1-specify-1", .probe(.specify), "Which ones?", trigger: "a vague claim", item: "validates-pattern",
                    quote: "the numbers", alternatives: ["d2-missing-1 0.4", "d3-missing-1 0.2"], secondsLeft: -3))),
        .said(
            Utterance(
                text: "Why me?",
                question: question("d1-role-1", .probe(.rolePlay), "Why me?", trigger: "t", item: "validates-pattern"))),
        .said(
            Utterance(
                text: "Where do you start?", question: question("open-1", .again, "Where do you start?", trigger: "asked for"))),
        .said(
            Utterance(
                text: "Anything else?",
                question: question("final", .finalAddition, "Anything else?", trigger: "the end", phase: "outcomes"))),
        .drafted("I wou"),
        .answered("I'd look at \"dates\"/incidents first.\nשלום 👍🏽"),
        .acted(.skip), .acted(.dontKnow), .acted(.repeatQuestion),
        .revised(turn: 1, text: "I looked."),
        .paused, .resumed,
        .recovered(lastAlive: Instant(milliseconds: 1_790_000_000_010)),
        .selfRated(60),
        .disputed(item: "d1", comment: "I said that."),
        .ended(.completed), .ended(.timeUp), .ended(.byCandidate),
        .rewound(to: 13),
        .said(
            Utterance(
                text: "Go on.",
                question: question(
                    "d1-1", .probe(.silence), "Go on.", trigger: "silence", heard: .silence, lines: ["silence/2"]))),
    ]

    /// Whether everything in `old` stands in `new` too, which may have more keys.
    private static func holds(_ old: Any, in new: Any) -> Bool {
        switch (old, new) {
        case (let old as [String: Any], let new as [String: Any]):
            old.allSatisfy { key, value in new[key].map { holds(value, in: $0) } ?? false }
        case (let old as [Any], let new as [Any]):
            old.count == new.count && zip(old, new).allSatisfy { holds($0, in: $1) }
        default: (old as? NSObject) == (new as? NSObject)
        }
    }

    private static func lines() throws -> [String] {
        let file = try #require(Bundle.module.url(forResource: "events", withExtension: "jsonl", subdirectory: "Fixtures"))
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func `events stored before are still read, and nothing of them is lost when written`() throws {
        let lines = try Self.lines()
        #expect(lines.count == Self.kinds.count)
        let encoder = JSONEncoder()
        for (index, (line, kind)) in zip(lines, Self.kinds).enumerated() {
            let event = try JSONDecoder().decode(SessionEvent.self, from: Data(line.utf8))
            #expect(event.kind == kind, "line \(index + 1)")
            #expect(event.at.milliseconds == 1_790_000_000_000 + Int64(max(0, index - 1)))
            #expect(event.sequence == max(0, index - 1))
            let written = try JSONSerialization.jsonObject(with: try encoder.encode(event))
            #expect(Self.holds(try JSONSerialization.jsonObject(with: Data(line.utf8)), in: written), "line \(index + 1)")
        }
    }

    @Test func `every kind of event, command, end and purpose stands in the fixture`() {
        #expect(Set(Self.kinds.map(Self.name)).count == 14)
        #expect(CandidateCommand.allCases.allSatisfy { Self.kinds.contains(.acted($0)) })
        #expect(EndReason.allCases.allSatisfy { Self.kinds.contains(.ended($0)) })
    }

    /// A new kind of event fails to compile here: name it, add a line for it to the fixture, and count it above.
    private static func name(_ kind: SessionEvent.Kind) -> String {
        switch kind {
        case .started: "started"
        case .phaseEntered: "phaseEntered"
        case .said: "said"
        case .drafted: "drafted"
        case .answered: "answered"
        case .acted: "acted"
        case .revised: "revised"
        case .paused: "paused"
        case .resumed: "resumed"
        case .recovered: "recovered"
        case .ended: "ended"
        case .selfRated: "selfRated"
        case .disputed: "disputed"
        case .rewound: "rewound"
        }
    }

    @Test(arguments: [
        #"{"at":1,"kind":{"answered":{"_0":"x","later":true}},"later":{"a":[1]},"sequence":3}"#
    ]) func `keys of a later version are passed over`(line: String) throws {
        let event = try JSONDecoder().decode(SessionEvent.self, from: Data(line.utf8))
        #expect(event == SessionEvent(sequence: 3, at: Instant(milliseconds: 1), kind: .answered("x")))
    }

    @Test(arguments: [
        #"{"at":1,"kind":{"teleported":{}},"sequence":3}"#, #"{"at":1,"kind":{},"sequence":3}"#,
        #"{"kind":{"paused":{}},"sequence":3}"#, #"{"at":"soon","kind":{"paused":{}},"sequence":3}"#,
        #"{"at":1,"kind":{"ended":{"_0":"bored"}},"sequence":3}"#, #"{"at":1,"kind":{"paused":{},"resumed":{}},"sequence":3}"#,
    ]) func `what is no event is refused`(line: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(SessionEvent.self, from: Data(line.utf8)) }
    }
}
