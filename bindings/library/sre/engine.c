/*
 * Runs a program at one position. No C recursion: what may be tried otherwise lies on the matcher's stack (stack.h). Every op costs fuel, whose end asks
 * whether the run may go on.
 */
#include "stack.h"

#include <string.h>

/* ---- positions and marks ------------------------------------------------------------------------------------------------- */

static bool is_word(uint32_t kind, uint32_t code) { return pkl_sre_category(kind, code); }

static bool at_boundary(const SreMatcher* matcher, uint32_t category) {
    int32_t at = matcher->at, before = at;
    bool left = false, right = false;
    if (at > 0) {
        before = pkl_sre_before(matcher, at);
        left = is_word(category, pkl_sre_next(matcher, &before));
    }
    if (at < matcher->end) right = is_word(category, pkl_sre_next(matcher, &at));
    return left != right;
}

static bool is_at(const SreMatcher* matcher, uint32_t where) {
    int32_t at = matcher->at, left = matcher->end - at;
    switch (where) {
    case SRE_AT_BEGINNING:
    case SRE_AT_BEGINNING_STRING: return at == 0;
    case SRE_AT_BEGINNING_LINE: return at == 0 || matcher->text[at - 1] == '\n';
    case SRE_AT_END: return left == 0 || (left == 1 && matcher->text[at] == '\n');
    case SRE_AT_END_LINE: return left == 0 || matcher->text[at] == '\n';
    case SRE_AT_END_STRING: return left == 0;
    case SRE_AT_UNI_BOUNDARY: return at_boundary(matcher, 14);
    case SRE_AT_UNI_NON_BOUNDARY: return !at_boundary(matcher, 14);
    case SRE_AT_BOUNDARY:
    case SRE_AT_LOC_BOUNDARY: return at_boundary(matcher, 4);
    default: return !at_boundary(matcher, 4);
    }
}

static SreStep set_mark(SreMatcher* matcher) {
    int32_t mark = (int32_t)matcher->ip[1];
    if (!pkl_sre_push(matcher, SRE_UNDO_MARK, mark, matcher->marks[mark], matcher->last_index)) return SRE_ERROR;
    matcher->marks[mark] = matcher->at;
    if (mark & 1) matcher->last_index = mark / 2 + 1;
    return pkl_sre_go(matcher, matcher->ip + 2, matcher->at);
}

static bool group_span(const SreMatcher* matcher, uint32_t group, int32_t* from, int32_t* to) {
    *from = matcher->marks[2 * group];
    *to = matcher->marks[2 * group + 1];
    return *from >= 0 && *to >= *from;
}

static bool same_text(SreMatcher* matcher, int32_t from, int32_t to) {
    int32_t size = to - from;
    matcher->fuel -= size / 16;
    if (size > matcher->end - matcher->at || memcmp(matcher->text + from, matcher->text + matcher->at, (size_t)size) != 0) return false;
    matcher->at += size;
    return true;
}

static bool same_letters(SreMatcher* matcher, int32_t from, int32_t to, uint32_t (*lower)(uint32_t)) {
    matcher->fuel -= (to - from) / 4;
    while (from < to) {
        if (matcher->at >= matcher->end) return false;
        if (lower(pkl_sre_next(matcher, &from)) != lower(pkl_sre_next(matcher, &matcher->at))) return false;
    }
    return true;
}

static SreStep group_again(SreMatcher* matcher) {
    int32_t from, to;
    if (!group_span(matcher, matcher->ip[1], &from, &to)) return SRE_FAIL;
    bool same = *matcher->ip == SRE_GROUPREF ? same_text(matcher, from, to)
                                             : same_letters(matcher, from, to, *matcher->ip == SRE_GROUPREF_UNI_IGNORE ? pkl_sre_lower : pkl_sre_ascii_lower);
    return same ? pkl_sre_go(matcher, matcher->ip + 2, matcher->at) : SRE_FAIL;
}

/* ---- alternatives ------------------------------------------------------------------------------------------------------------ */

