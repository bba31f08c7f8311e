import Foundation
import GRDB
import InterviewCore
import Store
import StoreSQLite
import TestSupport
import Testing

@Suite struct SQLiteStoreTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private var file: URL { directory.url.appendingPathComponent("rehearse.sqlite") }

    private func fill() async throws {
        let store = try SQLiteStore(directory: directory.url, access: .write)
        try await store.create("a", events: Sample.events)
        let text = String(repeating: "long ", count: 4_000)
        try await store.create("b", events: [Sample.started, Sample.event(1, .answered(text))])
    }

    private func error(opening access: StoreAccess = .write) -> StoreError? {
        do {
            _ = try SQLiteStore(directory: directory.url, access: access)
            return nil
        } catch { return error }
    }

    @Test func `what was written is there after opening again`() async throws {
        try await fill()
        let reader = try SQLiteStore(directory: directory.url, access: .read)
        #expect(try await reader.events(of: "a") == Sample.events)
    }

    @Test func `a second writer is told who writes, and may read`() async throws {
        try await fill()
        let writer = try SQLiteStore(directory: directory.url, access: .write)
        guard case .held(_, let holder) = error() else { throw Unexpected() }
        #expect(holder.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
        #expect(try SQLiteStore.writer(of: directory.url) == holder)
        let reader = try SQLiteStore(directory: directory.url, access: .read)
        #expect(try await reader.list().count == 2)
        try await writer.append([Sample.event(15, .paused)], to: "a")
        #expect(try await reader.events(of: "a").count == 16)
    }

    @Test func `the lock is free again once the writer is gone`() async throws {
        try await fill()
        #expect(error() == nil)
        #expect(try SQLiteStore.writer(of: directory.url) == nil)
    }

    @Test func `a reader can't write`() async throws {
        try await fill()
        let reader = try SQLiteStore(directory: directory.url, access: .read)
        await #expect(throws: StoreError.readOnly(place: file.path)) { try await reader.delete("a") }
    }

    @Test func `nothing to read yet`() throws {
        #expect(error(opening: .read) == .missing(place: file.path))
    }

    @Test(arguments: [100, 4_096, 9_000, 20_000]) func `a truncated file is named and left as it is`(bytes: Int) async throws {
        try await fill()
        let whole = try Data(contentsOf: file)
        try #require(whole.count > bytes)
        try whole.prefix(bytes).write(to: file)
        for access in [StoreAccess.write, .read] {
            guard case .damaged(let place, _) = error(opening: access) else {
                Issue.record("\(String(describing: error(opening: access)))")
                continue
            }
            #expect(place == file.path)
        }
        #expect(try Data(contentsOf: file) == whole.prefix(bytes))
    }

    @Test func `a file full of nonsense is named and left as it is`() throws {
        let nonsense = Data("this is no database, but it is long enough to look like one. ".utf8) + Data(count: 8_192)
        try nonsense.write(to: file)
        guard case .damaged = error() else { throw Unexpected() }
        #expect(try Data(contentsOf: file) == nonsense)
    }

    @Test func `another program's database is left alone`() async throws {
        let other = try DatabaseQueue(path: file.path)
        try await other.write { db in try db.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        try other.close()
        let before = try Data(contentsOf: file)
        #expect(error() == .foreign(place: file.path))
        #expect(try Data(contentsOf: file) == before)
    }

    @Test func `a newer version's database is left alone`() async throws {
        try await fill()
        let newer = try DatabaseQueue(path: file.path)
        try await newer.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 from the future')")
        }
        try newer.close()
        #expect(error() == .newer(place: file.path))
        #expect(error(opening: .read) == .newer(place: file.path))
    }

    @Test func `a full disk is named and what was confirmed is kept`() async throws {
        try await fill()
        let store = try SQLiteStore(directory: directory.url, access: .write)
        let pages = try await store.limitPages()
        #expect(pages > 0)
        let text = String(repeating: "x", count: 1 << 20)
        await #expect(throws: StoreError.full(place: file.path)) {
            try await store.append([Sample.event(15, .answered(text))], to: "a")
        }
        #expect(try await store.events(of: "a") == Sample.events)
    }

    @Test func `the schema itself refuses gaps, changes and time travel`() async throws {
        try await fill()
        let raw = try DatabaseQueue(path: file.path)
        for sql in [
            "INSERT INTO event (session, sequence, at, is_draft, kind) VALUES ('a', 99, 1790000999999, 0, '{}')",
            "INSERT INTO event (session, sequence, at, is_draft, kind) VALUES ('a', 15, 0, 0, '{}')",
            "INSERT INTO event (session, sequence, at, is_draft, kind) VALUES ('a', 15, 1790000999999, 0, 'no json')",
            "INSERT INTO event (session, sequence, at, is_draft, kind) VALUES ('nobody', 0, 1, 0, '{}')",
            "UPDATE event SET kind = '{}' WHERE session = 'a' AND sequence = 4",
        ] {
            await #expect(throws: DatabaseError.self, "\(sql)") { try await raw.write { try $0.execute(sql: sql) } }
        }
    }

    @Test func `events written by the first version still read`() throws {
        let fixture = try #require(Bundle.module.url(forResource: "events-1", withExtension: "json", subdirectory: "Fixtures"))
        let kinds = try JSONDecoder().decode([SessionEvent.Kind].self, from: Data(contentsOf: fixture))
        #expect(kinds == Sample.events.map(\.kind))
    }

    @Test func `the default place follows the environment`() {
        let path = { SQLiteStore.defaultDirectory(environment: $0).path }
        #expect(path(["XDG_DATA_HOME": "/data", "HOME": "/home/a"]) == "/data/rehearse")
        #expect(path(["XDG_DATA_HOME": "relative", "HOME": "/home/a"]) == "/home/a/.local/share/rehearse")
        #expect(path(["HOME": "/home/a"]) == "/home/a/.local/share/rehearse")
    }

    private struct Unexpected: Error {}
}
