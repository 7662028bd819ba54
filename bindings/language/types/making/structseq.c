/* Tuples with named items. What is not an item lies behind the items, where the collector does not look. */
#include "../structseq.h"

#include "../../containers/methods.h"

#include <string.h>

static PyStr* name_of(const char* text) { return pkl_interned(text, (int)strlen(text)); }

static py_Ref class_value(PyType* type, const char* name) { return pkl_lookup(type, name_of(name)); }
static int count_of(PyType* type, const char* name) { return (int)class_value(type, name)->_i64; }

PyObject* pkl_structseq(py_OutRef out, py_Type id) {
    PyType* type = pkl_vm->types[id];
    int all = count_of(type, "n_fields");
    PyObject* object = pkl_new_slots(out, id, all);
    for (int i = 0; i < all; i++) PKL_SLOTS(object)[i] = pkl_vm->None_;
    object->slots = count_of(type, "n_sequence_fields");
    return object;
}

/* ---- methods ------------------------------------------------------------------------------------ */

static bool wrong_length(PyType* type, int least, int most, int given) {
    const char* relation = least == most ? "a" : given < least ? "an at least" : "an at most";
    return pkl_raise(tp_TypeError, "%s.%s() takes %s %d-sequence (%d-sequence given)", type->module.type ? py_tostr(&type->module) : "builtins", type->name->data, relation,
                     given < least ? least : most, given);
}

/* Fields that the sequence does not give may come by name. */
static bool fill_hidden(PyObject* object, PyType* type, int from, py_Ref dict) {
    py_Ref names = class_value(type, "_fields");
    for (int i = from; i < count_of(type, "n_fields"); i++) {
        py_Ref value = pkl_dict_get_name(PKL_OBJECT(dict, PyDict), PKL_OBJECT(&pkl_tuple_items(names)[i], PyStr));
        if (value != NULL && (!value->is_ptr || value->type == tp_str)) PKL_SLOTS(object)[i] = value->type == tp_str ? *pkl_name_ref(pkl_intern(pkl_str(value))) : *value;
    }
    return true;
}

/* structseq(sequence, dict={}) */
static bool structseq_new(int argc, py_Ref argv) {
    (void)argc;
    py_Type id = py_totype(argv);
    PyType* type = pkl_vm->types[id];
    if (type->flags & PKL_TYPE_NO_NEW) return pkl_raise(tp_TypeError, "cannot create '%s.%s' instances", py_tostr(&type->module), type->name->data);
    if (argv[2].type != tp_nil && !py_isinstance(&argv[2], tp_dict))
        return pkl_raise(tp_TypeError, "%s.%s() takes a dict as second arg, if any", type->module.type ? py_tostr(&type->module) : "builtins", type->name->data);
    py_TValue* items = py_pushtmp();
    bool ok = pkl_to_tuple(items, &argv[1]);
    if (!ok && pkl_exc_matches(tp_TypeError)) pkl_raise(tp_TypeError, "constructor requires a sequence");
    int given = ok ? pkl_tuple_length(items) : 0, least = count_of(type, "n_sequence_fields"), most = count_of(type, "n_fields");
    if (ok && (given < least || given > most)) ok = wrong_length(type, least, most, given);
    if (ok) {
        PyObject* object = pkl_structseq(py_retval(), id);
        memcpy(PKL_SLOTS(object), pkl_tuple_items(items), sizeof(py_TValue) * (size_t)given);
        if (argv[2].type != tp_nil) fill_hidden(object, type, given, &argv[2]);
    }
    py_pop();
    return ok;
}

static bool structseq_repr(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_type_of(argv);
    py_Ref names = class_value(type, "_fields");
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_type_name(&builder, type);
    pkl_put_char(&builder, '(');
    for (int i = 0; i < pkl_tuple_length(argv); i++) {
        pkl_put_formatted(&builder, i > 0 ? ", %s=" : "%s=", py_tostr(&pkl_tuple_items(names)[i]));
        if (!pkl_put_repr(&builder, &pkl_tuple_items(argv)[i])) return pkl_builder_end(&builder), false;
    }
    pkl_put_char(&builder, ')');
    return pkl_builder_str(&builder, py_retval());
}

/* (type, (items, {name: hidden})) */
static bool structseq_reduce(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_type_of(argv);
    py_Ref names = class_value(type, "_fields");
    int visible = pkl_tuple_length(argv);
    py_TValue *parts = py_pushtmp(), pair[2], items[2];
    pkl_new_tuple(parts, pkl_tuple_items(argv), visible);
    PyDict* dict = pkl_new_dict(&pair[1]);
    for (int i = visible; i < count_of(type, "n_fields"); i++) pkl_dict_set_name(dict, PKL_OBJECT(&pkl_tuple_items(names)[i], PyStr), &pkl_tuple_items(argv)[i]);
    pair[0] = *parts;
    items[0] = type->self;
    pkl_new_tuple(&items[1], pair, 2);
    pkl_new_tuple(py_retval(), items, 2);
    py_pop();
    return true;
}

