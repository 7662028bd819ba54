/*
 * The parts that register tables at start, in this order: each is a function `void pkl_start_NAME(PklVM* vm)`. A part that needs types of
 * another stands behind it.
 */
#pragma once

#include "vm.h"

#define PKL_PARTS(X)                                                                                                   \
    X(object) X(reduce) X(type) X(functions) X(python_functions) X(property) X(super) X(module) X(singletons) X(exceptions)      \
    X(alias) X(weakref) X(weakproxy) X(gc_module) X(code_type) X(numbers) X(containers) X(generators) X(builtins) X(generics) X(templates) X(text) X(sys)

#define PKL_DECLARE_PART(name) void pkl_start_##name(PklVM* vm);
PKL_PARTS(PKL_DECLARE_PART)
#undef PKL_DECLARE_PART
