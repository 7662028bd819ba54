/*
 * Methods of bytes and bytearray: the shared ones, ASCII's case and classes, hex, translate.
 */
#include "../../machine/machine.h"
#include "bytes.h"
#include "../codecs/codecs.h"

#include <string.h>

/* ---- case and classes of ASCII --------------------------------------------------------------------------------- */

static bool is_upper(char c) { return (unsigned char)(c - 'A') < 26; }
static bool is_lower(char c) { return (unsigned char)(c - 'a') < 26; }
static bool is_letter(char c) { return is_upper(c) || is_lower(c); }
static bool is_digit(char c) { return (unsigned char)(c - '0') < 10; }
static bool is_alnum(char c) { return is_letter(c) || is_digit(c); }
static bool is_space(char c) { return c == ' ' || (c >= 9 && c <= 13); }

/* Whether a letter is to be a capital: -1 lower, 1 upper, 0 the other. `inside`: the one before was a letter; `at`: its place. */
typedef int (*Choose)(bool inside, int at);
static int upper(bool inside, int at) { return (void)inside, (void)at, 1; }
static int lower(bool inside, int at) { return (void)inside, (void)at, -1; }
static int swap(bool inside, int at) { return (void)inside, (void)at, 0; }
static int title(bool inside, int at) { return (void)at, inside ? -1 : 1; }
static int capitalize(bool inside, int at) { return (void)inside, at > 0 ? -1 : 1; }

static bool map(py_Ref self, Choose choose) {
    c11_sv text = pkl_text(self);
    py_TValue made;
    if (!pkl_text_new(self, text, &made)) return false;
    char* data = (char*)pkl_text(&made).data;
    bool inside = false;
    for (int i = 0; i < text.size; i++) {
        bool letter = is_letter(data[i]);
        int wanted = choose(inside, i);
        if (letter && (wanted == 0 || (wanted > 0) != is_upper(data[i]))) data[i] ^= 0x20;
        inside = letter;
    }
    return pkl_return(&made);
}

static bool bytes_upper(int argc, py_Ref argv) { return (void)argc, map(argv, upper); }
static bool bytes_lower(int argc, py_Ref argv) { return (void)argc, map(argv, lower); }
static bool bytes_swapcase(int argc, py_Ref argv) { return (void)argc, map(argv, swap); }
static bool bytes_title(int argc, py_Ref argv) { return (void)argc, map(argv, title); }
static bool bytes_capitalize(int argc, py_Ref argv) { return (void)argc, map(argv, capitalize); }

static bool all(py_Ref self, bool (*is)(char c)) {
    c11_sv text = pkl_text(self);
    bool truth = text.size > 0;
    for (int i = 0; i < text.size; i++) truth &= is(text.data[i]);
    return pkl_return_bool(truth);
}

static bool bytes_isalpha(int argc, py_Ref argv) { return (void)argc, all(argv, is_letter); }
static bool bytes_isalnum(int argc, py_Ref argv) { return (void)argc, all(argv, is_alnum); }
static bool bytes_isdigit(int argc, py_Ref argv) { return (void)argc, all(argv, is_digit); }
static bool bytes_isspace(int argc, py_Ref argv) { return (void)argc, all(argv, is_space); }

/* Letters, and all of one case. */
static bool all_cased(py_Ref self, bool (*refused)(char c)) {
    c11_sv text = pkl_text(self);
    bool found = false, other = false;
    for (int i = 0; i < text.size; i++) {
        found |= is_letter(text.data[i]);
        other |= refused(text.data[i]);
    }
    return pkl_return_bool(found && !other);
}

static bool bytes_islower(int argc, py_Ref argv) { return (void)argc, all_cased(argv, is_upper); }
static bool bytes_isupper(int argc, py_Ref argv) { return (void)argc, all_cased(argv, is_lower); }

static bool bytes_istitle(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text = pkl_text(argv);
    bool found = false, inside = false, ok = true;
    for (int i = 0; i < text.size; i++) {
        bool letter = is_letter(text.data[i]);
        if (letter) ok &= is_upper(text.data[i]) == !inside;
        found |= letter;
        inside = letter;
    }
    return pkl_return_bool(ok && found);
}

/* ---- hex -------------------------------------------------------------------------------------------------------- */

static bool hex_separator(py_Ref value, char* out) {
    if (!py_len(value)) return false;
    if (py_toint(py_retval()) != 1) return pkl_raise(tp_ValueError, "sep must be length 1.");
    if (!pkl_is_str(value) && !py_isinstance(value, tp_bytes)) return pkl_raise(tp_TypeError, "sep must be str or bytes.");
    c11_sv text = pkl_text(value);
    *out = text.data[0];
    return text.size == 1 && (unsigned char)*out < 128 ? true : pkl_raise(tp_ValueError, "sep must be ASCII.");
}

