/* Functions of complex numbers, as the module cmath has them. */
#pragma once

#include "../library.h"

typedef struct Complex {
    double real, imag;
} Complex;

typedef enum ComplexFault { COMPLEX_FINE, COMPLEX_DOMAIN, COMPLEX_RANGE } ComplexFault;

typedef ComplexFault (*ComplexFunction)(Complex z, Complex* out);

/* By these, those of a name without h: sin z = -i sinh iz. */
ComplexFault pkl_complex_acos(Complex z, Complex* out);
ComplexFault pkl_complex_acosh(Complex z, Complex* out);
ComplexFault pkl_complex_asinh(Complex z, Complex* out);
ComplexFault pkl_complex_atanh(Complex z, Complex* out);
ComplexFault pkl_complex_cosh(Complex z, Complex* out);
ComplexFault pkl_complex_exp(Complex z, Complex* out);
ComplexFault pkl_complex_log(Complex z, Complex* out);
ComplexFault pkl_complex_sinh(Complex z, Complex* out);
ComplexFault pkl_complex_sqrt(Complex z, Complex* out);
ComplexFault pkl_complex_tanh(Complex z, Complex* out);
/* From polar coordinates: z.real is the length. */
ComplexFault pkl_complex_rect(Complex z, Complex* out);
