/* Upstream's pickle.loads executes its input and pushes every element on the value stack unchecked. This interprets the
 * same opcodes beforehand, with kinds in place of values: nothing is read past the end, no stack slot or memo entry is
 * used before it is set, containers have the kind that they are filled as, and the stack suffices.
 *
 * Limits: a pickle may still name any function to call, and forge the value of a small native type. Like CPython's, it
 * must come from a trusted source. */
#include "pickle_check.h"

#include "interpreter_access.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef enum { KIND_NONE, KIND_OTHER, KIND_LIST, KIND_DICT, KIND_OBJECT } Kind;

enum { PATH_BYTES_MAX = 63, TYPE_MAX = INT16_MAX, STACK_RESERVE = 1024 };

typedef struct {
    const unsigned char* at;
    const unsigned char* end;
    unsigned char* stack; /* of Kind */
    int depth;
    int depth_max;
    unsigned char* memo; /* of Kind */
    int64_t memo_length;
    const char* fault;
} Check;

static void fault(Check* check, const char* what) {
    if(!check->fault) check->fault = what;
    check->at = check->end;
}

static void skip(Check* check, int64_t bytes) {
    if(bytes < 0 || bytes > check->end - check->at) fault(check, "truncated");
    else check->at += bytes;
}

/* ---- header ------------------------------------------------------------- */

/* Digits up to `stop`, which is consumed. */
static int64_t header_number(Check* check, char stop, int64_t max) {
    int64_t value = 0;
    bool any = false;
    while(check->at < check->end && *check->at >= '0' && *check->at <= '9' && value <= max) {
        value = value * 10 + (*check->at++ - '0');
        any = true;
    }
    bool ended = any && value <= max && check->at < check->end && *check->at == (unsigned char)stop;
    if(ended) check->at++;
    else fault(check, "bad header");
    return ended ? value : 0;
}

static void header_path(Check* check) {
    const unsigned char* end = memchr(check->at, ')', (size_t)(check->end - check->at));
    if(!end || end - check->at > PATH_BYTES_MAX) fault(check, "bad header");
    else check->at = end + 1;
}

static void header(Check* check) {
    if(check->end - check->at < 2 || memcmp(check->at, "PK", 2) != 0) fault(check, "no header");
    else check->at += 2;
    while(!check->fault && check->at < check->end && *check->at != '\n') {
        header_number(check, '(', TYPE_MAX);
        header_path(check);
    }
    skip(check, 1);
    check->memo_length = header_number(check, '\n', check->end - check->at);
}

/* ---- operands ----------------------------------------------------------- */

static int integer_bytes(int op) {
    switch(op) {
        case PKW_PICKLE_INT8: return 1;
        case PKW_PICKLE_INT16: return 2;
        case PKW_PICKLE_INT32: return 4;
        case PKW_PICKLE_INT64: return 8;
        default: return 0;
    }
}

static int64_t integer(Check* check) {
    if(check->at == check->end) return fault(check, "truncated"), 0;
    int op = *check->at++;
    if(op >= PKW_PICKLE_INT_0 && op < PKW_PICKLE_INT8) return op - PKW_PICKLE_INT_0;
    int bytes = integer_bytes(op);
    const unsigned char* data = check->at;
    if(bytes == 0) return fault(check, "integer expected"), 0;
    skip(check, bytes);
    if(check->fault) return 0;
    int64_t value = (int8_t)data[bytes - 1];
    for(int i = bytes - 2; i >= 0; i--) value = (int64_t)((uint64_t)value << 8 | data[i]);
    return value;
}

static int64_t count(Check* check) {
    int64_t value = integer(check);
    if(value < 0 || value > INT32_MAX) return fault(check, "bad count"), 0;
    return value;
}

static void skip_text(Check* check) {
    const unsigned char* end = memchr(check->at, 0, (size_t)(check->end - check->at));
    if(end) check->at = end + 1;
    else fault(check, "truncated");
}

/* ---- stack and memo ----------------------------------------------------- */

static void push(Check* check, Kind kind) {
    if(check->depth == check->depth_max) return fault(check, "too many elements");
    check->stack[check->depth++] = (unsigned char)kind;
}

static void pop(Check* check, int64_t values) {
    if(values > check->depth) fault(check, "stack underflow");
    else check->depth -= (int)values;
}

/* `values` elements on top of a container of that kind, which stays. */
static void fill(Check* check, int64_t values, Kind kind) {
    pop(check, values);
    bool matches = check->depth > 0 && check->stack[check->depth - 1] == kind;
    if(!matches) fault(check, "container expected");
}

static unsigned char* memo_place(Check* check) {
    int64_t index = integer(check);
    if(check->fault || index < 0 || index >= check->memo_length) {
        fault(check, "bad memo index");
        return NULL;
    }
    return &check->memo[index];
}

static void memo_get(Check* check) {
    unsigned char* place = memo_place(check);
    if(!place || *place == KIND_NONE) fault(check, "bad memo index");
    else push(check, *place);
}

