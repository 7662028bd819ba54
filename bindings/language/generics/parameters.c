/*
 * TypeVar, ParamSpec and TypeVarTuple.
 */
#include "generics.h"

#define SLOT(self, place) (PKL_SLOTS((self)->_obj)[place])

static bool return_value(py_TValue value) { return pkl_return(&value); }
static bool truth(const py_TValue* value) { return value->type == tp_bool && value->_bool; }
static py_TValue no_default(void) { return (py_TValue){.type = tp_NoDefault}; }

PyObject* pkl_new_parameter(py_Type type, const py_TValue* name) {
    PyObject* object = pkl_new(py_retval(), type);
    PKL_SLOTS(object)[PKL_PARAM_NAME] = *name;
    PKL_SLOTS(object)[PKL_PARAM_MODULE] = pkl_caller_module();
    PKL_SLOTS(object)[PKL_PARAM_COVARIANT] = PKL_SLOTS(object)[PKL_PARAM_CONTRAVARIANT] = pkl_vm->False_;
    PKL_SLOTS(object)[PKL_PARAM_INFER] = pkl_vm->True_;
    return object;
}

/* ---- made by a call ------------------------------------------------------------------------------- */

typedef struct Variance {
    py_Ref covariant, contravariant, infer;
} Variance;

static bool flag(py_Ref value, py_TValue* out) {
    int is = value->type == tp_nil ? 0 : py_bool(value);
    if (is >= 0) py_newbool(out, is);
    return is >= 0;
}

static bool set_variance(PyObject* object, Variance given) {
    py_TValue* slots = PKL_SLOTS(object);
    if (!flag(given.covariant, &slots[PKL_PARAM_COVARIANT]) || !flag(given.contravariant, &slots[PKL_PARAM_CONTRAVARIANT]) || !flag(given.infer, &slots[PKL_PARAM_INFER])) return false;
    bool one = truth(&slots[PKL_PARAM_COVARIANT]), other = truth(&slots[PKL_PARAM_CONTRAVARIANT]);
    if (one && other) return pkl_raise(tp_ValueError, "Bivariant types are not supported.");
    if ((one || other) && truth(&slots[PKL_PARAM_INFER])) return pkl_raise(tp_ValueError, "Variance cannot be specified with infer_variance.");
    return true;
}

static bool check_name(const char* function, py_Ref name) {
    return py_isinstance(name, tp_str) || pkl_raise(tp_TypeError, "%s() argument 'name' must be str, not %T", function, name);
}

/* A type as typing checks it: None is its type. */
static bool checked_type(py_Ref value, py_TValue* out) {
    if (value->type == tp_nil || value->type == tp_NoneType) return true;
    py_TValue arguments[2] = {*value};
    py_newstr(&arguments[1], "Bound must be a type.");
    if (py_getmodule("typing") != NULL) {
        if (!pkl_call_typing("_type_check", 2, arguments)) return false;
        *out = *py_retval();
    } else *out = *value;
    return true;
}

static void set_default(PyObject* object, py_Ref value) {
    if (value->type != tp_nil && value->type != tp_NoDefault) PKL_SLOTS(object)[PKL_PARAM_DEFAULT] = *value;
}

