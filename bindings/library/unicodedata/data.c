/* What Unicode says of code points, unpacked at the first question. */
#include "tables.h"

#include "../../language/machine/heap.h"

#include <string.h>

PklUnicodeTables pkl_unicode_tables;

typedef struct Runs {
    uint32_t count;
    uint32_t* starts;
    uint16_t* records;
} Runs;

typedef struct Decomposition {
    uint32_t code;
    const unsigned char* at; /* kind, count, differences */
} Decomposition;

typedef struct Pair {
    uint64_t parts; /* first << 32 | second */
    uint32_t whole;
} Pair;

typedef struct Number {
    uint32_t code;
    double value;
} Number;

typedef struct OldRecord {
    uint8_t fields[5]; /* direction, category, decimal digit, mirrored, width */
} OldRecord;

static struct {
    const unsigned char* from; /* the table that this is of */
    const char* texts[4];      /* categories, directions, widths, kinds */
    uint8_t (*records)[UCD_FIELDS];
    OldRecord* old_records;
    Runs runs, old_runs;
    Decomposition* decompositions;
    Pair* pairs;
    Number *numbers, *corrections;
    uint32_t decomposition_count, pair_count, number_count, correction_count;
} data;

/* ---- unpacking ---------------------------------------------------------------------------------------------------- */

static void read_runs(const unsigned char** at, Runs* runs) {
    uint32_t start = 0;
    runs->count = (uint32_t)pkl_packed_next(at);
    runs->starts = pkl_alloc(runs->count * sizeof(uint32_t));
    runs->records = pkl_alloc(runs->count * sizeof(uint16_t));
    for (uint32_t i = 0; i < runs->count; i++) {
        runs->starts[i] = start;
        start += (uint32_t)pkl_packed_next(at) + 1;
        runs->records[i] = (uint16_t)pkl_packed_next(at);
    }
}

static void read_records(const unsigned char** at) {
    uint32_t count = (uint32_t)pkl_packed_next(at);
    data.records = pkl_alloc(count * sizeof *data.records);
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < UCD_FIELDS; k++) data.records[i][k] = (uint8_t)pkl_packed_next(at);
}

static void read_decompositions(const unsigned char** at) {
    uint32_t code = 0;
    data.decomposition_count = (uint32_t)pkl_packed_next(at);
    data.decompositions = pkl_alloc(data.decomposition_count * sizeof *data.decompositions);
    for (uint32_t i = 0; i < data.decomposition_count; i++) {
        code += (uint32_t)pkl_packed_next(at);
        data.decompositions[i] = (Decomposition){code, *at};
        pkl_packed_next(at);
        for (uint64_t left = pkl_packed_next(at); left > 0; left--) pkl_packed_next(at);
    }
}

static double read_number(const unsigned char** at) {
    double value = (double)pkl_packed_signed(at);
    for (uint64_t power = pkl_packed_next(at); power > 0; power--) value *= 10;
    return value / (double)pkl_packed_next(at);
}

static void read_numbers(const unsigned char** at) {
    uint32_t code = 0;
    data.number_count = (uint32_t)pkl_packed_next(at);
    data.numbers = pkl_alloc(data.number_count * sizeof *data.numbers);
    for (uint32_t i = 0; i < data.number_count; i++) {
        code += (uint32_t)pkl_packed_next(at);
        data.numbers[i] = (Number){code, read_number(at)};
    }
}

static void read_old(const unsigned char** at) {
    uint32_t count = (uint32_t)pkl_packed_next(at);
    data.old_records = pkl_alloc(count * sizeof *data.old_records);
    for (uint32_t i = 0; i < count; i++)
        for (int k = 0; k < 5; k++) data.old_records[i].fields[k] = (uint8_t)pkl_packed_next(at);
    read_runs(at, &data.old_runs);
    data.correction_count = (uint32_t)pkl_packed_next(at);
    data.corrections = pkl_alloc(data.correction_count * sizeof *data.corrections);
    for (uint32_t i = 0; i < data.correction_count; i++) {
        uint32_t code = (uint32_t)pkl_packed_next(at);
        data.corrections[i] = (Number){code, (double)pkl_packed_next(at)};
    }
}

