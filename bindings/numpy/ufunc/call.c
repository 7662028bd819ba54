/*
 * One call of a universal function: operands are broadcast, what was asked for is checked, and the
 * result is made or written to.
 * Limits: no warnings; where NumPy computes small integers in float16, this computes in float32.
 */
#include "call.h"

#include <string.h>

/* ---- shapes and results ------------------------------------------------------------------------------ */

typedef struct {
    int ndim;
    nd_Size shape[ND_MAX_DIMS];
} Shape;

static bool join_shapes(Shape* shape, const nd_Operand* operands, int count) {
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

/* The shapes of all operands, as NumPy lists them when they cannot be broadcast. */
static bool refuse_shapes(const nd_Ufunc* ufunc, const nd_Operand* operands, const nd_Array* out) {
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
    return nd_error(nd_tp_ufunc_type_error,
                    "Cannot cast ufunc '%s' output from dtype('%s') to dtype('%s') with casting rule '%s'", ufunc->name,
                    nd_type_info[result_type].name, nd_type_info[array->type].name, nd_casting_name(casting));
}

static bool check_out(const nd_Ufunc* ufunc, const nd_Operand* operands, const Shape* shape, py_Ref out) {
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
        return nd_error(tp_ValueError,
                        "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s", have,
                        want);
    }
    return true;
}

