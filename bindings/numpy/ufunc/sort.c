/*
 * Sorting along the last axis: values by a stable merge sort, and argsort. NaN comes last; complex numbers are ordered
 * by real, then imaginary part.
 */
#include "radix.h"
#include "ufunc.h"

#include <stdlib.h>
#include <string.h>

#define LESS_INT(a, b) ((a) < (b))
#define LESS_FLOAT(a, b) ((a) < (b) || ((b) != (b) && (a) == (a)))

/* NaN in a part is ordered after every number, as in NumPy. */
#define LESS_COMPLEX(a, b)                                                                                             \
    ((a).re<(b).re ? (a).im == (a).im || (b).im != (b).im : (a).re>(b).re ? (a).im == (a).im && (b).im != (b).im       \
     : (a).re == (b).re || ((a).re != (a).re && (b).re != (b).re)         ? LESS_FLOAT((a).im, (b).im)                 \
                                                                          : (b).re != (b).re)

#define RUN 16

/* `room` is as long as the elements. Insertion sort of short runs, then merges. */
#define SORT(NAME, T, LESS)                                                                                            \
    static void NAME(void* data, void* spare, nd_Size count) {                                                         \
        T *elements = data, *room = spare;                                                                             \
        for(nd_Size start = 0; start < count; start += RUN) {                                                          \
            nd_Size end = start + RUN < count ? start + RUN : count;                                                   \
            for(nd_Size i = start + 1; i < end; i++) {                                                                 \
                T value = elements[i];                                                                                 \
                nd_Size k = i;                                                                                         \
                for(; k > start && LESS(value, elements[k - 1]); k--) elements[k] = elements[k - 1];                   \
                elements[k] = value;                                                                                   \
            }                                                                                                          \
        }                                                                                                              \
        for(nd_Size width = RUN; width < count; width *= 2) {                                                          \
            for(nd_Size start = 0; start + width < count; start += 2 * width) {                                        \
                nd_Size middle = start + width, end = middle + width < count ? middle + width : count;                 \
                if(!LESS(elements[middle], elements[middle - 1])) continue;                                            \
                memcpy(room, elements + start, (size_t)width * sizeof(T));                                             \
                nd_Size a = 0, b = middle, to = start;                                                                 \
                while(a < width && b < end) elements[to++] = LESS(elements[b], room[a]) ? elements[b++] : room[a++];   \
                while(a < width) elements[to++] = room[a++];                                                           \
            }                                                                                                          \
        }                                                                                                              \
    }

/* The same over indices into `keys`. */
#define ARGSORT(NAME, T, LESS)                                                                                         \
    static void NAME(const void* data, int32_t* order, int32_t* room, nd_Size count) {                                 \
        const T* keys = data;                                                                                          \
        for(nd_Size start = 0; start < count; start += RUN) {                                                          \
            nd_Size end = start + RUN < count ? start + RUN : count;                                                   \
            for(nd_Size i = start + 1; i < end; i++) {                                                                 \
                int32_t value = order[i];                                                                              \
                nd_Size k = i;                                                                                         \
                for(; k > start && LESS(keys[value], keys[order[k - 1]]); k--) order[k] = order[k - 1];                \
                order[k] = value;                                                                                      \
            }                                                                                                          \
        }                                                                                                              \
        for(nd_Size width = RUN; width < count; width *= 2) {                                                          \
            for(nd_Size start = 0; start + width < count; start += 2 * width) {                                        \
                nd_Size middle = start + width, end = middle + width < count ? middle + width : count;                 \
                memcpy(room, order + start, (size_t)width * sizeof(int32_t));                                          \
                nd_Size a = 0, b = middle, to = start;                                                                 \
                while(a < width && b < end)                                                                            \
                    order[to++] = LESS(keys[order[b]], keys[room[a]]) ? order[b++] : room[a++];                        \
                while(a < width) order[to++] = room[a++];                                                              \
            }                                                                                                          \
        }                                                                                                              \
    }

#define BOTH(SUFFIX, T, LESS) SORT(sort_##SUFFIX, T, LESS) ARGSORT(order_##SUFFIX, T, LESS)

BOTH(i64, int64_t, LESS_INT)
BOTH(u64, uint64_t, LESS_INT)
BOTH(f32, float, LESS_FLOAT)
BOTH(f64, double, LESS_FLOAT)
BOTH(c128, nd_Complex128, LESS_COMPLEX)

/* The type in which a type is sorted. */
static int key_type(int type) {
    if(type == ND_UINT64 || type == ND_FLOAT32) return type;
    return nd_is_complex(type) ? ND_COMPLEX128 : nd_is_float(type) ? ND_FLOAT64 : ND_INT64;
}

static void sort_row(int type, void* row, void* room, nd_Size count) {
    if(nd_radix_sort(type, row, room, count)) return;
    if(type == ND_INT64) sort_i64(row, room, count);
    else if(type == ND_UINT64) sort_u64(row, room, count);
    else if(type == ND_FLOAT32) sort_f32(row, room, count);
    else if(type == ND_FLOAT64) sort_f64(row, room, count);
    else sort_c128(row, room, count);
}

