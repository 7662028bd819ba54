/*
 * The module `numpy.random`: streams and single draws in C over NumPy's own sources (random/), the rest of its methods in Python
 * (python/random.py).
 * Limits: SeedSequence takes whole numbers below 2**63, alone or in sequences; the state of PCG64 is not shown, since it has 128 bits.
 */
#include "nd.h"
#include "parts.h"
#include "random_table.h"

#include <math.h>
#include <string.h>

extern const char pkw_python_numpy_python_random[];

static py_Type tp_bits;

/* ---- streams ------------------------------------------------------------------------------ */

/* _Bits(): a stream that is not started */
static bool bits_new(int argc, py_Ref argv) {
    (void)argc;
    pkr_Bits* bits = py_newobject(py_retval(), py_totype(argv), -1, sizeof(pkr_Bits));
    memset(bits, 0, sizeof *bits);
    return true;
}

/* The stream of an object: itself, or what its `_bit_generator` is. NULL has set an exception. */
static pkr_Bits* bits_of(py_Ref value) {
    if(!py_isinstance(value, tp_bits)) {
        py_ItemRef held = py_getdict(value, py_name("_bit_generator"));
        if(!held || !py_isinstance(held, tp_bits)) {
            nd_error(tp_TypeError, "this object has no bit generator");
            return NULL;
        }
        value = held;
    }
    pkr_Bits* bits = py_touserdata(value);
    if(bits->kind == PKR_UNSEEDED) {
        nd_error(tp_ValueError, "this bit generator was not seeded");
        return NULL;
    }
    return bits;
}

/* A one-dimensional array of uint32 in C order, as the Python part makes it. */
static uint32_t* words_of(py_Ref array) { return (uint32_t*)nd_array(array)->data; }

static int count_of(py_Ref array) { return (int)nd_count(nd_array(array)); }

/* _start(bits, words): a PCG64 of 8 words or an MT19937 of 624 */
static bool start(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    pkr_Bits* bits = py_touserdata(argv);
    if(count_of(py_arg(1)) == PKR_PCG64_WORDS) pkr_start_pcg64(bits, words_of(py_arg(1)));
    else pkr_start_mt19937(bits, words_of(py_arg(1)));
    py_newnone(py_retval());
    return true;
}

/* _seed(bits, seed): an int, or a key of uint32 */
static bool seed(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    pkr_Bits* bits = py_touserdata(argv);
    if(py_isint(py_arg(1))) pkr_seed_mt19937(bits, (uint32_t)py_toint(py_arg(1)));
    else pkr_seed_mt19937_key(bits, words_of(py_arg(1)), count_of(py_arg(1)));
    py_newnone(py_retval());
    return true;
}

#define POOL_SIZE_MAX 64

/* _words(entropy, pool_size, count) -> uint32 array */
static bool words(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    uint32_t pool[POOL_SIZE_MAX];
    int pool_size = (int)py_toint(py_arg(1));
    nd_Size count = (nd_Size)py_toint(py_arg(2));
    if(pool_size > POOL_SIZE_MAX) return nd_error(tp_ValueError, "pool_size is at most %d here", POOL_SIZE_MAX);
    pkr_mix(pool, pool_size, words_of(argv), count_of(argv));
    if(!nd_new(py_retval(), ND_UINT32, 1, &count)) return false;
    pkr_generate(pool, pool_size, words_of(py_retval()), (int)count);
    return true;
}

/* _entropy() -> 32 bits */
static bool entropy(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newint(py_retval(), pkr_entropy());
    return true;
}

/* _state(bits) -> (key, pos, has_gauss, gauss) of an MT19937 */
static bool get_state(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    pkr_Bits* bits = py_touserdata(argv);
    nd_Size count = PKR_MT19937_WORDS;
    py_Ref tuple = py_pushtmp();
    py_newtuple(tuple, 4);
    for(int i = 0; i < 4; i++) py_newnone(py_tuple_getitem(tuple, i));
    bool ok = nd_new(py_tuple_getitem(tuple, 0), ND_UINT32, 1, &count);
    if(ok) {
        memcpy(words_of(py_tuple_getitem(tuple, 0)), bits->mt19937.key, sizeof bits->mt19937.key);
        py_newint(py_tuple_getitem(tuple, 1), bits->mt19937.pos);
        py_newint(py_tuple_getitem(tuple, 2), bits->legacy.has_gauss);
        py_newfloat(py_tuple_getitem(tuple, 3), bits->legacy.gauss);
        py_assign(py_retval(), tuple);
    }
    py_pop();
    return ok;
}

