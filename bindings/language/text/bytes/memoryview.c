/*
 * memoryview: one dimension, over bytes and bytearrays.
 *
 * A view knows its object and an offset, not a pointer: it can be asked at any time. It locks a bytearray's size as long as it can be reached.
 */
#include "../../machine/machine.h"
#include "../codecs/codecs.h"
#include "bytes.h"

#include <string.h>

static PyMemoryView* view_of(py_Ref self) { return pkl_view_of(self); }

unsigned char* pkl_view_item(const PyMemoryView* view, int64_t index) {
    PyObject* object = view->object._obj;
    unsigned char* data = pkl_is_growing(&view->object) ? ((PyByteArray*)object)->data : ((PyBytes*)object)->data;
    return data + view->offset + index * view->stride;
}

void pkl_view_copy(const PyMemoryView* view, unsigned char* to) {
    for (int64_t i = 0; i < view->length; i++) memcpy(to + i * view->itemsize, pkl_view_item(view, i), view->itemsize);
}

bool pkl_view_live(const PyMemoryView* view) {
    return view->object.type != tp_nil || pkl_raise(tp_ValueError, "operation forbidden on released memoryview object");
}

/* ---- making one ------------------------------------------------------------------------------------------------ */

/* A view like `view`, which may be changed before a program sees it. */
static PyMemoryView* another(const PyMemoryView* view, py_OutRef out) {
    PyMemoryView like = *view;
    PyMemoryView* made = (PyMemoryView*)pkl_new(out, tp_memoryview);
    like.head = made->head;
    like.hash = -1;
    *made = like;
    if (made->counted) PKL_OBJECT(&made->object, PyByteArray)->exports++;
    return made;
}

static bool from_special(py_Ref object, py_OutRef out) {
    py_TValue flags;
    py_newint(&flags, 0x11C); /* PyBUF_FULL_RO */
    int done = pkl_call_special(object, (py_Name)PKL_NAME(__buffer__), 1, &flags);
    if (done < 0) return false;
    if (done == 0) return pkl_raise(tp_TypeError, "memoryview: a bytes-like object is required, not '%T'", object);
    py_TValue view = *py_retval();
    if (view.type != tp_memoryview) return pkl_raise(tp_TypeError, "__buffer__ returned non-memoryview object");
    if (!pkl_view_live(view_of(&view))) return false;
    another(view_of(&view), out);
    return true;
}

bool pkl_new_view(py_Ref object, py_OutRef out) {
    if (object->type == tp_memoryview) return pkl_view_live(view_of(object)) && (another(view_of(object), out), true);
    bool array = pkl_is_growing(object);
    if (!array && !py_isinstance(object, tp_bytes)) return from_special(object, out);
    PyMemoryView view = {.object = *object, .length = pkl_text(object).size, .stride = 1, .itemsize = 1, .format = "B", .readonly = !array, .counted = array};
    if (pkl_has_layout(object, tp_array)) {
        PyArray* items = PKL_OBJECT(object, PyArray);
        view.format[0] = items->format[0];
        view.stride = view.itemsize = items->itemsize;
        view.length /= items->itemsize;
    }
    another(&view, out);
    return true;
}

void pkl_view_release(PyMemoryView* view) {
    if (view->object.type != tp_nil && view->counted && PKL_OBJECT(&view->object, PyByteArray)->exports > 0) PKL_OBJECT(&view->object, PyByteArray)->exports--;
    view->object.type = tp_nil;
}

static bool view_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue view;
    if (!pkl_new_view(&argv[1], &view)) return false;
    return pkl_return(&view);
}

static bool view_toreadonly(int argc, py_Ref argv) {
    (void)argc;
    py_TValue made;
    if (!pkl_view_live(view_of(argv))) return false;
    another(view_of(argv), &made)->readonly = true;
    return pkl_return(&made);
}

static bool view_release(int argc, py_Ref argv) {
    (void)argc;
    pkl_view_release(view_of(argv));
    return pkl_return_none();
}

static bool view_enter(int argc, py_Ref argv) {
    (void)argc;
    *py_retval() = argv[0];
    return pkl_view_live(view_of(argv));
}

