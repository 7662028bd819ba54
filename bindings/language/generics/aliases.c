/*
 * `type X = …`, Generic, NoDefault, values that are made when they are asked for, and the machine's intrinsics about all of them.
 */
#include "generics.h"

enum { NAME, PARAMETERS, VALUE, EVALUATE, MODULE, SLOTS };

#define SLOT(self, place) (PKL_SLOTS((self)->_obj)[place])

static bool return_value(py_TValue value) { return pkl_return(&value); }

py_TValue pkl_caller_module(void) {
    PyFrame* frame = pkl_vm->frame;
    py_Ref name = frame != NULL ? pkl_dict_get_name(frame->globals, PKL_NAME(__name__)) : NULL;
    return name != NULL ? *name : pkl_vm->None_;
}

bool pkl_call_typing(const char* name, int argc, py_Ref argv) {
    int found = py_import("typing");
    if (found < 0) return false;
    if (found == 0) return pkl_raise(tp_ModuleNotFoundError, "No module named 'typing'");
    py_TValue* copy = py_pushtmp();
    bool ok = py_getattr(py_getmodule("typing"), py_name(name));
    *copy = *py_retval();
    ok = ok && py_call(copy, argc, argv);
    py_pop();
    return ok;
}

/* ---- lazy values ------------------------------------------------------------------------------------------- */

bool pkl_lazy_value(py_Ref self, int place, py_TValue otherwise) {
    if (SLOT(self, place).type != tp_nil) return return_value(SLOT(self, place));
    py_TValue evaluator = SLOT(self, place + 1), format;
    if (evaluator.type == tp_nil) return return_value(otherwise);
    py_newint(&format, 1);
    if (!py_call(&evaluator, 1, &format)) return false;
    SLOT(self, place) = *py_retval();
    return true;
}

bool pkl_evaluator_of(py_Ref self, int place) {
    if (SLOT(self, place + 1).type != tp_nil) return return_value(SLOT(self, place + 1));
    if (SLOT(self, place).type == tp_nil) return return_value(pkl_vm->None_);
    PKL_SLOTS(pkl_new(py_retval(), tp_constevaluator))[0] = SLOT(self, place);
    return true;
}

/* (format) */
static bool constant_call(int argc, py_Ref argv) {
    int64_t format;
    if (argc != 2) return pkl_raise(tp_TypeError, "constevaluator() takes exactly one argument (%d given)", argc - 1);
    if (!pkl_index(&argv[1], &format, true)) return false;
    if (format != 4) return return_value(SLOT(argv, 0)); /* as a text: what repr says */
    if (SLOT(argv, 0).type != tp_type) return py_repr(&SLOT(argv, 0));
    return py_getattr(&SLOT(argv, 0), pkl_name(PKL_NAME(__qualname__)));
}

static bool constant_repr(int argc, py_Ref argv) { return (void)argc, pkl_str_format(py_retval(), "<constevaluator %R>", &SLOT(argv, 0)); }

/* ---- X | Y ---------------------------------------------------------------------------------------------------- */

bool pkl_parameter_or(int argc, py_Ref argv) { return (void)argc, pkl_union_of(&argv[0], &argv[1]); }
bool pkl_parameter_ror(int argc, py_Ref argv) { return (void)argc, pkl_union_of(&argv[1], &argv[0]); }

/* ---- TypeAliasType ------------------------------------------------------------------------------------------------ */

bool pkl_new_type_alias(py_Ref parts) {
    py_TValue* items = pkl_tuple_items(parts);
    PyObject* alias = pkl_new(py_retval(), tp_TypeAliasType);
    PKL_SLOTS(alias)[NAME] = items[0];
    PKL_SLOTS(alias)[PARAMETERS] = items[1].type == tp_tuple ? items[1] : pkl_vm->empty_tuple;
    PKL_SLOTS(alias)[EVALUATE] = items[2];
    PKL_SLOTS(alias)[MODULE] = pkl_caller_module();
    return true;
}

