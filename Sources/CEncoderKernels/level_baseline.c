/// What every x86-64 (SSE2) and every arm64 (NEON) has.
#include "kernels.h"

#define TABLE enc_table_baseline
#define VB 16
#define PANELS 1
#define Q_OFFSET 0

#if defined(__aarch64__)
#include <arm_neon.h>
#define ROWS_F32 6
#define ROWS_I8 2
typedef int32x4_t pair_sums;
/// Adds, for the 4 columns in `w`, the sums of the first and of the last two of four products.
#define ADD_PAIRS(low, high, a, w)                                                                            \
    low = vpadalq_s16(low, vmull_s8(a, vget_low_s8(w)));                                                      \
    high = vpadalq_s16(high, vmull_s8(a, vget_high_s8(w)))
#define JOIN(low, high) vpaddq_s32(low, high)
#else
#include <emmintrin.h>
#define ROWS_F32 3
#define ROWS_I8 1
#endif

static inline __attribute__((always_inline)) void tile_i8(
    const int rows, ptrdiff_t k, const uint8_t *q, const int8_t *w, int32_t *block)
{
#if defined(__aarch64__)
    pair_sums acc[ROWS_I8][8];
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 8; v++) acc[i][v] = vdupq_n_s32(0);
    for (ptrdiff_t j = 0; j < k; j += 4, w += 64)
        for (int i = 0; i < rows; i++) {
            int32_t four;
            __builtin_memcpy(&four, q + i * k + j, 4);
            int8x8_t a = vreinterpret_s8_s32(vdup_n_s32(four));
            for (int v = 0; v < 4; v++) {
                int8x16_t b = vld1q_s8(w + 16 * v);
                ADD_PAIRS(acc[i][2 * v], acc[i][2 * v + 1], a, b);
            }
        }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 4; v++) vst1q_s32(block + i * 16 + 4 * v, JOIN(acc[i][2 * v], acc[i][2 * v + 1]));
#else
    __m128i acc[ROWS_I8][8];
    const __m128i zero = _mm_setzero_si128();
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 8; v++) acc[i][v] = zero;
    for (ptrdiff_t j = 0; j < k; j += 4, w += 64)
        for (int i = 0; i < rows; i++) {
            int32_t four;
            __builtin_memcpy(&four, q + i * k + j, 4);
            __m128i a = _mm_set1_epi32(four);
            a = _mm_unpacklo_epi8(a, _mm_cmpgt_epi8(zero, a));
            for (int v = 0; v < 4; v++) {
                __m128i b = _mm_loadu_si128((const __m128i *)(w + 16 * v)), s = _mm_cmpgt_epi8(zero, b);
                acc[i][2 * v] = _mm_add_epi32(acc[i][2 * v], _mm_madd_epi16(a, _mm_unpacklo_epi8(b, s)));
                acc[i][2 * v + 1] = _mm_add_epi32(acc[i][2 * v + 1], _mm_madd_epi16(a, _mm_unpackhi_epi8(b, s)));
            }
        }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 4; v++) {
            __m128 low = (__m128)acc[i][2 * v], high = (__m128)acc[i][2 * v + 1];
            __m128i even = (__m128i)_mm_shuffle_ps(low, high, 0x88), odd = (__m128i)_mm_shuffle_ps(low, high, 0xdd);
            _mm_storeu_si128((__m128i *)(block + i * 16 + 4 * v), _mm_add_epi32(even, odd));
        }
#endif
}

#include "impl.h"
