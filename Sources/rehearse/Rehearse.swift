import ArgumentParser
import Foundation
import ReportForms

@main struct Rehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Practise an engineering manager's interview and get it assessed, on your own machine.",
        discussion: """
            An interviewer asks, you answer in your own words, and at the end a report says what was there, what was \
            missing and what would have brought most points, each with your own words as proof. Nothing leaves this \
            machine.

            EXAMPLES
              rehearse serve                         interviews in the browser
              rehearse interview                     a full interview in this terminal
              rehearse interview --minutes 10        the same in ten minutes
              rehearse interview --resume            go on where you stopped
              rehearse report                        the report of the last interview
              rehearse report --format html --out report.html
              rehearse sessions list                 all interviews so far
              rehearse rewind 1122-mabu --to 7       answer again from turn 7, as a session of its own
              rehearse doctor                        is everything in order?

            'rehearse help interview' says more about a command.
            """,
        subcommands: [
            InterviewCommand.self, ServeCommand.self, ReportCommand.self, SessionsCommand.self, RewindCommand.self, ReviseCommand.self,
            DisputeCommand.self, ExportCommand.self, GradeCommand.self, EvaluateCommand.self, MatchCommand.self,
            ContentCommand.self, DoctorCommand.self, PrepareEncoderCommand.self,
            SimulateCommand.self, ReplayCommand.self, TimingCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            if code == .success { exit(withError: error) }  // Help was asked for.
            // A message may repeat what a stranger's file says, which must not reach the terminal as it is.
            let message = DisplayText.safe(fullMessage(for: error), keepingLines: true)
            if !message.isEmpty { Output.error.write(message + "\n") }
            Foundation.exit(code.rawValue)
        }
    }
}
