/*
 * What iterators written in C share.
 */
#pragma once

#include "library.h"

/* StopIteration without a value. False. */
static inline bool pkl_stop(void) { return pkl_raise_stop_iteration(NULL); }

/* next(iterator): true with the value; false with StopIteration or another exception. */
bool pkl_next_or_stop(py_Ref iterator);
/* __iter__ of iterators. */
bool pkl_self(int argc, py_Ref argv);
/* A new slot object of a class; `out` is rooted by the caller. */
static inline py_TValue* pkl_new_state(py_OutRef out, py_Ref class) { return PKL_SLOTS(pkl_new(out, py_totype(class))); }
/* The same, with the iterator of an iterable in its first slot, as py_retval(). */
bool pkl_new_iterator_over(py_Ref class, py_Ref iterable);

/* A number of items, as PyLong_AsSsize_t: OverflowError "Python int too large to convert to C ssize_t". */
bool pkl_to_size(py_Ref value, int64_t* out);

#define PKL_ITERATOR(next) {"__iter__", pkl_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}, {"__next__", next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0}
