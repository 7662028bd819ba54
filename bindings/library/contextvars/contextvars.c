/*
 * _contextvars. A context is a dict from variables to values, which its copies and iterators share until one of them changes. Variables are compared by identity,
 * so no look-up runs a program.
 */
#include "../iterators.h"

#include "../../language/errors/errors.h"
#include "../../language/text/texts.h"

enum { CONTEXT_DICT, CONTEXT_SHARED, CONTEXT_PREVIOUS, CONTEXT_ENTERED, CONTEXT_SLOTS };
enum { VAR_NAME, VAR_DEFAULT, VAR_SLOTS };
enum { TOKEN_VAR, TOKEN_OLD, TOKEN_CONTEXT, TOKEN_USED, TOKEN_SLOTS };

static py_TValue* slots_of(const py_TValue* self) { return PKL_SLOTS(self->_obj); }
static PyDict* dict_of(const py_TValue* context) { return PKL_OBJECT(&slots_of(context)[CONTEXT_DICT], PyDict); }

/* ---- contexts ------------------------------------------------------------------------------------------- */

static void new_context(py_OutRef out) {
    py_TValue made;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, tp_Context));
    pkl_new_dict(&slots[CONTEXT_DICT]);
    py_newbool(&slots[CONTEXT_SHARED], false);
    py_newbool(&slots[CONTEXT_ENTERED], false);
    *out = made;
}

static py_TValue* current(void) {
    if (pkl_vm->context_variables.type == tp_nil) new_context(&pkl_vm->context_variables);
    return &pkl_vm->context_variables;
}

static void copy_of(const py_TValue* context, py_OutRef out) {
    py_TValue source = *context, made;
    new_context(&made);
    py_newbool(&slots_of(&source)[CONTEXT_SHARED], true);
    slots_of(&made)[CONTEXT_DICT] = slots_of(&source)[CONTEXT_DICT];
    py_newbool(&slots_of(&made)[CONTEXT_SHARED], true);
    *out = made;
}

/* The dict of the current context, which nobody else sees. */
static PyDict* own_dict(void) {
    py_TValue* slots = slots_of(current());
    if (slots[CONTEXT_SHARED]._bool) {
        py_TValue copy;
        if (!pkl_dict_copy(&copy, PKL_OBJECT(&slots[CONTEXT_DICT], PyDict))) return NULL;
        slots[CONTEXT_DICT] = copy;
        py_newbool(&slots[CONTEXT_SHARED], false);
    }
    return PKL_OBJECT(&slots[CONTEXT_DICT], PyDict);
}

/* The value of a variable; NULL where it has none. */
static py_Ref value_in(const py_TValue* context, const py_TValue* variable) {
    bool failed;
    return pkl_dict_get(dict_of(context), variable, &failed);
}

static bool check_key(py_Ref key) { return key->type == tp_ContextVar || pkl_raise(tp_TypeError, "a ContextVar key was expected, got %R", key); }

static bool context_new(int argc, py_Ref argv) {
    (void)argv;
    if (argc > 2 || argv[argc - 1].type != tp_nil) return pkl_raise(tp_TypeError, "Context() does not accept any arguments");
    return new_context(py_retval()), true;
}

static bool context_copy(int argc, py_Ref argv) { return (void)argc, copy_of(argv, py_retval()), true; }
static bool context_len(int argc, py_Ref argv) { return (void)argc, pkl_return_int(dict_of(argv)->used); }
static bool context_contains(int argc, py_Ref argv) { return (void)argc, check_key(&argv[1]) && pkl_return_bool(value_in(argv, &argv[1]) != NULL); }

static bool context_item(int argc, py_Ref argv) {
    (void)argc;
    if (!check_key(&argv[1])) return false;
    py_Ref value = value_in(argv, &argv[1]);
    if (value == NULL) return KeyError(&argv[1]);
    return pkl_return(value);
}

static bool context_get(int argc, py_Ref argv) {
    if (!check_key(&argv[1])) return false;
    py_Ref value = value_in(argv, &argv[1]);
    *py_retval() = value ? *value : argc > 2 ? argv[2] : *py_None();
    return true;
}

/* An iterator over what the context holds now. */
static bool iterate(py_Ref context, PyStr* view) {
    py_newbool(&slots_of(context)[CONTEXT_SHARED], true);
    py_TValue dict = slots_of(context)[CONTEXT_DICT];
    if (!pkl_call_method(&dict, view, 0, NULL)) return false;
    py_TValue made = *py_retval();
    return py_iter(&made);
}

static bool context_keys(int argc, py_Ref argv) { return (void)argc, iterate(argv, PKL_NAME(keys)); }
static bool context_values(int argc, py_Ref argv) { return (void)argc, iterate(argv, PKL_NAME(values)); }
static bool context_items(int argc, py_Ref argv) { return (void)argc, iterate(argv, PKL_NAME(items)); }

