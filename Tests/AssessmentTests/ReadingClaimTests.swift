import Assessment
import Foundation
import InterviewCore
import Testing

@Suite struct ReadingClaimTests {
    @Test(arguments: [
        ("I'd give it a few weeks and then see how it goes.", "give it a few weeks"),
        ("so um i'd uh try to support them as much as i can you know", "support them"),
        ("I would keep an eye on it for a while.", "keep an eye on it"),
        ("I'd set clear expectations so that they know what to work on.", "set clear expectations"),
        ("we would have an open conversation about it", "an open conversation"),
        ("I'd document everything properly, so that we have it.", "document everything properly"),
        ("We might have to look at something more formal then.", "something more formal"),
        ("i would make sure the team feels heard", "make sure the team feels heard"),
        ("I'd do whatever it takes to help them succeed", "help them succeed"),
        ("They need to step up.", "step up"),
        ("there should be a continuous feedback loop", "a continuous feedback loop"),
        ("I'd give them more support and reduce the noise", "give them more support"),
        ("I'd review it every Friday.", "review it every Friday"),
        ("I'd check the sprint board, then I'd call the tech lead.", "check the sprint board"),
        ("I'd pair them with Petra.", "pair them with Petra"),
        ("At some point my boss should know.", "At some point"),
        ("i'd get to the root cause of it", "root cause"),
    ])
    func `the phrase to ask about`(text: String, best: String) throws {
        let phrases = ClaimExtractor.phrases(in: text)
        #expect(phrases.first?.quote == best || phrases.first?.quote.contains(best) == true)
    }

    @Test(arguments: [
        ("I want to understand what gets in the way of it.", "understand what gets"),
        ("I've been so fond of the guy that I explained everything away.", "explained everything away"),
        ("I meant that I like him, so I make excuses for him.", "make excuses for him"),
        ("Then I'd ask him.", "ask him"), ("Coaching, four weeks more, last time.", "last time"),
    ])
    func `what can't be asked about is not quoted`(text: String, quote: String) {
        #expect(ClaimExtractor.phrases(in: text).allSatisfy { $0.quote != quote })
    }

    @Test func `what somebody asks is not quoted as what they said`() {
        let said = "I'd tell that person to be nicer. Do the team actually know about the outages?"
        #expect(ClaimExtractor.phrases(in: said).allSatisfy { !$0.quote.contains("outages") })
        #expect(!ClaimExtractor.phrases(in: said).isEmpty)
    }

    @Test(arguments: [
        ("I'd give it a few weeks.", true), ("I'd support them.", true), ("I'd set clear expectations.", true),
        ("We'd meet on Tuesday and Friday.", false), ("I'd read the postmortems of March.", false),
        ("I'd give it six weeks.", false), ("I'd be transparent with the team.", true),
    ])
    func `what could be said of anything is vague`(text: String, isVague: Bool) throws {
        let first = try #require(ClaimExtractor.phrases(in: text).first)
        #expect(first.isVague == isVague)
    }

    @Test(arguments: [
        ("I'd check the sprint board.", Probe.QuoteForm.act), ("I'd give it a few weeks.", .act),
        ("a steady trend over time", .thing), ("It'd be another two months.", .span),
    ])
    func `what sort of words`(text: String, form: Probe.QuoteForm) throws {
        let first = try #require(ClaimExtractor.phrases(in: text).first)
        #expect(first.form == form)
    }

    @Test(arguments: [
        "honestly he's a complete idiot", "write to jo@example.com about it", "see https://example.com/x for it", "No.",
        "",
        "um uh well", "{quote} and <b>bold</b>", "i i i don't know",
    ])
    func `nothing unfit is quoted`(text: String) {
        for phrase in ClaimExtractor.phrases(in: text) {
            let words = phrase.quote.lowercased().split(separator: " ")
            #expect(!words.contains("idiot"))
            #expect(phrase.quote.allSatisfy { $0.isLetter || $0.isNumber || " '-".contains($0) })
        }
    }

    @Test(arguments: [
        ("What we'd agree to see: every promised date kept or flagged two days ahead.", "agree to see"),
        ("I'd say formal notes, HR and my manager come into it at some stage.", "say formal notes"),
        ("um i promised the person it stays between us", "promised the person"), ("so i keep their trust", "their trust"),
        ("I'd tell the director I agree with her.", "tell the director"),
    ])
    func `a verb of speech without what was said, or two hanging words, are not quoted`(text: String, words: String) {
        #expect(!ClaimExtractor.phrases(in: text).contains { $0.quote.hasPrefix(words) })
    }

    @Test(arguments: [
        "I wouldn't share anything about it with the team.", "i'd never put them on the spot in front of others",
        "I don't want to punish anybody here", "We can't wait for the next review",
    ])
    func `a denial is never turned around`(text: String) {
        let denials = ["wouldn't", "never", "don't", "can't"]
        for phrase in ClaimExtractor.phrases(in: text) {
            let at = text.lowercased().range(of: phrase.quote.lowercased())
            let before = at.map { text.lowercased()[..<$0.lowerBound] } ?? ""
            let isDenied = denials.contains { before.contains($0) }
            #expect(!isDenied || denials.contains { phrase.quote.contains($0) })
        }
    }

