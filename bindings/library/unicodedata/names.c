/* Names of code points and back: by rule where they follow one (Hangul, ideographs, those that end with the code point), else from the table. */
#include "tables.h"

#include "../../language/machine/heap.h"

#include <string.h>

enum { BLOCK = 64, S_BASE = 0xac00, V_COUNT = 21, T_COUNT = 28, S_COUNT = 19 * V_COUNT * T_COUNT };

static const char LEADS[19][3] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
static const char VOWELS[V_COUNT][4] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
static const char TAILS[T_COUNT][3] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};
static const char HANGUL[] = "HANGUL SYLLABLE ", IDEOGRAPH[] = "CJK UNIFIED IDEOGRAPH";

static int put(char* out, int size, const char* text) {
    size_t length = strlen(text);
    memcpy(out + size, text, length);
    return size + (int)length;
}

/* prefix-CODE */
static int put_code(char* out, const char* prefix, int size, uint32_t code) {
    memcpy(out, prefix, (size_t)size);
    out[size++] = '-';
    int digits = 4;
    while (code >> 4 * digits) digits++;
    while (digits) out[size++] = "0123456789ABCDEF"[code >> 4 * --digits & 15];
    return size;
}

static int hangul_name(uint32_t index, char* out) {
    int size = put(out, 0, HANGUL);
    size = put(out, size, LEADS[index / (V_COUNT * T_COUNT)]);
    size = put(out, size, VOWELS[index / T_COUNT % V_COUNT]);
    return put(out, size, TAILS[index % T_COUNT]);
}

/* ---- the table: entries in turn ------------------------------------------------------------------------------------- */

typedef struct Entries {
    const unsigned char* at;
    int64_t left;
    int numbers; /* before the name: 1, or as many as the first says */
    uint32_t points[5], code;
    char name[UNICODE_NAME_MAX];
    int size;
} Entries;

static void start(Entries* entries, const unsigned char* at, int numbers) {
    entries->at = at;
    entries->left = (int64_t)pkl_packed_next(&entries->at);
    entries->numbers = numbers;
    entries->code = 0;
    entries->size = 0;
}

static bool next(Entries* entries) {
    if (entries->left-- <= 0) return false;
    entries->points[0] = (uint32_t)pkl_packed_next(&entries->at);
    for (uint32_t i = 1; entries->numbers > 1 && i <= entries->points[0] && i < 5; i++) entries->points[i] = (uint32_t)pkl_packed_next(&entries->at);
    entries->code += entries->points[0];
    int shared = (int)pkl_packed_next(&entries->at), rest = (int)pkl_packed_next(&entries->at);
    if (shared + rest <= UNICODE_NAME_MAX) memcpy(entries->name + shared, entries->at, (size_t)rest);
    entries->at += rest;
    entries->size = shared + rest;
    return true;
}

static bool is(const Entries* entries, const char* name, int size) { return entries->size == size && !memcmp(entries->name, name, (size_t)size); }

/* ---- ranges by rule, and where the names begin ----------------------------------------------------------------------- */

typedef struct Rule {
    uint32_t first, last;
    const char* prefix;
    int size;
} Rule;

typedef struct Block { /* names stand on their own at every 64th */
    const unsigned char* at;
    uint32_t before; /* the code point before its first */
} Block;

enum { RULES_MAX = 64 };
static struct {
    const unsigned char *from, *names;
    Rule rules[RULES_MAX];
    int rule_count;
    int64_t count;
    Block* blocks;
} table;

static void find_blocks(void) {
    Entries entries;
    start(&entries, table.names, 1);
    table.count = entries.left;
    table.blocks = pkl_alloc((size_t)(table.count / BLOCK + 1) * sizeof(Block));
    for (int64_t i = 0; i < table.count; i++) {
        if (i % BLOCK == 0) table.blocks[i / BLOCK] = (Block){entries.at, entries.code};
        next(&entries);
    }
}

static bool has_names(void) {
    const unsigned char* at = pkl_unicode_tables.names;
    if (!at || table.from == at) return at != NULL;
    table.from = at;
    uint32_t count = (uint32_t)pkl_packed_next(&at);
    table.rule_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        Rule rule = {.first = (uint32_t)pkl_packed_next(&at)};
        rule.last = rule.first + (uint32_t)pkl_packed_next(&at);
        rule.size = (int)pkl_packed_next(&at);
        rule.prefix = (const char*)at;
        at += rule.size;
        if (table.rule_count < RULES_MAX) table.rules[table.rule_count++] = rule;
    }
    table.names = at;
    find_blocks();
    return true;
}

