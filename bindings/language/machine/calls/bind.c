/*
 * Arguments to parameters: what a call gave into a function's locals, with CPython's errors.
 *
 * Locals begin with the positional parameters, then keyword-only ones, then *args, then **kwargs. The caller has set all to nil.
 */
#include "../machine.h"

#include <string.h>

/* Names for a message: "'a', 'b', and 'c'". */
typedef struct Names {
    PyStr* names[64];
    int count; /* may be more than there is room for */
} Names;

static void add_name(Names* names, PyStr* name) {
    if (names->count < 64) names->names[names->count] = name;
    names->count++;
}

static int append(char* out, int at, int size, const char* text, int length) {
    if (length < 0) length = (int)strlen(text);
    if (at + length >= size) length = size - 1 - at;
    memcpy(out + at, text, length);
    out[at + length] = 0;
    return at + length;
}

static void join_names(const Names* names, char* out, int size) {
    int shown = names->count < 64 ? names->count : 64, at = 0;
    out[0] = 0;
    for (int i = 0; i < shown; i++) {
        if (i > 0) at = append(out, at, size, i + 1 < shown ? ", " : shown == 2 ? " and " : ", and ", -1);
        at = append(out, at, size, "'", 1);
        at = append(out, at, size, names->names[i]->data, names->names[i]->size);
        at = append(out, at, size, "'", 1);
    }
}

static const char* name_of(PyFunction* function) { return py_tostr(&function->slot[PKL_FUNCTION_QUALNAME]); }

static bool missing(PyFunction* function, const Names* names, const char* kind) {
    char list[1024];
    join_names(names, list, sizeof list);
    return pkl_raise(tp_TypeError, "%s() missing %d required %s argument%s: %s", name_of(function), names->count, kind,
                     names->count == 1 ? "" : "s", list);
}

static bool too_many(PyFunction* function, const py_TValue* locals, int given) {
    PyCode* code = PKL_OBJECT(&function->slot[PKL_FUNCTION_CODE], PyCode);
    py_TValue* defaults = &function->slot[PKL_FUNCTION_DEFAULTS];
    int optional = defaults->type == tp_tuple ? defaults->_obj->slots : 0;
    int named = 0; /* keyword-only arguments that were given */
    for (int i = 0; i < code->kwonlyargcount; i++) named += locals[code->argcount + i].type != tp_nil;
    char takes[48], also[80] = "";
    int at = 0;
    char digits[24];
#define PUT(text) at = append(takes, at, sizeof takes, text, -1)
    bool plural = code->argcount != 1;
    if (optional > 0) {
        pkl_int_text(code->argcount - optional, digits);
        PUT("from ");
        PUT(digits);
        PUT(" to ");
        plural = true;
    }
    pkl_int_text(code->argcount, digits);
    PUT(digits);
#undef PUT
    if (named > 0) {
        int end = append(also, 0, sizeof also, " positional argument", -1);
        if (given != 1) end = append(also, end, sizeof also, "s", 1);
        end = append(also, end, sizeof also, " (and ", -1);
        pkl_int_text(named, digits);
        end = append(also, end, sizeof also, digits, -1);
        end = append(also, end, sizeof also, " keyword-only argument", -1);
        if (named != 1) end = append(also, end, sizeof also, "s", 1);
        append(also, end, sizeof also, ")", 1);
    }
    return pkl_raise(tp_TypeError, "%s() takes %s positional argument%s but %d%s %s given", name_of(function), takes, plural ? "s" : "",
                     given, also, given == 1 && named == 0 ? "was" : "were");
}

/* The parameter of that name, -1 where there is none. Names are interned: pointers first, then texts (a name from a dict need not be). */
static int find_parameter(PyCode* code, PyStr* name, int from, int to) {
    for (int i = from; i < to; i++)
        if (code->localsplusnames[i] == name) return i;
    if (name->interned) return -1;
    for (int i = from; i < to; i++) {
        PyStr* other = code->localsplusnames[i];
        if (other->size == name->size && memcmp(other->data, name->data, name->size) == 0) return i;
    }
    return -1;
}

