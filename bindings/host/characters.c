/* Byte offsets of code points in UTF-8, eight bytes at a time. Upstream scans from the start of the
 * string, byte by byte, and for a slice once more for each code point: s[i] was O(n), s[::-1] O(n²).
 * Strings are valid UTF-8 (utf8.h). */
#include "interpreter_access.h"

#include <string.h>

int c11__byte_index_to_unicode(const char* data, int size);
int c11__unicode_index_to_byte(const char* data, int index);
void* c11_sv__u8_slice(c11_sv text, int start, int stop, int step);

/* Upstream's; copies its argument. */
void* c11_string__new2(const char* data, int size);

/* Every byte but a continuation byte (10xxxxxx) starts a code point; the terminating zero counts as one too. */
static bool begins(char byte) { return (byte & 0xC0) != 0x80; }

/* The number of code points that start in the next eight bytes. */
static int beginnings(const char* data) {
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return 8 - __builtin_popcountll(word & ~(word << 1) & 0x8080808080808080u);
}

/* The number of code points that start in that many bytes. */
int c11__byte_index_to_unicode(const char* data, int size) {
    int count = 0, at = 0;
    for(; size - at >= 8; at += 8) count += beginnings(data + at);
    for(; at < size; at++) count += begins(data[at]);
    return count;
}

/* The byte offset of a code point, counted from a byte that starts one. Eight code points take at least eight bytes. */
int c11__unicode_index_to_byte(const char* data, int index) {
    int at = 0;
    for(; index >= 8; at += 8) index -= beginnings(data + at);
    while(!begins(data[at])) at++;
    for(; index > 0; index--) {
        do at++;
        while(!begins(data[at]));
    }
    return at;
}

/* Advances by so many code points, backwards where `step` is negative; clamped to the ends of the string. */
static int moved(c11_sv text, int at, int step) {
    for(; step > 0 && at < text.size; step--) {
        do at++;
        while(!begins(text.data[at]));
    }
    for(; step < 0 && at > 0; step++) {
        do at--;
        while(!begins(text.data[at]));
    }
    return at;
}

/* text[start:stop:step] as a new string; the bounds are clamped already. */
void* c11_sv__u8_slice(c11_sv text, int start, int stop, int step) {
    if(step > 0 ? start >= stop : start <= stop) return c11_string__new2("", 0);
    int at = c11__unicode_index_to_byte(text.data, start);
    const char* first = text.data + at;
    if(step == 1) return c11_string__new2(first, c11__unicode_index_to_byte(first, stop - start));
    char* chosen = py_malloc((size_t)text.size);
    int size = 0;
    for(int64_t i = start; step > 0 ? i < stop : i > stop; i += step) {
        int end = moved(text, at, 1);
        memcpy(chosen + size, text.data + at, (size_t)(end - at));
        size += end - at;
        at = moved(text, at, step);
    }
    void* slice = c11_string__new2(chosen, size);
    py_free(chosen);
    return slice;
}
