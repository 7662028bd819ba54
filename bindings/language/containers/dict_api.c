/* dict by values: what hashes its key first, and the PyDict section of pocketpy.h. */
#include "containers.h"

#include <string.h>

bool pkl_hash_key(const py_TValue* key, const char* use, int64_t* out) {
    if (py_hash((py_Ref)key, out)) return true;
    if (pkl_vm->raised.type != tp_TypeError) return false;
    py_TValue* cause = py_pushtmp();
    py_TValue* copy = py_pushtmp();
    *copy = *key;
    pkl_exc_fetch(cause);
    pkl_raise(tp_TypeError, "cannot use '%T' as %s (%S)", copy, use, cause);
    py_shrink(2);
    return false;
}

static bool hash_key(const py_TValue* key, int64_t* out) { return pkl_hash_key(key, "a dict key", out); }

py_Ref pkl_dict_get(PyDict* dict, const py_TValue* key, bool* failed) {
    int64_t hash;
    *failed = !hash_key(key, &hash);
    if (*failed) return NULL;
    int32_t place = pkl_dict_find(dict, key, hash);
    *failed = place == -2;
    return place < 0 ? NULL : &dict->entries[place].value;
}

bool pkl_dict_set(PyDict* dict, const py_TValue* key, const py_TValue* value) {
    int64_t hash;
    return hash_key(key, &hash) && pkl_dict_set_hash(dict, key, hash, value);
}

int pkl_dict_delete(PyDict* dict, const py_TValue* key, py_TValue* old) {
    int64_t hash;
    if (!hash_key(key, &hash)) return -1;
    int32_t place = pkl_dict_find(dict, key, hash);
    if (place < 0) return place == -1 ? 0 : -1;
    if (old) *old = dict->entries[place].value;
    pkl_dict_delete_at(dict, place);
    return 1;
}

/* `other` may change while keys are compared. */
static bool merge_entry(PyDict* dict, const PklEntry* entry, bool override) {
    int64_t hash = entry->hash;
    py_TValue* pair = py_pushtmp();
    *pair = entry->key;
    py_push((py_Ref)&entry->value);
    int32_t found = override ? -1 : pkl_dict_find(dict, pair, hash);
    bool ok = found >= 0 || (found == -1 && pkl_dict_set_hash(dict, pair, hash, pair + 1));
    py_shrink(2);
    return ok;
}

bool pkl_dict_merge(PyDict* dict, PyDict* other, bool override) {
    if (dict == other) return true;
    int32_t place = 0, used = other->used;
    for (PklEntry* entry; (entry = pkl_dict_next(other, &place));) {
        if (!merge_entry(dict, entry, override)) return false;
        if (other->used != used) return pkl_raise(tp_RuntimeError, "dict mutated during update");
    }
    return true;
}

/* ---- pocketpy.h ----------------------------------------------------------------------- */

void py_newdict(py_OutRef out) { pkl_new_dict(out); }
int py_dict_len(py_Ref self) { return PKL_OBJECT(self, PyDict)->used; }

int py_dict_getitem(py_Ref self, py_Ref key) {
    bool failed;
    py_Ref value = pkl_dict_get(PKL_OBJECT(self, PyDict), key, &failed);
    if (value) *py_retval() = *value;
    return failed ? -1 : value != NULL;
}

bool py_dict_setitem(py_Ref self, py_Ref key, py_Ref value) { return pkl_dict_set(PKL_OBJECT(self, PyDict), key, value); }
int py_dict_delitem(py_Ref self, py_Ref key) { return pkl_dict_delete(PKL_OBJECT(self, PyDict), key, NULL); }

static py_TValue text_key(const char* text) {
    py_TValue key;
    py_newstr(&key, text);
    return key;
}

static py_TValue int_key(py_i64 value) {
    py_TValue key;
    py_newint(&key, value);
    return key;
}

int py_dict_getitem_by_str(py_Ref self, const char* text) {
    py_TValue key = text_key(text);
    return py_dict_getitem(self, &key);
}

int py_dict_getitem_by_int(py_Ref self, py_i64 value) {
    py_TValue key = int_key(value);
    return py_dict_getitem(self, &key);
}

bool py_dict_setitem_by_str(py_Ref self, const char* text, py_Ref value) {
    py_TValue key = text_key(text);
    return py_dict_setitem(self, &key, value);
}

bool py_dict_setitem_by_int(py_Ref self, py_i64 number, py_Ref value) {
    py_TValue key = int_key(number);
    return py_dict_setitem(self, &key, value);
}

int py_dict_delitem_by_str(py_Ref self, const char* text) {
    py_TValue key = text_key(text);
    return py_dict_delitem(self, &key);
}

int py_dict_delitem_by_int(py_Ref self, py_i64 value) {
    py_TValue key = int_key(value);
    return py_dict_delitem(self, &key);
}

bool py_dict_apply(py_Ref self, bool (*f)(py_Ref key, py_Ref value, void* context), void* context) {
    PyDict* dict = PKL_OBJECT(self, PyDict);
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(dict, &place));) {
        PklEntry copy = *entry; /* f may change the dict */
        if (!f(&copy.key, &copy.value, context)) return false;
    }
    return true;
}
