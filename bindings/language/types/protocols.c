/* What pocketpy.h calls PythonOps: protocols of values of any type. */
#include "types.h"
#include "../numbers/integers.h"
#include "../text/str.h"

#include <string.h>

/* ---- texts -------------------------------------------------------------------------------- */

static bool text_by(py_Ref value, PyStr* name) {
    if (!pkl_enter(" while getting the str of an object")) return false;
    int done = pkl_call_special(value, pkl_name(name), 0, NULL);
    pkl_leave();
    if (!done) return pkl_raise(tp_TypeError, "'%T' object has no %n", value, pkl_name(name));
    if (done < 0) return false;
    return pkl_is_str(py_retval()) || pkl_raise(tp_TypeError, "%n returned non-string (type %T)", pkl_name(name), py_retval());
}

bool py_str(py_Ref value) {
    if (value->type == tp_str) return pkl_return(value);
    return value->type == tp_int ? pkl_int_to_text(value, 10, py_retval()) : text_by(value, PKL_NAME(__str__));
}
bool py_repr(py_Ref value) { return value->type == tp_int ? pkl_int_to_text(value, 10, py_retval()) : text_by(value, PKL_NAME(__repr__)); }

bool pkl_repr_at(const char* kind, PyStr* qualname, py_Ref self) {
    return pkl_str_format(py_retval(), "<%s %s at %p>", kind, qualname->data, (void*)(uintptr_t)pkl_identity(self));
}

/* ---- truth and length ------------------------------------------------------------------------- */

/* A length as CPython checks it; -1 error. */
static int64_t check_length(py_Ref value) {
    int64_t length;
    if (!pkl_is_int(value)) return pkl_raise(tp_TypeError, "'%T' object cannot be interpreted as an integer", value) ? 0 : -1;
    py_TValue plain = pkl_plain_int(value);
    bool negative = plain.type == tp_int ? plain._i64 < 0 : pkl_int_sign(&plain) < 0;
    if (negative) return pkl_raise(tp_ValueError, "__len__() should return >= 0") ? 0 : -1;
    return pkl_index(&plain, &length, false) ? length : -1;
}

static int64_t length_of(py_Ref value) {
    switch (value->type) {
        case tp_list: return PKL_OBJECT(value, PyList)->length;
        case tp_tuple: return pkl_tuple_length(value);
        case tp_dict: return PKL_OBJECT(value, PyDict)->used;
        case tp_bytes: return PKL_OBJECT(value, PyBytes)->size;
        case tp_str: {
            PyStr* text = pkl_str(value);
            if (text->length < 0) pkl_str_measure(text);
            return text->length;
        }
        default: break;
    }
    int done = pkl_call_special(value, pkl_name(PKL_NAME(__len__)), 0, NULL);
    if (!done) pkl_raise(tp_TypeError, "object of type '%T' has no len()", value);
    return done > 0 ? check_length(py_retval()) : -1;
}

bool py_len(py_Ref value) {
    int64_t length = length_of(value);
    if (length >= 0) py_newint(py_retval(), length);
    return length >= 0;
}

int py_bool(py_Ref value) {
    switch (value->type) {
        case tp_bool: return value->_bool;
        case tp_NoneType: return 0;
        case tp_int: return value->_i64 != 0;
        case tp_float: return value->_f64 != 0;
        case tp_bigint: return 1;
        case tp_str: return pkl_str(value)->size != 0;
        default: break;
    }
    py_Ref method = pkl_special(value, pkl_name(PKL_NAME(__bool__)));
    if (method && py_isnone(method)) return pkl_raise(tp_TypeError, "'%T' cannot be interpreted as a boolean", value) ? 1 : -1;
    int done = method ? pkl_call_special(value, pkl_name(PKL_NAME(__bool__)), 0, NULL) : 0;
    if (done > 0 && py_retval()->type != tp_bool) {
        pkl_raise(tp_TypeError, "__bool__ should return bool, returned %T", py_retval());
        return -1;
    }
    if (done) return done < 0 ? -1 : py_retval()->_bool;
    if (!pkl_special(value, pkl_name(PKL_NAME(__len__)))) return 1;
    int64_t length = length_of(value);
    return length < 0 ? -1 : length != 0;
}

bool py_callable(py_Ref value) {
    switch (value->type) {
        case tp_function:
        case tp_type: return true;
        default: return pkl_special(value, pkl_name(PKL_NAME(__call__))) != NULL;
    }
}

/* ---- iteration ----------------------------------------------------------------------------------- */

bool py_iter(py_Ref value) {
    py_Ref method = pkl_special(value, pkl_name(PKL_NAME(__iter__)));
    if (method && !py_isnone(method)) {
        if (!pkl_call_unbound(method, value, 0, NULL)) return false;
        return pkl_special(py_retval(), pkl_name(PKL_NAME(__next__))) || pkl_raise(tp_TypeError, "iter() returned non-iterator of type '%T'", py_retval());
    }
    bool sequence = !method && pkl_special(value, pkl_name(PKL_NAME(__getitem__))) && !pkl_has_layout(value, tp_dict);
    if (!sequence) return pkl_raise(tp_TypeError, "'%T' object is not iterable", value);
    py_TValue made, source = *value;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, tp_sequence_iterator)); /* the sequence and the next index */
    slots[0] = source;
    py_newint(&slots[1], 0);
    return pkl_return(&made);
}

