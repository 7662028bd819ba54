/*
 * Numbers, containers, iterators, generators and built-in functions enter the interpreter.
 */
#include "../containers/dict_views.h"
#include "../numbers/int_type.h"
#include "builtins.h"

void pkl_start_numbers(PklVM* vm) {
    (void)vm;
    static const PklTypeSpec types[] = {
        {.id = tp_int, .base = tp_object, .name = "int", .slots = 1, .methods = pkl_int_methods, .getsets = pkl_int_getsets},
        {.id = tp_bool, .base = tp_int, .name = "bool", .flags = PKL_TYPE_FINAL, .methods = pkl_bool_methods},
        {.id = tp_float, .base = tp_object, .name = "float", .slots = 1, .methods = pkl_float_methods, .getsets = pkl_float_getsets},
        {.id = tp_complex, .base = tp_object, .name = "complex", .methods = pkl_complex_methods, .getsets = pkl_complex_getsets},
        {0},
    };
    static const PklTypeSpec more[] = {{.id = tp_int, .base = tp_object, .name = "int", .slots = 1, .methods = pkl_int_operators}, {0}};
    pkl_register_types(types);
    pkl_register_types(more); /* a second table of the same type */
}

void pkl_start_containers(PklVM* vm) {
    (void)vm;
    static const PklTypeSpec types[] = {
        {.id = tp_list, .base = tp_object, .name = "list", .layout = &pkl_list_layout, .flags = PKL_TYPE_SEQUENCE, .methods = pkl_list_methods},
        {.id = tp_tuple, .base = tp_object, .name = "tuple", .flags = PKL_TYPE_SEQUENCE, .methods = pkl_tuple_methods},
        {.id = tp_dict, .base = tp_object, .name = "dict", .layout = &pkl_dict_layout, .flags = PKL_TYPE_MAPPING, .methods = pkl_dict_methods},
        {.id = tp_set, .base = tp_object, .name = "set", .layout = &pkl_set_layout, .methods = pkl_set_methods},
        {.id = tp_frozenset, .base = tp_object, .name = "frozenset", .layout = &pkl_set_layout, .methods = pkl_frozenset_methods},
        {.id = tp_range, .base = tp_object, .name = "range", .slots = PKL_RANGE_SLOTS, .flags = PKL_TYPE_SEQUENCE | PKL_TYPE_FINAL, .methods = pkl_range_methods,
         .members = pkl_range_members},
        {.id = tp_slice, .base = tp_object, .name = "slice", .slots = PKL_SLICE_SLOTS, .flags = PKL_TYPE_FINAL, .methods = pkl_slice_methods, .members = pkl_slice_members},
        {0},
    };
    pkl_register_types(types);
    pkl_register_methods(tp_set, pkl_set_algebra);
    pkl_register_methods(tp_set, pkl_set_algebra_in_place);
    pkl_register_methods(tp_frozenset, pkl_set_algebra);
    pkl_register_types(pkl_dict_view_types);
    pkl_register_types(pkl_set_iterator_types);
    pkl_register_types(pkl_range_iterator_types);
    static const py_Type unhashable[] = {tp_list, tp_dict, tp_set};
    for (unsigned i = 0; i < sizeof unhashable / sizeof *unhashable; i++)
        pkl_dict_set_name(vm->types[unhashable[i]]->dict, PKL_NAME(__hash__), &vm->None_);
}

void pkl_start_generators(PklVM* vm) {
    pkl_register_types(pkl_generator_types);
    pkl_register_types(pkl_async_types);
    pkl_register_types(pkl_anext_types);
    pkl_register_functions(PKL_OBJECT(&vm->builtins_module, PyModule), pkl_builtin_anext);
    pkl_register_methods(tp_generator, pkl_generator_finalizer);
    pkl_register_methods(tp_coroutine, pkl_generator_finalizer);
}

void pkl_start_builtins(PklVM* vm) {
    PyModule* module = PKL_OBJECT(&vm->builtins_module, PyModule);
    pkl_register_types(pkl_builtin_iterators);
    const PklMethod* const tables[] = {pkl_builtin_attributes, pkl_builtin_numbers, pkl_builtin_iteration, pkl_builtin_execution, pkl_builtin_output};
    for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++) pkl_register_functions(module, tables[i]);
}
