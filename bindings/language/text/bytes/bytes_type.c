/*
 * bytes: construction; and the operators, items and iterators that bytearray shares with it.
 */
#include "../../machine/machine.h"
#include "../format/format.h"
#include "bytes.h"

#include <string.h>

/* bytes(source=b'', encoding=…, errors=…) */
static bool bytes_new(int argc, py_Ref argv) {
    (void)argc;
    py_Type type = py_totype(&argv[0]);
    bool plain = argv[1].type != tp_nil && argv[2].type == tp_nil && argv[3].type == tp_nil;
    if (plain && argv[1].type != tp_str) {
        int done = pkl_call_special(&argv[1], (py_Name)PKL_NAME(__bytes__), 0, NULL);
        if (done < 0) return false;
        py_TValue made = *py_retval();
        if (done > 0 && !py_isinstance(&made, tp_bytes)) return pkl_raise(tp_TypeError, "__bytes__ returned non-bytes (type %T)", &made);
        if (done > 0 && type == tp_bytes) return true;
        if (done > 0) argv[1] = made;
        if (argv[1].type == tp_bytes && type == tp_bytes) return pkl_return(&argv[1]);
    }
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (!pkl_put_source(&builder, argv, "bytes", "bytes")) return pkl_builder_end(&builder), false;
    if (type == tp_bytes) return pkl_builder_bytes(&builder, py_retval());
    py_TValue value;
    PyBytes* bytes = (PyBytes*)pkl_new_sized(&value, type, (size_t)builder.size + 1);
    bytes->size = (int32_t)builder.size;
    memcpy(bytes->data, builder.data, (size_t)builder.size);
    bytes->data[bytes->size] = 0;
    pkl_builder_end(&builder);
    return pkl_return(&value);
}

/* ---- items ------------------------------------------------------------------------------------------------------ */

static bool bytes_len(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(pkl_text(argv).size);
}

static bool get_slice(py_Ref self, py_Ref slice) {
    int64_t start, stop, step;
    if (!pkl_slice_unpack(slice, &start, &stop, &step)) return false;
    c11_sv text = pkl_text(self);
    int64_t count = pkl_slice_adjust(text.size, &start, stop, step);
    if (step == 1) return pkl_text_part(self, (c11_sv){text.data + start, (int)count});
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (int64_t i = 0; i < count; i++) pkl_put_char(&builder, text.data[start + i * step]);
    return pkl_text_end(self, &builder);
}

static bool bytes_getitem(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return get_slice(&argv[0], &argv[1]);
    bool array = py_isinstance(argv, tp_bytearray);
    if (!pkl_is_index(&argv[1])) return pkl_raise(tp_TypeError, "%s indices must be integers or slices, not %T", array ? "bytearray" : "byte", &argv[1]);
    int64_t at;
    if (!pkl_item_index(&argv[1], pkl_text(argv).size, &at)) return false;
    c11_sv text = pkl_text(argv);
    if (at < 0 || at >= text.size) return pkl_raise(tp_IndexError, array ? "bytearray index out of range" : "index out of range");
    return pkl_return_int((unsigned char)text.data[at]);
}

static bool bytes_contains(int argc, py_Ref argv) {
    (void)argc;
    c11_sv part;
    int64_t number;
    char byte;
    if (pkl_is_index(&argv[1]) && pkl_index(&argv[1], &number, true)) {
        if (number < 0 || number > 255) return pkl_raise(tp_ValueError, "byte must be in range(0, 256)");
        byte = (char)number;
        part = (c11_sv){&byte, 1};
    } else {
        py_clearexc(NULL);
        if (!pkl_bytes_like(&argv[1], &part)) return false;
    }
    return pkl_return_bool(pkl_find_sv(pkl_text(argv), part, false) >= 0);
}

/* ---- operators ----------------------------------------------------------------------------------------------------- */

static bool bytes_repr(int argc, py_Ref argv) {
    (void)argc;
    bool array = py_isinstance(argv, tp_bytearray);
    c11_sv text = pkl_text(argv);
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (array) {
        pkl_put_str(&builder, pkl_type_of(argv)->name);
        pkl_put_char(&builder, '(');
    }
    pkl_put_repr_bytes(&builder, (const unsigned char*)text.data, text.size);
    if (array) pkl_put_char(&builder, ')');
    return pkl_builder_str(&builder, py_retval());
}

static bool bytes_hash(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text = pkl_text(argv);
    return pkl_return_int((int64_t)pkl_hash_bytes(text.data, (size_t)text.size));
}

static bool cannot_join(py_Ref argv) { return pkl_raise(tp_TypeError, "can't concat %T to %T", &argv[1], &argv[0]); }

static bool bytes_add(int argc, py_Ref argv) {
    (void)argc;
    bool array = py_isinstance(argv, tp_bytearray);
    if (!pkl_is_bytes_like(&argv[1])) return cannot_join(argv);
    c11_sv a = pkl_text(argv), b;
    if (!pkl_bytes_like(&argv[1], &b)) return py_clearexc(NULL), cannot_join(argv);
    if (!array && b.size == 0 && argv[0].type == tp_bytes) return pkl_return(&argv[0]);
    if (!array && a.size == 0 && argv[1].type == tp_bytes) return pkl_return(&argv[1]);
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put(&builder, a.data, a.size);
    pkl_put(&builder, b.data, b.size);
    return pkl_text_end(&argv[0], &builder);
}

