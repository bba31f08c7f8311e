import HTTPTypes
import Hummingbird
import InterviewCore
import InterviewService
import ReportForms
import WebPages

/// The interface for programs; Docs/API.md and openapi.json describe it.
struct APIRoutes: Sendable {
    let site: WebSite

    private struct NewInterview: Decodable {
        var scenario: String?
        var minutes: Double?
        var persona: String?
        var difficulty: String?
        var variant: String?
        var seed: UInt64?
        var tracker: Bool?
        var focus: String?
    }

    private struct Text: Decodable {
        var text: String
        var turn: WholeNumber?
    }

    private struct Command: Decodable {
        var command: String
        var turn: WholeNumber?
    }

    private struct Rating: Decodable { var points: WholeNumber }
    private struct Dispute: Decodable {
        var item: String
        var comment: String?
    }
    private struct Turn: Decodable { var turn: WholeNumber }
    /// An object whose keys don't matter.
    private struct Nothing: Decodable {
        private enum Key: CodingKey {}

        init(from decoder: any Decoder) throws { _ = try decoder.container(keyedBy: Key.self) }
    }
    private struct Revision: Encodable { var revision: Int }
    private struct Coverage: Encodable { var items: [TrackerItem] }

    func add(to routes: RouteTable) {
        routes.add(.get, "/api/openapi.json") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
                body: .init(byteBuffer: Assets.description))
        }
        routes.add(.get, "/api/v1/scenarios") { _, _ in try Reply.json(["scenarios": site.scenarios.map(ScenarioChoice.init)]) }
        routes.add(.get, "/api/v1/sessions") { _, _ in
            try Reply.json(["sessions": try await site.shelf.cards().map(SessionLine.init)])
        }
        routes.add(.post, "/api/v1/sessions") { request, _ in
            try Reply.json(await start(try await site.body(NewInterview.self, of: request)).state(), status: .created)
        }
        routes.add(.get, "/api/v1/sessions/:id") { _, context in try Reply.json(await room(context).state()) }
        routes.add(.delete, "/api/v1/sessions/:id") { _, context in
            try await site.delete(InterviewRoutes.id(context))
            return Response(status: .noContent)
        }
        routes.add(.get, "/api/v1/export") { _, _ in try await PageRoutes(site: site).export([]) }
        routes.add(.get, "/api/v1/progress") { _, _ in
            try Reply.json(["attempts": try await site.shelf.cards().reversed().compactMap(SessionLine.scored)])
        }
        addLive(to: routes)
        addAfterwards(to: routes)
    }

    private func addLive(to routes: RouteTable) {
        let path = "/api/v1/sessions/:id"
        routes.add(.post, "\(path)/answer") { request, context in
            let body = try await site.body(Text.self, of: request)
            return try Reply.json(await room(context).answer(body.text, turn: body.turn?.value))
        }
        routes.add(.post, "\(path)/draft") { request, context in
            let body = try await site.body(Text.self, of: request)
            return try Reply.json(Revision(revision: try await room(context).draft(body.text, turn: body.turn?.value)))
        }
        routes.add(.post, "\(path)/coverage") { request, context in
            let body = try await site.body(Text.self, of: request)
            return try Reply.json(Coverage(items: try await room(context).coverage(of: body.text)))
        }
        routes.add(.post, "\(path)/command") { request, context in
            let body = try await site.body(Command.self, of: request)
            guard let command = CandidateCommand(rawValue: body.command) else {
                let known = CandidateCommand.allCases.map(\.rawValue).joined(separator: ", ")
                throw WebError.notUnderstood("There is no command '\(body.command)'. There are: \(known).")
            }
            return try Reply.json(await room(context).command(command, turn: body.turn?.value))
        }
        act(routes, "pause") { try await $0.pause() }
        act(routes, "resume") { try await $0.resume() }
        act(routes, "end") { try await $0.end() }
        act(routes, "undo-end") { try await $0.undoEnd() }
    }

    private func addAfterwards(to routes: RouteTable) {
        let path = "/api/v1/sessions/:id"
        routes.add(.post, "\(path)/self-rating") { request, context in
            let body = try await site.body(Rating.self, of: request)
            return try Reply.json(await room(context).selfRate(body.points.value))
        }
        routes.add(.post, "\(path)/disputes") { request, context in
            let body = try await site.body(Dispute.self, of: request)
            return try Reply.json(await room(context).dispute(item: body.item, comment: body.comment ?? ""))
        }
        routes.add(.post, "\(path)/retake") { request, context in
            let body = try await site.body(Turn.self, of: request)
            let new = try await site.retake(InterviewRoutes.id(context), from: body.turn.value)
            return try Reply.json(await site.rooms.room(new).state(), status: .created)
        }
        routes.add(.get, "\(path)/report") { _, context in
            let found = try await site.shelf.report(InterviewRoutes.id(context))
            return Reply.body(JSONReport.render(found.report), type: "application/json; charset=utf-8")
        }
        routes.add(.get, "\(path)/export") { _, context in
            try await PageRoutes(site: site).export([InterviewRoutes.id(context)])
        }
    }

    private func room(_ context: WebSite.Context) async throws -> Room {
        try await site.rooms.room(InterviewRoutes.id(context))
    }

    private func act(
        _ routes: RouteTable, _ action: String, _ body: @escaping @Sendable (Room) async throws -> SessionState
    ) {
        routes.add(.post, "/api/v1/sessions/:id/\(action)") { request, context in
            _ = try await site.body(Nothing.self, of: request)
            return try Reply.json(await body(try await room(context)))
        }
    }

    private func start(_ wishes: NewInterview) async throws -> Room {
        let scenario = try site.scenario(wishes.scenario)
        let length: InterviewPlanner.Length =
            wishes.minutes.map { $0 == 0 ? .untimed : .minutes($0) } ?? .scenarios
        return try await site.rooms.start(
            InterviewPlanner.plan(
                scenario,
                wishes: .init(
                    minutes: length, persona: wishes.persona, difficulty: wishes.difficulty, variant: wishes.variant,
                    seed: wishes.seed ?? site.service.newSeed(), showsTracker: wishes.tracker ?? false, focus: wishes.focus)))
    }
}

/// A number that must be whole; another is refused with the name of its field.
private struct WholeNumber: Decodable {
    var value: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // What is no whole number is looked at again below, for an error that names the field.
        if let whole = try? container.decode(Int.self) {
            value = whole
            return
        }
        let number = try container.decode(Double.self)
        guard let value = Int(exactly: number) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a whole number was due"))
        }
        self.value = value
    }
}
