/*
 * Searching, counting, replacing: of str, bytes and bytearray alike.
 */
#include "../machine/machine.h"
#include "bytes/bytes.h"

#include <string.h>

/* ---- places ------------------------------------------------------------------------------------------------ */

enum { BASE = 0x01000193 };


/* The last place, by a rolling hash from the end: the sum of data[i] * BASE^i. */
static int32_t find_last(const char* text, int32_t from, int32_t to, const char* needle, int32_t size) {
    uint32_t wanted = 0, hash = 0, power = 1;
    for (int32_t i = size; i-- > 0;) {
        wanted = wanted * BASE + (unsigned char)needle[i];
        hash = hash * BASE + (unsigned char)text[to - size + i];
        power *= BASE;
    }
    for (int32_t at = to - size;; at--) {
        if (hash == wanted && memcmp(text + at, needle, (size_t)size) == 0) return at;
        if (at == from) return -1;
        hash = hash * BASE + (unsigned char)text[at - 1] - power * (unsigned char)text[at - 1 + size];
    }
}

int32_t pkl_find_bytes(const char* text, int32_t from, int32_t to, const char* needle, int32_t size, bool last) {
    if (size > to - from) return -1;
    if (size == 0) return last ? to : from;
    if (last) return find_last(text, from, to, needle, size);
    const char* found = memmem(text + from, (size_t)(to - from), needle, (size_t)size);
    return found != NULL ? (int32_t)(found - text) : -1;
}

int32_t pkl_find_sv(c11_sv text, c11_sv needle, bool last) { return pkl_find_bytes(text.data, 0, text.size, needle.data, needle.size, last); }

int64_t pkl_count_bytes(c11_sv text, c11_sv needle, int64_t most) {
    int64_t count = 0;
    while (count < most) {
        int32_t at = pkl_find_sv(text, needle, false);
        if (at < 0) break;
        count++;
        text = (c11_sv){text.data + at + needle.size, text.size - at - needle.size};
    }
    return count;
}

/* ---- find, index, count --------------------------------------------------------------------------------------- */

/* What find() of bytes looks for: an int is one byte, kept in `byte`. */
static bool bytes_needle(py_Ref value, char* byte, c11_sv* out) {
    if (pkl_is_bytes_like(value)) return pkl_bytes_like(value, out);
    if (!pkl_is_int(value) && pkl_special(value, (py_Name)PKL_NAME(__index__)) == NULL)
        return pkl_raise(tp_TypeError, "argument should be integer or bytes-like object, not '%T'", value);
    int64_t number;
    if (!pkl_index(value, &number, true)) return false;
    if (number < 0 || number > 255) return pkl_raise(tp_ValueError, "byte must be in range(0, 256)");
    *byte = (char)number;
    *out = (c11_sv){byte, 1};
    return true;
}

typedef struct Search {
    PklTextSpan span;
    c11_sv needle;
    char byte;
} Search;

/* The arguments, in the order in which CPython checks them. */
static bool arguments(py_Ref argv, const char* function, Search* search) {
    if (!pkl_is_str(argv)) return pkl_text_span(&argv[0], &argv[2], &argv[3], &search->span) && bytes_needle(&argv[1], &search->byte, &search->needle);
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "%s() argument 1 must be str, not %s", function, pkl_argument_type(&argv[1]));
    search->needle = pkl_sv(pkl_str(&argv[1]));
    return pkl_text_span(&argv[0], &argv[2], &argv[3], &search->span);
}

/* The position in py_retval(); -1 is an error where `must`. */
static bool find(py_Ref argv, const char* function, bool last, bool must) {
    Search search;
    if (!arguments(argv, function, &search)) return false;
    c11_sv text = pkl_text(argv);
    if (search.span.to > text.size) search.span.outside = true; /* a bytearray that shrank meanwhile */
    int32_t at = search.span.outside ? -1 : pkl_find_bytes(text.data, search.span.from, search.span.to, search.needle.data, search.needle.size, last);
    if (at < 0 && must) return pkl_raise(tp_ValueError, pkl_is_str(argv) ? "substring not found" : "subsection not found");
    return pkl_return_int(at > 0 && pkl_is_str(argv) ? pkl_str_index(pkl_str(argv), at) : at);
}

