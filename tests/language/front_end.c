/* The front end alone: reads sources from stdin and writes, of each, its tree or its error, for `front_end.py` to
 * compare.
 *
 * Request: a line `mode flags bytes`, then that many bytes. Answer: a line with the number of bytes, then a text:
 *   the tree in one line: kind(line,column,end line,end column;field=…,…); see `front_end_oracle.py`, which writes the
 * same or: error kind, message, lineno, offset, end_lineno, end_offset, text, separated by newlines, all texts in
 * hexadecimal behind both: ` warnings:` and lineno, message of each
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../bindings/language/compiler/ast.h"

/* ---- What other parts of the interpreter will supply: here out of a file that the driver wrote ---- */

/* Lines: `start FIRST LAST`, `continue FIRST LAST`, `becomes CODE CODE…`, all in hexadecimal, `named CODE NAME`. */
static char* characters;

static bool in_ranges(const char* kind, uint32_t code) {
    size_t size = strlen(kind);
    for(const char* at = characters; at && *at; at = strchr(at, '\n') + 1) {
        char* end;
        if(strncmp(at, kind, size) != 0) continue;
        if(strtoul(at + size, &end, 16) <= code && code <= strtoul(end, NULL, 16)) return true;
    }
    return false;
}

bool pkl_identifier_start(uint32_t code) { return in_ranges("start ", code); }
bool pkl_identifier_continue(uint32_t code) { return in_ranges("continue ", code); }

static char* put_code(char* out, unsigned long code) {
    if(code < 0x80) *out++ = (char)code;
    else if(code < 0x800) *out++ = (char)(0xC0 | code >> 6);
    else if(code < 0x10000) *out++ = (char)(0xE0 | code >> 12), *out++ = (char)(0x80 | (code >> 6 & 63));
    else
        *out++ = (char)(0xF0 | code >> 18), *out++ = (char)(0x80 | (code >> 12 & 63)),
        *out++ = (char)(0x80 | (code >> 6 & 63));
    if(code >= 0x80) *out++ = (char)(0x80 | (code & 63));
    return out;
}

/* Character by character, which is enough for the tests' identifiers. */
PklText pkl_identifier(PklArena* arena, PklText text) {
    char *made = pkl_arena_take(arena, (size_t)text.size * 18 + 1), *out = made;
    if(!made) return (PklText){NULL, 0};
    for(int i = 0; i < text.size;) {
        unsigned char first = (unsigned char)text.data[i];
        int size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        unsigned long code = size == 1 ? first : first & (0x7Fu >> size);
        for(int k = 1; k < size; k++) code = code << 6 | ((unsigned char)text.data[i + k] & 63u);
        char line[32];
        snprintf(line, sizeof line, "becomes %lx ", code);
        const char* found = characters && code >= 0x80 ? strstr(characters, line) : NULL;
        char* at = found ? (char*)found + strlen(line) : NULL;
        if(!at) memcpy(out, text.data + i, (size_t)size), out += size;
        while(at && *at != '\n') out = put_code(out, strtoul(at, &at, 16));
        i += size;
    }
    return (PklText){made, (int)(out - made)};
}

int32_t pkl_character_named(const char* name, int size) {
    for(const char* at = characters; at && *at; at = strchr(at, '\n') + 1) {
        char* end;
        if(strncmp(at, "named ", 6) != 0) continue;
        long code = strtol(at + 6, &end, 16);
        if(strncmp(end + 1, name, (size_t)size) == 0 && end[1 + size] == '\n') return (int32_t)code;
    }
    return -1;
}

static char* read_file(const char* path) {
    FILE* file = fopen(path, "rb");
    char* text = calloc(1, 1 << 20);
    if(!file || !text || fread(text, 1, (1 << 20) - 1, file) == 0) abort();
    fclose(file);
    return text;
}

/* ---- The answer ---- */

static char* out;
static size_t out_size, out_capacity;

static void put(const char* text, size_t size) {
    if(out_size + size > out_capacity) {
        out_capacity = (out_size + size) * 2 + 4096;
        out = realloc(out, out_capacity);
        if(!out) abort();
    }
    memcpy(out + out_size, text, size);
    out_size += size;
}

static void put_text(const char* text) { put(text, strlen(text)); }

#define APART __attribute__((noinline)) /* or their buffers lie in every frame of a deep tree */

APART static void put_number(long long number) {
    char text[32];
    snprintf(text, sizeof text, "%lld", number);
    put_text(text);
}

APART static void put_hex(PklText text) {
    char digits[3];
    for(int i = 0; i < text.size; i++) {
        snprintf(digits, sizeof digits, "%02x", (unsigned char)text.data[i]);
        put(digits, 2);
    }
}

APART static void put_real(double real) {
    uint64_t bits;
    char text[24];
    memcpy(&bits, &real, sizeof bits);
    snprintf(text, sizeof text, "%016llx", (unsigned long long)bits);
    put_text(text);
}

