/*
 * complex: operators and construction.
 */
#include "number_format.h"

#include <math.h>
#include <string.h>

typedef struct Number {
    double re, im;
} Number;

void pkl_new_complex(py_OutRef out, double real, double imag) {
    PyComplex* complex = (PyComplex*)pkl_new(out, tp_complex);
    complex->real = real;
    complex->imag = imag;
}

void py_newcomplex(py_OutRef out, double real, double imag) { pkl_new_complex(out, real, imag); }
bool py_iscomplex(py_Ref self) { return self->type == tp_complex; }
double py_toreal(py_Ref self) { return ((PyComplex*)self->_obj)->real; }
double py_toimag(py_Ref self) { return ((PyComplex*)self->_obj)->imag; }

static bool result(Number number) {
    pkl_new_complex(py_retval(), number.re, number.im);
    return true;
}

static Number value_of(py_Ref value) {
    PyComplex* complex = PKL_OBJECT(value, PyComplex);
    return (Number){complex->real, complex->imag};
}

/* 1 a complex, 2 a real number, 0 neither, -1 error */
static int operand(py_Ref value, Number* out) {
    *out = (Number){0, 0};
    if (py_isinstance(value, tp_complex)) return *out = value_of(value), 1;
    if (py_isinstance(value, tp_float)) return out->re = pkl_float_of(value), 2;
    if (!pkl_is_int(value)) return 0;
    py_TValue plain = pkl_plain_int(value);
    return pkl_int_to_double(&plain, &out->re) ? 2 : -1;
}

/* ---- arithmetic ------------------------------------------------------------------------------------------- */

