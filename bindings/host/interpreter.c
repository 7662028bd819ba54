/* The one translation unit that compiles pocketpy itself.
 *
 * The amalgamation is included unchanged. Three mechanisms adapt it from outside: macros that it uses but leaves to
 * the includer, weak definitions that a strong one elsewhere in this folder overrides at link time (the original
 * stays callable as pkw_original_NAME), and, at the end, accessors for the internals that the overrides need.
 * Nothing else belongs here. */
#define PK_IS_AMALGAMATED_C
#include "pocketpy.h"

#include "format.h"
#include "guard.h"
#include "interpreter_access.h"
#include "platform.h"
#include "pkw.h"
#include "powers_of_ten.h"
#include "scan.h"
#include "shortcuts.h"
#include "watchdog.h"

#include <stdio.h>
#include <stdlib.h>

/* Upstream does not check what malloc returns. */
static void* pkw_allocate(size_t size) {
    void* pointer = malloc(size);
    if(!pointer && size) pkw_fatal("out of memory");
    return pointer;
}

static void* pkw_reallocate(void* old, size_t size) {
    void* pointer = realloc(old, size);
    if(!pointer && size) pkw_fatal("out of memory");
    return pointer;
}

/* Every call of a native function goes through the recursion guard. */
#undef py_callcfunc
#define py_callcfunc(f, argc, argv) pkw_call_native((f), (argc), (argv))

/* pocketpy must not end the process. It calls fprintf only to say why it aborts. */
static char pkw_last_words[256] = "the interpreter found itself inconsistent";
#undef PK_MALLOC
#undef PK_REALLOC
#define PK_MALLOC(size) pkw_allocate(size)
#define PK_REALLOC(pointer, size) pkw_reallocate((pointer), (size))

#define exit(code) pkw_fatal("exit() was called")
#define abort() pkw_fatal(pkw_last_words)
#define sscanf(...) pkw_scan(__VA_ARGS__)
#define fprintf(stream, ...) snprintf(pkw_last_words, sizeof(pkw_last_words), __VA_ARGS__)

/* What it prints and reads before the module `sys` has its streams. */
#define printf(...) pkw_print(__VA_ARGS__)
#define putchar(character) pkw_print("%c", (character))
#define getchar() pkw_host_read()

/* The C library has a function of this name, which a linked program could no longer call. */
#define __rem_pio2 pkw_upstream_rem_pio2

/* Upstream's table is named twice: where it is defined, and where it is read. */
#define PKW_JOIN_(left, right) left##right
#define PKW_JOIN(left, right) PKW_JOIN_(left, right)
enum { PKW_COUNTED_BEFORE = __COUNTER__ };
_Static_assert(PKW_COUNTED_BEFORE == 0, "the names below count from 1");
#define wuffs_private_impl__powers_of_10 PKW_JOIN(pkw_powers_of_ten_, __COUNTER__)
#define pkw_powers_of_ten_2 pkw_powers_of_ten()

#define PKW_FOR_EACH_OVERRIDE(X)                                                                                       \
    X(VM__run_top_frame)                                                                                               \
    X(Lexer__process)                                                                                                  \
    X(pk_compile)                                                                                                      \
    X(dmath_sqrt)                                                                                                      \
    X(dmath_cbrt)                                                                                                      \
    X(dmath_exp)                                                                                                       \
    X(dmath_exp2)                                                                                                      \
    X(dmath_exp10)                                                                                                     \
    X(dmath_log)                                                                                                       \
    X(dmath_log2)                                                                                                      \
    X(dmath_log10)                                                                                                     \
    X(dmath_pow)                                                                                                       \
    X(dmath_sin)                                                                                                       \
    X(dmath_cos)                                                                                                       \
    X(dmath_tan)                                                                                                       \
    X(dmath_asin)                                                                                                      \
    X(dmath_acos)                                                                                                      \
    X(dmath_atan)                                                                                                      \
    X(dmath_atan2)                                                                                                     \
    X(dmath_sincos)                                                                                                    \
    X(Bytecode__set_signed_arg)                                                                                        \
    X(c11_smallmap_p2i__get)                                                                                           \
    X(c11__byte_index_to_unicode)                                                                                      \
    X(c11__is_unicode_Lo_char)                                                                                         \
    X(c11__u32_east_asian_width)                                                                                       \
    X(c11__unicode_index_to_byte)                                                                                      \
    X(c11_sv__u8_slice)                                                                                                \
    X(dap_exceptionbreakpoint)                                                                                         \
    X(dap_exit)                                                                                                        \
    X(dap_status)                                                                                                      \
    X(dap_waitforattach)                                                                                               \
    X(generator__iternext)                                                                                             \
    X(pk_arrayview)                                                                                                    \
    X(pk_execdyn)                                                                                                      \
    X(py_dict_apply)                                                                                                   \
    X(py_exception)                                                                                                    \
    X(py_exec)                                                                                                         \
    X(py_compile)                                                                                                      \
    X(py_import)                                                                                                       \
    X(py_finalize)                                                                                                     \
    X(py_json_dumps)                                                                                                   \
    X(py_json_loads)                                                                                                   \
    X(py_pickle_dumps)                                                                                                 \
    X(py_pickle_loads)                                                                                                 \
    X(py_printexc)                                                                                                     \
    X(platform_chdir)                                                                                                  \
    X(platform_getcwd)                                                                                                 \
    X(platform_path_exists)

