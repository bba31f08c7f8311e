import Foundation
import SentenceEncoder
import Testing

/// Held against a float64 forward pass over the published weights; see `tools/make-fixtures.py`.
@Suite struct EncoderTests {
    @Test(arguments: [(Precision.float32, 0.99999), (Precision.int8, 0.99)])
    func `vectors agree with the reference`(_ precision: Precision, _ least: Double) throws {
        let reference = try fixtureFloats("vectors.f32")
        let sentences = try fixtureLines("sentences.txt")
        for level in KernelLevel.available {
            let vectors = try preparedEncoder(precision, level: level).encode(sentences)
            #expect(vectors.count == sentences.count)
            for index in sentences.indices {
                let agreement = cosine(vectors[index], reference[index * 384..<(index + 1) * 384])
                #expect(agreement >= least, "\(level): \(sentences[index])")
            }
        }
    }

    @Test(arguments: [(Precision.float32, 0.99999), (Precision.int8, 0.97)])
    func `states of a pair agree with the reference, token by token`(_ precision: Precision, _ least: Double) throws {
        let reference = try fixtureFloats("states.f32")
        let sentences = try fixtureLines("sentences.txt")
        let encoder = try preparedEncoder(precision)
        let states = encoder.contextual([EncoderInput(context: sentences[0], text: sentences[1])])[0]
        #expect(states.states.count == reference.count)
        for token in 0..<states.count {
            #expect(cosine(states[token], reference[token * 384..<(token + 1) * 384]) >= least, "token \(token)")
        }
    }

    @Test func `every token knows its segment and its place`() throws {
        let encoder = try preparedEncoder()
        let states = encoder.contextual([EncoderInput(context: "Why now?", text: "Ça va, naïvely.")])[0]
        let places = states.tokens.map { "\($0.segment) \($0.start)-\($0.end)" }
        #expect(
            places == [
                "special 0-0", "context 0-3", "context 4-7", "context 7-8", "special 0-0", "text 0-2", "text 3-5",
                "text 5-6", "text 7-12", "text 12-14", "text 14-15", "special 0-0",
            ]
        )
        #expect(!states.isTruncated)
        #expect(states.states.count == states.count * 384)
    }

    @Test func `what exceeds 512 tokens is cut and said so`() throws {
        let encoder = try preparedEncoder()
        let long = String(repeating: "seven ", count: 700)
        let alone = encoder.contextual([EncoderInput(text: long)])[0]
        #expect(alone.count == 512 && alone.isTruncated)
        let pair = encoder.contextual([EncoderInput(context: long, text: long)])[0]
        #expect(pair.count == 512 && pair.isTruncated)
        #expect(pair.tokens.filter { $0.segment == .context }.count == 128)
        #expect(pair.tokens[1].start == 6 * (700 - 128), "the end of the context stays")
        let short = encoder.contextual([EncoderInput(context: long, text: "seven")])[0]
        #expect(short.tokens.filter { $0.segment == .context }.count == 508)
    }

    @Test func `a vector does not depend on the rest of the batch`() throws {
        let encoder = try preparedEncoder()
        let sentences = try fixtureLines("sentences.txt")
        let batch = encoder.encode(sentences)
        for index in sentences.indices {
            #expect(Array(encoder.encode([sentences[index]])[0]) == Array(batch[index]))
        }
    }

    @Test func `hostile input gives vectors, not crashes`() throws {
        let encoder = try preparedEncoder()
        let vectors = encoder.encode(tokens: [[], [101, -5, 99_999, 102], [Int32](repeating: 2003, count: 3000)])
        #expect(vectors.count == 3)
        #expect(vectors[0].allSatisfy { $0 == 0 })
        for index in 1...2 { #expect(abs(vectors[index].reduce(0) { $0 + $1 * $1 } - 1) < 1e-4) }
        #expect(encoder.encode([]).count == 0)
        #expect(encoder.contextual([]).isEmpty)
        #expect(encoder.contextual([EncoderInput(context: "", text: "")])[0].count == 3)
        #expect(encoder.encode(["", "\u{0}\u{FFFD}"]).count == 2)
    }

    @Test func `calls may run side by side`() async throws {
        let encoder = try preparedEncoder()
        let sentences = try fixtureLines("sentences.txt")
        let expected = encoder.encode(sentences)
        await withTaskGroup(of: Embeddings.self) { group in
            for _ in 0..<4 { group.addTask { encoder.encode(sentences) } }
            for await vectors in group { #expect(vectors == expected) }
        }
    }

    @Test func `dots are cosines`() throws {
        let encoder = try preparedEncoder(.float32)
        let pair = encoder.encode([
            "I would not share any details with the team", "I would share all the details with the team",
        ])
        let dots = pair.dots(pair)
        #expect(dots.count == 4)
        #expect(abs(dots[0] - 1) < 1e-5 && abs(dots[3] - 1) < 1e-5)
        #expect(abs(dots[1] - 0.8792) < 0.0005 && dots[1] == dots[2])
    }
}
