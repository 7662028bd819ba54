/* Instructions, labels and handlers of the unit in the making. */
#include "generate.h"

#include <string.h>

int pkl_label(PklGen* g) {
    PklUnit* u = g->u;
    if(!pkl_grow(g->c, &u->labels, &u->label_capacity, u->label_count, sizeof(int32_t))) return 0;
    u->labels[u->label_count] = -1;
    return u->label_count++;
}

void pkl_place(PklGen* g, int label) {
    if(g->c->failed) return;
    g->u->labels[label] = g->u->count;
    g->u->barrier = g->u->count;
}

static void append(PklGen* g, const void* at, int op, int arg, bool jumps) {
    PklUnit* u = g->u;
    if(!pkl_grow(g->c, &u->drafts, &u->capacity, u->count, sizeof(PklDraft))) return;
    PklDraft* draft = &u->drafts[u->count++];
    *draft = (PklDraft){.op = (uint8_t)op, .jumps = jumps, .handler = u->handler, .arg = arg};
    if(at) draft->range = *(const PklRange*)at;
}

void pkl_emit(PklGen* g, const void* at, int op, int arg) { append(g, at, op, arg, false); }

void pkl_jump(PklGen* g, const void* at, int op, int label) { append(g, at, op, label, true); }

static int cache_of(PklGen* g, PyStr* name) {
    PklUnit* u = g->u;
    if(!pkl_grow(g->c, &u->caches, &u->cache_capacity, u->cache_count, sizeof(PyStr*))) return 0;
    u->caches[u->cache_count] = name;
    return u->cache_count++;
}

void pkl_emit_cached(PklGen* g, const void* at, int op, PyStr* name) { pkl_emit(g, at, op, cache_of(g, name)); }

void pkl_emit_named(PklGen* g, const void* at, int op, PyStr* name) {
    pkl_emit(g, at, op, pkl_map_index(g->c, &g->u->names, name));
}

/* ---- handlers -------------------------------------------------------------------- */

int pkl_emit_try(PklGen* g, const void* at, int label, bool lasti, int dropped) {
    PklUnit* u = g->u;
    int outer = u->handler;
    if(!pkl_grow(g->c, &u->tries, &u->try_capacity, u->try_count, sizeof(PklTry))) return outer;
    u->tries[u->try_count] = (PklTry){label, outer, 0, lasti, (uint8_t)dropped};
    pkl_emit(g, at, PKL_SETUP, u->try_count);
    u->handler = u->try_count++;
    return outer;
}

void pkl_end_try(PklGen* g, int outer) { g->u->handler = outer; }

/* ---- constants ------------------------------------------------------------------- */

enum { SMALL_INT_MAX = (1 << 23) - 1 };

void pkl_emit_constant(PklGen* g, const void* at, py_TValue value) {
    if(value.type == tp_int && value._i64 >= -SMALL_INT_MAX && value._i64 <= SMALL_INT_MAX)
        pkl_emit(g, at, PKL_LOAD_SMALL_INT, (int)value._i64);
    else pkl_emit(g, at, PKL_LOAD_CONST, pkl_add_constant(g, &value));
}

void pkl_emit_none(PklGen* g, const void* at) {
    py_TValue none;
    py_newnone(&none);
    pkl_emit_constant(g, at, none);
}

void pkl_emit_int(PklGen* g, const void* at, int value) { pkl_emit(g, at, PKL_LOAD_SMALL_INT, value); }

void pkl_emit_str(PklGen* g, const void* at, PyStr* text) {
    pkl_emit_constant(g, at, (py_TValue){.type = tp_str, .is_ptr = true, ._obj = &text->head});
}

static bool loads_constant(const PklDraft* draft) {
    return draft->op == PKL_LOAD_CONST || draft->op == PKL_LOAD_SMALL_INT;
}

bool pkl_take_constants(PklGen* g, int count, py_TValue* out) {
    PklUnit* u = g->u;
    int first = u->count - count;
    if(g->c->failed || first < u->barrier) return false;
    for(int i = first; i < u->count; i++)
        if(!loads_constant(&u->drafts[i])) return false;
    for(int i = 0; i < count; i++) {
        const PklDraft* draft = &u->drafts[first + i];
        if(draft->op == PKL_LOAD_CONST) out[i] = u->constants.items[draft->arg];
        else py_newint(&out[i], draft->arg);
    }
    u->count = first;
    return true;
}

void pkl_emit_return(PklGen* g, const void* at) {
    py_TValue value;
    if(pkl_take_constants(g, 1, &value)) pkl_emit(g, at, PKL_RETURN_CONST, pkl_add_constant(g, &value));
    else pkl_emit(g, at, PKL_RETURN_VALUE, 0);
}