/* TypeAliasType(name, value, *, type_params=()) */
static bool alias_new(int argc, py_Ref argv) {
    (void)argc;
    if (!py_isinstance(&argv[1], tp_str)) return pkl_raise(tp_TypeError, "typealias() argument 'name' must be str, not %T", &argv[1]);
    if (argv[3].type != tp_nil && argv[3].type != tp_tuple) return pkl_raise(tp_TypeError, "type_params must be a tuple");
    PyObject* alias = pkl_new(py_retval(), tp_TypeAliasType);
    PKL_SLOTS(alias)[NAME] = argv[1];
    PKL_SLOTS(alias)[VALUE] = argv[2];
    PKL_SLOTS(alias)[PARAMETERS] = argv[3].type != tp_nil ? argv[3] : pkl_vm->empty_tuple;
    PKL_SLOTS(alias)[MODULE] = pkl_caller_module();
    return true;
}

static bool get_value(int argc, py_Ref argv) { return (void)argc, pkl_lazy_value(argv, VALUE, pkl_vm->None_); }
static bool get_evaluate(int argc, py_Ref argv) { return (void)argc, pkl_evaluator_of(argv, VALUE); }
static bool alias_repr(int argc, py_Ref argv) { return (void)argc, return_value(SLOT(argv, NAME)); }
static bool alias_reduce(int argc, py_Ref argv) { return (void)argc, return_value(SLOT(argv, NAME)); }

static bool alias_getitem(int argc, py_Ref argv) {
    (void)argc;
    if (pkl_tuple_length(&SLOT(argv, PARAMETERS)) == 0) return pkl_raise(tp_TypeError, "Only generic type aliases are subscriptable");
    py_TValue arguments = argv[1];
    if (argv[1].type != tp_tuple) pkl_new_tuple(&arguments, &argv[1], 1);
    return pkl_new_generic_alias(py_retval(), argv, &arguments);
}

