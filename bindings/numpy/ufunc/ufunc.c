/*
 * Applying a universal function: types are found as NumPy 2 finds them (Python's numbers are weak), operands are broadcast,
 * and the loop runs over chunks that lie side by side.
 * Limits: no warnings; where NumPy computes small integers in float16, this computes in float32.
 */
#include "ufunc.h"

#include <string.h>

/* ---- types ------------------------------------------------------------------------ */

static bool has_loop(const nd_Ufunc* ufunc, int type) {
    if(ufunc->takes_bools) return type == ND_BOOL;
    if(ufunc->only_double && type != ND_FLOAT64 && type != ND_COMPLEX128) return false;
    if(ufunc->loops && ufunc->loops[type]) return true;
    if(nd_is_complex(type)) return ufunc->complex1 != NULL;
    return nd_is_float(type) && (ufunc->real1 || ufunc->real2);
}

int nd_loop_type(const nd_Ufunc* ufunc, int type) {
    if(ufunc->takes_bools) return ND_BOOL;
    if(ufunc->gives_double && type <= ND_UINT64) return ND_FLOAT64;
    if(ufunc->only_double) return nd_is_complex(type) ? ND_COMPLEX128 : ND_FLOAT64;
    if(type != ND_NO_TYPE && has_loop(ufunc, type)) return type;
    for(int loop = 0; loop < ND_TYPES; loop++) {
        if(has_loop(ufunc, loop) && nd_can_cast(type, loop, ND_CAST_SAFE)) return loop;
    }
    return ND_NO_TYPE;
}

int nd_result_type(const nd_Ufunc* ufunc, int loop_type) {
    if(ufunc->out == ND_OUT_BOOL) return ND_BOOL;
    if(ufunc->out == ND_OUT_REAL && nd_is_complex(loop_type)) return loop_type == ND_COMPLEX64 ? ND_FLOAT32 : ND_FLOAT64;
    return loop_type;
}

bool nd_no_signature(const nd_Ufunc* ufunc) {
    return nd_error(tp_TypeError, "No loop matching the specified signature and casting was found for ufunc %s", ufunc->name);
}

bool nd_no_loop(const nd_Ufunc* ufunc) {
    return nd_error(tp_TypeError,
                    "ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to any supported types "
                    "according to the casting rule ''safe''", ufunc->name);
}

/* ---- loops of single elements ---------------------------------------------------------- */

static void apply_real(const nd_Ufunc* ufunc, bool is_single, void* out, const void* a, const void* b, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) {
        double x = is_single ? ((const float*)a)[i] : ((const double*)a)[i], result;
        if(ufunc->real1) result = ufunc->real1(x);
        else result = ufunc->real2(x, is_single ? ((const float*)b)[i] : ((const double*)b)[i]);
        if(is_single) ((float*)out)[i] = (float)result;
        else ((double*)out)[i] = result;
    }
}

static double complex compose(double re, double im) {
    union {
        double parts[2];
        double complex whole;
    } value = {{re, im}};
    return value.whole;
}

static void apply_complex(const nd_Ufunc* ufunc, bool is_single, void* out, const void* a, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) {
        double re = is_single ? ((const nd_Complex64*)a)[i].re : ((const nd_Complex128*)a)[i].re;
        double im = is_single ? ((const nd_Complex64*)a)[i].im : ((const nd_Complex128*)a)[i].im;
        double complex z = ufunc->complex1(compose(re, im));
        if(is_single) ((nd_Complex64*)out)[i] = (nd_Complex64){(float)creal(z), (float)cimag(z)};
        else ((nd_Complex128*)out)[i] = (nd_Complex128){creal(z), cimag(z)};
    }
}

void nd_apply(const nd_Ufunc* ufunc, int type, void* out, const void* a, const void* b, nd_Size count) {
    nd_Kernel kernel = ufunc->loops ? ufunc->loops[type] : NULL;
    if(kernel && ufunc->is_exchanged) kernel(out, b, a, count);
    else if(kernel) kernel(out, a, b, count);
    else if(nd_is_complex(type)) apply_complex(ufunc, type == ND_COMPLEX64, out, a, count);
    else apply_real(ufunc, type == ND_FLOAT32, out, a, b, count);
}

