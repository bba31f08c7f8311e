/// What a line that a candidate entered asks for.
enum SlashCommand: Equatable {
    case pause, resume, repeatQuestion, skip, dontKnow, time, tracker, edit, help
    /// End the interview; `isSure` when the line said so already.
    case end(isSure: Bool)

    /// How a line reads.
    enum Reading: Equatable {
        /// Words of an answer; a doubled slash at the start is now one.
        case text(String)
        case command(SlashCommand)
        /// Looks like a command, but there is none of this name.
        case unknown(String)
    }

    /// Reads one line. Pure.
    static func read(_ line: String) -> Reading {
        let trimmed = String(line.drop { $0 == " " || $0 == "\t" })
        if trimmed.hasPrefix("//") { return .text(String(trimmed.dropFirst())) }
        guard trimmed.hasPrefix("/") else { return .text(line) }
        let words = trimmed.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        switch (words.first ?? "/", words.count) {
        case ("/pause", 1): return .command(.pause)
        case ("/resume", 1): return .command(.resume)
        case ("/repeat", 1): return .command(.repeatQuestion)
        case ("/skip", 1): return .command(.skip)
        case ("/dontknow", 1), ("/dont-know", 1): return .command(.dontKnow)
        case ("/time", 1): return .command(.time)
        case ("/tracker", 1): return .command(.tracker)
        case ("/edit", 1): return .command(.edit)
        case ("/help", 1), ("/?", 1): return .command(.help)
        case ("/end", 1): return .command(.end(isSure: false))
        case ("/end", 2) where words[1] == "yes": return .command(.end(isSure: true))
        case (let word, _): return .unknown(word)
        }
    }

    static let helpText = """
        /repeat    hear the question again        /time     where the clock stands
        /skip      leave this question            /tracker  the state of each point
        /dontknow  say that you don't know        /pause    stop the clock, /resume goes on
        /edit      write in your own editor       /end      end the interview
        // at the start of a line stands for a plain slash.
        """
}
