/// AVX2 with the 256-bit dot product (Alder Lake and later without AVX-512).
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TABLE enc_table_avxvnni
#define VB 32
#define PANELS 1
#define ROWS_F32 6
#define ROWS_I8 6
#define Q_OFFSET 128

#pragma clang attribute push(__attribute__((target("avx2,fma,avxvnni"))), apply_to = function)

static inline __attribute__((always_inline)) void tile_i8(
    const int rows, ptrdiff_t k, const uint8_t *q, const int8_t *w, int32_t *block)
{
    __m256i acc[ROWS_I8][2];
    for (int i = 0; i < rows; i++) acc[i][0] = acc[i][1] = _mm256_setzero_si256();
    for (ptrdiff_t j = 0; j < k; j += 4, w += 64) {
        const __m256i w0 = _mm256_loadu_si256((const __m256i *)w);
        const __m256i w1 = _mm256_loadu_si256((const __m256i *)(w + 32));
        for (int i = 0; i < rows; i++) {
            int32_t four;
            __builtin_memcpy(&four, q + i * k + j, 4);
            const __m256i a = _mm256_set1_epi32(four);
            acc[i][0] = _mm256_dpbusd_avx_epi32(acc[i][0], a, w0);
            acc[i][1] = _mm256_dpbusd_avx_epi32(acc[i][1], a, w1);
        }
    }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 2; v++) _mm256_storeu_si256((__m256i *)(block + i * 16 + 8 * v), acc[i][v]);
}

#include "impl.h"

#pragma clang attribute pop
#else
typedef int enc_no_avxvnni;
#endif
