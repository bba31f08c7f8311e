/// AVX-512 with the dot product (Ice Lake, Zen 4 and later).
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TABLE enc_table_avx512vnni
#define VB 64
#define PANELS 2
#define ROWS_F32 12
#define ROWS_I8 12
#define Q_OFFSET 128

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,fma"))), apply_to = function)

static inline __attribute__((always_inline)) void tile_i8(
    const int rows, ptrdiff_t k, const uint8_t *q, const int8_t *w, int32_t *block)
{
    __m512i acc[ROWS_I8][2];
    for (int i = 0; i < rows; i++) acc[i][0] = acc[i][1] = _mm512_setzero_si512();
    for (ptrdiff_t j = 0; j < k; j += 4, w += 64) {
        const __m512i w0 = _mm512_loadu_si512(w);
        const __m512i w1 = _mm512_loadu_si512(w + 16 * k);
        for (int i = 0; i < rows; i++) {
            int32_t four;
            __builtin_memcpy(&four, q + i * k + j, 4);
            const __m512i a = _mm512_set1_epi32(four);
            acc[i][0] = _mm512_dpbusd_epi32(acc[i][0], a, w0);
            acc[i][1] = _mm512_dpbusd_epi32(acc[i][1], a, w1);
        }
    }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 2; v++) _mm512_storeu_si512(block + i * 32 + 16 * v, acc[i][v]);
}

#include "impl.h"

#pragma clang attribute pop
#else
typedef int enc_no_avx512vnni;
#endif