APART static void put_constant(const PklConstant* constant) {
    static const char* const words[] = {"None", "False", "True", "Ellipsis", "i", "I", "f", "j", "s", "b"};
    put_text(words[constant->kind]);
    switch(constant->kind) {
        case PKL_INT: put_number(constant->integer); break;
        case PKL_BIG_INT:
            put_number(constant->base);
            put_text(":");
            put(constant->text.data, (size_t)constant->text.size);
            put_text(":");
            break;
        case PKL_FLOAT:
        case PKL_IMAGINARY: put_real(constant->real); break;
        case PKL_STR:
        case PKL_BYTES: put_hex(constant->text); break;
        default: break;
    }
}

static void put_node(const PklNode* node);

static void put_optional(const PklNode* node) {
    if(node) put_node(node);
    else put_text("None");
}

static void put_name(PklName name) {
    if(name) put(name->data, (size_t)name->size);
    else put_text("None");
}

static void put_sequence(const PklSeq* seq, int class) {
    put_text("[");
    for(int i = 0; i < seq->size; i++) {
        if(i > 0) put_text(",");
        if(class == PKL_FIELD_names) put_name(pkl_name_at(seq, i));
        else if(class == PKL_FIELD_compares) put_number(pkl_compare_at(seq, i));
        else put_optional(pkl_at(seq, i));
    }
    put_text("]");
}

static void put_field(int class, void* slot) {
    switch(class) {
        case PKL_FIELD_name:
        case PKL_FIELD_opt_name: put_name(slot); break;
        case PKL_FIELD_node:
        case PKL_FIELD_opt_node: put_optional(slot); break;
        case PKL_FIELD_nodes:
        case PKL_FIELD_names:
        case PKL_FIELD_compares: put_sequence(slot, class); break;
        case PKL_FIELD_constant: put_constant(slot); break;
        default: put_number((PklInt)slot);
    }
}

/* A deep tree is left out below some depth: writing it would need more of the stack than reading it did. */
static int depth;

static void put_node(const PklNode* node) {
    const PklNodeShape* shape = &pkl_shapes[node->kind];
    if(depth > 5000) {
        put_text("...");
        return;
    }
    depth++;
    put_text(shape->name);
    put_text("(");
    put_number(node->range.lineno);
    put_text(",");
    put_number(node->range.col_offset);
    put_text(",");
    put_number(node->range.end_lineno);
    put_text(",");
    put_number(node->range.end_col_offset);
    for(int i = 0; shape->fields[i].class; i++) {
        put_text(i ? "," : ";");
        put_text(shape->fields[i].name);
        put_text("=");
        put_field(shape->fields[i].class, node->as.slots[i]);
    }
    put_text(")");
    depth--;
}

static void put_error(const PklSyntaxError* error) {
    static const char* const kinds[] = {
        "none",      "SyntaxError", "IndentationError", "TabError", "_IncompleteInputError",
        "no memory", "MemoryError", "ValueError",
    };
    put_text("error ");
    put_text(kinds[error->kind]);
    put_text("\n");
    put_hex(error->message);
    int numbers[] = {error->lineno, error->offset, error->end_lineno, error->end_offset};
    for(int i = 0; i < 4; i++) {
        put_text("\n");
        put_number(numbers[i]);
    }
    put_text("\n");
    if(error->text.data) put_hex(error->text);
    else put_text("None");
}

static void answer(const PklSource* source, PklMode mode, unsigned flags, size_t quota) {
    PklArena arena;
    PklSyntaxError error;
    PklWarnings warnings;
    pkl_arena_open(&arena, quota);
    PklMod* tree = pkl_parse(source, mode, flags, &arena, &error, &warnings);
    out_size = 0;
    if(tree) put_node(tree);
    else put_error(&error);
    put_text("\nwarnings");
    for(const PklWarning* warning = warnings.first; warning; warning = warning->next) {
        put_text(" ");
        put_number(warning->range.lineno);
        put_text(":");
        put_hex(warning->message);
    }
    pkl_arena_close(&arena);
    printf("%zu\n", out_size);
    fwrite(out, 1, out_size, stdout);
    fflush(stdout);
}

/* Arguments: the bytes that every parse may take, and a file about characters. */
int main(int argc, char** argv) {
    size_t quota = argc > 1 ? strtoull(argv[1], NULL, 10) : (size_t)1 << 32;
    if(argc > 2) characters = read_file(argv[2]);
    int mode;
    unsigned flags;
    size_t size;
    while(scanf("%d %u %zu", &mode, &flags, &size) == 3 && getchar() == '\n') {
        char* text = malloc(size ? size : 1); /* exactly as large, so that a sanitizer sees a read behind it */
        if(!text || fread(text, 1, size, stdin) != size) return 1;
        answer(&(PklSource){text, (int)size, 0}, (PklMode)mode, flags, quota);
        free(text);
    }
    free(out);
    free(characters);
    return 0;
}
