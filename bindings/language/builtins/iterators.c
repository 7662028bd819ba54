/*
 * enumerate, zip, map, filter, reversed and the iterators of iter(): types whose instances are iterators.
 */
#include "../numbers/int_type.h"
#include "builtins.h"

static bool self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

static bool stop(void) { return pkl_raise_stop_iteration(NULL); }

/* py_next as a method's outcome: true with a value, false with StopIteration or another exception. */
static bool next_or_stop(py_Ref iterator) {
    int status = py_next(iterator);
    return status == 1 || (status == 0 && stop());
}

/* A new slot object of a class, and the iterator of an iterable in its first slot. */
static bool with_iterator(py_Ref class, py_Ref iterable) {
    py_TValue* made = py_pushtmp();
    pkl_new(made, py_totype(class));
    bool ok = py_iter(iterable);
    if (ok) PKL_SLOTS(made->_obj)[0] = *py_retval();
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* ---- enumerate(iterable, start=0) -------------------------------------------------------------------- */

static bool enumerate_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* start = py_pushtmp();
    py_newint(start, 0);
    bool ok = (argv[2].type == tp_nil || pkl_to_int(&argv[2], start)) && with_iterator(&argv[0], &argv[1]);
    if (ok) PKL_SLOTS(py_retval()->_obj)[1] = *start;
    py_pop();
    return ok;
}

static bool enumerate_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), one;
    if (!next_or_stop(&slots[0])) return false;
    py_TValue pair;
    PyObject* tuple = pkl_new_slots(&pair, tp_tuple, 2);
    PKL_SLOTS(tuple)[0] = slots[1];
    PKL_SLOTS(tuple)[1] = *py_retval();
    py_newint(&one, 1);
    *py_retval() = pair;
    return pkl_int_add(&slots[1], &one, &slots[1]);
}

/* ---- zip(*iterables, strict=False), map(f, *iterables, strict=False): [iterators, function or strict] ---- */

static bool iterators_of(py_Ref iterables, int from, const char* name, py_OutRef out) {
    int count = pkl_tuple_length(iterables) - from;
    py_TValue* made = py_pushtmp();
    *made = pkl_vm->empty_tuple;
    if (count > 0) pkl_new_slots(made, tp_tuple, count);
    bool ok = true;
    for (int i = 0; ok && i < count; i++) {
        ok = py_iter(&pkl_tuple_items(iterables)[from + i]);
        if (ok) pkl_tuple_items(made)[i] = *py_retval();
    }
    (void)name;
    *out = *made;
    py_pop();
    return ok;
}

enum { MANY_ITERATORS, MANY_FUNCTION, MANY_STRICT, MANY_SLOTS };

static bool many_new(py_Ref argv, int from, const char* name) {
    int strict = argv[2].type == tp_nil ? 0 : py_bool(&argv[2]);
    if (strict < 0) return false;
    py_TValue *made = py_pushtmp(), *iterators = py_pushtmp();
    pkl_new(made, py_totype(&argv[0]));
    bool ok = iterators_of(&argv[1], from, name, iterators);
    if (ok) {
        py_TValue* slots = PKL_SLOTS(made->_obj);
        slots[MANY_ITERATORS] = *iterators;
        slots[MANY_FUNCTION] = from == 1 ? pkl_tuple_items(&argv[1])[0] : pkl_vm->None_;
        py_newbool(&slots[MANY_STRICT], strict);
        *py_retval() = *made;
    }
    py_shrink(2);
    return ok;
}

static bool zip_new(int argc, py_Ref argv) { return (void)argc, many_new(argv, 0, "zip"); }

static bool map_new(int argc, py_Ref argv) {
    (void)argc;
    if (pkl_tuple_length(&argv[1]) < 2) return pkl_raise(tp_TypeError, "map() must have at least two arguments.");
    return many_new(argv, 1, "map");
}

static bool uneven(const char* name, int at, bool longer) {
    if (at == 1) return pkl_raise(tp_ValueError, "%s() argument 2 is %s than argument 1", name, longer ? "longer" : "shorter");
    return pkl_raise(tp_ValueError, "%s() argument %d is %s than arguments 1-%d", name, at + 1, longer ? "longer" : "shorter", at);
}

/* The first has ended: with strict, all others must have. */
static bool all_ended(py_Ref iterators, const char* name) {
    for (int i = 1; i < pkl_tuple_length(iterators); i++) {
        int status = py_next(&pkl_tuple_items(iterators)[i]);
        if (status < 0) return false;
        if (status == 1) return uneven(name, i, true);
    }
    return stop();
}

/* One of each into `out`, which is rooted. */
static bool take_all(py_TValue* slots, py_TValue* out, const char* name) {
    py_TValue* iterators = &slots[MANY_ITERATORS];
    int count = pkl_tuple_length(iterators);
    for (int i = 0; i < count; i++) {
        int status = py_next(&pkl_tuple_items(iterators)[i]);
        if (status < 0) return false;
        if (status == 0 && slots[MANY_STRICT]._bool) return i == 0 ? all_ended(iterators, name) : uneven(name, i, false);
        if (status == 0) return stop();
        out[i] = *py_retval();
    }
    return count > 0 || stop();
}

