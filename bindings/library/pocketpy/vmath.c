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

static const struct {
    py_Type id;
    int numbers;
} TYPES[] = {{tp_vec2, 2}, {tp_vec3, 3}, {tp_vec2i, 2}, {tp_vec3i, 3}, {tp_vec4i, 4}, {tp_color32, 4}, {tp_mat3x3, 9}};
enum { VECTORS = 5, TYPE_COUNT = sizeof TYPES / sizeof *TYPES };

static void put_number(py_Ref out, py_Ref self, int i) {
    switch (self->type) {
    case tp_vec2: py_newfloat(out, self->_vec2.data[i]); return;
    case tp_vec3: py_newfloat(out, self->_vec3.data[i]); return;
    case tp_mat3x3: py_newfloat(out, py_tomat3x3(self)->data[i]); return;
    case tp_vec2i: py_newint(out, self->_vec2i.data[i]); return;
    case tp_vec3i: py_newint(out, self->_vec3i.data[i]); return;
    case tp_color32: py_newint(out, self->_color32.data[i]); return;
    default: py_newint(out, py_tovec4i(self).data[i]); return;
    }
}

/* What the type is called with to make this value. */
static void put_numbers(py_Ref self, py_OutRef out) {
    int at = 0;
    while (TYPES[at].id != self->type) at++;
    py_Ref items = py_newtuple(out, TYPES[at].numbers);
    for (int i = 0; i < TYPES[at].numbers; i++) put_number(&items[i], self, i);
}

/* x, y = vec2(1, 2), which upstream's loop does by itself. */
static bool vector_iter(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_TValue* tuple = py_pushtmp();
    put_numbers(argv, tuple);
    return py_iter(tuple);
}

/* For copy and pickle. */
static bool value_reduce(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_Ref pair = py_newtuple(py_retval(), 2);
    pair[0] = *py_tpobject(argv->type);
    put_numbers(argv, &pair[1]);
    return true;
}

static void bind_protocols(void) {
    for (int i = 0; i < TYPE_COUNT; i++) {
        if (i < VECTORS) pkl_unit_method(TYPES[i].id, "__iter__", vector_iter);
        pkl_unit_method(TYPES[i].id, "__reduce__", value_reduce);
    }
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
    bind_protocols();
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
