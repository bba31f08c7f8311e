import ArgumentParser
import Content
import Foundation
import InterviewCore

/// `rehearse doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check that everything an interview needs is in order.",
        discussion: """
            Reads all of the database, the disks, the scenarios, the encoder's files and this terminal, changes nothing, \
            and has the assessor read one sentence. Each line says 'ok', 'note' (worth knowing) or 'BAD' with what to \
            do. Ends with status 1 when an interview could not be held.
            """)

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let composition = Composition(options: shared)
        let surroundings = SurroundingsCheck(environment: composition.environment)
        var findings: [Finding] = []
        var encoder: EncoderCheck?
        do {
            encoder = EncoderCheck(files: EncoderFiles(library: try composition.findLibrary()))
        } catch {
            findings.append(.bad("\(error)"))
        }
        let storage = StorageCheck(
            dataDirectory: composition.dataDirectory, cacheDirectory: EncoderFiles.cacheDirectory)
        findings += await storage.findings(needsCache: encoder.map { !$0.isPrepared } ?? false)
        if let encoder {
            findings += surroundings.content(composition)
            let found = encoder.findings()
            findings += found
            if !found.contains(where: { $0.level == .bad }) { findings += assessor(composition) }
        }
        findings += surroundings.terminal()
        for finding in findings { Output.standard.write("\(finding.level.rawValue)  \(finding.text)\n") }
        if findings.contains(where: { $0.level == .bad }) {
            Output.standard.write("\nSomething needs mending before an interview can be held: see the lines marked BAD.\n")
            throw ExitCode(1)
        }
        Output.standard.write("\nReady.\n")
    }

    private func assessor(_ composition: Composition) -> [Finding] {
        do {
            return try composition.library().scenarios.prefix(1).map { scenario in
                EncoderCheck.smoke(try composition.assessor(for: scenario), scenario: scenario)
            }
        } catch {
            return [.bad("\(error)")]
        }
    }
}
