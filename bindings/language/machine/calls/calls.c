/*
 * Calls: from whatever is called to a value or a frame.
 *
 * Operands of the caller: [callable, self or nil, arguments]. A Python function becomes a frame and the loop goes on there; everything else
 * has its value at once. How it goes on afterwards is a continuation (PklCont), the same for both.
 */
#include "../machine.h"
#include "../../types/types.h"

#include <string.h>

bool pkl_enter_function(PklVM* vm, py_TValue* function, py_TValue* args, int argc, const py_TValue* kwnames, PklCont cont, py_TValue* sp) {
    PyFunction* callee = PKL_OBJECT(function, PyFunction);
    PyCode* code = PKL_OBJECT(&callee->slot[PKL_FUNCTION_CODE], PyCode);
    PyFrame* caller = vm->frame;
    PyFrame* frame = pkl_push_frame(vm, code, PKL_OBJECT(&callee->slot[PKL_FUNCTION_GLOBALS], PyDict));
    if (frame == NULL) return false;
    const int special = PKL_CO_VARARGS | PKL_CO_VARKEYWORDS;
    if (kwnames == NULL && argc == code->argcount && !(code->flags & special) && code->kwonlyargcount == 0) {
        for (int i = 0; i < argc; i++) frame->localsplus[i] = args[i];
    } else if (!pkl_bind_arguments(callee, frame->localsplus, args, argc, kwnames)) {
        pkl_pop_frame(vm);
        return false;
    }
    frame->function = callee;
    frame->continuation = cont.kind;
    frame->step = cont.step;
    caller->sp = sp;
    return true;
}

/* Where a callable has its own idea of self, the one before the arguments is an argument like the others. */
static int self_as_argument(py_TValue* base, int argc) {
    if (base[1].type == tp_nil) return argc;
    memmove(base + 2, base + 1, (size_t)(argc + 1) * sizeof(py_TValue));
    base[1].type = tp_nil;
    return argc + 1;
}

/* An object whose type has __call__: [callable, nil, ..] becomes [method, callable, ..]. */
static bool call_instance(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont) {
    py_Ref method = pkl_lookup(pkl_type_of(base), PKL_NAME(__call__));
    if (method == NULL) return pkl_raise(tp_TypeError, "'%t' object is not callable", base->type);
    PklDescriptor kind = pkl_descriptor_kind(method);
    argc = self_as_argument(base, argc);
    if (kind == PKL_DESC_FUNCTION || kind == PKL_DESC_METHOD) {
        base[1] = base[0];
        base[0] = *method;
    } else {
        py_TValue copy = *method;
        if (kind == PKL_NOT_DESCRIPTOR) vm->retval = copy;
        else if (!pkl_descriptor_get(&copy, base)) return false;
        base[0] = vm->retval;
        base[1].type = tp_nil;
    }
    if (!pkl_enter(" while calling a Python object")) return false;
    bool ok = pkl_call_at(vm, base, argc, kwnames, cont);
    pkl_leave();
    return ok;
}

static bool call_inner(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont);

static bool call_native(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont) {
    PyFrame* caller = vm->frame;
    caller->sp = base + 2 + argc;
    const PklMethod* method = base->_method;
    if (!base->is_ptr && method->convention == PKL_MACHINE) {
        if (cont.kind != PKL_CONT_PUSH) return call_inner(vm, base, argc, kwnames, cont);
        PklCalled called = ((PklMachineNative)(void*)method->call)(vm, base, argc, kwnames);
        if (called == PKL_CALLED_ERROR) return false;
        if (called == PKL_CALLED_FRAME) return true;
    } else {
        if (argc == 1 + (kwnames != NULL ? kwnames->_obj->slots : 0) && pkl_runs_program(&base[2]) && cont.kind == PKL_CONT_PUSH) {
            PklCalled called = pkl_call_stored(vm, base, argc, kwnames);
            if (called != PKL_CALLED_VALUE) return called == PKL_CALLED_FRAME;
        }
        bool bound = base[1].type != tp_nil;
        if (!pkl_call_native(base, bound ? argc + 1 : argc, bound ? base + 1 : base + 2, kwnames)) return false;
    }
    caller->sp = base;
    if (cont.kind == PKL_CONT_PUSH) {
        *caller->sp++ = vm->retval;
        return true;
    }
    return pkl_continue(vm, cont, vm->retval, NULL);
}

