import InterviewCore

/// A simulated interview as text, with the reason for each question.
package enum Dialogue {
    /// - Complexity: O(length of the interview).
    package static func text(of run: InterviewRun) -> String {
        var lines = ["=== \(run.kind.rawValue), seed \(run.session.plan?.seed ?? 0) ==="]
        var phase = ""
        for step in run.steps {
            if step.question.phase != phase {
                phase = step.question.phase
                lines.append("--- \(phase) ---")
            }
            lines.append("\(clock(step.elapsed)) INTERVIEWER: \(step.said)")
            let reason = step.question.reason
            var why = "      [\(step.question.id): \(reason.trigger)"
            if let seconds = reason.secondsLeft { why += "; \(seconds) s left" }
            if !reason.alternatives.isEmpty { why += "; else \(reason.alternatives.joined(separator: ", "))" }
            lines.append(why + "]")
            if let command = step.reply?.command {
                lines.append("      (\(command.rawValue))")
            } else if let reply = step.reply {
                lines.append("      CANDIDATE (\(step.reading?.act.rawValue ?? "")): \(reply.text)")
            }
        }
        lines.append("\(clock(run.duration)) INTERVIEWER: \(run.farewell) [\(run.ended?.rawValue ?? "no end")]")
        return lines.joined(separator: "\n")
    }

    private static func clock(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
