/// Kernels that need one build only: embeddings, pooling, preparing weights.
#include <math.h>
#include <string.h>

#include "include/encoder_kernels.h"

void enc_embed(
    ptrdiff_t tokens, const int32_t *ids, const int32_t *position, const uint8_t *type, const int8_t *words8,
    const float *wordScale, const float *words32, const float *positions, const float *types, float *out)
{
    enum { k = 384 };
    for (ptrdiff_t t = 0; t < tokens; t++, out += k) {
        const float *p = positions + (ptrdiff_t)position[t] * k, *s = types + (ptrdiff_t)type[t] * k;
        if (words8 && wordScale) {
            const int8_t *w = words8 + (ptrdiff_t)ids[t] * k;
            const float scale = wordScale[ids[t]];
            for (int j = 0; j < k; j++) out[j] = (float)w[j] * scale + p[j] + s[j];
        } else if (words32) {
            const float *w = words32 + (ptrdiff_t)ids[t] * k;
            for (int j = 0; j < k; j++) out[j] = w[j] + p[j] + s[j];
        }
    }
}

void enc_mean_unit(ptrdiff_t tokens, ptrdiff_t k, const float *x, float *out) {
    for (ptrdiff_t j = 0; j < k; j++) out[j] = 0;
    for (ptrdiff_t t = 0; t < tokens; t++)
        for (ptrdiff_t j = 0; j < k; j++) out[j] += x[t * k + j];
    double norm = 0;
    for (ptrdiff_t j = 0; j < k; j++) norm += (double)out[j] * out[j];
    const float inverse = norm > 0 ? (float)(1 / sqrt(norm)) : 0;
    for (ptrdiff_t j = 0; j < k; j++) out[j] *= inverse;
}

void enc_pack_f32(ptrdiff_t n, ptrdiff_t k, const float *w, float *packed) {
    for (ptrdiff_t c = 0; c < n; c++)
        for (ptrdiff_t j = 0; j < k; j++) packed[(c / 16 * k + j) * 16 + c % 16] = w[c * k + j];
}

/// The least scale for which no group of `row` can overflow; see the header.
static float row_scale(ptrdiff_t k, const float *w, const float *smooth) {
    float peak = 0, most = 0;
    for (ptrdiff_t j = 0; j < k; j += 8)
        for (int half = 0; half < 4; half += 2) {
            float up = 0, down = 0;
            for (int i = 0; i < 4; i++) {
                const ptrdiff_t at = j + half + i % 2 + i / 2 * 4;
                const float v = w[at] * smooth[at];
                peak = fmaxf(peak, fabsf(v));
                if (v > 0) up += v; else down -= v;
            }
            most = fmaxf(most, fmaxf(up, down));
        }
    return fmaxf(peak / 127, most / 128);
}

/// Rounds to nearest; 0 if some group then sums to more than 128, which rounding up can cause.
static int quantise_row(ptrdiff_t k, const float *w, const float *smooth, float scale, int8_t *q) {
    const float inverse = scale > 0 ? 1 / scale : 0;
    for (ptrdiff_t j = 0; j < k; j++) {
        const long v = lrintf(w[j] * smooth[j] * inverse);
        if (v > 127 || v < -127) return 0;
        q[j] = (int8_t)v;
    }
    for (ptrdiff_t j = 0; j < k; j += 8)
        for (int half = 0; half < 4; half += 2) {
            int up = 0, down = 0;
            for (int i = 0; i < 4; i++) {
                const int v = q[j + half + i % 2 + i / 2 * 4];
                if (v > 0) up += v; else down -= v;
            }
            if (up > 128 || down > 128) return 0;
        }
    return 1;
}

void enc_quantise_weights(
    ptrdiff_t n, ptrdiff_t k, const float *w, const float *smooth, int8_t *packed, float *scale, int32_t *sum)
{
    int8_t q[8192];  // k is 384 or 1536
    if (k > (ptrdiff_t)sizeof q) return;
    for (ptrdiff_t c = 0; c < n; c++) {
        float s = row_scale(k, w + c * k, smooth);
        while (!quantise_row(k, w + c * k, smooth, s, q)) s *= 1.002f;
        scale[c] = s;
        sum[c] = 0;
        for (ptrdiff_t j = 0; j < k; j++) {
            packed[((c / 16 * (k / 4) + j / 4) * 16 + c % 16) * 4 + j % 4] = q[j];
            sum[c] += q[j];
        }
    }
}

void enc_quantise_rows(ptrdiff_t n, ptrdiff_t k, const float *w, int8_t *q, float *scale) {
    for (ptrdiff_t r = 0; r < n; r++, w += k, q += k) {
        float peak = 0;
        for (ptrdiff_t j = 0; j < k; j++) peak = fmaxf(peak, fabsf(w[j]));
        scale[r] = peak / 127;
        const float inverse = peak > 0 ? 127 / peak : 0;
        for (ptrdiff_t j = 0; j < k; j++) q[j] = (int8_t)lrintf(w[j] * inverse);
    }
}

void enc_column_peaks(ptrdiff_t m, ptrdiff_t k, const float *x, float *peak) {
    for (ptrdiff_t i = 0; i < m; i++)
        for (ptrdiff_t j = 0; j < k; j++) peak[j] = fmaxf(peak[j], fabsf(x[i * k + j]));
}

void enc_half_to_float(ptrdiff_t count, const uint16_t *half, float *out) {
    for (ptrdiff_t i = 0; i < count; i++) {
        const uint32_t h = half[i], sign = (h & 0x8000u) << 16, e = h >> 10 & 31, f = h & 1023;
        if (e == 0) {
            const float v = (float)f * 0x1p-24f;  // subnormal or zero
            out[i] = sign ? -v : v;
            continue;
        }
        const uint32_t bits = sign | (e == 31 ? 0x7f800000u : (e + 112) << 23) | f << 13;
        memcpy(out + i, &bits, 4);
    }
}
