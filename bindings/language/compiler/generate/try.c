/* try, with. */
#include "generate.h"

/* The handler of a handler: the exception being handled before comes back, and the new one goes on. */
static void emit_cleanup(PklGen* g) {
    pkl_emit(g, NULL, PKL_COPY, 3);
    pkl_emit(g, NULL, PKL_POP_EXCEPT, 0);
    pkl_emit(g, NULL, PKL_RERAISE, 1);
}

/* ---- except ---------------------------------------------------------------------- */

static void visit_handler_body(PklGen* g, const PklNode* node, int outside, int end) {
    PklBlock block = {.handler = outside, .name = node->as.ExceptHandler.name};
    PklUnit* u = g->u;
    int inside = u->handler, failed = pkl_label(g);
    if(block.name) {
        pkl_emit_variable(g, node, pkl_name_str(block.name), PKL_STORE);
        pkl_emit_try(g, node, failed, true, 0);
    } else pkl_emit(g, node, PKL_POP_TOP, 0);
    pkl_push_block(g, node, &block, PKL_BLOCK_HANDLER);
    pkl_visit_body(g, node->as.ExceptHandler.body);
    pkl_pop_block(g, &block);
    u->handler = outside;
    pkl_emit(g, NULL, PKL_POP_EXCEPT, 0);
    if(block.name) pkl_emit_clear_name(g, block.name);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    u->handler = inside;
    if(!block.name) return;
    pkl_place(g, failed);
    pkl_emit_clear_name(g, block.name);
    pkl_emit(g, NULL, PKL_RERAISE, 1);
}

static void visit_handlers(PklGen* g, const PklNode* node, int outside, int end) {
    const PklSeq* handlers = node->as.Try.handlers;
    for(int i = 0; i < handlers->size; i++) {
        const PklNode *handler = pkl_at(handlers, i), *type = handler->as.ExceptHandler.type;
        int next = pkl_label(g);
        if(type) {
            pkl_visit(g, type);
            pkl_emit(g, handler, PKL_CHECK_EXC_MATCH, 0);
            pkl_jump(g, handler, PKL_POP_JUMP_IF_FALSE, next);
        } else if(i < handlers->size - 1) pkl_compile_error(g->c, handler, "default 'except:' must be last", NULL);
        visit_handler_body(g, handler, outside, end);
        pkl_place(g, next);
    }
    pkl_emit(g, NULL, PKL_RERAISE, 0);
}

/* ---- except* --------------------------------------------------------------------- */

/* [original, list, rest] -> the same, with a new rest; what the body raises goes to the list */
static void visit_group_handler(PklGen* g, const PklNode* node) {
    PklName name = node->as.ExceptHandler.name;
    PklBlock block = {.handler = -1};
    int failed = pkl_label(g), no_match = pkl_label(g), next = pkl_label(g);
    pkl_visit(g, node->as.ExceptHandler.type);
    pkl_emit(g, node, PKL_CHECK_EG_MATCH, 0);
    pkl_emit(g, node, PKL_COPY, 1);
    pkl_jump(g, node, PKL_POP_JUMP_IF_NONE, no_match);
    if(name) pkl_emit_variable(g, node, pkl_name_str(name), PKL_STORE);
    else pkl_emit(g, node, PKL_POP_TOP, 0);
    int inside = pkl_emit_try(g, node, failed, true, 0);
    pkl_push_block(g, node, &block, PKL_BLOCK_GROUP_HANDLER);
    pkl_visit_body(g, node->as.ExceptHandler.body);
    pkl_pop_block(g, &block);
    pkl_end_try(g, inside);
    if(name) pkl_emit_clear_name(g, name);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, next);
    pkl_place(g, failed);
    if(name) pkl_emit_clear_name(g, name);
    pkl_emit(g, NULL, PKL_LIST_APPEND, 3);
    pkl_emit(g, NULL, PKL_POP_TOP, 0);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, next);
    pkl_place(g, no_match);
    pkl_emit(g, node, PKL_POP_TOP, 0);
    pkl_place(g, next);
}

static void visit_group_handlers(PklGen* g, const PklNode* node, int outside, int end) {
    const PklSeq* handlers = node->as.TryStar.handlers;
    int reraise = pkl_label(g);
    pkl_emit(g, pkl_at(handlers, 0), PKL_BUILD_LIST, 0);
    pkl_emit(g, pkl_at(handlers, 0), PKL_COPY, 2);
    for(int i = 0; i < handlers->size; i++) visit_group_handler(g, pkl_at(handlers, i));
    pkl_emit(g, NULL, PKL_LIST_APPEND, 1);
    pkl_emit(g, NULL, PKL_PREP_RERAISE_STAR, 0);
    pkl_emit(g, NULL, PKL_COPY, 1);
    pkl_jump(g, NULL, PKL_POP_JUMP_IF_NOT_NONE, reraise);
    pkl_emit(g, NULL, PKL_POP_TOP, 0);
    g->u->handler = outside;
    pkl_emit(g, NULL, PKL_POP_EXCEPT, 0);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    pkl_place(g, reraise);
    pkl_emit(g, NULL, PKL_SWAP, 2);
    pkl_emit(g, NULL, PKL_POP_EXCEPT, 0);
    pkl_emit(g, NULL, PKL_RERAISE, 0);
}

