/* Names of the tree as interned str objects, and the mangling of private names. */
#include "compiler.h"

#include <string.h>

PyStr* pkl_name_str(PklName name) { return name ? (PyStr*)py_namev((c11_sv){name->data, name->size}) : NULL; }

PyStr* pkl_name_of(const char* text) { return (PyStr*)py_namev((c11_sv){text, (int)strlen(text)}); }

bool pkl_name_is(const PyStr* name, const char* text) { return !strcmp(name->data, text); }

static bool is_private(const PyStr* name) {
    const char* text = name->data;
    int size = name->size;
    if(size < 3 || text[0] != '_' || text[1] != '_') return false;
    return !(text[size - 1] == '_' && text[size - 2] == '_') && !memchr(text, '.', (size_t)size);
}

PyStr* pkl_mangle(PyStr* owner, PyStr* name) {
    if(!owner || !is_private(name)) return name;
    const char* start = owner->data;
    while(*start == '_') start++;
    int size = owner->size - (int)(start - owner->data);
    uint64_t bytes = (uint64_t)size + (uint64_t)name->size + 1;
    if(!size || !pkl_reserve(bytes) || bytes > INT32_MAX) return name;
    char* text = pkl_buffer(bytes);
    text[0] = '_';
    memcpy(text + 1, start, (size_t)size);
    memcpy(text + 1 + size, name->data, (size_t)name->size);
    PyStr* mangled = (PyStr*)py_namev((c11_sv){text, (int)bytes});
    pkl_buffer_free(text, bytes);
    return mangled;
}