/* Whether an alternative can begin here, as far as its first op tells. */
static bool may_begin(const SreMatcher* matcher, const uint32_t* ip) {
    if (*ip != SRE_LITERAL && *ip != SRE_IN) return true;
    int32_t at = matcher->at;
    return at < matcher->end && pkl_sre_item(ip, pkl_sre_next(matcher, &at));
}

static SreStep branch(SreMatcher* matcher, const uint32_t* skip) {
    for (; *skip != 0; skip += *skip) {
        const uint32_t* next = skip + *skip;
        if (!may_begin(matcher, skip + 1)) continue;
        if (*next != 0 && !pkl_sre_push(matcher, SRE_TRY_BRANCH, pkl_sre_place(matcher, next), matcher->at, 0)) return SRE_ERROR;
        return pkl_sre_go(matcher, skip + 1, matcher->at);
    }
    return SRE_FAIL;
}

static SreStep conditional(SreMatcher* matcher) {
    int32_t from, to;
    const uint32_t* ip = matcher->ip;
    return pkl_sre_go(matcher, group_span(matcher, ip[1], &from, &to) ? ip + 3 : ip + 1 + ip[2], matcher->at);
}

/* So many characters before; -1: there are not as many. */
static int32_t place_before(SreMatcher* matcher, uint32_t back) {
    int32_t at = matcher->at;
    if (back > (uint32_t)at) return -1;
    if (!matcher->wide) return at - (int32_t)back;
    matcher->fuel -= (int32_t)(back / 4);
    for (; back > 0 && at > 0; back--) at = pkl_sre_before(matcher, at);
    return back == 0 ? at : -1;
}

static SreStep lookaround(SreMatcher* matcher) {
    int32_t at = place_before(matcher, matcher->ip[2]);
    if (at >= 0) return pkl_sre_open(matcher, pkl_sre_place(matcher, matcher->ip), 0, at);
    return *matcher->ip == SRE_ASSERT_NOT ? pkl_sre_go(matcher, matcher->ip + 1 + matcher->ip[1], matcher->at) : SRE_FAIL;
}

/* ---- repetitions of one character ----------------------------------------------------------------------------------------------- */

static bool is_next(const SreMatcher* matcher, uint32_t code, int32_t at) { return at < matcher->end && pkl_sre_next(matcher, &at) == code; }

/* Goes on behind the repetition at `op`, after as many characters as can be: those up to `high`, or fewer, down to `low`. */
static SreStep fewer(SreMatcher* matcher, const uint32_t* op, int32_t low, int32_t high) {
    const uint32_t* tail = op + 1 + op[1];
    int32_t from = high;
    if (*tail == SRE_LITERAL)
        while (high > low && !is_next(matcher, tail[1], high)) high = pkl_sre_before(matcher, high);
    matcher->fuel -= (from - high) / 4;
    if (high > low && !pkl_sre_push(matcher, SRE_TRY_FEWER, pkl_sre_place(matcher, op), low, high)) return SRE_ERROR;
    return pkl_sre_go(matcher, tail, high);
}

static int32_t most_more(const uint32_t* op) { return op[3] == SRE_MAXREPEAT ? INT32_MAX : (int32_t)(op[3] - op[2]); }

static SreStep repeat_one(SreMatcher* matcher) {
    const uint32_t* op = matcher->ip;
    int32_t at = matcher->at, least = (int32_t)op[2];
    if (least > matcher->end - at || pkl_sre_count(matcher, op + 4, &at, least) < least) return SRE_FAIL;
    if (*op == SRE_MIN_REPEAT_ONE) {
        bool more = pkl_sre_may_repeat(op, least);
        if (more && !pkl_sre_push(matcher, SRE_TRY_MORE, pkl_sre_place(matcher, op), at, least)) return SRE_ERROR;
        return pkl_sre_go(matcher, op + 1 + op[1], at);
    }
    int32_t low = at;
    pkl_sre_count(matcher, op + 4, &at, most_more(op));
    return *op == SRE_REPEAT_ONE ? fewer(matcher, op, low, at) : pkl_sre_go(matcher, op + 1 + op[1], at);
}

