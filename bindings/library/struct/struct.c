/* The module _struct: Struct, its iterator, and functions that parse a format for one call. */
#include "struct.h"

#include "../../language/text/bytes/bytes.h"

#include <string.h>

/* `format` follows the head: the collector marks it. */
typedef struct PyStruct {
    PyObject head;
    py_TValue format;
    StructFormat parsed;
} PyStruct;

static StructFormat* parsed_of(py_Ref self) { return &PKL_OBJECT(self, PyStruct)->parsed; }

/* ---- what methods and functions share --------------------------------------------------------------------------------- */

static bool pack(const StructFormat* format, py_TValue* values, int given, const char* name, py_OutRef out) {
    if (given != format->values) return pkl_struct_error("%s expected %d items for packing (got %d)", name, format->values, given);
    if (!pkl_reserve((uint64_t)format->size)) return false;
    py_TValue* made = py_pushtmp();
    PyBytes* bytes = pkl_new_bytes(made, format->size);
    memset(bytes->data, 0, (size_t)format->size);
    bool ok = pkl_struct_pack(format, values, bytes->data);
    if (ok) *out = *made;
    py_pop();
    return ok;
}

static bool unpack(const StructFormat* format, py_Ref buffer) {
    c11_sv data;
    if (!pkl_bytes_like(buffer, &data)) return false;
    if (data.size != format->size) return pkl_struct_error("unpack requires a buffer of %d bytes", format->size);
    return pkl_struct_unpack(format, (const unsigned char*)data.data, py_retval());
}

/* An offset, negative from the end, so that `needed` bytes lie behind it. */
static bool place_in(int64_t* offset, int64_t size, int64_t needed, bool into) {
    const char *name = into ? "pack_into" : "unpack_from", *action = into ? "packing" : "unpacking";
    if (*offset < 0) {
        if (*offset + needed > 0)
            return into ? pkl_struct_error("no space to pack %i bytes at offset %i", needed, *offset) : pkl_struct_error("not enough data to unpack %i bytes at offset %i", needed, *offset);
        if (*offset + size < 0) return pkl_struct_error("offset %i out of range for %i-byte buffer", *offset, size);
        *offset += size;
    }
    if (size - *offset >= needed) return true;
    return pkl_struct_error("%s requires a buffer of at least %i bytes for %s %i bytes at offset %i (actual buffer size is %i)", name, needed + *offset, action, needed, *offset,
                            size);
}

static bool unpack_from(const StructFormat* format, py_Ref buffer, py_Ref offset) {
    int64_t at = 0;
    c11_sv data;
    if (!pkl_size_argument(offset, 0, &at) || !pkl_bytes_like(buffer, &data)) return false;
    return place_in(&at, data.size, format->size, false) && pkl_struct_unpack(format, (const unsigned char*)data.data + at, py_retval());
}

static bool is_writable(py_Ref value) {
    return pkl_is_growing(value) || (value->type == tp_memoryview && pkl_view_of(value)->object.type && !pkl_view_of(value)->readonly);
}

static bool writable(py_Ref value, c11_sv* out) {
    if (is_writable(value)) return pkl_bytes_like(value, out);
    return pkl_raise(tp_TypeError, "argument must be read-write bytes-like object, not %T", value);
}

/* argv: buffer, offset, values. The bytes are made first: programs that run meanwhile may change the buffer. */
static bool pack_into(const StructFormat* format, int argc, py_Ref argv) {
    c11_sv data;
    int64_t at;
    if (argc < 2) return pkl_struct_error("pack_into expected %s argument", argc ? "offset" : "buffer");
    if (argc - 2 != format->values) return pkl_struct_error("pack_into expected %d items for packing (got %d)", format->values, argc - 2);
    if (!writable(argv, &data)) return false;
    if (!pkl_index(&argv[1], &at, false)) {
        if (pkl_exc_matches(tp_OverflowError)) pkl_raise(tp_IndexError, "cannot fit '%T' into an index-sized integer", &argv[1]);
        return false;
    }
    if (!place_in(&at, data.size, format->size, true)) return false;
    py_TValue* bytes = py_pushtmp();
    bool ok = pack(format, argv + 2, argc - 2, "pack_into", bytes) && writable(argv, &data);
    if (ok && data.size < at + format->size) ok = pkl_raise(tp_BufferError, "the buffer became smaller meanwhile");
    if (ok) memcpy((char*)data.data + at, PKL_OBJECT(bytes, PyBytes)->data, (size_t)format->size);
    py_pop();
    py_newnone(py_retval());
    return ok;
}

/* ---- the iterator ------------------------------------------------------------------------------------------------------- */

