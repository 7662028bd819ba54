/*
 * match. A pattern consumes the subject on top of the stack. Captured values stay on the stack, below what is still
 * needed, until the whole pattern has matched; a failure jumps to where as many operands are popped as lie there.
 */
#include "generate.h"

typedef struct Pattern {
    PyStr** stores; /* names of the values captured so far, the first lies on top */
    int store_count, store_capacity;
    int* fails; /* labels, by the number of operands to pop */
    int fail_count, fail_capacity;
    int on_top; /* operands above the captured values */
    bool may_be_irrefutable;
} Pattern;

static void visit_pattern(PklGen* g, const PklNode* node, Pattern* p);

static bool is_wildcard(const PklNode* node) {
    if(node->kind == PKL_MatchStar) return !node->as.MatchStar.name;
    return node->kind == PKL_MatchAs && !node->as.MatchAs.name;
}

/* ---- failing --------------------------------------------------------------------- */

static int fail_label(PklGen* g, Pattern* p, int pops) {
    while(p->fail_count <= pops) {
        if(!pkl_grow(g->c, &p->fails, &p->fail_capacity, p->fail_count, sizeof(int))) return 0;
        p->fails[p->fail_count++] = pkl_label(g);
    }
    return p->fails[pops];
}

static void fail(PklGen* g, const void* at, Pattern* p, int op) {
    pkl_jump(g, at, op, fail_label(g, p, p->on_top + p->store_count));
}

/* Here end all failures of the pattern, with nothing of it left on the stack. */
static void place_fails(PklGen* g, Pattern* p) {
    for(int i = p->fail_count - 1; i >= 0; i--) {
        pkl_place(g, p->fails[i]);
        if(i) pkl_emit(g, NULL, PKL_POP_TOP, 0);
    }
    p->fail_count = 0;
}

/* ---- capturing ------------------------------------------------------------------- */

/* The top of the stack goes below `count - 1` others. */
static void rotate(PklGen* g, const void* at, int count) {
    for(; count > 1; count--) pkl_emit(g, at, PKL_SWAP, count);
}

static void remember(PklGen* g, const void* at, Pattern* p, PyStr* name) {
    for(int i = 0; i < p->store_count; i++)
        if(p->stores[i] == name) pkl_compile_error(g->c, at, "multiple assignments to name '%' in pattern", name);
    if(!pkl_grow(g->c, &p->stores, &p->store_capacity, p->store_count, sizeof(PyStr*))) return;
    p->stores[p->store_count++] = name;
}

static void capture(PklGen* g, const PklNode* node, Pattern* p, PklName name) {
    if(!name) {
        pkl_emit(g, node, PKL_POP_TOP, 0);
        return;
    }
    rotate(g, node, p->on_top + p->store_count + 1);
    remember(g, node, p, pkl_name_str(name));
}

static void visit_as(PklGen* g, const PklNode* node, Pattern* p) {
    PklName name = node->as.MatchAs.name;
    if(node->as.MatchAs.pattern) {
        p->on_top++;
        pkl_emit(g, node, PKL_COPY, 1);
        visit_pattern(g, node->as.MatchAs.pattern, p);
        p->on_top--;
    } else if(!p->may_be_irrefutable)
        pkl_compile_error(g->c, node,
                          name ? "name capture '%' makes remaining patterns unreachable"
                               : "wildcard makes remaining patterns unreachable",
                          name ? pkl_name_str(name) : NULL);
    capture(g, node, p, name);
}

/* ---- patterns in patterns -------------------------------------------------------- */

static void visit_part(PklGen* g, const PklNode* node, Pattern* p) {
    bool outer = p->may_be_irrefutable;
    p->may_be_irrefutable = true;
    visit_pattern(g, node, p);
    p->may_be_irrefutable = outer;
}

static void visit_unpacked(PklGen* g, const PklNode* node, const PklSeq* patterns, int star, Pattern* p) {
    int after = patterns->size - star - 1;
    if(star >= 256 || (star >= 0 && after >= 1 << 15))
        pkl_compile_error(g->c, node, "too many expressions in star-unpacking sequence pattern", NULL);
    if(star < 0) pkl_emit(g, node, PKL_UNPACK_SEQUENCE, patterns->size);
    else pkl_emit(g, node, PKL_UNPACK_EX, star | after << 8);
    p->on_top += patterns->size;
    for(int i = 0; i < patterns->size; i++) {
        p->on_top--;
        visit_part(g, pkl_at(patterns, i), p);
    }
}