bool pkl_text_find(int argc, py_Ref argv) { return (void)argc, find(argv, "find", false, false); }
bool pkl_text_rfind(int argc, py_Ref argv) { return (void)argc, find(argv, "rfind", true, false); }
bool pkl_text_index(int argc, py_Ref argv) { return (void)argc, find(argv, "index", false, true); }
bool pkl_text_rindex(int argc, py_Ref argv) { return (void)argc, find(argv, "rindex", true, true); }

bool pkl_text_count(int argc, py_Ref argv) {
    (void)argc;
    Search search;
    if (!arguments(argv, "count", &search)) return false;
    c11_sv text = pkl_text(argv);
    int64_t count = 0;
    if (!search.span.outside && search.span.to <= text.size) {
        c11_sv part = pkl_span(text.data + search.span.from, text.data + search.span.to);
        if (search.needle.size > 0) count = pkl_count_bytes(part, search.needle, INT64_MAX);
        else count = (pkl_is_str(argv) ? pkl_utf8_length(part.data, part.size) : part.size) + 1;
    }
    return pkl_return_int(count);
}

/* ---- startswith, endswith ---------------------------------------------------------------------------------------- */

static bool matches_at(c11_sv text, const PklTextSpan* span, c11_sv part, bool end) {
    if (span->outside || span->to > text.size || part.size > span->to - span->from) return false;
    return memcmp(text.data + (end ? span->to - part.size : span->from), part.data, (size_t)part.size) == 0;
}

static bool tuple_matches(py_Ref argv, const char* function, const PklTextSpan* span, bool end) {
    for (int32_t i = 0; i < pkl_tuple_length(&argv[1]); i++) {
        py_Ref item = &pkl_tuple_items(&argv[1])[i];
        c11_sv part;
        if (pkl_is_str(argv) && !pkl_is_str(item)) return pkl_raise(tp_TypeError, "tuple for %s must only contain str, not %T", function, item);
        if (!pkl_text_argument(argv, item, NULL, &part)) return false;
        if (matches_at(pkl_text(argv), span, part, end)) return pkl_return_bool(true);
    }
    return pkl_return_bool(false);
}

static bool affix(py_Ref argv, const char* function, bool end) {
    PklTextSpan span;
    if (!pkl_text_span(&argv[0], &argv[2], &argv[3], &span)) return false;
    if (py_isinstance(&argv[1], tp_tuple)) return tuple_matches(argv, function, &span, end);
    bool str = pkl_is_str(argv);
    if (str ? !pkl_is_str(&argv[1]) : !pkl_is_bytes_like(&argv[1])) {
        const char* kind = str ? "str" : "bytes";
        return pkl_raise(tp_TypeError, "%s first arg must be %s or a tuple of %s, not %T", function, kind, kind, &argv[1]);
    }
    c11_sv part;
    if (!pkl_text_argument(argv, &argv[1], NULL, &part)) return false;
    return pkl_return_bool(matches_at(pkl_text(argv), &span, part, end));
}

bool pkl_text_startswith(int argc, py_Ref argv) { return (void)argc, affix(argv, "startswith", false); }
bool pkl_text_endswith(int argc, py_Ref argv) { return (void)argc, affix(argv, "endswith", true); }

bool pkl_text_removeprefix(int argc, py_Ref argv) {
    (void)argc;
    c11_sv part, text = pkl_text(argv);
    if (!pkl_text_argument(argv, &argv[1], "removeprefix() argument", &part)) return false;
    if (pkl_sv_starts(text, part)) text = (c11_sv){text.data + part.size, text.size - part.size};
    return pkl_text_part(argv, text);
}

bool pkl_text_removesuffix(int argc, py_Ref argv) {
    (void)argc;
    c11_sv part, text = pkl_text(argv);
    if (!pkl_text_argument(argv, &argv[1], "removesuffix() argument", &part)) return false;
    if (text.size >= part.size && memcmp(text.data + text.size - part.size, part.data, (size_t)part.size) == 0) text.size -= part.size;
    return pkl_text_part(argv, text);
}

/* ---- replace --------------------------------------------------------------------------------------------------------- */

