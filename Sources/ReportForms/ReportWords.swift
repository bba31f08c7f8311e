import Foundation
package import InterviewCore

/// Words and numbers every form of a report uses alike. Pure.
package enum ReportWords {
    /// Points with one decimal at most: `62`, `62.5`.
    package static func points(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let size = abs(tenths)
        return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
    }

    /// What mending something is worth: `worth about 2.5 points`.
    package static func worth(_ value: Double) -> String {
        let number = points(value)
        return "worth about \(number) point\(number == "1" ? "" : "s")"
    }

    /// Minutes as `4:05`.
    package static func clock(minutes: Double) -> String {
        let seconds = max(0, Int((minutes * 60).rounded()))
        return "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    }

    /// A moment in words a person can sort by, in UTC.
    package static func date(_ instant: Instant?) -> String {
        guard let instant else { return "not started" }
        let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)
        let text = date.formatted(.iso8601)
        return text.prefix(16).replacing("T", with: " ") + " UTC"
    }

    /// What an item came to, as a reader sees it.
    package static func verdict(_ item: Report.ItemResult) -> String {
        guard let verdict = item.verdict else { return "not assessed" }
        let word = word(verdict)
        return item.isUnsure ? "not sure (\(word)?)" : word
    }

    package static func word(_ verdict: Verdict) -> String {
        switch verdict {
        case .met: "met"
        case .partial: "partly"
        case .absent: "not there"
        case .contradicted: "the opposite"
        }
    }

    package static func stance(_ stance: FacetFinding.Stance) -> String {
        switch stance {
        case .committed: "said"
        case .vague: "hinted at"
        case .denied: "said the opposite"
        case .absent: "missing"
        }
    }

    /// Where a quote was said, and how it was taken when that is not plain.
    package static func place(_ quote: Report.Quote) -> String {
        "at \(clock(minutes: quote.minute)), turn \(quote.turn + 1)" + (quote.isOpposite ? "; taken as the opposite" : "")
    }

    /// How a behaviour was seen, in one line.
    package static func line(_ result: Report.BehaviourResult) -> String {
        guard let value = result.value else { return "\(behaviour(result.behaviour)): no occasion to show it." }
        return "\(behaviour(result.behaviour)): \(Int((value * 100).rounded())) %. \(result.note)"
    }

    /// What was heard of an item's parts, one line each; those that were missing stand in ``Report/ItemResult/missing``.
    package static func heard(_ item: Report.ItemResult) -> [String] {
        item.facets.filter { $0.stance != .absent }.map { "\($0.label): \(stance($0.stance))" }
    }

    package static func ending(_ report: Report) -> String {
        switch report.header.endReason {
        case .completed: "finished"
        case .timeUp: "ended by the clock"
        case .byCandidate: "ended by you"
        case nil: "not finished: this is how it stands so far"
        }
    }

    package static func behaviour(_ behaviour: Rubric.Behaviour) -> String {
        switch behaviour {
        case .answersQuestion: "Answers the question"
        case .structure: "Structure"
        case .substanceAfterProbe: "Substance after a follow-up"
        case .statesAssumptions: "States assumptions"
        case .revises: "Takes things back when they don't hold"
        case .concise: "Concise"
        case .content: "Substance"
        }
    }

    /// Which interview a report is on, a sentence each.
    package static func introduction(_ report: Report) -> [String] {
        let header = report.header
        let amount = count(header.answers, "answer") + ", " + count(header.words, "word")
        guard header.origin == .session else {
            let end = header.elapsedMinutes > 0 ? "; the last turn begins at \(clock(minutes: header.elapsedMinutes))" : ""
            return ["Transcript \(header.session): \(amount)\(end)."]
        }
        let when = header.startedAt.map { "\(date($0)), " } ?? ""
        let name = header.session.isEmpty ? "A copy to share: " : "Session \(header.session), "
        var sentences = ["\(name)\(when)\(ending(report))."]
        if let origin = header.retakeOf {
            sentences.append("A retake of session \(origin.session), whose first \(count(origin.turns, "turn")) stayed.")
        }
        let length = header.minutes.map { " of \(points($0)) minutes" } ?? " minutes, untimed"
        sentences.append(
            "\(amount) in \(clock(minutes: header.elapsedMinutes))\(length);"
                + " interviewer \(header.persona), difficulty \(header.difficulty).")
        if header.revisedAnswers > 0 {
            sentences.append(
                "Reworded after being given: \(count(header.revisedAnswers, "answer")); the first wording is kept and"
                    + " exported with the rest.")
        }
        return sentences
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// What produced the report, for somebody who wants to produce it again.
    package static func versions(_ report: Report) -> String {
        let versions = report.versions
        let draw = report.header.origin == .session
            ? "; variant \(report.header.variant), seed \(report.header.seed)" : ""
        return "Scenario \(versions.scenario), rubric \(versions.rubric), assessor \(versions.assessor),"
            + " model \(versions.model)\(draw)."
    }

    /// Whether the report knows how long anything took.
    package static func hasTimes(_ report: Report) -> Bool {
        report.header.origin == .session || report.phases.contains { $0.spentMinutes > 0 }
    }

    /// How the total compares with the attempt before.
    package static func difference(_ comparison: Report.Comparison, now report: Report) -> String {
        let change = report.score.points - comparison.points
        let size = points(abs(change))
        let words = size == "0" ? "the same" : "\(size) \(change > 0 ? "more" : "fewer")"
        return "The attempt before (session \(comparison.session), \(date(comparison.startedAt))) came to"
            + " \(points(comparison.points)) points, this one to \(points(report.score.points)): \(words)."
            + (comparison.isWithinRange && size != "0"
                ? " The likely ranges of the two overlap, so some of the difference may be chance." : "")
    }

    /// What changed since the attempt before, one line each.
    package static func changes(_ comparison: Report.Comparison) -> [String] {
        let items = comparison.changes.map { change in
            "\(change.code) \(change.title): \(change.now.map(word) ?? "not assessed") now,"
                + " \(change.before.map(word) ?? "not assessed") before"
        }
        let same = items.isEmpty ? "Every point came out as before" : "The other \(comparison.unchanged) came out as before"
        return items + [same] + comparison.mistakesGone.map { "Mistake no longer noticed: \($0)" }
            + comparison.mistakesNew.map { "Mistake not noticed before: \($0)" }
    }

    /// The total in two parts, the first to be set off, in whole points as the history has it: its range is a dozen wide. A session
    /// without answers has none.
    package static func total(_ report: Report) -> (number: String, rest: String) {
        if report.header.answers == 0 { return ("No score", "yet: nothing was answered.") }
        return ("\(points(report.score.points.rounded())) points", range(report.score) + ".")
    }

    private static func range(_ score: Report.Total) -> String {
        "of \(points(score.outOf)); likely between \(points(score.low.rounded())) and \(points(score.high.rounded()))"
    }

    /// What the total would be without doubt, where that is another; nil else.
    package static func certain(_ report: Report) -> String? {
        let certain = report.score.ifCertain
        guard report.header.answers > 0, abs(certain - report.score.points) >= tellingDoubt else { return nil }
        return "What is doubtful counts in part; if every verdict below is right as it stands, it would be"
            + " \(points(certain.rounded()))."
    }

    /// Points from which it is said what doubt costs or brings.
    private static let tellingDoubt = 1.5

    /// A mistake's heading.
    package static func heading(_ mistake: Report.MistakeResult) -> String {
        var notes = mistake.isNamed ? ["one that costs most"] : []
        if let probability = mistake.probability, probability < sure { notes.append("\(percent(probability)) likely") }
        return "\(mistake.code) \(mistake.title)" + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
    }

    /// A mistake that can't be ruled out, in one line.
    package static func line(_ mistake: Report.PossibleMistake) -> String {
        let cost = points(mistake.points)
        return "\(mistake.code) \(mistake.title): \(percent(mistake.probability)) likely, which costs \(cost) point"
            + (cost == "1" ? "" : "s")
            + (mistake.quotes.isEmpty ? "." : ". Nearest to it:")
    }

    package static let possibleMistakes = "Mistakes that can't be ruled out"

    /// What stands above the list of those.
    package static let aboutPossibleMistakes =
        "Each costs by its likelihood; those below 10 % or a tenth of a point are left out. Where no sentence is shown, it"
        + " would follow from verdicts that are in doubt."

    /// A mistake at least this likely is said without its likelihood.
    private static let sure = 0.85

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// A question with its place in the interview, as the quotes' places are told.
    package static func asked(_ question: Report.AskedQuestion) -> String {
        "\(clock(minutes: question.minute)), turn \(question.turn + 1): \(question.text)"
    }

    /// How the candidate's own guess compares, if there is one.
    package static func selfRating(_ score: Report.Total) -> String? {
        guard let guess = score.selfRating else { return nil }
        let difference = Double(guess) - score.points
        if abs(difference) < 5 { return "Your own guess was \(guess): close." }
        if (score.low...max(score.low, score.high)).contains(Double(guess)) {
            return "Your own guess was \(guess): within the likely range."
        }
        return "Your own guess was \(guess): \(points(abs(difference).rounded())) points too \(difference > 0 ? "high" : "low")."
    }

    package static let nothingSaid =
        "Nothing was answered in this interview, so there is nothing to assess. No points mean no judgement."

    /// What the numbers are and are not, for the end of every report.
    package static let caveat =
        "Computed from the words alone, by fixed rules and a small language encoder; it can be wrong. Every verdict"
        + " rests on the quotes shown with it: judge them yourself. It says nothing about accent, pace or personality,"
        + " and is not a hiring decision."
}
