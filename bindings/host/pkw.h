/* What the parts of the host binding, the generated module table and the other bindings may use of each other. Nothing
 * here is for the page, which sees only what variants.toml exports. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- the tier's modules (generated from the plan) ----------------------- */

typedef struct {
    const char* name;
    void (*add)(void);
} pkw_ModuleEntry;

extern const pkw_ModuleEntry pkw_modules[]; /* ends with {NULL, NULL} */
extern const char pkw_build_info_json[];

/* ---- for bindings ------------------------------------------------------- */

/* Declares a function that js/glue/ provides to the wasm; `imports` in variants.toml must list it. */
#define PKW_IMPORT(type, name, parameters)                                                                             \
    __attribute__((import_module("env"), import_name(#name))) type name parameters

/* Reserves native stack for `levels` levels of a recursion written in C, each using at most `bytes_per_level` bytes of
 * native stack in unoptimized code (300 is a safe figure for a small function). False means RecursionError is set.
 * Every successful enter needs one pkw_recursion_leave with the same numbers, on every path. */
bool pkw_recursion_enter(int levels, int bytes_per_level) PY_RAISE;
void pkw_recursion_leave(int levels, int bytes_per_level);

/* Whether the program's deadline (pkpy.watchdog_begin) has passed. The bytecode loop polls it; native code that runs
 * long without executing bytecode polls it periodically, and raises TimeoutError. */
bool pkw_is_overdue(void);

/* The interpreter's own strtod: exact, and many times as fast as the C library's, which computes with 128-bit floats.
 * It parses no hexadecimal numbers. */
double strtod1(const char* text, char** end);

/* A new exception class; unlike py_newtype it accepts every builtin exception as its base. */
py_Type pkw_exception_new_type(const char* name, py_Type base);

/* ---- what the host uses of other bindings -------------------------------- */

/* bindings/msgpack: packs a value into a bytes object in py_retval(), and the inverse, with scalars of any kind as
 * keys. `data` must stay alive. */
bool pkw_msgpack_encode(py_Ref value) PY_RAISE PY_RETURN;
bool pkw_msgpack_decode(const void* data, int size) PY_RAISE PY_RETURN;

/* The most bytes of an array's description. */
#define PKW_ARRAY_BYTES_MAX 512

/* How a tier's arrays are exchanged with the page; NULL in tiers without arrays. */
typedef struct {
    py_Type type;
    /* Describes where an array's elements lie and their type, for js/glue/exchange.js; returns the number of
     * bytes, -1 after an exception. */
    int (*describe)(py_Ref array, unsigned char* out);
    /* The array that the page has filled, from its description by exchange.js. */
    bool (*take)(const unsigned char* data, int size, py_OutRef out);
    /* Releases what was described or allocated and is not taken. */
    void (*release)(void);
} pkw_Arrays;

extern const pkw_Arrays* pkw_arrays;

/* The register that keeps bytes for the page alive. */
#define PKW_EXCHANGE_REGISTER 7

/* ---- what the wasm exports ---------------------------------------------- */

bool py_module_initialize(void);
const char* pkw_build_info(void);
int pkw_exit_code(void);
const void* pkw_eval(const char* expression);
const void* pkw_get(const char* name);
bool pkw_set(const char* name, const void* data, int size_bytes);
const void* pkw_error(void);
int pkw_exchange_bytes(void);
void pkw_exchange_release(void);
