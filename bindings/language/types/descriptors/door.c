/*
 * The checked door: every call of a native function goes through here. The receiver has the right type, the number of arguments
 * and the keywords are right, before the function sees them.
 */
#include "../signature.h"

#include <string.h>

const py_TValue* pkl_current_native;
bool pkl_native_bound; /* the next call is of a bound method: its errors name the type of self */

const char* pkl_current_owner(void) {
    const py_TValue* native = pkl_current_native;
    return native && native->extra > 0 ? pkl_vm->types[native->extra]->name->data : "function";
}

/* ---- the receiver --------------------------------------------------------------------- */

static const char* owner_name(const py_TValue* method) { return pkl_vm->types[method->extra]->name->data; }

static bool no_receiver(const py_TValue* method) {
    const char* name = method->_method->name;
    if (method->_method->kind == PKL_METHOD) return pkl_raise(tp_TypeError, "unbound method %t.%s() needs an argument", method->extra, name);
    return pkl_raise(tp_TypeError, "descriptor '%s' of '%t' object needs an argument", name, method->extra);
}

static bool wrong_receiver(const py_TValue* method, py_Ref self) {
    const char* name = method->_method->name;
    if (method->_method->kind == PKL_METHOD) {
        return pkl_raise(tp_TypeError, "descriptor '%s' for '%t' objects doesn't apply to a '%T' object", name, method->extra, self);
    }
    return pkl_raise(tp_TypeError, "descriptor '%s' requires a '%t' object but received a '%T'", name, method->extra, self);
}

static bool check_new(const py_TValue* method, int argc, py_Ref argv) {
    int owner = method->extra;
    PyType* own = pkl_vm->types[method->extra];
    if (!argc) return pkl_raise(tp_TypeError, "%t.__new__(): not enough arguments", owner);
    if (!pkl_is_type(argv)) return pkl_raise(tp_TypeError, "%t.__new__(X): X is not a type object (%T)", owner, argv);
    PyType* type = pkl_as_type(argv);
    if (type == own) return true;
    if (!pkl_subtype(type, own)) {
        return pkl_raise(tp_TypeError, "%t.__new__(%t): %t is not a subtype of %t", owner, (int)type->id, (int)type->id, owner);
    }
    const PyType* native = type; /* whose layout it is */
    while (native->flags & PKL_TYPE_HEAP && native->base) native = pkl_vm->types[native->base];
    py_Ref new = pkl_lookup((PyType*)native, PKL_NAME(__new__));
    if (!new || new->type != tp_nativefunc || new->extra == method->extra) return true;
    return pkl_raise(tp_TypeError, "%t.__new__(%t) is not safe, use %t.__new__()", owner, (int)type->id, (int)native->id);
}

static bool check_receiver(const py_TValue* method, int argc, py_Ref argv) {
    switch ((PklMethodKind)method->_method->kind) {
        case PKL_METHOD:
        case PKL_WRAPPER:
            if (argc && (argv->type == method->extra || pkl_is_a(argv, (py_Type)method->extra))) return true;
            return argc ? wrong_receiver(method, argv) : no_receiver(method);
        case PKL_CLASS:
            if (!argc) return pkl_raise(tp_TypeError, "descriptor '%s' of '%t' object needs an argument", method->_method->name, method->extra);
            if (pkl_is_type(argv) && pkl_subtype(pkl_as_type(argv), pkl_vm->types[method->extra])) return true;
            if (!pkl_is_type(argv)) {
                return pkl_raise(tp_TypeError, "descriptor '%s' for type '%t' needs a type, not a '%T' as arg 2", method->_method->name, method->extra, argv);
            }
            return pkl_raise(tp_TypeError, "descriptor '%s' requires a subtype of '%t' but received '%t'", method->_method->name, method->extra,
                             (int)pkl_as_type(argv)->id);
        case PKL_NEW: return check_new(method, argc, argv);
        case PKL_STATIC:
        case PKL_FUNCTION: return true;
    }
    return true;
}

/* ---- the arguments ------------------------------------------------------------------------ */

static bool has_self(const PklMethod* method) { return method->kind != PKL_STATIC && method->kind != PKL_FUNCTION; }

static bool wrong_range(const PklMethod* method, int given) {
    const char* name = method->kind == PKL_NEW || !strcmp(method->name, "__init__") ? pkl_current_owner() : method->name;
    if (method->kind == PKL_WRAPPER && strcmp(method->name, "__init__")) {
        if (method->max == 1 && method->min == 1) return pkl_raise(tp_TypeError, "expected 1 argument, got %d", given);
        if (method->min == 1 && strcmp(method->name, "__get__")) return pkl_raise(tp_TypeError, "expected 1 or 2 arguments, got %d", given); /* powers */
    }
    const char* how = method->min == method->max ? "" : given < method->min ? "at least " : "at most ";
    int bound = given < method->min ? method->min : method->max;
    return pkl_raise(tp_TypeError, "%s expected %s%d argument%s, got %d", name, how, bound, bound == 1 ? "" : "s", given);
}

