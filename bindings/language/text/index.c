/*
 * From code points to bytes and back: for ASCII the same number; else by marks, the byte offset of every 64th code point, made when first needed.
 */
#include "texts.h"
#include "str.h"

#include <string.h>

#define STEP 64

typedef struct PklMarks {
    int32_t count;
    int32_t offsets[];
} PklMarks;

static bool is_ascii(PyStr* text) {
    if (text->length < 0 || text->ascii == 2) pkl_str_measure(text);
    return text->ascii == 1;
}

int32_t pkl_str_length(PyStr* text) {
    if (text->length < 0 || text->ascii == 2) pkl_str_measure(text);
    return text->length;
}

static const PklMarks* marks_of(PyStr* text) {
    if (text->marks != NULL) return text->marks;
    int32_t count = text->length / STEP + 1;
    PklMarks* marks = pkl_buffer(sizeof(PklMarks) + (size_t)count * sizeof(int32_t));
    marks->count = count;
    const char* at = text->data;
    for (int32_t i = 0; i < text->length; i++) {
        if (i % STEP == 0) marks->offsets[i / STEP] = (int32_t)(at - text->data);
        pkl_utf8_next(&at);
    }
    if (text->length % STEP == 0) marks->offsets[text->length / STEP] = text->size;
    return text->marks = marks;
}

void pkl_str_free_marks(PyStr* text) {
    if (text->marks == NULL) return;
    pkl_buffer_free(text->marks, sizeof(PklMarks) + (size_t)text->marks->count * sizeof(int32_t));
    text->marks = NULL;
}

static const char* skip(const char* at, int32_t count) {
    for (; count > 0; count--) at += (unsigned char)*at < 0x80 ? 1 : (unsigned char)*at < 0xE0 ? 2 : (unsigned char)*at < 0xF0 ? 3 : 4;
    return at;
}

int32_t pkl_str_offset(PyStr* text, int32_t index) {
    if (is_ascii(text)) return index;
    if (index >= text->length) return text->size;
    if (text->length <= STEP) return (int32_t)(skip(text->data, index) - text->data);
    const char* at = text->data + marks_of(text)->offsets[index / STEP];
    return (int32_t)(skip(at, index % STEP) - text->data);
}

int32_t pkl_str_index(PyStr* text, int32_t offset) {
    if (is_ascii(text)) return offset;
    if (text->length <= STEP) return pkl_utf8_length(text->data, offset);
    const PklMarks* marks = marks_of(text);
    int32_t low = 0, high = marks->count;
    while (high - low > 1) {
        int32_t middle = (low + high) / 2;
        if (marks->offsets[middle] <= offset) low = middle;
        else high = middle;
    }
    return low * STEP + pkl_utf8_length(text->data + marks->offsets[low], offset - marks->offsets[low]);
}

/* ---- texts of one character ---------------------------------------------------------------------------------- */

static PyStr* characters[256]; /* of Latin-1, made when first needed: they live as long as the interpreter, like all names */

void pkl_str_characters_start(void) { memset(characters, 0, sizeof characters); }

void pkl_str_character(const char* at, py_OutRef out) {
    const char* end = at;
    uint32_t code = (unsigned char)*at < 0x80 ? (unsigned char)*end++ : pkl_utf8_next(&end);
    if (code > 255) return py_newstrv(out, (c11_sv){at, (int)(end - at)});
    if (characters[code] == NULL) characters[code] = pkl_interned(at, (int)(end - at));
    *out = *pkl_name_ref(characters[code]);
}

bool pkl_str_item(PyStr* text, int64_t index, py_OutRef out) {
    int64_t length = pkl_str_length(text);
    if (index < 0) index += length;
    if (index < 0 || index >= length) return false;
    pkl_str_character(text->data + pkl_str_offset(text, (int32_t)index), out);
    return true;
}

void pkl_str_part(PyStr* text, int32_t from, int32_t to, py_OutRef out) {
    int32_t start = pkl_str_offset(text, from);
    if (to - from == 1) return pkl_str_character(text->data + start, out);
    int32_t end = pkl_str_offset(text, to);
    py_TValue kept = pkl_value(&text->head);
    py_push(&kept);
    py_newstrv(out, (c11_sv){text->data + start, end - start});
    py_pop();
}
