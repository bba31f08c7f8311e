import HTTPTypes
import Hummingbird
import InterviewCore
import InterviewService
import WebPages

/// The live page, and what its form does in browsers without script.
struct InterviewRoutes: Sendable {
    let site: WebSite

    func add(to routes: RouteTable) {
        routes.add(.get, "/interviews/:id") { _, context in try await page(Self.id(context)) }
        act(routes, "answer") { room, form in
            let text = form["text"] ?? ""
            // Without script an empty answer is a slip of the finger.
            if !text.isEmpty { _ = try await room.answer(text, turn: form["turn"].flatMap(Int.init)) }
        }
        act(routes, "pause") { room, form in
            _ = try await room.draft(form["text"] ?? "", turn: nil)
            _ = try await room.pause()
        }
        act(routes, "resume") { room, _ in _ = try await room.resume() }
        for (action, command) in [("skip", CandidateCommand.skip), ("dont-know", .dontKnow), ("repeat", .repeatQuestion)] {
            act(routes, action) { room, form in
                _ = try await room.command(command, turn: nil)
                // A command drops the draft; what was written stays in the box.
                if let text = form.filled("text") { _ = try await room.draft(text, turn: nil) }
            }
        }
        act(routes, "end") { room, form in
            _ = try await room.draft(form["text"] ?? "", turn: nil)
            _ = try await room.end()
        }
        act(routes, "undo-end") { room, _ in _ = try await room.undoEnd() }
    }

    static func id(_ context: WebSite.Context) -> String { context.parameters.get("id") ?? "" }

    private func act(
        _ routes: RouteTable, _ action: String, _ body: @escaping @Sendable (Room, FormFields) async throws -> Void
    ) {
        routes.add(.post, "/interviews/:id/\(action)") { request, context in
            let id = Self.id(context)
            let form = try await site.form(request)
            try await body(try await site.rooms.room(id), form)
            return Reply.seeOther(SiteAddress.interview(id))
        }
    }

    private func page(_ id: String) async throws -> Response {
        let room = try await site.rooms.room(id)
        await room.pageLoaded()
        return site.html(LivePage.page(await room.pageModel()))
    }
}

extension Room {
    /// What the live page shows at first.
    func pageModel() -> LivePage.Model {
        let clock = LiveClock(session: session, scenario: scenario, now: service.now(for: session))
        let persona = scenario.personas.first { $0.id == session.plan?.persona }
        return LivePage.Model(
            id: id, title: scenario.title, interviewer: persona?.name ?? "Interviewer", brief: scenario.brief,
            entries: session.entries, status: session.status, draft: session.draft, phases: clock.phases, phase: session.phase,
            clock: clock, showsTracker: session.plan?.showsTracker ?? false, tracker: trackerItems(),
            phaseTitles: scenario.phases.map { ($0.id, $0.title) }, isAway: isAway,
            mayUndoEnd: session.status == .ended(.byCandidate))
    }
}
