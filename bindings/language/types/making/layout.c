/* Native layouts of classes: which base brings it, what __slots__ adds, and whether two classes have the same one. */
#include "../types.h"

#include <string.h>

/* ---- the base with the layout --------------------------------------------------------- */

static bool adds_layout(const PyType* type) { return type->flags & PKL_TYPE_SLOTS || (type->id < PKL_PREDEFINED_TYPES && type->layout_type == type->id); }

PyType* pkl_solid_base(PyType* type) {
    while (!adds_layout(type) && type->base) type = pkl_vm->types[type->base];
    return type;
}

static bool is_acceptable(PyType* base) {
    if (!(base->flags & PKL_TYPE_FINAL)) return true;
    return pkl_raise(tp_TypeError, "type '%t' is not an acceptable base type", (int)base->id);
}

PyType* pkl_best_base(const py_TValue* bases, int count) {
    PyType *winner = NULL, *best = NULL;
    for (int i = 0; i < count; i++) {
        if (!pkl_is_type(&bases[i])) {
            pkl_raise(tp_TypeError, "bases must be types");
            return NULL;
        }
        PyType* base = pkl_as_type(&bases[i]);
        if (!is_acceptable(base)) return NULL;
        PyType* solid = pkl_solid_base(base);
        if (winner && pkl_subtype(winner, solid)) continue;
        if (winner && !pkl_subtype(solid, winner)) {
            pkl_raise(tp_TypeError, "multiple bases have instance lay-out conflict");
            return NULL;
        }
        winner = solid;
        best = base;
    }
    return best;
}

/* ---- what a class inherits ---------------------------------------------------------------- */

static const PklLayout PLAIN_SLOTS = {0};

void pkl_type_inherit(PyType* type) {
    PyType* base = pkl_vm->types[type->base];
    type->layout = base->layout;
    type->layout_type = base->layout_type;
    type->slots = base->slots;
    type->dtor = base->dtor;
    if (base->id == tp_int) { /* its instances hold the plain value in a slot */
        type->layout = &PLAIN_SLOTS;
        type->slots = 1;
    }
    const uint32_t FROM_BASE = PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_WEAKREF;
    type->flags |= base->flags & FROM_BASE;
    const py_TValue* mro = pkl_tuple_items(&type->mro);
    for (int i = 1; i < pkl_mro_length(type); i++) {
        const PyType* other = pkl_as_type(&mro[i]);
        type->flags |= other->flags & (FROM_BASE | PKL_TYPE_HOOKED);
        if (!(type->flags & (PKL_TYPE_MAPPING | PKL_TYPE_SEQUENCE))) type->flags |= other->flags & (PKL_TYPE_MAPPING | PKL_TYPE_SEQUENCE);
        if (other->hooks && !type->hooks) {
            type->hooks = pkl_buffer(4 * sizeof(void*));
            memcpy((void*)type->hooks, (void*)other->hooks, 4 * sizeof(void*));
        }
    }
    pkl_type_measure(type);
}

/* ---- __slots__ -------------------------------------------------------------------------------- */

py_TValue* pkl_member_slots(PyObject* object) {
    const PyType* type = pkl_vm->types[object->type];
    if (!type->layout->bytes) return PKL_SLOTS(object) + (object->slots - type->slots); /* behind those of a binding */
    if (type->layout->head_slots) return PKL_SLOTS(object);
    size_t bytes = (size_t)type->layout->bytes;
    if (type->layout_type == tp_str) bytes = (sizeof(PyStr) + (size_t)((PyStr*)object)->size + 1 + 7) / 8 * 8;
    return (py_TValue*)((char*)object + bytes);
}

py_TValue* pkl_member_value(py_Ref self, const py_TValue* member) {
    if (!member->is_ptr) {
        bool slots = !pkl_type_of(self)->layout->bytes; /* from the first one: of a tuple with names, its items */
        return &(slots ? PKL_SLOTS(self->_obj) : pkl_member_slots(self->_obj))[((const PklMember*)member->_ptr)->slot];
    }
    return &pkl_member_slots(self->_obj)[PKL_SLOTS(member->_obj)[PKL_MEMBER_INDEX]._i64];
}

/* The private form of a name in a class body: __x becomes _Class__x. */
static PyStr* mangled(const PyType* type, PyStr* name) {
    const char* class = type->name->data;
    class += strspn(class, "_");
    bool plain = name->size < 3 || memcmp(name->data, "__", 2) || !memcmp(name->data + name->size - 2, "__", 2) || memchr(name->data, '.', (size_t)name->size);
    if (plain || !*class) return name;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_char(&builder, '_');
    pkl_put_text(&builder, class);
    pkl_put_str(&builder, name);
    PyStr* result = pkl_interned(builder.data, (int)builder.size);
    pkl_builder_end(&builder);
    return result;
}

static bool add_member(PyType* type, PyStr* name, int index) {
    py_Ref known = pkl_dict_get_name(type->dict, name);
    if (known && known->type == tp_member_descriptor && known->is_ptr && PKL_SLOTS(known->_obj)[PKL_MEMBER_OWNER]._obj == &type->head) return true; /* named twice */
    bool empty = known && name == PKL_NAME(__doc__) && known->type == tp_NoneType; /* a class without a docstring */
    if (known && !empty) return pkl_raise(tp_ValueError, "'%s' in __slots__ conflicts with class variable", name->data);
    py_TValue member;
    py_TValue* slots = PKL_SLOTS(pkl_new(&member, tp_member_descriptor));
    slots[PKL_MEMBER_NAME] = *pkl_name_ref(name);
    slots[PKL_MEMBER_OWNER] = type->self;
    py_newint(&slots[PKL_MEMBER_INDEX], index);
    pkl_dict_set_name(type->dict, name, &member);
    return true;
}