/* _set_state(bits, key, pos, has_gauss, gauss) */
static bool set_state(int argc, py_Ref argv) {
    PY_CHECK_ARGC(5);
    pkr_Bits* bits = py_touserdata(argv);
    pkr_start_mt19937(bits, words_of(py_arg(1)));
    bits->mt19937.key[0] = words_of(py_arg(1))[0];
    bits->mt19937.pos = (int)py_toint(py_arg(2));
    bits->legacy.has_gauss = (int)py_toint(py_arg(3));
    bits->legacy.gauss = py_tofloat(py_arg(4));
    py_newnone(py_retval());
    return true;
}

/* ---- distributions of the table ---------------------------------------------------------------- */

#define PARAMETERS_MAX 3

typedef struct {
    const pkr_Distribution* row;
    void* function;
    void* source; /* what it draws from */
    binomial_t* binomial;
    int count;    /* of parameters */
} Draw;

static const char* parameter_rules(const Draw* draw) { return draw->row->rules + 2; }

/* "scale" out of the signature, as the name of parameter `index`. */
static void parameter_name(const Draw* draw, int index, char name[16]) {
    const char* at = strchr(draw->row->signature, '(');
    for(int i = 0; i <= index; i++) at = strchr(at + 1, ',');
    at += 2;
    size_t length = strcspn(at, "=");
    memcpy(name, at, length);
    name[length] = '\0';
}

#define POISSON_MEAN_MAX 9.2233720064847708e18

/* Whether one value may be a parameter; a NaN is what most rules let through. */
static bool is_allowed(char rule, double x) {
    switch(rule) {
        case 'n': return isnan(x) || !signbit(x);
        case 'N': return x >= 0;
        case 'p': return !(x <= 0);
        case 'u': return x >= 0 && x <= 1;
        case 'g': return x > 0 && x <= 1;
        case 'm': return x >= 0 && x <= POISSON_MEAN_MAX;
        default: return true;
    }
}

static bool refuse(char rule, const char* name, bool is_array, double x) {
    const char* nan = is_array ? "contains NaNs" : "is NaN";
    switch(rule) {
        case 'p': return nd_error(tp_ValueError, "%s <= 0", name);
        case 'u': return nd_error(tp_ValueError, "%s < 0, %s > 1 or %s %s", name, name, name, nan);
        case 'g': return nd_error(tp_ValueError, "%s <= 0, %s > 1 or %s contains NaNs", name, name, name);
        case 'm': return x > POISSON_MEAN_MAX ? nd_error(tp_ValueError, "%s value too large", name) : nd_error(tp_ValueError, "%s < 0 or %s %s", name, name, nan);
        default: return nd_error(tp_ValueError, "%s < 0", name);
    }
}

static bool check_parameter(const Draw* draw, int index, const nd_Array* array) {
    char name[16], rule = parameter_rules(draw)[index], buffer[ND_CHUNK * 16];
    nd_Stream stream;
    nd_stream(&stream, array, array->ndim, array->shape);
    parameter_name(draw, index, name);
    for(nd_Size done = 0, total = nd_count(array); done < total; done += ND_CHUNK) {
        nd_Size count = total - done < ND_CHUNK ? total - done : ND_CHUNK;
        const double* values = (const double*)nd_next(&stream, count, ND_FLOAT64, buffer);
        for(nd_Size i = 0; i < count; i++) {
            if(!is_allowed(rule, values[i])) return refuse(rule, name, array->ndim > 0, values[i]);
        }
    }
    return true;
}