/* Whether writing `out` could clobber unread operands: same address and same strides is safe. */
static bool must_go_aside(const nd_Array* out, const nd_Operand* operands, int count) {
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
static char result_order(const nd_Operand* operands, int count) {
    char order = 'C';
    for(int i = 0; i < count; i++) {
        const nd_Array* array = operands[i].array;
        if(!array || array->ndim < 2) continue;
        if(nd_is_contiguous(array) || !nd_is_fortran(array)) return 'C';
        order = 'F';
    }
    return order;
}

static bool start_mask(nd_Run* run, py_Ref where, py_Ref place, const nd_Array* out) {
    run->has_mask = where && nd_is_set(where) && !(py_isbool(where) && py_tobool(where));
    if(!run->has_mask) return true;
    if(!nd_asarray(place, where, ND_NO_TYPE)) return false;
    const nd_Array* mask = nd_array(place);
    if(mask->type != ND_BOOL)
        return nd_error(tp_TypeError,
                        "Cannot cast array data from dtype('%s') to dtype('bool') according to the rule 'safe'",
                        nd_type_info[mask->type].name);
    int ndim = out->ndim;
    nd_Size joined[ND_MAX_DIMS];
    memcpy(joined, out->shape, sizeof(nd_Size) * (size_t)ndim);
    if(!nd_broadcast(&ndim, joined, mask->ndim, mask->shape) || ndim != out->ndim ||
       memcmp(joined, out->shape, sizeof(nd_Size) * (size_t)ndim) != 0) {
        nd_Array* arrays[2] = {(nd_Array*)out, (nd_Array*)mask};
        return nd_broadcast_error(2, arrays);
    }
    nd_stream(&run->mask, mask, ndim, joined);
    nd_stream(&run->old, out, ndim, joined);
    return true;
}

static bool negative_exponent(const nd_Operand* exponent, int type) {
    if(!nd_is_signed(type)) return false;
    if(!exponent->array) return exponent->weak == 'i' && py_toint(exponent->scalar) < 0;
    nd_Stream stream;
    char buffer[ND_CHUNK * 16];
    nd_stream(&stream, exponent->array, exponent->array->ndim, exponent->array->shape);
    for(nd_Size left = nd_count(exponent->array); left > 0;) {
        nd_Size count = left < ND_CHUNK ? left : ND_CHUNK;
        const int64_t* values = (const int64_t*)nd_next(&stream, count, ND_INT64, buffer);
        for(nd_Size i = 0; i < count; i++)
            if(values[i] < 0) return true;
        left -= count;
    }
    return false;
}

static bool check_operation(const nd_Ufunc* ufunc, const nd_Call* call, int common, int type) {
    bool is_free = call->type == ND_NO_TYPE || call->type == ND_BOOL,
         is_real_only = ufunc->out == ND_OUT_REAL && nd_is_complex(call->type);
    if(call->type != ND_NO_TYPE && is_real_only) return nd_no_signature(ufunc);
    bool is_bool_only = call->type != ND_NO_TYPE && call->type != ND_BOOL && ufunc->out == ND_OUT_BOOL;
    if(is_bool_only || (call->type != ND_NO_TYPE && type == ND_NO_TYPE)) return nd_no_signature(ufunc);
    common = is_free ? common : ND_NO_TYPE;
    if(common == ND_BOOL && ufunc->loops == nd_subtract) {
        return nd_error(
            tp_TypeError,
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.");
    }
    if(common == ND_BOOL && ufunc->loops == nd_negative) {
        return nd_error(
            tp_TypeError,
            "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.");
    }
    if(common == ND_BOOL &&
       (ufunc->loops == nd_positive || ufunc->loops == nd_sign || ufunc->loops == nd_gcd || ufunc->loops == nd_lcm)) {
        return nd_error(
            nd_tp_ufunc_type_error,
            "ufunc '%s' did not contain a loop with signature matching types <class 'numpy.dtypes.BoolDType'> -> None",
            ufunc->name);
    }
    return type != ND_NO_TYPE || nd_no_loop(ufunc);
}

static bool run_call(const nd_Ufunc* ufunc, const nd_Call* call, nd_Operand* operands, py_Ref made, py_Ref mask_place,
                     py_OutRef result) {
    Shape shape;
    nd_Run run; /* its streams are large, so it is not zero-initialized */
    run.ufunc = ufunc;
    run.operands = operands;
    int common = nd_common_type(operands, ufunc->inputs);
    run.type = nd_find_loop(ufunc, operands, common, call);
    if(!check_operation(ufunc, call, common, run.type) || !nd_check_inputs(ufunc, operands, run.type, call))
        return false;
    run.result_type = nd_result_type(ufunc, run.type);
    bool has_out = call->out && nd_is_set(call->out);
    if(has_out && !check_out_type(ufunc, call->out, run.result_type, call->casting)) return false;
    if(!join_shapes(&shape, operands, ufunc->inputs) || (has_out && !check_out(ufunc, operands, &shape, call->out)))
        return false;
    if(ufunc->loops == nd_power && nd_product(shape.ndim, shape.shape) > 0 && negative_exponent(&operands[1], run.type))
        return nd_error(tp_ValueError, "Integers to negative integer powers are not allowed.");
    bool is_aside = has_out && must_go_aside(nd_array(call->out), operands, ufunc->inputs);
    const Shape* target = &shape;
    Shape out_shape;
    if(has_out) {
        out_shape.ndim = nd_array(call->out)->ndim;
        memcpy(out_shape.shape, nd_array(call->out)->shape, sizeof(nd_Size) * (size_t)out_shape.ndim);
        target = &out_shape;
    }
    if(!has_out || is_aside) {
        if(!nd_new_order(made, run.result_type, target->ndim, target->shape, result_order(operands, ufunc->inputs)))
            return false;
        if(is_aside && !nd_assign(nd_array(made), nd_array(call->out))) return false;
    } else py_assign(made, call->out);
    nd_Array* out = nd_array(made);
    if(!start_mask(&run, call->where, mask_place, out)) return false;
    for(int i = 0; i < ufunc->inputs; i++) {
        if(!nd_start_operand(&operands[i], run.type, target->ndim, target->shape)) return false;
    }
    nd_stream(&run.out, out, target->ndim, target->shape);
    nd_run_all(&run, nd_count(out));
    if(is_aside && !nd_assign(nd_array(call->out), out)) return false;
    py_assign(result, has_out ? call->out : made);
    return true;
}

/* The loop, where it can run over the operands in place without type resolution: a fast path for small arrays. */
static nd_Kernel plain_loop(const nd_Ufunc* ufunc, const nd_Call* call) {
    bool is_asked =
        (call->out && nd_is_set(call->out)) || (call->where && nd_is_set(call->where)) || call->type != ND_NO_TYPE;
    if(is_asked || !nd_is_array(call->a) || !ufunc->loops || ufunc->takes_bools || ufunc->loops == nd_power)
        return NULL;
    const nd_Array *a = nd_array(call->a), *b = a;
    if(a->type == ND_BOOL || a->ndim == 0 || !nd_is_contiguous(a) || nd_loop_type(ufunc, a->type) != a->type)
        return NULL;
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

/* The slow path handles broadcasting, casts, `out` and `where`. */
bool nd_call(const nd_Ufunc* ufunc, const nd_Call* call, py_OutRef result) {
    if(plain_loop(ufunc, call)) return call_plain(ufunc, call, result);
    nd_Operand operands[2];
    py_Ref made = py_pushtmp(), mask = py_pushtmp(), a = py_pushtmp(), b = py_pushtmp();
    py_newnil(made), py_newnil(mask), py_newnil(a), py_newnil(b);
    bool ok = nd_read_operand(&operands[0], call->a, a) &&
              (ufunc->inputs == 1 || nd_read_operand(&operands[1], call->b, b)) &&
              run_call(ufunc, call, operands, made, mask, result);
    py_shrink(4);
    return ok;
}
