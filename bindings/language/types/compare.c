/* Identity, equality, order and hashes. */
#include "types.h"
#include "../numbers/integers.h"

#include <string.h>

/* ---- identity ---------------------------------------------------------------------------- */

bool py_isidentical(py_Ref a, py_Ref b) {
    if (a->type != b->type || a->is_ptr != b->is_ptr) return false;
    switch (a->type) {
        case tp_NoneType:
        case tp_NotImplementedType:
        case tp_ellipsis: return true;
        case tp_bool: return a->_bool == b->_bool;
        case tp_method_descriptor:
        case tp_wrapper_descriptor:
        case tp_classmethod_descriptor:
        case tp_getset_descriptor:
        case tp_member_descriptor: return a->_i64 == b->_i64 && a->extra == b->extra;
        default: return a->is_ptr ? a->_obj == b->_obj : a->_i64 == b->_i64;
    }
}

/* Even for objects; values that are no objects have odd ones. */
uint64_t pkl_identity(const py_TValue* value) {
    if (value->is_ptr) return (uint64_t)(uintptr_t)value->_obj;
    uint64_t payload = value->type == tp_bool ? value->_bool : value->type == tp_NoneType || value->type == tp_ellipsis ? 0 : (uint64_t)value->_i64;
    return ((payload << 9 ^ payload >> 47 ^ (uint64_t)value->type) << 4 | 1) & INT64_MAX;
}

/* ---- hashes -------------------------------------------------------------------------------- */

enum { HASH_BITS = 61 };
static const uint64_t MODULUS = ((uint64_t)1 << HASH_BITS) - 1;

int64_t pkl_hash_int(int64_t value) {
    uint64_t magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
    int64_t hash = (int64_t)(magnitude % MODULUS);
    if (value < 0) hash = -hash;
    return hash == -1 ? -2 : hash;
}

int64_t pkl_hash_pointer(const void* pointer) {
    uint64_t bits = (uintptr_t)pointer;
    int64_t hash = (int64_t)(bits >> 4 | bits << 60);
    return hash == -1 ? -2 : hash;
}

/* The same for equal ints and floats: modulo 2**61 - 1, of which a power of two is a rotation. */
int64_t pkl_hash_double(double value, const void* identity) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7FF);
    uint64_t mantissa = bits & (((uint64_t)1 << 52) - 1);
    if (exponent == 0x7FF) return mantissa ? pkl_hash_pointer(identity) : bits >> 63 ? -314159 : 314159;
    if (exponent) mantissa |= (uint64_t)1 << 52;
    else exponent = 1;
    int shift = (exponent - 1075) % HASH_BITS;
    if (shift < 0) shift += HASH_BITS;
    uint64_t hash = shift ? (mantissa << shift & MODULUS) | mantissa >> (HASH_BITS - shift) : mantissa;
    if (hash == MODULUS) hash = 0;
    int64_t result = bits >> 63 ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

bool pkl_unhashable(py_Ref value) { return pkl_raise(tp_TypeError, "unhashable type: '%T'", value); }

/* CPython's tuple hash (xxHash). */
static bool hash_tuple(py_Ref tuple, int64_t* out) {
    const uint64_t PRIME1 = 11400714785074694791u, PRIME2 = 14029467366897019727u, PRIME5 = 2870177450012600261u;
    uint64_t hash = PRIME5;
    int count = pkl_tuple_length(tuple);
    if (!pkl_enter(" while calling a Python object")) return false;
    for (int i = 0; i < count; i++) {
        int64_t lane;
        if (!py_hash(&pkl_tuple_items(tuple)[i], &lane)) {
            pkl_leave();
            return false;
        }
        hash += (uint64_t)lane * PRIME2;
        hash = (hash << 31 | hash >> 33) * PRIME1;
    }
    pkl_leave();
    hash += (uint64_t)count ^ (PRIME5 ^ 3527539u);
    *out = hash == UINT64_MAX ? 1546275796 : (int64_t)hash;
    return true;
}

