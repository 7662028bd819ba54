/* Whether arrays share memory. */
#include "nd.h"

#include <stdlib.h>

/* The set of addresses of elements, as a sorted list; compared between two views of one buffer. */
static void offsets_of(const nd_Array* a, const char* from, int64_t* out) {
    nd_Size index[ND_MAX_DIMS] = {0}, total = nd_count(a);
    const char* at = a->data;
    for(nd_Size i = 0; i < total; i++) {
        out[i] = at - from;
        for(int axis = a->ndim - 1; axis >= 0; axis--) {
            at += a->strides[axis];
            if(++index[axis] < a->shape[axis]) break;
            at -= a->strides[axis] * a->shape[axis];
            index[axis] = 0;
        }
    }
}

static int compare_offsets(const void* a, const void* b) {
    int64_t x = *(const int64_t*)a, y = *(const int64_t*)b;
    return (x > y) - (x < y);
}

/* Whether an element of one overlaps an element of the other. */
static bool share_element(const nd_Array* a, const nd_Array* b, int64_t* p, int64_t* q) {
    nd_Size m = nd_count(a), n = nd_count(b), j = 0;
    offsets_of(a, a->data, p), offsets_of(b, a->data, q);
    qsort(p, (size_t)m, sizeof *p, compare_offsets), qsort(q, (size_t)n, sizeof *q, compare_offsets);
    for(nd_Size i = 0; i < m; i++) {
        while(j < n && q[j] + nd_size_of(b->type) <= p[i]) j++;
        if(j < n && q[j] < p[i] + nd_size_of(a->type)) return true;
    }
    return false;
}

/* _overlap(a, b, exactly): whether they share memory, or may */
static bool np_overlap(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    const nd_Array *a = nd_array(argv), *b = nd_array(py_arg(1));
    bool found = nd_count(a) && nd_count(b) && nd_overlaps(a, b);
    if(found && py_tobool(py_arg(2))) {
        int64_t* room = nd_allocate((size_t)(nd_count(a) + nd_count(b)) * sizeof(int64_t));
        if(!room) return nd_error(nd_tp_memory_error, "no memory to compare the arrays' places");
        found = share_element(a, b, room, room + nd_count(a));
        free(room);
    }
    py_newbool(py_retval(), found);
    return true;
}

void nd_add_sharing(py_Ref module) { py_bindfunc(module, "_overlap", np_overlap); }