static void visit_try_except(PklGen* g, const PklNode* node) {
    int except = pkl_label(g), cleanup = pkl_label(g), end = pkl_label(g);
    PklBlock block = {0};
    block.handler = pkl_emit_try(g, node, except, false, 0);
    pkl_push_block(g, node, &block, PKL_BLOCK_TRY);
    pkl_visit_body(g, node->as.Try.body);
    pkl_pop_block(g, &block);
    pkl_end_try(g, block.handler);
    pkl_visit_body(g, node->as.Try.orelse);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    pkl_place(g, except);
    int outside = pkl_emit_try(g, NULL, cleanup, true, 0);
    pkl_emit(g, NULL, PKL_PUSH_EXC_INFO, 0);
    if(node->kind == PKL_TryStar) visit_group_handlers(g, node, outside, end);
    else visit_handlers(g, node, outside, end);
    pkl_place(g, cleanup);
    pkl_end_try(g, outside);
    emit_cleanup(g);
    pkl_place(g, end);
}

/* ---- finally --------------------------------------------------------------------- */

static void visit_try_finally(PklGen* g, const PklNode* node) {
    const PklSeq* finalbody = node->as.Try.finalbody;
    int failed = pkl_label(g), cleanup = pkl_label(g), end = pkl_label(g);
    PklBlock block = {.finalbody = finalbody}, again = {0};
    block.handler = pkl_emit_try(g, node, failed, false, 0);
    pkl_push_block(g, node, &block, PKL_BLOCK_FINALLY_TRY);
    if(node->as.Try.handlers->size) visit_try_except(g, node);
    else pkl_visit_body(g, node->as.Try.body);
    pkl_pop_block(g, &block);
    pkl_end_try(g, block.handler);
    pkl_visit_body(g, finalbody);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);

    pkl_place(g, failed);
    again.handler = pkl_emit_try(g, NULL, cleanup, true, 0);
    pkl_emit(g, NULL, PKL_PUSH_EXC_INFO, 0);
    pkl_push_block(g, node, &again, PKL_BLOCK_FINALLY_END);
    g->quiet++;
    pkl_visit_body(g, finalbody);
    g->quiet--;
    pkl_pop_block(g, &again);
    pkl_emit(g, NULL, PKL_RERAISE, 0);
    pkl_place(g, cleanup);
    pkl_end_try(g, again.handler);
    emit_cleanup(g);
    pkl_place(g, end);
}

void pkl_visit_try(PklGen* g, const PklNode* node) {
    if(node->as.Try.finalbody->size) visit_try_finally(g, node);
    else visit_try_except(g, node);
}

/* ---- with ------------------------------------------------------------------------ */

/* [manager] -> [exit, self, value of enter] */
static void enter(PklGen* g, const void* at, bool is_async) {
    pkl_emit(g, at, PKL_COPY, 1);
    pkl_emit(g, at, PKL_LOAD_SPECIAL, is_async ? 3 : 1);
    pkl_emit(g, at, PKL_SWAP, 2);
    pkl_emit(g, at, PKL_SWAP, 3);
    pkl_emit(g, at, PKL_LOAD_SPECIAL, is_async ? 2 : 0);
    pkl_emit(g, at, PKL_CALL, 0);
    if(is_async) pkl_emit_await(g, at, 1);
}

/* [exit, self, lasti, exception]: exit decides whether it goes on */
static void emit_exit_handler(PklGen* g, const void* at, bool is_async, int end) {
    int cleanup = pkl_label(g), suppressed = pkl_label(g);
    int outside = pkl_emit_try(g, at, cleanup, true, 0);
    pkl_emit(g, at, PKL_PUSH_EXC_INFO, 0);
    pkl_emit(g, at, PKL_WITH_EXCEPT_START, 0);
    if(is_async) pkl_emit_await(g, at, 2);
    pkl_jump(g, at, PKL_POP_JUMP_IF_TRUE, suppressed);
    pkl_emit(g, at, PKL_RERAISE, 2);
    pkl_place(g, suppressed);
    pkl_emit(g, at, PKL_POP_TOP, 0);
    pkl_end_try(g, outside);
    pkl_emit(g, at, PKL_POP_EXCEPT, 0);
    for(int i = 0; i < 3; i++) pkl_emit(g, at, PKL_POP_TOP, 0);
    pkl_jump(g, at, PKL_JUMP_FORWARD, end);
    pkl_place(g, cleanup);
    emit_cleanup(g);
}

static void visit_item(PklGen* g, const PklNode* node, int index) {
    if(!pkl_descend(g->c)) return;
    const PklNode* item = pkl_at(node->as.With.items, index);
    const PklNode *at = item->as.withitem.context_expr, *target = item->as.withitem.optional_vars;
    bool is_async = node->kind == PKL_AsyncWith;
    int failed = pkl_label(g), end = pkl_label(g);
    PklBlock block = {.node = at};
    pkl_visit(g, at);
    enter(g, at, is_async);
    block.handler = pkl_emit_try(g, at, failed, true, 1);
    pkl_push_block(g, node, &block, is_async ? PKL_BLOCK_ASYNC_WITH : PKL_BLOCK_WITH);
    if(target) pkl_visit_target(g, target);
    else pkl_emit(g, at, PKL_POP_TOP, 0);
    if(index + 1 < node->as.With.items->size) visit_item(g, node, index + 1);
    else pkl_visit_body(g, node->as.With.body);
    pkl_pop_block(g, &block);
    pkl_end_try(g, block.handler);
    pkl_emit_exit(g, at, is_async);
    pkl_jump(g, at, PKL_JUMP_FORWARD, end);
    pkl_place(g, failed);
    emit_exit_handler(g, at, is_async, end);
    pkl_place(g, end);
    pkl_ascend();
}

void pkl_visit_with(PklGen* g, const PklNode* node) {
    if(node->kind == PKL_AsyncWith) pkl_refuse_async(g, node);
    visit_item(g, node, 0);
}
