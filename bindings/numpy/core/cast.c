/*
 * Casts of contiguous elements: into a wide type (int64, double, complex128), from that into the result. Out-of-range
 * floats become what x86 makes of them, because that is what NumPy's users see.
 */
#include "nd.h"

#include <string.h>

/* int64 and uint64 share their bits; WIDE_U remembers which it was. */
typedef enum { WIDE_I, WIDE_U, WIDE_F, WIDE_C } Wide;

#define BLOCK 256

static Wide wide_of(int type) {
    if(nd_is_complex(type)) return WIDE_C;
    if(nd_is_float(type)) return WIDE_F;
    return type == ND_UINT64 ? WIDE_U : WIDE_I;
}

#define LOAD(NAME, FROM, TO)                                                                                           \
    static void NAME(void* out, const void* in, nd_Size count) {                                                       \
        for(nd_Size i = 0; i < count; i++) ((TO*)out)[i] = (TO)((const FROM*)in)[i];                                   \
    }

LOAD(load_i8, int8_t, int64_t)
LOAD(load_u8, uint8_t, int64_t)
LOAD(load_i16, int16_t, int64_t)
LOAD(load_u16, uint16_t, int64_t)
LOAD(load_i32, int32_t, int64_t)
LOAD(load_u32, uint32_t, int64_t)
LOAD(load_f32, float, double)

static void load_bool(void* out, const void* in, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) ((int64_t*)out)[i] = ((const uint8_t*)in)[i] != 0;
}

static void load_c64(void* out, const void* in, nd_Size count) { load_f32(out, in, 2 * count); }

static void copy_8(void* out, const void* in, nd_Size count) { memcpy(out, in, 8 * (size_t)count); }

static void copy_16(void* out, const void* in, nd_Size count) { memcpy(out, in, 16 * (size_t)count); }

typedef void (*Step)(void* out, const void* in, nd_Size count);

static const Step LOADS[ND_TYPES] = {
    load_bool, load_i8, load_u8,  load_i16, load_u16, load_i32, load_u32,
    copy_8,    copy_8,  load_f32, copy_8,   load_c64, copy_16,
};

LOAD(store_8, int64_t, uint8_t)
LOAD(store_16, int64_t, uint16_t)
LOAD(store_32, int64_t, uint32_t)
LOAD(store_f32, double, float)
LOAD(float_of_int, int64_t, float)
LOAD(float_of_uint, uint64_t, float)

static void store_c64(void* out, const void* in, nd_Size count) { store_f32(out, in, 2 * count); }

static const Step STORES[ND_TYPES] = {
    NULL,   store_8, store_8,   store_16, store_16,  store_32, store_32,
    copy_8, copy_8,  store_f32, copy_8,   store_c64, copy_16,
};

/* ---- between wide types, in place --------------------------------------------------- */

static int64_t int_of_double(double value) {
    return value >= -9223372036854775808.0 && value < 9223372036854775808.0 ? (int64_t)value : INT64_MIN;
}

/* x86 has one instruction for 32 bits, which narrower integers use too; its failure is the lowest int32. */
static int64_t narrow_int_of_double(double value) {
    return value > -2147483649.0 && value < 2147483648.0 ? (int64_t)value : INT32_MIN;
}

static int64_t uint_of_double(double value) {
    if(value < 9223372036854775808.0) return int_of_double(value);
    return value < 18446744073709551616.0 ? (int64_t)(uint64_t)value : INT64_MIN;
}

static void ints_of_doubles(int type, int64_t* out, const double* in, nd_Size count) {
    bool is_narrow = nd_size_of(type) < 4 || type == ND_INT32;
    for(nd_Size i = 0; i < count; i++) {
        double value = in[i];
        out[i] = type == ND_UINT64 ? uint_of_double(value)
                 : is_narrow       ? narrow_int_of_double(value)
                                   : int_of_double(value);
    }
}

static void doubles_of_ints(double* out, const int64_t* in, nd_Size count, Wide from) {
    if(from == WIDE_U) {
        for(nd_Size i = 0; i < count; i++) out[i] = (double)(uint64_t)in[i];
    } else {
        for(nd_Size i = 0; i < count; i++) out[i] = (double)in[i];
    }
}

static void bools_of(uint8_t* out, const void* wide, nd_Size count, Wide from) {
    const int64_t* ints = wide;
    const double* floats = wide;
    for(nd_Size i = 0; i < count; i++) {
        if(from == WIDE_C) out[i] = floats[2 * i] != 0 || floats[2 * i + 1] != 0;
        else out[i] = from == WIDE_F ? floats[i] != 0 : ints[i] != 0;
    }
}

/* One wide type as another: complex to real drops the imaginary part. */
static const void* rewiden(int to, Wide from, const void* in, void* out, nd_Size count) {
    Wide target = wide_of(to);
    double* floats = out;
    const void* source = in;
    if(from == target || (from <= WIDE_U && target <= WIDE_U)) return in;
    if(from == WIDE_C) {
        for(nd_Size i = 0; i < count; i++) floats[i] = ((const double*)in)[2 * i];
        if(target == WIDE_F) return out;
        source = out;
    }
    if(target <= WIDE_U) {
        ints_of_doubles(to, out, source, count);
        return out;
    }
    if(from <= WIDE_U) doubles_of_ints(floats, in, count, from);
    else if(source != out) memcpy(out, in, sizeof(double) * (size_t)count);
    if(target == WIDE_C) {
        for(nd_Size i = count - 1; i >= 0; i--) {
            double re = floats[i];
            floats[2 * i] = re;
            floats[2 * i + 1] = 0;
        }
    }
    return out;
}

static void cast_block(int to, void* out, int from, const void* in, nd_Size count) {
    double first[2 * BLOCK], second[2 * BLOCK];
    Wide wide = wide_of(from);
    LOADS[from](first, in, count);
    if(to == ND_BOOL) {
        bools_of(out, first, count, wide);
    } else if(to == ND_FLOAT32 && wide <= WIDE_U) {
        (wide == WIDE_U ? float_of_uint : float_of_int)(out, first, count); /* rounded once, not twice */
    } else {
        STORES[to](out, rewiden(to, wide, first, second, count), count);
    }
}

void nd_cast(int to, void* out, int from, const void* in, nd_Size count) {
    if(from == to) {
        memmove(out, in, (size_t)count * (size_t)nd_size_of(to));
        return;
    }
    for(nd_Size done = 0; done < count; done += BLOCK) {
        nd_Size part = count - done < BLOCK ? count - done : BLOCK;
        cast_block(to, (char*)out + done * nd_size_of(to), from, (const char*)in + done * nd_size_of(from), part);
    }
}