/* One number; what it is called with depends on how many parameters there are. */
static double draw_double(const Draw* draw, const double* const* p, nd_Size i) {
    switch(draw->count) {
        case 0: return ((double (*)(void*))draw->function)(draw->source);
        case 1: return ((double (*)(void*, double))draw->function)(draw->source, p[0][i]);
        case 2: return ((double (*)(void*, double, double))draw->function)(draw->source, p[0][i], p[1][i]);
        default: return ((double (*)(void*, double, double, double))draw->function)(draw->source, p[0][i], p[1][i], p[2][i]);
    }
}

static int64_t draw_whole(const Draw* draw, const double* const* p, nd_Size i) {
    if(draw->count == 1) return ((int64_t(*)(void*, double))draw->function)(draw->source, p[0][i]);
    return ((int64_t(*)(void*, double, int64_t, binomial_t*))draw->function)(draw->source, p[1][i], (int64_t)p[0][i], draw->binomial);
}

static void fill(const Draw* draw, nd_Array* out, py_Ref parameters) {
    static char buffers[PARAMETERS_MAX][ND_CHUNK * 16];
    nd_Stream streams[PARAMETERS_MAX];
    const double* values[PARAMETERS_MAX];
    for(int k = 0; k < draw->count; k++) nd_stream(&streams[k], nd_array(parameters + k), out->ndim, out->shape);
    for(nd_Size done = 0, total = nd_count(out); done < total; done += ND_CHUNK) {
        nd_Size count = total - done < ND_CHUNK ? total - done : ND_CHUNK;
        char* to = out->data + done * 8;
        for(int k = 0; k < draw->count; k++) values[k] = (const double*)nd_next(&streams[k], count, ND_FLOAT64, buffers[k]);
        if(draw->row->rules[0] == 'd') {
            for(nd_Size i = 0; i < count; i++) ((double*)to)[i] = draw_double(draw, values, i);
        } else {
            for(nd_Size i = 0; i < count; i++) ((int64_t*)to)[i] = draw_whole(draw, values, i);
        }
    }
}

static bool mismatch(int first, const nd_Array* a, int second, int ndim, const nd_Size* shape) {
    char one[256], other[256];
    nd_format_shape(one, sizeof one, a->ndim, a->shape);
    nd_format_shape(other, sizeof other, ndim, shape);
    const char* text = "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d with shape %s and arg %d with shape %s.";
    return first < second ? nd_error(tp_ValueError, text, first, one, second, other) : nd_error(tp_ValueError, text, second, other, first, one);
}

/* The shape of the result: the parameters broadcast, or `size`, which they must fit. */
static bool result_shape(const Draw* draw, py_Ref size, py_Ref parameters, int* ndim, nd_Size* shape) {
    *ndim = 0;
    if(!py_isnone(size) && !nd_parse_shape(size, ND_FLOAT64, ndim, shape)) return false;
    int given = *ndim, joined = given, shift = py_isnone(size) ? 0 : 1;
    nd_Size wide[ND_MAX_DIMS];
    memcpy(wide, shape, sizeof(nd_Size) * (size_t)given);
    for(int k = 0; k < draw->count; k++) {
        const nd_Array* array = nd_array(parameters + k);
        if(!nd_broadcast(&joined, wide, array->ndim, array->shape)) return mismatch(k + shift, array, 0, shift ? given : nd_array(parameters)->ndim, shift ? shape : nd_array(parameters)->shape);
    }
    bool fits = py_isnone(size) || (joined == given && memcmp(wide, shape, sizeof(nd_Size) * (size_t)given) == 0);
    if(!fits) {
        char wanted[256], found[256];
        nd_format_shape(wanted, sizeof wanted, given, shape);
        nd_format_shape(found, sizeof found, joined, wide);
        return nd_error(tp_ValueError, "Output size %s is not compatible with broadcast dimensions of inputs %s.", wanted, found);
    }
    *ndim = joined;
    memcpy(shape, wide, sizeof(nd_Size) * (size_t)joined);
    return true;
}

