/* `f(*args, **kwargs)`: upstream unpacks into a buffer of fixed size without checking the sizes. The two functions it
 * calls for each argument check it, and raise TypeError before anything is written. */
#include "interpreter_access.h"

typedef bool (*DictVisitor)(py_Ref key, py_Ref value, void* context);

int pkw_original_pk_arrayview(py_Ref self, py_TValue** items);
bool pkw_original_py_dict_apply(py_Ref self, DictVisitor visit, void* context);

static const char* const too_many = "too many arguments to unpack";

/* pk_arrayview has no way to raise: it says "not a sequence", the caller raises
 * TypeError for that, and py_exception replaces the text. */
static bool replace_message;

static bool call_is_too_large(void) { return pkw_vm_pending_arguments() > PKW_UNPACKED_ARGUMENTS_MAX; }

int pk_arrayview(py_Ref self, py_TValue** items) {
    int length = pkw_original_pk_arrayview(self, items);
    if(length <= 64 || !call_is_too_large()) return length;
    replace_message = true;
    return -1;
}

bool py_dict_apply(py_Ref self, DictVisitor visit, void* context) {
    if(pkw_is_keyword_unpacking((const void*)visit) && call_is_too_large()) {
        return py_exception(tp_TypeError, "%s", too_many);
    }
    return pkw_original_py_dict_apply(self, visit, context);
}

static bool raise_formatted(py_Type type, const char* format, ...) {
    va_list args;
    va_start(args, format);
    pkw_exception_v(type, format, args);
    va_end(args);
    return false;
}

bool py_exception(py_Type type, const char* format, ...) {
    if(replace_message) {
        replace_message = false;
        return raise_formatted(tp_TypeError, "%s", too_many);
    }
    va_list args;
    va_start(args, format);
    pkw_exception_v(type, format, args);
    va_end(args);
    return false;
}
