/* Arguments of native functions with keywords: what CPython's argument clinic does, from the text of the signature. */
#include "../signature.h"
#include "../../numbers/floats.h"

#include <string.h>

/* ---- the text ------------------------------------------------------------------------- */

typedef struct Parser {
    PklSignature* signature;
    const char* at;
    bool named; /* behind a lone star */
} Parser;

static void take_parameter(Parser* parser, const char* start, size_t length) {
    PklSignature* s = parser->signature;
    int place = s->count++;
    if (*start == '*') {
        bool twice = start[1] == '*';
        *(twice ? &s->kwargs : &s->varargs) = (int8_t)place;
        if (!twice) parser->named = true;
        return;
    }
    const char* end = memchr(start, '=', length);
    s->start[place] = (uint16_t)(start - s->method->signature);
    s->length[place] = (uint8_t)(end ? (size_t)(end - start) : length);
    if (parser->named) return;
    s->positional = (uint8_t)(place + 1);
    if (!end) s->required = (uint8_t)(place + 1);
}

/* To the next comma at this level: defaults may have parentheses. */
static const char* item_end(const char* at) {
    int depth = 0;
    for (; *at; at++) {
        if (*at == '(' || *at == '[') depth++;
        else if (*at == ')' || *at == ']') {
            if (!depth--) break;
        } else if (*at == ',' && !depth) break;
        else if (*at == '\'') at = strchr(at + 1, '\'');
    }
    return at;
}

static void take_item(Parser* parser, const char* start, const char* end) {
    PklSignature* s = parser->signature;
    size_t length = (size_t)(end - start);
    if (!length) return;
    if (*start == '/') s->posonly = s->count;
    else if (*start == '*' && length == 1) parser->named = true;
    else if (*start == '$' && !memcmp(start, "$module", 7)) return;
    else if (*start == '$') s->first = s->count = s->posonly = s->positional = s->required = 1;
    else take_parameter(parser, start, length);
}

static void parse(PklSignature* signature, const PklMethod* method) {
    *signature = (PklSignature){.method = method, .varargs = -1, .kwargs = -1};
    Parser parser = {signature, method->signature + 1, false};
    for (;;) {
        const char* end = item_end(parser.at);
        take_item(&parser, parser.at, end);
        if (*end != ',') break;
        parser.at = end + 1 + strspn(end + 1, " ");
    }
    if (signature->varargs < 0) return;
    signature->positional = (uint8_t)signature->varargs;
    if (signature->required > signature->positional) signature->required = signature->positional;
}

const PklSignature* pkl_signature(const PklMethod* method) {
    static PklSignature cache[64];
    PklSignature* entry = &cache[((uintptr_t)method / sizeof *method) % 64];
    if (entry->method != method) parse(entry, method);
    return entry;
}

/* ---- binding --------------------------------------------------------------------------------- */

static const char* fname(const PklSignature* s) { return strcmp(s->method->name, "__new__") && strcmp(s->method->name, "__init__") ? s->method->name : pkl_current_owner(); }

static bool is_named(const PklSignature* s, int place, const PyStr* name) {
    return s->length[place] == name->size && !memcmp(s->method->signature + s->start[place], name->data, (size_t)name->size);
}

static int place_of(const PklSignature* s, const PyStr* name) {
    for (int i = s->posonly; i < s->count; i++) {
        if (i != s->varargs && i != s->kwargs && is_named(s, i, name)) return i;
    }
    return -1;
}

static bool has_default(const PklSignature* s, int place) { return s->method->signature[s->start[place] + s->length[place]] == '='; }

static int parameters(const PklSignature* s) { return s->count - s->first - (s->varargs >= 0) - (s->kwargs >= 0); }

static const char* plural(int count) { return count == 1 ? "" : "s"; }

static bool check_counts(const PklSignature* s, int positional, int keywords) {
    int all = parameters(s), most = s->positional - s->first;
    int least = (s->posonly < s->required ? s->posonly : s->required) - s->first;
    const char* name = fname(s);
    if (s->varargs < 0 && s->kwargs < 0 && positional + keywords > all) {
        return pkl_raise(tp_TypeError, "%s() takes at most %d %sargument%s (%d given)", name, all,
                         positional ? "" : "keyword ", plural(all), positional + keywords);
    }
    if (s->varargs < 0 && positional > most) {
        if (!most) return pkl_raise(tp_TypeError, "%s() takes no positional arguments", name);
        return pkl_raise(tp_TypeError, "%s() takes %s %d positional argument%s (%d given)", name, s->required - s->first < most ? "at most" : "exactly", most,
                         plural(most), positional);
    }
    if (positional < least) {
        return pkl_raise(tp_TypeError, "%s() takes %s %d positional argument%s (%d given)", name, least < most || s->varargs >= 0 ? "at least" : "exactly", least,
                         plural(least), positional);
    }
    return true;
}

