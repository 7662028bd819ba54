/* Where the characters of a text lie in its bytes. Upstream goes from the start of the text character by character, for every index;
 * here eight bytes are looked at together where that gives the same answer. */
#include "interpreter_access.h"

#include <string.h>

int c11__u8_header(unsigned char first, bool suppress);

#define EACH_BYTE(value) (0x0101010101010101u * (value))

static uint64_t eight_bytes(const char* at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof(bytes));
    return bytes;
}

/* The place of character `index`, which must be there. */
int c11__unicode_index_to_byte(const char* data, int index) {
    int at = 0;
    /* as many bytes as characters are left, at least */
    for(; index >= 8 && (eight_bytes(data + at) & EACH_BYTE(0x80)) == 0; index -= 8) at += 8;
    for(; index > 0; index--) at += c11__u8_header((unsigned char)data[at], false);
    return at;
}

/* How many characters begin in the first `size` bytes: all bytes but 10xxxxxx. */
int c11__byte_index_to_unicode(const char* data, int size) {
    int count = size > 0 ? size : 0, at = 0;
    for(; at + 8 <= size; at += 8) {
        uint64_t bytes = eight_bytes(data + at);
        if(bytes & EACH_BYTE(0x80)) count -= __builtin_popcountll(bytes >> 7 & ~(bytes >> 6) & EACH_BYTE(1));
    }
    for(; at < size; at++) count -= (data[at] & 0xC0) == 0x80;
    return count;
}
