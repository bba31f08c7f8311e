import Foundation
import GRDB
package import Store

extension SQLiteStore {
    /// Opens the file and makes sure that it is a sound database of this program, before anything is written to it.
    static func open(_ path: String, access: StoreAccess) throws(StoreError) -> DatabaseQueue {
        do {
            switch access {
            case .write: return try openForWriting(path)
            case .read: return try openForReading(path)
            }
        } catch {
            throw StoreError(error, place: path)
        }
    }

    private static func openForWriting(_ path: String) throws -> DatabaseQueue {
        if FileManager.default.fileExists(atPath: path) {
            if access(path, W_OK) != 0 { throw StoreError.readOnly(place: path) }
            // Look before touching: a damaged, foreign or newer file must not even get its journal mode changed.
            let looker = try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
            try looker.read { db in try check(db, path: path) }
            try looker.close()
        }
        var configuration = configuration(readOnly: false)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            // FULL: a commit returns only when it is on the disk. https://sqlite.org/pragma.html#pragma_synchronous
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // Deleted interviews are overwritten, not only unlinked.
            try db.execute(sql: "PRAGMA secure_delete = ON")
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try Schema.migrator.migrate(queue)
        chmod(path, 0o600)
        return queue
    }

    private static func openForReading(_ path: String) throws -> DatabaseQueue {
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration(readOnly: true))
            try queue.read { db in try check(db, path: path) }
            return queue
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY {
            // On a read-only disk SQLite can't make its shared-memory file; nobody writes there, so say so.
            guard access(URL(fileURLWithPath: path).deletingLastPathComponent().path, W_OK) != 0 else { throw error }
            let address = URL(fileURLWithPath: path).absoluteString + "?immutable=1"
            let queue = try DatabaseQueue(path: address, configuration: configuration(readOnly: true))
            try queue.read { db in try check(db, path: path) }
            return queue
        }
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// Above this size the opening check looks at the schema only; `doctor` reads the whole file.
    private static let quickCheckLimit = 64 << 20

    private static func check(_ db: Database, path: String) throws {
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if tables == 0 { return }  // An empty file: what a crash before the first write leaves.
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        if pages * pageSize <= quickCheckLimit {
            let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
            if found != "ok" { throw StoreError.damaged(place: path, detail: found) }
        }
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard application == Schema.applicationID else { throw StoreError.foreign(place: path) }
        if try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.newer(place: path) }
    }
}

extension StoreError {
    /// Any error of GRDB's or a rule's, as a store error about `place`.
    init(_ error: any Error, place: String) {
        if let known = error as? StoreError {
            self = known
            return
        }
        guard let failure = error as? DatabaseError else {
            self = .unavailable(place: place, detail: "\(error)")
            return
        }
        switch failure.resultCode {
        case .SQLITE_FULL: self = .full(place: place)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(place: place)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self = .damaged(place: place, detail: failure.message ?? "not a database")
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .held(place: place, by: "it did not say which")
        case .SQLITE_IOERR where failure.extendedResultCode == .SQLITE_IOERR_WRITE:
            // What a full disk or a quota looks like when the write itself fails.
            self = .full(place: place)
        default: self = .unavailable(place: place, detail: failure.message ?? "SQLite error \(failure.resultCode.rawValue)")
        }
    }
}

extension SQLiteStore {
    /// Lets the file grow no further, as a full disk does; for tests. Returns the limit in pages.
    package func limitPages() async throws(StoreError) -> Int {
        try await write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            return try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)") ?? 0
        }
    }
}
