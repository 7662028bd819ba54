/* Sines of large angles. Upstream's functions leave the angle's remainder unset
 * beyond 2**20 quarter turns, so that they answer with what lay in memory; the C
 * library's are right everywhere. (interpreter.c gives upstream's __rem_pio2
 * another name, since the linker would take it for the C library's own.) */
#include "interpreter_access.h"

#include <math.h>

double dmath_sin(double angle) { return sin(angle); }

double dmath_cos(double angle) { return cos(angle); }

double dmath_tan(double angle) { return tan(angle); }

void dmath_sincos(double angle, double* sine, double* cosine) {
    *sine = sin(angle);
    *cosine = cos(angle);
}
