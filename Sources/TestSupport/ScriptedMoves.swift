package import InterviewCore

/// An interviewer for tests: two questions a phase, then the next phase, then the close.
package enum ScriptedMoves {
    package static func first(scenario: Scenario, plan: SessionPlan) -> Move {
        enter(scenario.phases[0], greeting: scenario.personas[0].welcome[0])
    }

    package static func next(_ situation: MovePolicy.Situation) -> Move {
        let scenario = situation.scenario
        let session = situation.session
        if session.entries.last?.command == .repeatQuestion, var question = session.questions.last {
            question.purpose = .again
            return .say(Utterance(text: question.text, question: question))
        }
        guard let index = scenario.phases.firstIndex(where: { $0.id == session.phase }) else {
            return .close(Utterance(text: "Goodbye."), .completed)
        }
        let phase = scenario.phases[index]
        let asked = session.questions.count { $0.phase == phase.id && $0.purpose != .again }
        if asked < 2 {
            let question = question("\(phase.id)-2", phase: phase.id, text: "What else about \(phase.id)?")
            return .say(Utterance(text: "I see. " + question.text, question: question))
        }
        guard index + 1 < scenario.phases.count else {
            return .close(Utterance(text: scenario.personas[0].closing[0]), .completed)
        }
        return enter(scenario.phases[index + 1], greeting: scenario.phases[index + 1].transitions[0])
    }

    private static func enter(_ phase: Phase, greeting: String) -> Move {
        let question = question("\(phase.id)-1", phase: phase.id, text: phase.openings[0])
        return .enterPhase(phase.id, Utterance(text: greeting + " " + question.text, question: question))
    }

    private static func question(_ id: String, phase: String, text: String) -> Question {
        Question(
            id: id, purpose: .opening, phase: phase, item: nil, text: text, quote: nil,
            reason: .init(trigger: "the script says so", alternatives: ["nothing 0.0"], secondsLeft: nil))
    }
}
