package import InterviewCore

/// Reads one answer: what kind of move it is and what in it can be asked about.
package struct AnswerReader: Sendable {
    /// Likeness of a text to each of several others; an encoder's cosine or the lexical stand-in.
    package typealias Similarity = @Sendable (String, [String]) -> [Float]

    private let similarity: Similarity
    /// A question this much like one of a fact's wordings asks for the fact.
    private let factThreshold: Float
    private let relevanceCeiling: Float
    private let relevanceFloor: Float?

    /// - Parameters:
    ///   - similarity: likeness of a text to others; called with the fact sheet's wordings and the case's sentences.
    ///   - factThreshold: likeness to a fact's wording from which the fact is meant; depends on the similarity's scale.
    ///   - relevanceCeiling: likeness to the case below which a text with a cue for another topic is off topic.
    ///   - relevanceFloor: likeness to the case below which any text is off topic; nil relies on cues, as the lexical
    ///     similarity must: a good answer may share no word with the case.
    package init(
        similarity: @escaping Similarity = LexicalSimilarity.compare, factThreshold: Float = 0.45,
        relevanceCeiling: Float = 0.4, relevanceFloor: Float? = nil
    ) {
        self.similarity = similarity
        self.factThreshold = factThreshold
        self.relevanceCeiling = relevanceCeiling
        self.relevanceFloor = relevanceFloor
    }

    /// What the last turn of the context is and holds.
    ///
    /// - Complexity: O(words), plus one call of the similarity when the answer may be a question or off topic.
    package func read(_ context: AnswerContext, scenario: Scenario) -> AnswerReading {
        let text = context.transcript.turns.last?.text ?? ""
        let setting = ActDetector.Setting(
            question: context.question, asksForWords: asksForWords(context.question, scenario: scenario),
            relevance: { relevance(of: $0, scenario: scenario) }, relevanceCeiling: relevanceCeiling,
            relevanceFloor: relevanceFloor)
        let detector = ActDetector(text, setting: setting)
        var act = detector.act()
        var openQuestion: String?
        var known: String?
        // A question about the case among other words is answered too, when the fact sheet has the answer.
        if act == .answer, !setting.asksForWords, let asked = detector.questionToInterviewer {
            known = fact(askedFor: asked.text, scenario: scenario)
            if known == nil {
                if asked.isOnCase { openQuestion = asked.text }
            } else if detector.wordCount <= ActDetector.shortAnswer {
                act = .clarifyingQuestion
            }
        }
        let turn = context.transcript.turns.count - 1
        let isAnswer = [.answer, .monologue, .correction].contains(act)
        return AnswerReading(
            act: act, wordCount: detector.wordCount,
            claims: isAnswer ? claims(in: text, turn: turn, assessment: context.assessment) : [],
            conflict: act == .answer || act == .monologue
                ? conflict(in: text, turn: turn, assessment: context.assessment) : nil,
            fact: known ?? (act == .clarifyingQuestion ? fact(askedFor: text, scenario: scenario) : nil),
            openQuestion: openQuestion,
            wantsOtherWords: act == .repeatRequest && detector.wantsOtherWords)
    }

    // MARK: Claims

    private func claims(
        in text: String, turn: Int, assessment: InterviewCore.Assessment
    ) -> [AnswerReading.Claim] {
        let phrases = ClaimExtractor.phrases(in: text)
        let claims = phrases.compactMap { phrase -> AnswerReading.Claim? in
            guard let evidence = Evidence(turn: turn, range: phrase.range, in: text) else { return nil }
            let bearing = bearing(of: phrase.range, turn: turn, assessment: assessment)
            return AnswerReading.Claim(
                quote: phrase.quote, item: bearing?.item, isVague: phrase.isVague || bearing?.isVague == true,
                evidence: evidence, form: phrase.form)
        }
        // Vague before plain; within each, the extractor's order.
        return claims.filter(\.isVague) + claims.filter { !$0.isVague }
    }

    /// The item whose evidence the phrase lies in; of several, one that is still only leaned to.
    private func bearing(
        of range: Range<Int>, turn: Int, assessment: InterviewCore.Assessment
    ) -> (item: String, isVague: Bool)? {
        var best: (item: String, isVague: Bool, rank: Int)?
        for item in assessment.items {
            for facet in item.facets {
                let sides: [(FacetFinding.Support?, Int)] = [(facet.vague, 0), (facet.commit, 1), (facet.deny, 2)]
                for (support, side) in sides {
                    guard let support,
                        support.evidence.contains(where: { $0.turn == turn && ($0.start..<$0.end).overlaps(range) })
                    else { continue }
                    let rank = side + (item.verdict == .met ? 3 : 0)
                    if best.map({ rank < $0.rank }) ?? true { best = (item.item, facet.stance == .vague, rank) }
                }
            }
        }
        return best.map { ($0.item, $0.isVague) }
    }

    /// A facet on which this answer takes the other side than an earlier one.
    private func conflict(
        in text: String, turn: Int, assessment: InterviewCore.Assessment
    ) -> AnswerReading.Conflict? {
        for item in assessment.items {
            for facet in item.facets {
                guard let commit = facet.commit, let deny = facet.deny else { continue }
                let (now, before) = commit.latest.turn > deny.latest.turn ? (commit, deny) : (deny, commit)
                guard let later = now.evidence.last(where: { $0.turn == turn }),
                    !now.evidence.contains(where: { $0.turn < turn }),
                    let earlier = before.evidence.last(where: { $0.turn < turn }),
                    let phrase = ClaimExtractor.phrases(in: later.quote).first
                else { continue }
                return AnswerReading.Conflict(item: item.item, earlier: earlier, quote: phrase.quote)
            }
        }
        return nil
    }

    // MARK: The case

    /// The fact whose wordings are most like one of the questions in the text.
    private func fact(askedFor text: String, scenario: Scenario) -> String? {
        let asks = scenario.facts.flatMap { fact in fact.asks.map { (fact.id, $0) } }
        guard !asks.isEmpty else { return nil }
        let spoken = SpokenText(text)
        let questions = spoken.sentences.filter { $0.isQuestion || spoken.sentences.count == 1 }.map { sentence in
            spoken.words[sentence.words].map(\.text).joined(separator: " ")
        }
        var best: (fact: String, likeness: Float)?
        for question in questions.flatMap(Self.parts) {
            for (likeness, ask) in zip(similarity(question, asks.map(\.1)), asks) where likeness > best?.likeness ?? 0 {
                best = (ask.0, likeness)
            }
        }
        return best.flatMap { $0.likeness >= factThreshold ? $0.fact : nil }
    }

    /// A question, and where it asks for two things each of them.
    private static func parts(_ question: String) -> [String] {
        let plain = question.replacing(", by the way", with: "").replacing(" by the way", with: "")
        let parts = plain.split(separator: " and ").map(String.init)
        return parts.count == 1 ? [plain] : [plain] + parts.filter { $0.split(separator: " ").count >= 3 }
    }

    /// How much a text has to do with the case: its likeness to the closest sentence of the brief or criterion.
    private func relevance(of text: String, scenario: Scenario) -> Float {
        let sentences = scenario.brief.split { ".\n".contains($0) }.map(String.init).filter { $0.count > 20 }
        let criteria = scenario.items.map(\.criterion) + scenario.items.flatMap { $0.facets.map(\.criterion) }
        return similarity(text, sentences + criteria).max() ?? 0
    }

    /// Whether the question asks for the very words, so that a question in the answer is part of it.
    private func asksForWords(_ question: String, scenario: Scenario) -> Bool {
        if Self.asksForWords(question) { return true }
        let scripts = scenario.probes + scenario.items.flatMap(\.probes)
        return scripts.contains { $0.kind == .rolePlay && question.contains($0.text) }
    }

    /// Whether the question asks for the very words, by its own.
    static func asksForWords(_ question: String) -> Bool {
        let lower = question.lowercased()
        return wordings.contains(where: lower.contains)
    }

    private static let wordings = [
        "what do you say", "what would you say", "would you say", "what do you tell", "what do you answer",
        "your answer", "your reply",
        "you reply", "you respond", "word for word", "let's hear", "let me hear", "the actual words", "your words",
        "out loud",
        "aloud", "what do you ask", "first two sentences", "how do you answer", "put it to them", "heard you say",
        "sitting in front of you",
    ]
}
