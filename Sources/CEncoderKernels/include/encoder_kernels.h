/// Kernels of the sentence encoder: plain C, libm only, one thread, no state but the detected CPU level.
///
/// Every function that has several builds takes the level first; the Swift side passes the level it was
/// opened with, so tests can hold two levels against each other in one process.
#ifndef ENCODER_KERNELS_H
#define ENCODER_KERNELS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// Instruction-set levels. `ENC_BASELINE` is SSE2 on x86-64 and NEON on arm64.
enum {
    ENC_BASELINE = 0,
    ENC_AVX2 = 1,
    ENC_AVXVNNI = 2,
    ENC_AVX512BW = 3,
    ENC_AVX512VNNI = 4,
    ENC_DOTPROD = 5,
    ENC_LEVEL_COUNT = 6
};

/// The fastest level this machine can run.
int enc_detect_level(void);
/// 1 if this machine can run `level`, else 0.
int enc_level_available(int level);

/// Columns of one weight panel; also what output widths of the packed products must be twice a multiple of.
#define ENC_PANEL 16

// MARK: products with packed weights

/// y[m,n] = x[m,k]·Wᵀ + bias (+ residual), fp32. `w` is packed `[n/16][k][16]`, n a multiple of 32.
/// `residual` may be null; it may be `y` itself.
void enc_gemm_f32(
    int level, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *x, ptrdiff_t ldx, const float *w,
    const float *_Nullable bias, const float *_Nullable residual, ptrdiff_t ldr, float *y, ptrdiff_t ldy);

/// y[m,n] = (q[m,k] + zero)·Wᵀ · rowScale·colScale + bias (+ residual), int8 with int32 sums.
/// `w` is packed `[n/16][k/4][16][4]`, n a multiple of 32, k of 16; within the groups of
/// `enc_quantise_weights` same-sign weights sum to at most 128, so 16-bit partial sums can't overflow.
void enc_gemm_i8(
    int level, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const uint8_t *q, const float *rowScale, int zero,
    const int8_t *w, const float *colScale, const int32_t *colSum, const float *bias,
    const float *_Nullable residual, ptrdiff_t ldr, float *y, ptrdiff_t ldy);

// MARK: activations

/// q = round(x·multiplier / scale) in -127...127 per row, scale[row] = max|x·multiplier| / 127.
/// Stored as the level wants it (offset by 128 on AVX2 and above, signed elsewhere).
void enc_quantise(
    int level, ptrdiff_t m, ptrdiff_t k, const float *x, ptrdiff_t ldx, const float *multiplier, uint8_t *q,
    float *scale);

/// GELU (erf form) and quantisation in one: gelu(x) ≈ scale[row]·(q + 127) − 0.17, q in -127...127.
/// Overwrites `x` with gelu(x).
void enc_gelu_quantise(int level, ptrdiff_t m, ptrdiff_t k, float *x, uint8_t *q, float *scale);
/// The offset of `enc_gelu_quantise`: just below the least value of GELU (−0.16997).
#define ENC_GELU_OFFSET 0.17f
/// The zero point that goes with it.
#define ENC_GELU_ZERO 127

/// x = gelu(x), erf form, in place, `count` values.
void enc_gelu(int level, ptrdiff_t count, float *x);

/// y = (x − mean) / sqrt(variance + 1e-12) · gain + bias for every row of width k; y may be x.
void enc_layer_norm(
    int level, ptrdiff_t m, ptrdiff_t k, const float *x, const float *gain, const float *bias, float *y);

/// Softmax over each row of `[m,n]`, in place.
void enc_softmax(int level, ptrdiff_t m, ptrdiff_t n, float *x);

/// Floats of scratch that `enc_attention` needs for a sequence of `tokens`.
ptrdiff_t enc_attention_scratch(ptrdiff_t tokens);

/// Self-attention of one sequence, 12 heads of 32: `qkv` is `[tokens, 1152]` (q | k | v), `out` `[tokens, 384]`.
void enc_attention(int level, ptrdiff_t tokens, const float *qkv, float *out, float *scratch);

// MARK: small general products, for heads

/// y[m,n] = x[m,k]·w[n,k]ᵀ + bias, all row-major fp32, any sizes; bias may be null.
void enc_matmul(
    int level, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *x, const float *w, const float *_Nullable bias,
    float *y);

// MARK: embeddings and pooling

/// out[t] = words[ids[t]] + positions[position[t]] + types[type[t]], width 384, before its layer norm.
/// Exactly one of `words8` (with `wordScale` per row) and `words32` is not null.
void enc_embed(
    ptrdiff_t tokens, const int32_t *ids, const int32_t *position, const uint8_t *type,
    const int8_t *_Nullable words8, const float *_Nullable wordScale, const float *_Nullable words32,
    const float *positions, const float *types, float *out);

/// Mean over `tokens` rows of width k, then scaled to unit length (a zero mean stays zero).
void enc_mean_unit(ptrdiff_t tokens, ptrdiff_t k, const float *x, float *out);

// MARK: preparing weights

/// `[n,k]` row-major to `[n/16][k][16]`.
void enc_pack_f32(ptrdiff_t n, ptrdiff_t k, const float *w, float *packed);

/// Quantises `[n,k]` row-major weights, each column of input first multiplied by `smooth[k]`, per output row,
/// to `[n/16][k/4][16][4]`; fills `scale[n]` and `sum[n]` (sum of the quantised row).
///
/// The scale of a row is the least for which |q| ≤ 127 and, in every group {8j,8j+1,8j+4,8j+5} and
/// {8j+2,8j+3,8j+6,8j+7} of inputs, the positive and the negative weights each sum to at most 128: two
/// `vpmaddubsw` with activations of 0...255 then add up in 16 bits without overflow.
void enc_quantise_weights(
    ptrdiff_t n, ptrdiff_t k, const float *w, const float *smooth, int8_t *packed, float *scale, int32_t *sum);

/// Quantises each row of `[n,k]` to -127...127 with its own scale (embeddings).
void enc_quantise_rows(ptrdiff_t n, ptrdiff_t k, const float *w, int8_t *q, float *scale);

/// peak[k] = max(peak[k], |x[row][k]|) over m rows.
void enc_column_peaks(ptrdiff_t m, ptrdiff_t k, const float *x, float *peak);

/// Half precision to single.
void enc_half_to_float(ptrdiff_t count, const uint16_t *half, float *out);

// MARK: checksums

/// A 64-bit checksum for damage, not for malice: eight lanes of multiply and xor, some 10 GB/s.
uint64_t enc_checksum(const void *bytes, size_t length);

/// SHA-256 (FIPS 180-4).
void enc_sha256(const void *bytes, size_t length, uint8_t *digest32);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
