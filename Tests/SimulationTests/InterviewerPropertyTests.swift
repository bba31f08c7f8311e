import Assessment
import Content
import Foundation
import InterviewCore
import Simulation
import Testing

/// The flagship scenario with its answers, read once.
struct Stage: Sendable {
    let scenario: Scenario
    let bank: PreparedBank
    let leakCheck: LeakCheck

    private static let loaded = Result {
        let library = URL(fileURLWithPath: "Library")
        let scenario = try LibraryLoader.load(library).scenario("performance-management")
        let answers = try SimulationReader.bank(for: scenario, in: library)
        let bank = PreparedBank(answers, scenario: scenario) { text in
            ClaimExtractor.phrases(in: text).map {
                .init(quote: $0.quote, range: $0.range, isVague: $0.isVague, form: $0.form)
            }
        }
        return Stage(scenario: scenario, bank: bank, leakCheck: LeakCheck(scenario: scenario))
    }

    static var flagship: Stage { get throws { try loaded.get() } }

    func run(_ kind: CandidateKind, seed: UInt64, minutes: Double? = 30, difficulty: String? = nil) -> InterviewRun {
        InterviewRun(
            scenario: scenario, bank: bank, leakCheck: leakCheck, kind: kind,
            plan: SimulationPlan.plan(scenario: scenario, seed: seed, minutes: minutes, difficulty: difficulty))
    }
}

@Suite struct InterviewerPropertyTests {
    /// 12 kinds of candidates, 168 interviews each: 2,016 in all, over three lengths and untimed.
    @Test(arguments: CandidateKind.allCases)
    func `an interview keeps every rule, whoever sits there`(kind: CandidateKind) throws {
        let stage = try Stage.flagship
        let lengths: [Double?] = [30, 30, 30, 15, 45, 8, nil]
        var report = SimulationReport(scenario: stage.scenario)
        for seed in 0..<168 {
            let run = stage.run(kind, seed: UInt64(seed), minutes: lengths[seed % lengths.count])
            report.add(run, scenario: stage.scenario)
        }
        for fault in SimulationReport.Fault.allCases {
            #expect(report.faults[fault.rawValue] == 0, "\(fault.rawValue): \(report.examples[fault.rawValue] ?? [])")
        }
        #expect(report.endings["none"] == nil)
    }

    @Test func `each item gets its chance with strong candidates`() throws {
        let stage = try Stage.flagship
        var report = SimulationReport(scenario: stage.scenario)
        for seed in 500..<600 { report.add(stage.run(.strong, seed: UInt64(seed)), scenario: stage.scenario) }
        for (item, share) in report.chances { #expect(share >= 0.95, "\(item)") }
    }

    @Test(arguments: [CandidateKind.strong, .vague, .clarifying])
    func `the same seed and answers give the same interview`(kind: CandidateKind) throws {
        let stage = try Stage.flagship
        for seed in 100..<105 {
            let first = stage.run(kind, seed: UInt64(seed))
            let second = stage.run(kind, seed: UInt64(seed))
            #expect(first.session == second.session)
        }
    }

    @Test func `other seeds give other words`() throws {
        let stage = try Stage.flagship
        let openings = (0..<25).map { stage.run(.strong, seed: UInt64($0)).steps[0].said }
        #expect(Set(openings).count > 12)
    }

    @Test func `a gentle interview has no twist, pushback or role-play, and no difficulty exceeds its own`() throws {
        let stage = try Stage.flagship
        for difficulty in stage.scenario.difficulties {
            for seed in 0..<15 {
                let run = stage.run(.strong, seed: UInt64(seed), minutes: 45, difficulty: difficulty.id)
                let twists = run.steps.count { $0.question.purpose == .probe(.twist) }
                let pushbacks = run.steps.count { $0.question.purpose == .probe(.pushback) }
                let scenes = run.steps.count { step in
                    step.question.reason.lines.contains { $0.hasPrefix("role-play-start") }
                }
                #expect(twists <= difficulty.twists)
                #expect(pushbacks + scenes <= difficulty.pushbacks)
            }
        }
    }

    @Test func `hard interviews do bring complications`() throws {
        let stage = try Stage.flagship
        let complicated = (0..<40).count { seed in
            stage.run(.strong, seed: UInt64(seed), difficulty: "hard").steps.contains {
                [.probe(.twist), .probe(.pushback), .probe(.rolePlay)].contains($0.question.purpose)
            }
        }
        #expect(complicated >= 36)
    }

    @Test func `a role-play takes one to three turns and comes back`() throws {
        let stage = try Stage.flagship
        var scenes = 0
        for seed in 0..<50 {
            let asked = stage.run(.strong, seed: UInt64(seed), difficulty: "hard").steps.filter {
                $0.question.purpose != .again
            }
            var turns = 0
            for step in asked {
                if step.question.purpose == .probe(.rolePlay) {
                    turns += 1
                    scenes += turns == 1 ? 1 : 0
                    #expect(turns <= 3)
                } else {
                    if turns > 0 { #expect(step.question.reason.lines.contains { $0.hasPrefix("role-play-end") }) }
                    turns = 0
                }
            }
        }
        #expect(scenes > 2)
    }

    @Test func `every question has its reason`() throws {
        let stage = try Stage.flagship
        for kind in CandidateKind.allCases {
            for step in stage.run(kind, seed: 5).steps {
                #expect(!step.question.reason.trigger.isEmpty)
                #expect(step.question.reason.secondsLeft != nil)
                #expect(step.said.count { $0 == "{" } == 0, "\(step.said)")
            }
        }
    }

    @Test func `the last question and the final addition come once and at the end`() throws {
        let stage = try Stage.flagship
        for seed in 0..<30 {
            let steps = stage.run(.mid, seed: UInt64(seed)).steps.filter { $0.question.purpose != .again }
            let last = steps.indices.filter { index in
                steps[index].question.reason.lines.contains { $0.hasPrefix("last-question") }
            }
            let final = steps.indices.filter { steps[$0].question.purpose == .finalAddition }
            #expect(last.count <= 1 && final.count <= 1)
            if let index = last.first { #expect(steps.count - index <= 2) }
            if let index = final.first { #expect(index == steps.count - 1) }
        }
    }
}