static bool missing(const PklSignature* s, int place) {
    c11_sv name = {s->method->signature + s->start[place], s->length[place]};
    return pkl_raise(tp_TypeError, "%s() missing required argument '%v' (pos %d)", fname(s), name, place - s->first + 1);
}

static bool unexpected(const PklSignature* s, PyStr* name) {
    PyStr* names[PKL_PARAMETERS_MAX];
    int count = 0;
    for (int i = s->posonly; i < s->count; i++) {
        if (i != s->varargs && i != s->kwargs) names[count++] = pkl_interned(s->method->signature + s->start[i], s->length[i]);
    }
    PyStr* near = pkl_suggest(name, names, count);
    if (near) return pkl_raise(tp_TypeError, "%s() got an unexpected keyword argument '%s'. Did you mean '%s'?", fname(s), name->data, near->data);
    return pkl_raise(tp_TypeError, "%s() got an unexpected keyword argument '%s'", fname(s), name->data);
}

/* A name that no parameter has goes to `unknown`: what is missing is told first. */
static bool bind_keyword(const PklSignature* s, py_TValue* places, PyStr* name, py_Ref value, int given, PyStr** unknown) {
    int place = place_of(s, name);
    if (place < 0) {
        if (s->kwargs < 0) return *unknown = *unknown ? *unknown : name, true;
        if (!places[s->kwargs].type) pkl_new_dict(&places[s->kwargs]);
        pkl_dict_set_name(PKL_OBJECT(&places[s->kwargs], PyDict), name, value);
        return true;
    }
    if (place < given) {
        return pkl_raise(tp_TypeError, "argument for %s() given by name ('%s') and position (%d)", fname(s), name->data, place - s->first + 1);
    }
    places[place] = *value;
    return true;
}

static bool check_missing(const PklSignature* s, const py_TValue* places) {
    for (int i = s->first; i < s->count; i++) {
        if (i == s->varargs || i == s->kwargs || places[i].type || has_default(s, i)) continue;
        return missing(s, i);
    }
    return true;
}

bool pkl_signature_bind(const PklSignature* s, py_TValue* places, int argc, py_Ref argv, const py_TValue* kwnames) {
    int keywords = kwnames ? pkl_tuple_length(kwnames) : 0, positional = argc - keywords;
    if (!check_counts(s, positional, keywords)) return false;
    int direct = s->positional - s->first < positional ? s->positional - s->first : positional;
    memset(places + s->first, 0, sizeof(py_TValue) * (size_t)(s->count - s->first));
    for (int i = 0; i < direct; i++) places[s->first + i] = argv[i];
    if (s->varargs >= 0) pkl_new_tuple(&places[s->varargs], argv + direct, positional - direct);
    PyStr* unknown = NULL;
    for (int i = 0; i < keywords; i++) {
        if (!bind_keyword(s, places, pkl_str(&pkl_tuple_items(kwnames)[i]), &argv[positional + i], s->first + direct, &unknown)) return false;
    }
    bool full = direct == s->positional - s->first && s->positional == s->count;
    return (full || check_missing(s, places)) && (!unknown || unexpected(s, unknown));
}

/* ---- constants in the text -------------------------------------------------------------------- */

/* None, True, False, `...`, a number or a plain string. */
static py_TValue constant(const char* text, size_t size) {
    py_TValue value = *py_None();
    double number;
    if (size && (*text == '\'' || *text == '"')) py_newstrv(&value, (c11_sv){text + 1, (int)size - 2});
    else if (size == 3 && !memcmp(text, "...", 3)) py_newellipsis(&value);
    else if (size == 4 && !memcmp(text, "True", 4)) value = *py_True();
    else if (size == 5 && !memcmp(text, "False", 5)) value = *py_False();
    else if (pkl_float_scan(text, text + size, &number) == text + size) {
        bool integral = !memchr(text, '.', size) && !memchr(text, 'e', size);
        if (integral) py_newint(&value, (int64_t)number);
        else py_newfloat(&value, number);
    }
    return value;
}

void pkl_signature_defaults(const PklSignature* s, py_TValue* places) {
    for (int i = s->first; i < s->count; i++) {
        if (places[i].type) continue;
        if (i == s->kwargs) {
            pkl_new_dict(&places[i]);
            continue;
        }
        const char* text = s->method->signature + s->start[i] + s->length[i] + 1;
        places[i] = constant(text, (size_t)(item_end(text) - text));
    }
}
