/* What the opcodes say about one character: categories, sets, letters without their case. */
#include "sre.h"

#include "../../language/text/unicode.h"

#include <string.h>

/* ---- case ---------------------------------------------------------------------------------------------------------------- */

uint32_t pkl_sre_ascii_lower(uint32_t code) { return code - 'A' < 26 ? code + 32 : code; }
static uint32_t ascii_upper(uint32_t code) { return code - 'a' < 26 ? code - 32 : code; }

static uint32_t convert(uint32_t code, PklCase to) {
    if (code > 0x10FFFF) return code;
    uint32_t out[3];
    pkl_unicode_convert(code, to, out);
    return out[0];
}

uint32_t pkl_sre_lower(uint32_t code) { return code < 128 ? pkl_sre_ascii_lower(code) : convert(code, PKL_TO_LOWER); }
uint32_t pkl_sre_upper(uint32_t code) { return code < 128 ? ascii_upper(code) : convert(code, PKL_TO_UPPER); }

/* ---- categories ------------------------------------------------------------------------------------------------------------ */

static bool is_digit(uint32_t code) { return code - '0' < 10; }
static bool is_space(uint32_t code) { return code == ' ' || code - '\t' < 5; }
static bool is_word(uint32_t code) { return code < 128 && (is_digit(code) || (code | 32) - 'a' < 26 || code == '_'); }

static bool has_flags(uint32_t code, uint32_t flags) { return code <= 0x10FFFF && (pkl_unicode_flags(code) & flags) != 0; }

static bool is_unicode_word(uint32_t code) {
    return code < 128 ? is_word(code) : has_flags(code, PKL_ALPHA | PKL_DECIMAL | PKL_DIGIT | PKL_NUMERIC);
}

/* Categories come in pairs, the second of which is the opposite. */
bool pkl_sre_category(uint32_t category, uint32_t code) {
    bool in;
    switch (category / 2) {
    case 0: in = is_digit(code); break;
    case 1: in = is_space(code); break;
    case 2: in = is_word(code); break;
    case 3: in = code == '\n'; break;
    case 4: in = is_word(code); break; /* of a locale, which is C */
    case 5: in = code < 128 ? is_digit(code) : has_flags(code, PKL_DECIMAL); break;
    case 6: in = code < 128 ? is_space(code) || code - 0x1C < 4 : has_flags(code, PKL_SPACE); break;
    case 7: in = is_unicode_word(code); break;
    default: in = has_flags(code, PKL_LINEBREAK); break;
    }
    return in != (category & 1);
}

/* ---- sets -------------------------------------------------------------------------------------------------------------------- */

static bool has_bit(const uint32_t* words, uint32_t bit) { return words[bit / 32] >> (bit & 31) & 1; }

static bool in_blocks(const uint32_t* set, uint32_t code) { /* [number of blocks, 256 bytes, blocks] */
    if (code >= 0x10000) return false;
    uint32_t block = set[1 + (code >> 10)] >> (code >> 8 & 3) * 8 & 255;
    return has_bit(set + 1 + SRE_BLOCK_WORDS + block * SRE_CHARSET_WORDS, code & 255);
}

static bool in_range(const uint32_t* bounds, uint32_t code) { return bounds[0] <= code && code <= bounds[1]; }

bool pkl_sre_charset(const uint32_t* set, uint32_t code) {
    for (bool in = true;;) {
        switch (*set++) {
        case SRE_NEGATE: in = !in; break;
        case SRE_LITERAL:
            if (*set++ == code) return in;
            break;
        case SRE_CATEGORY:
            if (pkl_sre_category(*set++, code)) return in;
            break;
        case SRE_CHARSET:
            if (code < 256 && has_bit(set, code)) return in;
            set += SRE_CHARSET_WORDS;
            break;
        case SRE_RANGE:
            if (in_range(set, code)) return in;
            set += 2;
            break;
        case SRE_RANGE_UNI_IGNORE:
            if (in_range(set, code) || in_range(set, pkl_sre_upper(code))) return in;
            set += 2;
            break;
        case SRE_BIGCHARSET:
            if (in_blocks(set, code)) return in;
            set += 1 + SRE_BLOCK_WORDS + set[0] * SRE_CHARSET_WORDS;
            break;
        default: return !in; /* SRE_FAILURE */
        }
    }
}

