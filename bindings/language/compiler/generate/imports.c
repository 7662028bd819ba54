/* import, from … import. */
#include "generate.h"

#include <string.h>

/* `import a.b.c as d`: the module, then its attributes in turn. */
static void emit_import_as(PklGen* g, const PklNode* node, PklName name, PklName as) {
    const char *at = strchr(name->data, '.'), *end = name->data + name->size;
    while(at) {
        const char* next = strchr(at + 1, '.');
        c11_sv part = {at + 1, (int)((next ? next : end) - at) - 1};
        pkl_emit_named(g, node, PKL_IMPORT_FROM, (PyStr*)py_namev(part));
        pkl_emit(g, node, PKL_SWAP, 2);
        pkl_emit(g, node, PKL_POP_TOP, 0);
        at = next;
    }
    pkl_emit_variable(g, node, pkl_name_str(as), PKL_STORE);
}

void pkl_visit_import(PklGen* g, const PklNode* node) {
    for(int i = 0; i < node->as.Import.names->size; i++) {
        const PklNode* alias = pkl_at(node->as.Import.names, i);
        PklName name = alias->as.alias.name, as = alias->as.alias.asname;
        pkl_emit_int(g, node, 0);
        pkl_emit_none(g, node);
        pkl_emit_named(g, node, PKL_IMPORT_NAME, pkl_name_str(name));
        if(as) {
            emit_import_as(g, node, name, as);
            continue;
        }
        const char* dot = strchr(name->data, '.');
        c11_sv top = {name->data, dot ? (int)(dot - name->data) : name->size};
        pkl_emit_variable(g, node, (PyStr*)py_namev(top), PKL_STORE);
    }
}

void pkl_visit_import_from(PklGen* g, const PklNode* node) {
    const PklSeq* names = node->as.ImportFrom.names;
    pkl_emit_int(g, node, (int)node->as.ImportFrom.level);
    for(int i = 0; i < names->size; i++) pkl_emit_str(g, node, pkl_name_str(pkl_at(names, i)->as.alias.name));
    pkl_emit_tuple(g, node, names->size);
    PyStr* module = node->as.ImportFrom.module ? pkl_name_str(node->as.ImportFrom.module) : pkl_name_of("");
    pkl_emit_named(g, node, PKL_IMPORT_NAME, module);
    for(int i = 0; i < names->size; i++) {
        const PklNode* alias = pkl_at(names, i);
        PyStr* name = pkl_name_str(alias->as.alias.name);
        if(!i && pkl_name_is(name, "*")) {
            pkl_emit(g, node, PKL_IMPORT_STAR, 0);
            return;
        }
        pkl_emit_named(g, node, PKL_IMPORT_FROM, name);
        pkl_emit_variable(g, node, alias->as.alias.asname ? pkl_name_str(alias->as.alias.asname) : name, PKL_STORE);
    }
    pkl_emit(g, node, PKL_POP_TOP, 0);
}
