import HTTPTypes
import Hummingbird
import NIOCore
import WebPages

/// The files pages load: style, scripts, icon. They are part of the program, so a copied binary has them.
struct Assets: Sendable {
    private struct File: Sendable {
        var bytes: ByteBuffer
        var type: String
    }

    private let files: [String: File]
    let names: AssetNames

    init() {
        let script = "text/javascript; charset=utf-8"
        let all: [(String, [UInt8], String)] = [
            ("site.css", PackageResources.site_css, "text/css; charset=utf-8"),
            ("icon.svg", PackageResources.icon_svg, "image/svg+xml"),
            ("live.js", PackageResources.live_js, script), ("report.js", PackageResources.report_js, script),
            ("clock.js", PackageResources.clock_js, script), ("dom.js", PackageResources.dom_js, script),
            ("heard.js", PackageResources.heard_js, script), ("link.js", PackageResources.link_js, script),
            ("transcript.js", PackageResources.transcript_js, script),
        ]
        files = Dictionary(uniqueKeysWithValues: all.map { ($0.0, File(bytes: ByteBuffer(bytes: $0.1), type: $0.2)) })
        // One mark for all, so that scripts find each other by relative addresses.
        names = AssetNames(mark: Self.mark(all.flatMap(\.1)))
    }

    /// The description of the interface for programs.
    static let description = ByteBuffer(bytes: PackageResources.openapi_json)

    /// A file under the mark of its content; under another mark it isn't kept by browsers.
    func response(mark: String, name: String) throws -> Response {
        guard let file = files[name] else { throw WebError.notFound("There is no file '\(name)'.") }
        let keeping = names.isCurrent(mark) ? "public, max-age=31536000, immutable" : "no-cache"
        return Response(
            status: .ok, headers: [.contentType: file.type, .cacheControl: keeping], body: .init(byteBuffer: file.bytes))
    }

    /// FNV-1a, 64 bits (Fowler, Noll and Vo, RFC 9923): enough to tell two versions of a file apart.
    private static func mark(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { $0 = ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
