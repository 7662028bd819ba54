/* Tuples, lists, sets, dicts, f-strings and t-strings. */
#include "generate.h"

enum { OPERANDS_MAX = 30 }; /* longer displays are filled one by one, so that the stack stays short */

static bool is_constant(const PklNode* node) {
    if(node->kind == PKL_UnaryOp) node = node->as.UnaryOp.operand;
    if(node->kind != PKL_Tuple) return node->kind == PKL_Constant;
    for(int i = 0; i < node->as.Tuple.elts->size; i++)
        if(pkl_at(node->as.Tuple.elts, i)->kind != PKL_Constant) return false;
    return true;
}

static bool any(const PklSeq* nodes, bool (*is)(const PklNode*)) {
    for(int i = 0; i < nodes->size; i++)
        if(is(pkl_at(nodes, i))) return true;
    return false;
}

static bool is_starred(const PklNode* node) { return node->kind == PKL_Starred; }
static bool is_variable(const PklNode* node) { return !is_constant(node); }

/* A container that grows: it is made before the first starred element, or at once where there are many. */
static void fill(PklGen* g, const void* at, const PklSeq* elts, int op, int pushed, bool now) {
    int build = op == PKL_BUILD_SET ? PKL_BUILD_SET : PKL_BUILD_LIST;
    int add = op == PKL_BUILD_SET ? PKL_SET_ADD : PKL_LIST_APPEND;
    int extend = op == PKL_BUILD_SET ? PKL_SET_UPDATE : PKL_LIST_EXTEND;
    bool built = now;
    if(now) pkl_emit(g, at, build, pushed);
    for(int i = 0; i < elts->size; i++) {
        const PklNode* element = pkl_at(elts, i);
        bool starred = is_starred(element);
        if(starred && !built) pkl_emit(g, at, build, i + pushed);
        built |= starred;
        pkl_visit(g, starred ? element->as.Starred.value : element);
        if(built) pkl_emit(g, at, starred ? extend : add, 1);
    }
    if(op == PKL_BUILD_TUPLE) pkl_emit(g, at, PKL_LIST_TO_TUPLE, 0);
}

void pkl_visit_elements(PklGen* g, const void* at, const PklSeq* elts, int op, int pushed) {
    bool many = elts->size + pushed > OPERANDS_MAX && (pushed || any(elts, is_variable));
    if(many || any(elts, is_starred)) {
        fill(g, at, elts, op, pushed, many);
        return;
    }
    pkl_visit_all(g, elts);
    if(pushed) pkl_emit(g, at, op, elts->size + pushed);
    else pkl_emit_display(g, at, op, elts->size);
}

/* What is only iterated over or searched, once: no list is needed. */
void pkl_visit_iterated(PklGen* g, const PklNode* node) {
    bool is_set = node->kind == PKL_Set;
    const PklSeq* elts = is_set ? node->as.Set.elts : node->kind == PKL_List ? node->as.List.elts : NULL;
    if(!elts || any(elts, is_starred) || (elts->size > OPERANDS_MAX && any(elts, is_variable))) {
        pkl_visit(g, node);
        return;
    }
    pkl_visit_all(g, elts);
    pkl_emit_read_only(g, node, is_set ? PKL_BUILD_SET : PKL_BUILD_LIST, elts->size);
}

void pkl_visit_dict(PklGen* g, const PklNode* node) {
    const PklSeq *keys = node->as.Dict.keys, *values = node->as.Dict.values;
    bool fill = keys->size * 2 > OPERANDS_MAX;
    for(int i = 0; i < keys->size; i++) fill |= !pkl_at(keys, i);
    if(fill) pkl_emit(g, node, PKL_BUILD_MAP, 0);
    for(int i = 0; i < keys->size; i++) {
        const PklNode* key = pkl_at(keys, i);
        if(key) pkl_visit(g, key);
        pkl_visit(g, pkl_at(values, i));
        if(fill) pkl_emit(g, node, key ? PKL_MAP_ADD : PKL_DICT_UPDATE, 1);
    }
    if(!fill) pkl_emit(g, node, PKL_BUILD_MAP, keys->size);
}

/* ---- f-strings and t-strings ----------------------------------------------------- */

static int conversion_of(PklInt conversion) {
    return conversion == 's' ? 1 : conversion == 'r' ? 2 : conversion == 'a' ? 3 : 0;
}

void pkl_visit_formatted(PklGen* g, const PklNode* node) {
    int conversion = conversion_of(node->as.FormattedValue.conversion);
    pkl_visit(g, node->as.FormattedValue.value);
    if(conversion) pkl_emit(g, node, PKL_CONVERT_VALUE, conversion);
    if(node->as.FormattedValue.format_spec) pkl_visit(g, node->as.FormattedValue.format_spec);
    pkl_emit(g, node, node->as.FormattedValue.format_spec ? PKL_FORMAT_WITH_SPEC : PKL_FORMAT_SIMPLE, 0);
}

/* "".join([..]), where the stack would get high */
static void join_many(PklGen* g, const PklNode* node) {
    const PklSeq* values = node->as.JoinedStr.values;
    pkl_emit_str(g, node, pkl_name_of(""));
    pkl_emit_cached(g, node, PKL_LOAD_METHOD, pkl_name_of("join"));
    pkl_emit(g, node, PKL_BUILD_LIST, 0);
    for(int i = 0; i < values->size; i++) {
        pkl_visit(g, pkl_at(values, i));
        pkl_emit(g, node, PKL_LIST_APPEND, 1);
    }
    pkl_emit(g, node, PKL_CALL, 1);
}

void pkl_visit_joined(PklGen* g, const PklNode* node) {
    const PklSeq* values = node->as.JoinedStr.values;
    if(values->size > OPERANDS_MAX) {
        join_many(g, node);
        return;
    }
    if(!values->size) pkl_emit_str(g, node, pkl_name_of(""));
    pkl_visit_all(g, values);
    if(values->size > 1) pkl_emit(g, node, PKL_BUILD_STRING, values->size);
}

static void visit_interpolation(PklGen* g, const PklNode* node) {
    const PklNode* spec = node->as.Interpolation.format_spec;
    pkl_visit(g, node->as.Interpolation.value);
    pkl_emit_constant(g, node, pkl_constant_value(node->as.Interpolation.str));
    if(spec) pkl_visit(g, spec);
    pkl_emit(g, node, PKL_BUILD_INTERPOLATION, conversion_of(node->as.Interpolation.conversion) << 1 | !!spec);
}

/* Strings and interpolations alternate, beginning and ending with a string. */
void pkl_visit_template(PklGen* g, const PklNode* node) {
    const PklSeq* values = node->as.TemplateStr.values;
    int strings = 0, interpolations = 0;
    bool was_string = false;
    for(int i = 0; i < values->size; i++) {
        const PklNode* value = pkl_at(values, i);
        bool is_string = value->kind != PKL_Interpolation;
        if(is_string) pkl_visit(g, value);
        else if(!was_string) pkl_emit_str(g, node, pkl_name_of(""));
        strings += is_string || !was_string;
        was_string = is_string;
    }
    if(!was_string) pkl_emit_str(g, node, pkl_name_of(""));
    pkl_emit_tuple(g, node, strings + !was_string);
    for(int i = 0; i < values->size; i++)
        if(pkl_at(values, i)->kind == PKL_Interpolation) {
            visit_interpolation(g, pkl_at(values, i));
            interpolations++;
        }
    pkl_emit_tuple(g, node, interpolations);
    pkl_emit(g, node, PKL_BUILD_TEMPLATE, 0);
}
