/* The module picoterm: texts for terminals, with their escape sequences, and a small scanf. */
#include "../library.h"
#include "../../language/text/texts.h"

#include <string.h>

/* Characters of two columns (East Asian Width W and F of Unicode 16): lengths of runs, narrow and wide in turns, 7 bits a byte, least first. */
static const unsigned char RUNS[] = {
    128, 34, 96, 186, 35, 2, 13, 2, 190, 1, 4, 3, 1, 2, 1, 137, 4, 2, 21, 2, 26, 8, 16, 12, 43, 1, 10, 6, 3, 1, 13, 1, 8, 2, 17, 2, 5, 2, 8, 1, 5, 1,
    21, 1, 7, 2, 1, 1, 4, 1, 2, 1, 7, 1, 4, 2, 28, 1, 35, 1, 1, 1, 4, 3, 1, 1, 61, 3, 24, 1, 14, 1, 219, 6, 2, 51, 1, 4, 1, 170, 6, 26, 1, 89, 12,
    214, 1, 26, 79, 2, 86, 2, 103, 5, 43, 1, 94, 1, 86, 9, 48, 1, 40, 8, 189, 228, 1, 3, 55, 153, 9, 29, 131, 5, 164, 87, 220, 66, 128, 4, 144, 6, 10,
    22, 35, 1, 19, 1, 4, 149, 1, 96, 127, 7, 249, 223, 1, 5, 11, 2, 14, 248, 47, 8, 214, 9, 41, 10, 231, 69, 4, 1, 7, 1, 2, 1, 163, 2, 15, 1, 29, 3,
    2, 1, 14, 4, 8, 140, 3, 132, 64, 87, 9, 23, 141, 57, 1, 202, 1, 1, 190, 1, 1, 2, 10, 101, 3, 13, 44, 4, 9, 7, 2, 14, 6, 154, 1, 33, 12, 9, 1, 70,
    1, 22, 12, 43, 4, 5, 12, 17, 3, 1, 3, 71, 1, 1, 1, 187, 1, 2, 63, 13, 4, 1, 24, 18, 1, 26, 2, 13, 1, 86, 85, 48, 70, 6, 1, 3, 3, 2, 3, 4, 4, 11,
    2, 7, 9, 227, 1, 12, 4, 1, 155, 2, 47, 1, 10, 1, 185, 1, 112, 13, 3, 10, 5, 56, 7, 15, 2, 11, 6, 9, 135, 10, 254, 255, 3, 2, 254, 255, 3,
};

static uint32_t next_run(const unsigned char** at) {
    uint32_t length = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char byte = *(*at)++;
        length |= (uint32_t)(byte & 127) << shift;
        if (byte < 128) return length;
    }
}

static int width_of(int64_t code) {
    if (code < 32) return 0;
    int64_t end = 0;
    for (const unsigned char* at = RUNS; at < RUNS + sizeof RUNS;) {
        end += next_run(&at);
        if (code < end) return 1;
        end += next_run(&at);
        if (code < end) return 2;
    }
    return 1;
}

/* ---- escape sequences ------------------------------------------------------------------------------------------------------ */

typedef enum Piece { END, TEXT, CONTROL, INVALID } Piece;

static bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/* The piece at the beginning of `rest`, which moves behind it: text, a line's end, or "\x1b[", anything and a letter. */
static Piece next_piece(c11_sv* rest, c11_sv* piece) {
    int size = 1;
    Piece kind = CONTROL;
    if (rest->size == 0) return END;
    if (*rest->data == '\x1b') {
        if (rest->size < 2 || rest->data[1] != '[') return INVALID;
        for (size = 2; size < rest->size && !is_letter(rest->data[size]);) size++;
        if (size++ >= rest->size) return INVALID;
    } else if (*rest->data != '\n') {
        while (size < rest->size && rest->data[size] != '\x1b' && rest->data[size] != '\n') size++;
        kind = TEXT;
    }
    *piece = (c11_sv){rest->data, size};
    *rest = (c11_sv){rest->data + size, rest->size - size};
    return kind;
}

