/*
 * t-strings: string.templatelib.Template and Interpolation.
 */
#include "../machine/machine.h"
#include "../types/types.h"

#include <string.h>

enum { STRINGS, INTERPOLATIONS, TEMPLATE_SLOTS };
enum { VALUE, EXPRESSION, CONVERSION, FORMAT_SPEC, INTERPOLATION_SLOTS };
enum { ITER_TEMPLATE, ITER_PLACE, ITER_SLOTS };

#define SLOT(self, place) (PKL_SLOTS((self)->_obj)[place])

static py_TValue text_value(const char* text) { return *pkl_name_ref(pkl_name_str(py_name(text))); }

static void new_template(py_OutRef out, const py_TValue* strings, const py_TValue* interpolations) {
    PyObject* object = pkl_new(out, tp_Template);
    PKL_SLOTS(object)[STRINGS] = *strings;
    PKL_SLOTS(object)[INTERPOLATIONS] = *interpolations;
}

/* ---- instructions -------------------------------------------------------------------------------------- */

static bool build_interpolation(PklVM* vm, int argument) {
    static const char* const CONVERSIONS[] = {NULL, "s", "r", "a"};
    PyFrame* frame = vm->frame;
    bool has_spec = argument & 1;
    py_TValue *value = frame->sp - 2 - has_spec, made;
    py_TValue* slots = PKL_SLOTS(pkl_new(&made, tp_Interpolation));
    slots[VALUE] = value[0];
    slots[EXPRESSION] = value[1];
    slots[CONVERSION] = argument >> 1 ? text_value(CONVERSIONS[argument >> 1]) : vm->None_;
    slots[FORMAT_SPEC] = has_spec ? value[2] : text_value("");
    value[0] = made;
    frame->sp = value + 1;
    return true;
}

static bool build_template(PklVM* vm) {
    py_TValue *strings = vm->frame->sp - 2, made;
    new_template(&made, &strings[0], &strings[1]);
    strings[0] = made;
    vm->frame->sp--;
    return true;
}

bool pkl_cold_templates(PklVM* vm, PklInstruction instruction) {
    switch (PKL_OP(instruction)) {
    case PKL_BUILD_INTERPOLATION: return build_interpolation(vm, PKL_ARG(instruction));
    case PKL_BUILD_TEMPLATE: return build_template(vm);
    default: return pkl_raise(tp_SystemError, "unknown opcode %d", PKL_OP(instruction));
    }
}

/* ---- Interpolation ------------------------------------------------------------------------------------- */

static bool check_text(py_Ref value, const char* name) {
    return value->type == tp_nil || py_isinstance(value, tp_str) || pkl_raise(tp_TypeError, "Interpolation() argument '%s' must be str, not %T", name, value);
}

static bool check_conversion(py_Ref value) {
    if (value->type == tp_nil || value->type == tp_NoneType) return true;
    if (!check_text(value, "conversion")) return false;
    PyStr* text = pkl_str(value);
    return (text->size == 1 && strchr("sar", text->data[0])) || pkl_raise(tp_ValueError, "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
}

/* Interpolation(value, expression='', conversion=None, format_spec='') */
static bool interpolation_new(int argc, py_Ref argv) {
    (void)argc;
    if (!check_text(&argv[2], "expression") || !check_conversion(&argv[3]) || !check_text(&argv[4], "format_spec")) return false;
    py_TValue* slots = PKL_SLOTS(pkl_new(py_retval(), tp_Interpolation));
    slots[VALUE] = argv[1];
    slots[EXPRESSION] = argv[2].type != tp_nil ? argv[2] : text_value("");
    slots[CONVERSION] = argv[3].type != tp_nil ? argv[3] : pkl_vm->None_;
    slots[FORMAT_SPEC] = argv[4].type != tp_nil ? argv[4] : text_value("");
    return true;
}

static bool interpolation_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = PKL_SLOTS(argv->_obj);
    return pkl_str_format(py_retval(), "Interpolation(%R, %R, %R, %R)", &slots[VALUE], &slots[EXPRESSION], &slots[CONVERSION], &slots[FORMAT_SPEC]);
}

