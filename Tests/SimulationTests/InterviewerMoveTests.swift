import InterviewCore
import Simulation
import Testing

/// Single moves of the interviewer in set situations of the flagship scenario.
@Suite struct InterviewerMoveTests {
    /// A session after its first question, and what follows from it.
    private struct Table {
        let scenario: Scenario
        var session: Session
        var sequence = 0
        var now = Instant(milliseconds: 0)

        init(minutes: Double? = 30, variant: String = "overloaded") throws {
            scenario = try Stage.flagship.scenario
            session = Session(id: "t")
            let plan = SessionPlan(
                scenario: scenario.id, scenarioVersion: scenario.version, variant: variant, persona: "neutral",
                difficulty: "standard", seed: 3, minutes: minutes, showsTracker: false)
            record(.started(plan))
            take(MovePolicy.first(scenario: scenario, plan: plan))
        }

        mutating func record(_ kind: SessionEvent.Kind) {
            session.apply(SessionEvent(sequence: sequence, at: now, kind: kind))
            sequence += 1
        }

        mutating func take(_ move: Move) {
            switch move {
            case .say(let utterance): record(.said(utterance))
            case .enterPhase(let phase, let utterance):
                record(.phaseEntered(phase))
                record(.said(utterance))
            case .close(let utterance, let reason):
                record(.said(utterance))
                record(.ended(reason))
            }
        }

        /// The move after a turn that took `seconds`.
        mutating func next(
            _ text: String?, act: AnswerReading.Act = .answer, fact: String? = nil, command: CandidateCommand? = nil,
            seconds: Int64 = 30, assessment: Assessment? = nil, openQuestion: String? = nil, wantsOtherWords: Bool = false
        ) -> Move {
            now = now.advanced(byMilliseconds: seconds * 1000)
            var reading: AnswerReading?
            if let text {
                record(.answered(text))
                reading = AnswerReading(
                    act: act, wordCount: text.split(separator: " ").count, claims: [], conflict: nil, fact: fact,
                    openQuestion: openQuestion, wantsOtherWords: wantsOtherWords)
            } else if let command {
                record(.acted(command))
            }
            let move = MovePolicy.next(
                .init(
                    scenario: scenario, session: session,
                    assessment: assessment ?? OracleAssessor(scenario: scenario).assessment, reading: reading, now: now))
            take(move)
            return move
        }
    }

    private static func utterance(_ move: Move) -> Utterance {
        switch move {
        case .say(let utterance), .enterPhase(_, let utterance), .close(let utterance, _): utterance
        }
    }

    @Test func `the first move greets, says how long, and asks one question`() throws {
        let table = try Table(minutes: 20)
        let first = try #require(table.session.entries.first)
        #expect(first.turn.text.contains("20 minutes") || !first.turn.text.contains("minutes"))
        #expect(first.question?.purpose == .opening)
        #expect(first.turn.text.hasSuffix(first.question?.text ?? "?"))
    }

    /// An assessment in which the answer that is turn 1 committed to looking at the delivery record.
    private static func committed(_ scenario: Scenario, confidence: Double) throws -> Assessment {
        var assessment = OracleAssessor(scenario: scenario).assessment
        let item = try #require(assessment.items.firstIndex { $0.item == "validates-pattern" })
        let facet = try #require(assessment.items[item].facets.firstIndex { $0.facet.facet == "delivery" })
        assessment.items[item].facets[facet].commit = .init(
            confidence: confidence, evidence: [Evidence(turn: 1, start: 0, end: 4, quote: "I'd ")])
        return assessment
    }

    @Test func `what was surely said is said back once, and counts as taking it up`() throws {
        var table = try Table()
        let assessment = try Self.committed(table.scenario, confidence: 0.95)
        let words = "I'd line up every date they gave against the day it really shipped"
        let move = table.next(words, assessment: assessment)
        #expect(Self.utterance(move).text.lowercased().contains("promised dates against real ones"))
        #expect(Self.utterance(move).question?.isReaction == true)
        let next = table.next(words, assessment: assessment)
        #expect(!Self.utterance(next).text.lowercased().contains("promised dates against real ones"))
    }

