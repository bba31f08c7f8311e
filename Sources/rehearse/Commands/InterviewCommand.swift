import ArgumentParser
import Foundation
import InterviewCore
import InterviewService
import Store

struct InterviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interview",
        abstract: "Hold an interview in this terminal.",
        discussion: """
            The interviewer leads through the phases of a scenario on one clock. Write as you would speak; an empty \
            line or Ctrl-D sends an answer. Commands start with a slash: /pause /resume /repeat /skip /dontknow /time \
            /tracker /edit /end /help; '//' at the start of a line stands for a plain slash.

            Everything you type is kept at once. Leave whenever you like, even by a crash or a power cut, and go on \
            with --resume. Over a pipe each line is one answer, and the end of the input pauses the interview.

            EXAMPLES
              rehearse interview
              rehearse interview performance-management --minutes 15 --difficulty hard
              rehearse interview --untimed --tracker --explain
              rehearse interview --resume                   the last unfinished interview
              rehearse interview --resume 1122-mabu-tiko    this one
              rehearse interview < answers.txt              one answer a line
            """)

    @Argument(help: "Id of the scenario. Default: the library's first.")
    var scenario: String?

    @Option(help: ArgumentHelp("Length in minutes; the phases scale with it. Default: the scenario's.", valueName: "n"))
    var minutes: Double?

    @Flag(help: "No clock.")
    var untimed = false

    @Flag(help: "Show the state of each point after every answer.")
    var tracker = false

    @Option(help: ArgumentHelp("Who interviews. Default: drawn by the seed.", valueName: "id"))
    var persona: String?

    @Option(help: ArgumentHelp("How many complications: see the scenario. Default: standard.", valueName: "id"))
    var difficulty: String?

    @Option(help: ArgumentHelp("The hidden cause of the case. Default: drawn by the seed.", valueName: "id"))
    var variant: String?

    @Option(help: ArgumentHelp("Number that settles every choice of wording. Default: a new one.", valueName: "n"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Practise this phase only.", valueName: "phase"))
    var phase: String?

    @Option(
        name: .customLong("resume"), defaultAsFlag: "",
        help: ArgumentHelp("Go on with a session: the last unfinished one, or the one given.", valueName: "session"))
    var resume: String?

    @Flag(help: "Say after each question why it was asked.")
    var explain = false

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if minutes != nil, untimed { throw ValidationError("Give --minutes or --untimed, not both.") }
        if resume != nil, scenario != nil || minutes != nil || untimed || phase != nil || persona != nil || difficulty != nil
            || variant != nil
        {
            throw ValidationError("A resumed interview keeps its own choices: give --resume alone (or with --tracker, --explain).")
        }
    }

    func run() async throws {
        let composition = Composition(options: shared)
        let store = try composition.store(.write)
        var desk: InterviewDesk
        if let resume {
            let id = try await resume.isEmpty
                ? SessionLookup.unfinished(in: store) : SessionLookup.find(resume, in: store)
            desk = try await takeUp(id, composition: composition, store: store)
        } else {
            desk = try await begin(composition: composition, store: store)
        }
        desk.showsTracker = desk.showsTracker || tracker
        desk.explains = explain
        if desk.session.isEnded {
            PlainInterview.write(desk.farewell, name: desk.interviewerName, width: PlainInterview.width)
            Output.standard.write("This interview has ended; its report:\n\n")
        } else if TerminalDevice.isUsable(environment: composition.environment) {
            desk = try await ScreenInterview(desk: desk, environment: composition.environment).run()
        } else {
            desk = try await PlainInterview(desk: desk).run()
        }
        try await showReport(of: desk, environment: composition.environment)
    }

    private func begin(composition: Composition, store: any SessionStore) async throws -> InterviewDesk {
        let found = try composition.scenario(scenario)
        let service = try composition.service(store: store, scenario: found)
        let plan = InterviewPlanner.plan(
            found,
            wishes: .init(
                minutes: untimed ? .untimed : minutes.map { .minutes($0) } ?? .scenarios, persona: persona,
                difficulty: difficulty, variant: variant, seed: seed ?? service.newSeed(), showsTracker: tracker, focus: phase))
        let step = try await service.start(plan)
        return InterviewDesk(
            service: service, scenario: found.practised(by: step.session.plan), step: step, isResumed: false)
    }

    private func takeUp(_ id: String, composition: Composition, store: any SessionStore) async throws -> InterviewDesk {
        let kept = Session(id: id, events: try await store.events(of: id))
        let found = try composition.scenario(kept.plan?.scenario)
        let service = try composition.service(store: store, scenario: found)
        let part = found.practised(by: kept.plan)
        if kept.isEnded { return InterviewDesk(service: service, scenario: part, step: Step(session: kept), isResumed: true) }
        let opened = try await service.open(id)
        let step = opened.session.status == .paused ? try await service.resume(opened.session) : opened
        return InterviewDesk(
            service: service, scenario: part,
            step: Step(
                session: step.session, said: opened.said + (opened.session.status == .paused ? step.said : []),
                assessment: step.assessment ?? opened.assessment),
            isResumed: true)
    }

    private func showReport(of desk: InterviewDesk, environment: [String: String]) async throws {
        guard desk.session.isEnded else { return }
        let report = try await desk.service.report(on: desk.session, scenario: desk.scenario)
        Output.standard.write(
            ReportFormat.terminal.render(report, isTerminal: Output.standard.isTerminal, environment: environment))
        Output.standard.write(
            "\nThis report again: rehearse report \(desk.session.id)\nAs a page:         rehearse report \(desk.session.id) --format html --out report.html\n")
    }
}
