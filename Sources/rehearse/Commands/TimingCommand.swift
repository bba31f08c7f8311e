import ArgumentParser
import Assessment
import Content
import Foundation
import InterviewCore
import InterviewService
import SentenceEncoder
import Simulation

/// `rehearse timing`: for `Benchmarks/`, not for users.
struct TimingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timing",
        abstract: """
            Time the encoder, the assessor and the next question on one thread, and a whole interview on all cores too; print \
            milliseconds as JSON.
            """,
        shouldDisplay: false)

    @Option(help: "How often each is timed.")
    var repeats = 20

    @Option(help: "A file with the sentences to encode, one a line.")
    var sentences: String?

    @Option(help: "The content directory.")
    var library: String?

    /// Words of an answer that is timed; a number before it and two words after it make it 150.
    private static let words = 146
    private static let answersInAnInterview = 12

    private struct Times: Encodable {
        var kernel: String
        var encodeMs: [Double] = []
        var assessAnswerMs: [Double] = []
        var nextQuestionMs: [Double] = []
        var regradeMs: [Double] = []
        var regradeAllCoresMs: [Double] = []
        var residentMb: Double = 0
    }

    func run() throws {
        let root = try LibraryLocation.find(library)
        let scenario = try LibraryLoader.load(root).scenario(nil)
        let files = EncoderFiles(library: root)
        let base = try SentenceEncoder(modelAt: files.base)
        let wide = try files.assessor()
        wide.prepare(scenario)
        let assessor = wide.working(1)
        assessor.prepare(scenario)
        let live = assessor.live
        live.prepare(scenario)
        let answers = try Self.answers(for: scenario, in: root)
        guard !answers.isEmpty else { throw ValidationError("The library has no simulated answers to time with.") }
        let lines = try sentences.map { try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").map(String.init) }
        var times = Times(kernel: "\(base.level)")
        // The first run of each pays for pages and caches.
        _ = assessor.assess(Self.interview(answers, scenario, from: 0, count: 1, mark: -1), scenario: scenario)
        // By itself, as a peer is timed: in between the other two models' weights would push its own out of the cache.
        if let lines { times.encodeMs = (0..<repeats).map { _ in Self.milliseconds { _ = base.encode(lines) } } }
        for round in 0..<repeats {
            let one = Self.interview(answers, scenario, from: round, count: 1, mark: round)
            times.assessAnswerMs.append(Self.milliseconds { _ = assessor.assess(one, scenario: scenario) })
            let whole = Self.interview(answers, scenario, from: round, count: Self.answersInAnInterview, mark: round + repeats)
            times.regradeMs.append(Self.milliseconds { _ = assessor.assess(whole, scenario: scenario) })
            times.regradeAllCoresMs.append(Self.milliseconds { _ = wide.assess(whole, scenario: scenario) })
            // All but the last answer are known by now, as in a running interview.
            _ = live.assess(whole, scenario: scenario)
            var heard = whole
            heard.turns[heard.turns.count - 1].text += " That's it then."
            let plan = InterviewPlanner.plan(
                scenario,
                wishes: .init(
                    minutes: .scenarios, persona: nil, difficulty: nil, variant: nil, seed: UInt64(round),
                    showsTracker: false))
            let session = TranscriptReplay.session(heard, plan: plan)
            let minute = heard.turns.last?.minute ?? 0
            times.nextQuestionMs.append(
                Self.milliseconds {
                    _ = TranscriptReplay.move(session, scenario: scenario, assessor: live, at: minute + 1)
                })
        }
        times.residentMb = Self.resident()
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys]
        print(String(decoding: try encoder.encode(times), as: UTF8.self))
    }

    /// Authored answers strung together to the wanted length.
    private static func answers(for scenario: Scenario, in root: URL) throws -> [String] {
        let bank = try SimulationReader.bank(for: scenario, in: root)
        var out: [String] = []
        var text = ""
        for answer in bank.answers where answer.quality != .opposite {
            text += text.isEmpty ? answer.text : " " + answer.text
            if text.split(separator: " ").count >= words {
                out.append(text.split(separator: " ").prefix(words).joined(separator: " "))
                text = ""
            }
        }
        return out
    }

    /// An interview with answers nobody has assessed yet: `mark` makes them new.
    private static func interview(
        _ answers: [String], _ scenario: Scenario, from start: Int, count: Int, mark: Int
    ) -> Transcript {
        let phases = scenario.phases.map(\.id)
        var turns: [Transcript.Turn] = []
        for index in 0..<count {
            let phase = phases[index * phases.count / count]
            let minute = Double(index) * 30 / Double(count)
            turns.append(.init(phase: phase, minute: minute, speaker: .interviewer, text: "How would you go about it?"))
            turns.append(
                .init(
                    phase: phase, minute: minute + 0.2, speaker: .candidate,
                    text: "\(mark). " + answers[(start + index) % answers.count]))
        }
        return Transcript(id: "timing-\(mark)", scenario: scenario.id, turns: turns)
    }

    private static func milliseconds(_ body: () -> Void) -> Double {
        let took = ContinuousClock().measure(body)
        return Double(took.components.seconds) * 1000 + Double(took.components.attoseconds) / 1e15
    }

    /// Resident memory of this process in MB, from Linux' status file; 0 elsewhere.
    private static func resident() -> Double {
        // Other systems have no such file, and a timing without memory is still a timing.
        let status = FileManager.default.contents(atPath: "/proc/self/status").map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 / 1024 } ?? 0
    }
}
