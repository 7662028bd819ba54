/*
 * int and bool: construction, texts, bytes, attributes.
 */
#include "int_type.h"
#include "number_format.h"

#include <math.h>
#include <string.h>

/* ---- making one --------------------------------------------------------------------------------- */

void pkl_number_instance(py_Type type, const py_TValue* plain, py_OutRef out) {
    py_TValue number = *plain;
    if (type == tp_int || type == tp_float) {
        *out = number;
        return;
    }
    PKL_SLOTS(pkl_new(out, type))[0] = number;
}

bool pkl_to_int(py_Ref value, py_OutRef out) {
    if (pkl_is_int(value)) {
        *out = pkl_plain_int(value);
        return true;
    }
    int called = pkl_call_special(value, (py_Name)PKL_NAME(__index__), 0, NULL);
    if (called < 0) return false;
    if (called == 0) return pkl_raise(tp_TypeError, "'%T' object cannot be interpreted as an integer", value);
    py_TValue result = pkl_vm->retval;
    if (!pkl_is_int(&result)) return pkl_raise(tp_TypeError, "__index__ returned non-int (type %T)", &result);
    *out = pkl_plain_int(&result);
    return true;
}

static bool from_special(py_Ref value, PyStr* name, py_OutRef out) {
    py_TValue result = pkl_vm->retval;
    if (!pkl_is_int(&result)) return pkl_raise(tp_TypeError, "%s returned non-int (type %T)", name->data, &result);
    (void)value;
    *out = pkl_plain_int(&result);
    return true;
}

/* int(value) of anything but texts. 1 done, 0 cannot, -1 error. */
static int number_to_int(py_Ref value, py_OutRef out) {
    if (value->type == tp_float) return pkl_int_from_double(value->_f64, out) ? 1 : -1;
    if (value->type == tp_int || value->type == tp_bigint || value->type == tp_bool) {
        *out = pkl_plain_int(value);
        return 1;
    }
    PyStr* const names[] = {PKL_NAME(__int__), PKL_NAME(__index__), PKL_NAME(__trunc__)};
    for (int i = 0; i < 2; i++) {
        int called = pkl_call_special(value, (py_Name)names[i], 0, NULL);
        if (called != 0) return called < 0 || !from_special(value, names[i], out) ? -1 : 1;
    }
    return 0;
}

static bool text_to_int(py_Ref value, int base, py_OutRef out) {
    py_TValue* digits = py_pushtmp();
    bool ok;
    if (py_isinstance(value, tp_str)) {
        ok = pkl_ascii_digits(value, digits); /* digits of all scripts become ASCII */
        c11_sv text = ok ? py_tosv(digits) : (c11_sv){0};
        ok = ok && pkl_int_parse(text.data, text.size, base, value, out);
    } else {
        int size;
        const unsigned char* data = pkl_bytes_data(value, &size);
        ok = data != NULL && pkl_int_parse((const char*)data, size, base, value, out);
        if (data == NULL) pkl_raise(tp_TypeError, "int() can't convert non-string with explicit base");
    }
    py_pop();
    return ok;
}

static bool is_bytes(py_Ref value) { return py_isinstance(value, tp_bytes) || py_isinstance(value, tp_bytearray); }

/* int(x=0, /, base=10) */
static bool int_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *value = &argv[1], *base = &argv[2], plain, number;
    if (value->type == tp_nil) {
        if (base->type != tp_nil) return pkl_raise(tp_TypeError, "int() missing string argument");
        py_newint(&plain, 0);
    } else if (base->type == tp_nil) {
        int done = number_to_int(value, &plain);
        if (done < 0) return false;
        if (done == 0) {
            if (!py_isinstance(value, tp_str) && !is_bytes(value))
                return pkl_raise(tp_TypeError, "int() argument must be a string, a bytes-like object or a real number, not '%T'", value);
            if (!text_to_int(value, 10, &plain)) return false;
        }
    } else {
        if (!pkl_to_int(base, &number)) return false;
        if (number.type != tp_int || number._i64 < 0 || number._i64 == 1 || number._i64 > 36)
            return pkl_raise(tp_ValueError, "int() base must be >= 2 and <= 36, or 0");
        if (!py_isinstance(value, tp_str) && !is_bytes(value)) return pkl_raise(tp_TypeError, "int() can't convert non-string with explicit base");
        if (!text_to_int(value, (int)number._i64, &plain)) return false;
    }
    pkl_number_instance(py_totype(&argv[0]), &plain, py_retval());
    return true;
}

