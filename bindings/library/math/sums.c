/* Sums and products over iterables, and lengths of vectors: with more bits than a double has, as CPython calculates them. */
#include "math.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* ---- numbers of two doubles -------------------------------------------------------------------------------- */

typedef struct Pair {
    double high, low;
} Pair;

static Pair sum_of(double a, double b) {
    double sum = a + b, z = sum - a;
    return (Pair){sum, (a - (sum - z)) + (b - z)};
}

/* |a| >= |b| */
static Pair sum_of_ordered(double a, double b) {
    double sum = a + b;
    return (Pair){sum, (a - sum) + b};
}

static Pair product_of(double a, double b) {
    double product = a * b;
    return (Pair){product, fma(a, b, -product)};
}

/* ---- fsum ----------------------------------------------------------------------------------------------------- */

/* Shewchuk's partial sums: they do not overlap, and grow in size. */
typedef struct Partials {
    double own[32];
    double* at;
    int count, capacity;
    double special, infinities; /* sums of what is not finite */
} Partials;

static void grow(Partials* sum) {
    size_t bytes = sizeof(double) * (size_t)sum->capacity;
    double* wider = pkl_buffer(bytes * 2);
    memcpy(wider, sum->at, bytes);
    if (sum->at != sum->own) pkl_buffer_free(sum->at, bytes);
    sum->at = wider;
    sum->capacity *= 2;
}

static bool add_finite(Partials* sum, double x, double given) {
    int kept = 0;
    for (int i = 0; i < sum->count; i++) {
        double y = sum->at[i];
        Pair pair = fabs(x) < fabs(y) ? sum_of_ordered(y, x) : sum_of_ordered(x, y);
        if (pair.low != 0) sum->at[kept++] = pair.low;
        x = pair.high;
    }
    sum->count = kept;
    if (x == 0) return true;
    if (!isfinite(x)) {
        if (isfinite(given)) return pkl_raise(tp_OverflowError, "intermediate overflow in fsum");
        if (isinf(given)) sum->infinities += given;
        sum->special += given;
        sum->count = 0;
        return true;
    }
    if (sum->count == sum->capacity) grow(sum);
    sum->at[sum->count++] = x;
    return true;
}

static bool add_item(py_Ref item, void* context) {
    double x;
    return pkl_to_double(item, &x) && add_finite(context, x, x);
}

/* The nearest double of the exact sum, half to even. */
static double rounded(const Partials* sum) {
    int n = sum->count;
    if (n == 0) return 0;
    Pair pair = {sum->at[--n], 0};
    while (n > 0 && pair.low == 0) pair = sum_of_ordered(pair.high, sum->at[--n]);
    if (n > 0 && ((pair.low < 0 && sum->at[n - 1] < 0) || (pair.low > 0 && sum->at[n - 1] > 0))) {
        double twice = pair.low * 2, next = pair.high + twice;
        if (twice == next - pair.high) return next;
    }
    return pair.high;
}

static bool math_fsum(int argc, py_Ref argv) {
    (void)argc;
    Partials sum = {.count = 0, .capacity = 32};
    sum.at = sum.own;
    bool ok = pkl_iterate(argv, add_item, &sum);
    if (ok && sum.special != 0) ok = isnan(sum.infinities) ? pkl_raise(tp_ValueError, "-inf + inf in fsum") : pkl_return_float(sum.special);
    else if (ok) pkl_return_float(rounded(&sum));
    if (sum.at != sum.own) pkl_buffer_free(sum.at, sizeof(double) * (size_t)sum.capacity);
    return ok;
}

/* ---- lengths ------------------------------------------------------------------------------------------------------ */

static double largest(const double* items, int count, bool* nan) {
    double max = 0;
    for (int i = 0; i < count; i++) {
        *nan |= isnan(items[i]);
        if (items[i] > max) max = items[i];
    }
    return max;
}

static void add_square(Pair* sum, double* first, double* second, double a, double b) {
    Pair square = product_of(a, b), next = sum_of_ordered(sum->high, square.high);
    sum->high = next.high;
    *first += square.low;
    *second += next.low;
}

