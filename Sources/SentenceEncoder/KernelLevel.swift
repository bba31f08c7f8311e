import CEncoderKernels

/// A set of processor instructions the kernels are built for.
///
/// All levels compute the same integers from the same quantised activations; floating-point results differ in
/// the last bits, because sums run in another order.
public enum KernelLevel: Int, CaseIterable, Sendable {
    /// SSE2 on x86-64, NEON on arm64: every machine.
    case baseline = 0
    /// AVX2 and FMA.
    case avx2 = 1
    /// AVX2 with the 256-bit integer dot product.
    case avxVNNI = 2
    /// AVX-512 with byte and word instructions.
    case avx512 = 3
    /// AVX-512 with the integer dot product.
    case avx512VNNI = 4
    /// arm64 with the integer dot product.
    case dotProduct = 5

    /// The fastest level of this machine.
    public static var detected: KernelLevel {
        KernelLevel(rawValue: Int(enc_detect_level())) ?? .baseline
    }

    /// Every level this machine can run, slowest first.
    public static var available: [KernelLevel] {
        allCases.filter { enc_level_available(Int32($0.rawValue)) != 0 }
    }

    /// The level as the C functions take it.
    var code: Int32 { Int32(rawValue) }
}
