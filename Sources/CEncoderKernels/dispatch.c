/// Chooses the build of each kernel by level.
#include "kernels.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

int enc_level_available(int level) {
    if (level == ENC_BASELINE) return 1;
#if defined(__x86_64__)
    __builtin_cpu_init();
    const int avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const int avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    switch (level) {
    case ENC_AVX2: return avx2 != 0;
    case ENC_AVXVNNI: return avx2 && __builtin_cpu_supports("avxvnni");
    case ENC_AVX512BW: return avx512 != 0;
    case ENC_AVX512VNNI: return avx512 && __builtin_cpu_supports("avx512vnni");
    }
#elif defined(__aarch64__)
    if (level == ENC_DOTPROD) {
#if defined(__APPLE__)
        return 1;  // every arm64 Mac
#elif defined(__linux__)
        return (getauxval(AT_HWCAP) >> 20) & 1;  // HWCAP_ASIMDDP
#endif
    }
#endif
    return 0;
}

int enc_detect_level(void) {
    for (int level = ENC_LEVEL_COUNT - 1; level > 0; level--)
        if (enc_level_available(level)) return level;
    return ENC_BASELINE;
}

static const enc_table *table(int level) {
    switch (level) {
#if defined(__x86_64__)
    case ENC_AVX2: return &enc_table_avx2;
    case ENC_AVXVNNI: return &enc_table_avxvnni;
    case ENC_AVX512BW: return &enc_table_avx512bw;
    case ENC_AVX512VNNI: return &enc_table_avx512vnni;
#elif defined(__aarch64__)
    case ENC_DOTPROD: return &enc_table_dotprod;
#endif
    default: return &enc_table_baseline;
    }
}

void enc_gemm_f32(
    int level, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *x, ptrdiff_t ldx, const float *w,
    const float *bias, const float *residual, ptrdiff_t ldr, float *y, ptrdiff_t ldy)
{
    table(level)->gemm_f32(m, n, k, x, ldx, w, bias, residual, ldr, y, ldy);
}

void enc_gemm_i8(
    int level, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const uint8_t *q, const float *rowScale, int zero,
    const int8_t *w, const float *colScale, const int32_t *colSum, const float *bias, const float *residual,
    ptrdiff_t ldr, float *y, ptrdiff_t ldy)
{
    table(level)->gemm_i8(m, n, k, q, rowScale, zero, w, colScale, colSum, bias, residual, ldr, y, ldy);
}

void enc_quantise(
    int level, ptrdiff_t m, ptrdiff_t k, const float *x, ptrdiff_t ldx, const float *multiplier, uint8_t *q,
    float *scale)
{
    table(level)->quantise(m, k, x, ldx, multiplier, q, scale);
}

void enc_gelu_quantise(int level, ptrdiff_t m, ptrdiff_t k, float *x, uint8_t *q, float *scale) {
    table(level)->gelu_quantise(m, k, x, q, scale);
}

void enc_gelu(int level, ptrdiff_t count, float *x) { table(level)->gelu(count, x); }

void enc_layer_norm(
    int level, ptrdiff_t m, ptrdiff_t k, const float *x, const float *gain, const float *bias, float *y)
{
    table(level)->layer_norm(m, k, x, gain, bias, y);
}

void enc_softmax(int level, ptrdiff_t m, ptrdiff_t n, float *x) { table(level)->softmax(m, n, x); }

ptrdiff_t enc_attention_scratch(ptrdiff_t tokens) { return (tokens + 31) / 32 * 32 * (32 + 32 + 36); }

void enc_attention(int level, ptrdiff_t tokens, const float *qkv, float *out, float *scratch) {
    table(level)->attention(tokens, qkv, out, scratch);
}

void enc_matmul(
    int level, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *x, const float *w, const float *bias, float *y)
{
    table(level)->matmul(m, n, k, x, w, bias, y);
}
