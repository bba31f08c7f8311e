/// Lists the questions that fit the moment and picks the one worth most.
final class FollowUpPlanner {
    private let scenario: Scenario
    private let phase: String
    private let history: InterviewHistory
    private let assessment: Assessment
    private let reading: AnswerReading
    private let gauge: PhaseGauge
    private let difficulty: Difficulty
    private let lines: LinePicker
    private let worth: ItemWorth
    private let items: [Item]
    private let isSubstantive: Bool
    /// Whether what the answer committed to can be said back, which takes it up whatever is asked next.
    private let canEcho: Bool
    /// How many facets the last answer committed to.
    private let concretePoints: Int
    /// Claims whose words were not quoted before, with their rank.
    private let claims: [(rank: Int, claim: AnswerReading.Claim)]
    /// The phase's own probes.
    private let general: [Probe.Kind: [Probe]]

    /// An answer with fewer words offers nothing to react to.
    static let substantiveWords = 8
    /// An answer with so many words holds more than one thing.
    private static let ampleWords = 25
    /// Challenges in one phase.
    private static let challengesPerPhase = 2
    private static let probesPerItem = 2

    init(
        situation: MovePolicy.Situation, history: InterviewHistory, gauge: PhaseGauge, lines: LinePicker,
        reading: AnswerReading, canEcho: Bool = false
    ) {
        self.canEcho = canEcho
        scenario = situation.scenario
        phase = situation.session.phase ?? scenario.phases[0].id
        self.history = history
        assessment = situation.assessment
        self.reading = reading
        self.gauge = gauge
        self.lines = lines
        let wanted = situation.session.plan?.difficulty
        difficulty =
            scenario.difficulties.first { $0.id == wanted }
            ?? Difficulty(id: "", title: "", twists: 1, pushbacks: 1)
        worth = ItemWorth(scenario: scenario)
        items = scenario.items(in: phase)
        general = scenario.probesByPhase[phase] ?? [:]
        let isAnswer = reading.act == .answer || reading.act == .monologue || reading.act == .correction
        isSubstantive = isAnswer && reading.wordCount >= Self.substantiveWords
        let turn = situation.session.entries.count - 1
        concretePoints = situation.assessment.items.reduce(0) { sum, item in
            sum + item.facets.count { $0.stance == .committed && $0.evidence.contains { $0.turn == turn } }
        }
        let quoted = history.quotes.map(WordSet.init)
        claims =
            !isSubstantive
            ? []
            : reading.claims.enumerated().filter { Self.isFresh($1.quote, quoted) }.map { (rank: $0, claim: $1) }
    }

    /// Whether another probe about the item is allowed and useful.
    func isOpen(_ item: Item) -> Bool {
        verdict(item) != .met && !history.refusedItems.contains(item.id)
            && history.probes[item.id, default: 0] < Self.probesPerItem
    }

    /// Whether nothing useful is left to ask in the phase and the candidate's words were taken up.
    var isDone: Bool {
        !items.contains(where: isOpen) && (!isSubstantive || history.reactionsByPhase[phase, default: 0] > 0)
    }

    private func verdict(_ item: Item) -> Verdict { assessment.item(item.id)?.verdict ?? .absent }

    private func isTouched(_ item: Item) -> Bool {
        assessment.item(item.id)?.facets.contains { $0.stance != .absent } ?? false
    }

    /// The best question and the next best ones, or nil when none is worth asking.
    ///
    /// - Complexity: O(probes * questions asked).
    func best() -> (choice: FollowUp, others: [FollowUp])? {
        var options = missingProbes()
        if isSubstantive {
            options += conflictProbes() + claimProbes() + challenges() + twists() + scenes()
        }
        options += timeProbes()
        let needsReaction = isSubstantive && history.reactionsByPhase[phase, default: 0] == 0
        for index in options.indices {
            options[index].value += lines.chance(options[index].probe.id) * FollowUpWeight.jitter
            if needsReaction, options[index].isReaction || (canEcho && options[index].kindTakesEcho) { options[index].value += FollowUpWeight.firstReaction }
        }
        options.sort { ($0.value, $1.probe.id) > ($1.value, $0.probe.id) }
        let least = gauge.left != nil && gauge.capacity >= 3 ? FollowUpWeight.leastWithTime : FollowUpWeight.least
        guard
            let index = options.firstIndex(where: { option in
                option.value >= least && !isRepeat(option)
            })
        else { return nil }
        let choice = options.remove(at: index)
        var seen: Set<String> = [choice.trigger]
        let others = options.filter { seen.insert($0.trigger).inserted }.prefix(3)
        return (choice, Array(others))
    }

    // MARK: What there is to ask

    private func missingProbes() -> [FollowUp] {
        items.filter(isOpen).compactMap { item in
            let verdict = verdict(item)
            let asked = history.probes[item.id, default: 0]
            let share = verdict == .contradicted ? FollowUpWeight.contradiction : FollowUpWeight.missing[min(asked, 1)]
            let value = worth.left(item, verdict: verdict) * share
            let trigger =
                verdict == .contradicted
                ? "said the opposite of '\(item.title)'"
                : isTouched(item) ? "'\(item.title)' is still thin" : "'\(item.title)' has not come up"
            return pick(item.probes, .missing).map {
                FollowUp(probe: $0, item: item.id, quote: nil, value: value, trigger: trigger)
            }
        }
    }

