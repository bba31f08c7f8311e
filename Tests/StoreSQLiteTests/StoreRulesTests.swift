import Foundation
import Store
import StoreSQLite
import TestSupport
import Testing

@Suite struct StoreRulesTests {
    @Test(arguments: StoreRules.all) func `memory keeps the rule`(_ rule: StoreRule) async throws {
        try await rule.check(MemoryStore())
    }

    @Test(arguments: StoreRules.all) func `SQLite keeps the rule`(_ rule: StoreRule) async throws {
        let directory = try TemporaryDirectory()
        try await rule.check(SQLiteStore(directory: directory.url, access: .write))
    }
}
