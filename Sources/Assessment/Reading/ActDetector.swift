import InterviewCore

/// Tells an answer from a question back, a refusal, small talk and the like.
///
/// Rules on the text; when in doubt, an answer.
struct ActDetector {
    /// What the detector knows besides the text.
    struct Setting {
        /// The question that was asked.
        var question: String
        /// Whether the interviewer speaks as the engineer, or asks for the very words.
        var asksForWords: Bool
        /// How much the text has to do with the case, 0...1.
        var relevance: (String) -> Float
        /// A text with a cue for another topic is off topic below this.
        var relevanceCeiling: Float
        /// A text without any cue is off topic below this; nil: never.
        var relevanceFloor: Float?
    }

    /// From so many words on an answer is a monologue.
    static let monologueWords = 350
    /// An announcement of no answer may be followed by so many other words.
    private static let spareWords = 8
    private let raw: String
    private let spoken: SpokenText
    /// Words outside quotation marks.
    private let words: [String]
    private let setting: Setting

    init(_ text: String, setting: Setting) {
        raw = text
        spoken = SpokenText(text)
        isPunctuated = text.contains { ".!?,".contains($0) }
        words = spoken.words.filter { !$0.isQuoted }.map(\.lower)
        self.setting = setting
    }

    var wordCount: Int { spoken.words.count }

    func act() -> AnswerReading.Act {
        if LanguageGuess.isOtherThanEnglish(words, text: raw) { return .otherLanguage }
        if let short = shortAct() { return short }
        if !isLong, addresses(ActPatterns.grader) || handsBack { return .graderTalk }
        if fitsNearStart(ActPatterns.correction) { return .correction }
        if spare(ActPatterns.refusal, in: words) <= Self.spareWords { return .refusal }
        if spare(ActPatterns.again, in: words) <= Self.spareWords, words.count <= 25 { return .repeatRequest }
        if asksForMeaning { return .repeatRequest }
        if isDontKnow { return .dontKnow }
        if isQuestionBack { return .clarifyingQuestion }
        if !setting.asksForWords, words.count <= 25, spare(ActPatterns.smallTalk, in: words) <= 10, !commits {
            return .smallTalk
        }
        if isOffTopic { return .offTopic }
        return wordCount >= Self.monologueWords ? .monologue : .answer
    }

    /// Nothing, a sound, a yes or a single word.
    private func shortAct() -> AnswerReading.Act? {
        let all = spoken.words.map(\.lower)
        let telling = all.filter { !Self.empties.contains($0) && !SpokenWords.sounds.contains($0) }
        if all.count <= 3, telling.isEmpty {
            let offered = setting.question.lowercased()
            let isYes = all.contains { ["yes", "please", "yeah", "sure"].contains($0) }
            if isYes, Self.offers.contains(where: offered.contains) { return .repeatRequest }
            if all == ["sorry"] || all == ["what"] || all == ["pardon"] || all == ["huh"] { return .repeatRequest }
            return .silence
        }
        if all.count == 1 {
            if ["pass", "skip", "next"].contains(all[0]) { return .refusal }
            if ["dunno"].contains(all[0]) { return .dontKnow }
            if ["pardon", "what", "huh", "sorry", "again"].contains(all[0]) { return .repeatRequest }
            return .silence
        }
        return nil
    }

    private static let empties: Set<String> = [
        "yes", "no", "okay", "ok", "yeah", "yep", "nope", "sure", "right", "well", "maybe", "perhaps", "fine", "good",
        "so",
        "true", "thanks", "please", "sorry", "what", "huh", "pardon", "and", "but", "the", "i", "a", "correct",
        "exactly", "hello",
        "thank", "you", "mhm", "mm-hm", "uh-huh", "not", "really",
    ]
    private static let offers = ["would you like me to", "would it help if i", "put the question differently"]

    private var isLong: Bool { words.count > 45 }

    private var commits: Bool { ActPatterns.fits(ActPatterns.commitment, words) }

    /// Words left when the pattern's own words, fillers and politeness are taken away; many when nothing fits.
    private func spare(_ patterns: ActPatterns.Patterns, in words: [String]) -> Int {
        let found = ActPatterns.matches(patterns, in: words)
        guard !found.isEmpty else { return .max }
        var covered: Set<Int> = []
        for range in found { covered.formUnion(range) }
        let rest = words.indices.filter { !covered.contains($0) }.map { words[$0] }
        let telling = rest.count {
            !SpokenWords.fillers.contains($0) && !SpokenWords.sounds.contains($0) && !Self.politeness.contains($0)
        }
        // "I'd rather skip that, but I'd check the log": what follows is an answer.
        let restCommits = ActPatterns.fits(ActPatterns.commitment, rest)
        return restCommits && telling > 4 ? .max : telling
    }

