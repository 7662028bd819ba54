/* The compiler's entry points: they reject sources that compile_guard.c and fstring_guard.c find too deeply nested,
 * before anything recurses, and jumps whose offset the bytecode cannot encode. */
#include "compile.h"

#include "compile_guard.h"
#include "guard.h"
#include "interpreter_access.h"

void* pkw_original_Lexer__process(void* source, void** tokens, int* length);
void* pkw_original_pk_compile(void* source, void* code);
__typeof__(py_compile) pkw_original_py_compile;

enum { COST_FSTRING_BYTES = 1400 };

static const char* const too_deep = "maximum recursion depth exceeded during compilation";

/* The type that the error being raised must have, when not SyntaxError. */
static bool refused_as_recursion;

/* A jump offset beyond 32 767 instructions: upstream would abort. */
static bool jump_is_too_far;

bool pkw_compile_take_refusal(void) {
    bool refused = refused_as_recursion;
    refused_as_recursion = false;
    return refused;
}

static void* refuse(void* source, int line, const char* message, bool is_recursion) {
    refused_as_recursion = is_recursion;
    return pkw_compile_error_new(source, line, message);
}

void* Lexer__process(void* source, void** tokens, int* length) {
    int depth = pkw_fstring_depth(pkw_source_text(source));
    if(!pkw_native_fits(depth * COST_FSTRING_BYTES)) return refuse(source, 1, too_deep, true);
    void* error = pkw_original_Lexer__process(source, tokens, length);
    if(error) return error;
    pkw_CompileVerdict verdict = pkw_check_tokens(*tokens, *length, pkw_native_left_bytes);
    if(!verdict.message) return NULL;
    pkw_tokens_delete(*tokens, *length);
    return refuse(source, verdict.line, verdict.message, verdict.is_recursion);
}

typedef struct {
    uint16_t op;
    uint16_t argument;
} Instruction;

void Bytecode__set_signed_arg(Instruction* code, int argument) {
    if(argument != (int16_t)argument) jump_is_too_far = true;
    code->argument = (uint16_t)argument;
}

void* pk_compile(void* source, void* code) {
    jump_is_too_far = false;
    void* error = pkw_original_pk_compile(source, code);
    if(error || !jump_is_too_far) return error;
    pkw_code_delete(code);
    return refuse(source, 1, "a block is too long to jump over", false);
}

bool py_compile(const char* source, const char* filename, enum py_CompileMode mode, bool dynamic) {
    bool ok = pkw_original_py_compile(source, filename, mode, dynamic);
    if(!ok && pkw_compile_take_refusal()) pkw_exception_change_type(tp_RecursionError);
    return ok;
}
