/* Code objects: made of a finished unit, marked, freed, and asked for positions. */
#include "../../core.h"
#include "assemble.h"

#include <string.h>

/* ---- the object of a unit -------------------------------------------------------- */

enum { ARGUMENT_MAX = (1 << 23) - 1 };

static bool fits(PklFlow* f) {
    for(int i = 0; i < f->count; i++) {
        int32_t arg = f->code[i].jumps ? f->code[i].arg - i - 1 : f->code[i].arg;
        if(arg > ARGUMENT_MAX || arg < -ARGUMENT_MAX) {
            pkl_compile_error(f->c, &f->code[i].range, "too large", NULL);
            return false;
        }
    }
    return true;
}

static bool same_range(const PklRange* a, const PklRange* b) { return !memcmp(a, b, sizeof(PklRange)); }

static int count_positions(const PklFlow* f) {
    int count = 0;
    for(int i = 0; i < f->count; i++) count += !i || !same_range(&f->code[i].range, &f->code[i - 1].range);
    return count;
}

static int count_handlers(const PklFlow* f) {
    int count = 0;
    for(int i = 0; i < f->count; i++)
        count += f->code[i].handler >= 0 && (!i || f->code[i].handler != f->code[i - 1].handler);
    return count;
}

/* One block, the widest things first. */
static void give_block(PyCode* code) {
    size_t constants = sizeof(py_TValue) * (size_t)code->constant_count;
    size_t caches = sizeof(PklCache) * (size_t)code->cache_count;
    size_t names = sizeof(PyStr*) * (size_t)code->name_count;
    size_t localsplus = sizeof(PyStr*) * (size_t)code->nlocalsplus;
    size_t positions = sizeof(PklPosition) * (size_t)code->position_count;
    size_t handlers = sizeof(PklHandler) * (size_t)code->handler_count;
    size_t instructions = sizeof(PklInstruction) * (size_t)code->instruction_count;
    code->block_bytes =
        constants + caches + names + localsplus + positions + handlers + instructions + (size_t)code->nlocalsplus;
    char* block = pkl_buffer(code->block_bytes);
    memset(block, 0, code->block_bytes);
    code->constants = (py_TValue*)block;
    code->caches = (PklCache*)(block += constants);
    code->names = (PyStr**)(block += caches);
    code->localsplusnames = (PyStr**)(block += names);
    code->positions = (PklPosition*)(block += localsplus);
    code->handlers = (PklHandler*)(block += positions);
    code->instructions = (PklInstruction*)(block += handlers);
    code->localspluskinds = (uint8_t*)(block + instructions);
}

static void fill_instructions(const PklFlow* f, PyCode* code) {
    for(int i = 0; i < f->count; i++) {
        const PklDraft* draft = &f->code[i];
        int32_t arg = draft->jumps ? draft->arg - i - 1 : draft->arg;
        int op = draft->op == PKL_JUMP_FORWARD && arg < 0 ? PKL_JUMP_BACKWARD : draft->op;
        code->instructions[i] = PKL_MAKE(op, arg);
    }
}

static void fill_positions(const PklFlow* f, PyCode* code) {
    PklPosition* out = code->positions;
    for(int i = 0; i < f->count; i++) {
        const PklRange* range = &f->code[i].range;
        if(i && same_range(range, &f->code[i - 1].range)) continue;
        *out++ = (PklPosition){i, range->lineno, range->end_lineno, range->col_offset, range->end_col_offset};
    }
}

static void fill_handlers(const PklFlow* f, PyCode* code) {
    PklHandler* out = code->handlers;
    for(int i = 0; i < f->count; i++) {
        int handler = f->code[i].handler;
        if(handler < 0) continue;
        const PklTry* try = &f->u->tries[handler];
        if(!i || handler != f->code[i - 1].handler)
            *out++ = (PklHandler){i, 0, try->label, (int16_t)try->depth, try->lasti};
        out[-1].end = i + 1;
    }
}

static int add_local(PyCode* code, int at, const void* name, int kind) {
    code->localsplusnames[at] = (PyStr*)name;
    code->localspluskinds[at] = (uint8_t)kind;
    return at + 1;
}