static bool unexpected_fields(PyDict* changes, py_Ref names) {
    py_TValue list;
    PyList* wrong = pkl_new_list(&list, 1);
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(changes, &place));) {
        bool known = false;
        for (int i = 0; i < pkl_tuple_length(names); i++) known |= pkl_str_equal(PKL_OBJECT(&pkl_tuple_items(names)[i], PyStr), PKL_OBJECT(&entry->key, PyStr));
        if (!known) pkl_list_append(wrong, &entry->key);
    }
    return pkl_raise(tp_TypeError, "Got unexpected field name(s): %R", &list);
}

/* __replace__(**changes) */
static bool structseq_replace(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_type_of(argv);
    py_Ref names = class_value(type, "_fields");
    int all = count_of(type, "n_fields"), used = 0;
    PyObject* object = pkl_structseq(py_retval(), type->id);
    memcpy(PKL_SLOTS(object), pkl_tuple_items(argv), sizeof(py_TValue) * (size_t)all);
    if (argv[1].type == tp_nil) return true;
    PyDict* changes = PKL_OBJECT(&argv[1], PyDict);
    for (int i = 0; i < all; i++) {
        py_Ref value = pkl_dict_get_name(changes, PKL_OBJECT(&pkl_tuple_items(names)[i], PyStr));
        if (value == NULL) continue;
        PKL_SLOTS(object)[i] = *value;
        used++;
    }
    return used == changes->used || unexpected_fields(changes, names);
}

static const PklMethod METHODS[] = {
    {"__new__", structseq_new, "($type, sequence, dict={})", PKL_CLINIC, PKL_NEW, 1, 2},
    {"__repr__", structseq_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__reduce__", structseq_reduce, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__replace__", structseq_replace, "($self, /, **changes)", PKL_CLINIC, PKL_METHOD, 0, 0},
    {0},
};

/* ---- types ----------------------------------------------------------------------------------------- */

static void set_int(PyType* type, const char* name, int64_t value) {
    py_TValue made;
    py_newint(&made, value);
    pkl_type_set(type, name_of(name), &made);
}

static int count_fields(const char* fields) {
    int count = 1;
    while ((fields = strchr(fields, ' ')) != NULL) fields++, count++;
    return count;
}

static void add_fields(PyType* type, const PklStructseq* description, int count) {
    py_TValue *all = py_pushtmp(), *visible = py_pushtmp();
    PklMember* members = pkl_buffer(sizeof(PklMember) * (size_t)(count + 1));
    PyObject* names = pkl_new_slots(all, tp_tuple, count);
    const char* at = description->fields;
    for (int i = 0; i < count; i++) {
        int size = (int)strcspn(at, " ");
        PyStr* name = pkl_interned(at, size);
        PKL_SLOTS(names)[i] = *pkl_name_ref(name);
        members[i] = (PklMember){name->data, (int16_t)i, false, true};
        at += size + 1;
    }
    members[count] = (PklMember){0};
    pkl_new_tuple(visible, PKL_SLOTS(names), description->visible);
    pkl_type_set(type, name_of("_fields"), all);
    pkl_type_set(type, PKL_NAME(__match_args__), visible);
    pkl_register_members(type->id, members);
    py_shrink(2);
}

py_Type pkl_structseq_type(const PklStructseq* description, py_Type* place) {
    PyType* known = *place > 0 && *place < pkl_vm->type_count ? pkl_vm->types[*place] : NULL; /* of this interpreter, not of one before */
    if (known != NULL && known->name == name_of(description->name) && known->base == tp_tuple) return *place;
    *place = py_newtype(description->name, tp_tuple, NULL, NULL);
    PyType* type = pkl_vm->types[*place]; /* only now: the table moves as it grows */
    int count = count_fields(description->fields);
    if (description->module != NULL) type->module = *pkl_name_ref(name_of(description->module));
    type->flags |= PKL_TYPE_FINAL;
    set_int(type, "n_fields", count);
    set_int(type, "n_sequence_fields", description->visible);
    set_int(type, "n_unnamed_fields", 0);
    add_fields(type, description, count);
    pkl_register_methods(type->id, METHODS);
    type->flags |= PKL_TYPE_IMMUTABLE;
    return type->id;
}