enum { ITERATOR_STRUCT, ITERATOR_BUFFER, ITERATOR_AT, ITERATOR_SLOTS };

static bool iterate(py_TValue self, py_Ref buffer) {
    c11_sv data;
    int size = parsed_of(&self)->size;
    if (size == 0) return pkl_struct_error("cannot iteratively unpack with a struct of length 0");
    if (!pkl_bytes_like(buffer, &data)) return false;
    if (data.size % size) return pkl_struct_error("iterative unpacking requires a buffer of a multiple of %d bytes", size);
    py_TValue* slots = PKL_SLOTS(pkl_new(py_retval(), tp_StructIterator));
    slots[ITERATOR_STRUCT] = self;
    slots[ITERATOR_BUFFER] = *buffer;
    py_newint(&slots[ITERATOR_AT], 0);
    return true;
}

/* How many bytes are left; -1 error. */
static int64_t left(py_TValue* slots, c11_sv* data) {
    if (!slots[ITERATOR_BUFFER].type) return 0;
    if (!pkl_bytes_like(&slots[ITERATOR_BUFFER], data)) return -1;
    return data->size - slots[ITERATOR_AT]._i64;
}

static bool iterator_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    c11_sv data;
    const StructFormat* format = parsed_of(&slots[ITERATOR_STRUCT]);
    int64_t bytes = left(slots, &data);
    if (bytes < 0) return false;
    if (bytes < format->size || format->size <= 0) {
        slots[ITERATOR_BUFFER].type = tp_nil;
        return pkl_raise_stop_iteration(NULL);
    }
    int64_t at = slots[ITERATOR_AT]._i64;
    slots[ITERATOR_AT]._i64 += format->size;
    return pkl_struct_unpack(format, (const unsigned char*)data.data + at, py_retval());
}

static bool iterator_hint(int argc, py_Ref argv) {
    (void)argc;
    c11_sv data;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    int size = parsed_of(&slots[ITERATOR_STRUCT])->size;
    int64_t bytes = left(slots, &data);
    return bytes >= 0 && pkl_return_int(size > 0 && bytes > 0 ? bytes / size : 0);
}

static bool iterator_self(int argc, py_Ref argv) { return (void)argc, *py_retval() = *argv, true; }

/* ---- Struct ------------------------------------------------------------------------------------------------------------- */

static void finalize(PyObject* object) { pkl_struct_free(&((PyStruct*)object)->parsed); }

static bool struct_new(int argc, py_Ref argv) {
    (void)argc;
    PyStruct* made = (PyStruct*)pkl_new(py_retval(), py_totype(argv));
    made->parsed.size = made->parsed.values = -1;
    return true;
}

static bool struct_init(int argc, py_Ref argv) {
    (void)argc;
    StructFormat parsed;
    if (!pkl_struct_parse(&argv[1], &parsed)) return false;
    py_TValue text = argv[1];
    if (!pkl_is_str(&text)) py_newstrv(&text, (c11_sv){(const char*)PKL_OBJECT(&argv[1], PyBytes)->data, PKL_OBJECT(&argv[1], PyBytes)->size});
    pkl_struct_free(parsed_of(argv));
    *parsed_of(argv) = parsed;
    PKL_OBJECT(argv, PyStruct)->format = text;
    return pkl_return_none();
}

/* A Struct that __init__ has not seen has no format. */
static bool ready(py_Ref self) { return PKL_OBJECT(self, PyStruct)->format.type || pkl_struct_error("the Struct has no format yet: call its __init__"); }

static bool struct_pack(int argc, py_Ref argv) { return ready(argv) && pack(parsed_of(argv), argv + 1, argc - 1, "pack", py_retval()); }
static bool struct_pack_into(int argc, py_Ref argv) { return ready(argv) && pack_into(parsed_of(argv), argc - 1, argv + 1); }
static bool struct_unpack(int argc, py_Ref argv) { return (void)argc, ready(argv) && unpack(parsed_of(argv), &argv[1]); }
static bool struct_unpack_from(int argc, py_Ref argv) { return (void)argc, ready(argv) && unpack_from(parsed_of(argv), &argv[1], &argv[2]); }
static bool struct_iter_unpack(int argc, py_Ref argv) { return (void)argc, ready(argv) && iterate(*argv, &argv[1]); }

static bool struct_repr(int argc, py_Ref argv) { return (void)argc, ready(argv) && pkl_str_format(py_retval(), "Struct(%R)", &PKL_OBJECT(argv, PyStruct)->format); }
static bool struct_sizeof(int argc, py_Ref argv) { return (void)argc, pkl_return_int((int64_t)sizeof(PyStruct) + parsed_of(argv)->capacity * (int64_t)sizeof(StructItem)); }
static bool get_format(int argc, py_Ref argv) { return (void)argc, ready(argv) && (*py_retval() = PKL_OBJECT(argv, PyStruct)->format, true); }
static bool get_size(int argc, py_Ref argv) { return (void)argc, pkl_return_int(parsed_of(argv)->size); }

