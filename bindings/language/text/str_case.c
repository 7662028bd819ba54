/*
 * Case and classes of the code points of a str.
 */
#include "../machine/machine.h"
#include "str_methods.h"
#include "unicode.h"

/* ---- case --------------------------------------------------------------------------------------------------- */

enum { CAPITAL_SIGMA = 0x3A3, SMALL_SIGMA = 0x3C3, FINAL_SIGMA = 0x3C2 };

typedef struct Place { /* the code point at `at`, which ends at `next` */
    const char *begin, *at, *next, *end;
} Place;

static bool cased_before(const Place* place) {
    for (const char* at = place->at; at > place->begin;) {
        do at--;
        while (((unsigned char)*at & 0xC0) == 0x80);
        const char* here = at;
        uint32_t flags = pkl_unicode_flags(pkl_utf8_next(&here));
        if (!(flags & PKL_CASE_IGNORABLE)) return (flags & PKL_CASED) != 0;
    }
    return false;
}

static bool cased_after(const Place* place) {
    for (const char* at = place->next; at < place->end;) {
        uint32_t flags = pkl_unicode_flags(pkl_utf8_next(&at));
        if (!(flags & PKL_CASE_IGNORABLE)) return (flags & PKL_CASED) != 0;
    }
    return false;
}

static int convert(uint32_t code, PklCase to, const Place* place, uint32_t out[3]) {
    if (to != PKL_TO_LOWER || code != CAPITAL_SIGMA) return pkl_unicode_convert(code, to, out);
    out[0] = cased_before(place) && !cased_after(place) ? FINAL_SIGMA : SMALL_SIGMA;
    return 1;
}

/* Which conversion a code point gets; `state` is 0 at the start of the text. -1: none. */
typedef int (*Choose)(uint32_t code, int* state);

static int upper(uint32_t code, int* state) { return (void)code, (void)state, PKL_TO_UPPER; }
static int lower(uint32_t code, int* state) { return (void)code, (void)state, PKL_TO_LOWER; }
static int fold(uint32_t code, int* state) { return (void)code, (void)state, PKL_TO_FOLD; }
static int capitalize(uint32_t code, int* state) { return (void)code, (*state)++ ? PKL_TO_LOWER : PKL_TO_TITLE; }

static int swap(uint32_t code, int* state) {
    (void)state;
    uint32_t flags = pkl_unicode_flags(code);
    return flags & PKL_UPPER ? PKL_TO_LOWER : flags & PKL_LOWER ? PKL_TO_UPPER : -1;
}

static int title(uint32_t code, int* state) {
    bool inside = *state;
    *state = (pkl_unicode_flags(code) & PKL_CASED) != 0;
    return inside ? PKL_TO_LOWER : PKL_TO_TITLE;
}

static bool map(py_Ref argv, Choose choose) {
    c11_sv text = pkl_text(argv);
    Place place = {text.data, text.data, text.data, text.data + text.size};
    int state = 0;
    PklBuilder builder;
    pkl_builder_start(&builder);
    while (place.next < place.end && !builder.failed) {
        place.at = place.next;
        uint32_t code = pkl_utf8_next(&place.next), made[3] = {code};
        int to = choose(code, &state), count = to < 0 ? 1 : convert(code, (PklCase)to, &place, made);
        for (int i = 0; i < count; i++) pkl_put_code(&builder, made[i]);
    }
    return pkl_builder_str(&builder, py_retval());
}

/* Letters of ASCII change by one bit. */
static bool map_ascii(py_Ref argv, char first) {
    PyStr* text = pkl_str(argv);
    if (!pkl_reserve((uint64_t)text->size)) return false;
    py_TValue value;
    PyStr* made = pkl_new_str(&value, text->size);
    for (int i = 0; i < text->size; i++) {
        char c = text->data[i];
        made->data[i] = (char)(c ^ ((unsigned char)(c - first) < 26) << 5);
    }
    pkl_str_measure(made);
    return pkl_return(&value);
}

static bool is_ascii(py_Ref argv) { return pkl_str_length(pkl_str(argv)) == pkl_str(argv)->size; }

static bool str_upper(int argc, py_Ref argv) { return (void)argc, is_ascii(argv) ? map_ascii(argv, 'a') : map(argv, upper); }
static bool str_lower(int argc, py_Ref argv) { return (void)argc, is_ascii(argv) ? map_ascii(argv, 'A') : map(argv, lower); }
static bool str_casefold(int argc, py_Ref argv) { return (void)argc, is_ascii(argv) ? map_ascii(argv, 'A') : map(argv, fold); }
static bool str_capitalize(int argc, py_Ref argv) { return (void)argc, map(argv, capitalize); }
static bool str_swapcase(int argc, py_Ref argv) { return (void)argc, map(argv, swap); }
static bool str_title(int argc, py_Ref argv) { return (void)argc, map(argv, title); }

