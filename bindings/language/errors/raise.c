/* Raising, catching and chaining from C. */
#include "errors.h"

#include <stdarg.h>
#include <string.h>

/* ---- what is raised ------------------------------------------------------------------------- */

bool pkl_value_is_exception(const py_TValue* value) { return value->is_ptr && !pkl_is_type(value) && pkl_is_a(value, tp_BaseException); }
bool pkl_type_is_exception(const py_TValue* value) { return pkl_is_type(value) && pkl_subtype(pkl_as_type(value), pkl_vm->types[tp_BaseException]); }

bool pkl_exc_matches(py_Type type) {
    const py_TValue* raised = &pkl_vm->raised;
    return raised->type && pkl_is_a(raised, type);
}

void pkl_exc_fetch(py_OutRef out) {
    *out = pkl_vm->raised;
    pkl_vm->raised = *py_NIL();
}

void pkl_exc_restore(py_Ref exception) { pkl_vm->raised = *exception; }

bool py_checkexc(void) { return pkl_vm->raised.type != tp_nil; }

bool py_matchexc(py_Type type) {
    if (!pkl_exc_matches(type)) return false;
    return pkl_return(&pkl_vm->raised);
}

void py_clearexc(py_StackRef p0) {
    pkl_vm->raised = *py_NIL();
    if (p0) pkl_vm->native_sp = p0;
}

/* ---- context ----------------------------------------------------------------------------------- */

py_Ref pkl_handled(void) {
    for (PklExcState* state = pkl_vm->exc; state; state = state->back) {
        if (state->handled.type && state->handled.type != tp_NoneType) return &state->handled;
    }
    return NULL;
}

static py_TValue* context_of(PyObject* exception) { return &PKL_SLOTS(exception)[PKL_EXC_CONTEXT]; }

/* Takes the exception out of the chain that will hang below it, so that no cycle arises; the chain may have one already. */
static void cut_chain(PyObject* chain, PyObject* exception) {
    PyObject* slow = chain;
    bool step = false;
    for (PyObject* at = chain;;) {
        py_TValue* context = context_of(at);
        if (!context->is_ptr) return;
        if (context->_obj == exception) {
            *context = *py_NIL();
            return;
        }
        at = context->_obj;
        if (at == slow) return;
        if (step) slow = context_of(slow)->_obj;
        step = !step;
    }
}

static bool raise_instance(const py_TValue* exception) {
    py_Ref handled = pkl_handled();
    if (handled && handled->_obj != exception->_obj) {
        cut_chain(handled->_obj, exception->_obj);
        *context_of(exception->_obj) = *handled;
    }
    pkl_vm->raised = *exception;
    return false;
}

/* ---- raise statement --------------------------------------------------------------------------- */

/* An instance of what is a class; nil: failed. */
static py_TValue instantiate(const py_TValue* value, const char* refusal) {
    if (pkl_value_is_exception(value)) return *value;
    if (!pkl_type_is_exception(value)) {
        pkl_raise(tp_TypeError, "%s", refusal);
        return *py_NIL();
    }
    py_TValue class = *value;
    if (!pkl_call(&class, 0, NULL)) return *py_NIL();
    if (pkl_value_is_exception(py_retval())) return *py_retval();
    pkl_raise(tp_TypeError, "calling %R should have returned an instance of BaseException, not %R", &class, &pkl_type_of(py_retval())->self);
    return *py_NIL();
}

bool pkl_raise_value(py_Ref exception, py_Ref cause) {
    py_TValue given = cause ? *cause : *py_NIL();
    py_TValue* place = py_pushtmp();
    *place = instantiate(exception, "exceptions must derive from BaseException");
    if (place->type && given.type && given.type != tp_NoneType) given = instantiate(&given, "exception causes must derive from BaseException");
    bool failed = !place->type || (cause && !given.type);
    if (!failed && cause) {
        py_TValue* slots = pkl_exc_slots(place);
        slots[PKL_EXC_CAUSE] = given.type == tp_NoneType ? *py_NIL() : given;
        slots[PKL_EXC_SUPPRESS] = *py_True();
    }
    if (!failed) raise_instance(place);
    py_pop();
    return false;
}

bool py_raise(py_Ref exception) { return pkl_raise_value(exception, NULL); }

/* ---- from texts ------------------------------------------------------------------------------------- */

