/*
 * Types of code points: runs of the same record, unpacked when first needed and searched by halves; Latin-1 has a table of its own.
 */
#include "unicode.h"

typedef struct Record {
    int32_t change[3]; /* by PklCase */
    uint8_t decimal, digit;
    uint16_t flags;
} Record;

static uint32_t runs[PKL_UNICODE_RUNS]; /* first code point << 9 | record */
static Record records[PKL_UNICODE_RECORDS];
static uint32_t mappings[PKL_UNICODE_MAPPINGS];
static uint16_t latin[256];
static bool unpacked;

_Static_assert(PKL_UNICODE_RECORDS <= 512, "a record fits into nine bits");

static uint32_t next_number(const unsigned char** at) {
    uint32_t number = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char byte = *(*at)++;
        number |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80) return number;
    }
}

static int32_t next_signed(const unsigned char** at) {
    uint32_t number = next_number(at);
    return number & 1 ? -(int32_t)(number >> 1) - 1 : (int32_t)(number >> 1);
}

static void unpack_records(void) {
    const unsigned char* at = pkl_unicode_records;
    for (Record* record = records; record < records + PKL_UNICODE_RECORDS; record++) {
        for (int i = 0; i < 3; i++) record->change[i] = next_signed(&at);
        record->decimal = (uint8_t)next_number(&at);
        record->digit = (uint8_t)next_number(&at);
        record->flags = (uint16_t)next_number(&at);
    }
    at = pkl_unicode_mappings;
    for (int i = 0; i < PKL_UNICODE_MAPPINGS; i++) mappings[i] = next_number(&at);
}

static void unpack(void) {
    unpack_records();
    const unsigned char* at = pkl_unicode_runs;
    uint32_t first = 0;
    for (int i = 0; i < PKL_UNICODE_RUNS; i++) {
        uint32_t next = first + next_number(&at) + 1, record = next_number(&at);
        runs[i] = first << 9 | record;
        for (; first < next; first++) {
            if (first > 255) break;
            latin[first] = (uint16_t)record;
        }
        first = next;
    }
    unpacked = true;
}

static const Record* record_of(uint32_t code) {
    if (!unpacked) unpack();
    if (code < 256) return &records[latin[code]];
    int low = 0, high = PKL_UNICODE_RUNS;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (runs[middle] >> 9 <= code) low = middle;
        else high = middle;
    }
    return &records[runs[low] & 511];
}

uint32_t pkl_unicode_flags(uint32_t code) { return record_of(code)->flags; }

int pkl_unicode_decimal(uint32_t code) {
    const Record* record = record_of(code);
    return record->flags & PKL_DECIMAL ? record->decimal : -1;
}

/* An extended mapping: the place in the low 16 bits, in the highest eight how many; of `lower` bits 20 to 22 tell how many code points the
 * case folding has, which stand behind. */
int pkl_unicode_convert(uint32_t code, PklCase to, uint32_t out[3]) {
    const Record* record = record_of(code);
    uint32_t change = (uint32_t)record->change[to == PKL_TO_FOLD ? PKL_TO_LOWER : to];
    if (!(record->flags & PKL_EXTENDED_CASE)) return out[0] = code + change, 1;
    int count = (int)(change >> 24);
    const uint32_t* from = mappings + (change & 0xFFFF);
    if (to == PKL_TO_FOLD && (change >> 20 & 7)) {
        from += count;
        count = (int)(change >> 20 & 7);
    }
    for (int i = 0; i < count; i++) out[i] = from[i];
    return count;
}
