/*
 * Taking apart and joining: split, splitlines, strip, join; of str, bytes and bytearray alike.
 */
#include "../machine/machine.h"
#include "bytes/bytes.h"
#include "unicode.h"

#include <string.h>

/* ---- characters: of a str code points, else bytes ------------------------------------------------------------- */

static uint32_t next_char(bool str, const char** at) {
    if (str) return pkl_utf8_next(at);
    return (unsigned char)*(*at)++;
}

static const char* previous_char(bool str, const char* at) {
    do at--;
    while (str && ((unsigned char)*at & 0xC0) == 0x80);
    return at;
}

static bool is_space(bool str, uint32_t code) {
    if (code < 128) return code == ' ' || (code >= 9 && code <= 13) || (str && code >= 0x1C && code <= 0x1F);
    return str && (pkl_unicode_flags(code) & PKL_SPACE) != 0;
}

static bool is_linebreak(bool str, uint32_t code) {
    if (!str) return code == '\n' || code == '\r';
    if (code < 128) return (code >= 10 && code <= 13) || (code >= 0x1C && code <= 0x1E);
    return (pkl_unicode_flags(code) & PKL_LINEBREAK) != 0;
}

/* ---- strip ------------------------------------------------------------------------------------------------------ */

enum { LEFT = 1, RIGHT = 2 };

/* Whether one of `chars` is the character at [at, next). */
static bool is_among(c11_sv chars, bool str, const char* at, const char* next) {
    if (next - at == 1) return memchr(chars.data, *at, (size_t)chars.size) != NULL;
    return str && pkl_find_sv(chars, pkl_span(at, next), false) >= 0;
}

static bool drops(const c11_sv* chars, bool str, const char* at, const char* next) {
    if (chars != NULL) return is_among(*chars, str, at, next);
    const char* place = at;
    return is_space(str, next_char(str, &place));
}

static bool strip(py_Ref argv, const char* function, int sides) {
    bool given = argv[1].type != tp_nil && !py_isnone(&argv[1]), str = pkl_is_str(argv);
    c11_sv chars, text = pkl_text(argv);
    if (given && str && !pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "%s arg must be None or str", function);
    if (given && !pkl_text_argument(argv, &argv[1], NULL, &chars)) return false;
    const char *from = text.data, *to = from + text.size;
    const c11_sv* set = given ? &chars : NULL;
    while ((sides & LEFT) && from < to) {
        const char* next = from;
        next_char(str, &next);
        if (!drops(set, str, from, next)) break;
        from = next;
    }
    while ((sides & RIGHT) && from < to) {
        const char* last = previous_char(str, to);
        if (!drops(set, str, last, to)) break;
        to = last;
    }
    return pkl_text_part(argv, pkl_span(from, to));
}

bool pkl_text_strip(int argc, py_Ref argv) { return (void)argc, strip(argv, "strip", LEFT | RIGHT); }
bool pkl_text_lstrip(int argc, py_Ref argv) { return (void)argc, strip(argv, "lstrip", LEFT); }
bool pkl_text_rstrip(int argc, py_Ref argv) { return (void)argc, strip(argv, "rstrip", RIGHT); }

/* ---- split --------------------------------------------------------------------------------------------------------- */

typedef struct Split {
    py_Ref self;
    PyList* list;
    int64_t left; /* how many more times it may be cut */
    bool str;
} Split;

static bool add(Split* split, const char* from, const char* to) {
    py_TValue part;
    return pkl_text_new(split->self, pkl_span(from, to), &part) && pkl_list_append(split->list, &part);
}

/* A text that is not cut at all is given as it is, where it is exactly a str or bytes. */
static bool add_whole(Split* split, c11_sv text) {
    if (!pkl_text_part(split->self, text)) return false;
    py_TValue part = *py_retval();
    return pkl_list_append(split->list, &part);
}

static bool by_space(Split* split, c11_sv text) {
    const char *at = text.data, *end = at + text.size;
    for (;;) {
        const char *start = at, *next = at;
        while (at < end && is_space(split->str, next_char(split->str, &next))) start = at = next;
        if (start == end) return true;
        if (split->left-- <= 0) return add(split, start, end);
        next = at;
        while (at < end && !is_space(split->str, next_char(split->str, &next))) at = next;
        if (start == text.data && at == end) return add_whole(split, text);
        if (!add(split, start, at)) return false;
    }
}

/* The same from the end; what is found is in reverse order. */
static bool by_space_backwards(Split* split, c11_sv text) {
    const char *at = text.data + text.size, *begin = text.data;
    for (;;) {
        const char *last = at, *before, *place;
        while (at > begin && (place = before = previous_char(split->str, at), is_space(split->str, next_char(split->str, &place)))) last = at = before;
        if (last == begin) return true;
        if (split->left-- <= 0) return add(split, begin, last);
        while (at > begin && (place = before = previous_char(split->str, at), !is_space(split->str, next_char(split->str, &place)))) at = before;
        if (at == begin && last == text.data + text.size) return add_whole(split, text);
        if (!add(split, at, last)) return false;
    }
}

static bool by_separator(Split* split, c11_sv text, c11_sv separator) {
    const char *at = text.data, *end = at + text.size;
    for (; split->left > 0; split->left--) {
        int32_t place = pkl_find_sv(pkl_span(at, end), separator, false);
        if (place < 0) break;
        if (!add(split, at, at + place)) return false;
        at += place + separator.size;
    }
    return at == text.data ? add_whole(split, text) : add(split, at, end);
}