static void memo_set(Check* check) {
    unsigned char* place = memo_place(check);
    if(!place || check->depth == 0) fault(check, "stack underflow");
    else *place = check->stack[check->depth - 1];
}

/* ---- operations --------------------------------------------------------- */

static void array2d(Check* check) {
    int64_t columns = count(check), rows = count(check);
    bool fits = columns > 0 && rows > 0 && columns <= INT32_MAX / rows;
    if(!fits) return fault(check, "bad array");
    skip(check, columns * rows * (int64_t)sizeof(py_TValue));
    push(check, KIND_OTHER);
}

/* A raw value must not hold a pointer. */
static void raw_value(Check* check) {
    py_TValue value;
    if((size_t)(check->end - check->at) < sizeof(value)) return fault(check, "truncated");
    memcpy(&value, check->at, sizeof(value));
    check->at += sizeof(value);
    if(check->at[-(int)sizeof(value) + 2] != 0) fault(check, "pointer in a value");
    if(value.type == tp_nativefunc || value.type == tp_locals) fault(check, "pointer in a value");
    push(check, KIND_OTHER);
}

static void fill_object(Check* check) {
    int64_t fields = count(check);
    for(int64_t i = 0; i < fields && !check->fault; i++) skip_text(check);
    fill(check, fields, KIND_OBJECT);
}

static void call(Check* check) {
    int64_t arguments = count(check);
    if(arguments > UINT16_MAX) fault(check, "bad count");
    pop(check, arguments + 2);
    push(check, KIND_OTHER);
}

static void simple_value(Check* check, int64_t operand_bytes) {
    skip(check, operand_bytes);
    push(check, KIND_OTHER);
}

static void typed(Check* check, Kind kind) {
    int64_t type = integer(check);
    if(type < 1 || type >= pkw_type_count()) fault(check, "bad type");
    push(check, kind);
}

static void operation(Check* check, int op) {
    switch(op) {
        case PKW_PICKLE_MEMO_GET: memo_get(check); break;
        case PKW_PICKLE_MEMO_SET: memo_set(check); break;
        case PKW_PICKLE_FLOAT32: simple_value(check, 4); break;
        case PKW_PICKLE_FLOAT64:
        case PKW_PICKLE_VEC2: simple_value(check, 8); break;
        case PKW_PICKLE_VEC3: simple_value(check, 12); break;
        case PKW_PICKLE_STRING:
        case PKW_PICKLE_BYTES: simple_value(check, count(check)); break;
        case PKW_PICKLE_NEW_LIST: push(check, KIND_LIST); break;
        case PKW_PICKLE_FILL_LIST: fill(check, count(check), KIND_LIST); break;
        case PKW_PICKLE_NEW_DICT: push(check, KIND_DICT); break;
        case PKW_PICKLE_FILL_DICT: fill(check, 2 * count(check), KIND_DICT); break;
        case PKW_PICKLE_NEW_OBJECT: typed(check, KIND_OBJECT); break;
        case PKW_PICKLE_FILL_OBJECT: fill_object(check); break;
        case PKW_PICKLE_BUILD_TUPLE:
            pop(check, count(check));
            push(check, KIND_OTHER);
            break;
        case PKW_PICKLE_VEC3I: integer(check); /* fall through */
        case PKW_PICKLE_VEC2I:
            integer(check);
            integer(check);
            push(check, KIND_OTHER);
            break;
        case PKW_PICKLE_TYPE: typed(check, KIND_OTHER); break;
        case PKW_PICKLE_ARRAY2D: array2d(check); break;
        case PKW_PICKLE_IMPORT_PATH:
            skip_text(check);
            push(check, KIND_OTHER);
            break;
        case PKW_PICKLE_GETATTR:
            skip_text(check);
            fill(check, 0, KIND_OTHER);
            break;
        case PKW_PICKLE_TVALUE: raw_value(check); break;
        case PKW_PICKLE_CALL: call(check); break;
        default:
            if(op > PKW_PICKLE_EOF) fault(check, "unknown operation");
            simple_value(check, integer_bytes(op));
    }
}

static void operations(Check* check) {
    while(!check->fault && check->at < check->end) {
        int op = *check->at++;
        if(op == PKW_PICKLE_EOF) {
            if(check->depth != 1) fault(check, "one value expected");
            return;
        }
        operation(check, op);
    }
    fault(check, "truncated");
}

const char* pkw_pickle_check(const unsigned char* data, int size_bytes) {
    Check check = {.at = data, .end = data + size_bytes};
    header(&check);
    if(check.fault) return check.fault;
    check.depth_max = pkw_vm_stack_free() - STACK_RESERVE;
    check.stack = calloc(1, (size_t)(check.depth_max > 0 ? check.depth_max : 1));
    check.memo = calloc(1, (size_t)check.memo_length + 1);
    if(check.stack && check.memo) operations(&check);
    else fault(&check, "not enough memory");
    free(check.stack);
    free(check.memo);
    return check.fault;
}
