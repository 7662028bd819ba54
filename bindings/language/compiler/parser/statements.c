/* Statements of one line: assignments, imports, `del`, `global` and the like. */
#include "parser.h"

/* ---- Targets ---- */

/* May the expression be assigned to (or deleted, which has no stars)? An expression in parentheses is no starred one.
 */
static bool is_target(const PklNode* node, PklContext context, bool in_sequence) {
    switch(node->kind) {
        case PKL_Name:
        case PKL_Attribute:
        case PKL_Subscript: return true;
        case PKL_Starred:
            return in_sequence && context == PKL_STORE && node->as.Starred.value->kind != PKL_Starred &&
                   is_target(node->as.Starred.value, context, false);
        case PKL_List:
        case PKL_Tuple:
            for(int i = 0; i < node->as.List.elts->size; i++) {
                if(!is_target(pkl_at(node->as.List.elts, i), context, true)) return false;
            }
            return true;
        default: return false;
    }
}

static void set_context(PklNode* node, PklContext context) {
    switch(node->kind) {
        case PKL_Name: node->as.Name.ctx = context; break;
        case PKL_Attribute: node->as.Attribute.ctx = context; break;
        case PKL_Subscript: node->as.Subscript.ctx = context; break;
        case PKL_Starred:
            node->as.Starred.ctx = context;
            set_context(node->as.Starred.value, context);
            break;
        default:
            node->as.List.ctx = context;
            for(int i = 0; i < node->as.List.elts->size; i++) set_context(pkl_at(node->as.List.elts, i), context);
    }
}

static PklNode* as_target(PklNode* node, PklContext context) {
    if(!node || !is_target(node, context, true)) return NULL;
    set_context(node, context);
    return node;
}

/* A name, attribute or item, perhaps in parentheses: what takes `+=` and annotations. */
static bool is_single(const PklNode* node) {
    return node->kind == PKL_Name || node->kind == PKL_Attribute || node->kind == PKL_Subscript;
}

static PklNode* star_target_rule(Parser* p) {
    Token* star = pkl_accept(p, T_STAR);
    PklNode* target = as_target(star && pkl_type(p) == T_STAR ? NULL : pkl_primary(p), PKL_STORE);
    return star && target ? pkl_node(p, PKL_Starred, &star->range, target, PKL_NUMBER(PKL_STORE), NULL) : target;
}

PklNode* pkl_star_target(Parser* p) { return pkl_memoized(p, 't', star_target_rule); }

PklNode* pkl_star_targets(Parser* p) {
    const PklRange* start = &pkl_peek(p)->range;
    PklSeq* targets = pkl_list(p, pkl_star_target, true);
    if(!targets) return NULL;
    if(targets->size == 1 && p->before->type != T_COMMA) return pkl_at(targets, 0);
    return pkl_node(p, PKL_Tuple, start, targets, PKL_NUMBER(PKL_STORE), NULL);
}

/* ---- Assignments and expressions ---- */

static int augmented_operator(TokenType type) {
    switch(type) {
        case T_PLUS_EQUAL: return PKL_ADD;
        case T_MINUS_EQUAL: return PKL_SUB;
        case T_STAR_EQUAL: return PKL_MULT;
        case T_AT_EQUAL: return PKL_MAT_MULT;
        case T_SLASH_EQUAL: return PKL_DIV;
        case T_PERCENT_EQUAL: return PKL_MOD;
        case T_AMPERSAND_EQUAL: return PKL_BIT_AND;
        case T_BAR_EQUAL: return PKL_BIT_OR;
        case T_CARET_EQUAL: return PKL_BIT_XOR;
        case T_LEFT_SHIFT_EQUAL: return PKL_LSHIFT;
        case T_RIGHT_SHIFT_EQUAL: return PKL_RSHIFT;
        case T_DOUBLE_STAR_EQUAL: return PKL_POW;
        case T_DOUBLE_SLASH_EQUAL: return PKL_FLOOR_DIV;
        default: return 0;
    }
}