/* A native __next__ goes through the door at once. */
static int call_next(py_Ref iterator) {
    py_Ref method = pkl_lookup(pkl_type_of(iterator), PKL_NAME(__next__));
    bool native = method && method->type == tp_wrapper_descriptor && !method->is_ptr && method->_method->convention != PKL_MACHINE && pkl_stack_reserve(1);
    if (!native) return pkl_call_special(iterator, pkl_name(PKL_NAME(__next__)), 0, NULL);
    py_TValue* self = pkl_vm->native_sp++;
    *self = *iterator;
    bool ok = pkl_call_native(method, 1, self, NULL);
    pkl_vm->native_sp = self;
    return ok ? 1 : -1;
}

static int next_by_method(py_Ref iterator) {
    int done = call_next(iterator);
    if (done > 0) return 1;
    if (!done) return pkl_raise(tp_TypeError, "'%T' object is not an iterator", iterator) ? 1 : -1;
    if (!pkl_exc_matches(tp_StopIteration)) return -1;
    py_TValue raised;
    pkl_exc_fetch(&raised);
    *py_retval() = PKL_SLOTS(raised._obj)[PKL_EXC_FIELDS];
    return 0;
}

static int next_of_sequence(PySequenceIterator* iterator, const py_TValue* items, int32_t length) {
    if (iterator->index < length) return pkl_return(&items[iterator->index++]);
    iterator->sequence = *py_NIL();
    *py_retval() = *py_NIL();
    return 0;
}

int py_next(py_Ref iterator) {
    PySequenceIterator* simple = PKL_OBJECT(iterator, PySequenceIterator);
    switch (iterator->type) {
        case tp_list_iterator:
            if (!simple->sequence.type) break;
            return next_of_sequence(simple, PKL_OBJECT(&simple->sequence, PyList)->items, PKL_OBJECT(&simple->sequence, PyList)->length);
        case tp_tuple_iterator:
            if (!simple->sequence.type) break;
            return next_of_sequence(simple, pkl_tuple_items(&simple->sequence), pkl_tuple_length(&simple->sequence));
        case tp_range_iterator: {
            PyRangeIterator* range = PKL_OBJECT(iterator, PyRangeIterator);
            *py_retval() = *py_NIL();
            if (range->remaining <= 0) return 0;
            range->remaining--;
            py_newint(py_retval(), range->next);
            range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
            return 1;
        }
        default: return next_by_method(iterator);
    }
    *py_retval() = *py_NIL();
    return 0;
}

static bool iterate_items(py_Ref iterable, bool (*f)(py_Ref, void*), void* context) {
    py_TValue* source = py_pushtmp();
    py_TValue* item = py_pushtmp();
    *source = *iterable;
    bool ok = true;
    bool list = source->type == tp_list;
    for (int32_t i = 0; ok && i < (list ? PKL_OBJECT(source, PyList)->length : pkl_tuple_length(source)); i++) {
        *item = list ? PKL_OBJECT(source, PyList)->items[i] : pkl_tuple_items(source)[i];
        ok = f(item, context);
    }
    py_shrink(2);
    return ok;
}

static bool iterate(py_Ref iterable, bool (*f)(py_Ref item, void* context), void* context, bool hinted) {
    if (iterable->type == tp_list || iterable->type == tp_tuple) return iterate_items(iterable, f, context);
    if (!py_iter(iterable)) return false;
    py_TValue* iterator = py_pushtmp();
    py_TValue* item = py_pushtmp();
    *iterator = *py_retval();
    bool asked = hinted && pkl_type_of(iterable)->flags & PKL_TYPE_HEAP;
    int64_t hint = asked ? pkl_length_hint(iterable) : 0;
    if (hint > UINT32_MAX) hint = pkl_raise(tp_MemoryError, NULL) ? 0 : -1; /* no machine has room for so many */
    int next = hint < 0 ? -1 : 1;
    while (next > 0 && (next = py_next(iterator)) > 0) {
        *item = *py_retval();
        if (!f(item, context) || !pkl_tick(1)) {
            next = -1;
            break;
        }
    }
    py_shrink(2);
    return next == 0;
}

bool pkl_iterate(py_Ref iterable, bool (*f)(py_Ref item, void* context), void* context) { return iterate(iterable, f, context, false); }
bool pkl_iterate_hinted(py_Ref iterable, bool (*f)(py_Ref item, void* context), void* context) { return iterate(iterable, f, context, true); }

int64_t pkl_length_hint(py_Ref iterable) { return pkl_length_hint_or(iterable, 0); }

