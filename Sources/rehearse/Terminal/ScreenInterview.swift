import Foundation
import InterviewCore
import InterviewService
import ReportForms

/// An interview on a full terminal: the conversation above, the answer being written and the clock below.
///
/// All that happens comes through one stream and is dealt with in order. The interviewer thinks in a task of its own,
/// so the clock and the keys never wait for it.
struct ScreenInterview {
    /// What the candidate is being asked besides the interview.
    private enum Asking: Equatable {
        case nothing, whetherToEnd, howItWent
    }

    private var desk: InterviewDesk
    private let environment: [String: String]
    private let pump = InputPump()
    private let replies: AsyncStream<Reply>
    private let replyContinuation: AsyncStream<Reply>.Continuation
    private var screen: Screen
    private var decoder = KeyDecoder()
    private var editor: LineEditor
    private var asking = Asking.nothing
    private var isThinking = false
    private var isOver = false
    private var lastInterrupt: ContinuousClock.Instant?
    private var savedAt = ContinuousClock.now
    private var aliveAt = ContinuousClock.now
    private var lastBytesAt = ContinuousClock.now
    private var shownStatus = ""
    /// The answer on its way, until the interviewer has reacted to it.
    private var sent: String?
    /// The last failure to save, said once until saving works again.
    private var saveFailure: InterviewError?

    private typealias Reply = Result<Step, InterviewError>

    private static let aliveEvery = Duration.seconds(5)
    private static let leaveWithin = Duration.seconds(2)

    init(desk: InterviewDesk, environment: [String: String]) {
        self.desk = desk
        self.environment = environment
        (replies, replyContinuation) = AsyncStream.makeStream()
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        screen = Screen(size: TerminalDevice.size(), colour: !isPlain)
        editor = LineEditor(text: desk.session.draft)
    }

    private enum Happening: Sendable {
        case outside(OutsideEvent)
        case reply(Reply)
    }

    /// Conducts the interview; returns the desk as it stands at the end or when the candidate leaves.
    consuming func run() async throws -> InterviewDesk {
        guard TerminalDevice.enterRaw() else { return try await PlainInterview(desk: desk).run() }
        defer { TerminalDevice.restore() }
        draw(screen.redraw(TerminalDevice.size()))
        show(desk.start)
        pump.start()
        let (happenings, continuation) = AsyncStream<Happening>.makeStream()
        let outside = pump.events
        let replies = replies
        let forwarders = [
            Task { for await event in outside { continuation.yield(.outside(event)) } },
            Task { for await reply in replies { continuation.yield(.reply(reply)) } },
        ]
        defer { for task in forwarders { task.cancel() } }
        var leavingWords: String?
        do {
            for await happening in happenings {
                switch happening {
                case .outside(let event): leavingWords = try await take(event) ?? leavingWords
                case .reply(let reply): await take(reply)
                }
                if isOver { break }
            }
        } catch {
            TerminalDevice.restore()
            throw error
        }
        TerminalDevice.restore()
        if let leavingWords { Output.standard.write("\n" + leavingWords + "\n") }
        return desk
    }

    // MARK: What happens

    /// Deals with one event; returns parting words when the program should end.
    private mutating func take(_ event: OutsideEvent) async throws -> String? {
        switch event {
        case .bytes(let bytes):
            lastBytesAt = .now
            let keys = decoder.feed(bytes)
            pump.took()
            for key in keys where !isOver {
                if let words = try await take(key) { return words }
            }
            if !isOver { drawDock() }
        case .tick: try await tick()
        case .resized, .continued:
            if case .continued = event { _ = TerminalDevice.enterRaw() }
            draw(screen.redraw(TerminalDevice.size()))
            drawDock()
        case .interrupt: return await interrupt()
        case .terminate: return await leave("The program was asked to end.")
        case .endOfInput: return await leave("The terminal has gone.")
        }
        return nil
    }

    private mutating func take(_ reply: Reply) async {
        isThinking = false
        switch reply {
        case .success(let step): show(desk.take(step))
        case .failure(let error): await recover(from: error)
        }
        sent = nil
        if desk.session.isEnded { askHowItWent() }
    }

    /// Says what went wrong and puts everything where the step can be tried again; nothing that was typed is lost.
    private mutating func recover(from error: InterviewError) async {
        show([.note(error.description)])
        do {
            desk.session = try await desk.service.session(desk.session.id)
        } catch {
            show([.note(error.description)])
        }
        if desk.session.awaitsInterviewer {
            show([.note("Your answer is kept. Ctrl-D lets the interviewer go on once that is mended.")])
        } else if let sent {
            let since = editor.text
            editor.replace(with: since.isEmpty ? sent : sent + "\n" + since)
            show([.note("Your answer is back in the editor. Ctrl-D sends it again once that is mended.")])
        }
    }