static PklNode* annotated(Parser* p, PklNode* target, const Token* first) {
    if(!is_single(target)) return NULL;
    pkl_accept(p, T_COLON);
    PklNode* type = pkl_expression(p);
    if(!type) return NULL;
    Mark mark = pkl_mark(p);
    PklNode* value = pkl_accept(p, T_EQUAL) ? pkl_value(p) : NULL;
    if(pkl_failed(p)) return NULL;
    if(!value) pkl_reset(p, mark);
    set_context(target, PKL_STORE);
    PklNode* node = pkl_node(p, PKL_AnnAssign, &first->range, target, type, value);
    if(node) node->as.AnnAssign.simple = target->kind == PKL_Name && first->type == T_NAME;
    return node;
}

static PklNode* augmented(Parser* p, PklNode* target, const Token* first, int op) {
    if(!is_single(target)) return NULL;
    p->before = pkl_peek(p);
    PklNode* value = pkl_value(p);
    if(!value) return NULL;
    set_context(target, PKL_STORE);
    return pkl_node(p, PKL_AugAssign, &first->range, target, PKL_NUMBER(op), value);
}

/* `a = b = value`: `value` is the part last read. */
static PklNode* assigned(Parser* p, PklNode* value, const Token* first) {
    int from = p->stacked;
    while(pkl_type(p) == T_EQUAL) {
        if(!pkl_push(p, as_target(value, PKL_STORE))) return NULL;
        pkl_accept(p, T_EQUAL);
        value = pkl_value(p);
        if(!value) return NULL;
    }
    PklSeq* targets = pkl_gather(p, from);
    return targets ? pkl_node(p, PKL_Assign, &first->range, targets, value, NULL) : NULL;
}

static PklNode* assignment(Parser* p, PklNode* left, const Token* first) {
    TokenType type = pkl_type(p);
    int op = augmented_operator(type);
    if(type == T_COLON) return annotated(p, left, first);
    if(type == T_EQUAL) return assigned(p, left, first);
    return op ? augmented(p, left, first, op) : NULL;
}

static PklNode* expression_statement(Parser* p) {
    Token* first = pkl_peek(p);
    Mark mark = pkl_mark(p);
    PklNode* left = pkl_value(p);
    if(pkl_failed(p)) return NULL;
    Mark behind = pkl_mark(p);
    PklNode* node = left ? assignment(p, left, first) : NULL;
    if(node || pkl_failed(p)) return node;
    if(p->diagnose) {
        pkl_reset(p, mark);
        if(pkl_invalid_assignment(p)) return NULL;
    }
    pkl_reset(p, behind);
    return left ? pkl_node(p, PKL_Expr, &first->range, left, NULL, NULL) : NULL;
}

/* ---- Imports ---- */

/* `a.b.c` as one name; its range through `*range`. */
static PklName dotted_name(Parser* p, PklRange* range) {
    Token* first = pkl_accept(p, T_NAME);
    if(!first) return NULL;
    size_t size = (size_t)first->name->size;
    for(;;) {
        Mark mark = pkl_mark(p);
        Token* name = pkl_accept(p, T_DOT) ? pkl_accept(p, T_NAME) : NULL;
        if(!name) {
            pkl_reset(p, mark);
            break;
        }
        size += (size_t)name->name->size + 1;
    }
    *range = first->range;
    if(p->before == first) return first->name;
    char *text = pkl_arena_take(p->arena, size + 1), *out = text;
    if(!text) return pkl_no_memory(p);
    for(Token* token = first;; token = token->next) {
        if(token->type == T_DOT) *out++ = '.';
        else out = (char*)memcpy(out, token->name->data, (size_t)token->name->size) + token->name->size;
        if(token == p->before) break;
    }
    const Name* name = pkl_parse_name(p, text, size);
    return name ? &name->text : pkl_no_memory(p);
}

/* `as name`, or nothing. False: `as` without a name. */
static bool as_name(Parser* p, PklName* name) {
    *name = NULL;
    if(!pkl_accept(p, T_AS)) return true;
    Token* token = pkl_accept(p, T_NAME);
    if(token) *name = token->name;
    return token != NULL;
}