static bool hash_by_method(py_Ref value, int64_t* out) {
    py_Ref method = pkl_special(value, pkl_name(PKL_NAME(__hash__)));
    if (!method || py_isnone(method)) return pkl_unhashable(value);
    if (!method->is_ptr && method->type == tp_wrapper_descriptor && method->extra == tp_object) {
        *out = pkl_hash_pointer((void*)(uintptr_t)pkl_identity(value));
        return true;
    }
    py_TValue function = *method;
    if (!pkl_call_unbound(&function, value, 0, NULL)) return false;
    if (!pkl_is_int(py_retval())) return pkl_raise(tp_TypeError, "__hash__ method should return an integer");
    py_TValue plain = pkl_plain_int(py_retval());
    *out = plain.type == tp_int ? plain._i64 : pkl_int_hash(&plain);
    if (*out == -1) *out = -2;
    return true;
}

bool py_hash(py_Ref value, py_i64* out) {
    switch (value->type) {
        case tp_int: *out = pkl_hash_int(value->_i64); return true;
        case tp_bigint: *out = pkl_int_hash(value); return true;
        case tp_bool: *out = value->_bool; return true;
        case tp_float: *out = pkl_hash_double(value->_f64, (void*)(uintptr_t)pkl_identity(value)); return true;
        case tp_str: *out = pkl_str_hash(pkl_str(value)); return true;
        case tp_tuple: return hash_tuple(value, out);
        case tp_NoneType: *out = 0xFCA86420; return true;
        default: return hash_by_method(value, out);
    }
}

/* tuple.__hash__ for the table of tuple's methods. */
bool pkl_tuple_hash(py_Ref tuple, int64_t* out) { return hash_tuple(tuple, out); }

/* ---- equality -------------------------------------------------------------------------------- */

enum { ASK = 2 };

static bool is_number(const py_TValue* value) {
    return value->type == tp_int || value->type == tp_float || value->type == tp_bool || value->type == tp_bigint;
}

static py_TValue int_of(const py_TValue* value) {
    if (value->type != tp_bool) return *value;
    return (py_TValue){.type = tp_int, ._i64 = value->_bool};
}

/* -1, 0, 1; 2: a nan. */
static int compare_numbers(const py_TValue* a, const py_TValue* b) {
    py_TValue x = int_of(a), y = int_of(b);
    if (x.type == tp_float && y.type == tp_float) return x._f64 < y._f64 ? -1 : x._f64 > y._f64 ? 1 : x._f64 == y._f64 ? 0 : 2;
    if (x.type == tp_float) return x._f64 != x._f64 ? 2 : -pkl_int_compare_double(&y, x._f64);
    if (y.type == tp_float) return y._f64 != y._f64 ? 2 : pkl_int_compare_double(&x, y._f64);
    if (x.type == tp_int && y.type == tp_int) return (x._i64 > y._i64) - (x._i64 < y._i64);
    return pkl_int_compare(&x, &y);
}

int pkl_equal_simply(const py_TValue* a, const py_TValue* b) {
    if (is_number(a) && is_number(b)) return compare_numbers(a, b) == 0;
    if (a->type == tp_str && b->type == tp_str) return pkl_str_equal(pkl_str(a), pkl_str(b));
    bool plain_a = is_number(a) || a->type == tp_str || a->type == tp_NoneType, plain_b = is_number(b) || b->type == tp_str || b->type == tp_NoneType;
    if (plain_a && plain_b) return a->type == tp_NoneType && b->type == tp_NoneType;
    return ASK;
}

int py_equal(py_Ref a, py_Ref b) {
    if (py_isidentical(a, b) && a->type != tp_float) return 1;
    int simply = pkl_equal_simply(a, b);
    if (simply != ASK) return simply || (a->type == tp_float && py_isidentical(a, b));
    if (!pkl_compare(a, b, PKL_CMP_EQ)) return -1;
    return py_bool(py_retval());
}

int py_less(py_Ref a, py_Ref b) { return pkl_compare(a, b, PKL_CMP_LT) ? py_bool(py_retval()) : -1; }

/* ---- rich comparison ---------------------------------------------------------------------------- */