    private mutating func tick() async throws {
        if ContinuousClock.now - lastBytesAt > .milliseconds(60) {
            for key in decoder.flush() { _ = try await take(key) }
        }
        guard !isThinking, !desk.session.isEnded else {
            drawStatus()
            return
        }
        await saveDraft(isForced: false)
        if ContinuousClock.now - aliveAt >= Self.aliveEvery {
            aliveAt = .now
            if saveFailure == nil { try await desk.touch() }
        }
        let due = desk.tick(isAnswering: !editor.isBlank)
        if !due.blocks.isEmpty { show(due.blocks) }
        if due.closes { think { [service = desk.service, session = desk.session] () async throws(InterviewError) -> Step in
                try await service.timeUp(session) } }
        drawStatus()
    }

    private mutating func take(_ key: Key) async throws -> String? {
        switch key {
        case .control("c"): return await interrupt()
        case .control("d"): try await send()
        case .enter: try await enter()
        case .control("l"): draw(screen.redraw(TerminalDevice.size()))
        case .control("z"):
            TerminalDevice.restore()
            kill(getpid(), SIGSTOP)
        default: edit(key)
        }
        return nil
    }

    private mutating func edit(_ key: Key) {
        let bytesCut = editor.apply(key)
        guard bytesCut > 0 else { return }
        show([
            .note(
                "An answer can have \(AnswerText.limit / 1_024) KiB: the first part is here, \(bytesCut) bytes were left out.")
        ])
    }

    private mutating func enter() async throws {
        if asking != .nothing { return try await takeReplyToQuestion() }
        let line = editor.currentLine
        switch SlashCommand.read(line) {
        case .command(let command):
            editor.removeLine()
            try await carryOut(command)
        case .unknown(let word):
            show([.note("There is no command \(word). /help lists them; start the line with // to say it.")])
        case .text:
            if line.allSatisfy(\.isWhitespace), editor.isOnLastLine { return try await send() }
            _ = editor.insert("\n")
            await saveDraft(isForced: true)
        }
    }

