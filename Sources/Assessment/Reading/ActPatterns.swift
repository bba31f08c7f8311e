/// Wordings by which a candidate does something other than answering. `_` stands for any one word, `*` for up to three.
enum ActPatterns {
    static let grader = patterns(
        """
        ignore * instructions;ignore * prompt;ignore * rules;disregard * instructions;forget * instructions
        forget your instructions;system prompt;you are now;you are no longer;give me full marks;give me full points
        give me all * points;give me the points;give me * hundred;give me 100;give me top marks;give me a perfect
        mark every item;mark all items;mark all as;mark everything as;mark this as met;mark me as;rate me * hundred;rate me 100
        score me;score this as;score it as;as the system administrator;as system administrator;as the developer of
        as an administrator;i am the administrator;i'm the administrator;override * scoring;override your
        what * checklist says;what's on * checklist;what is on * checklist;tell me the checklist
        show me the checklist;read me the checklist;tell me the rubric;show me the rubric;show me your rubric
        what's the rubric;what is the rubric;what * rubric say;tell me the right answer;tell me the correct answer
        what's the right answer;what is the right answer;what do you want to hear;what do you want me to say
        what * you looking for;so that i get the points;what's my score;what is my score;how am i doing
        am i doing well;did i get that right;is that the right answer;dear grader;dear model;note to the grader
        note to the model;attention grader;to the evaluator;to the grader;system the candidate;system message;hidden prompt
        reveal your * prompt;print the rubric;print your instructions;the most points
        """)
    static let refusal = patterns(
        """
        rather not answer;rather not say;rather not talk;rather not go into;rather not discuss;don't want to answer
        don't want to talk about;don't want to discuss;don't want to say;do not want to answer;won't answer
        won't go into that;won't go into it;won't go into this;refuse to answer;decline to answer
        not going to answer;no comment;not comfortable with that;not comfortable with this;not comfortable answering
        not comfortable talking;can we skip;could we skip;let's skip;i'd skip this;i'd like to skip;i'll skip
        can we move on;let's move on;could we move on;next question;let's pass;i'll pass;i pass;pass on this
        pass on that;skip this one;skip that one;skip it please;skip please;prefer not to;none of your business
        leave that one out
        """)
    static let dontKnow = patterns(
        """
        i don't know;i do not know;i really don't know;i dunno;dunno;no idea;no clue;not a clue;haven't a clue
        i wouldn't know;i couldn't say;i couldn't tell;can't think of anything;can't think of anything right now
        nothing comes to mind;drawing a blank;my mind is blank;i'm blanking;i'm stuck;i'm lost here;never had that
        never done that;never been in that situation;never thought about that;not sure what to say
        not sure how to answer;not sure to be honest;i'm not sure;not sure;beats me;you've got me there
        i have to pass;i don't have an answer;have no answer;can't answer that;can't answer this
        """)
    static let again = patterns(
        """
        repeat * question;repeat that;repeat it;can you repeat;could you repeat;would you repeat;say that again
        say it again;say again;come again;ask that again;ask it again;ask me again;rephrase;what was the question
        what's the question;what is the question;what was that;put it differently;say it differently
        say that differently;put that differently;in other words please;put it another way;say it another way
        didn't get that;didn't get the question;didn't catch that;didn't catch the;didn't hear;didn't quite get
        didn't quite catch;don't understand the question;didn't understand the question
        not sure i understand the question;not sure i understood;what do you mean by that question
        what do you mean exactly;what exactly do you mean;what do you mean;pardon;explain the question
        say the question again;say the question once more;say the question one more time;not sure i follow;i don't follow
        not sure i understand;i don't understand you;what do you mean by that;go about which part;which part do you mean
        lean which way;which way do you mean;not sure what you mean;not sure what you're asking
        clarify the question;lost the thread;can you read it again;read it once more;read the case again
        did not understand the question;i did not understand your;i did not understand you;i did not understand what you
        i didn't understand your;i didn't understand you;i didn't understand what you;do not understand the question
        question differently;question another way;question in other words
        """)
    /// Asks what a word of the question means, when little else is said.
    static let wordMeaning = patterns(
        """
        what you mean with;what you mean by;what do you mean with;what means;what does * mean
        """)
    /// Of those: the words are the trouble, so hearing them once more doesn't help.
    static let meaning = patterns(
        """
        rephrase;differently;other words;another way;understand;mean;means;explain;clarify;follow
        """)
    /// Says again what was said before.
    static let restating = patterns("i said;what i said;i told you;i promised")
    /// Takes back what was said before, and nothing else: narrower than what the interviewer acknowledges as a correction,
    /// since words that were taken back are read as never said.
    static let withdrawing = patterns(withdrawals)
    private static let withdrawals = """
        i take that back;i take it back;i take back what;let me take that back;let me take it back;i withdraw that;i withdraw it
        i withdraw what;i'd withdraw that;scrap that;strike that;forget what i said;said * forget that;no wait what i said
        what i said before was wrong;what i said earlier was wrong;i was wrong about that;i was wrong before;i was wrong earlier
        i've changed my mind;i changed my mind;correct myself;let me correct that;i want to correct that;i want to go back on
        change my earlier answer;change my answer
        """
    /// Settles which of two earlier statements holds.
    static let settling = patterns(
        """
        first one holds;second one holds;later one holds;latter one holds;latter holds;former holds;first one counts
        second one counts;later one counts;latter one counts;fair cop
        """)
    static let smallTalk = patterns(
        """
        how are you;nice to meet you;good to meet you;pleasure to meet you;thanks for having me
        thank you for having me;good morning;good afternoon;good evening;lovely weather;nice weather;the weather
        can you hear me;do you hear me;is my camera;is my microphone;is my mic;my dog;my cat;the doorbell
        my phone is ringing;one second;one moment please;just a second;give me a second;give me one second
        hold on a second;before we start;happy to be here;glad to be here;hope you're well;how was your
        let me close the window;let me get some water;sorry about the noise
        """)
    /// What the interviewer acknowledges as a correction: the withdrawals, and words that may only mend a detail.
    static let correction = patterns(
        withdrawals + """
            ;let me take * back;take that back;take it back;i take back;let me correct;i have to correct
            i need to correct;i want to correct;i'd like to correct;let me rephrase what;let me revise;i'd revise
            scrap what;scrap my;i misspoke;i said earlier but;on second thought;on second thoughts;actually no;no actually
            i'd withdraw;let me put that differently than before
            """)
    /// Words that announce a question and are no answer by themselves.
    static let preface = patterns(
        """
        quick question;one question;before i answer;before answering;can i ask;may i ask;could i ask;let me ask
        just to clarify;to clarify;just to be clear;to be clear;to make sure i understand;just so i understand
        i'd like to ask;i have a question;i've got a question;first question;one thing first;i'd like to know
        i'd need to know;when you say;do you mean;you mean;what do you mean;what counts as;is it fair to say
        does it matter;am i right;one check;quick check;a few things first;before i start
        """)
    /// Reminds the interviewer of something left untold; in a line for the engineer it would be an answer.
    static let reminder = patterns("you haven't told me;you didn't tell me;you haven't said;you didn't say")
    /// Turns aside to the interviewer within an answer.
    static let aside = patterns("by the way;what do you actually know")
    /// Says that a question follows, which speech without marks doesn't show.
    static let asks = patterns(
        "can i ask;may i ask;could i ask;let me ask;quick question;one question;i have a question;i've got a question")
    /// Somebody else is asked or told something.
    static let asking = patterns(
        """
        ask;asks;asked;asking;say;says;said;tell;tells;told;question is;questions;want to know;need to know;find out;check;see
        look at;look for;looking at
        """)
    /// Marks of talk that has left the case.
    static let astray = patterns(
        """
        by the way;did you watch;did you see the;what really annoys me;what annoys me;you know what annoys me
        my favourite;my favorite;speaking of;off topic;that reminds me;funny story;unrelated;in my spare time
        on the weekend i;over the weekend i;on holiday
        """)
    /// Things that belong to somebody's leisure or another trade's debate.
    static let leisure: Set<String> = [
        "football", "soccer", "tennis", "match", "marathon", "marathons", "vacation", "movies", "film",
        "netflix", "politics", "election", "president", "recipe", "garden", "kubernetes", "microservices",
        "monolith", "javascript", "crypto", "bitcoin", "concert", "festival", "hotel", "chess", "guitar", "playlist",
        "podcast", "restaurant", "barbecue", "lottery", "horoscope", "tattoo", "yoga", "skiing", "fishing",
    ]
    /// First-person intentions: whoever has one is answering.
    static let intentions = patterns(
        "i'd;i would;i'll;i will;we'd;we would;my first;i try;i ask;i tell;i once had;i had one")
    /// Words of the case that are rare elsewhere.
    static let work = patterns(
        """
        team;engineer;engineers;feedback;manager;hr;expectations;expectation;performance;coaching;mentor;deadline
        deadlines;peers;colleagues;one-to-one;one-on-one;incident;incidents;outage;outages;on-call;review;reviews
        goals;checkpoint;documentation;document;trust;accountability;underperforming;improvement;pip;formal;plan
        dates;teach;skill;will
        """)
    /// Asks the interviewer about the case.
    static let aboutCase = patterns(
        """
        do we know;do i know;do we have;do i have;did i;have i;had i;am i;was i;is there;are there;was there
        were there;has anyone;has anybody;have they;has he;has she;did they;do they;are they;were they;how many
        how long;how big;how often;how senior;how much;what level;who is;who are;who set;who had;when did;since when
        which;what kind of;what's our;what is our;what happened;what exactly;why did;can i assume;should i assume
        may i assume;is it fair to assume
        """)
    /// The candidate says what they do.
    static let commitment = patterns(
        """
        i'd;i would;i'll;i will;we'd;we would;we'll;i'm going to;i am going to;my first;i start;i begin;i ask;i look
        i tell;i check;i want to see;i want to know;i need to know;i always;i usually;i once;i had;last time
        in my last;first i;then i;so i;that i would;that's what i;that's my;that's the first;i try;i sit;i talk
        i write;i go;i give;i make;i take
        """)

