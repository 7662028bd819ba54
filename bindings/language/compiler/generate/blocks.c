/*
 * Blocks that have to be tidied up when they are left early: by return, break and continue. The code that tidies up is
 * generated again at each place where the block is left, outside of the handlers that it has left.
 */
#include "generate.h"

enum { BLOCKS_MAX = 21 };

void pkl_push_block(PklGen* g, const void* at, PklBlock* block, PklBlockKind kind) {
    const PklBlock* outer = g->u->block;
    bool in_handler = kind == PKL_BLOCK_HANDLER || kind == PKL_BLOCK_GROUP_HANDLER; /* of one more block of CPython's */
    block->kind = kind;
    block->outer = g->u->block;
    block->depth = (outer ? outer->depth : 0) + 1 + in_handler;
    g->u->block = block;
    if(block->depth > BLOCKS_MAX) pkl_compile_error(g->c, at, "too many statically nested blocks", NULL);
}

void pkl_pop_block(PklGen* g, const PklBlock* block) { g->u->block = block->outer; }

void pkl_emit_clear_name(PklGen* g, PklName name) {
    pkl_emit_none(g, NULL);
    pkl_emit_variable(g, NULL, pkl_name_str(name), PKL_STORE);
    pkl_emit_variable(g, NULL, pkl_name_str(name), PKL_DEL);
}

/* [exit, self] -> []: exit(None, None, None) */
void pkl_emit_exit(PklGen* g, const void* at, bool is_async) {
    for(int i = 0; i < 3; i++) pkl_emit_none(g, at);
    pkl_emit(g, at, PKL_CALL, 3);
    if(is_async) pkl_emit_await(g, at, 2);
    pkl_emit(g, at, PKL_POP_TOP, 0);
}

static void pop_below(PklGen* g, bool keep) {
    if(keep) pkl_emit(g, NULL, PKL_SWAP, 2);
    pkl_emit(g, NULL, PKL_POP_TOP, 0);
}

static void run_finally(PklGen* g, const PklSeq* body, bool keep) {
    PklBlock value;
    if(keep) pkl_push_block(g, body->size ? pkl_at(body, 0) : NULL, &value, PKL_BLOCK_VALUE);
    g->quiet++;
    pkl_visit_body(g, body);
    g->quiet--;
    if(keep) pkl_pop_block(g, &value);
}

static void leave_handler(PklGen* g, const PklBlock* block, bool keep) {
    if(keep) pkl_emit(g, NULL, PKL_SWAP, 2);
    g->u->handler = block->handler;
    pkl_emit(g, NULL, PKL_POP_EXCEPT, 0);
    if(block->name) pkl_emit_clear_name(g, block->name);
}

/* Tidies up one block, of which `keep` says whether a value on top of the stack has to survive. */
static void leave(PklGen* g, const PklBlock* block, bool keep) {
    switch(block->kind) {
        case PKL_BLOCK_WHILE:
        case PKL_BLOCK_GROUP_HANDLER: break;
        case PKL_BLOCK_VALUE:
        case PKL_BLOCK_FOR: pop_below(g, keep); break;
        case PKL_BLOCK_TRY: g->u->handler = block->handler; break;
        case PKL_BLOCK_FINALLY_TRY:
            g->u->handler = block->handler;
            run_finally(g, block->finalbody, keep);
            break;
        case PKL_BLOCK_FINALLY_END:
            pop_below(g, keep);
            leave_handler(g, block, keep);
            break;
        case PKL_BLOCK_WITH:
        case PKL_BLOCK_ASYNC_WITH:
            g->u->handler = block->handler;
            if(keep) {
                pkl_emit(g, block->node, PKL_SWAP, 3);
                pkl_emit(g, block->node, PKL_SWAP, 2);
            }
            pkl_emit_exit(g, block->node, block->kind == PKL_BLOCK_ASYNC_WITH);
            break;
        case PKL_BLOCK_HANDLER: leave_handler(g, block, keep); break;
    }
}

static bool is_loop(const PklBlock* block) { return block->kind == PKL_BLOCK_WHILE || block->kind == PKL_BLOCK_FOR; }

/* Leaves blocks up to the nearest loop, which is answered, or, without `to_loop`, all. */
static const PklBlock* leave_all(PklGen* g, const void* at, bool keep, bool to_loop) {
    PklUnit* u = g->u;
    while(u->block && !(to_loop && is_loop(u->block))) {
        const PklBlock* block = u->block;
        if(block->kind == PKL_BLOCK_GROUP_HANDLER)
            pkl_compile_error(g->c, at, "'break', 'continue' and 'return' cannot appear in an except* block", NULL);
        u->block = block->outer;
        leave(g, block, keep);
    }
    return u->block;
}

static bool is_constant(const PklNode* node) { return !node || node->kind == PKL_Constant; }

