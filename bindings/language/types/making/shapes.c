/*
 * Shapes: which attribute of an instance lies where.
 *
 * A shape is its parent and one more name. The names of a line of shapes lie in one array; a branch begins a copy. Instances with very many
 * or with deleted attributes, and those whose __dict__ a program holds, have a dict instead.
 */
#include "../types.h"

#include <string.h>

enum { NAMES_MAX = 128, SHAPES_MAX = 600, INDEX_FROM = 9, VALUES_MIN = 4 };

int pkl_shape_capacity(int count) {
    int capacity = count ? VALUES_MIN : 0;
    while (capacity < count) capacity *= 2;
    return capacity;
}

/* ---- the names of a line --------------------------------------------------------------- */

static uint32_t place_of(const PklShapeNames* names, const PyStr* name) {
    uint32_t at = (uint32_t)((uintptr_t)name >> 4) * 0x9E3779B1u >> 16 & names->mask;
    while (names->index[at] && names->names[names->index[at] - 1] != name) at = (at + 1) & names->mask;
    return at;
}

static void index_names(PklShapeNames* names) {
    if (names->index) pkl_buffer_free(names->index, sizeof(uint16_t) * (names->mask + 1));
    names->mask = (uint32_t)names->capacity * 2 - 1;
    names->index = pkl_buffer(sizeof(uint16_t) * (names->mask + 1));
    memset(names->index, 0, sizeof(uint16_t) * (names->mask + 1));
    for (int i = 0; i < names->count; i++) names->index[place_of(names, names->names[i])] = (uint16_t)(i + 1);
}

static PklShapeNames* copy_names(const PklShapeNames* from, int count) {
    PklShapeNames* names = pkl_buffer(sizeof *names);
    *names = (PklShapeNames){.count = count, .capacity = pkl_shape_capacity(count + 1)};
    names->names = pkl_buffer(sizeof(PyStr*) * (size_t)names->capacity);
    if (count) memcpy(names->names, from->names, sizeof(PyStr*) * (size_t)count);
    if (count >= INDEX_FROM) index_names(names);
    return names;
}

static void append_name(PklShapeNames* names, PyStr* name) {
    if (names->count == names->capacity) {
        int capacity = pkl_shape_capacity(names->count + 1);
        names->names = pkl_buffer_resize(names->names, sizeof(PyStr*) * (size_t)names->capacity, sizeof(PyStr*) * (size_t)capacity);
        if (names->index) pkl_buffer_free(names->index, sizeof(uint16_t) * (names->mask + 1));
        names->index = NULL;
        names->capacity = capacity;
    }
    names->names[names->count++] = name;
    if (names->count < INDEX_FROM) return;
    if (names->index) names->index[place_of(names, name)] = (uint16_t)names->count;
    else index_names(names);
}

static void release_names(PklShapeNames* names) {
    if (--names->users) return;
    pkl_buffer_free(names->names, sizeof(PyStr*) * (size_t)names->capacity);
    if (names->index) pkl_buffer_free(names->index, sizeof(uint16_t) * (names->mask + 1));
    pkl_buffer_free(names, sizeof *names);
}

/* ---- shapes ------------------------------------------------------------------------------- */

static PklShape* new_shape(PklShape* parent, PklShapeNames* names, int count, py_Type type) {
    PklShape* shape = pkl_buffer(sizeof *shape);
    *shape = (PklShape){.parent = parent, .names = names, .count = count, .type = type};
    shape->root = parent ? parent->root : shape;
    names->users++;
    return shape;
}

PklShape* pkl_shape_root(py_Type type) { return new_shape(NULL, copy_names(NULL, 0), 0, type); }

/* Children first, without recursion. */
void pkl_shape_free(PklShape* root) {
    for (PklShape* shape = root; shape;) {
        if (shape->child) {
            PklShape* child = shape->child;
            shape->child = NULL;
            shape = child;
            continue;
        }
        PklShape* next = shape->sibling ? shape->sibling : shape->parent;
        release_names(shape->names);
        pkl_buffer_free(shape, sizeof *shape);
        shape = next;
    }
}

int pkl_shape_index(const PklShape* shape, PyStr* name) {
    const PklShapeNames* names = shape->names;
    if (names->index) {
        int place = names->index[place_of(names, name)] - 1;
        return place < shape->count ? place : -1;
    }
    for (int i = 0; i < shape->count; i++) {
        if (names->names[i] == name) return i;
    }
    return -1;
}

PklShape* pkl_shape_add(PklShape* shape, PyStr* name) {
    for (PklShape* child = shape->child; child; child = child->sibling) {
        if (child->names->names[shape->count] == name) return child;
    }
    if (shape->count == NAMES_MAX || shape->root->descendants == SHAPES_MAX) return NULL;
    shape->root->descendants++;
    PklShapeNames* names = shape->names->count == shape->count ? shape->names : copy_names(shape->names, shape->count);
    append_name(names, name);
    PklShape* child = new_shape(shape, names, shape->count + 1, shape->type);
    child->sibling = shape->child;
    return shape->child = child;
}

