/* Parameters of functions and lambdas, and type parameters. */
#include "parser.h"

/* What was read so far of a list of parameters. */
typedef struct Parameters {
    PklSeq *positional_only, *positional, *defaults, *keyword_only, *keyword_defaults;
    PklNode *vararg, *kwarg;
} Parameters;

static PklNode* annotation(Parser* p, bool may_be_starred) {
    if (!pkl_accept(p, T_COLON)) return NULL;
    return may_be_starred ? pkl_star_expression(p) : pkl_expression(p);
}

/* A name and, in functions, its annotation. */
static PklNode* parameter(Parser* p, bool lambda, bool may_be_starred) {
    Token* name = pkl_accept(p, T_NAME);
    if (!name) return NULL;
    Mark mark = pkl_mark(p);
    PklNode* type = lambda ? NULL : annotation(p, may_be_starred);
    if (pkl_failed(p)) return NULL;
    if (!type) pkl_reset(p, mark);
    return pkl_node(p, PKL_arg, &name->range, name->name, type, NULL);
}

static TokenType closing(bool lambda) { return lambda ? T_COLON : T_RPAREN; }

/* Behind a parameter: a comma, or the end, which stays. */
static bool ends(Parser* p, bool lambda) { return pkl_accept(p, T_COMMA) || pkl_type(p) == closing(lambda); }

static PklNode* default_value(Parser* p, bool lambda) {
    if (!pkl_accept(p, T_EQUAL)) return NULL;
    TokenType type = pkl_type(p);
    if (p->diagnose && (type == T_COMMA || type == closing(lambda)) && (!lambda || type == T_COMMA)) {
        return pkl_raise(p, PKL_SYNTAX_ERROR, &p->before->range, "expected default value expression");
    }
    return pkl_expression(p);
}

/* Parameters, and in `*values` their defaults; `keyword_only` ones have NULL for none, others need one once `defaults` is not 0. */
static PklSeq* run(Parser* p, bool lambda, bool keyword_only, int defaults, PklSeq** values) {
    int from = p->stacked, count = 0;
    for (;;) {
        Mark mark = pkl_mark(p);
        PklNode* arg = parameter(p, lambda, false);
        Mark behind = pkl_mark(p);
        PklNode* value = arg ? default_value(p, lambda) : NULL;
        if (pkl_failed(p)) return NULL;
        if (arg && !value) pkl_reset(p, behind);
        bool legal = arg && (value || keyword_only || defaults == 0);
        if (!legal || !ends(p, lambda)) {
            if (pkl_failed(p)) return NULL;
            pkl_reset(p, mark);
            break;
        }
        if (!pkl_push(p, arg) || !pkl_push(p, arg)) return NULL;
        p->stack[p->stacked - 1] = value;
        defaults += value != NULL;
        count++;
    }
    PklSeq* args = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)count * sizeof(void*));
    *values = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)count * sizeof(void*));
    if (!args || !*values) return pkl_no_memory(p);
    for (int i = 0; i < count; i++) {
        args->items[args->size++] = p->stack[from + 2 * i];
        void* value = p->stack[from + 2 * i + 1];
        if (value || keyword_only) (*values)->items[(*values)->size++] = value;
    }
    p->stacked = from;
    return args;
}

/* `*` and `**` with what follows them. False: an error, or nothing that fits; then the place is undefined. */
static bool star_parameters(Parser* p, bool lambda, Parameters* all) {
    if (p->diagnose && pkl_invalid_star_parameters(p, lambda)) return false;
    Mark mark = pkl_mark(p);
    if (pkl_accept(p, T_STAR)) {
        bool bare = pkl_accept(p, T_COMMA) != NULL;
        if (!bare) {
            all->vararg = parameter(p, lambda, true);
            if (!all->vararg || !ends(p, lambda)) return false;
        }
        all->keyword_only = run(p, lambda, true, 0, &all->keyword_defaults);
        if (!all->keyword_only || (bare && all->keyword_only->size == 0)) return false;
        mark = pkl_mark(p);
    }
    if (pkl_type(p) != T_DOUBLE_STAR) return true;
    if (p->diagnose && pkl_invalid_double_star_parameter(p, lambda)) return false;
    pkl_accept(p, T_DOUBLE_STAR);
    all->kwarg = parameter(p, lambda, false);
    if (all->kwarg && ends(p, lambda)) return true;
    all->kwarg = NULL;
    pkl_reset(p, mark);
    return !pkl_failed(p);
}

