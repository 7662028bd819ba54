/*
 * Element types: the table, parsing of type names and classes, `np.dtype` objects, and the scalar types.
 * Limits: native byte order only; no float16, no strings, no structured types.
 */
#include "nd.h"

#include <string.h>

const nd_TypeInfo nd_type_info[ND_TYPES] = {
    {"bool", 'b', '?', 1},        {"int8", 'i', 'b', 1},    {"uint8", 'u', 'B', 1},   {"int16", 'i', 'h', 2},
    {"uint16", 'u', 'H', 2},      {"int32", 'i', 'i', 4},   {"uint32", 'u', 'I', 4},  {"int64", 'i', 'l', 8},
    {"uint64", 'u', 'L', 8},      {"float32", 'f', 'f', 4}, {"float64", 'f', 'd', 8}, {"complex64", 'c', 'F', 8},
    {"complex128", 'c', 'D', 16},
};

/* Aliases. */
static const struct {
    const char* name;
    nd_Type type;
} ALIASES[] = {
    {"float", ND_FLOAT64},      {"double", ND_FLOAT64},    {"single", ND_FLOAT32},
    {"int", ND_INT64},          {"uint", ND_UINT64},       {"int_", ND_INT64},
    {"intp", ND_INT64},         {"uintp", ND_UINT64},      {"q", ND_INT64},
    {"Q", ND_UINT64},           {"p", ND_INT64},           {"P", ND_UINT64},
    {"complex", ND_COMPLEX128}, {"bool_", ND_BOOL},        {"byte", ND_INT8},
    {"ubyte", ND_UINT8},        {"short", ND_INT16},       {"ushort", ND_UINT16},
    {"intc", ND_INT32},         {"uintc", ND_UINT32},      {"long", ND_INT64},
    {"ulong", ND_UINT64},       {"longlong", ND_INT64},    {"b1", ND_BOOL},
    {"ulonglong", ND_UINT64},   {"csingle", ND_COMPLEX64}, {"cdouble", ND_COMPLEX128},
};

static py_Type tp_dtype;
static py_Type tp_scalar[ND_TYPES];
static py_TValue dtype_objects[ND_TYPES]; /* kept alive by the type's dict */

/* ---- from Python ------------------------------------------------------------- */

/* "f8": kind and size. */
static int type_of_code(const char* code) {
    for(int type = 0; type < ND_TYPES; type++) {
        const nd_TypeInfo* info = &nd_type_info[type];
        if(code[0] == info->character && code[1] == '\0') return type;
        if(code[0] != info->kind || info->kind == 'b') continue;
        char size[3] = {(char)('0' + info->size % 10), '\0', '\0'};
        if(info->size == 16) memcpy(size, "16", 3);
        if(strcmp(code + 1, size) == 0) return type;
    }
    return ND_NO_TYPE;
}

static int type_of_name(const char* name) {
    for(int type = 0; type < ND_TYPES; type++) {
        if(strcmp(name, nd_type_info[type].name) == 0) return type;
    }
    for(unsigned i = 0; i < sizeof ALIASES / sizeof *ALIASES; i++) {
        if(strcmp(name, ALIASES[i].name) == 0) return ALIASES[i].type;
    }
    bool has_order = name[0] == '<' || name[0] == '=' || name[0] == '|';
    if(has_order && strcmp(name + 1, "b1") == 0) return ND_BOOL;
    return type_of_code(has_order ? name + 1 : name);
}

static bool is_builtin(py_Ref value, const char* name) {
    py_ItemRef builtin = py_getbuiltin(py_name(name));
    return builtin && py_isidentical(value, builtin);
}

static int type_of_class(py_Ref value) {
    py_Type class = py_totype(value);
    if(class == tp_bool) return ND_BOOL;
    if(class == tp_int) return ND_INT64;
    if(class == tp_float) return ND_FLOAT64;
    for(int type = 0; type < ND_TYPES; type++) {
        if(tp_scalar[type] == class) return type;
    }
    return strcmp(py_tpname(class), "complex") == 0 ? ND_COMPLEX128 : ND_NO_TYPE;
}

