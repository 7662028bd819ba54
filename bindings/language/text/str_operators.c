/*
 * str: construction, operators, items, iteration.
 */
#include "../machine/machine.h"
#include "../numbers/number_format.h"
#include "str.h"

#include <string.h>

/* ---- making one -------------------------------------------------------------------------------------------- */

/* An instance of `type` with the text's content: the text itself where the type is exactly str. */
static bool instance(py_Type type, py_TValue text) {
    if (type == tp_str) return pkl_return(&text);
    PyStr* source = pkl_str(&text);
    py_push(&text);
    PyStr* own = (PyStr*)pkl_new_sized(py_retval(), type, (size_t)source->size + 1);
    own->size = source->size;
    memcpy(own->data, source->data, (size_t)source->size + 1);
    pkl_str_measure(own);
    py_pop();
    return true;
}

/* str(object='', encoding=…, errors=…) */
static bool str_new(int argc, py_Ref argv) {
    (void)argc;
    py_Type type = py_totype(&argv[0]);
    for (int i = 2; i < 4; i++)
        if (argv[i].type != tp_nil && !pkl_is_str(&argv[i])) return pkl_raise(tp_TypeError, "str() argument '%s' must be str, not %T", i == 2 ? "encoding" : "errors", &argv[i]);
    if (argv[1].type == tp_nil && argv[2].type == tp_nil && argv[3].type == tp_nil) py_newstr(py_retval(), "");
    else if (argv[2].type == tp_nil && argv[3].type == tp_nil) {
        if (!py_str(&argv[1])) return false;
    } else {
        if (argv[1].type == tp_nil) py_newstr(py_retval(), "");
        else if (py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "decoding str is not supported");
        else if (!pkl_text_decode(&argv[1], &argv[2], &argv[3], py_retval())) return false;
    }
    py_TValue text = *py_retval();
    return instance(type, text);
}

/* The plain str of an instance of a subclass. */
static bool str_str(int argc, py_Ref argv) {
    (void)argc;
    if (argv[0].type == tp_str) *py_retval() = argv[0];
    else py_newstrv(py_retval(), pkl_sv(pkl_str(argv)));
    return true;
}

static bool str_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_repr_str(&builder, pkl_str(argv));
    return pkl_builder_str(&builder, py_retval());
}

static bool str_getnewargs(int argc, py_Ref argv) {
    (void)argc;
    py_TValue text;
    py_newstrv(&text, pkl_sv(pkl_str(argv)));
    PKL_SLOTS(pkl_new_slots(py_retval(), tp_tuple, 1))[0] = text;
    return true;
}

/* ---- items ---------------------------------------------------------------------------------------------------- */

static bool str_len(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(pkl_str_length(pkl_str(argv)));
}

static bool get_slice(py_Ref self, py_Ref slice) {
    PyStr* text = pkl_str(self);
    int64_t length = pkl_str_length(text), start, step, count = pkl_slice_indices(slice, length, &start, &step);
    if (count < 0) return false;
    if (step == 1) {
        if (count == length && self->type == tp_str) return pkl_return(self);
        pkl_str_part(text, (int32_t)start, (int32_t)(start + count), py_retval());
        return true;
    }
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (int64_t i = 0; i < count; i++) {
        const char* place = text->data + pkl_str_offset(text, (int32_t)(start + i * step));
        const char* end = place;
        pkl_utf8_next(&end);
        pkl_put(&builder, place, end - place);
    }
    return pkl_builder_str(&builder, py_retval());
}

static bool str_getitem(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type == tp_slice) return get_slice(&argv[0], &argv[1]);
    if (!pkl_is_int(&argv[1]) && pkl_special(&argv[1], (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "string indices must be integers, not '%T'", &argv[1]);
    PyStr* text = pkl_str(argv);
    int64_t at, length = pkl_str_length(text);
    if (!pkl_item_index(&argv[1], length, &at)) return false;
    if (at < 0 || at >= length) return pkl_raise(tp_IndexError, "string index out of range");
    pkl_str_part(text, (int32_t)at, (int32_t)at + 1, py_retval());
    return true;
}

static bool str_contains(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "'in <string>' requires string as left operand, not %T", &argv[1]);
    PyStr *text = pkl_str(&argv[0]), *part = pkl_str(&argv[1]);
    return pkl_return_bool(pkl_find_bytes(text->data, 0, text->size, part->data, part->size, false) >= 0);
}

