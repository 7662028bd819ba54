/* SyntaxWarnings: what compiles and is hardly meant. */
#include "generate.h"

void pkl_warn_at(PklGen* g, const void* at, const char* text, const char* first, const char* second) {
    if(g->quiet || g->c->failed) return;
    char out[160];
    int size = 0;
    for(; *text; text++) {
        const char* insert = *text == '%' ? first : NULL;
        if(insert) first = second;
        if(!insert) out[size++] = *text;
        for(; insert && *insert; insert++) out[size++] = *insert;
    }
    out[size] = 0;
    pkl_compile_warning(g->c, at, out);
}

static const char* constant_type(const PklConstant* constant) {
    static const char* const names[] = {"NoneType", "bool",  "bool",    "ellipsis", "int",
                                        "int",      "float", "complex", "str",      "bytes"};
    return names[constant->kind];
}

/* The type of an expression's value where its form tells it; NULL elsewhere. */
static const char* type_of(const PklNode* node) {
    switch(node->kind) {
        case PKL_Tuple: return "tuple";
        case PKL_List:
        case PKL_ListComp: return "list";
        case PKL_Dict:
        case PKL_DictComp: return "dict";
        case PKL_Set:
        case PKL_SetComp: return "set";
        case PKL_GeneratorExp: return "generator";
        case PKL_Lambda: return "function";
        case PKL_TemplateStr: return "string.templatelib.Template";
        case PKL_Interpolation: return "string.templatelib.Interpolation";
        case PKL_JoinedStr:
        case PKL_FormattedValue: return "str";
        case PKL_Constant: return constant_type(node->as.Constant.value);
        default: return NULL;
    }
}

/* ---- `is` with literals ---------------------------------------------------------- */

/* Not a literal of which there may be several objects. */
static bool may_be_compared_by_identity(const PklNode* node) {
    if(node->kind == PKL_Tuple) {
        for(int i = 0; i < node->as.Tuple.elts->size; i++)
            if(pkl_at(node->as.Tuple.elts, i)->kind != PKL_Constant) return true;
        return false;
    }
    return node->kind != PKL_Constant || node->as.Constant.value->kind <= PKL_ELLIPSIS;
}

void pkl_warn_compare(PklGen* g, const PklNode* node) {
    const PklNode* left = node->as.Compare.left;
    for(int i = 0; i < node->as.Compare.ops->size; i++) {
        const PklNode* right = pkl_at(node->as.Compare.comparators, i);
        PklCompare op = pkl_compare_at(node->as.Compare.ops, i);
        bool left_may = may_be_compared_by_identity(left);
        if((op == PKL_IS || op == PKL_IS_NOT) && (!left_may || !may_be_compared_by_identity(right))) {
            const char* type = type_of(left_may ? right : left);
            if(op == PKL_IS) pkl_warn_at(g, node, "\"is\" with '%' literal. Did you mean \"==\"?", type, NULL);
            else pkl_warn_at(g, node, "\"is not\" with '%' literal. Did you mean \"!=\"?", type, NULL);
            return;
        }
        left = right;
    }
}

/* ---- missing commas -------------------------------------------------------------- */

void pkl_warn_call(PklGen* g, const PklNode* func) {
    const char* type = func->kind == PKL_Lambda ? NULL : type_of(func);
    if(type) pkl_warn_at(g, func, "'%' object is not callable; perhaps you missed a comma?", type, NULL);
}

static bool cannot_be_subscripted(const PklNode* node) {
    switch(node->kind) {
        case PKL_Set:
        case PKL_SetComp:
        case PKL_GeneratorExp:
        case PKL_TemplateStr:
        case PKL_Interpolation:
        case PKL_Lambda: return true;
        case PKL_Constant: return node->as.Constant.value->kind < PKL_STR;
        default: return false;
    }
}

static bool is_sequence(const PklNode* node) {
    switch(node->kind) {
        case PKL_Constant: return node->as.Constant.value->kind >= PKL_STR;
        case PKL_Tuple:
        case PKL_List:
        case PKL_ListComp:
        case PKL_JoinedStr:
        case PKL_TemplateStr:
        case PKL_FormattedValue: return true;
        default: return false;
    }
}

static bool may_be_index(const PklNode* node) {
    if(node->kind != PKL_Constant) return !type_of(node);
    int kind = node->as.Constant.value->kind;
    return kind == PKL_INT || kind == PKL_BIG_INT || kind == PKL_TRUE || kind == PKL_FALSE;
}

void pkl_warn_subscript(PklGen* g, const PklNode* node) {
    const PklNode *value = node->as.Subscript.value, *key = node->as.Subscript.slice;
    const char* type = type_of(value);
    if(cannot_be_subscripted(value)) {
        pkl_warn_at(g, value, "'%' object is not subscriptable; perhaps you missed a comma?", type, NULL);
        return;
    }
    if(is_sequence(value) && key->kind != PKL_Slice && !may_be_index(key))
        pkl_warn_at(g, value, "% indices must be integers or slices, not %; perhaps you missed a comma?", type,
                    type_of(key));
}