static bool read_parameters(Parser* p, bool lambda, Parameters* all) {
    PklSeq* defaults;
    all->positional = run(p, lambda, false, 0, &all->defaults);
    if (!all->positional) return false;
    Mark mark = pkl_mark(p);
    if (all->positional->size > 0 && pkl_accept(p, T_SLASH)) {
        if (!ends(p, lambda)) {
            pkl_reset(p, mark);
        } else {
            all->positional_only = all->positional;
            all->positional = run(p, lambda, false, all->defaults->size, &defaults);
            if (!all->positional) return false;
            int from = p->stacked;
            for (int i = 0; i < all->defaults->size; i++) pkl_push(p, all->defaults->items[i]);
            for (int i = 0; i < defaults->size; i++) pkl_push(p, defaults->items[i]);
            all->defaults = pkl_gather(p, from);
        }
    }
    mark = pkl_mark(p);
    if (pkl_type(p) != T_STAR && pkl_type(p) != T_DOUBLE_STAR) return true;
    if (star_parameters(p, lambda, all)) return true;
    all->vararg = all->kwarg = NULL;
    all->keyword_only = NULL;
    pkl_reset(p, mark);
    return !pkl_failed(p);
}

/* Up to `)` or `:`, which are left; an empty list is one too. */
PklNode* pkl_parameters(Parser* p, bool lambda) {
    Parameters all = {0};
    if (p->diagnose && pkl_invalid_parameters(p, lambda)) return NULL;
    if (!read_parameters(p, lambda, &all)) return NULL;
    PklSeq* none = pkl_none(p);
    PklNode* node = pkl_plain_node(p, PKL_arguments, all.positional_only ? all.positional_only : none, all.positional, all.vararg);
    if (!node || !none) return NULL;
    node->as.arguments.kwonlyargs = all.keyword_only ? all.keyword_only : none;
    node->as.arguments.kw_defaults = all.keyword_only ? all.keyword_defaults : none;
    node->as.arguments.kwarg = all.kwarg;
    node->as.arguments.defaults = all.defaults;
    return node;
}

PklNode* pkl_lambda(Parser* p) {
    Token* token = pkl_accept(p, T_LAMBDA);
    if (!token) return NULL;
    PklNode* args = pkl_parameters(p, true);
    if (!args || !pkl_accept(p, T_COLON)) return NULL;
    PklNode* body = pkl_expression(p);
    return body ? pkl_node(p, PKL_Lambda, &token->range, args, body, NULL) : NULL;
}

/* ---- Type parameters ---- */

static PklNode* optional(Parser* p, TokenType sign, Rule* rule) {
    Mark mark = pkl_mark(p);
    PklNode* value = pkl_accept(p, sign) ? rule(p) : NULL;
    if (!value) pkl_reset(p, mark);
    return value;
}

static PklNode* type_param(Parser* p) {
    if (p->diagnose && pkl_invalid_type_param(p)) return NULL;
    const PklRange* start = &pkl_peek(p)->range;
    bool many = pkl_accept(p, T_STAR) != NULL, spec = !many && pkl_accept(p, T_DOUBLE_STAR);
    Token* name = pkl_accept(p, T_NAME);
    if (!name) return NULL;
    PklNode* bound = many || spec ? NULL : optional(p, T_COLON, pkl_expression);
    if (pkl_failed(p)) return NULL;
    PklNode* value = optional(p, T_EQUAL, many ? pkl_star_expression : pkl_expression);
    if (pkl_failed(p)) return NULL;
    if (many || spec) return pkl_node(p, many ? PKL_TypeVarTuple : PKL_ParamSpec, start, name->name, value, NULL);
    return pkl_node(p, PKL_TypeVar, start, name->name, bound, value);
}

/* In brackets, or none at all. */
PklSeq* pkl_type_params(Parser* p) {
    if (!pkl_accept(p, T_LBRACKET)) return pkl_none(p);
    if (p->diagnose && pkl_type(p) == T_RBRACKET) {
        return pkl_raise_from(p, &pkl_peek(p)->range, "Type parameter list cannot be empty");
    }
    PklSeq* params = pkl_list(p, type_param, true);
    return params && pkl_accept(p, T_RBRACKET) ? params : NULL;
}
