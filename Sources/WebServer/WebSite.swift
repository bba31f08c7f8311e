import Foundation
import HTTPTypes
import Hummingbird
package import InterviewCore
package import InterviewService
package import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals
import WebPages

/// The whole server: pages, interface and live updates over one service. It is made of parts the program passes in.
package struct WebSite: Sendable {
    typealias Context = BasicRequestContext

    let configuration: WebConfiguration
    let service: InterviewService
    let scenarios: [Scenario]
    let walkthroughs: [Walkthrough]
    let rooms: Rooms
    let shelf: Shelf
    let bench: Workbench
    let assets = Assets()
    let logger: Logger

    /// - Parameters:
    ///   - scenarios: those that can be practised, in the order they are offered.
    ///   - readers: threads for long reading, such as reports and live coverage.
    package init(
        configuration: WebConfiguration, service: InterviewService, scenarios: [Scenario], walkthroughs: [Walkthrough],
        readers: Int = 1, logger: Logger
    ) {
        self.configuration = configuration
        self.service = service
        self.scenarios = scenarios
        self.walkthroughs = walkthroughs
        self.logger = logger
        bench = Workbench(threads: readers)
        let rooms = Rooms(service: service, bench: bench, patience: configuration.patience, logger: logger)
        self.rooms = rooms
        shelf = Shelf(service: service, bench: bench, scenarios: scenarios, running: { await rooms.sessions() })
    }

    /// Serves until the program is told to stop (SIGTERM or SIGINT).
    ///
    /// Connections that hang are not waited for longer than a few seconds: all that was confirmed is stored.
    ///
    /// - Parameters:
    ///   - leave: ends the program where connections hang on to it.
    ///   - ready: called with the port once requests are taken.
    /// - Throws: what binding the address threw, as when the port is taken.
    package func run(
        leave: @escaping @Sendable () -> Void, ready: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let application = Application(
            router: router(), server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [StuckWriter(patience: .seconds(20))],
                    idleTimeout: .seconds(configuration.idleSeconds))),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            services: [RoomsClock(rooms: rooms)],
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? 0) }, logger: logger)
        let shelf = shelf
        let logger = logger
        // What ended while no server ran is scored in the background, so that the history knows it.
        let reading = Task(priority: .background) {
            do { try await shelf.catchUp() } catch { logger.warning("old interviews could not be read", metadata: ["error": "\(error)"]) }
        }
        defer { reading.cancel() }
        // Services are stopped in turn, the last first: the farewell must not wait for connections to end.
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: application),
                    .init(service: Farewell(rooms: rooms, leave: leave), successTerminationBehavior: .gracefullyShutdownGroup),
                ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    /// All routes, behind the guard.
    func router() -> Router<Context> {
        let router = Router(context: Context.self)
        router.add(middleware: Guard<Context>(configuration: configuration, assets: assets.names, logger: logger))
        let routes = RouteTable(router: router)
        PageRoutes(site: self).add(to: routes)
        InterviewRoutes(site: self).add(to: routes)
        ReportRoutes(site: self).add(to: routes)
        APIRoutes(site: self).add(to: routes)
        StreamRoute(site: self).add(to: routes)
        routes.refuseOtherMethods()
        return router
    }

    func scenario(_ id: String?) throws(WebError) -> Scenario {
        guard let id, !id.isEmpty else {
            guard let first = scenarios.first else { throw .notFound("There is no scenario in the library.") }
            return first
        }
        guard let found = scenarios.first(where: { $0.id == id }) else {
            throw .notFound("There is no scenario '\(id)'. There are: \(scenarios.map(\.id).joined(separator: ", ")).")
        }
        return found
    }

    func html(_ page: SitePage, status: HTTPResponse.Status = .ok) -> Response {
        Reply.page(page.render(assets: assets.names), status: status)
    }

    /// The text of a request's body.
    func text(_ request: Request) async throws -> String {
        let declared = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard declared <= configuration.largestBody else { throw WebError.tooLarge(limit: configuration.largestBody, isUnread: true) }
        do {
            let buffer = try await request.body.collect(upTo: configuration.largestBody)
            guard let text = String(validating: buffer.readableBytesView, as: UTF8.self) else {
                throw WebError.notUnderstood("The text is not UTF-8. Send it as UTF-8.")
            }
            return text
        } catch is NIOTooManyBytesError {
            throw WebError.tooLarge(limit: configuration.largestBody, isUnread: false)
        }
    }

    func form(_ request: Request) async throws -> FormFields { FormFields(try await text(request)) }

    /// The JSON body of a request to the interface.
    func body<Value: Decodable>(_ type: Value.Type, of request: Request) async throws -> Value {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw WebError.notJSON
        }
        let text = try await text(request)
        do {
            return try JSONDecoder().decode(type, from: Data((text.isEmpty ? "{}" : text).utf8))
        } catch let error as DecodingError {
            throw WebError.notUnderstood("The JSON was not understood: \(Self.words(for: error)).")
        }
    }

    private static func words(for error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            context.codingPath.isEmpty
                ? "an object in braces was due"
                : "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has another type than it should"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has a value that doesn't fit"
        case .dataCorrupted(let context) where !context.debugDescription.contains("not valid JSON"):
            "a value in it doesn't fit, such as a number with a fraction where a whole one is due"
        default: "it is not valid JSON"
        }
    }
}

/// Adds routes, and for every address an answer to the methods it doesn't take.
final class RouteTable {
    typealias Handler = @Sendable (Request, WebSite.Context) async throws -> Response

    private let router: Router<WebSite.Context>
    private var methods: [String: [HTTPRequest.Method]] = [:]

    init(router: Router<WebSite.Context>) { self.router = router }

    func add(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        methods[path, default: []].append(method)
        router.on(RouterPath(path), method: method) { request, context in try await handler(request, context) }
        guard method == .get else { return }
        methods[path, default: []].append(.head)
        router.on(RouterPath(path), method: .head) { request, context in
            try await handler(request, context).createHeadResponse()
        }
    }

    /// Answers 405 for the methods that were not added.
    func refuseOtherMethods() {
        for (path, allowed) in methods {
            for method in [HTTPRequest.Method.get, .head, .post, .put, .delete, .patch, .options, .trace]
            where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in
                    throw WebError.wrongMethod(allowed: allowed)
                }
            }
        }
    }
}
