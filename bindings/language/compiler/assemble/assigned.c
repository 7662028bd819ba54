/*
 * Which locals may be unassigned where they are loaded: those loads become LOAD_FAST_CHECK, all others need not look. A
 * set for each place that somebody jumps to holds what may be unassigned there; sets only grow, until nothing changes.
 */
#include "assemble.h"

#include <string.h>

typedef struct Sets {
    PklFlow* f;
    int words;
    uint32_t** at; /* by instruction; NULL where nobody jumps to */
    uint32_t* now;
    bool changed;
} Sets;

static bool open_sets(Sets* s) {
    PklFlow* f = s->f;
    s->at = pkl_take(f->c, sizeof(uint32_t*) * (size_t)f->count);
    s->now = pkl_take(f->c, sizeof(uint32_t) * (size_t)s->words);
    for(int i = 0; s->now && i < f->count; i++)
        if(f->targets[i]) s->at[i] = pkl_take(f->c, sizeof(uint32_t) * (size_t)s->words);
    return !f->c->failed;
}

static void merge(Sets* s, int target) {
    uint32_t* set = s->at[target];
    for(int i = 0; i < s->words; i++) {
        s->changed |= (s->now[i] & ~set[i]) != 0;
        set[i] |= s->now[i];
    }
}

static void assign(Sets* s, int local, bool assigned) {
    uint32_t bit = (uint32_t)1 << (local & 31);
    if(assigned) s->now[local >> 5] &= ~bit;
    else s->now[local >> 5] |= bit;
}

static bool may_be_unassigned(const Sets* s, int local) { return s->now[local >> 5] >> (local & 31) & 1; }

/* Afterwards the local may be unassigned. */
static bool loses(int op) { return op == PKL_DELETE_FAST || op == PKL_LOAD_FAST_AND_CLEAR || op == PKL_STORE_BACK; }

static void step(Sets* s, PklDraft* draft, bool last) {
    int op = draft->op, local = draft->arg;
    if(op == PKL_LOAD_FAST && last && may_be_unassigned(s, local)) draft->op = PKL_LOAD_FAST_CHECK;
    if(op == PKL_LOAD_FAST || op == PKL_STORE_FAST) assign(s, local, true);
    if(loses(op)) assign(s, local, false);
    if(op == PKL_STORE_BACK && last) draft->op = PKL_STORE_FAST;
}

/* Once through the code. An exception may leave a block of instructions with one handler after any of them. */
static void pass(Sets* s, bool last) {
    PklFlow* f = s->f;
    int parameters = f->u->argcount + f->u->kwonlyargcount + f->u->scope->varargs + f->u->scope->varkeywords;
    memset(s->now, 0, sizeof(uint32_t) * (size_t)s->words);
    for(int i = parameters; i < f->u->locals.count; i++) assign(s, i, false);
    for(int i = 0, handler = -1; i < f->count; i++) {
        PklDraft* draft = &f->code[i];
        if(s->at[i]) {
            if(!i || !pkl_flow_ends(f->code[i - 1].op)) merge(s, i);
            memcpy(s->now, s->at[i], sizeof(uint32_t) * (size_t)s->words);
            handler = -1;
        }
        if(draft->handler >= 0 && draft->handler != handler) merge(s, f->u->tries[draft->handler].label);
        handler = draft->handler;
        bool lost = loses(draft->op);
        step(s, draft, last);
        if(handler >= 0 && lost) merge(s, f->u->tries[handler].label);
        if(draft->jumps) merge(s, draft->arg);
    }
}

void pkl_flow_check_assigned(PklFlow* f) {
    Sets s = {.f = f, .words = (f->u->locals.count + 31) / 32};
    if(!s.words || !f->count || !open_sets(&s)) return;
    do {
        s.changed = false;
        pass(&s, false);
    } while(s.changed);
    pass(&s, true);
}
