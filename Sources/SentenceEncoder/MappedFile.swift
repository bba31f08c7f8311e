import Foundation

/// A whole file mapped read-only into memory for as long as the object lives.
///
/// `@unchecked Sendable`: the pointer is to memory that nobody writes and that is unmapped only in `deinit`.
final class MappedFile: @unchecked Sendable {
    let path: String
    /// Where the mapping begins (for an empty file, a byte of no meaning).
    let base: UnsafeRawPointer
    private let length: Int

    /// The contents.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: length) }

    /// - Throws: `.missing` or `.unreadable`.
    init(_ url: URL) throws(EncoderError) {
        path = url.path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR
                ? .missing(file: path) : .unreadable(file: path, reason: Self.systemReason())
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(file: path, reason: Self.systemReason())
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(file: path, reason: "it is not a plain file")
        }
        length = Int(status.st_size)
        // Mapping no bytes is an error, so an empty file maps a page that is never read.
        let start = mmap(nil, max(1, length), PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let start, start != MAP_FAILED else {
            throw .unreadable(file: path, reason: Self.systemReason())
        }
        base = UnsafeRawPointer(start)
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: base), max(1, length))
    }

    private static func systemReason() -> String { String(cString: strerror(errno)) }
}
