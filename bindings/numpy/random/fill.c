/*
 * numpy.random: filling of arrays, permutations and samples, and multivariate distributions. Arguments are arrays as
 * the Python part (python/random/) makes them.
 */
#include "../core/nd.h"
#include "table.h"

#include <string.h>

/* ---- many at once ------------------------------------------------------------------------------- */

/* _fill(self, out, kind): uniform numbers ('u'), normal ('n'), exponential by ziggurat ('e') or inversion
 * ('i'), into float64 or float32 */
static bool fill_out(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    nd_Array* out = nd_array(py_arg(1));
    nd_Size count = nd_count(out);
    bool is_single = out->type == ND_FLOAT32;
    double* d = (double*)out->data;
    float* f = (float*)out->data;
    switch(py_tostr(py_arg(2))[0]) {
        case 'u':
            is_single ? random_standard_uniform_fill_f(&bits->bits, count, f)
                      : pkr_fill_uniform(bits, d, (size_t)count);
            break;
        case 'n':
            is_single ? random_standard_normal_fill_f(&bits->bits, count, f)
                      : random_standard_normal_fill(&bits->bits, count, d);
            break;
        case 'e':
            is_single ? random_standard_exponential_fill_f(&bits->bits, count, f)
                      : random_standard_exponential_fill(&bits->bits, count, d);
            break;
        default:
            is_single ? random_standard_exponential_inv_fill_f(&bits->bits, count, f)
                      : random_standard_exponential_inv_fill(&bits->bits, count, d);
    }
    py_assign(py_retval(), py_arg(1));
    return true;
}

static uint64_t mask_of(uint64_t range) {
    for(int shift = 1; shift < 64; shift *= 2) range |= range >> shift;
    return range;
}

typedef struct {
    bitgen_t* bits;
    bool masked;
    uint32_t buffer;
    int rest;
} Bounded;

/* One integer in [low, low + range], in the representation of the type. */
static uint64_t bounded(Bounded* b, int bytes, bool is_bool, uint64_t low, uint64_t range) {
    uint64_t mask = b->masked ? mask_of(range) : 0;
    if(is_bool)
        return random_buffered_bounded_bool(b->bits, (npy_bool)low, (npy_bool)range, (npy_bool)mask, b->masked,
                                            &b->rest, &b->buffer);
    switch(bytes) {
        case 1:
            return random_buffered_bounded_uint8(b->bits, (uint8_t)low, (uint8_t)range, (uint8_t)mask, b->masked,
                                                 &b->rest, &b->buffer);
        case 2:
            return random_buffered_bounded_uint16(b->bits, (uint16_t)low, (uint16_t)range, (uint16_t)mask, b->masked,
                                                  &b->rest, &b->buffer);
        case 4:
            return random_buffered_bounded_uint32(b->bits, (uint32_t)low, (uint32_t)range, (uint32_t)mask, b->masked,
                                                  &b->rest, &b->buffer);
        default: return random_bounded_uint64(b->bits, low, range, mask, b->masked);
    }
}

/* One range for all: NumPy's own loops. */
static void fill_bounded(Bounded* b, nd_Array* out, uint64_t low, uint64_t range) {
    nd_Size n = nd_count(out);
    void* to = out->data;
    if(out->type == ND_BOOL) {
        random_bounded_bool_fill(b->bits, (npy_bool)low, (npy_bool)range, n, b->masked, to);
        return;
    }
    switch(nd_size_of(out->type)) {
        case 1: random_bounded_uint8_fill(b->bits, (uint8_t)low, (uint8_t)range, n, b->masked, to); break;
        case 2: random_bounded_uint16_fill(b->bits, (uint16_t)low, (uint16_t)range, n, b->masked, to); break;
        case 4: random_bounded_uint32_fill(b->bits, (uint32_t)low, (uint32_t)range, n, b->masked, to); break;
        default: random_bounded_uint64_fill(b->bits, low, range, n, b->masked, to);
    }
}

/* _integers(self, out, low, high, masked): `low` and `high` (which counts) are int64 or uint64
 * arrays that broadcast to `out` */