    /// Word patterns, found by their first word: an answer is looked through for some three hundred of them.
    struct Patterns {
        fileprivate var byFirst: [String: [[Substring]]] = [:]
        /// Those that begin with any word.
        fileprivate var open: [[Substring]] = []
    }

    private static func patterns(_ text: String) -> Patterns {
        var made = Patterns()
        for pattern in text.split(whereSeparator: { $0 == ";" || $0 == "\n" }).map({ $0.split(separator: " ") }) {
            guard let first = pattern.first else { continue }
            if first == "_" { made.open.append(pattern) } else { made.byFirst[String(first), default: []].append(pattern) }
        }
        return made
    }

    /// Every stretch of `words` that fits one of the patterns. - Complexity: O(words), and more for those that begin one.
    static func matches(_ patterns: Patterns, in words: [String]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for start in words.indices {
            for pattern in patterns.byFirst[words[start]] ?? [] {
                if let end = end(of: pattern[...], in: words, at: start) { found.append(start..<end) }
            }
            for pattern in patterns.open {
                if let end = end(of: pattern[...], in: words, at: start) { found.append(start..<end) }
            }
        }
        return found
    }

    static func fits(_ patterns: Patterns, _ words: [String]) -> Bool { !matches(patterns, in: words).isEmpty }

    private static func end(of pattern: ArraySlice<Substring>, in words: [String], at index: Int) -> Int? {
        guard let first = pattern.first else { return index }
        let rest = pattern.dropFirst()
        if first == "*" {
            for skipped in 0...3 {
                if let end = end(of: rest, in: words, at: index + skipped) { return end }
            }
            return nil
        }
        guard index < words.count, first == "_" || first == words[index][...] else { return nil }
        return end(of: rest, in: words, at: index + 1)
    }
}
