package import InterviewCore

/// A candidate made of authored answers. Its seed decides everything it says.
package struct SimulatedCandidate: Sendable {
    /// What the candidate says or does in reply to one question.
    package struct Reply: Sendable {
        package var text: String
        /// The authored answers the text is made of, in order.
        package var parts: [PreparedBank.Answer]
        package var act: AnswerReading.Act
        package var fact: String?
        /// A command instead of words.
        package var command: CandidateCommand?
    }

    package let kind: CandidateKind
    private let bank: PreparedBank
    private var random: SeededRandom
    private var used: Set<String> = []
    private var saidItems: Set<String> = []

    package init(kind: CandidateKind, seed: UInt64, bank: PreparedBank) {
        self.kind = kind
        self.bank = bank
        random = SeededRandom(seed: seed, label: "candidate-\(kind.rawValue)")
    }

    /// The reply to a question. - Complexity: O(answers of the phase).
    package mutating func reply(to question: Question) -> Reply {
        let profile = kind.profile
        if chance() < profile.interjects, let reply = interjection(profile, question) { return reply }
        switch question.purpose {
        case .opening:
            return answer(opening(profile, question))
        case .finalAddition:
            return chance() < 0.5
                ? Reply(text: "No, thank you.", parts: [], act: .answer) : answer(probe(profile, question))
        case .probe, .again:
            return answer(probe(profile, question))
        }
    }

    private mutating func opening(_ profile: CandidateKind.Profile, _ question: Question) -> [PreparedBank.Answer] {
        var items = bank.items(in: question.phase).filter { _ in chance() < profile.unprompted }
        if items.isEmpty, let one = bank.items(in: question.phase).randomElement(using: &random) { items = [one] }
        if profile.wanders {
            items += bank.items.filter { !items.contains($0) }.shuffled(using: &random).prefix(5)
        }
        let parts = items.shuffled(using: &random).compactMap { pick($0, profile) }
        guard chance() < profile.elaborates, let more = fresh(bank.elaborations) else { return parts }
        return parts + [more]
    }

    private mutating func probe(_ profile: CandidateKind.Profile, _ question: Question) -> [PreparedBank.Answer] {
        var parts: [PreparedBank.Answer] = []
        for number in 0..<Int.random(in: profile.parts, using: &random) {
            var item = number == 0 ? question.item : nil
            if item == nil {
                let inPhase = bank.items(in: question.phase)
                let fresh = inPhase.filter { !saidItems.contains($0) }
                item =
                    chance() < 0.5 || number > 0
                    ? (fresh.randomElement(using: &random) ?? inPhase.randomElement(using: &random)) : nil
            }
            if let item, let part = pick(item, profile) {
                parts.append(part)
                // Who talks in full also says how and why.
                if chance() < profile.elaborates, let more = fresh(bank.elaborations) { parts.append(more) }
            } else if let filler = fresh(bank.elaborations) {
                parts.append(filler)
            }
        }
        return parts
    }

    private mutating func pick(_ item: String, _ profile: CandidateKind.Profile) -> PreparedBank.Answer? {
        var left = chance()
        var wanted = AnswerBank.Quality.opposite
        for (quality, share) in zip(AnswerBank.Quality.allCases, profile.qualities) {
            left -= share
            if left < 0 {
                wanted = quality
                break
            }
        }
        if kind == .contradicting, !saidItems.contains(item), chance() < 0.8 { wanted = .strong }
        let answers = bank.answers(on: item)
        let part = fresh(answers.filter { $0.quality == wanted }) ?? fresh(answers.filter { $0.quality != .opposite })
        if part != nil { saidItems.insert(item) }
        return part
    }

    private mutating func fresh(_ answers: [PreparedBank.Answer]) -> PreparedBank.Answer? {
        guard let picked = answers.filter({ !used.contains($0.id) }).randomElement(using: &random) else { return nil }
        used.insert(picked.id)
        return picked
    }

    private func answer(_ parts: [PreparedBank.Answer]) -> Reply {
        Reply(text: parts.map(\.text).joined(separator: " "), parts: parts, act: parts.isEmpty ? .silence : .answer)
    }

    private mutating func interjection(_ profile: CandidateKind.Profile, _ question: Question) -> Reply? {
        guard question.purpose != .finalAddition, let act = profile.acts.randomElement(using: &random) else {
            return nil
        }
        if act == .refusal || act == .dontKnow, chance() < 0.25 {
            return Reply(text: "", parts: [], act: act, command: act == .refusal ? .skip : .dontKnow)
        }
        if act == .repeatRequest, chance() < 0.3 {
            return Reply(text: "", parts: [], act: act, command: .repeatQuestion)
        }
        guard let said = bank.interjections(act).randomElement(using: &random) else { return nil }
        if act == .correction {
            let rest = answer(probe(profile, question))
            return Reply(text: "\(said.text) \(rest.text)", parts: rest.parts, act: .correction)
        }
        return Reply(text: said.text, parts: [], act: act, fact: said.fact)
    }

    private mutating func chance() -> Double { Double.random(in: 0..<1, using: &random) }
}
