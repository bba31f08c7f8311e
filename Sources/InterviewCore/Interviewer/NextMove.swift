/// One decision of the interviewer's: from the situation to the move.
struct NextMove {
    let situation: MovePolicy.Situation
    let history: InterviewHistory
    let gauge: PhaseGauge
    let lines: LinePicker
    let phase: Phase

    /// After so many further tries at one question the interview goes on without an answer.
    private static let mostRetries = 3

    init(_ situation: MovePolicy.Situation) {
        self.situation = situation
        history = InterviewHistory(session: situation.session, reading: situation.reading)
        gauge = PhaseGauge(situation: situation, history: history)
        lines = LinePicker(seed: situation.session.plan?.seed ?? 0, said: history.saidLines)
        let scenario = situation.scenario
        phase = situation.session.phase.flatMap(scenario.phase) ?? scenario.phases[0]
    }

    func decide() -> Move {
        guard let standing = history.standing else {
            guard let plan = situation.session.plan else { return close(.completed) }
            return MovePolicy.first(scenario: situation.scenario, plan: plan)
        }
        if gauge.isPastDeadline { return close(.timeUp) }
        let command = situation.session.entries.last { $0.turn.speaker == .interviewer }?.command
        if standing.purpose == .finalAddition {
            return command == .repeatQuestion ? again(standing, .again) : close(.completed)
        }
        if let command, situation.reading == nil { return respond(to: command, standing) }
        // Without an answer there is nothing to decide but whether time is up.
        guard let reading = situation.reading else { return again(standing, .again) }
        return respond(to: reading, standing)
    }

    private func respond(to command: CandidateCommand, _ standing: Question) -> Move {
        switch command {
        case .skip: goOn(after: line(.afterSkip))
        case .dontKnow: goOn(after: line(.afterDontKnow))
        case .repeatQuestion: again(standing, .again)
        }
    }

    private func respond(to reading: AnswerReading, _ standing: Question) -> Move {
        let isRolePlay = standing.purpose == .probe(.rolePlay)
        let canRetry = history.retriesOfStanding < Self.mostRetries
        switch reading.act {
        case .answer:
            if let told = told(reading.fact), !isRolePlay { return goOn(after: told) }
            return goOn(after: reading.openQuestion == nil || isRolePlay ? nil : line(.leftOpen))
        case .correction:
            return goOn(after: line(.correctionNoted))
        case .monologue:
            return focus(standing) ?? goOn(after: nil)
        case .dontKnow:
            return goOn(after: line(.afterDontKnow))
        case .refusal:
            return goOn(after: line(.afterRefusal))
        case .clarifyingQuestion, .smallTalk, .offTopic, .repeatRequest:
            // In a role-play the candidate talks to the engineer.
            if isRolePlay, reading.act != .repeatRequest { return goOn(after: nil) }
            return canRetry ? sideStep(reading, standing) : goOn(after: line(.afterSkip))
        case .graderTalk:
            return history.retriesOfStanding == 0
                ? again(standing, .inCharacter) : goOn(after: line(.inCharacter, isStatement: true))
        case .otherLanguage:
            return canRetry ? askForEnglish(standing) : goOn(after: line(.afterSkip))
        case .silence:
            return history.silenceBroken.contains(standing.root) || !canRetry
                ? goOn(after: line(.afterSkip)) : breakSilence(standing, isEmpty: reading.wordCount == 0)
        }
    }

    private func sideStep(_ reading: AnswerReading, _ standing: Question) -> Move {
        switch reading.act {
        case .clarifyingQuestion:
            return tellFact(reading.fact, standing)
        case .smallTalk:
            return again(standing, .smallTalk)
        case .offTopic:
            return history.broughtBack.contains(phase.id)
                ? goOn(after: line(.afterSkip)) : again(standing, .bringBack)
        default:
            return again(standing, reading.wantsOtherWords || standing.purpose == .opening ? .otherWords : .again)
        }
    }

    // MARK: Going on

    /// The next question, the next phase or the end.
    func goOn(after reaction: LinePicker.Line?) -> Move {
        let isLast = history.saidLines.keys.contains { $0.hasPrefix(InterviewerLines.Occasion.lastQuestion.rawValue) }
        if isLast { return finale(after: reaction) }
        if let scene = nextSceneLine() { return scene }
        guard !gauge.isOver else {
            return leavePhase(
                after: reaction, why: gauge.isFull ? "enough was asked in this part" : "no time for another question")
        }
        let reading =
            situation.reading
            ?? AnswerReading(act: .silence, wordCount: 0, claims: [], conflict: nil, fact: nil)
        let planner = FollowUpPlanner(
            situation: situation, history: history, gauge: gauge, lines: lines, reading: reading,
            canEcho: reaction == nil && echo != nil)
        if gauge.left == nil, planner.isDone {
            return leavePhase(after: reaction, why: "every item was met, probed twice or refused")
        }
        guard let (choice, others) = planner.best() else {
            return leavePhase(after: reaction, why: "nothing useful is left to ask")
        }
        return .say(ask(choice, others: others, after: reaction))
    }

