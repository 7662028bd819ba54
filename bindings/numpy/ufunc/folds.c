/* Reductions and cumulative sums: loops that the compiler vectorizes. Floats are summed pairwise, as in NumPy. */
#include "kernels.h"

#include <math.h>

/* ---- folds ------------------------------------------------------------------------------------------ */

#define FOLD(NAME, T, EXPRESSION)                                                                                      \
    static void NAME(void* total, const void* in, nd_Size stride, nd_Size count) {                                     \
        T x = *(T*)total;                                                                                              \
        if(stride == (nd_Size)sizeof(T)) {                                                                             \
            for(nd_Size i = 0; i < count; i++) {                                                                       \
                T y = ((const T*)in)[i];                                                                               \
                x = (T)(EXPRESSION);                                                                                   \
            }                                                                                                          \
        } else {                                                                                                       \
            for(nd_Size i = 0; i < count; i++) {                                                                       \
                T y = *(const T*)((const char*)in + i * stride);                                                       \
                x = (T)(EXPRESSION);                                                                                   \
            }                                                                                                          \
        }                                                                                                              \
        *(T*)total = x;                                                                                                \
    }

/* NumPy's pairwise summation: halves recursively, with eight accumulators in blocks of up to 128.
 * `step` counts components. */
#define PAIRWISE(NAME, T)                                                                                              \
    static T NAME(const char* in, nd_Size stride, nd_Size count) {                                                     \
        if(count < 8) {                                                                                                \
            T sum = (T) - 0.0;                                                                                         \
            for(nd_Size i = 0; i < count; i++) sum += *(const T*)(in + i * stride);                                    \
            return sum;                                                                                                \
        }                                                                                                              \
        if(count <= 128) {                                                                                             \
            T r[8];                                                                                                    \
            nd_Size i = 8;                                                                                             \
            for(int k = 0; k < 8; k++) r[k] = *(const T*)(in + k * stride);                                            \
            if(stride == (nd_Size)sizeof(T)) {                                                                         \
                const T* elements = (const T*)in;                                                                      \
                for(; i < count - count % 8; i += 8) {                                                                 \
                    for(int k = 0; k < 8; k++) r[k] += elements[i + k];                                                \
                }                                                                                                      \
            } else {                                                                                                   \
                for(; i < count - count % 8; i += 8) {                                                                 \
                    for(int k = 0; k < 8; k++) r[k] += *(const T*)(in + (i + k) * stride);                             \
                }                                                                                                      \
            }                                                                                                          \
            T sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));                                 \
            for(; i < count; i++) sum += *(const T*)(in + i * stride);                                                 \
            return sum;                                                                                                \
        }                                                                                                              \
        nd_Size half = count / 2;                                                                                      \
        half -= half % 8;                                                                                              \
        return NAME(in, stride, half) + NAME(in + half * stride, stride, count - half);                                \
    }                                                                                                                  \
    static void fold_##NAME(void* total, const void* in, nd_Size stride, nd_Size count) {                              \
        *(T*)total = *(T*)total + NAME(in, stride, count);                                                             \
    }

PAIRWISE(sum_f32, float)
PAIRWISE(sum_f64, double)

