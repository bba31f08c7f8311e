/// What has happened in an interview so far, as the policy needs it: one pass over the session's turns.
///
/// A class because every part of a decision reads it and none changes it after the pass.
final class InterviewHistory {
    /// The question that waits for an answer or has just been answered, as it was first put.
    private(set) var standing: Question?
    /// Ids of everything asked.
    private(set) var askedIDs: Set<String> = []
    /// Every question put for the first time, in order.
    private(set) var asked: [Question] = []
    /// How often a question, by id, was put again.
    private(set) var retries: [String: Int] = [:]
    /// Texts in which a question was put again, other than its own.
    private(set) var reworded: Set<String> = []
    /// Item id to the number of probes about it.
    private(set) var probes: [String: Int] = [:]
    /// Items whose question was refused, skipped or answered with "I don't know".
    private(set) var refusedItems: Set<String> = []
    /// Openings and probes by phase.
    private(set) var questionsByPhase: [String: Int] = [:]
    /// Follow-ups that quote or refer to the last answer, by phase.
    private(set) var reactionsByPhase: [String: Int] = [:]
    private(set) var challengesByPhase: [String: Int] = [:]
    /// Phases with a twist, and with a pushback or a role-play.
    private(set) var twistedPhases: Set<String> = []
    private(set) var pushedPhases: Set<String> = []
    /// Phases in which the candidate was brought back to the topic.
    private(set) var broughtBack: Set<String> = []
    /// Phases in which a monologue was cut to its core.
    private(set) var focused: Set<String> = []
    /// Questions after whose silence more was asked for.
    private(set) var silenceBroken: Set<String> = []
    /// How often authored lines were said, by `occasion/index`.
    private(set) var saidLines: [String: Int] = [:]
    /// Words of the candidate's already quoted, lower-case.
    private(set) var quotes: Set<String> = []
    private(set) var twists = 0
    /// Pushbacks and role-play scenes.
    private(set) var pushbacks = 0
    /// Turns of the role-play that is going on; 0 outside of one.
    private(set) var rolePlayTurns = 0
    /// Milliseconds of interview time each answer took, in order.
    private(set) var answerTimes: [Int64] = []

    /// - Complexity: O(turns).
    init(session: Session, reading: AnswerReading?) {
        var askedAt: Double?
        askedIDs.reserveCapacity(session.entries.count)
        saidLines.reserveCapacity(session.entries.count)
        for entry in session.entries {
            if entry.turn.speaker == .candidate {
                if let start = askedAt { answerTimes.append(Int64((entry.turn.minute - start) * 60_000)) }
                askedAt = nil
            } else {
                askedAt = entry.turn.minute
                if let question = entry.question { note(question) }
                if let command = entry.command, command != .repeatQuestion { noteRefusal() }
            }
        }
        if let act = reading?.act { noteAct(act) }
    }

    private func note(_ question: Question) {
        if let act = question.reason.heard { noteAct(act) }
        for line in question.reason.lines {
            saidLines[line, default: 0] += 1
            if line.hasPrefix(InterviewerLines.Occasion.bringBack.rawValue) { broughtBack.insert(question.phase) }
            if line.hasPrefix(InterviewerLines.Occasion.silence.rawValue) { silenceBroken.insert(question.root) }
            if line.hasPrefix(InterviewerLines.Occasion.rolePlayStart.rawValue) {
                pushbacks += 1
                pushedPhases.insert(question.phase)
            }
        }
        if question.purpose == .again {
            retries[question.root, default: 0] += 1
            if question.text != standing?.text {
                reworded.insert(question.text)
                // Asked for once more, it is said as it was last.
                standing?.text = question.text
            }
            return
        }
        standing = question
        asked.append(question)
        askedIDs.insert(question.id)
        questionsByPhase[question.phase, default: 0] += 1
        if let quote = question.quote { quotes.insert(quote.lowercased()) }
        var isRolePlay = false
        if case .probe(let kind) = question.purpose {
            if let item = question.item { probes[item, default: 0] += 1 }
            if question.isReaction { reactionsByPhase[question.phase, default: 0] += 1 }
            switch kind {
            case .twist:
                twists += 1
                twistedPhases.insert(question.phase)
            case .pushback:
                pushbacks += 1
                pushedPhases.insert(question.phase)
            case .challenge: challengesByPhase[question.phase, default: 0] += 1
            case .rolePlay: isRolePlay = true
            case .clarify where question.id.hasPrefix(Question.focusPrefix): focused.insert(question.phase)
            default: break
            }
        }
        rolePlayTurns = isRolePlay ? rolePlayTurns + 1 : 0
    }

    /// Takes note of what the answer to the standing question turned out to be.
    private func noteAct(_ act: AnswerReading.Act) {
        if act == .dontKnow || act == .refusal { noteRefusal() }
    }

    private func noteRefusal() {
        if let item = standing?.item { refusedItems.insert(item) }
    }

    /// Tries at the standing question beyond the first.
    var retriesOfStanding: Int { standing.map { retries[$0.root, default: 0] } ?? 0 }
}

extension Question {
    /// Marks the id of a question that is put again.
    static let againMark: Character = "~"
    /// Begins the id of the question that cuts a monologue to its core.
    static let focusPrefix = "focus-"
    /// Begins the name of a line that says back what was heard; the facet follows.
    package static let echoPrefix = "echo/"

    /// The id under which the question was first put.
    var root: String { purpose == .again ? String(id.prefix { $0 != Self.againMark }) : id }

    /// Whether the question quotes or refers to the answer before it.
    package var isReaction: Bool {
        guard case .probe(let kind) = purpose else { return false }
        if quote != nil || reason.lines.contains(where: { $0.hasPrefix(Self.echoPrefix) }) { return true }
        switch kind {
        case .specify, .clarify, .challenge, .conflict, .twist, .pushback, .silence: return true
        case .missing, .rolePlay, .time: return false
        }
    }
}