/* ---- attributes of an object ------------------------------------------------------------------- */

static size_t values_bytes(int count) { return sizeof(py_TValue) * (size_t)pkl_shape_capacity(count); }

void pkl_attributes_free(PklAttrs* attrs) {
    if (attrs->shape && attrs->shape->count) pkl_buffer_free(attrs->values, values_bytes(attrs->shape->count));
}

void pkl_attrs_grow(PyObject* object, PklShape* shape) {
    PklAttrs* attrs = PKL_ATTRS(object);
    int count = attrs->shape->count;
    size_t old_bytes = values_bytes(count), bytes = values_bytes(shape->count);
    if (!count) attrs->values = pkl_buffer(bytes);
    else if (bytes != old_bytes) attrs->values = pkl_buffer_resize(attrs->values, old_bytes, bytes);
    memset(attrs->values + count, 0, sizeof(py_TValue) * (size_t)(shape->count - count));
    attrs->shape = shape;
}

py_Ref pkl_attrs_get(PyObject* object, PyStr* name) {
    if (!(object->flags & PKL_HAS_ATTRS)) return NULL;
    PklAttrs* attrs = PKL_ATTRS(object);
    if (!attrs->shape) return pkl_dict_get_name(attrs->dict, name);
    int place = pkl_shape_index(attrs->shape, name);
    return place < 0 || !attrs->values[place].type ? NULL : &attrs->values[place];
}

void pkl_attrs_set(PyObject* object, PyStr* name, py_Ref value) {
    PklAttrs* attrs = PKL_ATTRS(object);
    if (attrs->shape) {
        int place = pkl_shape_index(attrs->shape, name);
        if (place < 0) {
            PklShape* shape = pkl_shape_add(attrs->shape, name);
            if (!shape) {
                pkl_dict_set_name(pkl_attributes_dict(object), name, value);
                return;
            }
            py_TValue copy = *value;
            pkl_attrs_grow(object, shape);
            attrs->values[shape->count - 1] = copy;
            return;
        }
        attrs->values[place] = *value;
        return;
    }
    pkl_dict_set_name(attrs->dict, name, value);
}

/* The last attribute goes back one shape; others leave a hole that only a dict can have. */
bool pkl_attrs_delete(PyObject* object, PyStr* name) {
    if (!(object->flags & PKL_HAS_ATTRS)) return false;
    PklAttrs* attrs = PKL_ATTRS(object);
    if (attrs->shape) {
        int place = pkl_shape_index(attrs->shape, name);
        if (place < 0 || !attrs->values[place].type) return false;
        PklShape* parent = attrs->shape->parent;
        if (place == attrs->shape->count - 1) {
            if (!parent->count) pkl_attributes_free(attrs);
            else if (values_bytes(parent->count) != values_bytes(attrs->shape->count))
                attrs->values = pkl_buffer_resize(attrs->values, values_bytes(attrs->shape->count), values_bytes(parent->count));
            attrs->shape = parent;
            return true;
        }
    }
    return pkl_dict_delete_name(pkl_attributes_dict(object), name);
}

PyDict* pkl_attributes_dict(PyObject* object) {
    PklAttrs* attrs = PKL_ATTRS(object);
    if (!attrs->shape) return attrs->dict;
    py_TValue made;
    PyDict* dict = pkl_new_dict(&made);
    for (int i = 0; i < attrs->shape->count; i++) {
        if (attrs->values[i].type) pkl_dict_set_name(dict, attrs->shape->names->names[i], &attrs->values[i]);
    }
    pkl_attributes_free(attrs);
    attrs->shape = NULL;
    attrs->dict = dict;
    return dict;
}

bool pkl_attributes_set_dict(PyObject* object, PyDict* dict) {
    PklAttrs* attrs = PKL_ATTRS(object);
    pkl_attributes_free(attrs);
    attrs->shape = NULL;
    attrs->dict = dict;
    return true;
}

void pkl_attributes_move(PyObject* object, PyType* type) {
    pkl_heap_retype(object, type->id);
    if (!(object->flags & PKL_HAS_ATTRS) || !PKL_ATTRS(object)->shape) return;
    PklShape* shape = type->root_shape;
    PklAttrs* attrs = PKL_ATTRS(object);
    for (int i = 0; shape && i < attrs->shape->count; i++) shape = pkl_shape_add(shape, attrs->shape->names->names[i]);
    if (shape) attrs->shape = shape;
    else pkl_attributes_dict(object);
}

void pkl_forget_shapes(PyCode* code) {
    for (int i = 0; i < code->cache_count; i++) {
        code->caches[i].shape = code->caches[i].shape2 = NULL;
    }
}
