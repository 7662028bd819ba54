/*
 * The module `numpy.random`: streams and single draws in C over NumPy's own sources (random/), the rest of its methods
 * in Python (python/random/).
 * Limits: SeedSequence takes whole numbers below 2**63, alone or in sequences; the state of PCG64 is not
 * shown, since it has 128 bits.
 */
#include "python/parts.h"
#include "random/table.h"

#include <math.h>
#include <string.h>

extern const char pkw_python_numpy_python_random_methods[], pkw_python_numpy_python_random_seeds[],
    pkw_python_numpy_python_random_random[];

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
pkr_Bits* pkr_bits_of(py_Ref value) {
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
    int count; /* of parameters */
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
        case 'm':
            return x > POISSON_MEAN_MAX ? nd_error(tp_ValueError, "%s value too large", name)
                                        : nd_error(tp_ValueError, "%s < 0 or %s %s", name, name, nan);
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
        default:
            return ((double (*)(void*, double, double, double))draw->function)(draw->source, p[0][i], p[1][i], p[2][i]);
    }
}

static int64_t draw_whole(const Draw* draw, const double* const* p, nd_Size i) {
    if(draw->count == 1) return ((int64_t (*)(void*, double))draw->function)(draw->source, p[0][i]);
    return ((int64_t (*)(void*, double, int64_t, binomial_t*))draw->function)(draw->source, p[1][i], (int64_t)p[0][i],
                                                                              draw->binomial);
}

static void fill(const Draw* draw, nd_Array* out, py_Ref parameters) {
    static char buffers[PARAMETERS_MAX][ND_CHUNK * 16];
    nd_Stream streams[PARAMETERS_MAX];
    const double* values[PARAMETERS_MAX];
    for(int k = 0; k < draw->count; k++) nd_stream(&streams[k], nd_array(parameters + k), out->ndim, out->shape);
    for(nd_Size done = 0, total = nd_count(out); done < total; done += ND_CHUNK) {
        nd_Size count = total - done < ND_CHUNK ? total - done : ND_CHUNK;
        char* to = out->data + done * 8;
        for(int k = 0; k < draw->count; k++)
            values[k] = (const double*)nd_next(&streams[k], count, ND_FLOAT64, buffers[k]);
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
    const char* text =
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d with shape %s and arg %d with shape %s.";
    return first < second ? nd_error(tp_ValueError, text, first, one, second, other)
                          : nd_error(tp_ValueError, text, second, other, first, one);
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
        if(!nd_broadcast(&joined, wide, array->ndim, array->shape))
            return mismatch(k + shift, array, 0, shift ? given : nd_array(parameters)->ndim,
                            shift ? shape : nd_array(parameters)->shape);
    }
    bool fits = py_isnone(size) || (joined == given && memcmp(wide, shape, sizeof(nd_Size) * (size_t)given) == 0);
    if(!fits) {
        char wanted[256], found[256];
        nd_format_shape(wanted, sizeof wanted, given, shape);
        nd_format_shape(found, sizeof found, joined, wide);
        return nd_error(tp_ValueError, "Output size %s is not compatible with broadcast dimensions of inputs %s.",
                        wanted, found);
    }
    *ndim = joined;
    memcpy(shape, wide, sizeof(nd_Size) * (size_t)joined);
    return true;
}

static bool parse_parameter(const Draw* draw, int index, py_Ref value, py_OutRef out) {
    char name[16];
    parameter_name(draw, index, name);
    if(!nd_is_given(value))
        return nd_error(tp_TypeError, "%.*s() missing the argument '%s'", (int)strcspn(draw->row->signature, "("),
                        draw->row->signature, name);
    if(!nd_asarray(out, value, ND_NO_TYPE)) return false;
    int type = nd_array(out)->type, wanted = parameter_rules(draw)[index] == 'N' ? ND_INT64 : ND_FLOAT64;
    if(!nd_can_cast(type, wanted, ND_CAST_SAME_KIND) && wanted == ND_INT64)
        return nd_error(tp_TypeError,
                        "Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'",
                        nd_type_info[type].name);
    if(nd_is_complex(type))
        return nd_error(tp_TypeError, "float() argument must be a string or a real number, not 'complex'");
    return nd_ascontiguous(out, out, wanted) && check_parameter(draw, index, nd_array(out));
}

/* method(self, parameters..., size=None): slots of the function hold its row and whether it is RandomState's */
static bool draw_method(int argc, py_Ref argv) {
    py_Ref function = py_inspect_currentfunction();
    const pkr_Distribution* row = &pkr_distributions[py_toint(py_getslot(function, 0))];
    bool is_legacy = py_tobool(py_getslot(function, 1));
    pkr_Bits* bits = pkr_bits_of(argv);
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
    ok = ok && result_shape(&draw, py_arg(argc - 1), places, &ndim, shape) &&
         nd_new(made, row->rules[0] == 'd' ? ND_FLOAT64 : ND_INT64, ndim, shape);
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

void pkw_add_numpy_random(void) {
    static const struct {
        const char* name;
        py_CFunction function;
    } FUNCTIONS[] = {
        {"_start", start},     {"_seed", seed},           {"_words", words}, {"_entropy", entropy},
        {"_state", get_state}, {"_set_state", set_state}, {"_bind", bind},
    };
    py_GlobalRef module = py_newmodule("numpy.random");
    for(unsigned i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        py_bindfunc(module, FUNCTIONS[i].name, FUNCTIONS[i].function);
    pkr_add_fills(module);
    tp_bits = py_newtype("BitGenerator", tp_object, module, NULL);
    py_bindmagic(tp_bits, py_name("__new__"), bits_new);
    py_setdict(module, py_name("BitGenerator"), py_tpobject(tp_bits));
    py_setdict(module, py_name("np"), py_getmodule("numpy"));
    /* the import finds the exception */
    if(!nd_run_python(pkw_python_numpy_python_random_seeds, "numpy.random", module)) return;
    if(!nd_run_python(pkw_python_numpy_python_random_methods, "numpy.random", module)) return;
    nd_run_submodule(module, "random", pkw_python_numpy_python_random_random);
}
