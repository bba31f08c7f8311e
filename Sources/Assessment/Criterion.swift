package import InterviewCore

/// One thing to look for in what was said: a facet, a mistake, or a criterion given by hand.
package struct Criterion: Sendable, Equatable {
    package var id: String
    package var text: String
    package var exemplars: Exemplars

    package init(id: String, text: String, exemplars: Exemplars) {
        self.id = id
        self.text = text
        self.exemplars = exemplars
    }
}