#define PKW_PRAGMA(text) _Pragma(#text)
#define PKW_WEAKEN(name) PKW_PRAGMA(weak name)
PKW_FOR_EACH_OVERRIDE(PKW_WEAKEN)

/* Made shorter from upstream's own (library.texts). */
/* clang-format off */
#define PKW_FOR_EACH_TEXT(X)                                                      \
    X(kPythonLibs_bisect) X(kPythonLibs_builtins) X(kPythonLibs_cmath)            \
    X(kPythonLibs_collections) X(kPythonLibs_dataclasses) X(kPythonLibs_datetime) \
    X(kPythonLibs_functools) X(kPythonLibs_heapq) X(kPythonLibs_inspect)          \
    X(kPythonLibs_long_v1) X(kPythonLibs_operator) X(kPythonLibs_typing)
/* clang-format on */
PKW_FOR_EACH_TEXT(PKW_WEAKEN)

/* Upstream's warnings are not ours to fix. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wsign-compare"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-variable"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
/* Everything is compiled for size; xtask reverts that for hot functions (pocketpy/profile/). */
#ifdef __clang__
#pragma clang attribute push(__attribute__((minsize)), apply_to = function)
#endif
#include "pocketpy.c"
#ifdef __clang__
#pragma clang attribute pop
#endif
#pragma GCC diagnostic pop

_Static_assert(__COUNTER__ == 3, "upstream's table of powers of ten is not read where it was");

#undef exit
#undef abort
#undef fprintf
#undef printf
#undef putchar
#undef getchar
#undef sscanf

#include "shortcuts_vm.h"

#define PKW_KEEP_ORIGINAL(name) extern __typeof__(name) pkw_original_##name __attribute__((alias(#name)));
PKW_FOR_EACH_OVERRIDE(PKW_KEEP_ORIGINAL)

/* ---- virtual machine ---------------------------------------------------- */

bool pkw_vm_exists(void) { return pk_current_vm != NULL; }

bool pkw_vm_is_idle(void) { return pk_current_vm->top_frame == NULL; }

/* Python calls check against `end`; the slots behind it are reserved for the unchecked pushes of one
 * frame and of native code. */
void pkw_vm_keep_stack_headroom(void) {
    pk_current_vm->stack.end = pk_current_vm->stack.begin + PKW_VALUE_STACK_CHECKED;
}

void pkw_vm_collect(bool at_once) {
    ManagedHeap* heap = &pk_current_vm->heap;
    if(!heap->gc_enabled) return;
    if(at_once) ManagedHeap__collect(heap);
    else ManagedHeap__collect_hint(heap);
}

bool pkw_vm_stack_is_full(void) { return pk_current_vm->stack.sp > pk_current_vm->stack.end; }

int pkw_vm_stack_free(void) {
    ValueStack* stack = &pk_current_vm->stack;
    return (int)(stack->begin + PK_VM_STACK_SIZE - stack->sp);
}

