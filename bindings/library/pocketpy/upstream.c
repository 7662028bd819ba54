/* What upstream.h promises to units of upstream's. */
#include "upstream.h"

#include "../../language/imports/import.h"
#include "../../language/numbers/floats.h"

#undef snprintf

/* ---- memory: each piece has its size before it ----------------------------------------------------------------------------- */

enum { HEAD = 16 };

void* pkl_unit_malloc(size_t bytes) {
    char* memory = pkl_buffer(bytes + HEAD);
    if (memory == NULL) return NULL;
    memcpy(memory, &bytes, sizeof bytes);
    return memory + HEAD;
}

static size_t size_of(void* memory) {
    size_t bytes;
    memcpy(&bytes, (char*)memory - HEAD, sizeof bytes);
    return bytes;
}

void* pkl_unit_realloc(void* memory, size_t bytes) {
    if (memory == NULL) return pkl_unit_malloc(bytes);
    char* moved = pkl_buffer_resize((char*)memory - HEAD, size_of(memory) + HEAD, bytes + HEAD);
    if (moved == NULL) return NULL;
    memcpy(moved, &bytes, sizeof bytes);
    return moved + HEAD;
}

void pkl_unit_free(void* memory) {
    if (memory != NULL) pkl_buffer_free((char*)memory - HEAD, size_of(memory) + HEAD);
}

/* ---- natives ---------------------------------------------------------------------------------------------------------------------- */

/* A table of one row, and what its function calls. */
typedef struct UnitMethod {
    PklMethod method, end;
    PklNative call;
    PklUnitCheck check;
} UnitMethod;

static PklUnitCheck current_check;

void pkl_unit_check(PklUnitCheck check) { current_check = check; }

/* Some natives of units go on after a call that failed. */
static bool call_unit(int argc, py_Ref argv) {
    const UnitMethod* unit = (const UnitMethod*)pkl_current_native->_method;
    return (unit->check == NULL || unit->check(argc, argv)) && unit->call(argc, argv) && pkl_vm->raised.type == tp_nil;
}

static const PklMethod* table_of(const char* name, py_CFunction function, PklMethodKind kind) {
    UnitMethod* unit = pkl_buffer(sizeof *unit);
    *unit = (UnitMethod){{name, call_unit, NULL, PKL_ANY, (uint8_t)kind, 0, 0}, {0}, function, current_check};
    return &unit->method;
}

static bool is_special(const char* name) {
    size_t size = strlen(name);
    return size > 4 && memcmp(name, "__", 2) == 0 && memcmp(name + size - 2, "__", 2) == 0;
}

void pkl_unit_method(py_Type type, const char* name, py_CFunction function) {
    bool is_new = strcmp(name, "__new__") == 0;
    if (is_new) pkl_vm->types[type]->flags &= ~(uint32_t)PKL_TYPE_NO_NEW;
    pkl_register_methods(type, table_of(name, function, is_new ? PKL_NEW : is_special(name) ? PKL_WRAPPER : PKL_METHOD));
    bool is_unhashable = strcmp(name, "__eq__") == 0 && pkl_dict_get_name(pkl_vm->types[type]->dict, PKL_NAME(__hash__)) == NULL;
    if (is_unhashable) pkl_type_set(pkl_vm->types[type], PKL_NAME(__hash__), py_None()); /* until it is bound */
}

void pkl_unit_static(py_Type type, const char* name, py_CFunction function) { pkl_register_methods(type, table_of(name, function, PKL_STATIC)); }

void pkl_unit_function(py_Ref module, const char* name, py_CFunction function) {
    pkl_register_functions(PKL_OBJECT(module, PyModule), table_of(name, function, PKL_FUNCTION));
}

bool pkl_unit_count(int wanted, int given) { return TypeError("expected %d arguments, got %d", wanted, given); }

/* ---- types ------------------------------------------------------------------------------------------------------------------------------ */

static py_Type id_of(const char* name) {
    static const struct {
        const char* name;
        py_Type id;
    } TYPES[] = {{"vec2", tp_vec2}, {"vec3", tp_vec3}, {"vec2i", tp_vec2i}, {"vec3i", tp_vec3i}, {"vec4i", tp_vec4i}, {"mat3x3", tp_mat3x3}, {"color32", tp_color32},
                 {"array2d_like", tp_array2d_like}, {"array2d_like_iterator", tp_array2d_like_iterator}, {"array2d", tp_array2d}, {"array2d_view", tp_array2d_view},
                 {"chunked_array2d", tp_chunked_array2d}};
    for (unsigned i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(TYPES[i].name, name) == 0) return TYPES[i].id;
    assert(false && "a unit registers a type that pocketpy.h does not name");
    return 0;
}