/* One more character of a repetition that takes as few as can be; where a letter follows, as many as lead to it. */
static SreStep more(SreMatcher* matcher, const SreEntry* entry) {
    const uint32_t *op = matcher->code + entry->a, *tail = op + 1 + op[1];
    int32_t at = entry->b, count = entry->c;
    do {
        if (pkl_sre_count(matcher, op + 4, &at, 1) == 0) return SRE_FAIL;
        count++;
        matcher->fuel--;
    } while (*tail == SRE_LITERAL && pkl_sre_may_repeat(op, count) && !is_next(matcher, tail[1], at));
    if (pkl_sre_may_repeat(op, count) && !pkl_sre_push(matcher, SRE_TRY_MORE, entry->a, at, count)) return SRE_ERROR;
    return pkl_sre_go(matcher, tail, at);
}

/* ---- other repetitions -------------------------------------------------------------------------------------------------------------- */

static SreStep repeat(SreMatcher* matcher) {
    const uint32_t* op = matcher->ip;
    if (!pkl_sre_push_repeat(matcher, pkl_sre_place(matcher, op))) return SRE_ERROR;
    return pkl_sre_go(matcher, op + 1 + op[1], matcher->at);
}

/* The body once more; `last` is where it begins, if that is to be noted. */
static SreStep body(SreMatcher* matcher, int32_t last) {
    SreRepeat* repeat = &matcher->repeats[matcher->repeat];
    if (!pkl_sre_push(matcher, SRE_UNDO_COUNT, matcher->repeat, repeat->count, repeat->last)) return SRE_ERROR;
    repeat->count++;
    repeat->last = last;
    return pkl_sre_go(matcher, matcher->code + repeat->place + 4, matcher->at);
}

/* What follows the repetition. */
static SreStep tail(SreMatcher* matcher) {
    const SreRepeat* repeat = &matcher->repeats[matcher->repeat];
    const uint32_t* op = matcher->code + repeat->place;
    if (!pkl_sre_push(matcher, SRE_UNDO_REPEAT, matcher->repeat, 0, 0)) return SRE_ERROR;
    matcher->repeat = repeat->outer;
    return pkl_sre_go(matcher, op + 1 + op[1] + 1, matcher->at);
}

/* A repetition that matched nothing the last time is not tried again. */
static SreStep until(SreMatcher* matcher, bool greedy) {
    const SreRepeat* repeat = &matcher->repeats[matcher->repeat];
    const uint32_t* op = matcher->code + repeat->place;
    int32_t count = repeat->count + 1;
    if ((uint32_t)count < op[2]) return body(matcher, repeat->last);
    if (!greedy) return pkl_sre_push(matcher, SRE_TRY_BODY, 0, matcher->at, 0) ? tail(matcher) : SRE_ERROR;
    if (!pkl_sre_may_repeat(op, count) || matcher->at == repeat->last) return tail(matcher);
    return pkl_sre_push(matcher, SRE_TRY_TAIL, 0, matcher->at, 0) ? body(matcher, matcher->at) : SRE_ERROR;
}

static SreStep one_more(SreMatcher* matcher) {
    const SreRepeat* repeat = &matcher->repeats[matcher->repeat];
    bool may = pkl_sre_may_repeat(matcher->code + repeat->place, repeat->count + 1) && matcher->at != repeat->last;
    return may ? body(matcher, matcher->at) : SRE_FAIL;
}

/* ---- the loop --------------------------------------------------------------------------------------------------------------------------- */

static SreStep success(SreMatcher* matcher) {
    if (matcher->barrier >= 0) return pkl_sre_close(matcher);
    bool counts = !(matcher->whole && matcher->at != matcher->end) && !(matcher->advance && matcher->at == matcher->start);
    return counts ? SRE_DONE : SRE_FAIL;
}

