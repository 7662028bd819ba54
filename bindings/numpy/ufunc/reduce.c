/*
 * Reductions along axes. Contiguous runs are folded (floats pairwise, as in NumPy), whole rows are combined with rows,
 * in memory order; so sums round like NumPy's.
 */
#include "ufunc.h"

#include <string.h>

#define CAST_BUFFER 8192 /* elements in NumPy's casting buffer, whose size shows in how sums round */

typedef struct {
    nd_Size size, in, out; /* strides; `out` is 0 where the axis is reduced */
    bool is_reduced;
} Axis;

typedef struct {
    const nd_Ufunc* ufunc;
    int type;
    nd_Size run_max;
    int count;
    Axis axes[ND_MAX_DIMS];
} Plan;

/* ---- the loops ----------------------------------------------------------------------- */

static void fold_one_by_one(const Plan* plan, char* total, const char* in, nd_Size stride, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) nd_apply(plan->ufunc, plan->type, total, total, in + i * stride, 1);
}

static void fold_run(const Plan* plan, char* total, const char* in, const Axis* axis) {
    nd_Fold fold = plan->ufunc->folds ? plan->ufunc->folds[plan->type] : NULL;
    for(nd_Size done = 0; done < axis->size; done += plan->run_max) {
        nd_Size count = axis->size - done < plan->run_max ? axis->size - done : plan->run_max;
        const char* at = in + done * axis->in;
        if(fold) fold(total, at, axis->in, count);
        else fold_one_by_one(plan, total, at, axis->in, count);
    }
}

static void gather(char* to, const char* from, nd_Size stride, nd_Size count, int bytes) {
    for(nd_Size i = 0; i < count; i++) memcpy(to + i * bytes, from + i * stride, (size_t)bytes);
}

static void scatter(char* to, nd_Size stride, const char* from, nd_Size count, int bytes) {
    for(nd_Size i = 0; i < count; i++) memcpy(to + i * stride, from + i * bytes, (size_t)bytes);
}

static void combine_row(const Plan* plan, char* out, const char* in, const Axis* axis) {
    int bytes = nd_size_of(plan->type);
    bool is_plain = axis->in == bytes && axis->out == bytes;
    if(is_plain) {
        nd_apply(plan->ufunc, plan->type, out, out, in, axis->size);
        return;
    }
    char a[ND_CHUNK * 16], b[ND_CHUNK * 16];
    for(nd_Size done = 0; done < axis->size; done += ND_CHUNK) {
        nd_Size count = axis->size - done < ND_CHUNK ? axis->size - done : ND_CHUNK;
        gather(a, out + done * axis->out, axis->out, count, bytes);
        gather(b, in + done * axis->in, axis->in, count, bytes);
        nd_apply(plan->ufunc, plan->type, a, a, b, count);
        scatter(out + done * axis->out, axis->out, a, count, bytes);
    }
}

static void run_axes(const Plan* plan, char* out, const char* in, int level) {
    const Axis* axis = &plan->axes[level];
    if(level < plan->count - 1) {
        for(nd_Size i = 0; i < axis->size; i++) run_axes(plan, out + i * axis->out, in + i * axis->in, level + 1);
    } else if(axis->is_reduced) fold_run(plan, out, in, axis);
    else combine_row(plan, out, in, axis);
}

/* ---- the plan ------------------------------------------------------------------------------ */

static nd_Size magnitude(nd_Size x) { return x < 0 ? -x : x; }

static void add_axis(Plan* plan, Axis axis) {
    if(axis.size == 1) return;
    int at = plan->count++;
    for(; at > 0 && magnitude(plan->axes[at - 1].in) < magnitude(axis.in); at--) plan->axes[at] = plan->axes[at - 1];
    plan->axes[at] = axis;
}

static void join_axes(Plan* plan) {
    int kept = 0;
    for(int i = 1; i < plan->count; i++) {
        Axis *last = &plan->axes[kept], *next = &plan->axes[i];
        bool fits = last->is_reduced == next->is_reduced && last->in == next->in * next->size &&
                    last->out == next->out * next->size;
        if(fits) *last = (Axis){last->size * next->size, next->in, next->out, last->is_reduced};
        else plan->axes[++kept] = *next;
    }
    if(plan->count) plan->count = kept + 1;
}

static void make_plan(Plan* plan, const nd_Array* in, const nd_Array* out, uint64_t reduced) {
    plan->count = 0;
    int k = 0;
    for(int i = 0; i < in->ndim; i++) {
        bool is_reduced = reduced >> i & 1;
        nd_Size step = is_reduced ? 0 : out->strides[k++];
        add_axis(plan, (Axis){in->shape[i], in->strides[i], step, is_reduced});
    }
    join_axes(plan);
    if(plan->count == 0) plan->axes[plan->count++] = (Axis){1, 0, 0, true};
}

/* ---- where it starts --------------------------------------------------------------------------- */

static void identity_element(const nd_Ufunc* ufunc, int type, char* element) {
    int64_t whole = ufunc->identity == ND_IDENTITY_1 ? 1 : ufunc->identity == ND_IDENTITY_ALL_BITS ? -1 : 0;
    if(type == ND_BOOL) element[0] = whole != 0;
    else nd_cast(type, element, ND_INT64, &whole, 1);
}

