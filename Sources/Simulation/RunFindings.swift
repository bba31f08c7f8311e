package import InterviewCore

/// What one simulated interview shows about the interviewer. Each list names its offending questions; empty is right.
package struct RunFindings: Sendable {
    /// The same question id asked twice.
    package private(set) var repeats: [String] = []
    /// Two questions in nearly the same words.
    package private(set) var nearDuplicates: [String] = []
    /// Asked for something not said yet, and named it.
    package private(set) var leaks: [String] = []
    /// Asked for an item that was met already.
    package private(set) var askedWhenMet: [String] = []
    /// Asked about an item after it had been refused, skipped or answered with "I don't know".
    package private(set) var askedAfterRefusal: [String] = []
    /// More than two probes about one item.
    package private(set) var overProbed: [String] = []
    /// Phases entered out of order or twice.
    package private(set) var outOfOrder: [String] = []
    /// Quotes that are not the candidate's words or longer than eight words.
    package private(set) var badQuotes: [String] = []
    /// Phases in which something was said, time was left, and nothing took it up.
    package private(set) var deaf: [String] = []
    /// Phases in which something substantial was said.
    package private(set) var phasesWithSubstance = 0
    /// Ended more than one answer after the deadline.
    package private(set) var isOverrun = false
    /// Ended with more than a tenth of the time left although an item of the last phase could still be asked about.
    package private(set) var isEarly = false
    /// The interview did not come to an end.
    package private(set) var isDeadEnd = false
    /// Items that were touched unprompted or probed.
    package private(set) var givenChance: Set<String> = []

    /// - Complexity: O(questions²).
    package init(_ run: InterviewRun, scenario: Scenario) {
        isDeadEnd = run.ended == nil
        let asked = run.steps.filter { $0.question.purpose != .again }
        checkWording(asked)
        checkItems(run)
        checkQuotes(run)
        let order = run.session.phases
        if order != Array(scenario.phases.map(\.id).prefix(order.count)) { outOfOrder = order }
        if !isDeadEnd, order.count < scenario.phases.count, run.ended != .timeUp { outOfOrder = order }
        checkReactions(run, asked: asked, scenario: scenario)
        checkEnd(run, scenario: scenario)
        givenChance = Set(run.steps.compactMap { $0.question.purpose == .again ? nil : $0.question.item })
        for item in run.assessment.items where item.facets.contains(where: { $0.stance != .absent }) {
            givenChance.insert(item.item)
        }
    }

    private mutating func checkWording(_ asked: [InterviewRun.Step]) {
        var ids: Set<String> = []
        var texts: [(id: String, words: WordSet)] = []
        for step in asked {
            let question = step.question
            if !ids.insert(question.id).inserted { repeats.append(question.id) }
            let words = WordSet(question.text).subtracting(WordSet(question.quote ?? ""))
            if let twin = texts.first(where: { $0.words.likeness(to: words) >= WordSet.nearDuplicate }) {
                nearDuplicates.append("\(twin.id) and \(question.id)")
            }
            texts.append((question.id, words))
            if !step.leaks.isEmpty {
                leaks.append("\(question.id) names \(step.leaks.map(\.facet).joined(separator: ", "))")
            }
        }
    }

    private mutating func checkItems(_ run: InterviewRun) {
        var closed: Set<String> = []
        var probes: [String: Int] = [:]
        for step in run.steps {
            let question = step.question
            guard question.purpose != .again else {
                if let item = question.item, Self.isRefusal(step) { closed.insert(item) }
                continue
            }
            if let item = question.item, case .probe(let kind) = question.purpose {
                probes[item, default: 0] += 1
                if probes[item] == 3 { overProbed.append(question.id) }
                if closed.contains(item) { askedAfterRefusal.append(question.id) }
                if step.verdict == .met, [.missing, .specify, .clarify].contains(kind) {
                    askedWhenMet.append(question.id)
                }
            }
            if let item = question.item, Self.isRefusal(step) { closed.insert(item) }
        }
    }

    private static func isRefusal(_ step: InterviewRun.Step) -> Bool {
        if let command = step.reply?.command { return command != .repeatQuestion }
        return step.reading?.act == .refusal || step.reading?.act == .dontKnow
    }

    private mutating func checkQuotes(_ run: InterviewRun) {
        var spoken = ""
        for step in run.steps {
            if let quote = step.question.quote, step.question.purpose != .again {
                let words = quote.split(separator: " ").count
                if !(1...8).contains(words) || !spoken.contains(quote) || !step.question.text.contains(quote) {
                    badQuotes.append(quote)
                }
            }
            if let reply = step.reply, reply.command == nil { spoken = reply.text }
        }
    }

    private mutating func checkReactions(_ run: InterviewRun, asked: [InterviewRun.Step], scenario: Scenario) {
        let timetable = PhaseTimetable(scenario: scenario, minutes: run.session.plan?.minutes ?? nil)
        for phase in run.session.phases {
            let steps = run.steps.filter { $0.question.phase == phase && $0.question.purpose != .finalAddition }
            guard let first = steps.firstIndex(where: Self.isSubstantive) else { continue }
            phasesWithSubstance += 1
            if steps.contains(where: \.question.isReaction) { continue }
            // Without time for another question there is nothing to blame the interviewer for.
            let hadChance = first + 1 < steps.count
            let left = timetable.map { $0.left(in: phase, at: Self.end(of: steps, in: run)) } ?? 60_000
            if hadChance || left >= 60_000 { deaf.append(phase) }
        }
    }

    private static func end(of steps: [InterviewRun.Step], in run: InterviewRun) -> Int64 {
        guard let last = steps.last, let next = run.steps.first(where: { $0.elapsed > last.elapsed }) else {
            return run.duration
        }
        return next.elapsed
    }

    private static func isSubstantive(_ step: InterviewRun.Step) -> Bool {
        guard let reading = step.reading else { return false }
        return [.answer, .monologue, .correction].contains(reading.act) && reading.wordCount >= 8
    }

    private mutating func checkEnd(_ run: InterviewRun, scenario: Scenario) {
        guard let minutes = run.session.plan?.minutes ?? nil else { return }
        let deadline = Int64(minutes * 60_000)
        if let last = run.steps.last, last.elapsed > deadline { isOverrun = true }
        let open = scenario.items(in: run.session.phase ?? "").contains { item in
            let probes = run.steps.count { $0.question.item == item.id && $0.question.purpose != .again }
            let refused = run.steps.contains { $0.question.item == item.id && Self.isRefusal($0) }
            return run.assessment.item(item.id)?.verdict != .met && probes < 2 && !refused
        }
        isEarly = open && run.duration < deadline * 9 / 10
    }
}
