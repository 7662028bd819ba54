/*
 * What the methods of containers share.
 */
#pragma once

#include "containers.h"

/* start, stop and step of a slice for a length, as CPython clamps them; how many items; -1 after an error. Runs programs (__index__). */
int64_t pkl_slice_indices(py_Ref slice, int64_t length, int64_t* start, int64_t* step);
/* The parts of a slice alone, before the length is known (running programs may change it). */
bool pkl_slice_unpack(py_Ref slice, int64_t* start, int64_t* stop, int64_t* step);
int64_t pkl_slice_adjust(int64_t length, int64_t* start, int64_t stop, int64_t step);
/* An index by __index__, negative from the end; not checked against the length. IndexError "cannot fit 'int' into an index-sized integer". */
bool pkl_item_index(py_Ref key, int64_t length, int64_t* out);
/* start and stop of list.index, str.find …: clamped to [0, length]. nil: default. */
bool pkl_search_bounds(py_Ref start, py_Ref stop, int64_t length, int64_t* from, int64_t* to);

/* While a container's repr is made: false if it is being made already ("[...]"). */
typedef struct PklReprGuard {
    const PyObject* object;
    struct PklReprGuard* back;
} PklReprGuard;
bool pkl_repr_begin(PklReprGuard* guard, py_Ref value);
void pkl_repr_end(PklReprGuard* guard);

/* Compares items pairwise. `op` is an opcode PKL_COMPARE_*; the truth in py_retval(). Lengths and items are read anew after every comparison. */
typedef int32_t (*PklItems)(const py_TValue* container, py_TValue** items);
bool pkl_compare_items(py_Ref a, py_Ref b, PklItems view, int op);
/* a == b for items: identity first. 1, 0, -1 */
int pkl_same(py_Ref a, py_Ref b);
bool pkl_rich(py_Ref a, py_Ref b, int op); /* the value in py_retval() */
/* How often a sequence is to be repeated: an index, negative as 0. The operator has refused what is none with a text of its own. */
/* How often a sequence of that length is repeated: not less than never, and nothing not more than once, for 10**18 rounds over nothing would not end. */
bool pkl_repeat_count(py_Ref value, int64_t length, int64_t* out);

/* A new list of these items in py_retval(). */
bool pkl_list_copy_items(const py_TValue* items, int64_t count);
/* Items [start, start + removed) become `count` others. */
bool pkl_list_splice(PyList* self, int64_t start, int64_t removed, const py_TValue* items, int64_t count);
bool pkl_list_getitem_method(int argc, py_Ref argv);
bool pkl_list_setitem_method(int argc, py_Ref argv);
bool pkl_list_delitem_method(int argc, py_Ref argv);

/* Sorts in place; `keys` NULL or as many keys as items. false: a comparison failed; what lies there is a permutation. */
bool pkl_sort(py_TValue* items, py_TValue* keys, int32_t count, bool reverse);
/* list.sort(key, reverse) on a list that nobody else sees meanwhile. */
bool pkl_list_sort(PyList* list, py_Ref key, bool reverse);

typedef struct PySetIterator {
    PyObject head; /* slots == 1 */
    py_TValue set; /* nil: ended */
    int32_t place, used, given;
} PySetIterator;
/* A new set or frozenset with what the iterable gives; NULL: nothing. */
bool pkl_set_of_items(py_Type type, py_Ref iterable, py_OutRef out);
/* tp_frozenset or tp_set: what operators of a set make. */
py_Type pkl_set_kind(py_Ref self);
/* start, stop and step of a slice for a length of any size, as CPython clamps them. */
bool pkl_slice_bounds(py_Ref slice, const py_TValue* length, py_TValue* out);
int pkl_set_iterator_next(PySetIterator* iterator); /* 1 in py_retval(), 0 ended, -1 error */

extern const PklTypeSpec pkl_container_types[], pkl_set_iterator_types[];
extern const PklMethod pkl_list_methods[], pkl_tuple_methods[], pkl_dict_methods[], pkl_set_methods[], pkl_frozenset_methods[], pkl_set_algebra[], pkl_set_algebra_in_place[], pkl_range_methods[], pkl_slice_methods[];
extern const PklMember pkl_range_members[], pkl_slice_members[];
extern const PklTypeSpec pkl_range_iterator_types[];
