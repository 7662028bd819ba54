/* Normal forms: UAX #15. Syllables of Hangul are taken apart and put together by arithmetic. */
#include "tables.h"

#include "../../language/text/text.h"

#include <string.h>

enum { S_BASE = 0xac00, L_BASE = 0x1100, V_BASE = 0x1161, T_BASE = 0x11a7, L_COUNT = 19, V_COUNT = 21, T_COUNT = 28, S_COUNT = L_COUNT * V_COUNT * T_COUNT };

typedef struct Points {
    uint32_t* items;
    int64_t count, capacity;
} Points;

static bool push(Points* points, uint32_t code) {
    if (points->count == points->capacity) {
        int64_t wider = points->capacity * 2;
        if (!pkl_reserve((uint64_t)wider * sizeof(uint32_t))) return false;
        points->items = pkl_buffer_resize(points->items, (size_t)points->capacity * sizeof(uint32_t), (size_t)wider * sizeof(uint32_t));
        points->capacity = wider;
    }
    points->items[points->count++] = code;
    return true;
}

static bool push_hangul(Points* points, uint32_t code) {
    uint32_t index = code - S_BASE, last = index % T_COUNT;
    return push(points, L_BASE + index / (V_COUNT * T_COUNT)) && push(points, V_BASE + index / T_COUNT % V_COUNT) && (last == 0 || push(points, T_BASE + last));
}

static bool decompose(Points* points, uint32_t code, bool compatible, bool old) {
    uint32_t parts[20];
    const char* kind;
    if (code < 0x80) return push(points, code);
    if (code - S_BASE < S_COUNT) return push_hangul(points, code);
    uint32_t corrected = old ? pkl_unicode_correction(code) : 0;
    if (corrected) return decompose(points, corrected, compatible, false);
    int count = pkl_unicode_decompose(code, old, parts, &kind);
    if (count == 0 || (*kind && !compatible)) return push(points, code);
    for (int i = 0; i < count; i++)
        if (!decompose(points, parts[i], compatible, old)) return false;
    return true;
}

static int combining(uint32_t code) { return code < 0x300 ? 0 : pkl_unicode_field(code, UCD_COMBINING, false); }

/* Marks behind a letter, by their class; those of one class stay in order. */
static bool sort_marks(Points* points) {
    int64_t moves = 0;
    for (int64_t i = 1; i < points->count; i++) {
        uint32_t code = points->items[i];
        int class = combining(code);
        int64_t to = i;
        for (; class != 0 && to > 0 && combining(points->items[to - 1]) > class; to--, moves++) points->items[to] = points->items[to - 1];
        points->items[to] = code;
        if (moves < 4096) continue;
        if (!pkl_tick(256)) return false;
        moves = 0;
    }
    return true;
}

static uint32_t join_hangul(uint32_t a, uint32_t b) {
    if (a - L_BASE < L_COUNT && b - V_BASE < V_COUNT) return S_BASE + ((a - L_BASE) * V_COUNT + (b - V_BASE)) * T_COUNT;
    bool open = a - S_BASE < S_COUNT && (a - S_BASE) % T_COUNT == 0;
    return open && b > T_BASE && b < T_BASE + T_COUNT ? a + (b - T_BASE) : 0;
}

/* Each letter takes in the marks behind it that are not blocked by one before them. */
static void compose(Points* points) {
    int64_t to = 0, letter = -1;
    int last = -1; /* class of the last mark that stayed; -1: none stands between */
    for (int64_t i = 0; i < points->count; i++) {
        uint32_t code = points->items[i], joined = 0;
        int class = combining(code);
        if (letter >= 0 && (last < 0 || (last < class && last != 0))) {
            joined = join_hangul(points->items[letter], code);
            if (!joined) joined = pkl_unicode_compose(points->items[letter], code);
        }
        if (joined) {
            points->items[letter] = joined;
            continue;
        }
        if (class == 0) letter = to, last = -1;
        else last = class;
        points->items[to++] = code;
    }
    points->count = to;
}

uint32_t* pkl_unicode_normalize(const char* text, int bytes, PklNormalForm form, bool old, int64_t* count, int64_t* size) {
    Points points = {.capacity = bytes + 4};
    if (!pkl_reserve((uint64_t)points.capacity * sizeof(uint32_t))) return NULL;
    points.items = pkl_buffer((size_t)points.capacity * sizeof(uint32_t));
    bool ok = true;
    for (const char *at = text, *end = text + bytes; ok && at < end;) ok = decompose(&points, pkl_utf8_next(&at), form == PKL_NFKC || form == PKL_NFKD, old);
    ok = ok && sort_marks(&points);
    if (ok && form < PKL_NFD) compose(&points);
    *count = points.count;
    *size = points.capacity * (int64_t)sizeof(uint32_t);
    if (ok) return points.items;
    pkl_buffer_free(points.items, (size_t)*size);
    return NULL;
}