bool nd_parse_type(py_Ref value, nd_Type* out) {
    int type = ND_NO_TYPE;
    if(py_istype(value, tp_dtype)) type = *(int*)py_touserdata(value);
    else if(py_isnone(value)) type = ND_FLOAT64;
    else if(py_isstr(value)) type = type_of_name(py_tostr(value));
    else if(py_istype(value, tp_type)) type = type_of_class(value);
    else if(is_builtin(value, "complex")) type = ND_COMPLEX128;
    if(type != ND_NO_TYPE) {
        *out = (nd_Type)type;
        return true;
    }
    if(py_isstr(value)) return nd_error(tp_TypeError, "data type '%s' not understood", py_tostr(value));
    if(!py_repr(value)) return false;
    return nd_error(tp_TypeError, "Cannot interpret '%s' as a data type", py_tostr(py_retval()));
}

bool nd_parse_optional_type(py_Ref value, int* out) {
    *out = ND_NO_TYPE;
    if(!nd_is_set(value)) return true;
    nd_Type type;
    if(!nd_parse_type(value, &type)) return false;
    *out = type;
    return true;
}

py_Ref nd_dtype_object(int type) { return &dtype_objects[type]; }

/* ---- dtype objects -------------------------------------------------------------- */

static int self_type(py_Ref self) { return *(int*)py_touserdata(self); }

/* dtype(dtype, align=False, copy=False) */
static bool dtype_new(int argc, py_Ref argv) {
    if(argc < 2) return nd_error(tp_TypeError, "dtype() missing required argument 'dtype' (pos 0)");
    nd_Type type;
    if(!nd_parse_type(py_arg(1), &type)) return false;
    py_assign(py_retval(), nd_dtype_object(type));
    return true;
}

static bool dtype_init(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newnone(py_retval());
    return true;
}

static bool dtype_repr(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newfstr(py_retval(), "dtype('%s')", nd_type_info[self_type(argv)].name);
    return true;
}

static bool dtype_name(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newstr(py_retval(), nd_type_info[self_type(argv)].name);
    return true;
}

static bool dtype_kind(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newfstr(py_retval(), "%c", nd_kind_of(self_type(argv)));
    return true;
}

static bool dtype_char(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newfstr(py_retval(), "%c", nd_type_info[self_type(argv)].character);
    return true;
}

static bool dtype_itemsize(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newint(py_retval(), nd_size_of(self_type(argv)));
    return true;
}

/* NumPy's type numbers; the alignment of a complex is that of a component. */
static bool dtype_alignment(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    int type = self_type(argv);
    py_newint(py_retval(), nd_is_complex(type) ? nd_size_of(type) / 2 : nd_size_of(type));
    return true;
}

static bool dtype_num(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    static const uint8_t NUMBERS[ND_TYPES] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15};
    py_newint(py_retval(), NUMBERS[self_type(argv)]);
    return true;
}

static bool dtype_byteorder(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newstr(py_retval(), nd_size_of(self_type(argv)) == 1 ? "|" : "=");
    return true;
}

static bool dtype_str(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    int type = self_type(argv), size = nd_size_of(type);
    py_newfstr(py_retval(), "%c%c%d", size == 1 ? '|' : '<', nd_kind_of(type), size);
    return true;
}

static bool dtype_type(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_assign(py_retval(), py_tpobject(tp_scalar[self_type(argv)]));
    return true;
}

static bool compare(int argc, py_Ref argv, bool is_equal) {
    PY_CHECK_ARGC(2);
    nd_Type other;
    bool is_type = nd_parse_type(py_arg(1), &other);
    if(!is_type) py_clearexc(NULL);
    py_newbool(py_retval(), (is_type && (int)other == self_type(argv)) == is_equal);
    return true;
}

static bool dtype_eq(int argc, py_Ref argv) { return compare(argc, argv, true); }

static bool dtype_ne(int argc, py_Ref argv) { return compare(argc, argv, false); }

static bool dtype_hash(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newint(py_retval(), 7919 + self_type(argv));
    return true;
}