static bool parse_parameter(const Draw* draw, int index, py_Ref value, py_OutRef out) {
    char name[16];
    parameter_name(draw, index, name);
    if(!nd_is_given(value)) return nd_error(tp_TypeError, "%.*s() missing the argument '%s'", (int)strcspn(draw->row->signature, "("), draw->row->signature, name);
    if(!nd_asarray(out, value, ND_NO_TYPE)) return false;
    int type = nd_array(out)->type, wanted = parameter_rules(draw)[index] == 'N' ? ND_INT64 : ND_FLOAT64;
    if(!nd_can_cast(type, wanted, ND_CAST_SAME_KIND) && wanted == ND_INT64)
        return nd_error(tp_TypeError, "Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'", nd_type_info[type].name);
    if(nd_is_complex(type)) return nd_error(tp_TypeError, "float() argument must be a string or a real number, not 'complex'");
    return nd_ascontiguous(out, out, wanted) && check_parameter(draw, index, nd_array(out));
}

/* method(self, parameters..., size=None): slots of the function hold its row and whether it is RandomState's */
static bool draw_method(int argc, py_Ref argv) {
    py_Ref function = py_inspect_currentfunction();
    const pkr_Distribution* row = &pkr_distributions[py_toint(py_getslot(function, 0))];
    bool is_legacy = py_tobool(py_getslot(function, 1));
    pkr_Bits* bits = bits_of(argv);
    if(!bits) return false;
    Draw draw = {row, is_legacy ? row->legacy : row->modern, &bits->bits, &bits->binomial, argc - 2};
    if(is_legacy && row->rules[1] == 'a') draw.source = &bits->legacy;
    py_Ref places = py_pushtmp();
    py_newnil(places);
    for(int k = 1; k <= PARAMETERS_MAX; k++) py_newnil(py_pushtmp());
    bool ok = true;
    for(int k = 0; ok && k < draw.count; k++) ok = parse_parameter(&draw, k, py_arg(k + 1), places + k);
    int ndim;
    nd_Size shape[ND_MAX_DIMS];
    py_Ref made = places + PARAMETERS_MAX;
    ok = ok && result_shape(&draw, py_arg(argc - 1), places, &ndim, shape) && nd_new(made, row->rules[0] == 'd' ? ND_FLOAT64 : ND_INT64, ndim, shape);
    if(ok) {
        fill(&draw, nd_array(made), places);
        ok = nd_return(made);
    }
    py_shrink(PARAMETERS_MAX + 1);
    return ok;
}

/* _bind(class, is_legacy): gives a class the methods of the table */
static bool bind(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    for(int i = 0; i < pkr_distribution_count; i++) {
        const char* signature = pkr_distributions[i].signature;
        char name[32];
        size_t length = strcspn(signature, "(");
        memcpy(name, signature, length);
        name[length] = '\0';
        py_Ref function = py_pushtmp();
        py_newfunction(function, signature, draw_method, NULL, 2);
        py_newint(py_getslot(function, 0), i);
        py_assign(py_getslot(function, 1), py_arg(1));
        py_setdict(argv, py_name(name), function);
        py_pop();
    }
    py_newnone(py_retval());
    return true;
}

/* ---- many at once ------------------------------------------------------------------------------- */

