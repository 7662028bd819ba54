/* What the parts of the host binding, the generated module table and the other bindings may use of each other. Nothing
 * here is for the page, which sees only what variants.toml exports. */
#pragma once

/* Not in quotes: gcc finds a file beside this one outside the order of folders, and its #include_next then finds
 * itself. */
#include <pocketpy.h>

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

/* Whether the run has to end: its deadline has passed, or it is interrupted. Native code that runs long without
 * executing Python asks now and then, and raises TimeoutError. */
bool pkw_is_overdue(void);

/* Ends the instance with a JavaScript error that names the reason (natively: abort). */
_Noreturn void pkw_fatal(const char* why);

/* The interpreter's own strtod: exact, and many times as fast as the C library's, which computes with 128-bit floats.
 * It parses no hexadecimal numbers. */
double strtod1(const char* text, char** end);

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
