/* Double-double arithmetic, about 106 bits, for tables that are computed at startup instead of being shipped. */
#pragma once

typedef struct {
    double hi, lo; /* the number is their sum, and `hi` that sum rounded */
} dd_Number;

static inline dd_Number dd_fast_sum(double a, double b) { /* |a| >= |b| */
    double s = a + b;
    return (dd_Number){s, b - (s - a)};
}

static inline dd_Number dd_sum(double a, double b) {
    double s = a + b, t = s - a;
    return (dd_Number){s, (a - (s - t)) + (b - t)};
}

static inline dd_Number dd_product(double a, double b) {
    double p = a * b, ca = 134217729.0 * a, cb = 134217729.0 * b; /* Dekker's split at 27 bits */
    double ah = ca - (ca - a), bh = cb - (cb - b), al = a - ah, bl = b - bh;
    return (dd_Number){p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

static inline dd_Number dd_add(dd_Number a, dd_Number b) {
    dd_Number s = dd_sum(a.hi, b.hi), t = dd_sum(a.lo, b.lo);
    s = dd_fast_sum(s.hi, s.lo + t.hi);
    return dd_fast_sum(s.hi, s.lo + t.lo);
}

static inline dd_Number dd_multiply(dd_Number a, dd_Number b) {
    dd_Number p = dd_product(a.hi, b.hi);
    return dd_fast_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline dd_Number dd_scale(dd_Number a, double factor) { return dd_multiply(a, (dd_Number){factor, 0}); }

static inline dd_Number dd_divide(dd_Number a, dd_Number b) {
    double first = a.hi / b.hi;
    dd_Number rest = dd_add(a, dd_scale(b, -first));
    double second = rest.hi / b.hi;
    rest = dd_add(rest, dd_scale(b, -second));
    dd_Number sum = dd_fast_sum(first, second);
    return dd_add(sum, (dd_Number){rest.hi / b.hi, 0});
}

static inline dd_Number dd_of(double x) { return (dd_Number){x, 0}; }
