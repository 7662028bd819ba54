/* Parameters of functions and lambdas, and type parameters. */
#include "parser.h"

/* What was read so far of a list of parameters. */
typedef struct Parameters {
    PklSeq *positional_only, *positional, *defaults, *keyword_only, *keyword_defaults;
    PklNode *vararg, *kwarg;
} Parameters;

static PklNode* annotation(Parser* p, bool may_be_starred) {
    if(!pkl_accept(p, T_COLON)) return NULL;
    return may_be_starred ? pkl_star_expression(p) : pkl_expression(p);
}

/* A name and, in functions, its annotation. */
static PklNode* parameter(Parser* p, bool lambda, bool may_be_starred) {
    Token* name = pkl_accept(p, T_NAME);
    if(!name) return NULL;
    Mark mark = pkl_mark(p);
    PklNode* type = lambda ? NULL : annotation(p, may_be_starred);
    if(pkl_failed(p)) return NULL;
    if(!type) pkl_reset(p, mark);
    return pkl_node(p, PKL_arg, &name->range, name->name, type, NULL);
}

static TokenType closing(bool lambda) { return lambda ? T_COLON : T_RPAREN; }

/* Behind a parameter: a comma, or the end, which stays. */
static bool ends(Parser* p, bool lambda) { return pkl_accept(p, T_COMMA) || pkl_type(p) == closing(lambda); }

static PklNode* default_value(Parser* p) {
    if(!pkl_accept(p, T_EQUAL)) return NULL;
    TokenType type = pkl_type(p);
    if(p->diagnose && (type == T_COMMA || type == T_RPAREN)) {
        return pkl_raise_at(p, PKL_SYNTAX_ERROR, &p->before->range, "expected default value expression");
    }
    return pkl_expression(p);
}

/* Parameters, and in `*values` their defaults; `keyword_only` ones have NULL for none, others need one once `defaults`
 * is not 0. */
static PklSeq* run(Parser* p, bool lambda, bool keyword_only, int defaults, PklSeq** values) {
    int from = p->stacked, count = 0;
    for(;;) {
        Mark mark = pkl_mark(p);
        PklNode* arg = parameter(p, lambda, false);
        Mark behind = pkl_mark(p);
        PklNode* value = arg ? default_value(p) : NULL;
        if(pkl_failed(p)) return NULL;
        if(arg && !value) pkl_reset(p, behind);
        bool legal = arg && (value || keyword_only || defaults == 0);
        if(!legal || !ends(p, lambda)) {
            if(pkl_failed(p)) return NULL;
            pkl_reset(p, mark);
            break;
        }
        if(!pkl_push(p, arg) || !pkl_push(p, arg)) return NULL;
        p->stack[p->stacked - 1] = value;
        defaults += value != NULL;
        count++;
    }
    PklSeq* args = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)count * sizeof(void*));
    *values = pkl_arena_take(p->arena, sizeof(PklSeq) + (size_t)count * sizeof(void*));
    if(!args || !*values) return pkl_no_memory(p);
    for(int i = 0; i < count; i++) {
        args->items[args->size++] = p->stack[from + 2 * i];
        void* value = p->stack[from + 2 * i + 1];
        if(value || keyword_only) (*values)->items[(*values)->size++] = value;
    }
    p->stacked = from;
    return args;
}

/* ---- Mistakes in them ---- */

static void* mistake(Parser* p, const PklRange* range, const char* text) {
    return pkl_raise_at(p, PKL_SYNTAX_ERROR, range, text);
}

/* A parameter with its default and what ends it. */
static PklNode* whole_parameter(Parser* p, bool lambda, bool* has_default) {
    PklNode* arg = parameter(p, lambda, false);
    Mark mark = pkl_mark(p);
    *has_default = arg && default_value(p);
    if(!*has_default) pkl_reset(p, mark);
    return arg && !pkl_failed(p) && ends(p, lambda) ? arg : NULL;
}

static bool without_default(Parser* p, bool lambda) { return parameter(p, lambda, false) && ends(p, lambda); }

static void skip_parameters(Parser* p, bool lambda) {
    bool has_default;
    Mark mark;
    do mark = pkl_mark(p);
    while(whole_parameter(p, lambda, &has_default));
    if(!pkl_failed(p)) pkl_reset(p, mark);
}

/* `(a, b)` among parameters, as in Python 2. */
static void* in_parentheses(Parser* p, bool lambda) {
    const PklRange* open = &pkl_accept(p, T_LPAREN)->range;
    PklNode* arg;
    do arg = parameter(p, lambda, false);
    while(arg && pkl_accept(p, T_COMMA) && pkl_type(p) == T_NAME);
    if(!arg || !pkl_accept(p, T_RPAREN)) return NULL;
    return pkl_raise_span(p, open, &p->before->range, "%s parameters cannot be parenthesized",
                          lambda ? "Lambda expression" : "Function");
}