static bool zip_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *tuple = py_pushtmp();
    int count = pkl_tuple_length(&slots[MANY_ITERATORS]);
    *tuple = pkl_vm->empty_tuple;
    if (count > 0) pkl_new_slots(tuple, tp_tuple, count);
    bool ok = take_all(slots, pkl_tuple_items(tuple), "zip");
    *py_retval() = *tuple;
    py_pop();
    return ok;
}

static bool map_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *args = pkl_vm->native_sp;
    int count = pkl_tuple_length(&slots[MANY_ITERATORS]);
    if (pkl_vm->native_end - args < count + 16) return pkl_raise(tp_MemoryError, "");
    for (int i = 0; i < count; i++) py_pushnil();
    bool ok = take_all(slots, args, "map") && py_call(&slots[MANY_FUNCTION], count, args);
    pkl_vm->native_sp = args;
    return ok;
}

/* ---- filter(function or None, iterable) ------------------------------------------------------------------- */

static bool filter_new(int argc, py_Ref argv) {
    (void)argc;
    if (!with_iterator(&argv[0], &argv[2])) return false;
    PKL_SLOTS(py_retval()->_obj)[1] = argv[1];
    return true;
}

static bool filter_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *item = py_pushtmp();
    bool plain = slots[1].type == tp_NoneType, ok;
    int truth = 0;
    while ((ok = next_or_stop(&slots[0]))) {
        *item = *py_retval();
        py_TValue answer = *item;
        if (!plain) {
            if (!(ok = py_call(&slots[1], 1, item))) break;
            answer = *py_retval();
        }
        truth = py_bool(&answer);
        ok = truth >= 0 && pkl_tick(1);
        if (!ok || truth == 1) break;
    }
    *py_retval() = *item;
    py_pop();
    return ok;
}

/* ---- reversed(sequence): [sequence], an index behind ------------------------------------------------------- */

static bool reversed_new(int argc, py_Ref argv) {
    (void)argc;
    py_Ref method = pkl_special(&argv[1], (py_Name)PKL_NAME(__reversed__));
    if (method != NULL && method->type == tp_NoneType) return pkl_raise(tp_TypeError, "'%T' object is not reversible", &argv[1]);
    if (method != NULL) return pkl_call_special(&argv[1], (py_Name)PKL_NAME(__reversed__), 0, NULL) > 0;
    if (pkl_special(&argv[1], (py_Name)PKL_NAME(__getitem__)) == NULL || pkl_special(&argv[1], (py_Name)PKL_NAME(__len__)) == NULL)
        return pkl_raise(tp_TypeError, "'%T' object is not reversible", &argv[1]);
    if (!py_len(&argv[1])) return false;
    py_TValue length = *py_retval(), value;
    py_TValue* slots = PKL_SLOTS(pkl_new(&value, py_totype(&argv[0])));
    slots[0] = argv[1];
    py_newint(&slots[1], length._i64 - 1);
    return pkl_return(&value);
}

/* The item at an index, where IndexError and StopIteration end the iteration. */
static bool item_or_stop(py_TValue* slots) {
    py_TValue index = slots[1];
    if (py_getitem(&slots[0], &index)) return true;
    if (!pkl_exc_matches(tp_IndexError) && !pkl_exc_matches(tp_StopIteration)) return false;
    pkl_vm->raised.type = tp_nil;
    slots[0].type = tp_nil;
    return stop();
}

static bool reversed_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[0].type == tp_nil) return stop();
    if (slots[1]._i64 < 0) {
        slots[0].type = tp_nil;
        return stop();
    }
    if (!item_or_stop(slots)) return false;
    slots[1]._i64--;
    return true;
}

static bool reversed_hint(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[0].type == tp_nil) return pkl_return_int(0);
    if (!py_len(&slots[0])) return false;
    int64_t length = py_retval()->_i64, left = slots[1]._i64 + 1;
    return pkl_return_int(left > length ? 0 : left);
}

/* ---- iteration by __getitem__, and iter(callable, sentinel) ---------------------------------------------------- */

static bool sequence_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[0].type == tp_nil) return stop();
    if (!item_or_stop(slots)) return false;
    slots[1]._i64++;
    return true;
}

static bool sequence_hint(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[0].type == tp_nil) return pkl_return_int(0);
    if (pkl_special(&slots[0], (py_Name)PKL_NAME(__len__)) == NULL) return pkl_not_implemented();
    if (!py_len(&slots[0])) return false;
    int64_t left = py_retval()->_i64 - slots[1]._i64;
    return pkl_return_int(left < 0 ? 0 : left);
}