    private func ask(_ choice: FollowUp, others: [FollowUp], after reaction: LinePicker.Line?) -> Utterance {
        let isNewScene = choice.probe.kind == .rolePlay
        let signpost = signpost(before: choice)
        var parts: [LinePicker.Line?] = []
        if history.rolePlayTurns > 0 { parts.append(line(.rolePlayEnd)) }
        if let reaction {
            parts.append(reaction)
        } else if choice.kindTakesEcho, let echo, echoes || needsReaction {
            parts.append(echo)
        } else if history.rolePlayTurns == 0 {
            let isPressing = choice.quote != nil || choice.probe.kind == .challenge
            parts.append(acknowledgement(pressing: isPressing && signpost == nil))
        }
        parts.append(signpost)
        if isNewScene { parts.append(line(.rolePlayStart)) }
        let said = parts.compactMap { $0 }
        let question = Question(
            id: choice.probe.id, purpose: .probe(choice.probe.kind), phase: phase.id, item: choice.item,
            text: choice.text, quote: choice.quote,
            reason: reason(choice.trigger, alternatives: others.map(\.trigger), lines: said))
        let words = isNewScene ? "\"\(choice.text)\"" : choice.text
        return Utterance(text: (said.map(\.text) + [words]).joined(separator: " "), question: question)
    }

    /// Says that this is the last question of the interview, or that the phase is nearly over.
    private func signpost(before choice: FollowUp) -> LinePicker.Line? {
        guard let left = gauge.left, let length = gauge.length, gauge.capacity == 1, choice.probe.kind != .time else {
            return nil
        }
        if phase.id == situation.scenario.phases.last?.id { return line(.lastQuestion) }
        return left <= min(130_000, length / 4) ? nudge() : nil
    }

    /// The engineer's next line when a role-play should go on.
    private func nextSceneLine() -> Move? {
        let turns = history.rolePlayTurns
        guard turns > 0, let standing = history.standing, gauge.capacity > 1,
            situation.reading?.act == .answer || situation.reading?.act == .clarifyingQuestion
        else { return nil }
        let wanted = 1 + Int(lines.chance("scene-\(phase.id)") * 3)
        guard turns < wanted else { return nil }
        let scripts = (situation.scenario.probesByPhase[phase.id]?[.rolePlay] ?? []).filter {
            !history.askedIDs.contains($0.id)
        }
        guard let next = scripts.max(by: { lines.chance($0.id) < lines.chance($1.id) }) else { return nil }
        let question = Question(
            id: next.id, purpose: .probe(.rolePlay), phase: phase.id, item: nil, text: next.text, quote: nil,
            reason: reason("the scene with the engineer goes on (\(standing.id))", lines: []))
        return .say(Utterance(text: "\"\(next.text)\"", question: question))
    }

    /// Whether nothing has taken up the candidate's words in this phase yet.
    private var needsReaction: Bool { history.reactionsByPhase[phase.id, default: 0] == 0 }

    private func leavePhase(after reaction: LinePicker.Line?, why: String) -> Move {
        let phases = situation.scenario.phases
        guard let index = phases.firstIndex(where: { $0.id == phase.id }), index + 1 < phases.count else {
            return finale(after: reaction)
        }
        let next = phases[index + 1]
        var parts: [LinePicker.Line?] = []
        if history.rolePlayTurns > 0 { parts.append(line(.rolePlayEnd)) }
        let last = echoes ? echo : nil
        if reaction != nil {
            parts.append(closing(reaction))
        } else {
            parts.append(last ?? (history.rolePlayTurns == 0 ? acknowledgement(pressing: false) : nil))
        }
        parts.append(lines.pick(next.transitions, "transition-\(next.id)"))
        guard let opening = lines.pick(next.openings, "opening-\(next.id)") else { return finale(after: reaction) }
        let said = parts.compactMap { $0 }
        let question = Question(
            id: "opening-\(next.id)", purpose: .opening, phase: next.id, item: nil, text: opening.text, quote: nil,
            reason: reason("leaves '\(phase.title)': \(why)", lines: said + [opening]))
        return .enterPhase(
            next.id, Utterance(text: (said + [opening]).map(\.text).joined(separator: " "), question: question))
    }

    /// The reaction where no question follows at once: "on to the next one" would announce one.
    private func closing(_ reaction: LinePicker.Line?) -> LinePicker.Line? {
        guard let reaction, !reaction.name.hasPrefix(InterviewerLines.Occasion.afterSkip.rawValue) else { return nil }
        return reaction
    }

    /// The invitation to a last addition when there's time, else the end.
    private func finale(after reaction: LinePicker.Line?) -> Move {
        guard gauge.fitsFinalAddition, let invitation = line(.finalAddition) else { return close(.completed) }
        let end = history.rolePlayTurns > 0 ? line(.rolePlayEnd) : nil
        let said = [end, reaction == nil ? acknowledgement(pressing: false) : closing(reaction)].compactMap { $0 }
        let question = Question(
            id: "final-addition", purpose: .finalAddition, phase: phase.id, item: nil, text: invitation.text,
            quote: nil, reason: reason("every phase is done", lines: said + [invitation]))
        return .say(
            Utterance(text: (said + [invitation]).map(\.text).joined(separator: " "), question: question))
    }

    func close(_ reason: EndReason) -> Move {
        let persona = situation.scenario.persona(for: situation.session.plan)
        let parts = [reason == .timeUp ? line(.timeUp) : nil, lines.pick(persona?.closing ?? [], "closing")]
        return .close(Utterance(text: parts.compactMap { $0?.text }.joined(separator: " ")), reason)
    }
}
