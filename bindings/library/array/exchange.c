/* Arrays to other things and back: bytes, lists, texts, files, pickles. */
#include "array.h"

static bool tobytes(int argc, py_Ref argv) {
    (void)argc;
    c11_sv bytes = pkl_array_bytes(argv);
    if (!pkl_reserve((uint64_t)bytes.size)) return false;
    memcpy(pkl_new_bytes(py_retval(), bytes.size)->data, bytes.data, (size_t)bytes.size);
    return true;
}

static bool frombytes(int argc, py_Ref argv) {
    (void)argc;
    c11_sv bytes;
    if (!pkl_bytes_like(&argv[1], &bytes)) return false;
    if (argv[1].type != tp_memoryview) return pkl_array_put_bytes(argv, bytes) && pkl_return_none();
    py_TValue copy; /* the view may show this array, which then cannot grow */
    memcpy(pkl_new_bytes(&copy, bytes.size)->data, bytes.data, (size_t)bytes.size);
    return pkl_array_put_bytes(argv, pkl_text(&copy)) && pkl_return_none();
}

static bool tolist(int argc, py_Ref argv) {
    (void)argc;
    int64_t length = pkl_array_length(argv);
    py_TValue made, item;
    if (!pkl_reserve((uint64_t)length * sizeof(py_TValue))) return false;
    PyList* list = pkl_new_list(&made, (int32_t)length);
    for (int64_t i = 0; i < length; i++) {
        pkl_array_get(argv, i, &item);
        if (!pkl_list_append(list, &item)) return false;
    }
    return pkl_return(&made);
}

static bool fromlist(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_has_layout(&argv[1], tp_list)) return pkl_raise(tp_TypeError, "arg must be list");
    int32_t size = pkl_array_of(argv)->bytes.size, length = PKL_OBJECT(&argv[1], PyList)->length;
    for (int32_t i = 0; i < length; i++) {
        PyList* list = PKL_OBJECT(&argv[1], PyList);
        bool ok = list->length == length ? pkl_array_append(argv, &list->items[i]) : pkl_raise(tp_RuntimeError, "list changed size during iteration");
        if (ok) continue;
        py_TValue* exception = py_pushtmp();
        pkl_exc_fetch(exception);
        if (pkl_array_of(argv)->bytes.size > size && !pkl_bytearray_resize(&pkl_array_of(argv)->bytes, size)) py_clearexc(NULL);
        pkl_exc_restore(exception);
        return false;
    }
    return pkl_return_none();
}

static bool is_text(py_Ref self, const char* function) {
    return pkl_array_is_text(pkl_array_letter(self)) || pkl_raise(tp_ValueError, "%s() may only be called on unicode type arrays ('u' or 'w')", function);
}

static bool fromunicode(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "fromunicode() argument must be str, not %s", pkl_argument_type(&argv[1]));
    return is_text(argv, "fromunicode") && pkl_array_put_text(argv, &argv[1]) && pkl_return_none();
}

static bool text_of(py_Ref self, py_OutRef out) {
    PklBuilder builder;
    c11_sv bytes = pkl_array_bytes(self);
    pkl_builder_start(&builder);
    for (int i = 0; i < bytes.size; i += 4) {
        uint32_t code;
        memcpy(&code, bytes.data + i, 4);
        if (code >= 0x110000) {
            pkl_builder_end(&builder);
            return pkl_raise(tp_ValueError, "character U+%i is not in range [U+0000; U+10ffff]", (int64_t)code);
        }
        pkl_put_code(&builder, code);
    }
    return pkl_builder_str(&builder, out);
}

static bool tounicode(int argc, py_Ref argv) { return (void)argc, is_text(argv, "tounicode") && text_of(argv, py_retval()); }

static void swap(unsigned char* at, int size) {
    for (int i = 0; i < size / 2; i++) {
        unsigned char kept = at[i];
        at[i] = at[size - 1 - i];
        at[size - 1 - i] = kept;
    }
}

static bool byteswap(int argc, py_Ref argv) {
    (void)argc;
    PyArray* array = pkl_array_of(argv);
    for (int32_t i = 0; i < array->bytes.size; i += array->itemsize) swap(array->bytes.data + i, array->itemsize);
    return pkl_return_none();
}

static bool buffer_info(int argc, py_Ref argv) {
    (void)argc;
    py_TValue items[2];
    py_newint(&items[0], (int64_t)(intptr_t)pkl_array_of(argv)->bytes.data);
    py_newint(&items[1], pkl_array_length(argv));
    pkl_new_tuple(py_retval(), items, 2);
    return true;
}

