import Foundation
import Store

/// Lets one program at a time write to a database.
///
/// An advisory lock (`flock`) on a file beside the database: the kernel drops it when the program ends, however it
/// ends, so nothing stale is ever left behind. The file's text says who holds it.
final class WriterLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock or says who has it.
    ///
    /// - Throws: ``StoreError/held(place:by:)``, or an error about the file itself.
    init(path: String, place: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFailure(code: errno).storeError(place: place) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            defer { close(descriptor) }
            guard code == EWOULDBLOCK else { throw SystemFailure(code: code).storeError(place: place) }
            throw .held(place: place, by: Self.holder(at: path) ?? "it did not say which")
        }
        self.descriptor = descriptor
        let text = Array("process \(getpid()), '\(Self.command)', on \(Self.host)\n".utf8)
        // The text only serves the message above; the lock holds without it.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }

    deinit { close(descriptor) }

    /// What the holder wrote about itself, if a lock file is there and says anything.
    static func holder(at path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let text = String(decoding: data.prefix(300), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }

    private static var command: String {
        CommandLine.arguments.prefix(2).map { URL(fileURLWithPath: $0).lastPathComponent }.joined(separator: " ")
    }

    private static var host: String { ProcessInfo.processInfo.hostName }
}

/// An error number of the system, as a store error.
struct SystemFailure {
    var code: Int32

    func storeError(place: String) -> StoreError {
        switch code {
        case EACCES, EPERM, EROFS: .readOnly(place: place)
        case ENOSPC, EDQUOT: .full(place: place)
        case ENOENT: .missing(place: place)
        default: .unavailable(place: place, detail: String(cString: strerror(code)))
        }
    }
}
