/*
 * str: the table of its methods, translate and maketrans.
 */
#include "../machine/machine.h"
#include "codecs/codecs.h"
#include "format/format.h"
#include "str_methods.h"

#include <string.h>

/* ---- translate ---------------------------------------------------------------------------------------------------- */

static bool put_number(PklBuilder* builder, py_Ref value) {
    int64_t code;
    if (!pkl_index(value, &code, true)) return false;
    if (code < 0 || code > 0x10FFFF) return pkl_raise(tp_ValueError, "character mapping must be in range(0x110000)");
    pkl_put_code(builder, (uint32_t)code);
    return true;
}

/* What the table has for a code point, which stays as it is where that is a LookupError. */
static bool put_translated(PklBuilder* builder, py_Ref table, uint32_t code) {
    py_TValue key;
    py_newint(&key, code);
    if (!py_getitem(table, &key)) {
        if (!pkl_exc_matches(tp_LookupError)) return false;
        py_clearexc(NULL);
        pkl_put_code(builder, code);
        return true;
    }
    py_TValue value = *py_retval();
    if (py_isnone(&value)) return true;
    if (pkl_is_int(&value)) return put_number(builder, &value);
    if (!pkl_is_str(&value)) return pkl_raise(tp_TypeError, "character mapping must return integer, None or str");
    pkl_put_str(builder, pkl_str(&value));
    return true;
}

static bool str_translate(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text = pkl_text(argv);
    PklBuilder builder;
    pkl_builder_start(&builder);
    bool ok = true;
    for (const char *at = text.data, *end = at + text.size; ok && at < end;) ok = put_translated(&builder, &argv[1], pkl_utf8_next(&at)) && !builder.failed;
    if (ok) return pkl_builder_str(&builder, py_retval());
    pkl_builder_end(&builder);
    return false;
}

/* ---- maketrans -------------------------------------------------------------------------------------------------------- */

static bool table_of_dict(PyDict* table, py_Ref given) {
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(PKL_OBJECT(given, PyDict), &place)) != NULL;) {
        py_TValue key = entry->key, value = entry->value;
        if (pkl_is_str(&key)) {
            PyStr* text = pkl_str(&key);
            if (pkl_str_length(text) != 1) return pkl_raise(tp_ValueError, "string keys in translate table must be of length 1");
            const char* at = text->data;
            py_newint(&key, pkl_utf8_next(&at));
        } else if (!pkl_is_int(&key)) return pkl_raise(tp_TypeError, "keys in translate table must be strings or integers");
        if (!pkl_dict_set(table, &key, &value)) return false;
    }
    return true;
}

/* Each code point of `from` to that of `to`; to None where there is no `to`. */
static bool table_of_texts(PyDict* table, PyStr* from, PyStr* to) {
    const char *a = from->data, *end = a + from->size, *b = to != NULL ? to->data : NULL;
    while (a < end) {
        py_TValue key, value;
        py_newint(&key, pkl_utf8_next(&a));
        if (b == NULL) py_newnone(&value);
        else py_newint(&value, pkl_utf8_next(&b));
        if (!pkl_dict_set(table, &key, &value)) return false;
    }
    return true;
}

