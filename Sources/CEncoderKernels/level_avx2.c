/// AVX2 and FMA. Two `vpmaddubsw` are added in 16 bits before they are widened: the quantiser keeps every
/// group's weights small enough that neither the instruction nor the sum can saturate.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TABLE enc_table_avx2
#define VB 32
#define PANELS 1
#define ROWS_F32 6
#define ROWS_I8 5
#define Q_OFFSET 128

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

static inline __attribute__((always_inline)) void tile_i8(
    const int rows, ptrdiff_t k, const uint8_t *q, const int8_t *w, int32_t *block)
{
    __m256i acc[ROWS_I8][2];
    const __m256i ones = _mm256_set1_epi16(1);
    for (int i = 0; i < rows; i++) acc[i][0] = acc[i][1] = _mm256_setzero_si256();
    for (ptrdiff_t j = 0; j < k; j += 8, w += 128)
        for (int v = 0; v < 2; v++) {
            const __m256i w0 = _mm256_loadu_si256((const __m256i *)(w + 32 * v));
            const __m256i w1 = _mm256_loadu_si256((const __m256i *)(w + 64 + 32 * v));
            const uint8_t *again = q + j;
            __asm__ volatile("" : "+r"(again));  // broadcast anew for each half: keeping them would spill the sums
            for (int i = 0; i < rows; i++) {
                int32_t first, second;
                __builtin_memcpy(&first, again + i * k, 4);
                __builtin_memcpy(&second, again + i * k + 4, 4);
                __m256i t = _mm256_maddubs_epi16(_mm256_set1_epi32(first), w0);
                t = _mm256_add_epi16(t, _mm256_maddubs_epi16(_mm256_set1_epi32(second), w1));
                acc[i][v] = _mm256_add_epi32(acc[i][v], _mm256_madd_epi16(t, ones));
            }
        }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 2; v++) _mm256_storeu_si256((__m256i *)(block + i * 16 + 8 * v), acc[i][v]);
}

#include "impl.h"

#pragma clang attribute pop
#else
typedef int enc_no_avx2;
#endif
