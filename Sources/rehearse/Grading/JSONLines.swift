import Foundation

/// Files with one JSON value a line, read without holding the file in memory.
enum JSONLines {
    private static let chunk = 1 << 20

    /// Calls `body` for each value; blank lines are skipped.
    ///
    /// - Throws: ``SetupError/badInput(file:problem:)`` with the line's number, or what `body` throws.
    static func forEach<Value: Decodable>(_ type: Value.Type, in path: String, _ body: (Value) throws -> Void) throws {
        let decoder = JSONDecoder()
        try lines(path) { number, line in
            let value: Value
            do {
                value = try decoder.decode(Value.self, from: line)
            } catch {
                throw SetupError.badInput(file: path, problem: "line \(number) is not of the form that --help shows")
            }
            try body(value)
        }
    }

    /// How many lines are not blank. - Complexity: O(size of the file).
    static func count(_ path: String) throws -> Int {
        var count = 0
        try lines(path) { _, _ in count += 1 }
        return count
    }

    private static func lines(_ path: String, _ body: (Int, Data) throws -> Void) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw SetupError.badInput(file: path, problem: "the file does not exist or is not readable")
        }
        var rest = Data()
        var number = 0
        while let data = try file.read(upToCount: chunk), !data.isEmpty {
            rest += data
            while let end = rest.firstIndex(of: 10) {
                number += 1
                let line = rest[rest.startIndex..<end]
                if line.contains(where: { $0 > 32 }) { try body(number, Data(line)) }
                rest = Data(rest[rest.index(after: end)...])
            }
        }
        if rest.contains(where: { $0 > 32 }) { try body(number + 1, rest) }
    }
}
