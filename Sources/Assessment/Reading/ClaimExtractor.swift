package import InterviewCore

/// Finds the phrases of an answer that an interviewer could quote and ask about.
///
/// A phrase is a run of one to eight words as spoken, inside one clause, that begins and ends at words which can
/// stand inside quotation marks. Rules alone: it works on text without punctuation or capitals.
package enum ClaimExtractor {
    /// One phrase with its place in scalars.
    package struct Phrase: Sendable, Equatable {
        package var quote: String
        package var range: Range<Int>
        package var isVague: Bool
        package var form: Probe.QuoteForm
        /// How askable it is; comparable within one answer.
        package var score: Double
    }

    package static let mostWords = 8
    /// Below this a phrase isn't worth quoting.
    private static let leastScore = 1.6
    private static let mostPhrases = 4

    /// The best phrases of a text, best first; none overlap.
    ///
    /// - Complexity: O(words * 8).
    package static func phrases(in text: String) -> [Phrase] {
        let spoken = SpokenText(text)
        var found: [Phrase] = []
        // What somebody asks isn't what they claim.
        let asked = spoken.sentences.filter(\.isQuestion).map(\.words)
        for clause in clauses(spoken) where !asked.contains(where: { $0.overlaps(clause) }) {
            found += candidates(clause, spoken, text: text)
        }
        found.sort { ($0.score, $1.range.lowerBound) > ($1.score, $0.range.lowerBound) }
        var chosen: [Phrase] = []
        for phrase in found where chosen.count < mostPhrases {
            let isApart = chosen.allSatisfy { other in
                !other.range.overlaps(phrase.range) && other.quote.lowercased() != phrase.quote.lowercased()
            }
            if isApart { chosen.append(phrase) }
        }
        return chosen
    }

    /// Words between the marks and connectors that a quote must not cross.
    private static func clauses(_ spoken: SpokenText) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = 0
        let words = spoken.words
        for index in words.indices where index > start {
            let word = words[index].lower
            let isSplit =
                words[index].startsClause || splitters.contains(word)
                || (word == "let" && index + 1 < words.endIndex && ["me", "us"].contains(words[index + 1].lower))
                || (SpokenWords.subjects.contains(word) && word.contains("'"))
                || ["i", "we", "they", "he", "she"].contains(word)
            if isSplit {
                out.append(start..<index)
                start = index
            }
        }
        if start < words.count { out.append(start..<words.count) }
        return out
    }

    private static let splitters: Set<String> = [
        "but", "so", "because", "if", "when", "while", "which", "who", "where", "why", "whether", "then",
        "unless", "although", "though", "plus", "until", "since", "that's", "it's", "there's", "maybe",
    ]

    private static func candidates(_ clause: Range<Int>, _ spoken: SpokenText, text: String) -> [Phrase] {
        let words = spoken.words
        let lower = words.map(\.lower)[clause]
        let vague = vagueSpans(lower)
        let context = Context(
            clause: clause, lower: lower, isConcrete: isConcrete(clause, words), isOwn: isOwn(clause, spoken))
        var out: [Phrase] = []
        for start in clause {
            for end in (start + 1)...max(start + 1, min(start + mostWords, clause.upperBound)) {
                guard end <= clause.upperBound else { break }
                let window = start..<end
                guard let score = score(window, context, words, vague) else { continue }
                let range = words[start].range.lowerBound..<words[end - 1].range.upperBound
                guard let quote = Self.quote(range, in: text) else { continue }
                out.append(
                    Phrase(
                        quote: quote, range: range,
                        isVague: isVague(window, context, vague),
                        form: form(window, context), score: score))
            }
        }
        return out
    }

    private struct Context {
        var clause: Range<Int>
        var lower: ArraySlice<String>
        var isConcrete: Bool
        /// Nobody else's act, and no condition: "if I leave it" is what the speaker wouldn't do as often as not.
        var isOwn: Bool
    }

    private static func isOwn(_ clause: Range<Int>, _ spoken: SpokenText) -> Bool {
        let words = spoken.words
        if conditions.contains(words[clause.lowerBound].lower) { return false }
        guard clause.lowerBound > 0, !words[clause.lowerBound].startsSentence else { return true }
        return !conditions.contains(words[clause.lowerBound - 1].lower)
    }

    private static let conditions: Set<String> = ["if", "unless", "whether", "who", "whoever"]

    private static func vagueSpans(_ lower: ArraySlice<String>) -> [Range<Int>] {
        lower.indices.compactMap { index in
            let length = VaguePhrases.length(in: lower, at: index)
            return length == 0 ? nil : index..<index + length
        }
    }

    private static func isConcrete(_ clause: Range<Int>, _ words: [SpokenText.Word]) -> Bool {
        words[clause].contains { word in
            word.lower.contains(where: \.isNumber) || SpokenWords.numbers.contains(word.lower)
                || SpokenWords.dates.contains(word.lower) || SpokenWords.concretes.contains(word.lower)
        }
    }

    private static func isVague(_ window: Range<Int>, _ context: Context, _ vague: [Range<Int>]) -> Bool {
        let lower = context.lower
        if lower[window].contains(where: { word in
            word.contains(where: \.isNumber) || (SpokenWords.numbers.contains(word) && word != "one")
                || SpokenWords.dates.contains(word)
        }) {
            return false
        }
        if SpokenWords.negatedModals.contains(lower[window.lowerBound]) { return false }
        let isNamed = vague.contains { span in
            window.lowerBound <= span.lowerBound && span.upperBound <= window.upperBound
        }
        return isNamed || (!context.isConcrete && SpokenWords.genericVerbs.contains(lower[window.lowerBound]))
    }

    /// What sort of words they are.
    private static func form(_ window: Range<Int>, _ context: Context) -> Probe.QuoteForm {
        let first = context.lower[window.lowerBound]
        let last = context.lower[window.upperBound - 1]
        let isNominal = SpokenWords.articles.contains(first) || SpokenWords.possessives.contains(first)
        let isAct = isPredicate(window, context) || isCommand(window, context)
        if !isNominal, isAct || SpokenWords.negatedModals.contains(first) { return .act }
        let isMeasured = context.lower[window].contains { word in
            SpokenWords.numbers.contains(word) || SpokenWords.amounts.contains(word) || word.contains(where: \.isNumber)
        }
        return SpokenWords.times.contains(last) && isMeasured ? .span : .thing
    }

    /// How well the words would stand in a question; nil when they can't.
    private static func score(
        _ window: Range<Int>, _ context: Context, _ words: [SpokenText.Word], _ vague: [Range<Int>]
    ) -> Double? {
        let lower = context.lower
        let first = lower[window.lowerBound]
        let last = lower[window.upperBound - 1]
        let inside = vague.filter { window.lowerBound <= $0.lowerBound && $0.upperBound <= window.upperBound }
        let strong = inside.filter { !VaguePhrases.weak.contains(lower[$0].joined(separator: " ")) }
        let isExactVague = strong.contains { $0 == window }
        guard words[window].allSatisfy({ $0.isClean && !SpokenWords.sounds.contains($0.lower) }),
            !lower[window].contains(where: SpokenWords.slurs.contains)
        else { return nil }
        guard isExactVague || SpokenWords.canStart(first), isExactVague || SpokenWords.canEnd(last) else { return nil }
        guard isExactVague || window.count >= leastWords[first] ?? 1 else { return nil }
        // "Tell the director" of "tell the director I agree": what is told is missing.
        if first == "tell", words.indices.contains(window.upperBound), !words[window.upperBound].startsClause,
            SpokenWords.subjects.contains(words[window.upperBound].lower)
        {
            return nil
        }
        guard startsWell(window, context, isExactVague), endsWell(window, context, isExactVague) else { return nil }
        guard context.isOwn || isExactVague || form(window, context) != .act else { return nil }
        guard !isTurnedAround(window, context), !breaksApart(window, lower), !isBroken(window, context) else {
            return nil
        }
        let content = lower[window].count { word in
            !SpokenWords.isFunction(word) && !SpokenWords.articles.contains(word) && !SpokenWords.objects.contains(word)
                && !SpokenWords.contentFree.contains(word) && !SpokenWords.degrees.contains(word)
                && !SpokenWords.numbers.contains(word) && !SpokenWords.negatedModals.contains(word)
                && !word.hasSuffix("ly")
        }
        guard content > 0 || isExactVague else { return nil }
        var score = 0.0
        let count = window.count
        score += count == 1 ? -0.6 : (2...5).contains(count) ? 1 : count == 6 ? 0.6 : 0.1
        score += min(Double(content), 3) * 0.3
        if !strong.isEmpty { score += 1.6 }
        if !strong.isEmpty,
            inside.contains(where: { $0.upperBound == window.upperBound || $0.lowerBound == window.lowerBound })
        {
            score += 0.3
        }
        if SpokenWords.genericVerbs.contains(first) {
            // Somebody else's act isn't the candidate's claim: "people get woken up".
            score += isPredicate(window, context) || isCommand(window, context) ? 0.7 : -1
        }
        if last.hasSuffix("ly"), content > 1 { score -= 0.5 }
        if window.lowerBound > context.clause.lowerBound,
            ["he", "she", "they", "it", "you"].contains(lower[window.lowerBound - 1])
        {
            score -= 0.8
        }
        if content == 1, strong.isEmpty { score -= 0.8 }
        // "Their trust" hangs in the air.
        if count == 2, SpokenWords.possessives.contains(first), strong.isEmpty { score -= 0.7 }
        if SpokenWords.negatedModals.contains(first) { score -= 0.9 }
        // "Their way", "my point" say whose: they aren't empty.
        let isOwned = count > 1 && SpokenWords.possessives.contains(lower[window.upperBound - 2])
        if SpokenWords.contentFree.contains(last), strong.isEmpty, !isOwned { score -= 0.9 }
        if window.upperBound == context.clause.upperBound { score += 0.5 }
        if isPredicate(window, context) { score += 0.6 }
        if lower[window].contains("and") || lower[window].contains("or") { score -= 0.7 }
        if ["it", "that", "this", "there"].contains(last), strong.isEmpty { score -= 0.8 }
        if lower[window].contains("that") { score -= 0.5 }
        score -=
            Double(
                window.count {
                    let word = lower[$0]
                    let isMet = word == "people" && $0 + 1 == window.upperBound
                    return SpokenWords.subjects.contains(word) && !SpokenWords.objects.contains(word) && !isMet
                }) * 0.9
        let auxiliaries = Double(lower[window].count { SpokenWords.auxiliaries.contains($0) })
        score -= auxiliaries * (form(window, context) == .act ? 1.2 : 0.5)
        if words[window.lowerBound].startsSentence, words[window.lowerBound].text != words[window.lowerBound].lower {
            score -= 0.5
        }
        return score >= leastScore ? score : nil
    }

    /// Verbs whose object a short quote mostly cuts in half, with the words they need: "make sure expectations", "got
    /// psychological safety", "decide fairly".
    private static let leastWords: [String: Int] = [
        "make": 4, "made": 9, "got": 9, "told": 9, "said": 9, "say": 9, "promised": 9,
        "see": 4, "agree": 4, "keep": 3, "get": 3, "decide": 3, "meet": 3, "find": 3,
    ]

    /// Follows the start of the clause or a word that ends the part before.
    private static func startsWell(_ window: Range<Int>, _ context: Context, _ isExactVague: Bool) -> Bool {
        guard window.lowerBound > context.clause.lowerBound else { return true }
        let before = context.lower[window.lowerBound - 1]
        if SpokenWords.articles.contains(before) || SpokenWords.possessives.contains(before) { return false }
        if isExactVague { return true }
        return SpokenWords.isFunction(before) || SpokenWords.degrees.contains(before)
            || SpokenWords.fillers.contains(before) || SpokenWords.attitudes.contains(before)
    }

    /// Ends the clause or stands before a word that begins something new.
    private static func endsWell(_ window: Range<Int>, _ context: Context, _ isExactVague: Bool) -> Bool {
        guard window.upperBound < context.clause.upperBound else { return true }
        let after = context.lower[window.upperBound]
        if after == "of" || (SpokenWords.particles.contains(after)) { return false }
        if isExactVague { return !SpokenWords.objects.contains(after) }
        let second = window.upperBound + 1 < context.clause.upperBound ? context.lower[window.upperBound + 1] : ""
        if SpokenWords.prepositions.contains(after), SpokenWords.prepositionNouns.contains(second) { return false }
        return SpokenWords.isFunction(after) || SpokenWords.fillers.contains(after)
            || SpokenWords.sounds.contains(after)
    }

    /// A denial before the words would turn their meaning around.
    private static func isTurnedAround(_ window: Range<Int>, _ context: Context) -> Bool {
        context.lower[context.clause.lowerBound..<window.lowerBound].contains { SpokenWords.negations.contains($0) }
    }

    /// Half of a fixed expression, a denial in the middle, or words that only make sense to the speaker.
    private static func isBroken(_ window: Range<Int>, _ context: Context) -> Bool {
        let lower = context.lower
        if lower[window].dropFirst().contains(where: SpokenWords.negations.contains) { return true }
        if lower[window].contains(where: ["me", "myself", "i", "you", "meant"].contains) { return true }
        // What somebody reproaches themselves with is no step they'd take.
        if lower[window].contains(where: ["excuses", "excuse", "excused", "explained"].contains) { return true }
        if lower[window].elementsEqual(["last", "time"]) { return true }
        // "Understand what gets" of "understand what gets in the way".
        if window.upperBound < context.clause.upperBound, lower[window].suffix(2).contains(where: ["what", "how"].contains) {
            return true
        }
        // "Ask him" may be meant of anybody.
        if window.count == 2, ["ask", "tell"].contains(lower[window.lowerBound]),
            ["him", "her", "them"].contains(lower[window.upperBound - 1])
        {
            return true
        }
        guard window.lowerBound > context.clause.lowerBound else { return false }
        return SpokenWords.prepositions.contains(lower[window.lowerBound - 1])
            && SpokenWords.prepositionNouns.contains(lower[window.lowerBound])
    }

    /// Said twice in a row, or a filler in the middle.
    private static func breaksApart(_ window: Range<Int>, _ lower: ArraySlice<String>) -> Bool {
        for index in window.dropFirst() where lower[index] == lower[index - 1] { return true }
        for index in window.dropFirst() where lower[index - 1] == "you" && lower[index] == "know" { return true }
        for index in window.dropFirst() where lower[index - 1] == "i" && lower[index] == "mean" { return true }
        return false
    }

    /// The words after "I'd", "we would" or "I want to": what the candidate would do.
    private static func isPredicate(_ window: Range<Int>, _ context: Context) -> Bool {
        let clause = context.clause.lowerBound
        let lower = context.lower
        guard window.lowerBound > clause else { return false }
        let before = lower[window.lowerBound - 1]
        let second = window.lowerBound - 1 > clause ? lower[window.lowerBound - 2] : ""
        if ownSubjects.contains(before) { return true }
        if before == "to" { return !notOwnIntentions.contains(second) }
        // "I would then": the adverb stands between; "would" alone begins a clause cut off from its subject.
        return modals.contains(before) && (second.isEmpty || ["i", "we"].contains(second))
    }

    /// Begins a clause with the verb: "Talk to them first."
    private static func isCommand(_ window: Range<Int>, _ context: Context) -> Bool {
        window.lowerBound == context.clause.lowerBound && SpokenWords.genericVerbs.contains(context.lower[window.lowerBound])
    }

    private static let ownSubjects: Set<String> = ["i", "we", "i'd", "we'd", "i'll", "we'll", "let's"]
    private static let modals: Set<String> = ["would", "will", "should", "must", "can", "could", "may", "did", "do"]
    /// Before "to": a comparison, a direction or somebody else, so that what follows is no intention of the candidate's.
    private static let notOwnIntentions: Set<String> = [
        "next", "up", "due", "close", "back", "according", "compared", "relative", "prior", "thanks", "similar", "them",
        "him", "her", "they", "people", "everyone", "everybody", "someone", "somebody", "person", "engineer", "team",
        "guy", "man", "woman", "colleague", "lead", "manager", "boss", "peer", "peers", "report",
    ]

    private static func quote(_ range: Range<Int>, in text: String) -> String? {
        let scalars = text.unicodeScalars
        guard let lower = scalars.index(scalars.startIndex, offsetBy: range.lowerBound, limitedBy: scalars.endIndex),
            let upper = scalars.index(lower, offsetBy: range.count, limitedBy: scalars.endIndex)
        else { return nil }
        let quote = String(String.UnicodeScalarView(scalars[lower..<upper]))
        return quote.contains("  ") || quote.contains("\n") ? nil : quote
    }
}
