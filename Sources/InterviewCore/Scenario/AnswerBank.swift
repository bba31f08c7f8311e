/// Authored answers that say what they contain, so that interviews can be simulated and graded without an assessor.
package struct AnswerBank: Sendable, Equatable {
    /// How good an answer is, from best to worst.
    package enum Quality: String, Sendable, CaseIterable, Codable {
        case strong, mid, vague, opposite
    }

    /// Something a candidate may say about an item.
    package struct Answer: Sendable, Equatable {
        package var id: String
        package var item: String
        package var quality: Quality
        /// Who talks like this, in a word or two.
        package var voice: String
        package var text: String
        package var commits: [FacetReference]
        package var leans: [FacetReference]
        package var denies: [FacetReference]

        package init(
            id: String, item: String, quality: Quality, voice: String, text: String, commits: [FacetReference],
            leans: [FacetReference], denies: [FacetReference]
        ) {
            self.id = id
            self.item = item
            self.quality = quality
            self.voice = voice
            self.text = text
            self.commits = commits
            self.leans = leans
            self.denies = denies
        }
    }

    /// Something a candidate may say that is no answer.
    package struct Interjection: Sendable, Equatable {
        package var act: AnswerReading.Act
        /// The fact asked for, when it is a clarifying question that the fact sheet answers.
        package var fact: String?
        package var text: String

        package init(act: AnswerReading.Act, fact: String?, text: String) {
            self.act = act
            self.fact = fact
            self.text = text
        }
    }

    package var scenario: String
    package var answers: [Answer]
    package var interjections: [Interjection]
    /// Answers to questions that bear on no item.
    package var elaborations: [String]

    package init(scenario: String, answers: [Answer], interjections: [Interjection], elaborations: [String]) {
        self.scenario = scenario
        self.answers = answers
        self.interjections = interjections
        self.elaborations = elaborations
    }
}