/* ---- operands ------------------------------------------------------------------------------ */

typedef struct {
    const nd_Array* array; /* NULL for a Python number */
    py_Ref scalar;
    char weak;
    nd_Stream stream;
    char element[16];      /* what a constant operand is, as the loop's type */
    bool is_constant;
} Operand;

/* `place` is a stack temporary that keeps what had to be made. */
static bool read_operand(Operand* operand, py_Ref value, py_Ref place) {
    operand->weak = nd_is_array(value) ? 0 : nd_scalar_kind(value);
    operand->scalar = value;
    operand->array = NULL;
    if(operand->weak) return true;
    if(!nd_asarray(place, value, ND_NO_TYPE)) return false;
    operand->array = nd_array(place);
    return true;
}

/* The common type of the operands; bools of Python are as strong as arrays. */
static int common_type(const Operand* operands, int count) {
    int type = ND_NO_TYPE;
    char weak = 0;
    for(int i = 0; i < count; i++) {
        const Operand* operand = &operands[i];
        if(operand->array || operand->weak == 'b') {
            int next = operand->array ? operand->array->type : ND_BOOL;
            type = type == ND_NO_TYPE ? next : (int)nd_promote(type, next);
        } else if(!weak || strchr("ifc", operand->weak) > strchr("ifc", weak)) weak = operand->weak;
    }
    return nd_promote_weak(type, weak);
}

/* Whether a Python int is outside of an integer type: comparisons then go by value. */
static bool is_beyond(const Operand* operand, int type) {
    if(operand->weak != 'i' || !nd_is_integer(type)) return false;
    char element[16];
    if(nd_store(type, element, operand->scalar)) return false;
    py_clearexc(NULL);
    return true;
}

static int find_loop(const nd_Ufunc* ufunc, const Operand* operands, int type, const nd_Call* call) {
    if(call->type != ND_NO_TYPE && ufunc->out != ND_OUT_BOOL) return has_loop(ufunc, call->type) ? call->type : ND_NO_TYPE;
    bool is_comparison = ufunc->out == ND_OUT_BOOL && ufunc->inputs == 2 && !ufunc->takes_bools;
    if(is_comparison && (is_beyond(&operands[0], type) || is_beyond(&operands[1], type))) type = type == ND_UINT64 ? ND_FLOAT64 : ND_INT64;
    bool is_float_only = nd_is_float(nd_loop_type(ufunc, ND_INT64)) && ufunc->inputs == 2 && !ufunc->gives_double && !ufunc->only_double;
    if(!is_float_only || !operands[0].array || !operands[1].array) return nd_loop_type(ufunc, type);
    int first = nd_loop_type(ufunc, operands[0].array->type), second = nd_loop_type(ufunc, operands[1].array->type);
    return first == ND_NO_TYPE || second == ND_NO_TYPE ? ND_NO_TYPE : (int)nd_promote(first, second);
}

/* The type that an operand would have by itself; Python's numbers fit into all types of their kind and above. */
static int type_to_cast(const Operand* operand, int loop_type) {
    if(operand->array) return operand->array->type;
    if(operand->weak == 'i' && loop_type == ND_BOOL) return ND_INT64;
    if(operand->weak == 'f' && loop_type <= ND_UINT64) return ND_FLOAT64;
    if(operand->weak == 'c' && !nd_is_complex(loop_type)) return ND_COMPLEX128;
    return loop_type;
}

static bool check_inputs(const nd_Ufunc* ufunc, const Operand* operands, int type, const nd_Call* call) {
    if(ufunc->takes_bools) return true;
    for(int i = 0; i < ufunc->inputs; i++) {
        int from = type_to_cast(&operands[i], type);
        if(nd_can_cast(from, type, call->casting)) continue;
        return nd_error(nd_tp_ufunc_type_error, "Cannot cast ufunc '%s' input%s from dtype('%s') to dtype('%s') with casting rule '%s'", ufunc->name,
                        ufunc->inputs == 1 ? "" : i ? " 1" : " 0", nd_type_info[from].name, nd_type_info[type].name, nd_casting_name(call->casting));
    }
    return true;
}