static SreStep one_character(SreMatcher* matcher) {
    const uint32_t* ip = matcher->ip;
    int32_t at = matcher->at;
    if (at >= matcher->end || !pkl_sre_item(ip, pkl_sre_next(matcher, &at))) return SRE_FAIL;
    return pkl_sre_go(matcher, ip + pkl_sre_item_words(ip), at);
}

static SreStep step(SreMatcher* matcher) {
    const uint32_t* ip = matcher->ip;
    switch (*ip) {
    case SRE_SUCCESS: return success(matcher);
    case SRE_MARK: return set_mark(matcher);
    case SRE_AT: return is_at(matcher, ip[1]) ? pkl_sre_go(matcher, ip + 2, matcher->at) : SRE_FAIL;
    case SRE_INFO:
    case SRE_JUMP: return pkl_sre_go(matcher, ip + 1 + ip[1], matcher->at);
    case SRE_BRANCH: return branch(matcher, ip + 1);
    case SRE_REPEAT_ONE:
    case SRE_MIN_REPEAT_ONE:
    case SRE_POSSESSIVE_REPEAT_ONE: return repeat_one(matcher);
    case SRE_REPEAT: return repeat(matcher);
    case SRE_MAX_UNTIL: return until(matcher, true);
    case SRE_MIN_UNTIL: return until(matcher, false);
    case SRE_POSSESSIVE_REPEAT: return pkl_sre_possessive(matcher, pkl_sre_place(matcher, ip), 0, false);
    case SRE_ATOMIC_GROUP: return pkl_sre_open(matcher, pkl_sre_place(matcher, ip), 0, matcher->at);
    case SRE_ASSERT:
    case SRE_ASSERT_NOT: return lookaround(matcher);
    case SRE_GROUPREF:
    case SRE_GROUPREF_IGNORE:
    case SRE_GROUPREF_LOC_IGNORE:
    case SRE_GROUPREF_UNI_IGNORE: return group_again(matcher);
    case SRE_GROUPREF_EXISTS: return conditional(matcher);
    default: return one_character(matcher);
    }
}

/* Takes the choice of an entry that is off the stack. */
static SreStep retry(SreMatcher* matcher, const SreEntry* entry) {
    switch (entry->kind) {
    case SRE_TRY_BRANCH: matcher->at = entry->b; return branch(matcher, matcher->code + entry->a);
    case SRE_TRY_FEWER: return fewer(matcher, matcher->code + entry->a, entry->b, pkl_sre_before(matcher, entry->c));
    case SRE_TRY_MORE: return more(matcher, entry);
    case SRE_TRY_TAIL: matcher->at = entry->b; return tail(matcher);
    case SRE_TRY_BODY: matcher->at = entry->b; return one_more(matcher);
    case SRE_BARRIER: matcher->entry_count--; return pkl_sre_body_failed(matcher, entry, matcher->entries[matcher->entry_count].c);
    default: pkl_sre_undo(matcher, entry); return SRE_FAIL;
    }
}

static SreStep backtrack(SreMatcher* matcher) {
    SreStep result = SRE_FAIL;
    while (result == SRE_FAIL && matcher->entry_count > 0) {
        SreEntry entry = matcher->entries[--matcher->entry_count];
        result = retry(matcher, &entry);
        matcher->fuel--;
    }
    return result;
}

static bool refuel(SreMatcher* matcher) {
    int32_t work = (SRE_FUEL - matcher->fuel) / 4;
    matcher->fuel = SRE_FUEL;
    return pkl_tick(work);
}

SreStep pkl_sre_run(SreMatcher* matcher) {
    pkl_sre_go(matcher, matcher->code, matcher->start);
    for (;;) {
        if (--matcher->fuel < 0 && !refuel(matcher)) return SRE_ERROR;
        SreStep result = step(matcher);
        if (result == SRE_FAIL) result = backtrack(matcher);
        if (result != SRE_GO) return result;
    }
}
