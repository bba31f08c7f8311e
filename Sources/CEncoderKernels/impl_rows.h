/// Row-wise kernels, attention and the general product; included by `impl.h`, which explains the macros.

INLINE void store_bytes(uint8_t *p, vf scaled) {
    vi n = ((vi)(scaled + 12582912.0f) + Q_OFFSET) & 0xff;  // round to even, keep the low byte
    vb b = __builtin_convertvector(n, vb);
    memcpy(p, &b, VL);
}

static void quantise(
    ptrdiff_t m, ptrdiff_t k, const float *x, ptrdiff_t ldx, const float *multiplier, uint8_t *q, float *scale)
{
    for (ptrdiff_t i = 0; i < m; i++, x += ldx, q += k) {
        vf peak = {};
        for (ptrdiff_t j = 0; j < k; j += VL) peak = vmax(peak, vabs(load(x + j) * load(multiplier + j)));
        float p = top(peak);
        scale[i] = p / 127.0f;
        float inverse = p > 0 ? 127.0f / p : 0;
        for (ptrdiff_t j = 0; j < k; j += VL) store_bytes(q + j, load(x + j) * load(multiplier + j) * inverse);
    }
}

static void gelu_quantise(ptrdiff_t m, ptrdiff_t k, float *x, uint8_t *q, float *scale) {
    for (ptrdiff_t i = 0; i < m; i++, x += k, q += k) {
        vf peak = {};
        for (ptrdiff_t j = 0; j < k; j += VL) {
            vf g = vgelu_rounded(load(x + j));
            store(x + j, g);
            peak = vmax(peak, g);
        }
        float range = top(peak) + ENC_GELU_OFFSET;
        scale[i] = range / 254.0f;
        float inverse = 254.0f / range;
        for (ptrdiff_t j = 0; j < k; j += VL)
            store_bytes(q + j, vmax((load(x + j) + ENC_GELU_OFFSET) * inverse, (vf){}) - (float)ENC_GELU_ZERO);
    }
}

static void gelu(ptrdiff_t count, float *x) {
    ptrdiff_t j = 0;
    for (; j + VL <= count; j += VL) store(x + j, vgelu(load(x + j)));
    if (j < count) {
        float rest[VL] = {0};
        memcpy(rest, x + j, (size_t)(count - j) * sizeof(float));
        store(rest, vgelu(load(rest)));
        memcpy(x + j, rest, (size_t)(count - j) * sizeof(float));
    }
}

static void layer_norm(ptrdiff_t m, ptrdiff_t k, const float *x, const float *gain, const float *bias, float *y) {
    for (ptrdiff_t i = 0; i < m; i++, x += k, y += k) {
        vf s = {};
        for (ptrdiff_t j = 0; j < k; j += VL) s += load(x + j);
        float mean = sum(s) / (float)k;
        s = (vf){};
        for (ptrdiff_t j = 0; j < k; j += VL) {
            vf d = load(x + j) - mean;
            s += d * d;
        }
        float inverse = 1.0f / sqrtf(sum(s) / (float)k + 1e-12f);
        for (ptrdiff_t j = 0; j < k; j += VL)
            store(y + j, (load(x + j) - mean) * inverse * load(gain + j) + load(bias + j));
    }
}

/// e^(scale·(x − max)) over the first `n` values, in place; returns 1 / their sum. Up to the next multiple of VL
/// the row must be writable, and is set to 0.
INLINE float exponentials(ptrdiff_t n, float scale, float *x) {
    const ptrdiff_t padded = (n + VL - 1) / VL * VL;
    for (ptrdiff_t j = n; j < padded; j++) x[j] = -1e30f;
    vf peaks = load(x);
    for (ptrdiff_t j = VL; j < padded; j += VL) peaks = vmax(peaks, load(x + j));
    const float peak = top(peaks);
    vf total = {};
    for (ptrdiff_t j = 0; j < padded; j += VL) {
        vf e = vexp((load(x + j) - peak) * scale);
        total += e;
        store(x + j, e);
    }
    return 1.0f / sum(total);
}

static void softmax(ptrdiff_t m, ptrdiff_t n, float *x) {
    if (n <= 0) return;
    for (ptrdiff_t i = 0; i < m; i++, x += n) {
        float last[VL] = {0};
        const ptrdiff_t whole = (n - 1) / VL * VL;  // the last 1...VL values go through a buffer
        memcpy(last, x + whole, (size_t)(n - whole) * sizeof(float));
        for (ptrdiff_t j = n - whole; j < VL; j++) last[j] = -1e30f;
        vf peaks = load(last), total = {};
        for (ptrdiff_t j = 0; j < whole; j += VL) peaks = vmax(peaks, load(x + j));
        const float peak = top(peaks);
        for (ptrdiff_t j = 0; j < whole; j += VL) {
            vf e = vexp(load(x + j) - peak);
            total += e;
            store(x + j, e);
        }
        vf e = vexp(load(last) - peak);
        const float inverse = 1.0f / sum(total + e);
        for (ptrdiff_t j = 0; j < whole; j += VL) store(x + j, load(x + j) * inverse);
        store(last, e * inverse);
        memcpy(x + whole, last, (size_t)(n - whole) * sizeof(float));
    }
}

