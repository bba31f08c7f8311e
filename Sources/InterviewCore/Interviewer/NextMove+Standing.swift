/// Moves that leave the standing question open, and the lines said along the way.
extension NextMove {
    /// The standing question again, after a line for the occasion.
    func again(_ standing: Question, _ occasion: InterviewerLines.Occasion) -> Move {
        let other = occasion == .otherWords ? otherWording(of: standing) : nil
        let occasion = occasion == .otherWords && other == nil ? .again : occasion
        let said = line(occasion)
        let wording = other ?? standing.text
        return .say(retry(standing, said: said, text: wording, trigger: occasion.rawValue))
    }

    /// Another authored wording of an opening, or another question that looks for the same point of an item.
    private func otherWording(of standing: Question) -> String? {
        let probes: [Probe]
        switch standing.purpose {
        case .opening: return lines.pick(phase.openings.filter { $0 != standing.text }, "rewording-\(phase.id)")?.text
        case .probe(let kind) where standing.quote != nil:
            probes = (situation.scenario.probesByPhase[phase.id]?[kind] ?? []).filter { $0.needsQuote && $0.fits == nil }
        case .probe(.missing):
            probes = standing.item.flatMap(situation.scenario.item)?.probes.filter { $0.kind == .missing } ?? []
        default: return nil
        }
        let fresh = probes.filter {
            !history.askedIDs.contains($0.id) && !history.reworded.contains($0.filled(with: standing.quote))
        }
        return fresh.max { lines.chance($0.id) < lines.chance($1.id) }?.filled(with: standing.quote)
    }

    /// Answers a question about the case from the fact sheet, or asks for an assumption.
    func tellFact(_ fact: String?, _ standing: Question) -> Move {
        let plan = situation.session.plan
        if let fact, let answer = situation.scenario.answer(toFact: fact, variant: plan?.variant) {
            let handBack = line(.goOn)
            return .say(
                retry(
                    standing, said: handBack, text: nil, trigger: "asked for the fact '\(fact)'", before: answer))
        }
        return .say(
            retry(standing, said: line(.assume), text: nil, trigger: "asked for something the fact sheet leaves open"))
    }

    /// What the fact sheet says on a question that a full answer ends with; nil when nothing was asked.
    func told(_ fact: String?) -> LinePicker.Line? {
        guard let fact, let answer = situation.scenario.answer(toFact: fact, variant: situation.session.plan?.variant)
        else { return nil }
        return LinePicker.Line(text: answer, name: "fact/\(fact)")
    }

    /// Asks for the answer in English, which is all that is read.
    func askForEnglish(_ standing: Question) -> Move {
        .say(retry(standing, said: line(.inEnglish), text: nil, trigger: "an answer in another language"))
    }

    /// Draws out more after an empty or one-word answer.
    func breakSilence(_ standing: Question, isEmpty: Bool) -> Move {
        let probes = situation.scenario.probesByPhase[phase.id]?[.silence] ?? []
        let fresh = probes.filter { history.saidLines["silence-probe/\($0.id)"] == nil }
        let probe = fresh.max { lines.chance($0.id) < lines.chance($1.id) }
        if isEmpty, standing.purpose == .opening, let probe {
            let named = LinePicker.Line(text: probe.text, name: "silence-probe/\(probe.id)")
            return .say(retry(standing, said: named, text: nil, trigger: "silence"))
        }
        return .say(retry(standing, said: line(.silence), text: nil, trigger: "very short answer"))
    }

    /// Asks for the core of a monologue, once per phase and only while something is open.
    func focus(_ standing: Question) -> Move? {
        guard !history.focused.contains(phase.id), !gauge.isOver, gauge.capacity > 1, history.rolePlayTurns == 0,
            let said = line(.focus)
        else { return nil }
        let open = situation.scenario.items(in: phase.id).contains {
            (situation.assessment.item($0.id)?.verdict ?? .absent) != .met
        }
        guard open else { return nil }
        let question = Question(
            id: Question.focusPrefix + phase.id, purpose: .probe(.clarify), phase: phase.id, item: nil,
            text: said.text, quote: nil, reason: reason("a very long answer", lines: [said]))
        return .say(Utterance(text: said.text, question: question))
    }

    private func retry(
        _ standing: Question, said: LinePicker.Line?, text: String?, trigger: String, before: String? = nil
    ) -> Utterance {
        var question = standing
        question.id = "\(standing.root)\(Question.againMark)\(history.retriesOfStanding + 1)"
        question.purpose = .again
        question.reason = reason(trigger, lines: [said].compactMap { $0 })
        if let text { question.text = text }
        // The engineer's lines are heard in quotation marks.
        let heard = standing.purpose == .probe(.rolePlay) ? text.map { "\"\($0)\"" } : text
        let parts = [before, said?.text, heard].compactMap { $0 }
        return Utterance(text: parts.joined(separator: " "), question: question)
    }

    // MARK: Lines

    /// A line for the occasion, with the engineer's name in place.
    func line(_ occasion: InterviewerLines.Occasion, isStatement: Bool = false) -> LinePicker.Line? {
        var wordings = situation.scenario.lines[occasion]
        if isStatement {
            let statements = wordings.filter { !$0.contains("?") }
            if !statements.isEmpty { wordings = statements }
        }
        let name = isStatement ? "\(occasion.rawValue)-statement" : occasion.rawValue
        guard var picked = lines.pick(wordings, name) else { return nil }
        picked.text = picked.text.filling(name: situation.scenario.engineer.name)
        return picked
    }

    /// A short neutral reaction, most of the time; never praise or a hint.
    func acknowledgement(pressing: Bool) -> LinePicker.Line? {
        guard let persona = situation.scenario.persona(for: situation.session.plan),
            lines.chance("acknowledge-\(history.asked.count)") < Self.acknowledgedShare
        else { return nil }
        let presses = pressing && lines.chance("press-\(history.asked.count)") < 0.4 && !persona.pressing.isEmpty
        return presses
            ? lines.pick(persona.pressing, "pressing") : lines.pick(persona.acknowledgements, "acknowledgement")
    }

    /// What the last answer committed to, said back; nil after anything but an answer and within a role-play.
    var echo: LinePicker.Line? {
        guard let last = situation.session.entries.indices.last, history.rolePlayTurns == 0,
            [.answer, .monologue].contains(situation.reading?.act)
        else { return nil }
        return Echo.line(
            of: last, assessment: situation.assessment, scenario: situation.scenario,
            persona: situation.scenario.persona(for: situation.session.plan), lines: lines)
    }

    /// Whether the echo is said even where no question depends on it.
    var echoes: Bool { lines.chance("echo-\(history.asked.count)") < Self.echoedShare }

    /// A remark that the phase is nearly over, once.
    func nudge() -> LinePicker.Line? {
        let occasion = "nudge-\(phase.id)"
        guard !history.saidLines.keys.contains(where: { $0.hasPrefix(occasion) }) else { return nil }
        return lines.pick(phase.nudges, occasion)
    }

    /// Share of follow-ups with an acknowledgement before them.
    private static let acknowledgedShare = 0.75
    /// Share of the answers with something to say back after which it is said back.
    private static let echoedShare = 0.6

    func reason(_ trigger: String, alternatives: [String] = [], lines: [LinePicker.Line]) -> Question.Reason {
        Question.Reason(
            trigger: trigger, alternatives: alternatives, secondsLeft: gauge.secondsLeft,
            heard: situation.reading?.act, lines: lines.flatMap(\.names))
    }
}