static bool view_exit(int argc, py_Ref argv) { return view_release(argc, argv); }

/* ---- cast -------------------------------------------------------------------------------------------------------- */

static bool read_format(py_Ref value, char out[3]) {
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "cast() argument 'format' must be str, not %s", pkl_argument_type(value));
    py_TValue ascii, none = {0}, bytes;
    py_newstr(&ascii, "ascii");
    if (!pkl_text_encode(value, &ascii, &none, &bytes)) return false;
    c11_sv text = pkl_text(value);
    bool at = text.size > 0 && text.data[0] == '@';
    if (text.size != 1 + at || pkl_item_size(text.data[at]) == 0)
        return pkl_raise(tp_ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
    memcpy(out, text.data, (size_t)text.size + 1);
    return true;
}

/* A list or tuple: a shape of one dimension that fits. */
static bool check_shape(py_Ref shape, int64_t length) {
    bool list = py_isinstance(shape, tp_list);
    py_Ref items = list ? PKL_OBJECT(shape, PyList)->items : pkl_tuple_items(shape);
    int32_t count = list ? PKL_OBJECT(shape, PyList)->length : pkl_tuple_length(shape);
    int64_t product = 1;
    for (int32_t i = 0; i < count; i++) {
        if (!pkl_is_int(&items[i])) return pkl_raise(tp_TypeError, "memoryview.cast(): elements of shape must be integers");
        int64_t size;
        if (!pkl_index(&items[i], &size, true)) return false;
        if (size <= 0) return pkl_raise(tp_ValueError, "memoryview.cast(): elements of shape must be integers > 0");
        if (product > INT32_MAX / size) return pkl_raise(tp_ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
        product *= size;
    }
    if (product != length) return pkl_raise(tp_TypeError, "memoryview: product(shape) * itemsize != buffer size");
    return count == 1 || pkl_raise(tp_NotImplementedError, "memoryview: views of %d dimensions are not supported", (int)count);
}

static bool view_cast(int argc, py_Ref argv) {
    (void)argc;
    PyMemoryView* view = view_of(argv);
    char format[3] = "";
    if (!pkl_is_str(&argv[1])) return read_format(&argv[1], format);
    if (!pkl_view_live(view)) return false;
    if (!pkl_view_contiguous(view)) return pkl_raise(tp_TypeError, "memoryview: casts are restricted to C-contiguous views");
    if (argv[2].type != tp_nil && !py_isinstance(&argv[2], tp_list) && !py_isinstance(&argv[2], tp_tuple)) return pkl_raise(tp_TypeError, "shape must be a list or a tuple");
    if (!read_format(&argv[1], format)) return false;
    char from = pkl_view_letter(view), to = format[format[0] == '@'];
    if (strchr("bBc", from) == NULL && strchr("bBc", to) == NULL) return pkl_raise(tp_TypeError, "memoryview: cannot cast between two non-byte formats");
    int64_t bytes = view->length * view->itemsize;
    int size = pkl_item_size(to);
    if (bytes % size != 0) return pkl_raise(tp_TypeError, "memoryview: length is not a multiple of itemsize");
    if (argv[2].type != tp_nil && !check_shape(&argv[2], bytes / size)) return false;
    py_TValue value;
    PyMemoryView* made = another(view, &value);
    memcpy(made->format, format, sizeof format);
    made->itemsize = (uint8_t)size;
    made->stride = size;
    made->length = bytes / size;
    return pkl_return(&value);
}

/* ---- items ---------------------------------------------------------------------------------------------------------- */

static bool place_of(py_Ref argv, int64_t* at) {
    PyMemoryView* view = view_of(argv);
    py_Ref key = &argv[1];
    if (py_isinstance(key, tp_tuple)) {
        int32_t count = pkl_tuple_length(key);
        int32_t slices = 0, indices = 0;
        for (int32_t i = 0; i < count; i++) slices += pkl_tuple_items(key)[i].type == tp_slice, indices += pkl_is_index(&pkl_tuple_items(key)[i]);
        if (count > 0 && slices == count) return pkl_raise(tp_NotImplementedError, "multi-dimensional slicing is not implemented");
        if (indices < count) return pkl_raise(tp_TypeError, "memoryview: invalid slice key");
        if (count > 1) return pkl_raise(tp_TypeError, "cannot index 1-dimension view with %d-element tuple", (int)count);
        if (count == 0) return pkl_raise(tp_NotImplementedError, "sub-views are not implemented");
        key = pkl_tuple_items(key);
    }
    if (!pkl_is_index(key)) return pkl_raise(tp_TypeError, "memoryview: invalid slice key");
    if (!pkl_item_index(key, view->length, at) || !pkl_view_live(view)) return false;
    return (*at >= 0 && *at < view->length) || pkl_raise(tp_IndexError, "index out of bounds on dimension 1");
}

/* The part that a slice selects. */
static bool select_part(PyMemoryView* view, py_Ref slice, PyMemoryView* out) {
    *out = *view;
    py_push(&out->object); /* __index__ may release the view */
    int64_t start, step, count = pkl_slice_indices(slice, out->length, &start, &step);
    py_pop();
    if (count < 0) return false;
    out->offset += start * out->stride;
    out->length = count;
    out->stride = count > 1 ? out->stride * step : (int64_t)((uint64_t)out->stride * (uint64_t)step);
    return true;
}

static bool view_getitem(int argc, py_Ref argv) {
    (void)argc;
    PyMemoryView* view = view_of(argv);
    if (!pkl_view_live(view)) return false;
    if (argv[1].type == tp_slice) {
        PyMemoryView part;
        py_TValue made;
        if (!select_part(view, &argv[1], &part)) return false;
        another(&part, &made);
        return pkl_return(&made);
    }
    int64_t at;
    return place_of(argv, &at) && pkl_item_get(pkl_view_letter(view), pkl_view_item(view, at), py_retval());
}

static bool set_part(PyMemoryView* view, py_Ref argv) {
    PyMemoryView part;
    py_TValue* source = py_pushtmp();
    if (!pkl_is_bytes_like(&argv[2])) return pkl_raise(tp_TypeError, "a bytes-like object is required, not '%T'", &argv[2]);
    if (!pkl_new_view(&argv[2], source)) return false;
    bool ok = select_part(view, &argv[1], &part) && pkl_view_live(view);
    PyMemoryView* from = view_of(source);
    if (ok && (from->length != part.length || from->itemsize != part.itemsize || pkl_view_letter(from) != pkl_view_letter(&part)))
        ok = pkl_raise(tp_ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    PklBuilder copy;
    pkl_builder_start(&copy);
    ok = ok && pkl_put_bytes_of(&copy, source, "byte", "bytes");
    for (int64_t i = 0; ok && i < part.length; i++) memcpy(pkl_view_item(&part, i), copy.data + i * part.itemsize, part.itemsize);
    pkl_builder_end(&copy);
    pkl_view_release(from);
    py_pop();
    return ok && pkl_return_none();
}

static bool view_setitem(int argc, py_Ref argv) {
    (void)argc;
    PyMemoryView* view = view_of(argv);
    if (!pkl_view_live(view)) return false;
    if (view->readonly) return pkl_raise(tp_TypeError, "cannot modify read-only memory");
    if (argv[1].type == tp_slice) return set_part(view, argv);
    int64_t at;
    unsigned char bytes[8];
    if (!place_of(argv, &at) || !pkl_item_set(view->format, bytes, &argv[2]) || !pkl_view_live(view)) return false;
    memcpy(pkl_view_item(view, at), bytes, view->itemsize);
    return pkl_return_none();
}

static bool view_delitem(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_view_live(view_of(argv))) return false;
    return pkl_raise(tp_TypeError, view_of(argv)->readonly ? "cannot modify read-only memory" : "cannot delete memory");
}

static bool view_len(int argc, py_Ref argv) {
    (void)argc;
    py_newint(py_retval(), view_of(argv)->length);
    return pkl_view_live(view_of(argv));
}

static bool view_tolist(int argc, py_Ref argv) {
    (void)argc;
    PyMemoryView* view = view_of(argv);
    if (!pkl_view_live(view) || !pkl_reserve((uint64_t)view->length * sizeof(py_TValue))) return false;
    PyList* list = pkl_new_list(py_retval(), (int32_t)view->length);
    for (int64_t i = 0; i < view->length; i++) pkl_item_get(pkl_view_letter(view), pkl_view_item(view, i), &list->items[list->length++]);
    return true;
}

/* ---- as bytes ---------------------------------------------------------------------------------------------------------- */

static bool put_bytes(py_Ref self, PklBuilder* builder) {
    pkl_builder_start(builder);
    if (pkl_put_bytes_of(builder, self, "byte", "bytes")) return true;
    pkl_builder_end(builder);
    return false;
}

static bool view_tobytes(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    if (!pkl_view_live(view_of(argv))) return false;
    if (argv[1].type != tp_nil && !py_isnone(&argv[1])) {
        if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "tobytes() argument 'order' must be str or None, not %s", pkl_argument_type(&argv[1]));
        py_TValue none = {0}, bytes;
        if (!pkl_text_encode(&argv[1], &none, &none, &bytes)) return false;
        c11_sv order = pkl_text(&argv[1]);
        if (order.size != 1 || strchr("CFA", order.data[0]) == NULL) return pkl_raise(tp_ValueError, "order must be 'C', 'F' or 'A'");
    }
    return put_bytes(argv, &builder) && pkl_builder_bytes(&builder, py_retval());
}

