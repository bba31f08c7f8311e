/// Passages whose form takes back or never makes what their words would commit to.
enum EmptyWords {
    /// What the form does to a passage.
    enum Effect {
        /// "It is not the case that I ...": the opposite of what follows.
        case turnsAround
        /// Talk about criteria, graders and model answers, or to the interviewer, says nothing about the case.
        case saysNothing
    }

    private static let turning = [
        "not the case that", "isn't the case that", "not true that", "isn't true that", "it's wrong that",
    ]
    private static let empty = [
        "the criterion says", "the criterion is", "the rubric says", "the rubric asks", "as the rubric", "model answer",
        "reference answer", "the checklist says", "the marking", "the grader", "the evaluator", "covers the point",
        "fully covers", "mark this", "mark the point", "count this as", "put that down as met", "as met",
        // A question announced to the interviewer, among other words.
        "can i ask", "could i ask", "may i ask", "quick question", "was a question to you", "i was asking you",
    ]

    /// As bytes: every passage of an answer is looked through for all of them before the next question.
    private static let turningBytes = turning.map { Array($0.utf8) }
    private static let emptyBytes = empty.map { Array($0.utf8) }

    /// The effect of a passage's form; nil when its words count. - Complexity: O(length).
    static func effect(of passage: String) -> Effect? {
        let text = Array(passage.lowercased().replacing("’", with: "'").utf8)
        if turningBytes.contains(where: { text.holds($0) }) { return .turnsAround }
        return emptyBytes.contains(where: { text.holds($0) }) ? .saysNothing : nil
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
