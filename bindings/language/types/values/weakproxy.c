/* weakref.proxy: what is done to the proxy is done to the object, as long as that lives. */
#include "../types.h"

#include <string.h>

static bool is_proxy(const py_TValue* value) { return value->type == tp_weakproxy || value->type == tp_weakcallableproxy; }

/* The object in place of its proxy; ReferenceError where it died. */
static bool unwrap(py_Ref value) {
    if (!is_proxy(value)) return true;
    PyObject* target = PKL_OBJECT(value, PyWeakref)->target;
    if (!target) return pkl_raise(tp_ReferenceError, "weakly-referenced object no longer exists");
    *value = pkl_value(target);
    return true;
}

static bool unwrap_all(int argc, py_Ref argv, py_TValue* out) {
    for (int i = 0; i < argc; i++) {
        out[i] = argv[i];
        if (!unwrap(&out[i])) return false;
    }
    return true;
}

/* The special method of the object itself, with proxies among the arguments replaced. */
static bool forward(PyStr* name, int argc, py_Ref argv) {
    py_TValue values[4];
    if (!unwrap_all(argc, argv, values)) return false;
    int done = pkl_call_special(&values[0], pkl_name(name), argc - 1, values + 1);
    return done > 0 || (!done && pkl_attribute_error(&values[0], name));
}

static bool binary(PyStr* name, PyStr* reflected, py_Ref left, py_Ref right) {
    py_TValue values[2] = {*left, *right};
    return unwrap(&values[0]) && unwrap(&values[1]) && py_binaryop(&values[0], &values[1], pkl_name(name), pkl_name(reflected));
}

static bool compare(py_Ref argv, int op) {
    py_TValue values[2];
    return unwrap_all(2, argv, values) && pkl_compare(&values[0], &values[1], op);
}

#define FORWARD(name)                                                                                                  \
    static bool proxy_##name(int argc, py_Ref argv) { return forward(PKL_NAME(__##name##__), argc, argv); }
