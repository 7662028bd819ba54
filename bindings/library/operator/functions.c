/* The functions of _operator, in tables of their operators. */
#include "operator.h"

static const PklMethod FUNCTIONS[];

/* ---- operators ---------------------------------------------------------------------------------------- */

/* In the order of the first rows of FUNCTIONS: thirteen operators, then their in-place forms. */
static const struct {
    uint16_t name, reflected;
} BINARY[] = {
#define PKL_ROW(op) {PKL_N___##op##__, PKL_N___r##op##__},
    PKL_ROW(add) PKL_ROW(sub) PKL_ROW(mul) PKL_ROW(truediv) PKL_ROW(floordiv) PKL_ROW(mod) PKL_ROW(pow) PKL_ROW(lshift) PKL_ROW(rshift) PKL_ROW(and) PKL_ROW(or)
        PKL_ROW(xor) PKL_ROW(matmul)};
enum { BINARY_COUNT = sizeof BINARY / sizeof *BINARY };

static bool binary(int argc, py_Ref argv) {
    (void)argc;
    int row = pkl_running_row(FUNCTIONS);
    return py_binaryop(&argv[0], &argv[1], pkl_name(pkl_name_table[BINARY[row].name]), pkl_name(pkl_name_table[BINARY[row].reflected]));
}

static bool inplace(int argc, py_Ref argv) {
    (void)argc;
    return pkl_inplace(&argv[0], &argv[1], pkl_name_table[BINARY[pkl_running_row(FUNCTIONS) - BINARY_COUNT].name]);
}

static bool compare(int argc, py_Ref argv) {
    (void)argc;
    return pkl_compare(&argv[0], &argv[1], pkl_running_row(FUNCTIONS) - 2 * BINARY_COUNT); /* rows in the order of PKL_CMP_* */
}

static bool unary(py_Ref value, PyStr* name, const char* sign) {
    int done = pkl_call_special(value, pkl_name(name), 0, NULL);
    return done > 0 || (done == 0 && pkl_raise(tp_TypeError, "bad operand type for %s: '%T'", sign, value));
}

static bool negate(int argc, py_Ref argv) { return (void)argc, unary(argv, PKL_NAME(__neg__), "unary -"); }
static bool positive(int argc, py_Ref argv) { return (void)argc, unary(argv, PKL_NAME(__pos__), "unary +"); }
static bool invert(int argc, py_Ref argv) { return (void)argc, unary(argv, PKL_NAME(__invert__), "unary ~"); }
static bool absolute(int argc, py_Ref argv) { return (void)argc, unary(argv, PKL_NAME(__abs__), "abs()"); }

static bool index_of_number(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_int(argv)) return pkl_to_int(argv, py_retval());
    *py_retval() = pkl_plain_int(argv);
    return true;
}

/* ---- identity and truth ---------------------------------------------------------------------------------- */

static bool is_same(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(py_isidentical(&argv[0], &argv[1])); }
static bool is_not_same(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(!py_isidentical(&argv[0], &argv[1])); }
static bool is_none(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(py_isnone(argv)); }
static bool is_not_none(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(!py_isnone(argv)); }

static bool truth_is(py_Ref value, int wanted) {
    int truth = py_bool(value);
    return truth >= 0 && pkl_return_bool(truth == wanted);
}

static bool truth(int argc, py_Ref argv) { return (void)argc, truth_is(argv, 1); }
static bool not_true(int argc, py_Ref argv) { return (void)argc, truth_is(argv, 0); }

/* ---- containers ----------------------------------------------------------------------------------------------- */

static bool contains(int argc, py_Ref argv) {
    (void)argc;
    int found = pkl_contains(&argv[0], &argv[1]);
    return found >= 0 && pkl_return_bool(found == 1);
}

static bool getitem(int argc, py_Ref argv) { return (void)argc, py_getitem(&argv[0], &argv[1]); }
static bool setitem(int argc, py_Ref argv) { return (void)argc, py_setitem(&argv[0], &argv[1], &argv[2]) && pkl_return_none(); }
static bool delitem(int argc, py_Ref argv) { return (void)argc, py_delitem(&argv[0], &argv[1]) && pkl_return_none(); }