/* At `/`, which must stand alone, behind parameters, before `*`. */
static bool check_slash(Parser* p, bool lambda, int count, bool* seen) {
    Token* slash = pkl_accept(p, T_SLASH);
    if(*seen) return mistake(p, &slash->range, "/ may appear only once");
    if(count == 0)
        return pkl_type(p) == T_COMMA ? mistake(p, &slash->range, "at least one argument must precede /") : NULL;
    if(pkl_type(p) == T_STAR) return mistake(p, &pkl_peek(p)->range, "expected comma between / and *");
    *seen = true;
    return ends(p, lambda);
}

static void check_order(Parser* p, bool lambda) {
    bool slash = false, defaults = false, has_default;
    for(int count = 0;; count++) {
        Mark mark = pkl_mark(p);
        PklNode* arg = whole_parameter(p, lambda, &has_default);
        if(pkl_failed(p)) return;
        if(arg && defaults && !has_default)
            mistake(p, &arg->range, "parameter without a default follows parameter with a default");
        defaults |= has_default;
        if(arg) continue;
        pkl_reset(p, mark);
        TokenType type = pkl_type(p);
        if(type == T_LPAREN && !slash && !defaults) in_parentheses(p, lambda);
        if(type != T_SLASH || !check_slash(p, lambda, count, &slash)) break;
    }
    if(pkl_failed(p) || !pkl_accept(p, T_STAR)) return;
    if(!pkl_accept(p, T_COMMA) && !without_default(p, lambda)) return;
    skip_parameters(p, lambda);
    if(!pkl_failed(p) && pkl_type(p) == T_SLASH) mistake(p, &pkl_peek(p)->range, "/ must be ahead of *");
}

static void check_star(Parser* p, bool lambda) {
    Token* star = pkl_accept(p, T_STAR);
    TokenType type = pkl_type(p);
    bool comma = pkl_accept(p, T_COMMA), bare = type == closing(lambda);
    if(comma) bare = pkl_type(p) == closing(lambda) || pkl_type(p) == T_DOUBLE_STAR;
    if(bare && lambda) p->before = pkl_peek(p);
    if(bare && lambda) pkl_raise_here(p, "named arguments must follow bare *");
    if(bare) mistake(p, &star->range, "named arguments must follow bare *");
    Mark mark = pkl_mark(p);
    if(!comma && parameter(p, lambda, false) && pkl_type(p) == T_EQUAL) {
        mistake(p, &pkl_peek(p)->range, "var-positional argument cannot have default value");
    }
    if(pkl_failed(p)) return;
    pkl_reset(p, mark);
    if(!comma && !without_default(p, lambda)) return;
    skip_parameters(p, lambda);
    Token* second = pkl_failed(p) ? NULL : pkl_accept(p, T_STAR);
    if(second && (pkl_type(p) == T_COMMA || without_default(p, lambda))) {
        mistake(p, &second->range, "* argument may appear only once");
    }
}

static void check_double_star(Parser* p, bool lambda) {
    pkl_accept(p, T_DOUBLE_STAR);
    if(!parameter(p, lambda, false)) return;
    if(pkl_type(p) == T_EQUAL) mistake(p, &pkl_peek(p)->range, "var-keyword argument cannot have default value");
    if(!pkl_accept(p, T_COMMA)) return;
    TokenType type = pkl_type(p);
    const PklRange* range = &pkl_peek(p)->range;
    PklNode* arg = parameter(p, lambda, false);
    if(arg) range = &arg->range;
    if(arg || type == T_STAR || type == T_DOUBLE_STAR || type == T_SLASH)
        mistake(p, range, "arguments cannot follow var-keyword argument");
}

/* In the second pass. True: a mistake was raised. */
static bool check(Parser* p, bool lambda, void look(Parser* p, bool lambda)) {
    if(!p->diagnose) return false;
    Mark mark = pkl_mark(p);
    look(p, lambda);
    if(!pkl_failed(p)) pkl_reset(p, mark);
    return pkl_failed(p);
}

/* ---- Whole lists ---- */

/* `*` and `**` with what follows them. False: an error, or nothing that fits; then the place is undefined. */
static bool star_parameters(Parser* p, bool lambda, Parameters* all) {
    Mark mark = pkl_mark(p);
    if(pkl_type(p) == T_STAR) {
        if(check(p, lambda, check_star)) return false;
        pkl_accept(p, T_STAR);
        bool bare = pkl_accept(p, T_COMMA) != NULL;
        if(!bare) {
            all->vararg = parameter(p, lambda, true);
            if(!all->vararg || !ends(p, lambda)) return false;
        }
        all->keyword_only = run(p, lambda, true, 0, &all->keyword_defaults);
        if(!all->keyword_only || (bare && all->keyword_only->size == 0)) return false;
        mark = pkl_mark(p);
    }
    if(pkl_type(p) != T_DOUBLE_STAR) return true;
    if(check(p, lambda, check_double_star)) return false;
    pkl_accept(p, T_DOUBLE_STAR);
    all->kwarg = parameter(p, lambda, false);
    if(all->kwarg && ends(p, lambda)) return true;
    all->kwarg = NULL;
    pkl_reset(p, mark);
    return !pkl_failed(p);
}

