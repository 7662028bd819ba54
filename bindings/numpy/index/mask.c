/* One mask for the whole array: a fast path for the most common case. */
#include "key.h"

bool nd_is_whole_mask(const nd_Array* array, py_Ref key) {
    return nd_is_array(key) && nd_array(key)->type == ND_BOOL && nd_array(key)->ndim == array->ndim &&
           array->ndim > 0 && nd_same_shape(nd_array(key), array) && nd_is_contiguous(array) &&
           nd_is_contiguous(nd_array(key));
}

#define MASKED_GET(BYTES, TYPE)                                                                                        \
    case BYTES:                                                                                                        \
        for(nd_Size i = 0, k = 0; k < found; i++) {                                                                    \
            ((TYPE*)to)[k] = ((const TYPE*)from)[i];                                                                   \
            k += mask[i];                                                                                              \
        }                                                                                                              \
        break;

bool nd_masked_get(py_OutRef out, const nd_Array* array, const nd_Array* key) {
    const uint8_t* mask = (const uint8_t*)key->data;
    nd_Size found = nd_count_true(mask, nd_count(key));
    if(!nd_new(out, array->type, 1, &found)) return false;
    char* to = nd_array(out)->data;
    const char* from = array->data;
    switch(nd_size_of(array->type)) {
        MASKED_GET(1, uint8_t)
        MASKED_GET(2, uint16_t)
        MASKED_GET(4, uint32_t)
        MASKED_GET(8, uint64_t)
        MASKED_GET(16, nd_Item16)
        default: break;
    }
    return true;
}

#define MASKED_SET(BYTES, TYPE)                                                                                        \
    case BYTES:                                                                                                        \
        for(nd_Size i = 0, k = 0; i < count; i++) {                                                                    \
            if(mask[i]) ((TYPE*)to)[i] = ((const TYPE*)from)[k], k += step;                                            \
        }                                                                                                              \
        break;

bool nd_masked_set(nd_Array* array, py_Ref mask_array, py_Ref value) {
    const uint8_t* mask = (const uint8_t*)nd_array(mask_array)->data;
    nd_Size count = nd_count(array), found = nd_count_true(mask, count);
    py_Ref given = py_pushtmp();
    bool ok = nd_asarray(given, value, nd_is_array(value) ? ND_NO_TYPE : array->type);
    nd_Size size = ok ? nd_count(nd_array(given)) : 0;
    if(ok && nd_array(given)->ndim > 1)
        ok = nd_error(
            tp_ValueError,
            "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has %d dimensions",
            nd_array(given)->ndim);
    if(ok && size != 1 && size != found) {
        ok = nd_error(
            tp_ValueError,
            "NumPy boolean array indexing assignment cannot assign %td input values to the %td output values where the mask is true",
            size, found);
    }
    ok = ok && nd_copy(given, nd_array(given), array->type, 'C');
    if(ok) {
        char* to = array->data;
        const char* from = nd_array(given)->data;
        nd_Size step = size != 1;
        switch(nd_size_of(array->type)) {
            MASKED_SET(1, uint8_t)
            MASKED_SET(2, uint16_t)
            MASKED_SET(4, uint32_t)
            MASKED_SET(8, uint64_t)
            MASKED_SET(16, nd_Item16)
            default: break;
        }
    }
    py_pop();
    return ok;
}
