/// AVX-512 without the dot product (Skylake-X): the AVX2 scheme on 64-byte vectors.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TABLE enc_table_avx512bw
#define VB 64
#define PANELS 2
#define ROWS_F32 12
#define ROWS_I8 8
#define Q_OFFSET 128

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma"))), apply_to = function)

static inline __attribute__((always_inline)) void tile_i8(
    const int rows, ptrdiff_t k, const uint8_t *q, const int8_t *w, int32_t *block)
{
    __m512i acc[ROWS_I8][2];
    for (int i = 0; i < rows; i++) acc[i][0] = acc[i][1] = _mm512_setzero_si512();
    const __m512i ones = _mm512_set1_epi16(1);
    for (ptrdiff_t j = 0; j < k; j += 8, w += 128)
        for (int v = 0; v < 2; v++) {
            const __m512i w0 = _mm512_loadu_si512(w + v * 16 * k);
            const __m512i w1 = _mm512_loadu_si512(w + v * 16 * k + 64);
            for (int i = 0; i < rows; i++) {
                int32_t first, second;
                __builtin_memcpy(&first, q + i * k + j, 4);
                __builtin_memcpy(&second, q + i * k + j + 4, 4);
                __m512i t = _mm512_maddubs_epi16(_mm512_set1_epi32(first), w0);
                t = _mm512_add_epi16(t, _mm512_maddubs_epi16(_mm512_set1_epi32(second), w1));
                acc[i][v] = _mm512_add_epi32(acc[i][v], _mm512_madd_epi16(t, ones));
            }
        }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 2; v++) _mm512_storeu_si512(block + i * 32 + 16 * v, acc[i][v]);
}

#include "impl.h"

#pragma clang attribute pop
#else
typedef int enc_no_avx512bw;
#endif