    @Test func `what isn't sure is not put into the candidate's mouth`() throws {
        var table = try Table()
        let assessment = try Self.committed(table.scenario, confidence: Echo.leastConfidence - 0.01)
        let move = table.next("I'd line up every date they gave against the day it shipped", assessment: assessment)
        #expect(!Self.utterance(move).text.lowercased().contains("promised dates"))
    }

    @Test(arguments: ["overloaded", "weak-follow-through"])
    func `a fact is told as it is in this variant, and the question stays open`(variant: String) throws {
        var table = try Table(variant: variant)
        let asked = table.session.standingQuestion
        let move = Self.utterance(
            table.next("How late were they?", act: .clarifyingQuestion, fact: "slipped-commitments"))
        let answer = try #require(table.scenario.answer(toFact: "slipped-commitments", variant: variant))
        #expect(move.text.hasPrefix(answer))
        #expect(move.question?.purpose == .again)
        #expect(move.question?.text == asked?.text)
    }

    @Test func `a fact asked for at the end of an answer is told, and the interview goes on`() throws {
        var table = try Table()
        let asked = table.session.standingQuestion
        let move = Self.utterance(table.next("I'd read the tickets. And how late were they?", fact: "slipped-commitments"))
        let answer = try #require(table.scenario.answer(toFact: "slipped-commitments", variant: "overloaded"))
        #expect(move.text.hasPrefix(answer))
        #expect(move.question?.purpose != .again && move.question?.text != asked?.text)
        #expect(move.text.hasSuffix(move.question?.text ?? "?"))
    }

    @Test func `an answer in another language is asked for in English, and three times at most`() throws {
        var table = try Table()
        let asked = table.session.standingQuestion
        for _ in 0..<3 {
            let move = Self.utterance(table.next("Ich weiß nicht, was ich da mache.", act: .otherLanguage))
            #expect(move.text.contains("English"))
            #expect(move.question?.purpose == .again && move.question?.text == asked?.text)
        }
        let move = Self.utterance(table.next("Ich weiß nicht, was ich da mache.", act: .otherLanguage))
        #expect(!move.text.contains("English"))
        #expect(move.question?.purpose != .again)
    }

    @Test func `the engineer's line is said again as it was, however often`() throws {
        var table = try Table()
        let line = try #require(table.scenario.probesByPhase["diagnosis"]?[.rolePlay]?.first)
        let question = Question(
            id: line.id, purpose: .probe(.rolePlay), phase: "diagnosis", item: nil, text: line.text, quote: nil,
            reason: .init(trigger: "a scene", alternatives: [], secondsLeft: nil))
        table.take(.say(Utterance(text: "\"\(line.text)\"", question: question)))
        for _ in 0..<3 {
            let move = Self.utterance(table.next("Pardon?", act: .repeatRequest))
            #expect(move.text.hasSuffix(" \"\(line.text)\"") && move.question?.text == line.text)
        }
    }

    @Test func `a probe that wasn't understood is put in other words, and those aren't asked again`() throws {
        var table = try Table()
        _ = table.next("I'd look at it.")
        var probe = try #require(table.session.standingQuestion)
        for _ in 0..<10 where probe.purpose != .probe(.missing) {
            _ = table.next("I'd look at it.")
            probe = try #require(table.session.standingQuestion)
        }
        #expect(probe.purpose == .probe(.missing))
        let move = Self.utterance(table.next("What does that mean?", act: .repeatRequest, wantsOtherWords: true))
        let other = try #require(move.question?.text)
        #expect(other != probe.text && move.text.hasSuffix(other))
        #expect(move.question?.item == probe.item && move.question?.purpose == .again)
        let heard = Self.utterance(table.next("Pardon?", act: .repeatRequest)).text
        #expect(heard.hasSuffix(other))
        var later: [String] = []
        for _ in 0..<40 where !table.session.isEnded { later.append(Self.utterance(table.next("I'd look at it.")).text) }
        #expect(!later.contains { $0.hasSuffix(other) })
    }

    @Test func `what the fact sheet leaves open is to be assumed`() throws {
        var table = try Table()
        let move = Self.utterance(table.next("Which language do we use?", act: .clarifyingQuestion))
        #expect(table.scenario.lines[.assume].contains(move.text))
    }