/* ---- operators --------------------------------------------------------------------------------------------------- */

bool pkl_str_add(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "can only concatenate str (not \"%T\") to str", &argv[1]);
    PyStr *a = pkl_str(&argv[0]), *b = pkl_str(&argv[1]);
    if (a->size == 0 && argv[1].type == tp_str) return pkl_return(&argv[1]);
    if (b->size == 0 && argv[0].type == tp_str) return pkl_return(&argv[0]);
    int64_t size = (int64_t)a->size + b->size;
    if (size > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)size)) return false;
    py_TValue value;
    PyStr* sum = pkl_new_str(&value, (int)size);
    memcpy(sum->data, a->data, (size_t)a->size);
    memcpy(sum->data + a->size, b->data, (size_t)b->size);
    if (a->ascii == 1 && b->ascii == 1) pkl_str_set_ascii(sum);
    else pkl_str_measure(sum);
    return pkl_return(&value);
}

static bool str_mul(int argc, py_Ref argv) {
    (void)argc;
    int64_t count;
    if (!pkl_repeat_count(&argv[1], pkl_str(argv)->size, &count)) return false;
    PyStr* text = pkl_str(argv);
    if (count == 1 && argv[0].type == tp_str) return pkl_return(&argv[0]);
    if (text->size > 0 && count > (INT32_MAX - 64) / text->size) return pkl_raise(tp_MemoryError, "");
    if (!pkl_reserve((uint64_t)text->size * (uint64_t)count)) return false;
    py_TValue value;
    PyStr* product = pkl_new_str(&value, (int)(text->size * count));
    if (text->size == 1) memset(product->data, text->data[0], (size_t)count);
    else
        for (int64_t i = 0; i < count; i++) memcpy(product->data + i * text->size, text->data, (size_t)text->size);
    pkl_str_measure(product);
    return pkl_return(&value);
}

static bool compare(py_Ref argv, int op) {
    if (!pkl_is_str(&argv[1])) return pkl_not_implemented();
    PyStr *a = pkl_str(&argv[0]), *b = pkl_str(&argv[1]);
    bool truth;
    if (op == PKL_COMPARE_EQ || op == PKL_COMPARE_NE) truth = pkl_str_equal(a, b) == (op == PKL_COMPARE_EQ);
    else {
        int order = pkl_str_compare(a, b);
        truth = op == PKL_COMPARE_LT ? order < 0 : op == PKL_COMPARE_LE ? order <= 0 : op == PKL_COMPARE_GT ? order > 0 : order >= 0;
    }
    return pkl_return_bool(truth);
}

static bool str_lt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LT); }
static bool str_le(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_LE); }
static bool str_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_EQ); }
static bool str_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_NE); }
static bool str_gt(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GT); }
static bool str_ge(int argc, py_Ref argv) { return (void)argc, compare(argv, PKL_COMPARE_GE); }

static bool str_hash(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(pkl_str_hash(pkl_str(argv)));
}

/* ---- format --------------------------------------------------------------------------------------------------------- */

bool pkl_pad_text(py_Ref value, const PklFormatSpec* spec, py_OutRef out) {
    PyStr* text = pkl_str(value);
    int64_t length = pkl_str_length(text);
    int32_t size = text->size;
    if (spec->precision >= 0 && spec->precision < length) {
        length = spec->precision;
        size = pkl_str_offset(text, (int32_t)length);
    }
    int64_t padding = spec->width > length ? spec->width - length : 0, before = 0;
    if (padding == 0 && size == text->size) return *out = *value, true; /* of a subclass too */
    if (spec->align == '>') before = padding;
    else if (spec->align == '^') before = padding / 2;
    if (padding * spec->fill_size + size > INT32_MAX - 64) return pkl_raise(tp_MemoryError, "");
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (int64_t i = 0; i < before; i++) pkl_put(&builder, spec->fill, spec->fill_size);
    pkl_put(&builder, text->data, size);
    for (int64_t i = before; i < padding; i++) pkl_put(&builder, spec->fill, spec->fill_size);
    return pkl_builder_str(&builder, out);
}