bool pkl_hex(c11_sv bytes, py_Ref separator, py_Ref group) {
    char between = 0;
    int64_t size = 1;
    bool separated = separator->type != tp_nil;
    if (group->type != tp_nil && !pkl_index(group, &size, true)) return false;
    if (size > INT32_MAX || size < INT32_MIN) return pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
    if (separated && !hex_separator(separator, &between)) return false;
    bool left = size < 0;
    if (left) size = -size;
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (int i = 0; i < bytes.size && !builder.failed; i++) {
        unsigned char byte = (unsigned char)bytes.data[i];
        if (separated && size > 0 && i > 0 && (left ? i : bytes.size - i) % size == 0) pkl_put_char(&builder, between);
        pkl_put_char(&builder, "0123456789abcdef"[byte >> 4]);
        pkl_put_char(&builder, "0123456789abcdef"[byte & 15]);
    }
    return pkl_builder_str(&builder, py_retval());
}

static bool bytes_hex(int argc, py_Ref argv) { return (void)argc, pkl_hex(pkl_text(argv), &argv[1], &argv[2]); }

static int hex_digit(char c) { return is_digit(c) ? c - '0' : is_letter(c) && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; }

static bool from_hex(PklBuilder* builder, c11_sv text, bool str) {
    for (int i = 0; i < text.size;) {
        if (is_space(text.data[i])) {
            i++;
            continue;
        }
        int wrong = hex_digit(text.data[i]) < 0 ? i : i + 1 < text.size && hex_digit(text.data[i + 1]) < 0 ? i + 1 : -1;
        if (wrong >= 0) return pkl_raise(tp_ValueError, "non-hexadecimal number found in fromhex() arg at position %d", str ? (int)pkl_utf8_length(text.data, wrong) : wrong);
        if (i + 1 == text.size) return pkl_raise(tp_ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
        pkl_put_char(builder, (char)(hex_digit(text.data[i]) << 4 | hex_digit(text.data[i + 1])));
        i += 2;
    }
    return true;
}

/* bytes.fromhex(string, /), bytearray.fromhex */
static bool bytes_fromhex(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text;
    bool str = pkl_is_str(&argv[1]);
    if (!str && !pkl_is_bytes_like(&argv[1])) return pkl_raise(tp_TypeError, "fromhex() argument must be str or bytes-like, not %T", &argv[1]);
    if (str) text = pkl_text(&argv[1]);
    else if (!pkl_bytes_like(&argv[1], &text)) return false;
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (!from_hex(&builder, text, str)) return pkl_builder_end(&builder), false;
    py_Type type = py_totype(&argv[0]);
    bool array = pkl_vm->types[type]->layout_type == tp_bytearray;
    if (array) {
        bool ok = !builder.failed && pkl_new_bytearray(py_retval(), (c11_sv){builder.data, (int)builder.size});
        pkl_builder_end(&builder);
        if (!ok) return false;
    } else if (!pkl_builder_bytes(&builder, py_retval())) return false;
    if (type == tp_bytes || type == tp_bytearray) return true;
    py_TValue made = *py_retval();
    return pkl_call(&argv[0], 1, &made);
}

/* ---- translate ----------------------------------------------------------------------------------------------------- */

static bool bytes_translate(int argc, py_Ref argv) {
    (void)argc;
    c11_sv table = {0}, drop = {0}, text = pkl_text(argv);
    if (!py_isnone(&argv[1])) {
        if (!pkl_bytes_like(&argv[1], &table)) return false;
        if (table.size != 256) return pkl_raise(tp_ValueError, "translation table must be 256 characters long");
    }
    if (argv[2].type != tp_nil && !pkl_bytes_like(&argv[2], &drop)) return false;
    PklBuilder builder;
    pkl_builder_start(&builder);
    for (int i = 0; i < text.size; i++) {
        if (drop.size > 0 && memchr(drop.data, text.data[i], (size_t)drop.size) != NULL) continue;
        pkl_put_char(&builder, table.data != NULL ? table.data[(unsigned char)text.data[i]] : text.data[i]);
    }
    return pkl_text_end(&argv[0], &builder);
}

/* bytes.maketrans(frm, to, /) */
static bool bytes_maketrans(int argc, py_Ref argv) {
    (void)argc;
    c11_sv from, to;
    if (!pkl_bytes_like(&argv[0], &from) || !pkl_bytes_like(&argv[1], &to)) return false;
    if (from.size != to.size) return pkl_raise(tp_ValueError, "maketrans arguments must have same length");
    py_TValue made;
    unsigned char* table = pkl_new_bytes(&made, 256)->data;
    for (int i = 0; i < 256; i++) table[i] = (unsigned char)i;
    for (int i = 0; i < from.size; i++) table[(unsigned char)from.data[i]] = (unsigned char)to.data[i];
    return pkl_return(&made);
}

/* ---- the rest ------------------------------------------------------------------------------------------------------------ */

static bool bytes_getnewargs(int argc, py_Ref argv) {
    (void)argc;
    c11_sv text = pkl_text(argv);
    py_TValue copy;
    memcpy(pkl_new_bytes(&copy, text.size)->data, text.data, (size_t)text.size);
    pkl_new_tuple(py_retval(), &copy, 1);
    return true;
}

static bool bytes_bytes(int argc, py_Ref argv) {
    (void)argc;
    if (argv[0].type == tp_bytes) return pkl_return(&argv[0]);
    return pkl_text_new(&argv[0], pkl_text(argv), py_retval());
}

static bool bytes_sizeof(int argc, py_Ref argv) {
    (void)argc;
    return pkl_return_int(33 + (int64_t)pkl_text(argv).size);
}

static bool bytes_decode(int argc, py_Ref argv) { return (void)argc, pkl_text_decode(&argv[0], &argv[1], &argv[2], py_retval()); }

#define SEARCH(name, what) {#name, pkl_text_##name, "($self, " what "[, start[, end]], /)", PKL_RANGE, PKL_METHOD, 1, 3}
#define TEXT(name, signature, convention, min, max) {#name, pkl_text_##name, signature, convention, PKL_METHOD, min, max}
#define METHOD(name) {#name, bytes_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

/* The first two are of bytes alone. */
const PklMethod pkl_bytes_methods[] = {
    {"__getnewargs__", bytes_getnewargs, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__bytes__", bytes_bytes, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__sizeof__", bytes_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    SEARCH(find, "sub"), SEARCH(rfind, "sub"), SEARCH(index, "sub"), SEARCH(rindex, "sub"), SEARCH(count, "sub"),
    SEARCH(startswith, "prefix"), SEARCH(endswith, "suffix"),
    TEXT(replace, "($self, old, new, count=-1, /)", PKL_RANGE, 2, 3),
    TEXT(removeprefix, "($self, prefix, /)", PKL_O, 1, 1),
    TEXT(removesuffix, "($self, suffix, /)", PKL_O, 1, 1),
    TEXT(partition, "($self, sep, /)", PKL_O, 1, 1),
    TEXT(rpartition, "($self, sep, /)", PKL_O, 1, 1),
    TEXT(split, "($self, /, sep=None, maxsplit=-1)", PKL_CLINIC, 0, 2),
    TEXT(rsplit, "($self, /, sep=None, maxsplit=-1)", PKL_CLINIC, 0, 2),
    TEXT(splitlines, "($self, /, keepends=False)", PKL_CLINIC, 0, 1),
    TEXT(strip, "($self, bytes=None, /)", PKL_RANGE, 0, 1),
    TEXT(lstrip, "($self, bytes=None, /)", PKL_RANGE, 0, 1),
    TEXT(rstrip, "($self, bytes=None, /)", PKL_RANGE, 0, 1),
    TEXT(join, "($self, iterable_of_bytes, /)", PKL_O, 1, 1),
    TEXT(center, "($self, width, fillchar=b' ', /)", PKL_RANGE, 1, 2),
    TEXT(ljust, "($self, width, fillchar=b' ', /)", PKL_RANGE, 1, 2),
    TEXT(rjust, "($self, width, fillchar=b' ', /)", PKL_RANGE, 1, 2),
    TEXT(zfill, "($self, width, /)", PKL_O, 1, 1),
    TEXT(expandtabs, "($self, /, tabsize=8)", PKL_CLINIC, 0, 1),
    TEXT(isascii, "($self, /)", PKL_NOARGS, 0, 0),
    METHOD(upper), METHOD(lower), METHOD(swapcase), METHOD(title), METHOD(capitalize),
    METHOD(isalpha), METHOD(isalnum), METHOD(isdigit), METHOD(isspace), METHOD(islower), METHOD(isupper), METHOD(istitle),
    {"decode", bytes_decode, "($self, /, encoding='utf-8', errors='strict')", PKL_CLINIC, PKL_METHOD, 0, 2},
    {"hex", bytes_hex, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", PKL_CLINIC, PKL_METHOD, 0, 2},
    {"fromhex", bytes_fromhex, "($type, string, /)", PKL_O, PKL_CLASS, 1, 1},
    {"translate", bytes_translate, "($self, table, /, delete=b'')", PKL_CLINIC, PKL_METHOD, 1, 2},
    {"maketrans", bytes_maketrans, "(frm, to, /)", PKL_RANGE, PKL_STATIC, 2, 2},
    {0},
};