bool pkl_call_values(const py_TValue* callable, const py_TValue* self, const py_TValue* args, int argc, const py_TValue* kwnames) {
    int keywords = kwnames != NULL ? kwnames->_obj->slots : 0;
    if (pkl_vm->native_end - pkl_vm->native_sp < (ptrdiff_t)argc + keywords + 16) return pkl_raise(tp_MemoryError, "too many arguments");
    py_push((py_Ref)callable);
    if (self != NULL) py_push((py_Ref)self);
    else py_pushnil();
    for (int i = 0; i < argc - keywords; i++) py_push((py_Ref)&args[i]);
    for (int i = 0; i < keywords; i++) {
        py_pushname((py_Name)pkl_intern(PKL_OBJECT(&PKL_SLOTS(kwnames->_obj)[i], PyStr)));
        py_push((py_Ref)&args[argc - keywords + i]);
    }
    return py_vectorcall(argc - keywords, keywords);
}

/* What a continuation other than PUSH asks of a callable that may go on in several steps is done by an inner loop. */
static bool call_inner(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont) {
    PyFrame* caller = vm->frame;
    caller->sp = base + 2 + argc;
    if (!pkl_call_values(&base[0], base[1].type != tp_nil ? &base[1] : NULL, base + 2, argc, kwnames)) return false;
    caller->sp = base;
    return pkl_continue(vm, cont, vm->retval, NULL);
}

static bool call_type_object(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont) {
    py_Ref method = pkl_lookup(pkl_type_of(base), PKL_NAME(__call__));
    bool plain = method != NULL && method->type == tp_wrapper_descriptor && method->extra == tp_type;
    if (!plain) return call_instance(vm, base, argc, kwnames, cont);
    if (cont.kind != PKL_CONT_PUSH) return call_inner(vm, base, argc, kwnames, cont);
    argc = self_as_argument(base, argc);
    if (argc == 1 && kwnames == NULL && pkl_runs_program(&base[2]) && base->type == tp_type) {
        PklCalled called = pkl_call_stored(vm, base, argc, kwnames);
        if (called != PKL_CALLED_VALUE) return called == PKL_CALLED_FRAME;
    }
    return pkl_call_type(vm, base, argc, kwnames);
}

/* A bound method's self goes to its place; where one is there already, the arguments move up by one. */
static bool call_bound(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont) {
    py_TValue* bound = PKL_SLOTS(base->_obj);
    argc = self_as_argument(base, argc);
    base[1] = bound[PKL_BOUND_SELF];
    base[0] = bound[PKL_BOUND_FUNCTION];
    pkl_native_bound = base[0].type == tp_method_descriptor;
    return pkl_call_at(vm, base, argc, kwnames, cont);
}

bool pkl_call_at(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames, PklCont cont) {
    switch (base->type) {
    case tp_function: {
        bool bound = base[1].type != tp_nil;
        return pkl_enter_function(vm, base, bound ? base + 1 : base + 2, bound ? argc + 1 : argc, kwnames, cont, base);
    }
    case tp_nativefunc:
    case tp_method_descriptor:
    case tp_wrapper_descriptor:
    case tp_classmethod_descriptor:
        if (base->is_ptr) return call_bound(vm, base, argc, kwnames, cont); /* a bound native method */
        return call_native(vm, base, argc, kwnames, cont);
    case tp_nativeclosure: return call_native(vm, base, argc, kwnames, cont);
    case tp_method_wrapper:
    case tp_boundmethod: return call_bound(vm, base, argc, kwnames, cont);
    case tp_staticmethod:
        base[0] = PKL_SLOTS(base->_obj)[PKL_WRAPPED_FUNCTION];
        return pkl_call_at(vm, base, argc, kwnames, cont);
    default:
        if (py_isinstance(base, tp_type)) return call_type_object(vm, base, argc, kwnames, cont);
        return call_instance(vm, base, argc, kwnames, cont);
    }
}

bool pkl_call_method_value(PklVM* vm, py_TValue method, py_TValue self, int argc, const py_TValue* args, PklCont cont) {
    py_TValue* base = vm->frame->sp;
    py_TValue copies[3];
    for (int i = 0; i < argc; i++) copies[i] = args[i];
    for (int i = 0; i < argc; i++) base[2 + i] = copies[i];
    PklDescriptor kind = pkl_descriptor_kind(&method);
    base[0] = method;
    if (kind == PKL_DESC_FUNCTION || kind == PKL_DESC_METHOD) base[1] = self;
    else {
        base[1].type = tp_nil;
        if (kind != PKL_NOT_DESCRIPTOR) {
            base[1] = self;
            vm->frame->sp = base + 2 + argc;
            if (!pkl_descriptor_get(&base[0], &base[1])) return false;
            base[0] = vm->retval;
            base[1].type = tp_nil;
        }
    }
    vm->frame->sp = base;
    return pkl_call_at(vm, base, argc, NULL, cont);
}

/* ---- f(*args, **kwargs) ------------------------------------------------------------ */

