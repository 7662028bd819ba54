/* Values to bytes and back, one item at a time. */
#include "struct.h"

#include <math.h>
#include <string.h>

/* ---- bytes of numbers ------------------------------------------------------------------------------------------- */

static void put_word(unsigned char* at, uint64_t word, int size, bool big) {
    for (int i = 0; i < size; i++) at[big ? size - 1 - i : i] = (unsigned char)(word >> 8 * i);
}

static uint64_t get_word(const unsigned char* at, int size, bool big) {
    uint64_t word = 0;
    for (int i = 0; i < size; i++) word |= (uint64_t)at[big ? size - 1 - i : i] << 8 * i;
    return word;
}

static uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* The upper bits of a NaN's payload: which NaN it is survives; no NaN becomes an infinity. */
static uint64_t payload(double x, int bits) {
    uint64_t kept = (bits_of(x) & (UINT64_MAX >> 12)) >> (52 - bits);
    return kept ? kept : (uint64_t)1 << (bits - 1);
}

static double nan_of(bool negative, uint64_t payload_bits, int bits) {
    uint64_t word = (uint64_t)negative << 63 | (uint64_t)0x7ff << 52 | payload_bits << (52 - bits);
    double x;
    memcpy(&x, &word, sizeof x);
    return x;
}

/* The nearest half-precision number, half to even; 0x7c00 with `fits` false where it is too large. */
static uint64_t half_of(double x, bool* fits) {
    uint64_t sign = bits_of(x) >> 63 << 15;
    double size = fabs(x);
    if (isnan(x)) return sign | payload(x, 10) | 0x7c00;
    if (isinf(x)) return sign | 0x7c00;
    int exponent;
    frexp(size, &exponent);
    if (size == 0 || exponent < -13) exponent = -13; /* subnormal ones */
    /* The leading bit of a normal number adds one to the exponent; so does rounding up to the next power of two. */
    uint64_t bits = ((uint64_t)(exponent + 13) << 10) + (uint64_t)nearbyint(ldexp(size, 11 - exponent));
    *fits = bits < 0x7c00;
    return sign | bits;
}

static double of_half(uint64_t bits) {
    int exponent = (int)(bits >> 10 & 31);
    uint64_t fraction = bits & 1023;
    if (exponent == 31 && fraction) return nan_of(bits >> 15, fraction, 10);
    double x = exponent == 31 ? INFINITY : exponent == 0 ? ldexp((double)fraction, -24) : ldexp((double)(fraction + 1024), exponent - 25);
    return bits & 0x8000 ? -x : x;
}

static void put_double(unsigned char* at, double x, int size, bool big) {
    if (size == 8) {
        put_word(at, bits_of(x), 8, big);
        return;
    }
    float single = (float)x;
    uint32_t bits;
    memcpy(&bits, &single, sizeof bits);
    if (isnan(x)) bits = (bits & 0x80000000u) | 0x7f800000u | (uint32_t)payload(x, 23);
    put_word(at, bits, 4, big);
}

static double get_double(const unsigned char* at, int size, bool big) {
    uint64_t word = get_word(at, size, big);
    if (size == 2) return of_half(word);
    double x;
    memcpy(&x, &word, sizeof x);
    if (size == 8) return x;
    uint32_t bits = (uint32_t)word;
    float single;
    memcpy(&single, &bits, sizeof single);
    return isnan(single) ? nan_of(bits >> 31, bits & 0x7fffff, 23) : single;
}

/* ---- packing ----------------------------------------------------------------------------------------------------- */

static bool is_signed(char letter) { return letter >= 'a'; }

static bool wrong_range(const StructItem* item) {
    unsigned char least[8] = {0}, most[8];
    py_TValue low, high;
    memset(most, 0xff, 8);
    if (is_signed(item->letter)) {
        least[item->size - 1] = 0x80;
        most[item->size - 1] = 0x7f;
    }
    pkl_int_from_bytes(least, item->size, true, is_signed(item->letter), &low);
    pkl_int_from_bytes(most, item->size, true, false, &high);
    return pkl_struct_error("'%c' format requires %R <= number <= %R", item->letter, &low, &high);
}

static bool replace_error(const char* text) {
    pkl_vm->raised.type = tp_nil;
    return pkl_struct_error("%s", text);
}

static bool pack_int(const StructFormat* format, const StructItem* item, py_Ref value, unsigned char* at) {
    py_TValue plain;
    if (!pkl_is_int(value) && !pkl_special(value, pkl_name(PKL_NAME(__index__)))) return pkl_struct_error("required argument is not an integer");
    if (!pkl_to_int(value, &plain)) return false;
    bool sign = item->letter == 'P' ? pkl_int_sign(&plain) < 0 : is_signed(item->letter);
    if (pkl_int_to_bytes(&plain, at, item->size, !format->big, sign)) return true;
    if (!pkl_exc_matches(tp_OverflowError)) return false;
    return item->letter == 'P' ? replace_error("int too large to convert") : (pkl_vm->raised.type = tp_nil, wrong_range(item));
}

static bool too_large(const StructItem* item, py_Ref value) {
    if (pkl_is_int(value)) return pkl_struct_error("int too large to convert");
    return pkl_raise(tp_OverflowError, "float too large to pack with %c format", item->letter);
}