int64_t pkl_length_hint_or(py_Ref iterable, int64_t otherwise) {
    if (pkl_special(iterable, pkl_name(PKL_NAME(__len__)))) {
        int64_t length = length_of(iterable);
        if (length >= 0 || !pkl_exc_matches(tp_TypeError)) return length;
        py_clearexc(NULL);
    }
    int done = pkl_call_special(iterable, pkl_name(PKL_NAME(__length_hint__)), 0, NULL);
    if (done < 0 && pkl_exc_matches(tp_TypeError)) {
        py_clearexc(NULL);
        return otherwise;
    }
    if (done <= 0 || py_retval()->type == tp_NotImplementedType) return done < 0 ? -1 : otherwise;
    if (!pkl_is_int(py_retval())) return pkl_raise(tp_TypeError, "__length_hint__ must be an integer, not %T", py_retval()) ? 0 : -1;
    py_TValue hint = pkl_plain_int(py_retval());
    if (hint.type != tp_int) return pkl_raise(tp_OverflowError, "Python int too large to convert to C ssize_t") ? 0 : -1;
    return hint._i64 < 0 && pkl_raise(tp_ValueError, "__length_hint__() should return >= 0") == false ? -1 : hint._i64;
}

/* ---- items ----------------------------------------------------------------------------------------- */

static bool class_item(py_Ref self, py_Ref key) {
    if (py_totype(self) == tp_type) return pkl_new_generic_alias(py_retval(), self, key);
    int found = pkl_get_attribute(self, PKL_NAME(__class_getitem__));
    if (found < 0) return false;
    if (!found || py_isnone(py_retval())) return pkl_raise(tp_TypeError, "type '%s' is not subscriptable", pkl_as_type(self)->name->data);
    py_TValue function = *py_retval();
    return pkl_call(&function, 1, key);
}

bool py_getitem(py_Ref self, py_Ref key) {
    if (self->type == tp_str && key->type == tp_int && pkl_str_item(pkl_str(self), key->_i64, py_retval())) return true;
    int done = pkl_call_special(self, pkl_name(PKL_NAME(__getitem__)), 1, key);
    if (done) return done > 0;
    if (pkl_is_type(self)) return class_item(self, key);
    return pkl_raise(tp_TypeError, "'%T' object is not subscriptable", self);
}

bool py_setitem(py_Ref self, py_Ref key, py_Ref value) {
    py_TValue arguments[2] = {*key, *value};
    int done = pkl_call_special(self, pkl_name(PKL_NAME(__setitem__)), 2, arguments);
    return done > 0 || (!done && pkl_raise(tp_TypeError, "'%T' object does not support item assignment", self));
}

bool py_delitem(py_Ref self, py_Ref key) {
    int done = pkl_call_special(self, pkl_name(PKL_NAME(__delitem__)), 1, key);
    return done > 0 || (!done && pkl_raise(tp_TypeError, "'%T' object does not support item deletion", self));
}

typedef struct Search {
    py_Ref item;
    bool found, failed;
} Search;

static bool search_item(py_Ref item, void* context) {
    Search* search = context;
    int equal = py_equal(item, search->item);
    search->failed = equal < 0;
    search->found = equal > 0;
    return !equal;
}

int pkl_contains(py_Ref container, py_Ref item) {
    py_Ref method = pkl_special(container, pkl_name(PKL_NAME(__contains__)));
    if (method && py_isnone(method)) return pkl_raise(tp_TypeError, "'%T' object is not a container", container) ? 1 : -1;
    if (method) return pkl_call_unbound(method, container, 1, item) ? py_bool(py_retval()) : -1;
    bool iterable = pkl_special(container, pkl_name(PKL_NAME(__iter__))) || pkl_special(container, pkl_name(PKL_NAME(__getitem__)));
    if (!iterable) return pkl_raise(tp_TypeError, "argument of type '%T' is not a container or iterable", container) ? 1 : -1;
    Search search = {item, false, false};
    if (pkl_iterate(container, search_item, &search)) return 0;
    return search.found ? 1 : -1;
}

/* ---- integers ------------------------------------------------------------------------------------------ */

bool pkl_is_int(py_Ref value) { return value->type == tp_int || value->type == tp_bool || pkl_type_of(value)->layout_type == tp_int; }

py_TValue pkl_plain_int(py_Ref value) {
    if (value->type == tp_bool) return (py_TValue){.type = tp_int, ._i64 = value->_bool};
    if (value->type == tp_int || value->type == tp_bigint) return *value;
    return PKL_SLOTS(value->_obj)[0];
}

bool pkl_index(py_Ref value, int64_t* out, bool clamp) {
    py_TValue plain = {0};
    if (pkl_is_int(value)) {
        plain = pkl_plain_int(value);
    } else {
        int done = pkl_call_special(value, pkl_name(PKL_NAME(__index__)), 0, NULL);
        if (done < 0) return false;
        if (!done) return pkl_raise(tp_TypeError, "'%T' object cannot be interpreted as an integer", value);
        if (!pkl_is_int(py_retval())) return pkl_raise(tp_TypeError, "__index__ returned non-int (type %T)", py_retval());
        plain = pkl_plain_int(py_retval());
    }
    if (plain.type == tp_int) *out = plain._i64;
    else if (clamp) *out = pkl_int_sign(&plain) < 0 ? INT64_MIN : INT64_MAX;
    else return pkl_raise(tp_OverflowError, "cannot fit '%T' into an index-sized integer", value);
    return true;
}
