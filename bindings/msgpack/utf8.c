/*
 * UTF-8 validation for both directions of the msgpack binding.
 *
 * pocketpy's str holds any bytes (`bytes.decode` does not validate them), msgpack's str only UTF-8.
 * Position, length and reason of an error are those of CPython's decoder. Limits: texts up to INT_MAX bytes,
 * the most a pocketpy str can hold.
 */
#include "internal.h"

#include <string.h>

static const char INVALID_START[] = "invalid start byte";
static const char INVALID_CONTINUATION[] = "invalid continuation byte";
static const char UNEXPECTED_END[] = "unexpected end of data";

/* What the lead byte of a sequence promises; `bytes` is 0 for a byte no sequence starts with. */
typedef struct {
    int bytes;
    unsigned char second_min, second_max; /* excludes over-long forms, surrogates, > U+10FFFF */
} Sequence;

static Sequence sequence_of(unsigned char lead) {
    if(lead < 0xc2) return (Sequence){0, 0, 0};
    if(lead < 0xe0) return (Sequence){2, 0x80, 0xbf};
    if(lead == 0xe0) return (Sequence){3, 0xa0, 0xbf};
    if(lead == 0xed) return (Sequence){3, 0x80, 0x9f};
    if(lead < 0xf0) return (Sequence){3, 0x80, 0xbf};
    if(lead == 0xf0) return (Sequence){4, 0x90, 0xbf};
    if(lead < 0xf4) return (Sequence){4, 0x80, 0xbf};
    if(lead == 0xf4) return (Sequence){4, 0x80, 0x8f};
    return (Sequence){0, 0, 0};
}

/* How many leading bytes are ASCII; eight at a time, for most texts are nothing else. */
static int count_ascii(const unsigned char* text, int size) {
    int at = 0;
    for(uint64_t word; size - at >= 8; at += 8) {
        memcpy(&word, text + at, 8);
        if(word & 0x8080808080808080u) break;
    }
    while(at < size && text[at] < 0x80) at++;
    return at;
}

/* Bytes of the sequence at `text`, or 0 with `fault` filled in relative to `text`. */
static int check_sequence(const unsigned char* text, int size, msgpack_TextFault* fault) {
    Sequence sequence = sequence_of(text[0]);
    if(sequence.bytes == 0) {
        *fault = (msgpack_TextFault){0, 1, INVALID_START};
        return 0;
    }
    for(int i = 1; i < sequence.bytes; i++) {
        unsigned char min = i == 1 ? sequence.second_min : 0x80;
        unsigned char max = i == 1 ? sequence.second_max : 0xbf;
        if(i < size && text[i] >= min && text[i] <= max) continue;
        *fault = (msgpack_TextFault){0, i, i < size ? INVALID_CONTINUATION : UNEXPECTED_END};
        return 0;
    }
    return sequence.bytes;
}

bool msgpack_check_utf8(const unsigned char* text, int size, msgpack_TextFault* fault) {
    int at = 0;
    while((at += count_ascii(text + at, size - at)) < size) {
        int bytes = check_sequence(text + at, size - at, fault);
        if(bytes == 0) {
            fault->position = at;
            return false;
        }
        at += bytes;
    }
    return true;
}
