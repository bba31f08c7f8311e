/// How an interview is done well: what matters most, and each phase with a common mistake and a stronger move.
package struct Walkthrough: Sendable, Equatable {
    /// Something worth knowing before the interview, with the codes of the items it bears on.
    package struct Finding: Sendable, Equatable {
        package var title: String
        package var text: String
        package var items: [String]

        package init(title: String, text: String, items: [String]) {
            self.title = title
            self.text = text
            self.items = items
        }
    }

    /// A phase's question, answered twice.
    package struct Turn: Sendable, Equatable {
        package var phase: String
        package var question: String
        package var mistake: Mistake
        package var stronger: Stronger

        package init(phase: String, question: String, mistake: Mistake, stronger: Stronger) {
            self.phase = phase
            self.question = question
            self.mistake = mistake
            self.stronger = stronger
        }
    }

    /// An answer that sounds fine and costs points.
    package struct Mistake: Sendable, Equatable {
        package var title: String
        package var answer: String
        package var why: String
        /// Codes of the items it leaves open.
        package var costs: [String]
        /// Ids of the scenario's mistakes it makes.
        package var mistakes: [String]

        package init(title: String, answer: String, why: String, costs: [String], mistakes: [String]) {
            self.title = title
            self.answer = answer
            self.why = why
            self.costs = costs
            self.mistakes = mistakes
        }
    }

    /// A better answer to the same question.
    package struct Stronger: Sendable, Equatable {
        package var answer: String
        package var why: String
        /// Codes of the items it earns.
        package var earns: [String]

        package init(answer: String, why: String, earns: [String]) {
            self.answer = answer
            self.why = why
            self.earns = earns
        }
    }

    /// A question that candidates have, answered.
    package struct Answered: Sendable, Equatable {
        package var question: String
        package var answer: String

        package init(question: String, answer: String) {
            self.question = question
            self.answer = answer
        }
    }

    /// Where a fact comes from.
    package struct Source: Sendable, Equatable {
        package var claim: String
        package var url: String
        package var date: String
        /// `official` or `secondary`.
        package var status: String

        package init(claim: String, url: String, date: String, status: String) {
            self.claim = claim
            self.url = url
            self.date = date
            self.status = status
        }
    }

    /// Id of the scenario it goes with.
    package var scenario: String
    package var title: String
    package var summary: String
    package var findings: [Finding]
    package var turns: [Turn]
    package var faq: [Answered]
    package var topics: [Finding]
    package var sources: [Source]

    package init(
        scenario: String, title: String, summary: String, findings: [Finding], turns: [Turn], faq: [Answered],
        topics: [Finding], sources: [Source]
    ) {
        self.scenario = scenario
        self.title = title
        self.summary = summary
        self.findings = findings
        self.turns = turns
        self.faq = faq
        self.topics = topics
        self.sources = sources
    }
}
