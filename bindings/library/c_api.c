/* Functions of pocketpy.h that stand on modules of the library: json and pickle, which need the library's Python files, and numbers. */
#include "../language/imports/import.h"
#include "library.h"

#include <math.h>
#include <string.h>
#include <time.h>

/* module.function(*argv, indent=…), ModuleNotFoundError where nobody has the module. */
static bool call_of(const char* module, const char* function, py_Ref argument, py_Ref indent) {
    py_TValue* kept = py_pushtmp();
    *kept = *argument;
    py_Ref found = pkl_import_module(pkl_interned(module, (int)strlen(module)));
    bool ok = found != NULL && py_getattr(found, py_name(function));
    if (ok) {
        py_TValue callable = *py_retval();
        py_push(&callable);
        py_pushnil();
        py_push(kept);
        if (indent != NULL) {
            py_pushname(py_name("indent"));
            py_push(indent);
        }
        ok = py_vectorcall(1, indent != NULL);
    }
    if (ok) py_pop();
    return ok;
}

/* ---- json, pickle -------------------------------------------------------------------------------------------------- */

bool py_json_dumps(py_Ref value, int indent) {
    py_TValue spaces;
    if (indent > 0) py_newint(&spaces, indent);
    else py_newnone(&spaces);
    return call_of("json", "dumps", value, &spaces);
}

bool py_json_loads(const char* source) {
    py_TValue text;
    py_newstr(&text, source);
    return call_of("json", "loads", &text, NULL);
}

bool py_pickle_dumps(py_Ref value) { return call_of("pickle", "dumps", value, NULL); }

bool py_pickle_loads(const unsigned char* data, int size) {
    py_TValue bytes;
    memcpy(py_newbytes(&bytes, size), data, (size_t)size);
    return call_of("pickle", "loads", &bytes, NULL);
}

/* ---- division as CPython's, of 64-bit integers that wrap --------------------------------------------------------------- */

py_i64 cpy312__int_floordiv(py_i64 a, py_i64 b) {
    if (b == -1) return (py_i64)(0 - (uint64_t)a);
    py_i64 quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

py_i64 cpy312__int_mod(py_i64 a, py_i64 b) {
    if (b == -1) return 0;
    py_i64 rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

void cpy312__float_divmod(double a, double b, double* quotient, double* rest) {
    *rest = fmod(a, b);
    double whole = (a - *rest) / b;
    if (*rest == 0) *rest = copysign(0.0, b);
    else if ((b < 0) != (*rest < 0)) {
        *rest += b;
        whole -= 1;
    }
    *quotient = whole == 0 ? copysign(0.0, a / b) : whole - floor(whole) > 0.5 ? floor(whole) + 1 : floor(whole);
}

/* ---- clocks ------------------------------------------------------------------------------------------------------------ */

static int64_t nanoseconds(clockid_t clock) {
    struct timespec now = {0};
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t time_ns(void) { return nanoseconds(CLOCK_REALTIME); }
int64_t time_monotonic_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }
