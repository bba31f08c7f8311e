/// Tells the words of a sentence that say something from fillers, words cut off, and words said again, so that the same
/// sentence reads the same however haltingly it was spoken.
///
/// The same rules stand in `Training/disfluency.py`, so that the model sees at run time what it was trained on.
enum Disfluencies {
    private static let always = words("um umm uhm uh uhh er erm ehm hmm mm mhm ah eh basically literally")
    private static let marks = Set<Character>(".,;:!?…\"'“”‘’()[]—-")

    /// What must not stand before or after a filler for it to be one: "I'd like", "what kind of", "right away".
    private struct Neighbours {
        var before: Set<String>
        var after: Set<String>

        func allow(_ previous: String, _ next: String) -> Bool { !before.contains(previous) && !after.contains(next) }
    }

    private static let ofKind = Neighbours(
        before: words(
            """
            a the this that what which some any one same every another each these those of different certain right wrong
            other no first
            """), after: [])
    private static let pairs: [String: (second: String, Neighbours)] = [
        "you": (
            "know",
            Neighbours(
                before: [],
                after: words("what how why when where who that the a if whether about it this them him her your"))
        ),
        "i": ("mean", Neighbours(before: [], after: words("it that this business well"))),
        "sort": ("of", ofKind),
        "kind": ("of", ofKind),
    ]
    private static let singles: [String: Neighbours] = [
        "like": Neighbours(
            before: words(
                """
                would i'd we'd you'd they'd he'd she'd look looks looked looking feel feels felt sound sounds sounded something
                anything things stuff nothing someone somebody people person is it's that's was were what's are seems seem
                more just much not don't didn't doesn't do did they i we you she he who exactly act work also
                """), after: []),
        "well": Neighbours(
            before: words(
                """
                as very pretty so how going goes go went do doing done does did works work really quite too not is are
                perform performs performing known might may could just him her them it get took read reads handled
                """),
            after: words("done defined known liked before after in enough being meaning into over below above")),
        "right": Neighbours(
            before: words(
                """
                the that's a all is it get gets got getting not be was who's you're he's she's they're are it's if done do
                doing went goes go turn no made make makes has had have set their my his her and or
                """),
            after: words(
                """
                now away after person thing things way time place one kind call to there at before in then direction side
                people level move next fit question questions behind
                """)),
    ]
    /// Nobody says more fillers in a row than this; then they are words like others, and are cut into passages like others.
    private static let longestRun = 8
    private static let repeatable = words("that had no very really many long again never")

    /// For each word of a sentence whether it is more than a disfluency. Of a sentence of fillers all is kept, and of a row of
    /// more than eight.
    ///
    /// - Complexity: O(words).
    static func kept(_ words: [String]) -> [Bool] {
        let plain = words.map(bare)
        var keep = markFillers(words, plain)
        let left = keep.indices.filter { keep[$0] }
        for (place, index) in left.enumerated() where !plain[index].isEmpty {
            func following(_ offset: Int) -> String? { place + offset < left.count ? plain[left[place + offset]] : nil }
            if following(1) == plain[index], !repeatable.contains(plain[index]) {
                keep[index] = false
            } else if following(2) == plain[index], let second = following(1), following(3) == second {
                keep[index] = false
                keep[left[place + 1]] = false
            }
        }
        keepLongRuns(&keep)
        return keep.contains(true) ? keep : words.map { _ in true }
    }

    private static func keepLongRuns(_ keep: inout [Bool]) {
        var start: Int?
        for index in 0...keep.count {
            if index < keep.count, !keep[index] {
                start = start ?? index
            } else if let from = start {
                if index - from > longestRun { for dropped in from..<index { keep[dropped] = true } }
                start = nil
            }
        }
    }

    private static func markFillers(_ words: [String], _ plain: [String]) -> [Bool] {
        var keep = words.map { _ in true }
        func word(_ index: Int) -> String { plain.indices.contains(index) ? plain[index] : "" }
        for index in words.indices where keep[index] {
            let isCutOff =
                words[index].hasSuffix("-") && words[index].unicodeScalars.count > 1 && !plain[index].isEmpty
                && index + 1 < words.count
            if always.contains(plain[index]) || isCutOff {
                keep[index] = false
            } else if let (second, neighbours) = pairs[plain[index]], word(index + 1) == second,
                neighbours.allow(word(index - 1), word(index + 2))
            {
                keep[index] = false
                keep[index + 1] = false
            } else if let neighbours = singles[plain[index]] {
                if neighbours.allow(word(index - 1), word(index + 1)) { keep[index] = false }
            } else if plain[index] == "okay" || plain[index] == "ok" {
                if word(index + 1) == "so" { keep[index] = false }
            }
        }
        return keep
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// A word in lower case without the marks around it.
    static func bare(_ word: String) -> String {
        var rest = word.lowercased().replacing("’", with: "'")[...]
        while let first = rest.first, marks.contains(first) { rest.removeFirst() }
        while let last = rest.last, marks.contains(last) { rest.removeLast() }
        return String(rest)
    }
}
