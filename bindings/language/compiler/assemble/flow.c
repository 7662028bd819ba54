/* Where control goes in a unit, and how high the stack is there. */
#include "assemble.h"

#include <string.h>

enum { V = PKL_NO_EFFECT, HOPS_MAX = 64 };

bool pkl_flow_open(PklFlow* f) {
    PklUnit* u = f->u;
    f->code = u->drafts;
    f->count = u->count;
    f->depths = pkl_take(f->c, sizeof(int32_t) * (size_t)u->count);
    f->targets = pkl_take(f->c, (size_t)u->count + 1);
    if(!f->targets) return false;
    for(int i = 0; i < f->count; i++)
        if(f->code[i].jumps) f->code[i].arg = u->labels[f->code[i].arg];
    for(int i = 0; i < u->try_count; i++) u->tries[i].label = u->labels[u->tries[i].label];
    return true;
}

bool pkl_flow_ends(int op) {
    return op == PKL_JUMP_FORWARD || op == PKL_RETURN_VALUE || op == PKL_RETURN_CONST || op == PKL_RAISE_VARARGS ||
           op == PKL_RERAISE;
}

/* ---- jumps to jumps -------------------------------------------------------------- */

static int follow(const PklFlow* f, int target) {
    for(int hops = 0; hops < HOPS_MAX && f->code[target].op == PKL_JUMP_FORWARD; hops++) target = f->code[target].arg;
    return target;
}

/* `a and b or c`: the truth of a value that was tested already decides the next test. */
static void thread_or_pop(PklFlow* f, PklDraft* jump) {
    for(int hops = 0; hops < HOPS_MAX; hops++) {
        bool when = jump->op == PKL_JUMP_IF_TRUE_OR_POP;
        int target = follow(f, jump->arg), op = f->code[target].op;
        jump->arg = target;
        if(op == jump->op) jump->arg = f->code[target].arg;
        else if(op == (when ? PKL_POP_JUMP_IF_TRUE : PKL_POP_JUMP_IF_FALSE)) {
            jump->op = (uint8_t)op;
            jump->arg = follow(f, f->code[target].arg);
            return;
        } else if(op == (when ? PKL_POP_JUMP_IF_FALSE : PKL_POP_JUMP_IF_TRUE) ||
                  op == (when ? PKL_JUMP_IF_FALSE_OR_POP : PKL_JUMP_IF_TRUE_OR_POP)) {
            jump->op = when ? PKL_POP_JUMP_IF_TRUE : PKL_POP_JUMP_IF_FALSE;
            jump->arg = follow(f, target + 1);
            return;
        } else return;
    }
}

static void thread_jump(PklFlow* f, PklDraft* jump) {
    int target = follow(f, jump->arg), op = f->code[target].op;
    jump->arg = target;
    if(op != PKL_RETURN_VALUE && op != PKL_RETURN_CONST) return;
    int32_t arg = f->code[target].arg;
    if(!jump->range.lineno) jump->range = f->code[target].range;
    jump->op = (uint8_t)op;
    jump->jumps = false;
    jump->arg = arg;
}

void pkl_flow_thread(PklFlow* f) {
    for(int i = 0; i < f->count; i++) {
        PklDraft* draft = &f->code[i];
        if(!draft->jumps) continue;
        int before = draft->arg;
        if(draft->op == PKL_JUMP_FORWARD) thread_jump(f, draft);
        else if(draft->op == PKL_JUMP_IF_FALSE_OR_POP || draft->op == PKL_JUMP_IF_TRUE_OR_POP) thread_or_pop(f, draft);
        else draft->arg = follow(f, draft->arg);
        if(draft->jumps && draft->op != PKL_JUMP_FORWARD && draft->arg <= i)
            draft->arg = before; /* only JUMP goes back */
    }
}

/* ---- the stack's height ---------------------------------------------------------- */

