/// How much of a phase is left, in time or in questions.
struct PhaseGauge {
    /// Milliseconds until the phase should end; nil when untimed.
    let left: Int64?
    /// Milliseconds until the interview should end; nil when untimed.
    let interviewLeft: Int64?
    /// Milliseconds the phase has in all, counted from when it was entered; nil when untimed.
    let length: Int64?
    /// Milliseconds the candidate's next answer is expected to take.
    let expectedAnswer: Int64
    /// Questions that still fit into the phase.
    let capacity: Int
    /// Whether enough was asked, whatever time is left.
    let isFull: Bool

    /// A phase without items or minutes still gets this many questions.
    private static let leastQuestions = 4

    init(situation: MovePolicy.Situation, history: InterviewHistory) {
        let scenario = situation.scenario
        let phase = situation.session.phase ?? scenario.phases[0].id
        let asked = history.questionsByPhase[phase, default: 0]
        let cap = Self.cap(items: scenario.items(in: phase).count)
        guard let timetable = PhaseTimetable(scenario: scenario, minutes: situation.session.plan?.minutes ?? nil) else {
            (left, interviewLeft, length) = (nil, nil, nil)
            expectedAnswer = Self.usualAnswer
            capacity = max(0, cap - asked)
            isFull = capacity == 0
            return
        }
        let elapsed = situation.session.clock.elapsed(at: situation.now)
        let entered = elapsed - situation.session.clock.spent(in: phase, at: situation.now)
        let end = timetable.end(of: phase, enteredAt: entered)
        let phaseLength = max(1, end - entered)
        let phaseLeft = end - elapsed
        expectedAnswer = Self.expectedAnswer(history.answerTimes, phaseLength: phaseLength)
        length = phaseLength
        left = phaseLeft
        interviewLeft = timetable.deadline - elapsed
        let tooShort = phaseLeft < Self.leastTime(length: phaseLength)
        let fitting = tooShort ? 0 : max(1, Int(phaseLeft / expectedAnswer))
        // Quick answers must not turn a phase into an interrogation.
        capacity = min(fitting, max(0, cap + 2 - asked))
        isFull = cap + 2 <= asked
    }

    /// Most questions in a phase with so many items: one and a half for each, an opening and a reaction.
    static func cap(items: Int) -> Int { max(leastQuestions, 2 + (items * 3 + 1) / 2) }

    /// Below this many milliseconds no new question is put: a minute, or 12 % of a short phase.
    static func leastTime(length: Int64) -> Int64 { min(60_000, length * 12 / 100) }

    static let usualAnswer: Int64 = 70_000

    /// The mean of the last four answers, kept within 15 to 150 seconds; a fifth of a short phase before any answer.
    private static func expectedAnswer(_ times: [Int64], phaseLength: Int64) -> Int64 {
        let recent = times.suffix(4)
        guard !recent.isEmpty else { return max(5_000, min(usualAnswer, phaseLength / 5)) }
        let mean = recent.reduce(0, +) / Int64(recent.count)
        return max(min(15_000, max(5_000, phaseLength / 10)), min(150_000, mean))
    }

    /// Whether the phase has no room for another question.
    var isOver: Bool { capacity == 0 }

    /// Whether the interview's time is used up.
    var isPastDeadline: Bool { interviewLeft.map { $0 <= 0 } ?? false }

    /// Whether a last addition still fits before the end.
    var fitsFinalAddition: Bool {
        guard let interviewLeft, let length else { return true }
        return interviewLeft >= min(20_000, length * 8 / 100)
    }

    var secondsLeft: Int? { left.map { Int(max(0, $0) / 1000) } }
}

extension PhaseTimetable {
    /// When a phase ends that was entered at `entered`, in milliseconds of interview time.
    ///
    /// Entered on time or early it ends where the timetable says, so time saved before is there to use. Entered late,
    /// what is left until the deadline is shared by the phases that remain, in proportion to their lengths.
    ///
    /// - Complexity: O(phases).
    package func end(of phase: String, enteredAt entered: Int64) -> Int64 {
        guard let index = slots.firstIndex(where: { $0.phase == phase }) else { return deadline }
        let slot = slots[index]
        guard entered > slot.start, slot.start < deadline else { return slot.end }
        let left = max(0, deadline - entered)
        return entered + left * slot.length / max(1, deadline - slot.start)
    }
}
