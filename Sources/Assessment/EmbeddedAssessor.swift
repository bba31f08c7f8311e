package import InterviewCore
package import SentenceEncoder
import Synchronization

/// The assessor that needs no network and no model server: the embedded encoder, heads on it and the scenario's rules.
package final class EmbeddedAssessor: Assessor {
    /// Cosine to a fact's wording from which the fact is meant; paraphrases of one question lie above, others below.
    private static let factThreshold: Float = 0.55
    /// Cosine to the case below which a text with a cue for another topic is off topic.
    private static let relevanceCeiling: Float = 0.25

    package let version: String
    private let encoder: SentenceEncoder
    let base: SentenceEncoder
    /// What was learned about some scenarios' own criteria, by each adapter.
    private let readers: [ScenarioReader]
    private let calibration: AssessorCalibration
    private let cache: VectorCache
    private let workers: Int
    private let likeness: TextLikeness
    private let reader: AnswerReader
    private let prepared = Mutex<[String: Prepared]>([:])
    /// Answers of the interviews that are being sat, some thousand of them: about 10 KB each.
    private let readings = Mutex(ReadingCache<Reading, ScoredAnswer>(capacity: 2_048))

    /// An answer as it was read, so that a growing interview costs only its last answer.
    private struct Reading: Hashable {
        var scenario: String
        var phase: String
        var question: String
        var text: String
    }

    /// What an assessor needs of one scenario, computed once.
    struct Prepared: Sendable {
        var scenario: Scenario
        var scorer: PassageScorer
        /// Criterion index of each facet and mistake.
        var facets: [FacetReference: Int]
        var mistakes: [String: Int]
        /// For each facet's criterion those of its item.
        var siblings: [Int: Set<Int>]
        /// For each mistake's criterion those of the facets its expression is about, by itself or in an item's verdict.
        var mistakeFacets: [Int: Set<Int>]
        /// The phase that asks for each criterion; nil for mistakes.
        var phases: [String?]
        var recital: Recital
    }

    /// - Parameters:
    ///   - encoder: the encoder with the stance adapter merged in.
    ///   - base: the published encoder, for likeness between texts.
    ///   - readers: what was learned about some scenarios' own criteria, by each adapter; others do with their exemplars.
    ///   - workers: threads that read the answers of one interview; the result is the same with any number.
    package init(
        encoder: SentenceEncoder, base: SentenceEncoder, readers: [ScenarioReader] = [], calibration: AssessorCalibration,
        cache: VectorCache, workers: Int = 1
    ) {
        self.encoder = encoder
        self.base = base
        self.readers = readers
        self.calibration = calibration
        self.cache = cache
        self.workers = workers
        let likeness = TextLikeness(encoder: base)
        self.likeness = likeness
        reader = AnswerReader(
            similarity: { likeness.compare($0, $1) }, factThreshold: Self.factThreshold,
            relevanceCeiling: Self.relevanceCeiling)
        let learned = readers.flatMap { $0.heads.sorted { $0.key < $1.key }.map { "+\($0.value.fingerprint)" } }.joined()
        version = "embedded-3/\(encoder.info.fingerprint.prefix(12))\(learned)/\(calibration.fingerprint)"
    }

    /// The same assessor with one adapter, twice as fast: for what an interviewer must know between two questions.
    package var live: EmbeddedAssessor { copy(readers: Array(readers.prefix(1)), workers: workers) }

    /// The same assessor with so many threads, with nothing read yet; the encoders are shared.
    package func working(_ workers: Int) -> EmbeddedAssessor { copy(readers: readers, workers: workers) }

    private func copy(readers: [ScenarioReader], workers: Int) -> EmbeddedAssessor {
        EmbeddedAssessor(
            encoder: encoder, base: base, readers: readers, calibration: calibration, cache: cache, workers: workers)
    }

    /// Whether nothing was trained on some of the scenario's criteria, so that their exemplars alone say what to look for.
    ///
    /// - Complexity: that of ``prepare(_:)``.
    package func usesExemplars(for scenario: Scenario) -> Bool { preparedScenario(scenario).scorer.usesExemplars }

    /// Encodes the scenario's criteria, or takes them from the cache; seconds the first time.
    package func prepare(_ scenario: Scenario) { _ = preparedScenario(scenario) }

    /// A scenario practised in one phase only is another one to prepare than the whole.
    private static func place(_ scenario: Scenario) -> String {
        ([scenario.id] + scenario.phases.map(\.id)).joined(separator: "/")
    }

    func preparedScenario(_ scenario: Scenario) -> Prepared {
        if let known = prepared.withLock({ $0[Self.place(scenario)] }), known.scenario == scenario { return known }
        var criteria: [Criterion] = []
        var facets: [FacetReference: Int] = [:]
        var mistakes: [String: Int] = [:]
        for item in scenario.items {
            for facet in item.facets {
                facets[FacetReference(item: item.id, facet: facet.id)] = criteria.count
                criteria.append(
                    Criterion(id: "\(item.code).\(facet.id)", text: facet.criterion, exemplars: facet.exemplars))
            }
        }
        for mistake in scenario.mistakes {
            mistakes[mistake.id] = criteria.count
            criteria.append(Criterion(id: mistake.code, text: mistake.title, exemplars: mistake.exemplars))
        }
        let siblings = Dictionary(grouping: facets, by: \.key.item).values.reduce(into: [Int: Set<Int>]()) { found, item in
            for (_, criterion) in item { found[criterion] = Set(item.map(\.value)) }
        }
        let mistakeFacets = scenario.mistakes.reduce(into: [Int: Set<Int>]()) { found, mistake in
            guard let criterion = mistakes[mistake.id] else { return }
            let items = Set(mistake.present.items)
            let named = Set(mistake.present.facets)
            found[criterion] = Set(facets.filter { named.contains($0.key) || items.contains($0.key.item) }.map(\.value))
        }
        let phases = scenario.items.flatMap { item in item.facets.map { _ in String?.some(item.phase) } }
        let made = Prepared(
            scenario: scenario,
            scorer: PassageScorer(
                encoder: encoder, criteria: criteria,
                heads: readers.compactMap { reader in
                    reader.heads[scenario.id].map { PlacedHead($0, encoder: reader.encoder, ids: criteria.map(\.id)) }
                }, cache: cache),
            facets: facets, mistakes: mistakes, siblings: siblings, mistakeFacets: mistakeFacets,
            phases: phases + scenario.mistakes.map { _ in nil }, recital: Recital(scenario))
        likeness.prepare(scenario.facts.flatMap(\.asks), cache: cache)
        prepared.withLock { $0[Self.place(scenario)] = made }
        // Readings of a scenario that has changed since are no use any more.
        readings.withLock { $0.forget { $0.scenario == scenario.id } }
        return made
    }

    package func assess(_ transcript: Transcript, scenario: Scenario) -> InterviewCore.Assessment {
        let prepared = preparedScenario(scenario)
        let builder = FindingBuilder(calibration: calibration)
        let said = SideBySide.map(Self.answers(transcript), workers: workers) {
            FindingBuilder.Answer(
                turn: $0.turn, text: $0.text,
                scored: read($0, phase: transcript.turns[$0.turn].phase, prepared: prepared))
        }
        let answers = Retractions.applied(to: said, items: prepared.siblings, mistakes: prepared.mistakeFacets)
        let answeredPhases = Set(answers.map { transcript.turns[$0.turn].phase })
        let assessed = scenario.items.map { item in
            assess(item, answers: answers, builder: builder, prepared: prepared, answeredPhases: answeredPhases)
        }
        let items = assessed.map(\.item)
        let worlds = zip(scenario.items, assessed).map {
            MistakeSampler.Drawn(item: $0, isAssessed: $1.item.isAssessed, worlds: $1.worlds)
        }
        let mistakes = MistakeJudge(
            scenario: scenario, items: items, worlds: worlds, answers: answers, answeredPhases: answeredPhases,
            calibration: calibration, facets: prepared.facets
        ).assess(criteria: prepared.mistakes, builder: builder)
        return InterviewCore.Assessment(
            items: items, mistakes: mistakes,
            behaviours: BehaviourObserver.observe(transcript, items: items, answers: answers),
            versions: .init(
                scenario: scenario.version, rubric: scenario.rubric.version, assessor: version,
                model: encoder.info.fingerprint),
            isByExemplarsAlone: prepared.scorer.usesExemplars ? true : nil)
    }

    private func assess(
        _ item: Item, answers: [FindingBuilder.Answer], builder: FindingBuilder, prepared: Prepared,
        answeredPhases: Set<String>
    ) -> (item: ItemAssessment, worlds: [VerdictSampler.World]) {
        let criteria = item.facets.map { prepared.facets[FacetReference(item: item.id, facet: $0.id)] }
        let chances = criteria.map { criterion in
            criterion.map { calibration.facets.chances(criterion: $0, answers: answers) }
                ?? VerdictSampler.Chances(commit: 0, vague: 0, deny: 0)
        }
        let decision = VerdictSampler.decide(item, chances: chances)
        let findings = item.facets.indices.compactMap { index -> FacetFinding? in
            guard let criterion = criteria[index] else { return nil }
            return builder.finding(
                FacetReference(item: item.id, facet: item.facets[index].id), criterion: criterion, answers: answers,
                stance: decision.stances[index], chances: chances[index])
        }
        let verdict = decision.verdict
        let evidence = Self.evidence(for: verdict, findings: findings)
        let assessed = ItemAssessment(
            item: item.id, verdict: verdict, confidence: calibration.calibrated(decision.probabilities[verdict] ?? 0),
            probabilities: decision.probabilities, facets: findings, evidence: evidence,
            isAssessed: answeredPhases.contains(item.phase) || !evidence.isEmpty)
        return (assessed, decision.worlds)
    }

    /// The passages a verdict rests on, in the order they were said, none twice.
    private static func evidence(for verdict: Verdict, findings: [FacetFinding]) -> [Evidence] {
        let wanted: [FacetFinding.Stance]
        switch verdict {
        case .contradicted: wanted = [.denied]
        case .met, .partial: wanted = [.committed, .vague]
        case .absent: return []
        }
        let proof = findings.filter { wanted.contains($0.stance) }.flatMap(\.evidence)
        return Set(proof).sorted { ($0.turn, $0.start) < ($1.turn, $1.start) }
    }

    /// Words a passage has at least to say something on a point that nobody is asking about.
    private static let tellingWords = 4

    private func read(_ answer: (turn: Int, question: String, text: String), phase: String, prepared: Prepared) -> ScoredAnswer {
        let key = Reading(scenario: prepared.scenario.id, phase: phase, question: answer.question, text: answer.text)
        if let known = readings.withLock({ $0.value(for: key) }) { return known }
        var scored = Self.meant(
            prepared.scorer.score(answer.text, question: answer.question), of: answer, phase: phase, prepared: prepared)
        scored.takingBack = Retractions.takingBack(answer.text)
        readings.withLock { $0.keep(scored, for: key) }
        return scored
    }

    /// The scores of an answer without what can't be meant: a side step says nothing on any point, and a "No." answers
    /// the question that was put, not one of another phase.
    private static func meant(
        _ scored: ScoredAnswer, of answer: (turn: Int, question: String, text: String), phase: String, prepared: Prepared
    ) -> ScoredAnswer {
        if let reason = noAnswer(answer) {
            return ScoredAnswer(passages: [], probabilities: [], criteria: scored.criteria, noAnswer: reason)
        }
        let scalars = Array(answer.text.unicodeScalars)
        var scored = scored
        let texts = scored.passages.map { String(String.UnicodeScalarView(scalars[$0])) }
        let effects = zip(texts, EmptyWords.effects(of: texts)).map { prepared.recital.isReadOut($0) ? .saysNothing : $1 }
        let width = scored.criteria * StanceClass.count
        for (passage, range) in scored.passages.enumerated() {
            let isShort = Segmenter.words(scalars, in: range).count < tellingWords
            limit(
                &scored.probabilities[passage * width..<(passage + 1) * width], by: effects[passage],
                to: isShort ? phase : nil, prepared: prepared)
        }
        for (window, home) in scored.windows.homes.enumerated() {
            let isShort = scored.windows.words[window] < tellingWords
            limit(
                &scored.windows.probabilities[window * width..<(window + 1) * width], by: effects[home],
                to: isShort ? phase : nil, prepared: prepared)
        }
        return scored
    }

    /// Takes out of one passage's probabilities what its form leaves of them, and of few words what this phase didn't ask for.
    private static func limit(
        _ probabilities: inout ArraySlice<Float>, by effect: EmptyWords.Effect?, to phase: String?, prepared: Prepared
    ) {
        guard effect != nil || phase != nil else { return }
        for (criterion, wanted) in prepared.phases.enumerated() {
            let start = probabilities.startIndex + criterion * StanceClass.count
            let commit = start + StanceClass.commit.rawValue
            let vague = start + StanceClass.vague.rawValue
            if effect == .saysNothing || (phase != nil && wanted != phase) {
                for kind in StanceClass.allCases { probabilities[start + kind.rawValue] = kind == .none ? 1 : 0 }
            } else if effect == .onlyNames {
                probabilities[vague] += probabilities[commit]
                probabilities[commit] = 0
            } else if effect == .turnsAround {
                probabilities[start + StanceClass.deny.rawValue] += probabilities[commit] + probabilities[vague]
                probabilities[commit] = 0
                probabilities[vague] = 0
            }
        }
    }

    /// Whether an answer is a question back, small talk, talk to the grader or in another language; rules on the words alone.
    private static func noAnswer(_ answer: (turn: Int, question: String, text: String)) -> NoAnswer? {
        let detector = ActDetector(
            answer.text,
            setting: .init(
                question: answer.question, asksForWords: AnswerReader.asksForWords(answer.question),
                relevance: { _ in 1 }, relevanceCeiling: 0, relevanceFloor: nil))
        switch detector.act() {
        case .repeatRequest, .smallTalk: return .request
        case .otherLanguage: return .unread
        // A line to the engineer in a scene can have the form of a question given back.
        case .graderTalk: return detector.handsBack ? nil : .evasion
        // "First stop is the board: what did they promise?" is an answer in the form of a question.
        case .clarifyingQuestion: return detector.asksOutright ? .request : nil
        default: return nil
        }
    }

    /// The candidate's turns, each with the interviewer's words it answers.
    static func answers(_ transcript: Transcript) -> [(turn: Int, question: String, text: String)] {
        var question = ""
        var out: [(turn: Int, question: String, text: String)] = []
        for (index, turn) in transcript.turns.enumerated() {
            switch turn.speaker {
            case .interviewer: question = turn.text
            case .candidate: out.append((index, question, readPart(turn.text)))
            }
        }
        return out
    }

    /// How much of one answer is read, in Unicode scalars: some 4,000 words, half an hour of speech.
    static let longestAnswer = 24_000

    /// The beginning of an answer that is read. A pasted megabyte must not keep the candidate waiting for minutes.
    private static func readPart(_ text: String) -> String {
        if text.utf8.count <= longestAnswer { return text }
        return String(text.unicodeScalars.prefix(longestAnswer))
    }

    package func read(_ answer: AnswerContext, scenario: Scenario) -> AnswerReading {
        _ = preparedScenario(scenario)
        var answer = answer
        if let last = answer.transcript.turns.indices.last {
            answer.transcript.turns[last].text = Self.readPart(answer.transcript.turns[last].text)
        }
        return reader.read(answer, scenario: scenario)
    }
}
