import Foundation
import ReportForms
import TestSupport
import Testing

@testable import InterviewCore
@testable import WebPages

@Suite struct PageGoldenTests {
    static let pages: [(String, SitePage)] = [
        ("home-empty", HomePage.page(offers: [.init(PageMocks.scenario, hasWalkthrough: true)], open: [], done: [])),
        (
            "home",
            HomePage.page(
                offers: [.init(PageMocks.scenario, hasWalkthrough: true)], open: [PageMocks.cards[0]],
                done: Array(PageMocks.cards.dropFirst()))
        ),
        ("setup", SetupPage.page(scenario: PageMocks.scenario)),
        (
            "setup-problem",
            SetupPage.page(
                scenario: PageMocks.scenario, chosen: ["minutes": "10", "tracker": "on", "seed": "7", "persona": "neutral"],
                problem: "An interview can't be 900 minutes long.")
        ),
        ("live", LivePage.page(PageMocks.live(PageMocks.session([.drafted("I would <i>look</i>")]), tracker: true))),
        ("live-paused", LivePage.page(PageMocks.live(PageMocks.session([.answered("d1-one"), .acted(.skip), .paused])))),
        ("live-away", LivePage.page(PageMocks.live(PageMocks.session([.paused]), isAway: true))),
        ("live-ended", LivePage.page(PageMocks.live(PageMocks.session([.answered("d1-one"), .ended(.byCandidate)])))),
        ("rating", RatingPage.page(id: "1122-mabu-tiko", title: "Stub interview")),
        ("report", ReportPage.page(PageMocks.report, turns: PageMocks.turns, scenario: PageMocks.scenario)),
        ("report-share", ReportPage.page(PageMocks.report.redacted(), turns: nil, scenario: PageMocks.scenario)),
        (
            "history-empty",
            HistoryPage.page(cards: [], scenarios: [PageMocks.scenario], filter: .init(scenario: nil, state: nil))
        ),
        (
            "history",
            HistoryPage.page(
                cards: PageMocks.cards, scenarios: [PageMocks.scenario], filter: .init(scenario: nil, state: "ended"))
        ),
        ("delete-everything", HistoryPage.deletion(count: 4)), ("delete-one", HistoryPage.deletion(of: "1122-mabu-tiko")),
        ("blueprint", BlueprintPage.page(PageMocks.scenario)),
        ("walkthrough", WalkthroughPage.page(PageMocks.walkthrough, scenario: PageMocks.scenario)),
        ("not-found", ErrorPage.page(status: 404, message: "There is nothing at this address.", asksForToken: false)),
        ("sign-in", ErrorPage.page(status: 401, message: "This server asks for its token.", asksForToken: true)),
    ]

    @Test(arguments: pages.map(\.0)) func `every page in every state is as its golden`(name: String) throws {
        let page = try #require(Self.pages.first { $0.0 == name }?.1)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens/\(name).html")
        let difference = try Golden.difference(page.render(assets: PageMocks.assets), file)
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test(arguments: pages.map(\.0)) func `no page holds script, style or an address of another host`(name: String) throws {
        let html = try #require(Self.pages.first { $0.0 == name }?.1).render(assets: PageMocks.assets)
        #expect(!html.contains("<script>"))
        #expect(!html.contains(" style="))
        #expect(!html.contains(" onclick"))
        #expect(!html.contains("<b>bold"))
        let links = html.matches(of: #/ (?:src|href|action|formaction)="([^"]*)"/#).map { String($0.1) }
        let outside = links.filter { !$0.hasPrefix("/") && !$0.hasPrefix("#") && !$0.isEmpty }
        // Sources of facts are links to follow, never something that is loaded.
        #expect(outside.allSatisfy { $0 == "https://example.org/a" }, "\(outside)")
    }

    @Test(arguments: pages.map(\.0)) func `no id stands twice on a page`(name: String) throws {
        let html = try #require(Self.pages.first { $0.0 == name }?.1).render(assets: PageMocks.assets)
        let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count, "\(Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys)")
    }
}

@Suite struct HistoryPagesTests {
    private func page(_ count: Int, _ number: Int) -> String {
        let cards = (0..<count).map { PageMocks.card("1125-card-\($0)", day: Int64(count - $0), points: nil) }
        return HistoryPage.page(
            cards: cards, scenarios: [PageMocks.scenario], filter: .init(scenario: "stub", state: nil, page: number)
        ).render(assets: PageMocks.assets)
    }

    @Test(arguments: [(1, 50), (2, 50), (3, 20), (4, 0), (Int.max, 0), (-3, 50)])
    func `a long list stands on several pages, each interview on one`(number: Int, shown: Int) {
        #expect(page(120, number).matches(of: #/<li class="card">/#).count == shown)
    }

    @Test func `the pages lead to each other and keep the choice`() {
        #expect(page(120, 2).contains("/history?scenario=stub&amp;page=1#list"))
        #expect(page(120, 2).contains("/history?scenario=stub&amp;page=3#list"))
        #expect(!page(50, 1).contains("Pages of the list"))
    }
}

@Suite struct RedactionTests {
    @Test func `a share copy has nothing the candidate said`() {
        let html = ReportPage.page(PageMocks.report.redacted(), turns: nil, scenario: PageMocks.scenario)
            .render(assets: PageMocks.assets)
        for words in ["I look at", "never d3-one", "bold", "alert(2)", "1122-mabu-tiko"] { #expect(!html.contains(words), "\(words)") }
        #expect(html.contains("Point d1"))
    }
}

@Suite struct TranscriptMapTests {
    @Test func `overlapping passages are cut where what they count for changes`() {
        var report = PageMocks.report
        report.mistakes = []
        for index in report.items.indices { report.items[index].quotes = [] }
        report.items[0].quotes = [.init(turn: 1, minute: 0, text: "abcdef", start: 0, end: 6)]
        report.items[1].quotes = [.init(turn: 1, minute: 0, text: "defghi", start: 3, end: 9)]
        let ids = (report.items[0].id, report.items[1].id)
        #expect(
            TranscriptMap.marks(turn: 1, report: report) == [
                .init(range: 0..<3, items: [ids.0]), .init(range: 3..<6, items: [ids.0, ids.1]),
                .init(range: 6..<9, items: [ids.1]),
            ])
        #expect(TranscriptMap.marks(turn: 0, report: report).isEmpty)
    }

    @Test func `the text of every turn is whole whatever is marked`() {
        let turns = [
            Transcript.Turn(phase: "diagnosis", minute: 0, speaker: .candidate, text: "Zoë 👩‍💻 looks at d1-one, then d1-two. e\u{301}nd")
        ]
        let assessment = KeywordAssessor().assess(.init(id: "t", scenario: "stub", turns: turns), scenario: PageMocks.scenario)
        let report = Report.make(
            transcript: .init(id: "t", scenario: "stub", turns: turns), scenario: PageMocks.scenario, assessment: assessment,
            score: Scoring.score(assessment, scenario: PageMocks.scenario))
        let html = TranscriptMap.list(turns: turns, report: report, interviewer: "Sam", retakes: nil).html
        let said = html.split(separator: "<p class=\"said\" dir=\"auto\">").last?.split(separator: "</p>").first ?? ""
        #expect(said.contains("<mark"))
        #expect(String(said).replacing(#/<[^>]*>/#, with: "") == turns[0].text)
    }
}
