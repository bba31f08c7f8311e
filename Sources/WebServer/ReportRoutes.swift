import HTTPTypes
import Hummingbird
import InterviewCore
import InterviewService
import ReportForms
import WebPages

/// The report in its forms, and what a candidate can do with it.
struct ReportRoutes: Sendable {
    let site: WebSite

    func add(to routes: RouteTable) {
        routes.add(.get, "/interviews/:id/report") { request, context in
            try await report(InterviewRoutes.id(context), query: request.uri.queryParameters)
        }
        routes.add(.get, "/interviews/:id/export") { _, context in
            try await PageRoutes(site: site).export([InterviewRoutes.id(context)])
        }
        routes.add(.post, "/interviews/:id/self-rating") { request, context in
            let id = InterviewRoutes.id(context)
            let text = try await site.form(request)["points"] ?? ""
            guard let points = Int(text) else { throw WebError.notUnderstood("'\(text)' is no whole number from 0 to 100.") }
            _ = try await site.rooms.room(id).selfRate(points)
            return Reply.seeOther(SiteAddress.report(id))
        }
        routes.add(.post, "/interviews/:id/dispute") { request, context in
            let id = InterviewRoutes.id(context)
            let form = try await site.form(request)
            _ = try await site.rooms.room(id).dispute(item: form["item"] ?? "", comment: form["comment"] ?? "")
            return Reply.seeOther(SiteAddress.report(id) + "#item-" + HTML.part(form["item"] ?? ""))
        }
        routes.add(.post, "/interviews/:id/retake") { request, context in
            let text = try await site.form(request)["turn"] ?? ""
            guard let turn = Int(text) else { throw WebError.notUnderstood("'\(text)' is no turn.") }
            let new = try await site.retake(InterviewRoutes.id(context), from: turn)
            return Reply.seeOther(SiteAddress.interview(new))
        }
        routes.add(.get, "/interviews/:id/delete") { _, context in
            let id = InterviewRoutes.id(context)
            guard try await site.shelf.cards().contains(where: { $0.id == id }) else {
                throw WebError.notFound("There is no interview '\(id)'. The history lists those there are.")
            }
            return site.html(HistoryPage.deletion(of: id))
        }
        routes.add(.post, "/interviews/:id/delete") { request, context in
            let id = InterviewRoutes.id(context)
            guard try await site.form(request)["sure"] == "yes" else { return site.html(HistoryPage.deletion(of: id)) }
            try await site.delete(id)
            return Reply.seeOther(SiteAddress.history)
        }
    }

    private func report(_ id: String, query: Parameters) async throws -> Response {
        let found = try await site.shelf.report(id)
        let name = "rehearse-\(found.session.id)"
        switch query["form"] {
        case "markdown":
            return Reply.body(
                MarkdownReport.render(found.report), type: "text/markdown; charset=utf-8", download: name + ".md")
        case "json":
            return Reply.body(JSONReport.render(found.report), type: "application/json; charset=utf-8", download: name + ".json")
        case "share":
            return site.html(ReportPage.page(found.report.redacted(), turns: nil, scenario: found.scenario))
        case nil: break
        case .some(let other):
            throw WebError.notUnderstood("There is no form '\(other)'. There are: markdown, json, share.")
        }
        let asksFirst =
            found.report.header.endReason != nil && found.report.header.answers > 0 && found.session.selfRating == nil
            && query["guess"] != "no"
        if asksFirst { return site.html(RatingPage.page(id: id, title: found.report.header.title)) }
        return site.html(
            ReportPage.page(found.report, turns: found.session.transcript.turns, scenario: found.scenario))
    }
}

extension WebSite {
    /// Starts a new session from a turn of another; returns its id.
    func retake(_ id: String, from turn: Int) async throws -> String {
        do { return try await service.retake(id, from: turn).id } catch { throw WebError.interview(error) }
    }
}
