import Foundation
import InterviewCore
import InterviewService
import ReportForms

/// One interview as both forms of the terminal conduct it: the session, its clock, and what to show.
struct InterviewDesk: Sendable {
    /// A piece of what is shown to the candidate.
    enum Block: Sendable, Equatable {
        case interviewer(String)
        case candidate(String)
        /// A remark of the program's.
        case note(String)
        /// A remark of the clock's.
        case clock(String)
        /// Text whose line breaks matter.
        case table([String])
    }

    let service: InterviewService
    let scenario: Scenario
    var session: Session
    var assessment: Assessment?
    var showsTracker: Bool
    var explains = false
    private var watch: TimeWatch?
    /// When the time was up and nobody was answering; the interview closes ``TimeWatch/grace`` later.
    private var timeUpAt: Instant?
    private let opening: [Block]
    /// What the interviewer says where taking the interview up closed it: its last answer was kept, and the program
    /// stopped before there was a word on it.
    let farewell: [Block]

    init(service: InterviewService, scenario: Scenario, step: Step, isResumed: Bool) {
        self.service = service
        self.scenario = scenario
        session = step.session
        assessment = step.assessment
        showsTracker = step.session.plan?.showsTracker ?? false
        watch = TimeWatch(scenario: scenario, session: step.session, now: service.now(for: step.session))
        farewell = step.session.isEnded ? step.said.map { .interviewer($0.text) } : []
        opening = isResumed ? Self.recap(step.session, scenario: scenario) : Self.introduction(step, scenario: scenario)
    }

    /// The interviewer's name.
    var interviewerName: String {
        scenario.personas.first { $0.id == session.plan?.persona }?.name ?? "Interviewer"
    }

    var now: Instant { service.now(for: session) }

    // MARK: What is shown

    /// What stands at the top of a new or resumed interview.
    var start: [Block] { opening + explanation() }

    private static func introduction(_ step: Step, scenario: Scenario) -> [Block] {
        let length = step.session.plan?.minutes.map { "\(ReportWords.points($0)) minutes" } ?? "untimed"
        return [
            .note("\(scenario.title) (\(length)). Session \(step.session.id)."),
            .note(reflowed(scenario.preparation)),
            .note("The case: " + reflowed(scenario.brief)),
            .note("/help lists the commands. All you write is kept; leave any time and go on with --resume."),
        ] + step.said.map { .interviewer($0.text) }
    }

    /// Text from a file whose lines were broken for the file: paragraphs stay, other line breaks go.
    static func reflowed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines).components(separatedBy: "\n\n")
            .map { $0.split(separator: "\n").joined(separator: " ") }.joined(separator: "\n\n")
    }

    private static func recap(_ session: Session, scenario: Scenario) -> [Block] {
        let last = session.entries.suffix(4).map { entry -> Block in
            entry.turn.speaker == .interviewer ? .interviewer(entry.turn.text) : .candidate(entry.turn.text)
        }
        var blocks: [Block] = [.note("\(scenario.title), session \(session.id): on where it stood.")] + last
        if !session.draft.isEmpty { blocks.append(.note("Your unsent draft is back.")) }
        return blocks
    }

    /// What a step brought, for showing.
    func blocks(for step: Step) -> [Block] {
        var blocks: [Block] = []
        if step.bytesCut > 0 {
            blocks.append(
                .note(
                    "That was over \(AnswerText.limit / 1_024) KiB: the first part was kept and counts,"
                        + " \(step.bytesCut) bytes at its end were left out."))
        }
        if showsTracker, let assessment = step.assessment { blocks.append(.table(trackerLines(assessment))) }
        blocks += step.said.map { .interviewer($0.text) }
        return blocks
    }

    /// Why the last question was asked, when the candidate wants to know.
    func explanation() -> [Block] {
        guard explains, let question = session.entries.last?.question else { return [] }
        let others = question.reason.alternatives
        let passed = others.isEmpty ? "" : " Passed over: \(others.joined(separator: "; "))."
        return [.note("(Why: \(question.reason.trigger).\(passed))")]
    }

    private func trackerLines(_ assessment: Assessment) -> [String] {
        TrackerLine.lines(scenario: scenario, assessment: assessment)
    }

    /// The tracker in full, as `/tracker` shows it.
    func trackerTable() -> Block {
        guard let assessment else { return .note("Nothing has been assessed yet: answer first.") }
        return .table(trackerLines(assessment) + [TrackerLine.legend])
    }

    /// Where the clock stands, in words.
    func clockWords() -> String { StatusLine.words(StatusLine.State(desk: self)) }

    // MARK: What is done

    /// Takes over what a step led to; returns what to show.
    mutating func take(_ step: Step) -> [Block] {
        session = step.session
        if let found = step.assessment { assessment = found }
        return blocks(for: step) + explanation()
    }

    /// What the clock makes due now, each thing once. True when the interview should be closed for it.
    mutating func tick(isAnswering: Bool) -> (blocks: [Block], closes: Bool) {
        let now = now
        guard var watch, session.status == .running else { return ([], false) }
        var blocks: [Block] = []
        for notice in watch.due(session, at: now) {
            switch notice {
            case .phaseEnding(_, let text, let seconds):
                blocks.append(.clock("\(text) (\(seconds) s left in this part)"))
            case .lastQuestion(let seconds):
                blocks.append(.clock("\(seconds) s left: one more question at most."))
            case .timeUp:
                blocks.append(.clock("Time is up. Finish the answer you are giving; nothing is asked after it."))
            }
        }
        self.watch = watch
        guard session.clock.elapsed(at: now) >= watch.deadline else { return (blocks, false) }
        // An answer in progress may be finished; silence is closed after a short wait.
        if isAnswering {
            timeUpAt = nil
            return (blocks, false)
        }
        let since = timeUpAt ?? now
        timeUpAt = since
        return (blocks, now.milliseconds(since: since) >= watch.grace)
    }

    /// How to go on with this interview later.
    var resumeHint: String {
        "Everything is kept. Go on with: rehearse interview --resume \(session.id)"
    }

    /// Notes that the program is alive; called every few seconds.
    func touch() async throws(InterviewError) {
        if session.status == .running { try await service.touch(session) }
    }
}
