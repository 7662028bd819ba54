/*
 * The tables of the ziggurat method (Marsaglia and Tsang, with 255 layers), computed when the first stream is seeded:
 * shipping them would cost 15 KB. NumPy's own tables are not rounded to the last bit; `CORRECTIONS` are the
 * differences, in units of the last place.
 */
#include "ziggurat.h"
#include "doubled.h"

#include <math.h>
#include <string.h>

pkr_Ziggurat pkr_normal, pkr_exponential;

/* ---- functions of doubled numbers ------------------------------------------------------------- */

static dd_Number dd_exp(dd_Number a) { /* of [-40, 40]: a short series for a / 512, squared nine times */
    dd_Number x = dd_scale(a, 1.0 / 512), sum = dd_of(1), term = dd_of(1);
    for(int n = 1; n < 14; n++) {
        term = dd_divide(dd_multiply(term, x), dd_of(n));
        sum = dd_add(sum, term);
    }
    for(int i = 0; i < 9; i++) sum = dd_multiply(sum, sum);
    return sum;
}

static dd_Number dd_log(dd_Number a) { /* one step of Newton's method from the nearest double */
    dd_Number guess = dd_of(log(a.hi));
    return dd_add(guess, dd_add(dd_multiply(a, dd_exp(dd_scale(guess, -1))), dd_of(-1)));
}

static dd_Number dd_sqrt(dd_Number a) {
    double guess = sqrt(a.hi);
    dd_Number rest = dd_add(a, dd_scale(dd_product(guess, guess), -1));
    return dd_add(dd_of(guess), dd_divide(rest, dd_of(2 * guess)));
}

/* ---- the steps ---------------------------------------------------------------------------------- */

/* Density and its inverse: exp(-x^2 / 2), or exp(-x). */
static dd_Number density(bool is_normal, dd_Number x) {
    return dd_exp(is_normal ? dd_scale(dd_multiply(x, x), -0.5) : dd_scale(x, -1));
}

static dd_Number where_density_is(bool is_normal, dd_Number y) {
    dd_Number minus_log = dd_scale(dd_log(y), -1);
    return is_normal ? dd_sqrt(dd_scale(minus_log, 2)) : minus_log;
}

typedef struct {
    bool is_normal;
    dd_Number edge, area; /* where the tail begins; the area of each step */
    double scale, scale_single;
} Shape;

static uint64_t floor_of(dd_Number a) {
    double whole = floor(a.hi);
    return (uint64_t)whole - (whole == a.hi && a.lo < 0);
}

static void set_step(pkr_Ziggurat* z, const Shape* shape, int i, dd_Number width, dd_Number height) {
    z->w[i] = width.hi / shape->scale;
    z->f[i] = height.hi;
    z->w_single[i] = (float)(width.hi / shape->scale_single);
    z->f_single[i] = (float)height.hi;
}

static void set_ratio(pkr_Ziggurat* z, const Shape* shape, int i, dd_Number ratio) {
    z->k[i] = floor_of(dd_scale(ratio, shape->scale));
    z->k_single[i] = (uint32_t)floor_of(dd_add(dd_scale(ratio, shape->scale_single), dd_of(0.5)));
}

static void fill(pkr_Ziggurat* z, const Shape* shape) {
    dd_Number x = shape->edge, f = density(shape->is_normal, x);
    set_step(z, shape, 255, x, f);
    set_step(z, shape, 0, dd_divide(shape->area, f), dd_of(1));
    set_ratio(z, shape, 0, dd_divide(dd_multiply(x, f), shape->area));
    for(int i = 254; i > 0; i--) {
        dd_Number next = where_density_is(shape->is_normal, dd_add(dd_divide(shape->area, x), f));
        set_ratio(z, shape, i + 1, dd_divide(next, x));
        x = next;
        f = density(shape->is_normal, x);
        set_step(z, shape, i, x, f);
    }
    z->k[1] = z->k_single[1] = 0;
}

/* ---- NumPy's last bits ------------------------------------------------------------------------------- */

#include "ziggurat_corrections.h"

static void correct_double(double* values, const char* steps) {
    for(int i = 0; i < 256; i++) {
        int64_t bits;
        memcpy(&bits, &values[i], 8);
        bits += steps[i] - CORRECTION_ZERO;
        memcpy(&values[i], &bits, 8);
    }
}

static void correct_whole(uint64_t* values, const char* steps) {
    for(int i = 0; i < 256; i++) values[i] += (uint64_t)(int64_t)(steps[i] - CORRECTION_ZERO);
}

static void correct_single(float* values, int index, int units) {
    int32_t bits;
    memcpy(&bits, &values[index], 4);
    bits += units;
    memcpy(&values[index], &bits, 4);
}

void pkr_fill_ziggurat(void) {
    static bool is_ready;
    if(is_ready) return;
    is_ready = true;
    static const Shape NORMAL = {true,
                                 {3.654152885361009, 6.681457429421314e-19},
                                 {0.004928673233974655, -4.2557930024460717e-19},
                                 4503599627370496.0,
                                 8388608.0};
    static const Shape EXPONENTIAL = {false,
                                      {7.69711747013105, -3.6248703662397484e-16},
                                      {0.003949659822581557, 2.014715786725663e-19},
                                      9007199254740992.0,
                                      8388608.0};
    fill(&pkr_normal, &NORMAL);
    fill(&pkr_exponential, &EXPONENTIAL);
    correct_whole(pkr_normal.k, NORMAL_K);
    correct_double(pkr_normal.w, NORMAL_W);
    correct_double(pkr_normal.f, NORMAL_F);
    int64_t first;
    memcpy(&first, &pkr_normal.w[1], 8);
    first += NORMAL_W_1;
    memcpy(&pkr_normal.w[1], &first, 8);
    correct_whole(pkr_exponential.k, EXPONENTIAL_K);
    for(int i = 0; i < 3; i++)
        correct_single(pkr_exponential.f_single, EXPONENTIAL_F_SINGLE[i].index, EXPONENTIAL_F_SINGLE[i].units);
    correct_single(pkr_exponential.w_single, EXPONENTIAL_W_SINGLE[0].index, EXPONENTIAL_W_SINGLE[0].units);
}