static bool view_hex(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder builder;
    if (!put_bytes(argv, &builder)) return false;
    bool ok = pkl_hex((c11_sv){builder.data, (int)builder.size}, &argv[1], &argv[2]);
    pkl_builder_end(&builder);
    return ok;
}

static bool view_repr(int argc, py_Ref argv) {
    (void)argc;
    const char* kind = view_of(argv)->object.type == tp_nil ? "released memory" : "memory";
    return pkl_str_format(py_retval(), "<%s at %p>", kind, (void*)argv->_obj);
}

static bool view_hash(int argc, py_Ref argv) {
    (void)argc;
    PyMemoryView* view = view_of(argv);
    if (view->hash == -1) {
        PklBuilder builder;
        if (!pkl_view_live(view)) return false;
        if (!view->readonly) return pkl_raise(tp_ValueError, "cannot hash writable memoryview object");
        if (strchr("bBc", pkl_view_letter(view)) == NULL) return pkl_raise(tp_ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        if (view->counted && !py_hash(&view->object, &view->hash)) return false;
        if (!put_bytes(argv, &builder)) return false;
        view->hash = (int64_t)pkl_hash_bytes(builder.data, (size_t)builder.size);
        pkl_builder_end(&builder);
    }
    return pkl_return_int(view->hash);
}

#define UNARY(name) {"__" #name "__", view_##name, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
#define METHOD(name) {#name, view_##name, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

const PklMethod pkl_view_methods[] = {
    {"__new__", view_new, "($type, object)", PKL_CLINIC, PKL_NEW, 1, 1},
    UNARY(len), {"__iter__", pkl_view_iter, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, UNARY(repr), UNARY(hash),
    {"__eq__", pkl_view_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__ne__", pkl_view_ne, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__getitem__", view_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__setitem__", view_setitem, "($self, key, value, /)", PKL_RANGE, PKL_WRAPPER, 2, 2},
    {"__delitem__", view_delitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__enter__", view_enter, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__exit__", view_exit, "($self, /, *exc_info)", PKL_ANY, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {"cast", view_cast, "($self, /, format, shape=<unrepresentable>)", PKL_CLINIC, PKL_METHOD, 1, 2},
    METHOD(tolist), METHOD(toreadonly), METHOD(release),
    {"tobytes", view_tobytes, "($self, /, order='C')", PKL_CLINIC, PKL_METHOD, 0, 1},
    {"hex", view_hex, "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", PKL_CLINIC, PKL_METHOD, 0, 2},
    {"count", pkl_view_count, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"index", pkl_view_index, "($self, value, start=0, stop=sys.maxsize, /)", PKL_RANGE, PKL_METHOD, 1, 3},
    {0},
};