static void add_dtype(py_Ref module) {
    tp_dtype = py_newtype("dtype", tp_object, module, NULL);
    static const struct {
        const char* name;
        py_CFunction get;
    } PROPERTIES[] = {
        {"name", dtype_name},         {"kind", dtype_kind}, {"char", dtype_char},
        {"itemsize", dtype_itemsize}, {"str", dtype_str},   {"byteorder", dtype_byteorder},
        {"type", dtype_type},         {"num", dtype_num},   {"alignment", dtype_alignment},
    };
    static const struct {
        const char* name;
        py_CFunction function;
    } MAGICS[] = {
        {"__new__", dtype_new}, {"__init__", dtype_init}, {"__repr__", dtype_repr}, {"__str__", dtype_name},
        {"__eq__", dtype_eq},   {"__ne__", dtype_ne},     {"__hash__", dtype_hash},
    };
    for(unsigned i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++) {
        py_bindproperty(tp_dtype, PROPERTIES[i].name, PROPERTIES[i].get, NULL);
    }
    for(unsigned i = 0; i < sizeof MAGICS / sizeof *MAGICS; i++) {
        py_bindmagic(tp_dtype, py_name(MAGICS[i].name), MAGICS[i].function);
    }
    py_setdict(module, py_name("dtype"), py_tpobject(tp_dtype));
    py_Ref kept = py_pushtmp();
    py_newlist(kept);
    for(int type = 0; type < ND_TYPES; type++) {
        *(int*)py_newobject(&dtype_objects[type], tp_dtype, 0, sizeof(int)) = type;
        py_list_append(kept, &dtype_objects[type]);
    }
    py_setdict(py_tpobject(tp_dtype), py_name("_all"), kept);
    py_pop();
}

/* ---- scalar types: calling one gives Python's number, or casts an array ------------- */

static bool scalar_init(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newnone(py_retval());
    return true;
}

static bool scalar_new(int argc, py_Ref argv) {
    int type = type_of_class(argv);
    char element[16] = {0};
    if(argc == 1) return nd_item(py_retval(), type, element);
    if(argc != 2)
        return nd_error(tp_TypeError, "%s expected at most 1 argument, got %d", nd_type_info[type].name, argc - 1);
    if(nd_scalar_kind(py_arg(1))) return nd_store(type, element, py_arg(1)) && nd_item(py_retval(), type, element);
    py_Ref array = py_pushtmp();
    bool ok =
        nd_asarray(array, py_arg(1), ND_NO_TYPE) && nd_copy(array, nd_array(array), type, 'C') && nd_return(array);
    py_pop();
    return ok;
}

static void add_scalar_type(py_Ref module, int type) {
    py_Type class = py_newtype(nd_type_info[type].name, tp_object, module, NULL);
    tp_scalar[type] = class;
    py_bindmagic(class, py_name("__new__"), scalar_new);
    py_bindmagic(class, py_name("__init__"), scalar_init);
    py_setdict(module, py_name(nd_type_info[type].name), py_tpobject(class));
}

static void add_scalar_types(py_Ref module) {
    for(int type = 0; type < ND_TYPES; type++) {
        if(type != ND_BOOL && type != ND_INT64 && type != ND_FLOAT64) add_scalar_type(module, type);
    }
    tp_scalar[ND_BOOL] = tp_bool;
    tp_scalar[ND_INT64] = tp_int;
    tp_scalar[ND_FLOAT64] = tp_float;
    static const char* const NAMES[] = {
        "bool_", "bool",  "float64", "double", "single", "int64",    "int_",      "intp", "uint",  "uintp",   "byte",
        "ubyte", "short", "ushort",  "intc",   "uintc",  "longlong", "ulonglong", "long", "ulong", "csingle", "cdouble",
    };
    for(unsigned i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        py_setdict(module, py_name(NAMES[i]), py_tpobject(tp_scalar[type_of_name(NAMES[i])]));
    }
}

void nd_add_dtypes(py_Ref module) {
    add_dtype(module);
    add_scalar_types(module);
    nd_add_promotion(module);
}