// MARK: attention

enum { heads = 12, width = 32, hidden = 384, query_block = 36 };

/// Turns `[tokens, 32]` rows `ld` apart into panels `[padded/16][32][16]`, four by four.
INLINE void pack_keys(ptrdiff_t tokens, ptrdiff_t padded, const float *k, ptrdiff_t ld, float *keys) {
    for (ptrdiff_t t = 0; t < padded; t += 4) {
        float *column = keys + t / 16 * 16 * width + t % 16;
        for (int d = 0; d < width; d += 4) {
            v4 r[4] = {{0}, {0}, {0}, {0}};
            for (int i = 0; i < 4; i++)
                if (t + i < tokens) memcpy(&r[i], k + (t + i) * ld + d, 16);
            v4 a = __builtin_shufflevector(r[0], r[1], 0, 4, 1, 5), b = __builtin_shufflevector(r[2], r[3], 0, 4, 1, 5);
            v4 c = __builtin_shufflevector(r[0], r[1], 2, 6, 3, 7), e = __builtin_shufflevector(r[2], r[3], 2, 6, 3, 7);
            v4 out[4] = {
                __builtin_shufflevector(a, b, 0, 1, 4, 5), __builtin_shufflevector(a, b, 2, 3, 6, 7),
                __builtin_shufflevector(c, e, 0, 1, 4, 5), __builtin_shufflevector(c, e, 2, 3, 6, 7)};
            for (int i = 0; i < 4; i++) memcpy(column + (d + i) * 16, &out[i], 16);
        }
    }
}

/// Scratch: keys `[padded/16][32][16]`, values `[2][padded][16]`, scores `[query_block][padded]`.
static void attention(ptrdiff_t tokens, const float *qkv, float *out, float *scratch) {
    const ptrdiff_t padded = (tokens + 31) / 32 * 32, ld = 3 * hidden;
    float *keys = scratch, *values = keys + padded * width, *scores = values + padded * width;
    for (int h = 0; h < heads; h++) {
        const float *q = qkv + h * width, *k = q + hidden, *v = k + hidden;
        pack_keys(tokens, padded, k, ld, keys);
        for (ptrdiff_t t = 0; t < tokens; t++) {
            memcpy(values + t * 16, v + t * ld, 64);
            memcpy(values + (tokens + t) * 16, v + t * ld + 16, 64);
        }
        for (ptrdiff_t at = 0; at < tokens; at += query_block) {
            ptrdiff_t rows = tokens - at < query_block ? tokens - at : query_block;
            gemm_f32(rows, padded, width, q + at * ld, ld, keys, 0, 0, 0, scores, padded);
            float inverse[query_block];
            for (ptrdiff_t i = 0; i < rows; i++)
                inverse[i] = exponentials(tokens, 0.17677669529663688f, scores + i * padded);  // 1 / √32
            float *o = out + at * hidden + h * width;
            gemm_f32(rows, width, tokens, scores, padded, values, 0, 0, 0, o, hidden);
            for (ptrdiff_t i = 0; i < rows; i++)
                for (int d = 0; d < width; d += VL)
                    store(o + i * hidden + d, load(o + i * hidden + d) * inverse[i]);
        }
    }
}

// MARK: general product

/// Dots of R rows of x with C rows of w, both of length k.
INLINE void dots(
    const int R, const int C, ptrdiff_t k, const float *x, const float *w, const float *bias, float *y, ptrdiff_t ldy)
{
    vf acc[2][4];
    for (int r = 0; r < R; r++)
        for (int c = 0; c < C; c++) acc[r][c] = (vf){};
    ptrdiff_t j = 0;
    for (; j + VL <= k; j += VL)
        for (int c = 0; c < C; c++) {
            vf b = load(w + c * k + j);
            for (int r = 0; r < R; r++) acc[r][c] += load(x + r * k + j) * b;
        }
    for (int r = 0; r < R; r++)
        for (int c = 0; c < C; c++) {
            float s = sum(acc[r][c]);
            for (ptrdiff_t t = j; t < k; t++) s += x[r * k + t] * w[c * k + t];
            y[r * ldy + c] = s + (bias ? bias[c] : 0);
        }
}

static void matmul(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const float *x, const float *w, const float *bias, float *y)
{
    for (ptrdiff_t c = 0; c < n;) {
        const int four = n - c >= 4;
        const float *b = bias ? bias + c : 0;
        for (ptrdiff_t r = 0; r < m;) {
            const int two = m - r >= 2;
            if (four && two) dots(2, 4, k, x + r * k, w + c * k, b, y + r * n + c, n);
            else if (four) dots(1, 4, k, x + r * k, w + c * k, b, y + r * n + c, n);
            else if (two) dots(2, 1, k, x + r * k, w + c * k, b, y + r * n + c, n);
            else dots(1, 1, k, x + r * k, w + c * k, b, y + r * n + c, n);
            r += two ? 2 : 1;
        }
        c += four ? 4 : 1;
    }
}
