/* sub and subn, and the templates that say what comes in place of a match. */
#include "sre.h"

#include <string.h>

/* ---- templates ------------------------------------------------------------------------------------------------------------------ */

static const py_TValue* parts_of(const py_TValue* template) { return &PKL_SLOTS(template->_obj)[SRE_TEMPLATE_PARTS]; }

static bool check_parts(const PyList* list) {
    for (int32_t i = 1; i < list->length; i += 2) {
        int64_t index;
        if (!pkl_is_int(&list->items[i])) return pkl_raise(tp_TypeError, "an integer is required");
        if (!pkl_size_argument(&list->items[i], 0, &index)) return false;
        if (index < 0 || index > SRE_MAXGROUPS) return pkl_raise(tp_TypeError, "invalid template");
    }
    return list->length % 2 == 1 || pkl_raise(tp_TypeError, "invalid template");
}

/* template(pattern, template): the list that re._parser.parse_template made, as an object. */
bool pkl_sre_template(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_has_layout(&argv[1], tp_list)) return pkl_raise(tp_TypeError, "template() argument 2 must be list, not %s", pkl_argument_type(&argv[1]));
    const PyList* list = PKL_OBJECT(&argv[1], PyList);
    if (!check_parts(list)) return false;
    py_TValue parts, made;
    pkl_new_tuple(&parts, list->items, list->length);
    PKL_SLOTS(pkl_new(&made, tp_re_template))[SRE_TEMPLATE_PARTS] = parts;
    return pkl_return(&made);
}

const py_TValue* pkl_sre_template_literal(const py_TValue* template) {
    const py_TValue* parts = parts_of(template);
    return pkl_tuple_length(parts) == 1 ? pkl_tuple_items(parts) : NULL;
}

static bool call_compile_template(const py_TValue* pattern, py_TValue repl) {
    int imported = py_import("re");
    if (imported == 0) return pkl_raise(tp_ModuleNotFoundError, "No module named 're'");
    if (imported < 0 || !py_getattr(py_retval(), py_name("_compile_template"))) return false;
    py_TValue *function = py_pushtmp(), *arguments = py_pushtmp();
    *function = *py_retval();
    *arguments = *pattern;
    py_push(&repl);
    bool ok = py_call(function, 2, arguments);
    py_shrink(3);
    return ok;
}

/* One that cannot be hashed is tried again as a plain str or bytes. */
static bool as_plain(const py_TValue* repl, py_OutRef out) {
    if (pkl_is_str(repl)) return py_newstrv(out, pkl_sv(pkl_str(repl))), true;
    c11_sv bytes;
    if (!pkl_bytes_like((py_Ref)repl, &bytes)) return false;
    PyBytes* made = pkl_new_bytes(out, bytes.size);
    if (bytes.size > 0) memcpy(made->data, bytes.data, (size_t)bytes.size);
    return true;
}

static bool compile_again(const py_TValue* pattern, const py_TValue* repl) {
    bool plain = repl->type == tp_str || repl->type == tp_bytes || !(pkl_is_str(repl) || pkl_is_bytes_like((py_Ref)repl));
    py_TValue copy;
    if (plain || !pkl_exc_matches(tp_TypeError)) return false;
    py_clearexc(NULL);
    return as_plain(repl, &copy) && call_compile_template(pattern, copy);
}

bool pkl_sre_compile_template(const py_TValue* pattern, const py_TValue* repl) {
    if (!call_compile_template(pattern, *repl) && !compile_again(pattern, repl)) return false;
    if (py_retval()->type == tp_re_template) return true;
    return pkl_raise(tp_RuntimeError, "the result of compiling a replacement string is %T, not _sre.SRE_Template", py_retval());
}

bool pkl_sre_join(py_Ref string, py_Ref list) {
    py_TValue* joiner = py_pushtmp();
    bool ok = pkl_sre_slice(string, 0, 0, joiner) && pkl_call_method(joiner, PKL_NAME(join), 1, list);
    py_pop();
    return ok;
}

static bool is_empty(const py_TValue* text) {
    return (text->type == tp_str && pkl_str(text)->size == 0) || (text->type == tp_bytes && PKL_OBJECT(text, PyBytes)->size == 0);
}

static bool add_part(const SreMatch* match, const py_TValue* part, PyList* list) {
    py_TValue text = *part;
    if (pkl_is_int((py_Ref)part)) {
        py_TValue index = pkl_plain_int((py_Ref)part);
        if (index._i64 >= match->groups) return pkl_raise(tp_IndexError, "no such group");
        if (!pkl_sre_group(match, (int32_t)index._i64, py_None(), &text)) return false;
        if (py_isnone(&text)) return true;
    } else if (is_empty(part)) return true;
    return pkl_list_append(list, &text);
}

