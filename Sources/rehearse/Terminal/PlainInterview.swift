import Foundation
import InterviewCore
import InterviewService
import ReportForms

/// An interview as plain text: over a pipe, or on a terminal that can do no more.
///
/// Over a pipe each line is one answer. On a terminal lines add up to an answer and an empty line sends it.
struct PlainInterview {
    private var desk: InterviewDesk
    private let pump = InputPump()
    private let isTyped: Bool
    private let width: Int
    private var splitter = LineSplitter()
    private var lines: [String] = []
    private var asksToEnd = false
    private var isOver = false
    private var lastInterrupt: Instant?
    private var ticks = 0

    init(desk: InterviewDesk) {
        self.desk = desk
        isTyped = isatty(STDIN_FILENO) == 1
        width = Self.width
        if isTyped, !desk.session.draft.isEmpty { lines = desk.session.draft.components(separatedBy: "\n") }
    }

    /// Columns of the terminal, or what a pipe gets.
    static var width: Int { Output.standard.isTerminal ? TerminalDevice.size().columns : 80 }

    /// Conducts the interview; returns the desk as it stands at the end or when the candidate leaves.
    consuming func run() async throws -> InterviewDesk {
        show(desk.start)
        if isTyped { show([.note("Write your answer; an empty line sends it.")]) }
        if !lines.isEmpty { show([.candidate(lines.joined(separator: "\n"))]) }
        pump.start()
        for await event in pump.events {
            switch event {
            case .bytes(let bytes):
                for line in splitter.feed(bytes) where !isOver { try await take(line) }
                pump.took()
            case .endOfInput:
                if let last = splitter.finish() { try await take(last) }
                if !isOver { try await leave(why: "The input has ended.") }
            case .tick: try await tick()
            case .interrupt: try await interrupt()
            case .terminate: try await leave(why: "The program was asked to end.")
            case .resized, .continued: break
            }
            if isOver || desk.session.isEnded { break }
        }
        return desk
    }

    private mutating func take(_ line: LineSplitter.Line) async throws {
        if asksToEnd {
            asksToEnd = false
            guard ["y", "yes"].contains(line.text.trimmingCharacters(in: .whitespaces).lowercased()) else {
                show([.note("Going on.")])
                return
            }
            desk.session = try await desk.service.end(desk.session)
            isOver = true
            return
        }
        switch SlashCommand.read(line.text) {
        case .command(let command): try await carryOut(command)
        case .unknown(let word):
            show([.note("There is no command \(word). /help lists them; start with // to say it.")])
        case .text(let text): try await add(text, bytesCut: line.bytesCut)
        }
        isOver = desk.session.isEnded
    }

    private mutating func add(_ text: String, bytesCut: Int) async throws {
        let isEmpty = text.allSatisfy(\.isWhitespace)
        if desk.session.status == .paused {
            if !isEmpty { show([.note("The interview is paused; /resume goes on. That line was not taken.")]) }
            return
        }
        if isTyped, !isEmpty {
            lines.append(text)
            desk.session = try await desk.service.draft(lines.joined(separator: "\n"), in: desk.session)
            return
        }
        let answer = isTyped ? lines.joined(separator: "\n") : text
        lines = []
        if answer.allSatisfy(\.isWhitespace) {
            if isTyped { show([.note("Nothing to send yet. /skip or /dontknow if you have no answer.")]) }
            return
        }
        if !isTyped { show([.candidate(BlockText.shortened(answer, to: 200))]) }
        var step = try await desk.service.answer(answer, in: desk.session)
        step.bytesCut += bytesCut
        show(desk.take(step))
    }

    private mutating func carryOut(_ command: SlashCommand) async throws {
        let service = desk.service
        switch command {
        case .help: show([.table(SlashCommand.helpText.components(separatedBy: "\n"))])
        case .time: show([.note(desk.clockWords())])
        case .tracker: show([desk.trackerTable()])
        case .edit: show([.note("/edit needs a full terminal.")])
        case .pause:
            desk.session = try await service.pause(desk.session)
            show([.note("Paused; the clock stands still. /resume goes on.")])
        case .resume:
            let step = try await service.resume(desk.session)
            show([.note("On we go.")] + desk.take(step))
        case .repeatQuestion: show(desk.take(try await service.command(.repeatQuestion, in: desk.session)))
        case .skip: show(desk.take(try await service.command(.skip, in: desk.session)))
        case .dontKnow: show(desk.take(try await service.command(.dontKnow, in: desk.session)))
        case .end(isSure: true): desk.session = try await service.end(desk.session)
        case .end(isSure: false):
            asksToEnd = true
            show([.note("End the interview here? Type yes to end it, anything else to go on.")])
        }
    }

    private mutating func tick() async throws {
        ticks += 1
        if ticks % 20 == 0 { try await desk.touch() }
        let due = desk.tick(isAnswering: !lines.isEmpty || splitter.isInLine)
        show(due.blocks)
        if due.closes { show(desk.take(try await desk.service.timeUp(desk.session))) }
    }

    private mutating func interrupt() async throws {
        if isTyped, !(lastInterrupt.map { desk.now.milliseconds(since: $0) < 2_000 } ?? false) {
            lastInterrupt = desk.now
            show([.note("Ctrl-C once more within two seconds leaves. " + desk.resumeHint)])
            return
        }
        try await leave(why: "Leaving.")
    }

    private mutating func leave(why: String) async throws {
        isOver = true
        if desk.session.status == .running { desk.session = try await desk.service.pause(desk.session) }
        show([.note("\(why) The interview is paused. " + desk.resumeHint)])
    }

    private func show(_ blocks: [InterviewDesk.Block]) { Self.write(blocks, name: desk.interviewerName, width: width) }

    /// Writes blocks as plain text, `width` columns wide; `name` is the interviewer's.
    static func write(_ blocks: [InterviewDesk.Block], name: String, width: Int) {
        for block in blocks {
            Output.standard.write(BlockText.lines(block, name: name, width: width, paint: Paint(isOn: false)).joined(separator: "\n") + "\n")
        }
    }
}
