/// Passages whose form takes back or never makes what their words would commit to.
enum EmptyWords {
    /// What the form does to a passage.
    enum Effect {
        /// "It is not the case that I ...": the opposite of what follows.
        case turnsAround
        /// Talk about criteria, graders and model answers, or to the interviewer, says nothing about the case.
        case saysNothing
        /// A row of bare names: naming a thing is not saying what one does about it.
        case onlyNames
    }

    private static let turning = [
        "not the case that", "isn't the case that", "not true that", "isn't true that", "it's wrong that",
    ]
    private static let empty =
        reading + [
            "the marking", "the grader", "the evaluator", "covers the point", "fully covers", "mark this", "mark the point",
            "count this as", "put that down as met", "as met", "\"verdict\"",
            // Said to mean the opposite, in the plain cases.
            "yeah right, ", "yeah, right, ", "oh sure, i'd just", "oh sure, let's just", "oh sure, why not", "sure, because that",
            "what could possibly go wrong", "that'll teach them", "that'll teach him", "that'll teach her",
            // A question announced to the interviewer, among other words.
            "can i ask", "could i ask", "may i ask", "quick question", "was a question to you", "i was asking you",
        ]

    /// Words that make a row of things a sentence somebody is in, or somebody does something in.
    private static let telling: Set<String> = [
        "i", "we", "you", "they", "he", "she", "it", "me", "us", "them", "him", "her", "my", "our", "your", "their", "his", "its",
        "who", "would", "will", "is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "be", "been", "can",
        "could", "should", "let", "not", "no", "never", "then", "if", "when", "because", "until", "against", "next", "first",
        "second", "third", "last", "every", "each", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        "ten", "twelve", "monday", "tuesday", "wednesday", "thursday", "friday", "mondays", "tuesdays", "wednesdays", "thursdays",
        "fridays", "daily", "weekly", "today", "tomorrow", "tonight",
    ]

    /// Three names or more, with commas between them and nobody and nothing happening in it.
    private static func isRowOfNames(_ passage: String) -> Bool {
        guard passage.utf8.count(where: { $0 == UInt8(ascii: ",") }) >= 2 else { return false }
        let names = passage.lowercased().split(separator: ",").map { part in
            part.split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" && $0 != "-" }
        }
        return names.count >= 3
            && names.allSatisfy { words in
                words.count <= 7
                    && words.allSatisfy { word in
                        !telling.contains(String(word)) && !word.contains(where: { $0.isNumber || $0 == "'" || $0 == "’" })
                    }
            }
    }

    /// What only reads out what somebody else wrote, and so does the rest of it.
    private static let reading = [
        "the criterion says", "the criterion is", "the rubric says", "the rubric asks", "as the rubric", "model answer",
        "reference answer", "the checklist says",
    ]
    /// Marks of a program, of data or of markup, which nobody says.
    private static let codeBytes = ["{", "}", "== \"", "():", "</", "<!--"].map { Array($0.utf8) }

    /// Begins by not having understood: what follows echoes the question. - Complexity: O(words).
    private static func isPuzzled(_ passage: String) -> Bool {
        let words = passage.lowercased().replacing("’", with: "'").split { !$0.isLetter && $0 != "'" }.map(String.init)
        let fluent = zip(words, Disfluencies.kept(words)).filter(\.1).map(\.0)
        let said = fluent.drop { ["sorry", "well", "hmm", "oh", "okay", "no", "but"].contains($0) }
        guard let begins = puzzled.first(where: { said.starts(with: $0) }) else { return false }
        // "I don't really get angry" and "I didn't understand it at first, so I asked" tell something.
        let rest = Array(said.dropFirst(begins.count))
        return (rest.first.map(askedBack.contains) ?? true) && !ActPatterns.fits(ActPatterns.commitment, rest)
    }

    /// What stands after not having understood when it is the question.
    private static let askedBack: Set<String> = [
        "the", "what", "how", "why", "which", "you", "your", "that", "this", "it", "want", "mean", "are", "sorry",
    ]
    private static let puzzled = [
        "i don't understand", "i don't really understand", "i don't quite understand", "i didn't understand",
        "i don't really get", "i'm not sure i understand", "not sure what you mean", "i'm not sure what you",
    ].map { $0.split(separator: " ").map(String.init) }

    private static let speakers: Set<String> = ["i", "we", "my", "our", "me", "us"]

    /// As bytes: every passage of an answer is looked through for all of them before the next question.
    private static let turningBytes = turning.map { Array($0.utf8) }
    private static let readingBytes = reading.map { Array($0.utf8) }
    private static let emptyBytes = empty.map { Array($0.utf8) }

    /// The effect of each passage's form, in the order they were said. What is read out, or turned around as a whole, goes on
    /// until the speaker says "I" again. - Complexity: O(length).
    static func effects(of passages: [String]) -> [Effect?] {
        var going: Effect?
        return passages.enumerated().map { place, passage in
            let isVoid =
                (place == 0 && isPuzzled(passage))
                || (place == passages.count - 1 ? isCutOff(passage) : followsJoke(passages[place + 1]))
            let own = effect(of: passage) ?? (isVoid ? .saysNothing : nil)
            if own == .turnsAround || (own == .saysNothing && reads(passage)) {
                going = own
            } else if going != nil, speaks(passage) {
                going = nil
            }
            return own ?? going
        }
    }

    /// How somebody begins to say what they mean after a joke.
    private static let afterJoke = [
        "just kidding", "only kidding", "i'm kidding", "i'm joking", "just joking", "only joking", "no, seriously", "no seriously",
        "seriously though", "seriously now", "joking aside", "jokes aside", "that was a joke",
    ]

    /// Whether the sentence before was a joke, as this one says.
    private static func followsJoke(_ passage: String) -> Bool {
        let start = passage.lowercased().replacing("’", with: "'").drop { !$0.isLetter }
        return afterJoke.contains { start.hasPrefix($0) }
    }

    /// "Next morning:" with nothing after it.
    private static func isCutOff(_ passage: String) -> Bool {
        passage.last { !$0.isWhitespace } == ":" && passage.split(whereSeparator: \.isWhitespace).count <= 3
    }

    private static func reads(_ passage: String) -> Bool {
        let text = Array(passage.lowercased().utf8)
        return readingBytes.contains { text.holds($0) }
    }

    private static func speaks(_ passage: String) -> Bool {
        passage.lowercased().split { !$0.isLetter }.contains { speakers.contains(String($0)) }
    }

    /// The effect of a passage's form; nil when its words count. - Complexity: O(length).
    static func effect(of passage: String) -> Effect? {
        let text = Array(passage.lowercased().replacing("’", with: "'").utf8)
        if turningBytes.contains(where: { text.holds($0) }) { return .turnsAround }
        if emptyBytes.contains(where: { text.holds($0) }) || codeBytes.contains(where: { text.holds($0) }) { return .saysNothing }
        return isRowOfNames(passage) ? .onlyNames : nil
    }
}

extension [UInt8] {
    /// Whether `part` stands anywhere in these bytes. - Complexity: O(length), as good as always.
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard let first = part.first, count >= part.count else { return part.isEmpty }
        return (0...(count - part.count)).contains { start in
            self[start] == first && self[start..<(start + part.count)].elementsEqual(part)
        }
    }
}