/* Makes an operand ready to be read in the loop's type. */
static bool start_operand(Operand* operand, int type, int ndim, const nd_Size* shape) {
    operand->is_constant = !operand->array || operand->array->ndim == 0;
    if(operand->array && !operand->is_constant) {
        nd_stream(&operand->stream, operand->array, ndim, shape);
        operand->is_constant = operand->stream.constant;
    }
    if(operand->array) {
        if(operand->is_constant && nd_count(operand->array)) nd_cast(type, operand->element, operand->array->type, operand->array->data, 1);
        return true;
    }
    if(type == ND_BOOL && operand->weak == 'c') {
        nd_Complex128 parts;
        nd_to_complex(operand->scalar, &parts);
        operand->element[0] = parts.re != 0 || parts.im != 0;
        return true;
    }
    return nd_store(type, operand->element, operand->scalar);
}

static void repeat(char* buffer, const char* element, int bytes, nd_Size count) {
    memcpy(buffer, element, (size_t)bytes);
    for(nd_Size done = 1; done < count; done *= 2) {
        nd_Size more = done < count - done ? done : count - done;
        memcpy(buffer + done * bytes, buffer, (size_t)(more * bytes));
    }
}

/* ---- the run over all chunks -------------------------------------------------------------------- */

typedef struct {
    const nd_Ufunc* ufunc;
    Operand* operands;
    int type, result_type;
    nd_Stream out, mask, old; /* the last two with `where` only */
    bool has_mask;
} Run;

static void blend(char* fresh, const char* old, const uint8_t* mask, nd_Size count, int bytes) {
    for(nd_Size i = 0; i < count; i++) {
        if(!mask[i]) memcpy(fresh + i * bytes, old + i * bytes, (size_t)bytes);
    }
}

static void run_chunk(Run* run, nd_Size count, char (*buffers)[ND_CHUNK * 16], bool* is_filled) {
    const char* in[2] = {NULL, NULL};
    int bytes = nd_size_of(run->type);
    for(int i = 0; i < run->ufunc->inputs; i++) {
        Operand* operand = &run->operands[i];
        if(!operand->is_constant) {
            in[i] = nd_next(&operand->stream, count, run->type, buffers[i]);
            continue;
        }
        if(!is_filled[i]) repeat(buffers[i], operand->element, bytes, count);
        is_filled[i] = true;
        in[i] = buffers[i];
    }
    if(!in[1]) in[1] = in[0];
    char* direct = run->has_mask ? NULL : nd_direct(&run->out, count, run->result_type);
    char* out = direct ? direct : buffers[2];
    nd_apply(run->ufunc, run->type, out, in[0], in[1], count);
    if(direct) return;
    if(run->has_mask) {
        char old[ND_CHUNK * 16], mask[ND_CHUNK * 16];
        const char* kept = nd_next(&run->old, count, run->result_type, old);
        blend(out, kept, (const uint8_t*)nd_next(&run->mask, count, ND_BOOL, mask), count, nd_size_of(run->result_type));
    }
    nd_put(&run->out, count, run->result_type, out);
}

static bool is_all_plain(const Run* run) {
    for(int i = 0; i < run->ufunc->inputs; i++) {
        const Operand* operand = &run->operands[i];
        if(operand->is_constant || !operand->stream.plain || operand->stream.type != run->type) return false;
    }
    return !run->has_mask && run->out.plain && run->out.type == run->result_type;
}

static void run_all(Run* run, nd_Size total) {
    if(is_all_plain(run)) {
        const char* a = run->operands[0].stream.at;
        nd_apply(run->ufunc, run->type, run->out.at, a, run->ufunc->inputs == 2 ? run->operands[1].stream.at : a, total);
        return;
    }
    char buffers[3][ND_CHUNK * 16];
    bool is_filled[2] = {false, false};
    for(nd_Size left = total; left > 0;) {
        nd_Size count = left < ND_CHUNK ? left : ND_CHUNK;
        run_chunk(run, count, buffers, is_filled);
        left -= count;
    }
}

