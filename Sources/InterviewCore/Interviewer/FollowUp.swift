/// A question the interviewer could ask next, with what it is worth.
struct FollowUp {
    var probe: Probe
    var item: String?
    var quote: String?
    /// Points it may bring, plus what listening is worth; comparable within one decision.
    var value: Double
    /// What sets it off, in words.
    var trigger: String

    /// The question as it would be said.
    var text: String { probe.filled(with: quote) }

    /// Whether it quotes or refers to the last answer.
    var isReaction: Bool { quote != nil || [.specify, .clarify, .challenge, .conflict].contains(probe.kind) }

    /// Whether it changes the subject, so that saying back what was heard leads over to it.
    var kindTakesEcho: Bool { quote == nil && [.missing, .time, .twist, .pushback].contains(probe.kind) }
}

/// What a follow-up is worth. Points are points of the rubric; Docs/INTERVIEWER.md gives the reasons.
enum FollowUpWeight {
    /// Share of an item's missing points that a first and a second probe are expected to bring.
    static let missing = [0.55, 0.3]
    static let vagueClaim = [0.65, 0.35]
    static let contradiction = 0.5
    /// Added when the question takes up the candidate's own words.
    static let listening = 1.0
    /// A vague claim that bears on no open item.
    static let looseClaim = 1.2
    /// Taken off for each claim that was judged more worth asking about.
    static let claimRank = 0.2
    static let conflict = 3.0
    static let challenge = 1.5
    static let twist = 1.8
    static let pushback = 1.7
    static let rolePlay = 1.75
    /// Share of all missing points that one open "what else" question brings when time runs out.
    static let timeProbe = 0.3
    /// The first follow-up of a phase takes up what was said.
    static let firstReaction = 20.0
    /// Width of the seed's say between questions of like worth.
    static let jitter = 0.4
    /// Below this a question isn't worth the candidate's time.
    static let least = 0.6
    /// The same while there's time for three more answers.
    static let leastWithTime = 0.15
}