/* ---- functions ----------------------------------------------------------------------------------------------------------- */

static bool function_pack(int argc, py_Ref argv) {
    StructFormat format;
    if (argc == 0) return pkl_raise(tp_TypeError, "missing format argument");
    if (!pkl_struct_parse(argv, &format)) return false;
    bool ok = pack(&format, argv + 1, argc - 1, "pack", py_retval());
    pkl_struct_free(&format);
    return ok;
}

static bool function_pack_into(int argc, py_Ref argv) {
    StructFormat format;
    if (argc == 0) return pkl_raise(tp_TypeError, "missing format argument");
    if (!pkl_struct_parse(argv, &format)) return false;
    bool ok = pack_into(&format, argc - 1, argv + 1);
    pkl_struct_free(&format);
    return ok;
}

static bool function_unpack(int argc, py_Ref argv) {
    (void)argc;
    StructFormat format;
    if (!pkl_struct_parse(argv, &format)) return false;
    bool ok = unpack(&format, &argv[1]);
    pkl_struct_free(&format);
    return ok;
}

static bool function_unpack_from(int argc, py_Ref argv) {
    (void)argc;
    StructFormat format;
    if (!pkl_struct_parse(argv, &format)) return false;
    bool ok = unpack_from(&format, &argv[1], &argv[2]);
    pkl_struct_free(&format);
    return ok;
}

static bool function_iter_unpack(int argc, py_Ref argv) {
    (void)argc;
    if (!py_tpcall(tp_Struct, 1, argv)) return false;
    return iterate(*py_retval(), &argv[1]);
}

static bool function_calcsize(int argc, py_Ref argv) {
    (void)argc;
    StructFormat format;
    if (!pkl_struct_parse(argv, &format)) return false;
    pkl_struct_free(&format);
    return pkl_return_int(format.size);
}

/* There is no cache. */
static bool function_clearcache(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_return_none(); }

static const PklMethod METHODS[] = {
    {"__new__", struct_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", struct_init, "($self, /, format)", PKL_CLINIC, PKL_WRAPPER, 1, 1},
    {"__repr__", struct_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__sizeof__", struct_sizeof, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"iter_unpack", struct_iter_unpack, "($self, buffer, /)", PKL_O, PKL_METHOD, 1, 1},
    {"pack", struct_pack, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"pack_into", struct_pack_into, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"unpack", struct_unpack, "($self, buffer, /)", PKL_O, PKL_METHOD, 1, 1},
    {"unpack_from", struct_unpack_from, "($self, /, buffer, offset=0)", PKL_CLINIC, PKL_METHOD, 1, 2},
    {0},
};
static const PklGetSet GETSETS[] = {{"format", get_format, NULL}, {"size", get_size, NULL}, {0}};

static const PklMethod ITERATOR_METHODS[] = {
    {"__iter__", iterator_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", iterator_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__length_hint__", iterator_hint, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};

static const PklMethod FUNCTIONS[] = {
    {"_clearcache", function_clearcache, "($module, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    {"calcsize", function_calcsize, "($module, format, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"iter_unpack", function_iter_unpack, "($module, format, buffer, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"pack", function_pack, NULL, PKL_ANY, PKL_FUNCTION, 0, 0},
    {"pack_into", function_pack_into, NULL, PKL_ANY, PKL_FUNCTION, 0, 0},
    {"unpack", function_unpack, "($module, format, buffer, /)", PKL_RANGE, PKL_FUNCTION, 2, 2},
    {"unpack_from", function_unpack_from, "($module, format, /, buffer, offset=0)", PKL_CLINIC, PKL_FUNCTION, 2, 3},
    {0},
};

static const PklLayout LAYOUT = {sizeof(PyStruct), NULL, finalize, 1};

static const PklTypeSpec TYPES[] = {
    {.id = tp_Struct, .base = tp_object, .name = "Struct", .module = "_struct", .layout = &LAYOUT, .methods = METHODS, .getsets = GETSETS},
    {.id = tp_StructIterator,
     .base = tp_object,
     .name = "unpack_iterator",
     .module = "_struct",
     .slots = ITERATOR_SLOTS,
     .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW,
     .hidden = true,
     .methods = ITERATOR_METHODS},
    {.id = tp_StructError, .base = tp_Exception, .name = "error", .module = "struct"},
    {0},
};

void pkl_library__struct(PyModule* module) {
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_types(module, TYPES);
}