/* The root of the sum of squares of numbers >= 0, which are not kept. */
static double length_of(double* items, int count) {
    bool nan = false;
    double max = largest(items, count, &nan), unit = 1, first = 0, second = 0;
    if (isinf(max)) return max;
    if (nan) return NAN;
    if (max == 0 || count <= 1) return max;
    int exponent;
    frexp(max, &exponent);
    if (exponent < -1023) { /* 2 ** -exponent would be too large */
        for (int i = 0; i < count; i++) items[i] /= DBL_MIN;
        unit = DBL_MIN;
        frexp(max / DBL_MIN, &exponent);
    }
    double scale = ldexp(1.0, -exponent);
    Pair sum = {1, 0};
    for (int i = 0; i < count; i++) add_square(&sum, &first, &second, items[i] * scale, items[i] * scale);
    double root = sqrt(sum.high - 1.0 + (first + second));
    add_square(&sum, &first, &second, -root, root);
    root += (sum.high - 1.0 + (first + second)) / (2.0 * root);
    return unit * (root / scale);
}

/* Calculates |a - b| (b NULL: |a|) of `count` values and their length. */
static bool return_length(const py_TValue* a, const py_TValue* b, int count) {
    double own[16], *items = own, x, y = 0;
    size_t bytes = sizeof(double) * (size_t)count;
    if (count > 16) {
        if (!pkl_reserve(bytes)) return false;
        items = pkl_buffer(bytes);
    }
    bool ok = true;
    for (int i = 0; ok && i < count; i++) {
        ok = pkl_to_double((py_Ref)&a[i], &x) && (!b || pkl_to_double((py_Ref)&b[i], &y));
        if (ok) items[i] = fabs(x - y);
    }
    if (ok) pkl_return_float(length_of(items, count));
    if (items != own) pkl_buffer_free(items, bytes);
    return ok;
}

static bool math_hypot(int argc, py_Ref argv) { return return_length(argv, NULL, argc); }

static bool as_tuple(py_Ref value) {
    if (pkl_has_layout(value, tp_tuple)) return true;
    py_TValue list;
    if (!pkl_list_of(value, &list)) return false;
    pkl_new_tuple(value, PKL_OBJECT(&list, PyList)->items, PKL_OBJECT(&list, PyList)->length);
    return true;
}

static bool math_dist(int argc, py_Ref argv) {
    (void)argc;
    if (!as_tuple(&argv[0]) || !as_tuple(&argv[1])) return false;
    int count = pkl_tuple_length(&argv[0]);
    if (count != pkl_tuple_length(&argv[1])) return pkl_raise(tp_ValueError, "both points must have the same number of dimensions");
    return return_length(pkl_tuple_items(&argv[0]), pkl_tuple_items(&argv[1]), count);
}

/* ---- products -------------------------------------------------------------------------------------------------------- */

/* value * item, where `value` lies on the native stack. */
static bool multiply(py_Ref item, void* context) {
    py_TValue* value = context;
    int64_t product;
    if (value->type == tp_float && item->type == tp_float) return value->_f64 *= item->_f64, true;
    if (value->type == tp_int && item->type == tp_int && !__builtin_mul_overflow(value->_i64, item->_i64, &product)) return value->_i64 = product, true;
    if (!py_binarymul(value, item)) return false;
    *value = *py_retval();
    return true;
}

/* prod(iterable, /, *, start=1) */
static bool math_prod(int argc, py_Ref argv) {
    (void)argc;
    if (!argv[1].type) py_newint(&argv[1], 1);
    if (!pkl_iterate(&argv[0], multiply, &argv[1])) return false;
    return pkl_return(&argv[1]);
}

/* ---- sumprod ------------------------------------------------------------------------------------------------------------ */

typedef struct Total {
    py_TValue* value; /* on the native stack */
    int64_t whole;
    double high, low, tiny;
    bool wholes, floats; /* whether that way is still open */
    bool any_whole, any_float;
} Total;

static bool add_to_total(Total* total, py_TValue addend) {
    if (!py_binaryadd(total->value, &addend)) return false;
    *total->value = *py_retval();
    return true;
}