static int effect_of(const PklDraft* draft, bool jumping) {
    static const int8_t effects[] = {
#define EFFECT(name, effect) effect,
        PKL_OPCODES(EFFECT)
#undef EFFECT
    };
    int arg = draft->arg;
    if(draft->op == PKL_LOAD_CLOSURE) return 1;
    if(draft->op == PKL_STORE_BACK) return -1;
    if(draft->op == PKL_SETUP) return 0;
    if(effects[draft->op] != V) return effects[draft->op];
    switch(draft->op) {
        case PKL_JUMP_IF_FALSE_OR_POP:
        case PKL_JUMP_IF_TRUE_OR_POP: return jumping ? 0 : -1;
        case PKL_FOR_ITER: return jumping ? -1 : 1;
        case PKL_BUILD_MAP: return 1 - 2 * arg;
        case PKL_BUILD_INTERPOLATION: return -1 - (arg & 1);
        case PKL_UNPACK_SEQUENCE: return arg - 1;
        case PKL_UNPACK_EX: return (arg & 255) + (arg >> 8);
        case PKL_CALL: return -arg - 1;
        case PKL_CALL_KW: return -arg - 2;
        case PKL_CALL_EX: return -arg - 2;
        case PKL_MAKE_FUNCTION: return -(arg & 1) - (arg >> 1 & 1) - (arg >> 2 & 1) - (arg >> 3 & 1);
        case PKL_RAISE_VARARGS: return -arg;
        case PKL_RERAISE: return -1;
        default: return 1 - arg; /* BUILD_* */
    }
}

typedef struct Walk {
    PklFlow* f;
    int32_t* pending;
    int count, capacity;
} Walk;

static void reach(Walk* walk, int at, int depth) {
    PklFlow* f = walk->f;
    if(f->depths[at] >= 0 || !pkl_grow(f->c, &walk->pending, &walk->capacity, walk->count, sizeof(int32_t))) return;
    f->depths[at] = depth;
    walk->pending[walk->count++] = at;
}

/* From an instruction to the end of what follows it without a jump. */
static void walk_from(Walk* walk, int at) {
    PklFlow* f = walk->f;
    for(int depth = f->depths[at];; at++) {
        const PklDraft* draft = &f->code[at];
        f->depths[at] = depth;
        if(depth > f->stacksize) f->stacksize = depth;
        if(draft->op == PKL_SETUP) {
            PklTry* handler = &f->u->tries[draft->arg];
            handler->depth = depth - handler->dropped;
            int pushed = 1 + handler->lasti;
            if(handler->depth + pushed > f->stacksize) f->stacksize = handler->depth + pushed;
            reach(walk, handler->label, handler->depth + pushed);
        }
        if(draft->jumps) reach(walk, draft->arg, depth + effect_of(draft, true));
        if(pkl_flow_ends(draft->op)) return;
        depth += effect_of(draft, false);
        if(f->depths[at + 1] >= 0) return;
    }
}

void pkl_flow_measure(PklFlow* f) {
    Walk walk = {.f = f};
    memset(f->depths, -1, sizeof(int32_t) * (size_t)f->count);
    reach(&walk, 0, 0);
    while(walk.count) walk_from(&walk, walk.pending[--walk.count]);
}

/* ---- leaving out ----------------------------------------------------------------- */

static bool is_kept(const PklFlow* f, int i, const int32_t* places) {
    const PklDraft* draft = &f->code[i];
    if(f->depths[i] < 0 || draft->op == PKL_NOP || draft->op == PKL_SETUP) return false;
    return draft->op != PKL_JUMP_FORWARD || draft->arg <= i || places[draft->arg] != places[i + 1];
}

/* Instructions without a place take that of the one before. */
static void inherit_ranges(PklFlow* f) {
    PklRange range = {-1, -1, -1, -1};
    for(int i = 0; i < f->count; i++) {
        if(f->code[i].range.lineno) range = f->code[i].range;
        else f->code[i].range = range;
    }
}

void pkl_flow_compact(PklFlow* f) {
    int32_t* places = pkl_take(f->c, sizeof(int32_t) * ((size_t)f->count + 1)); /* counted from the end */
    if(!places) return;
    inherit_ranges(f);
    for(int i = f->count - 1; i >= 0; i--) places[i] = places[i + 1] + is_kept(f, i, places);
    int total = places[0], at = 0;
    memset(f->targets, 0, (size_t)f->count);
    for(int i = 0; i < f->count; i++) {
        PklDraft draft = f->code[i];
        if(places[i] == places[i + 1]) continue;
        if(draft.jumps) draft.arg = total - places[draft.arg];
        f->depths[at] = f->depths[i];
        f->code[at++] = draft;
    }
    for(int i = 0; i < f->u->try_count; i++) f->u->tries[i].label = total - places[f->u->tries[i].label];
    f->count = total;
    for(int i = 0; i < total; i++) {
        if(f->code[i].jumps) f->targets[f->code[i].arg] = 1;
        if(f->code[i].handler >= 0) f->targets[f->u->tries[f->code[i].handler].label] = 1;
    }
}
