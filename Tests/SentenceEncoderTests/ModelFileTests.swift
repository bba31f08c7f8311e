import Foundation
import Testing

@testable import SentenceEncoder

@Suite struct ModelFileTests {
    private func failure(_ url: URL) -> EncoderError? {
        do throws(EncoderError) {
            _ = try SentenceEncoder(modelAt: url)
            return nil
        } catch {
            return error
        }
    }

    private func prepared() throws -> Data {
        _ = try preparedEncoder()
        return try Data(contentsOf: ModelLocation.file())
    }

    @Test func `a missing file is named with what to do`() {
        let error = failure(URL(fileURLWithPath: "/nowhere/minilm.i8"))
        #expect(error == .missing(file: "/nowhere/minilm.i8"))
        #expect(error?.description.contains("/nowhere/minilm.i8") == true)
        #expect(error?.description.contains("./run") == true)
    }

    @Test func `a folder, an empty file and another kind of file are refused`() throws {
        try withTemporaryFolder { folder in
            #expect(failure(folder) == .unreadable(file: folder.path, reason: "it is not a plain file"))
            let file = folder.appendingPathComponent("model.i8")
            try Data().write(to: file)
            #expect(failure(file) == .wrongLength(file: file.path, found: 0, expected: 256))
            try Data("PK\u{3}\u{4} something else".utf8).write(to: file)
            #expect(failure(file) == .notAModel(file: file.path))
            try Data("REHEARSE".utf8).write(to: file)
            #expect(failure(file) == .wrongLength(file: file.path, found: 8, expected: 256))
        }
    }

    @Test func `every truncation is noticed`() throws {
        let data = try prepared()
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("model.i8")
            for length in [300, 4096, data.count / 2, data.count - 1] {
                try data.prefix(length).write(to: file)
                #expect(failure(file) == .wrongLength(file: file.path, found: length, expected: data.count))
            }
            try (data + Data([0])).write(to: file)
            #expect(failure(file) == .wrongLength(file: file.path, found: data.count + 1, expected: data.count))
        }
    }

    @Test func `a flipped bit anywhere is noticed`() throws {
        let data = try prepared()
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("model.i8")
            for position in [24, 32, 50, 70, 100, 300, data.count / 3, data.count - 1] {
                var damaged = data
                damaged[position] ^= 4
                try damaged.write(to: file)
                #expect(
                    failure(file) == .damaged(file: file.path, problem: "its checksum does not match its contents")
                )
            }
            var other = data
            other[8] = 9
            try other.write(to: file)
            #expect(failure(file) == .wrongVersion(file: file.path, found: 9, expected: ModelFormat.version))
        }
    }

    @Test func `a sound file without the tensors is refused`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("model.i8")
            var writer = ModelWriter()
            writer.add("words", [Int8](repeating: 1, count: 100))
            try writer.write(to: file, precision: .int8, source: [UInt8](repeating: 0, count: 32), adapter: nil)
            #expect(
                failure(file)
                    == .damaged(file: file.path, problem: "its tensor words has 100 bytes instead of 11720448")
            )
        }
    }

    @Test func `opening takes less than fifty milliseconds`() throws {
        _ = try preparedEncoder()
        let times = try (0..<5).map { _ in
            try ContinuousClock().measure { _ = try SentenceEncoder(modelAt: ModelLocation.file()) }
        }
        #expect(try #require(times.min()) < .milliseconds(50))
    }
}