/* Where `*_` need not be made, items are fetched one by one. */
static void visit_subscripted(PklGen* g, const PklNode* node, const PklSeq* patterns, int star, Pattern* p) {
    p->on_top++;
    for(int i = 0; i < patterns->size; i++) {
        if(is_wildcard(pkl_at(patterns, i))) continue;
        pkl_emit(g, node, PKL_COPY, 1);
        if(i < star) pkl_emit_int(g, node, i);
        else {
            pkl_emit(g, node, PKL_GET_LEN, 0);
            pkl_emit_int(g, node, patterns->size - i);
            pkl_emit(g, node, PKL_BINARY_SUB, 0);
        }
        pkl_emit(g, node, PKL_BINARY_SUBSCR, 0);
        visit_part(g, pkl_at(patterns, i), p);
    }
    p->on_top--;
    pkl_emit(g, node, PKL_POP_TOP, 0);
}

static void check_length(PklGen* g, const PklNode* node, Pattern* p, int op, int length) {
    pkl_emit(g, node, PKL_GET_LEN, 0);
    pkl_emit_int(g, node, length);
    pkl_emit(g, node, op, 0);
    fail(g, node, p, PKL_POP_JUMP_IF_FALSE);
}

static void visit_sequence(PklGen* g, const PklNode* node, Pattern* p) {
    const PklSeq* patterns = node->as.MatchSequence.patterns;
    int size = patterns->size, star = -1;
    bool all_wildcards = true;
    for(int i = 0; i < size; i++) {
        const PklNode* part = pkl_at(patterns, i);
        all_wildcards &= is_wildcard(part);
        if(part->kind != PKL_MatchStar) continue;
        if(star >= 0) pkl_compile_error(g->c, node, "multiple starred names in sequence pattern", NULL);
        star = i;
    }
    p->on_top++;
    pkl_emit(g, node, PKL_MATCH_SEQUENCE, 0);
    fail(g, node, p, PKL_POP_JUMP_IF_FALSE);
    if(star < 0) check_length(g, node, p, PKL_COMPARE_EQ, size);
    else if(size > 1) check_length(g, node, p, PKL_COMPARE_GE, size - 1);
    p->on_top--;
    if(all_wildcards) pkl_emit(g, node, PKL_POP_TOP, 0);
    else if(star >= 0 && is_wildcard(pkl_at(patterns, star))) visit_subscripted(g, node, patterns, star, p);
    else visit_unpacked(g, node, patterns, star, p);
}

static void refuse_repeated_attributes(PklGen* g, const PklNode* node) {
    const PklSeq* names = node->as.MatchClass.kwd_attrs;
    for(int i = 0; i < names->size; i++)
        for(int j = i + 1; j < names->size; j++)
            if(pkl_name_at(names, i) == pkl_name_at(names, j))
                pkl_compile_error(g->c, pkl_at(node->as.MatchClass.kwd_patterns, j),
                                  "attribute name repeated in class pattern: %", pkl_name_str(pkl_name_at(names, i)));
}

/* Takes apart a tuple that lies on top, unless it is None. */
static void unpack_or_fail(PklGen* g, const PklNode* node, Pattern* p, int size) {
    pkl_emit(g, node, PKL_COPY, 1);
    fail(g, node, p, PKL_POP_JUMP_IF_NONE);
    pkl_emit(g, node, PKL_UNPACK_SEQUENCE, size);
    p->on_top += size - 1;
}

static void visit_class(PklGen* g, const PklNode* node, Pattern* p) {
    const PklSeq *patterns = node->as.MatchClass.patterns, *kwd_patterns = node->as.MatchClass.kwd_patterns;
    const PklSeq* names = node->as.MatchClass.kwd_attrs;
    int count = patterns->size, total = count + names->size;
    refuse_repeated_attributes(g, node);
    pkl_visit(g, node->as.MatchClass.cls);
    for(int i = 0; i < names->size; i++) pkl_emit_str(g, node, pkl_name_str(pkl_name_at(names, i)));
    pkl_emit_tuple(g, node, names->size);
    pkl_emit(g, node, PKL_MATCH_CLASS, count);
    p->on_top++;
    unpack_or_fail(g, node, p, total);
    for(int i = 0; i < total; i++) {
        const PklNode* part = i < count ? pkl_at(patterns, i) : pkl_at(kwd_patterns, i - count);
        p->on_top--;
        if(is_wildcard(part)) pkl_emit(g, node, PKL_POP_TOP, 0);
        else visit_part(g, part, p);
    }
}