/* An ideograph of a block whose others have names. */
static bool is_ideograph(uint32_t code) {
    bool there = (code >= 0x3400 && code < 0xa000) || (code >= 0x20000 && code < 0x2f800) || (code >= 0x30000 && code < 0x32400);
    return there && (code < 0x4dc0 || code >= 0x4e00) && pkl_unicode_has_data() && !strcmp(pkl_unicode_text(UCD_CATEGORY, pkl_unicode_field(code, UCD_CATEGORY, false)), "Lo");
}

int pkl_unicode_name(uint32_t code, char out[UNICODE_NAME_MAX]) {
    if (!has_names()) return 0;
    if (code - S_BASE < S_COUNT) return hangul_name(code - S_BASE, out);
    if (is_ideograph(code)) return put_code(out, IDEOGRAPH, (int)sizeof IDEOGRAPH - 1, code);
    for (int i = 0; i < table.rule_count; i++) {
        const Rule* rule = &table.rules[i];
        if (code >= rule->first && code <= rule->last) return put_code(out, rule->prefix, rule->size, code);
    }
    int64_t low = 0, high = (table.count + BLOCK - 1) / BLOCK;
    while (high - low > 1) {
        int64_t middle = (low + high) / 2;
        if (table.blocks[middle].before < code) low = middle;
        else high = middle;
    }
    Entries entries = {.at = table.blocks[low].at, .left = table.count - low * BLOCK, .numbers = 1, .code = table.blocks[low].before};
    while (next(&entries) && entries.code < code) {}
    if (entries.left < 0 || entries.code != code) return 0;
    memcpy(out, entries.name, (size_t)entries.size);
    return entries.size;
}

/* ---- back -------------------------------------------------------------------------------------------------------------- */

/* The longest of the texts that `at` begins with; its index, or -1. */
static int longest(const char* texts, int count, int width, const char** at, const char* end) {
    int found = -1, best = -1;
    for (int i = 0; i < count; i++) {
        int size = (int)strlen(texts + i * width);
        if (size > best && end - *at >= size && !memcmp(*at, texts + i * width, (size_t)size)) found = i, best = size;
    }
    if (found >= 0) *at += best;
    return found;
}

static uint32_t hangul_code(const char* at, const char* end) {
    int lead = longest(LEADS[0], 19, 3, &at, end), vowel = longest(VOWELS[0], V_COUNT, 4, &at, end), tail = longest(TAILS[0], T_COUNT, 3, &at, end);
    return lead >= 0 && vowel >= 0 && tail >= 0 && at == end ? (uint32_t)(S_BASE + (lead * V_COUNT + vowel) * T_COUNT + tail) : 0;
}

/* The code point behind the last hyphen, where the name is what its rule makes of it. */
static uint32_t code_by_rule(const char* name, int size) {
    char made[UNICODE_NAME_MAX];
    uint32_t code = 0;
    int at = size;
    while (at > 0 && name[at - 1] != '-') at--;
    if (at == 0 || size - at < 4 || size - at > 5) return 0;
    for (int i = at; i < size; i++) {
        char c = name[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'F')) return 0;
        code = code << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    if (is_ideograph(code)) return at == (int)sizeof IDEOGRAPH && !memcmp(name, IDEOGRAPH, sizeof IDEOGRAPH - 1) ? code : 0; /* of five digits the first may be 0 */
    bool known = false;
    for (int i = 0; i < table.rule_count; i++) known |= code >= table.rules[i].first && code <= table.rules[i].last;
    return known && pkl_unicode_name(code, made) == size && !memcmp(made, name, (size_t)size) ? code : 0;
}

static int one(uint32_t code, uint32_t points[4]) {
    points[0] = code;
    return 1;
}

int pkl_unicode_lookup(const char* name, int size, bool sequences, uint32_t points[4]) {
    char upper[UNICODE_NAME_MAX];
    if (!has_names() || size <= 0 || size >= UNICODE_NAME_MAX) return 0;
    for (int i = 0; i < size; i++) upper[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] - 32) : name[i];
    if (size >= 16 && !memcmp(name, HANGUL, 16)) { /* as CPython, in upper case only */
        uint32_t code = hangul_code(name + 16, name + size);
        return code ? one(code, points) : 0;
    }
    uint32_t code = code_by_rule(upper, size);
    if (is_ideograph(code) && memcmp(upper, name, (size_t)size)) return 0;
    if (code) return one(code, points);
    Entries entries;
    start(&entries, table.names, 1);
    while (next(&entries))
        if (is(&entries, upper, size)) return one(entries.code, points);
    start(&entries, entries.at, 1);
    while (next(&entries))
        if (is(&entries, upper, size)) return one(entries.points[0], points);
    start(&entries, entries.at, 4);
    while (next(&entries)) {
        if (!is(&entries, upper, size)) continue;
        for (uint32_t i = 0; i < entries.points[0]; i++) points[i] = entries.points[i + 1];
        return sequences ? (int)entries.points[0] : 0;
    }
    return 0;
}