/* ---- files -------------------------------------------------------------------------------------------------------- */

static bool fromfile(int argc, py_Ref argv) {
    (void)argc;
    int64_t count;
    py_TValue size, *read;
    if (!pkl_size_argument(&argv[2], 0, &count)) return false;
    if (count < 0) return pkl_raise(tp_ValueError, "negative count");
    if (count > INT32_MAX / pkl_array_of(argv)->itemsize) return pkl_raise(tp_MemoryError, "");
    py_newint(&size, count * pkl_array_of(argv)->itemsize);
    if (!pkl_call_method(&argv[1], pkl_interned("read", 4), 1, &size)) return false;
    read = py_pushtmp();
    *read = *py_retval();
    if (!pkl_is_a(read, tp_bytes)) return pkl_raise(tp_TypeError, "read() didn't return bytes");
    c11_sv bytes = pkl_text(read);
    if (!pkl_array_put_bytes(argv, bytes)) return false;
    return bytes.size == size._i64 ? pkl_return_none() : pkl_raise(tp_EOFError, "read() didn't return enough bytes");
}

static bool tofile(int argc, py_Ref argv) {
    (void)argc;
    enum { BLOCK = 64 * 1024 };
    py_TValue* block = py_pushtmp();
    for (int32_t at = 0; at < pkl_array_of(argv)->bytes.size; at += BLOCK) {
        PyByteArray* bytes = &pkl_array_of(argv)->bytes;
        int size = bytes->size - at < BLOCK ? bytes->size - at : BLOCK;
        memcpy(pkl_new_bytes(block, size)->data, bytes->data + at, (size_t)size);
        if (!pkl_call_method(&argv[1], PKL_NAME(write), 1, block)) return false;
    }
    return pkl_return_none();
}

/* ---- pickles ------------------------------------------------------------------------------------------------------- */

/* How items lie in pickled bytes: sizes of ints, unsigned and signed, each with the lowest byte first and last; floats; texts. */
enum { FORMAT_FLOAT = 14, FORMAT_UTF16 = 18, FORMAT_UTF32 = 20, FORMATS = 22 };

static int format_of(char letter) {
    int size = pkl_array_item_size(letter);
    if (pkl_array_is_text(letter)) return FORMAT_UTF32;
    if (letter == 'f' || letter == 'd') return FORMAT_FLOAT + (size == 8) * 2;
    if (size == 1) return letter == 'b';
    return (size == 2 ? 2 : size == 4 ? 6 : 10) + (letter >= 'a') * 2;
}

/* (how, arguments, attributes) */
static bool reduce_as(const py_TValue* how, const py_TValue* arguments, int count, py_Ref self) {
    py_TValue *tuple = py_pushtmp(), parts[3] = {*how};
    pkl_new_tuple(tuple, arguments, count);
    PyDict* attributes = pkl_instance_dict(self);
    parts[1] = *tuple;
    parts[2] = attributes ? pkl_value(&attributes->head) : *py_None();
    pkl_new_tuple(py_retval(), parts, 3);
    return true;
}

static bool reduce_ex(int argc, py_Ref argv) {
    int64_t protocol;
    if (!pkl_is_int(&argv[1])) return pkl_raise(tp_TypeError, "__reduce_ex__ argument should be an integer");
    if (!pkl_index(&argv[1], &protocol, true)) return false;
    py_TValue items[4], content;
    if (!(protocol < 3 ? tolist(argc, argv) : tobytes(argc, argv))) return false;
    content = *py_retval();
    py_TValue letter = {0};
    py_newstr(&letter, pkl_array_of(argv)->format);
    if (protocol < 3) {
        items[0] = letter;
        items[1] = content;
        return reduce_as(&pkl_type_of(argv)->self, items, 2, argv);
    }
    items[0] = pkl_type_of(argv)->self;
    items[1] = letter;
    py_newint(&items[2], format_of(pkl_array_letter(argv)));
    items[3] = content;
    py_Ref module = py_getmodule("array");
    if (!module || !py_getattr(module, py_name("_array_reconstructor"))) return false;
    py_TValue function = *py_retval();
    return reduce_as(&function, items, 4, argv);
}

static void double_at(const unsigned char* at, int size, py_OutRef out) {
    float single;
    double number;
    if (size == 8) memcpy(&number, at, 8);
    else memcpy(&single, at, 4), number = single;
    py_newfloat(out, number);
}