/* ---- texts --------------------------------------------------------------------------------------- */

static bool int_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    return pkl_int_to_text(&a, 10, py_retval());
}

static bool int_format(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "__format__() argument must be str, not %T", &argv[1]);
    c11_sv spec = py_tosv(&argv[1]);
    if (spec.size == 0) return py_str(&argv[0]);
    py_TValue a = pkl_plain_int(argv);
    return pkl_format_int(&a, spec, argv, py_retval());
}

/* ---- bytes ---------------------------------------------------------------------------------------- */

static bool byte_order(py_Ref order, bool* little) {
    *little = false;
    if (order->type == tp_nil) return true;
    if (!py_isinstance(order, tp_str)) return pkl_raise(tp_TypeError, "to_bytes() argument 'byteorder' must be str, not %T", order);
    c11_sv text = py_tosv(order);
    *little = text.size == 6 && memcmp(text.data, "little", 6) == 0;
    return *little || (text.size == 3 && memcmp(text.data, "big", 3) == 0) || pkl_raise(tp_ValueError, "byteorder must be either 'little' or 'big'");
}

/* to_bytes(length=1, byteorder='big', *, signed=False) */
static bool int_to_bytes(int argc, py_Ref argv) {
    (void)argc;
    int64_t length = 1;
    bool little;
    if (argv[1].type != tp_nil && !pkl_index(&argv[1], &length, false)) return false;
    if (!byte_order(&argv[2], &little)) return false;
    int is_signed = argv[3].type == tp_nil ? 0 : py_bool(&argv[3]);
    if (is_signed < 0) return false;
    if (length < 0) return pkl_raise(tp_ValueError, "length argument must be non-negative");
    if (length > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)length)) return false;
    py_TValue a = pkl_plain_int(argv);
    unsigned char* data = py_newbytes(py_retval(), (int)length);
    return pkl_int_to_bytes(&a, data, (int)length, little, is_signed);
}

/* from_bytes(bytes, byteorder='big', *, signed=False) */
static bool int_from_bytes(int argc, py_Ref argv) {
    (void)argc;
    bool little;
    if (!byte_order(&argv[2], &little)) return false;
    int is_signed = argv[3].type == tp_nil ? 0 : py_bool(&argv[3]);
    if (is_signed < 0) return false;
    py_TValue* bytes = py_pushtmp();
    bool ok = pkl_bytes_of(&argv[1], bytes);
    py_TValue plain;
    if (ok) {
        int size;
        const unsigned char* data = pkl_bytes_data(bytes, &size);
        pkl_int_from_bytes(data, size, little, is_signed, &plain);
    }
    py_pop();
    if (!ok) return false;
    py_Type type = py_totype(&argv[0]);
    if (type == tp_int) {
        return pkl_return(&plain);
    }
    return py_tpcall(type, 1, &plain);
}

/* ---- the rest ---------------------------------------------------------------------------------------- */

static bool int_bit_length(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    return pkl_return_int(pkl_int_bit_length(&a));
}

static bool int_bit_count(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    PklIntView x;
    pkl_int_view(&a, &x);
    int64_t count = 0;
    for (int i = 0; i < x.count; i++) count += __builtin_popcount(x.digits[i]);
    return pkl_return_int(count);
}

static bool int_plain(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = pkl_plain_int(argv);
    return true;
}

static bool int_is_integer(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_bool(true);
}

static bool int_as_ratio(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    PyObject* pair = pkl_new_slots(py_retval(), tp_tuple, 2);
    PKL_SLOTS(pair)[0] = a;
    py_newint(&PKL_SLOTS(pair)[1], 1);
    return true;
}

/* round(a, -2): to the nearest multiple of a power of ten, half to even. */
static bool int_round(int argc, py_Ref argv) {
    py_TValue a = pkl_plain_int(argv), digits, ten, power, rest, half;
    if (argc < 2 || argv[1].type == tp_nil || argv[1].type == tp_NoneType) return int_plain(argc, argv);
    if (!pkl_to_int(&argv[1], &digits)) return false;
    if (pkl_int_sign(&digits) >= 0) return int_plain(argc, argv);
    pkl_int_negate(&digits, &digits);
    if (digits.type == tp_bigint || digits._i64 > pkl_int_bit_length(&a) / 3 + 2) {
        return pkl_return_int(0);
    }
    py_newint(&ten, 10);
    py_TValue* quotient = py_pushtmp();
    bool ok = pkl_int_pow(&ten, &digits, &power) && pkl_int_divmod(&a, &power, quotient, &rest) && pkl_int_shift(&rest, 1, &half);
    int order = ok ? pkl_int_compare(&half, &power) : 0;
    PklIntView view;
    if (ok) pkl_int_view(quotient, &view);
    bool odd = ok && view.count > 0 && (view.digits[0] & 1);
    py_TValue one;
    py_newint(&one, 1);
    if (ok && (order > 0 || (order == 0 && odd))) ok = pkl_int_add(quotient, &one, quotient);
    ok = ok && pkl_int_mul(quotient, &power, py_retval());
    py_pop();
    return ok;
}

