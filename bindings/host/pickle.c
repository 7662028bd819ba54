/* pickle: dumps recurses without a limit, loads trusts its input.
 *
 * The writer looks every object up in a memo of those that it has written. A hit ends the recursion, so when the native
 * stack runs low the memo is made to report hits, and the result is discarded for a RecursionError. Loading is preceded
 * by a validation of the whole pickle (pickle_check.c). */
#include "guard.h"
#include "pickle_check.h"
#include "pkw.h"
#include "platform.h"

int64_t pkw_original_c11_smallmap_p2i__get(const void* map, void* key, int64_t otherwise);
bool pkw_original_py_pickle_dumps(py_Ref value);
bool pkw_original_py_pickle_loads(const unsigned char* data, int size);

enum {
    COST_LEVEL_BYTES = 900,
    /* linear stack of one level of upstream's writer, at least */
    LINEAR_LEVEL_BYTES = 32,
};

typedef struct {
    bool is_active;
    bool is_too_deep;
    size_t linear_max;
} Writing;

static Writing writing;

int64_t c11_smallmap_p2i__get(const void* map, void* key, int64_t otherwise) {
    if(writing.is_active && pkw_linear_stack_used() > writing.linear_max) {
        writing.is_too_deep = true;
        return 0;
    }
    return pkw_original_c11_smallmap_p2i__get(map, key, otherwise);
}

bool py_pickle_dumps(py_Ref value) {
    Writing outer = writing;
    int share = pkw_native_left_bytes / 2; /* the rest is for __reduce__ */
    int levels = share / COST_LEVEL_BYTES;
    pkw_native_left_bytes -= share;
    writing = (Writing){.is_active = true};
    writing.linear_max = pkw_linear_stack_used() + (size_t)levels * LINEAR_LEVEL_BYTES;
    bool ok = pkw_original_py_pickle_dumps(value);
    bool is_too_deep = writing.is_too_deep;
    writing = outer;
    pkw_native_left_bytes += share;
    if(!is_too_deep) return ok;
    py_clearexc(NULL);
    return pkw_refuse_recursion();
}

bool py_pickle_loads(const unsigned char* data, int size) {
    const char* fault = pkw_pickle_check(data, size);
    if(fault) return ValueError("invalid pickle data: %s", fault);
    return pkw_original_py_pickle_loads(data, size);
}
