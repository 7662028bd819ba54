/* `np.add` and its kind as Python objects, and the operators of arrays. */
#include "ufunc.h"

#include <string.h>

py_Type nd_tp_ufunc;

const nd_Ufunc* nd_ufunc_of(py_Ref value) {
    return py_istype(value, nd_tp_ufunc) ? *(const nd_Ufunc**)py_touserdata(value) : NULL;
}

bool nd_call_ufunc(py_OutRef out, const char* name, int argc, py_Ref argv) {
    nd_Call call = {.a = py_arg(0), .b = argc > 1 ? py_arg(1) : NULL, .type = ND_NO_TYPE, .casting = ND_CAST_SAME_KIND};
    return nd_call(nd_find_ufunc(name), &call, out);
}

/* out=array or out=(array,) */
static py_Ref only_out(py_Ref out) {
    bool is_single = py_istuple(out) && py_tuple_len(out) == 1;
    return is_single ? py_tuple_getitem(out, 0) : out;
}

static bool finish(bool ok, py_Ref result, py_Ref out) {
    if(ok && out && nd_is_set(out)) py_assign(py_retval(), out);
    else if(ok) ok = nd_return(result);
    py_pop();
    return ok;
}

/* ufunc(x1, x2=..., out=None, where=True, dtype=None, casting="same_kind", order="K", subok=True) */
static bool ufunc_call(int argc, py_Ref argv) {
    (void)argc;
    const nd_Ufunc* ufunc = nd_ufunc_of(argv);
    int given = nd_is_given(py_arg(1)) + nd_is_given(py_arg(2)) + nd_is_given(py_arg(3));
    if(given < ufunc->inputs) {
        return nd_error(tp_TypeError, "%s() takes from %d to %d positional arguments but %d %s given", ufunc->name,
                        ufunc->inputs, ufunc->inputs + 1, given, given == 1 ? "was" : "were");
    }
    nd_Call call = {.a = py_arg(1), .b = ufunc->inputs == 2 ? py_arg(2) : NULL, .out = py_arg(4), .where = py_arg(5)};
    py_Ref positional_out = ufunc->inputs == 2 ? py_arg(3) : py_arg(2);
    if(ufunc->inputs == 1 && nd_is_given(py_arg(3)))
        return nd_error(tp_TypeError, "%s() takes from 1 to 2 positional arguments but 3 were given", ufunc->name);
    if(nd_is_given(positional_out)) call.out = positional_out;
    call.out = only_out(call.out);
    if(!nd_parse_optional_type(py_arg(6), &call.type) || !nd_parse_casting(py_arg(7), &call.casting)) return false;
    py_Ref result = py_pushtmp();
    return finish(nd_call(ufunc, &call, result), result, call.out);
}

static bool ufunc_new(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return nd_error(tp_TypeError, "cannot create 'numpy.ufunc' instances");
}

static bool ufunc_repr(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newfstr(py_retval(), "<ufunc '%s'>", nd_ufunc_of(argv)->name);
    return true;
}

static bool ufunc_name(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newstr(py_retval(), nd_ufunc_of(argv)->name);
    return true;
}

static bool ufunc_nin(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newint(py_retval(), nd_ufunc_of(argv)->inputs);
    return true;
}

static bool ufunc_nout(int argc, py_Ref argv) {
    (void)argv;
    PY_CHECK_ARGC(1);
    py_newint(py_retval(), 1);
    return true;
}

static bool ufunc_nargs(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_newint(py_retval(), nd_ufunc_of(argv)->inputs + 1);
    return true;
}

static bool ufunc_identity(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    const nd_Ufunc* ufunc = nd_ufunc_of(argv);
    if(ufunc->takes_bools && ufunc->identity != ND_NO_IDENTITY)
        py_newbool(py_retval(), ufunc->identity == ND_IDENTITY_1);
    else if(ufunc->identity == ND_NO_IDENTITY) py_newnone(py_retval());
    else py_newint(py_retval(), ufunc->identity == ND_IDENTITY_0 ? 0 : ufunc->identity == ND_IDENTITY_1 ? 1 : -1);
    return true;
}

/* ---- operators ---------------------------------------------------------------------- */

/* Operands with operators of their own, or that arrays do not support: NotImplemented. */
static bool is_operand(py_Ref value) {
    return nd_is_array(value) || nd_scalar_kind(value) || py_islist(value) || py_istuple(value) ||
           py_istype(value, tp_range);
}

static bool operate(const nd_Ufunc* ufunc, py_Ref a, py_Ref b) {
    if(b && (!is_operand(a) || !is_operand(b))) {
        py_newnotimplemented(py_retval());
        return true;
    }
    nd_Call call = {.a = a, .b = b, .type = ND_NO_TYPE, .casting = ND_CAST_SAME_KIND};
    py_Ref result = py_pushtmp();
    return finish(nd_call(ufunc, &call, result), result, NULL);
}

