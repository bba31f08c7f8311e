/// arm64 with the dot product (Armv8.2 onwards, every Apple M processor).
#include "kernels.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#define TABLE enc_table_dotprod
#define VB 16
#define PANELS 1
#define ROWS_F32 6
#define ROWS_I8 6
#define Q_OFFSET 0

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

static inline __attribute__((always_inline)) void tile_i8(
    const int rows, ptrdiff_t k, const uint8_t *q, const int8_t *w, int32_t *block)
{
    int32x4_t acc[ROWS_I8][4];
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 4; v++) acc[i][v] = vdupq_n_s32(0);
    for (ptrdiff_t j = 0; j < k; j += 4, w += 64) {
        int8x16_t b[4];
        for (int v = 0; v < 4; v++) b[v] = vld1q_s8(w + 16 * v);
        for (int i = 0; i < rows; i++) {
            int32_t four;
            __builtin_memcpy(&four, q + i * k + j, 4);
            const int8x16_t a = vreinterpretq_s8_s32(vdupq_n_s32(four));
            for (int v = 0; v < 4; v++) acc[i][v] = vdotq_s32(acc[i][v], b[v], a);
        }
    }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < 4; v++) vst1q_s32(block + i * 16 + 4 * v, acc[i][v]);
}

#include "impl.h"

#pragma clang attribute pop
#else
typedef int enc_no_dotprod;
#endif
