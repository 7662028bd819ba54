/* The module vmath: vectors, 3x3 matrices and colours; the unit is upstream's. */
#include "upstream.h"

#include "../../language/imports/import.h"

/* The C API makes values before a program has imported the module. */
#define py_newvec2 unit_newvec2
#define py_newvec2i unit_newvec2i
#define py_newvec3 unit_newvec3
#define py_newvec3i unit_newvec3i
#define py_newmat3x3 unit_newmat3x3
#define py_newcolor32 unit_newcolor32

static void py_newvec2(py_OutRef out, c11_vec2 value);
static void py_newvec2i(py_OutRef out, c11_vec2i value);
static void py_newvec3(py_OutRef out, c11_vec3 value);
static void py_newvec3i(py_OutRef out, c11_vec3i value);
static void py_newcolor32(py_OutRef out, c11_color32 value);
static c11_mat3x3* py_newmat3x3(py_OutRef out);
void c11_color32_premult(c11_color32* color);
void pk__add_module_vmath(void);

#include "units/modules/vmath.c"

#undef py_newvec2
#undef py_newvec2i
#undef py_newvec3
#undef py_newvec3i
#undef py_newmat3x3
#undef py_newcolor32

/* ---- vec4i has 16 bytes, which a value does not hold ------------------------------------------------------------------------------ */

void py_newvec4i(py_OutRef out, c11_vec4i value) {
    pkl_unit_vmath();
    *(c11_vec4i*)py_newobject(out, tp_vec4i, 0, sizeof value) = value;
}

c11_vec4i py_tovec4i(py_Ref self) { return *(c11_vec4i*)py_touserdata(self); }

/* ---- what upstream does not check -------------------------------------------------------------------------------------------------- */

static int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* color32.from_hex(text: str) -> color32: "#rrggbb" or "#rrggbbaa" */
static bool color32_from_hex_STATIC(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    PY_CHECK_ARG_TYPE(0, tp_str);
    c11_sv text = py_tosv(argv);
    c11_color32 color = {.data = {0, 0, 0, 255}};
    bool ok = (text.size == 7 || text.size == 9) && text.data[0] == '#';
    for (int i = 0; ok && i < text.size / 2; i++) {
        int high = digit_of(text.data[1 + 2 * i]), low = digit_of(text.data[2 + 2 * i]);
        ok = high >= 0 && low >= 0;
        color.data[i] = (unsigned char)(high * 16 + low);
    }
    if (!ok) return ValueError("invalid hex color format");
    py_newcolor32(py_retval(), color);
    return true;
}

static bool check_divisor(int argc, py_Ref argv) {
    return argc != 2 || argv[1].type != tp_int || argv[1]._i64 != 0 || ZeroDivisionError("division by zero");
}

/* x, y = vec2(1, 2), which upstream's loop does by itself. */
static bool vector_iter(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_Type type = argv->type;
    int count = type == tp_vec4i ? 4 : type == tp_vec3 || type == tp_vec3i ? 3 : 2;
    py_TValue* tuple = py_pushtmp();
    py_Ref items = py_newtuple(tuple, count);
    for (int i = 0; i < count; i++) {
        if (type == tp_vec2) py_newfloat(&items[i], argv->_vec2.data[i]);
        else if (type == tp_vec3) py_newfloat(&items[i], argv->_vec3.data[i]);
        else if (type == tp_vec2i) py_newint(&items[i], argv->_vec2i.data[i]);
        else if (type == tp_vec3i) py_newint(&items[i], argv->_vec3i.data[i]);
        else py_newint(&items[i], py_tovec4i(argv).data[i]);
    }
    return py_iter(tuple);
}

static void bind_iterators(void) {
    static const py_Type VECTORS[] = {tp_vec2, tp_vec3, tp_vec2i, tp_vec3i, tp_vec4i};
    for (int i = 0; i < 5; i++) pkl_unit_method(VECTORS[i], "__iter__", vector_iter);
}

static bool check_pair(int argc, py_Ref argv) {
    (void)argv;
    PY_CHECK_ARGC(2);
    return true;
}

/* Upstream divides by anything, and negates what a comparison that failed left. */
static void bind_checked(void) {
    pkl_unit_check(check_divisor);
    pkl_unit_method(tp_vec2i, "__floordiv__", vec2i__floordiv__);
    pkl_unit_method(tp_vec3i, "__floordiv__", vec3i__floordiv__);
    pkl_unit_method(tp_vec4i, "__floordiv__", vec4i__floordiv__);
    pkl_unit_method(tp_vec2i, "__mod__", vec2i__mod__);
    pkl_unit_method(tp_vec3i, "__mod__", vec3i__mod__);
    pkl_unit_method(tp_vec4i, "__mod__", vec4i__mod__);
    pkl_unit_check(check_pair);
    pkl_unit_method(tp_vec2, "__ne__", vec2__ne__);
    pkl_unit_method(tp_vec3, "__ne__", vec3__ne__);
    pkl_unit_method(tp_vec2i, "__ne__", vec2i__ne__);
    pkl_unit_method(tp_vec3i, "__ne__", vec3i__ne__);
    pkl_unit_method(tp_vec4i, "__ne__", vec4i__ne__);
    pkl_unit_method(tp_mat3x3, "__ne__", mat3x3__ne__);
    pkl_unit_check(NULL);
}

void pkl_library_vmath(PyModule* module) {
    (void)module;
    pk__add_module_vmath();
    bind_checked();
    bind_iterators();
}

/* ---- pocketpy.h ------------------------------------------------------------------------------------------------------------------------ */

void pkl_unit_vmath(void) {
    if (pkl_vm->types[tp_color32] == NULL) pkl_import_module(pkl_interned("vmath", 5));
}

#define MAKER(name, Type)                                                                                              \
    void py_new##name(py_OutRef out, Type value) {                                                                     \
        pkl_unit_vmath();                                                                                              \
        unit_new##name(out, value);                                                                                    \
    }

MAKER(vec2, c11_vec2)
MAKER(vec2i, c11_vec2i)
MAKER(vec3, c11_vec3)
MAKER(vec3i, c11_vec3i)
MAKER(color32, c11_color32)

c11_mat3x3* py_newmat3x3(py_OutRef out) {
    pkl_unit_vmath();
    return unit_newmat3x3(out);
}