py_Type pkl_unit_type(const char* name, py_Type base, py_Ref module, py_Dtor end, bool final) {
    static const PklLayout USERDATA = {0};
    py_Type id = id_of(name);
    const char* place = py_tostr(py_getdict(module, py_name("__name__")));
    uint32_t flags = PKL_TYPE_NO_NEW | (final ? PKL_TYPE_FINAL : 0);
    pkl_register_types((PklTypeSpec[]){{.id = id, .base = base, .name = name, .module = place, .layout = base == tp_object ? &USERDATA : NULL, .flags = flags, .hidden = true}, {0}});
    pkl_vm->types[id]->dtor = end;
    if (id == tp_array2d_like) pkl_vm->types[id]->flags &= ~(uint32_t)PKL_TYPE_IMMUTABLE; /* its unit sets an attribute in Python */
    py_setdict(module, py_name(name), py_tpobject(id));
    return id;
}

/* ---- calls into the interpreter ----------------------------------------------------------------------------------------------------------- */

bool pk_callmagic(py_Name name, int argc, py_Ref argv) {
    int called = pkl_call_special(argv, name, argc - 1, argv + 1);
    if (called == 0) return pkl_raise(tp_TypeError, "'%T' object has no method '%n'", argv, name);
    return called > 0;
}

bool pk_wrapper__self(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return pkl_return(argv);
}

/* An index or a bound that may be None; `low` and `high` are where it is clipped. */
static bool bound(py_Ref value, int length, int otherwise, int low, int high, int* out) {
    *out = otherwise;
    if (py_isnone(value)) return true;
    if (!py_checkint(value)) return false;
    int64_t number = py_toint(value);
    if (number < 0) number += length;
    *out = number < low ? low : number > high ? high : (int)number;
    return true;
}

bool pk__parse_int_slice(py_Ref slice, int length, int* start, int* stop, int* step) {
    if (slice->type == tp_int) {
        int64_t index = slice->_i64 < 0 ? slice->_i64 + length : slice->_i64;
        if (index < 0 || index >= length) return IndexError("%i not in [0, %d)", slice->_i64, length);
        *start = (int)index, *stop = *start + 1, *step = 1;
        return true;
    }
    py_Ref by = py_getslot(slice, PKL_SLICE_STEP);
    if (!py_isnone(by) && !py_checkint(by)) return false;
    int64_t number = py_isnone(by) ? 1 : py_toint(by);
    if (number == 0) return ValueError("slice step cannot be zero");
    *step = number > 0 ? 1 + (number > 1) : -1;
    int low = number > 0 ? 0 : -1, high = number > 0 ? length : length - 1;
    return bound(py_getslot(slice, PKL_SLICE_START), length, number > 0 ? 0 : length - 1, low, high, start) &&
           bound(py_getslot(slice, PKL_SLICE_STOP), length, number > 0 ? length : -1, low, high, stop);
}

/* ---- texts ---------------------------------------------------------------------------------------------------------------------------------- */

static void put_number(PklBuilder* builder, double number) {
    char digits[PKL_FLOAT_DIGITS_MAX];
    int point = 0, count = number == 0 || !isfinite(number) ? 0 : pkl_float_digits(number, 4, true, digits, &point);
    if (signbit(number) && !isnan(number)) pkl_put_char(builder, '-');
    if (!isfinite(number)) {
        pkl_put_text(builder, isnan(number) ? "nan" : "inf");
        return;
    }
    for (int i = 0; i < point; i++) pkl_put_char(builder, i < count ? digits[i] : '0');
    if (count == 0 || point <= 0) pkl_put_char(builder, '0');
    pkl_put_char(builder, '.');
    for (int i = point; i < point + 4; i++) pkl_put_char(builder, i >= 0 && i < count ? digits[i] : '0');
}

int pkl_unit_text(char* out, size_t size, const char* format, ...) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    va_list arguments;
    va_start(arguments, format);
    for (const char* at = format; *at; at++) {
        if (*at != '%') pkl_put_char(&builder, *at);
        else if (*++at == 'd') pkl_put_int(&builder, va_arg(arguments, int));
        else if (*at == 's') pkl_put_text(&builder, va_arg(arguments, const char*));
        else if (*at == '.') put_number(&builder, va_arg(arguments, double)), at += 2;
        else {
            assert(strncmp(at, "02x", 3) == 0);
            int byte = va_arg(arguments, int);
            if (byte < 16) pkl_put_char(&builder, '0');
            pkl_put_hex(&builder, (uint64_t)byte), at += 2;
        }
    }
    va_end(arguments);
    int written = builder.size < (int64_t)size ? (int)builder.size : (int)size - 1;
    if (!builder.failed) memcpy(out, builder.data, (size_t)written);
    out[written] = '\0';
    pkl_builder_end(&builder);
    return written;
}