static bool interpolation_reduce(int argc, py_Ref argv) {
    (void)argc;
    py_TValue items[2] = {pkl_type_of(argv)->self};
    pkl_new_tuple(&items[1], PKL_SLOTS(argv->_obj), INTERPOLATION_SLOTS);
    pkl_new_tuple(py_retval(), items, 2);
    return true;
}

/* ---- Template -------------------------------------------------------------------------------------------- */

/* The last text grows by another one. */
static bool join_texts(PyList* strings, py_Ref text) {
    py_Ref last = &strings->items[strings->length - 1];
    if (!py_binaryop(last, text, pkl_name(PKL_NAME(__add__)), pkl_name(PKL_NAME(__radd__)))) return false;
    strings->items[strings->length - 1] = *py_retval();
    return true;
}

typedef struct Parts {
    PyList *strings, *interpolations;
} Parts;

static bool add_part(Parts* parts, py_Ref part) {
    py_TValue empty = text_value("");
    if (py_isinstance(part, tp_str)) return join_texts(parts->strings, part);
    if (part->type != tp_Interpolation) return pkl_raise(tp_TypeError, "Template.__new__ *args need to be of type 'str' or 'Interpolation', got %T", part);
    return pkl_list_append(parts->interpolations, part) && pkl_list_append(parts->strings, &empty);
}

static void make_template(const Parts* parts, py_OutRef out) {
    py_TValue *strings = py_pushtmp(), *interpolations = py_pushtmp();
    pkl_new_tuple(strings, parts->strings->items, parts->strings->length);
    pkl_new_tuple(interpolations, parts->interpolations->items, parts->interpolations->length);
    new_template(out, strings, interpolations);
    py_shrink(2);
}

/* Template(*parts) */
static bool template_new(int argc, py_Ref argv) {
    (void)argc;
    if (argv[2].type == tp_dict && PKL_OBJECT(&argv[2], PyDict)->used > 0) return pkl_raise(tp_TypeError, "Template.__new__ only accepts *args arguments");
    py_TValue *strings = py_pushtmp(), *interpolations = py_pushtmp(), empty = text_value("");
    Parts parts = {pkl_new_list(strings, 1), pkl_new_list(interpolations, 1)};
    pkl_list_append(parts.strings, &empty);
    bool ok = true;
    for (int i = 0; ok && i < pkl_tuple_length(&argv[1]); i++) ok = add_part(&parts, &pkl_tuple_items(&argv[1])[i]);
    if (ok) make_template(&parts, py_retval());
    py_shrink(2);
    return ok;
}

static bool template_add(int argc, py_Ref argv) {
    (void)argc;
    if (argv[1].type != tp_Template) return pkl_raise(tp_TypeError, "can only concatenate string.templatelib.Template (not \"%T\") to string.templatelib.Template", &argv[1]);
    py_TValue *strings = py_pushtmp(), *interpolations = py_pushtmp();
    bool ok = pkl_list_of(&SLOT(&argv[0], STRINGS), strings) && pkl_list_of(&SLOT(&argv[0], INTERPOLATIONS), interpolations);
    Parts parts = {PKL_OBJECT(strings, PyList), PKL_OBJECT(interpolations, PyList)};
    py_TValue* others = pkl_tuple_items(&SLOT(&argv[1], STRINGS));
    ok = ok && join_texts(parts.strings, &others[0]);
    for (int i = 1; ok && i < pkl_tuple_length(&SLOT(&argv[1], STRINGS)); i++) ok = pkl_list_append(parts.strings, &others[i]);
    ok = ok && pkl_list_extend(interpolations, &SLOT(&argv[1], INTERPOLATIONS));
    if (ok) make_template(&parts, py_retval());
    py_shrink(2);
    return ok;
}

static bool template_repr(int argc, py_Ref argv) {
    (void)argc;
    return pkl_str_format(py_retval(), "Template(strings=%R, interpolations=%R)", &SLOT(argv, STRINGS), &SLOT(argv, INTERPOLATIONS));
}