bool pkl_format_str(py_Ref text, c11_sv given, py_OutRef out) {
    PklFormatSpec spec;
    if (!pkl_format_parse(given, text, &spec)) return false;
    if (spec.type != 0 && spec.type != 's') return pkl_format_unknown(&spec, text);
    if (spec.sign != 0) return pkl_raise(tp_ValueError, spec.sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier");
    if (spec.no_negative_zero) return pkl_raise(tp_ValueError, "Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate) return pkl_raise(tp_ValueError, "Alternate form (#) not allowed in string format specifier");
    if (spec.grouping != 0) return pkl_raise(tp_ValueError, "Cannot specify '%c' with 's'.", spec.grouping);
    if (spec.align == '=') {
        if (!spec.zero) return pkl_raise(tp_ValueError, "'=' alignment not allowed in string format specifier");
        spec.align = '<';
    }
    return pkl_pad_text(text, &spec, out);
}

static bool str_format(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "__format__() argument must be str, not %s", py_isnone(&argv[1]) ? "None" : py_tpname(py_typeof(&argv[1])));
    c11_sv spec = py_tosv(&argv[1]);
    return spec.size == 0 ? str_str(1, argv) : pkl_format_str(&argv[0], spec, py_retval());
}

/* ---- iteration -------------------------------------------------------------------------------------------------------- */

static bool str_iter(int argc, py_Ref argv) {
    (void)argc;
    py_TValue value;
    PySequenceIterator* iterator = (PySequenceIterator*)pkl_new(&value, tp_str_iterator);
    iterator->sequence = *argv;
    return pkl_return(&value);
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    if (iterator->sequence.type == tp_nil) return pkl_raise_stop_iteration(NULL);
    PyStr* text = pkl_str(&iterator->sequence);
    if (iterator->index >= text->size) {
        iterator->sequence.type = tp_nil;
        return pkl_raise_stop_iteration(NULL);
    }
    const char *at = text->data + iterator->index, *end = at;
    pkl_utf8_next(&end);
    iterator->index += end - at;
    pkl_str_character(at, py_retval());
    return true;
}

static bool iterator_hint(int argc, py_Ref argv) {
    (void)argc;
    PySequenceIterator* iterator = PKL_OBJECT(argv, PySequenceIterator);
    PyStr* text = iterator->sequence.type != tp_nil ? pkl_str(&iterator->sequence) : NULL;
    return pkl_return_int(text != NULL ? pkl_utf8_length(text->data + iterator->index, text->size - (int)iterator->index) : 0);
}

static bool self(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return(&argv[0]);
}

#define BINARY(name) {"__" #name "__", str_##name, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}
#define UNARY(name) {"__" #name "__", str_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}

const PklMethod pkl_str_operators[] = {
    {"__new__", str_new, "($type, object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)", PKL_CLINIC, PKL_NEW, 0, 3},
    UNARY(str), UNARY(repr), UNARY(len), UNARY(hash), UNARY(iter), {"__add__", pkl_str_add, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1}, BINARY(mul),
    {"__rmul__", str_mul, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    BINARY(lt), BINARY(le), BINARY(eq), BINARY(ne), BINARY(gt), BINARY(ge),
    {"__contains__", str_contains, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__getitem__", str_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__format__", str_format, "($self, format_spec, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__getnewargs__", str_getnewargs, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklMethod iterator_methods[] = {
    {"__iter__", self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", iterator_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", iterator_hint, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklLayout iterator_layout = {.bytes = sizeof(PySequenceIterator), .head_slots = 1};

void pkl_start_text(PklVM* vm) {
    (void)vm;
    pkl_str_characters_start();
    static const PklTypeSpec types[] = {
        {.id = tp_str, .base = tp_object, .name = "str", .methods = pkl_str_operators},
        {.id = tp_str_iterator, .base = tp_object, .name = "str_ascii_iterator", .layout = &iterator_layout, .flags = PKL_TYPE_FINAL, .hidden = true,
         .methods = iterator_methods},
        {0},
    };
    pkl_register_types(types);
    pkl_start_str();
    pkl_start_bytes();
}
