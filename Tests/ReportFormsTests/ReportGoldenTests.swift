import Foundation
import InterviewCore
import ReportForms
import TestSupport
import Testing

@Suite struct ReportGoldenTests {
    static let reports: [(String, Report)] = [
        ("whole", ReportMocks.whole), ("empty", ReportMocks.empty), ("unfinished", ReportMocks.unfinished),
        ("hostile", ReportMocks.hostile), ("second", ReportMocks.second), ("transcript", ReportMocks.transcript), ("doubtful", ReportMocks.doubtful),
    ]

    static let forms: [(String, @Sendable (Report) -> String)] = [
        ("txt", { TerminalReport.render($0, width: 80) }), ("md", { MarkdownReport.render($0) }),
        ("html", { PageReport.render($0) }), ("json", { JSONReport.render($0) }),
    ]

    @Test(arguments: reports.map(\.0)) func `every form is as its golden`(name: String) throws {
        let report = try #require(Self.reports.first { $0.0 == name }?.1)
        for (ending, render) in Self.forms {
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Goldens/\(name).\(ending)")
            let difference = try Golden.difference(render(report), file)
            #expect(difference == nil, "\(difference ?? "")")
        }
    }

    @Test func `nothing a candidate said becomes markup`() {
        let page = PageReport.render(ReportMocks.hostile)
        #expect(!page.contains("<script"))
        #expect(!page.contains("<img"))
        #expect(!page.contains("\u{1b}"))
        #expect(!page.contains("\u{202E}"))
        let markdown = MarkdownReport.render(ReportMocks.hostile)
        #expect(!markdown.contains("<"))
        let terminal = TerminalReport.render(ReportMocks.hostile, width: 80, colour: false)
        #expect(!terminal.contains("\u{1b}"))
    }

    @Test func `a page asks nothing of anybody`() {
        let page = PageReport.render(ReportMocks.whole)
        for sign in ["http://", "https://", "src=", "url(", "@import", "<link"] { #expect(!page.contains(sign), "\(sign)") }
    }

    @Test(arguments: [40, 60, 80]) func `terminal lines keep to the width`(width: Int) {
        for (_, report) in Self.reports {
            for line in TerminalReport.render(report, width: width).split(separator: "\n") {
                #expect(DisplayText.width(line) <= width, "\(line)")
            }
        }
    }

    @Test func `colour is all that colour adds`() {
        let plain = TerminalReport.render(ReportMocks.whole, width: 80, colour: false)
        let coloured = TerminalReport.render(ReportMocks.whole, width: 80, colour: true)
        #expect(coloured.replacing(#/\u{1b}\[[0-9]+m/#, with: "") == plain)
    }

    @Test func `JSON reads back`() throws {
        let text = JSONReport.render(ReportMocks.whole)
        #expect(try JSONDecoder().decode(Report.self, from: Data(text.utf8)) == ReportMocks.whole)
    }

    @Test func `a long report takes no time`() {
        let answers = (0..<400).map { "Answer \($0) with d1-one and words. " + String(repeating: "more ", count: 300) }
        let start = ContinuousClock.now
        let report = ReportMocks.report(answers)
        for (_, render) in Self.forms { _ = render(report) }
        #expect(ContinuousClock.now - start < .seconds(10))  // Debug build on a busy machine; release takes a tenth.
    }
}
