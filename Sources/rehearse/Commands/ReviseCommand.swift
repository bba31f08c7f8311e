import ArgumentParser
import Foundation
import InterviewCore
import InterviewService
import Store

/// `rehearse revise`
struct ReviseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revise",
        abstract: "Replace the text of one of your answers.",
        discussion: """
            To mend what was typed or transcribed wrongly, or to try another wording: the report reads the new text. \
            The first wording stays in the session and is exported with it. What the interviewer asked afterwards \
            stays as it was; 'rehearse rewind' answers again from there instead.

            EXAMPLES
              rehearse revise 1122-mabu-tiko 4                        opens the answer in your editor
              rehearse revise 1122-mabu-tiko 4 --text "I would ..."
              rehearse rewind 1122-mabu-tiko                          lists the turns with their numbers
            """)

    @Argument(help: "Id of the session, or the beginning of it.")
    var session: String

    @Argument(help: "Number of the turn, as the report and 'rehearse rewind' have it.")
    var turn: Int

    @Option(help: "The new text. Default: $VISUAL or $EDITOR is opened on the old one.")
    var text: String?

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let composition = Composition(options: shared)
        let store = try composition.store(.write)
        let id = try await SessionLookup.find(session, in: store)
        let kept = Session(id: id, events: try await store.events(of: id, withDrafts: false))
        guard kept.entries.indices.contains(turn - 1), kept.entries[turn - 1].turn.speaker == .candidate else {
            throw ValidationError(
                "Turn \(turn) is not one of your answers. 'rehearse rewind \(id)' lists the turns with their numbers.")
        }
        let old = kept.entries[turn - 1].turn.text
        let new = try text ?? edited(old, environment: composition.environment)
        guard !new.allSatisfy(\.isWhitespace) else { throw ValidationError("The new text is empty; nothing was changed.") }
        guard new != old else {
            Output.standard.write("The text is as it was; nothing was changed.\n")
            return
        }
        let service = try composition.service(store: store, scenario: try composition.scenario(kept.plan?.scenario))
        _ = try await service.revise(turn: turn - 1, to: new, in: service.settled(id))
        Output.standard.write("Turn \(turn) has its new text. See what it changes: rehearse report \(id)\n")
    }

    private func edited(_ old: String, environment: [String: String]) throws -> String {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw ValidationError("There is no terminal for an editor. Give the new text with --text.")
        }
        let text = try ExternalEditor.edit(old, environment: environment)
        // Editors end a file with a line break that nobody typed.
        return text.hasSuffix("\n") && !old.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