/* The canonical decompositions into two that may be undone: those not excluded from composed forms. Sorted by insertion: nearly in order already. */
static void make_pairs(void) {
    data.pairs = pkl_alloc(data.decomposition_count * sizeof *data.pairs);
    for (uint32_t i = 0; i < data.decomposition_count; i++) {
        uint32_t points[20], code = data.decompositions[i].code;
        const char* kind;
        if (pkl_unicode_decompose(code, false, points, &kind) != 2 || *kind || (pkl_unicode_field(code, UCD_QUICK, false) >> 4 & 3) == 2) continue;
        Pair pair = {(uint64_t)points[0] << 32 | points[1], code};
        uint32_t place = data.pair_count++;
        for (; place > 0 && data.pairs[place - 1].parts > pair.parts; place--) data.pairs[place] = data.pairs[place - 1];
        data.pairs[place] = pair;
    }
}

bool pkl_unicode_has_data(void) {
    const unsigned char* at = pkl_unicode_tables.data;
    if (!at || data.from == at) return at != NULL;
    data.from = at;
    for (int i = 0; i < 4; i++) {
        uint64_t size = pkl_packed_next(&at);
        data.texts[i] = (const char*)at;
        at += size;
    }
    read_records(&at);
    read_runs(&at, &data.runs);
    read_decompositions(&at);
    read_numbers(&at);
    read_old(&at);
    make_pairs();
    return true;
}

/* ---- questions ------------------------------------------------------------------------------------------------------ */

static uint16_t record_of(const Runs* runs, uint32_t code) {
    uint32_t low = 0, high = runs->count;
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        if (runs->starts[middle] <= code) low = middle;
        else high = middle;
    }
    return runs->records[low];
}

static const OldRecord* old_of(uint32_t code) { return &data.old_records[record_of(&data.old_runs, code)]; }

bool pkl_unicode_unassigned(uint32_t code) { return old_of(code)->fields[1] == 0; }

int pkl_unicode_old_decimal(uint32_t code) {
    uint8_t decimal = old_of(code)->fields[2];
    return decimal == UCD_UNCHANGED || decimal < 10 ? decimal : -1;
}

int pkl_unicode_field(uint32_t code, int field, bool old) {
    static const int8_t PLACES[UCD_FIELDS] = {1, -1, 0, 3, 4, -1};
    int now = data.records[record_of(&data.runs, code)][field];
    if (!old || field == UCD_QUICK) return now;
    const OldRecord* record = old_of(code);
    if (record->fields[1] == 0) return 0; /* it was not there */
    int was = PLACES[field] < 0 ? UCD_UNCHANGED : record->fields[PLACES[field]];
    return was == UCD_UNCHANGED ? now : was;
}

static const char* text_at(const char* texts, int index) {
    while (index-- > 0) texts += strlen(texts) + 1;
    return texts;
}

const char* pkl_unicode_text(int field, int value) { return text_at(data.texts[field == UCD_CATEGORY ? 0 : field == UCD_DIRECTION ? 1 : 2], value); }

int pkl_unicode_decompose(uint32_t code, bool old, uint32_t points[20], const char** kind) {
    uint32_t low = 0, high = data.decomposition_count;
    *kind = "";
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (data.decompositions[middle].code < code) low = middle + 1;
        else high = middle;
    }
    if (low == data.decomposition_count || data.decompositions[low].code != code || (old && pkl_unicode_unassigned(code))) return 0;
    const unsigned char* at = data.decompositions[low].at;
    *kind = text_at(data.texts[3], (int)pkl_packed_next(&at));
    int count = (int)pkl_packed_next(&at);
    for (int i = 0; i < count; i++) points[i] = (uint32_t)((int64_t)code + pkl_packed_signed(&at));
    return count;
}

uint32_t pkl_unicode_compose(uint32_t first, uint32_t second) {
    uint64_t parts = (uint64_t)first << 32 | second;
    uint32_t low = 0, high = data.pair_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (data.pairs[middle].parts < parts) low = middle + 1;
        else high = middle;
    }
    return low < data.pair_count && data.pairs[low].parts == parts ? data.pairs[low].whole : 0;
}

static const Number* find(const Number* numbers, uint32_t count, uint32_t code) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (numbers[middle].code < code) low = middle + 1;
        else high = middle;
    }
    return low < count && numbers[low].code == code ? &numbers[low] : NULL;
}

bool pkl_unicode_numeric(uint32_t code, bool old, double* out) {
    if (old) {
        const OldRecord* record = old_of(code); /* as CPython, which does not look at numeric values of 3.2 */
        *out = record->fields[2];
        if (record->fields[1] == 0 || record->fields[2] != UCD_UNCHANGED) return record->fields[1] != 0;
    }
    const Number* found = find(data.numbers, data.number_count, code);
    if (found) *out = found->value;
    return found != NULL;
}

uint32_t pkl_unicode_correction(uint32_t code) {
    const Number* found = find(data.corrections, data.correction_count, code);
    return found ? (uint32_t)found->value : 0;
}
