/* Elementary functions, by the C library's, or by those of elementary.c and angles.c that override them. Upstream's own
 * are made to be bit-identical on every machine, which wasm is anyway, and are inaccurate: its square root is off in
 * one of two cases, its atan2 in the ninth digit, its sines of large angles completely. (interpreter.c renames
 * upstream's __rem_pio2, which the linker would take for the C library's.) */
#include "interpreter_access.h"

#include <math.h>

double dmath_sqrt(double x) { return sqrt(x); }
double dmath_cbrt(double x) { return cbrt(x); }
double dmath_exp(double x) { return exp(x); }
double dmath_exp2(double x) { return exp2(x); }
double dmath_exp10(double x) { return pow(10, x); }
double dmath_log(double x) { return log(x); }
double dmath_log2(double x) { return log2(x); }
double dmath_log10(double x) { return log10(x); }

/* Domain errors of Python give NaN, as upstream has it. */
double dmath_pow(double base, double exponent) { return base == 0 && exponent < 0 ? NAN : pow(base, exponent); }

double dmath_sin(double angle) { return sin(angle); }
double dmath_cos(double angle) { return cos(angle); }
double dmath_tan(double angle) { return tan(angle); }
double dmath_asin(double x) { return asin(x); }
double dmath_acos(double x) { return acos(x); }
double dmath_atan(double x) { return atan(x); }
double dmath_atan2(double y, double x) { return atan2(y, x); }

void dmath_sincos(double angle, double* sine, double* cosine) {
    *sine = sin(angle);
    *cosine = cos(angle);
}
