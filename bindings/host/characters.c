/* Where the characters of a text lie, eight bytes at a time. Upstream goes to a character from the start of its text,
 * byte by byte, and for a slice it does so again for each character: s[i] took as long as all that precedes it, s[::-1]
 * the square of that. Texts are valid UTF-8 (utf8.h). */
#include "interpreter_access.h"

#include <string.h>

int c11__byte_index_to_unicode(const char* data, int size);
int c11__unicode_index_to_byte(const char* data, int index);
void* c11_sv__u8_slice(c11_sv text, int start, int stop, int step);

/* Upstream's, makes a copy. */
void* c11_string__new2(const char* data, int size);

/* All bytes but those like 10xxxxxx begin a character; the zero behind a text does too. */
static bool begins(char byte) { return (byte & 0xC0) != 0x80; }

/* How many of the next eight bytes do. */
static int beginnings(const char* data) {
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return 8 - __builtin_popcountll(word & ~(word << 1) & 0x8080808080808080u);
}

/* How many characters begin in so many bytes. */
int c11__byte_index_to_unicode(const char* data, int size) {
    int count = 0, at = 0;
    for(; size - at >= 8; at += 8) count += beginnings(data + at);
    for(; at < size; at++) count += begins(data[at]);
    return count;
}

/* At which byte a character begins, counted from a byte that begins one. Eight characters have at least eight bytes. */
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

/* So many characters further, or back where `step` is negative; no further than to an end of the text. */
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

/* text[start:stop:step] as a new text, with bounds that lie within it. */
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
