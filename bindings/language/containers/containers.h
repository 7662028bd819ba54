/*
 * What the core needs of containers; their methods are tables of their own.
 *
 * Whatever compares keys may run a program, which may change the container: nothing read before such a call is used after it
 * without a look whether it is still there. Functions ending in _name compare texts only and run no program.
 */
#pragma once

#include "../text/texts.h"

/* hash(key); TypeError tells what the key was for: "cannot use 'list' as a dict key (unhashable type: 'list')". */
bool pkl_hash_key(const py_TValue* key, const char* use, int64_t* out);

/* ---- dict: places are indices into `entries`, -1 where missing, -2 with an exception set ---- */

int32_t pkl_dict_find(PyDict* dict, const py_TValue* key, int64_t hash);
/* The value, or NULL: missing, or (`*failed`) an exception. The reference is good until the dict changes. */
py_Ref pkl_dict_get(PyDict* dict, const py_TValue* key, bool* failed);
bool pkl_dict_set(PyDict* dict, const py_TValue* key, const py_TValue* value);
bool pkl_dict_set_hash(PyDict* dict, const py_TValue* key, int64_t hash, const py_TValue* value);
/* The argument of list.__init__ and its like, nil where there is none, out of what PKL_ANY_KW brings; of lists, keywords are left to a subclass whose __new__
 * takes them. */
bool pkl_one_iterable(int argc, py_Ref argv, py_Type type, py_OutRef out);
/* A key that is not there. */
bool pkl_dict_add(PyDict* dict, const py_TValue* key, int64_t hash, const py_TValue* value);
/* 1 deleted, 0 missing, -1 error. The value is put into `old` unless that is NULL. */
int pkl_dict_delete(PyDict* dict, const py_TValue* key, py_TValue* old);
void pkl_dict_delete_at(PyDict* dict, int32_t place);
void pkl_dict_clear(PyDict* dict);
/* All of `other`; where `override` is false, only keys that are missing. */
bool pkl_dict_merge(PyDict* dict, PyDict* other, bool override);
/* A copy that shares nothing, of type dict. */
PyDict* pkl_dict_copy(py_OutRef out, const PyDict* dict);
/* The next entry at or after `*place`, which moves behind it; NULL at the end. */
PklEntry* pkl_dict_next(const PyDict* dict, int32_t* place);

/* ---- set ---- */

PklSetEntry* pkl_set_find(PySet* set, const py_TValue* key, int64_t hash, bool* failed); /* NULL: missing */
bool pkl_set_insert(PySet* set, const py_TValue* key);
bool pkl_set_insert_hash(PySet* set, const py_TValue* key, int64_t hash);
int pkl_set_discard(PySet* set, const py_TValue* key); /* 1 was there, 0 not, -1 error */
int pkl_set_discard_hash(PySet* set, const py_TValue* key, int64_t hash);
bool pkl_set_make_room(PySet* set, int32_t more);
bool pkl_set_merge(PySet* set, PySet* other);
bool pkl_set_compact(PySet* set); /* where many have been taken out */
int pkl_set_contains(PySet* set, const py_TValue* key);
void pkl_set_clear(PySet* set);
PklSetEntry* pkl_set_next(const PySet* set, int32_t* place);
PySet* pkl_new_set(py_OutRef out, py_Type type);

/* ---- list ---- */

PyList* pkl_new_list(py_OutRef out, int32_t capacity);
bool pkl_list_reserve(PyList* list, int64_t capacity);
bool pkl_list_append(PyList* list, const py_TValue* value);
bool pkl_list_insert(PyList* list, int32_t at, const py_TValue* value);
/* Items [from, to) go; what is behind moves up. */
void pkl_list_remove(PyList* list, int32_t from, int32_t to);

/* ---- tuple ---- */

static inline int32_t pkl_tuple_length(const py_TValue* tuple) { return tuple->_obj->slots; }
static inline py_TValue* pkl_tuple_items(const py_TValue* tuple) { return PKL_SLOTS(tuple->_obj); }
/* The shared empty tuple if count is 0. */
void pkl_new_tuple(py_OutRef out, const py_TValue* items, int count);
/* tuple(iterable): a tuple itself is not copied. */
bool pkl_to_tuple(py_OutRef out, py_Ref iterable);

extern const PklLayout pkl_list_layout, pkl_dict_layout, pkl_set_layout;
