import ArgumentParser
import InterviewCore
import InterviewService
import Store

/// `rehearse rewind`
struct RewindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rewind",
        abstract: "Answer again from one of an interview's turns.",
        discussion: """
            Makes a new session of the first turns and leaves the old one as it is, with its report. The new one stands \
            where the old one stood, with as much time left, and its report says what changed.

            EXAMPLES
              rehearse rewind 1122-mabu-tiko             shows the turns with their numbers
              rehearse rewind 1122-mabu-tiko --to 7      takes turn 7, one of your answers, back
            """)

    @Argument(help: "Id of the session, or the beginning of it.")
    var session: String

    @Option(help: ArgumentHelp("The first turn to be taken again: one of your answers, or the question before it.", valueName: "turn"))
    var to: Int?

    @Flag(help: "Don't ask.")
    var yes = false

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let composition = Composition(options: shared)
        let store = try composition.store(to == nil ? .read : .write)
        let id = try await SessionLookup.find(session, in: store)
        let old = Session(id: id, events: try await store.events(of: id, withDrafts: false))
        let width = TerminalDevice.size().columns
        guard let to else {
            for line in TurnList.lines(old.entries, width: width) { Output.standard.write(line + "\n") }
            Output.standard.write("\nAnswer again from one of them: rehearse rewind \(id) --to TURN\n")
            return
        }
        let kept: Int
        do {
            kept = try old.turnsKept(retakingFrom: to - 1)
        } catch .noSuchTurn {
            throw ValidationError("There is no turn \(to): session \(id) has turns 1 to \(old.entries.count).")
        } catch .nothingAsked {
            throw ValidationError("Nothing was asked in turn \(to). Choose one of your answers, or the question before it.")
        }
        for line in TurnList.lines(old.entries, width: width, mark: { $0 < kept ? "=" : "x" }) {
            Output.standard.write(line + "\n")
        }
        Output.standard.write(
            "\nA new session begins with the turns marked = and goes on from there. Session \(id) stays as it is.\n")
        guard try Confirmation.ask("Make it?", isSure: yes) else {
            Output.standard.write("Nothing was made.\n")
            throw ExitCode(1)
        }
        let service = try composition.service(store: store, scenario: try composition.scenario(old.plan?.scenario))
        let new = try await service.retake(id, from: to - 1)
        Output.standard.write("Session \(new.id) waits. Go on with: rehearse interview --resume \(new.id)\n")
    }
}