static bool joins_itself(const py_TValue* value) {
    static const py_Type TYPES[] = {tp_list, tp_tuple, tp_str, tp_bytes, tp_bytearray};
    for (unsigned i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (pkl_has_layout(value, TYPES[i])) return true;
    return false;
}

static bool is_sequence(py_Ref value) { return !pkl_has_layout(value, tp_dict) && pkl_special(value, pkl_name(PKL_NAME(__getitem__))); }

/* The sequence's own method: one that a class has in Python is an operator of numbers, as CPython's slots have it. */
static bool is_own(py_Ref value, PyStr* name) {
    py_Ref method = pkl_special(value, pkl_name(name));
    return joins_itself(value) && method && method->type == tp_wrapper_descriptor;
}

static bool join(py_Ref argv, PyStr* name, bool in_place) {
    int done = is_own(argv, name) ? pkl_call_special(&argv[0], pkl_name(name), 1, &argv[1]) : 0;
    if (done == 0 && joins_itself(argv)) done = pkl_call_special(&argv[0], pkl_name(PKL_NAME(__add__)), 1, &argv[1]);
    if (done != 0) return done > 0;
    if (!is_sequence(&argv[0]) || (!is_sequence(&argv[1]) && !joins_itself(argv))) return pkl_raise(tp_TypeError, "'%T' object can't be concatenated", &argv[0]);
    if (in_place ? pkl_inplace(&argv[0], &argv[1], PKL_NAME(__add__)) : py_binaryadd(&argv[0], &argv[1])) return true;
    if (!pkl_exc_matches(tp_TypeError)) return false;
    py_clearexc(NULL);
    return pkl_raise(tp_TypeError, "'%T' object can't be concatenated", &argv[0]);
}

static bool concat(int argc, py_Ref argv) { return (void)argc, join(argv, PKL_NAME(__add__), false); }
static bool iconcat(int argc, py_Ref argv) { return (void)argc, join(argv, PKL_NAME(__iadd__), true); }

typedef struct Search {
    py_Ref item;
    int64_t count, place; /* place -1: not found yet */
    bool first;
} Search;

static bool search_item(py_Ref item, void* context) {
    Search* search = context;
    int same = pkl_same(item, search->item);
    if (same > 0 && search->first) return false;
    search->count += search->first || same > 0;
    return same >= 0;
}

/* Counts equal items, or (`first`) those before the first. 1 found the first, 0 at the end, -1 error. */
static int search(py_Ref argv, Search* out, bool first) {
    *out = (Search){.item = &argv[1], .first = first};
    bool iterable = pkl_special(argv, pkl_name(PKL_NAME(__iter__))) || is_sequence(argv);
    if (!iterable) return pkl_raise(tp_TypeError, "argument of type '%T' is not iterable", argv) ? 0 : -1;
    if (pkl_iterate(argv, search_item, out)) return 0;
    return pkl_vm->raised.type != tp_nil ? -1 : 1;
}

static bool count_of(int argc, py_Ref argv) {
    (void)argc;
    Search found;
    return search(argv, &found, false) >= 0 && pkl_return_int(found.count);
}

static bool index_of(int argc, py_Ref argv) {
    (void)argc;
    Search found;
    int status = search(argv, &found, true);
    if (status == 0) return pkl_raise(tp_ValueError, "sequence.index(x): x not in sequence");
    return status > 0 && pkl_return_int(found.count);
}

/* length_hint(obj, default=0, /) */
static bool length_hint(int argc, py_Ref argv) {
    (void)argc;
    int64_t otherwise = 0;
    if (argv[1].type != tp_nil && !pkl_to_size(&argv[1], &otherwise)) return false;
    int64_t hint = pkl_length_hint_or(argv, otherwise);
    return (hint >= 0 || pkl_vm->raised.type == tp_nil) && pkl_return_int(hint);
}

/* ---- call and _compare_digest ---------------------------------------------------------------------------------------- */

static bool call(int argc, py_Ref argv) {
    if (argc < 2) return pkl_raise(tp_TypeError, "call expected at least 1 argument, got 0");
    return pkl_call_keywords(&argv[0], argc - 2, argv + 1, &argv[argc - 1]);
}

static const unsigned char* digest_data(py_Ref value, int* size) {
    if (!pkl_is_str(value)) return pkl_bytes_data(value, size);
    *size = pkl_str(value)->size;
    return (const unsigned char*)pkl_str(value)->data;
}

static bool compare_digest(int argc, py_Ref argv) {
    (void)argc;
    int sizes[2];
    const unsigned char* data[2] = {digest_data(&argv[0], &sizes[0]), digest_data(&argv[1], &sizes[1])};
    if (!data[0] || !data[1] || pkl_is_str(&argv[0]) != pkl_is_str(&argv[1]))
        return pkl_raise(tp_TypeError, "unsupported operand types(s) or combination of types: '%T' and '%T'", &argv[0], &argv[1]);
    unsigned different = sizes[0] != sizes[1], high = 0;
    for (int i = 0; i < sizes[1]; i++) {
        different |= data[1][i] ^ (sizes[0] == sizes[1] ? data[0][i] : data[1][i]);
        high |= data[1][i];
    }
    for (int i = 0; i < sizes[0]; i++) high |= data[0][i];
    if (high > 127 && pkl_is_str(&argv[0])) return pkl_raise(tp_TypeError, "comparing strings with non-ASCII characters is not supported");
    return pkl_return_bool(!different);
}

#define TWO(name, function) {name, function, "($module, a, b, /)", PKL_RANGE, PKL_FUNCTION, 2, 2}
#define ONE(name, function) {name, function, "($module, a, /)", PKL_O, PKL_FUNCTION, 1, 1}

/* The rows up to `gt` belong to BINARY and PKL_CMP_*. */
static const PklMethod FUNCTIONS[] = {
    TWO("add", binary), TWO("sub", binary), TWO("mul", binary), TWO("truediv", binary), TWO("floordiv", binary), TWO("mod", binary), TWO("pow", binary),
    TWO("lshift", binary), TWO("rshift", binary), TWO("and_", binary), TWO("or_", binary), TWO("xor", binary), TWO("matmul", binary),
    TWO("iadd", inplace), TWO("isub", inplace), TWO("imul", inplace), TWO("itruediv", inplace), TWO("ifloordiv", inplace), TWO("imod", inplace), TWO("ipow", inplace),
    TWO("ilshift", inplace), TWO("irshift", inplace), TWO("iand", inplace), TWO("ior", inplace), TWO("ixor", inplace), TWO("imatmul", inplace),
    TWO("lt", compare), TWO("le", compare), TWO("eq", compare), TWO("ne", compare), TWO("gt", compare), TWO("ge", compare),
    ONE("neg", negate), ONE("pos", positive), ONE("inv", invert), ONE("invert", invert), ONE("abs", absolute), ONE("index", index_of_number),
    TWO("is_", is_same), TWO("is_not", is_not_same), ONE("is_none", is_none), ONE("is_not_none", is_not_none), ONE("truth", truth), ONE("not_", not_true),
    TWO("contains", contains), TWO("getitem", getitem), TWO("delitem", delitem), TWO("concat", concat), TWO("iconcat", iconcat), TWO("countOf", count_of), TWO("indexOf", index_of),
    {"setitem", setitem, "($module, a, b, c, /)", PKL_RANGE, PKL_FUNCTION, 3, 3},
    {"length_hint", length_hint, "($module, obj, default=0, /)", PKL_RANGE, PKL_FUNCTION, 1, 2},
    {"call", call, "($module, obj, /, *args, **kwargs)", PKL_ANY_KW, PKL_FUNCTION, 0, 0},
    TWO("_compare_digest", compare_digest),
    {0},
};

void pkl_library__operator(PyModule* module) {
    pkl_register_functions(module, FUNCTIONS);
    pkl_library_types(module, pkl_operator_getters);
}