/* The same for complex elements, four accumulators of each component; `count` is of elements. */
#define PAIRWISE_COMPLEX(NAME, C, T)                                                                                   \
    static C NAME(const char* in, nd_Size stride, nd_Size count) {                                                     \
        C sum = {(T) - 0.0, (T) - 0.0};                                                                                \
        if(count < 4) {                                                                                                \
            for(nd_Size i = 0; i < count; i++) {                                                                       \
                const C* x = (const C*)(in + i * stride);                                                              \
                sum.re += x->re, sum.im += x->im;                                                                      \
            }                                                                                                          \
            return sum;                                                                                                \
        }                                                                                                              \
        if(count <= 64) {                                                                                              \
            C r[4];                                                                                                    \
            nd_Size i = 4;                                                                                             \
            for(int k = 0; k < 4; k++) r[k] = *(const C*)(in + k * stride);                                            \
            for(; i < count - count % 4; i += 4) {                                                                     \
                for(int k = 0; k < 4; k++) {                                                                           \
                    const C* x = (const C*)(in + (i + k) * stride);                                                    \
                    r[k].re += x->re, r[k].im += x->im;                                                                \
                }                                                                                                      \
            }                                                                                                          \
            sum.re = (r[0].re + r[1].re) + (r[2].re + r[3].re);                                                        \
            sum.im = (r[0].im + r[1].im) + (r[2].im + r[3].im);                                                        \
            for(; i < count; i++) {                                                                                    \
                const C* x = (const C*)(in + i * stride);                                                              \
                sum.re += x->re, sum.im += x->im;                                                                      \
            }                                                                                                          \
            return sum;                                                                                                \
        }                                                                                                              \
        nd_Size half = count / 2;                                                                                      \
        half -= half % 4;                                                                                              \
        C left = NAME(in, stride, half), right = NAME(in + half * stride, stride, count - half);                       \
        return (C){left.re + right.re, left.im + right.im};                                                            \
    }                                                                                                                  \
    static void fold_##NAME(void* total, const void* in, nd_Size stride, nd_Size count) {                              \
        C sum = NAME(in, stride, count), *to = total;                                                                  \
        *to = (C){to->re + sum.re, to->im + sum.im};                                                                   \
    }

PAIRWISE_COMPLEX(sum_c64, nd_Complex64, float)
PAIRWISE_COMPLEX(sum_c128, nd_Complex128, double)