static bool invalid(void) { return ValueError("invalid ANSI escape sequences"); }

/* split_ansi_escaped_string(text: str) -> list[str] */
static bool split(int argc, py_Ref argv) {
    (void)argc;
    PY_CHECK_ARG_TYPE(0, tp_str);
    c11_sv rest = py_tosv(argv), piece;
    Piece kind;
    py_newlist(py_retval());
    while ((kind = next_piece(&rest, &piece)) != END) {
        if (kind == INVALID) return invalid();
        py_newstrv(py_list_emplace(py_retval()), piece);
    }
    return true;
}

/* wcwidth(code: int) -> int */
static bool wcwidth(int argc, py_Ref argv) {
    (void)argc;
    PY_CHECK_ARG_TYPE(0, tp_int);
    return pkl_return_int(width_of(py_toint(argv)));
}

static bool add_width(c11_sv text, int64_t* total) {
    int count = 0;
    for (const char* at = text.data; at < text.data + text.size;) {
        *total += width_of(pkl_utf8_next(&at));
        if (++count % 1024 == 0 && !pkl_tick(1024)) return false;
    }
    return true;
}

/* wcswidth(text: str) -> int: without escape sequences and ends of lines */
static bool wcswidth(int argc, py_Ref argv) {
    (void)argc;
    PY_CHECK_ARG_TYPE(0, tp_str);
    c11_sv rest = py_tosv(argv), piece;
    Piece kind;
    int64_t total = 0;
    while ((kind = next_piece(&rest, &piece)) != END) {
        if (kind == INVALID) return invalid();
        if (kind == TEXT && !add_width(piece, &total)) return false;
    }
    return pkl_return_int(total);
}

/* ---- sscanf ------------------------------------------------------------------------------------------------------------------------ */

/* A decimal number of 64 bits at the beginning of `rest`. */
static bool scan_number(c11_sv* rest, int64_t* out) {
    const char *at = rest->data, *end = at + rest->size;
    bool negative = at < end && *at == '-';
    const char* first = at += negative;
    uint64_t value = 0, most = (uint64_t)INT64_MAX + negative;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (value > (most - digit) / 10) return false;
        value = value * 10 + digit;
    }
    if (at == first) return false;
    *out = (int64_t)(negative ? 0 - value : value);
    *rest = (c11_sv){at, (int)(end - at)};
    return true;
}

/* sscanf(text: str, format: str, out: list) -> bool: %d and %i into `out`; whether all of the format was found */
static bool scan(int argc, py_Ref argv) {
    (void)argc;
    PY_CHECK_ARG_TYPE(0, tp_str);
    PY_CHECK_ARG_TYPE(1, tp_str);
    PY_CHECK_ARG_TYPE(2, tp_list);
    c11_sv rest = py_tosv(&argv[0]), format = py_tosv(&argv[1]);
    int at = 0;
    py_list_clear(&argv[2]);
    while (rest.size > 0 && at < format.size) {
        if (format.data[at] == '%') {
            char kind = at + 1 < format.size ? format.data[at + 1] : ' ';
            if (kind != 'd' && kind != 'i') return ValueError("unsupported format specifier: %%%c", kind);
            int64_t number;
            if (!scan_number(&rest, &number)) break;
            py_newint(py_list_emplace(&argv[2]), number);
            at += 2;
        } else {
            if (format.data[at] != *rest.data) break;
            at++;
            rest = (c11_sv){rest.data + 1, rest.size - 1};
        }
    }
    return pkl_return_bool(at == format.size);
}

/* Output is in a buffer anyway. */
static bool full_buffering(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_none();
}

static const PklMethod FUNCTIONS[] = {
    {"enable_full_buffering_mode", full_buffering, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"split_ansi_escaped_string", split, "($module, text, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"sscanf", scan, "($module, text, format, out, /)", PKL_RANGE, PKL_FUNCTION, 3, 3},
    {"wcswidth", wcswidth, "($module, text, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"wcwidth", wcwidth, "($module, code, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};

void pkl_library_picoterm(PyModule* module) { pkl_register_functions(module, FUNCTIONS); }
