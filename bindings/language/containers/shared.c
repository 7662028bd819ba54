/*
 * Indices, slices, repetition, recursion of repr: what all sequences need.
 */
#include "../machine/machine.h"
#include "methods.h"

/* ---- indices ------------------------------------------------------------------------------------ */

bool pkl_item_index(py_Ref key, int64_t length, int64_t* out) {
    if (key->type == tp_int) *out = key->_i64;
    else if (!pkl_index(key, out, false)) {
        if (!pkl_exc_matches(tp_OverflowError)) return false;
        pkl_vm->raised.type = tp_nil;
        return pkl_raise(tp_IndexError, "cannot fit '%T' into an index-sized integer", key);
    }
    if (*out < 0) *out += length;
    return true;
}

static bool slice_part(py_Ref value, int64_t missing, int64_t* out) {
    *out = missing;
    if (value->type == tp_NoneType) return true;
    if (value->type == tp_int) return *out = value->_i64, true;
    if (!pkl_is_int(value) && pkl_special(value, (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "slice indices must be integers or None or have an __index__ method");
    return pkl_index(value, out, true);
}

bool pkl_slice_unpack(py_Ref slice, int64_t* start, int64_t* stop, int64_t* step) {
    py_TValue* parts = PKL_SLOTS(slice->_obj);
    if (!slice_part(&parts[PKL_SLICE_STEP], 1, step)) return false;
    if (*step == 0) return pkl_raise(tp_ValueError, "slice step cannot be zero");
    if (*step < -INT64_MAX) *step = -INT64_MAX;
    return slice_part(&parts[PKL_SLICE_START], *step < 0 ? INT64_MAX : 0, start) && slice_part(&parts[PKL_SLICE_STOP], *step < 0 ? INT64_MIN : INT64_MAX, stop);
}

static int64_t clamp(int64_t at, int64_t length, int64_t low, int64_t high) {
    if (at < 0) {
        at += length;
        return at < 0 ? low : at;
    }
    return at >= length ? high : at;
}

int64_t pkl_slice_adjust(int64_t length, int64_t* start, int64_t stop, int64_t step) {
    int64_t low = step < 0 ? -1 : 0, high = step < 0 ? length - 1 : length;
    *start = clamp(*start, length, low, high);
    stop = clamp(stop, length, low, high);
    if (step < 0) return stop < *start ? (*start - stop - 1) / -step + 1 : 0;
    return *start < stop ? (stop - *start - 1) / step + 1 : 0;
}

int64_t pkl_slice_indices(py_Ref slice, int64_t length, int64_t* start, int64_t* step) {
    int64_t stop;
    return pkl_slice_unpack(slice, start, &stop, step) ? pkl_slice_adjust(length, start, stop, *step) : -1;
}

static bool search_bound(py_Ref value, int64_t missing, int64_t length, int64_t* out) {
    *out = missing;
    if (value == NULL || value->type == tp_nil) return true;
    if (!pkl_is_int(value) && pkl_special(value, (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "slice indices must be integers or have an __index__ method");
    if (!pkl_index(value, out, true)) return false;
    if (*out < 0) *out = *out + length < 0 ? 0 : *out + length;
    return true;
}

bool pkl_search_bounds(py_Ref start, py_Ref stop, int64_t length, int64_t* from, int64_t* to) {
    if (!search_bound(start, 0, length, from) || !search_bound(stop, length, length, to)) return false;
    if (*to > length) *to = length;
    return true;
}

bool pkl_repeat_count(py_Ref value, int64_t length, int64_t* out) {
    if (!pkl_index(value, out, false)) return false;
    if (*out < 0) *out = 0;
    if (length == 0 && *out > 1) *out = 1;
    return true;
}

/* ---- repr ------------------------------------------------------------------------------------------ */

static PklReprGuard* repr_stack;

bool pkl_repr_begin(PklReprGuard* guard, py_Ref value) {
    for (PklReprGuard* at = repr_stack; at != NULL; at = at->back)
        if (at->object == value->_obj) return false;
    guard->object = value->_obj;
    guard->back = repr_stack;
    repr_stack = guard;
    return true;
}

void pkl_repr_end(PklReprGuard* guard) { repr_stack = guard->back; }

/* ---- comparison --------------------------------------------------------------------------------------- */

int pkl_same(py_Ref a, py_Ref b) { return py_isidentical(a, b) ? 1 : py_equal(a, b); }

bool pkl_rich(py_Ref a, py_Ref b, int op) {
    switch (op) {
    case PKL_COMPARE_LT: return py_lt(a, b);
    case PKL_COMPARE_LE: return py_le(a, b);
    case PKL_COMPARE_GT: return py_gt(a, b);
    case PKL_COMPARE_GE: return py_ge(a, b);
    case PKL_COMPARE_EQ: return py_eq(a, b);
    default: return py_ne(a, b);
    }
}

static bool by_length(int32_t a, int32_t b, int op) {
    bool truth = op == PKL_COMPARE_LT   ? a < b
                 : op == PKL_COMPARE_LE ? a <= b
                 : op == PKL_COMPARE_GT ? a > b
                 : op == PKL_COMPARE_GE ? a >= b
                                        : (a == b) == (op == PKL_COMPARE_EQ);
    return pkl_return_bool(truth);
}

/* Two items kept on the native stack, since comparing them may empty the container. */
static int same_kept(py_TValue a, py_TValue b) {
    if (py_isidentical(&a, &b)) return 1;
    py_push(&a);
    py_push(&b);
    int same = py_equal(py_peek(-2), py_peek(-1));
    py_shrink(2);
    return same;
}

static bool compare_kept(py_TValue a, py_TValue b, int op) {
    py_push(&a);
    py_push(&b);
    bool ok = pkl_rich(py_peek(-2), py_peek(-1), op);
    py_shrink(2);
    return ok;
}

static bool compare_items(py_Ref a, py_Ref b, PklItems view, int op) {
    py_TValue *x, *y;
    int32_t xn = view(a, &x), yn = view(b, &y);
    bool equality = op == PKL_COMPARE_EQ || op == PKL_COMPARE_NE;
    if (equality && xn != yn) {
        return pkl_return_bool(op == PKL_COMPARE_NE);
    }
    int32_t at = 0;
    for (; at < xn && at < yn; at++) {
        int same = same_kept(x[at], y[at]);
        if (same < 0) return false;
        xn = view(a, &x);
        yn = view(b, &y);
        if (same == 0) break;
    }
    if (at >= xn || at >= yn) return by_length(xn, yn, op);
    if (equality) {
        return pkl_return_bool(op == PKL_COMPARE_NE);
    }
    return compare_kept(x[at], y[at], op);
}

bool pkl_compare_items(py_Ref a, py_Ref b, PklItems view, int op) {
    if (!pkl_enter(" in comparison")) return false;
    bool ok = compare_items(a, b, view, op);
    pkl_leave();
    return ok;
}

/* ---- constructors -------------------------------------------------------------------- */

bool pkl_one_iterable(int argc, py_Ref argv, py_Type type, py_OutRef out) {
    const char* name = pkl_vm->types[type]->name->data;
    const py_TValue* keywords = &argv[argc - 1];
    if (argc > 3) return pkl_raise(tp_TypeError, "%s expected at most 1 argument, got %d", name, argc - 2);
    if (keywords->type == tp_dict && PKL_OBJECT(keywords, PyDict)->used) {
        py_Ref new = pkl_lookup(pkl_type_of(argv), PKL_NAME(__new__));
        if (type == tp_set || new == NULL || new->type == tp_nativefunc) return pkl_raise(tp_TypeError, "%s() takes no keyword arguments", name);
    }
    *out = argc == 3 ? argv[1] : *py_NIL();
    return true;
}
