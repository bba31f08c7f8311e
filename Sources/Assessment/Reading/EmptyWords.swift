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

    /// The effect of a passage's form; nil when its words count. - Complexity: O(length).
    static func effect(of passage: String) -> Effect? {
        let text = passage.lowercased().replacing("’", with: "'")
        if turning.contains(where: text.contains) { return .turnsAround }
        return empty.contains(where: text.contains) ? .saysNothing : nil
    }
}
