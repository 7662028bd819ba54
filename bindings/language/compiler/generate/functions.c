/* def, lambda. */
#include "generate.h"

#include <string.h>

enum { HAS_DEFAULTS = 1, HAS_KWDEFAULTS = 2, HAS_ANNOTATE = 4 };

/* [defaults?, kwdefaults?]; answers which. */
static int visit_defaults(PklGen* g, const void* at, const PklNode* arguments) {
    const PklSeq *defaults = arguments->as.arguments.defaults, *kwonly = arguments->as.arguments.kwonlyargs;
    int flags = 0, pairs = 0;
    if(defaults->size) {
        pkl_visit_all(g, defaults);
        pkl_emit_tuple(g, at, defaults->size);
        flags |= HAS_DEFAULTS;
    }
    for(int i = 0; i < kwonly->size; i++) {
        const PklNode* value = pkl_at(arguments->as.arguments.kw_defaults, i);
        if(!value) continue;
        pkl_emit_str(g, at, pkl_unit_mangle(g, pkl_name_str(pkl_at(kwonly, i)->as.arg.arg)));
        pkl_visit(g, value);
        pairs++;
    }
    if(!pairs) return flags;
    pkl_emit(g, at, PKL_BUILD_MAP, pairs);
    return flags | HAS_KWDEFAULTS;
}

static void count_parameters(PklUnit* u, const PklNode* arguments) {
    u->posonlyargcount = arguments->as.arguments.posonlyargs->size;
    u->argcount = u->posonlyargcount + arguments->as.arguments.args->size;
    u->kwonlyargcount = arguments->as.arguments.kwonlyargs->size;
}

/* ---- docstrings ------------------------------------------------------------------ */

/* How many spaces all lines but the first begin with, empty ones aside. */
static int margin_of(const char* text) {
    int margin = -1;
    while(*text && *text++ != '\n') {}
    while(*text) {
        int spaces = 0;
        while(text[spaces] == ' ') spaces++;
        if(text[spaces] && text[spaces] != '\n' && (margin < 0 || spaces < margin)) margin = spaces;
        while(*text && *text++ != '\n') {}
    }
    return margin < 0 ? 0 : margin;
}

static size_t expand_tabs(const PklText* text, char* out) {
    size_t size = 0, column = 0;
    for(int i = 0; i < text->size; i++) {
        char c = text->data[i];
        size_t times = c == '\t' ? 8 - column % 8 : 1;
        if(c == '\n' || c == '\r') column = 0;
        else column += c == '\t' ? times : (c & 0xC0) != 0x80;
        for(; times; times--, size++)
            if(out) out[size] = c == '\t' ? ' ' : c;
    }
    return size;
}

static PyStr* clean_docstring(PklGen* g, const PklText* text) {
    size_t size = expand_tabs(text, NULL);
    char* copy = pkl_take(g->c, size + 1);
    if(!copy) return NULL;
    expand_tabs(text, copy);
    int margin = margin_of(copy);
    const char *from = copy, *end = copy + size;
    char* to = copy;
    while(*from == ' ') from++;
    for(bool first = true; from < end; first = false) {
        for(int i = 0; !first && i < margin && *from == ' '; i++) from++;
        while(from < end && (*to++ = *from++) != '\n') {}
    }
    py_TValue out;
    py_newstrv(&out, (c11_sv){copy, (int)(to - copy)});
    return (PyStr*)out._obj;
}

PyStr* pkl_docstring(PklGen* g, const PklSeq* body) {
    if(!body->size || pkl_at(body, 0)->kind != PKL_Expr) return NULL;
    const PklNode* value = pkl_at(body, 0)->as.Expr.value;
    if(value->kind != PKL_Constant || value->as.Constant.value->kind != PKL_STR) return NULL;
    return clean_docstring(g, &value->as.Constant.value->text);
}

/* ---- def ------------------------------------------------------------------------- */

static void visit_function_body(PklGen* g, const PklNode* node, int firstlineno, int flags) {
    PklUnit unit;
    py_TValue code;
    PklScope* scope = pkl_scope_of(g, node);
    PklRange range = node->range;
    range.lineno = firstlineno;
    if(!scope || !pkl_open_unit(g, scope, pkl_name_str(node->as.FunctionDef.name), &range, &unit)) return;
    count_parameters(&unit, node->as.FunctionDef.args);
    const PklSeq* body = node->as.FunctionDef.body;
    PyStr* doc = pkl_docstring(g, body);
    int first = doc != NULL;
    if(doc && g->c->optimize < 2) {
        py_TValue value = {.type = tp_str, .is_ptr = true, ._obj = &doc->head};
        pkl_add_constant(g, &value);
        unit.has_docstring = true;
    }
    for(int i = first; i < body->size; i++) pkl_visit_statement(g, pkl_at(body, i));
    pkl_emit_none(g, NULL);
    pkl_emit_return(g, NULL);
    pkl_close_unit(g, &code);
    pkl_emit_closure(g, node, &unit, &code, flags);
}

