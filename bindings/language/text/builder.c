/* Texts that grow, and the one format language of errors and of py_newfstr. */
#include "texts.h"

#include <stdarg.h>
#include <string.h>

enum { TEXT_BYTES_MAX = 0x7FFFFF00 };

void pkl_builder_start(PklBuilder* builder) {
    builder->data = builder->first;
    builder->size = 0;
    builder->capacity = sizeof builder->first;
    builder->failed = false;
}

void pkl_builder_end(PklBuilder* builder) {
    if (builder->data != builder->first) pkl_buffer_free(builder->data, (size_t)builder->capacity);
    pkl_builder_start(builder);
}

static bool grow(PklBuilder* builder, int64_t bytes) {
    int64_t capacity = builder->capacity * 2;
    if (capacity < builder->size + bytes) capacity = builder->size + bytes;
    if (capacity > TEXT_BYTES_MAX) {
        pkl_raise(tp_MemoryError, NULL);
        return false;
    }
    if (!pkl_reserve((uint64_t)capacity)) return false;
    if (builder->data != builder->first) {
        builder->data = pkl_buffer_resize(builder->data, (size_t)builder->capacity, (size_t)capacity);
    } else {
        builder->data = pkl_buffer((size_t)capacity);
        memcpy(builder->data, builder->first, (size_t)builder->size);
    }
    builder->capacity = capacity;
    return true;
}

char* pkl_builder_room(PklBuilder* builder, int64_t bytes) {
    if (builder->failed) return NULL;
    if (builder->size + bytes > builder->capacity && !grow(builder, bytes)) {
        builder->failed = true;
        return NULL;
    }
    return builder->data + builder->size;
}

void pkl_put(PklBuilder* builder, const char* data, int64_t size) {
    char* to = pkl_builder_room(builder, size);
    if (!to) return;
    memcpy(to, data, (size_t)size);
    builder->size += size;
}

void pkl_put_text(PklBuilder* builder, const char* text) { pkl_put(builder, text, (int64_t)strlen(text)); }
void pkl_put_str(PklBuilder* builder, const PyStr* text) { pkl_put(builder, text->data, text->size); }
void pkl_put_char(PklBuilder* builder, char c) { pkl_put(builder, &c, 1); }

void pkl_put_code(PklBuilder* builder, uint32_t code) {
    char bytes[4];
    pkl_put(builder, bytes, pkl_utf8_put(bytes, code));
}

void pkl_int_text(int64_t value, char out[24]) {
    char digits[24];
    int count = 0;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    for (; rest > UINT32_MAX; rest /= 10) digits[count++] = (char)('0' + rest % 10);
    uint32_t small = (uint32_t)rest;
    do digits[count++] = (char)('0' + small % 10);
    while (small /= 10);
    if (value < 0) *out++ = '-';
    while (count) *out++ = digits[--count];
    *out = '\0';
}

void pkl_put_int(PklBuilder* builder, int64_t value) {
    char text[24];
    pkl_int_text(value, text);
    pkl_put_text(builder, text);
}

static void put_hex_digits(PklBuilder* builder, uint64_t value, int digits) {
    while (digits) pkl_put_char(builder, "0123456789abcdef"[value >> 4 * --digits & 15]);
}

void pkl_put_hex(PklBuilder* builder, uint64_t value) {
    int digits = 1;
    while (digits < 16 && value >> 4 * digits) digits++;
    put_hex_digits(builder, value, digits);
}

/* ---- repr of texts --------------------------------------------------------------------- */

static char quote_of(const char* data, int64_t size) {
    bool single = memchr(data, '\'', (size_t)size) != NULL;
    return single && !memchr(data, '"', (size_t)size) ? '"' : '\'';
}

static const char* simple_escape(uint32_t code) {
    return code == '\\' ? "\\\\" : code == '\n' ? "\\n" : code == '\r' ? "\\r" : code == '\t' ? "\\t" : NULL;
}

