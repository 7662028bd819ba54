/* _typing: what the module typing needs of the language. */
#include "../library.h"

static bool same(int argc, py_Ref argv) { return (void)argc, *py_retval() = argv[0], true; }

void pkl_library__typing(PyModule* module) {
    static const struct {
        const char* name;
        py_Type type;
    } TYPES[] = {{"Generic", tp_Generic}, {"ParamSpec", tp_ParamSpec}, {"ParamSpecArgs", tp_ParamSpecArgs}, {"ParamSpecKwargs", tp_ParamSpecKwargs}, {"TypeAliasType", tp_TypeAliasType},
                 {"TypeVar", tp_TypeVar}, {"TypeVarTuple", tp_TypeVarTuple}, {"Union", tp_Union}};
    static const PklMethod FUNCTIONS[] = {{"_idfunc", same, "($module, x, /)", PKL_O, PKL_FUNCTION, 1, 1}, {0}};
    for (unsigned i = 0; i < sizeof TYPES / sizeof *TYPES; i++) pkl_library_set(module, TYPES[i].name, py_tpobject(TYPES[i].type));
    py_TValue no_default = {.type = tp_NoDefault};
    pkl_library_set(module, "NoDefault", &no_default);
    pkl_register_functions(module, FUNCTIONS);
}
