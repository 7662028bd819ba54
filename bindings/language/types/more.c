/* Small services to other parts. */
#include "types.h"
#include "../machine/machine.h"
#include "../errors/errors.h"

#include <stdlib.h>
#include <string.h>

void* pkl_try_alloc(size_t bytes) { return malloc(bytes); }

int64_t pkl_identity_hash(py_Ref value) { return pkl_hash_pointer((void*)(uintptr_t)pkl_identity(value)); }
int pkl_utf8_encode(uint32_t code_point, char out[4]) { return pkl_utf8_put(out, code_point); }

bool pkl_generic_alias(int argc, py_Ref argv) { return (void)argc, pkl_new_generic_alias(py_retval(), &argv[0], &argv[1]); }

bool pkl_mapping_proxy(py_Ref mapping, py_OutRef out) {
    pkl_new_mappingproxy(out, mapping);
    return true;
}

/* f(*iterable): a tuple, or TypeError that names the callable. */
bool pkl_star_arguments(py_Ref callable, py_Ref iterable) {
    bool may = pkl_special(iterable, pkl_name(PKL_NAME(__iter__))) || pkl_special(iterable, pkl_name(PKL_NAME(__getitem__)));
    if(!may) return pkl_raise(tp_TypeError, "Value after * must be an iterable, not %T", iterable);
    (void)callable;
    return pkl_to_tuple(py_retval(), iterable);
}

/* str.isidentifier, for __slots__. */
bool pkl_is_identifier(const PyStr* text) {
    const char *at = text->data, *end = at + text->size;
    if(at == end) return false;
    for(bool first = true; at < end; first = false) {
        uint32_t code = pkl_utf8_next(&at);
        bool letter = code == '_' || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
        bool digit = code >= '0' && code <= '9';
        bool ok = code < 0x80 ? letter || (digit && !first) : first ? pkl_identifier_start(code) : pkl_identifier_continue(code);
        if(!ok) return false;
    }
    return true;
}

/* ---- layouts of the machine's objects ------------------------------------------------------ */

extern const PklLayout pkl_generator_layout;
const PklLayout pkl_generator_layout = {sizeof(PyGenerator), pkl_mark_generator, pkl_finalize_generator};

bool pkl_id(py_Ref value, py_OutRef out) {
    py_newint(out, (int64_t)pkl_identity(value));
    return true;
}