/* A literal, perhaps with sign or complex, or an attribute. */
static bool is_value(const PklNode* node) {
    switch(node->kind) {
        case PKL_Constant:
        case PKL_Attribute:
        case PKL_UnaryOp:
        case PKL_BinOp: return true;
        default: return false;
    }
}

/* ---- mappings -------------------------------------------------------------------- */

static void visit_keys(PklGen* g, const PklNode* node) {
    const PklSeq* keys = node->as.MatchMapping.keys;
    py_TValue seen;
    py_newdict(&seen);
    for(int i = 0; i < keys->size && !g->c->failed; i++) {
        const PklNode* key = pkl_at(keys, i);
        if(!is_value(key))
            pkl_compile_error(g->c, node, "mapping pattern keys may only match literals and attribute lookups", NULL);
        pkl_visit(g, key);
        py_TValue constant;
        if(key->kind == PKL_Attribute || !pkl_take_constants(g, 1, &constant)) continue;
        if(py_dict_getitem(&seen, &constant) == 1) {
            bool ok = py_repr(&constant);
            pkl_compile_error(g->c, node, "mapping pattern checks duplicate key (%)", ok ? py_retval()->_obj : NULL);
        }
        py_dict_setitem(&seen, &constant, &constant);
        pkl_emit_constant(g, key, constant);
    }
    pkl_emit_tuple(g, node, keys->size);
}

/* [subject, keys] -> []: what the keys leave of the subject goes to a name */
static void capture_rest(PklGen* g, const PklNode* node, Pattern* p, int size) {
    pkl_emit(g, node, PKL_BUILD_MAP, 0);
    pkl_emit(g, node, PKL_SWAP, 3);
    pkl_emit(g, node, PKL_DICT_UPDATE, 2);
    pkl_emit(g, node, PKL_UNPACK_SEQUENCE, size);
    for(; size; size--) {
        pkl_emit(g, node, PKL_COPY, size + 1);
        pkl_emit(g, node, PKL_SWAP, 2);
        pkl_emit(g, node, PKL_DELETE_SUBSCR, 0);
    }
    capture(g, node, p, node->as.MatchMapping.rest);
}

static void visit_mapping(PklGen* g, const PklNode* node, Pattern* p) {
    const PklSeq* patterns = node->as.MatchMapping.patterns;
    int size = patterns->size;
    p->on_top++;
    pkl_emit(g, node, PKL_MATCH_MAPPING, 0);
    fail(g, node, p, PKL_POP_JUMP_IF_FALSE);
    if(!size && !node->as.MatchMapping.rest) {
        p->on_top--;
        pkl_emit(g, node, PKL_POP_TOP, 0);
        return;
    }
    if(size) check_length(g, node, p, PKL_COMPARE_GE, size);
    visit_keys(g, node);
    pkl_emit(g, node, PKL_MATCH_KEYS, 0);
    p->on_top += 2;
    unpack_or_fail(g, node, p, size);
    for(int i = 0; i < size; i++) {
        p->on_top--;
        visit_part(g, pkl_at(patterns, i), p);
    }
    p->on_top -= 2;
    if(node->as.MatchMapping.rest) {
        capture_rest(g, node, p, size);
        return;
    }
    pkl_emit(g, node, PKL_POP_TOP, 0);
    pkl_emit(g, node, PKL_POP_TOP, 0);
}

/* ---- alternatives ---------------------------------------------------------------- */

static int index_of(const Pattern* p, const PyStr* name) {
    for(int i = 0; i < p->store_count; i++)
        if(p->stores[i] == name) return i;
    return -1;
}

/* Puts the captured values into the order of the first alternative's. */
static void reorder(PklGen* g, const PklNode* node, Pattern* p, const Pattern* first) {
    if(p->store_count != first->store_count)
        pkl_compile_error(g->c, node, "alternative patterns bind different names", NULL);
    for(int i = first->store_count - 1; i >= 0 && !g->c->failed; i--) {
        int at = index_of(p, first->stores[i]);
        if(at < 0) pkl_compile_error(g->c, node, "alternative patterns bind different names", NULL);
        if(at < 0 || at == i) continue;
        for(int rotations = at + 1; rotations; rotations--) {
            PyStr* lowest = p->stores[0];
            for(int j = 0; j < i; j++) p->stores[j] = p->stores[j + 1];
            p->stores[i] = lowest;
            rotate(g, node, i + 1);
        }
    }
}

