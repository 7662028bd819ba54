/*
 * Instructions of the match statement.
 */
#include "../machine.h"

static uint32_t pattern_flags(const py_TValue* value) { return pkl_type_of(value)->flags; }

static bool get_len(PklVM* vm) {
    PyFrame* frame = vm->frame;
    if (!py_len(frame->sp - 1)) return false;
    *frame->sp++ = vm->retval;
    return true;
}

/* mapping.get(key, marker) of a type other than dict, so that defaults of subclasses are not made. 1, 0, -1. */
static int get_item(PklVM* vm, py_TValue* subject, py_TValue* key, py_TValue* get, py_TValue* marker) {
    if (subject->type == tp_dict) return py_dict_getitem(subject, key);
    py_TValue args[2] = {*key, *marker};
    if (!py_call(get, 2, args)) return -1;
    return !py_isidentical(&vm->retval, marker);
}

static bool duplicate_key(py_TValue* keys, int at) {
    for (int i = 0; i < at; i++) {
        int equal = py_equal(&PKL_SLOTS(keys->_obj)[i], &PKL_SLOTS(keys->_obj)[at]);
        if (equal < 0) return true;
        if (equal) {
            pkl_raise(tp_ValueError, "mapping pattern checks duplicate key (%R)", &PKL_SLOTS(keys->_obj)[at]);
            return true;
        }
    }
    return false;
}

/* [subject, keys] -> [subject, keys, values or None] */
static bool match_keys(PklVM* vm) {
    PyFrame* frame = vm->frame;
    py_TValue *keys = frame->sp - 1, *subject = keys - 1, *values = frame->sp++;
    int count = keys->_obj->slots;
    *values = vm->empty_tuple;
    if (count > 0) pkl_new_slots(values, tp_tuple, count);
    py_TValue *get = py_pushtmp(), *marker = py_pushtmp();
    pkl_new(marker, tp_object);
    *get = vm->None_;
    bool ok = subject->type == tp_dict || py_getattr(subject, py_name("get"));
    if (ok && subject->type != tp_dict) *get = vm->retval;
    for (int i = 0; ok && i < count; i++) {
        ok = !duplicate_key(keys, i);
        int found = ok ? get_item(vm, subject, &PKL_SLOTS(keys->_obj)[i], get, marker) : -1;
        ok = found >= 0;
        if (found == 0) {
            *values = vm->None_;
            break;
        }
        if (ok) PKL_SLOTS(values->_obj)[i] = vm->retval;
    }
    py_shrink(2);
    return ok;
}

/* Whether a class stands for its whole subject in its one positional pattern. */
static bool matches_itself(PyType* type) {
    static const py_Type types[] = {tp_bool, tp_bytearray, tp_bytes, tp_dict, tp_float, tp_frozenset, tp_int, tp_list, tp_set, tp_str, tp_tuple};
    for (unsigned i = 0; i < sizeof types / sizeof *types; i++)
        if (py_issubclass(type->id, types[i])) return true;
    return false;
}

static bool seen_before(py_TValue* seen, py_TValue* name, PyType* type) {
    for (int i = 0; i < py_list_len(seen); i++) {
        if (py_equal(py_list_getitem(seen, i), name) != 1) continue;
        pkl_raise(tp_TypeError, "%s() got multiple sub-patterns for attribute %R", type->name->data, name);
        return true;
    }
    py_list_append(seen, name);
    return false;
}

/* One attribute into the list of values. 1 there, 0 missing, -1 error. */
static int match_attribute(PklVM* vm, py_TValue* subject, PyType* type, py_TValue* name, py_TValue* seen, py_TValue* values) {
    if (seen_before(seen, name, type)) return -1;
    if (!py_getattr(subject, py_namev(py_tosv(name)))) {
        if (!pkl_exc_matches(tp_AttributeError)) return -1;
        vm->raised.type = tp_nil;
        return 0;
    }
    py_list_append(values, &vm->retval);
    return 1;
}