static bool compare(py_Ref argv, bool equal) {
    if (argv[1].type != tp_Context) return pkl_not_implemented();
    py_TValue a = slots_of(&argv[0])[CONTEXT_DICT], b = slots_of(&argv[1])[CONTEXT_DICT];
    int same = py_equal(&a, &b);
    return same >= 0 && pkl_return_bool(same == equal);
}

static bool context_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, true); }
static bool context_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, false); }

/* run(callable, *args, **kwargs) */
static bool context_run(int argc, py_Ref argv) {
    if (argc < 3) return pkl_raise(tp_TypeError, "run() missing 1 required positional argument");
    py_TValue self = argv[0];
    py_TValue* slots = slots_of(&self);
    if (slots[CONTEXT_ENTERED]._bool) return pkl_raise(tp_RuntimeError, "cannot enter context: %R is already entered", &self);
    slots[CONTEXT_PREVIOUS] = *current();
    py_newbool(&slots[CONTEXT_ENTERED], true);
    pkl_vm->context_variables = self;
    py_StackRef base = pkl_vm->native_sp;
    py_push(&argv[1]);
    py_pushnil();
    for (int i = 2; i < argc - 1; i++) py_push(&argv[i]);
    int words = argv[argc - 1].type != tp_nil ? pkl_push_keywords(PKL_OBJECT(&argv[argc - 1], PyDict)) : 0;
    bool ok = py_vectorcall((uint16_t)(argc - 3), (uint16_t)words);
    if (!ok) pkl_vm->native_sp = base;
    pkl_vm->context_variables = slots[CONTEXT_PREVIOUS];
    slots[CONTEXT_PREVIOUS] = *py_NIL();
    py_newbool(&slots[CONTEXT_ENTERED], false);
    return ok;
}

static bool copy_context(int argc, py_Ref argv) { return (void)argc, (void)argv, copy_of(current(), py_retval()), true; }

/* ---- variables -------------------------------------------------------------------------------------------- */

static bool var_new(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "context variable name must be a str");
    py_TValue* slots = pkl_new_state(py_retval(), argv);
    slots[VAR_NAME] = argv[1];
    slots[VAR_DEFAULT] = argv[2];
    return true;
}

static bool var_get(int argc, py_Ref argv) {
    py_Ref value = value_in(current(), argv);
    if (value == NULL && argc > 1) value = &argv[1];
    if (value == NULL && slots_of(argv)[VAR_DEFAULT].type != tp_nil) value = &slots_of(argv)[VAR_DEFAULT];
    if (value != NULL) return pkl_return(value);
    py_TValue exception;
    return pkl_new_exception(&exception, tp_LookupError, argv, 1) && pkl_raise_value(&exception, NULL);
}

static bool var_set(int argc, py_Ref argv) {
    (void)argc;
    PyDict* dict = own_dict();
    if (dict == NULL) return false;
    py_TValue token, *slots = PKL_SLOTS(pkl_new(&token, tp_Token));
    py_Ref old = value_in(current(), argv);
    slots[TOKEN_VAR] = argv[0];
    if (old != NULL) slots[TOKEN_OLD] = *old;
    slots[TOKEN_CONTEXT] = *current();
    py_newbool(&slots[TOKEN_USED], false);
    if (!pkl_dict_set(dict, &argv[0], &argv[1])) return false;
    return pkl_return(&token);
}

static bool reset(const py_TValue* variable, py_Ref token) {
    py_TValue* slots = slots_of(token);
    if (slots[TOKEN_USED]._bool) return pkl_raise(tp_RuntimeError, "%R has already been used once", token);
    if (slots[TOKEN_VAR]._obj != variable->_obj) return pkl_raise(tp_ValueError, "%R was created by a different ContextVar", token);
    if (slots[TOKEN_CONTEXT]._obj != current()->_obj) return pkl_raise(tp_ValueError, "%R was created in a different Context", token);
    PyDict* dict = own_dict();
    if (dict == NULL) return false;
    py_newbool(&slots[TOKEN_USED], true);
    if (slots[TOKEN_OLD].type != tp_nil ? !pkl_dict_set(dict, variable, &slots[TOKEN_OLD]) : pkl_dict_delete(dict, variable, NULL) < 0) return false;
    return pkl_return_none();
}

static bool var_reset(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_Token) return pkl_raise(tp_TypeError, "expected an instance of Token, got %R", &argv[1]);
    return reset(argv, &argv[1]);
}

static bool var_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = slots_of(argv);
    if (slots[VAR_DEFAULT].type == tp_nil) return pkl_str_format(py_retval(), "<ContextVar name=%R at %p>", &slots[VAR_NAME], (void*)argv->_obj);
    return pkl_str_format(py_retval(), "<ContextVar name=%R default=%R at %p>", &slots[VAR_NAME], &slots[VAR_DEFAULT], (void*)argv->_obj);
}

