/*
 * Class statements: __build_class__ in steps, so that the body is a frame of the same loop.
 *
 * While the body runs, the call's operands hold what is needed afterwards: [metaclass, name, bases, namespace, keywords or nil, original bases or nil].
 */
#include "../machine.h"

#include <string.h>

enum { KEPT_META, KEPT_NAME, KEPT_BASES, KEPT_NAMESPACE, KEPT_KEYWORDS, KEPT_ORIGINAL, KEPT_COUNT };

static void collect_keywords(py_TValue* kept, const py_TValue* values, const py_TValue* kwnames) {
    kept[KEPT_KEYWORDS].type = kept[KEPT_META].type = tp_nil;
    if (kwnames == NULL) return;
    PyDict* dict = pkl_new_dict(&kept[KEPT_KEYWORDS]);
    for (int i = 0; i < kwnames->_obj->slots; i++) {
        PyStr* name = PKL_OBJECT(&PKL_SLOTS(kwnames->_obj)[i], PyStr);
        if (name == PKL_NAME(metaclass)) kept[KEPT_META] = values[i];
        else pkl_dict_set_name(dict, name, (py_Ref)&values[i]);
    }
}

/* The metaclass that was asked for, or the first base's, made the most derived one. */
static bool choose_metaclass(py_TValue* kept) {
    py_TValue* meta = &kept[KEPT_META];
    if (meta->type == tp_nil) {
        py_TValue* bases = &kept[KEPT_BASES];
        *meta = bases->_obj->slots > 0 ? *py_tpobject(py_typeof(&PKL_SLOTS(bases->_obj)[0])) : *py_tpobject(tp_type);
    }
    return !py_isinstance(meta, tp_type) || pkl_calculate_metaclass(meta, &kept[KEPT_BASES]);
}

/* metaclass.__prepare__(name, bases, **keywords), or a dict. */
static bool prepare(PklVM* vm, py_TValue* kept) {
    if (!py_getattr(&kept[KEPT_META], (py_Name)PKL_NAME(__prepare__))) {
        if (!pkl_exc_matches(tp_AttributeError)) return false;
        vm->raised.type = tp_nil;
        pkl_new_dict(&kept[KEPT_NAMESPACE]);
        return true;
    }
    py_TValue method = vm->retval;
    py_push(&method);
    py_pushnil();
    py_push(&kept[KEPT_NAME]);
    py_push(&kept[KEPT_BASES]);
    int keywords = kept[KEPT_KEYWORDS].type != tp_nil ? pkl_push_keywords(PKL_OBJECT(&kept[KEPT_KEYWORDS], PyDict)) : 0;
    if (!py_vectorcall(2, keywords)) return false;
    kept[KEPT_NAMESPACE] = vm->retval;
    if (vm->retval.type == tp_dict || pkl_lookup(pkl_type_of(&vm->retval), PKL_NAME(__getitem__)) != NULL) return true;
    const char* meta = py_isinstance(&kept[KEPT_META], tp_type) ? PKL_OBJECT(&kept[KEPT_META], PyType)->name->data : "<metaclass>";
    return pkl_raise(tp_TypeError, "%s.__prepare__() must return a mapping, not %T", meta, &vm->retval);
}

static bool push_body(PklVM* vm, py_TValue function, py_TValue* base, py_TValue* kept) {
    PyFrame* caller = vm->frame;
    PyFunction* body = PKL_OBJECT(&function, PyFunction);
    caller->sp = base + KEPT_COUNT;
    PyFrame* frame = pkl_push_frame(vm, PKL_OBJECT(&body->slot[PKL_FUNCTION_CODE], PyCode), PKL_OBJECT(&body->slot[PKL_FUNCTION_GLOBALS], PyDict));
    if (frame == NULL) return false;
    frame->function = body;
    frame->names = kept[KEPT_NAMESPACE];
    frame->continuation = PKL_CONT_CLASS;
    frame->base = base;
    return true;
}

/* __build_class__(function, name, *bases, metaclass=…, **keywords) */
PklCalled pkl_build_class(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    int keywords = kwnames != NULL ? kwnames->_obj->slots : 0, count = argc - keywords - 2;
    py_TValue *args = base + 2, function = args[0];
    if (count < 0 || function.type != tp_function || !py_isinstance(&args[1], tp_str)) {
        pkl_raise(tp_TypeError, count < 0 ? "__build_class__: not enough arguments" : "__build_class__: func must be a function");
        return PKL_CALLED_ERROR;
    }
    py_TValue* kept = vm->native_sp;
    for (int i = 0; i < KEPT_COUNT; i++) py_pushnil();
    kept[KEPT_NAME] = args[1];
    kept[KEPT_BASES] = vm->empty_tuple;
    if (count > 0) pkl_new_slots(&kept[KEPT_BASES], tp_tuple, count);
    memcpy(PKL_SLOTS(kept[KEPT_BASES]._obj), args + 2, (size_t)count * sizeof(py_TValue));
    collect_keywords(kept, args + 2 + count, kwnames);
    py_TValue original = kept[KEPT_BASES];
    bool ok = pkl_update_bases(&kept[KEPT_BASES]);
    if (ok && kept[KEPT_BASES]._obj != original._obj) kept[KEPT_ORIGINAL] = original;
    ok = ok && choose_metaclass(kept) && prepare(vm, kept);
    if (ok) memcpy(base, kept, KEPT_COUNT * sizeof(py_TValue));
    vm->native_sp = kept;
    return ok && push_body(vm, function, base, base) ? PKL_CALLED_FRAME : PKL_CALLED_ERROR;
}

/* The body has run: the metaclass is called with what it left in the namespace. */
bool pkl_class_body_done(PklVM* vm, PyFrame* callee) {
    py_TValue kept[KEPT_COUNT], names, *base = callee->base;
    memcpy(kept, base, sizeof kept);
    if (kept[KEPT_ORIGINAL].type != tp_nil && !pkl_names_set(&kept[KEPT_NAMESPACE], PKL_NAME(__orig_bases__), &kept[KEPT_ORIGINAL])) return false;
    base[0] = kept[KEPT_META];
    base[1].type = tp_nil;
    base[2] = kept[KEPT_NAME];
    base[3] = kept[KEPT_BASES];
    base[4] = kept[KEPT_NAMESPACE];
    PyDict* dict = kept[KEPT_KEYWORDS].type != tp_nil ? PKL_OBJECT(&kept[KEPT_KEYWORDS], PyDict) : NULL;
    if (dict == NULL || dict->used == 0) return pkl_call_at(vm, base, 3, NULL, PKL_PUSH);
    pkl_new_slots(&names, tp_tuple, dict->used);
    int at = 0;
    for (int i = 0; i < dict->filled; i++) {
        if (dict->entries[i].key.type == tp_nil) continue;
        PKL_SLOTS(names._obj)[at] = dict->entries[i].key;
        base[5 + at++] = dict->entries[i].value;
    }
    return pkl_call_at(vm, base, 3 + at, &names, PKL_PUSH);
}
