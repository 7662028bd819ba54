/* Constants: from the tree to objects, and each once per code object. */
#include "../../core.h"
#include "generate.h"

#include <string.h>

/* ---- from the tree --------------------------------------------------------------- */

/* Texts that look like names are interned, as CPython's are: such keys are found by pointer. */
static void new_str(py_OutRef out, PklText text) {
    bool name_like = text.size > 0;
    for(int i = 0; name_like && i < text.size; i++) {
        char c = text.data[i];
        name_like = c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
    }
    if(name_like) *out = *py_name2ref(py_namev((c11_sv){text.data, text.size}));
    else py_newstrv(out, (c11_sv){text.data, text.size});
}

/* int(text, base) */
static void new_big_int(py_OutRef out, PklText text, int base) {
    py_TValue args[2];
    py_newstrv(&args[0], (c11_sv){text.data, text.size});
    py_newint(&args[1], base);
    if(py_call(py_tpobject(tp_int), 2, args)) *out = *py_retval();
    else py_newnone(out);
}

py_TValue pkl_constant_value(const PklConstant* constant) {
    py_TValue out;
    switch((PklConstantKind)constant->kind) {
        case PKL_FALSE: py_newbool(&out, false); break;
        case PKL_TRUE: py_newbool(&out, true); break;
        case PKL_ELLIPSIS: py_newellipsis(&out); break;
        case PKL_INT: py_newint(&out, constant->integer); break;
        case PKL_BIG_INT: new_big_int(&out, constant->text, constant->base); break;
        case PKL_FLOAT: py_newfloat(&out, constant->real); break;
        case PKL_IMAGINARY: ((PyComplex*)pkl_new(&out, tp_complex))->imag = constant->real; break;
        case PKL_STR: new_str(&out, constant->text); break;
        case PKL_BYTES: {
            unsigned char* data = py_newbytes(&out, constant->text.size);
            memcpy(data, constant->text.data, (size_t)constant->text.size);
            break;
        }
        case PKL_NONE: py_newnone(&out); break;
    }
    return out;
}

/* ---- each once ------------------------------------------------------------------- */

/* What two constants have to agree in, besides their type: words of the payload for numbers, text for texts. */
static c11_sv bytes_of(const py_TValue* value) {
    switch(value->type) {
        case tp_str: return py_tosv((py_Ref)value);
        case tp_bytes: {
            const PyBytes* bytes = PKL_OBJECT(value, PyBytes);
            return (c11_sv){(const char*)bytes->data, bytes->size};
        }
        case tp_bigint: {
            const PyBigInt* big = PKL_OBJECT(value, PyBigInt);
            return (c11_sv){(const char*)&big->sign, (int)(sizeof(int32_t) + (size_t)big->count * sizeof(uint32_t))};
        }
        case tp_complex: return (c11_sv){(const char*)&PKL_OBJECT(value, PyComplex)->real, 2 * sizeof(double)};
        case tp_bool: return (c11_sv){(const char*)&value->_bool, sizeof(bool)};
        case tp_int:
        case tp_float: return (c11_sv){(const char*)&value->_i64, sizeof(int64_t)};
        default: return (c11_sv){(const char*)&value->_obj, value->is_ptr ? (int)sizeof(void*) : 0};
    }
}

static uint32_t hash_of(const py_TValue* value) {
    uint32_t hash = (uint32_t)value->type;
    if(value->type == tp_tuple) {
        for(int i = 0; i < value->_obj->slots; i++) hash = hash * 31 + hash_of(&PKL_SLOTS(value->_obj)[i]);
        return hash;
    }
    c11_sv bytes = bytes_of(value);
    for(int i = 0; i < bytes.size; i++) hash = (hash ^ (unsigned char)bytes.data[i]) * 16777619u;
    return hash;
}

static bool same(const py_TValue* a, const py_TValue* b) {
    if(a->type != b->type) return false;
    if(a->type == tp_tuple) {
        if(a->_obj->slots != b->_obj->slots) return false;
        for(int i = 0; i < a->_obj->slots; i++)
            if(!same(&PKL_SLOTS(a->_obj)[i], &PKL_SLOTS(b->_obj)[i])) return false;
        return true;
    }
    c11_sv x = bytes_of(a), y = bytes_of(b);
    return x.size == y.size && !memcmp(x.data, y.data, (size_t)x.size);
}

static int32_t* slot_of(const PklConstants* constants, const py_TValue* value) {
    uint32_t at = hash_of(value) & constants->mask;
    while(constants->slots[at] && !same(&constants->items[constants->slots[at] - 1], value))
        at = (at + 1) & constants->mask;
    return &constants->slots[at];
}

int pkl_add_constant(PklGen* g, const py_TValue* value) {
    PklConstants* constants = &g->u->constants;
    if(constants->count == constants->capacity) {
        if(!pkl_grow(g->c, &constants->items, &constants->capacity, constants->count, sizeof(py_TValue))) return 0;
        int32_t* slots = pkl_take(g->c, sizeof(int32_t) * 2 * (size_t)constants->capacity);
        if(!slots) return 0;
        constants->slots = slots;
        constants->mask = 2 * (uint32_t)constants->capacity - 1;
        for(int i = 0; i < constants->count; i++) *slot_of(constants, &constants->items[i]) = i + 1;
    }
    int32_t* slot = slot_of(constants, value);
    if(!*slot) {
        constants->items[constants->count] = *value;
        *slot = ++constants->count;
    }
    return *slot - 1;
}
