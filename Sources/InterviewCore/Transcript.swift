/// What was said, turn by turn. The form of the rated transcript files, and what assessors read.
package struct Transcript: Sendable, Equatable, Codable {
    package enum Speaker: String, Sendable, Codable {
        case interviewer, candidate
    }

    /// One uninterrupted utterance.
    package struct Turn: Sendable, Equatable, Codable {
        package var phase: String
        /// Minutes of interview time at which it began.
        package var minute: Double
        package var speaker: Speaker
        package var text: String

        package init(phase: String, minute: Double, speaker: Speaker, text: String) {
            self.phase = phase
            self.minute = minute
            self.speaker = speaker
            self.text = text
        }
    }

    package var id: String
    package var scenario: String
    package var turns: [Turn]

    package init(id: String, scenario: String, turns: [Turn]) {
        self.id = id
        self.scenario = scenario
        self.turns = turns
    }

    /// Words the candidate said in all. - Complexity: O(length).
    package var candidateWordCount: Int {
        turns.reduce(0) { $0 + ($1.speaker == .candidate ? $1.text.split(whereSeparator: \.isWhitespace).count : 0) }
    }
}