static bool bytes_mul(int argc, py_Ref argv) {
    (void)argc;
    int64_t count;
    if (!pkl_repeat_count(&argv[1], pkl_text(argv).size, &count)) return false;
    c11_sv text = pkl_text(argv);
    if (count == 1 && argv[0].type == tp_bytes) return pkl_return(&argv[0]);
    if (text.size > 0 && count > (INT32_MAX - 64) / text.size) return pkl_raise(tp_MemoryError, "");
    PklBuilder builder;
    pkl_builder_start(&builder);
    char* to = pkl_builder_room(&builder, count * text.size);
    if (to == NULL) return pkl_builder_end(&builder), false;
    if (text.size == 1) memset(to, text.data[0], (size_t)count);
    else
        for (int64_t i = 0; i < count; i++) memcpy(to + i * text.size, text.data, (size_t)text.size);
    builder.size = count * text.size;
    return pkl_text_end(&argv[0], &builder);
}

static bool compare(py_Ref argv, int op) {
    if (py_isinstance(argv, tp_bytes) ? !py_isinstance(&argv[1], tp_bytes) : !pkl_is_bytes_like(&argv[1])) return pkl_not_implemented();
    c11_sv a = pkl_text(argv), b;
    if (!pkl_bytes_like(&argv[1], &b)) {
        py_clearexc(NULL);
        return pkl_not_implemented();
    }
    int order = memcmp(a.data, b.data, (size_t)(a.size < b.size ? a.size : b.size));
    if (order == 0) order = (a.size > b.size) - (a.size < b.size);
    bool truth = op == PKL_COMPARE_LT   ? order < 0
                 : op == PKL_COMPARE_LE ? order <= 0
                 : op == PKL_COMPARE_GT ? order > 0
                 : op == PKL_COMPARE_GE ? order >= 0
                                        : (order == 0) == (op == PKL_COMPARE_EQ);
    return pkl_return_bool(truth);
}

static bool bytes_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LT); }
static bool bytes_le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LE); }
static bool bytes_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_EQ); }
static bool bytes_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_NE); }
static bool bytes_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GT); }
static bool bytes_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GE); }

/* ---- iteration -------------------------------------------------------------------------------------------------------- */

static bool bytes_iter(int argc, py_Ref argv) {
    (void)argc;
    py_TValue value;
    py_Type type = py_isinstance(argv, tp_bytearray) ? tp_bytearray_iterator : tp_bytes_iterator;
    ((PySequenceIterator*)pkl_new(&value, type))->sequence = *argv;
    return pkl_return(&value);
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    if (iterator->sequence.type == tp_nil) return pkl_raise_stop_iteration(NULL);
    c11_sv text = pkl_text(&iterator->sequence);
    if (iterator->index >= text.size) {
        iterator->sequence.type = tp_nil;
        return pkl_raise_stop_iteration(NULL);
    }
    return pkl_return_int((unsigned char)text.data[iterator->index++]);
}

static bool iterator_hint(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    int64_t left = iterator->sequence.type != tp_nil ? pkl_text(&iterator->sequence).size - iterator->index : 0;
    return pkl_return_int(left > 0 ? left : 0);
}

static bool iterator_self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

#define BINARY(name) {"__" #name "__", bytes_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", bytes_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

/* The first two are of bytes alone: the table of bytearray begins behind them. */
const PklMethod pkl_bytes_operators[] = {
    {"__new__", bytes_new, "($type, source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)", PKL_CLINIC, PKL_NEW, 0, 3},
    UNARY(hash),
    UNARY(repr), {"__str__", bytes_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, UNARY(len), UNARY(iter), BINARY(add), BINARY(mul),
    {"__rmul__", bytes_mul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge),
    {"__contains__", bytes_contains, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__getitem__", bytes_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {0},
};

static const PklMethod iterator_methods[] = {
    {"__iter__", iterator_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", iterator_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", iterator_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

void pkl_start_bytes(void) {
    static const PklTypeSpec types[] = {
        {.id = tp_bytes, .base = tp_object, .name = "bytes", .methods = pkl_bytes_operators},
        {.id = tp_bytearray, .base = tp_object, .name = "bytearray", .methods = pkl_bytes_operators + 2},
        {.id = tp_bytes_iterator, .base = tp_object, .name = "bytes_iterator", .hidden = true, .methods = iterator_methods},
        {.id = tp_bytearray_iterator, .base = tp_object, .name = "bytearray_iterator", .hidden = true, .methods = iterator_methods},
        {0},
    };
    pkl_register_types(types);
    pkl_register_methods(tp_bytes, pkl_bytes_methods);
    pkl_register_methods(tp_bytearray, pkl_bytes_methods + 2);
    pkl_register_methods(tp_bytearray, pkl_bytearray_methods);
    pkl_register_methods(tp_bytes, pkl_percent_methods);
    pkl_register_methods(tp_bytearray, pkl_percent_methods);
    pkl_start_memoryview();
}