static void visit_or(PklGen* g, const PklNode* node, Pattern* p) {
    const PklSeq* patterns = node->as.MatchOr.patterns;
    int end = pkl_label(g);
    Pattern first = {0};
    for(int i = 0; i < patterns->size; i++) {
        Pattern part = {.may_be_irrefutable = i == patterns->size - 1 && p->may_be_irrefutable};
        pkl_emit(g, node, PKL_COPY, 1);
        visit_pattern(g, pkl_at(patterns, i), &part);
        if(i) reorder(g, node, &part, &first);
        else first = part;
        pkl_jump(g, node, PKL_JUMP_FORWARD, end);
        place_fails(g, &part);
    }
    pkl_emit(g, node, PKL_POP_TOP, 0);
    fail(g, node, p, PKL_JUMP_FORWARD);
    pkl_place(g, end);
    int depth = first.store_count + 1 + p->on_top + p->store_count;
    for(int i = 0; i < first.store_count; i++) {
        rotate(g, node, depth);
        remember(g, node, p, first.stores[i]);
    }
    pkl_emit(g, node, PKL_POP_TOP, 0);
}

/* ---- everything ------------------------------------------------------------------ */

static void visit_value(PklGen* g, const PklNode* node, Pattern* p) {
    if(!is_value(node->as.MatchValue.value))
        pkl_compile_error(g->c, node, "patterns may only match literals and attribute lookups", NULL);
    pkl_visit(g, node->as.MatchValue.value);
    pkl_emit(g, node, PKL_COMPARE_EQ, 0);
    fail(g, node, p, PKL_POP_JUMP_IF_FALSE);
}

static void visit_singleton(PklGen* g, const PklNode* node, Pattern* p) {
    pkl_emit_constant(g, node, pkl_constant_value(node->as.MatchSingleton.value));
    pkl_emit(g, node, PKL_IS_OP, 0);
    fail(g, node, p, PKL_POP_JUMP_IF_FALSE);
}

static void visit_pattern(PklGen* g, const PklNode* node, Pattern* p) {
    if(!pkl_descend(g->c)) return;
    switch(node->kind) {
        case PKL_MatchValue: visit_value(g, node, p); break;
        case PKL_MatchSingleton: visit_singleton(g, node, p); break;
        case PKL_MatchSequence: visit_sequence(g, node, p); break;
        case PKL_MatchMapping: visit_mapping(g, node, p); break;
        case PKL_MatchClass: visit_class(g, node, p); break;
        case PKL_MatchStar: capture(g, node, p, node->as.MatchStar.name); break;
        case PKL_MatchAs: visit_as(g, node, p); break;
        case PKL_MatchOr: visit_or(g, node, p); break;
    }
    pkl_ascend();
}

static void visit_case(PklGen* g, const PklNode* node, bool keeps_subject, bool is_last, int end) {
    const PklNode* guard = node->as.match_case.guard;
    Pattern p = {.may_be_irrefutable = guard || is_last};
    if(keeps_subject) pkl_emit(g, node->as.match_case.pattern, PKL_COPY, 1);
    visit_pattern(g, node->as.match_case.pattern, &p);
    int captured = p.store_count;
    for(int i = 0; i < captured; i++) pkl_emit_variable(g, node->as.match_case.pattern, p.stores[i], PKL_STORE);
    p.store_count = 0;
    if(guard) pkl_jump_if(g, guard, fail_label(g, &p, 0), false);
    if(keeps_subject) pkl_emit(g, node->as.match_case.pattern, PKL_POP_TOP, 0);
    pkl_visit_body(g, node->as.match_case.body);
    pkl_jump(g, NULL, PKL_JUMP_FORWARD, end);
    place_fails(g, &p);
}

void pkl_visit_match(PklGen* g, const PklNode* node) {
    const PklSeq* cases = node->as.Match.cases;
    const PklNode* last = pkl_at(cases, cases->size - 1);
    bool has_default = is_wildcard(last->as.match_case.pattern) && cases->size > 1;
    int end = pkl_label(g), count = cases->size - has_default;
    pkl_visit(g, node->as.Match.subject);
    for(int i = 0; i < count; i++) visit_case(g, pkl_at(cases, i), i < count - 1, i == cases->size - 1, end);
    if(has_default) {
        if(last->as.match_case.guard) pkl_jump_if(g, last->as.match_case.guard, end, false);
        pkl_visit_body(g, last->as.match_case.body);
    }
    pkl_place(g, end);
}
