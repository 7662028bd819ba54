/*
 * Views and iterators of dicts.
 */
#pragma once

#include "containers.h"

typedef enum PklDictPart { PKL_DICT_KEYS, PKL_DICT_VALUES, PKL_DICT_ITEMS } PklDictPart;

/* tp_dict_keys, tp_dict_values, tp_dict_items: slot 0 is the dict. */
bool pkl_dict_view(py_Ref dict, py_Type view);
/* tp_dict_iterator or tp_dict_reverse_iterator: one layout for all parts. */
bool pkl_dict_iterator(py_Ref dict, PklDictPart part, bool reversed);

typedef struct PyDictIterator {
    PyObject head;     /* slots == 1 */
    py_TValue dict;    /* nil: ended */
    int32_t place;
    int32_t used;      /* when it began: a change of size is noticed */
    int32_t left;
    int32_t part;
} PyDictIterator;

int pkl_dict_iterator_next(PyDictIterator* iterator); /* 1 in py_retval(), 0 ended, -1 error */

extern const PklTypeSpec pkl_dict_view_types[];
