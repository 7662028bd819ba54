/*
 * The inner loops of the linear algebra: operations on vectors of real or complex elements.
 *
 * The loops that matter are written with pairs of doubles, so that compiling for size costs little.
 */
#include "internal.h"

typedef double Pair __attribute__((vector_size(16), aligned(8), may_alias));

double* la_room(double count) {
    if(count > (double)(PTRDIFF_MAX / 8 - 8)) return NULL;
    return malloc((size_t)(count + 1) * sizeof(double));
}

Number la_real(double a) { return (Number){a, 0}; }

Number la_times(Number a, Number b) { return a[0] * b + a[1] * (Number){-b[1], b[0]}; }

Number la_divide(Number a, Number b) {
    if(b[1] == 0) return a / b[0];
    if(fabs(b[0]) >= fabs(b[1])) {
        double ratio = b[1] / b[0];
        return (a + ratio * (Number){a[1], -a[0]}) / (b[0] + b[1] * ratio);
    }
    double ratio = b[0] / b[1];
    return (ratio * a + (Number){a[1], -a[0]}) / (b[0] * ratio + b[1]);
}

Number la_conjugate(Number a) { return (Number){a[0], -a[1]}; }

double la_size1(Number a) { return fabs(a[0]) + fabs(a[1]); }

Number la_load(int lanes, const double* p) { return (Number){p[0], lanes == 2 ? p[1] : 0}; }

void la_store(int lanes, double* p, Number a) {
    p[0] = a[0];
    if(lanes == 2) p[1] = a[1];
}

static Pair swapped(Pair x) { return (Pair){x[1], x[0]}; }

static void axpy_real(int n, double a, const double* x, double* y) {
    int i = 0;
    for(; i + 4 <= n; i += 4) {
        Pair low = *(Pair*)(y + i) + a * *(const Pair*)(x + i);
        Pair high = *(Pair*)(y + i + 2) + a * *(const Pair*)(x + i + 2);
        *(Pair*)(y + i) = low;
        *(Pair*)(y + i + 2) = high;
    }
    for(; i < n; i++) y[i] += a * x[i];
}

void la_axpy(int lanes, int n, Number a, const double* restrict x, bool conjugated, double* restrict y) {
    if(lanes == 1) {
        axpy_real(n, a[0], x, y);
        return;
    }
    Pair straight = {a[0], conjugated ? -a[0] : a[0]};
    Pair crossed = {conjugated ? a[1] : -a[1], a[1]};
    for(int i = 0; i < n; i++) {
        Pair value = *(const Pair*)(x + 2 * i);
        *(Pair*)(y + 2 * i) += straight * value + crossed * swapped(value);
    }
}

static double dot_real(size_t n, const double* x, const double* y) {
    Pair sum0 = {0, 0}, sum1 = {0, 0};
    size_t i = 0;
    for(; i + 4 <= n; i += 4) {
        sum0 += *(const Pair*)(x + i) * *(const Pair*)(y + i);
        sum1 += *(const Pair*)(x + i + 2) * *(const Pair*)(y + i + 2);
    }
    sum0 += sum1;
    double sum = sum0[0] + sum0[1];
    for(; i < n; i++) sum += x[i] * y[i];
    return sum;
}

Number la_dot(int lanes, int n, const double* x, bool conjugated, const double* y) {
    if(lanes == 1) return la_real(dot_real((size_t)n, x, y));
    Pair straight = {0, 0}, crossed = {0, 0};
    for(int i = 0; i < n; i++) {
        Pair a = *(const Pair*)(x + 2 * i), b = *(const Pair*)(y + 2 * i);
        straight += a * b;
        crossed += a * swapped(b);
    }
    if(conjugated) return number(straight[0] + straight[1], crossed[0] - crossed[1]);
    return number(straight[0] - straight[1], crossed[0] + crossed[1]);
}

void la_scale(int lanes, int n, Number a, double* x, size_t step) {
    for(int i = 0; i < n; i++, x += step) la_store(lanes, x, la_times(a, la_load(lanes, x)));
}

