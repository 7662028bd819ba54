/* The module _collections, and the getters of namedtuple's fields. */
#include "collections.h"

enum { GETTER_INDEX, GETTER_DOC, GETTER_SLOTS };

/* _tuplegetter(index, doc, /) */
static bool getter_new(int argc, py_Ref argv) {
    (void)argc;
    int64_t index;
    if (!pkl_to_size(&argv[1], &index)) return false;
    py_TValue made;
    py_TValue* slots = pkl_new_state(&made, argv);
    py_newint(&slots[GETTER_INDEX], index);
    slots[GETTER_DOC] = argv[2];
    return pkl_return(&made);
}

static bool getter_get(int argc, py_Ref argv) {
    (void)argc;
    int64_t index = PKL_SLOTS(argv->_obj)[GETTER_INDEX]._i64;
    *py_retval() = argv[0];
    if (py_isnone(&argv[1])) return true;
    if (!pkl_is_a(&argv[1], tp_tuple)) return pkl_raise(tp_TypeError, "descriptor for index '%i' for tuple subclasses doesn't apply to '%T' object", index, &argv[1]);
    if (index < 0 || index >= pkl_tuple_length(&argv[1])) return pkl_raise(tp_IndexError, "tuple index out of range");
    return pkl_return(&pkl_tuple_items(&argv[1])[index]);
}

static bool getter_set(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_raise(tp_AttributeError, "can't set attribute"); }
static bool getter_delete(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_raise(tp_AttributeError, "can't delete attribute"); }

static bool getter_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue parts[2] = {*pkl_class_of(argv)};
    pkl_new_tuple(&parts[1], PKL_SLOTS(argv->_obj), 2);
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

static bool getter_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    return pkl_str_format(py_retval(), "%s(%i, %R)", pkl_type_of(argv)->name->data, slots[GETTER_INDEX]._i64, &slots[GETTER_DOC]);
}

static const PklMethod GETTER[] = {
    {"__new__", getter_new, NULL, PKL_RANGE, PKL_NEW, 2, 2},
    {"__get__", getter_get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {"__set__", getter_set, "($self, instance, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delete__", getter_delete, "($self, instance, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__reduce__", getter_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__repr__", getter_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklMember MEMBERS[] = {{"__doc__", GETTER_DOC, true, true}, {0}};

const PklTypeSpec pkl_collections_getters[] = {
    {.id = tp_tuplegetter, .base = tp_object, .name = "_tuplegetter", .module = "collections", .slots = GETTER_SLOTS, .flags = PKL_TYPE_FINAL, .methods = GETTER, .members = MEMBERS},
    {0},
};

void pkl_library__collections(PyModule* module) {
    static const PklTypeSpec* const TABLES[] = {pkl_collections_deque, pkl_collections_deque_iterators, pkl_collections_dicts, pkl_collections_getters};
    for (unsigned i = 0; i < sizeof TABLES / sizeof *TABLES; i++) pkl_library_types(module, TABLES[i]);
    pkl_vm->types[tp_defaultdict]->layout_type = tp_dict; /* its factory lies behind, where __slots__ would: dicts' functions may take it */
    pkl_register_functions(module, pkl_collections_functions);
}