static bool raise_new(py_Type type, const py_TValue* arguments, int count) {
    py_TValue exception;
    if (type < PKL_PREDEFINED_TYPES) {
        if (!pkl_new_exception(&exception, type, arguments, count)) return false;
    } else {
        py_TValue class = pkl_vm->types[type]->self;
        if (!pkl_call(&class, count, (py_Ref)arguments)) return false;
        exception = *py_retval();
        if (!pkl_value_is_exception(&exception)) return pkl_raise(tp_TypeError, "exceptions must derive from BaseException");
    }
    return raise_instance(&exception);
}

static bool raise_text(py_Type type, const char* format, va_list arguments) {
    if (!format || !*format) return raise_new(type, NULL, 0);
    PklBuilder builder;
    pkl_builder_start(&builder);
    py_TValue text;
    if (!pkl_put_format(&builder, format, arguments)) {
        pkl_builder_end(&builder);
        return false;
    }
    return pkl_builder_str(&builder, &text) && raise_new(type, &text, 1);
}

bool (pkl_raise)(py_Type type, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    raise_text(type, format, arguments);
    va_end(arguments);
    return false;
}

#ifdef __wasm__
bool pkl_raise_0(py_Type type, const char* text) { return (pkl_raise)(type, text); }
bool pkl_raise_type_0(const char* text) { return (pkl_raise)(tp_TypeError, text); }
bool pkl_raise_type_1(const char* format, uint32_t a) { return (pkl_raise)(tp_TypeError, format, a); }
bool pkl_raise_type_2(const char* format, uint32_t a, uint32_t b) { return (pkl_raise)(tp_TypeError, format, a, b); }
bool pkl_raise_1(py_Type type, const char* format, uint32_t a) { return (pkl_raise)(type, format, a); }
bool pkl_raise_2(py_Type type, const char* format, uint32_t a, uint32_t b) { return (pkl_raise)(type, format, a, b); }
bool pkl_raise_3(py_Type type, const char* format, uint32_t a, uint32_t b, uint32_t c) { return (pkl_raise)(type, format, a, b, c); }
#endif

bool py_exception(py_Type type, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    raise_text(type, format, arguments);
    va_end(arguments);
    return false;
}

bool KeyError(py_Ref key) {
    py_TValue copy = *key;
    return raise_new(tp_KeyError, &copy, 1);
}

bool pkl_raise_stop_iteration(py_Ref value) {
    py_TValue copy = value ? *value : *py_NIL();
    return raise_new(tp_StopIteration, &copy, value != NULL);
}

bool StopIteration(void) { return pkl_raise_stop_iteration(NULL); }

py_TValue pkl_stop_iteration_value(py_Ref exception) {
    py_TValue value = pkl_exc_slots(exception)[PKL_STOP_VALUE];
    return value.type ? value : *py_None();
}

bool pkl_raise_attribute_error(py_Ref text, py_Ref self, PyStr* name) {
    py_TValue exception;
    if (!pkl_new_exception(&exception, tp_AttributeError, text, 1)) return false;
    pkl_exc_slots(&exception)[PKL_ATTRIBUTE_NAME] = *pkl_name_ref(name);
    pkl_exc_slots(&exception)[PKL_ATTRIBUTE_OBJ] = *self;
    return raise_instance(&exception);
}

bool pkl_name_error(PyStr* name, bool free) {
    py_TValue text, exception;
    const char* format = free ? "cannot access free variable '%n' where it is not associated with a value in enclosing scope" : "name '%n' is not defined";
    if (!pkl_str_format(&text, format, pkl_name(name)) || !pkl_new_exception(&exception, tp_NameError, &text, 1)) return false;
    pkl_exc_slots(&exception)[PKL_NAME_NAME] = *pkl_name_ref(name);
    return raise_instance(&exception);
}

void pkl_traceback_push(py_Ref exception, PyCode* code, int instruction) {
    py_TValue entry;
    py_TValue* slots = PKL_SLOTS(pkl_new(&entry, tp_traceback));
    py_TValue* place = &pkl_exc_slots(exception)[PKL_EXC_TRACEBACK];
    slots[PKL_TB_NEXT] = *place;
    slots[PKL_TB_CODE] = pkl_value(&code->head);
    py_newint(&slots[PKL_TB_LASTI], instruction);
    if (pkl_vm->frame && pkl_vm->frame->code == code) slots[PKL_TB_GLOBALS] = pkl_value(&pkl_vm->frame->globals->head);
    *place = entry;
}