/* ---- shapes and results ------------------------------------------------------------------------------ */

typedef struct {
    int ndim;
    nd_Size shape[ND_MAX_DIMS];
} Shape;

static bool join_shapes(Shape* shape, const Operand* operands, int count) {
    shape->ndim = 0;
    nd_Array* arrays[2];
    int found = 0;
    bool fits = true;
    for(int i = 0; i < count; i++) {
        const nd_Array* array = operands[i].array;
        if(!array) continue;
        arrays[found++] = (nd_Array*)array;
        fits = fits && nd_broadcast(&shape->ndim, shape->shape, array->ndim, array->shape);
    }
    return fits || nd_broadcast_error(found, arrays);
}

/* The shapes of all operands, as NumPy lists them when they do not fit together. */
static bool refuse_shapes(const nd_Ufunc* ufunc, const Operand* operands, const nd_Array* out) {
    static nd_Array scalar;
    nd_Array* arrays[3];
    int count = 0;
    for(int i = 0; i < ufunc->inputs; i++) arrays[count++] = operands[i].array ? (nd_Array*)operands[i].array : &scalar;
    arrays[count++] = (nd_Array*)out;
    return nd_broadcast_error(count, arrays);
}

static bool check_out_type(const nd_Ufunc* ufunc, py_Ref out, int result_type, nd_Casting casting) {
    if(!nd_is_array(out)) return nd_error(tp_TypeError, "return arrays must be of ArrayType");
    const nd_Array* array = nd_array(out);
    if(!array->writeable) return nd_error(tp_ValueError, "output array is read-only");
    if(nd_can_cast(result_type, array->type, casting)) return true;
    return nd_error(nd_tp_ufunc_type_error, "Cannot cast ufunc '%s' output from dtype('%s') to dtype('%s') with casting rule '%s'", ufunc->name,
                    nd_type_info[result_type].name, nd_type_info[array->type].name, nd_casting_name(casting));
}

static bool check_out(const nd_Ufunc* ufunc, const Operand* operands, const Shape* shape, py_Ref out) {
    const nd_Array* array = nd_array(out);
    int ndim = shape->ndim;
    nd_Size joined[ND_MAX_DIMS];
    memcpy(joined, shape->shape, sizeof(nd_Size) * (size_t)ndim);
    int given = ndim;
    if(!nd_broadcast(&ndim, joined, array->ndim, array->shape)) return refuse_shapes(ufunc, operands, array);
    bool fits = array->ndim >= given && ndim == array->ndim &&
                memcmp(joined, array->shape, sizeof(nd_Size) * (size_t)ndim) == 0;
    if(!fits) {
        char want[256], have[256];
        nd_format_shape(want, sizeof want, shape->ndim, shape->shape);
        nd_format_shape(have, sizeof have, array->ndim, array->shape);
        for(char *from = want, *to = want; (*to = *from); from++) to += *from != ' ';
        for(char *from = have, *to = have; (*to = *from); from++) to += *from != ' ';
        return nd_error(tp_ValueError, "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s", have, want);
    }
    return true;
}

/* Whether writing `out` while reading would be seen: same place and same steps is fine. */
static bool must_go_aside(const nd_Array* out, const Operand* operands, int count) {
    for(int i = 0; i < count; i++) {
        const nd_Array* in = operands[i].array;
        if(!in || !nd_overlaps(out, in)) continue;
        bool is_same = in->data == out->data && in->type == out->type && nd_same_shape(in, out) &&
                       memcmp(in->strides, out->strides, sizeof(nd_Size) * (size_t)in->ndim) == 0;
        if(!is_same) return true;
    }
    return false;
}

/* Results keep Fortran order where all operands have it. */
static char result_order(const Operand* operands, int count) {
    char order = 'C';
    for(int i = 0; i < count; i++) {
        const nd_Array* array = operands[i].array;
        if(!array || array->ndim < 2) continue;
        if(nd_is_contiguous(array) || !nd_is_fortran(array)) return 'C';
        order = 'F';
    }
    return order;
}