/* Fast paths of NumPy for powers of 2, 1/2 and -1 of whole arrays. */
static const char* short_power(py_Ref base, py_Ref exponent) {
    if(!nd_is_array(base)) return NULL;
    bool is_inexact = nd_array(base)->type != ND_BOOL && !nd_is_integer(nd_array(base)->type);
    if(py_isint(exponent) && py_toint(exponent) == 2) return "square";
    if(!is_inexact || !(py_isint(exponent) || py_isfloat(exponent))) return NULL;
    double value = py_isint(exponent) ? (double)py_toint(exponent) : py_tofloat(exponent);
    return value == 2 ? "square" : value == 0.5 ? "sqrt" : value == -1 ? "reciprocal" : value == 1 ? "positive" : NULL;
}

static bool power(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    const char* shorter = short_power(py_arg(0), py_arg(1));
    return shorter ? operate(nd_find_ufunc(shorter), argv, NULL)
                   : operate(nd_find_ufunc("power"), py_arg(0), py_arg(1));
}

/* clang-format off */
#define OPERATORS(X)                                                                                     \
    X(add, "add") X(sub, "subtract") X(mul, "multiply") X(truediv, "divide") X(floordiv, "floor_divide") \
    X(mod, "remainder") X(and, "bitwise_and") X(or, "bitwise_or") X(xor, "bitwise_xor")                  \
    X(lshift, "left_shift") X(rshift, "right_shift")
#define COMPARISONS(X) X(lt, "less") X(le, "less_equal") X(gt, "greater") X(ge, "greater_equal")
/* clang-format on */

#define DIRECT(NAME, UFUNC)                                                                                            \
    static bool op_##NAME(int argc, py_Ref argv) {                                                                     \
        PY_CHECK_ARGC(2);                                                                                              \
        static const nd_Ufunc* ufunc;                                                                                  \
        if(!ufunc) ufunc = nd_find_ufunc(UFUNC);                                                                       \
        return operate(ufunc, py_arg(0), py_arg(1));                                                                   \
    }

#define REFLECTED(NAME, UFUNC)                                                                                         \
    static bool op_r##NAME(int argc, py_Ref argv) {                                                                    \
        PY_CHECK_ARGC(2);                                                                                              \
        return operate(nd_find_ufunc(UFUNC), py_arg(1), py_arg(0));                                                    \
    }

OPERATORS(DIRECT)
OPERATORS(REFLECTED)
COMPARISONS(DIRECT)

/* == and != are total: what is no operand compares unequal. */
static bool compare(py_Ref argv, const char* name, bool otherwise) {
    if(is_operand(py_arg(1))) return operate(nd_find_ufunc(name), py_arg(0), py_arg(1));
    nd_Array* self = nd_array(argv);
    py_Ref made = py_pushtmp();
    bool ok = nd_new(made, ND_BOOL, self->ndim, self->shape);
    if(ok) memset(nd_array(made)->data, otherwise, (size_t)nd_count(self));
    return finish(ok, made, NULL);
}

static bool op_eq(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return compare(argv, "equal", false);
}

static bool op_ne(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return compare(argv, "not_equal", true);
}

static bool op_rpow(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return operate(nd_find_ufunc("power"), py_arg(1), py_arg(0));
}

static bool op_neg(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return operate(nd_find_ufunc("negative"), argv, NULL);
}

static bool op_abs(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return operate(nd_find_ufunc("absolute"), argv, NULL);
}

static bool op_invert(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return operate(nd_find_ufunc("invert"), argv, NULL);
}

/* divmod(a, b): both results, as a tuple */
bool nd_divmod(py_Ref a, py_Ref b) {
    py_Ref pair = py_pushtmp(), part = py_pushtmp();
    py_Ref items = py_newtuple(pair, 2);
    py_newnone(&items[0]), py_newnone(&items[1]);
    static const char* const NAMES[] = {"floor_divide", "remainder"};
    bool ok = true;
    for(int i = 0; ok && i < 2; i++) {
        nd_Call call = {.a = a, .b = b, .type = ND_NO_TYPE, .casting = ND_CAST_SAME_KIND};
        ok = nd_call(nd_find_ufunc(NAMES[i]), &call, part) && nd_return(part);
        if(ok) py_tuple_setitem(pair, i, py_retval());
    }
    if(ok) py_assign(py_retval(), pair);
    py_shrink(2);
    return ok;
}

static bool op_divmod(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return nd_divmod(py_arg(0), py_arg(1));
}

static bool op_rdivmod(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return nd_divmod(py_arg(1), py_arg(0));
}

