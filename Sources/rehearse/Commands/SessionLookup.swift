import ArgumentParser
import InterviewCore
import Store

/// Finds a session by what a person typed: its id, the beginning of it, or nothing for the last one.
enum SessionLookup {
    static func find(_ typed: String?, in store: any SessionStore) async throws -> String {
        let records = try await store.list()
        guard let typed else {
            guard let newest = records.first else {
                throw ValidationError("There are no sessions yet. 'rehearse interview' starts one.")
            }
            return newest.id
        }
        if records.contains(where: { $0.id == typed }) { return typed }
        let matches = records.map(\.id).filter { $0.hasPrefix(typed) }
        if matches.count > 1 {
            throw ValidationError("'\(typed)' fits several sessions: \(matches.joined(separator: ", ")). Give more of the id.")
        }
        guard let match = matches.first, !typed.isEmpty else { throw StoreError.noSession(typed) }
        return match
    }

    /// The last session that has not ended.
    static func unfinished(in store: any SessionStore) async throws -> String {
        for record in try await store.list() {
            let events = try await store.events(of: record.id, withDrafts: false)
            if !Session(id: record.id, events: events).isEnded { return record.id }
        }
        throw ValidationError("No interview waits to be resumed. 'rehearse interview' starts a new one.")
    }
}