/* `row` may be overwritten; `row_room` is as long. */
static void order_row(int type, void* row, void* row_room, int32_t* order, int32_t* room, nd_Size count) {
    if(nd_radix_order(type, row, row_room, order, room, count)) return;
    if(type == ND_INT64) order_i64(row, order, room, count);
    else if(type == ND_UINT64) order_u64(row, order, room, count);
    else if(type == ND_FLOAT32) order_f32(row, order, room, count);
    else if(type == ND_FLOAT64) order_f64(row, order, room, count);
    else order_c128(row, order, room, count);
}

static bool no_memory(nd_Size count) { return nd_error(nd_tp_memory_error, "no memory to sort %td elements", count); }

/* _sort_last(a): a sorted copy, along the last axis */
static bool np_sort_last(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* a = nd_array(argv);
    int type = key_type(a->type), original = a->type;
    py_Ref made = py_pushtmp();
    bool ok = nd_copy(made, a, type, 'C');
    nd_Size length = a->ndim ? a->shape[a->ndim - 1] : 1, total = ok ? nd_count(nd_array(made)) : 0,
            step = length * nd_size_of(type);
    void* room = ok ? malloc((size_t)step + 1) : NULL;
    if(ok && !room) ok = no_memory(length);
    if(ok && length) {
        for(nd_Size i = 0; i < total / length; i++) sort_row(type, nd_array(made)->data + i * step, room, length);
    }
    free(room);
    ok = ok && (type == original || nd_copy(made, nd_array(made), original, 'C'));
    if(ok) py_assign(py_retval(), made);
    py_pop();
    return ok;
}

/* _argsort_last(a): indices that sort, along the last axis */
static bool np_argsort_last(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Array* a = nd_array(argv);
    int type = key_type(a->type);
    py_Ref keys = py_pushtmp(), made = py_pushtmp();
    py_newnil(made);
    bool ok = nd_copy(keys, a, type, 'C') && nd_new(made, ND_INT64, a->ndim, a->shape);
    nd_Size length = a->ndim ? a->shape[a->ndim - 1] : 1, total = ok ? nd_count(nd_array(made)) : 0,
            step = length * nd_size_of(type);
    int32_t* order = ok ? malloc((2 * sizeof(int32_t) + (size_t)nd_size_of(type)) * (size_t)length + 1) : NULL;
    if(ok && !order) ok = no_memory(length);
    for(nd_Size i = 0; ok && length && i < total / length; i++) {
        for(nd_Size k = 0; k < length; k++) order[k] = (int32_t)k;
        order_row(type, nd_array(keys)->data + i * step, order + 2 * length, order, order + length, length);
        nd_cast(ND_INT64, nd_array(made)->data + i * length * 8, ND_INT32, order, length);
    }
    free(order);
    if(ok) py_assign(py_retval(), made);
    py_shrink(2);
    return ok;
}

/* _search(sorted, values, is_right): insertion points, both float64, int64 or complex128 and of one axis */
static bool np_search(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    nd_Type common = nd_promote(nd_array(py_arg(0))->type, nd_array(py_arg(1))->type);
    int type = key_type(common);
    bool is_right = py_tobool(py_arg(2));
    py_Ref sorted = py_pushtmp(), values = py_pushtmp(), made = py_pushtmp();
    py_newnil(values), py_newnil(made);
    nd_Size count = nd_count(nd_array(py_arg(1)));
    bool ok = nd_copy(sorted, nd_array(py_arg(0)), type, 'C') && nd_copy(values, nd_array(py_arg(1)), type, 'C') &&
              nd_new(made, ND_INT64, 1, &count);
    int bytes = nd_size_of(type);
    for(nd_Size i = 0; ok && i < count; i++) {
        nd_Size low = 0, high = nd_array(sorted)->shape[0];
        const char* value = nd_array(values)->data + i * bytes;
        while(low < high) {
            nd_Size middle = low + (high - low) / 2;
            const char* element = nd_array(sorted)->data + middle * bytes;
            const char *left = is_right ? value : element, *right = is_right ? element : value;
            bool is_less = type == ND_INT64     ? *(const int64_t*)left < *(const int64_t*)right
                           : type == ND_UINT64  ? *(const uint64_t*)left < *(const uint64_t*)right
                           : type == ND_FLOAT32 ? LESS_FLOAT(*(const float*)left, *(const float*)right)
                           : type == ND_FLOAT64
                               ? LESS_FLOAT(*(const double*)left, *(const double*)right)
                               : LESS_COMPLEX(*(const nd_Complex128*)left, *(const nd_Complex128*)right);
            bool goes_right = is_right ? !is_less : is_less;
            if(goes_right) low = middle + 1;
            else high = middle;
        }
        ((int64_t*)nd_array(made)->data)[i] = low;
    }
    if(ok) py_assign(py_retval(), made);
    py_shrink(3);
    return ok;
}

void nd_add_sorting(py_Ref module) {
    py_bindfunc(module, "_sort_last", np_sort_last);
    py_bindfunc(module, "_argsort_last", np_argsort_last);
    py_bindfunc(module, "_search", np_search);
}
