import CEncoderKernels

/// Small dense operations on row-major arrays, on one thread, for the heads that sit on the encoder.
public enum Matrix {
    /// `x[rows, inner] · weights[outputs, inner]ᵀ + bias[outputs]`, all row-major.
    /// - Returns: `[rows, outputs]`, row-major.
    /// - Complexity: O(rows · inner · outputs)
    public static func multiply(
        _ x: [Float],
        rows: Int,
        inner: Int,
        weights: [Float],
        outputs: Int,
        bias: [Float]? = nil,
        level: KernelLevel = .detected
    ) -> [Float] {
        precondition(x.count == rows * inner && weights.count == outputs * inner, "sizes do not match")
        precondition(bias.map { $0.count == outputs } ?? true, "one bias an output")
        guard rows > 0, outputs > 0 else { return [] }
        return [Float](unsafeUninitializedCapacity: rows * outputs) { result, count in
            count = rows * outputs
            guard let y = result.baseAddress else { return }
            x.withUnsafeBufferPointer { x in
                weights.withUnsafeBufferPointer { weights in
                    // An empty array may have no address; with inner = 0 nothing is read from either.
                    guard let x = x.baseAddress ?? UnsafePointer(result.baseAddress),
                        let w = weights.baseAddress ?? UnsafePointer(result.baseAddress)
                    else { return }
                    if let bias {
                        bias.withUnsafeBufferPointer {
                            enc_matmul(level.code, rows, outputs, inner, x, w, $0.baseAddress, y)
                        }
                    } else {
                        enc_matmul(level.code, rows, outputs, inner, x, w, nil, y)
                    }
                }
            }
        }
    }

    /// Softmax of each row of `x[rows, x.count / rows]`, in place; subtracts the row's maximum first.
    public static func softmax(_ x: inout [Float], rows: Int, level: KernelLevel = .detected) {
        guard rows > 0 else { return }
        precondition(x.count % rows == 0, "rows of equal length")
        let width = x.count / rows
        x.withUnsafeMutableBufferPointer {
            if let base = $0.baseAddress { enc_softmax(level.code, rows, width, base) }
        }
    }

    /// GELU in its erf form, in place.
    public static func gelu(_ x: inout [Float], level: KernelLevel = .detected) {
        x.withUnsafeMutableBufferPointer {
            if let base = $0.baseAddress { enc_gelu(level.code, $0.count, base) }
        }
    }

    /// The dot product of two vectors of one length.
    public static func dot(_ a: [Float], _ b: [Float], level: KernelLevel = .detected) -> Float {
        multiply(a, rows: 1, inner: a.count, weights: b, outputs: 1, level: level)[0]
    }
}
