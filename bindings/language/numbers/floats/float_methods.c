/*
 * float: operators, construction, texts.
 */
#include "../../text/texts.h"
#include "../number_format.h"

#include <math.h>
#include <string.h>

double pkl_float_of(py_Ref value) { return value->type == tp_float ? value->_f64 : PKL_SLOTS(value->_obj)[0]._f64; }

static bool result(double value) {
    return pkl_return_float(value);
}

/* An operand: 1, 0 no number of ours, -1 error (an int that is too large). */
static int operand(py_Ref value, double* out) {
    if (value->type == tp_float) return *out = value->_f64, 1;
    if (py_isinstance(value, tp_float)) return *out = pkl_float_of(value), 1;
    if (!pkl_is_int(value)) return 0;
    py_TValue plain = pkl_plain_int(value);
    return pkl_int_to_double(&plain, out) ? 1 : -1;
}

static bool warn_of_subclass(py_Ref value, py_Ref number) {
    PklBuilder text;
    pkl_builder_start(&text);
    pkl_put_formatted(&text, "%T.__float__ returned non-float (type %T).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.", value, number);
    py_TValue* built = py_pushtmp();
    bool ok = pkl_builder_str(&text, built) && pkl_warn(tp_DeprecationWarning, py_tostr(built));
    py_pop();
    return ok;
}

/* By its __float__: 1, 0 it has none, -1 error. */
static int by_special(py_Ref value, double* out) {
    int called = pkl_call_special(value, (py_Name)PKL_NAME(__float__), 0, NULL);
    if (called != 1) return called;
    py_TValue number = pkl_vm->retval;
    if (!py_isinstance(&number, tp_float)) return pkl_raise(tp_TypeError, "%T.__float__ returned non-float (type %T)", value, &number) ? 0 : -1;
    *out = pkl_float_of(&number);
    return number.type == tp_float || warn_of_subclass(value, &number) ? 1 : -1;
}

bool pkl_to_double(py_Ref value, double* out) {
    int known = operand(value, out);
    if (known == 0) known = by_special(value, out);
    if (known != 0) return known > 0;
    if (pkl_special(value, (py_Name)PKL_NAME(__index__)) == NULL) return pkl_raise(tp_TypeError, "must be real number, not %T", value);
    py_TValue plain;
    return pkl_to_int(value, &plain) && pkl_int_to_double(&plain, out);
}

/* ---- arithmetic ------------------------------------------------------------------------------------- */

static double floor_modulo(double a, double b) {
    double rest = fmod(a, b);
    if (rest != 0) return (b < 0) != (rest < 0) ? rest + b : rest;
    return copysign(0.0, b);
}