/* Items that lie otherwise than here, one at a time. */
static bool put_items(py_Ref self, c11_sv bytes, int format) {
    bool big = format & 1, floats = format >= FORMAT_FLOAT;
    int size = floats ? 4 << (format >= FORMAT_FLOAT + 2) : 2 << (format - 2) / 4;
    if (bytes.size % size) return pkl_raise(tp_ValueError, "string length not a multiple of item size");
    for (int i = 0; i < bytes.size; i += size) {
        unsigned char item[8];
        py_TValue value;
        memcpy(item, bytes.data + i, (size_t)size);
        if (big) swap(item, size);
        if (floats) double_at(item, size, &value);
        else pkl_int_from_bytes(item, size, true, (format - 2) % 4 >= 2, &value);
        if (!pkl_array_append(self, &value)) return false;
    }
    return true;
}

static bool put_decoded(py_Ref self, py_Ref bytes, int format) {
    if (pkl_text(bytes).size % (format < FORMAT_UTF32 ? 2 : 4)) return pkl_raise(tp_ValueError, "string length not a multiple of item size");
    py_TValue encoding, errors = {0}, text;
    static const char* const NAMES[] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
    py_newstr(&encoding, NAMES[format - FORMAT_UTF16]);
    if (!pkl_text_decode(bytes, &encoding, &errors, &text)) return false;
    char letter = pkl_array_letter(self);
    return pkl_array_is_text(letter) ? pkl_array_put_text(self, &text) : pkl_raise(tp_TypeError, "cannot use a str to initialize an array with typecode '%c'", letter);
}

static bool reconstruct(int argc, py_Ref argv) {
    (void)argc;
    int64_t format;
    if (!pkl_is_type(argv)) return pkl_raise(tp_TypeError, "first argument must be a type object, not %T", argv);
    if (!pkl_subtype(pkl_as_type(argv), pkl_vm->types[tp_array])) return pkl_raise(tp_TypeError, "%s is not a subtype of array.array", pkl_as_type(argv)->name->data);
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "_array_reconstructor() argument 2 must be a unicode character, not %s", pkl_argument_type(&argv[1]));
    if (pkl_str(&argv[1])->size != 1) return pkl_raise(tp_TypeError, "_array_reconstructor(): argument 2 must be a unicode character, not a string of length %d", (int)pkl_str_length(pkl_str(&argv[1])));
    if (!pkl_index(&argv[2], &format, true)) return false;
    char letter = pkl_str(&argv[1])->data[0];
    if (!pkl_array_item_size(letter)) return pkl_raise(tp_ValueError, "second argument must be a valid type code");
    if (format < 0 || format >= FORMATS) return pkl_raise(tp_ValueError, "third argument must be a valid machine format code.");
    if (!pkl_is_a(&argv[3], tp_bytes)) return pkl_raise(tp_TypeError, "fourth argument should be bytes, not %T", &argv[3]);
    bool same = format == format_of(letter), ok;
    if (!same && format < FORMAT_FLOAT) letter = "BbHHhhIIiiQQqq"[format]; /* the kind that has these items */
    py_TValue* made = py_pushtmp();
    if (!pkl_array_new(made, pkl_as_type(argv)->id, letter)) return false;
    bool direct = format < 2 || (same && (!pkl_array_is_text(letter) || pkl_text(&argv[3]).size % 4)); /* then it fails */
    if (direct) ok = pkl_array_put_bytes(made, pkl_text(&argv[3]));
    else if (format >= FORMAT_UTF16) ok = put_decoded(made, &argv[3], (int)format);
    else ok = put_items(made, pkl_text(&argv[3]), (int)format);
    *py_retval() = *made;
    return ok;
}

const PklMethod pkl_array_functions[] = {{"_array_reconstructor", reconstruct, "($module, arraytype, typecode, mformat_code, items, /)", PKL_RANGE, PKL_FUNCTION, 4, 4}, {0}};

const PklMethod pkl_array_exchange[] = {
    {"__reduce_ex__", reduce_ex, "($self, value, /)", PKL_O, PKL_METHOD, 1, 1},
    {"buffer_info", buffer_info, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"byteswap", byteswap, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"frombytes", frombytes, "($self, buffer, /)", PKL_O, PKL_METHOD, 1, 1},
    {"fromfile", fromfile, "($self, f, n, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {"fromlist", fromlist, "($self, list, /)", PKL_O, PKL_METHOD, 1, 1},
    {"fromunicode", fromunicode, "($self, ustr, /)", PKL_O, PKL_METHOD, 1, 1},
    {"tobytes", tobytes, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"tofile", tofile, "($self, f, /)", PKL_O, PKL_METHOD, 1, 1},
    {"tolist", tolist, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"tounicode", tounicode, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
