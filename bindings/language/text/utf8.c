/* UTF-8, and the parts of str that need no table. */
#include "texts.h"

#include <string.h>

int32_t pkl_utf8_length(const char* data, int size) {
    int32_t length = 0;
    for (int i = 0; i < size; i++) length += ((unsigned char)data[i] & 0xC0) != 0x80;
    return length;
}

uint32_t pkl_utf8_next(const char** at) {
    const unsigned char* p = (const unsigned char*)*at;
    uint32_t first = *p;
    int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    uint32_t code = more == 0 ? first : first & (0x3Fu >> more);
    for (int i = 1; i <= more; i++) code = code << 6 | (p[i] & 0x3F);
    *at += more + 1;
    return code;
}

int pkl_utf8_put(char* out, uint32_t code) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    int size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (int i = size - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)((0xF00 >> size & 0xF0) | code);
    return size;
}

/* Eight bytes at a time. */
static bool is_all_ascii(const char* data, int size) {
    uint64_t all = 0, word;
    for (; size >= 8; size -= 8, data += 8) {
        memcpy(&word, data, 8);
        all |= word;
    }
    for (; size > 0; size--) all |= (unsigned char)*data++;
    return !(all & 0x8080808080808080u);
}

void pkl_str_measure(PyStr* text) {
    if (is_all_ascii(text->data, text->size)) {
        pkl_str_set_ascii(text);
        return;
    }
    unsigned char most = 0;
    int32_t length = 0;
    for (int i = 0; i < text->size; i++) {
        unsigned char c = (unsigned char)text->data[i];
        length += (c & 0xC0) != 0x80;
        if (c > most) most = c;
    }
    text->length = length;
    text->ascii = 0;
    text->kind = most < 0xC4 ? 1 : most < 0xF0 ? 2 : 4;
}

bool pkl_is_str(const py_TValue* value) { return value->type == tp_str || pkl_type_of(value)->layout_type == tp_str; }

bool pkl_str_equal(const PyStr* a, const PyStr* b) {
    if (a == b) return true;
    if (a->size != b->size || (a->interned && b->interned)) return false;
    return !memcmp(a->data, b->data, (size_t)a->size);
}

/* The order of UTF-8's bytes is the order of code points. */
int pkl_str_compare(const PyStr* a, const PyStr* b) {
    int order = memcmp(a->data, b->data, (size_t)(a->size < b->size ? a->size : b->size));
    return order ? order : (a->size > b->size) - (a->size < b->size);
}

int64_t pkl_str_hash(PyStr* text) {
    uint64_t hash = text->hash_low | (uint64_t)text->hash_high << 32;
    if (hash) return (int64_t)hash;
    hash = pkl_hash_bytes(text->data, (size_t)text->size);
    text->hash_low = (uint32_t)hash;
    text->hash_high = (uint32_t)(hash >> 32);
    return (int64_t)hash;
}

/* ---- making ------------------------------------------------------------------------- */

PyStr* pkl_new_str(py_OutRef out, int size) {
    PyStr* text = (PyStr*)pkl_new_sized(out, tp_str, (size_t)size + 1);
    text->size = size;
    text->data[size] = '\0';
    text->length = -1;
    text->ascii = 2;
    return text;
}

PyBytes* pkl_new_bytes(py_OutRef out, int size) {
    PyBytes* bytes = (PyBytes*)pkl_new_sized(out, tp_bytes, (size_t)size + 1);
    bytes->size = size;
    bytes->data[size] = '\0';
    return bytes;
}

void py_newstrv(py_OutRef out, c11_sv text) {
    PyStr* made = pkl_new_str(out, text.size);
    memcpy(made->data, text.data, (size_t)text.size);
    pkl_str_measure(made);
}

void py_newstr(py_OutRef out, const char* text) { py_newstrv(out, (c11_sv){text, (int)strlen(text)}); }
char* py_newstrn(py_OutRef out, int size) { return pkl_new_str(out, size)->data; }
unsigned char* py_newbytes(py_OutRef out, int n) { return pkl_new_bytes(out, n)->data; }

/* ---- reading -------------------------------------------------------------------------- */

const char* py_tostr(py_Ref self) { return pkl_str(self)->data; }
c11_sv py_tosv(py_Ref self) { return pkl_sv(pkl_str(self)); }
const char* py_tostrn(py_Ref self, int* size) {
    *size = pkl_str(self)->size;
    return pkl_str(self)->data;
}
unsigned char* py_tobytes(py_Ref self, int* size) {
    PyBytes* bytes = PKL_OBJECT(self, PyBytes);
    *size = bytes->size;
    return bytes->data;
}
void py_bytes_resize(py_Ref self, int size) {
    PyBytes* bytes = PKL_OBJECT(self, PyBytes);
    bytes->size = size;
    bytes->data[size] = '\0';
}
