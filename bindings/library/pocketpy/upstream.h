/*
 * What units of upstream's find here in place of the rest of pocketpy. A file of ours includes this header, then headers and the one unit that it
 * keeps, as "units/NAME", and defines what pocketpy/edits.toml took out of it.
 *
 * Units register natives through the functions below: a type gets the id that pocketpy.h gives it, and each native of a unit returns false where it
 * left an exception behind. Memory that a unit takes counts as memory of the program.
 */
#pragma once

#include "../library.h"
#include "../../language/text/texts.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "units/common/utils.h"
#undef c11__abort
#define c11__abort(...) abort()
#undef c11__rtassert
#define c11__rtassert(condition) assert(condition)

/* ---- memory ------------------------------------------------------------------------------------------------------------ */

void* pkl_unit_malloc(size_t bytes);
void* pkl_unit_realloc(void* memory, size_t bytes);
void pkl_unit_free(void* memory);

#undef PK_MALLOC
#undef PK_REALLOC
#undef PK_FREE
#define PK_MALLOC(bytes) pkl_unit_malloc(bytes)
#define PK_REALLOC(memory, bytes) pkl_unit_realloc(memory, bytes)
#define PK_FREE(memory) pkl_unit_free(memory)

/* ---- types and natives ---------------------------------------------------------------------------------------------------- */

/* What is asked before each native of a unit; NULL: nothing. False: an exception is set. */
typedef bool (*PklUnitCheck)(int argc, py_Ref argv);
/* For natives that are bound from now on. */
void pkl_unit_check(PklUnitCheck check);
/* The type with that name, of the id that pocketpy.h gives it; the module has it. */
py_Type pkl_unit_type(const char* name, py_Type base, py_Ref module, py_Dtor end, bool final);
void pkl_unit_method(py_Type type, const char* name, py_CFunction function);
void pkl_unit_static(py_Type type, const char* name, py_CFunction function);
void pkl_unit_function(py_Ref module, const char* name, py_CFunction function);

#define py_newmodule(path) py_getmodule(path)
#define py_newtype(name, base, module, end) pkl_unit_type(name, base, module, end, false)
#define pk_newtype(name, base, module, end, is_python, is_sealed) pkl_unit_type(name, base, module, end, is_sealed)
#define py_bindmethod(type, name, function) pkl_unit_method(type, name, function)
#define py_bindmagic(type, name, function) pkl_unit_method(type, #name, function)
#define py_bindstaticmethod(type, name, function) pkl_unit_static(type, name, function)
#define py_bindfunc(module, name, function) pkl_unit_function(module, name, function)
/* Functions with signatures are registered by ours, as tables. */
#define py_bind(object, signature, function) ((void)(object), (void)(function))

/* Without a list of variable arguments, which costs each native a frame in memory. */
bool pkl_unit_count(int wanted, int given);
#undef PY_CHECK_ARGC
#define PY_CHECK_ARGC(count)                                                                                           \
    if (argc != count) return pkl_unit_count(count, argc)

/* ---- names of operators ------------------------------------------------------------------------------------------------------ */

#define __eq__ py_name("__eq__")
#define __ne__ py_name("__ne__")
#define __lt__ py_name("__lt__")
#define __le__ py_name("__le__")
#define __gt__ py_name("__gt__")
#define __ge__ py_name("__ge__")
#define __add__ py_name("__add__")
#define __sub__ py_name("__sub__")
#define __mul__ py_name("__mul__")
#define __truediv__ py_name("__truediv__")
#define __floordiv__ py_name("__floordiv__")
#define __mod__ py_name("__mod__")
#define __pow__ py_name("__pow__")
#define __and__ py_name("__and__")
#define __or__ py_name("__or__")
#define __xor__ py_name("__xor__")
#define __radd__ py_name("__radd__")
#define __rsub__ py_name("__rsub__")
#define __rmul__ py_name("__rmul__")
#define __rtruediv__ py_name("__rtruediv__")
#define __rfloordiv__ py_name("__rfloordiv__")
#define __rmod__ py_name("__rmod__")
#define __rpow__ py_name("__rpow__")
#define __invert__ py_name("__invert__")

/* ---- calls into the interpreter ------------------------------------------------------------------------------------------------- */

bool pk_callmagic(py_Name name, int argc, py_Ref argv);
/* A slice or an int as a slice of one, clipped to a length. */
bool pk__parse_int_slice(py_Ref slice, int length, int* start, int* stop, int* step);
bool pk_wrapper__self(int argc, py_Ref argv);
static inline bool pk__raise_stopiteration() { return pkl_raise_stop_iteration(NULL); }
#define pk__mark_value(value) pkl_mark_value(value)

/* ---- texts ---------------------------------------------------------------------------------------------------------------------------- */

typedef PklBuilder c11_sbuf;
#define c11_sbuf__ctor(buffer) pkl_builder_start(buffer)
#define c11_sbuf__dtor(buffer) pkl_builder_end(buffer)
#define c11_sbuf__write_char(buffer, c) pkl_put_char(buffer, c)
#define c11_sbuf__write_cstr(buffer, text) pkl_put_text(buffer, text)
#define c11_sbuf__write_sv(buffer, view) pkl_unit_put_view(buffer, view)
#define c11_sbuf__py_submit(buffer, out) pkl_builder_str(buffer, out)
#define pk_sprintf(...) pkl_put_formatted(__VA_ARGS__)
static inline void pkl_unit_put_view(PklBuilder* builder, c11_sv view) { pkl_put(builder, view.data, view.size); }

/* snprintf of %s, %d, %02x and %.4f, which is all that units use. */
int pkl_unit_text(char* out, size_t size, const char* format, ...);
#define snprintf(...) pkl_unit_text(__VA_ARGS__)

/* ---- numbers ------------------------------------------------------------------------------------------------------------------------ */

#include "units/common/dmath.h"

#define dmath_sin(x) sin(x)
#define dmath_cos(x) cos(x)
#define dmath_pow(x, y) pow(x, y)
#define dmath_sqrt(x) sqrt(x)
#define dmath_atan2(y, x) atan2(y, x)
#define dmath_fabs(x) fabs(x)
#define dmath_sincos(x, sine, cosine) ((void)(*(sine) = sin(x), *(cosine) = cos(x)))
