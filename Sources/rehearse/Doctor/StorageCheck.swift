import Foundation
import Store
import StoreSQLite

/// Looks at the database, who writes to it, and the disks; changes nothing.
struct StorageCheck {
    let dataDirectory: URL
    let cacheDirectory: URL

    /// Below this much free space a long interview might not fit.
    private static let leastFree: Int64 = 50 << 20
    /// What preparing the encoder takes while it runs: two files of 24 MB and one of 91 MB for a moment.
    private static let leastForCache: Int64 = 300 << 20

    func findings(needsCache: Bool) async -> [Finding] {
        var findings = await database()
        findings.append(writer())
        findings.append(disk(dataDirectory, least: Self.leastFree, isVital: true))
        findings.append(disk(cacheDirectory, least: needsCache ? Self.leastForCache : 0, isVital: needsCache))
        return findings
    }

    private func database() async -> [Finding] {
        do {
            let store = try SQLiteStore(directory: dataDirectory, access: .read)
            try await store.checkIntegrity()
            var unreadable: [Finding] = []
            let records = try await store.list()
            for record in records {
                do { _ = try await store.events(of: record.id) } catch { unreadable.append(.note(error.description)) }
            }
            return [.good("Database \(store.path): sound, \(records.count) interviews.")] + unreadable
        } catch StoreError.missing(let place) {
            return [.good("Database \(place): not there yet; the first interview makes it.")]
        } catch {
            return [.bad(error.description)]
        }
    }

    private func writer() -> Finding {
        do {
            guard let holder = try SQLiteStore.writer(of: dataDirectory) else {
                return .good("No other program writes to the database.")
            }
            return .note("An interview is being held now (\(holder)); a second one has to wait.")
        } catch {
            return .bad(error.description)
        }
    }

    private func disk(_ directory: URL, least: Int64, isVital: Bool) -> Finding {
        var folder = directory
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" { folder.deleteLastPathComponent() }
        let remedy = directory == dataDirectory ? "use --data DIR" : "set XDG_CACHE_HOME"
        guard access(folder.path, W_OK) == 0 else {
            let text = "\(folder.path) can't be written. Change its permissions or \(remedy)."
            return isVital ? .bad(text) : .note(text)
        }
        do {
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.path)
            guard let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value else {
                return .note("\(folder.path): how much space is free can't be told.")
            }
            let text = "\(folder.path): \(free >> 20) MiB free."
            return free < least ? .bad("\(text) \(least >> 20) MiB are needed: free some, or \(remedy).") : .good(text)
        } catch {
            return .note("\(folder.path): how much space is free can't be told.")
        }
    }
}
