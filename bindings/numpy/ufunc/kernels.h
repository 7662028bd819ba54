/* Loops over contiguous elements: one table of 13 loops for each operation, NULL where a type has none. */
#pragma once

#include "../core/nd.h"

/* out[i] = a[i] op b[i]; unary operations ignore `b`. `out` may be `a` or `b`. */
typedef void (*nd_Kernel)(void* out, const void* a, const void* b, nd_Size count);

/* *total = *total op in[0] op in[1] ...; elements `stride` bytes apart. */
typedef void (*nd_Fold)(void* total, const void* in, nd_Size stride, nd_Size count);

/* row[i] = row[0] op ... op row[i], in place; `count` is at least 1. */
typedef void (*nd_Scan)(void* row, nd_Size count);

typedef const nd_Scan nd_Scans[ND_TYPES];
typedef const nd_Kernel nd_Loops[ND_TYPES];
typedef const nd_Fold nd_Folds[ND_TYPES];

/* In tables: the loops for integers from int8 to uint64. */
#define SIGNED_INTS(NAME) NAME##_i8, NAME##_u8, NAME##_i16, NAME##_u16, NAME##_i32, NAME##_u32, NAME##_i64, NAME##_u64

extern nd_Loops nd_add, nd_subtract, nd_multiply, nd_divide, nd_minimum, nd_maximum, nd_fmin, nd_fmax;
extern nd_Loops nd_equal, nd_not_equal, nd_less, nd_less_equal;
extern nd_Loops nd_bitwise_and, nd_bitwise_or, nd_bitwise_xor, nd_invert, nd_logical_not;
extern nd_Loops nd_negative, nd_positive, nd_absolute, nd_square, nd_sqrt, nd_isnan, nd_isinf, nd_isfinite, nd_signbit;
extern nd_Loops nd_floor, nd_ceil, nd_trunc, nd_rint, nd_fabs, nd_copysign, nd_conjugate;
/* folds.c */
extern nd_Folds nd_fold_add, nd_fold_multiply, nd_fold_minimum, nd_fold_maximum, nd_fold_and, nd_fold_or;
extern nd_Scans nd_scan_add, nd_scan_multiply;

/* kernels_scalar.c: what does not profit from vectors */
extern nd_Loops nd_floor_divide, nd_remainder, nd_fmod, nd_power, nd_left_shift, nd_right_shift, nd_sign, nd_reciprocal;
extern nd_Loops nd_gcd, nd_lcm, nd_nextafter, nd_spacing;
