/*
 * The operands of a universal function: type resolution as in NumPy 2 (Python's scalars are weak), and the loop over
 * contiguous chunks of them.
 */
#include "call.h"

#include <string.h>

/* ---- operands ------------------------------------------------------------------------------ */

/* `place` is a stack temporary that keeps what had to be made. */
bool nd_read_operand(nd_Operand* operand, py_Ref value, py_Ref place) {
    operand->weak = nd_is_array(value) ? 0 : nd_scalar_kind(value);
    operand->scalar = value;
    operand->array = NULL;
    if(operand->weak) return true;
    if(!nd_asarray(place, value, ND_NO_TYPE)) return false;
    operand->array = nd_array(place);
    return true;
}

/* The common type of the operands; bools of Python are as strong as arrays. */
int nd_common_type(const nd_Operand* operands, int count) {
    int type = ND_NO_TYPE;
    char weak = 0;
    for(int i = 0; i < count; i++) {
        const nd_Operand* operand = &operands[i];
        if(operand->array || operand->weak == 'b') {
            int next = operand->array ? operand->array->type : ND_BOOL;
            type = type == ND_NO_TYPE ? next : (int)nd_promote(type, next);
        } else if(!weak || strchr("ifc", operand->weak) > strchr("ifc", weak)) weak = operand->weak;
    }
    return nd_promote_weak(type, weak);
}

/* Whether a Python int is out of range of an integer type: comparisons are then by value. */
static bool is_beyond(const nd_Operand* operand, int type) {
    if(operand->weak != 'i' || !nd_is_integer(type)) return false;
    char element[16];
    if(nd_store(type, element, operand->scalar)) return false;
    py_clearexc(NULL);
    return true;
}

int nd_find_loop(const nd_Ufunc* ufunc, const nd_Operand* operands, int type, const nd_Call* call) {
    if(call->type != ND_NO_TYPE && ufunc->out != ND_OUT_BOOL)
        return nd_has_loop(ufunc, call->type) ? call->type : ND_NO_TYPE;
    bool is_comparison = ufunc->out == ND_OUT_BOOL && ufunc->inputs == 2 && !ufunc->takes_bools;
    if(is_comparison && (is_beyond(&operands[0], type) || is_beyond(&operands[1], type)))
        type = type == ND_UINT64 ? ND_FLOAT64 : ND_INT64;
    bool is_float_only =
        nd_is_float(nd_loop_type(ufunc, ND_INT64)) && ufunc->inputs == 2 && !ufunc->gives_double && !ufunc->only_double;
    if(!is_float_only || !operands[0].array || !operands[1].array) return nd_loop_type(ufunc, type);
    int first = nd_loop_type(ufunc, operands[0].array->type), second = nd_loop_type(ufunc, operands[1].array->type);
    return first == ND_NO_TYPE || second == ND_NO_TYPE ? ND_NO_TYPE : (int)nd_promote(first, second);
}

/* The type that an operand would have by itself; Python's numbers fit into all types of their kind and above. */
static int type_to_cast(const nd_Operand* operand, int loop_type) {
    if(operand->array) return operand->array->type;
    if(operand->weak == 'i' && loop_type == ND_BOOL) return ND_INT64;
    if(operand->weak == 'f' && loop_type <= ND_UINT64) return ND_FLOAT64;
    if(operand->weak == 'c' && !nd_is_complex(loop_type)) return ND_COMPLEX128;
    return loop_type;
}

bool nd_check_inputs(const nd_Ufunc* ufunc, const nd_Operand* operands, int type, const nd_Call* call) {
    if(ufunc->takes_bools) return true;
    for(int i = 0; i < ufunc->inputs; i++) {
        int from = type_to_cast(&operands[i], type);
        if(nd_can_cast(from, type, call->casting)) continue;
        return nd_error(nd_tp_ufunc_type_error,
                        "Cannot cast ufunc '%s' input%s from dtype('%s') to dtype('%s') with casting rule '%s'",
                        ufunc->name,
                        ufunc->inputs == 1 ? ""
                        : i                ? " 1"
                                           : " 0",
                        nd_type_info[from].name, nd_type_info[type].name, nd_casting_name(call->casting));
    }
    return true;
}

/* Prepares an operand to be read in the loop's type. */
bool nd_start_operand(nd_Operand* operand, int type, int ndim, const nd_Size* shape) {
    operand->is_constant = !operand->array || operand->array->ndim == 0;
    if(operand->array && !operand->is_constant) {
        nd_stream(&operand->stream, operand->array, ndim, shape);
        operand->is_constant = operand->stream.constant;
    }
    if(operand->array) {
        if(operand->is_constant && nd_count(operand->array))
            nd_cast(type, operand->element, operand->array->type, operand->array->data, 1);
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

static void blend(char* fresh, const char* old, const uint8_t* mask, nd_Size count, int bytes) {
    for(nd_Size i = 0; i < count; i++) {
        if(!mask[i]) memcpy(fresh + i * bytes, old + i * bytes, (size_t)bytes);
    }
}

static void run_chunk(nd_Run* run, nd_Size count, char (*buffers)[ND_CHUNK * 16], bool* is_filled) {
    const char* in[2] = {NULL, NULL};
    int bytes = nd_size_of(run->type);
    for(int i = 0; i < run->ufunc->inputs; i++) {
        nd_Operand* operand = &run->operands[i];
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
        blend(out, kept, (const uint8_t*)nd_next(&run->mask, count, ND_BOOL, mask), count,
              nd_size_of(run->result_type));
    }
    nd_put(&run->out, count, run->result_type, out);
}

static bool is_all_plain(const nd_Run* run) {
    for(int i = 0; i < run->ufunc->inputs; i++) {
        const nd_Operand* operand = &run->operands[i];
        if(operand->is_constant || !operand->stream.plain || operand->stream.type != run->type) return false;
    }
    return !run->has_mask && run->out.plain && run->out.type == run->result_type;
}

void nd_run_all(nd_Run* run, nd_Size total) {
    if(is_all_plain(run)) {
        const char* a = run->operands[0].stream.at;
        nd_apply(run->ufunc, run->type, run->out.at, a, run->ufunc->inputs == 2 ? run->operands[1].stream.at : a,
                 total);
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