    private func conflictProbes() -> [FollowUp] {
        guard let conflict = reading.conflict, let item = scenario.item(conflict.item),
            Self.isFresh(conflict.quote, history.quotes.map(WordSet.init)),
            history.probes[item.id, default: 0] < Self.probesPerItem, !history.refusedItems.contains(item.id)
        else { return [] }
        return quotingProbes([.conflict], item: item, form: nil).map { probe in
            FollowUp(
                probe: probe, item: item.id, quote: conflict.quote,
                value: FollowUpWeight.conflict + worth.left(item, verdict: .absent) * FollowUpWeight.contradiction,
                trigger: "conflicts with what was said earlier on '\(item.title)'")
        }
    }

    private func claimProbes() -> [FollowUp] {
        var options: [FollowUp] = []
        for (rank, claim) in claims where claim.canBePressed {
            let discount = Double(rank) * FollowUpWeight.claimRank
            let home = claim.item.flatMap { id in items.first { $0.id == id } }
            if let home, isOpen(home) {
                let share = FollowUpWeight.vagueClaim[min(history.probes[home.id, default: 0], 1)]
                let gain = worth.left(home, verdict: verdict(home)) * share
                // A position that is the opposite of the item is questioned, not spelled out.
                let isOpposite = verdict(home) == .contradicted
                let kinds: [Probe.Kind] = isOpposite ? [.challenge] : claim.isVague ? [.specify, .clarify] : [.clarify]
                options += quotingProbes(kinds, item: isOpposite ? nil : home, form: claim.form).map {
                    FollowUp(
                        probe: $0, item: home.id, quote: claim.quote,
                        value: gain * (claim.isVague ? 1 : 0.6) + FollowUpWeight.listening - discount,
                        trigger: claim.isVague
                            ? "'\(claim.quote)' is vague on '\(home.title)'"
                            : "'\(claim.quote)' leaves '\(home.title)' open")
                }
            } else if claim.item == nil || home == nil, claim.isVague {
                options += quotingProbes([.specify, .clarify], item: nil, form: claim.form).map {
                    FollowUp(
                        probe: $0, item: nil, quote: claim.quote, value: FollowUpWeight.looseClaim - discount,
                        trigger: "'\(claim.quote)' could mean anything")
                }
            }
        }
        // They go on from something concrete that was said.
        guard concretePoints > 0 else { return options + plainQuestions() }
        guard reading.wordCount >= Self.ampleWords else { return options }
        let open = [Probe.Kind.specify, .clarify].compactMap { pick(general[$0] ?? [], $0) }
        return options
            + open.map {
                FollowUp(
                    probe: $0, item: nil, quote: nil, value: FollowUpWeight.looseClaim - 1,
                    trigger: "the last answer leaves room")
            }
    }

    /// Where nothing can be taken up but the whole answer: one plain question about it, before a new subject.
    private func plainQuestions() -> [FollowUp] {
        [Probe.Kind.specify, .clarify].compactMap { pick(general[$0] ?? [], $0) }.map {
            FollowUp(
                probe: $0, item: nil, quote: nil, value: FollowUpWeight.looseClaim - 1.5,
                trigger: "nothing concrete was said that could be asked about")
        }
    }

    private func challenges() -> [FollowUp] {
        // A ground is asked for where one stands: not after words that committed to nothing.
        guard history.challengesByPhase[phase, default: 0] < Self.challengesPerPhase, concretePoints > 0 else { return [] }
        var options: [FollowUp] = []
        // Of the claims only what they'd do can be challenged; a vague phrase is first of all unclear.
        for (rank, claim) in claims where claim.form == .act && !claim.isVague {
            let home = claim.item.flatMap { id in items.first { $0.id == id } }
            if let home, !canComplicate(home) { continue }
            if home == nil, claim.item != nil { continue }
            options += quotingProbes([.challenge], item: home, form: claim.form).map {
                FollowUp(
                    probe: $0, item: home?.id, quote: claim.quote,
                    value: FollowUpWeight.challenge - Double(rank) * FollowUpWeight.claimRank,
                    trigger: "asks for the ground of '\(claim.quote)'")
            }
        }
        let recent = Set(reading.claims.compactMap(\.item))
        for item in items where recent.contains(item.id) && canComplicate(item) {
            guard let probe = pick(item.probes, .challenge) else { continue }
            options.append(
                FollowUp(
                    probe: probe, item: item.id, quote: nil, value: FollowUpWeight.challenge,
                    trigger: "asks for the ground of what was said on '\(item.title)'"))
        }
        if let probe = pick(general[.challenge] ?? [], .challenge) {
            options.append(
                FollowUp(
                    probe: probe, item: nil, quote: nil, value: FollowUpWeight.challenge - 0.7,
                    trigger: "asks for the ground of the last answer"))
        }
        return options
    }

