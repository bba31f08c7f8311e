package import InterviewCore

/// An answer bank with everything worked out that doesn't change from one interview to the next.
package struct PreparedBank: Sendable {
    /// A phrase of an answer that can be asked about, with its place in scalars.
    package struct Phrase: Sendable, Equatable {
        package var quote: String
        package var range: Range<Int>
        package var isVague: Bool
        package var form: Probe.QuoteForm?

        package init(quote: String, range: Range<Int>, isVague: Bool, form: Probe.QuoteForm?) {
            self.quote = quote
            self.range = range
            self.isVague = isVague
            self.form = form
        }
    }

    /// An authored answer with its phrases; `item` is nil for an elaboration.
    package struct Answer: Sendable, Equatable {
        package var id: String
        package var item: String?
        package var quality: AnswerBank.Quality
        package var text: String
        package var commits: [FacetReference]
        package var leans: [FacetReference]
        package var denies: [FacetReference]
        package var phrases: [Phrase]
        package var length: Int
    }

    package let elaborations: [Answer]
    /// Item ids in the scenario's order.
    package let items: [String]
    private let byItem: [String: [Answer]]
    private let byPhase: [String: [String]]
    private let byAct: [AnswerReading.Act: [AnswerBank.Interjection]]

    /// - Parameter phrases: finds what can be asked about in a text.
    /// - Complexity: O(answers) calls of `phrases`.
    package init(_ bank: AnswerBank, scenario: Scenario, phrases: (String) -> [Phrase]) {
        var answers: [String: [Answer]] = [:]
        for answer in bank.answers {
            answers[answer.item, default: []].append(
                Answer(
                    id: answer.id, item: answer.item, quality: answer.quality, text: answer.text,
                    commits: answer.commits, leans: answer.leans, denies: answer.denies,
                    phrases: phrases(answer.text), length: answer.text.unicodeScalars.count))
        }
        elaborations = bank.elaborations.enumerated().map { index, text in
            Answer(
                id: "elaboration-\(index)", item: nil, quality: .mid, text: text, commits: [], leans: [], denies: [],
                phrases: phrases(text), length: text.unicodeScalars.count)
        }
        byItem = answers
        items = scenario.items.map(\.id)
        byPhase = Dictionary(grouping: scenario.items, by: \.phase).mapValues { $0.map(\.id) }
        byAct = Dictionary(grouping: bank.interjections, by: \.act)
    }

    package func answers(on item: String) -> [Answer] { byItem[item] ?? [] }
    package func items(in phase: String) -> [String] { byPhase[phase] ?? [] }
    package func interjections(_ act: AnswerReading.Act) -> [AnswerBank.Interjection] { byAct[act] ?? [] }
}
