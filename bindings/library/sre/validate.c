/*
 * Looks through a program before it is run: every op and its operands lie inside, skips end where an op begins, groups exist, sets and items are complete.
 * A program can call _sre.compile() with any numbers.
 */
#include "sre.h"

typedef struct Program {
    const uint32_t* code;
    int32_t groups;
} Program;

static int32_t sequence(const Program* program, int32_t from, int32_t to, bool jump);

/* Where the skip at a place leads, if that is not behind `to`; -1. */
static int32_t target_of(const Program* program, int32_t place, int32_t to) {
    if (place >= to) return -1;
    uint32_t skip = program->code[place];
    return skip <= (uint32_t)(to - place) ? place + (int32_t)skip : -1;
}

/* ---- sets -------------------------------------------------------------------------------------------------------------- */

static int32_t blocks_words(const uint32_t* set, int32_t room) {
    if (room < 2 + SRE_BLOCK_WORDS || set[1] > 256) return -1;
    for (int i = 0; i < 256; i++)
        if ((set[2 + i / 4] >> i % 4 * 8 & 255) >= set[1]) return -1;
    return 2 + SRE_BLOCK_WORDS + (int32_t)set[1] * SRE_CHARSET_WORDS;
}

static int32_t member_words(const uint32_t* set, int32_t room) {
    switch (*set) {
    case SRE_NEGATE: return 1;
    case SRE_LITERAL: return 2;
    case SRE_RANGE:
    case SRE_RANGE_UNI_IGNORE: return 3;
    case SRE_CHARSET: return 1 + SRE_CHARSET_WORDS;
    case SRE_BIGCHARSET: return blocks_words(set, room);
    case SRE_CATEGORY: return room > 1 && set[1] < SRE_CATEGORIES ? 2 : -1;
    default: return -1;
    }
}

/* Members, then SRE_FAILURE. */
static bool charset(const Program* program, int32_t from, int32_t to) {
    while (from < to - 1) {
        int32_t words = member_words(program->code + from, to - 1 - from);
        if (words < 0 || words > to - 1 - from) return false;
        from += words;
    }
    return from == to - 1 && program->code[from] == SRE_FAILURE;
}

/* ---- ops: each returns where the next begins, -1 --------------------------------------------------------------------------- */

static bool is_set(uint32_t op) { return op == SRE_IN || op == SRE_IN_IGNORE || op == SRE_IN_UNI_IGNORE || op == SRE_IN_LOC_IGNORE; }

/* Of one character. */
static int32_t item(const Program* program, int32_t at, int32_t to) {
    uint32_t op = program->code[at];
    if (is_set(op)) {
        int32_t end = target_of(program, at + 1, to);
        return end > at + 1 && charset(program, at + 2, end) ? end : -1;
    }
    int32_t words = pkl_sre_item_words(program->code + at);
    if (words == 0 || words > to - at) return -1;
    if (op == SRE_CATEGORY && program->code[at + 1] >= SRE_CATEGORIES) return -1;
    return at + words;
}

static int32_t operand_below(const Program* program, int32_t at, int32_t to, uint32_t limit) {
    return to - at >= 2 && program->code[at + 1] < limit ? at + 2 : -1;
}

static int32_t info(const Program* program, int32_t at, int32_t to) {
    int32_t end = target_of(program, at + 1, to);
    if (end < at + 5) return -1;
    const uint32_t* words = program->code + at + 1; /* skip, flags, least, most, then the prefix or a set */
    if (words[1] & SRE_INFO_PREFIX) {
        int32_t room = end - at - 7;
        if (room < 0 || words[4] > (uint32_t)room / 2 || words[4] == 0) return -1;
    } else if ((words[1] & SRE_INFO_CHARSET) && !charset(program, at + 5, end)) return -1;
    return end;
}

static int32_t branch(const Program* program, int32_t at, int32_t to) {
    int32_t place = at + 1, common = -1;
    while (place < to && program->code[place] != 0) {
        int32_t next = target_of(program, place, to);
        if (next < place + 3 || next >= to || sequence(program, place + 1, next, true) != next - 2) return -1;
        int32_t target = target_of(program, next - 1, to);
        if (target < 0 || (common >= 0 && target != common)) return -1;
        common = target;
        place = next;
    }
    return place < to && common == place + 1 ? common : -1;
}

