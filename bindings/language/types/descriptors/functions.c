/* function, method, built-in functions and their bound forms: what programs see of them. */
#include "../types.h"

#include <string.h>

/* ---- making --------------------------------------------------------------------------- */

PyFunction* pkl_new_function(py_OutRef out, py_Ref code, PyDict* globals) {
    PyCode* body = PKL_OBJECT(code, PyCode);
    py_TValue made, code_value = *code;
    PyFunction* function = (PyFunction*)pkl_new(&made, tp_function);
    function->slot[PKL_FUNCTION_CODE] = code_value;
    function->slot[PKL_FUNCTION_GLOBALS] = pkl_value(&globals->head);
    function->slot[PKL_FUNCTION_NAME] = pkl_value(&body->name->head);
    function->slot[PKL_FUNCTION_QUALNAME] = pkl_value(&body->qualname->head);
    if (body->flags & PKL_CO_HAS_DOCSTRING) function->slot[PKL_FUNCTION_DOC] = body->constants[0];
    py_Ref module = pkl_dict_get_name(globals, PKL_NAME(__name__));
    if (module) function->slot[PKL_FUNCTION_MODULE] = *module;
    *out = made;
    return function;
}

void pkl_new_bound(py_OutRef out, py_Ref self, py_Ref function) {
    py_Type type = tp_boundmethod;
    if (function->type == tp_method_descriptor || function->type == tp_classmethod_descriptor || function->type == tp_nativefunc) type = tp_nativefunc;
    if (function->type == tp_wrapper_descriptor) type = tp_method_wrapper;
    py_TValue made, receiver = *self, target = *function;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, type));
    slots[PKL_BOUND_SELF] = receiver;
    slots[PKL_BOUND_FUNCTION] = target;
    *out = made;
}

void pkl_new_cell(py_OutRef out, const py_TValue* value) {
    py_TValue made, content = *value;
    PKL_SLOTS(pkl_new(&made, tp_cell))[PKL_CELL_VALUE] = content;
    *out = made;
}

void py_newboundmethod(py_OutRef out, py_Ref self, py_Ref function) { pkl_new_bound(out, self, function); }

/* ---- native functions: what they are ------------------------------------------------------ */

static bool is_bound(const py_TValue* value) { return value->is_ptr && (value->type == tp_nativefunc || value->type == tp_method_wrapper); }

/* The value that holds the PklMethod: of a bound one its function, of a closure its last slot. */
static const py_TValue* native_of(const py_TValue* value) {
    while (is_bound(value)) value = &PKL_SLOTS(value->_obj)[PKL_BOUND_FUNCTION];
    return value->type == tp_nativeclosure ? &PKL_SLOTS(value->_obj)[value->_obj->slots - 1] : value;
}

static const PklMethod* method_of(const py_TValue* value) { return native_of(value)->_method; }

static py_TValue module_name(const py_TValue* native) {
    if (native->extra > 0 || !native->extra) return *pkl_name_ref(PKL_NAME(builtins));
    return py_list_data(&pkl_vm->native_modules)[-native->extra];
}

static void put_qualname(PklBuilder* builder, const py_TValue* value) {
    const py_TValue* native = native_of(value);
    if (native->extra > 0) {
        const py_TValue* self = value->type == tp_nativefunc && is_bound(value) ? &PKL_SLOTS(value->_obj)[PKL_BOUND_SELF] : NULL;
        const PyType* owner = !self ? pkl_vm->types[native->extra] : pkl_is_type(self) ? pkl_as_type(self) : pkl_type_of(self);
        pkl_put_str(builder, owner->qualname);
        pkl_put_char(builder, '.');
    }
    pkl_put_text(builder, native->_method->name);
}

/* ---- texts about callables ------------------------------------------------------------------- */

static bool put_module_of(PklBuilder* builder, py_Ref callable) {
    int found = pkl_get_attribute(callable, PKL_NAME(__module__));
    if (found < 0) py_clearexc(NULL);
    if (found <= 0 || !pkl_is_str(py_retval()) || pkl_str(py_retval()) == PKL_NAME(builtins)) return false;
    pkl_put_str(builder, pkl_str(py_retval()));
    pkl_put_char(builder, '.');
    return true;
}

/* "module.qualname()", as CPython's _PyObject_FunctionStr. */
const char* pkl_function_text(py_Ref callable) {
    static char text[200];
    PklBuilder builder;
    pkl_builder_start(&builder);
    py_TValue* self = py_pushtmp();
    *self = *callable;
    py_TValue raised;
    pkl_exc_fetch(&raised);
    int found = pkl_get_attribute(self, PKL_NAME(__qualname__));
    if (found > 0 && pkl_is_str(py_retval())) {
        py_TValue qualname = *py_retval();
        put_module_of(&builder, self);
        pkl_put_str(&builder, pkl_str(&qualname));
        pkl_put_text(&builder, "()");
    } else {
        if (found < 0) py_clearexc(NULL);
        if (!pkl_put_string(&builder, self)) py_clearexc(NULL);
    }
    if (raised.type) pkl_exc_restore(&raised);
    size_t size = builder.size < (int64_t)sizeof text - 1 ? (size_t)builder.size : sizeof text - 1;
    memcpy(text, builder.data, size);
    text[size] = '\0';
    pkl_builder_end(&builder);
    py_pop();
    return text;
}