/* A class method is told by the class on which it was called, a bound one by the type of self. */
static const char* shown_name(const py_TValue* value, py_Ref argv, bool is_bound) {
    if (value->_method->kind != PKL_CLASS && !is_bound) return pkl_function_text((py_Ref)value);
    py_TValue bound;
    pkl_new_bound(&bound, argv, (py_Ref)value);
    return pkl_function_text(&bound);
}

static bool wrong_count(const py_TValue* value, int given, py_Ref argv, bool is_bound) {
    const PklMethod* method = value->_method;
    if (method->kind == PKL_WRAPPER) {
        int count = method->convention == PKL_O;
        return pkl_raise(tp_TypeError, "expected %d argument%s, got %d", count, count == 1 ? "" : "s", given);
    }
    const char* name = shown_name(value, argv, is_bound);
    if (method->convention == PKL_O) return pkl_raise(tp_TypeError, "%s takes exactly one argument (%d given)", name, given);
    return pkl_raise(tp_TypeError, "%s takes no arguments (%d given)", name, given);
}

/* __new__ leaves keywords to the __init__ of a derived class that has one of its own. */
static bool keywords_are_for_init(const py_TValue* value, py_Ref argv) {
    if (value->_method->kind != PKL_NEW) return false;
    py_Ref init = pkl_lookup(pkl_as_type(argv), PKL_NAME(__init__)), own = pkl_lookup(pkl_vm->types[value->extra], PKL_NAME(__init__));
    return init && own && !py_isidentical(init, own);
}

static bool no_keywords(const py_TValue* value, py_Ref argv, bool is_bound) {
    if (value->_method->kind == PKL_WRAPPER && strcmp(value->_method->name, "__init__")) {
        return pkl_raise(tp_TypeError, "wrapper %s() takes no keyword arguments", value->_method->name);
    }
    if (value->_method->kind == PKL_NEW) return pkl_raise(tp_TypeError, "%s() takes no keyword arguments", owner_name(value));
    return pkl_raise(tp_TypeError, "%s takes no keyword arguments", shown_name(value, argv, is_bound));
}

/* Copies to the native stack where the function expects more places than the call has. */
static bool call_with_places(const PklMethod* method, int argc, py_Ref argv, int places, int told) {
    py_TValue* base = pkl_vm->native_sp;
    for (int i = 0; i < argc; i++) base[i] = argv[i];
    for (int i = argc; i < places; i++) base[i].type = tp_nil;
    pkl_vm->native_sp = base + places;
    bool ok = method->call(told, base);
    pkl_vm->native_sp = base;
    return ok;
}

static bool call_padded(const PklMethod* method, int argc, py_Ref argv, int places) { return call_with_places(method, argc, argv, places, argc); }

static bool call_range(const PklMethod* method, int argc, py_Ref argv) {
    int self = has_self(method), given = argc - self;
    if (given < method->min || given > method->max) return wrong_range(method, given);
    return given == method->max ? method->call(argc, argv) : call_padded(method, argc, argv, method->max + self);
}

/* Positional arguments that need no binding: as many as there may be, the others missing. */
static bool is_plain(const PklSignature* signature, int given, const py_TValue* kwnames) {
    return kwnames == NULL && signature->varargs < 0 && signature->kwargs < 0 && given <= signature->positional && given >= signature->required;
}

static bool call_clinic(const PklMethod* method, int argc, py_Ref argv, const py_TValue* kwnames) {
    const PklSignature* signature = pkl_signature(method);
    int self = has_self(method), count = signature->count;
    if (!pkl_current_native->is_ptr && self == signature->first && is_plain(signature, argc, kwnames)) return call_with_places(method, argc, argv, count, count);
    py_TValue* base = pkl_vm->native_sp;
    for (int i = 0; i < count; i++) py_pushnil();
    if (self && signature->first) base[0] = argv[0];
    bool ok = pkl_signature_bind(signature, base, argc - self, argv + self, kwnames);
    if (ok && pkl_current_native->is_ptr) pkl_signature_defaults(signature, base);
    ok = ok && method->call(count, base);
    pkl_vm->native_sp = base;
    return ok;
}