#define FOLDS(NAME, EXPRESSION)                                                                                        \
    FOLD(NAME##_i8, int8_t, EXPRESSION)                                                                                \
    FOLD(NAME##_u8, uint8_t, EXPRESSION)                                                                               \
    FOLD(NAME##_i16, int16_t, EXPRESSION)                                                                              \
    FOLD(NAME##_u16, uint16_t, EXPRESSION)                                                                             \
    FOLD(NAME##_i32, int32_t, EXPRESSION)                                                                              \
    FOLD(NAME##_u32, uint32_t, EXPRESSION)                                                                             \
    FOLD(NAME##_i64, int64_t, EXPRESSION)                                                                              \
    FOLD(NAME##_u64, uint64_t, EXPRESSION)

FOLDS(fold_min, x < y ? x : y)
FOLDS(fold_max, x > y ? x : y)
/* The extreme of floats in eight lanes; NaN propagates. */
#define FOLD_EXTREME(NAME, T, BETTER)                                                                                  \
    static void NAME(void* total, const void* in, nd_Size stride, nd_Size count) {                                     \
        T lanes[8], first = *(T*)total;                                                                                \
        bool has_nan = first != first;                                                                                 \
        nd_Size i = 0;                                                                                                 \
        for(int k = 0; k < 8; k++) lanes[k] = first;                                                                   \
        if(stride == (nd_Size)sizeof(T)) {                                                                             \
            int odd = 0;                                                                                               \
            for(; i + 8 <= count; i += 8) {                                                                            \
                for(int k = 0; k < 8; k++) {                                                                           \
                    T y = ((const T*)in)[i + k];                                                                       \
                    lanes[k] = y BETTER lanes[k] ? y : lanes[k];                                                       \
                    odd |= y != y;                                                                                     \
                }                                                                                                      \
            }                                                                                                          \
            has_nan |= odd;                                                                                            \
        }                                                                                                              \
        for(; i < count; i++) {                                                                                        \
            T y = *(const T*)((const char*)in + i * stride);                                                           \
            lanes[0] = y BETTER lanes[0] ? y : lanes[0];                                                               \
            has_nan |= y != y;                                                                                         \
        }                                                                                                              \
        for(int k = 1; k < 8; k++) lanes[0] = lanes[k] BETTER lanes[0] ? lanes[k] : lanes[0];                          \
        *(T*)total = has_nan ? (T)NAN : lanes[0];                                                                      \
    }

FOLD_EXTREME(fold_min_f32, float, <)
FOLD_EXTREME(fold_min_f64, double, <)
FOLD_EXTREME(fold_max_f32, float, >)
FOLD_EXTREME(fold_max_f64, double, >)
FOLD(fold_sum_64, uint64_t, x + y)
FOLD(fold_mul_64, uint64_t, x* y)
FOLD(fold_mul_f32, float, x* y)
FOLD(fold_mul_f64, double, x* y)
/* Short-circuits once the answer is known. */
#define FOLD_BOOL(NAME, ANSWER)                                                                                        \
    static void NAME(void* total, const void* in, nd_Size stride, nd_Size count) {                                     \
        uint8_t* answer = total;                                                                                       \
        *answer = *answer != 0;                                                                                        \
        for(nd_Size done = 0; done < count && *answer != ANSWER; done += 256) {                                        \
            nd_Size end = count - done < 256 ? count : done + 256;                                                     \
            const uint8_t* at = in;                                                                                    \
            unsigned found = 0;                                                                                        \
            if(stride == 1)                                                                                            \
                for(nd_Size i = done; i < end; i++) found |= (at[i] != 0) == ANSWER;                                   \
            else                                                                                                       \
                for(nd_Size i = done; i < end; i++) found |= (at[i * stride] != 0) == ANSWER;                          \
            if(found) *answer = ANSWER;                                                                                \
        }                                                                                                              \
    }

FOLD_BOOL(fold_and_bool, 0)
FOLD_BOOL(fold_or_bool, 1)

nd_Folds nd_fold_add = {fold_or_bool, NULL,        NULL,         NULL,         NULL,         NULL,         NULL,
                        fold_sum_64,  fold_sum_64, fold_sum_f32, fold_sum_f64, fold_sum_c64, fold_sum_c128};
nd_Folds nd_fold_multiply = {fold_and_bool, NULL,        NULL,         NULL,         NULL, NULL, NULL,
                             fold_mul_64,   fold_mul_64, fold_mul_f32, fold_mul_f64, NULL, NULL};
nd_Folds nd_fold_minimum = {fold_and_bool, SIGNED_INTS(fold_min), fold_min_f32, fold_min_f64, NULL, NULL};
nd_Folds nd_fold_maximum = {fold_or_bool, SIGNED_INTS(fold_max), fold_max_f32, fold_max_f64, NULL, NULL};
nd_Folds nd_fold_and = {fold_and_bool};
nd_Folds nd_fold_or = {fold_or_bool};

/* ---- running totals ----------------------------------------------------------------------------------------- */

#define SCAN(NAME, T, OP)                                                                                              \
    static void NAME(void* row, nd_Size count) {                                                                       \
        T *at = row, total = at[0];                                                                                    \
        for(nd_Size i = 1; i < count; i++) at[i] = total = (T)(total OP at[i]);                                        \
    }

SCAN(scan_add_64, uint64_t, +)
SCAN(scan_add_f32, float, +)
SCAN(scan_add_f64, double, +)
SCAN(scan_mul_64, uint64_t, *)
SCAN(scan_mul_f32, float, *)
SCAN(scan_mul_f64, double, *)

nd_Scans nd_scan_add = {
    [ND_INT64] = scan_add_64, [ND_UINT64] = scan_add_64, [ND_FLOAT32] = scan_add_f32, [ND_FLOAT64] = scan_add_f64};
nd_Scans nd_scan_multiply = {
    [ND_INT64] = scan_mul_64, [ND_UINT64] = scan_mul_64, [ND_FLOAT32] = scan_mul_f32, [ND_FLOAT64] = scan_mul_f64};