/* [op, skip, least, most, …]; where the skip leads. */
static int32_t repeat_end(const Program* program, int32_t at, int32_t to) {
    int32_t end = target_of(program, at + 1, to);
    const uint32_t* words = program->code + at;
    return end >= at + 4 && words[2] <= words[3] && words[3] <= SRE_MAXREPEAT ? end : -1;
}

static int32_t repeat_one(const Program* program, int32_t at, int32_t to) {
    int32_t end = repeat_end(program, at, to);
    if (end < at + 6 || program->code[end - 1] != SRE_SUCCESS) return -1;
    return item(program, at + 4, end - 1) == end - 1 ? end : -1;
}

/* What ends the body stands where the skip leads. */
static int32_t repeat(const Program* program, int32_t at, int32_t to) {
    int32_t end = repeat_end(program, at, to);
    if (end < 0 || end >= to) return -1;
    uint32_t op = program->code[end];
    bool right = program->code[at] == SRE_POSSESSIVE_REPEAT ? op == SRE_SUCCESS : op == SRE_MAX_UNTIL || op == SRE_MIN_UNTIL;
    return right && sequence(program, at + 4, end, false) == end ? end + 1 : -1;
}

/* A body that ends with SRE_SUCCESS, behind `operands` words. */
static int32_t inner(const Program* program, int32_t at, int32_t to, int operands) {
    int32_t end = target_of(program, at + 1, to), body = at + 1 + operands;
    if (end <= body || program->code[end - 1] != SRE_SUCCESS) return -1;
    return sequence(program, body, end - 1, false) == end - 1 ? end : -1;
}

/* [op, group, skip, yes, perhaps (jump, skip, no)] */
static int32_t conditional(const Program* program, int32_t at, int32_t to) {
    if (operand_below(program, at, to, (uint32_t)program->groups) < 0 || at + 3 > to) return -1;
    uint32_t skip = program->code[at + 2];
    if (skip < 2 || skip > (uint32_t)(to - at - 1)) return -1;
    int32_t target = at + 1 + (int32_t)skip, reached = sequence(program, at + 3, target, true);
    if (reached == target) return target;
    if (reached < 0) return -1;
    int32_t end = target_of(program, target - 1, to);
    return end >= target && sequence(program, target, end, false) == end ? end : -1;
}

static int32_t next_op(const Program* program, int32_t at, int32_t to) {
    switch (program->code[at]) {
    case SRE_AT: return operand_below(program, at, to, SRE_AT_CODES);
    case SRE_MARK: return operand_below(program, at, to, 2 * (uint32_t)program->groups);
    case SRE_GROUPREF:
    case SRE_GROUPREF_IGNORE:
    case SRE_GROUPREF_LOC_IGNORE:
    case SRE_GROUPREF_UNI_IGNORE: return operand_below(program, at, to, (uint32_t)program->groups);
    case SRE_GROUPREF_EXISTS: return conditional(program, at, to);
    case SRE_INFO: return info(program, at, to);
    case SRE_BRANCH: return branch(program, at, to);
    case SRE_REPEAT_ONE:
    case SRE_MIN_REPEAT_ONE:
    case SRE_POSSESSIVE_REPEAT_ONE: return repeat_one(program, at, to);
    case SRE_REPEAT:
    case SRE_POSSESSIVE_REPEAT: return repeat(program, at, to);
    case SRE_ATOMIC_GROUP: return inner(program, at, to, 1);
    case SRE_ASSERT:
    case SRE_ASSERT_NOT: return inner(program, at, to, 2);
    default: return item(program, at, to);
    }
}

/* Ops until `to`, or, where `jump` allows it, until a jump in the last two words; -1 where they are none. */
static int32_t sequence(const Program* program, int32_t from, int32_t to, bool jump) {
    if (!pkl_enter(" while a pattern is checked")) return -1;
    while (from >= 0 && from < to) {
        if (jump && from == to - 2 && program->code[from] == SRE_JUMP) break;
        from = next_op(program, from, to);
    }
    pkl_leave();
    return from;
}

bool pkl_sre_valid(const uint32_t* code, int32_t count, int32_t groups) {
    Program program = {code, groups};
    return count > 0 && code[count - 1] == SRE_SUCCESS && sequence(&program, 0, count - 1, false) == count - 1;
}
