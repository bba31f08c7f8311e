import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Live updates as server-sent events; Docs/API.md describes them.
struct StreamRoute: Sendable {
    let site: WebSite

    /// A comment this often keeps the connection open and shows whether anybody is still there.
    private static let heartbeat = Duration.seconds(10)

    func add(to routes: RouteTable) {
        routes.add(.get, "/api/v1/sessions/:id/events") { request, context in
            let room = try await site.rooms.room(InterviewRoutes.id(context))
            let after =
                request.uri.queryParameters["after"].flatMap { Int($0) }
                ?? request.headers[HTTPField.Name("Last-Event-ID")!].flatMap(Int.init)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/event-stream", .cacheControl: "no-store", HTTPField.Name("X-Accel-Buffering")!: "no",
                ],
                body: .init { writer in
                    try await request.body.consumeWithCancellationOnInboundClose { _ in
                        try await Self.follow(room, after: after, into: &writer)
                    }
                    try await writer.finish(nil)
                })
        }
    }

    /// What a page is sent next.
    private enum Item: Sendable {
        case signal(Room.Signal)
        case heartbeat
    }

    private static func follow(_ room: Room, after: Int?, into writer: inout any ResponseBodyWriter) async throws {
        let (number, signals) = await room.subscribe()
        var known = after
        do {
            known = try await send(room, after: known, into: &writer)
            for await item in merged(signals).cancelOnGracefulShutdown() {
                switch item {
                case .heartbeat:
                    await room.seen()
                    try await writer.write(ByteBuffer(string: ":\n\n"))
                case .signal(.changed): known = try await send(room, after: known, into: &writer)
                case .signal(.notice(let notice)): try await write("notice", notice, into: &writer)
                case .signal(.tracker(let items)): try await write("tracker", ["items": items], into: &writer)
                case .signal(.bye):
                    try await write("bye", [String: String](), into: &writer)
                    await room.unsubscribe(number)
                    return
                }
            }
            try await write("bye", [String: String](), into: &writer)
        } catch {
            await room.unsubscribe(number)
            throw error
        }
        await room.unsubscribe(number)
    }

    /// Signals with heartbeats between them.
    private static func merged(_ signals: AsyncStream<Room.Signal>) -> AsyncStream<Item> {
        let (stream, continuation) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingNewest(32))
        let beats = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: heartbeat)
                continuation.yield(.heartbeat)
            }
        }
        let forwarding = Task {
            for await signal in signals { continuation.yield(.signal(signal)) }
            continuation.finish()
        }
        continuation.onTermination = { _ in
            beats.cancel()
            forwarding.cancel()
        }
        return stream
    }

    /// Sends the state since `known`; returns the revision it is of.
    private static func send(_ room: Room, after known: Int?, into writer: inout any ResponseBodyWriter) async throws -> Int {
        let state = await room.state(after: known)
        try await write("state", state, id: state.revision, into: &writer)
        return state.revision
    }

    private static func write(
        _ event: String, _ value: some Encodable, id: Int? = nil, into writer: inout any ResponseBodyWriter
    ) async throws {
        let json = String(decoding: try Reply.encoded(value), as: UTF8.self)
        let head = id.map { "id: \($0)\n" } ?? ""
        try await writer.write(ByteBuffer(string: "\(head)event: \(event)\ndata: \(json)\n\n"))
    }
}
