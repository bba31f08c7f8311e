import InterviewCore
import InterviewService
import ReportForms

/// The line that always says where the interview stands. Pure.
enum StatusLine {
    /// What the line shows.
    struct State: Equatable {
        var elapsed: Int64
        /// Length of the interview in milliseconds; nil when untimed.
        var total: Int64?
        var phase: String
        /// Milliseconds left in the phase; negative when over; nil when untimed.
        var phaseLeft: Int64?
        var isPaused = false
        var isThinking = false
    }

    /// The line cut and filled to `width` columns; what matters most stands first.
    static func text(_ state: State, width: Int) -> String {
        let clock = state.total.map { "\(time(state.elapsed))/\(time($0))" } ?? time(state.elapsed)
        let mark = state.isPaused ? " PAUSED " : state.isThinking ? " ...    " : " "
        var line = mark + clock + "  " + state.phase
        if let left = state.phaseLeft { line += " " + remaining(left, isShort: width < 60) }
        let hint = state.isPaused ? "/resume goes on" : "/help  empty line sends"
        let room = width - DisplayText.width(line)
        if room >= DisplayText.width(hint) + 2 {
            line += String(repeating: " ", count: room - DisplayText.width(hint) - 1) + hint
        } else if room < 0, let left = state.phaseLeft {
            // Too narrow: the phase's title gives way, the numbers stay.
            let tail = " " + remaining(left, isShort: true)
            let head = mark + clock + "  "
            let title = DisplayText.prefix(state.phase, width: width - DisplayText.width(head) - DisplayText.width(tail))
            line = head + title + tail
        }
        return DisplayText.padded(line, to: width)
    }

    /// The same in words, for `/time` and plain text.
    static func words(_ state: State) -> String {
        var text = "\(time(state.elapsed)) of "
        text += state.total.map(time) ?? "no set time"
        text += ", in '\(state.phase)'"
        if let left = state.phaseLeft { text += " (\(remaining(left, isShort: false)))" }
        return text + (state.isPaused ? ", paused." : ".")
    }

    private static func remaining(_ left: Int64, isShort: Bool) -> String {
        if left >= 0 { return time(left) + " left" }
        return time(-left) + (isShort ? " over" : " over time")
    }

    /// Milliseconds as `4:05`, whole seconds that have passed.
    static func time(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1_000
        return "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    }
}

extension StatusLine.State {
    init(desk: InterviewDesk, isThinking: Bool = false) {
        let session = desk.session
        let elapsed = session.clock.elapsed(at: desk.now)
        let timetable = PhaseTimetable(scenario: desk.scenario, minutes: session.plan?.minutes)
        let phase = session.phase ?? ""
        self.init(
            elapsed: elapsed, total: timetable?.deadline, phase: desk.scenario.phase(phase)?.title ?? phase,
            phaseLeft: timetable.map { $0.left(in: phase, at: elapsed) }, isPaused: session.status == .paused,
            isThinking: isThinking)
    }
}
