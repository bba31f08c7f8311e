import InterviewCore

/// Reads communication from what can be observed; never accent, fillers, grammar or confidence.
enum BehaviourObserver {
    /// Words above which a single answer is called long.
    private static let longAnswer = 320
    private static let assumptionMarks = [
        "i'm assuming", "i am assuming", "i'd assume", "i assume", "i'll assume there",
        "i'll assume they", "i'll assume that", "i'll assume it", "i'll assume nobody", "i'll assume no ", "i'll assume we",
        "i'll take it that", "if i may assume", "my assumption", "i'm taking it",
    ]
    /// Those that often mean something else; shown where nothing plainer was said.
    private static let looseAssumptionMarks = ["assuming ", "let's say", "let us say", "suppose "]
    /// Those with a bar end a clause: "scrap that plan" takes nothing back.
    private static let revisionMarks = [
        "fair point", "you're right", "let me correct", "correct myself", "i take that back", "on reflection",
        "let me change", "i'd change that", "actually, no", "i was wrong", "thinking again", "let me rephrase",
        "i take back", "i take it back|", "take something back", "scrap that|", "strike that|", "i've changed my mind",
        "i change my mind", "i changed my mind about that", "i was winding you up", "that was nonsense", "i was talking nonsense",
    ]

    /// One reading for each behaviour. - Complexity: O(words + answers * facets).
    static func observe(
        _ transcript: Transcript, items: [ItemAssessment], answers: [FindingBuilder.Answer]
    ) -> [BehaviourReading] {
        let substance = substance(items: items)
        let unread = answers.count { $0.scored.noAnswer == .unread }
        // Who asks what a word means, or for a fact, has not failed to answer.
        let answers = answers.filter { ![.request, .unread].contains($0.scored.noAnswer) }
        var direct = answersQuestion(answers, substance: substance)
        if unread > 0 {
            direct.note +=
                (direct.note.isEmpty ? "" : " ")
                + (unread == 1 ? "One answer was in another language" : "\(unread) answers were in another language")
                + " and couldn't be read."
        }
        let assumptions = marks(answers, assumptionMarks, .statesAssumptions)
        return [
            direct, structure(answers, transcript: transcript, substance: substance),
            substanceAfterProbe(transcript, answers: answers, substance: substance),
            assumptions.value == nil ? marks(answers, looseAssumptionMarks, .statesAssumptions) : assumptions,
            revises(answers), concise(answers, substance: substance),
        ]
    }

    /// Turns in which something concrete was found, with the number of facets.
    private static func substance(items: [ItemAssessment]) -> [Int: Int] {
        var turns: [Int: Int] = [:]
        for finding in items.flatMap(\.facets) where finding.stance == .committed {
            for turn in Set(finding.evidence.map(\.turn)) { turns[turn, default: 0] += 1 }
        }
        return turns
    }

    private static func answersQuestion(_ answers: [FindingBuilder.Answer], substance: [Int: Int]) -> BehaviourReading {
        guard !answers.isEmpty else { return BehaviourReading(behaviour: .answersQuestion, value: nil, note: "") }
        let direct = answers.count { substance[$0.turn] != nil }
        return BehaviourReading(
            behaviour: .answersQuestion, value: Double(direct) / Double(answers.count),
            note: "\(direct) of \(answers.count) answers brought something concrete on what the interview asks for.")
    }

    private static func structure(
        _ answers: [FindingBuilder.Answer], transcript: Transcript, substance: [Int: Int]
    ) -> BehaviourReading {
        guard !answers.isEmpty else { return BehaviourReading(behaviour: .structure, value: nil, note: "") }
        let phases = Set(answers.map { transcript.turns[$0.turn].phase })
        let developed = phases.count { phase in
            answers.contains { transcript.turns[$0.turn].phase == phase && substance[$0.turn, default: 0] >= 2 }
        }
        return BehaviourReading(
            behaviour: .structure, value: Double(developed) / Double(phases.count),
            note: "In \(developed) of \(phases.count) phases an answer joined two or more concrete steps.")
    }

    private static func substanceAfterProbe(
        _ transcript: Transcript, answers: [FindingBuilder.Answer], substance: [Int: Int]
    ) -> BehaviourReading {
        var seen: Set<String> = []
        var probed = 0
        var answered = 0
        for answer in answers {
            if !seen.insert(transcript.turns[answer.turn].phase).inserted {
                probed += 1
                if substance[answer.turn] != nil { answered += 1 }
            }
        }
        guard probed > 0 else {
            return BehaviourReading(behaviour: .substanceAfterProbe, value: nil, note: "No follow-up was asked.")
        }
        return BehaviourReading(
            behaviour: .substanceAfterProbe, value: Double(answered) / Double(probed),
            note: "\(answered) of \(probed) follow-ups were met with new substance.")
    }

    /// Words that own up to something, or a withdrawal in so many words.
    private static func revises(_ answers: [FindingBuilder.Answer]) -> BehaviourReading {
        let found = marks(answers, revisionMarks, .revises)
        guard found.value == nil, let answer = answers.first(where: { $0.scored.takingBack == .withdraws }) else { return found }
        return BehaviourReading(behaviour: .revises, value: 1, note: "Something is taken back in turn \(answer.turn + 1).")
    }

