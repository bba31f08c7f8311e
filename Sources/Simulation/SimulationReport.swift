package import InterviewCore

/// What many simulated interviews show about the interviewer.
package struct SimulationReport: Sendable, Encodable {
    package private(set) var interviews = 0
    package private(set) var byKind: [String: Int] = [:]
    package private(set) var endings: [String: Int] = [:]
    package private(set) var questions = 0
    package private(set) var questionsByPurpose: [String: Int] = [:]
    package private(set) var quotingQuestions = 0
    package private(set) var phasesWithSubstance = 0
    /// Name of the fault to the number of times it was found; every fault is listed, also with zero.
    package private(set) var faults: [String: Int] = [:]
    /// Name of the fault to a few of its cases.
    package private(set) var examples: [String: [String]] = [:]
    package private(set) var earlyEnds = 0
    package private(set) var minutes = Spread()
    package private(set) var questionsEach = Spread()
    /// Item to the share of strong interviews in which it was covered unprompted or asked about.
    package var chances: [String: Double] {
        chanceCounts.mapValues { Double($0) / Double(max(1, byKind[CandidateKind.strong.rawValue] ?? 0)) }
    }
    package var smallestChance: Double { chances.values.min() ?? 1 }
    private var chanceCounts: [String: Int]
    package var dialogues: [String] = []

    private static let mostExamples = 5

    private enum CodingKeys: String, CodingKey {
        case interviews, byKind, endings, questions, questionsByPurpose, quotingQuestions, phasesWithSubstance, faults
        case examples, earlyEnds, minutes, questionsEach, chances, dialogues
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(interviews, forKey: .interviews)
        try container.encode(byKind, forKey: .byKind)
        try container.encode(endings, forKey: .endings)
        try container.encode(questions, forKey: .questions)
        try container.encode(questionsByPurpose, forKey: .questionsByPurpose)
        try container.encode(quotingQuestions, forKey: .quotingQuestions)
        try container.encode(phasesWithSubstance, forKey: .phasesWithSubstance)
        try container.encode(faults, forKey: .faults)
        try container.encode(examples, forKey: .examples)
        try container.encode(earlyEnds, forKey: .earlyEnds)
        try container.encode(minutes, forKey: .minutes)
        try container.encode(questionsEach, forKey: .questionsEach)
        try container.encode(chances, forKey: .chances)
        try container.encode(dialogues, forKey: .dialogues)
    }

    package init(scenario: Scenario) {
        chanceCounts = Dictionary(uniqueKeysWithValues: scenario.items.map { ($0.id, 0) })
        for fault in Fault.allCases { faults[fault.rawValue] = 0 }
    }

    /// What an interviewer must never do.
    package enum Fault: String, CaseIterable, Sendable {
        case repeated
        case nearDuplicate = "near-duplicate"
        case leak
        case askedWhenMet = "asked-when-met"
        case askedAfterRefusal = "asked-after-refusal"
        case overProbed = "over-probed"
        case outOfOrder = "out-of-order"
        case badQuote = "bad-quote"
        case deaf, overrun
        case deadEnd = "dead-end"
    }

    /// The smallest, the mean and the largest of a number.
    package struct Spread: Sendable, Encodable {
        package private(set) var least = Double.infinity
        package private(set) var most = -Double.infinity
        private var sum = 0.0
        private var count = 0

        package var mean: Double { count == 0 ? 0 : sum / Double(count) }

        mutating func add(_ value: Double) {
            least = min(least, value)
            most = max(most, value)
            sum += value
            count += 1
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            for value in count == 0 ? [0, 0, 0] : [least, mean, most] { try container.encode(value) }
        }
    }

    /// Adds one interview. - Complexity: O(questions²).
    package mutating func add(_ run: InterviewRun, scenario: Scenario) {
        let findings = RunFindings(run, scenario: scenario)
        interviews += 1
        byKind[run.kind.rawValue, default: 0] += 1
        endings[run.ended?.rawValue ?? "none", default: 0] += 1
        for step in run.steps {
            questions += 1
            questionsByPurpose[Self.name(step.question.purpose), default: 0] += 1
            if step.question.quote != nil, step.question.purpose != .again { quotingQuestions += 1 }
        }
        phasesWithSubstance += findings.phasesWithSubstance
        let seed = "seed \(run.session.plan?.seed ?? 0), \(run.kind.rawValue)"
        note(.repeated, findings.repeats, seed)
        note(.nearDuplicate, findings.nearDuplicates, seed)
        note(.leak, findings.leaks, seed)
        note(.askedWhenMet, findings.askedWhenMet, seed)
        note(.askedAfterRefusal, findings.askedAfterRefusal, seed)
        note(.overProbed, findings.overProbed, seed)
        note(.outOfOrder, findings.outOfOrder.isEmpty ? [] : [findings.outOfOrder.joined(separator: " ")], seed)
        note(.badQuote, findings.badQuotes, seed)
        note(.deaf, findings.deaf, seed)
        note(.overrun, findings.isOverrun ? ["after \(run.duration / 1000) s"] : [], seed)
        note(.deadEnd, findings.isDeadEnd ? ["after \(run.steps.count) questions"] : [], seed)
        if findings.isEarly { earlyEnds += 1 }
        minutes.add(Double(run.duration) / 60_000)
        questionsEach.add(Double(run.steps.count))
        if run.kind == .strong {
            for item in findings.givenChance { chanceCounts[item, default: 0] += 1 }
        }
    }

    private mutating func note(_ fault: Fault, _ cases: [String], _ seed: String) {
        guard !cases.isEmpty else { return }
        faults[fault.rawValue, default: 0] += cases.count
        let room = max(0, Self.mostExamples - (examples[fault.rawValue]?.count ?? 0))
        examples[fault.rawValue, default: []] += cases.prefix(room).map { "\(seed): \($0)" }
    }

    private static func name(_ purpose: Question.Purpose) -> String {
        switch purpose {
        case .opening: "opening"
        case .probe(let kind): kind.rawValue
        case .again: "again"
        case .finalAddition: "final-addition"
        }
    }

    package var faultCount: Int { faults.values.reduce(0, +) }
}
