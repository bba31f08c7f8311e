import InterviewService

/// Cuts a stream of bytes into lines and repairs what is not UTF-8. Pure.
struct LineSplitter {
    /// One line without its end.
    struct Line: Equatable {
        var text: String
        /// Bytes beyond what one answer may have, which were left out.
        var bytesCut: Int
    }

    /// Bytes of a line that are kept; a little above the limit so that cleaning can still take some away.
    private static let most = AnswerText.limit + 4_096
    private var pending: [UInt8] = []
    private var dropped = 0

    /// Whether a line has begun.
    var isInLine: Bool { !pending.isEmpty }

    /// Adds bytes; returns the lines they complete. - Complexity: O(bytes).
    mutating func feed(_ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            keep(rest[..<end])
            lines.append(take())
            rest = rest[(end + 1)...]
        }
        keep(rest)
        return lines
    }

    /// The last line when it has no end.
    mutating func finish() -> Line? { pending.isEmpty ? nil : take() }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let room = max(0, Self.most - pending.count)
        pending += bytes.prefix(room)
        dropped += max(0, bytes.count - room)
    }

    private mutating func take() -> Line {
        if pending.last == 0x0D { pending.removeLast() }
        defer {
            pending = []
            dropped = 0
        }
        return Line(text: String(decoding: pending, as: UTF8.self), bytesCut: dropped)
    }
}
