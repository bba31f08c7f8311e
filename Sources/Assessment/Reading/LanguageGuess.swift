/// Tells an answer that isn't in English from one that is, by small words alone.
enum LanguageGuess {
    /// Fewer words than this are too few to tell by.
    private static let leastWords = 5
    /// Letters of another script from which a text is told by it.
    private static let leastLetters = 5
    /// Different small words of the other language that a text has at least.
    private static let leastDifferent = 3
    /// Share of a text's words that small words of another language have at least.
    private static let share = 0.2

    /// Whether a text is in another language: in another script, or with many small words of one that English lacks and
    /// less than half as many English ones. A few foreign words in an English answer don't count.
    ///
    /// - Parameters:
    ///   - words: the text's words in lower case.
    ///   - text: the text itself.
    /// - Complexity: O(length).
    static func isOtherThanEnglish(_ words: [String], text: String) -> Bool {
        var latin = 0
        var beyondLatin = 0
        // A scalar's properties are slow to look up: only those beyond Latin are.
        for scalar in text.unicodeScalars {
            if scalar.value > 0x24F {
                if scalar.properties.isAlphabetic { beyondLatin += 1 }
            } else if scalar.value > 0x7F || (0x61...0x7A).contains(scalar.value | 0x20) {
                latin += 1
            }
        }
        if beyondLatin >= leastLetters, beyondLatin > latin { return true }
        let words = words.filter { !SpokenWords.sounds.contains($0) }
        guard words.count >= leastWords else { return false }
        let own = words.count { english.contains($0) }
        return others.contains { language in
            let found = words.filter(language.contains)
            return Set(found).count >= leastDifferent && Double(found.count) >= share * Double(words.count) && found.count > 2 * own
        }
    }

    private static func set(_ words: String) -> Set<String> { Set(words.split(whereSeparator: \.isWhitespace).map(String.init)) }

    private static let english = set(
        """
        the to and i of is it with for my we he she they that this what would not you his them be at if but how was have do
        her who when then i'd i'll it's don't what's are our us will as on by from or so their there about which been has had
        can could should did one out up your me an no a in after before more most all any each per week
        """)

    /// Small words of German, Spanish, French, Italian, Portuguese, Dutch, Polish and Swedish that are no English words.
    private static let others: [Set<String>] = [
        set(
            """
            der das und ich nicht mit ein eine einen einer wir sie ist es zu den dem auf für von dass ob wenn auch aber wie sich
            haben habe wird würde ihm ihn mir uns bei nach noch nur dann mal oder sind sein seine seiner
            """),
        set(
            """
            el los las que de y con lo se una por para como pero si sí está qué cómo cada más muy su sus le les al del yo él
            ellos la un
            """),
        set(
            """
            le les et je nous il est pas que qui une des du dans pour avec sur mais si ce cette son ses leur aux très ne la un lui
            elle
            """),
        set("il gli che di una non sono si ma anche lo la del della mi un le questo lui è"),
        set("os que de com não para uma por mas se ele ela eu isso da na ao em seu sua"),
        set("het een en ik niet wij hij zij dat op voor van maar als ook de zou mijn naar"),
        set("w na z nie się że jest ale jak co czy mnie jego tym"),
        set("och jag inte med vi han hon att det som på för av om också en ett den skulle"),
    ]
}