/* str.maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /) */
static bool str_maketrans(int argc, py_Ref argv) {
    (void)argc;
    py_Ref x = &argv[0], y = &argv[1], z = &argv[2];
    if (y->type != tp_nil && !pkl_is_str(y)) return pkl_raise(tp_TypeError, "maketrans() argument 2 must be str, not %s", pkl_argument_type(y));
    if (z->type != tp_nil && !pkl_is_str(z)) return pkl_raise(tp_TypeError, "maketrans() argument 3 must be str, not %s", pkl_argument_type(z));
    py_TValue* made = py_pushtmp();
    PyDict* table = pkl_new_dict(made);
    bool ok;
    if (y->type == tp_nil) {
        if (x->type != tp_dict) return pkl_raise(tp_TypeError, "if you give only one argument to maketrans it must be a dict");
        ok = table_of_dict(table, x);
    } else {
        if (!pkl_is_str(x)) return pkl_raise(tp_TypeError, "first maketrans argument must be a string if there is a second argument");
        if (pkl_str_length(pkl_str(x)) != pkl_str_length(pkl_str(y))) return pkl_raise(tp_ValueError, "the first two maketrans arguments must have equal length");
        ok = table_of_texts(table, pkl_str(x), pkl_str(y)) && (z->type == tp_nil || table_of_texts(table, pkl_str(z), NULL));
    }
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* As CPython's on machines of 64 bits. */
static bool str_sizeof(int argc, py_Ref argv) {
    (void)argc;
    PyStr* text = pkl_str(argv);
    int64_t length = pkl_str_length(text), size = text->ascii == 1 ? 41 + length : 56 + (length + 1) * text->kind;
    return pkl_return_int(size);
}

#define SEARCH(name, what) {#name, pkl_text_##name, "($self, " what "[, start[, end]], /)", PKL_RANGE, PKL_METHOD, 1, 3}
#define TEXT(name, signature, convention, min, max) {#name, pkl_text_##name, signature, convention, PKL_METHOD, min, max}

static const PklMethod methods[] = {
    SEARCH(find, "sub"), SEARCH(rfind, "sub"), SEARCH(index, "sub"), SEARCH(rindex, "sub"), SEARCH(count, "sub"),
    SEARCH(startswith, "prefix"), SEARCH(endswith, "suffix"),
    TEXT(replace, "($self, old, new, /, count=-1)", PKL_CLINIC, 2, 3),
    TEXT(removeprefix, "($self, prefix, /)", PKL_O, 1, 1),
    TEXT(removesuffix, "($self, suffix, /)", PKL_O, 1, 1),
    TEXT(partition, "($self, sep, /)", PKL_O, 1, 1),
    TEXT(rpartition, "($self, sep, /)", PKL_O, 1, 1),
    TEXT(split, "($self, /, sep=None, maxsplit=-1)", PKL_CLINIC, 0, 2),
    TEXT(rsplit, "($self, /, sep=None, maxsplit=-1)", PKL_CLINIC, 0, 2),
    TEXT(splitlines, "($self, /, keepends=False)", PKL_CLINIC, 0, 1),
    TEXT(strip, "($self, chars=None, /)", PKL_RANGE, 0, 1),
    TEXT(lstrip, "($self, chars=None, /)", PKL_RANGE, 0, 1),
    TEXT(rstrip, "($self, chars=None, /)", PKL_RANGE, 0, 1),
    TEXT(join, "($self, iterable, /)", PKL_O, 1, 1),
    TEXT(center, "($self, width, fillchar=' ', /)", PKL_RANGE, 1, 2),
    TEXT(ljust, "($self, width, fillchar=' ', /)", PKL_RANGE, 1, 2),
    TEXT(rjust, "($self, width, fillchar=' ', /)", PKL_RANGE, 1, 2),
    TEXT(zfill, "($self, width, /)", PKL_O, 1, 1),
    TEXT(expandtabs, "($self, /, tabsize=8)", PKL_CLINIC, 0, 1),
    TEXT(isascii, "($self, /)", PKL_NOARGS, 0, 0),
    {"translate", str_translate, "($self, table, /)", PKL_O, PKL_METHOD, 1, 1},
    {"maketrans", str_maketrans, "(x, y=<unrepresentable>, z=<unrepresentable>, /)", PKL_RANGE, PKL_STATIC, 1, 3},
    {"__sizeof__", str_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

void pkl_start_str(void) {
    pkl_register_methods(tp_str, methods);
    pkl_register_methods(tp_str, pkl_str_case_methods);
    pkl_register_methods(tp_str, pkl_encode_methods);
    pkl_register_methods(tp_str, pkl_str_format_methods);
    pkl_register_methods(tp_str, pkl_percent_methods);
}