static PklNode* import_alias(Parser* p, bool dotted) {
    if(p->diagnose && pkl_invalid_alias(p, dotted)) return NULL;
    PklRange range;
    Token* token = dotted ? NULL : pkl_accept(p, T_NAME);
    PklName name = dotted ? dotted_name(p, &range) : token ? token->name : NULL, as;
    if(!name) return NULL;
    if(token) range = token->range;
    Mark mark = pkl_mark(p);
    if(!as_name(p, &as)) pkl_reset(p, mark);
    return pkl_node(p, PKL_alias, &range, name, as, NULL);
}

static PklNode* dotted_alias(Parser* p) { return import_alias(p, true); }
static PklNode* name_alias(Parser* p) { return import_alias(p, false); }

PklName pkl_dotted_name(Parser* p) {
    PklRange range;
    return dotted_name(p, &range);
}

static PklSeq* star_alias(Parser* p) {
    Token* star = pkl_accept(p, T_STAR);
    const Name* name = pkl_parse_name(p, "*", 1);
    int from = p->stacked;
    return name && pkl_push(p, pkl_node(p, PKL_alias, &star->range, &name->text, NULL, NULL)) ? pkl_gather(p, from)
                                                                                              : NULL;
}

static PklSeq* imported_names(Parser* p) {
    if(pkl_type(p) == T_STAR) return star_alias(p);
    Mark mark = pkl_mark(p);
    if(pkl_accept(p, T_LPAREN)) {
        PklSeq* names = pkl_list(p, name_alias, true);
        return names && pkl_accept(p, T_RPAREN) ? names : NULL;
    }
    PklSeq* names = pkl_list(p, name_alias, false);
    if(names && pkl_type(p) != T_COMMA) return names;
    if(p->diagnose && !pkl_failed(p)) {
        pkl_reset(p, mark);
        pkl_invalid_imported_names(p);
    }
    return NULL;
}

/* `from __future__ import barry_as_FLUFL` changes what follows at once. */
static void note_future(Parser* p, PklName module, const PklSeq* names) {
    if(!module || strcmp(module->data, "__future__") != 0) return;
    for(int i = 0; i < names->size; i++) {
        if(strcmp(pkl_at(names, i)->as.alias.name->data, "barry_as_FLUFL") == 0) p->flags |= PKL_BARRY_AS_FLUFL;
    }
}

static PklNode* import_from(Parser* p) {
    Token* first = pkl_accept(p, T_FROM);
    PklInt level = 0;
    for(;;) {
        if(pkl_accept(p, T_DOT)) level++;
        else if(pkl_accept(p, T_ELLIPSIS)) level += 3;
        else break;
    }
    PklName module = pkl_dotted_name(p);
    if((!module && level == 0) || !pkl_accept(p, T_IMPORT)) return NULL;
    PklSeq* names = imported_names(p);
    if(!names) return NULL;
    if(level == 0) note_future(p, module, names);
    return pkl_node(p, PKL_ImportFrom, &first->range, module, names, PKL_NUMBER(level));
}

static PklNode* import(Parser* p) {
    if(p->diagnose && pkl_invalid_import(p)) return NULL;
    if(pkl_type(p) == T_FROM) return import_from(p);
    Token* first = pkl_accept(p, T_IMPORT);
    PklSeq* names = pkl_list(p, dotted_alias, false);
    return names ? pkl_node(p, PKL_Import, &first->range, names, NULL, NULL) : NULL;
}

/* ---- Statements that a keyword begins ---- */

static PklNode* return_statement(Parser* p) {
    Token* first = pkl_accept(p, T_RETURN);
    Mark mark = pkl_mark(p);
    PklNode* value = pkl_star_expressions(p);
    if(!value) pkl_reset(p, mark);
    return pkl_failed(p) ? NULL : pkl_node(p, PKL_Return, &first->range, value, NULL, NULL);
}

static PklNode* raise_statement(Parser* p) {
    Token* first = pkl_accept(p, T_RAISE);
    Mark mark = pkl_mark(p);
    PklNode* cause = NULL;
    PklNode* exception = pkl_expression(p);
    if(pkl_failed(p)) return NULL;
    if(exception) {
        mark = pkl_mark(p);
        cause = pkl_accept(p, T_FROM) ? pkl_expression(p) : NULL;
        if(pkl_failed(p)) return NULL;
    }
    if(!cause) pkl_reset(p, mark);
    return pkl_node(p, PKL_Raise, &first->range, exception, cause, NULL);
}