typedef struct Slots {
    PyType *type, *base;
    bool dict, weakref; /* named */
    PyList* names;      /* the others, as values of names */
} Slots;

static bool refuse_slot(const char* what) { return pkl_raise(tp_TypeError, "%s", what); }

static bool take_slot(py_Ref item, void* context) {
    Slots* slots = context;
    if (!pkl_is_str(item)) return pkl_raise(tp_TypeError, "__slots__ items must be strings, not '%T'", item);
    PyStr* name = pkl_intern(pkl_str(item));
    if (!pkl_is_identifier(name)) return refuse_slot("__slots__ must be identifiers");
    if (name == PKL_NAME(__dict__)) {
        if (slots->dict || slots->base->flags & PKL_TYPE_INSTANCE_DICT) return refuse_slot("__dict__ slot disallowed: we already got one");
        return slots->dict = true;
    }
    if (name == PKL_NAME(__weakref__)) {
        if (slots->weakref || slots->base->flags & PKL_TYPE_WEAKREF) return refuse_slot("__weakref__ slot disallowed: we already got one");
        return slots->weakref = true;
    }
    return pkl_list_append(slots->names, pkl_name_ref(name));
}

static bool collect_slots(Slots* slots, py_Ref value) { return pkl_is_str(value) ? take_slot(value, slots) : pkl_iterate(value, take_slot, slots); }

static int by_text(const py_TValue* a, const py_TValue* b) { return pkl_str_compare(pkl_str(a), pkl_str(b)); }

static void sort_names(PyList* list) {
    for (int32_t i = 1; i < list->length; i++) {
        for (int32_t j = i; j > 0 && by_text(&list->items[j - 1], &list->items[j]) > 0; j--) {
            py_TValue first = list->items[j];
            list->items[j] = list->items[j - 1];
            list->items[j - 1] = first;
        }
    }
}

static bool add_members(Slots* slots) {
    PyType* type = slots->type;
    py_Type layout = type->layout_type;
    if (slots->names->length && (layout == tp_int || layout == tp_bytes || layout == tp_tuple || layout == tp_type)) {
        return pkl_raise(tp_TypeError, "nonempty __slots__ not supported for subtype of '%s'", slots->base->name->data);
    }
    if (slots->names->length > 30000) return pkl_raise(tp_TypeError, "too many slots");
    sort_names(slots->names);
    for (int32_t i = 0; i < slots->names->length; i++) {
        if (!add_member(type, mangled(type, pkl_str(&slots->names->items[i])), type->slots++)) return false;
    }
    if (slots->names->length) type->flags |= PKL_TYPE_SLOTS;
    pkl_type_measure(type);
    return true;
}

/* Without __slots__ instances have a __dict__ and weak references. */
bool pkl_type_slots(PyType* type, PyType* base) {
    py_Ref value = pkl_dict_get_name(type->dict, PKL_NAME(__slots__));
    bool may_dict = base->layout_type != tp_type && base->layout_type != tp_module;
    Slots slots = {.type = type, .base = base, .dict = !value && may_dict, .weakref = !value};
    if (value) {
        py_TValue copy = *value;
        py_TValue* list = py_pushtmp();
        slots.names = pkl_new_list(list, 0);
        bool ok = collect_slots(&slots, &copy) && add_members(&slots);
        py_pop();
        if (!ok) return false;
    }
    if (slots.dict) type->flags |= PKL_TYPE_INSTANCE_DICT | PKL_TYPE_INSTANCE_ATTRS;
    bool sized = type->layout_type == tp_int || type->layout_type == tp_tuple || type->layout_type == tp_bytes;
    if (slots.weakref && !(sized && value)) type->flags |= PKL_TYPE_WEAKREF;
    if (type->flags & PKL_TYPE_INSTANCE_ATTRS) type->root_shape = pkl_shape_root(type->id);
    return true;
}

/* ---- __class__ and __bases__ assignment ---------------------------------------------------------- */

static bool same_slots(const PyType* a, const PyType* b) {
    if (a->slots != b->slots || a->layout_type != b->layout_type || a->layout != b->layout) return false;
    const uint32_t FLAGS = PKL_TYPE_INSTANCE_ATTRS | PKL_TYPE_INSTANCE_DICT | PKL_TYPE_WEAKREF;
    if ((a->flags & FLAGS) != (b->flags & FLAGS)) return false;
    PyType *solid_a = pkl_solid_base((PyType*)a), *solid_b = pkl_solid_base((PyType*)b);
    if (solid_a == solid_b) return true;
    return solid_a->base == solid_b->base && pkl_same_members(solid_a, solid_b);
}

/* Whether two classes name the same __slots__. */
bool pkl_same_members(PyType* a, PyType* b) {
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(a->dict, &place));) {
        if (entry->value.type != tp_member_descriptor || !entry->value.is_ptr) continue;
        py_Ref other = pkl_dict_get_name(b->dict, pkl_str(&entry->key));
        if (!other || other->type != tp_member_descriptor || !other->is_ptr) return false;
        if (PKL_SLOTS(other->_obj)[PKL_MEMBER_INDEX]._i64 != PKL_SLOTS(entry->value._obj)[PKL_MEMBER_INDEX]._i64) return false;
    }
    return true;
}

bool pkl_same_layout(const PyType* a, const PyType* b) { return same_slots(a, b); }