static bool callable_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    if (slots[0].type == tp_nil) return stop();
    if (!py_call(&slots[0], 0, NULL)) {
        if (pkl_exc_matches(tp_StopIteration)) slots[0].type = tp_nil;
        return false;
    }
    py_TValue* value = py_pushtmp();
    *value = *py_retval();
    int same = slots[0].type == tp_nil ? 1 : pkl_same(&slots[1], value);
    *py_retval() = *value;
    py_pop();
    if (same == 1) {
        slots[0].type = slots[1].type = tp_nil;
        return stop();
    }
    return same == 0;
}

/* ---- iterators of lists and tuples ------------------------------------------------------------------------------- */

static bool list_next(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    if (iterator->sequence.type == tp_nil) return stop();
    PyList* list = PKL_OBJECT(&iterator->sequence, PyList);
    bool reversed = argv->type == tp_list_reverse_iterator;
    if (iterator->index < 0 || iterator->index >= list->length) {
        iterator->sequence.type = tp_nil;
        return stop();
    }
    *py_retval() = list->items[iterator->index];
    iterator->index += reversed ? -1 : 1;
    return true;
}

static bool tuple_next(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    if (iterator->sequence.type == tp_nil) return stop();
    if (iterator->index >= pkl_tuple_length(&iterator->sequence)) {
        iterator->sequence.type = tp_nil;
        return stop();
    }
    return pkl_return(&pkl_tuple_items(&iterator->sequence)[iterator->index++]);
}

static bool items_hint(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    int64_t left = 0;
    if (iterator->sequence.type != tp_nil) {
        int64_t length = iterator->sequence._obj->type == tp_tuple || py_isinstance(&iterator->sequence, tp_tuple) ? pkl_tuple_length(&iterator->sequence)
                                                                                                             : PKL_OBJECT(&iterator->sequence, PyList)->length;
        left = argv->type == tp_list_reverse_iterator ? iterator->index + 1 : length - iterator->index;
        if (left < 0 || (argv->type == tp_list_reverse_iterator && left > length)) left = 0;
    }
    return pkl_return_int(left);
}

#define ITERATOR(next) {"__iter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, {"__next__", next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define HINT(function) {"__length_hint__", function, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}
#define TABLE(name, ...) static const PklMethod name[] = {__VA_ARGS__, {0}}

TABLE(enumerate_table, ITERATOR(enumerate_next), {"__new__", enumerate_new, "($type, iterable, start=0)", PKL_CLINIC, PKL_NEW, 1, 2},
      {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1});
TABLE(zip_table, ITERATOR(zip_next), {"__new__", zip_new, "($type, /, *iterables, strict=False)", PKL_CLINIC, PKL_NEW, 0, 0});
TABLE(map_table, ITERATOR(map_next), {"__new__", map_new, "($type, /, *args, strict=False)", PKL_CLINIC, PKL_NEW, 0, 0});
TABLE(filter_table, ITERATOR(filter_next), {"__new__", filter_new, "($type, function, iterable, /)", PKL_RANGE, PKL_NEW, 2, 2});
TABLE(reversed_table, ITERATOR(reversed_next), HINT(reversed_hint), {"__new__", reversed_new, "($type, object, /)", PKL_RANGE, PKL_NEW, 1, 1});
TABLE(sequence_table, ITERATOR(sequence_next), HINT(sequence_hint));
TABLE(callable_table, ITERATOR(callable_next));
TABLE(list_table, ITERATOR(list_next), HINT(items_hint));
TABLE(tuple_table, ITERATOR(tuple_next), HINT(items_hint));

static const PklLayout items_layout = {.bytes = sizeof(PySequenceIterator), .head_slots = 1};

const PklTypeSpec pkl_builtin_iterators[] = {
    {.id = tp_enumerate, .base = tp_object, .name = "enumerate", .slots = 2, .methods = enumerate_table},
    {.id = tp_zip, .base = tp_object, .name = "zip", .slots = MANY_SLOTS, .methods = zip_table},
    {.id = tp_map, .base = tp_object, .name = "map", .slots = MANY_SLOTS, .methods = map_table},
    {.id = tp_filter, .base = tp_object, .name = "filter", .slots = 2, .methods = filter_table},
    {.id = tp_reversed, .base = tp_object, .name = "reversed", .slots = 2, .methods = reversed_table},
    {.id = tp_sequence_iterator, .base = tp_object, .name = "iterator", .slots = 2, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = sequence_table},
    {.id = tp_callable_iterator, .base = tp_object, .name = "callable_iterator", .slots = 2, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = callable_table},
    {.id = tp_list_iterator, .base = tp_object, .name = "list_iterator", .layout = &items_layout, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = list_table},
    {.id = tp_list_reverse_iterator, .base = tp_object, .name = "list_reverseiterator", .layout = &items_layout, .flags = PKL_TYPE_FINAL, .hidden = true,
     .methods = list_table},
    {.id = tp_tuple_iterator, .base = tp_object, .name = "tuple_iterator", .layout = &items_layout, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = tuple_table},
    {0},
};