static bool read_parameters(Parser* p, bool lambda, Parameters* all) {
    PklSeq* defaults;
    all->positional = run(p, lambda, false, 0, &all->defaults);
    if(!all->positional) return false;
    Mark mark = pkl_mark(p);
    if(all->positional->size > 0 && pkl_accept(p, T_SLASH)) {
        if(!ends(p, lambda)) {
            pkl_reset(p, mark);
        } else {
            all->positional_only = all->positional;
            all->positional = run(p, lambda, false, all->defaults->size, &defaults);
            if(!all->positional) return false;
            int from = p->stacked;
            for(int i = 0; i < all->defaults->size; i++) pkl_push(p, all->defaults->items[i]);
            for(int i = 0; i < defaults->size; i++) pkl_push(p, defaults->items[i]);
            all->defaults = pkl_gather(p, from);
        }
    }
    mark = pkl_mark(p);
    if(pkl_type(p) != T_STAR && pkl_type(p) != T_DOUBLE_STAR) return true;
    if(star_parameters(p, lambda, all)) return true;
    all->vararg = all->kwarg = NULL;
    all->keyword_only = NULL;
    pkl_reset(p, mark);
    return !pkl_failed(p);
}

/* Up to `)` or `:`, which are left; an empty list is one too. */
PklNode* pkl_parameters(Parser* p, bool lambda) {
    Parameters all = {0};
    if(check(p, lambda, check_order)) return NULL;
    if(!read_parameters(p, lambda, &all)) return NULL;
    PklSeq* none = pkl_none(p);
    PklNode* node =
        pkl_plain_node(p, PKL_arguments, all.positional_only ? all.positional_only : none, all.positional, all.vararg);
    if(!node || !none) return NULL;
    node->as.arguments.kwonlyargs = all.keyword_only ? all.keyword_only : none;
    node->as.arguments.kw_defaults = all.keyword_only ? all.keyword_defaults : none;
    node->as.arguments.kwarg = all.kwarg;
    node->as.arguments.defaults = all.defaults;
    return node;
}

PklNode* pkl_lambda(Parser* p) {
    Token* token = pkl_accept(p, T_LAMBDA);
    if(!token) return NULL;
    PklNode* args = pkl_parameters(p, true);
    if(!args || !pkl_accept(p, T_COLON)) return NULL;
    PklNode* body = pkl_expression(p);
    return body ? pkl_node(p, PKL_Lambda, &token->range, args, body, NULL) : NULL;
}

/* ---- Type parameters ---- */

static PklNode* optional(Parser* p, TokenType sign, Rule* rule) {
    Mark mark = pkl_mark(p);
    PklNode* value = pkl_accept(p, sign) ? rule(p) : NULL;
    if(!value) pkl_reset(p, mark);
    return value;
}

static PklNode* type_param(Parser* p) {
    if(p->diagnose && pkl_invalid_type_param(p)) return NULL;
    const PklRange* start = &pkl_peek(p)->range;
    bool many = pkl_accept(p, T_STAR) != NULL, spec = !many && pkl_accept(p, T_DOUBLE_STAR);
    Token* name = pkl_accept(p, T_NAME);
    if(!name) return NULL;
    PklNode* bound = many || spec ? NULL : optional(p, T_COLON, pkl_expression);
    if(pkl_failed(p)) return NULL;
    PklNode* value = optional(p, T_EQUAL, many ? pkl_star_expression : pkl_expression);
    if(pkl_failed(p)) return NULL;
    if(many || spec) return pkl_node(p, many ? PKL_TypeVarTuple : PKL_ParamSpec, start, name->name, value, NULL);
    return pkl_node(p, PKL_TypeVar, start, name->name, bound, value);
}

/* In brackets, or none at all. */
PklSeq* pkl_type_params(Parser* p) {
    if(!pkl_accept(p, T_LBRACKET)) return pkl_none(p);
    if(p->diagnose && pkl_type(p) == T_RBRACKET) {
        return pkl_raise_from(p, &pkl_peek(p)->range, "Type parameter list cannot be empty");
    }
    PklSeq* params = pkl_list(p, type_param, true);
    return params && pkl_accept(p, T_RBRACKET) ? params : NULL;
}