static double floor_quotient(double a, double b) {
    double rest = fmod(a, b), quotient = (a - rest) / b;
    if (rest != 0 && (b < 0) != (rest < 0)) quotient -= 1.0;
    if (quotient == 0) return copysign(0.0, a / b);
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static bool is_odd(double value) { return fmod(fabs(value), 2.0) == 1.0; }

bool pkl_float_power(double a, double b, py_OutRef out) {
    if (a == 0 && b < 0) return pkl_raise(tp_ZeroDivisionError, "zero to a negative power");
    if (a < 0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        pkl_complex_power(a, 0, b, 0, out);
        return true;
    }
    double value = a == 1 || b == 0 ? 1 : isnan(b) ? b : pow(fabs(a), b);
    if (a < 0 || (a == 0 && signbit(a))) value = is_odd(b) ? -value : value;
    if (a == -1 && isinf(b)) value = 1;
    if (isinf(value) && isfinite(a) && isfinite(b)) return pkl_raise(tp_OverflowError, "(34, 'Numerical result out of range')");
    py_newfloat(out, value);
    return true;
}

static bool apply(double a, double b, char op) {
    switch (op) {
    case '+': return result(a + b);
    case '-': return result(a - b);
    case '*': return result(a * b);
    case '/': return b == 0 ? pkl_raise(tp_ZeroDivisionError, "division by zero") : result(a / b);
    case '%': return b == 0 ? pkl_raise(tp_ZeroDivisionError, "division by zero") : result(floor_modulo(a, b));
    case 'f': return b == 0 ? pkl_raise(tp_ZeroDivisionError, "division by zero") : result(floor_quotient(a, b));
    case 'p': return pkl_float_power(a, b, py_retval());
    default: break;
    }
    if (b == 0) return pkl_raise(tp_ZeroDivisionError, "division by zero");
    PyObject* pair = pkl_new_slots(py_retval(), tp_tuple, 2);
    py_newfloat(&PKL_SLOTS(pair)[0], floor_quotient(a, b));
    py_newfloat(&PKL_SLOTS(pair)[1], floor_modulo(a, b));
    return true;
}

static bool binary(py_Ref argv, char op, bool reflected) {
    double a, b;
    int first = operand(&argv[0], &a), second = first > 0 ? operand(&argv[1], &b) : first;
    if (second < 0) return false;
    if (second == 0) return pkl_not_implemented();
    return reflected ? apply(b, a, op) : apply(a, b, op);
}

#define OPERATOR(name, op)                                                                                             \
    static bool float_##name(int argc, py_Ref argv) { return (void)argc, binary(argv, op, false); }                    \
    static bool float_r##name(int argc, py_Ref argv) { return (void)argc, binary(argv, op, true); }
OPERATOR(add, '+')
OPERATOR(sub, '-')
OPERATOR(mul, '*')
OPERATOR(truediv, '/')
OPERATOR(mod, '%')
OPERATOR(floordiv, 'f')
OPERATOR(divmod, 'd')

static bool float_pow(int argc, py_Ref argv) {
    if (argc > 2 && argv[2].type != tp_nil && argv[2].type != tp_NoneType)
        return pkl_raise(tp_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    return binary(argv, 'p', false);
}

static bool float_rpow(int argc, py_Ref argv) {
    (void)argc;
    return binary(argv, 'p', true);
}

/* ---- comparison ---------------------------------------------------------------------------------------- */

enum { LT = 1, EQ = 2, GT = 4, UNORDERED = 8 };

/* Ints are compared exactly, however large. 0: no number of ours. */
static int order_of(py_Ref a, py_Ref b) {
    double x = pkl_float_of(a), y;
    if (pkl_is_int(b)) {
        if (isnan(x)) return UNORDERED;
        py_TValue plain = pkl_plain_int(b);
        int order = pkl_int_compare_double(&plain, x);
        return order < 0 ? GT : order > 0 ? LT : EQ;
    }
    if (!py_isinstance(b, tp_float)) return 0;
    y = pkl_float_of(b);
    return x < y ? LT : x > y ? GT : x == y ? EQ : UNORDERED;
}

static bool compare(py_Ref argv, int wanted) {
    int order = order_of(&argv[0], &argv[1]);
    if (order == 0) return pkl_not_implemented();
    return pkl_return_bool((order & wanted) != 0);
}

static bool float_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, LT); }
static bool float_le(int argc, py_Ref argv) { return (void)argc, compare(argv, LT | EQ); }
static bool float_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, EQ); }
static bool float_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, LT | GT | UNORDERED); }
static bool float_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, GT); }
static bool float_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, GT | EQ); }

/* ---- one operand ------------------------------------------------------------------------------------------ */

static bool float_neg(int argc, py_Ref argv) { return (void)argc, result(-pkl_float_of(argv)); }
static bool float_pos(int argc, py_Ref argv) { return (void)argc, result(pkl_float_of(argv)); }
static bool float_abs(int argc, py_Ref argv) { return (void)argc, result(fabs(pkl_float_of(argv))); }
static bool float_int(int argc, py_Ref argv) { return (void)argc, pkl_int_from_double(pkl_float_of(argv), py_retval()); }
static bool float_floor(int argc, py_Ref argv) { return (void)argc, pkl_int_from_double(floor(pkl_float_of(argv)), py_retval()); }
static bool float_ceil(int argc, py_Ref argv) { return (void)argc, pkl_int_from_double(ceil(pkl_float_of(argv)), py_retval()); }

static bool float_bool(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_bool(pkl_float_of(argv) != 0);
}

static bool float_hash(int argc, py_Ref argv) {
    (void)argc;
    int64_t hash;
    py_TValue plain;
    py_newfloat(&plain, pkl_float_of(argv));
    if (isnan(plain._f64)) hash = pkl_identity_hash(argv);
    else if (!py_hash(&plain, &hash)) return false;
    return pkl_return_int(hash);
}