static bool integers(int argc, py_Ref argv) {
    PY_CHECK_ARGC(5);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    nd_Array *out = nd_array(py_arg(1)), *low = nd_array(py_arg(2)), *high = nd_array(py_arg(3));
    Bounded b = {&bits->bits, py_tobool(py_arg(4)), 0, 0};
    py_assign(py_retval(), py_arg(1));
    if(low->ndim == 0 && high->ndim == 0) {
        uint64_t first = *(uint64_t*)low->data;
        fill_bounded(&b, out, first, *(uint64_t*)high->data - first);
        return true;
    }
    nd_Stream lows, highs;
    char low_buffer[ND_CHUNK * 16], high_buffer[ND_CHUNK * 16];
    int bytes = nd_size_of(out->type);
    nd_stream(&lows, low, out->ndim, out->shape);
    nd_stream(&highs, high, out->ndim, out->shape);
    for(nd_Size i = 0, total = nd_count(out); i < total; i++) {
        uint64_t first = *(const uint64_t*)nd_next(&lows, 1, low->type, low_buffer);
        uint64_t last = *(const uint64_t*)nd_next(&highs, 1, high->type, high_buffer);
        uint64_t value = bounded(&b, bytes, out->type == ND_BOOL, first, last - first);
        memcpy(out->data + i * bytes, &value, (size_t)bytes);
    }
    return true;
}

/* ---- orders ---------------------------------------------------------------------------------------- */

static void swap(char* a, char* b, int bytes) {
    char kept[16];
    memcpy(kept, a, (size_t)bytes);
    memcpy(a, b, (size_t)bytes);
    memcpy(b, kept, (size_t)bytes);
}

static void shuffle_row(bitgen_t* bits, char* data, nd_Size count, nd_Size stride, int bytes) {
    for(nd_Size i = count - 1; i > 0; i--) {
        nd_Size j = (nd_Size)random_interval(bits, (uint64_t)i);
        if(i != j) swap(data + i * stride, data + j * stride, bytes);
    }
}

/* _shuffle(self, a): the last axis of `a` in place, row after row */
static bool shuffle(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    nd_Array* a = nd_array(py_arg(1));
    int rows = a->ndim - 1;
    nd_Size index[ND_MAX_DIMS] = {0}, total = nd_product(rows, a->shape);
    char* row = a->data;
    for(nd_Size done = 0; done < total; done++) {
        shuffle_row(&bits->bits, row, a->shape[rows], a->strides[rows], nd_size_of(a->type));
        for(int axis = rows - 1; axis >= 0; axis--) {
            row += a->strides[axis];
            if(++index[axis] < a->shape[axis]) break;
            row -= a->strides[axis] * a->shape[axis];
            index[axis] = 0;
        }
    }
    py_newnone(py_retval());
    return true;
}

/* _interval(self, last) -> a whole number in [0, last] */
static bool interval(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    py_newint(py_retval(), (py_i64)random_interval(&bits->bits, (uint64_t)py_toint(py_arg(1))));
    return true;
}

static void shuffle_numbers(bitgen_t* bits, int64_t* numbers, nd_Size count, nd_Size first) {
    for(nd_Size i = count - 1; i >= first; i--) {
        nd_Size j = (nd_Size)random_bounded_uint64(bits, 0, (uint64_t)i, 0, 0);
        int64_t kept = numbers[j];
        numbers[j] = numbers[i];
        numbers[i] = kept;
    }
}

/* Floyd's sample: `table` of `mask` + 1 places holds what was drawn, -1 is free. */
static void floyd(bitgen_t* bits, int64_t* out, nd_Size population, nd_Size size, int64_t* table, uint64_t mask) {
    for(nd_Size last = population - size; last < population; last++) {
        int64_t value = (int64_t)random_bounded_uint64(bits, 0, (uint64_t)last, 0, 0);
        uint64_t place = (uint64_t)value & mask;
        while(table[place] != -1 && table[place] != value) place = (place + 1) & mask;
        if(table[place] == value) {
            value = last;
            for(place = (uint64_t)last & mask; table[place] != -1;) place = (place + 1) & mask;
        }
        table[place] = value;
        *out++ = value;
    }
}

/* _sample(self, population, size, shuffle) -> `size` different numbers below `population` */
static bool sample(int argc, py_Ref argv) {
    PY_CHECK_ARGC(4);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    nd_Size population = (nd_Size)py_toint(py_arg(1)), size = (nd_Size)py_toint(py_arg(2));
    bool is_shuffled = py_tobool(py_arg(3));
    uint64_t mask = mask_of((uint64_t)(1.2 * (double)size));
    nd_Size places = (nd_Size)mask + 1;
    py_Ref out = py_pushtmp(), table = py_pushtmp();
    py_newnil(table);
    bool ok = nd_new(out, ND_INT64, 1, &size) && nd_new(table, ND_INT64, 1, &places);
    if(ok) {
        int64_t* numbers = (int64_t*)nd_array(out)->data;
        memset(nd_array(table)->data, 0xff, (size_t)places * 8);
        floyd(&bits->bits, numbers, population, size, (int64_t*)nd_array(table)->data, mask);
        if(is_shuffled) shuffle_numbers(&bits->bits, numbers, size, 1);
        py_assign(py_retval(), out);
    }
    py_shrink(2);
    return ok;
}