static void fill_variables(const PklUnit* u, PyCode* code) {
    int at = 0;
    bool function = pkl_scope_is_function(u->scope);
    for(int i = 0; i < u->locals.count; i++) {
        const void* name = u->locals.pairs[i].key;
        int kind = PKL_LOCAL | (function ? 0 : PKL_HIDDEN) | (pkl_map_get(&u->cells, name) ? PKL_CELL : 0);
        at = add_local(code, at, name, kind);
    }
    for(int i = 0; i < u->cells.count; i++)
        if(!pkl_map_get(&u->locals, u->cells.pairs[i].key)) at = add_local(code, at, u->cells.pairs[i].key, PKL_CELL);
    for(int i = 0; i < u->frees.count; i++) at = add_local(code, at, u->frees.pairs[i].key, PKL_FREE);
    for(int i = 0; i < u->names.count; i++) code->names[i] = (PyStr*)u->names.pairs[i].key;
    for(int i = 0; i < u->cache_count; i++) code->caches[i].name = u->caches[i];
    if(u->constants.count) memcpy(code->constants, u->constants.items, sizeof(py_TValue) * (size_t)u->constants.count);
}

static int32_t flags_of(const PklCompiler* c, const PklUnit* u) {
    const PklScope* scope = u->scope;
    int32_t flags = (int32_t)(c->flags & (PKL_CF_FUTURE_BARRY | PKL_CF_FUTURE_ANNOTATIONS));
    if(pkl_scope_is_function(scope)) {
        flags |= PKL_CO_NEWLOCALS | PKL_CO_OPTIMIZED;
        if(scope->nested) flags |= PKL_CO_NESTED;
        if(scope->generator) flags |= scope->coroutine ? PKL_CO_ASYNC_GENERATOR : PKL_CO_GENERATOR;
        if(scope->varargs) flags |= PKL_CO_VARARGS;
        if(scope->varkeywords) flags |= PKL_CO_VARKEYWORDS;
        if(scope->method) flags |= PKL_CO_METHOD;
        if(u->has_docstring) flags |= PKL_CO_HAS_DOCSTRING;
    }
    if(scope->coroutine && !(pkl_scope_is_function(scope) && scope->generator)) flags |= PKL_CO_COROUTINE;
    return flags;
}

static int count_cells(const PklUnit* u) {
    int count = 0;
    for(int i = 0; i < u->cells.count; i++) count += !pkl_map_get(&u->locals, u->cells.pairs[i].key);
    return count;
}

void pkl_code_new(PklFlow* f, py_OutRef out) {
    PklUnit* u = f->u;
    if(!fits(f)) return;
    PyCode* code = (PyCode*)pkl_new(out, tp_code);
    code->filename = f->c->filename;
    code->name = u->name;
    code->qualname = u->qualname;
    code->flags = flags_of(f->c, u);
    code->argcount = u->argcount;
    code->posonlyargcount = u->posonlyargcount;
    code->kwonlyargcount = u->kwonlyargcount;
    code->nlocals = u->locals.count;
    code->nfree = u->frees.count;
    code->nlocalsplus = u->locals.count + count_cells(u) + u->frees.count;
    code->stacksize = f->stacksize;
    code->firstlineno = u->firstlineno;
    code->instruction_count = f->count;
    code->constant_count = u->constants.count;
    code->name_count = u->names.count;
    code->cache_count = u->cache_count;
    code->handler_count = count_handlers(f);
    code->position_count = count_positions(f);
    give_block(code);
    fill_instructions(f, code);
    fill_positions(f, code);
    fill_handlers(f, code);
    fill_variables(u, code);
    code->source = f->c->kept_source;
    if(code->source) code->source->users++;
}

/* ---- as an object of the heap ---------------------------------------------------- */

static void mark_name(PyStr* name) {
    if(name) pkl_mark_object(&name->head);
}

static void mark(PyObject* object) {
    PyCode* code = (PyCode*)object;
    mark_name(code->filename);
    mark_name(code->name);
    mark_name(code->qualname);
    for(int i = 0; i < code->constant_count; i++) pkl_mark_value(&code->constants[i]);
    for(int i = 0; i < code->name_count; i++) mark_name(code->names[i]);
    for(int i = 0; i < code->nlocalsplus; i++) mark_name(code->localsplusnames[i]);
    for(int i = 0; i < code->cache_count; i++) mark_name(code->caches[i].name);
}

void pkl_source_release(PklCodeSource* source) {
    if(source && !--source->users) pkl_buffer_free(source, sizeof(PklCodeSource) + (size_t)source->size + 1);
}

static void finalize(PyObject* object) {
    PyCode* code = (PyCode*)object;
    pkl_source_release(code->source);
    pkl_buffer_free(code->constants, code->block_bytes);
}

const PklLayout pkl_code_layout = {sizeof(PyCode), mark, finalize};

PklPosition pkl_code_position(const PyCode* code, int instruction) {
    int low = 0, high = code->position_count;
    while(low < high) {
        int middle = (low + high) / 2;
        if(code->positions[middle].start <= instruction) low = middle + 1;
        else high = middle;
    }
    return low ? code->positions[low - 1] : (PklPosition){0, -1, -1, -1, -1};
}