/* ---- attributes of native functions ------------------------------------------------------------ */

static bool native_name(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_text(method_of(argv)->name);
}

static bool native_qualname(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    pkl_builder_start(&builder);
    put_qualname(&builder, argv);
    return pkl_builder_str(&builder, py_retval());
}

static bool native_doc(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return(py_None());
}

static bool native_signature(int argc, py_Ref argv) {
    (void)argc;
    const PklMethod* method = method_of(argv);
    if (method->signature) return pkl_return_text(method->signature);
    if (method->convention != PKL_NOARGS) return pkl_return(py_None());
    return pkl_return_text(method->kind == PKL_FUNCTION ? "($module, /)" : method->kind == PKL_CLASS ? "($type, /)" : "($self, /)");
}

static bool native_module(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* native = native_of(argv);
    if (native->extra > 0) return pkl_return(py_None());
    py_TValue name = module_name(native);
    return pkl_return(&name);
}

static bool native_self(int argc, py_Ref argv) {
    (void)argc;
    if (is_bound(argv)) return pkl_return(&PKL_SLOTS(argv->_obj)[PKL_BOUND_SELF]);
    const py_TValue* native = native_of(argv);
    if (native->extra > 0) return pkl_return(&pkl_vm->types[native->extra]->self);
    py_TValue name = module_name(native);
    bool failed;
    py_Ref module = pkl_dict_get(pkl_vm->modules, &name, &failed);
    return pkl_return(module ? module : py_None());
}

static bool native_objclass(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&pkl_vm->types[native_of(argv)->extra]->self);
}

static bool native_repr(int argc, py_Ref argv) {
    (void)argc;
    const char* name = method_of(argv)->name;
    const py_TValue* native = native_of(argv);
    const char* owner = native->extra > 0 ? pkl_vm->types[native->extra]->name->data : "";
    switch (argv->type) {
        case tp_method_descriptor: return pkl_str_format(py_retval(), "<method '%s' of '%s' objects>", name, owner);
        case tp_classmethod_descriptor: return pkl_str_format(py_retval(), "<method '%s' of '%s' objects>", name, owner);
        case tp_wrapper_descriptor: return pkl_str_format(py_retval(), "<slot wrapper '%s' of '%s' objects>", name, owner);
        default: break;
    }
    if (!is_bound(argv) && native->extra <= 0) return pkl_str_format(py_retval(), "<built-in function %s>", name);
    py_TValue self = is_bound(argv) ? PKL_SLOTS(argv->_obj)[PKL_BOUND_SELF] : pkl_vm->types[native->extra]->self;
    const char* kind = argv->type == tp_method_wrapper ? "method-wrapper '" : "built-in method ";
    const char* quote = argv->type == tp_method_wrapper ? "'" : "";
    if (pkl_has_layout(&self, tp_module)) return pkl_str_format(py_retval(), "<built-in function %s>", name);
    return pkl_str_format(py_retval(), "<%s%s%s of %T object at %p>", kind, name, quote, &self, (void*)(uintptr_t)pkl_identity(&self));
}

/* By name: of a module its function, of anything else an attribute. */
static bool native_reduce(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* native = native_of(argv);
    py_TValue name, self = is_bound(argv) ? PKL_SLOTS(argv->_obj)[PKL_BOUND_SELF] : *py_None();
    py_newstr(&name, native->_method->name);
    if (!is_bound(argv)) {
        if (native->extra <= 0) return pkl_return(&name);
        self = pkl_vm->types[native->extra]->self;
    }
    py_Ref getter = py_getbuiltin(py_name("getattr"));
    py_TValue items[2] = {self, name}, parts[2] = {getter ? *getter : *py_None()};
    pkl_new_tuple(&parts[1], items, 2);
    pkl_new_tuple(py_retval(), parts, 2);
    return true;
}

/* ---- comparing bound methods ---------------------------------------------------------------------- */

static bool bound_eq(int argc, py_Ref argv) {
    (void)argc;
    bool same = argv[0].type == argv[1].type;
    if (same && argv[0].is_ptr && argv[1].is_ptr) {
        const py_TValue *a = PKL_SLOTS(argv[0]._obj), *b = PKL_SLOTS(argv[1]._obj);
        bool equal = py_isidentical((py_Ref)&a[PKL_BOUND_SELF], (py_Ref)&b[PKL_BOUND_SELF]) &&
                     py_isidentical((py_Ref)&a[PKL_BOUND_FUNCTION], (py_Ref)&b[PKL_BOUND_FUNCTION]);
        py_newbool(py_retval(), equal);
    } else if (same) {
        py_newbool(py_retval(), py_isidentical(&argv[0], &argv[1]));
    } else {
        py_newnotimplemented(py_retval());
    }
    return true;
}