int pkl_visit_decorators(PklGen* g, const PklNode* node, const PklSeq* decorators) {
    pkl_visit_all(g, decorators);
    return decorators->size ? pkl_at(decorators, 0)->range.lineno : node->range.lineno;
}

void pkl_emit_decorated(PklGen* g, const PklNode* node, const PklSeq* decorators, PklName name) {
    for(int i = decorators->size - 1; i >= 0; i--) pkl_emit(g, pkl_at(decorators, i), PKL_CALL, 0);
    pkl_emit_variable(g, node, pkl_name_str(name), PKL_STORE);
}

bool pkl_open_generic(PklGen* g, const PklNode* node, const PklSeq* parameters, PyStr* name, int firstlineno,
                      PklUnit* unit) {
    static const char before[] = "<generic parameters of ";
    PklScope* scope = pkl_scope_of(g, parameters);
    size_t size = sizeof before - 1 + (size_t)name->size;
    char* text = pkl_take(g->c, size + 1);
    if(!scope || !text) return false;
    memcpy(text, before, sizeof before - 1);
    memcpy(text + sizeof before - 1, name->data, (size_t)name->size);
    text[size] = '>';
    PklRange range = node->range;
    range.lineno = firstlineno;
    if(!pkl_open_unit(g, scope, (PyStr*)py_namev((c11_sv){text, (int)size + 1}), &range, unit)) return false;
    return true;
}

void pkl_close_generic(PklGen* g, const PklNode* node, PklUnit* unit) {
    py_TValue code;
    pkl_emit_return(g, node);
    pkl_close_unit(g, &code);
    pkl_emit_closure(g, node, unit, &code, 0);
}

/* The type parameters' function takes the defaults, which are evaluated outside. */
static void visit_generic_function(PklGen* g, const PklNode* node, int firstlineno, int flags) {
    PklUnit unit;
    const PklSeq* parameters = node->as.FunctionDef.type_params;
    bool both = flags == (HAS_DEFAULTS | HAS_KWDEFAULTS);
    int given = !!(flags & HAS_DEFAULTS) + !!(flags & HAS_KWDEFAULTS);
    if(both) pkl_emit(g, node, PKL_SWAP, 2);
    if(!pkl_open_generic(g, node, parameters, pkl_name_str(node->as.FunctionDef.name), firstlineno, &unit)) return;
    pkl_visit_type_parameters(g, node, parameters);
    for(int i = 0; i < given; i++) pkl_emit(g, node, PKL_LOAD_FAST, i);
    unit.argcount = given;
    if(pkl_emit_annotate(g, node)) flags |= HAS_ANNOTATE;
    visit_function_body(g, node, firstlineno, flags);
    pkl_emit(g, node, PKL_SWAP, 2);
    pkl_emit(g, node, PKL_INTRINSIC_2, PKL_INTRINSIC_SET_FUNCTION_TYPE_PARAMS);
    pkl_close_generic(g, node, &unit);
    if(given) pkl_emit(g, node, PKL_SWAP, given + 1);
    else pkl_emit(g, node, PKL_PUSH_NIL, 0);
    pkl_emit(g, node, PKL_CALL, given ? given - 1 : 0);
}

void pkl_visit_function(PklGen* g, const PklNode* node) {
    int firstlineno = pkl_visit_decorators(g, node, node->as.FunctionDef.decorator_list);
    int flags = visit_defaults(g, node, node->as.FunctionDef.args);
    if(node->as.FunctionDef.type_params->size) visit_generic_function(g, node, firstlineno, flags);
    else {
        if(pkl_emit_annotate(g, node)) flags |= HAS_ANNOTATE;
        visit_function_body(g, node, firstlineno, flags);
    }
    pkl_emit_decorated(g, node, node->as.FunctionDef.decorator_list, node->as.FunctionDef.name);
}

void pkl_visit_lambda(PklGen* g, const PklNode* node) {
    PklUnit unit;
    py_TValue code;
    int flags = visit_defaults(g, node, node->as.Lambda.args);
    PklScope* scope = pkl_scope_of(g, node);
    if(!scope || !pkl_open_unit(g, scope, pkl_name_of("<lambda>"), node, &unit)) return;
    count_parameters(&unit, node->as.Lambda.args);
    pkl_visit(g, node->as.Lambda.body);
    pkl_emit_return(g, node->as.Lambda.body);
    pkl_close_unit(g, &code);
    pkl_emit_closure(g, node, &unit, &code, flags);
}
