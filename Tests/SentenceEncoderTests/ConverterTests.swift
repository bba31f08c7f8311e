import Foundation
import Testing

@testable import SentenceEncoder

@Suite struct ConverterTests {
    /// Writes a safetensors file of small fp32 tensors.
    private func write(_ tensors: [(String, [Int], [Float])], to url: URL) throws {
        var header: [String] = [], data = Data()
        for (name, shape, values) in tensors {
            let start = data.count
            values.withUnsafeBytes { data.append(contentsOf: $0) }
            header.append(#""\#(name)":{"dtype":"F32","shape":\#(shape),"data_offsets":[\#(start),\#(data.count)]}"#)
        }
        let json = Data("{\"__metadata__\":{\"format\":\"pt\"},\(header.joined(separator: ","))}".utf8)
        try (withUnsafeBytes(of: UInt64(json.count).littleEndian) { Data($0) } + json + data).write(to: url)
    }

    @Test func `a low-rank addition is merged`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("tuned-7.safetensors")
            try write(
                [
                    ("layer.0.q.A", [1, 3], [1, 2, 3]), ("layer.0.q.B", [2, 1], [10, -1]),
                    ("layer.5.ln2.bias", [2], [7, 8]),
                ],
                to: file
            )
            var adapter = try Adapter(at: file)
            #expect(adapter.name == "tuned-7")
            let merged = try adapter.merged("layer.0.q", outputs: 2, inputs: 3, [1, 1, 1, 0, 0, 0])
            #expect(merged == [11, 21, 31, -1, -2, -3])
            #expect(try adapter.merged("layer.1.q", outputs: 1, inputs: 1, [5]) == [5])
            #expect(throws: EncoderError.self) { try adapter.checkAllUsed() }
            #expect(try adapter.replaced("layer.5.ln2.bias", shape: [2], [0, 0]) == [7, 8])
            try adapter.checkAllUsed()
        }
    }

    @Test func `an adapter that does not fit is refused by name`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("a.safetensors")
            try write([("layer.0.q.A", [1, 3], [1, 2, 3])], to: file)
            var half = try Adapter(at: file)
            #expect(throws: EncoderError.self) {
                try half.merged("layer.0.q", outputs: 2, inputs: 3, [0, 0, 0, 0, 0, 0])
            }
            try write([("layer.0.q.A", [1, 2], [1, 2]), ("layer.0.q.B", [2, 1], [.nan, 1])], to: file)
            var wrong = try Adapter(at: file)
            #expect(throws: EncoderError.self) {
                try wrong.merged("layer.0.q", outputs: 2, inputs: 3, [0, 0, 0, 0, 0, 0])
            }
        }
    }

    @Test func `a source cut short or not the published one is refused`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("model.safetensors"), to = folder.appendingPathComponent("m.i8")
            for bytes in [Data(), Data([1, 2, 3]), Data(repeating: 255, count: 64), Data(repeating: 0, count: 64)] {
                try bytes.write(to: file)
                let converter = ModelConverter(weights: file, vocabulary: file)
                #expect(throws: EncoderError.self) { try converter.convert(to: to, precision: .float32) }
            }
            try write([("x", [1], [1])], to: file)
            let converter = ModelConverter(weights: file, vocabulary: file)
            #expect {
                try converter.convert(to: to, precision: .float32)
            } throws: {
                "\($0)".contains("SHA-256") && "\($0)".contains(file.path)
            }
            #expect(!FileManager.default.fileExists(atPath: to.path))
        }
    }

    @Test func `half precision is read`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("h.safetensors")
            let json = Data(#"{"h":{"dtype":"F16","shape":[5],"data_offsets":[0,10]}}"#.utf8)
            let halves: [UInt16] = [0x3C00, 0xC000, 0x0001, 0x7BFF, 0x8000]
            let data = halves.withUnsafeBytes { Data($0) }
            try (withUnsafeBytes(of: UInt64(json.count)) { Data($0) } + json + data).write(to: file)
            let expected: [Float] = [1, -2, 0x1p-24, 65504, -0.0]
            #expect(try Safetensors(at: file).floats("h", shape: [5]) == expected)
        }
    }

}
