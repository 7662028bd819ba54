/*
 * Reading values. A container that is being filled, and what goes into it next, lie on the native stack: hooks and functions that make numbers may run
 * any program.
 */
#include "json.h"

#include <string.h>

typedef struct Scan {
    py_TValue* scanner; /* its slots */
    PyStr* document;
    const char* end;
    PyDict* memo; /* keys: equal ones are the same object */
} Scan;

static const char* scan_value(Scan* scan, const char* at, py_OutRef out);

static const char* skip_space(const Scan* scan, const char* at) {
    while (at < scan->end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
    return at;
}

static const char* fail(const Scan* scan, const char* message, const char* at) { return pkl_json_error(message, scan->document, at); }

static const char* no_value(const Scan* scan, const char* at) {
    py_TValue index;
    py_newint(&index, pkl_str_index(scan->document, (int32_t)(at - scan->document->data)));
    pkl_raise_stop_iteration(&index);
    return NULL;
}

static bool call_hook(const py_TValue* hook, py_OutRef value) {
    py_TValue function = *hook;
    if (!pkl_call(&function, 1, value)) return false;
    *value = *py_retval();
    return true;
}

/* ---- numbers and constants ----------------------------------------------------------------------------------------- */

static const char* skip_digits(const Scan* scan, const char* at) {
    while (at < scan->end && *at >= '0' && *at <= '9') at++;
    return at;
}

/* The end of a number; `at` where there is none. */
static const char* number_end(const Scan* scan, const char* at, bool* is_float) {
    const char *start = at, *digits;
    if (*at == '-') at++;
    digits = at;
    at = at < scan->end && *at == '0' ? at + 1 : skip_digits(scan, at);
    if (at == digits) return start;
    if (scan->end - at > 1 && *at == '.' && (digits = skip_digits(scan, at + 1)) > at + 1) {
        at = digits;
        *is_float = true;
    }
    if (scan->end - at > 1 && (*at | 32) == 'e') {
        const char* exponent = at + 1;
        if (*exponent == '-' || *exponent == '+') exponent++;
        if ((digits = skip_digits(scan, exponent)) > exponent) {
            at = digits;
            *is_float = true;
        }
    }
    return at;
}

static bool make_int(const char* at, const char* end, py_OutRef out) {
    bool negative = *at == '-';
    at += negative;
    if (end - at > 18) return pkl_int_parse(at - negative, (int)(end - at) + negative, 10, py_None(), out);
    int64_t value = 0;
    for (; at < end; at++) value = value * 10 + (*at - '0');
    py_newint(out, negative ? -value : value);
    return true;
}

static bool make_number(const Scan* scan, const char* at, const char* end, bool is_float, py_OutRef out) {
    const py_TValue* function = &scan->scanner[is_float ? SCANNER_FLOAT : SCANNER_INT];
    if (!pkl_is_type(function) || pkl_as_type(function)->id != (is_float ? tp_float : tp_int)) {
        py_newstrv(out, pkl_span(at, end));
        return call_hook(function, out);
    }
    if (!is_float) return make_int(at, end, out);
    double value;
    pkl_float_scan(at, end, &value);
    py_newfloat(out, value);
    return true;
}

static const char* scan_number(const Scan* scan, const char* at, py_OutRef out) {
    bool is_float = false;
    const char* end = number_end(scan, at, &is_float);
    if (end == at) return no_value(scan, at);
    return make_number(scan, at, end, is_float, out) ? end : NULL;
}

/* One of the words of JSON and of what goes beyond it; NULL where there is none, with `out` nil. */
static const char* scan_word(const Scan* scan, const char* at, py_OutRef out) {
    static const char WORDS[][10] = {"null", "true", "false", "NaN", "Infinity", "-Infinity"};
    const char* word = NULL;
    int size = 0, i = 0;
    for (; i < 6; i++) {
        size = (int)strlen(word = WORDS[i]);
        if (*at == *word && scan->end - at >= size && !memcmp(at, word, (size_t)size)) break;
    }
    py_newnone(out);
    if (i == 6) out->type = tp_nil;
    else if (i == 1 || i == 2) py_newbool(out, i == 1);
    else if (i > 2) {
        py_newstrv(out, (c11_sv){word, size});
        if (!call_hook(&scan->scanner[SCANNER_CONSTANT], out)) return NULL;
    }
    return i < 6 ? at + size : NULL;
}

/* ---- containers ----------------------------------------------------------------------------------------------------- */

/* Behind the comma that follows an item; `*closed` where the container ends instead. */
static const char* next_item(const Scan* scan, const char* at, char close, bool* closed) {
    at = skip_space(scan, at);
    *closed = at < scan->end && *at == close;
    if (*closed) return at + 1;
    if (at == scan->end || *at != ',') return fail(scan, "Expecting ',' delimiter", at);
    const char* item = skip_space(scan, at + 1);
    if (item == scan->end || *item != close) return item;
    return fail(scan, close == '}' ? "Illegal trailing comma before end of object" : "Illegal trailing comma before end of array", at);
}

static const char* scan_array(Scan* scan, const char* at, py_OutRef out) {
    PyList* list = pkl_new_list(out, 0);
    py_TValue* item = py_pushtmp();
    bool closed = false;
    at = skip_space(scan, at);
    if (at < scan->end && *at == ']') closed = true, at++;
    while (at && !closed) {
        at = scan_value(scan, at, item);
        if (at && !pkl_list_append(list, item)) at = NULL;
        if (at) at = next_item(scan, at, ']', &closed);
    }
    return at && pkl_tick(list->length) ? at : NULL;
}

/* The key, and what is behind its colon. */
static const char* scan_key(Scan* scan, const char* at, py_OutRef key, int64_t* hash) {
    if (at == scan->end || *at != '"') return fail(scan, "Expecting property name enclosed in double quotes", at);
    at = pkl_json_scan_text(scan->document, at + 1, py_tobool(&scan->scanner[SCANNER_STRICT]), key);
    if (!at) return NULL;
    *hash = pkl_str_hash(pkl_str(key));
    int32_t place = pkl_dict_find(scan->memo, key, *hash);
    if (place >= 0) *key = scan->memo->entries[place].key;
    else if (!pkl_dict_add(scan->memo, key, *hash, key)) return NULL;
    at = skip_space(scan, at);
    if (at == scan->end || *at != ':') return fail(scan, "Expecting ':' delimiter", at);
    return skip_space(scan, at + 1);
}

static bool add_pair(py_Ref container, py_TValue* pair, int64_t hash) {
    if (container->type == tp_dict) return pkl_dict_set_hash(PKL_OBJECT(container, PyDict), &pair[0], hash, &pair[1]);
    py_TValue tuple;
    pkl_new_tuple(&tuple, pair, 2);
    return pkl_list_append(PKL_OBJECT(container, PyList), &tuple);
}

static const char* scan_object(Scan* scan, const char* at, py_OutRef out) {
    bool pairs = !py_isnone(&scan->scanner[SCANNER_PAIRS_HOOK]), closed = false;
    int64_t hash = 0;
    if (pairs) pkl_new_list(out, 0);
    else pkl_new_dict(out);
    py_TValue* pair = py_pushtmp();
    py_pushtmp();
    at = skip_space(scan, at);
    if (at < scan->end && *at == '}') closed = true, at++;
    while (at && !closed) {
        at = scan_key(scan, at, pair, &hash);
        if (at) at = scan_value(scan, at, &pair[1]);
        if (at && !add_pair(out, pair, hash)) at = NULL;
        if (at) at = next_item(scan, at, '}', &closed);
    }
    if (!at || !pkl_tick(1)) return NULL;
    py_TValue* hook = &scan->scanner[pairs ? SCANNER_PAIRS_HOOK : SCANNER_OBJECT_HOOK];
    return py_isnone(hook) || call_hook(hook, out) ? at : NULL;
}

static const char* scan_container(Scan* scan, const char* at, py_OutRef out) {
    bool object = *at == '{';
    if (!pkl_enter(object ? " while decoding a JSON object from a unicode string" : " while decoding a JSON array from a unicode string")) return NULL;
    py_TValue* top = pkl_vm->native_sp;
    const char* behind = !pkl_stack_reserve(3) ? NULL : object ? scan_object(scan, at + 1, out) : scan_array(scan, at + 1, out);
    pkl_vm->native_sp = top;
    pkl_leave();
    return behind;
}

/* `out` lies on the native stack. */
static const char* scan_value(Scan* scan, const char* at, py_OutRef out) {
    if (at == scan->end) return no_value(scan, at);
    if (*at == '"') return pkl_json_scan_text(scan->document, at + 1, py_tobool(&scan->scanner[SCANNER_STRICT]), out);
    if (*at == '{' || *at == '[') return scan_container(scan, at, out);
    if (*at >= '0' && *at <= '9') return scan_number(scan, at, out);
    const char* behind = scan_word(scan, at, out);
    return behind || out->type ? behind : scan_number(scan, at, out);
}

/* ---- the type -------------------------------------------------------------------------------------------------------- */

/* make_scanner(context) */
static bool scanner_new(int argc, py_Ref argv) {
    (void)argc;
    static const char* const NAMES[] = {"strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"};
    py_TValue* made = py_pushtmp();
    py_TValue* slots = PKL_SLOTS(pkl_new(made, py_totype(argv)));
    for (int i = 0; i < SCANNER_SLOTS; i++) {
        if (!py_getattr(&argv[1], py_name(NAMES[i]))) return false;
        slots[i] = *py_retval();
    }
    int strict = py_bool(&slots[SCANNER_STRICT]);
    if (strict < 0) return false;
    py_newbool(&slots[SCANNER_STRICT], strict);
    return pkl_return(made);
}

/* scanner(string, idx) */
static bool scanner_call(int argc, py_Ref argv) {
    (void)argc;
    int64_t index;
    if (!pkl_size_argument(&argv[2], 0, &index) || !pkl_json_is_text(&argv[1])) return false;
    if (index < 0) return pkl_raise(tp_ValueError, "idx cannot be negative");
    PyStr* document = pkl_str(&argv[1]);
    if (index >= pkl_str_length(document)) {
        py_TValue place;
        py_newint(&place, index);
        return pkl_raise_stop_iteration(&place);
    }
    py_TValue *value = py_pushtmp(), *memo = py_pushtmp();
    Scan scan = {PKL_SLOTS(argv->_obj), document, document->data + document->size, pkl_new_dict(memo)};
    const char* at = scan_value(&scan, document->data + pkl_str_offset(document, (int32_t)index), value);
    return at && pkl_json_answer(value, document, at);
}

const PklMethod pkl_json_scanner_methods[] = {
    {"__new__", scanner_new, "($self, /, context)", PKL_CLINIC, PKL_NEW, 1, 1},
    {"__call__", scanner_call, "($self, /, string, idx)", PKL_CLINIC, PKL_WRAPPER, 2, 2},
    {0},
};