/* _shuffle_tail(self, numbers, first): an int64 array in C order, from its end down to `first` */
static bool shuffle_tail(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    nd_Array* a = nd_array(py_arg(1));
    shuffle_numbers(&bits->bits, (int64_t*)a->data, nd_count(a), (nd_Size)py_toint(py_arg(2)));
    py_assign(py_retval(), py_arg(1));
    return true;
}

/* ---- several numbers that belong together -------------------------------------------------------------- */

/* _multinomial(self, out, n, p, is_legacy): rows of `out` (int64 zeros); `n` (int64) and `p` (float64) have a
 * row each, or one for all */
static bool multinomial(int argc, py_Ref argv) {
    PY_CHECK_ARGC(5);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    nd_Array *out = nd_array(py_arg(1)), *n = nd_array(py_arg(2)), *p = nd_array(py_arg(3));
    nd_Size kinds = p->shape[p->ndim - 1], rows = kinds ? nd_count(out) / kinds : 0;
    bool one_n = nd_count(n) == 1, one_p = nd_count(p) == kinds;
    for(nd_Size i = 0; i < rows; i++) {
        int64_t *to = (int64_t*)out->data + i * kinds, count = ((int64_t*)n->data)[one_n ? 0 : i];
        double* odds = (double*)p->data + (one_p ? 0 : i * kinds);
        if(py_tobool(py_arg(4))) legacy_random_multinomial(&bits->bits, count, to, odds, kinds, &bits->binomial);
        else random_multinomial(&bits->bits, count, to, odds, kinds, &bits->binomial);
    }
    py_assign(py_retval(), py_arg(1));
    return true;
}

/* Stick breaking with beta variates: for small parameters, whose gamma variates may all be 0. */
static void dirichlet_by_beta(bitgen_t* bits, double* to, const double* alpha, nd_Size k) {
    double left = 1, after = 0;
    for(nd_Size j = 0; j < k; j++) to[j] = 0;
    for(nd_Size j = 0; j + 1 < k; j++) {
        after = 0;
        for(nd_Size i = k - 1; i > j; i--) after += alpha[i];
        double part = random_beta(bits, alpha[j], after);
        to[j] = left * part;
        left *= 1 - part;
        if(after == 0) return;
    }
    to[k - 1] = left;
}

/* _dirichlet(self, out, alpha, how): 'l' as RandomState, 'g' by gamma numbers, 'b' by beta numbers; `out` is float64 */
static bool dirichlet(int argc, py_Ref argv) {
    PY_CHECK_ARGC(4);
    pkr_Bits* bits = pkr_bits_of(argv);
    if(!bits) return false;
    nd_Array* out = nd_array(py_arg(1));
    const double* alpha = (const double*)nd_array(py_arg(2))->data;
    nd_Size k = nd_count(nd_array(py_arg(2))), rows = k ? nd_count(out) / k : 0;
    char how = py_tostr(py_arg(3))[0];
    for(nd_Size i = 0; i < rows; i++) {
        double *to = (double*)out->data + i * k, sum = 0;
        if(how == 'b') {
            dirichlet_by_beta(&bits->bits, to, alpha, k);
            continue;
        }
        for(nd_Size j = 0; j < k; j++) {
            to[j] = how == 'l' ? legacy_standard_gamma(&bits->legacy, alpha[j])
                               : random_standard_gamma(&bits->bits, alpha[j]);
            sum += to[j];
        }
        double factor = 1 / sum;
        for(nd_Size j = 0; j < k; j++) to[j] *= factor;
    }
    py_assign(py_retval(), py_arg(1));
    return true;
}

void pkr_add_fills(py_Ref module) {
    static const struct {
        const char* name;
        py_CFunction function;
    } FUNCTIONS[] = {
        {"_fill", fill_out}, {"_integers", integers},         {"_shuffle", shuffle},         {"_interval", interval},
        {"_sample", sample}, {"_shuffle_tail", shuffle_tail}, {"_multinomial", multinomial}, {"_dirichlet", dirichlet},
    };
    for(unsigned i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        py_bindfunc(module, FUNCTIONS[i].name, FUNCTIONS[i].function);
}
