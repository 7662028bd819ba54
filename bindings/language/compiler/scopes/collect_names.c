/* Names: where they are bound, used and declared. */
#include "scopes.h"

#include <string.h>

static PyStr* mangled(const PklCollector* s, PyStr* name) {
    const PklMap* only = s->current->mangled;
    return only && !pkl_map_get(only, name) ? name : pkl_mangle(s->owner, name);
}

uint32_t pkl_symbol(PklCollector* s, const PklScope* scope, PyStr* name) {
    const PklPair* symbol = pkl_map_get(&scope->symbols, mangled(s, name));
    return symbol ? (uint32_t)symbol->value : 0;
}

bool pkl_check_name(PklCollector* s, PyStr* name, PklContext context, const void* range) {
    if(context == PKL_LOAD || !pkl_name_is(name, "__debug__")) return true;
    pkl_compile_error(s->c, range, context == PKL_DEL ? "cannot delete __debug__" : "cannot assign to __debug__", NULL);
    return false;
}

static void define_in(PklCollector* s, PklScope* scope, PyStr* name, uint32_t bits, const void* range) {
    PyStr* key = mangled(s, name);
    PklPair* symbol = pkl_map_add(s->c, &scope->symbols, key);
    uint32_t known = (uint32_t)symbol->value;
    if(bits & known & PKL_DEF_PARAM)
        pkl_compile_error(s->c, range, "duplicate argument '%' in function definition", name);
    if(bits & known & PKL_DEF_TYPE_PARAM) pkl_compile_error(s->c, range, "duplicate type parameter '%'", name);
    known |= bits;
    if(scope->comp_iter_target) {
        if(known & (PKL_DEF_GLOBAL | PKL_DEF_NONLOCAL))
            pkl_compile_error(s->c, range, "comprehension inner loop cannot rebind assignment expression target '%'",
                              name);
        known |= PKL_DEF_COMP_ITER;
    }
    symbol->value = known;
    if(bits & PKL_DEF_GLOBAL && !(bits & PKL_DEF_PARAM)) pkl_map_add(s->c, &s->module->symbols, key)->value |= bits;
}

void pkl_define(PklCollector* s, PyStr* name, uint32_t bits, const void* range) {
    bool writes = bits & (PKL_DEF_PARAM | PKL_DEF_LOCAL | PKL_DEF_IMPORT);
    if(!pkl_check_name(s, name, writes ? PKL_STORE : PKL_LOAD, range)) return;
    if(bits & PKL_DEF_TYPE_PARAM && s->current->mangled) pkl_map_add(s->c, s->current->mangled, name);
    define_in(s, s->current, name, bits, range);
}

void pkl_define_hidden(PklCollector* s, const char* name, uint32_t bits, const void* range) {
    pkl_define(s, pkl_name_of(name), bits, range);
}

void pkl_collect_name(PklCollector* s, const PklNode* node) {
    PklScope* scope = s->current;
    PyStr* name = pkl_name_str(node->as.Name.id);
    PklContext context = (PklContext)node->as.Name.ctx;
    if(scope->unevaluated || !pkl_check_name(s, name, context, node)) return;
    define_in(s, scope, name, context == PKL_LOAD ? PKL_USE : PKL_DEF_LOCAL, node);
    if(context == PKL_LOAD && pkl_scope_is_function(scope) && pkl_name_is(name, "super"))
        pkl_define_hidden(s, "__class__", PKL_USE, node);
}

static void record_directive(PklCollector* s, PyStr* name, const void* range) {
    PklDirective* directive = pkl_take(s->c, sizeof(PklDirective));
    if(!directive) return;
    *directive = (PklDirective){s->current->directives, mangled(s, name), *(const PklRange*)range};
    s->current->directives = directive;
}

/* ---- global, nonlocal ------------------------------------------------------------ */

static void declare(PklCollector* s, const PklNode* node, PyStr* name) {
    static const char* const texts[2][4] = {
        {"name '%' is parameter and global", "name '%' is used prior to global declaration",
         "annotated name '%' can't be global", "name '%' is assigned to before global declaration"},
        {"name '%' is parameter and nonlocal", "name '%' is used prior to nonlocal declaration",
         "annotated name '%' can't be nonlocal", "name '%' is assigned to before nonlocal declaration"},
    };
    static const uint16_t bits[4] = {PKL_DEF_PARAM, PKL_USE, PKL_DEF_ANNOT, PKL_DEF_LOCAL};
    bool nonlocal = node->kind == PKL_Nonlocal;
    uint32_t known = pkl_symbol(s, s->current, name);
    for(int i = 0; i < 4; i++)
        if(known & bits[i]) pkl_compile_error(s->c, node, texts[nonlocal][i], name);
    pkl_define(s, name, nonlocal ? PKL_DEF_NONLOCAL : PKL_DEF_GLOBAL, node);
    record_directive(s, name, node);
}

void pkl_collect_declaration(PklCollector* s, const PklNode* node) {
    const PklSeq* names = node->as.Global.names;
    for(int i = 0; i < names->size; i++) declare(s, node, pkl_name_str(pkl_name_at(names, i)));
}

/* ---- := -------------------------------------------------------------------------- */

/* In a comprehension, it binds a name of the scope around all comprehensions. */
static void extend_walrus(PklCollector* s, const PklNode* target) {
    PyStr* name = pkl_name_str(target->as.Name.id);
    PklScope* scope = s->current;
    for(; scope; scope = scope->parent) {
        if(scope->comprehension) {
            uint32_t known = pkl_symbol(s, scope, name);
            if(known & PKL_DEF_COMP_ITER && known & (PKL_DEF_LOCAL | PKL_DEF_GLOBAL)) {
                pkl_compile_error(s->c, target,
                                  "assignment expression cannot rebind comprehension iteration variable '%'", name);
                return;
            }
            continue;
        }
        static const char* const refusals[] = {
            [PKL_SCOPE_CLASS] = "assignment expression within a comprehension cannot be used in a class body",
            [PKL_SCOPE_TYPE_ALIAS] = "assignment expression within a comprehension cannot be used in a type alias",
            [PKL_SCOPE_TYPE_PARAMETERS] =
                "assignment expression within a comprehension cannot be used within the definition of a generic",
            [PKL_SCOPE_TYPE_VARIABLE] =
                "assignment expression within a comprehension cannot be used in a TypeVar bound",
        };
        if(scope->kind == PKL_SCOPE_ANNOTATION) continue;
        if(refusals[scope->kind]) {
            pkl_compile_error(s->c, target, refusals[scope->kind], NULL);
            return;
        }
        bool global = scope->kind == PKL_SCOPE_MODULE || pkl_symbol(s, scope, name) & PKL_DEF_GLOBAL;
        pkl_define(s, name, global ? PKL_DEF_GLOBAL : PKL_DEF_NONLOCAL, target);
        record_directive(s, name, target);
        define_in(s, scope, name, scope->kind == PKL_SCOPE_MODULE ? PKL_DEF_GLOBAL : PKL_DEF_LOCAL, target);
        return;
    }
}

void pkl_collect_walrus(PklCollector* s, const PklNode* node) {
    if(!pkl_refuse_in_annotation(s, node, "named expression")) return;
    if(s->current->comp_iter_expr)
        pkl_compile_error(s->c, node, "assignment expression cannot be used in a comprehension iterable expression",
                          NULL);
    if(s->current->comprehension) extend_walrus(s, node->as.NamedExpr.target);
    pkl_collect(s, node->as.NamedExpr.value);
    pkl_collect(s, node->as.NamedExpr.target);
}