/* TypeVar(name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False) */
static bool typevar_new(int argc, py_Ref argv) {
    (void)argc;
    if (!check_name("typevar", &argv[1])) return false;
    int constraints = pkl_tuple_length(&argv[2]);
    bool bounded = argv[3].type != tp_nil && argv[3].type != tp_NoneType;
    if (constraints == 1) return pkl_raise(tp_TypeError, "A single constraint is not allowed");
    if (constraints > 0 && bounded) return pkl_raise(tp_TypeError, "Constraints cannot be combined with bound=...");
    py_TValue* made = py_pushtmp();
    PyObject* object = pkl_new_parameter(tp_TypeVar, &argv[1]);
    *made = *py_retval();
    bool ok = set_variance(object, (Variance){&argv[5], &argv[6], &argv[7]}) && checked_type(&argv[3], &PKL_SLOTS(object)[PKL_PARAM_BOUND]);
    if (constraints > 0) PKL_SLOTS(object)[PKL_PARAM_CONSTRAINTS] = argv[2];
    set_default(object, &argv[4]);
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* ParamSpec(name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False) */
static bool paramspec_new(int argc, py_Ref argv) {
    (void)argc;
    if (!check_name("paramspec", &argv[1])) return false;
    py_TValue* made = py_pushtmp();
    PyObject* object = pkl_new_parameter(tp_ParamSpec, &argv[1]);
    *made = *py_retval();
    bool ok = set_variance(object, (Variance){&argv[4], &argv[5], &argv[6]}) && checked_type(&argv[2], &PKL_SLOTS(object)[PKL_PARAM_BOUND]);
    set_default(object, &argv[3]);
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* TypeVarTuple(name, *, default=NoDefault) */
static bool tuple_new(int argc, py_Ref argv) {
    (void)argc;
    if (!check_name("typevartuple", &argv[1])) return false;
    set_default(pkl_new_parameter(tp_TypeVarTuple, &argv[1]), &argv[2]);
    return true;
}

/* ---- attributes ---------------------------------------------------------------------------------- */

static bool get_bound(int argc, py_Ref argv) { return (void)argc, pkl_lazy_value(argv, PKL_PARAM_BOUND, pkl_vm->None_); }
static bool get_constraints(int argc, py_Ref argv) { return (void)argc, pkl_lazy_value(argv, PKL_PARAM_CONSTRAINTS, pkl_vm->empty_tuple); }
static bool get_default(int argc, py_Ref argv) { return (void)argc, pkl_lazy_value(argv, PKL_PARAM_DEFAULT, no_default()); }
static bool evaluate_bound(int argc, py_Ref argv) { return (void)argc, pkl_evaluator_of(argv, PKL_PARAM_BOUND); }
static bool evaluate_constraints(int argc, py_Ref argv) { return (void)argc, pkl_evaluator_of(argv, PKL_PARAM_CONSTRAINTS); }
static bool evaluate_default(int argc, py_Ref argv) { return (void)argc, pkl_evaluator_of(argv, PKL_PARAM_DEFAULT); }

static bool has_default(int argc, py_Ref argv) {
    (void)argc;
    bool has = SLOT(argv, PKL_PARAM_DEFAULT).type != tp_nil || SLOT(argv, PKL_PARAM_EVALUATE_DEFAULT).type != tp_nil;
    return pkl_return_bool(has);
}

static bool parameter_repr(int argc, py_Ref argv) {
    (void)argc;
    const char* sign = argv->type == tp_TypeVarTuple || truth(&SLOT(argv, PKL_PARAM_INFER)) ? "" : truth(&SLOT(argv, PKL_PARAM_COVARIANT)) ? "+" :
                       truth(&SLOT(argv, PKL_PARAM_CONTRAVARIANT)) ? "-" : "~";
    return pkl_str_format(py_retval(), "%s%S", sign, &SLOT(argv, PKL_PARAM_NAME));
}

static bool parameter_reduce(int argc, py_Ref argv) { return (void)argc, return_value(SLOT(argv, PKL_PARAM_NAME)); }

static bool mro_entries(int argc, py_Ref argv) {
    (void)argc;
    return pkl_raise(tp_TypeError, "Cannot subclass an instance of %s", pkl_type_of(argv)->name->data);
}

/* ---- substitution, which typing does ---------------------------------------------------------------- */

static bool substitute(py_Ref argv, const char* function) {
    if (py_getmodule("typing") == NULL) return return_value(argv[1].type == tp_NoneType ? pkl_vm->types[tp_NoneType]->self : argv[1]);
    return pkl_call_typing(function, 2, argv);
}

static bool typevar_subst(int argc, py_Ref argv) { return (void)argc, substitute(argv, "_typevar_subst"); }
static bool paramspec_subst(int argc, py_Ref argv) { return (void)argc, substitute(argv, "_paramspec_subst"); }
static bool paramspec_prepare(int argc, py_Ref argv) { return pkl_call_typing("_paramspec_prepare_subst", argc, argv); }
static bool tuple_prepare(int argc, py_Ref argv) { return pkl_call_typing("_typevartuple_prepare_subst", argc, argv); }
static bool tuple_subst(int argc, py_Ref argv) { return (void)argc, (void)argv, pkl_raise(tp_TypeError, "Substitution of bare TypeVarTuple is not supported"); }

/* (alias, arguments) of a TypeVar: a default where an argument is missing. */
static bool typevar_prepare(int argc, py_Ref argv) {
    (void)argc;
    py_TValue *parameters = py_pushtmp(), *args = py_pushtmp();
    bool ok = py_getattr(&argv[1], pkl_name(PKL_NAME(__parameters__)));
    *parameters = *py_retval();
    *args = argv[2];
    int count = ok ? pkl_tuple_length(args) : 0, at = 0;
    while (ok && at < pkl_tuple_length(parameters) && !py_isidentical(&pkl_tuple_items(parameters)[at], argv)) at++;
    if (ok && count <= at) {
        ok = pkl_lazy_value(argv, PKL_PARAM_DEFAULT, no_default());
        if (ok && py_retval()->type == tp_NoDefault) ok = pkl_raise(tp_TypeError, "Too few arguments for %R", &argv[1]);
        py_TValue value = *py_retval();
        PyObject* longer = ok ? pkl_new_slots(py_retval(), tp_tuple, count + 1) : NULL;
        for (int i = 0; ok && i < count; i++) PKL_SLOTS(longer)[i] = pkl_tuple_items(args)[i];
        if (ok) PKL_SLOTS(longer)[count] = value;
    } else if (ok) *py_retval() = *args;
    py_shrink(2);
    return ok;
}

/* *Ts: one item, Unpack[Ts] of typing. */
static bool tuple_iter(int argc, py_Ref argv) {
    (void)argc;
    py_Ref typing = py_import("typing") == 1 ? py_getmodule("typing") : NULL;
    if (typing == NULL) return py_checkexc() ? false : pkl_raise(tp_ModuleNotFoundError, "No module named 'typing'");
    if (!py_getattr(typing, py_name("Unpack"))) return false;
    py_TValue unpack = *py_retval();
    if (!py_getitem(&unpack, argv)) return false;
    py_TValue item = *py_retval(), tuple;
    pkl_new_tuple(&tuple, &item, 1);
    return py_iter(&tuple);
}

/* ---- args and kwargs of a ParamSpec ------------------------------------------------------------------- */

static bool new_side(py_Ref argv, py_Type type) {
    PKL_SLOTS(pkl_new(py_retval(), type))[0] = *argv;
    return true;
}

static bool get_args(int argc, py_Ref argv) { return (void)argc, new_side(argv, tp_ParamSpecArgs); }
static bool get_kwargs(int argc, py_Ref argv) { return (void)argc, new_side(argv, tp_ParamSpecKwargs); }
static bool side_new(int argc, py_Ref argv) { return (void)argc, new_side(&argv[1], py_totype(argv)); }

static bool side_repr(int argc, py_Ref argv) {
    (void)argc;
    const char* name = argv->type == tp_ParamSpecArgs ? "args" : "kwargs";
    if (SLOT(argv, 0).type != tp_ParamSpec) return pkl_str_format(py_retval(), "%R.%s", &SLOT(argv, 0), name);
    return pkl_str_format(py_retval(), "%S.%s", &SLOT(&SLOT(argv, 0), PKL_PARAM_NAME), name);
}

static bool side_eq(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != argv[0].type) return pkl_not_implemented();
    int same = py_equal(&SLOT(&argv[0], 0), &SLOT(&argv[1], 0));
    if (same >= 0) py_newbool(py_retval(), same);
    return same >= 0;
}

/* ---- tables -------------------------------------------------------------------------------------------- */

#define COMMON                                                                                                         \
    {"__repr__", parameter_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},                                         \
    {"__or__", pkl_parameter_or, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},                                       \
    {"__ror__", pkl_parameter_ror, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},                                     \
    {"__reduce__", parameter_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},                                      \
    {"__mro_entries__", mro_entries, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},                                   \
    {"has_default", has_default, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0}

static const PklMethod TYPEVAR[] = {
    COMMON,
    {"__new__", typevar_new, "($type, name, /, *constraints, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__typing_subst__", typevar_subst, "($self, arg, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__typing_prepare_subst__", typevar_prepare, "($self, alias, args, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {0},
};

static const PklMethod PARAMSPEC[] = {
    COMMON,
    {"__new__", paramspec_new, "($type, name, *, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__typing_subst__", paramspec_subst, "($self, arg, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__typing_prepare_subst__", paramspec_prepare, "($self, alias, args, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {0},
};

static const PklMethod TUPLE[] = {
    COMMON,
    {"__new__", tuple_new, "($type, name, *, default=<unrepresentable>)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__iter__", tuple_iter, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__typing_subst__", tuple_subst, "($self, arg, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__typing_prepare_subst__", tuple_prepare, "($self, alias, args, /)", PKL_RANGE, PKL_METHOD, 2, 2},
    {0},
};

static const PklMethod SIDE[] = {
    {"__new__", side_new, "($type, origin)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__repr__", side_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__eq__", side_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__mro_entries__", mro_entries, "($self, object, /)", PKL_O, PKL_METHOD, 1, 1},
    {0},
};

#define DEFAULTS {"__default__", get_default, NULL}, {"evaluate_default", evaluate_default, NULL}
static const PklGetSet TYPEVAR_ATTRIBUTES[] = {DEFAULTS, {"__bound__", get_bound, NULL}, {"__constraints__", get_constraints, NULL},
                                               {"evaluate_bound", evaluate_bound, NULL}, {"evaluate_constraints", evaluate_constraints, NULL}, {0}};
static const PklGetSet PARAMSPEC_ATTRIBUTES[] = {DEFAULTS, {"__bound__", get_bound, NULL}, {"args", get_args, NULL}, {"kwargs", get_kwargs, NULL}, {0}};
static const PklGetSet TUPLE_ATTRIBUTES[] = {DEFAULTS, {0}};
static const PklMember MEMBERS[] = {{"__name__", PKL_PARAM_NAME, false, false},           {"__module__", PKL_PARAM_MODULE, true, true},
                                    {"__covariant__", PKL_PARAM_COVARIANT, false, false}, {"__contravariant__", PKL_PARAM_CONTRAVARIANT, false, false},
                                    {"__infer_variance__", PKL_PARAM_INFER, false, false}, {0}};
static const PklMember TUPLE_MEMBERS[] = {{"__name__", PKL_PARAM_NAME, false, false}, {"__module__", PKL_PARAM_MODULE, true, true}, {0}};
static const PklMember SIDE_MEMBERS[] = {{"__origin__", 0, false, false}, {0}};

#define PARAMETER PKL_TYPE_FINAL | PKL_TYPE_WEAKREF
const PklTypeSpec pkl_parameter_types[] = {
    {.id = tp_TypeVar, .name = "TypeVar", .module = "typing", .slots = PKL_PARAM_SLOTS, .flags = PARAMETER, .hidden = true, .methods = TYPEVAR, .getsets = TYPEVAR_ATTRIBUTES, .members = MEMBERS},
    {.id = tp_ParamSpec, .name = "ParamSpec", .module = "typing", .slots = PKL_PARAM_SLOTS, .flags = PARAMETER, .hidden = true, .methods = PARAMSPEC, .getsets = PARAMSPEC_ATTRIBUTES, .members = MEMBERS},
    {.id = tp_TypeVarTuple, .name = "TypeVarTuple", .module = "typing", .slots = PKL_PARAM_SLOTS, .flags = PARAMETER, .hidden = true, .methods = TUPLE, .getsets = TUPLE_ATTRIBUTES, .members = TUPLE_MEMBERS},
    {.id = tp_ParamSpecArgs, .name = "ParamSpecArgs", .module = "typing", .slots = 1, .flags = PARAMETER, .hidden = true, .methods = SIDE, .members = SIDE_MEMBERS},
    {.id = tp_ParamSpecKwargs, .name = "ParamSpecKwargs", .module = "typing", .slots = 1, .flags = PARAMETER, .hidden = true, .methods = SIDE, .members = SIDE_MEMBERS},
    {0},
};
