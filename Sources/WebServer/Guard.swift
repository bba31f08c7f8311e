import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import WebPages

/// What stands before every route: who may ask, what leaves with every answer, and how errors look.
struct Guard<Context: RequestContext>: RouterMiddleware {
    let configuration: WebConfiguration
    let assets: AssetNames
    let logger: Logger

    /// Name of the cookie that holds the token.
    static var cookie: String { "rehearse-token" }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        let isAPI = request.uri.path.hasPrefix("/api/")
        var response: Response
        do {
            try check(request)
            response = try await next(request, context)
        } catch let error as WebError {
            response = try Reply.failure(error, api: isAPI, assets: assets)
            if case .tooLarge(_, isUnread: true) = error { response = Self.drained(response, of: request) }
        } catch let error as HTTPError where error.status == .notFound {
            response = try Reply.failure(.notFound("There is nothing at this address."), api: isAPI, assets: assets)
        } catch let error as HTTPError where error.status == .contentTooLarge {
            response = try Reply.failure(.tooLarge(limit: configuration.largestBody, isUnread: false), api: isAPI, assets: assets)
        } catch let error as HTTPError {
            response = try Reply.failure(
                .notUnderstood("The request was not understood (\(error.status.code))."), api: isAPI, assets: assets)
        } catch let error as HTTPParserError {
            // No request at all: the connection answers 400 and is closed.
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            logger.error("request failed", metadata: ["path": "\(Self.shape(of: request.uri.path))", "error": "\(type(of: error))"])
            response = Reply.page(
                ErrorPage.page(
                    status: 500, message: "This is a fault of the program. Nothing that was confirmed is lost; load the page again.",
                    asksForToken: false
                ).render(assets: assets), status: .internalServerError)
        }
        response.headers[.contentSecurityPolicy] = Reply.policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("X-Frame-Options")!] = "DENY"
        response.headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] = "same-origin"
        let passed = began.duration(to: .now)
        let milliseconds = Double(passed.components.seconds) * 1_000 + Double(passed.components.attoseconds) * 1e-15
        // Never the candidate's words: method, the address's shape, status and time are all that is logged.
        logger.debug(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(Self.shape(of: request.uri.path))",
                "status": "\(response.status.code)", "ms": "\((milliseconds * 10).rounded() / 10)",
            ])
        response.headers[HTTPField.Name("Server-Timing")!] = "app;dur=\((milliseconds * 10).rounded() / 10)"
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Most bytes of a refused body that are read and thrown away.
    private static var mostDrained: Int { 64 << 20 }

    /// The same response, after which what the client is still sending is thrown away: a client that sends all before it
    /// reads would else never see the refusal.
    private static func drained(_ response: Response, of request: Request) -> Response {
        var drained = response
        let body = response.body
        drained.body = .init(contentLength: body.contentLength) { writer in
            try await body.write(writer)
            var bytes = 0
            for try await chunk in request.body {
                bytes += chunk.readableBytes
                if bytes > mostDrained { break }
            }
        }
        return drained
    }

    private func check(_ request: Request) throws(WebError) {
        guard configuration.isOwn(host: request.head.authority) else {
            throw .wrongHost(String((request.head.authority ?? "").prefix(100)))
        }
        let isReading = request.method == .get || request.method == .head
        if !isReading { try checkOrigin(request) }
        guard let token = configuration.token else { return }
        let path = request.uri.path
        if path == SiteAddress.signIn || path.hasPrefix("/assets/") { return }
        let given = request.headers[.authorization].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
        let kept = Self.cookie(in: request.headers[.cookie])
        guard [given, kept].contains(where: { $0.map { Self.isEqual($0, token) } ?? false }) else { throw .signInNeeded }
    }

    /// A change must be asked for by this site's own pages or by a program, which sends neither header.
    private func checkOrigin(_ request: Request) throws(WebError) {
        // Browsers say it themselves where they can; no page can forge it.
        if let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!] {
            guard site == "same-origin" || site == "none" else { throw .otherOrigin }
            return
        }
        guard let origin = request.headers[.origin] else { return }
        let host = origin.firstRange(of: "://").map { origin[$0.upperBound...] } ?? ""
        guard !host.isEmpty, String(host) == request.head.authority else { throw .otherOrigin }
    }

    private static func cookie(in header: String?) -> String? {
        header?.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            .first { $0.hasPrefix(cookie + "=") }.map { String($0.dropFirst(cookie.count + 1)) }
    }

    /// Compares all bytes whatever they are, so that the time tells nothing.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// An address without what a user typed into it: known words stay, the rest becomes a star.
    static func shape(of path: String) -> String {
        let words: Set<Substring> = [
            "api", "v1", "sessions", "scenarios", "interviews", "assets", "history", "walkthrough", "blueprint", "new", "sign-in",
            "answer", "draft", "coverage", "command", "pause", "resume", "end", "undo-end", "self-rating", "disputes", "dispute",
            "retake", "report", "export", "events", "progress", "delete", "skip", "repeat", "dont-know", "openapi.json",
        ]
        return "/" + path.split(separator: "/").map { words.contains($0) ? String($0) : "*" }.joined(separator: "/")
    }
}
