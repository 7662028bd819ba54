/* _types: types that no other module names. */
#include "../library.h"

void pkl_library__types(PyModule* module) {
    static const struct {
        const char* name;
        py_Type type;
    } TYPES[] = {
        {"AsyncGeneratorType", tp_async_generator}, {"BuiltinFunctionType", tp_nativefunc}, {"BuiltinMethodType", tp_nativefunc}, {"CellType", tp_cell},
        {"ClassMethodDescriptorType", tp_classmethod_descriptor}, {"CodeType", tp_code}, {"CoroutineType", tp_coroutine}, {"EllipsisType", tp_ellipsis}, {"FrameType", tp_frame},
        {"FunctionType", tp_function}, {"GeneratorType", tp_generator}, {"GenericAlias", tp_GenericAlias}, {"GetSetDescriptorType", tp_getset_descriptor}, {"LambdaType", tp_function},
        {"MappingProxyType", tp_mappingproxy}, {"MemberDescriptorType", tp_member_descriptor}, {"MethodDescriptorType", tp_method_descriptor}, {"MethodType", tp_boundmethod},
        {"MethodWrapperType", tp_method_wrapper}, {"ModuleType", tp_module}, {"NoneType", tp_NoneType}, {"NotImplementedType", tp_NotImplementedType},
        {"SimpleNamespace", tp_SimpleNamespace}, {"TracebackType", tp_traceback}, {"UnionType", tp_Union}, {"WrapperDescriptorType", tp_wrapper_descriptor},
    };
    for (unsigned i = 0; i < sizeof TYPES / sizeof *TYPES; i++) pkl_library_set(module, TYPES[i].name, py_tpobject(TYPES[i].type));
}
