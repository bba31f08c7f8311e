import Testing

@testable import Assessment

@Suite struct RetractionsTests {
    /// Criteria 0 and 1 are facets of one item, 2 of another, 3 a mistake about the first item.
    private static let items: [Int: Set<Int>] = [0: [0, 1], 1: [0, 1], 2: [2]]
    private static let mistakes: [Int: Set<Int>] = [3: [0, 1]]

    private static func read(_ texts: [String], _ odds: [[Make.Odds]]) -> [ScoredAnswer] {
        let answers = zip(texts, odds).enumerated().map { place, said in
            // The first passage has the odds, the others say nothing.
            let rest = Segmenter.passages(said.0).dropFirst().map { _ in said.1.map { _ in Make.Odds() } }
            return Make.answer(2 * place + 1, said.0, [said.1] + rest)
        }
        return Retractions.applied(to: answers, items: items, mistakes: mistakes).map(\.scored)
    }

    private static let refusal: [Make.Odds] = [.init(deny: 0.9), .init(deny: 0.75), .init(deny: 0.5), .init(commit: 0.75)]
    private static let turn: [Make.Odds] = [.init(commit: 0.75), .init(), .init(), .init()]

    @Test(arguments: [
        "I take it back, I'd keep notes from the first day.", "Fair cop. The second one holds: notes from day one.",
        "I've changed my mind, notes it is.",
        "I said I'd keep no notes, but I take that back: I'd keep a dated page from day one.",
    ])
    func `whoever takes something back and takes the other side is held to that`(text: String) {
        let scored = Self.read(["I'd never write anything down.", text], [Self.refusal, Self.turn])
        // Both facets of the item are refused no longer, nor is the mistake about it made; the other item's refusal stays.
        #expect(scored[0].probability(0, 0, .deny) == 0 && scored[0].probability(0, 1, .deny) == 0)
        #expect(scored[0].probability(0, 3, .commit) == 0 && scored[0].probability(0, 3, .none) == 1)
        #expect(scored[0].probability(0, 2, .deny) == 0.5)
        #expect(scored[1].probability(0, 0, .commit) == 0.75)
    }

    @Test(arguments: [
        "I'd keep notes from the first day.", "I'd say 'I take it back' to them and keep notes.",
        "They took it back, so I'd keep notes.", "There's actually no record, so first I'd start one.",
        "I'd take that back to my director, with notes.", "I'd tell them I was wrong to move the dates, and keep notes.",
        "As with what I said earlier, I'd keep a dated page.", "Each one counts, so I'd list them.", "I'd scrap that plan and keep notes.",
    ])
    func `without a word on it both sides stand, for a rule to weigh`(text: String) {
        let scored = Self.read(["I'd never write anything down.", text], [Self.refusal, Self.turn])
        #expect(scored[0].probability(0, 0, .deny) > 0.85)
        #expect(scored[0].probability(0, 3, .commit) == 0.75)
    }

    @Test func `who takes a promise back keeps nothing of it, and what comes later stands`() {
        let promise: [Make.Odds] = [.init(commit: 0.75, vague: 0.25), .init(commit: 0.75), .init(), .init()]
        let scored = Self.read(
            ["I'd keep a dated page.", "Scrap that, no page at all.", "And a page again."],
            [promise, [.init(deny: 0.75), .init(), .init(), .init()], promise])
        #expect(scored[0].probability(0, 0, .commit) == 0 && scored[0].probability(0, 0, .vague) == 0)
        #expect(scored[0].probability(0, 1, .commit) == 0.75)
        #expect(scored[2].probability(0, 0, .commit) == 0.75)
    }

    @Test func `what is said again only to be taken back proves nothing`() {
        let none = Make.Odds()
        let said = Make.answer(1, "I'd ask HR first.", [[.init(commit: 0.75), none, none, none]])
        let withdrawn = Make.answer(
            3, "I said I'd ask HR first, and I withdraw that. I'd keep them out of it.",
            [[.init(commit: 0.9), none, none, none], [.init(deny: 0.75), none, none, none]])
        let scored = Retractions.applied(to: [said, withdrawn], items: Self.items, mistakes: Self.mistakes).map(\.scored)
        #expect(scored[0].probability(0, 0, .commit) == 0)
        #expect(scored[1].probability(0, 0, .commit) == 0 && scored[1].probability(1, 0, .deny) == 0.75)
    }

    @Test func `a mistake that nothing but its own words show is taken back by denying it`() {
        let none = Make.Odds()
        let punished = Make.answer(1, "I'd put them on a plan at once.", [[none, none, none, .init(commit: 0.9)]])
        let mended = Make.answer(3, "I've changed my mind, no plan yet.", [[none, none, none, .init(deny: 0.75)]])
        let scored = Retractions.applied(to: [punished, mended], items: Self.items, mistakes: [3: []]).map(\.scored)
        #expect(scored[0].probability(0, 3, .commit) == 0)
    }

    @Test func `taking something back without taking a side changes nothing`() {
        let weak: [Make.Odds] = [.init(commit: 0.25), .init(), .init(), .init()]
        let scored = Self.read(["I'd never write anything down.", "I take that back, perhaps."], [Self.refusal, weak])
        #expect(scored[0].probability(0, 0, .deny) > 0.85)
    }
}
