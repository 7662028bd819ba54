/* _functools: partial, reduce, cmp_to_key, the wrapper of lru_cache. */
#pragma once

#include "../iterators.h"

extern const PklTypeSpec pkl_functools_partial[]; /* partial, _PlaceholderType */
extern const PklTypeSpec pkl_functools_cache[];   /* _lru_cache_wrapper */
extern const PklTypeSpec pkl_functools_key[];     /* what cmp_to_key makes */
bool pkl_cmp_to_key(int argc, py_Ref argv);

/* Of a native of the convention PKL_MACHINE, which has to check this itself: whether what it is called on is of its type. */
static inline bool pkl_called_on(const py_TValue* base, py_Type type) {
    if (base[1].type != tp_nil && pkl_has_layout(&base[1], type)) return true;
    const py_TValue* receiver = base[1].type != tp_nil ? base + 1 : base + 2;
    return pkl_raise(tp_TypeError, "descriptor '__call__' requires a '%t' object but received a '%T'", (int)type, receiver);
}

/* Where the operands of the running frame end: a native of the convention PKL_MACHINE may write up to here. */
static inline py_TValue* pkl_operands_end(PklVM* vm) { return pkl_operands(vm->frame) + vm->frame->code->stacksize + PKL_SLACK; }
