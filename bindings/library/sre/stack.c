/* Entries of the matcher's stack, and what happens at barriers. */
#include "stack.h"

#include <string.h>

/* Twice the room for items of `size` bytes; the first ones lie in the matcher. */
static void* grown(void* items, const void* first, int32_t* capacity, size_t size) {
    size_t bytes = (size_t)*capacity * size;
    if (*capacity > INT32_MAX / 64) return pkl_raise(tp_MemoryError, NULL), NULL;
    if (!pkl_reserve(2 * (uint64_t)bytes)) return NULL;
    *capacity *= 2;
    if (items != first) return pkl_buffer_resize(items, bytes, 2 * bytes);
    return memcpy(pkl_buffer(2 * bytes), first, bytes);
}

static bool grow_entries(SreMatcher* matcher) {
    SreEntry* entries = grown(matcher->entries, matcher->first_entries, &matcher->entry_capacity, sizeof(SreEntry));
    if (entries != NULL) matcher->entries = entries;
    return entries != NULL;
}

bool pkl_sre_push(SreMatcher* matcher, SreEntryKind kind, int32_t a, int32_t b, int32_t c) {
    if (matcher->entry_count == matcher->entry_capacity && !grow_entries(matcher)) return false;
    matcher->entries[matcher->entry_count++] = (SreEntry){(int32_t)kind, a, b, c};
    return true;
}

bool pkl_sre_push_repeat(SreMatcher* matcher, int32_t place) {
    if (!pkl_sre_push(matcher, SRE_UNDO_NEW, matcher->repeat, 0, 0)) return false;
    if (matcher->repeat_count == matcher->repeat_capacity) {
        SreRepeat* repeats = grown(matcher->repeats, matcher->first_repeats, &matcher->repeat_capacity, sizeof(SreRepeat));
        if (repeats == NULL) return false;
        matcher->repeats = repeats;
    }
    matcher->repeats[matcher->repeat_count] = (SreRepeat){-1, -1, matcher->repeat, place};
    matcher->repeat = matcher->repeat_count++;
    return true;
}

void pkl_sre_undo(SreMatcher* matcher, const SreEntry* entry) {
    switch (entry->kind) {
    case SRE_UNDO_MARK:
        matcher->marks[entry->a] = entry->b;
        matcher->last_index = entry->c;
        break;
    case SRE_UNDO_COUNT:
        matcher->repeats[entry->a].count = entry->b;
        matcher->repeats[entry->a].last = entry->c;
        break;
    case SRE_UNDO_NEW: matcher->repeat_count--; /* fall through */
    case SRE_UNDO_REPEAT: matcher->repeat = entry->a; break;
    default: break;
    }
}

/* ---- barriers --------------------------------------------------------------------------------------------------------- */

SreStep pkl_sre_open(SreMatcher* matcher, int32_t place, int32_t times, int32_t at) {
    const uint32_t* op = matcher->code + place;
    bool pushed = pkl_sre_push(matcher, SRE_BARRIER_STATE, matcher->repeat, matcher->repeat_count, times) &&
                  pkl_sre_push(matcher, SRE_BARRIER, place, matcher->at, matcher->barrier);
    if (!pushed) return SRE_ERROR;
    matcher->barrier = matcher->entry_count - 1;
    int32_t operands = *op == SRE_ATOMIC_GROUP ? 1 : *op == SRE_POSSESSIVE_REPEAT ? 3 : 2;
    return pkl_sre_go(matcher, op + 1 + operands, at);
}

/* All of the body is undone. */
static void undo_body(SreMatcher* matcher) {
    while (matcher->entry_count > matcher->barrier + 1) pkl_sre_undo(matcher, &matcher->entries[--matcher->entry_count]);
    matcher->entry_count -= 2;
}

/* Of the body, changes of marks stay. */
static void keep_marks(SreMatcher* matcher, const SreEntry* state) {
    int32_t kept = matcher->barrier - 1;
    for (int32_t i = matcher->barrier + 1; i < matcher->entry_count; i++)
        if (matcher->entries[i].kind == SRE_UNDO_MARK) matcher->entries[kept++] = matcher->entries[i];
    matcher->fuel -= (matcher->entry_count - kept) / 8;
    matcher->entry_count = kept;
    matcher->repeat = state->a;
    matcher->repeat_count = state->b;
}

/* The body of a possessive repetition has matched `times` times; `stuck`: the last time is no reason to try again. */
SreStep pkl_sre_possessive(SreMatcher* matcher, int32_t place, int32_t times, bool stuck) {
    const uint32_t* op = matcher->code + place;
    if ((uint32_t)times < op[2] || (!stuck && pkl_sre_may_repeat(op, times))) return pkl_sre_open(matcher, place, times, matcher->at);
    return pkl_sre_go(matcher, op + 1 + op[1] + 1, matcher->at);
}

SreStep pkl_sre_close(SreMatcher* matcher) {
    SreEntry barrier = matcher->entries[matcher->barrier], state = matcher->entries[matcher->barrier - 1];
    const uint32_t *op = matcher->code + barrier.a, *behind = op + 1 + op[1];
    if (*op == SRE_ASSERT_NOT) undo_body(matcher);
    else keep_marks(matcher, &state);
    matcher->barrier = barrier.c;
    switch (*op) {
    case SRE_ASSERT_NOT: return SRE_FAIL;
    case SRE_ASSERT: return pkl_sre_go(matcher, behind, barrier.b);
    case SRE_ATOMIC_GROUP: return pkl_sre_go(matcher, behind, matcher->at);
    default: return pkl_sre_possessive(matcher, barrier.a, state.c + 1, (uint32_t)state.c >= op[2] && matcher->at == barrier.b);
    }
}

SreStep pkl_sre_body_failed(SreMatcher* matcher, const SreEntry* barrier, int32_t times) {
    const uint32_t* op = matcher->code + barrier->a;
    matcher->barrier = barrier->c;
    if (*op == SRE_ASSERT_NOT) return pkl_sre_go(matcher, op + 1 + op[1], barrier->b);
    if (*op == SRE_POSSESSIVE_REPEAT && (uint32_t)times >= op[2]) return pkl_sre_go(matcher, op + 1 + op[1] + 1, barrier->b);
    return SRE_FAIL;
}