static void reflect_short_real(int n, const double* v, double tau, double* row) {
    double sum = 0;
    for(int j = 0; j < n; j++) sum += v[j] * row[j];
    for(int j = 0; j < n; j++) row[j] -= tau * sum * v[j];
}

void la_reflect_short(int lanes, int n, const double* v, Number tau, double* row) {
    if(lanes == 1) {
        reflect_short_real(n, v, tau[0], row);
        return;
    }
    Number sum = la_times(tau, la_dot(2, n, v, false, row));
    la_axpy(2, n, -sum, v, true, row);
}

double la_norm(size_t doubles, const double* x) {
    double sum = dot_real(doubles, x, x), largest = 0;
    if((sum > 1e-280 && sum < 1e300) || sum != sum) return sqrt(sum);
    for(size_t i = 0; i < doubles; i++) largest = fmax(largest, fabs(x[i]));
    if(largest == 0 || isinf(largest)) return largest;
    sum = 0;
    for(size_t i = 0; i < doubles; i++) sum += (x[i] / largest) * (x[i] / largest);
    return largest * sqrt(sum);
}

void la_rotate(size_t doubles, Number rotation, double* x, double* y) {
    double c = rotation[0], s = rotation[1];
    size_t i = 0;
    for(; i + 2 <= doubles; i += 2) {
        Pair a = *(Pair*)(x + i), b = *(Pair*)(y + i);
        *(Pair*)(x + i) = c * a + s * b;
        *(Pair*)(y + i) = c * b - s * a;
    }
    for(; i < doubles; i++) {
        double a = x[i], b = y[i];
        x[i] = c * a + s * b;
        y[i] = c * b - s * a;
    }
}

void la_swap(size_t doubles, double* x, double* y) {
    for(size_t i = 0; i < doubles; i++) {
        double old = x[i];
        x[i] = y[i];
        y[i] = old;
    }
}

void la_copy(int lanes, int n, const double* from, size_t from_step, bool conjugated, double* to, size_t to_step) {
    for(int i = 0; i < n; i++, from += from_step, to += to_step) {
        to[0] = from[0];
        if(lanes == 2) to[1] = conjugated ? -from[1] : from[1];
    }
}

void la_transpose(int lanes, int m, int n, const double* from, size_t from_step, bool conjugated, double* to,
                  size_t to_step) {
    for(int i = 0; i < m; i++) {
        la_copy(lanes, n, from + (size_t)i * from_step, lanes, conjugated, to + (size_t)i * lanes, to_step);
    }
}

void la_conjugate_all(int lanes, size_t elements, double* a) {
    for(size_t i = 1; i < 2 * elements && lanes == 2; i += 2) a[i] = -a[i];
}

void la_transpose_square(int lanes, int n, bool conjugated, double* a) {
    size_t step = (size_t)n * lanes;
    for(int i = 0; i < n; i++) {
        for(int j = 0; j < i; j++) la_swap(lanes, AT(a, step, i, j), AT(a, step, j, i));
    }
    if(conjugated) la_conjugate_all(lanes, (size_t)n * n, a);
}

void la_identity(int lanes, int rows, int columns, double* a) {
    memset(a, 0, (size_t)rows * columns * lanes * sizeof(double));
    for(int i = 0; i < smaller(rows, columns); i++) *AT(a, (size_t)columns * lanes, i, i) = 1;
}

double la_tame(size_t doubles, double* a) {
    double largest = 0, not_finite = 0, factor = 1;
    for(size_t i = 0; i < doubles; i++) {
        largest = fmax(largest, fabs(a[i]));
        not_finite += a[i] - a[i];
    }
    if(not_finite != 0) return 0;
    if(largest == 0 || (largest > 1e-140 && largest < 1e140)) return 1;
    int exponent;
    frexp(largest, &exponent);
    if(exponent < -1000) exponent = -1000;
    factor = ldexp(1, -exponent);
    for(size_t i = 0; i < doubles; i++) a[i] *= factor;
    return factor;
}
