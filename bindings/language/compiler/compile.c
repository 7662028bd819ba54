/* Source to code object, and errors to exceptions. */
#include "../core.h"
#include "generate/generate.h"

#include <string.h>

/* ---- errors ---------------------------------------------------------------------- */

static void text_or_none(py_OutRef out, PklText text) {
    if(text.data) py_newstrv(out, (c11_sv){text.data, text.size});
    else py_newnone(out);
}

static void number_or_none(py_OutRef out, int number) {
    if(number < 0) py_newnone(out);
    else py_newint(out, number);
}

/* SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset)) */
static bool raise_syntax_error(const PklCompiler* c, py_Type type) {
    const PklSyntaxError* error = &c->error;
    py_TValue args[2];
    text_or_none(&args[0], error->message);
    py_Ref details = py_newtuple(&args[1], 6);
    details[0] = (py_TValue){.type = tp_str, .is_ptr = true, ._obj = &c->filename->head};
    number_or_none(&details[1], error->lineno);
    number_or_none(&details[2], error->offset);
    text_or_none(&details[3], error->text);
    number_or_none(&details[4], error->end_lineno);
    number_or_none(&details[5], error->end_offset);
    return py_call(py_tpobject(type), 2, args) && py_raise(py_retval());
}

static bool raise_error(const PklCompiler* c) {
    switch((PklErrorKind)c->error.kind) {
        case PKL_NO_ERROR: return false; /* raised already */
        case PKL_NO_MEMORY: return pkl_raise(tp_MemoryError, "");
        case PKL_TOO_COMPLEX: return pkl_raise(tp_MemoryError, "%s", c->error.message.data);
        case PKL_VALUE_ERROR: return pkl_raise(tp_ValueError, "%s", c->error.message.data);
        case PKL_INDENTATION_ERROR: return raise_syntax_error(c, tp_IndentationError);
        case PKL_TAB_ERROR: return raise_syntax_error(c, tp_TabError);
        case PKL_INCOMPLETE:
        case PKL_SYNTAX_ERROR: break;
    }
    return raise_syntax_error(c, tp_SyntaxError);
}

/* ---- warnings
 * -------------------------------------------------------------------------------------------------------- */

/* warnings.warn_explicit(message, SyntaxWarning, filename, lineno); where warnings are errors, it is a SyntaxError at
 * that place. */
static bool issue(PklCompiler* c, const PklWarning* warning) {
    if(py_import("warnings") != 1) { /* runs its body, so no value of ours exists yet */
        py_clearexc(NULL);
        return true;
    }
    py_TValue module = *py_retval(), args[4];
    if(!py_getattr(&module, py_name("warn_explicit"))) return false;
    py_TValue warn = *py_retval();
    text_or_none(&args[0], warning->message);
    args[1] = *py_tpobject(tp_SyntaxWarning);
    args[2] = (py_TValue){.type = tp_str, .is_ptr = true, ._obj = &c->filename->head};
    py_newint(&args[3], warning->range.lineno);
    if(py_call(&warn, 4, args)) return true;
    if(!pkl_exc_matches(tp_SyntaxWarning)) return false;
    py_clearexc(NULL);
    c->failed = false;
    pkl_compile_error(c, &warning->range, warning->message.data, NULL);
    return raise_error(c);
}

/* Runs a program's code, so the code object has to be held. */
static bool issue_warnings(PklCompiler* c, py_Ref code) {
    bool ok = true;
    py_push(code);
    for(const PklWarning* warning = c->warnings.first; ok && warning; warning = warning->next) ok = issue(c, warning);
    *code = *py_peek(-1);
    py_pop();
    return ok;
}

/* ---- all of it
 * ----------------------------------------------------------------------------------------------------------- */

enum { ARENA_BYTES_MAX = 1 << 29 };

static PklCodeSource* keep_source(const PklCompileRequest* request) {
    size_t bytes = sizeof(PklCodeSource) + (size_t)request->size + 1;
    if(!pkl_reserve(bytes)) {
        py_clearexc(NULL);
        return NULL;
    }
    PklCodeSource* source = pkl_buffer(bytes);
    *source = (PklCodeSource){1, request->size};
    memcpy(source->text, request->text, (size_t)request->size);
    source->text[request->size] = 0;
    return source;
}

static bool compile_tree(PklCompiler* c, PklMod* tree, PklMode mode, py_OutRef out) {
    if(mode != PKL_EVAL) pkl_find_features(c, tree->as.Module.body);
    PklScope* module = pkl_scopes(c, tree);
    return module && pkl_generate(c, tree, module, mode, out);
}

bool pkl_compile(const PklCompileRequest* request, py_OutRef out) {
    PklSource source = {request->text, request->size, pkl_vm->native_depth * PKL_RULES_MAX / PKL_NATIVE_LEVELS};
    PklCompiler c = {
        .source = &source, .flags = request->flags, .optimize = request->optimize < 0 ? 0 : request->optimize};
    PklMode mode = (PklMode)request->mode;
    py_TValue filename, code;
    unsigned flags = PKL_SOURCE_IS_TEXT;
    if(c.flags & PKL_CF_ALLOW_INCOMPLETE) flags |= PKL_ALLOW_INCOMPLETE;
    if(c.flags & PKL_CF_DONT_IMPLY_DEDENT) flags |= PKL_DONT_IMPLY_DEDENT;
    if(c.flags & PKL_CF_FUTURE_BARRY) flags |= PKL_BARRY_AS_FLUFL;
    py_newstr(&filename, request->filename);
    c.filename = (PyStr*)filename._obj;
    pkl_arena_open(&c.arena, ARENA_BYTES_MAX);
    PklMod* tree = pkl_parse(&source, mode, flags, &c.arena, &c.error, &c.warnings);
    for(const PklWarning* w = c.warnings.first; w; w = w->next) c.last_warning = (PklWarning*)w;
    c.kept_source = tree && !request->sourceless ? keep_source(request) : NULL;
    bool ok = tree && compile_tree(&c, tree, mode, &code);
    pkl_source_release(c.kept_source);
    c.kept_source = NULL;
    ok = ok ? !c.warnings.first || issue_warnings(&c, &code) : raise_error(&c);
    if(ok) *out = code;
    pkl_arena_close(&c.arena);
    return ok;
}
