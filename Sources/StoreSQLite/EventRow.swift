import Foundation
import GRDB
import InterviewCore
import Store

/// An event as it lies in its table.
struct EventRow: Sendable {
    var session: String
    var sequence: Int
    var at: Int64
    var isDraft: Bool
    /// The event's kind as JSON.
    var kind: String

    static func rows(_ events: [SessionEvent], session: String) throws(StoreError) -> [EventRow] {
        var rows: [EventRow] = []
        for event in events {
            rows.append(
                EventRow(
                    session: session, sequence: event.sequence, at: event.at.milliseconds, isDraft: event.kind.isDraft,
                    kind: try encoded(event.kind, session: session, sequence: event.sequence)))
        }
        return rows
    }

    func insert(into db: Database) throws {
        try db.execute(
            sql: "INSERT INTO event (session, sequence, at, is_draft, kind) VALUES (?, ?, ?, ?, ?)",
            arguments: [session, sequence, at, isDraft, kind])
    }

    func event() throws(StoreError) -> SessionEvent {
        SessionEvent(
            sequence: sequence, at: Instant(milliseconds: at),
            kind: try Self.decoded(SessionEvent.Kind.self, kind, session: session, sequence: sequence))
    }

    static func encoded(_ value: some Encodable, session: String, sequence: Int) throws(StoreError) -> String {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .unreadableEvent(session: session, sequence: sequence, detail: "it can't be written as JSON")
        }
    }

    static func decoded<T: Decodable>(
        _ type: T.Type, _ text: String, session: String, sequence: Int
    ) throws(StoreError) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .unreadableEvent(session: session, sequence: sequence, detail: "its form is unknown")
        }
    }
}
