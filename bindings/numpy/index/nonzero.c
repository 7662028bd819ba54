/* Where the elements of an array are true. */
#include "index.h"

#include <string.h>

/* ---- nonzero: where the elements are true, an int64 array for each axis ----------------------------------- */

nd_Size nd_count_true(const uint8_t* mask, nd_Size count) {
    nd_Size sum = 0;
    for(nd_Size i = 0; i < count; i++) sum += mask[i];
    return sum;
}

static void fill_nonzero(const nd_Array* mask, nd_Size found, char* const* outs) {
    nd_Size index[ND_MAX_DIMS] = {0};
    nd_Stream stream;
    char buffer[ND_CHUNK * 16];
    nd_stream(&stream, mask, mask->ndim, mask->shape);
    nd_Size k = 0;
    for(nd_Size left = nd_count(mask); left > 0 && k < found;) {
        nd_Size part = left < ND_CHUNK ? left : ND_CHUNK;
        const uint8_t* truths = (const uint8_t*)nd_next(&stream, part, ND_BOOL, buffer);
        for(nd_Size i = 0; i < part; i++) {
            if(truths[i]) {
                for(int axis = 0; axis < mask->ndim; axis++) ((int64_t*)outs[axis])[k] = index[axis];
                k++;
            }
            for(int axis = mask->ndim - 1; axis >= 0 && ++index[axis] == mask->shape[axis]; axis--) index[axis] = 0;
        }
        left -= part;
    }
}

nd_Size nd_count_nonzero(const nd_Array* array) {
    nd_Stream stream;
    char buffer[ND_CHUNK * 16];
    nd_Size found = 0;
    nd_stream(&stream, array, array->ndim, array->shape);
    for(nd_Size left = nd_count(array); left > 0;) {
        nd_Size part = left < ND_CHUNK ? left : ND_CHUNK;
        found += nd_count_true((const uint8_t*)nd_next(&stream, part, ND_BOOL, buffer), part);
        left -= part;
    }
    return found;
}

/* A 0-d array gives one array of as many zeros as it is true. */
bool nd_nonzero(py_OutRef out, py_Ref value) {
    const nd_Array* array = nd_array(value);
    nd_Size found = nd_count_nonzero(array);
    int ndim = array->ndim ? array->ndim : 1;
    char* outs[ND_MAX_DIMS];
    py_Ref made = py_pushtmp(), tuple = py_pushtmp();
    py_Ref items = py_newtuple(tuple, ndim);
    for(int i = 0; i < ndim; i++) py_newnone(&items[i]);
    bool ok = true;
    for(int i = 0; ok && i < ndim; i++) {
        ok = nd_zeros(made, ND_INT64, 1, &found, 'C');
        if(!ok) break;
        outs[i] = nd_array(made)->data;
        py_tuple_setitem(tuple, i, made);
    }
    if(ok && array->ndim) fill_nonzero(array, found, outs);
    if(ok) py_assign(out, tuple);
    py_shrink(2);
    return ok;
}