static Number multiply(Number a, Number b) { return (Number){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

/* Smith's method, without needless overflow. */
static Number divide(Number a, Number b) {
    if (fabs(b.re) >= fabs(b.im)) {
        double ratio = b.im / b.re, scale = b.re + b.im * ratio;
        return (Number){(a.re + a.im * ratio) / scale, (a.im - a.re * ratio) / scale};
    }
    if (fabs(b.im) >= fabs(b.re)) {
        double ratio = b.re / b.im, scale = b.re * ratio + b.im;
        return (Number){(a.re * ratio + a.im) / scale, (a.im * ratio - a.re) / scale};
    }
    return (Number){NAN, NAN};
}

static Number whole_power(Number base, int64_t exponent) {
    Number power = {1, 0}, square = base;
    for (int64_t rest = exponent < 0 ? -exponent : exponent; rest > 0; rest >>= 1) {
        if (rest & 1) power = multiply(power, square);
        square = multiply(square, square);
    }
    return exponent < 0 ? divide((Number){1, 0}, power) : power;
}

static Number general_power(Number a, Number b) {
    if (b.re == 0 && b.im == 0) return (Number){1, 0};
    if (a.re == 0 && a.im == 0) return (Number){0, 0};
    double size = hypot(a.re, a.im), length = pow(size, b.re), angle = atan2(a.im, a.re), phase = angle * b.re;
    if (b.im != 0) {
        length *= exp(-angle * b.im);
        phase += b.im * log(size);
    }
    return (Number){length * cos(phase), length * sin(phase)};
}

void pkl_complex_power(double a_real, double a_imag, double b_real, double b_imag, py_OutRef out) {
    Number power = general_power((Number){a_real, a_imag}, (Number){b_real, b_imag});
    pkl_new_complex(out, power.re, power.im);
}

static bool power(Number a, Number b) {
    if (a.re == 0 && a.im == 0 && (b.re < 0 || b.im != 0)) return pkl_raise(tp_ZeroDivisionError, "zero to a negative or complex power");
    bool whole = b.im == 0 && b.re == floor(b.re) && fabs(b.re) <= 100;
    Number value = whole ? whole_power(a, (int64_t)b.re) : general_power(a, b);
    bool finite = isfinite(a.re) && isfinite(a.im) && isfinite(b.re) && isfinite(b.im);
    if (finite && (isinf(value.re) || isinf(value.im))) return pkl_raise(tp_OverflowError, "complex exponentiation");
    return result(value);
}

/* Reals take part without becoming complex (3.14): signs of zeros stay. */
static bool apply(Number a, int a_kind, Number b, int b_kind, char op) {
    switch (op) {
    case '+': return result((Number){a.re + b.re, a_kind == 2 ? b.im : b_kind == 2 ? a.im : a.im + b.im});
    case '-': return result((Number){a.re - b.re, a_kind == 2 ? -b.im : b_kind == 2 ? a.im : a.im - b.im});
    case '*':
        if (a_kind == 2) return result((Number){a.re * b.re, a.re * b.im});
        if (b_kind == 2) return result((Number){a.re * b.re, a.im * b.re});
        return result(multiply(a, b));
    case '/':
        if (b.re == 0 && b.im == 0) return pkl_raise(tp_ZeroDivisionError, "division by zero");
        return result(b_kind == 2 ? (Number){a.re / b.re, a.im / b.re} : divide(a, b));
    default: return power(a, b);
    }
}

static bool binary(py_Ref argv, char op, bool reflected) {
    Number a, b;
    int first = operand(&argv[0], &a), second = first > 0 ? operand(&argv[1], &b) : first;
    if (second < 0) return false;
    if (second == 0) return pkl_not_implemented();
    return reflected ? apply(b, second, a, first, op) : apply(a, first, b, second, op);
}

#define OPERATOR(name, op)                                                                                             \
    static bool complex_##name(int argc, py_Ref argv) { return (void)argc, binary(argv, op, false); }                  \
    static bool complex_r##name(int argc, py_Ref argv) { return (void)argc, binary(argv, op, true); }
OPERATOR(add, '+')
OPERATOR(sub, '-')
OPERATOR(mul, '*')
OPERATOR(truediv, '/')

static bool complex_pow(int argc, py_Ref argv) {
    if (argc > 2 && argv[2].type != tp_nil && argv[2].type != tp_NoneType) return pkl_raise(tp_ValueError, "complex modulo");
    return binary(argv, 'p', false);
}

static bool complex_rpow(int argc, py_Ref argv) { return (void)argc, binary(argv, 'p', true); }

/* ---- comparison ------------------------------------------------------------------------------------------------ */

/* 1 equal, 0 not, 2 not ours */
static int equal(py_Ref a, py_Ref b) {
    Number x = value_of(a);
    if (py_isinstance(b, tp_complex)) {
        Number y = value_of(b);
        return x.re == y.re && x.im == y.im;
    }
    if (py_isinstance(b, tp_float)) return x.im == 0 && x.re == pkl_float_of(b);
    if (!pkl_is_int(b)) return 2;
    py_TValue plain = pkl_plain_int(b);
    return x.im == 0 && !isnan(x.re) && pkl_int_compare_double(&plain, x.re) == 0;
}

static bool compare(py_Ref argv, int wanted) {
    int same = equal(&argv[0], &argv[1]);
    if (same == 2) return pkl_not_implemented();
    return pkl_return_bool(same == wanted);
}

static bool complex_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, 1); }
static bool complex_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, 0); }
static bool complex_unordered(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_not_implemented(); }

/* ---- one operand -------------------------------------------------------------------------------------------------- */

static bool complex_neg(int argc, py_Ref argv) {
    Number a = value_of(argv);
    return (void)argc, result((Number){-a.re, -a.im});
}

static bool complex_pos(int argc, py_Ref argv) { return (void)argc, result(value_of(argv)); }

static bool complex_conjugate(int argc, py_Ref argv) {
    Number a = value_of(argv);
    return (void)argc, result((Number){a.re, -a.im});
}

static bool complex_abs(int argc, py_Ref argv) {
    (void)argc;
    Number a = value_of(argv);
    double size = hypot(a.re, a.im);
    if (isinf(size) && isfinite(a.re) && isfinite(a.im)) return pkl_raise(tp_OverflowError, "absolute value too large");
    return pkl_return_float(size);
}