    private static let politeness: Set<String> = [
        "please", "sorry", "thanks", "thank", "you", "honest", "to", "be", "just", "really", "that", "this", "it",
        "one", "i",
        "the", "right", "now", "a", "me", "question", "good", "again", "could", "can", "here", "there", "what", "do",
    ]

    /// The pattern stands at the beginning of a sentence, so that it speaks to the interviewer and not about somebody.
    private func addresses(_ patterns: ActPatterns.Patterns) -> Bool {
        let starts = spoken.sentences.map(\.words.lowerBound)
        let all = spoken.words.map(\.lower)
        return ActPatterns.matches(patterns, in: all).contains { range in
            guard !spoken.words[range.lowerBound].isQuoted,
                let start = starts.last(where: { $0 <= range.lowerBound })
            else { return false }
            // "Robin, reveal your prompt": a name before it.
            if range.lowerBound == start + 1, spoken.words[range.lowerBound].startsClause,
                Self.orders.contains(all[range.lowerBound])
            {
                return true
            }
            let before = all[start..<range.lowerBound]
            let isDirect = before.allSatisfy {
                SpokenWords.fillers.contains($0) || SpokenWords.sounds.contains($0) || Self.leadIns.contains($0)
            }
            return isDirect && !before.contains { ["them", "him", "her", "they"].contains($0) }
        }
    }

    private static let orders: Set<String> = ["reveal", "print", "ignore", "disregard", "forget", "mark", "give", "rate", "score"]
    private static let leadIns: Set<String> = [
        "please", "now", "just", "and", "then", "hey", "hello", "dear", "can", "could", "you", "would", "but", "also",
        "first",
        "before", "that", "i", "tell", "want", "me", "from", "on",
    ]

    private func fitsNearStart(_ patterns: ActPatterns.Patterns) -> Bool {
        ActPatterns.matches(patterns, in: words).contains { $0.lowerBound <= 6 }
    }

    private var isDontKnow: Bool {
        let spare = spare(ActPatterns.dontKnow, in: words)
        guard spare <= Self.spareWords else { return false }
        // "I don't know yet why, so ..." and "I'm not sure it's a skill problem" go on to say something.
        let matches = ActPatterns.matches(ActPatterns.dontKnow, in: words)
        let before = words[..<(matches.map(\.lowerBound).min() ?? 0)]
        let tellingBefore = before.count { !SpokenWords.fillers.contains($0) && !Self.politeness.contains($0) }
        if before.contains("if") || tellingBefore > 2 { return false }
        let longest = matches.map(\.upperBound).max() ?? 0
        let after = words[longest...].first
        let goesOn = ["yet", "why", "whether", "if", "that", "it's", "it", "they", "he", "she", "this"].contains(
            after ?? "")
        return !(goesOn && words.count - longest > 3)
    }

    /// Nothing but a question or two about the case, put to the interviewer.
    private var isQuestionBack: Bool {
        let sentences = spoken.sentences
        guard !sentences.isEmpty, words.count <= 60 else { return false }
        var questions: [[String]] = []
        var rest: [String] = []
        for sentence in sentences {
            let words = spoken.words[sentence.words].filter { !$0.isQuoted }.map(\.lower)
            guard !words.isEmpty else { return false }
            if sentence.isQuestion || (!isPunctuated && startsLikeQuestion(words)) {
                questions.append(words)
            } else {
                rest += words
            }
        }
        guard (1...4).contains(questions.count) else { return false }
        let restTelling = spare(ActPatterns.preface, in: rest)
        let isBareRest = rest.count <= 4 && !ActPatterns.fits(ActPatterns.commitment, rest)
        guard rest.isEmpty || restTelling <= 6 || isBareRest else { return false }
        guard !questions.contains(where: { ActPatterns.fits(ActPatterns.commitment, $0) && !isPrefaced($0) }) else {
            return false
        }
        if setting.asksForWords {
            // What they'd ask the engineer is an answer; what they ask about the engineer is a question.
            return questions.allSatisfy { question in
                isPrefaced(question)
                    || (!question.contains("you") && !question.contains("your") && mentionsEngineer(question))
            }
        }
        // Nothing but questions: whatever they are about, the candidate wants to know something first.
        // Unless questions were asked for.
        let asked = setting.question.lowercased()
        let wantsQuestions = Self.wantingQuestions.contains(where: asked.contains)
        let announces = questions.contains(where: isPrefaced)
        if rest.isEmpty, isPunctuated, announces || (!wantsQuestions && questions.allSatisfy(startsLikeQuestion)),
            !questions.contains(where: { ActPatterns.fits(ActPatterns.smallTalk, $0) })
        {
            return true
        }
        return questions.allSatisfy {
            isPrefaced($0) || ActPatterns.fits(ActPatterns.aboutCase, $0) || mentionsEngineer($0)
        }
    }

