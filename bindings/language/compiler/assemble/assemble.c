/* The passes in order; then cells and free variables get their places among the locals. */
#include "assemble.h"

#include <string.h>

/* Where a cell lies: a parameter or other local that is also a cell keeps its place. */
static int cell_place(const PklUnit* u, int cell) {
    const PklPair* local = pkl_map_get(&u->locals, u->cells.pairs[cell].key);
    if(local) return (int)(local - u->locals.pairs);
    int place = u->locals.count;
    for(int i = 0; i < cell; i++) place += !pkl_map_get(&u->locals, u->cells.pairs[i].key);
    return place;
}

static void place_variables(PklFlow* f) {
    PklUnit* u = f->u;
    int32_t* places = pkl_take(f->c, sizeof(int32_t) * (size_t)(u->cells.count + 1));
    if(!places) return;
    for(int i = 0; i < u->cells.count; i++) places[i] = cell_place(u, i);
    int first_free = u->locals.count;
    for(int i = 0; i < u->cells.count; i++) first_free += places[i] >= u->locals.count;
    for(int i = 0; i < f->count; i++) {
        PklDraft* draft = &f->code[i];
        switch(draft->op) {
            case PKL_LOAD_CLOSURE:
            case PKL_LOAD_DEREF:
            case PKL_STORE_DEREF:
            case PKL_DELETE_DEREF:
            case PKL_LOAD_FROM_DICT_OR_DEREF:
                draft->arg = draft->arg & PKL_OF_FREE ? first_free + (draft->arg ^ PKL_OF_FREE) : places[draft->arg];
                if(draft->op == PKL_LOAD_CLOSURE) draft->op = PKL_LOAD_FAST;
        }
    }
}

/* What comes before the body: free variables and cells are put in place, a generator is made. */
static void insert_prologue(PklFlow* f) {
    PklUnit* u = f->u;
    bool generator = u->stop_label >= 0;
    int count = (u->frees.count > 0) + u->cells.count + 2 * generator, at = 0;
    if(!count) return;
    PklDraft* code = pkl_take(f->c, sizeof(PklDraft) * (size_t)(f->count + count));
    if(!code) return;
    PklRange start = {u->firstlineno, 0, u->firstlineno, 0}, none = {-1, -1, -1, -1};
#define PUT(opcode, argument, place)                                                                                   \
    code[at++] = (PklDraft) { .op = opcode, .handler = -1, .arg = argument, .range = place }
    if(u->frees.count) PUT(PKL_COPY_FREE_VARS, u->frees.count, none);
    for(int i = 0; i < u->cells.count; i++) PUT(PKL_MAKE_CELL, cell_place(u, i), none);
    if(generator) {
        PUT(PKL_RETURN_GENERATOR, 0, start);
        PUT(PKL_POP_TOP, 0, start);
    }
#undef PUT
    memcpy(code + count, f->code, sizeof(PklDraft) * (size_t)f->count);
    for(int i = count; i < f->count + count; i++)
        if(code[i].jumps) code[i].arg += count;
    for(int i = 0; i < u->try_count; i++) u->tries[i].label += count;
    f->code = code;
    f->count += count;
    if(!f->stacksize) f->stacksize = 1;
}

/* Of what is never reached. A docstring stays the first. */
static void drop_unused_constants(PklFlow* f) {
    PklConstants* constants = &f->u->constants;
    int32_t* places = pkl_take(f->c, sizeof(int32_t) * (size_t)(constants->count + 1)); /* place + 1; 0: not used */
    if(!places) return;
    for(int i = 0; i < f->count; i++)
        if(f->code[i].op == PKL_LOAD_CONST || f->code[i].op == PKL_RETURN_CONST) places[f->code[i].arg] = 1;
    places[0] |= f->u->has_docstring;
    int count = 0;
    for(int i = 0; i < constants->count; i++) {
        if(!places[i]) continue;
        constants->items[count] = constants->items[i];
        places[i] = ++count;
    }
    for(int i = 0; i < f->count; i++)
        if(f->code[i].op == PKL_LOAD_CONST || f->code[i].op == PKL_RETURN_CONST)
            f->code[i].arg = places[f->code[i].arg] - 1;
    constants->count = count;
}

void pkl_assemble(PklCompiler* c, PklUnit* u, py_OutRef out) {
    PklFlow flow = {.c = c, .u = u}, *f = &flow;
    if(!pkl_flow_open(f)) return;
    pkl_flow_thread(f);
    pkl_flow_measure(f);
    pkl_flow_compact(f);
    drop_unused_constants(f);
    pkl_flow_check_assigned(f);
    pkl_flow_fuse(f);
    place_variables(f);
    insert_prologue(f);
    if(!c->failed) pkl_code_new(f, out);
}
