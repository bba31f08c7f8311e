import InterviewCore

/// Sorts of candidates an interviewer must be able to handle.
package enum CandidateKind: String, Sendable, CaseIterable, Codable {
    case strong, mid, vague, terse, monologue, refuser, contradicting, hostile, clarifying, reciter, silent
    case offTopic = "off-topic"

    /// How a kind of candidate behaves, in probabilities.
    struct Profile {
        /// Chance that an item of the phase is brought up by itself in the answer to the opening.
        var unprompted: Double
        /// Chances of the qualities, in the order strong, mid, vague, opposite; the last takes the rest.
        var qualities: [Double]
        /// Chance of something that is no answer, and what it then is.
        var interjects: Double
        var acts: [AnswerReading.Act]
        /// Parts said in reply to a probe.
        var parts: ClosedRange<Int> = 1...1
        /// Chance that an answer is followed by how or why.
        var elaborates = 0.5
        /// Whether items of other phases come up as well.
        var wanders = false
    }

    var profile: Profile {
        switch self {
        case .strong:
            Profile(
                unprompted: 0.62, qualities: [0.9, 0.1, 0], interjects: 0.05, acts: [.clarifyingQuestion, .correction],
                elaborates: 0.9)
        case .mid:
            Profile(
                unprompted: 0.4, qualities: [0.35, 0.4, 0.22], interjects: 0.06,
                acts: [.clarifyingQuestion, .dontKnow, .repeatRequest])
        case .vague:
            Profile(unprompted: 0.45, qualities: [0.03, 0.15, 0.8], interjects: 0.04, acts: [.dontKnow])
        case .terse:
            Profile(
                unprompted: 0.2, qualities: [0.1, 0.4, 0.45], interjects: 0.35, acts: [.silence, .silence, .dontKnow],
                elaborates: 0)
        case .monologue:
            Profile(
                unprompted: 0.95, qualities: [0.6, 0.25, 0.15], interjects: 0, acts: [.answer], parts: 3...6,
                wanders: true)
        case .refuser:
            Profile(
                unprompted: 0.3, qualities: [0.1, 0.5, 0.3], interjects: 0.45, acts: [.refusal, .refusal, .dontKnow])
        case .contradicting:
            Profile(unprompted: 0.6, qualities: [0.5, 0.1, 0], interjects: 0.1, acts: [.correction])
        case .hostile:
            Profile(
                unprompted: 0.2, qualities: [0.05, 0.2, 0.35], interjects: 0.4,
                acts: [.graderTalk, .graderTalk, .refusal, .offTopic])
        case .clarifying:
            Profile(
                unprompted: 0.45, qualities: [0.5, 0.35, 0.15], interjects: 0.45,
                acts: [.clarifyingQuestion, .clarifyingQuestion, .clarifyingQuestion, .repeatRequest])
        case .reciter:
            Profile(unprompted: 0.9, qualities: [0, 0.05, 0.95], interjects: 0, acts: [.answer], parts: 1...3)
        case .silent:
            Profile(unprompted: 0.1, qualities: [0, 0.3, 0.6], interjects: 0.7, acts: [.silence], elaborates: 0)
        case .offTopic:
            Profile(
                unprompted: 0.35, qualities: [0.25, 0.4, 0.3], interjects: 0.45,
                acts: [.offTopic, .offTopic, .smallTalk])
        }
    }
}