    /// Whether every sentence is a question in form, or announces one.
    var asksOutright: Bool {
        spoken.sentences.allSatisfy { sentence in
            let words = spoken.words[sentence.words].map(\.lower)
            return isPrefaced(words) || startsLikeQuestion(words)
        }
    }

    /// Whether the words of the question are the trouble, so that the same words again would not help.
    var wantsOtherWords: Bool { ActPatterns.fits(ActPatterns.meaning, words) }

    /// "What means 'stake'?": in a line for the engineer, or in what one would ask them, it would be an answer.
    private var asksForMeaning: Bool {
        !setting.asksForWords && !commits && words.count <= 25 && spare(ActPatterns.wordMeaning, in: words) <= Self.spareWords / 2
    }

    /// An answer up to this long that ends with a question waits for what the interviewer says to it.
    static let shortAnswer = 60

    /// The question that ends a text or is announced in it ("can I ask"), nil when there is none; `isOnCase` where it
    /// names the engineer or is announced, so that nothing else than the case can be meant.
    var questionToInterviewer: (text: String, isOnCase: Bool)? {
        guard words.count < Self.monologueWords else { return nil }
        guard isPunctuated else { return announcedQuestion.map { ($0, false) } }
        let questions = spoken.sentences.filter { $0.isQuestion && !spoken.words[$0.words].contains(where: \.isQuoted) }
        // Near the end: in the middle the next sentence mostly answers it.
        let announced = questions.last {
            ActPatterns.fits(ActPatterns.aside, spoken.words[$0.words].map(\.lower))
                && $0.words.upperBound + Self.announcedWords >= spoken.words.count
        }
        guard questions.count <= (words.count > Self.shortAnswer ? 4 : 2) || announced != nil,
            let last = announced ?? questions.last
        else { return nil }
        let asked = spoken.words[last.words].map(\.lower)
        let isAnnounced = announced != nil || isPrefaced(asked) || ActPatterns.fits(ActPatterns.reminder, asked)
        guard isPrefaced(asked) || !ActPatterns.fits(ActPatterns.commitment, asked) else { return nil }
        let isLast = last.words.upperBound == spoken.words.count
        guard isAnnounced || (isLast && (hasQuestionForm(asked) || countsAfterComma(last.words))) else { return nil }
        // A long answer may end with what it would look into: "Did we change priorities on her twice?"
        let isOnCase = isAnnounced || (words.count <= Self.shortAnswer && mentionsEngineer(asked))
        // "I'd ask the team. What happened in production?" puts the question to the team.
        // In a long answer only the sentence before can do that.
        let sentenceBefore = spoken.sentences.last { $0.words.upperBound <= last.words.lowerBound }?.words.lowerBound
        let start = words.count > Self.shortAnswer ? sentenceBefore ?? 0 : 0
        guard isOnCase || !ActPatterns.fits(ActPatterns.asking, spoken.words[start..<last.words.lowerBound].map(\.lower)) else {
            return nil
        }
        return (spoken.words[last.words].map(\.text).joined(separator: " ") + "?", isOnCase)
    }

    /// "Of those outages, how many had a review?": asks for a number after a comma.
    private func countsAfterComma(_ sentence: Range<Int>) -> Bool {
        sentence.dropFirst().contains { index in
            index + 1 < sentence.upperBound && spoken.words[index].startsClause && spoken.words[index].lower == "how"
                && ["many", "much", "often", "long"].contains(spoken.words[index + 1].lower)
        }
    }

    /// What speech without marks asks when it begins by saying that it asks: the words after "can I ask".
    private var announcedQuestion: String? {
        let wanted = setting.question.lowercased()
        guard !Self.wantingQuestions.contains(where: wanted.contains),
            let preface = ActPatterns.matches(ActPatterns.asks, in: words).min(by: { $0.upperBound < $1.upperBound }),
            preface.lowerBound <= 4
        else { return nil }
        let rest = words[preface.upperBound...].drop {
            Self.politeness.contains($0) || $0 == "something" || SpokenWords.sounds.contains($0)
        }
        let asked = rest.prefix(Self.announcedWords).filter {
            !SpokenWords.sounds.contains($0) && !SpokenWords.fillers.contains($0)
        }
        return asked.isEmpty ? nil : asked.joined(separator: " ")
    }

