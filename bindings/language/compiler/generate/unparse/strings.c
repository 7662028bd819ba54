/* Strings, formatted ones and constants as source text. */
#include "unparse.h"

#include <string.h>

static void put_doubling_braces(PklUnparsed* t, const PklText* text) {
    for(int i = 0; i < text->size; i++) {
        const char* at = text->data + i;
        pkl_unparse_put_bytes(t, at, 1);
        if(*at == '{' || *at == '}') pkl_unparse_put_bytes(t, at, 1);
    }
}

static void put_string_part(PklUnparsed* t, const PklNode* node);

static void put_field(PklUnparsed* t, const PklNode* value, PklInt conversion, const PklNode* spec) {
    PklUnparsed inner = {.c = t->c};
    char letter = (char)conversion;
    pkl_unparse_put_node(&inner, value, IN_TEST + 1);
    pkl_unparse_put(t, inner.size && inner.data[0] == '{' ? "{ " : "{");
    pkl_unparse_put_bytes(t, inner.data, inner.size);
    if(conversion > 0) {
        pkl_unparse_put(t, "!");
        pkl_unparse_put_bytes(t, &letter, 1);
    }
    if(spec) {
        pkl_unparse_put(t, ":");
        put_string_part(t, spec);
    }
    pkl_unparse_put(t, "}");
}

static void put_string_part(PklUnparsed* t, const PklNode* node) {
    switch(node->kind) {
        case PKL_Constant: put_doubling_braces(t, &node->as.Constant.value->text); break;
        case PKL_FormattedValue:
            put_field(t, node->as.FormattedValue.value, node->as.FormattedValue.conversion,
                      node->as.FormattedValue.format_spec);
            break;
        case PKL_Interpolation:
            put_field(t, node->as.Interpolation.value, node->as.Interpolation.conversion,
                      node->as.Interpolation.format_spec);
            break;
        default:
            for(int i = 0; i < node->as.JoinedStr.values->size; i++)
                put_string_part(t, pkl_at(node->as.JoinedStr.values, i));
    }
}

void pkl_unparse_put_formatted(PklUnparsed* t, const PklNode* node) {
    PklUnparsed body = {.c = t->c};
    py_TValue text;
    put_string_part(&body, node);
    pkl_unparse_put(t, node->kind == PKL_TemplateStr || node->kind == PKL_Interpolation ? "t" : "f");
    py_newstrv(&text, (c11_sv){body.size ? body.data : "", body.size});
    pkl_unparse_put_repr(t, &text);
}

void pkl_unparse_put_constant(PklUnparsed* t, const PklNode* node) {
    const PklConstant* constant = node->as.Constant.value;
    py_TValue value = pkl_constant_value(constant);
    int start = t->size;
    if(constant->kind == PKL_ELLIPSIS) pkl_unparse_put(t, "...");
    else {
        if(node->as.Constant.kind) pkl_unparse_put_name(t, node->as.Constant.kind);
        pkl_unparse_put_repr(t, &value);
    }
    if(constant->kind != PKL_FLOAT && constant->kind != PKL_IMAGINARY) return;
    if(t->size - start < 3 || memcmp(t->data + start, "inf", 3) != 0) return;
    t->size = start; /* larger than any float */
    pkl_unparse_put(t, constant->kind == PKL_FLOAT ? "1e309" : "1e309j");
}