void pkl_visit_return(PklGen* g, const PklNode* node) {
    PklUnit* u = g->u;
    PklBlock* block = u->block;
    int handler = u->handler;
    const PklNode* value = node->as.Return.value;
    bool constant = is_constant(value);
    const PklNode* at = constant && value && value->range.lineno == node->range.lineno ? value : node;
    if(!pkl_scope_is_function(u->scope)) pkl_compile_error(g->c, node, "'return' outside function", NULL);
    if(value && u->scope->coroutine && u->scope->generator)
        pkl_compile_error(g->c, node, "'return' with value in async generator", NULL);
    if(!constant) pkl_visit(g, value);
    leave_all(g, at, !constant, false);
    if(!value) pkl_emit_none(g, node);
    else if(constant) pkl_visit(g, value);
    pkl_emit_return(g, node);
    u->block = block;
    u->handler = handler;
}

void pkl_visit_break(PklGen* g, const PklNode* node) {
    PklUnit* u = g->u;
    PklBlock* block = u->block;
    int handler = u->handler;
    const PklBlock* loop = leave_all(g, node, false, true);
    if(!loop) pkl_compile_error(g->c, node, "'break' outside loop", NULL);
    else {
        leave(g, loop, false);
        pkl_jump(g, node, PKL_JUMP_FORWARD, loop->exit);
    }
    u->block = block;
    u->handler = handler;
}

void pkl_visit_continue(PklGen* g, const PklNode* node) {
    PklUnit* u = g->u;
    PklBlock* block = u->block;
    int handler = u->handler;
    const PklBlock* loop = leave_all(g, node, false, true);
    if(!loop) pkl_compile_error(g->c, node, "'continue' not properly in loop", NULL);
    else pkl_jump(g, node, PKL_JUMP_FORWARD, loop->start);
    u->block = block;
    u->handler = handler;
}

/* ---- loops ----------------------------------------------------------------------- */

static void visit_loop_body(PklGen* g, const PklNode* node, PklBlockKind kind, int start, int exit,
                            const PklSeq* body) {
    PklBlock loop = {.start = start, .exit = exit};
    pkl_push_block(g, node, &loop, kind);
    pkl_visit_body(g, body);
    pkl_pop_block(g, &loop);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, start);
}

void pkl_refuse_async(PklGen* g, const PklNode* node) {
    const PklScope* scope = g->u->scope;
    bool top_level = scope->kind == PKL_SCOPE_MODULE && g->c->flags & PKL_CF_TOP_LEVEL_AWAIT;
    if(scope->async_def || top_level) return;
    pkl_compile_error(g->c, node,
                      node->kind == PKL_AsyncFor ? "'async for' outside async function"
                                                 : "'async with' outside async function",
                      NULL);
}

void pkl_visit_while(PklGen* g, const PklNode* node) {
    int start = pkl_label(g), otherwise = pkl_label(g), end = pkl_label(g);
    pkl_place(g, start);
    pkl_jump_if(g, node->as.While.test, otherwise, false);
    visit_loop_body(g, node, PKL_BLOCK_WHILE, start, end, node->as.While.body);
    pkl_place(g, otherwise);
    pkl_visit_body(g, node->as.While.orelse);
    pkl_place(g, end);
}

void pkl_visit_for(PklGen* g, const PklNode* node) {
    int start = pkl_label(g), otherwise = pkl_label(g), end = pkl_label(g);
    pkl_visit_iterated(g, node->as.For.iter);
    pkl_emit(g, node->as.For.iter, PKL_GET_ITER, 0);
    pkl_place(g, start);
    pkl_jump(g, node->as.For.iter, PKL_FOR_ITER, otherwise);
    pkl_visit_target(g, node->as.For.target);
    visit_loop_body(g, node, PKL_BLOCK_FOR, start, end, node->as.For.body);
    pkl_place(g, otherwise);
    pkl_visit_body(g, node->as.For.orelse);
    pkl_place(g, end);
}

void pkl_visit_async_for(PklGen* g, const PklNode* node) {
    const PklNode* iter = node->as.AsyncFor.iter;
    pkl_refuse_async(g, node);
    int start = pkl_label(g), otherwise = pkl_label(g), end = pkl_label(g);
    pkl_visit(g, iter);
    pkl_emit(g, iter, PKL_GET_AITER, 0);
    pkl_place(g, start);
    int outer = pkl_emit_try(g, node, otherwise, false, 0);
    pkl_emit(g, node, PKL_GET_ANEXT, 0);
    pkl_emit_none(g, node);
    pkl_emit_yield_from(g, node);
    pkl_end_try(g, outer);
    pkl_visit_target(g, node->as.AsyncFor.target);
    visit_loop_body(g, node, PKL_BLOCK_FOR, start, end, node->as.AsyncFor.body);
    pkl_place(g, otherwise);
    pkl_emit(g, iter, PKL_END_ASYNC_FOR, 0);
    pkl_visit_body(g, node->as.AsyncFor.orelse);
    pkl_place(g, end);
}
