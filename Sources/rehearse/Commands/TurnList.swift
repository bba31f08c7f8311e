import InterviewCore
import ReportForms

/// The turns of a session with the numbers that commands and reports use, counted from 1. Pure.
enum TurnList {
    /// One or two lines a turn: number, minute, speaker, and as much of the text as fits.
    static func lines(_ entries: [Session.Entry], width: Int, mark: (Int) -> String = { _ in " " }) -> [String] {
        entries.enumerated().map { index, entry in
            let isAnswer = entry.turn.speaker == .candidate
            let number = DisplayText.padded("\(index + 1)", to: 3)
            let head = "\(mark(index)) \(number) \(DisplayText.padded(ReportWords.clock(minutes: entry.turn.minute), to: 5))  "
                + (isAnswer ? "you  " : "     ")
            let room = width - DisplayText.width(head)
            let text = DisplayText.safe(entry.turn.text)
            let isLong = DisplayText.width(text) > room
            return head + DisplayText.prefix(text, width: isLong ? room - 4 : room) + (isLong ? " ..." : "")
        }
    }
}
