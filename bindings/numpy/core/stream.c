/*
 * Iteration over elements: an array, broadcast to a shape, as a sequence of elements, a chunk at a time. Axes that are
 * adjacent in memory are coalesced first, so that most arrays are one long axis.
 */
#include "nd.h"

#include <string.h>

void nd_stream(nd_Stream* s, const nd_Array* array, int ndim, const nd_Size* shape) {
    s->at = array->data;
    s->type = array->type;
    s->ndim = 0;
    int missing = ndim - array->ndim;
    for(int i = 0; i < ndim; i++) {
        if(shape[i] == 1) continue;
        nd_Size stride = i < missing || array->shape[i - missing] == 1 ? 0 : array->strides[i - missing];
        int last = s->ndim - 1;
        if(last >= 0 && s->strides[last] == stride * shape[i]) {
            s->shape[last] *= shape[i];
            s->strides[last] = stride;
            continue;
        }
        s->shape[s->ndim] = shape[i];
        s->strides[s->ndim] = stride;
        s->ndim++;
    }
    if(s->ndim == 0) {
        s->shape[0] = 1;
        s->strides[0] = 0;
        s->ndim = 1;
    }
    memset(s->index, 0, sizeof(nd_Size) * (size_t)s->ndim);
    s->plain = s->ndim == 1 && s->strides[0] == nd_size_of(s->type);
    s->constant = s->ndim == 1 && s->strides[0] == 0;
}

/* Advances by `count` elements of the last axis, which has that many left. */
static void advance(nd_Stream* s, nd_Size count) {
    int axis = s->ndim - 1;
    s->index[axis] += count;
    s->at += count * s->strides[axis];
    while(axis > 0 && s->index[axis] == s->shape[axis]) {
        s->at -= s->shape[axis] * s->strides[axis];
        s->index[axis] = 0;
        axis--;
        s->index[axis]++;
        s->at += s->strides[axis];
    }
}

#define COPY_STRIDED(BYTES, TYPE)                                                                                      \
    case BYTES:                                                                                                        \
        for(nd_Size i = 0; i < count; i++) *(TYPE*)(to + i * to_stride) = *(const TYPE*)(from + i * from_stride);      \
        break;

typedef struct {
    uint64_t parts[2];
} Item16;

static void copy_run(char* to, nd_Size to_stride, const char* from, nd_Size from_stride, nd_Size count, int bytes) {
    if(to_stride == bytes && from_stride == bytes) {
        memcpy(to, from, (size_t)(count * bytes));
        return;
    }
    switch(bytes) {
        COPY_STRIDED(1, uint8_t)
        COPY_STRIDED(2, uint16_t)
        COPY_STRIDED(4, uint32_t)
        COPY_STRIDED(8, uint64_t)
        COPY_STRIDED(16, Item16)
        default: break;
    }
}

typedef enum { GATHER, SCATTER } Direction;

static void move_elements(nd_Stream* s, nd_Size count, char* buffer, Direction direction) {
    int bytes = nd_size_of(s->type), last = s->ndim - 1;
    while(count > 0) {
        nd_Size left = s->shape[last] - s->index[last], part = left < count ? left : count;
        if(direction == GATHER) copy_run(buffer, bytes, s->at, s->strides[last], part, bytes);
        else copy_run(s->at, s->strides[last], buffer, bytes, part, bytes);
        buffer += part * bytes;
        count -= part;
        advance(s, part);
    }
}

const char* nd_next(nd_Stream* s, nd_Size count, int type, char* buffer) {
    const char* elements = s->at;
    char raw[ND_CHUNK * 16];
    if(s->plain) {
        s->at += count * nd_size_of(s->type);
        if(s->type == type) return elements;
    } else if(s->type == type) {
        move_elements(s, count, buffer, GATHER);
        return buffer;
    } else {
        move_elements(s, count, raw, GATHER);
        elements = raw;
    }
    nd_cast(type, buffer, s->type, elements, count);
    return buffer;
}

char* nd_direct(nd_Stream* s, nd_Size count, int type) {
    if(!s->plain || s->type != type) return NULL;
    char* place = s->at;
    s->at += count * nd_size_of(type);
    return place;
}

void nd_put(nd_Stream* s, nd_Size count, int type, const char* elements) {
    char cast[ND_CHUNK * 16];
    if(s->type != type) {
        nd_cast(s->type, cast, type, elements, count);
        elements = cast;
    }
    move_elements(s, count, (char*)elements, SCATTER);
}

/* The address range of the elements. */
static void extent(const nd_Array* a, const char** low, const char** high) {
    *low = *high = a->data;
    for(int i = 0; i < a->ndim; i++) {
        nd_Size reach = (a->shape[i] - 1) * a->strides[i];
        if(reach < 0) *low += reach;
        else *high += reach;
    }
    *high += nd_size_of(a->type);
}

bool nd_overlaps(const nd_Array* a, const nd_Array* b) {
    if(nd_count(a) == 0 || nd_count(b) == 0) return false;
    const char *a_low, *a_high, *b_low, *b_high;
    extent(a, &a_low, &a_high);
    extent(b, &b_low, &b_high);
    return a_low < b_high && b_low < a_high;
}

static void assign_elements(nd_Array* to, const nd_Array* from) {
    nd_Stream in, out;
    char buffer[ND_CHUNK * 16];
    nd_stream(&in, from, to->ndim, to->shape);
    nd_stream(&out, to, to->ndim, to->shape);
    for(nd_Size left = nd_count(to); left > 0;) {
        nd_Size count = left < ND_CHUNK ? left : ND_CHUNK;
        const char* elements = nd_next(&in, count, to->type, buffer);
        nd_put(&out, count, to->type, elements);
        left -= count;
    }
}

bool nd_assign(nd_Array* to, const nd_Array* from) {
    bool is_same = to->data == from->data && to->type == from->type && nd_same_shape(to, from) &&
                   memcmp(to->strides, from->strides, sizeof(nd_Size) * (size_t)to->ndim) == 0;
    if(is_same) return true;
    if(!nd_overlaps(to, from)) {
        assign_elements(to, from);
        return true;
    }
    py_Ref copy = py_pushtmp();
    bool ok = nd_copy(copy, from, from->type, 'C');
    if(ok) assign_elements(to, nd_array(copy));
    py_pop();
    return ok;
}
