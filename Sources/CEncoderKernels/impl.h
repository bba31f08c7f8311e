/// One build of the kernels. The including file defines, under a `target` attribute:
///   TABLE        name of the table to define
///   VB           vector bytes: 16, 32 or 64
///   PANELS       weight panels per tile: 1, or 2 with 64-byte vectors
///   ROWS_F32     rows of the fp32 tile;  ROWS_I8 rows of the int8 tile
///   Q_OFFSET     what is added to a quantised activation when stored: 128 or 0
///   tile_i8      int32 sums of ROWS ≤ ROWS_I8 rows × PANELS·16 columns into a row-major block
/// Shapes are row-major; `vf` is a vector of VB/4 floats. Fused multiply-add is the compiler's choice.
#include <math.h>
#include <string.h>

#pragma clang fp contract(fast)

#define INLINE static inline __attribute__((always_inline))
#define VL (VB / 4)
#define NV (PANELS * 64 / VB)  // vectors across one tile
#define NC (PANELS * 16)       // columns across one tile

typedef float vf __attribute__((vector_size(VB)));
typedef int32_t vi __attribute__((vector_size(VB)));
typedef uint8_t vb __attribute__((vector_size(VL)));

INLINE vf load(const float *p) {
    vf v;
    memcpy(&v, p, VB);
    return v;
}
INLINE void store(float *p, vf v) { memcpy(p, &v, VB); }
INLINE vf splat(float x) { return x - (vf){}; }
INLINE vf choose(vi mask, vf a, vf b) { return (vf)((mask & (vi)a) | (~mask & (vi)b)); }
INLINE vf vmax(vf a, vf b) { return choose(a > b, a, b); }
INLINE vf vmin(vf a, vf b) { return choose(a < b, a, b); }
INLINE vf vabs(vf a) { return (vf)((vi)a & 0x7fffffff); }
#if VB == 16
#define FOLD(v, op) v
#elif VB == 32
#define FOLD(v, op) op(__builtin_shufflevector(v, v, 0, 1, 2, 3), __builtin_shufflevector(v, v, 4, 5, 6, 7))
#else
#define QUARTER(v, a, b, c, d) __builtin_shufflevector(v, v, a, b, c, d)
#define FOLD(v, op)                                                                                           \
    op(op(QUARTER(v, 0, 1, 2, 3), QUARTER(v, 4, 5, 6, 7)), op(QUARTER(v, 8, 9, 10, 11), QUARTER(v, 12, 13, 14, 15)))
#endif
typedef float v4 __attribute__((vector_size(16)));
typedef int32_t i4 __attribute__((vector_size(16)));
INLINE v4 add4(v4 a, v4 b) { return a + b; }
INLINE v4 max4(v4 a, v4 b) { return (v4)(((a > b) & (i4)a) | (~(a > b) & (i4)b)); }
INLINE float sum(vf v) {
    v4 q = FOLD(v, add4);
    return (q[0] + q[2]) + (q[1] + q[3]);
}
INLINE float top(vf v) {
    v4 q = FOLD(v, max4);
    float a = q[0] > q[1] ? q[0] : q[1], b = q[2] > q[3] ? q[2] : q[3];
    return a > b ? a : b;
}

/// e^x for x ≤ 88, below −87 it is 0; the polynomial of Cephes expf, relative error 2e-7.
INLINE vf vexp(vf x) {
    vi dead = x < splat(-87.0f);
    x = vmax(x, splat(-87.0f));
    vf n = x * 1.44269504088896341f + 12582912.0f;
    vi ni = (vi)n - 0x4b400000;
    n = n - 12582912.0f;
    vf r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    vf p = splat(1.9875691500e-4f);
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    return (vf)(~dead & (vi)((vf)((ni + 127) << 23) * p));
}

/// x·Φ(x), with erf as the rational function of Eigen's `generic_fast_erf_float` (absolute error 1e-7).
INLINE vf vgelu(vf v) {
    vf x = vmin(vmax(v * 0.70710678118654752f, splat(-4.0f)), splat(4.0f));
    vf s = x * x;
    vf p = splat(-2.72614225801306e-10f);
    p = p * s + 2.77068142495902e-08f;
    p = p * s + -2.10102402082508e-06f;
    p = p * s + -5.69250639462346e-05f;
    p = p * s + -7.34990630326855e-04f;
    p = p * s + -2.95459980854025e-03f;
    p = p * s + -1.60960333262415e-02f;
    vf q = splat(-1.45660718464996e-05f);
    q = q * s + -2.13374055278905e-04f;
    q = q * s + -1.68282697438203e-03f;
    q = q * s + -7.37332916720468e-03f;
    q = q * s + -1.42647390514189e-02f;
    vf half = v * 0.5f;
    return half + half * (x * p / q);
}

/// x·Φ(x) to 6e-4, for what is rounded to one of 255 steps afterwards: beyond ±3.6 Φ is taken as 0 or 1, within it is
/// ½ + x·P(x²) with the P of degree 5 that is off by least (a linear program over 1,500 points).
INLINE vf vgelu_rounded(vf v) {
    vf x = vmin(vmax(v, splat(-3.6f)), splat(3.6f));
    vf s = x * x;
    vf p = splat(-4.42331892e-07f);
    p = p * s + 2.51292036e-05f;
    p = p * s + -0.000593506517f;
    p = p * s + 0.00770175217f;
    p = p * s + -0.0622011246f;
    p = p * s + 0.396152444f;
    return v * (x * p + 0.5f);
}