#define BINARY(name)                                                                                                   \
    static bool proxy_##name(int argc, py_Ref argv) {                                                                  \
        return (void)argc, binary(PKL_NAME(__##name##__), PKL_NAME(__r##name##__), &argv[0], &argv[1]);                \
    }                                                                                                                  \
    static bool proxy_r##name(int argc, py_Ref argv) {                                                                 \
        return (void)argc, binary(PKL_NAME(__##name##__), PKL_NAME(__r##name##__), &argv[1], &argv[0]);                \
    }                                                                                                                  \
    static bool proxy_i##name(int argc, py_Ref argv) {                                                                 \
        py_TValue values[2];                                                                                           \
        return unwrap_all(argc, argv, values) && pkl_inplace(&values[0], &values[1], PKL_NAME(__##name##__));          \
    }
#define COMPARE(name, op)                                                                                              \
    static bool proxy_##name(int argc, py_Ref argv) { return (void)argc, compare(argv, op); }

FORWARD(len)
FORWARD(iter)
FORWARD(getitem)
FORWARD(setitem)
FORWARD(delitem)
FORWARD(neg)
FORWARD(pos)
FORWARD(abs)
FORWARD(invert)
FORWARD(int)
FORWARD(float)
FORWARD(index)
FORWARD(reversed)
FORWARD(bytes)
BINARY(add)
BINARY(sub)
BINARY(mul)
BINARY(truediv)
BINARY(floordiv)
BINARY(mod)
BINARY(pow)
BINARY(lshift)
BINARY(rshift)
BINARY(and)
BINARY(or)
BINARY(xor)
BINARY(matmul)
COMPARE(lt, PKL_CMP_LT)
COMPARE(le, PKL_CMP_LE)
COMPARE(eq, PKL_CMP_EQ)
COMPARE(ne, PKL_CMP_NE)
COMPARE(gt, PKL_CMP_GT)
COMPARE(ge, PKL_CMP_GE)

static bool proxy_next(int argc, py_Ref argv) {
    py_TValue value;
    if (!unwrap_all(argc, argv, &value)) return false;
    int done = pkl_call_special(&value, pkl_name(PKL_NAME(__next__)), 0, NULL);
    return done > 0 || (!done && pkl_raise(tp_TypeError, "Weakref proxy referenced a non-iterator '%T' object", &value));
}

static bool proxy_str(int argc, py_Ref argv) {
    py_TValue value;
    return unwrap_all(argc, argv, &value) && py_str(&value);
}

static bool proxy_repr(int argc, py_Ref argv) {
    (void)argc;
    PyObject* target = PKL_OBJECT(argv, PyWeakref)->target;
    if (!target) return pkl_str_format(py_retval(), "<weakproxy at %p; dead>", (void*)argv->_obj);
    py_TValue value = pkl_value(target);
    return pkl_str_format(py_retval(), "<weakproxy at %p; to '%T' at %p>", (void*)argv->_obj, &value, (void*)target);
}

static bool proxy_bool(int argc, py_Ref argv) {
    py_TValue value;
    int truth = unwrap_all(argc, argv, &value) ? py_bool(&value) : -1;
    if (truth >= 0) py_newbool(py_retval(), truth);
    return truth >= 0;
}

static bool proxy_contains(int argc, py_Ref argv) {
    py_TValue values[2];
    int found = unwrap_all(argc, argv, values) ? pkl_contains(&values[0], &values[1]) : -1;
    if (found >= 0) py_newbool(py_retval(), found);
    return found >= 0;
}

static bool proxy_getattribute(int argc, py_Ref argv) {
    (void)argc;
    py_TValue value = argv[0];
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    return unwrap(&value) && py_getattr(&value, pkl_name(pkl_intern(pkl_str(&argv[1]))));
}

static bool proxy_change(py_Ref argv, py_Ref to) {
    py_TValue value = argv[0];
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    PyStr* name = pkl_intern(pkl_str(&argv[1]));
    bool ok = unwrap(&value) && (to ? py_setattr(&value, pkl_name(name), to) : py_delattr(&value, pkl_name(name)));
    py_newnone(py_retval());
    return ok;
}

static bool proxy_setattr(int argc, py_Ref argv) { return (void)argc, proxy_change(argv, &argv[2]); }
static bool proxy_delattr(int argc, py_Ref argv) { return (void)argc, proxy_change(argv, NULL); }

static bool proxy_call(int argc, py_Ref argv) {
    py_TValue value = argv[0];
    return unwrap(&value) && pkl_call_keywords(&value, argc - 2, argv + 1, &argv[argc - 1]);
}

#define SELF(name) {"__" #name "__", proxy_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define ONE(name) {"__" #name "__", proxy_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0}
#define TWO(name) {"__" #name "__", proxy_##name, "($self, key, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2}
#define BOTH(name) ONE(name), ONE(r##name), ONE(i##name)

#define PROXY_METHODS                                                                                                  \
    SELF(len), SELF(iter), SELF(next), SELF(neg), SELF(pos), SELF(abs), SELF(invert), SELF(int), SELF(float),          \
        SELF(index), SELF(reversed), SELF(bytes), SELF(str), SELF(repr), SELF(bool), ONE(getitem), TWO(setitem),       \
        ONE(delitem), ONE(contains), ONE(lt), ONE(le), ONE(eq), ONE(ne), ONE(gt), ONE(ge), BOTH(add), BOTH(sub),       \
        BOTH(mul), BOTH(truediv), BOTH(floordiv), BOTH(mod), BOTH(pow), BOTH(lshift), BOTH(rshift), BOTH(and),         \
        BOTH(or), BOTH(xor), BOTH(matmul), ONE(getattribute), TWO(setattr), ONE(delattr)

static const PklMethod PROXY[] = {PROXY_METHODS, {0}};
static const PklMethod CALLABLE[] = {
    PROXY_METHODS, {"__call__", proxy_call, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0}, {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_weakproxy,
     .name = "ProxyType",
     .module = "weakref",
     .layout = &pkl_weakref_layout,
     .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW,
     .hidden = true,
     .methods = PROXY},
    {.id = tp_weakcallableproxy,
     .name = "CallableProxyType",
     .module = "weakref",
     .layout = &pkl_weakref_layout,
     .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW,
     .hidden = true,
     .methods = CALLABLE},
    {0},
};

/* ---- the module _weakref -------------------------------------------------------------------------- */

/* proxy(object, callback=None, /) */
static bool make_proxy(int argc, py_Ref argv) {
    (void)argc;
    py_Type type = py_callable(&argv[0]) ? tp_weakcallableproxy : tp_weakproxy;
    return pkl_weakref_new(py_retval(), type, &argv[0], &argv[1]);
}

static PyWeakref* first_of(py_Ref object) {
    return object->is_ptr && object->_obj->flags & PKL_HAS_WEAKREFS ? pkl_weakref_first(object->_obj) : NULL;
}

static bool count_references(int argc, py_Ref argv) {
    (void)argc;
    int count = 0;
    for (PyWeakref* at = first_of(argv); at; at = at->next) count++;
    return pkl_return_int(count);
}

static bool list_references(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made;
    PyList* list = pkl_new_list(&made, 2);
    for (PyWeakref* at = first_of(argv); at; at = at->next) {
        py_TValue value = pkl_value(&at->head);
        pkl_list_append(list, &value);
    }
    return pkl_return(&made);
}

/* _remove_dead_weakref(dict, key): deletes the key if its value is a reference to nothing */
static bool remove_dead(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_has_layout(argv, tp_dict)) return pkl_raise(tp_TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", argv);
    bool failed;
    PyDict* dict = PKL_OBJECT(argv, PyDict);
    py_Ref value = pkl_dict_get(dict, &argv[1], &failed);
    if (failed) return false;
    bool dead = value && pkl_has_layout(value, tp_weakref) && !PKL_OBJECT(value, PyWeakref)->target;
    if (dead && pkl_dict_delete(dict, &argv[1], NULL) < 0) return false;
    return pkl_return_none();
}

static const PklMethod FUNCTIONS[] = {
    {"proxy", make_proxy, NULL, PKL_RANGE, PKL_FUNCTION, 1, 2},
    {"getweakrefcount", count_references, "($module, object, /)", PKL_O, PKL_FUNCTION, 0, 0},
    {"getweakrefs", list_references, "($module, object, /)", PKL_O, PKL_FUNCTION, 0, 0},
    {"_remove_dead_weakref", remove_dead, NULL, PKL_RANGE, PKL_FUNCTION, 2, 2},
    {0},
};

void pkl_start_weakproxy(PklVM* vm) {
    pkl_register_types(SPECS);
    static const py_Type UNHASHABLE[] = {tp_weakproxy, tp_weakcallableproxy};
    for (int i = 0; i < 2; i++) pkl_dict_set_name(vm->types[UNHASHABLE[i]]->dict, PKL_NAME(__hash__), py_None());
    py_GlobalRef module = py_newmodule("_weakref");
    pkl_register_functions(PKL_OBJECT(module, PyModule), FUNCTIONS);
    static const struct {
        const char* name;
        py_Type type;
    } TYPES[] = {{"ref", tp_weakref}, {"ReferenceType", tp_weakref}, {"ProxyType", tp_weakproxy}, {"CallableProxyType", tp_weakcallableproxy}};
    for (int i = 0; i < 4; i++) py_setdict(module, py_name(TYPES[i].name), py_tpobject(TYPES[i].type));
}
