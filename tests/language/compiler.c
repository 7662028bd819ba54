/*
 * The compiler behind the parser, for `compiler.py` to compare with CPython 3.14.
 *
 * `compiler KIND`, KIND being scopes, check or code. Each source comes on stdin as a line with its number of bytes,
 * then the bytes; each answer goes to stdout as text that ends with a line `.`. What the lines say is in
 * `compiler_oracle.py`, which writes the same.
 */
#include "../../bindings/language/compiler/generate/generate.h"
#include "../../bindings/language/core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- scopes: a line per scope, indented below its parent ---------------------------- */

static void write_scope(const PklScope* scope, int depth) {
    static const char* const kinds[] = {"function",   "class",           "module",       "annotation",
                                        "type alias", "type parameters", "type variable"};
    printf("%*s%s %s %d%s", depth, "", kinds[scope->kind], scope->name->data, scope->range.lineno,
           scope->nested ? " nested" : "");
    for(int i = 0; i < scope->symbols.count; i++) {
        const PklPair* symbol = &scope->symbols.pairs[i];
        int meaning = (int)(symbol->value >> PKL_SCOPE_SHIFT & 15);
        if(meaning)
            printf("\t%s:%d.%d", ((const PyStr*)symbol->key)->data, (int)(symbol->value & PKL_DEF_ALL), meaning);
    }
    puts("");
    for(const PklScope* child = scope->first; child; child = child->next) write_scope(child, depth + 1);
}

/* ---- check: `ok` or the error, then the warnings -------------------------------------- */

static void write_text(PklText text) {
    for(int i = 0; i < text.size; i++) printf("%02x", (unsigned char)text.data[i]);
}

static void write_result(const PklCompiler* c, bool ok) {
    const PklSyntaxError* error = &c->error;
    if(ok) puts("ok");
    else if(error->kind == PKL_NO_ERROR) puts("raised");
    else if(error->kind > PKL_INCOMPLETE) puts(error->kind == PKL_VALUE_ERROR ? "ValueError" : "MemoryError");
    else {
        printf("error %d %d %d %d ", error->lineno, error->offset, error->end_lineno, error->end_offset);
        write_text(error->message);
        puts("");
    }
    for(const PklWarning* warning = c->warnings.first; warning; warning = warning->next) {
        printf("warning %d ", warning->range.lineno);
        write_text(warning->message);
        puts("");
    }
}

/* ---- code: what a code object says of itself, and which operation stands at which place ------------ */

static const char* const operations[PKL_OPCODE_COUNT] = {
    [PKL_CALL] = "call",
    [PKL_CALL_KW] = "call",
    [PKL_CALL_EX] = "call",
    [PKL_LOAD_ATTR] = "load attribute",
    [PKL_LOAD_METHOD] = "load attribute",
    [PKL_LOAD_SUPER_ATTR] = "load super attribute",
    [PKL_LOAD_SUPER_METHOD] = "load super attribute",
    [PKL_STORE_ATTR] = "store attribute",
    [PKL_DELETE_ATTR] = "delete attribute",
    [PKL_LOAD_GLOBAL] = "load name",
    [PKL_LOAD_NAME] = "load name",
    [PKL_UNPACK_EX] = "unpack with star",
    [PKL_RAISE_VARARGS] = "raise",
    [PKL_IMPORT_NAME] = "import",
    [PKL_IMPORT_FROM] = "import from",
    [PKL_YIELD_VALUE] = "yield",
    [PKL_GET_AWAITABLE] = "await",
    [PKL_GET_AITER] = "async iterate",
    [PKL_GET_ANEXT] = "async next",
    [PKL_LOAD_SPECIAL] = "with",
    [PKL_CHECK_EXC_MATCH] = "except",
    [PKL_CHECK_EG_MATCH] = "except*",
    [PKL_MATCH_CLASS] = "match class",
    [PKL_MATCH_KEYS] = "match keys",
    [PKL_GET_YIELD_FROM_ITER] = "yield from",
    [PKL_LOAD_FAST_CHECK] = "load perhaps unassigned",
};

static void write_names(const PyCode* code, const char* title, int kind) {
    printf("\t%s", title);
    for(int i = 0; i < code->nlocalsplus; i++)
        if(code->localspluskinds[i] & kind) printf(" %s", code->localsplusnames[i]->data);
}

static void write_code(const PyCode* code) {
    printf("code %s\tflags %x\targuments %d %d %d\tline %d", code->qualname->data, (unsigned)code->flags,
           code->argcount, code->posonlyargcount, code->kwonlyargcount, code->firstlineno);
    write_names(code, "locals", PKL_LOCAL);
    write_names(code, "free", PKL_FREE);
    puts("");
    for(int i = 0; i < code->instruction_count; i++) {
        PklPosition at = pkl_code_position(code, i);
        const char* operation = operations[PKL_OP(code->instructions[i])];
        if(operation && at.line > 0)
            printf("%s %d:%d-%d:%d\n", operation, at.line, at.column, at.end_line, at.end_column);
    }
    for(int i = 0; i < code->constant_count; i++)
        if(code->constants[i].type == tp_code) write_code(PKL_OBJECT(&code->constants[i], PyCode));
}

/* ---- requests ------------------------------------------------------------------------- */

static void answer(const char* kind, const char* text, int size) {
    PklSource source = {text, size, 0};
    PklCompiler c = {.source = &source, .filename = pkl_name_of("<string>")};
    py_TValue code;
    bool scopes = !strcmp(kind, "scopes");
    pkl_arena_open(&c.arena, (size_t)1 << 30);
    PklMod* tree = pkl_parse(&source, PKL_EXEC, scopes ? 0 : PKL_SOURCE_IS_TEXT, &c.arena, &c.error, &c.warnings);
    for(const PklWarning* w = c.warnings.first; w; w = w->next) c.last_warning = (PklWarning*)w;
    if(tree) pkl_find_features(&c, tree->as.Module.body);
    PklScope* module = tree ? pkl_scopes(&c, tree) : NULL;
    if(scopes && module) write_scope(module, 0);
    else if(scopes) puts("error");
    else {
        bool ok = module && pkl_generate(&c, tree, module, PKL_EXEC, &code);
        if(!strcmp(kind, "check")) write_result(&c, ok);
        else if(ok) write_code(PKL_OBJECT(&code, PyCode));
        else puts("error");
    }
    py_clearexc(NULL);
    pkl_arena_close(&c.arena);
}

int main(int argc, char** argv) {
    int size;
    if(argc != 2) return 2;
    py_initialize();
    while(scanf("%d", &size) == 1) {
        char* text = malloc((size_t)size + 1);
        if(!text || getchar() != '\n' || fread(text, 1, (size_t)size, stdin) != (size_t)size) return 1;
        text[size] = '\0';
        answer(argv[1], text, size);
        puts(".");
        free(text);
    }
    return 0;
}
