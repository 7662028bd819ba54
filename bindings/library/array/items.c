/* Items of arrays: bytes to values and back. */
#include "array.h"

/* The range that an int is checked against first, where CPython reads it as a larger type of C, and its own. */
typedef struct Kind {
    char letter;
    uint8_t size, first_size;
    const char *first_name, *name;
} Kind;

static const Kind KINDS[] = {
    {'b', 1, 2, "signed short integer", "signed char"},
    {'B', 1, 4, "signed integer", "unsigned byte integer"},
    {'u', 4, 0, NULL, NULL},
    {'w', 4, 0, NULL, NULL},
    {'h', 2, 2, "signed short integer", NULL},
    {'H', 2, 4, "signed integer", "unsigned short"},
    {'i', 4, 4, "signed integer", NULL},
    {'I', 4, 0, "C unsigned long", "unsigned int"},
    {'l', 8, 0, "C long", NULL},
    {'L', 8, 0, "C unsigned long", NULL},
    {'q', 8, 0, NULL, NULL},
    {'Q', 8, 0, NULL, NULL},
    {'f', 4, 0, NULL, NULL},
    {'d', 8, 0, NULL, NULL},
};

static const Kind* kind_of(char letter) {
    for (unsigned i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (KINDS[i].letter == letter) return &KINDS[i];
    }
    return NULL;
}

int pkl_array_item_size(char letter) {
    const Kind* kind = kind_of(letter);
    return kind ? kind->size : 0;
}

void pkl_array_get(py_Ref self, int64_t index, py_OutRef out) {
    PyArray* array = pkl_array_of(self);
    const unsigned char* at = array->bytes.data + index * array->itemsize;
    if (!pkl_array_is_text(array->format[0])) {
        pkl_item_get(array->format[0], at, out);
        return;
    }
    uint32_t code;
    char text[5] = "";
    memcpy(&code, at, 4);
    pkl_utf8_put(text, code < 0x110000 ? code : 0xfffd);
    pkl_str_character(text, out);
}

static bool text_item(py_Ref value, unsigned char out[8]) {
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "array item must be a unicode character, not %T", value);
    int32_t length = pkl_str_length(pkl_str(value));
    if (length != 1) return pkl_raise(tp_TypeError, "array item must be a unicode character, not a string of length %d", (int)length);
    const char* at = pkl_str(value)->data;
    uint32_t code = pkl_utf8_next(&at);
    memcpy(out, &code, 4);
    return true;
}

static bool out_of_range(const char* name, bool negative) { return pkl_raise(tp_OverflowError, "%s is %s", name, negative ? "less than minimum" : "greater than maximum"); }

static bool fits(const py_TValue* value, unsigned char* out, int size, bool is_signed) {
    bool ok = pkl_int_to_bytes(value, out, size, true, is_signed);
    if (!ok) py_clearexc(NULL);
    return ok;
}

static bool int_item(const Kind* kind, py_Ref value, unsigned char out[8]) {
    py_TValue plain;
    bool is_signed = kind->letter >= 'a';
    if (!pkl_to_int(value, &plain)) return false;
    bool negative = pkl_int_sign(&plain) < 0;
    if (kind->first_size && !fits(&plain, out, kind->first_size, true)) return out_of_range(kind->first_name, negative);
    if (fits(&plain, out, kind->size, is_signed)) return true;
    if (negative && !is_signed && kind->first_size == 0) return pkl_raise(tp_OverflowError, kind->first_name ? "can't convert negative value to unsigned int" : "can't convert negative int to unsigned");
    if (kind->name && (kind->first_size || fits(&plain, out, 8, false))) return out_of_range(kind->name, negative);
    return kind->first_name ? pkl_raise(tp_OverflowError, "Python int too large to convert to %s", kind->first_name) : pkl_raise(tp_OverflowError, "int too big to convert");
}

bool pkl_array_item(char letter, py_Ref value, unsigned char out[8]) {
    double number;
    if (pkl_array_is_text(letter)) return text_item(value, out);
    if (letter != 'f' && letter != 'd') return int_item(kind_of(letter), value, out);
    if (!pkl_to_double(value, &number)) return false;
    float single = (float)number;
    if (letter == 'd') memcpy(out, &number, 8);
    else memcpy(out, &single, 4);
    return true;
}

/* ---- making and filling ---------------------------------------------------------------------------------------- */

bool pkl_array_new(py_OutRef out, py_Type type, char letter) {
    PyArray* made = (PyArray*)pkl_new(out, type);
    made->format[0] = letter;
    made->itemsize = (uint8_t)pkl_array_item_size(letter);
    return pkl_bytearray_resize(&made->bytes, 0);
}

bool pkl_array_append(py_Ref self, py_Ref value) {
    unsigned char item[8];
    if (!pkl_array_item(pkl_array_letter(self), value, item)) return false;
    PyArray* array = pkl_array_of(self);
    int32_t size = array->bytes.size;
    if (!pkl_bytearray_resize(&array->bytes, (int64_t)size + array->itemsize)) return false;
    memcpy(array->bytes.data + size, item, array->itemsize);
    return true;
}

static bool append_item(py_Ref item, void* self) { return pkl_array_append(self, item); }

/* `part` may lie in the array itself. */
static bool put_bytes(py_Ref self, c11_sv part) {
    PyByteArray* bytes = &pkl_array_of(self)->bytes;
    int32_t size = bytes->size;
    bool own = (unsigned char*)part.data == bytes->data;
    if (!pkl_bytearray_resize(bytes, (int64_t)size + part.size)) return false;
    if (part.size > 0) memcpy(bytes->data + size, own ? (char*)bytes->data : part.data, (size_t)part.size);
    return true;
}

bool pkl_array_extend(py_Ref self, py_Ref iterable) {
    if (!pkl_is_array(iterable)) return pkl_iterate(iterable, append_item, self);
    if (pkl_array_letter(self) != pkl_array_letter(iterable)) return pkl_raise(tp_TypeError, "can only extend with array of same kind");
    return put_bytes(self, pkl_array_bytes(iterable));
}

bool pkl_array_put_bytes(py_Ref self, c11_sv bytes) {
    if (bytes.size % pkl_array_of(self)->itemsize) return pkl_raise(tp_ValueError, "bytes length not a multiple of item size");
    return put_bytes(self, bytes);
}

bool pkl_array_put_text(py_Ref self, py_Ref text) {
    PyStr* str = pkl_str(text);
    PyByteArray* bytes = &pkl_array_of(self)->bytes;
    int64_t size = bytes->size;
    if (!pkl_bytearray_resize(bytes, size + 4 * (int64_t)pkl_str_length(str))) return false;
    for (const char *at = str->data, *end = at + str->size; at < end; size += 4) {
        uint32_t code = pkl_utf8_next(&at);
        memcpy(bytes->data + size, &code, 4);
    }
    return true;
}