static void put_escaped(PklBuilder* builder, uint32_t code) {
    int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
    pkl_put_char(builder, '\\');
    pkl_put_char(builder, digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    put_hex_digits(builder, code, digits);
}

static void put_repr_code(PklBuilder* builder, uint32_t code, char quote, bool ascii) {
    const char* simple = simple_escape(code);
    if (simple) {
        pkl_put_text(builder, simple);
    } else if (code == (unsigned char)quote) {
        pkl_put_char(builder, '\\');
        pkl_put_char(builder, quote);
    } else if (code < 0x80 ? code >= ' ' && code != 0x7F : !ascii && pkl_is_printable(code)) {
        pkl_put_code(builder, code);
    } else {
        put_escaped(builder, code);
    }
}

void pkl_put_repr_str(PklBuilder* builder, const PyStr* text) {
    char quote = quote_of(text->data, text->size);
    pkl_put_char(builder, quote);
    for (const char *at = text->data, *end = at + text->size; at < end;) put_repr_code(builder, pkl_utf8_next(&at), quote, false);
    pkl_put_char(builder, quote);
}

void pkl_put_repr_bytes(PklBuilder* builder, const unsigned char* data, int64_t size) {
    char quote = quote_of((const char*)data, size);
    pkl_put_char(builder, 'b');
    pkl_put_char(builder, quote);
    for (int64_t i = 0; i < size; i++) put_repr_code(builder, data[i], quote, true);
    pkl_put_char(builder, quote);
}

/* ---- values ------------------------------------------------------------------------------- */

static bool put_result(PklBuilder* builder, bool ok) {
    if (ok) pkl_put_str(builder, pkl_str(py_retval()));
    return ok && !builder->failed;
}

bool pkl_put_repr(PklBuilder* builder, py_Ref value) { return put_result(builder, py_repr(value)); }
bool pkl_put_string(PklBuilder* builder, py_Ref value) { return put_result(builder, py_str(value)); }

static void put_float(PklBuilder* builder, double value) {
    char text[40];
    pkl_put(builder, text, pkl_float_repr(value, text));
}

/* Of a built-in type that is in a module its name has the module, as CPython's static types have it. */
static void put_type_name(PklBuilder* builder, const PyType* type) {
    if (type->id < PKL_PREDEFINED_TYPES && type->module.type) {
        pkl_put_str(builder, pkl_str(&type->module));
        pkl_put_char(builder, '.');
    }
    pkl_put_str(builder, type->name);
}

/* One % of the format; false with an exception set. */
static bool put_argument(PklBuilder* builder, char kind, va_list* arguments) {
    switch (kind) {
        case 'd': pkl_put_int(builder, va_arg(*arguments, int)); break;
        case 'i': pkl_put_int(builder, va_arg(*arguments, int64_t)); break;
        case 'f': put_float(builder, va_arg(*arguments, double)); break;
        case 's': pkl_put_text(builder, va_arg(*arguments, const char*)); break;
        case 'c': pkl_put_char(builder, (char)va_arg(*arguments, int)); break;
        case 'n': pkl_put_str(builder, pkl_name_str(va_arg(*arguments, py_Name))); break;
        case 't': put_type_name(builder, pkl_vm->types[(py_Type)va_arg(*arguments, int)]); break;
        case 'T': put_type_name(builder, pkl_type_of(va_arg(*arguments, py_Ref))); break;
        case 'R': return pkl_put_repr(builder, va_arg(*arguments, py_Ref));
        case 'S': return pkl_put_string(builder, va_arg(*arguments, py_Ref));
        case 'p':
            pkl_put_text(builder, "0x");
            pkl_put_hex(builder, (uintptr_t)va_arg(*arguments, void*));
            break;
        case 'q': {
            c11_sv text = va_arg(*arguments, c11_sv);
            pkl_put_char(builder, '\'');
            pkl_put(builder, text.data, text.size);
            pkl_put_char(builder, '\'');
            break;
        }
        case 'v': {
            c11_sv text = va_arg(*arguments, c11_sv);
            pkl_put(builder, text.data, text.size);
            break;
        }
        default: pkl_put_char(builder, kind); /* %% */
    }
    return true;
}

bool pkl_put_format(PklBuilder* builder, const char* format, va_list arguments) {
    va_list rest;
    va_copy(rest, arguments);
    bool ok = true;
    while (ok && *format) {
        size_t plain = strcspn(format, "%");
        pkl_put(builder, format, (int64_t)plain);
        format += plain;
        if (!*format) break;
        ok = put_argument(builder, format[1], &rest);
        format += 2;
    }
    va_end(rest);
    return ok;
}

bool pkl_put_formatted(PklBuilder* builder, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    bool ok = pkl_put_format(builder, format, arguments);
    va_end(arguments);
    return ok;
}

/* ---- results ----------------------------------------------------------------------------------- */

bool pkl_builder_str(PklBuilder* builder, py_OutRef out) {
    bool ok = !builder->failed && pkl_reserve((uint64_t)builder->size);
    if (ok) py_newstrv(out, (c11_sv){builder->data, (int)builder->size});
    pkl_builder_end(builder);
    return ok;
}

bool pkl_builder_bytes(PklBuilder* builder, py_OutRef out) {
    bool ok = !builder->failed && pkl_reserve((uint64_t)builder->size);
    if (ok) memcpy(pkl_new_bytes(out, (int)builder->size)->data, builder->data, (size_t)builder->size);
    pkl_builder_end(builder);
    return ok;
}

static bool format_into(py_OutRef out, const char* format, va_list arguments) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    if (pkl_put_format(&builder, format, arguments)) return pkl_builder_str(&builder, out);
    pkl_builder_end(&builder);
    return false;
}

bool pkl_str_format(py_OutRef out, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    bool ok = format_into(out, format, arguments);
    va_end(arguments);
    return ok;
}

void py_newfstr(py_OutRef out, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    if (!format_into(out, format, arguments)) py_newstr(out, "");
    va_end(arguments);
}