/* Arguments that do not fit the caller's operands lie on the native stack while a native sees them. */
static bool call_ex_spread(PklVM* vm, py_TValue* base, py_TValue* args, py_TValue* keywords) {
    int positional = args->_obj->slots, named = keywords != NULL ? PKL_OBJECT(keywords, PyDict)->used : 0;
    if (vm->native_end - vm->native_sp < (ptrdiff_t)positional + 2 * named + 16)
        return pkl_raise(tp_MemoryError, "too many arguments");
    py_push(&base[0]);
    py_push(&base[1]);
    for (int i = 0; i < positional; i++) py_push(&PKL_SLOTS(args->_obj)[i]);
    if (named == 0) return py_vectorcall(positional, 0);
    PyDict* dict = PKL_OBJECT(keywords, PyDict);
    for (int i = 0; i < dict->filled; i++) {
        PklEntry* entry = &dict->entries[i];
        if (entry->key.type == tp_nil) continue;
        py_pushname(py_namev(py_tosv(&entry->key)));
        py_push(&entry->value);
    }
    return py_vectorcall(positional, named);
}

/* Keyword names of a dict as a tuple, and their values on the native stack. */
static void split_keywords(PklVM* vm, py_TValue* args, PyDict* dict, py_TValue* names) {
    pkl_new_slots(names, tp_tuple, dict->used);
    for (int i = 0; i < args->_obj->slots; i++) py_push(&PKL_SLOTS(args->_obj)[i]);
    for (int i = 0, at = 0; i < dict->filled; i++) {
        PklEntry* entry = &dict->entries[i];
        if (entry->key.type == tp_nil) continue;
        PKL_SLOTS(names->_obj)[at++] = entry->key;
        py_push(&entry->value);
    }
    (void)vm;
}

/* A Python function takes its arguments from where they are. */
static bool call_ex_function(PklVM* vm, py_TValue* base, py_TValue* args, py_TValue* keywords) {
    if (keywords == NULL) return pkl_enter_function(vm, base, PKL_SLOTS(args->_obj), args->_obj->slots, NULL, PKL_PUSH, base);
    PyDict* dict = PKL_OBJECT(keywords, PyDict);
    int positional = args->_obj->slots;
    if (vm->native_end - vm->native_sp < (ptrdiff_t)positional + dict->used + 16) return pkl_raise(tp_MemoryError, "too many arguments");
    py_TValue* spread = vm->native_sp;
    py_TValue names;
    split_keywords(vm, args, dict, &names);
    bool ok = pkl_enter_function(vm, base, spread, positional + dict->used, &names, PKL_PUSH, base);
    vm->native_sp = spread;
    return ok;
}

/* [callable, nil, arguments, keywords?]: the arguments become a tuple, the keywords a dict with texts as keys. */
bool pkl_call_ex(PklVM* vm, bool with_keywords) {
    py_TValue* base = vm->frame->sp - (with_keywords ? 4 : 3);
    py_TValue *args = base + 2, *keywords = with_keywords ? base + 3 : NULL;
    if (args->type != tp_tuple) {
        if (!pkl_star_arguments(base, args)) return false;
        *args = vm->retval;
    }
    if (keywords != NULL && PKL_OBJECT(keywords, PyDict)->used == 0) keywords = NULL;
    if (keywords != NULL) {
        PyDict* dict = PKL_OBJECT(keywords, PyDict);
        for (int i = 0; i < dict->filled; i++)
            if (dict->entries[i].key.type != tp_nil && !py_isinstance(&dict->entries[i].key, tp_str))
                return pkl_raise(tp_TypeError, "keywords must be strings");
    }
    if (base->type == tp_function) return call_ex_function(vm, base, args, keywords);
    if (keywords == NULL && args->_obj->slots <= PKL_SLACK && base->type != tp_boundmethod) {
        int count = args->_obj->slots;
        py_TValue tuple = *args;
        for (int i = 0; i < count; i++) base[2 + i] = PKL_SLOTS(tuple._obj)[i];
        return pkl_call_at(vm, base, count, NULL, PKL_PUSH);
    }
    if (base->type == tp_boundmethod && PKL_SLOTS(base->_obj)[PKL_BOUND_FUNCTION].type == tp_function && keywords == NULL &&
        args->_obj->slots + 1 <= PKL_SLACK) {
        py_TValue tuple = *args;
        int count = args->_obj->slots;
        for (int i = 0; i < count; i++) base[2 + i] = PKL_SLOTS(tuple._obj)[i];
        return call_bound(vm, base, count, NULL, PKL_PUSH);
    }
    PyFrame* caller = vm->frame;
    if (!call_ex_spread(vm, base, args, keywords)) return false;
    caller->sp = base;
    *caller->sp++ = vm->retval;
    return true;
}