static bool add_whole(Total* total, const py_TValue* p, const py_TValue* q) {
    int64_t product;
    if (p->type != tp_int || q->type != tp_int || __builtin_mul_overflow(p->_i64, q->_i64, &product)) return false;
    if (__builtin_add_overflow(total->whole, product, &product)) return false;
    total->whole = product;
    return total->any_whole = true;
}

static bool close_wholes(Total* total) {
    total->wholes = false;
    if (!total->any_whole) return true;
    total->any_whole = false;
    return add_to_total(total, (py_TValue){.type = tp_int, ._i64 = total->whole});
}

/* A float, or an int that is not too large. */
static bool as_double(const py_TValue* value, double* out) {
    if (value->type == tp_float) return *out = value->_f64, true;
    if (value->type == tp_int) return *out = (double)value->_i64, true;
    if (value->type == tp_bool) return *out = value->_bool, true;
    if (value->type != tp_bigint) return false;
    int64_t exponent;
    double part = pkl_int_frexp(value, &exponent);
    return exponent <= 1024 && isfinite(*out = ldexp(part, (int)exponent));
}

/* float * float, float * int, int * float */
static bool as_doubles(const py_TValue* p, const py_TValue* q, double* x, double* y) {
    return (p->type == tp_float || q->type == tp_float) && as_double(p, x) && as_double(q, y);
}

static bool add_float(Total* total, const py_TValue* p, const py_TValue* q) {
    double x, y;
    if (!as_doubles(p, q, &x, &y)) return false;
    Pair product = product_of(x, y), sum = sum_of(total->high, product.high), low = sum_of(total->low, product.low), carried = sum_of(low.high, sum.low);
    if (!isfinite(sum.high)) return false;
    total->high = sum.high;
    total->low = carried.high;
    total->tiny += low.low + carried.low;
    return total->any_float = true;
}

static bool close_floats(Total* total) {
    total->floats = false;
    if (!total->any_float) return true;
    total->any_float = false;
    return add_to_total(total, (py_TValue){.type = tp_float, ._f64 = total->high + sum_of(total->low, total->tiny).high});
}

static bool add_product(Total* total, py_Ref p, py_Ref q) {
    if (total->wholes && add_whole(total, p, q)) return true;
    if (total->wholes && !close_wholes(total)) return false;
    if (total->floats && add_float(total, p, q)) return true;
    if (total->floats && !close_floats(total)) return false;
    return py_binarymul(p, q) && add_to_total(total, *py_retval());
}

/* 1 a pair is in items, 0 both have ended, -1 error. */
static int next_pair(py_Ref iterators, py_TValue* items) {
    int states[2];
    for (int i = 0; i < 2; i++) {
        states[i] = py_next(&iterators[i]);
        if (states[i] < 0) return -1;
        if (states[i]) items[i] = *py_retval();
    }
    if (states[0] != states[1]) return pkl_raise(tp_ValueError, "Inputs are not the same length"), -1;
    return states[0];
}

static bool math_sumprod(int argc, py_Ref argv) {
    (void)argc;
    for (int i = 0; i < 2; i++) {
        if (!py_iter(&argv[i])) return false;
        argv[i] = *py_retval();
    }
    Total total = {.value = py_pushtmp(), .wholes = true, .floats = true};
    py_TValue* items = py_pushtmp();
    py_pushtmp();
    py_newint(total.value, 0);
    int state = 1;
    while (state > 0) {
        state = next_pair(argv, items);
        if (state > 0 && (!pkl_tick(1) || !add_product(&total, &items[0], &items[1]))) state = -1;
    }
    bool ok = state == 0 && close_wholes(&total) && close_floats(&total);
    *py_retval() = *total.value;
    py_shrink(3);
    return ok;
}

const PklMethod pkl_math_sums[] = {
    {"dist", math_dist, "($module, p, q, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"fsum", math_fsum, "($module, seq, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"hypot", math_hypot, "($module, /, *coordinates)", PKL_ANY, PKL_FUNCTION, 0, 0},
    {"prod", math_prod, "($module, iterable, /, *, start=1)", PKL_CLINIC, PKL_FUNCTION, 1, 1},
    {"sumprod", math_sumprod, "($module, p, q, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {0},
};