static bool start_mask(Run* run, py_Ref where, py_Ref place, const nd_Array* out) {
    run->has_mask = where && nd_is_set(where) && !(py_isbool(where) && py_tobool(where));
    if(!run->has_mask) return true;
    if(!nd_asarray(place, where, ND_NO_TYPE)) return false;
    const nd_Array* mask = nd_array(place);
    if(mask->type != ND_BOOL) return nd_error(tp_TypeError, "Cannot cast array data from dtype('%s') to dtype('bool') according to the rule 'safe'", nd_type_info[mask->type].name);
    int ndim = out->ndim;
    nd_Size joined[ND_MAX_DIMS];
    memcpy(joined, out->shape, sizeof(nd_Size) * (size_t)ndim);
    if(!nd_broadcast(&ndim, joined, mask->ndim, mask->shape) || ndim != out->ndim || memcmp(joined, out->shape, sizeof(nd_Size) * (size_t)ndim) != 0) {
        nd_Array* arrays[2] = {(nd_Array*)out, (nd_Array*)mask};
        return nd_broadcast_error(2, arrays);
    }
    nd_stream(&run->mask, mask, ndim, joined);
    nd_stream(&run->old, out, ndim, joined);
    return true;
}

static bool negative_exponent(const Operand* exponent, int type) {
    if(!nd_is_signed(type)) return false;
    if(!exponent->array) return exponent->weak == 'i' && py_toint(exponent->scalar) < 0;
    nd_Stream stream;
    char buffer[ND_CHUNK * 16];
    nd_stream(&stream, exponent->array, exponent->array->ndim, exponent->array->shape);
    for(nd_Size left = nd_count(exponent->array); left > 0;) {
        nd_Size count = left < ND_CHUNK ? left : ND_CHUNK;
        const int64_t* values = (const int64_t*)nd_next(&stream, count, ND_INT64, buffer);
        for(nd_Size i = 0; i < count; i++) if(values[i] < 0) return true;
        left -= count;
    }
    return false;
}

static bool check_operation(const nd_Ufunc* ufunc, const nd_Call* call, int common, int type) {
    bool is_free = call->type == ND_NO_TYPE || call->type == ND_BOOL, is_real_only = ufunc->out == ND_OUT_REAL && nd_is_complex(call->type);
    if(call->type != ND_NO_TYPE && is_real_only) return nd_no_signature(ufunc);
    bool is_bool_only = call->type != ND_NO_TYPE && call->type != ND_BOOL && ufunc->out == ND_OUT_BOOL;
    if(is_bool_only || (call->type != ND_NO_TYPE && type == ND_NO_TYPE)) return nd_no_signature(ufunc);
    common = is_free ? common : ND_NO_TYPE;
    if(common == ND_BOOL && ufunc->loops == nd_subtract) {
        return nd_error(tp_TypeError, "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.");
    }
    if(common == ND_BOOL && ufunc->loops == nd_negative) {
        return nd_error(tp_TypeError, "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.");
    }
    if(common == ND_BOOL && (ufunc->loops == nd_positive || ufunc->loops == nd_sign || ufunc->loops == nd_gcd || ufunc->loops == nd_lcm)) {
        return nd_error(nd_tp_ufunc_type_error, "ufunc '%s' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None", ufunc->name);
    }
    return type != ND_NO_TYPE || nd_no_loop(ufunc);
}