/* ---- classes ---------------------------------------------------------------------------------------------------- */

/* Whether all code points have one of the flags; `empty` for a text without any. */
static bool all(py_Ref argv, uint32_t flags, bool empty) {
    c11_sv text = pkl_text(argv);
    bool truth = text.size > 0 || empty;
    for (const char *at = text.data, *end = at + text.size; truth && at < end;) truth = (pkl_unicode_flags(pkl_utf8_next(&at)) & flags) != 0;
    return pkl_return_bool(truth);
}

static bool str_isalpha(int argc, py_Ref argv) { return (void)argc, all(argv, PKL_ALPHA, false); }
static bool str_isalnum(int argc, py_Ref argv) { return (void)argc, all(argv, PKL_ALPHA | PKL_DECIMAL | PKL_DIGIT | PKL_NUMERIC, false); }
static bool str_isdecimal(int argc, py_Ref argv) { return (void)argc, all(argv, PKL_DECIMAL, false); }
static bool str_isdigit(int argc, py_Ref argv) { return (void)argc, all(argv, PKL_DIGIT, false); }
static bool str_isnumeric(int argc, py_Ref argv) { return (void)argc, all(argv, PKL_NUMERIC, false); }
static bool str_isspace(int argc, py_Ref argv) { return (void)argc, all(argv, PKL_SPACE, false); }
static bool str_isprintable(int argc, py_Ref argv) { return (void)argc, all(argv, PKL_PRINTABLE, true); }

/* Letters of one case and none of the other. */
static bool all_cased(py_Ref argv, uint32_t wanted, uint32_t refused) {
    c11_sv text = pkl_text(argv);
    bool found = false, other = false;
    for (const char *at = text.data, *end = at + text.size; !other && at < end;) {
        uint32_t flags = pkl_unicode_flags(pkl_utf8_next(&at));
        found |= (flags & wanted) != 0;
        other = (flags & refused) != 0;
    }
    return pkl_return_bool(found && !other);
}

static bool str_islower(int argc, py_Ref argv) { return (void)argc, all_cased(argv, PKL_LOWER, PKL_UPPER | PKL_TITLE); }
static bool str_isupper(int argc, py_Ref argv) { return (void)argc, all_cased(argv, PKL_UPPER, PKL_LOWER | PKL_TITLE); }

static bool str_istitle(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text = pkl_text(argv);
    bool found = false, inside = false, ok = true;
    for (const char *at = text.data, *end = at + text.size; ok && at < end;) {
        uint32_t flags = pkl_unicode_flags(pkl_utf8_next(&at));
        bool first = flags & (PKL_UPPER | PKL_TITLE), rest = flags & PKL_LOWER;
        ok = first ? !inside : !rest || inside;
        inside = first || rest;
        found |= inside;
    }
    return pkl_return_bool(ok && found);
}

bool pkl_identifier_start(uint32_t code) { return code == '_' || (pkl_unicode_flags(code) & PKL_XID_START) != 0; }
bool pkl_identifier_continue(uint32_t code) { return (pkl_unicode_flags(code) & PKL_XID_CONTINUE) != 0; }
bool pkl_is_printable(uint32_t code) { return (pkl_unicode_flags(code) & PKL_PRINTABLE) != 0; }

static bool str_isidentifier(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text = pkl_text(argv);
    const char *at = text.data, *end = at + text.size;
    bool truth = at < end && pkl_identifier_start(pkl_utf8_next(&at));
    while (truth && at < end) truth = pkl_identifier_continue(pkl_utf8_next(&at));
    return pkl_return_bool(truth);
}

/* ---- for int() and float() ------------------------------------------------------------------------------------------ */

bool pkl_ascii_digits(py_Ref text, py_OutRef out) {
    if (is_ascii(text)) return *out = *text, true;
    c11_sv given = pkl_text(text);
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (const char *at = given.data, *end = at + given.size; at < end;) {
        uint32_t code = pkl_utf8_next(&at);
        int digit = code < 128 ? -1 : pkl_unicode_decimal(code);
        if (digit >= 0) code = (uint32_t)('0' + digit);
        else if (code >= 128 && pkl_unicode_flags(code) & PKL_SPACE) code = ' ';
        pkl_put_code(&builder, code);
    }
    return pkl_builder_str(&builder, out);
}

#define METHOD(name) {#name, str_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

const PklMethod pkl_str_case_methods[] = {
    METHOD(upper), METHOD(lower), METHOD(casefold), METHOD(capitalize), METHOD(swapcase), METHOD(title),
    METHOD(isalpha), METHOD(isalnum), METHOD(isdecimal), METHOD(isdigit), METHOD(isnumeric), METHOD(isspace), METHOD(isprintable),
    METHOD(islower), METHOD(isupper), METHOD(istitle), METHOD(isidentifier),
    {0},
};
