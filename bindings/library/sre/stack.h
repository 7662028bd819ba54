/*
 * The matcher's stack: choices that are left, what changed since them, and barriers around bodies that are matched once and for all.
 *
 * A failure takes entries off: changes are undone, the first choice is taken. When the body of a lookaround, an atomic group or a possessive repetition
 * has matched, the choices in it go, and so do changes of repetitions, which have ended; changes of marks stay, to be undone by a failure of what follows.
 */
#pragma once

#include "sre.h"

typedef enum SreEntryKind {
    SRE_UNDO_MARK,    /* a: mark, b: what it was, c: the last index that was */
    SRE_UNDO_COUNT,   /* a: repetition, b: its count, c: its `last` */
    SRE_UNDO_REPEAT,  /* a: the repetition under way */
    SRE_UNDO_NEW,     /* the same, and the newest repetition goes */
    SRE_TRY_BRANCH,   /* a: place of the next alternative's skip, b: position */
    SRE_TRY_FEWER,    /* a: place of the op, b: position behind as few as must be, c: position behind those taken */
    SRE_TRY_MORE,     /* a: place of the op, b: position, c: how many were taken */
    SRE_TRY_TAIL,     /* b: position: no further repetition */
    SRE_TRY_BODY,     /* b: position: one more repetition */
    SRE_BARRIER,      /* a: place of the op, b: position before, c: the barrier around it; below it lies: */
    SRE_BARRIER_STATE /* a: the repetition under way, b: number of repetitions, c: times the body has matched */
} SreEntryKind;

/* False: MemoryError. */
bool pkl_sre_push(SreMatcher* matcher, SreEntryKind kind, int32_t a, int32_t b, int32_t c);
bool pkl_sre_push_repeat(SreMatcher* matcher, int32_t place);
/* What an entry that is no choice and no barrier changes back. */
void pkl_sre_undo(SreMatcher* matcher, const SreEntry* entry);

/* ---- bodies behind barriers ---- */
/* Begins the body of the op at `place`; `at` is where the body begins. */
SreStep pkl_sre_open(SreMatcher* matcher, int32_t place, int32_t times, int32_t at);
/* The body of the innermost barrier has matched. */
SreStep pkl_sre_close(SreMatcher* matcher);
/* It has failed; the barrier is off the stack. */
SreStep pkl_sre_body_failed(SreMatcher* matcher, const SreEntry* barrier, int32_t times);
SreStep pkl_sre_possessive(SreMatcher* matcher, int32_t place, int32_t times, bool stuck);

static inline int32_t pkl_sre_place(const SreMatcher* matcher, const uint32_t* ip) { return (int32_t)(ip - matcher->code); }
static inline SreStep pkl_sre_go(SreMatcher* matcher, const uint32_t* ip, int32_t at) {
    matcher->ip = ip;
    matcher->at = at;
    return SRE_GO;
}
/* Whether one more is allowed: [op, skip, least, most]. */
static inline bool pkl_sre_may_repeat(const uint32_t* op, int32_t count) { return op[3] == SRE_MAXREPEAT || (uint32_t)count < op[3]; }