static bool run_call(const nd_Ufunc* ufunc, const nd_Call* call, Operand* operands, py_Ref made, py_Ref mask_place, py_OutRef result) {
    Shape shape;
    Run run; /* its streams are large, and set one by one */
    run.ufunc = ufunc;
    run.operands = operands;
    int common = common_type(operands, ufunc->inputs);
    run.type = find_loop(ufunc, operands, common, call);
    if(!check_operation(ufunc, call, common, run.type) || !check_inputs(ufunc, operands, run.type, call)) return false;
    run.result_type = nd_result_type(ufunc, run.type);
    bool has_out = call->out && nd_is_set(call->out);
    if(has_out && !check_out_type(ufunc, call->out, run.result_type, call->casting)) return false;
    if(!join_shapes(&shape, operands, ufunc->inputs) || (has_out && !check_out(ufunc, operands, &shape, call->out))) return false;
    if(ufunc->loops == nd_power && nd_product(shape.ndim, shape.shape) > 0 && negative_exponent(&operands[1], run.type)) return nd_error(tp_ValueError, "Integers to negative integer powers are not allowed.");
    bool is_aside = has_out && must_go_aside(nd_array(call->out), operands, ufunc->inputs);
    const Shape* target = &shape;
    Shape out_shape;
    if(has_out) {
        out_shape.ndim = nd_array(call->out)->ndim;
        memcpy(out_shape.shape, nd_array(call->out)->shape, sizeof(nd_Size) * (size_t)out_shape.ndim);
        target = &out_shape;
    }
    if(!has_out || is_aside) {
        if(!nd_new_order(made, run.result_type, target->ndim, target->shape, result_order(operands, ufunc->inputs))) return false;
        if(is_aside && !nd_assign(nd_array(made), nd_array(call->out))) return false;
    } else py_assign(made, call->out);
    nd_Array* out = nd_array(made);
    if(!start_mask(&run, call->where, mask_place, out)) return false;
    for(int i = 0; i < ufunc->inputs; i++) {
        if(!start_operand(&operands[i], run.type, target->ndim, target->shape)) return false;
    }
    nd_stream(&run.out, out, target->ndim, target->shape);
    run_all(&run, nd_count(out));
    if(is_aside && !nd_assign(nd_array(call->out), out)) return false;
    py_assign(result, has_out ? call->out : made);
    return true;
}

/* The loop, where it can run over the operands as they lie and nothing has to be found out; small arrays spend their time on that. */
static nd_Kernel plain_loop(const nd_Ufunc* ufunc, const nd_Call* call) {
    bool is_asked = (call->out && nd_is_set(call->out)) || (call->where && nd_is_set(call->where)) || call->type != ND_NO_TYPE;
    if(is_asked || !nd_is_array(call->a) || !ufunc->loops || ufunc->takes_bools || ufunc->loops == nd_power) return NULL;
    const nd_Array *a = nd_array(call->a), *b = a;
    if(a->type == ND_BOOL || a->ndim == 0 || !nd_is_contiguous(a) || nd_loop_type(ufunc, a->type) != a->type) return NULL;
    if(ufunc->inputs == 2) {
        if(!nd_is_array(call->b)) return NULL;
        b = nd_array(call->b);
        if(b->type != a->type || !nd_same_shape(a, b) || !nd_is_contiguous(b)) return NULL;
    }
    return ufunc->loops[a->type];
}

static bool call_plain(const nd_Ufunc* ufunc, const nd_Call* call, py_OutRef result) {
    const nd_Array *a = nd_array(call->a), *b = ufunc->inputs == 2 ? nd_array(call->b) : a;
    if(!nd_new(result, nd_result_type(ufunc, a->type), a->ndim, a->shape)) return false;
    nd_apply(ufunc, a->type, nd_array(result)->data, a->data, b->data, nd_count(a));
    return true;
}

/* One long axis in the same order for all: the order of elements in memory does not matter then. */
bool nd_call(const nd_Ufunc* ufunc, const nd_Call* call, py_OutRef result) {
    if(plain_loop(ufunc, call)) return call_plain(ufunc, call, result);
    Operand operands[2];
    py_Ref made = py_pushtmp(), mask = py_pushtmp(), a = py_pushtmp(), b = py_pushtmp();
    py_newnil(made), py_newnil(mask), py_newnil(a), py_newnil(b);
    bool ok = read_operand(&operands[0], call->a, a) && (ufunc->inputs == 1 || read_operand(&operands[1], call->b, b)) &&
              run_call(ufunc, call, operands, made, mask, result);
    py_shrink(4);
    return ok;
}
