/// What the interviewer does next. Decided in code; the words are authored lines.
package enum Move: Sendable, Equatable {
    /// Says something that ends with a question (or with the standing question left open).
    case say(Utterance)
    /// Moves into a phase, then says something.
    case enterPhase(String, Utterance)
    /// Says goodbye and ends.
    case close(Utterance, EndReason)
}