static bool by_separator_backwards(Split* split, c11_sv text, c11_sv separator) {
    const char *begin = text.data, *end = begin + text.size;
    for (; split->left > 0; split->left--) {
        int32_t place = pkl_find_sv(pkl_span(begin, end), separator, true);
        if (place < 0) break;
        if (!add(split, begin + place + separator.size, end)) return false;
        end = begin + place;
    }
    return end == begin + text.size ? add_whole(split, text) : add(split, begin, end);
}

static void reverse(PyList* list) {
    for (int32_t a = 0, b = list->length - 1; a < b; a++, b--) {
        py_TValue item = list->items[a];
        list->items[a] = list->items[b];
        list->items[b] = item;
    }
}

/* A longer separator, or one with larger code points: the text itself is the only part, even of a subclass. */
static bool cannot_contain(PyStr* text, PyStr* part) {
    return pkl_str_length(part) > pkl_str_length(text) || part->kind > text->kind;
}

static bool split(py_Ref argv, bool backwards) {
    int64_t most;
    if (!pkl_size_argument(&argv[2], -1, &most)) return false;
    bool spaces = argv[1].type == tp_nil || py_isnone(&argv[1]);
    Split state = {argv, NULL, most < 0 ? INT64_MAX : most, pkl_is_str(argv)};
    c11_sv separator = {0}, text = pkl_text(argv);
    if (!spaces && state.str && !pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "must be str or None, not %T", &argv[1]);
    if (!spaces && !pkl_text_argument(argv, &argv[1], NULL, &separator)) return false;
    if (!spaces && separator.size == 0) return pkl_raise(tp_ValueError, "empty separator");
    py_TValue list;
    state.list = pkl_new_list(&list, 0);
    if (!spaces && state.str && cannot_contain(pkl_str(argv), pkl_str(&argv[1]))) return *py_retval() = list, pkl_list_append(state.list, argv);
    bool ok = spaces ? (backwards ? by_space_backwards : by_space)(&state, text) : (backwards ? by_separator_backwards : by_separator)(&state, text, separator);
    if (backwards) reverse(state.list);
    *py_retval() = list;
    return ok;
}

bool pkl_text_split(int argc, py_Ref argv) { return (void)argc, split(argv, false); }
bool pkl_text_rsplit(int argc, py_Ref argv) { return (void)argc, split(argv, true); }

bool pkl_text_splitlines(int argc, py_Ref argv) {
    (void)argc;
    int keep = argv[1].type == tp_nil ? 0 : py_bool(&argv[1]);
    if (keep < 0) return false;
    py_TValue list;
    Split state = {argv, pkl_new_list(&list, 0), 0, pkl_is_str(argv)};
    c11_sv text = pkl_text(argv);
    const char *at = text.data, *end = at + text.size;
    while (at < end) {
        const char *start = at, *next = at;
        uint32_t code = 0;
        while (at < end && !is_linebreak(state.str, code = next_char(state.str, &next))) at = next;
        const char* line = at;
        if (at < end) at = next + (code == '\r' && next < end && *next == '\n');
        if (keep) line = at;
        bool whole = start == text.data && line == end;
        if (!(whole ? add_whole(&state, text) : add(&state, start, line))) return false;
    }
    return pkl_return(&list);
}

/* ---- join -------------------------------------------------------------------------------------------------------------- */

/* A list or tuple of what is to be joined: bytes-like objects are taken one by one, since none of them runs a program. */
static bool put_joined(PklBuilder* builder, py_Ref self, py_Ref items, int32_t count) {
    c11_sv separator = pkl_text(self), part;
    for (int32_t i = 0; i < count; i++) {
        bool str = pkl_is_str(self);
        if (str ? !pkl_is_str(&items[i]) : !pkl_is_bytes_like(&items[i]))
            return pkl_raise(tp_TypeError, "sequence item %d: expected %s, %T found", (int)i, str ? "str instance" : "a bytes-like object", &items[i]);
        if (!pkl_text_argument(self, &items[i], NULL, &part)) return false;
        if (i > 0) pkl_put(builder, separator.data, separator.size);
        pkl_put(builder, part.data, part.size);
    }
    return true;
}

bool pkl_text_join(int argc, py_Ref argv) {
    (void)argc;
    py_Ref iterable = &argv[1];
    py_TValue* list = py_pushtmp();
    if (iterable->type == tp_list || iterable->type == tp_tuple) *list = *iterable;
    else if (pkl_special(iterable, (py_Name)PKL_NAME(__iter__)) == NULL && pkl_special(iterable, (py_Name)PKL_NAME(__getitem__)) == NULL)
        return pkl_raise(tp_TypeError, "can only join an iterable");
    else if (!pkl_list_of(iterable, list)) return false;
    bool tuple = list->type == tp_tuple;
    py_Ref items = tuple ? pkl_tuple_items(list) : PKL_OBJECT(list, PyList)->items;
    int32_t count = tuple ? pkl_tuple_length(list) : PKL_OBJECT(list, PyList)->length;
    if (count == 1 && items[0].type == argv[0].type && (items[0].type == tp_str || items[0].type == tp_bytes)) return *py_retval() = items[0], py_pop(), true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    bool ok = put_joined(&builder, &argv[0], items, count);
    py_pop();
    if (ok) return pkl_text_end(&argv[0], &builder);
    pkl_builder_end(&builder);
    return false;
}