static bool int_getnewargs(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    PyObject* tuple = pkl_new_slots(py_retval(), tp_tuple, 1);
    PKL_SLOTS(tuple)[0] = a;
    return true;
}

static bool int_sizeof(int argc, py_Ref argv) {
    (void)argc;
    py_TValue a = pkl_plain_int(argv);
    PklIntView x;
    pkl_int_view(&a, &x);
    return pkl_return_int(24 + 4 * (x.count > 0 ? x.count : 1));
}

const PklMethod pkl_int_methods[] = {
    {"__new__", int_new, "($type, x=0, /, base=10)", PKL_CLINIC, PKL_NEW, 0, 2},
    {"__repr__", int_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__format__", int_format, "($self, format_spec, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__round__", int_round, "($self, ndigits=<unrepresentable>, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"__trunc__", int_plain, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__floor__", int_plain, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__ceil__", int_plain, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__getnewargs__", int_getnewargs, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__sizeof__", int_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"conjugate", int_plain, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"bit_length", int_bit_length, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"bit_count", int_bit_count, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"is_integer", int_is_integer, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"as_integer_ratio", int_as_ratio, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"to_bytes", int_to_bytes, "($self, /, length=1, byteorder='big', *, signed=False)", PKL_CLINIC, PKL_METHOD, 0, 2},
    {"from_bytes", int_from_bytes, "($type, /, bytes, byteorder='big', *, signed=False)", PKL_CLINIC, PKL_CLASS, 1, 2},
    {0},
};

static bool zero(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_int(0);
}

static bool one(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_int(1);
}

const PklGetSet pkl_int_getsets[] = {
    {"real", int_plain, NULL}, {"imag", zero, NULL}, {"numerator", int_plain, NULL}, {"denominator", one, NULL}, {0},
};

/* ---- bool ------------------------------------------------------------------------------------------------ */

static bool bool_new(int argc, py_Ref argv) {
    (void)argc;
    int truth = argv[1].type == tp_nil ? 0 : py_bool(&argv[1]);
    if (truth < 0) return false;
    return pkl_return_bool(truth);
}

static bool bool_repr(int argc, py_Ref argv) {
    (void)argc;
    py_newstr(py_retval(), argv->_bool ? "True" : "False");
    return true;
}

/* Of two bools a bool; else what ints do. */
static bool bool_bitwise(py_Ref argv, char op) {
    if (!pkl_is_int(&argv[1])) {
        return pkl_not_implemented();
    }
    py_TValue a = pkl_plain_int(&argv[0]), b = pkl_plain_int(&argv[1]);
    if (!pkl_int_bitwise(&a, &b, op, py_retval())) return false;
    if (argv[0].type == tp_bool && argv[1].type == tp_bool) py_newbool(py_retval(), py_retval()->_i64 != 0);
    return true;
}

static bool bool_and(int argc, py_Ref argv) { return (void)argc, bool_bitwise(argv, '&'); }
static bool bool_or(int argc, py_Ref argv) { return (void)argc, bool_bitwise(argv, '|'); }
static bool bool_xor(int argc, py_Ref argv) { return (void)argc, bool_bitwise(argv, '^'); }

static bool bool_invert(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_warn(tp_DeprecationWarning, "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the "
                                         "underlying int object and is usually not what you expect from the negation of a bool object. Use the 'not' operator for boolean "
                                         "negation or ~int(x) for the bitwise inversion of the underlying int."))
        return false;
    return pkl_return_int(~(int64_t)argv->_bool);
}

#define BOOL_OPERATOR(name) {"__" #name "__", bool_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}, {"__r" #name "__", bool_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
const PklMethod pkl_bool_methods[] = {
    {"__new__", bool_new, "($type, object=False, /)", PKL_RANGE, PKL_NEW, 0, 1},
    {"__repr__", bool_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    BOOL_OPERATOR(and), BOOL_OPERATOR(or), BOOL_OPERATOR(xor),
    {"__invert__", bool_invert, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