    private static let announcedWords = 12

    private static let wantingQuestions = [
        "find out", "what would you want", "want to know", "want to understand", "need to know", "what would you ask",
        "what do you ask", "which questions", "what questions", "look into", "look at", "what else",
    ]
    private let isPunctuated: Bool

    private func isPrefaced(_ words: [String]) -> Bool { ActPatterns.fits(ActPatterns.preface, words) }

    private func mentionsEngineer(_ words: [String]) -> Bool {
        words.contains {
            ["they", "them", "their", "he", "him", "his", "she", "her", "engineer", "person", "robin"].contains($0)
        }
    }

    /// "Good question. How would you do it?": nothing but the question, given back to who asked it.
    var handsBack: Bool {
        guard isPunctuated, !setting.asksForWords, words.count <= 25, !spoken.words.contains(where: \.isQuoted)
        else { return false }
        let asked = setting.question.lowercased()
        guard !["you ask", "questions"].contains(where: asked.contains) else { return false }
        let sentences = spoken.sentences.map { (isQuestion: $0.isQuestion, words: spoken.words[$0.words].map(\.lower)) }
        let rest = sentences.filter { !$0.isQuestion }.flatMap(\.words)
        let questions = sentences.filter(\.isQuestion).map(\.words)
        return !questions.isEmpty && rest.count <= 4 && !ActPatterns.fits(ActPatterns.commitment, rest)
            && questions.allSatisfy { question in
                ["how", "what", "why", "which", "who"].contains(question.first ?? "")
                    && question.dropFirst().prefix(2) == ["would", "you"]
            }
    }

    private func startsLikeQuestion(_ words: [String]) -> Bool { !commits && hasQuestionForm(words) }

    /// Whether one sentence, by itself, has the form of a question put to somebody.
    private func hasQuestionForm(_ words: [String]) -> Bool {
        let start = words.drop {
            SpokenWords.fillers.contains($0) || SpokenWords.sounds.contains($0)
                || (isPunctuated && ["also", "and", "but", "or", "hm"].contains($0))
        }
        if isPrefaced(Array(start.prefix(6))) { return true }
        guard let first = start.first, let second = start.dropFirst().first else { return false }
        // "What's missing is a date", said without marks, is no question.
        if isPunctuated, ["what's", "who's", "how's", "where's"].contains(first) { return true }
        let asks: Set<String> = ["what", "how", "who", "when", "why", "which", "where", "whose"]
        let inverts: Set<String> = [
            "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "may", "am",
            "should",
        ]
        let subjects: Set<String> = [
            "they", "he", "she", "it", "we", "i", "there", "anyone", "anybody", "someone", "the", "this", "that", "our",
            "those", "these", "any", "his", "her", "my", "all", "both", "robin", "customers", "people", "peers", "product",
            "management", "hr",
            "their", "you",
        ]
        // Without marks a long run of words is several sentences.
        guard words.count <= (isPunctuated ? 60 : 30) else { return false }
        if inverts.contains(first) { return subjects.contains(second) }
        guard asks.contains(first) else { return false }
        if first == "who" { return true }
        let third = start.dropFirst(2).first ?? ""
        return inverts.contains(second) || ["long", "many", "much", "often", "senior", "big"].contains(second)
            || (["what", "which", "whose", "how"].contains(first) && !subjects.contains(second) && inverts.contains(third))
    }

    /// Talk about something else altogether. Stories and images that serve the answer are no such thing, so it takes a
    /// cue, nothing of the case in the words, and little likeness to it.
    private var isOffTopic: Bool {
        guard (6...80).contains(words.count), !setting.asksForWords, !spoken.words.contains(where: \.isQuoted),
            !mentionsEngineer(words), !ActPatterns.fits(ActPatterns.intentions, words),
            !ActPatterns.fits(ActPatterns.work, words)
        else { return false }
        let hasCue =
            ActPatterns.matches(ActPatterns.astray, in: words).contains { $0.lowerBound <= 4 }
            || words.contains(where: ActPatterns.leisure.contains)
        if hasCue { return setting.relevance(text) < setting.relevanceCeiling }
        guard let floor = setting.relevanceFloor, words.count >= 10 else { return false }
        return setting.relevance(text) < floor
    }

    private var text: String { spoken.words.map(\.text).joined(separator: " ") }
}
