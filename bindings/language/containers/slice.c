/*
 * slice.
 */
#include "../machine/machine.h"
#include "../numbers/int_type.h"
#include "methods.h"

static bool slice_new(int argc, py_Ref argv) {
    if (argc < 2 || argc > 4)
        return pkl_raise(tp_TypeError, argc < 2 ? "slice expected at least 1 argument, got 0" : "slice expected at most 3 arguments, got %d", argc - 1);
    py_TValue none = pkl_vm->None_, value;
    py_TValue* slots = PKL_SLOTS(pkl_new(&value, tp_slice));
    slots[PKL_SLICE_START] = argc == 2 ? none : argv[1];
    slots[PKL_SLICE_STOP] = argc == 2 ? argv[1] : argv[2];
    slots[PKL_SLICE_STEP] = argc == 4 ? argv[3] : none;
    return pkl_return(&value);
}

static bool slice_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* x = PKL_SLOTS(argv->_obj);
    return pkl_str_format(py_retval(), "slice(%R, %R, %R)", &x[0], &x[1], &x[2]);
}

static bool slice_indices(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *bounds = pkl_vm->native_sp, *length;
    for (int i = 0; i < 4; i++) py_pushnone();
    length = &bounds[3];
    bool ok = pkl_to_int(&argv[1], length);
    if (ok && pkl_int_sign(length) < 0) ok = pkl_raise(tp_ValueError, "length should not be negative");
    ok = ok && pkl_slice_bounds(&argv[0], length, bounds);
    if (ok) pkl_new_tuple(py_retval(), bounds, 3);
    py_shrink(4);
    return ok;
}

static int32_t slice_view(const py_TValue* slice, py_TValue** items) {
    *items = PKL_SLOTS(slice->_obj);
    return PKL_SLICE_SLOTS;
}

static bool slice_compare(py_Ref argv, int op) { return argv[1].type != tp_slice ? pkl_not_implemented() : pkl_compare_items(&argv[0], &argv[1], slice_view, op); }
static bool slice_eq(int argc, py_Ref argv) { return (void)argc, slice_compare(argv, PKL_COMPARE_EQ); }
static bool slice_ne(int argc, py_Ref argv) { return (void)argc, slice_compare(argv, PKL_COMPARE_NE); }
static bool slice_lt(int argc, py_Ref argv) { return (void)argc, slice_compare(argv, PKL_COMPARE_LT); }
static bool slice_le(int argc, py_Ref argv) { return (void)argc, slice_compare(argv, PKL_COMPARE_LE); }
static bool slice_gt(int argc, py_Ref argv) { return (void)argc, slice_compare(argv, PKL_COMPARE_GT); }
static bool slice_ge(int argc, py_Ref argv) { return (void)argc, slice_compare(argv, PKL_COMPARE_GE); }

static bool slice_hash(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* key = py_pushtmp();
    pkl_new_tuple(key, PKL_SLOTS(argv->_obj), 3);
    int64_t hash = 0;
    bool ok = py_hash(key, &hash);
    py_pop();
    py_newint(py_retval(), hash);
    return ok;
}

/* slice.__reduce__() -> (slice, (start, stop, step)) */
static bool slice_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* arguments = py_pushtmp();
    pkl_new_tuple(arguments, PKL_SLOTS(argv->_obj), PKL_SLICE_SLOTS);
    py_TValue parts[2] = {*py_tpobject(tp_slice), *arguments};
    pkl_new_tuple(py_retval(), parts, 2);
    py_pop();
    return true;
}

#define BINARY(name) {"__" #name "__", slice_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", slice_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

const PklMethod pkl_slice_methods[] = {
    {"__new__", slice_new, NULL, PKL_ANY, PKL_NEW, 0, 0},
    BINARY(eq), BINARY(ne), BINARY(lt), BINARY(le), BINARY(gt), BINARY(ge), UNARY(repr), UNARY(hash),
    {"indices", slice_indices, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__reduce__", slice_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

const PklMember pkl_slice_members[] = {{"start", PKL_SLICE_START, false, false}, {"stop", PKL_SLICE_STOP, false, false}, {"step", PKL_SLICE_STEP, false, false}, {0}};