/* `by` before every character and at the end, at most `most` times. */
static void interleave(PklBuilder* builder, bool str, c11_sv text, c11_sv by, int64_t most) {
    const char *at = text.data, *end = at + text.size;
    for (; most > 0; most--) {
        pkl_put(builder, by.data, by.size);
        if (at == end) return;
        const char* next = at;
        if (str) pkl_utf8_next(&next);
        else next++;
        pkl_put(builder, at, next - at);
        at = next;
    }
    pkl_put(builder, at, end - at);
}

static void replace_all(PklBuilder* builder, c11_sv text, c11_sv old, c11_sv by, int64_t most) {
    const char *at = text.data, *end = at + text.size;
    for (; most > 0; most--) {
        int32_t place = pkl_find_sv(pkl_span(at, end), old, false);
        if (place < 0) break;
        pkl_put(builder, at, place);
        pkl_put(builder, by.data, by.size);
        at += place + old.size;
    }
    pkl_put(builder, at, end - at);
}

/* Whether the result's size fits, before any of it is made. */
static bool replaced_fits(py_Ref self, c11_sv text, c11_sv old, c11_sv by, int64_t count) {
    int64_t size = text.size + count * ((int64_t)by.size - old.size);
    if (size <= INT32_MAX - 64) return true;
    if (pkl_is_str(self)) return pkl_raise(tp_OverflowError, "replace string is too long");
    return pkl_raise(tp_OverflowError, "replace bytes is too long");
}

bool pkl_text_replace(int argc, py_Ref argv) {
    (void)argc;
    c11_sv old, by;
    int64_t most;
    if (!pkl_is_str(argv) && !pkl_is_bytes_like(&argv[1])) return pkl_bytes_like(&argv[1], &old);
    if (!pkl_text_argument(argv, &argv[1], "replace() argument 1", &old) || !pkl_text_argument(argv, &argv[2], "replace() argument 2", &by)) return false;
    if (!pkl_size_argument(&argv[3], -1, &most)) return false;
    if (most < 0) most = INT64_MAX;
    pkl_text_argument(argv, &argv[1], NULL, &old); /* read anew: an __index__ may have changed a bytearray */
    pkl_text_argument(argv, &argv[2], NULL, &by);
    c11_sv text = pkl_text(argv);
    bool str = pkl_is_str(argv);
    int64_t count = old.size > 0 ? pkl_count_bytes(text, old, most) : pkl_text_length(argv) + 1;
    if (count > most) count = most;
    if (count == 0 || (old.size == 0 && by.size == 0)) return pkl_text_part(argv, text);
    if (!replaced_fits(argv, text, old, by, count)) return false;
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (old.size > 0) replace_all(&builder, text, old, by, count);
    else interleave(&builder, str, text, by, count);
    return pkl_text_end(argv, &builder);
}

/* ---- partition ----------------------------------------------------------------------------------------------------------- */

static bool partition(py_Ref argv, bool last) {
    c11_sv separator, text = pkl_text(argv), none = {text.data, 0};
    bool array = py_isinstance(argv, tp_bytearray);
    py_TValue* copy = py_pushtmp(); /* a bytearray's separator may be any view */
    *copy = argv[1];
    if (array && argv[1].type == tp_memoryview && !pkl_bytes_of(&argv[1], copy)) return false;
    if (!pkl_text_argument(argv, copy, NULL, &separator)) return false;
    if (separator.size == 0) return pkl_raise(tp_ValueError, "empty separator");
    int32_t at = pkl_find_sv(text, separator, last);
    py_TValue parts[3];
    const char* end = text.data + text.size;
    if (at >= 0) {
        c11_sv before = {text.data, at}, after = pkl_span(text.data + at + separator.size, end);
        parts[1] = argv[1];
        if (!pkl_text_new(argv, before, &parts[0]) || !pkl_text_new(argv, after, &parts[2]) || (array && !pkl_text_new(argv, separator, &parts[1]))) return false;
    } else {
        int whole = last ? 2 : 0;
        parts[whole] = argv[0];
        if (array && !pkl_text_new(argv, text, &parts[whole])) return false;
        if (!pkl_text_new(argv, none, &parts[1]) || !pkl_text_new(argv, none, &parts[2 - whole])) return false;
    }
    pkl_new_tuple(py_retval(), parts, 3);
    py_pop();
    return true;
}

bool pkl_text_partition(int argc, py_Ref argv) { return (void)argc, partition(argv, false); }
bool pkl_text_rpartition(int argc, py_Ref argv) { return (void)argc, partition(argv, true); }