static bool float_repr(int argc, py_Ref argv) {
    (void)argc;
    char text[40];
    int size = pkl_float_repr(pkl_float_of(argv), text);
    py_newstrv(py_retval(), (c11_sv){text, size});
    return true;
}

static bool float_format(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "__format__() argument must be str, not %T", &argv[1]);
    c11_sv spec = py_tosv(&argv[1]);
    if (spec.size == 0) return py_str(&argv[0]);
    return pkl_format_float(pkl_float_of(argv), spec, argv, py_retval());
}

/* round(a): to int; round(a, n): through the exact decimal digits. */
static bool float_round(int argc, py_Ref argv) {
    double a = pkl_float_of(argv);
    if (argc < 2 || argv[1].type == tp_nil || argv[1].type == tp_NoneType) {
        double whole = floor(a);
        if (isfinite(a)) {
            double half = a - whole;
            if (half > 0.5 || (half == 0.5 && is_odd(whole))) whole += 1;
        }
        return pkl_int_from_double(isfinite(a) ? whole : a, py_retval());
    }
    int64_t digits;
    if (!pkl_index(&argv[1], &digits, true)) return false;
    if (!isfinite(a) || a == 0 || digits > 323) return result(a);
    if (digits < -308) return result(copysign(0.0, a));
    char text[PKL_FLOAT_DIGITS_MAX];
    int point, count = pkl_float_digits(fabs(a), (int)digits, true, text, &point);
    double rounded = pkl_float_from_digits(text, count, (int64_t)point - count);
    if (isinf(rounded)) return pkl_raise(tp_OverflowError, "rounded value too large to represent");
    return result(copysign(rounded, a));
}

static bool float_is_integer(int argc, py_Ref argv) {
    (void)argc;
    double a = pkl_float_of(argv);
    return pkl_return_bool(isfinite(a) && a == floor(a));
}

static bool float_as_ratio(int argc, py_Ref argv) {
    (void)argc;
    double a = pkl_float_of(argv);
    if (isinf(a)) return pkl_raise(tp_OverflowError, "cannot convert Infinity to integer ratio");
    if (isnan(a)) return pkl_raise(tp_ValueError, "cannot convert NaN to integer ratio");
    int exponent;
    double mantissa = frexp(a, &exponent);
    for (int i = 0; i < 300 && mantissa != floor(mantissa); i++) {
        mantissa *= 2;
        exponent--;
    }
    py_TValue *numerator = py_pushtmp(), *denominator = py_pushtmp();
    py_newint(denominator, 1);
    bool ok = pkl_int_from_double(mantissa, numerator) && pkl_int_shift(exponent > 0 ? numerator : denominator, exponent > 0 ? exponent : -exponent, exponent > 0 ? numerator : denominator);
    if (ok) {
        PyObject* pair = pkl_new_slots(py_retval(), tp_tuple, 2);
        PKL_SLOTS(pair)[0] = *numerator;
        PKL_SLOTS(pair)[1] = *denominator;
    }
    py_shrink(2);
    return ok;
}

static bool float_getnewargs(int argc, py_Ref argv) {
    (void)argc;
    double a = pkl_float_of(argv);
    py_newfloat(&PKL_SLOTS(pkl_new_slots(py_retval(), tp_tuple, 1))[0], a);
    return true;
}

static bool float_zero(int argc, py_Ref argv) { return (void)argc, (void)argv, result(0.0); }

/* ---- making one ----------------------------------------------------------------------------------------------- */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* A text without white space at its ends and with underscores only between digits. */
static bool parse_text(const char* at, int size, py_Ref shown, double* out) {
    const char *end = at + size, *stop;
    while (at < end && is_space(*at)) at++;
    while (end > at && is_space(end[-1])) end--;
    char small[64], *copy = end - at < 64 ? small : pkl_buffer((size_t)(end - at));
    int count = 0;
    bool ok = true;
    for (const char* c = at; c < end; c++) {
        if (*c != '_') copy[count++] = *c;
        else ok = ok && c > at && c + 1 < end && c[-1] >= '0' && c[-1] <= '9' && c[1] >= '0' && c[1] <= '9';
    }
    stop = ok ? pkl_float_scan(copy, copy + count, out) : NULL;
    ok = stop == copy + count && count > 0;
    if (copy != small) pkl_buffer_free(copy, (size_t)(end - at));
    return ok || pkl_raise(tp_ValueError, "could not convert string to float: %R", shown);
}