static PyStr* name_of(int op) {
    static const uint16_t NAMES[] = {PKL_N___lt__, PKL_N___le__, PKL_N___eq__, PKL_N___ne__, PKL_N___gt__, PKL_N___ge__};
    return pkl_name_table[NAMES[op]];
}

static const uint8_t SWAPPED[] = {PKL_CMP_GT, PKL_CMP_GE, PKL_CMP_EQ, PKL_CMP_NE, PKL_CMP_LT, PKL_CMP_LE};
static const char* const SIGNS[] = {"<", "<=", "==", "!=", ">", ">="};

static bool answer(int order, int op) {
    static const uint8_t WHEN[] = {[PKL_CMP_LT] = 1, [PKL_CMP_LE] = 3, [PKL_CMP_EQ] = 2, [PKL_CMP_NE] = 5, [PKL_CMP_GT] = 4, [PKL_CMP_GE] = 6};
    bool yes = order == 2 ? op == PKL_CMP_NE : WHEN[op] >> (order + 1) & 1;
    return pkl_return_bool(yes);
}

/* 1: the value is in py_retval(); 0: NotImplemented; -1: error. */
static int ask(py_Ref self, py_Ref other, int op) {
    py_Ref method = pkl_special(self, pkl_name(name_of(op)));
    if (!method) return 0;
    if (!method->is_ptr && method->type == tp_wrapper_descriptor && method->extra == tp_object && op != PKL_CMP_NE) {
        if (op != PKL_CMP_EQ || !py_isidentical(self, other)) return 0;
        py_newbool(py_retval(), true);
        return 1;
    }
    py_TValue function = *method;
    if (!pkl_call_unbound(&function, self, 1, other)) return -1;
    return py_retval()->type != tp_NotImplementedType;
}

static bool is_overriding(py_Ref a, py_Ref b) {
    return a->type != b->type && pkl_type_of(a) != pkl_type_of(b) && pkl_subtype(pkl_type_of(b), pkl_type_of(a));
}

static bool compare_by_methods(py_Ref a, py_Ref b, int op) {
    bool reflected_first = is_overriding(a, b);
    int done = reflected_first ? ask(b, a, SWAPPED[op]) : 0;
    if (!done) done = ask(a, b, op);
    if (!done && !reflected_first) done = ask(b, a, SWAPPED[op]);
    if (done) return done > 0;
    if (op == PKL_CMP_EQ || op == PKL_CMP_NE) {
        return pkl_return_bool(py_isidentical(a, b) == (op == PKL_CMP_EQ));
    }
    return pkl_raise(tp_TypeError, "'%s' not supported between instances of '%T' and '%T'", SIGNS[op], a, b);
}

bool pkl_compare(py_Ref a, py_Ref b, int op) {
    if (is_number(a) && is_number(b)) return answer(compare_numbers(a, b), op);
    if (a->type == tp_str && b->type == tp_str) {
        int order = pkl_str_compare(pkl_str(a), pkl_str(b));
        return answer((order > 0) - (order < 0), op);
    }
    if (!pkl_enter(" in comparison")) return false;
    py_TValue* left = py_pushtmp();
    py_TValue* right = py_pushtmp();
    *left = *a;
    *right = *b;
    bool ok = compare_by_methods(left, right, op);
    py_shrink(2);
    pkl_leave();
    return ok;
}

bool py_eq(py_Ref a, py_Ref b) { return pkl_compare(a, b, PKL_CMP_EQ); }
bool py_ne(py_Ref a, py_Ref b) { return pkl_compare(a, b, PKL_CMP_NE); }
bool py_lt(py_Ref a, py_Ref b) { return pkl_compare(a, b, PKL_CMP_LT); }
bool py_le(py_Ref a, py_Ref b) { return pkl_compare(a, b, PKL_CMP_LE); }
bool py_gt(py_Ref a, py_Ref b) { return pkl_compare(a, b, PKL_CMP_GT); }
bool py_ge(py_Ref a, py_Ref b) { return pkl_compare(a, b, PKL_CMP_GE); }