static bool unexpected(PyFunction* function, PyCode* code, const py_TValue* kwnames, PyStr* name) {
    Names positional = {.count = 0};
    for (int i = 0; i < kwnames->_obj->slots; i++) {
        PyStr* given = PKL_OBJECT(&PKL_SLOTS(kwnames->_obj)[i], PyStr);
        if (find_parameter(code, given, 0, code->posonlyargcount) >= 0) add_name(&positional, given);
    }
    if (positional.count > 0) {
        char list[1024];
        join_names(&positional, list, sizeof list);
        for (char *from = list, *to = list;; from++) { /* CPython puts one pair of quotes around all, separated by ", " */
            if (*from == '\'' && from != list && from[1] != 0) continue;
            *to++ = *from;
            if (*from == 0) break;
        }
        return pkl_raise(tp_TypeError, "%s() got some positional-only arguments passed as keyword arguments: %s", name_of(function), list);
    }
    PyStr* near = pkl_suggest(name, code->localsplusnames + code->posonlyargcount,
                              code->argcount - code->posonlyargcount + code->kwonlyargcount);
    if (near != NULL)
        return pkl_raise(tp_TypeError, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", name_of(function), name->data,
                         near->data);
    return pkl_raise(tp_TypeError, "%s() got an unexpected keyword argument '%s'", name_of(function), name->data);
}

static bool bind_keywords(PyFunction* function, PyCode* code, py_TValue* locals, const py_TValue* values, const py_TValue* kwnames, PyDict* rest) {
    int named = code->argcount + code->kwonlyargcount;
    for (int i = 0; i < kwnames->_obj->slots; i++) {
        py_TValue* key = &PKL_SLOTS(kwnames->_obj)[i];
        if (!py_isinstance(key, tp_str)) return pkl_raise(tp_TypeError, "%s() keywords must be strings", name_of(function));
        PyStr* name = PKL_OBJECT(key, PyStr);
        int at = find_parameter(code, name, code->posonlyargcount, named);
        if (at < 0) {
            if (rest == NULL) return unexpected(function, code, kwnames, name);
            pkl_dict_set_name(rest, name, (py_Ref)&values[i]);
            continue;
        }
        if (locals[at].type != tp_nil)
            return pkl_raise(tp_TypeError, "%s() got multiple values for argument '%s'", name_of(function), name->data);
        locals[at] = values[i];
    }
    return true;
}

static bool fill_positional(PyFunction* function, PyCode* code, py_TValue* locals, int given) {
    py_TValue* defaults = &function->slot[PKL_FUNCTION_DEFAULTS];
    int optional = defaults->type == tp_tuple ? defaults->_obj->slots : 0;
    int required = code->argcount - optional;
    Names names = {.count = 0};
    for (int i = given; i < required; i++)
        if (locals[i].type == tp_nil) add_name(&names, code->localsplusnames[i]);
    if (names.count > 0) return missing(function, &names, "positional");
    for (int i = given > required ? given : required < 0 ? 0 : required; i < code->argcount; i++)
        if (locals[i].type == tp_nil) locals[i] = PKL_SLOTS(defaults->_obj)[i - required];
    return true;
}

static bool fill_keyword_only(PyFunction* function, PyCode* code, py_TValue* locals) {
    py_TValue* defaults = &function->slot[PKL_FUNCTION_KWDEFAULTS];
    Names names = {.count = 0};
    for (int i = code->argcount; i < code->argcount + code->kwonlyargcount; i++) {
        if (locals[i].type != tp_nil) continue;
        py_Ref value = defaults->type == tp_dict ? pkl_dict_get_name(PKL_OBJECT(defaults, PyDict), code->localsplusnames[i]) : NULL;
        if (value == NULL) add_name(&names, code->localsplusnames[i]);
        else locals[i] = *value;
    }
    return names.count == 0 || missing(function, &names, "keyword-only");
}

bool pkl_bind_arguments(PyFunction* function, py_TValue* locals, const py_TValue* args, int argc, const py_TValue* kwnames) {
    PyCode* code = PKL_OBJECT(&function->slot[PKL_FUNCTION_CODE], PyCode);
    int keywords = kwnames != NULL ? kwnames->_obj->slots : 0, given = argc - keywords;
    int direct = given < code->argcount ? given : code->argcount;
    int rest = code->argcount + code->kwonlyargcount;
    memcpy(locals, args, (size_t)direct * sizeof(py_TValue));
    if (code->flags & PKL_CO_VARARGS) {
        int extra = given - direct;
        if (extra == 0) locals[rest] = pkl_vm->empty_tuple;
        else {
            pkl_new_slots(&locals[rest], tp_tuple, extra);
            memcpy(PKL_SLOTS(locals[rest]._obj), args + direct, (size_t)extra * sizeof(py_TValue));
        }
        rest++;
    }
    PyDict* dict = (code->flags & PKL_CO_VARKEYWORDS) ? pkl_new_dict(&locals[rest]) : NULL;
    if (keywords > 0 && !bind_keywords(function, code, locals, args + given, kwnames, dict)) return false;
    if (given > direct && !(code->flags & PKL_CO_VARARGS)) return too_many(function, locals, given);
    if (given < code->argcount && !fill_positional(function, code, locals, direct)) return false;
    return code->kwonlyargcount == 0 || fill_keyword_only(function, code, locals);
}