static const struct {
    const char* name;
    py_CFunction function;
} MAGICS[] = {
#define ENTRY(NAME, UFUNC) {"__" #NAME "__", op_##NAME},
#define REFLECTED_ENTRY(NAME, UFUNC) {"__r" #NAME "__", op_r##NAME},
    OPERATORS(ENTRY) OPERATORS(REFLECTED_ENTRY) COMPARISONS(ENTRY){"__eq__", op_eq},
    {"__ne__", op_ne},
    {"__pow__", power},
    {"__rpow__", op_rpow},
    {"__neg__", op_neg},
    {"__abs__", op_abs},
    {"__invert__", op_invert},
    {"__divmod__", op_divmod},
    {"__rdivmod__", op_rdivmod},
};

static void add_ufunc_type(py_Ref module) {
    nd_tp_ufunc = py_newtype("ufunc", tp_object, module, NULL);
    py_setdict(module, py_name("ufunc"), py_tpobject(nd_tp_ufunc));
    py_bindmagic(nd_tp_ufunc, py_name("__new__"), ufunc_new);
    py_bindmagic(nd_tp_ufunc, py_name("__repr__"), ufunc_repr);
    py_bindproperty(nd_tp_ufunc, "__name__", ufunc_name, NULL);
    py_bindproperty(nd_tp_ufunc, "nin", ufunc_nin, NULL);
    py_bindproperty(nd_tp_ufunc, "nout", ufunc_nout, NULL);
    py_bindproperty(nd_tp_ufunc, "nargs", ufunc_nargs, NULL);
    py_bindproperty(nd_tp_ufunc, "identity", ufunc_identity, NULL);
    static const nd_Function METHODS[] = {
        {"__call__(self, x1=..., x2=..., x3=..., out=None, where=True, dtype=None, casting='same_kind', order='K', subok=True)",
         ufunc_call},
    };
    ND_BIND(py_tpobject(nd_tp_ufunc), METHODS);
}

static const struct {
    const char *alias, *name;
} ALIASES[] = {
    {"true_divide", "divide"},
    {"mod", "remainder"},
    {"abs", "absolute"},
    {"conj", "conjugate"},
    {"bitwise_not", "invert"},
    {"pow", "power"},
    {"bitwise_invert", "invert"},
    {"acos", "arccos"},
    {"asin", "arcsin"},
    {"atan", "arctan"},
    {"acosh", "arccosh"},
    {"asinh", "arcsinh"},
    {"atanh", "arctanh"},
    {"atan2", "arctan2"},
    {"bitwise_left_shift", "left_shift"},
    {"bitwise_right_shift", "right_shift"},
};

/* divmod(x1, x2) */
static bool np_divmod(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return nd_divmod(py_arg(0), py_arg(1));
}

/* _apply_at(ufunc, work, places, values): one after the other, in C order, all of one type;
 * `values` is None for one operand */
static bool np_apply_at(int argc, py_Ref argv) {
    PY_CHECK_ARGC(4);
    const nd_Ufunc* ufunc = nd_ufunc_of(argv);
    nd_Array *work = nd_array(py_arg(1)), *places = nd_array(py_arg(2));
    int type = nd_loop_type(ufunc, work->type), bytes = nd_size_of(work->type);
    if(type != work->type || nd_result_type(ufunc, type) != type)
        return nd_error(tp_TypeError, "ufunc.at is not supported for '%s' here", ufunc->name);
    const char* values = py_isnone(py_arg(3)) ? NULL : nd_array(py_arg(3))->data;
    for(nd_Size i = 0, n = nd_count(places); i < n; i++) {
        char *at = work->data + ((int64_t*)places->data)[i] * bytes, result[16];
        nd_apply(ufunc, type, result, at, values ? values + i * bytes : at, 1);
        memcpy(at, result, (size_t)bytes);
    }
    py_newnone(py_retval());
    return true;
}

void nd_add_ufuncs(py_Ref module) {
    py_bindfunc(module, "divmod", np_divmod);
    py_bindfunc(module, "_apply_at", np_apply_at);
    add_ufunc_type(module);
    py_Ref object = py_pushtmp();
    for(int i = 0; i < nd_ufunc_count; i++) {
        *(const nd_Ufunc**)py_newobject(object, nd_tp_ufunc, 0, sizeof(nd_Ufunc*)) = &nd_ufuncs[i];
        py_setdict(module, py_name(nd_ufuncs[i].name), object);
    }
    py_pop();
    for(unsigned i = 0; i < sizeof ALIASES / sizeof *ALIASES; i++) {
        py_TValue named = *py_getdict(module, py_name(ALIASES[i].name)); /* the type table is reallocated as it grows */
        py_setdict(module, py_name(ALIASES[i].alias), &named);
    }
    for(unsigned i = 0; i < sizeof MAGICS / sizeof *MAGICS; i++) {
        py_bindmagic(nd_tp_ndarray, py_name(MAGICS[i].name), MAGICS[i].function);
    }
}