int pkw_vm_refuse_frame(void* vm_) {
    VM* vm = vm_;
    py_Frame* frame = vm->top_frame;
    pkw_refuse_recursion();
    const char* name = frame->is_locals_special ? NULL : frame->co->name->data;
    py_BaseException__stpush(frame, &vm->unhandled_exc, frame->co->src, Frame__lineno(frame), name);
    VM__pop_frame(vm);
    return RES_ERROR;
}

/* The number of values that the OP_CALL_VARGS being executed will unpack, or -1
 * when the current instruction is another one. */
static int pkw_starred_size(py_TValue* star) {
    py_TValue* value = py_getslot(star, 0);
    switch(value->type) {
        case tp_list: return py_list_len(value);
        case tp_tuple: return py_tuple_len(value);
        case tp_dict: return 2 * py_dict_len(value);
        default: return 0;
    }
}

int64_t pkw_vm_pending_arguments(void) {
    VM* vm = pk_current_vm;
    py_Frame* frame = vm->top_frame;
    if(frame == NULL || frame->ip < 0) return -1;
    Bytecode* code = c11__at(Bytecode, &frame->co->codes, frame->ip);
    if(code->op != OP_CALL_VARGS) return -1;
    int64_t total = 0;
    int slots = (code->arg & 0xFF) + 2 * (code->arg >> 8);
    for(py_TValue* p = vm->stack.sp - slots; p < vm->stack.sp; p++) {
        total += p->type == tp_star_wrapper ? pkw_starred_size(p) : 1;
    }
    return total;
}

py_CFunction* pkw_native_of(py_Ref callable) {
    switch(callable->type) {
        case tp_nativefunc: return &callable->_cfunc;
        case tp_function: return &((Function*)py_touserdata(callable))->cfunc;
        default: return NULL;
    }
}

/* While a generator runs, its frame is on the call stack. */
bool pkw_generator_is_running(py_Ref self) {
    Generator* generator = py_touserdata(self);
    return generator->frame == NULL && generator->state != 2;
}

bool pkw_is_instance_dict(py_Ref value) {
    return value->type == tp_namedict && py_getslot(value, 0)->type != tp_module;
}

bool pkw_is_keyword_unpacking(const void* callback) { return callback == unpack_dict_to_buffer; }

/* ---- exceptions --------------------------------------------------------- */

bool pkw_exception_v(py_Type type, const char* format, va_list args) {
    c11_sbuf buffer;
    c11_sbuf__ctor(&buffer);
    pk_vsprintf(&buffer, format, args);
    c11_sbuf__py_submit(&buffer, py_pushtmp());
    bool made = py_tpcall(type, 1, py_peek(-1));
    py_pop();
    return made ? py_raise(py_retval()) : false;
}

/* All built-in exceptions have one layout, so message and traceback survive. */
void pkw_exception_change_type(py_Type type) {
    py_Ref exception = &pk_current_vm->unhandled_exc;
    exception->type = type;
    exception->_obj->type = type;
}

/* Upstream forbids Python code to derive from its built-in exceptions. */
py_Type pkw_exception_new_type(const char* name, py_Type base) {
    py_TypeInfo* info = pk_typeinfo(base);
    bool is_final = info->is_final;
    info->is_final = false;
    py_Ref builtins = pk_current_vm->builtins;
    py_Type type = pk_newtype(name, base, builtins, info->dtor, false, is_final);
    pk_typeinfo(base)->is_final = is_final;
    py_setdict(builtins, py_name(name), py_tpobject(type));
    return type;
}

py_Ref pkw_exception_current(void) { return py_checkexc() ? &pk_current_vm->unhandled_exc : NULL; }

py_Ref pkw_exception_argument(py_Ref exception) {
    BaseException* data = py_touserdata(exception);
    return py_isnil(&data->args) ? NULL : &data->args;
}

int pkw_exception_frames(py_Ref exception) { return ((BaseException*)py_touserdata(exception))->stacktrace.length; }

/* Upstream collects them innermost first. */
pkw_TracebackFrame pkw_exception_frame(py_Ref exception, int index) {
    BaseException* data = py_touserdata(exception);
    int last = data->stacktrace.length - 1;
    BaseExceptionFrame* frame = c11__at(BaseExceptionFrame, &data->stacktrace, last - index);
    const char* function = frame->name ? frame->name->data : NULL;
    return (pkw_TracebackFrame){frame->src->filename->data, function, frame->lineno};
}

