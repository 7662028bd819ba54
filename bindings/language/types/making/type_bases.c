/* The bases and the order of a class, and a change of them. */
#include "type_bases.h"

static bool return_none(void) { return pkl_return_or_none(py_None()); }

bool pkl_type_get_bases(int argc, py_Ref argv) { return (void)argc, pkl_return_or_none(&pkl_as_type(argv)->bases); }
/* None until the metaclass has told. */
bool pkl_type_get_mro(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* mro = &pkl_as_type(argv)->mro;
    return mro->type ? pkl_return_or_none(mro) : return_none();
}

bool pkl_type_get_base(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    return type->base ? pkl_return_or_none(&pkl_vm->types[type->base]->self) : return_none();
}

/* Orders may be older than bases, while a metaclass is asked for one. */
static bool in_base_chain(const PyType* type, const PyType* base) {
    while (type != base && type->base) type = pkl_vm->types[type->base];
    return type == base;
}

static bool check_bases(PyType* type, py_Ref bases) {
    if (!pkl_is_a(bases, tp_tuple)) return pkl_raise(tp_TypeError, "can only assign tuple to %s.__bases__, not %T", type->name->data, bases);
    if (!pkl_tuple_length(bases)) return pkl_raise(tp_TypeError, "can only assign non-empty tuple to %s.__bases__, not ()", type->name->data);
    for (int i = 0; i < pkl_tuple_length(bases); i++) {
        const py_TValue* base = &pkl_tuple_items(bases)[i];
        if (!pkl_is_type(base)) return pkl_raise(tp_TypeError, "%s.__bases__ must be tuple of classes, not '%T'", type->name->data, base);
        if (pkl_subtype(pkl_as_type(base), type) || in_base_chain(pkl_as_type(base), type)) return pkl_raise(tp_TypeError, "a __bases__ item causes an inheritance cycle");
    }
    return true;
}

/* Subclasses get new orders too; depth as deep as the classes. */
static bool update_orders(PyType* type) {
    if (!pkl_enter("")) return false;
    *py_pushtmp() = type->self;
    bool ok = pkl_type_set_mro(type);
    for (int32_t i = 0; ok && i < type->subclass_count; i++) ok = update_orders(pkl_vm->types[type->subclasses[i]]);
    py_pop();
    pkl_leave();
    return ok;
}

/* A metaclass that is asked for an order may change the bases itself: then they stay as it left them. */
static bool change_bases(PyType* type, py_Ref bases, PyType* base) {
    py_TValue old = type->bases;
    py_Type old_base = type->base;
    *py_pushtmp() = old;
    pkl_type_unlink(type);
    type->bases = *bases;
    type->base = base->id;
    bool ok = update_orders(type), mine = type->bases._obj == bases->_obj;
    if (!ok && mine) {
        py_TValue raised;
        pkl_exc_fetch(&raised);
        type->bases = old;
        type->base = old_base;
        update_orders(type);
        pkl_exc_restore(&raised);
    }
    if (mine) pkl_type_link(type);
    py_pop();
    type->flags |= PKL_TYPE_LOOKED;
    pkl_type_modified(type, NULL, false);
    return ok;
}

bool pkl_type_set_bases(int argc, py_Ref argv) {
    (void)argc;
    PyType* type = pkl_as_type(argv);
    if (!pkl_type_check_change(argv, "__bases__") || !check_bases(type, &argv[1])) return false;
    PyType* base = pkl_best_base(pkl_tuple_items(&argv[1]), pkl_tuple_length(&argv[1]));
    if (!base) return false;
    PyType* old = pkl_vm->types[type->base];
    if (!pkl_same_layout(base, old) && base != old && pkl_solid_base(base) != pkl_solid_base(old)) {
        return pkl_raise(tp_TypeError, "__bases__ assignment: '%s' object layout differs from '%s'", base->name->data, old->name->data);
    }
    return change_bases(type, &argv[1], base);
}