static bool is_idempotent(const nd_Ufunc* ufunc) {
    return ufunc->loops == nd_minimum || ufunc->loops == nd_maximum || ufunc->loops == nd_fmin ||
           ufunc->loops == nd_fmax;
}

static void fill(nd_Array* array, const char* element) {
    int bytes = nd_size_of(array->type);
    nd_Size count = nd_count(array);
    for(nd_Size i = 0; i < count; i++) memcpy(array->data + i * bytes, element, (size_t)bytes);
}

/* out = the first elements along the reduced axes; `in` becomes the view of the rest. */
static bool start_with_first(const nd_Ufunc* ufunc, py_Ref in, nd_Array* out, uint64_t reduced) {
    nd_Array* array = nd_array(in);
    nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS], rest[ND_MAX_DIMS];
    int kept = 0, axes = 0, last = 0;
    for(int i = 0; i < array->ndim; i++) {
        rest[i] = array->shape[i];
        if(reduced >> i & 1) {
            axes++;
            last = i;
            continue;
        }
        shape[kept] = array->shape[i];
        strides[kept++] = array->strides[i];
    }
    py_Ref first = py_pushtmp();
    nd_view(first, in, array->data, array->type, kept, shape, strides);
    bool ok = nd_assign(out, nd_array(first));
    py_pop();
    if(!ok || is_idempotent(ufunc)) return ok;
    if(axes > 1)
        return nd_error(tp_ValueError,
                        "reduction operation '%s' is not reorderable, so at most one axis may be specified",
                        ufunc->name);
    if(axes == 0) return true;
    rest[last]--;
    nd_view(in, in, array->data + array->strides[last], array->type, array->ndim, rest, array->strides);
    return true;
}

static bool start(const nd_Ufunc* ufunc, py_Ref in, nd_Array* out, uint64_t reduced, const char* initial) {
    if(initial) {
        fill(out, initial);
        return true;
    }
    bool is_empty = nd_count(nd_array(in)) == 0;
    if(ufunc->identity != ND_NO_IDENTITY) {
        char element[16];
        identity_element(ufunc, out->type, element);
        fill(out, element);
        return true;
    }
    bool has_empty_axis = false;
    for(int i = 0; i < nd_array(in)->ndim; i++) has_empty_axis |= (reduced >> i & 1) && nd_array(in)->shape[i] == 0;
    if(is_empty && nd_count(out) == 0 && !has_empty_axis) return true;
    if(is_empty)
        return nd_error(tp_ValueError, "zero-size array to reduction operation %s which has no identity", ufunc->name);
    return start_with_first(ufunc, in, out, reduced);
}

/* ---- types --------------------------------------------------------------------------------------- */

static int reduction_type(const nd_Ufunc* ufunc, int type, int wanted) {
    if(wanted != ND_NO_TYPE && ufunc->takes_bools) return wanted == ND_BOOL ? ND_BOOL : ND_NO_TYPE;
    if(wanted != ND_NO_TYPE) return nd_loop_type(ufunc, wanted);
    bool widens = ufunc->loops == nd_add || ufunc->loops == nd_multiply;
    if(widens && (type == ND_BOOL || nd_is_integer(type))) return nd_kind_of(type) == 'u' ? ND_UINT64 : ND_INT64;
    return nd_loop_type(ufunc, type);
}

static bool refuse_type(const nd_Ufunc* ufunc, int wanted) {
    return wanted == ND_NO_TYPE ? nd_no_loop(ufunc) : nd_no_signature(ufunc);
}

/* Masked elements are replaced by the identity. */
static bool apply_mask(const nd_Ufunc* ufunc, py_Ref in, py_Ref where, const char* initial) {
    char neutral[16];
    int type = nd_array(in)->type;
    if(ufunc->identity == ND_NO_IDENTITY && !initial) {
        return nd_error(
            tp_ValueError,
            "reduction operation '%s' does not have an identity, so to use a where mask one has to specify 'initial'",
            ufunc->name);
    }
    if(ufunc->identity == ND_NO_IDENTITY) memcpy(neutral, initial, (size_t)nd_size_of(type));
    else identity_element(ufunc, type, neutral);
    py_Ref mask = py_pushtmp(), fresh = py_pushtmp();
    bool ok = nd_asarray(mask, where, ND_BOOL) && nd_copy(fresh, nd_array(in), type, 'C');
    nd_Array* array = ok ? nd_array(fresh) : NULL;
    int ndim = ok ? array->ndim : 0;
    nd_Size shape[ND_MAX_DIMS];
    if(ok) memcpy(shape, array->shape, sizeof(nd_Size) * (size_t)ndim);
    if(ok && (!nd_broadcast(&ndim, shape, nd_array(mask)->ndim, nd_array(mask)->shape) || ndim != array->ndim ||
              memcmp(shape, array->shape, sizeof(nd_Size) * (size_t)ndim) != 0)) {
        nd_Array* arrays[] = {array, nd_array(mask)};
        ok = nd_broadcast_error(2, arrays);
    }
    if(ok) {
        nd_Stream stream;
        char buffer[ND_CHUNK * 16];
        int bytes = nd_size_of(type);
        nd_stream(&stream, nd_array(mask), ndim, shape);
        for(nd_Size done = 0, total = nd_count(array); done < total; done += ND_CHUNK) {
            nd_Size count = total - done < ND_CHUNK ? total - done : ND_CHUNK;
            const uint8_t* truths = (const uint8_t*)nd_next(&stream, count, ND_BOOL, buffer);
            for(nd_Size i = 0; i < count; i++)
                if(!truths[i]) memcpy(array->data + (done + i) * bytes, neutral, (size_t)bytes);
        }
        py_assign(in, fresh);
    }
    py_shrink(2);
    return ok;
}