    private static func marks(
        _ answers: [FindingBuilder.Answer], _ marks: [String], _ behaviour: Rubric.Behaviour
    ) -> BehaviourReading {
        for answer in answers {
            let text = outsideQuotes(fluent(plain(answer.text)))
            if let mark = marks.first(where: { isSaid(Array($0.utf8), in: text) }) {
                let words = mark.split { " |".contains($0) }.joined(separator: " ")
                return BehaviourReading(behaviour: behaviour, value: 1, note: "Heard in turn \(answer.turn + 1): '\(words)'.")
            }
        }
        return BehaviourReading(behaviour: behaviour, value: nil, note: "No occasion seen.")
    }

    /// A text without sounds and words said twice: "I I'll um assume" states an assumption. - Complexity: O(text).
    private static func fluent(_ text: [UInt8]) -> [UInt8] {
        let space = UInt8(ascii: " ")
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var last: ArraySlice<UInt8> = []
        for word in text.split(separator: space) {
            if word == last || (word.count <= longestSound && sounds.contains { word.elementsEqual($0) }) { continue }
            if !out.isEmpty { out.append(space) }
            out += word
            last = word
        }
        return out
    }

    private static let sounds = ["um", "uh", "er", "erm", "uhm", "hmm"].flatMap { [Array($0.utf8), Array("\($0),".utf8)] }
    private static let longestSound = 4

    /// A text without what stands between double quotation marks: lines that somebody would say to somebody else are no step of
    /// the talk with the interviewer. An opening mark that is never closed opens nothing. - Complexity: O(text).
    private static func outsideQuotes(_ text: [UInt8]) -> [UInt8] {
        let mark = UInt8(ascii: "\"")
        let pieces = text.split(separator: mark, omittingEmptySubsequences: false)
        return pieces.enumerated().flatMap { index, piece in
            index.isMultiple(of: 2) || index == pieces.count - 1 ? Array(piece) : []
        }
    }

    /// The last byte of curly quotation marks in UTF-8 (U+2018, 2019, 201C, 201D), and the plain mark for each.
    private static let plainMarks: [UInt8: UInt8] = [0x98: 0x27, 0x99: 0x27, 0x9C: 0x22, 0x9D: 0x22]

    /// A text's bytes in lower case with plain quotation marks. Strings compare by Unicode's rules, which takes milliseconds
    /// over a whole interview; marks are ASCII.
    private static func plain(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, let mark = plainMarks[bytes[index + 2]] {
                out.append(mark)
                index += 3
                continue
            }
            let byte = bytes[index]
            out.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            index += 1
        }
        return out
    }

    /// Whether `mark` stands somewhere in `text`, not as a question or as somebody else's: "did I assume", "I suppose".
    ///
    /// - Complexity: O(text * mark).
    private static func isSaid(_ mark: [UInt8], in text: [UInt8]) -> Bool {
        let endsClause = mark.last == UInt8(ascii: "|")
        let mark = endsClause ? mark.dropLast() : mark[...]
        guard let first = mark.first, text.count >= mark.count else { return false }
        for start in 0...(text.count - mark.count) where text[start] == first {
            let end = start + mark.count
            guard text[start..<end].elementsEqual(mark), start == 0 || !isLetter(text[start - 1]) else { continue }
            if endsClause, end < text.count, text[end] == UInt8(ascii: " ") || isLetter(text[end]) { continue }
            let before = text[..<start].reversed().drop { $0 == UInt8(ascii: " ") }.prefix { isLetter($0) }.reversed()
            if !turning.contains(String(decoding: before, as: UTF8.self)) { return true }
        }
        return false
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    private static let turning: Set<String> = [
        "did", "do", "does", "should", "i", "you", "they", "he", "she", "him", "her", "them", "said",
    ]

    private static func concise(_ answers: [FindingBuilder.Answer], substance: [Int: Int]) -> BehaviourReading {
        guard !answers.isEmpty else { return BehaviourReading(behaviour: .concise, value: nil, note: "") }
        let words = answers.map { $0.text.split(whereSeparator: \.isWhitespace).count }
        let long = words.count { $0 > longAnswer }
        let facets = substance.values.reduce(0, +)
        let perFacet = Double(words.reduce(0, +)) / Double(max(1, facets))
        let density = min(1, max(0, (manyWords - perFacet) / (manyWords - fewWords)))
        return BehaviourReading(
            behaviour: .concise, value: density * (1 - Double(long) / Double(answers.count)),
            note: note(words: words.reduce(0, +), points: facets, each: perFacet))
    }

    private static func note(words: Int, points: Int, each: Double) -> String {
        if points == 0 { return "Nothing concrete was found in \(words) words." }
        if points == 1 { return "One concrete point was found in \(words) words." }
        if each > manyWords { return "\(points) concrete points were found in \(words) words." }
        if each < fewWords { return "Fewer than \(Int(fewWords)) words for each concrete point." }
        return "About \(Int(each.rounded())) words for each concrete point."
    }

    /// Words for a concrete point below which fewer are no better.
    private static let fewWords = 30.0
    /// Words for a concrete point with which nothing is left of the share for being concise.
    private static let manyWords = 120.0
}