// MARK: fp32 product

/// Rows that pass over all panels together: their outputs and inputs then stay in the second-level cache.
#ifndef ROW_BLOCK
#define ROW_BLOCK 60
#endif

INLINE void tile_f32(
    const int rows, ptrdiff_t k, const float *x, ptrdiff_t ldx, const float *w, const float *bias,
    const float *residual, ptrdiff_t ldr, float *y, ptrdiff_t ldy)
{
    vf acc[ROWS_F32][NV];
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < NV; v++) acc[i][v] = bias ? load(bias + v * VL) : (vf){};
    for (ptrdiff_t j = 0; j < k; j++) {
        vf b[NV];
        for (int v = 0; v < NV; v++)
            b[v] = load(w + (v * VL / 16) * 16 * k + j * 16 + v * VL % 16);
        for (int i = 0; i < rows; i++) {
            vf a = splat(x[i * ldx + j]);
            for (int v = 0; v < NV; v++) acc[i][v] += a * b[v];
        }
    }
    for (int i = 0; i < rows; i++)
        for (int v = 0; v < NV; v++) {
            vf r = acc[i][v];
            if (residual) r += load(residual + i * ldr + v * VL);
            store(y + i * ldy + v * VL, r);
        }
}

/// Rows are spread evenly over the tiles: 15 rows with tiles of 12 go as 8 + 7.
#define SPREAD(ROWS, from, to, at, rows)                                                                      \
    for (ptrdiff_t end_ = (to), tiles_ = (end_ - (from) + (ROWS)-1) / (ROWS), at = (from), rows = 0;          \
         at < end_ && (rows = (end_ - at + tiles_ - 1) / tiles_, 1); at += rows, tiles_--)

#define ONE_OF_12(CALL)                                                                                       \
    switch (rows) {                                                                                           \
    CASE(1, CALL) CASE(2, CALL) CASE(3, CALL) CASE(4, CALL) CASE(5, CALL) CASE(6, CALL)                       \
    CASE(7, CALL) CASE(8, CALL) CASE(9, CALL) CASE(10, CALL) CASE(11, CALL) CASE(12, CALL)                    \
    }
#define CASE(R, CALL)                                                                                         \
    case R:                                                                                                   \
        if (R <= LIMIT) { CALL(R); }                                                                          \
        break;

static void gemm_f32(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *x, ptrdiff_t ldx, const float *w, const float *bias,
    const float *residual, ptrdiff_t ldr, float *y, ptrdiff_t ldy)
{
    for (ptrdiff_t from = 0; from < m; from += ROW_BLOCK)
    for (ptrdiff_t c = 0; c < n; c += NC) {
        const float *bc = bias ? bias + c : 0;
        SPREAD(ROWS_F32, from, m - from < ROW_BLOCK ? m : from + ROW_BLOCK, at, rows) {
#define LIMIT ROWS_F32
#define CALL(R)                                                                                               \
    tile_f32(R <= ROWS_F32 ? R : 1, k, x + at * ldx, ldx, w + c * k, bc, residual ? residual + at * ldr + c : 0, ldr, \
             y + at * ldy + c, ldy)
            ONE_OF_12(CALL)
#undef CALL
#undef LIMIT
        }
    }
}

// MARK: int8 product

static void gemm_i8(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const uint8_t *q, const float *rowScale, int zero, const int8_t *w,
    const float *colScale, const int32_t *colSum, const float *bias, const float *residual, ptrdiff_t ldr,
    float *y, ptrdiff_t ldy)
{
    int32_t block[ROWS_I8 * NC] __attribute__((aligned(64)));
    const int correction = zero - Q_OFFSET;
    for (ptrdiff_t from = 0; from < m; from += ROW_BLOCK)
    for (ptrdiff_t c = 0; c < n; c += NC) {
        vf cs[NV], bc[NV];
        vi fix[NV];
        for (int v = 0; v < NV; v++) {
            cs[v] = load(colScale + c + v * VL);
            bc[v] = load(bias + c + v * VL);
            memcpy(&fix[v], colSum + c + v * VL, VB);
            fix[v] *= correction;
        }
        SPREAD(ROWS_I8, from, m - from < ROW_BLOCK ? m : from + ROW_BLOCK, at, rows) {
            const uint8_t *qa = q + at * k;
            const int8_t *wc = w + c * k;
#define LIMIT ROWS_I8
#define CALL(R) tile_i8(R <= ROWS_I8 ? R : 1, k, qa, wc, block)
            ONE_OF_12(CALL)
#undef CALL
#undef LIMIT
            for (ptrdiff_t i = 0; i < rows; i++) {
                float s = rowScale[at + i];
                for (int v = 0; v < NV; v++) {
                    vi a;
                    memcpy(&a, block + i * NC + v * VL, VB);
                    vf r = __builtin_convertvector(a + fix[v], vf) * (cs[v] * s) + bc[v];
                    if (residual) r += load(residual + (at + i) * ldr + c + v * VL);
                    store(y + (at + i) * ldy + c + v * VL, r);
                }
            }
        }
    }
}

#include "impl_rows.h"

const enc_table TABLE = {
    gemm_f32, gemm_i8, quantise, gelu_quantise, gelu, layer_norm, softmax, attention, matmul,
};
