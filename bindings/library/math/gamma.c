/* Gamma and log-gamma by Lanczos' approximation with Boost's coefficients (N = 13), as CPython has it, so that digits agree. */
#include "math.h"

#include <math.h>

static const double PI = 0x1.921fb54442d18p+1, LANCZOS_G = 6.024680040776729583740234375, LANCZOS_G_HALF = 5.524680040776729583740234375;
enum { TERMS = 13 };
static const double NUMERATOR[TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
/* x (x + 1) … (x + 11) */
static const double DENOMINATOR[TERMS] = {0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1};

static double lanczos_sum(double x) {
    double above = 0, below = 0;
    for (int i = 0; i < TERMS; i++) {
        int at = x < 5 ? TERMS - 1 - i : i;
        above = x < 5 ? above * x + NUMERATOR[at] : above / x + NUMERATOR[at];
        below = x < 5 ? below * x + DENOMINATOR[at] : below / x + DENOMINATOR[at];
    }
    return above / below;
}

/* sin(pi x), exact where it matters: near whole numbers. */
static double sine_of_pi(double x) {
    double y = fmod(fabs(x), 2.0), value = 0;
    switch ((int)round(2.0 * y)) {
        case 0: value = sin(PI * y); break;
        case 1: value = cos(PI * (y - 0.5)); break;
        case 2: value = sin(PI * (1.0 - y)); break;
        case 3: value = -cos(PI * (y - 1.5)); break;
        default: value = sin(PI * (y - 2.0)); break;
    }
    return copysign(1.0, x) * value;
}

/* What adding g - 0.5 to |x| lost. */
static double lost_in_sum(double size, double y) {
    if (size > LANCZOS_G_HALF) return (y - size) - LANCZOS_G_HALF;
    return (y - LANCZOS_G_HALF) - size;
}

static double gamma_of_negative(double x, double size, double y, double correction) {
    double value = -PI / sine_of_pi(size) / size * exp(y) / lanczos_sum(size);
    value -= correction * value;
    if (size < 140.0) return value / pow(y, size - 0.5);
    double root = pow(y, size / 2.0 - 0.25);
    return (void)x, value / root / root;
}

static double gamma_of_positive(double size, double y, double correction) {
    double value = lanczos_sum(size) / exp(y);
    value += correction * value;
    if (size < 140.0) return value * pow(y, size - 0.5);
    double root = pow(y, size / 2.0 - 0.25);
    return value * root * root;
}

static double factorial_below(int n) {
    double value = 1;
    for (int i = 2; i < n; i++) value *= i;
    return value;
}

double pkl_gamma(double x) {
    if (!isfinite(x)) return isnan(x) || x > 0 ? x : NAN;
    if (x == 0) return copysign(INFINITY, x);
    if (x == floor(x)) {
        if (x < 0) return NAN;
        if (x <= 23) return factorial_below((int)x);
    }
    double size = fabs(x);
    if (size < 1e-20) return 1.0 / x;
    if (size > 200.0) return x < 0 ? 0.0 / sine_of_pi(x) : INFINITY;
    double y = size + LANCZOS_G_HALF, correction = lost_in_sum(size, y) * LANCZOS_G / y;
    return x < 0 ? gamma_of_negative(x, size, y, correction) : gamma_of_positive(size, y, correction);
}

double pkl_log_gamma(double x) {
    if (!isfinite(x)) return isnan(x) ? x : INFINITY;
    if (x == floor(x) && x <= 2.0) return x <= 0 ? INFINITY : 0;
    double size = fabs(x);
    if (size < 1e-20) return -log(size);
    double value = log(lanczos_sum(size)) - LANCZOS_G;
    value += (size - 0.5) * (log(size + LANCZOS_G - 0.5) - 1);
    if (x < 0) value = log(PI) - log(fabs(sine_of_pi(size))) - log(size) - value;
    return value;
}