/* __match_args__ of the class into retval: a tuple, or nil where there is none. */
static bool match_args(PklVM* vm, py_TValue* class) {
    if (!py_getattr(class, (py_Name)PKL_NAME(__match_args__))) {
        if (!pkl_exc_matches(tp_AttributeError)) return false;
        vm->raised.type = tp_nil;
        vm->retval.type = tp_nil;
        return true;
    }
    if (vm->retval.type == tp_tuple) return true;
    return pkl_raise(tp_TypeError, "%s.__match_args__ must be a tuple (got %T)", PKL_OBJECT(class, PyType)->name->data, &vm->retval);
}

static int match_positional(PklVM* vm, py_TValue* subject, py_TValue* class, int count, py_TValue* seen, py_TValue* values) {
    PyType* type = PKL_OBJECT(class, PyType);
    if (!match_args(vm, class)) return -1;
    py_TValue names = vm->retval;
    bool itself = names.type == tp_nil && matches_itself(type);
    int allowed = names.type == tp_tuple ? names._obj->slots : itself;
    if (count > allowed) {
        pkl_raise(tp_TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", type->name->data, allowed, allowed == 1 ? "" : "s", count);
        return -1;
    }
    if (itself) {
        py_list_append(values, subject);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        py_TValue* name = &PKL_SLOTS(names._obj)[i];
        if (!py_isinstance(name, tp_str)) {
            pkl_raise(tp_TypeError, "__match_args__ elements must be strings (got %T)", name);
            return -1;
        }
        int found = match_attribute(vm, subject, type, name, seen, values);
        if (found <= 0) return found;
    }
    return 1;
}

static int match_named(PklVM* vm, py_TValue* subject, py_TValue* class, py_TValue* names, py_TValue* seen, py_TValue* values) {
    for (int i = 0; i < names->_obj->slots; i++) {
        int found = match_attribute(vm, subject, PKL_OBJECT(class, PyType), &PKL_SLOTS(names->_obj)[i], seen, values);
        if (found <= 0) return found;
    }
    return 1;
}

/* [subject, class, names] -> [attributes or None], the first `count` by position */
static bool match_class(PklVM* vm, int count) {
    PyFrame* frame = vm->frame;
    py_TValue *names = frame->sp - 1, *class = names - 1, *subject = class - 1;
    if (!py_isinstance(class, tp_type)) return pkl_raise(tp_TypeError, "called match pattern must be a class");
    int found = pkl_isinstance(subject, class);
    if (found < 0) return false;
    py_TValue *seen = py_pushtmp(), *values = py_pushtmp();
    py_newlist(seen);
    py_newlist(values);
    if (found == 1 && count > 0) found = match_positional(vm, subject, class, count, seen, values);
    if (found == 1) found = match_named(vm, subject, class, names, seen, values);
    if (found >= 0) {
        frame->sp = subject + 1;
        *subject = found == 1 ? *values : vm->None_;
        if (found == 1) pkl_op_list_to_tuple(vm);
    }
    py_shrink(2);
    return found >= 0;
}

bool pkl_cold_match(PklVM* vm, PklInstruction instruction) {
    PyFrame* frame = vm->frame;
    switch (PKL_OP(instruction)) {
    case PKL_GET_LEN: return get_len(vm);
    case PKL_MATCH_MAPPING: py_newbool(frame->sp, (pattern_flags(frame->sp - 1) & PKL_TYPE_MAPPING) != 0); frame->sp++; return true;
    case PKL_MATCH_SEQUENCE: py_newbool(frame->sp, (pattern_flags(frame->sp - 1) & PKL_TYPE_SEQUENCE) != 0); frame->sp++; return true;
    case PKL_MATCH_KEYS: return match_keys(vm);
    default: return match_class(vm, PKL_ARG(instruction));
    }
}