static bool text_to_double(py_Ref value, double* out) {
    if (py_isinstance(value, tp_str)) {
        py_TValue* digits = py_pushtmp();
        bool ok = pkl_ascii_digits(value, digits);
        if (ok) ok = parse_text(py_tosv(digits).data, py_tosv(digits).size, value, out);
        py_pop();
        return ok;
    }
    int size;
    const unsigned char* data = pkl_bytes_data(value, &size);
    if (data == NULL) return pkl_raise(tp_TypeError, "float() argument must be a string or a real number, not '%T'", value);
    return parse_text((const char*)data, size, value, out);
}

static bool float_new(int argc, py_Ref argv) {
    (void)argc;
    double number = 0;
    py_TValue *value = &argv[1], plain;
    if (value->type != tp_nil) {
        int known = value->type == tp_float || value->type == tp_int ? operand(value, &number) : by_special(value, &number); /* a subclass has its say */
        bool is_text = known == 0 && pkl_special(value, (py_Name)PKL_NAME(__index__)) == NULL;
        if (known < 0 || (known == 0 && !(is_text ? text_to_double(value, &number) : pkl_to_double(value, &number)))) return false;
    }
    py_newfloat(&plain, number);
    pkl_number_instance(py_totype(&argv[0]), &plain, py_retval());
    return true;
}

static bool float_from_number(int argc, py_Ref argv) {
    (void)argc;
    double number;
    if (!pkl_to_double(&argv[1], &number)) return false;
    py_TValue plain;
    py_newfloat(&plain, number);
    if (py_totype(&argv[0]) != tp_float) return py_tpcall(py_totype(&argv[0]), 1, &plain);
    return pkl_return(&plain);
}

#define BINARY(name) {"__" #name "__", float_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define BOTH(name) BINARY(name), {"__r" #name "__", float_r##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name, function) {"__" #name "__", function, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define METHOD(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

/* float.__getformat__(typestr) -> str: every C compiler's here. */
static bool float_getformat(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "__getformat__() argument must be str, not %s", py_isnone(&argv[1]) ? "None" : py_tpname(py_typeof(&argv[1])));
    const char* kind = py_tostr(&argv[1]);
    if (strcmp(kind, "double") && strcmp(kind, "float")) return pkl_raise(tp_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
    py_newstr(py_retval(), "IEEE, little-endian");
    return true;
}

const PklMethod pkl_float_methods[] = {
    {"__new__", float_new, "($type, x=0, /)", PKL_RANGE, PKL_NEW, 0, 1},
    BOTH(add), BOTH(sub), BOTH(mul), BOTH(truediv), BOTH(mod), BOTH(floordiv), BOTH(divmod),
    {"__pow__", float_pow, "($self, value, mod=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__rpow__", float_rpow, "($self, value, mod=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge),
    UNARY(neg, float_neg), UNARY(pos, float_pos), UNARY(abs, float_abs), UNARY(bool, float_bool), UNARY(hash, float_hash), UNARY(int, float_int),
    UNARY(float, float_pos), UNARY(repr, float_repr),
    {"__format__", float_format, "($self, format_spec, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__round__", float_round, "($self, ndigits=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    METHOD("__trunc__", float_int), METHOD("__floor__", float_floor), METHOD("__ceil__", float_ceil), METHOD("__getnewargs__", float_getnewargs),
    METHOD("conjugate", float_pos), METHOD("is_integer", float_is_integer), METHOD("as_integer_ratio", float_as_ratio),
    METHOD("hex", pkl_float_hex),
    {"__getformat__", float_getformat, "($type, typestr, /)", PKL_O, PKL_CLASS, 1, 1},
    {"fromhex", pkl_float_fromhex, "($type, string, /)", PKL_O, PKL_CLASS, 1, 1},
    {"from_number", float_from_number, "($type, number, /)", PKL_O, PKL_CLASS, 1, 1},
    {0},
};

const PklGetSet pkl_float_getsets[] = {{"real", float_pos, NULL}, {"imag", float_zero, NULL}, {0}};
