/*
 * The standard form of a real block of two rows that deflates from Francis' iteration: triangular if its
 * eigenvalues are real, else with an equal diagonal and opposite signs off it.
 */
#include "internal.h"

/* m = (a b; c d) to R m R^T = standard form; returns R's c and s. */
static Number standardise_real(double* m, double p, double z, double big, double signed_small) {
    z = p + copysign(z, p);
    Number rotation = number(z, m[2]) / hypot(m[2], z);
    m[0] = m[3] + z;
    m[3] -= big / z * signed_small;
    m[1] -= m[2];
    m[2] = 0;
    return rotation;
}

static void conjugate_by(double* m, double c, double s) {
    double a = m[0] * c + m[1] * s, b = m[1] * c - m[0] * s, x = m[2] * c + m[3] * s, d = m[3] * c - m[2] * s;
    m[0] = a * c + x * s, m[1] = b * c + d * s, m[2] = x * c - a * s, m[3] = d * c - b * s;
}

/* Eigenvalues complex, or real and nearly equal: make the diagonal equal first. */
static Number standardise_equal(double* m) {
    double sigma = m[1] + m[2], gap = m[0] - m[3], norm = hypot(sigma, gap);
    double c = sqrt((1 + fabs(sigma) / norm) / 2), s = -(gap / 2 / (norm * c)) * copysign(1, sigma);
    conjugate_by(m, c, s);
    double mean = m[0] = m[3] = (m[0] + m[3]) / 2;
    if(m[2] == 0) return number(c, s);
    if(m[1] == 0) {
        m[1] = -m[2];
        m[2] = 0;
        return number(-s, c);
    }
    if(signbit(m[1]) != signbit(m[2])) return number(c, s);
    double root_b = sqrt(fabs(m[1])), root_c = sqrt(fabs(m[2])), offset = copysign(root_b * root_c, m[2]);
    double factor = 1 / sqrt(fabs(m[1] + m[2])), c1 = root_b * factor, s1 = root_c * factor;
    m[0] = mean + offset, m[3] = mean - offset, m[1] -= m[2], m[2] = 0;
    return number(c * c1 - s * s1, c * s1 + s * c1);
}

Number la_standardise(double* m) {
    double gap = m[0] - m[3], p = gap / 2;
    if(m[2] == 0) return la_real(1);
    if(m[1] == 0) {
        double kept = m[3];
        m[3] = m[0], m[0] = kept, m[1] = -m[2], m[2] = 0;
        return number(0, 1);
    }
    if(gap == 0 && signbit(m[1]) != signbit(m[2])) return la_real(1);
    double big = fmax(fabs(m[1]), fabs(m[2]));
    double small = fmin(fabs(m[1]), fabs(m[2])) * copysign(1, m[1]) * copysign(1, m[2]);
    double scale = fmax(fabs(p), big), z = p / scale * p + big / scale * small;
    if(z < 4 * DBL_EPSILON) return standardise_equal(m);
    return standardise_real(m, p, sqrt(scale) * sqrt(z), big, small);
}
