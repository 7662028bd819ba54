/*
 * Type parameters and what is made of them: TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, Generic. The module typing imports them from _typing.
 */
#pragma once

#include "../machine/machine.h"
#include "../types/types.h"

/* Slots of a TypeVar, ParamSpec or TypeVarTuple; nil where it has none. A lazy field is the evaluator until it is asked for. */
enum {
    PKL_PARAM_NAME,
    PKL_PARAM_MODULE,
    PKL_PARAM_BOUND,
    PKL_PARAM_EVALUATE_BOUND,
    PKL_PARAM_CONSTRAINTS,
    PKL_PARAM_EVALUATE_CONSTRAINTS,
    PKL_PARAM_DEFAULT,
    PKL_PARAM_EVALUATE_DEFAULT,
    PKL_PARAM_COVARIANT,
    PKL_PARAM_CONTRAVARIANT,
    PKL_PARAM_INFER,
    PKL_PARAM_SLOTS
};

extern const PklTypeSpec pkl_parameter_types[];
extern const PklTypeSpec pkl_alias_types[];
extern const PklTypeSpec pkl_generic_type[];

/* A parameter made by a statement; in py_retval(). */
PyObject* pkl_new_parameter(py_Type type, const py_TValue* name);
/* A function of the module typing: name(*argv). */
bool pkl_call_typing(const char* name, int argc, py_Ref argv);
/* The value at `place`, made by the evaluator behind it when it is first asked for; `otherwise` where there is neither. */
bool pkl_lazy_value(py_Ref self, int place, py_TValue otherwise);
/* What evaluate_bound and its like are: the function, or one that gives the value that is known; None. */
bool pkl_evaluator_of(py_Ref self, int place);
/* X | Y of things that are no types. */
bool pkl_parameter_or(int argc, py_Ref argv);
bool pkl_parameter_ror(int argc, py_Ref argv);
/* A new TypeAliasType out of (name, type parameters or None, evaluator); in py_retval(). */
bool pkl_new_type_alias(py_Ref parts);
/* Generic[parameters] as a base of a class. */
bool pkl_subscript_generic(py_Ref parameters);
/* The name of the module that calls. */
py_TValue pkl_caller_module(void);
