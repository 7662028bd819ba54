/* The matcher's beginning and end, and where a match may begin: by what the program says about its first characters. */
#include "sre.h"

#include "../../language/text/bytes/bytes.h"

#include <string.h>

/* ---- the matcher ---------------------------------------------------------------------------------------------------------- */

static bool bytes_of(py_Ref string, c11_sv* out) {
    if (pkl_is_str(string)) return *out = pkl_sv(pkl_str(string)), true;
    if (pkl_is_bytes_like(string)) return pkl_bytes_like(string, out);
    return pkl_raise(tp_TypeError, "expected string or bytes-like object, got '%T'", string);
}

static bool right_kind(const SrePattern* pattern, bool str) {
    if (pattern->kind == SRE_EITHER || (pattern->kind == SRE_STR) == str) return true;
    return pkl_raise(tp_TypeError, str ? "cannot use a bytes pattern on a string-like object" : "cannot use a string pattern on a bytes-like object");
}

static int32_t clamp(int64_t value, int32_t most) { return value < 0 ? 0 : value > most ? most : (int32_t)value; }

static bool allocate_marks(SreMatcher* matcher) {
    matcher->marks = matcher->first_marks;
    if (matcher->mark_count > SRE_FIRST_MARKS) {
        size_t bytes = (size_t)matcher->mark_count * sizeof(int32_t);
        if (!pkl_reserve(bytes)) return false;
        matcher->marks = pkl_buffer(bytes);
    }
    for (int32_t i = 0; i < matcher->mark_count; i++) matcher->marks[i] = -1;
    return true;
}

bool pkl_sre_begin(SreMatcher* matcher, const SrePattern* pattern, py_Ref string, int64_t pos, int64_t endpos) {
    c11_sv text;
    if (!bytes_of(string, &text) || !right_kind(pattern, pkl_is_str(string))) return false;
    *matcher = (SreMatcher){.pattern = pattern, .code = pattern->code, .text = (const unsigned char*)text.data, .string = *string, .fuel = SRE_FUEL};
    PyStr* str = pkl_is_str(string) ? pkl_str(string) : NULL;
    int32_t length = str != NULL ? pkl_str_length(str) : text.size;
    matcher->str = str != NULL;
    matcher->wide = str != NULL && length != text.size;
    matcher->endpos = clamp(endpos, length);
    matcher->pos = clamp(pos, length);
    matcher->start = str != NULL ? pkl_str_offset(str, matcher->pos) : matcher->pos;
    matcher->end = str != NULL ? pkl_str_offset(str, matcher->endpos) : matcher->endpos;
    matcher->last_index = matcher->repeat = matcher->barrier = -1;
    matcher->entries = matcher->first_entries;
    matcher->entry_capacity = SRE_FIRST_ENTRIES;
    matcher->repeats = matcher->first_repeats;
    matcher->repeat_capacity = SRE_FIRST_REPEATS;
    matcher->mark_count = 2 * pattern->groups;
    return allocate_marks(matcher);
}

void pkl_sre_end(SreMatcher* matcher) {
    if (matcher->marks != matcher->first_marks) pkl_buffer_free(matcher->marks, (size_t)matcher->mark_count * sizeof(int32_t));
    if (matcher->entries != matcher->first_entries) pkl_buffer_free(matcher->entries, (size_t)matcher->entry_capacity * sizeof(SreEntry));
    if (matcher->repeats != matcher->first_repeats) pkl_buffer_free(matcher->repeats, (size_t)matcher->repeat_capacity * sizeof(SreRepeat));
}

bool pkl_sre_hold(py_Ref string, py_OutRef out) {
    *out = *py_NIL();
    return !pkl_is_growing(string) || pkl_new_view(string, out);
}

bool pkl_sre_again(SreMatcher* matcher) {
    c11_sv text;
    if (!bytes_of(&matcher->string, &text)) return false;
    matcher->text = (const unsigned char*)text.data;
    if (matcher->end > text.size) matcher->end = text.size;
    return true;
}

/* A match that was found leaves its changes behind. */
static void forget(SreMatcher* matcher) {
    matcher->entry_count = matcher->repeat_count = 0;
    matcher->last_index = matcher->repeat = matcher->barrier = -1;
    for (int32_t i = 0; i < matcher->mark_count; i++) matcher->marks[i] = -1;
}

SreStep pkl_sre_match(SreMatcher* matcher) {
    forget(matcher);
    return pkl_sre_run(matcher);
}

/* ---- where a match may begin ------------------------------------------------------------------------------------------------ */

typedef struct SreHint { /* of the op SRE_INFO: [op, skip, flags, least, most, length of the prefix, skip, prefix] or [op, skip, flags, least, most, set] */
    const uint32_t* set;
    char prefix[32];
    int32_t size;  /* bytes of the prefix that are known */
    int64_t least; /* characters of a match, and so bytes */
    bool never;    /* the prefix is not of this kind of text */
    bool anchored; /* only where the text begins */
} SreHint;

static void read_prefix(const SreMatcher* matcher, const uint32_t* words, uint32_t count, SreHint* hint) {
    for (uint32_t i = 0; i < count && hint->size + 4 <= (int32_t)sizeof hint->prefix; i++) {
        if (matcher->str && words[i] <= 0x10FFFF) hint->size += pkl_utf8_put(hint->prefix + hint->size, words[i]);
        else if (!matcher->str && words[i] < 256) hint->prefix[hint->size++] = (char)words[i];
        else hint->never = true;
    }
}

static SreHint hint_of(const SreMatcher* matcher) {
    const uint32_t* ip = matcher->code;
    SreHint hint = {0};
    const uint32_t* first = *ip == SRE_INFO ? ip + 1 + ip[1] : ip;
    hint.anchored = *first == SRE_AT && (first[1] == SRE_AT_BEGINNING || first[1] == SRE_AT_BEGINNING_STRING);
    if (*ip != SRE_INFO) return hint;
    hint.least = ip[3];
    if (ip[2] & SRE_INFO_PREFIX) read_prefix(matcher, ip + 7, ip[5], &hint);
    else if (ip[2] & SRE_INFO_CHARSET) hint.set = ip + 5;
    return hint;
}

/* The next place at or behind `start` where one may; false: nowhere. */
static bool candidate(SreMatcher* matcher, const SreHint* hint) {
    int32_t at = matcher->start, next = at;
    if (hint->size > 0) {
        at = pkl_find_bytes((const char*)matcher->text, at, matcher->end, hint->prefix, hint->size, false);
        if (at < 0) at = matcher->end + 1;
    } else if (hint->set != NULL) {
        while (at < matcher->end && !pkl_sre_charset(hint->set, pkl_sre_next(matcher, &next))) at = next;
    }
    matcher->fuel -= (at - matcher->start) / 8;
    if (at > matcher->start) matcher->advance = false;
    matcher->start = at;
    return matcher->end - at >= hint->least;
}

/* One character on; false behind the last. */
static bool step_on(SreMatcher* matcher) {
    if (matcher->start >= matcher->end) return false;
    pkl_sre_next(matcher, &matcher->start);
    matcher->advance = false;
    return true;
}

SreStep pkl_sre_search(SreMatcher* matcher) {
    SreHint hint = hint_of(matcher);
    forget(matcher);
    if (hint.never || matcher->start > matcher->end) return SRE_FAIL;
    while (candidate(matcher, &hint)) {
        SreStep result = pkl_sre_run(matcher);
        if (result != SRE_FAIL) return result;
        if (hint.anchored || !step_on(matcher)) break;
    }
    return SRE_FAIL;
}