/* ---- one reduction ------------------------------------------------------------------------------------ */

static void kept_shape(const nd_Array* in, uint64_t reduced, bool keepdims, int* ndim, nd_Size* shape) {
    *ndim = 0;
    for(int i = 0; i < in->ndim; i++) {
        if(!(reduced >> i & 1)) shape[(*ndim)++] = in->shape[i];
        else if(keepdims) shape[(*ndim)++] = 1;
    }
}

static bool reduce_into(const nd_Ufunc* ufunc, const nd_Reduction* how, py_Ref in, py_Ref made, int type) {
    char element[16];
    bool has_initial = how->initial && nd_is_set(how->initial), was_cast = nd_array(in)->type != type;
    if(has_initial && !nd_store(type, element, how->initial)) return false;
    if(was_cast && !nd_copy(in, nd_array(in), type, 'K')) return false;
    bool has_mask = how->where && nd_is_set(how->where) && !(py_isbool(how->where) && py_tobool(how->where));
    if(has_mask && !apply_mask(ufunc, in, how->where, has_initial ? element : NULL)) return false;
    int ndim;
    nd_Size shape[ND_MAX_DIMS];
    kept_shape(nd_array(in), how->axes, false, &ndim, shape);
    if(!nd_new(made, type, ndim, shape) || !start(ufunc, in, nd_array(made), how->axes, has_initial ? element : NULL))
        return false;
    if(nd_count(nd_array(in)) == 0) return true;
    bool is_chunked = was_cast && (nd_is_float(type) || nd_is_complex(type));
    Plan plan = {.ufunc = ufunc, .type = type, .run_max = is_chunked ? CAST_BUFFER : PTRDIFF_MAX};
    make_plan(&plan, nd_array(in), nd_array(made), how->axes);
    run_axes(&plan, nd_array(made)->data, nd_array(in)->data, 0);
    return true;
}

bool nd_reduce(const nd_Ufunc* ufunc, const nd_Reduction* how, py_Ref array, py_OutRef out) {
    py_Ref in = py_pushtmp(), made = py_pushtmp();
    py_assign(in, array);
    py_newnil(made);
    const nd_Array* from = nd_array(array);
    int type = reduction_type(ufunc, from->type, how->type);
    bool ok = ufunc->inputs == 2 || nd_error(tp_ValueError, "reduce only supported for binary functions");
    ok = ok && (type != ND_NO_TYPE || refuse_type(ufunc, how->type)) && reduce_into(ufunc, how, in, made, type);
    if(ok && how->keepdims) {
        int ndim;
        nd_Size shape[ND_MAX_DIMS], strides[ND_MAX_DIMS];
        kept_shape(from, how->axes, true, &ndim, shape);
        nd_fill_strides(strides, ndim, shape, nd_size_of(type), 'C');
        ok = nd_set_shape(nd_array(made), ndim, shape, strides);
    }
    if(ok) py_assign(out, made);
    py_shrink(2);
    return ok;
}

/* ---- accumulate -------------------------------------------------------------------------------------------- */

bool nd_accumulate(const nd_Ufunc* ufunc, py_Ref array, int axis, int wanted, py_OutRef out) {
    int type = reduction_type(ufunc, nd_array(array)->type, wanted);
    if(type == ND_NO_TYPE) return refuse_type(ufunc, wanted);
    if(!nd_copy(out, nd_array(array), type, 'C')) return false;
    nd_Array* made = nd_array(out);
    nd_Size length = made->shape[axis], inner = nd_product(made->ndim - axis - 1, made->shape + axis + 1),
            outer = nd_product(axis, made->shape);
    nd_Size row = inner * nd_size_of(type);
    nd_Scan scan = inner != 1 || length == 0     ? NULL
                   : ufunc->loops == nd_add      ? nd_scan_add[type]
                   : ufunc->loops == nd_multiply ? nd_scan_multiply[type]
                                                 : NULL;
    for(nd_Size i = 0; i < outer; i++) {
        char* at = made->data + i * length * row;
        if(scan) scan(at, length);
        else
            for(nd_Size k = 1; k < length; k++)
                nd_apply(ufunc, type, at + k * row, at + (k - 1) * row, at + k * row, inner);
    }
    return true;
}