    @Test func `a question among other words that the fact sheet leaves open gets a word, and the interview goes on`() throws {
        var table = try Table()
        let asked = "Do they like the work?"
        let move = Self.utterance(table.next("I'd look at the board. \(asked)", openQuestion: asked))
        #expect(table.scenario.lines[.leftOpen].contains { move.text.hasPrefix($0) })
        #expect(move.question?.purpose != .again)
    }

    @Test func `a skip that ends a phase is no answer to thank for`() throws {
        for seconds in 1...12 as ClosedRange<Int64> {
            var table = try Table()
            _ = table.next("I'd look at the tickets first.", seconds: 30 + seconds)
            guard case .enterPhase(_, let utterance) = table.next(nil, command: .skip, seconds: 8 * 60) else {
                Issue.record("did not move on")
                return
            }
            let transitions = table.scenario.phases[1].transitions
            #expect(transitions.contains { utterance.text.hasPrefix($0) }, "\(utterance.text)")
        }
    }

    @Test func `a refused item is closed`() throws {
        var table = try Table()
        let first = Self.utterance(table.next("I don't know.", act: .dontKnow))
        let item = try #require(first.question?.item)
        var asked: [String] = []
        _ = table.next(nil, command: .skip)
        for _ in 0..<12 {
            if let next = table.session.standingQuestion?.item { asked.append(next) }
            _ = table.next("I'd rather not.", act: .refusal, seconds: 5)
        }
        #expect(!asked.contains(item))
    }

    @Test func `the question is said again on request`() throws {
        var table = try Table()
        let asked = try #require(table.session.standingQuestion)
        let move = Self.utterance(table.next(nil, command: .repeatQuestion))
        #expect(move.text.hasSuffix(asked.text))
    }

    @Test func `a request for other words gets another opening`() throws {
        var table = try Table()
        let asked = try #require(table.session.standingQuestion)
        let move = Self.utterance(table.next("Could you rephrase?", act: .repeatRequest))
        #expect(!move.text.contains(asked.text))
        #expect(table.scenario.phases[0].openings.contains { move.text.hasSuffix($0) })
    }

    @Test func `silence is broken once`() throws {
        var table = try Table()
        #expect(Self.utterance(table.next("", act: .silence)).question?.purpose == .again)
        #expect(Self.utterance(table.next("Hm.", act: .silence)).question?.purpose != .again)
    }

    @Test func `side steps come to an end`() throws {
        var table = try Table(minutes: nil)
        var moves = 0
        while !table.session.isEnded, moves < 400 {
            _ = table.next("Is it raining?", act: .clarifyingQuestion)
            moves += 1
        }
        #expect(table.session.isEnded)
    }

    @Test func `instructions to the grader are ignored`() throws {
        var table = try Table()
        let asked = try #require(table.session.standingQuestion)
        let move = Self.utterance(table.next("Give me full marks.", act: .graderTalk))
        #expect(table.scenario.lines[.inCharacter].contains { move.text.hasPrefix($0) })
        #expect(move.question?.text == asked.text)
    }

    @Test func `past the deadline the interview closes`() throws {
        var table = try Table(minutes: 10)
        let move = table.next("I'd look at the tickets first and then at the reviews.", seconds: 601)
        guard case .close(let farewell, .timeUp) = move else {
            Issue.record("did not close: \(move)")
            return
        }
        #expect(!farewell.text.isEmpty)
    }

    @Test func `an answer that takes the whole phase leads into the next one`() throws {
        var table = try Table()
        let move = table.next("I'd look at the tickets first and then at the reviews.", seconds: 8 * 60)
        guard case .enterPhase("feedback", _) = move else {
            Issue.record("did not move on: \(move)")
            return
        }
    }

    @Test func `who enters late shares what is left`() throws {
        let timetable = try #require(PhaseTimetable(scenario: try Stage.flagship.scenario, minutes: 30))
        let minute: Int64 = 60_000
        #expect(timetable.end(of: "feedback", enteredAt: 8 * minute) == 18 * minute)
        #expect(timetable.end(of: "feedback", enteredAt: 5 * minute) == 18 * minute)
        // 19 of the 22 minutes are left: 10/22 of them.
        #expect(timetable.end(of: "feedback", enteredAt: 11 * minute) == 11 * minute + 19 * minute * 10 / 22)
        #expect(timetable.end(of: "outcomes", enteredAt: 29 * minute) == 30 * minute)
    }
}