static bool get_values(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* interpolations = &SLOT(argv, INTERPOLATIONS);
    int count = pkl_tuple_length(interpolations);
    PyObject* values = pkl_new_slots(py_retval(), tp_tuple, count);
    for (int i = 0; i < count; i++) PKL_SLOTS(values)[i] = SLOT(&pkl_tuple_items(interpolations)[i], VALUE);
    return true;
}

static bool template_iter(int argc, py_Ref argv) {
    (void)argc;
    PyObject* iterator = pkl_new(py_retval(), tp_TemplateIter);
    PKL_SLOTS(iterator)[ITER_TEMPLATE] = *argv;
    py_newint(&PKL_SLOTS(iterator)[ITER_PLACE], 0);
    return true;
}

static bool iter_self(int argc, py_Ref argv) { return (void)argc, *py_retval() = *argv, true; }

/* Texts and interpolations in turn; empty texts are left out. */
static bool iter_next(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* template = &SLOT(argv, ITER_TEMPLATE);
    for (;;) {
        int64_t place = SLOT(argv, ITER_PLACE)._i64++;
        py_TValue* tuple = &SLOT(template, place % 2 == 0 ? STRINGS : INTERPOLATIONS);
        if (place / 2 >= pkl_tuple_length(tuple)) return pkl_raise_stop_iteration(NULL);
        py_TValue item = pkl_tuple_items(tuple)[place / 2];
        if (place % 2 == 0 && pkl_str(&item)->size == 0) continue;
        return pkl_return(&item);
    }
}

/* ---- tables ------------------------------------------------------------------------------------------------ */

static const PklMethod INTERPOLATION[] = {
    {"__new__", interpolation_new, "($type, value, expression='', conversion=None, format_spec='')", PKL_CLINIC, PKL_NEW, 1, 4},
    {"__repr__", interpolation_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__reduce__", interpolation_reduce, NULL, PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {0},
};
static const PklMember INTERPOLATION_MEMBERS[] = {
    {"value", VALUE, false, false}, {"expression", EXPRESSION, false, false}, {"conversion", CONVERSION, false, false}, {"format_spec", FORMAT_SPEC, false, false}, {0}};

static const PklMethod TEMPLATE[] = {
    {"__new__", template_new, "($type, *args, **kwargs)", PKL_CLINIC, PKL_NEW, 0, 0},
    {"__repr__", template_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__iter__", template_iter, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__add__", template_add, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 1, 1},
    {0},
};
static const PklMember TEMPLATE_MEMBERS[] = {{"strings", STRINGS, false, false}, {"interpolations", INTERPOLATIONS, false, false}, {0}};
static const PklGetSet TEMPLATE_ATTRIBUTES[] = {{"values", get_values, NULL}, {0}};

static const PklMethod ITERATOR[] = {
    {"__iter__", iter_self, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__next__", iter_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};

#define FROM_TEMPLATELIB .module = "string.templatelib", .flags = PKL_TYPE_FINAL, .hidden = true
static const PklTypeSpec TYPES[] = {
    {.id = tp_Interpolation, .name = "Interpolation", .slots = INTERPOLATION_SLOTS, FROM_TEMPLATELIB, .methods = INTERPOLATION, .members = INTERPOLATION_MEMBERS},
    {.id = tp_Template, .name = "Template", .slots = TEMPLATE_SLOTS, FROM_TEMPLATELIB, .methods = TEMPLATE, .members = TEMPLATE_MEMBERS, .getsets = TEMPLATE_ATTRIBUTES},
    {.id = tp_TemplateIter, .name = "TemplateIter", .slots = ITER_SLOTS, FROM_TEMPLATELIB, .methods = ITERATOR},
    {0},
};

void pkl_start_templates(PklVM* vm) {
    pkl_register_types(TYPES);
    static const char* const NAMES[] = {"value", "expression", "conversion", "format_spec"};
    py_TValue names;
    PyObject* tuple = pkl_new_slots(&names, tp_tuple, INTERPOLATION_SLOTS);
    for (int i = 0; i < INTERPOLATION_SLOTS; i++) PKL_SLOTS(tuple)[i] = text_value(NAMES[i]);
    pkl_type_set(vm->types[tp_Interpolation], PKL_NAME(__match_args__), &names);
}