static bool in_locale_set(const uint32_t* set, uint32_t code) {
    uint32_t lower = pkl_sre_ascii_lower(code), upper = ascii_upper(code);
    return pkl_sre_charset(set, lower) || (upper != lower && pkl_sre_charset(set, upper));
}

static bool is_locale_letter(uint32_t letter, uint32_t code) {
    return letter == code || letter == pkl_sre_ascii_lower(code) || letter == ascii_upper(code);
}

/* ---- items -------------------------------------------------------------------------------------------------------------------- */

int32_t pkl_sre_item_words(const uint32_t* ip) {
    switch (*ip) {
    case SRE_FAILURE:
    case SRE_ANY:
    case SRE_ANY_ALL: return 1;
    case SRE_LITERAL:
    case SRE_NOT_LITERAL:
    case SRE_LITERAL_IGNORE:
    case SRE_NOT_LITERAL_IGNORE:
    case SRE_LITERAL_UNI_IGNORE:
    case SRE_NOT_LITERAL_UNI_IGNORE:
    case SRE_LITERAL_LOC_IGNORE:
    case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_CATEGORY: return 2;
    case SRE_IN:
    case SRE_IN_IGNORE:
    case SRE_IN_UNI_IGNORE:
    case SRE_IN_LOC_IGNORE: return 1 + (int32_t)ip[1];
    default: return 0;
    }
}

bool pkl_sre_item(const uint32_t* ip, uint32_t code) {
    switch (*ip) {
    case SRE_ANY: return code != '\n';
    case SRE_ANY_ALL: return true;
    case SRE_LITERAL: return code == ip[1];
    case SRE_NOT_LITERAL: return code != ip[1];
    case SRE_LITERAL_IGNORE: return pkl_sre_ascii_lower(code) == ip[1];
    case SRE_NOT_LITERAL_IGNORE: return pkl_sre_ascii_lower(code) != ip[1];
    case SRE_LITERAL_UNI_IGNORE: return pkl_sre_lower(code) == ip[1];
    case SRE_NOT_LITERAL_UNI_IGNORE: return pkl_sre_lower(code) != ip[1];
    case SRE_LITERAL_LOC_IGNORE: return is_locale_letter(ip[1], code);
    case SRE_NOT_LITERAL_LOC_IGNORE: return !is_locale_letter(ip[1], code);
    case SRE_CATEGORY: return pkl_sre_category(ip[1], code);
    case SRE_IN: return pkl_sre_charset(ip + 2, code);
    case SRE_IN_IGNORE: return pkl_sre_charset(ip + 2, pkl_sre_ascii_lower(code));
    case SRE_IN_UNI_IGNORE: return pkl_sre_charset(ip + 2, pkl_sre_lower(code));
    case SRE_IN_LOC_IGNORE: return in_locale_set(ip + 2, code);
    default: return false; /* SRE_FAILURE */
    }
}

/* Everything, or everything of a line, of a text whose characters are bytes. */
static int32_t count_bytes(const SreMatcher* matcher, bool line, int32_t* at, int32_t most) {
    int32_t count = matcher->end - *at < most ? matcher->end - *at : most;
    const unsigned char* from = matcher->text + *at;
    const unsigned char* found = line && count > 0 ? memchr(from, '\n', (size_t)count) : NULL;
    if (found != NULL) count = (int32_t)(found - from);
    *at += count;
    return count;
}

int32_t pkl_sre_count(SreMatcher* matcher, const uint32_t* item, int32_t* at, int32_t most) {
    int32_t count = 0, place = *at;
    if (!matcher->wide && (*item == SRE_ANY || *item == SRE_ANY_ALL)) count = count_bytes(matcher, *item == SRE_ANY, at, most);
    else {
        for (; count < most && place < matcher->end && pkl_sre_item(item, pkl_sre_next(matcher, &place)); count++) *at = place;
    }
    matcher->fuel -= count / 4;
    return count;
}
