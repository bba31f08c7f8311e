import HTTPTypes
import Hummingbird
import InterviewCore
import InterviewService
import WebPages

/// Start page, choices before an interview, history, walkthrough, blueprint, sign-in, files.
struct PageRoutes: Sendable {
    let site: WebSite

    func add(to routes: RouteTable) {
        routes.add(.get, "/") { _, _ in try await home() }
        routes.add(.get, "/new") { request, _ in
            site.html(SetupPage.page(scenario: try site.scenario(request.uri.queryParameters["scenario"].map(String.init))))
        }
        routes.add(.post, "/interviews") { request, _ in try await start(request) }
        routes.add(.get, "/history") { request, _ in try await history(request) }
        routes.add(.get, "/history/export") { _, _ in try await export([]) }
        routes.add(.get, "/history/delete") { _, _ in
            site.html(HistoryPage.deletion(count: try await site.shelf.cards().count))
        }
        routes.add(.post, "/history/delete") { request, _ in try await deleteEverything(request) }
        routes.add(.get, "/walkthrough") { request, _ in
            let scenario = try site.scenario(request.uri.queryParameters["scenario"].map(String.init))
            guard let found = site.walkthroughs.first(where: { $0.scenario == scenario.id }) else {
                throw WebError.notFound("There is no walkthrough for '\(scenario.title)' yet. The blueprint lists what it asks for.")
            }
            return site.html(WalkthroughPage.page(found, scenario: scenario))
        }
        routes.add(.get, "/blueprint") { request, _ in
            site.html(BlueprintPage.page(try site.scenario(request.uri.queryParameters["scenario"].map(String.init))))
        }
        routes.add(.get, "/assets/:mark/:name") { _, context in
            try site.assets.response(
                mark: context.parameters.get("mark") ?? "", name: context.parameters.get("name") ?? "")
        }
        routes.add(.get, "/sign-in") { _, _ in
            site.html(ErrorPage.page(status: 401, message: WebError.signInNeeded.message, asksForToken: true))
        }
        routes.add(.post, "/sign-in") { request, _ in try await signIn(request) }
    }

    private func home() async throws -> Response {
        let cards = try await site.shelf.cards()
        let offers = site.scenarios.map { scenario in
            HomePage.Offer(scenario, hasWalkthrough: site.walkthroughs.contains { $0.scenario == scenario.id })
        }
        return site.html(
            HomePage.page(
                offers: offers, open: cards.filter { !$0.isEnded }.prefix(5).map(\.self),
                done: cards.filter { $0.isEnded && $0.answers > 0 }))
    }

    private func start(_ request: Request) async throws -> Response {
        let form = try await site.form(request)
        let scenario = try site.scenario(form["scenario"])
        do {
            let length: InterviewPlanner.Length
            switch form.filled("minutes") {
            case nil: length = .scenarios
            case "0": length = .untimed
            case .some(let text):
                guard let minutes = Double(text) else { throw WebError.notUnderstood("'\(text)' is no number of minutes.") }
                length = .minutes(minutes)
            }
            var seed = site.service.newSeed()
            if let text = form.filled("seed") {
                guard let given = UInt64(text) else {
                    throw WebError.notUnderstood("'\(text)' is no seed. Give a whole number, or leave it empty.")
                }
                seed = given
            }
            let plan = InterviewPlanner.plan(
                scenario,
                wishes: .init(
                    minutes: length, persona: form.filled("persona"), difficulty: form.filled("difficulty"),
                    variant: form.filled("variant"), seed: seed, showsTracker: form.filled("tracker") != nil,
                    focus: form.filled("focus")))
            return Reply.seeOther(SiteAddress.interview(try await site.rooms.start(plan).id))
        } catch let error as WebError where form["from"] == "setup" {
            // The form comes back as it was filled in, with what is wrong.
            return site.html(
                SetupPage.page(scenario: scenario, chosen: form.all, problem: error.message), status: error.status)
        }
    }

    private func history(_ request: Request) async throws -> Response {
        let query = request.uri.queryParameters
        let filter = HistoryPage.Filter(
            scenario: query["scenario"].map(String.init), state: query["state"].map(String.init),
            page: query["page"].flatMap { Int($0) } ?? 1)
        return site.html(HistoryPage.page(cards: try await site.shelf.cards(), scenarios: site.scenarios, filter: filter))
    }

    func export(_ ids: [String]) async throws -> Response {
        do {
            let export = try await site.service.export(ids)
            var response = try Reply.json(export)
            let name = ids.first.map { "rehearse-\($0).json" } ?? "rehearse-all.json"
            response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
            return response
        } catch let error as InterviewError { throw WebError.interview(error) }
    }

    private func deleteEverything(_ request: Request) async throws -> Response {
        guard try await site.form(request)["sure"] == "delete everything" else {
            throw WebError.notUnderstood("Nothing was deleted: type 'delete everything' to go on.")
        }
        for card in try await site.shelf.cards() { try await site.delete(card.id) }
        return Reply.seeOther(SiteAddress.history)
    }

    private func signIn(_ request: Request) async throws -> Response {
        let given = try await site.form(request)["token"] ?? ""
        guard let token = site.configuration.token, Guard<WebSite.Context>.isEqual(given, token) else {
            return site.html(
                ErrorPage.page(status: 401, message: "That is not the token. " + WebError.signInNeeded.message, asksForToken: true),
                status: .unauthorized)
        }
        var response = Reply.seeOther(SiteAddress.home)
        response.headers[.setCookie] = "\(Guard<WebSite.Context>.cookie)=\(token); Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
        return response
    }
}

extension WebSite {
    /// Deletes a session and whatever is known of it.
    func delete(_ id: String) async throws {
        do {
            await rooms.forget(id)
            try await service.delete(id)
            await shelf.forget(id)
        } catch { throw WebError.interview(error) }
    }
}