static bool bound_hash(int argc, py_Ref argv) {
    (void)argc;
    if (!argv->is_ptr) {
        return pkl_return_int(pkl_hash_pointer(argv->_ptr));
    }
    const py_TValue* slots = PKL_SLOTS(argv->_obj);
    uint64_t self = pkl_identity(&slots[PKL_BOUND_SELF]), function = pkl_identity(&slots[PKL_BOUND_FUNCTION]);
    return pkl_return_int(pkl_hash_pointer((void*)(uintptr_t)(self ^ function * 31)));
}

/* ---- calling ------------------------------------------------------------------------------------------ */

bool pkl_call_self(int argc, py_Ref argv) {
    py_TValue callable = argv[0];
    return pkl_call_keywords(&callable, argc - 2, argv + 1, &argv[argc - 1]);
}

/* descriptor.__get__(instance, owner=None) */
bool pkl_get_bound(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = !py_isnil(&argv[2]) && pkl_is_type(&argv[2]) ? pkl_as_type(&argv[2]) : NULL;
    bool none = py_isnone(&argv[1]) && !(type && type->id == tp_NoneType);
    if (none && !type) return pkl_raise(tp_TypeError, "__get__(None, None) is invalid");
    if (!none && argv->type != tp_function && argv->type != tp_classmethod && argv->type != tp_staticmethod && argv->type != tp_nativeclosure &&
        argv->type != tp_property && argv->extra > 0 && argv->type != tp_classmethod_descriptor && !pkl_is_a(&argv[1], (py_Type)argv->extra)) {
        return pkl_raise(tp_TypeError, "descriptor '%s' for '%s' objects doesn't apply to a '%T' object", argv->_method->name,
                         pkl_vm->types[argv->extra]->name->data, &argv[1]);
    }
    PklFound found = {0};
    if (!pkl_bind_found(&argv[0], none ? NULL : &argv[1], type ? type : pkl_type_of(&argv[1]), false, &found)) return false;
    return pkl_found_value(&argv[1], PKL_NAME(__get__), &found) > 0;
}

/* ---- tables -------------------------------------------------------------------------------------------- */

#define GET {"__get__", pkl_get_bound, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2}
#define CALL {"__call__", pkl_call_self, "($self, /, *args, **kwargs)", PKL_ANY_KW, PKL_WRAPPER, 0, 0}
#define REPR(function) {"__repr__", function, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

#define REDUCE {"__reduce__", native_reduce, NULL, PKL_NOARGS, PKL_METHOD, 0, 0}

static const PklMethod NATIVE_METHODS[] = {REDUCE,REPR(native_repr), CALL, {"__eq__", bound_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 0, 0},
                                           {"__hash__", bound_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, {0}};
static const PklMethod DESCRIPTOR_METHODS[] = {REDUCE,REPR(native_repr), CALL, GET, {0}};

static const PklGetSet NATIVE_GETSETS[] = {{"__name__", native_name, NULL},     {"__qualname__", native_qualname, NULL},
                                           {"__doc__", native_doc, NULL},       {"__text_signature__", native_signature, NULL},
                                           {"__module__", native_module, NULL}, {"__self__", native_self, NULL},
                                           {0}};
static const PklGetSet WRAPPER_GETSETS[] = {{"__name__", native_name, NULL}, {"__qualname__", native_qualname, NULL},
                                            {"__doc__", native_doc, NULL},   {"__text_signature__", native_signature, NULL},
                                            {"__self__", native_self, NULL}, {"__objclass__", native_objclass, NULL},
                                            {0}};
static const PklGetSet DESCRIPTOR_GETSETS[] = {{"__name__", native_name, NULL}, {"__qualname__", native_qualname, NULL},
                                               {"__doc__", native_doc, NULL},   {"__text_signature__", native_signature, NULL},
                                               {"__objclass__", native_objclass, NULL}, {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_nativefunc, .hidden = true, .methods = NATIVE_METHODS, .getsets = NATIVE_GETSETS},
    {.id = tp_nativeclosure, .hidden = true, .methods = DESCRIPTOR_METHODS, .getsets = NATIVE_GETSETS},
    {.id = tp_method_wrapper, .hidden = true, .methods = NATIVE_METHODS, .getsets = WRAPPER_GETSETS},
    {.id = tp_method_descriptor, .hidden = true, .methods = DESCRIPTOR_METHODS, .getsets = DESCRIPTOR_GETSETS},
    {.id = tp_wrapper_descriptor, .hidden = true, .methods = DESCRIPTOR_METHODS, .getsets = DESCRIPTOR_GETSETS},
    {.id = tp_classmethod_descriptor, .hidden = true, .methods = DESCRIPTOR_METHODS, .getsets = DESCRIPTOR_GETSETS},
    {0},
};

void pkl_start_functions(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
