import CEncoderKernels
import SentenceEncoder
import Testing

/// Small tensors by hand, and every level of this machine against plain loops.
@Suite struct KernelTests {
    @Test(arguments: KernelLevel.available)
    func `a product by hand`(_ level: KernelLevel) {
        // [1 2; 3 4] · [5 6; 7 8; 9 10]ᵀ + [1 0 -1]
        let y = Matrix.multiply(
            [1, 2, 3, 4],
            rows: 2,
            inner: 2,
            weights: [5, 6, 7, 8, 9, 10],
            outputs: 3,
            bias: [1, 0, -1],
            level: level
        )
        #expect(y == [18, 23, 28, 40, 53, 66])
        #expect(Matrix.dot([1, 2, 3], [4, 5, 6], level: level) == 32)
        #expect(Matrix.multiply([], rows: 1, inner: 0, weights: [], outputs: 2, bias: [3, 4], level: level) == [3, 4])
    }

    @Test(arguments: KernelLevel.available)
    func `softmax by hand`(_ level: KernelLevel) {
        var x: [Float] = [0, 0, 1000, 1000 + Float(0.6931472)]
        Matrix.softmax(&x, rows: 2, level: level)
        for (a, b) in zip(x, [0.5, 0.5, 1.0 / 3, 2.0 / 3] as [Float]) { #expect(abs(a - b) < 1e-4) }
        var wide = [Float](repeating: 3, count: 37)
        Matrix.softmax(&wide, rows: 1, level: level)
        for value in wide { #expect(abs(value - 1.0 / 37) < 1e-6) }
    }

    @Test(arguments: KernelLevel.available)
    func `GELU by hand`(_ level: KernelLevel) {
        var x: [Float] = [0, 1, -1, 2, -3, 10, -10, 0.5, 1e-3]
        Matrix.gelu(&x, level: level)
        // x·Φ(x) from tables of the normal distribution.
        let expected: [Float] = [0, 0.8413447, -0.1586553, 1.9544997, -0.0040497, 10, 0, 0.3457312, 0.0005004]
        for (a, b) in zip(x, expected) { #expect(abs(a - b) < 2e-6) }
    }

    @Test(arguments: KernelLevel.available)
    func `layer norm by hand`(_ level: KernelLevel) {
        var x = [Float](repeating: 0, count: 32)
        for index in 16..<32 { x[index] = 2 }  // mean 1, deviation 1
        let gain = [Float](repeating: 3, count: 32), bias = [Float](repeating: 0.5, count: 32)
        var y = x
        enc_layer_norm(Int32(level.rawValue), 1, 32, x, gain, bias, &y)
        #expect(y[0] == -2.5 && y[31] == 3.5)
    }

    @Test(arguments: KernelLevel.available)
    func `the packed fp32 product agrees with plain loops for every remainder`(_ level: KernelLevel) {
        var noise = Noise(state: 1)
        let (n, k) = (64, 48)
        let w = noise.floats(n * k), bias = noise.floats(n)
        var packed = w
        enc_pack_f32(n, k, w, &packed)
        for m in [1, 2, 5, 6, 7, 11, 12, 13, 25, 59, 60, 61, 121] {
            let x = noise.floats(m * k), residual = noise.floats(m * n)
            var y = [Float](repeating: 0, count: m * n)
            enc_gemm_f32(Int32(level.rawValue), m, n, k, x, k, packed, bias, residual, n, &y, n)
            var worst: Float = 0
            for i in 0..<m {
                for c in 0..<n {
                    var s = bias[c] + residual[i * n + c]
                    for j in 0..<k { s += x[i * k + j] * w[c * k + j] }
                    worst = max(worst, abs(s - y[i * n + c]))
                }
            }
            #expect(worst < 1e-4, "\(m) rows")
        }
    }

    @Test(arguments: KernelLevel.available)
    func `the int8 product is exact at the extremes`(_ level: KernelLevel) {
        // Every activation ±127 against the largest weights the quantiser lets through: where 16-bit sums would
        // overflow if the groups were not kept small.
        let (n, k) = (32, 384), code = Int32(level.rawValue)
        var noise = Noise(state: 2)
        for pattern in 0..<3 {
            let w: [Float] =
                pattern == 0
                ? [Float](repeating: 1, count: n * k)
                : pattern == 1 ? (0..<n * k).map { $0 % 2 == 0 ? 1 : -1 } : noise.floats(n * k)
            let ones = [Float](repeating: 1, count: k)
            var packed = [Int8](repeating: 0, count: n * k), scale = [Float](repeating: 0, count: n)
            var sums = [Int32](repeating: 0, count: n)
            enc_quantise_weights(n, k, w, ones, &packed, &scale, &sums)
            let x: [Float] = (0..<7 * k).map { $0 / k == 0 ? 1 : $0 / k == 1 ? -1 : noise.next() }
            var q = [UInt8](repeating: 0, count: 7 * k), rowScale = [Float](repeating: 0, count: 7)
            enc_quantise(code, 7, k, x, k, ones, &q, &rowScale)
            let zeros = [Float](repeating: 0, count: n), unit = [Float](repeating: 1, count: n)
            var y = [Float](repeating: 0, count: 7 * n)
            enc_gemm_i8(code, 7, n, k, q, [Float](repeating: 1, count: 7), 0, packed, unit, sums, zeros, nil, n, &y, n)
            let offset: Int32 = level == .baseline || level == .dotProduct ? 0 : 128
            for i in 0..<7 {
                for c in 0..<n {
                    var s: Int32 = 0
                    for j in 0..<k {
                        let stored = q[i * k + j]
                        let a = offset == 0 ? Int32(Int8(bitPattern: stored)) : Int32(stored) - 128
                        s += a * Int32(packed[((c / 16 * (k / 4) + j / 4) * 16 + c % 16) * 4 + j % 4])
                    }
                    #expect(y[i * n + c] == Float(s))
                }
            }
        }
    }

    @Test(arguments: KernelLevel.available)
    func `attention agrees with plain loops`(_ level: KernelLevel) {
        var noise = Noise(state: 3)
        for tokens in [1, 2, 17, 32, 33, 75] {
            let qkv = noise.floats(tokens * 1152, scale: 3)
            var out = [Float](repeating: 0, count: tokens * 384)
            var scratch = [Float](repeating: 0, count: enc_attention_scratch(tokens))
            enc_attention(Int32(level.rawValue), tokens, qkv, &out, &scratch)
            var worst: Float = 0
            for head in [0, 5, 11] {
                for i in 0..<tokens {
                    var p = (0..<tokens).map { j in
                        (0..<32).reduce(Float(0)) {
                            $0 + qkv[i * 1152 + head * 32 + $1] * qkv[j * 1152 + 384 + head * 32 + $1]
                        } / Float(32).squareRoot()
                    }
                    Matrix.softmax(&p, rows: 1, level: .baseline)
                    for d in 0..<32 {
                        let s = (0..<tokens).reduce(Float(0)) { $0 + p[$1] * qkv[$1 * 1152 + 768 + head * 32 + d] }
                        worst = max(worst, abs(s - out[i * 384 + head * 32 + d]))
                    }
                }
            }
            #expect(worst < 1e-4, "\(tokens) tokens")
        }
    }

    @Test func `GELU and quantising in one loses at most half a step`() {
        for level in KernelLevel.available {
            var noise = Noise(state: 4)
            var x = noise.floats(3 * 64, scale: 4)
            var q = [UInt8](repeating: 0, count: x.count), scale = [Float](repeating: 0, count: 3)
            enc_gelu_quantise(Int32(level.rawValue), 3, 64, &x, &q, &scale)
            let offset: Int = level == .baseline || level == .dotProduct ? 0 : 128
            for index in x.indices {
                let stored = offset == 0 ? Int(Int8(bitPattern: q[index])) : Int(q[index]) - 128
                let value = scale[index / 64] * Float(stored + 127) - ENC_GELU_OFFSET
                #expect(abs(value - x[index]) <= scale[index / 64] * 0.501)
            }
        }
    }

    @Test func `SHA-256 and the damage check`() {
        var digest = [UInt8](repeating: 0, count: 32)
        enc_sha256("abc", 3, &digest)  // FIPS 180-4, first example
        #expect(digest.prefix(4) == [0xba, 0x78, 0x16, 0xbf])
        let two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
        enc_sha256(two, two.utf8.count, &digest)
        #expect(digest.prefix(4) == [0x24, 0x8d, 0x6a, 0x61])
        var bytes = [UInt8](repeating: 7, count: 1000)
        let whole = enc_checksum(bytes, 1000)
        for index in [0, 63, 64, 511, 999] {
            bytes[index] ^= 1
            #expect(enc_checksum(bytes, 1000) != whole)
            bytes[index] ^= 1
        }
        #expect(enc_checksum(bytes, 999) != whole)
    }
}