bool pkl_sre_expand(const py_TValue* template, const py_TValue* matched) {
    const py_TValue* parts = parts_of(template);
    if (pkl_tuple_length(parts) == 1) return pkl_return(pkl_tuple_items(parts));
    SreMatch* match = PKL_OBJECT(matched, SreMatch);
    py_TValue* list = py_pushtmp();
    PyList* items = pkl_new_list(list, pkl_tuple_length(parts));
    bool ok = true;
    for (int i = 0; ok && i < pkl_tuple_length(parts); i++) ok = add_part(match, &pkl_tuple_items(parts)[i], items);
    ok = ok && pkl_sre_join(&match->string, list);
    py_pop();
    return ok;
}

/* ---- sub ------------------------------------------------------------------------------------------------------------------------------ */

typedef struct Substitution {
    SreMatcher matcher;
    py_TValue *pattern, *repl; /* rooted; a callable, a template, or the text itself */
    PyList* list;
    bool callable;
    int64_t count, most; /* 0: all */
    int32_t last;        /* behind the match before */
} Substitution;

static bool has_backslash(py_Ref repl) {
    c11_sv text;
    if (pkl_is_str(repl)) text = pkl_sv(pkl_str(repl));
    else if (!pkl_is_bytes_like(repl) || !pkl_bytes_like(repl, &text)) return py_clearexc(NULL), true;
    return text.size > 0 && memchr(text.data, '\\', (size_t)text.size) != NULL;
}

/* A text that is no template stays what it is. */
static bool prepare(Substitution* work) {
    work->callable = py_callable(work->repl);
    if (work->callable || !has_backslash(work->repl)) return true;
    if (!pkl_sre_compile_template(work->pattern, work->repl)) return false;
    const py_TValue* literal = pkl_sre_template_literal(py_retval());
    *work->repl = literal != NULL ? *literal : *py_retval();
    return true;
}

static bool add_slice(Substitution* work, int32_t from, int32_t to) {
    py_TValue text;
    return to <= from || (pkl_sre_slice(&work->matcher.string, from, to, &text) && pkl_list_append(work->list, &text));
}

/* What comes in place of the match that was found. */
static bool replacement(Substitution* work, py_OutRef out) {
    if (!work->callable && work->repl->type != tp_re_template) return *out = *work->repl, true;
    py_TValue* match = py_pushtmp();
    bool ok = pkl_sre_new_match(&work->matcher, work->pattern, match);
    ok = ok && (work->callable ? py_call(work->repl, 1, match) : pkl_sre_expand(work->repl, match));
    py_pop();
    if (ok) *out = *py_retval();
    return ok && (!work->callable || pkl_sre_again(&work->matcher));
}

static SreStep substitute_one(Substitution* work) {
    SreMatcher* matcher = &work->matcher;
    SreStep result = pkl_sre_search(matcher);
    if (result != SRE_DONE) return result;
    py_TValue text;
    if (!add_slice(work, work->last, matcher->start) || !replacement(work, &text)) return SRE_ERROR;
    if (!py_isnone(&text) && !pkl_list_append(work->list, &text)) return SRE_ERROR;
    pkl_sre_advance(matcher);
    work->last = matcher->start;
    return SRE_GO;
}

static bool substitute_all(Substitution* work) {
    SreStep result = SRE_GO;
    while (result == SRE_GO && (work->most == 0 || work->count < work->most)) {
        result = substitute_one(work);
        if (result == SRE_GO) work->count++;
    }
    return result != SRE_ERROR && add_slice(work, work->last, work->matcher.end);
}

/* argv: self, repl, string, count. */
static bool substitute(py_Ref argv, bool counted) {
    Substitution work = {.pattern = &argv[0], .repl = &argv[1]};
    if (!pkl_size_argument(&argv[3], 0, &work.most) || !prepare(&work)) return false;
    if (!pkl_sre_begin(&work.matcher, PKL_OBJECT(&argv[0], SrePattern), &argv[2], 0, INT64_MAX)) return false;
    py_TValue *list = py_pushtmp(), *view = py_pushtmp();
    work.list = pkl_new_list(list, 0);
    bool ok = pkl_sre_hold(&argv[2], view) && substitute_all(&work);
    pkl_sre_end(&work.matcher);
    ok = ok && pkl_sre_join(&argv[2], list);
    py_shrink(2);
    if (!ok || !counted) return ok;
    py_TValue pair[2] = {*py_retval()};
    py_newint(&pair[1], work.count);
    pkl_new_tuple(py_retval(), pair, 2);
    return true;
}

bool pkl_sre_sub(int argc, py_Ref argv) { return (void)argc, substitute(argv, false); }
bool pkl_sre_subn(int argc, py_Ref argv) { return (void)argc, substitute(argv, true); }