/* _fill(self, out, kind): uniform numbers ('u'), normal ('n'), exponential by ziggurat ('e') or inversion ('i'), into float64 or float32 */
static bool fill_out(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    pkr_Bits* bits = bits_of(argv);
    if(!bits) return false;
    nd_Array* out = nd_array(py_arg(1));
    nd_Size count = nd_count(out);
    bool is_single = out->type == ND_FLOAT32;
    double* d = (double*)out->data;
    float* f = (float*)out->data;
    switch(py_tostr(py_arg(2))[0]) {
        case 'u': is_single ? random_standard_uniform_fill_f(&bits->bits, count, f) : pkr_fill_uniform(bits, d, (size_t)count); break;
        case 'n': is_single ? random_standard_normal_fill_f(&bits->bits, count, f) : random_standard_normal_fill(&bits->bits, count, d); break;
        case 'e': is_single ? random_standard_exponential_fill_f(&bits->bits, count, f) : random_standard_exponential_fill(&bits->bits, count, d); break;
        default: is_single ? random_standard_exponential_inv_fill_f(&bits->bits, count, f) : random_standard_exponential_inv_fill(&bits->bits, count, d);
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

/* One whole number in [low, low + range], in the bits of the type it is for. */
static uint64_t bounded(Bounded* b, int bytes, bool is_bool, uint64_t low, uint64_t range) {
    uint64_t mask = b->masked ? mask_of(range) : 0;
    if(is_bool) return random_buffered_bounded_bool(b->bits, (npy_bool)low, (npy_bool)range, (npy_bool)mask, b->masked, &b->rest, &b->buffer);
    switch(bytes) {
        case 1: return random_buffered_bounded_uint8(b->bits, (uint8_t)low, (uint8_t)range, (uint8_t)mask, b->masked, &b->rest, &b->buffer);
        case 2: return random_buffered_bounded_uint16(b->bits, (uint16_t)low, (uint16_t)range, (uint16_t)mask, b->masked, &b->rest, &b->buffer);
        case 4: return random_buffered_bounded_uint32(b->bits, (uint32_t)low, (uint32_t)range, (uint32_t)mask, b->masked, &b->rest, &b->buffer);
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

/* _integers(self, out, low, high, masked): `low` and `high` (which counts) are int64 or uint64 arrays that broadcast to `out` */
static bool integers(int argc, py_Ref argv) {
    PY_CHECK_ARGC(5);
    pkr_Bits* bits = bits_of(argv);
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
    pkr_Bits* bits = bits_of(argv);
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
    pkr_Bits* bits = bits_of(argv);
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
    pkr_Bits* bits = bits_of(argv);
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
    pkr_Bits* bits = bits_of(argv);
    if(!bits) return false;
    nd_Array* a = nd_array(py_arg(1));
    shuffle_numbers(&bits->bits, (int64_t*)a->data, nd_count(a), (nd_Size)py_toint(py_arg(2)));
    py_assign(py_retval(), py_arg(1));
    return true;
}

/* ---- several numbers that belong together -------------------------------------------------------------- */

/* _multinomial(self, out, n, p, is_legacy): rows of `out` (int64 zeros); `n` (int64) and `p` (float64) have a row each, or one for all */
static bool multinomial(int argc, py_Ref argv) {
    PY_CHECK_ARGC(5);
    pkr_Bits* bits = bits_of(argv);
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

/* Breaks a stick with beta numbers: for small parameters, whose gamma numbers may all be 0. */
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
    pkr_Bits* bits = bits_of(argv);
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
            to[j] = how == 'l' ? legacy_standard_gamma(&bits->legacy, alpha[j]) : random_standard_gamma(&bits->bits, alpha[j]);
            sum += to[j];
        }
        double factor = 1 / sum;
        for(nd_Size j = 0; j < k; j++) to[j] *= factor;
    }
    py_assign(py_retval(), py_arg(1));
    return true;
}

void pkw_add_numpy_random(void) {
    static const struct {
        const char* name;
        py_CFunction function;
    } FUNCTIONS[] = {
        {"_start", start},       {"_seed", seed},         {"_words", words},     {"_entropy", entropy},           {"_state", get_state},
        {"_set_state", set_state}, {"_bind", bind},       {"_fill", fill_out},   {"_integers", integers},         {"_shuffle", shuffle},
        {"_interval", interval}, {"_sample", sample},     {"_shuffle_tail", shuffle_tail}, {"_multinomial", multinomial}, {"_dirichlet", dirichlet},
    };
    py_GlobalRef module = py_newmodule("numpy.random");
    for(unsigned i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) py_bindfunc(module, FUNCTIONS[i].name, FUNCTIONS[i].function);
    tp_bits = py_newtype("BitGenerator", tp_object, module, NULL);
    py_bindmagic(tp_bits, py_name("__new__"), bits_new);
    py_setdict(module, py_name("BitGenerator"), py_tpobject(tp_bits));
    nd_run_submodule(module, "random", pkw_python_numpy_python_random);
}
