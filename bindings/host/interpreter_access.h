/* The internals of pocketpy that the overrides in this folder need, as functions, so that only interpreter.c depends
 * on upstream's structures. */
#pragma once

#include "pocketpy.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* The value stack has PK_VM_STACK_SIZE slots. Python calls may fill this part; the rest is reserved for one frame's
 * temporaries, unpacked arguments and the pushes of native code, none of which upstream checks. */
#define PKW_VALUE_STACK_CHECKED (PK_VM_STACK_SIZE / 4)

/* The maximum number of values that one frame may have on the stack (see compile_guard.c). */
#define PKW_FRAME_VALUES_MAX (PK_VM_STACK_SIZE / 4)

/* The maximum number of arguments that `*` and `**` may unpack in one call. */
#define PKW_UNPACKED_ARGUMENTS_MAX (PK_MAX_CO_VARNAMES - 1)

typedef enum {
    PKW_TOKEN_OPERAND,
    PKW_TOKEN_OPERATOR,
    PKW_TOKEN_OPEN_PAREN,
    PKW_TOKEN_OPEN,
    PKW_TOKEN_OPEN_FSTRING,
    PKW_TOKEN_CLOSE,
    PKW_TOKEN_COMMA,
    PKW_TOKEN_COLON,
    PKW_TOKEN_ASSIGN,
    PKW_TOKEN_SEMICOLON,
    PKW_TOKEN_END_OF_LINE,
    PKW_TOKEN_INDENT,
    PKW_TOKEN_DEDENT,
    PKW_TOKEN_LAMBDA,
    PKW_TOKEN_ELSE, /* and other tokens that continue a statement */
} pkw_TokenClass;

/* Aborts with a JavaScript error (natively: abort). */
_Noreturn void pkw_fatal(const char* why);

bool pkw_vm_exists(void);
bool pkw_vm_is_idle(void);
void pkw_vm_keep_stack_headroom(void);
bool pkw_vm_stack_is_full(void);
int pkw_vm_stack_free(void);
int pkw_vm_refuse_frame(void* vm);
int64_t pkw_vm_pending_arguments(void);
bool pkw_is_keyword_unpacking(const void* callback);
bool pkw_is_instance_dict(py_Ref value);
bool pkw_generator_is_running(py_Ref self);

/* Collects garbage if it is due, or unconditionally, unless the program has disabled the collector. */
void pkw_vm_collect(bool at_once);

/* The program's deadline, by clock(); 0 for none. */
clock_t* pkw_deadline(void);

/* The C function of a native callable. */
py_CFunction* pkw_native_of(py_Ref callable);

bool pkw_exception_v(py_Type type, const char* format, va_list args);
void pkw_exception_change_type(py_Type type);
py_Ref pkw_exception_current(void);
py_Ref pkw_exception_argument(py_Ref exception);

/* The traceback of an exception, the outermost frame first. */
typedef struct {
    const char* file;
    const char* function; /* NULL for a module */
    int line;
} pkw_TracebackFrame;

int pkw_exception_frames(py_Ref exception);
pkw_TracebackFrame pkw_exception_frame(py_Ref exception, int index);

/* `kind` is "b" or "t", and must have static lifetime. */
void pkw_file_new(py_OutRef out, py_Type type, void* file, const char* kind);
void* pkw_file_stream(py_Ref self);
bool pkw_file_is_binary(py_Ref self);

int pkw_type_count(void);

/* The opcodes of upstream's pickle format, by number (checked against upstream's where it is compiled). */
/* clang-format off */
#define PKW_FOR_EACH_PICKLE_OPERATION(X)                                                         \
    X(MEMO_GET) X(MEMO_SET) X(NIL) X(NONE) X(ELLIPSIS)                                           \
    X(INT_0) X(INT_1) X(INT_2) X(INT_3) X(INT_4) X(INT_5) X(INT_6) X(INT_7)                      \
    X(INT_8) X(INT_9) X(INT_10) X(INT_11) X(INT_12) X(INT_13) X(INT_14) X(INT_15)                \
    X(INT8) X(INT16) X(INT32) X(INT64) X(FLOAT32) X(FLOAT64) X(TRUE) X(FALSE) X(STRING) X(BYTES) \
    X(NEW_LIST) X(FILL_LIST) X(NEW_DICT) X(FILL_DICT) X(NEW_OBJECT) X(FILL_OBJECT)               \
    X(BUILD_TUPLE) X(VEC2) X(VEC3) X(VEC2I) X(VEC3I) X(TYPE) X(ARRAY2D) X(IMPORT_PATH)           \
    X(GETATTR) X(TVALUE) X(CALL) X(EOF)
/* clang-format on */

#define PKW_PICKLE_NAME(name) PKW_PICKLE_##name,
typedef enum { PKW_FOR_EACH_PICKLE_OPERATION(PKW_PICKLE_NAME) } pkw_PickleOperation;
#undef PKW_PICKLE_NAME

/* ---- numbers ------------------------------------------------------------- */

/* Formats a finite, non-negative number with `precision` digits behind its point, as C's `%e` or `%f`; returns the
 * number of bytes, without a terminator. */
int pkw_float_text(char* text, int size, double value, int precision, bool has_exponent);

double dmath_sqrt(double x);
double dmath_cbrt(double x);
double dmath_exp(double x);
double dmath_exp2(double x);
double dmath_exp10(double x);
double dmath_log(double x);
double dmath_log2(double x);
double dmath_log10(double x);
double dmath_sin(double x);
double dmath_cos(double x);
double dmath_tan(double x);
double dmath_asin(double x);
double dmath_acos(double x);
double dmath_atan(double x);
double dmath_pow(double base, double exponent);
double dmath_atan2(double y, double x);
void dmath_sincos(double angle, double* sine, double* cosine);

/* ---- compiler ------------------------------------------------------------ */

const char* pkw_source_text(void* source);
void* pkw_compile_error_new(void* source, int line, const char* message);
void pkw_tokens_delete(void* tokens, int length);
int pkw_token_line(const void* tokens, int index);
pkw_TokenClass pkw_token_class(const void* tokens, int index);
void pkw_code_delete(void* code);
