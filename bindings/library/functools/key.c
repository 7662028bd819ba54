/* cmp_to_key: values that compare as a function of two says. */
#include "functools.h"

enum { KEY_FUNCTION, KEY_OBJECT, KEY_SLOTS };

static bool key_over(py_Ref function, const py_TValue* object) {
    py_TValue made, of = *function;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, tp_compared_key));
    slots[KEY_FUNCTION] = of;
    if (object != NULL) slots[KEY_OBJECT] = *object;
    return pkl_return(&made);
}

bool pkl_cmp_to_key(int argc, py_Ref argv) { return (void)argc, key_over(&argv[0], NULL); }

/* K(obj) */
static bool key_call(int argc, py_Ref argv) {
    PyDict* named = argv[argc - 1].type == tp_nil ? NULL : PKL_OBJECT(&argv[argc - 1], PyDict);
    int given = argc - 2 + (named ? named->used : 0);
    py_Ref object = argc > 2 ? &argv[1] : named ? pkl_dict_get_name(named, PKL_NAME(obj)) : NULL;
    if (given > 1) return pkl_raise(tp_TypeError, "K() takes at most 1 %sargument (%d given)", argc > 2 ? "" : "keyword ", given);
    if (object == NULL) return pkl_raise(tp_TypeError, "K() missing required argument 'obj' (pos 1)");
    return key_over(&PKL_SLOTS(argv->_obj)[KEY_FUNCTION], object);
}

static bool key_compare(py_Ref argv, int op) {
    if (argv[1].type != tp_compared_key) return pkl_raise(tp_TypeError, "other argument must be K instance");
    py_TValue *a = PKL_SLOTS(argv[0]._obj), *b = PKL_SLOTS(argv[1]._obj), pair[2] = {a[KEY_OBJECT], b[KEY_OBJECT]}, zero;
    if (pair[0].type == tp_nil || pair[1].type == tp_nil) return pkl_raise(tp_AttributeError, "object");
    py_TValue function = a[KEY_FUNCTION];
    if (!py_call(&function, 2, pair)) return false;
    py_newint(&zero, 0);
    py_TValue answer = *py_retval();
    return pkl_compare(&answer, &zero, op);
}

static bool key_lt(int argc, py_Ref argv) { return (void)argc, key_compare(argv, PKL_CMP_LT); }
static bool key_le(int argc, py_Ref argv) { return (void)argc, key_compare(argv, PKL_CMP_LE); }
static bool key_eq(int argc, py_Ref argv) { return (void)argc, key_compare(argv, PKL_CMP_EQ); }
static bool key_ne(int argc, py_Ref argv) { return (void)argc, key_compare(argv, PKL_CMP_NE); }
static bool key_gt(int argc, py_Ref argv) { return (void)argc, key_compare(argv, PKL_CMP_GT); }
static bool key_ge(int argc, py_Ref argv) { return (void)argc, key_compare(argv, PKL_CMP_GE); }

#define COMPARE(name) {"__" #name "__", key_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0}

static const PklMethod KEY[] = {
    COMPARE(lt), COMPARE(le), COMPARE(eq), COMPARE(ne), COMPARE(gt), COMPARE(ge), {"__call__", key_call, "($self, /, obj)", PKL_ANY_KW, PKL_WRAPPER, 0, 0}, {0}};
static const PklMember KEY_MEMBERS[] = {{"obj", KEY_OBJECT, true, true}, {0}};

const PklTypeSpec pkl_functools_key[] = {
    {.id = tp_compared_key, .base = tp_object, .name = "KeyWrapper", .module = "functools", .slots = KEY_SLOTS, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = KEY,
     .members = KEY_MEMBERS},
    {0},
};
