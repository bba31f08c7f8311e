package import Foundation
import GRDB
package import InterviewCore
package import Store

/// Sessions in one SQLite file, for one machine.
///
/// Writes go through one connection with `synchronous=FULL`: what a call has returned from is on the disk.
/// Readers in other programs see committed events at once and never block the writer.
package final class SQLiteStore: SessionStore {
    /// The database's file.
    package let path: String
    private let database: DatabaseQueue
    private let lock: WriterLock?

    /// Opens the database in `directory`; for writing also creates it, brings its schema up to date and takes the
    /// writer lock.
    ///
    /// - Throws: any of the errors about a place in ``StoreError``. A file that can't be used is never changed.
    package init(directory: URL, access: StoreAccess) throws(StoreError) {
        path = directory.appendingPathComponent("rehearse.sqlite").path
        let lockPath = directory.appendingPathComponent("rehearse.lock").path
        switch access {
        case .write:
            do {
                try FileManager.default.createDirectory(
                    at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw .unavailable(place: directory.path, detail: "the directory can't be created")
            }
            lock = try WriterLock(path: lockPath, place: path)
        case .read:
            guard FileManager.default.fileExists(atPath: path) else { throw .missing(place: path) }
            lock = nil
        }
        database = try Self.open(path, access: access)
    }

    /// The file in the default place: `$XDG_DATA_HOME/rehearse`, else `~/.local/share/rehearse`.
    package static func defaultDirectory(environment: [String: String]) -> URL {
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            return URL(fileURLWithPath: data).appendingPathComponent("rehearse")
        }
        let home = environment["HOME"].map { URL(fileURLWithPath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser
        return home.appendingPathComponent(".local/share/rehearse")
    }

    /// Who writes to the database in `directory` now, in the writer's words; nil when nobody does.
    package static func writer(of directory: URL) throws(StoreError) -> String? {
        let lockPath = directory.appendingPathComponent("rehearse.lock").path
        guard FileManager.default.fileExists(atPath: lockPath) else { return nil }
        do {
            _ = try WriterLock(path: lockPath, place: directory.path)
            return nil
        } catch {
            guard case .held(_, let holder) = error else { throw error }
            return holder
        }
    }

    /// Reads the whole file and reports the first damage found. - Complexity: O(file).
    package func checkIntegrity() async throws(StoreError) {
        let found = try await read { db in try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer" }
        if found != "ok" { throw .damaged(place: path, detail: found) }
    }

    package func create(_ session: String, events: [SessionEvent]) async throws(StoreError) {
        guard let first = events.first, let last = events.last, first.sequence == 0 else {
            throw .notContiguous(session: session, expected: 0, found: events.first?.sequence ?? -1)
        }
        let rows = try EventRow.rows(events, session: session)
        try await write { db in
            guard try !Self.exists(session, in: db) else { throw StoreError.sessionExists(session) }
            try EventCheck.check(events, session: session, next: 0, lastAt: nil)
            try db.execute(
                sql: "INSERT INTO session (id, created_at, alive_at) VALUES (?, ?, ?)",
                arguments: [session, first.at.milliseconds, last.at.milliseconds])
            for row in rows { try row.insert(into: db) }
        }
    }

    package func append(_ events: [SessionEvent], to session: String) async throws(StoreError) {
        let rows = try EventRow.rows(events, session: session)
        try await write { db in
            guard try Self.exists(session, in: db) else { throw StoreError.noSession(session) }
            let last = try Row.fetchOne(
                db, sql: "SELECT sequence, at FROM event WHERE session = ? ORDER BY sequence DESC LIMIT 1",
                arguments: [session])
            try EventCheck.check(
                events, session: session, next: (last?["sequence"] ?? -1) + 1,
                lastAt: last.map { Instant(milliseconds: $0["at"]) })
            for row in rows { try row.insert(into: db) }
            try db.execute(
                sql: "UPDATE session SET alive_at = max(alive_at, ?) WHERE id = ?",
                arguments: [events.last?.at.milliseconds ?? 0, session])
        }
    }

    package func events(of session: String, withDrafts: Bool) async throws(StoreError) -> [SessionEvent] {
        let rows = try await read { db in
            guard try Self.exists(session, in: db) else { throw StoreError.noSession(session) }
            return try Row.fetchAll(
                db,
                sql: "SELECT sequence, at, kind FROM event WHERE session = ? AND is_draft <= ? ORDER BY sequence",
                arguments: [session, withDrafts ? 1 : 0]
            ).map { EventRow(session: session, sequence: $0["sequence"], at: $0["at"], isDraft: false, kind: $0["kind"]) }
        }
        var events: [SessionEvent] = []
        events.reserveCapacity(rows.count)
        for row in rows { events.append(try row.event()) }
        return events
    }

    package func touch(_ session: String, at instant: Instant) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE session SET alive_at = max(alive_at, ?) WHERE id = ?",
                arguments: [instant.milliseconds, session])
            if db.changesCount == 0 { throw StoreError.noSession(session) }
        }
    }

    package func record(of session: String) async throws(StoreError) -> SessionRecord {
        let found = try await records(sql: Self.recordQuery + " WHERE id = ?", arguments: [session])
        guard let record = found.first else { throw .noSession(session) }
        return record
    }

    package func list() async throws(StoreError) -> [SessionRecord] {
        try await records(sql: Self.recordQuery + " ORDER BY created_at DESC, id DESC", arguments: [])
    }

    package func delete(_ session: String) async throws(StoreError) {
        try await write { db in
            try db.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [session])
            if db.changesCount == 0 { throw StoreError.noSession(session) }
        }
    }

    package func save(_ stored: StoredAssessment) async throws(StoreError) {
        let body = try EventRow.encoded(stored.assessment, session: stored.session, sequence: stored.eventCount)
        try await write { db in
            guard try Self.exists(stored.session, in: db) else { throw StoreError.noSession(stored.session) }
            try db.execute(
                sql: "INSERT OR REPLACE INTO assessment (session, version, event_count, body) VALUES (?, ?, ?, ?)",
                arguments: [stored.session, stored.version, stored.eventCount, body])
        }
    }

    package func assessment(of session: String, version: String) async throws(StoreError) -> StoredAssessment? {
        let found: (count: Int, body: String)? = try await read { db in
            guard try Self.exists(session, in: db) else { throw StoreError.noSession(session) }
            return try Row.fetchOne(
                db, sql: "SELECT event_count, body FROM assessment WHERE session = ? AND version = ?",
                arguments: [session, version]
            ).map { ($0["event_count"], $0["body"]) }
        }
        guard let found else { return nil }
        let assessment = try EventRow.decoded(Assessment.self, found.body, session: session, sequence: found.count)
        return StoredAssessment(session: session, version: version, eventCount: found.count, assessment: assessment)
    }

    private static let recordQuery =
        "SELECT id, created_at, alive_at, (SELECT count(*) FROM event WHERE session = id) AS events FROM session"

    private func records(sql: String, arguments: StatementArguments) async throws(StoreError) -> [SessionRecord] {
        try await read { db in
            try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
                SessionRecord(
                    id: row["id"], createdAt: Instant(milliseconds: row["created_at"]),
                    lastAlive: Instant(milliseconds: row["alive_at"]), eventCount: row["events"])
            }
        }
    }

    private static func exists(_ session: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM session WHERE id = ?)", arguments: [session]) ?? false
    }

    private func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        do {
            return try await database.read(body)
        } catch {
            throw StoreError(error, place: path)
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        guard lock != nil else { throw .readOnly(place: path) }
        do {
            return try await database.write(body)
        } catch {
            throw StoreError(error, place: path)
        }
    }
}