static bool complex_bool(int argc, py_Ref argv) {
    (void)argc;
    Number a = value_of(argv);
    return pkl_return_bool(a.re != 0 || a.im != 0);
}

static bool complex_hash(int argc, py_Ref argv) {
    (void)argc;
    Number a = value_of(argv);
    py_TValue part;
    int64_t real, imag;
    py_newfloat(&part, a.re);
    if (isnan(a.re)) real = pkl_identity_hash(argv);
    else if (!py_hash(&part, &real)) return false;
    py_newfloat(&part, a.im);
    if (isnan(a.im)) imag = pkl_identity_hash(argv);
    else if (!py_hash(&part, &imag)) return false;
    int64_t hash = (int64_t)((uint64_t)real + 1000003u * (uint64_t)imag);
    return pkl_return_int(hash == -1 ? -2 : hash);
}

/* ---- making one ----------------------------------------------------------------------------------------------------------- */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* "1+2j", "(1)", "j", "-inf-nanj"; the end of the text or NULL. */
static const char* scan(const char* at, const char* end, Number* out) {
    double first = 0;
    const char* next = pkl_float_scan(at, end, &first);
    bool bare = false;
    if (next == NULL) { /* a sign and j alone */
        next = at;
        if (next < end && (*next == '+' || *next == '-')) next++;
        if (next >= end || (*next | 0x20) != 'j') return NULL;
        first = *at == '-' ? -1 : 1;
        bare = true;
    }
    if (next < end && (*next | 0x20) == 'j') return out->im = first, next + 1;
    if (bare) return NULL;
    out->re = first;
    if (next >= end || (*next != '+' && *next != '-')) return next;
    const char* sign = next;
    next = pkl_float_scan(sign, end, &out->im);
    if (next == NULL) {
        out->im = *sign == '-' ? -1 : 1;
        next = sign + 1;
    }
    return next < end && (*next | 0x20) == 'j' ? next + 1 : NULL;
}

static bool parse(const char* text, int size, Number* out) {
    char small[160], *copy = size < 160 ? small : pkl_buffer((size_t)size);
    int count = 0;
    bool ok = true;
    for (int i = 0; i < size; i++) {
        if (text[i] != '_') copy[count++] = text[i];
        else ok = ok && i > 0 && i + 1 < size && text[i - 1] >= '0' && text[i - 1] <= '9' && text[i + 1] >= '0' && text[i + 1] <= '9';
    }
    const char *at = copy, *end = copy + count;
    while (at < end && is_space(*at)) at++;
    while (end > at && is_space(end[-1])) end--;
    if (end - at > 1 && *at == '(' && end[-1] == ')') {
        at++, end--;
        while (at < end && is_space(*at)) at++;
        while (end > at && is_space(end[-1])) end--;
    }
    ok = ok && at < end && scan(at, end, out) == end;
    if (copy != small) pkl_buffer_free(copy, (size_t)size);
    return ok || pkl_raise(tp_ValueError, "complex() arg is a malformed string");
}

/* __complex__ of a value: 1, 0 none, -1. */
static int by_special(py_Ref value, Number* out) {
    int called = pkl_call_special(value, (py_Name)PKL_NAME(__complex__), 0, NULL);
    if (called != 1) return called;
    py_TValue number = pkl_vm->retval;
    if (!py_isinstance(&number, tp_complex)) return pkl_raise(tp_TypeError, "__complex__ returned non-complex (type %T)", &number), -1;
    *out = value_of(&number);
    return 1;
}