    private func twists() -> [FollowUp] {
        guard isDue("twist", used: history.twists, of: difficulty.twists, phases: history.twistedPhases) else {
            return []
        }
        return complications([.twist], value: FollowUpWeight.twist) { "a strong answer on '\($0)' deserves a twist" }
    }

    private func scenes() -> [FollowUp] {
        guard isDue("pushback", used: history.pushbacks, of: difficulty.pushbacks, phases: history.pushedPhases) else {
            return []
        }
        return complications([.pushback], value: FollowUpWeight.pushback) { "'\($0)' can take an objection" }
            + complications([.rolePlay], value: FollowUpWeight.rolePlay) { "'\($0)' can be tried out live" }
    }

    /// Whether a complication may come in this phase: one a phase, spread over the phases by the seed.
    private func isDue(_ name: String, used: Int, of limit: Int, phases: Set<String>) -> Bool {
        guard used < limit, !phases.contains(phase), let index = scenario.phases.firstIndex(where: { $0.id == phase })
        else { return false }
        let left = scenario.phases.count - index
        return lines.chance("\(name)-\(phase)") < Double(limit - used) / Double(left)
    }

    /// Complications of items that the candidate covered; those of the phase once no item waits untouched.
    private func complications(
        _ kinds: [Probe.Kind], value: Double, trigger: (String) -> String
    ) -> [FollowUp] {
        let covered = items.filter(canComplicate)
        guard !covered.isEmpty else { return [] }
        let recent = Set(reading.claims.compactMap(\.item))
        var options = covered.flatMap { item in
            kinds.compactMap { pick(item.probes, $0) }.map {
                FollowUp(
                    probe: $0, item: item.id, quote: nil, value: value + (recent.contains(item.id) ? 0.5 : 0),
                    trigger: trigger(item.title))
            }
        }
        let title = scenario.phase(phase)?.title ?? phase
        if !items.contains(where: { isOpen($0) && !isTouched($0) }) {
            options += kinds.compactMap { pick(general[$0] ?? [], $0) }.map {
                FollowUp(probe: $0, item: nil, quote: nil, value: value - 0.1, trigger: trigger(title))
            }
        }
        return options
    }

    private func timeProbes() -> [FollowUp] {
        guard let left = gauge.left, let length = gauge.length, gauge.capacity <= 1,
            left < PhaseGauge.leastTime(length: length) * 3 / 2
        else { return [] }
        let open = items.filter(isOpen)
        guard open.count > 1 else { return [] }
        let gain = open.reduce(0) { $0 + worth.left($1, verdict: verdict($1)) } * FollowUpWeight.timeProbe
        guard let probe = pick(general[.time] ?? [], .time) else { return [] }
        return [
            FollowUp(
                probe: probe, item: nil, quote: nil, value: gain,
                trigger: "\(open.count) items are open and time is short")
        ]
    }

    // MARK: What may be asked

    /// The item was answered well enough to make it harder.
    private func canComplicate(_ item: Item) -> Bool {
        verdict(item) == .met && !history.refusedItems.contains(item.id)
            && history.probes[item.id, default: 0] < Self.probesPerItem
    }

    /// One probe of each kind with a place for a quote: the item's own, else the phase's.
    private func quotingProbes(_ kinds: [Probe.Kind], item: Item?, form: Probe.QuoteForm?) -> [Probe] {
        kinds.compactMap { kind in
            item.flatMap { pick($0.probes, kind, withQuote: true, form: form) }
                ?? pick(general[kind] ?? [], kind, withQuote: true, form: form)
        }
    }

    /// The seed's choice among the probes of a kind that were not asked yet.
    private func pick(
        _ probes: [Probe], _ kind: Probe.Kind, withQuote: Bool = false, form: Probe.QuoteForm? = nil
    ) -> Probe? {
        var best: (probe: Probe, rank: Double)?
        for probe in probes
        where probe.kind == kind && probe.needsQuote == withQuote && !history.askedIDs.contains(probe.id) {
            if let fits = probe.fits, let form, fits != form { continue }
            let rank = lines.chance(probe.id)
            if rank > best?.rank ?? -1 { best = (probe, rank) }
        }
        return best?.probe
    }

    /// Whether the words differ from those quoted before.
    private static func isFresh(_ quote: String, _ quoted: [WordSet]) -> Bool {
        let words = WordSet(quote)
        return !quoted.contains { $0.overlap(with: words) >= 2.0 / 3 }
    }

    private func isRepeat(_ option: FollowUp) -> Bool {
        if history.reworded.contains(option.text) { return true }
        let words = WordSet(option.probe.text).subtracting(Self.slot)
        let length = option.probe.text.utf8.count
        return history.asked.contains { question in
            // Texts of very different length share too few words to be alike; this spares most comparisons.
            let other = question.text.utf8.count
            guard length < other * 2, other < length * 2 else { return false }
            return WordSet(question.text).subtracting(WordSet(question.quote ?? "")).likeness(to: words)
                >= WordSet.nearDuplicate
        }
    }

    private static let slot = WordSet(Probe.quoteSlot)
}