static bool pack_float(const StructFormat* format, const StructItem* item, py_Ref value, unsigned char* at) {
    double x;
    bool fits = true;
    if (!pkl_to_double(value, &x)) return replace_error("required argument is not a float");
    if (item->letter == 'e') {
        uint64_t half = half_of(x, &fits);
        if (!fits) return too_large(item, value);
        put_word(at, half, 2, format->big);
        return true;
    }
    if (item->letter == 'f' && format->standard && isfinite(x) && isinf((float)x)) return too_large(item, value);
    put_double(at, x, item->size, format->big);
    return true;
}

static bool pack_complex(const StructFormat* format, const StructItem* item, py_Ref value, unsigned char* at) {
    double real, imag;
    if (!pkl_to_complex(value, &real, &imag)) return replace_error("required argument is not a complex");
    StructItem part = {.letter = 'f'};
    bool checked = item->letter == 'F' && format->standard && format->big; /* as CPython, which does not check the machine's own order */
    if (checked && ((isfinite(real) && isinf((float)real)) || (isfinite(imag) && isinf((float)imag)))) return too_large(&part, value);
    put_double(at, real, item->size / 2, format->big);
    put_double(at + item->size / 2, imag, item->size / 2, format->big);
    return true;
}

static bool pack_char(py_Ref value, unsigned char* at) {
    if (!pkl_is_a(value, tp_bytes) || PKL_OBJECT(value, PyBytes)->size != 1) return pkl_struct_error("char format requires a bytes object of length 1");
    *at = PKL_OBJECT(value, PyBytes)->data[0];
    return true;
}

/* s: cut or filled with zeros; p: behind a byte with the length. */
static bool pack_text(const StructItem* item, py_Ref value, unsigned char* at) {
    int size;
    bool known = pkl_is_a(value, tp_bytes) || pkl_is_a(value, tp_bytearray);
    const unsigned char* data = known ? pkl_bytes_data(value, &size) : NULL;
    if (!data) return pkl_struct_error("argument for '%c' must be a bytes object", item->letter);
    int room = item->count - (item->letter == 'p');
    if (room < 0) return true;
    if (size > room) size = room;
    if (item->letter == 'p') *at++ = (unsigned char)(size > 255 ? 255 : size);
    memcpy(at, data, (size_t)size);
    return true;
}

static bool pack_one(const StructFormat* format, const StructItem* item, py_Ref value, unsigned char* at) {
    switch (item->letter) {
        case 'c': return pack_char(value, at);
        case '?': {
            int truth = py_bool(value);
            if (truth >= 0) *at = (unsigned char)truth;
            return truth >= 0;
        }
        case 'e': case 'f': case 'd': return pack_float(format, item, value, at);
        case 'F': case 'D': return pack_complex(format, item, value, at);
        case 's': case 'p': return pack_text(item, value, at);
    }
    return pack_int(format, item, value, at);
}

bool pkl_struct_pack(const StructFormat* format, py_TValue* values, unsigned char* to) {
    for (int i = 0; i < format->count; i++) {
        const StructItem* item = &format->items[i];
        bool text = item->letter == 's' || item->letter == 'p';
        for (int k = 0; k < (text ? 1 : item->count); k++) {
            if (!pack_one(format, item, values++, to + item->offset + k * item->size)) return false;
        }
    }
    return true;
}

/* ---- unpacking -------------------------------------------------------------------------------------------------------- */

static void unpack_int(const StructFormat* format, const StructItem* item, const unsigned char* at, py_OutRef out) {
    bool sign = is_signed(item->letter);
    uint64_t word = get_word(at, item->size, format->big);
    int unused = 64 - 8 * item->size;
    if (sign) py_newint(out, (int64_t)(word << unused) >> unused);
    else if (word <= INT64_MAX) py_newint(out, (int64_t)word);
    else pkl_int_from_bytes(at, item->size, !format->big, false, out);
}

static void unpack_text(const StructItem* item, const unsigned char* at, py_OutRef out) {
    int size = item->count;
    if (item->letter == 'p') {
        int room = size - 1;
        size = room < 0 ? 0 : *at > room ? room : *at;
        at++;
    }
    memcpy(pkl_new_bytes(out, size)->data, at, (size_t)size);
}

static void unpack_one(const StructFormat* format, const StructItem* item, const unsigned char* at, py_OutRef out) {
    switch (item->letter) {
        case 'c': pkl_new_bytes(out, 1)->data[0] = *at; return;
        case '?': py_newbool(out, *at != 0); return;
        case 'e': case 'f': case 'd': py_newfloat(out, get_double(at, item->size, format->big)); return;
        case 'F': case 'D': pkl_new_complex(out, get_double(at, item->size / 2, format->big), get_double(at + item->size / 2, item->size / 2, format->big)); return;
        case 's': case 'p': unpack_text(item, at, out); return;
    }
    unpack_int(format, item, at, out);
}

bool pkl_struct_unpack(const StructFormat* format, const unsigned char* from, py_OutRef out) {
    if (!pkl_reserve(sizeof(py_TValue) * (uint64_t)format->values)) return false;
    py_TValue made, *values = PKL_SLOTS(pkl_new_slots(&made, tp_tuple, format->values));
    for (int i = 0; i < format->count; i++) {
        const StructItem* item = &format->items[i];
        bool text = item->letter == 's' || item->letter == 'p';
        for (int k = 0; k < (text ? 1 : item->count); k++) unpack_one(format, item, from + item->offset + k * item->size, values++);
    }
    *out = made;
    return true;
}