static bool part(py_Ref value, const char* message, Number* out) {
    if (py_isinstance(value, tp_complex)) return *out = value_of(value), true;
    int special = by_special(value, out);
    if (special != 0) return special > 0;
    if (py_isinstance(value, tp_str)) return pkl_raise(tp_TypeError, message, value);
    if (!pkl_to_double(value, &out->re)) {
        if (!pkl_exc_matches(tp_TypeError)) return false;
        pkl_vm->raised.type = tp_nil;
        return pkl_raise(tp_TypeError, message, value);
    }
    out->im = 0;
    return true;
}

bool pkl_to_complex(py_Ref value, double* real, double* imag) {
    Number number;
    if (!part(value, "must be real number, not %T", &number)) return false;
    *real = number.re;
    *imag = number.im;
    return true;
}

static bool make(py_Ref type, Number number) {
    PyComplex* complex = (PyComplex*)pkl_new(py_retval(), py_totype(type));
    complex->real = number.re;
    complex->imag = number.im;
    return true;
}

/* complex(real=0, imag=0) */
static bool complex_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *real = &argv[1], *imag = &argv[2];
    Number a = {0, 0}, b = {0, 0};
    bool has_imag = imag->type != tp_nil;
    if (real->type != tp_nil && !has_imag && py_isinstance(real, tp_str)) {
        py_TValue* digits = py_pushtmp();
        bool ok = pkl_ascii_digits(real, digits) && parse(py_tosv(digits).data, py_tosv(digits).size, &a);
        py_pop();
        return ok && make(&argv[0], a);
    }
    const char* message = has_imag ? "complex() argument 'real' must be a real number, not %T" : "complex() argument must be a string or a number, not %T";
    if (real->type != tp_nil && !part(real, message, &a)) return false;
    if (has_imag && !part(imag, "complex() argument 'imag' must be a real number, not %T", &b)) return false;
    if (has_imag) a = (Number){b.im != 0 ? a.re - b.im : a.re, a.im != 0 ? a.im + b.re : b.re}; /* complex(0.0, -0.0) keeps its signs */
    return make(&argv[0], a);
}

static bool complex_from_number(int argc, py_Ref argv) {
    (void)argc;
    Number a = {0, 0};
    return part(&argv[1], "must be real number, not %T", &a) && make(&argv[0], a);
}

static bool complex_getnewargs(int argc, py_Ref argv) {
    (void)argc;
    Number a = value_of(argv);
    PyObject* pair = pkl_new_slots(py_retval(), tp_tuple, 2);
    py_newfloat(&PKL_SLOTS(pair)[0], a.re);
    py_newfloat(&PKL_SLOTS(pair)[1], a.im);
    return true;
}

static bool complex_real(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_float(value_of(argv).re);
}

static bool complex_imag(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_float(value_of(argv).im);
}

#define BINARY(name, function) {"__" #name "__", function, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define BOTH(name) BINARY(name, complex_##name), {"__r" #name "__", complex_r##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", complex_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

const PklMethod pkl_complex_methods[] = {
    {"__new__", complex_new, "($type, real=0, imag=0)", PKL_CLINIC, PKL_NEW, 0, 2},
    BOTH(add), BOTH(sub), BOTH(mul), BOTH(truediv),
    {"__pow__", complex_pow, "($self, value, mod=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__rpow__", complex_rpow, "($self, value, mod=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    BINARY(eq, complex_eq), BINARY(ne, complex_ne), BINARY(lt, complex_unordered), BINARY(le, complex_unordered), BINARY(gt, complex_unordered),
    BINARY(ge, complex_unordered),
    UNARY(neg), UNARY(pos), UNARY(abs), UNARY(bool), UNARY(hash), {"__repr__", pkl_complex_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__format__", pkl_complex_format, "($self, format_spec, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__complex__", complex_pos, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__getnewargs__", complex_getnewargs, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"conjugate", complex_conjugate, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"from_number", complex_from_number, "($type, number, /)", PKL_O, PKL_CLASS, 1, 1},
    {0},
};

const PklGetSet pkl_complex_getsets[] = {{"real", complex_real, NULL}, {"imag", complex_imag, NULL}, {0}};
