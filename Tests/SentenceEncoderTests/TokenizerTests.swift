import Foundation
import SentenceEncoder
import Testing

/// Held against Hugging Face `tokenizers`; how the fixtures were made: `tools/make-fixtures.py`.
@Suite struct TokenizerTests {
    struct Row: Decodable {
        let t: String
        let i: [Int32]
        let o: [Int]?
    }

    @Test func `ids and offsets equal the reference on two thousand lines`() throws {
        let tokenizer = try preparedEncoder().tokenizer
        let decoder = JSONDecoder()
        var rows = 0
        for line in try fixtureLines("tokens.jsonl").dropFirst() {
            let row = try decoder.decode(Row.self, from: Data(line.utf8))
            let pieces = tokenizer.pieces(of: row.t)
            #expect(pieces.map(\.id) == row.i, "\(row.t.debugDescription)")
            if let offsets = row.o {
                #expect(pieces.flatMap { [$0.start, $0.end] } == offsets, "\(row.t.debugDescription)")
            }
            rows += 1
        }
        #expect(rows == 2244)
    }

    @Test func `ids equal the reference for every scalar up to U+1FFFF`() throws {
        let tokenizer = try preparedEncoder().tokenizer
        let hashes = try fixtureLines("sweep.txt")
        let scalars = (UInt32(0x80)..<0x20000).compactMap(Unicode.Scalar.init)
        var line = 0
        for start in stride(from: 0, to: scalars.count, by: 40) {
            var text = String.UnicodeScalarView()
            for scalar in scalars[start..<min(start + 40, scalars.count)] {
                if !text.isEmpty { text.append("a") }
                text.append(scalar)
            }
            var hash: UInt64 = 14_695_981_039_346_656_037
            for piece in tokenizer.pieces(of: String(text)) { hash = (hash ^ UInt64(piece.id)) &* 1_099_511_628_211 }
            #expect(hash == UInt64(hashes[line], radix: 16), "line of U+\(String(scalars[start].value, radix: 16))")
            line += 1
        }
        #expect(line == hashes.count)
    }

    @Test func `a spelled-out special token is ordinary text`() throws {
        let tokenizer = try preparedEncoder().tokenizer
        let pieces = tokenizer.pieces(of: "[MASK]")
        #expect(!pieces.map(\.id).contains(103))
        #expect(pieces.map { [$0.start, $0.end] } == [[0, 1], [1, 5], [5, 6]])
    }

    @Test func `a limit cuts at the end and keeps both special tokens`() throws {
        let tokenizer = try preparedEncoder().tokenizer
        let text = String(repeating: "one two three four ", count: 200)
        let ids = tokenizer.ids(of: text)
        #expect(ids.count == 256)
        #expect(ids.first == 101 && ids.last == 102)
        #expect(tokenizer.pieces(of: text, limit: 7) == Array(tokenizer.pieces(of: text).prefix(7)))
        #expect(tokenizer.pieces(of: text, limit: 0).isEmpty)
    }
}
