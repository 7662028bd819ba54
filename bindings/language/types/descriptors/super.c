/* super, cell, module and mappingproxy. */
#include "../types.h"
#include "../../machine/machine.h"

#include <string.h>

static py_TValue* slots_of(py_Ref self) { return PKL_SLOTS(self->_obj); }

/* ---- super ---------------------------------------------------------------------------------- */

/* The class in whose order the search begins; NULL with TypeError. */
static PyType* check_super(PyType* class, py_Ref self) {
    if (pkl_is_type(self) && pkl_subtype(pkl_as_type(self), class)) return pkl_as_type(self);
    if (pkl_subtype(pkl_type_of(self), class)) return pkl_type_of(self);
    int found = pkl_get_attribute(self, PKL_NAME(__class__));
    if (found < 0) return NULL;
    if (found && pkl_is_type(py_retval()) && pkl_subtype(pkl_as_type(py_retval()), class)) return pkl_as_type(py_retval());
    pkl_raise(tp_TypeError, "super(type, obj): obj (%s %s) is not an instance or subtype of type (%s).", pkl_is_type(self) ? "type" : "instance of",
              pkl_is_type(self) ? pkl_as_type(self)->name->data : pkl_type_of(self)->name->data, class->name->data);
    return NULL;
}

static bool no_arguments(const char* why) { return pkl_raise(tp_RuntimeError, "super(): %s", why); }

static py_TValue content(py_TValue value, bool is_cell) { return is_cell && value.type == tp_cell ? PKL_SLOTS(value._obj)[PKL_CELL_VALUE] : value; }

/* super() in a method: the first argument and the cell __class__ of the running frame. */
static bool from_frame(py_OutRef class, py_OutRef self) {
    PyFrame* frame = pkl_vm->frame;
    while (frame && pkl_is_hidden(frame->code)) frame = frame->back;
    if (!frame || !frame->function) return no_arguments("no arguments");
    PyCode* code = frame->code;
    if (!code->argcount) return no_arguments("no arguments");
    *self = content(frame->localsplus[0], code->localspluskinds[0] & PKL_CELL);
    if (!self->type) return no_arguments("arg[0] deleted");
    for (int i = code->nlocalsplus - code->nfree; i < code->nlocalsplus; i++) {
        if (code->localsplusnames[i] != PKL_NAME(__class__)) continue;
        *class = content(frame->localsplus[i], true);
        if (!class->type) return no_arguments("empty __class__ cell");
        return pkl_is_type(class) || pkl_raise(tp_RuntimeError, "super(): __class__ is not a type (%T)", class);
    }
    return no_arguments("__class__ cell not found");
}

/* super(), super(type), super(type, object or type) */
static bool super_init(int argc, py_Ref argv) {
    py_TValue class = argv[1], self = argv[2];
    if (argc == 1 && !from_frame(&class, &self)) return false;
    if (!pkl_is_type(&class)) return pkl_raise(tp_TypeError, "super() argument 1 must be a type, not %T", &class);
    bool bound = self.type && self.type != tp_NoneType;
    PyType* start = bound ? check_super(pkl_as_type(&class), &self) : NULL;
    if (bound && !start) return false;
    py_TValue* slots = slots_of(argv);
    slots[PKL_SUPER_CLASS] = class;
    slots[PKL_SUPER_SELF] = bound ? self : *py_NIL();
    slots[PKL_SUPER_SELF_CLASS] = bound ? start->self : *py_NIL();
    return pkl_return_none();
}

static bool super_repr(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* slots = slots_of(argv);
    const char* class = slots[PKL_SUPER_CLASS].type ? pkl_as_type(&slots[PKL_SUPER_CLASS])->name->data : "NULL";
    if (!slots[PKL_SUPER_SELF].type) return pkl_str_format(py_retval(), "<super: <class '%s'>, NULL>", class);
    return pkl_str_format(py_retval(), "<super: <class '%s'>, <%s object>>", class, pkl_as_type(&slots[PKL_SUPER_SELF_CLASS])->name->data);
}

static bool super_getattribute(int argc, py_Ref argv) {
    (void)argc;
    if (!pkl_is_str(&argv[1])) return pkl_raise(tp_TypeError, "attribute name must be string, not '%T'", &argv[1]);
    PklFound found = {0};
    PyStr* name = pkl_intern(pkl_str(&argv[1]));
    int result = pkl_find_in_super(argv, name, false, &found) ? pkl_found_value(argv, name, &found) : -1;
    return result > 0 || (!result && pkl_attribute_error(argv, name));
}

static bool super_get(int argc, py_Ref argv) {
    (void)argc;
    if (py_isnone(&argv[1]) || slots_of(argv)[PKL_SUPER_SELF].type) return pkl_return_or_none(argv);
    py_TValue arguments[2] = {slots_of(argv)[PKL_SUPER_CLASS], argv[1]}, type = *pkl_class_of(argv);
    return pkl_call(&type, 2, arguments);
}

static const PklMethod SUPER_METHODS[] = {
    {"__init__", super_init, NULL, PKL_RANGE, PKL_WRAPPER, 0, 2},
    {"__repr__", super_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__getattribute__", super_getattribute, "($self, name, /)", PKL_O, PKL_WRAPPER, 0, 0},
    {"__get__", super_get, "($self, instance, owner=None, /)", PKL_RANGE, PKL_WRAPPER, 1, 2},
    {0},
};
static const PklMember SUPER_MEMBERS[] = {{"__thisclass__", PKL_SUPER_CLASS, false, true},
                                          {"__self__", PKL_SUPER_SELF, false, true},
                                          {"__self_class__", PKL_SUPER_SELF_CLASS, false, true},
                                          {0}};

/* ---- cell -------------------------------------------------------------------------------------- */

static bool cell_new(int argc, py_Ref argv) {
    (void)argc;
    pkl_new_cell(py_retval(), &argv[1]);
    return true;
}

static bool cell_repr(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* value = &slots_of(argv)[PKL_CELL_VALUE];
    if (!value->type) return pkl_str_format(py_retval(), "<cell at %p: empty>", (void*)argv->_obj);
    return pkl_str_format(py_retval(), "<cell at %p: %T object at %p>", (void*)argv->_obj, value, (void*)(uintptr_t)pkl_identity(value));
}

static bool get_contents(int argc, py_Ref argv) {
    (void)argc;
    const py_TValue* value = &slots_of(argv)[PKL_CELL_VALUE];
    return value->type ? pkl_return_or_none(value) : pkl_raise(tp_ValueError, "cell is empty");
}

static bool set_contents(int argc, py_Ref argv) {
    (void)argc;
    slots_of(argv)[PKL_CELL_VALUE] = argv[1];
    return true;
}

static const PklMethod CELL_METHODS[] = {{"__new__", cell_new, NULL, PKL_RANGE, PKL_NEW, 0, 1},
                                         {"__repr__", cell_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
                                         {0}};
static const PklGetSet CELL_GETSETS[] = {{"cell_contents", get_contents, set_contents}, {0}};

static const PklTypeSpec SPECS[] = {
    {.id = tp_super, .methods = SUPER_METHODS, .members = SUPER_MEMBERS},
    {.id = tp_cell, .hidden = true, .methods = CELL_METHODS, .getsets = CELL_GETSETS},
    {0},
};

void pkl_start_super(PklVM* vm) {
    (void)vm;
    pkl_register_types(SPECS);
}
