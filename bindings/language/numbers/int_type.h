/*
 * What the files of the types int, bool, float and complex share.
 */
#pragma once

#include "../names.h"
#include "floats.h"
#include "integers.h"

/* A type's methods lie in several tables: registered one after the other under the same id. */
extern const PklMethod pkl_int_operators[], pkl_int_methods[], pkl_bool_methods[], pkl_float_operators[], pkl_float_methods[], pkl_complex_methods[];
extern const PklGetSet pkl_int_getsets[], pkl_float_getsets[], pkl_complex_getsets[];

/* base ** exponent as Python's: ZeroDivisionError, OverflowError, a complex result for a negative base. In py_retval(). */
bool pkl_float_power(double base, double exponent, py_OutRef out);
void pkl_new_complex(py_OutRef out, double real, double imag);
/* The value as a double: int, float, or by __float__ / __index__; TypeError "must be real number, not str". */
bool pkl_to_double(py_Ref value, double* out);
/* A complex number, by itself, __complex__, or as pkl_to_double. */
bool pkl_to_complex(py_Ref value, double* real, double* imag);
/* An int, by itself or __index__; TypeError "'str' object cannot be interpreted as an integer". */
bool pkl_to_int(py_Ref value, py_OutRef out);
/* The plain float of a float or an instance of a subclass. */
double pkl_float_of(py_Ref value);
/* An instance of `type` with `plain` as its number: the value itself where the type is exactly int or float. */
void pkl_number_instance(py_Type type, const py_TValue* plain, py_OutRef out);

/* ---- parts ---- */
void pkl_complex_power(double a_real, double a_imag, double b_real, double b_imag, py_OutRef out);
bool pkl_float_hex(int argc, py_Ref argv);
bool pkl_float_fromhex(int argc, py_Ref argv);