    private mutating func send() async throws {
        if asking != .nothing { return try await takeReplyToQuestion() }
        guard !isThinking else { return }
        if desk.session.status == .paused {
            show([.note("The interview is paused; /resume goes on. Your draft stays.")])
            return
        }
        guard !editor.isBlank || desk.session.awaitsInterviewer else {
            show([.note("Nothing to send yet. /skip or /dontknow if you have no answer.")])
            return
        }
        if desk.session.awaitsInterviewer {
            think { [service = desk.service, session = desk.session] () async throws(InterviewError) -> Step in
                try await service.proceed(session)
            }
            return
        }
        sent = editor.text
        let text = editor.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("//") ? String($0.dropFirst()) : String($0) }.joined(separator: "\n")
        editor.replace(with: "")
        show([.candidate(BlockText.shortened(AnswerText(text).text, to: 4_000))])
        think { [service = desk.service, session = desk.session] () async throws(InterviewError) -> Step in
                try await service.answer(text, in: session) }
    }

    private mutating func carryOut(_ command: SlashCommand) async throws {
        let service = desk.service
        let session = desk.session
        switch command {
        case .help: show([.table(SlashCommand.helpText.components(separatedBy: "\n"))])
        case .time: show([.note(desk.clockWords())])
        case .tracker: show([desk.trackerTable()])
        case .edit: try editOutside()
        case .pause where !isThinking:
            await saveDraft(isForced: true)
            if desk.session.status == .running { desk.session = try await service.pause(desk.session) }
            show([.note("Paused; the clock stands still. /resume goes on.")])
        case .resume where !isThinking:
            let step = try await service.resume(session)
            show([.note("On we go.")] + desk.take(step))
        case .repeatQuestion, .skip, .dontKnow:
            guard !isThinking else { return }
            if session.status == .paused { return show([.note("The interview is paused; /resume goes on.")]) }
            let act: CandidateCommand =
                command == .skip ? .skip : command == .dontKnow ? .dontKnow : .repeatQuestion
            think { () async throws(InterviewError) -> Step in try await service.command(act, in: session) }
        case .end(let isSure) where !isThinking:
            await saveDraft(isForced: true)
            if isSure { return try await end() }
            asking = .whetherToEnd
            show([.note("End the interview here? Type yes and press Enter to end it, anything else to go on.")])
        case .pause, .resume, .end: show([.note("One moment: the interviewer is thinking.")])
        }
    }

    private mutating func takeReplyToQuestion() async throws {
        let reply = editor.currentLine.trimmingCharacters(in: .whitespaces).lowercased()
        editor.removeLine()
        switch asking {
        case .nothing: break
        case .whetherToEnd:
            asking = .nothing
            if ["y", "yes"].contains(reply) { return try await end() }
            show([.note("Going on.")])
        case .howItWent:
            if reply == "/undo", desk.session.status == .ended(.byCandidate) {
                asking = .nothing
                let step = try await desk.service.undoEnd(desk.session)
                editor.replace(with: step.session.draft)
                return show([.note("The ending is taken back; on we go.")] + desk.take(step))
            }
            if !reply.isEmpty {
                guard let points = Int(reply), (0...100).contains(points) else {
                    return show([.note("A whole number from 0 to 100, or only Enter to skip.")])
                }
                desk.session = try await desk.service.selfRate(points, in: desk.session)
            }
            isOver = true
        }
    }

    private mutating func end() async throws {
        desk.session = try await desk.service.end(desk.session)
        askHowItWent()
    }

    private mutating func askHowItWent() {
        asking = .howItWent
        editor.replace(with: "")
        let undo = desk.session.status == .ended(.byCandidate) ? " /undo takes the ending back." : ""
        show([
            .note("The interview is over. Before you see the report: how many of 100 points would you give yourself? A number, or only Enter." + undo)
        ])
    }

    // MARK: Leaving

    private mutating func interrupt() async -> String? {
        await saveDraft(isForced: true)
        if desk.session.isEnded {
            isOver = true
            return nil
        }
        if let last = lastInterrupt, ContinuousClock.now - last < Self.leaveWithin { return await leave("Until later.") }
        lastInterrupt = .now
        show([.note("Ctrl-C once more within two seconds leaves the interview. " + desk.resumeHint)])
        drawDock()
        return nil
    }

    private mutating func leave(_ why: String) async -> String {
        isOver = true
        if isThinking { return "\(why) \(desk.resumeHint)" }
        await saveDraft(isForced: true)
        do throws(InterviewError) {
            if desk.session.status == .running { desk.session = try await desk.service.pause(desk.session) }
        } catch {
            saveFailure = error
        }
        guard let saveFailure else { return "\(why) \(desk.resumeHint)" }
        let unsaved = editor.isBlank ? "" : "\n\nThis text of yours could not be saved; copy it:\n\n\(editor.text)\n"
        return "\(why) \(saveFailure.description) What was confirmed is kept: rehearse interview --resume \(desk.session.id)\(unsaved)"
    }

    // MARK: Small parts

    /// Keeps the text being written: at once when forced, else about once a second, and less often when it is huge.
    ///
    /// A failure is said once, and saving is tried again: the text is still in the editor.
    private mutating func saveDraft(isForced: Bool) async {
        guard !isThinking, asking == .nothing, desk.session.status == .running, !desk.session.awaitsInterviewer else {
            return
        }
        let wait = Duration.milliseconds(900 + editor.before.utf8.count / 64)
        guard isForced || ContinuousClock.now - savedAt >= wait else { return }
        let text = editor.text
        guard text != desk.session.draft else { return }
        savedAt = .now
        do throws(InterviewError) {
            desk.session = try await desk.service.draft(text, in: desk.session)
            if saveFailure != nil { show([.note("Saving works again; your draft is kept.")]) }
            saveFailure = nil
        } catch {
            if saveFailure != error { show([.note("Your draft can't be saved now. " + error.description)]) }
            saveFailure = error
        }
    }

    private mutating func think(_ body: @escaping @Sendable () async throws(InterviewError) -> Step) {
        isThinking = true
        drawStatus()
        Task { [replyContinuation] in
            do throws(InterviewError) {
                replyContinuation.yield(.success(try await body()))
            } catch {
                replyContinuation.yield(.failure(error))
            }
        }
    }

    private mutating func editOutside() throws {
        pump.hold()
        TerminalDevice.restore()
        defer {
            _ = TerminalDevice.enterRaw()
            pump.release()
            draw(screen.redraw(TerminalDevice.size()))
        }
        do {
            let text = try ExternalEditor.edit(editor.text, environment: environment)
            editor.replace(with: "")
            _ = editor.insert(AnswerText(text).text)
        } catch {
            _ = screen.add([.note(error.description)], name: "")
        }
    }

    private mutating func show(_ blocks: [InterviewDesk.Block]) {
        draw(screen.add(blocks, name: desk.interviewerName))
        drawDock()
    }

    private mutating func drawDock() {
        shownStatus = status
        draw(screen.dock(editor: editor, status: shownStatus))
    }

    private mutating func drawStatus() {
        guard status != shownStatus else { return }
        shownStatus = status
        draw(screen.statusLine(shownStatus))
    }

    private var status: String {
        StatusLine.text(StatusLine.State(desk: desk, isThinking: isThinking), width: screen.size.columns)
    }

    private func draw(_ text: String) { Output.standard.write(text) }
}