/* ---- files -------------------------------------------------------------- */

void pkw_file_new(py_OutRef out, py_Type type, void* file, const char* kind) {
    io_FileIO* data = py_newobject(out, type, 0, sizeof(io_FileIO));
    data->path = "";
    data->mode = kind;
    data->file = file;
}

void* pkw_file_stream(py_Ref self) { return ((io_FileIO*)py_touserdata(self))->file; }

bool pkw_file_is_binary(py_Ref self) { return ((io_FileIO*)py_touserdata(self))->mode[0] == 'b'; }

/* ---- pickle ------------------------------------------------------------- */

int pkw_type_count(void) { return pk_current_vm->types.length; }

#define PKW_SAME_OPERATION(name)                                                                                       \
    _Static_assert((int)PKW_PICKLE_##name == (int)PKL_##name, "pickle's operations have changed");
PKW_FOR_EACH_PICKLE_OPERATION(PKW_SAME_OPERATION)

/* ---- compiler ----------------------------------------------------------- */

const char* pkw_source_text(void* source) { return ((SourceData_)source)->source->data; }

void* pkw_compile_error_new(void* source, int line, const char* message) {
    Error* error = PK_MALLOC(sizeof(Error));
    error->src = source;
    PK_INCREF(error->src);
    error->lineno = line;
    snprintf(error->msg, sizeof(error->msg), "%s", message);
    return error;
}

/* ---- numbers ------------------------------------------------------------- */

int pkw_float_text(char* text, int size, double value, int precision, bool has_exponent) {
    enum { EXPONENT_ABSENT = 0x2000, EXPONENT_PRESENT = 0x4000 }; /* upstream's own names end with its code */
    wuffs_base__slice_u8 room = {(uint8_t*)text, (size_t)size};
    uint32_t style = has_exponent ? EXPONENT_PRESENT : EXPONENT_ABSENT;
    return (int)wuffs_base__render_number_f64(room, value, (uint32_t)precision, style);
}

clock_t* pkw_deadline(void) { return &pk_current_vm->watchdog_info.max_reset_time; }

void pkw_tokens_delete(void* tokens, int length) {
    destruct_tokens(tokens, length);
    PK_FREE(tokens);
}

int pkw_token_line(const void* tokens, int index) { return ((const Token*)tokens)[index].line; }

void pkw_code_delete(void* code) { CodeObject__dtor(code); }

pkw_TokenClass pkw_token_class(const void* tokens, int index) {
    switch(((const Token*)tokens)[index].type) {
        case TK_ID:
        case TK_NUM:
        case TK_STR:
        case TK_FSTR_CPNT:
        case TK_BYTES:
        case TK_IMAG:
        case TK_TRUE:
        case TK_FALSE:
        case TK_NONE:
        case TK_DOTDOTDOT: return PKW_TOKEN_OPERAND;
        case TK_LPAREN: return PKW_TOKEN_OPEN_PAREN;
        case TK_LBRACKET:
        case TK_LBRACE: return PKW_TOKEN_OPEN;
        case TK_FSTR_BEGIN: return PKW_TOKEN_OPEN_FSTRING;
        case TK_RPAREN:
        case TK_RBRACKET:
        case TK_RBRACE:
        case TK_FSTR_END: return PKW_TOKEN_CLOSE;
        case TK_COMMA: return PKW_TOKEN_COMMA;
        case TK_COLON: return PKW_TOKEN_COLON;
        case TK_ASSIGN: return PKW_TOKEN_ASSIGN;
        case TK_SEMICOLON: return PKW_TOKEN_SEMICOLON;
        case TK_SOF:
        case TK_EOL:
        case TK_EOF: return PKW_TOKEN_END_OF_LINE;
        case TK_INDENT: return PKW_TOKEN_INDENT;
        case TK_DEDENT: return PKW_TOKEN_DEDENT;
        case TK_LAMBDA: return PKW_TOKEN_LAMBDA;
        case TK_ELIF:
        case TK_ELSE:
        case TK_EXCEPT: return PKW_TOKEN_ELSE;
        default: return PKW_TOKEN_OPERATOR;
    }
}
