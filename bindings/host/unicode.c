/* What upstream needs of the Unicode database: which code points are letters without case (general category
 * Lo), and their East Asian width. The tables are packed when the interpreter is built (unicode.ranges),
 * which saves 2 KB on the wire. */
#include "unicode.h"

#include <stddef.h>

static uint32_t next_number(const unsigned char** at) {
    uint32_t number = 0;
    for(int shift = 0;; shift += 7) {
        unsigned char byte = *(*at)++;
        number |= (uint32_t)(byte & 0x7F) << shift;
        if(byte < 0x80) return number;
    }
}

static void unpack(pkw_Ranges* table) {
    const unsigned char* at = table->packed;
    uint32_t next = 0, kinds = (uint32_t)table->kinds;
    for(int i = 0; i < table->count; i++) {
        uint32_t start = next_number(&at), length = next_number(&at);
        uint32_t first = next + start / kinds;
        table->rows[i] = (pkw_Range){first, first + length, table->words[start % kinds]};
        next = first + length + 1;
    }
    table->is_unpacked = true;
}

/* The word of the range that contains a code point; NULL where none does. */
static const char* find(pkw_Ranges* table, uint32_t character) {
    if(!table->is_unpacked) unpack(table);
    int low = 0, high = table->count - 1;
    while(low <= high) {
        int middle = (low + high) / 2;
        const pkw_Range* range = &table->rows[middle];
        if(character < range->first) high = middle - 1;
        else if(character > range->last) low = middle + 1;
        else return range->word;
    }
    return NULL;
}

bool c11__is_unicode_Lo_char(int character) { return find(&pkw_kLoRanges, (uint32_t)character) != NULL; }

const char* c11__u32_east_asian_width(int character) {
    const char* width = find(&pkw_kEastAsianWidthRanges, (uint32_t)character);
    return width ? width : "N";
}