/* ---- tokens ------------------------------------------------------------------------------------------------ */

static bool token_new(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_raise(tp_RuntimeError, "Tokens can only be created by ContextVars"); }
static bool token_var(int argc, py_Ref argv) { return (void)argc, *py_retval() = slots_of(argv)[TOKEN_VAR], true; }
static bool token_enter(int argc, py_Ref argv) { return (void)argc, *py_retval() = argv[0], true; }

static bool token_exit(int argc, py_Ref argv) {
    (void)argc;
    py_TValue variable = slots_of(argv)[TOKEN_VAR];
    return reset(&variable, argv);
}

static bool token_old(int argc, py_Ref argv) {
    (void)argc;
    py_TValue old = slots_of(argv)[TOKEN_OLD];
    if (old.type == tp_nil) return py_getattr(py_tpobject(tp_Token), py_name("MISSING"));
    return pkl_return(&old);
}

static bool token_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = slots_of(argv);
    return pkl_str_format(py_retval(), "<Token%s var=%R at %p>", slots[TOKEN_USED]._bool ? " used" : "", &slots[TOKEN_VAR], (void*)argv->_obj);
}

static bool missing_repr(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newstr(py_retval(), "<Token.MISSING>"), true; }

/* ---- tables -------------------------------------------------------------------------------------------------- */

#define NOARGS(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define WRAPPER0(name, function) {name, function, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define WRAPPER1(name, function) {name, function, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define GENERIC {"__class_getitem__", pkl_generic_alias, NULL, PKL_O, PKL_CLASS, 1, 1}

static const PklMethod CONTEXT[] = {
    {"__new__", context_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"run", context_run, NULL, PKL_ANY_KW, PKL_METHOD, 0, 0},
    {"get", context_get, "($self, key, default=None, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    NOARGS("copy", context_copy), NOARGS("keys", context_keys), NOARGS("values", context_values), NOARGS("items", context_items),
    WRAPPER0("__len__", context_len), WRAPPER0("__iter__", context_keys), WRAPPER1("__contains__", context_contains),
    WRAPPER1("__getitem__", context_item), WRAPPER1("__eq__", context_eq), WRAPPER1("__ne__", context_ne),
    {0},
};

static const PklMethod VAR[] = {
    {"__new__", var_new, "($type, name, /, *, default=None)", PKL_CLINIC, PKL_NEW, 1, 1},
    {"get", var_get, "($self, default=<unrepresentable>, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"set", var_set, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"reset", var_reset, "($self, token, /)", PKL_O, PKL_METHOD, 1, 1},
    WRAPPER0("__repr__", var_repr),
    GENERIC,
    {0},
};
static const PklMember VAR_MEMBERS[] = {{"name", VAR_NAME, false, false}, {0}};

static const PklMethod TOKEN[] = {
    {"__new__", token_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__enter__", token_enter, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__exit__", token_exit, "($self, type, val, tb, /)", PKL_RANGE, PKL_METHOD, 3, 3},
    WRAPPER0("__repr__", token_repr),
    GENERIC,
    {0},
};
static const PklGetSet TOKEN_ATTRIBUTES[] = {{"var", token_var, NULL}, {"old_value", token_old, NULL}, {0}};
static const PklMethod MISSING[] = {WRAPPER0("__repr__", missing_repr), {0}};

#define OURS .base = tp_object, .module = "_contextvars", .flags = PKL_TYPE_FINAL
static const PklTypeSpec TYPES[] = {
    {.id = tp_Context, .name = "Context", OURS | PKL_TYPE_WEAKREF | PKL_TYPE_MAPPING, .slots = CONTEXT_SLOTS, .methods = CONTEXT},
    {.id = tp_ContextVar, .name = "ContextVar", OURS, .slots = VAR_SLOTS, .methods = VAR, .members = VAR_MEMBERS},
    {.id = tp_Token, .name = "Token", OURS, .slots = TOKEN_SLOTS, .methods = TOKEN, .getsets = TOKEN_ATTRIBUTES},
    {.id = tp_token_missing, .name = "Token.MISSING", .base = tp_object, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = MISSING},
    {0},
};

static const PklMethod FUNCTIONS[] = {{"copy_context", copy_context, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0}, {0}};

void pkl_library__contextvars(PyModule* module) {
    pkl_library_types(module, TYPES);
    pkl_register_functions(module, FUNCTIONS);
    py_TValue missing;
    pkl_new(&missing, tp_token_missing);
    pkl_type_set(pkl_vm->types[tp_Token], pkl_intern(pkl_name_str(py_name("MISSING"))), &missing);
    pkl_type_set(pkl_vm->types[tp_Context], PKL_NAME(__hash__), py_None());
    pkl_type_set(pkl_vm->types[tp_Token], PKL_NAME(__hash__), py_None());
}
