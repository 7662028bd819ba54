/*
 * memoryview: its attributes, and the registration of its type.
 */
#include "../../machine/machine.h"
#include "bytes.h"

enum Field { OBJ, NBYTES, ITEMSIZE, NDIM, FORMAT, READONLY, SHAPE, STRIDES, SUBOFFSETS, CONTIGUOUS };

static bool one_number(int64_t number) {
    py_TValue item;
    py_newint(&item, number);
    pkl_new_tuple(py_retval(), &item, 1);
    return true;
}

static bool field(py_Ref self, enum Field which) {
    PyMemoryView* view = pkl_view_of(self);
    if (!pkl_view_live(view)) return false;
    switch (which) {
        case OBJ: *py_retval() = view->object; break;
        case NBYTES: py_newint(py_retval(), view->length * view->itemsize); break;
        case ITEMSIZE: py_newint(py_retval(), view->itemsize); break;
        case NDIM: py_newint(py_retval(), 1); break;
        case FORMAT: py_newstr(py_retval(), view->format); break;
        case READONLY: py_newbool(py_retval(), view->readonly); break;
        case SHAPE: return one_number(view->length);
        case STRIDES: return one_number(view->stride);
        case SUBOFFSETS: pkl_new_tuple(py_retval(), NULL, 0); break;
        case CONTIGUOUS: py_newbool(py_retval(), pkl_view_contiguous(view)); break;
    }
    return true;
}

#define FIELD(name, which) static bool get_##name(int argc, py_Ref argv) { return (void)argc, field(argv, which); }
FIELD(obj, OBJ)
FIELD(nbytes, NBYTES)
FIELD(itemsize, ITEMSIZE)
FIELD(ndim, NDIM)
FIELD(format, FORMAT)
FIELD(readonly, READONLY)
FIELD(shape, SHAPE)
FIELD(strides, STRIDES)
FIELD(suboffsets, SUBOFFSETS)
FIELD(contiguous, CONTIGUOUS)

#define GET(name) {#name, get_##name, NULL}

static const PklGetSet fields[] = {
    GET(obj), GET(nbytes), GET(itemsize), GET(ndim), GET(format), GET(readonly), GET(shape), GET(strides), GET(suboffsets), GET(contiguous),
    {"c_contiguous", get_contiguous, NULL}, {"f_contiguous", get_contiguous, NULL},
    {0},
};

void pkl_start_memoryview(void) {
    static const PklLayout layout = {.bytes = sizeof(PyMemoryView), .head_slots = 1};
    static const PklLayout iterator_layout = {.bytes = sizeof(PySequenceIterator), .head_slots = 1};
    static const PklTypeSpec types[] = {
        {.id = tp_memoryview, .base = tp_object, .name = "memoryview", .layout = &layout, .flags = PKL_TYPE_FINAL | PKL_TYPE_SEQUENCE | PKL_TYPE_WEAKREF,
         .methods = pkl_view_methods, .getsets = fields},
        {.id = tp_memory_iterator, .base = tp_object, .name = "memory_iterator", .layout = &iterator_layout, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true,
         .methods = pkl_view_iterator_methods},
        {0},
    };
    pkl_register_types(types);
}
