/// The kernels that have a build per instruction set, as a table; `impl.h` defines one table per inclusion.
#ifndef ENC_KERNELS_INTERNAL_H
#define ENC_KERNELS_INTERNAL_H

#include "include/encoder_kernels.h"

typedef struct {
    void (*gemm_f32)(
        ptrdiff_t, ptrdiff_t, ptrdiff_t, const float *, ptrdiff_t, const float *, const float *, const float *,
        ptrdiff_t, float *, ptrdiff_t);
    void (*gemm_i8)(
        ptrdiff_t, ptrdiff_t, ptrdiff_t, const uint8_t *, const float *, int, const int8_t *, const float *,
        const int32_t *, const float *, const float *, ptrdiff_t, float *, ptrdiff_t);
    void (*quantise)(ptrdiff_t, ptrdiff_t, const float *, ptrdiff_t, const float *, uint8_t *, float *);
    void (*gelu_quantise)(ptrdiff_t, ptrdiff_t, float *, uint8_t *, float *);
    void (*gelu)(ptrdiff_t, float *);
    void (*layer_norm)(ptrdiff_t, ptrdiff_t, const float *, const float *, const float *, float *);
    void (*softmax)(ptrdiff_t, ptrdiff_t, float *);
    void (*attention)(ptrdiff_t, const float *, float *, float *);
    void (*matmul)(ptrdiff_t, ptrdiff_t, ptrdiff_t, const float *, const float *, const float *, float *);
} enc_table;

extern const enc_table enc_table_baseline;
#if defined(__x86_64__)
extern const enc_table enc_table_avx2, enc_table_avxvnni, enc_table_avx512bw, enc_table_avx512vnni;
#elif defined(__aarch64__)
extern const enc_table enc_table_dotprod;
#endif

#endif
