extension Report {
    /// A copy to show to others: the verdicts and points stay, everything the candidate said or wrote goes, and so do names
    /// and whatever could tell who it was. Pure.
    package func redacted() -> Report {
        var copy = self
        copy.header.session = ""
        copy.header.retakeOf = nil
        copy.header.startedAt = nil
        copy.header.seed = 0
        copy.comparison = nil
        for index in copy.items.indices {
            copy.items[index].quotes = []
            copy.items[index].dispute = nil
        }
        for index in copy.mistakes.indices { copy.mistakes[index].quotes = [] }
        for index in copy.possibleMistakes.indices { copy.possibleMistakes[index].quotes = [] }
        // Questions quote what was said before them.
        copy.questions = []
        return copy
    }
}