    /// Sentences of several voices, also with marks and capitals taken away, must all give sound quotes.
    @Test(arguments: [false, true])
    func `every quote is the candidate's own words, one to eight, well cut`(isBare: Bool) {
        for original in Self.sentences {
            let text =
                isBare ? original.lowercased().filter { $0.isLetter || $0.isNumber || " '-".contains($0) } : original
            let scalars = Array(text.unicodeScalars)
            for phrase in ClaimExtractor.phrases(in: text) {
                let slice = String(String.UnicodeScalarView(scalars[phrase.range]))
                #expect(slice == phrase.quote)
                let words = phrase.quote.lowercased().split(separator: " ").map(String.init)
                #expect((1...8).contains(words.count))
                #expect(!Self.dangling.contains(words.last ?? ""), "'\(phrase.quote)'")
                #expect(!Self.openers.contains(words.first ?? "") || phrase.isVague, "'\(phrase.quote)'")
                #expect(!words.contains { ["um", "uh", "erm"].contains($0) })
                #expect(!phrase.quote.contains { ".,;:!?\"()[]{}<>“”".contains($0) })
                let isWordStart =
                    phrase.range.lowerBound == 0 || !scalars[phrase.range.lowerBound - 1].properties.isAlphabetic
                let isWordEnd =
                    phrase.range.upperBound == scalars.count
                    || !scalars[phrase.range.upperBound].properties.isAlphabetic
                #expect(isWordStart && isWordEnd)
            }
        }
    }

    @Test(arguments: [
        ("At night people get woken up by it", "get woken up"), ("I'd put the promised date next to actual date", "actual date"),
        ("and I'd ask her to write the note", "write the note"),
        ("Because if I leave it for another quarter I lose somebody good.", "leave it for another quarter"),
        ("If I go first with my wishes they only say yes.", "go first with my wishes"),
        ("Who makes jokes about him in the chat hears from me.", "makes jokes about him in the chat"),
        ("I once told a guy to show more ownership.", "show more ownership"),
    ])
    func `what isn't the candidate's own act is no act`(text: String, words: String) {
        let acts = ClaimExtractor.phrases(in: text).filter { $0.form == .act }
        #expect(!acts.contains { $0.quote == words })
    }

    @Test func `most answers offer something to quote`() {
        let quotable = Self.sentences.count { !ClaimExtractor.phrases(in: $0).isEmpty }
        #expect(Double(quotable) / Double(Self.sentences.count) >= 0.8)
    }

    private static let dangling: Set<String> = [
        "the", "a", "an", "of", "to", "in", "on", "at", "with", "for", "and", "or", "but", "because", "if", "that",
        "is",
        "are", "was", "would", "will", "my", "their", "not", "very", "i", "we", "they", "he", "she", "about", "from",
    ]
    private static let openers: Set<String> = [
        "of", "to", "and", "or", "but", "because", "if", "is", "are", "was", "would", "will", "i", "we", "they", "he",
        "she",
        "um", "them", "it",
    ]

    /// Written for this test, in many voices.
    private static let sentences = [
        "First I'd look at what was promised and what arrived, week by week.",
        "I would talk to the people who had to wait for them, one after the other.",
        "You know, it's all about trust, and trust is built over time.",
        "My first step is a quiet hour with the incident reports.",
        "I'd say: on the third you told us Friday, and it came the Friday after.",
        "Well, I'd hold off on any label until I've seen three examples myself.",
        "I'd help them with whatever they need, some coaching, some time.",
        "We agree on two numbers and we look at them every Monday.",
        "If it isn't better by the end of May, I call HR.",
        "It would be a fair process with clear milestones and regular feedback.",
        "I'd take the pager from them for a month, and I'd tell the others it's my decision.",
        "They'd get a mentor, probably Jonas, for two mornings a week.",
        "I once had a colleague who looked slow and was in fact cleaning up after everyone else.",
        "I'd be honest with them, but in a kind way.",
        "The team carries the extra work, so I'd cut the scope of the sprint.",
        "Somebody has to make the call, and that's me.",
        "I'd write a short summary after the meeting and send it to them.",
        "In my view it is important to see the person behind the numbers.",
        "Let me think, I'd probably begin with the calendar of the last quarter.",
        "I'd raise the bar a little and keep them motivated.",
        "Then there's the question of fairness towards the other six.",
        "I'd want them to tell me two days before a date slips.",
        "The plan has three goals, and each has a date.",
        "Maybe we change their role, maybe we part ways, it depends.",
        "I'd ask what got in their way and I'd listen until they're done.",
        "Nobody in the team hears a word about it from me.",
        "I'd make it a rule for all of us that risky changes need two approvals.",
        "For four weeks we'd meet twice a week for a quarter of an hour.",
        "I'd involve my manager early, simply because I don't want surprises.",
        "In the end I'd let them go if nothing has changed in spite of the help.",
    ]
}
