import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import WebPages

/// Responses of the kinds the server sends.
enum Reply {
    /// What every page may load: only what this server serves, and no inline script or style.
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self';"
        + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    static func page(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        body(html, type: "text/html; charset=utf-8", status: status)
    }

    static func body(
        _ text: String, type: String, status: HTTPResponse.Status = .ok, download: String? = nil
    ) -> Response {
        var headers: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
        if let download { headers[.contentDisposition] = "attachment; filename=\"\(download)\"" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(data: try encoded(value))))
    }

    /// JSON on one line with sorted keys.
    static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// Sends a browser on after a form was taken.
    static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }

    /// The body of an error for programs.
    struct Failure: Encodable {
        struct Detail: Encodable {
            var code: String
            var message: String
        }
        var error: Detail
        var state: SessionState?
    }

    /// An error in the form its caller reads: JSON for the interface, a page for browsers.
    static func failure(_ error: WebError, api: Bool, assets: AssetNames) throws -> Response {
        var response: Response
        if api {
            var state: SessionState?
            if case .movedOn(let now) = error { state = now }
            response = try json(
                Failure(error: .init(code: error.code, message: error.message), state: state), status: error.status)
        } else {
            response = page(
                ErrorPage.page(status: error.status.code, message: error.message, asksForToken: error.asksForToken)
                    .render(assets: assets), status: error.status)
        }
        if case .wrongMethod(let allowed) = error {
            response.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
        }
        if case .signInNeeded = error { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}

extension WebError {
    var asksForToken: Bool {
        if case .signInNeeded = self { true } else { false }
    }
}