static bool call_any_keywords(const PklMethod* method, int argc, py_Ref argv, const py_TValue* kwnames) {
    int keywords = kwnames ? pkl_tuple_length(kwnames) : 0, positional = argc - keywords;
    py_TValue* base = pkl_vm->native_sp;
    for (int i = 0; i < positional; i++) py_push(&argv[i]);
    py_TValue* named = py_pushtmp();
    if (keywords) pkl_new_dict(named);
    for (int i = 0; i < keywords; i++) {
        pkl_dict_set_name(PKL_OBJECT(named, PyDict), pkl_intern(pkl_str(&pkl_tuple_items(kwnames)[i])), &argv[positional + i]);
    }
    bool ok = method->call(positional + 1, base);
    pkl_vm->native_sp = base;
    return ok;
}

static bool call_checked(const py_TValue* value, int argc, py_Ref argv, const py_TValue* kwnames, bool is_bound) {
    const PklMethod* method = value->_method;
    int given = argc - has_self(method);
    switch ((PklConvention)method->convention) {
        case PKL_CLINIC: return call_clinic(method, argc, argv, kwnames);
        case PKL_ANY_KW: return call_any_keywords(method, argc, argv, kwnames);
        default: break;
    }
    if (kwnames && pkl_tuple_length(kwnames)) {
        if (!keywords_are_for_init(value, argv)) return no_keywords(value, argv, is_bound);
        argc -= pkl_tuple_length(kwnames);
        given -= pkl_tuple_length(kwnames);
    }
    switch ((PklConvention)method->convention) {
        case PKL_NOARGS: return given ? wrong_count(value, given, argv, is_bound) : method->call(argc, argv);
        case PKL_O: return given != 1 ? wrong_count(value, given, argv, is_bound) : method->call(argc, argv);
        case PKL_RANGE: return call_range(method, argc, argv);
        default: return method->call(argc, argv);
    }
}

/* Whether nothing is left to check: a receiver of exactly the right type, and as many arguments as the function takes. */
static inline bool is_checked(const py_TValue* value, int argc, py_Ref argv) {
    const PklMethod* method = value->_method;
    int self = 0;
    switch ((PklMethodKind)method->kind) {
        case PKL_METHOD:
        case PKL_WRAPPER:
            if (argc == 0 || argv->type != value->extra) return false;
            self = 1;
            break;
        case PKL_FUNCTION: break;
        default: return false;
    }
    switch ((PklConvention)method->convention) {
        case PKL_NOARGS: return argc == self;
        case PKL_O: return argc == self + 1;
        case PKL_RANGE: return argc == self + method->max;
        case PKL_ANY: return true;
        default: return false;
    }
}

static bool call_checking(const py_TValue* value, int argc, py_Ref argv, const py_TValue* kwnames);

bool pkl_call_native(const py_TValue* value, int argc, py_Ref argv, const py_TValue* kwnames) {
    PklVM* vm = pkl_vm;
    py_TValue* top = vm->native_sp;
    bool plain = kwnames == NULL && !value->is_ptr && vm->native_depth < PKL_NATIVE_LEVELS && vm->native_end - top > PKL_PARAMETERS_MAX;
    if (!plain || !is_checked(value, argc, argv)) return call_checking(value, argc, argv, kwnames);
    py_TValue method = *value; /* the place may be overwritten while it runs */
    const py_TValue* outer = pkl_current_native;
    pkl_current_native = &method;
    pkl_native_bound = false;
    vm->native_depth++;
    bool ok = method._method->call(argc, argv);
    vm->native_depth--;
    vm->native_sp = top;
    pkl_current_native = outer;
    return ok;
}

static bool call_checking(const py_TValue* value, int argc, py_Ref argv, const py_TValue* kwnames) {
    py_TValue method = *value; /* the place may be overwritten while it runs */
    bool is_bound = pkl_native_bound;
    pkl_native_bound = false;
    const py_TValue* outer = pkl_current_native;
    py_TValue* top = pkl_vm->native_sp;
    py_TValue closure = method;
    if (method.is_ptr) method = PKL_SLOTS(method._obj)[method._obj->slots - 1];
    pkl_current_native = value->is_ptr ? &closure : &method;
    int more = method._method->convention == PKL_CLINIC ? PKL_PARAMETERS_MAX : argc + method._method->max + 2;
    int positional = argc - (kwnames ? pkl_tuple_length(kwnames) : 0);
    bool ok = pkl_enter(""); /* natives may call one another for ever */
    if (ok) {
        ok = pkl_stack_reserve(more) && check_receiver(&method, positional, argv) && call_checked(&method, argc, argv, kwnames, is_bound);
        pkl_vm->native_sp = top; /* whatever a native that failed left there */
        pkl_leave();
    }
    pkl_current_native = outer;
    return ok;
}
