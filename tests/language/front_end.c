/* The front end alone: reads sources from stdin and writes, of each, its tree or its error, for `front_end.py` to compare.
 *
 * Request: a line `mode flags bytes`, then that many bytes. Answer: a line with the number of bytes, then a text:
 *   the tree in one line: kind(line,column,end line,end column;field=…,…); see `front_end_oracle.py`, which writes the same
 *   or: error kind, message, lineno, offset, end_lineno, end_offset, text, separated by newlines, all texts in hexadecimal
 *   behind both: ` warnings:` and lineno, message of each
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../bindings/language/compiler/ast.h"

/* ---- What other parts of the interpreter will supply ---- */

bool pkl_identifier_start(uint32_t code) { return code != 0xA0 && code != 0x20AC && !(code >= 0x2000 && code < 0x2070); }
bool pkl_identifier_continue(uint32_t code) { return pkl_identifier_start(code); }

PklText pkl_identifier(PklArena* arena, PklText text) {
    (void)arena;
    return text;
}

int32_t pkl_character_named(const char* name, int size) {
    static const struct { const char* name; int32_t code; } known[] = {
        {"BULLET", 0x2022}, {"DIGIT ONE", '1'}, {"EM DASH", 0x2014}, {"SNOWMAN", 0x2603}, {"LATIN SMALL LETTER A", 'a'},
        {"EURO SIGN", 0x20AC}, {"SPACE", ' '}, {"AMPERSAND", '&'}, {"LATIN CAPITAL LETTER A", 'A'},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if ((int)strlen(known[i].name) == size && memcmp(known[i].name, name, (size_t)size) == 0) return known[i].code;
    }
    return -1;
}

/* ---- The answer ---- */

static char* out;
static size_t out_size, out_capacity;

static void put(const char* text, size_t size) {
    if (out_size + size > out_capacity) {
        out_capacity = (out_size + size) * 2 + 4096;
        out = realloc(out, out_capacity);
        if (!out) abort();
    }
    memcpy(out + out_size, text, size);
    out_size += size;
}

static void put_text(const char* text) { put(text, strlen(text)); }

static void put_number(long long number) {
    char text[32];
    snprintf(text, sizeof text, "%lld", number);
    put_text(text);
}

static void put_hex(PklText text) {
    char digits[3];
    for (int i = 0; i < text.size; i++) {
        snprintf(digits, sizeof digits, "%02x", (unsigned char)text.data[i]);
        put(digits, 2);
    }
}

static void put_real(double real) {
    uint64_t bits;
    char text[24];
    memcpy(&bits, &real, sizeof bits);
    snprintf(text, sizeof text, "%016llx", (unsigned long long)bits);
    put_text(text);
}

static void put_constant(const PklConstant* constant) {
    static const char* const words[] = {"None", "False", "True", "Ellipsis", "i", "I", "f", "j", "s", "b"};
    put_text(words[constant->kind]);
    switch (constant->kind) {
    case PKL_INT: put_number(constant->integer); break;
    case PKL_BIG_INT:
        put_number(constant->base);
        put_text(":");
        put(constant->text.data, (size_t)constant->text.size);
        put_text(":");
        break;
    case PKL_FLOAT: case PKL_IMAGINARY: put_real(constant->real); break;
    case PKL_STR: case PKL_BYTES: put_hex(constant->text); break;
    default: break;
    }
}

static void put_node(const PklNode* node);

static void put_optional(const PklNode* node) {
    if (node) put_node(node);
    else put_text("None");
}

static void put_name(PklName name) {
    if (name) put(name->data, (size_t)name->size);
    else put_text("None");
}

static void put_sequence(const PklSeq* seq, int class) {
    put_text("[");
    for (int i = 0; i < seq->size; i++) {
        if (i > 0) put_text(",");
        if (class == PKL_FIELD_names) put_name(pkl_name_at(seq, i));
        else if (class == PKL_FIELD_compares) put_number(pkl_compare_at(seq, i));
        else put_optional(pkl_at(seq, i));
    }
    put_text("]");
}

static void put_field(int class, void* slot) {
    switch (class) {
    case PKL_FIELD_name: case PKL_FIELD_opt_name: put_name(slot); break;
    case PKL_FIELD_node: case PKL_FIELD_opt_node: put_optional(slot); break;
    case PKL_FIELD_nodes: case PKL_FIELD_names: case PKL_FIELD_compares: put_sequence(slot, class); break;
    case PKL_FIELD_constant: put_constant(slot); break;
    default: put_number((PklInt)slot);
    }
}

/* A deep tree is left out below some depth: writing it would need more of the stack than reading it did. */
static int depth;

static void put_node(const PklNode* node) {
    const PklShape* shape = &pkl_shapes[node->kind];
    if (depth > 5000) {
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
    for (int i = 0; shape->fields[i].class; i++) {
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
        "none", "SyntaxError", "IndentationError", "TabError", "_IncompleteInputError", "no memory", "MemoryError", "ValueError",
    };
    put_text("error ");
    put_text(kinds[error->kind]);
    put_text("\n");
    put_hex(error->message);
    int numbers[] = {error->lineno, error->offset, error->end_lineno, error->end_offset};
    for (int i = 0; i < 4; i++) {
        put_text("\n");
        put_number(numbers[i]);
    }
    put_text("\n");
    if (error->text.data) put_hex(error->text);
    else put_text("None");
}

static void answer(const PklSource* source, PklMode mode, unsigned flags, size_t quota) {
    PklArena arena;
    PklSyntaxError error;
    PklWarnings warnings;
    pkl_arena_open(&arena, quota);
    PklMod* tree = pkl_parse(source, mode, flags, &arena, &error, &warnings);
    out_size = 0;
    if (tree) put_node(tree);
    else put_error(&error);
    put_text("\nwarnings");
    for (const PklWarning* warning = warnings.first; warning; warning = warning->next) {
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

/* `quota BYTES`: every parse gets that much memory. */
int main(int argc, char** argv) {
    size_t quota = argc > 1 ? strtoull(argv[1], NULL, 10) : (size_t)1 << 32;
    int mode;
    unsigned flags;
    size_t size;
    while (scanf("%d %u %zu", &mode, &flags, &size) == 3 && getchar() == '\n') {
        char* text = malloc(size ? size : 1); /* exactly as large, so that a sanitizer sees a read behind it */
        if (!text || fread(text, 1, size, stdin) != size) return 1;
        answer(&(PklSource){text, (int)size}, (PklMode)mode, flags, quota);
        free(text);
    }
    free(out);
    return 0;
}