static bool ends_simple(Parser* p) { return pkl_type(p) == T_SEMICOLON || pkl_type(p) == T_NEWLINE; }

static PklNode* del_statement(Parser* p) {
    Token* first = pkl_accept(p, T_DEL);
    Mark mark = pkl_mark(p);
    PklSeq* targets = pkl_list(p, pkl_primary, true);
    bool legal = targets && ends_simple(p);
    for(int i = 0; legal && i < targets->size; i++) legal = as_target(pkl_at(targets, i), PKL_DEL);
    if(legal) return pkl_node(p, PKL_Delete, &first->range, targets, NULL, NULL);
    if(p->diagnose && !pkl_failed(p)) {
        pkl_reset(p, mark);
        pkl_invalid_targets(p, pkl_star_expressions(p), "delete");
    }
    return NULL;
}

static PklNode* assert_statement(Parser* p) {
    Token* first = pkl_accept(p, T_ASSERT);
    PklNode* test = pkl_expression(p);
    if(!test) return NULL;
    Mark mark = pkl_mark(p);
    PklNode* message = pkl_accept(p, T_COMMA) ? pkl_expression(p) : NULL;
    if(!message) pkl_reset(p, mark);
    return pkl_failed(p) ? NULL : pkl_node(p, PKL_Assert, &first->range, test, message, NULL);
}

static PklNode* names_statement(Parser* p, PklKind kind) {
    Token* first = p->before = pkl_peek(p);
    PklSeq* names = pkl_list(p, pkl_name, false);
    for(int i = 0; names && i < names->size; i++) names->items[i] = (void*)pkl_at(names, i)->as.Name.id;
    return names ? pkl_node(p, kind, &first->range, names, NULL, NULL) : NULL;
}

static PklNode* word_statement(Parser* p, PklKind kind) {
    p->before = pkl_peek(p);
    return pkl_node(p, kind, &p->before->range, NULL, NULL, NULL);
}

static PklNode* type_alias(Parser* p) {
    Token* first = pkl_accept_soft(p, T_TYPE);
    PklNode* name = pkl_name(p);
    if(!name) return NULL;
    PklSeq* params = pkl_type_params(p);
    PklNode* value = params && pkl_accept(p, T_EQUAL) ? pkl_expression(p) : NULL;
    if(!value) return NULL;
    name->as.Name.ctx = PKL_STORE;
    return pkl_node(p, PKL_TypeAlias, &first->range, name, params, value);
}

PklNode* pkl_word_statement(Parser* p) {
    switch(pkl_type(p)) {
        case T_PASS: return word_statement(p, PKL_Pass);
        case T_BREAK: return word_statement(p, PKL_Break);
        case T_CONTINUE: return word_statement(p, PKL_Continue);
        default: return NULL;
    }
}

PklNode* pkl_simple_statement(Parser* p) {
    switch(pkl_type(p)) {
        case T_RETURN: return return_statement(p);
        case T_IMPORT:
        case T_FROM: return import(p);
        case T_RAISE: return raise_statement(p);
        case T_DEL: return del_statement(p);
        case T_ASSERT: return assert_statement(p);
        case T_GLOBAL: return names_statement(p, PKL_Global);
        case T_NONLOCAL: return names_statement(p, PKL_Nonlocal);
        case T_PASS:
        case T_BREAK:
        case T_CONTINUE: return p->diagnose && pkl_invalid_expression(p) ? NULL : pkl_word_statement(p);
        default: break;
    }
    if(pkl_peek(p)->soft == T_TYPE && pkl_second_type(p) == T_NAME) {
        Mark mark = pkl_mark(p);
        PklNode* node = type_alias(p);
        if(node || pkl_failed(p)) return node;
        pkl_reset(p, mark);
    }
    return expression_statement(p);
}

/* Pushes the statements of a line. */
bool pkl_push_simple_statements(Parser* p) {
    if(!pkl_push(p, pkl_simple_statement(p))) return false;
    while(pkl_accept(p, T_SEMICOLON)) {
        if(pkl_accept(p, T_NEWLINE)) return true;
        if(!pkl_push(p, pkl_simple_statement(p))) return false;
    }
    return pkl_accept(p, T_NEWLINE);
}
