/* Warnings of natives: by the module `warnings` where a program has loaded it, else as CPython's default filters print them. */
#include "errors.h"

#include <string.h>

static bool is_shown(py_Type category, PyDict* globals) {
    bool hidden = category == tp_DeprecationWarning || category == tp_PendingDeprecationWarning || category == tp_ImportWarning ||
                  category == tp_ResourceWarning;
    if (!hidden) return true;
    py_Ref name = category == tp_DeprecationWarning && globals ? pkl_dict_get_name(globals, PKL_NAME(__name__)) : NULL;
    return name && pkl_is_str(name) && pkl_str(name) == PKL_NAME(__main__);
}

static bool warn_by_module(py_Ref module, py_Type category, const char* text) {
    if (!py_getattr(module, py_name("warn"))) return false;
    py_TValue function = *py_retval(), arguments[2];
    py_newstr(&arguments[0], text);
    arguments[1] = pkl_vm->types[category]->self;
    return pkl_call(&function, 2, arguments);
}

bool pkl_warn(py_Type category, const char* text) {
    py_Ref module = py_getmodule("warnings");
    if (module) return warn_by_module(module, category, text);
    PyFrame* frame = pkl_vm->frame;
    if (!frame || !is_shown(category, frame->globals)) return true;
    PklPosition at = pkl_code_position(frame->code, (int)(frame->ip - frame->code->instructions) - 1);
    PklBuilder builder;
    pkl_builder_start(&builder);
    const char* file = frame->code->filename ? frame->code->filename->data : "<string>";
    pkl_put_formatted(&builder, "%s:%d: %t: %s\n", file, at.line, category, text);
    c11_sv line;
    if (pkl_source_line(frame->code, at.line, &line)) {
        while (line.size && strchr(" \t", *line.data)) line.data++, line.size--;
        pkl_put_formatted(&builder, "  %v\n", line);
    }
    return pkl_write_error(&builder);
}