static const PklMethod ALIAS[] = {
    {"__new__", alias_new, "($type, name, value, *, type_params=<unrepresentable>)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__repr__", alias_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__or__", pkl_parameter_or, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__ror__", pkl_parameter_ror, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__getitem__", alias_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__reduce__", alias_reduce, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
static const PklGetSet ALIAS_ATTRIBUTES[] = {{"__value__", get_value, NULL}, {"evaluate_value", get_evaluate, NULL}, {0}};
static const PklMember ALIAS_MEMBERS[] = {{"__name__", NAME, false, false}, {"__type_params__", PARAMETERS, false, false}, {"__parameters__", PARAMETERS, false, false}, {"__module__", MODULE, false, true}, {0}};

/* ---- Generic ---------------------------------------------------------------------------------------------------------- */

/* Generic[…] and Class[…]: typing says what it is; without it, an alias. */
static bool class_getitem(int argc, py_Ref argv) {
    if (py_getmodule("typing") != NULL) return pkl_call_typing("_generic_class_getitem", argc, argv);
    py_TValue arguments = argv[1];
    if (argv[1].type != tp_tuple) pkl_new_tuple(&arguments, &argv[1], 1);
    return pkl_new_generic_alias(py_retval(), argv, &arguments);
}

/* Class.__parameters__: the variables of its bases. */
static bool set_parameters(PyType* class) {
    py_Ref bases = pkl_dict_get_name(class->dict, PKL_NAME(__orig_bases__));
    py_TValue parameters = pkl_vm->empty_tuple;
    if (bases != NULL && bases->type == tp_tuple && !pkl_find_parameters(bases, &parameters)) return false;
    pkl_type_set(class, PKL_NAME(__parameters__), &parameters);
    return return_value(pkl_vm->None_);
}

static bool init_subclass(int argc, py_Ref argv) {
    if (py_getmodule("typing") == NULL) return set_parameters(pkl_as_type(argv));
    if (argv[argc - 1].type != tp_dict) return pkl_call_typing("_generic_init_subclass", 1, argv);
    py_Ref typing = py_getmodule("typing");
    if (!py_getattr(typing, py_name("_generic_init_subclass"))) return false;
    py_push(py_retval());
    py_pushnil();
    py_push(&argv[0]);
    int count = pkl_push_keywords(PKL_OBJECT(&argv[argc - 1], PyDict));
    return py_vectorcall(1, (uint16_t)count);
}

static bool only_subscript(void) { return pkl_raise(tp_TypeError, "Type parameters need a class to belong to"); }

bool pkl_subscript_generic(py_Ref parameters) {
    if (parameters->type != tp_tuple) return only_subscript();
    if (py_getmodule("typing") == NULL) return pkl_new_generic_alias(py_retval(), &pkl_vm->types[tp_Generic]->self, parameters);
    py_TValue arguments[2] = {pkl_vm->types[tp_Generic]->self, *parameters};
    return pkl_call_typing("_GenericAlias", 2, arguments);
}

static const PklMethod GENERIC[] = {
    {"__class_getitem__", class_getitem, "($type, params, /)", PKL_ANY, PKL_CLASS, 0, 0},
    {"__init_subclass__", init_subclass, NULL, PKL_ANY_KW, PKL_CLASS, 0, 0},
    {0},
};
const PklTypeSpec pkl_generic_type[] = {{.id = tp_Generic, .name = "Generic", .module = "typing", .hidden = true, .methods = GENERIC}, {0}};

/* ---- NoDefault ----------------------------------------------------------------------------------------------------------- */

static bool no_default_repr(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newstr(py_retval(), "typing.NoDefault"), true; }
static bool no_default_reduce(int argc, py_Ref argv) { return (void)argc, (void)argv, py_newstr(py_retval(), "NoDefault"), true; }
static bool no_default_new(int argc, py_Ref argv) { return (void)argc, (void)argv, return_value((py_TValue){.type = tp_NoDefault}); }

static const PklMethod NO_DEFAULT[] = {
    {"__new__", no_default_new, NULL, PKL_NOARGS, PKL_NEW, 0, 0},
    {"__repr__", no_default_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__reduce__", no_default_reduce, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
static const PklMethod CONSTANT[] = {
    {"__call__", constant_call, "($self, /, *args, **kwargs)", PKL_ANY, PKL_WRAPPER, 0, 0},
    {"__repr__", constant_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

const PklTypeSpec pkl_alias_types[] = {
    {.id = tp_TypeAliasType, .name = "TypeAliasType", .module = "typing", .slots = SLOTS, .flags = PKL_TYPE_FINAL, .hidden = true, .methods = ALIAS, .getsets = ALIAS_ATTRIBUTES, .members = ALIAS_MEMBERS},
    {.id = tp_NoDefault, .name = "NoDefaultType", .module = "typing", .flags = PKL_TYPE_FINAL, .hidden = true, .methods = NO_DEFAULT},
    {.id = tp_constevaluator, .name = "constevaluator", .module = "_typing", .slots = 1, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = CONSTANT},
    {0},
};

/* ---- the machine's intrinsics ------------------------------------------------------------------------------------------------ */

static bool lazy_typevar(py_Ref name, py_Ref evaluator, int place) {
    PKL_SLOTS(pkl_new_parameter(tp_TypeVar, name))[place] = *evaluator;
    return true;
}

bool pkl_type_parameter(int intrinsic, py_Ref first, py_Ref second) {
    switch (intrinsic) {
    case PKL_INTRINSIC_TYPEVAR: return pkl_new_parameter(tp_TypeVar, first) != NULL;
    case PKL_INTRINSIC_PARAMSPEC: return pkl_new_parameter(tp_ParamSpec, first) != NULL;
    case PKL_INTRINSIC_TYPEVARTUPLE: return pkl_new_parameter(tp_TypeVarTuple, first) != NULL;
    case PKL_INTRINSIC_TYPEVAR_WITH_BOUND: return lazy_typevar(first, second, PKL_PARAM_EVALUATE_BOUND);
    case PKL_INTRINSIC_TYPEVAR_WITH_CONSTRAINTS: return lazy_typevar(first, second, PKL_PARAM_EVALUATE_CONSTRAINTS);
    case PKL_INTRINSIC_SUBSCRIPT_GENERIC: return pkl_subscript_generic(first);
    case PKL_INTRINSIC_TYPEALIAS: return pkl_new_type_alias(first);
    case PKL_INTRINSIC_SET_TYPEPARAM_DEFAULT: SLOT(first, PKL_PARAM_EVALUATE_DEFAULT) = *second; return return_value(*first);
    case PKL_INTRINSIC_SET_FUNCTION_TYPE_PARAMS: PKL_OBJECT(first, PyFunction)->slot[PKL_FUNCTION_TYPE_PARAMS] = *second; return return_value(*first);
    default: return pkl_raise(tp_SystemError, "unknown intrinsic %d", intrinsic);
    }
}

void pkl_start_generics(PklVM* vm) {
    (void)vm;
    pkl_register_types(pkl_parameter_types);
    pkl_register_types(pkl_alias_types);
    pkl_register_types(pkl_generic_type);
}
