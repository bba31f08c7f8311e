/// Words by what they do in a spoken sentence.
enum SpokenWords {
    static let articles: Set<String> = [
        "a", "an", "the", "this", "that", "these", "those", "some", "any", "every", "each", "no",
    ]
    static let possessives: Set<String> = [
        "my", "your", "his", "her", "its", "our", "their", "someone's", "somebody's",
    ]
    static let prepositions: Set<String> = [
        "of", "in", "on", "at", "by", "for", "with", "about", "against", "between", "into", "through", "during",
        "before", "after", "above", "below", "to", "from", "up", "down", "out", "off", "over", "under", "within",
        "without", "across", "behind", "beyond", "towards", "toward", "upon", "via", "per", "like", "as", "than",
        "around", "inside", "outside", "along", "next", "among", "until", "till", "since", "onto", "besides",
    ]
    static let conjunctions: Set<String> = [
        "and", "but", "or", "so", "because", "if", "when", "while", "which", "who", "whom", "whose", "where",
        "why", "how", "what", "whether", "that", "then", "unless", "although", "though", "plus", "also", "nor", "yet",
        "however", "therefore", "otherwise", "whatever", "whenever", "until", "since", "not", "once",
    ]
    static let auxiliaries: Set<String> = [
        "am", "is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "having", "do", "does", "did",
        "will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "gonna", "wanna", "going",
        "let", "let's", "isn't", "aren't", "wasn't", "weren't", "haven't", "hasn't", "hadn't", "don't", "doesn't",
        "didn't", "won't", "wouldn't", "can't", "cannot", "couldn't", "shouldn't", "it's", "that's", "there's",
        "what's", "he's", "she's", "who's", "here's",
    ]
    static let subjects: Set<String> = [
        "i", "i'd", "i'll", "i'm", "i've", "we", "we'd", "we'll", "we're", "we've", "you", "you'd", "you'll", "you're",
        "you've", "he", "he'd", "he'll", "she", "she'd", "she'll", "they", "they'd", "they'll", "they're", "they've",
        "it", "it'd", "it'll", "there", "nobody", "everybody", "everyone", "somebody", "someone", "anybody", "anyone",
        "people",
    ]
    /// Say how sure one is or what one wishes, not what one does.
    static let attitudes: Set<String> = [
        "want", "wanted", "need", "needed", "try", "tried", "trying", "think", "guess", "believe", "hope", "mean",
        "wish",
        "prefer", "know", "knew", "suppose", "assume", "feel", "love", "hate", "ideally", "please", "rather", "mine",
        "ours", "theirs", "yours", "have",
    ]
    static let ordinals: Set<String> = [
        "first", "second", "third", "fourth", "fifth", "sixth", "last", "next", "other", "another",
    ]
    static let objects: Set<String> = [
        "me", "him", "us", "them", "it", "themselves", "myself", "yourself", "ourselves",
    ]
    static let negations: Set<String> = [
        "not", "never", "no", "nobody", "nothing", "none", "neither", "nor", "without", "don't", "doesn't", "didn't",
        "won't", "wouldn't", "can't", "cannot", "couldn't", "shouldn't", "isn't", "aren't", "wasn't", "weren't",
        "haven't", "hasn't", "hardly", "rather",
    ]
    static let degrees: Set<String> = [
        "very", "really", "quite", "too", "so", "just", "only", "even", "also", "still", "again", "maybe", "perhaps",
        "probably", "actually", "basically", "simply", "certainly", "definitely", "always", "often", "usually",
        "sometimes", "already", "almost", "rather", "more", "most", "less", "least", "much", "many", "such", "both",
        "either", "well", "there", "here", "now", "ever", "sort", "kind", "instead", "first", "later", "else", "own",
    ]
    static let fillers: Set<String> = [
        "um", "uh", "uhm", "erm", "er", "hm", "hmm", "mm", "ah", "oh", "eh", "well", "okay", "ok", "right", "yeah",
        "yes",
        "yep", "no", "nope", "so", "like", "basically", "honestly", "actually", "literally", "anyway", "sure", "fine",
        "alright", "look", "listen", "obviously", "frankly",
    ]
    /// Sounds that may never stand in a quote.
    static let sounds: Set<String> = [
        "um", "uh", "uhm", "erm", "er", "hm", "hmm", "mm", "ah", "oh", "eh", "y'know", "gonna", "wanna", "kinda",
        "sorta",
    ]
    static let contentFree: Set<String> = [
        "thing", "things", "stuff", "something", "anything", "everything", "one", "ones", "way", "lot", "point",
        "case", "etc", "yes", "no", "okay", "ok", "right", "sure", "know", "mean", "think", "guess", "say", "said",
    ]
    /// Never repeated back to anybody.
    static let slurs: Set<String> = [
        "idiot", "idiots", "stupid", "moron", "morons", "dumb", "retard", "retarded", "bitch", "bastard", "asshole",
        "shit", "shitty", "bullshit", "fuck", "fucking", "fucked", "crap", "damn", "useless", "loser", "cretin",
        "slut", "whore", "dick", "piss", "pissed", "lazy", "crazy", "psycho", "lunatic", "cripple", "screw", "screwed",
        "fat", "ugly", "dickhead", "wanker", "arse", "ass", "imbecile", "halfwit", "trash", "garbage",
    ]
    static let numbers: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen",
        "twenty", "thirty", "forty", "sixty", "ninety", "hundred", "once", "twice", "half", "dozen", "first", "second",
        "third",
    ]
    static let dates: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "mondays", "fridays", "tuesdays", "january", "february",
        "march", "april", "june", "july", "august", "september", "october", "november", "december", "today", "tomorrow",
        "yesterday", "morning", "noon", "weekly", "daily", "biweekly",
    ]
    /// Artefacts and acts that one could go and look at.
    static let concretes: Set<String> = [
        "ticket", "tickets", "tracker", "board", "log", "logs", "postmortem", "postmortems", "pull", "merge", "merges",
        "commit", "commits", "checklist", "test", "tests", "calendar", "mail", "email", "mentor", "pair", "pairing",
        "pager", "deploy", "deploys", "deployment", "release", "releases", "rollout", "migration", "backlog", "page",
        "document", "note", "notes", "spreadsheet", "timeline", "approval", "approvals", "course", "shadow",
    ]

    /// Units of time.
    static let times: Set<String> = [
        "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "quarter", "quarters",
        "sprint", "sprints", "year", "years", "while", "time",
    ]
    static let amounts: Set<String> = ["few", "couple", "several", "another", "next", "last", "some", "more", "every"]
    /// Nouns that belong to the preposition before them: "in front of".
    static let prepositionNouns: Set<String> = [
        "front", "terms", "case", "order", "spite", "addition", "favour", "favor", "light", "charge", "behalf",
        "regard",
        "general", "fact", "place", "touch", "advance", "particular", "least", "first", "last", "all", "once",
    ]

    /// Verbs that say little about what is done.
    static let genericVerbs: Set<String> = [
        "support", "help", "improve", "manage", "handle", "address", "communicate", "align", "understand", "ensure",
        "empower", "drive", "focus", "follow", "keep", "monitor", "encourage", "motivate", "foster", "guide", "coach",
        "work", "deal", "talk", "discuss", "involve", "check", "look", "see", "watch", "track", "assess", "evaluate",
        "consider", "document", "escalate", "protect", "clarify", "build", "create", "set", "give", "make", "get",
        "try", "stay", "remove", "enable", "own", "lead", "raise", "share", "review", "weigh", "decide", "explore",
        "unblock", "invest", "provide", "offer",
    ]

    static func isFunction(_ word: String) -> Bool {
        prepositions.contains(word) || conjunctions.contains(word) || auxiliaries.contains(word)
            || subjects.contains(word)
    }

    /// Whether a quote may end with the word.
    static func canEnd(_ word: String) -> Bool {
        !articles.contains(word) && !possessives.contains(word) && !conjunctions.contains(word)
            && !auxiliaries.contains(word) && !degrees.contains(word) && !fillers.contains(word)
            && (!subjects.contains(word) || objects.contains(word) || word == "people")
            && (!prepositions.contains(word) || particles.contains(word)) && !attitudes.contains(word)
            && !ordinals.contains(word) && word != "got"
    }

    /// Whether a quote may begin with the word.
    static func canStart(_ word: String) -> Bool {
        !prepositions.contains(word) && !conjunctions.contains(word) && !fillers.contains(word)
            && !subjects.contains(word) && !objects.contains(word) && !degrees.contains(word)
            && !attitudes.contains(word) && (!word.hasSuffix("ly") || adjectivesInLy.contains(word))
            && (!auxiliaries.contains(word) || negatedModals.contains(word))
    }

    private static let adjectivesInLy: Set<String> = [
        "weekly", "daily", "monthly", "quarterly", "early", "family", "friendly", "likely", "biweekly", "only", "rely",
        "apply", "reply", "supply",
    ]
    /// Particles that end a verb: "write it down".
    static let particles: Set<String> = ["up", "down", "out", "off", "over", "around"]
    static let negatedModals: Set<String> = ["wouldn't", "won't", "don't", "can't", "never"]
}
