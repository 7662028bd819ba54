/* Format texts: letters with counts, sizes, and where the items lie. */
#include "struct.h"

#include <string.h>

/* The size of one item; 0 where there is no such letter. */
static int size_of(char letter, bool standard) {
    switch (letter) {
        case 'x': case 'b': case 'B': case 'c': case '?': case 's': case 'p': return 1;
        case 'h': case 'H': case 'e': return 2;
        case 'i': case 'I': case 'f': return 4;
        case 'l': case 'L': return standard ? 4 : (int)sizeof(long);
        case 'q': case 'Q': case 'd': case 'F': return 8;
        case 'D': return 16;
        case 'n': case 'N': case 'P': return standard ? 0 : (int)sizeof(void*);
    }
    return 0;
}

static int alignment_of(const StructItem* item) { return item->letter == 'F' || item->letter == 'D' ? item->size / 2 : item->size; }

static bool add_item(StructFormat* format, const StructItem* item) {
    if (format->count == format->capacity) {
        size_t old = sizeof(StructItem) * (size_t)format->capacity, wider = old ? old * 2 : sizeof(StructItem) * 8;
        format->items = format->items ? pkl_buffer_resize(format->items, old, wider) : pkl_buffer(wider);
        format->capacity = (int32_t)(wider / sizeof(StructItem));
    }
    format->items[format->count++] = *item;
    return true;
}

static bool too_long(void) { return pkl_struct_error("total struct size too long"); }

/* Behind what is there; pad bytes only take room. */
static bool place(StructFormat* format, char letter, int64_t count) {
    StructItem item = {letter, (uint8_t)size_of(letter, format->standard), 0, 0};
    if (!item.size) return pkl_struct_error("bad char in struct format");
    int64_t align = format->standard ? 1 : alignment_of(&item), offset = (format->size + align - 1) / align * align;
    if (count > INT32_MAX || offset + count * item.size > INT32_MAX) return too_long();
    item.offset = (int32_t)offset;
    item.count = (int32_t)count;
    format->size = (int32_t)(offset + count * item.size);
    if (letter == 'x') return true;
    bool text = letter == 's' || letter == 'p';
    format->values += text ? 1 : item.count;
    return (!text && count == 0) || add_item(format, &item);
}

static const char* read_count(const char* at, const char* end, int64_t* count) {
    *count = 1;
    if (at < end && *at >= '0' && *at <= '9') *count = 0;
    for (; at < end && *at >= '0' && *at <= '9'; at++) {
        if (*count <= INT32_MAX) *count = *count * 10 + (*at - '0');
    }
    return at;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static const char* read_order(const char* at, const char* end, StructFormat* out) {
    const int one = 1;
    bool big_machine = !*(const char*)&one;
    out->big = big_machine;
    if (at == end || !*at || !strchr("@=<>!", *at)) return at;
    out->standard = *at != '@';
    out->big = *at == '>' || *at == '!' || ((*at == '@' || *at == '=') && big_machine);
    return at + 1;
}

static bool parse(c11_sv text, StructFormat* out) {
    const char *end = text.data + text.size, *at = read_order(text.data, end, out);
    if (memchr(text.data, 0, (size_t)text.size)) return pkl_struct_error("embedded null character");
    while (at < end) {
        if (is_space(*at)) {
            at++;
            continue;
        }
        int64_t count;
        const char* letter = read_count(at, end, &count);
        if (letter == end) return pkl_struct_error("repeat count given without format specifier");
        if (!place(out, *letter, count)) return false;
        at = letter + 1;
    }
    return true;
}

static bool not_ascii(py_Ref text) {
    py_TValue arguments[5], made;
    int place = 0;
    const char* at = pkl_str(text)->data;
    while (!(at[place] & 0x80)) place++;
    py_newstr(&arguments[0], "ascii");
    arguments[1] = *text;
    py_newint(&arguments[2], place);
    py_newint(&arguments[3], place + 1);
    py_newstr(&arguments[4], "ordinal not in range(128)");
    return py_tpcall(tp_UnicodeEncodeError, 5, arguments) && (made = *py_retval(), py_raise(&made));
}

static bool is_ascii(c11_sv text) {
    for (int i = 0; i < text.size; i++) {
        if (text.data[i] & 0x80) return false;
    }
    return true;
}

bool pkl_struct_parse(py_Ref format, StructFormat* out) {
    *out = (StructFormat){0};
    c11_sv text;
    if (pkl_is_str(format)) {
        text = pkl_sv(pkl_str(format));
        if (!is_ascii(text)) return not_ascii(format);
    } else if (pkl_is_a(format, tp_bytes)) {
        text = (c11_sv){(const char*)PKL_OBJECT(format, PyBytes)->data, PKL_OBJECT(format, PyBytes)->size};
    } else {
        return pkl_raise(tp_TypeError, "Struct() argument 1 must be a str or bytes object, not %T", format);
    }
    if (parse(text, out)) return true;
    pkl_struct_free(out);
    return false;
}

void pkl_struct_free(StructFormat* format) {
    if (format->items) pkl_buffer_free(format->items, sizeof(StructItem) * (size_t)format->capacity);
    format->items = NULL;
}
