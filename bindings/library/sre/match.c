/* Match: groups by number or name, as texts or positions. */
#include "sre.h"

static SreMatch* match_of(py_Ref self) { return PKL_OBJECT(self, SreMatch); }
static SrePattern* pattern_of(const SreMatch* match) { return PKL_OBJECT(&match->pattern, SrePattern); }

/* ---- texts ------------------------------------------------------------------------------------------------------------------- */

static bool slice_of_str(py_Ref string, int32_t from, int32_t to, py_OutRef out) {
    PyStr* text = pkl_str(string);
    if (to - from == text->size && string->type == tp_str) return *out = *string, true;
    if (!pkl_reserve((uint64_t)(to - from) + sizeof(PyStr))) return false;
    if (to - from == 1) pkl_str_character(text->data + from, out);
    else py_newstrv(out, (c11_sv){text->data + from, to - from});
    return true;
}

bool pkl_sre_slice(py_Ref string, int32_t from, int32_t to, py_OutRef out) {
    if (pkl_is_str(string)) return slice_of_str(string, from, to, out);
    c11_sv bytes;
    if (!pkl_bytes_like(string, &bytes)) return false;
    if (to > bytes.size) to = bytes.size; /* a bytearray that shrank */
    if (from > to) from = to;
    if (to - from == bytes.size && string->type == tp_bytes) return *out = *string, true;
    if (!pkl_reserve((uint64_t)(to - from) + sizeof(PyBytes))) return false;
    PyBytes* made = pkl_new_bytes(out, to - from);
    for (int32_t i = from; i < to; i++) made->data[i - from] = (unsigned char)bytes.data[i];
    return true;
}

bool pkl_sre_group(const SreMatch* match, int32_t group, const py_TValue* otherwise, py_OutRef out) {
    if (match->marks[2 * group] < 0) return *out = *otherwise, true;
    return pkl_sre_slice((py_Ref)&match->string, match->marks[2 * group], match->marks[2 * group + 1], out);
}

bool pkl_sre_new_match(SreMatcher* matcher, const py_TValue* pattern, py_OutRef out) {
    int32_t groups = matcher->pattern->groups + 1;
    size_t bytes = 2 * (size_t)groups * sizeof(int32_t);
    if (!pkl_reserve(bytes + sizeof(SreMatch))) return false;
    py_TValue made;
    SreMatch* match = (SreMatch*)pkl_new_sized(&made, tp_re_match, bytes);
    match->pattern = *pattern;
    match->string = matcher->string;
    match->pos = matcher->pos;
    match->endpos = matcher->endpos;
    match->last_index = matcher->last_index;
    match->groups = groups;
    match->marks[0] = matcher->start;
    match->marks[1] = matcher->at;
    for (int32_t i = 2; i < 2 * groups; i += 2) {
        bool took_part = matcher->marks[i - 2] >= 0 && matcher->marks[i - 1] >= matcher->marks[i - 2];
        match->marks[i] = took_part ? matcher->marks[i - 2] : -1;
        match->marks[i + 1] = took_part ? matcher->marks[i - 1] : -1;
    }
    *out = made;
    return true;
}

/* ---- groups by number or name -------------------------------------------------------------------------------------------------- */

static bool no_such_group(void) { return pkl_raise(tp_IndexError, "no such group"); }

/* The number of the group that a program means; -1 with IndexError. */
static int32_t group_index(py_Ref self, py_Ref index) {
    const SreMatch* match = match_of(self);
    int64_t number = -1;
    if (pkl_is_int(index) || pkl_special(index, (py_Name)PKL_NAME(__index__)) != NULL) {
        if (!pkl_index(index, &number, true)) return -1;
    } else {
        bool failed = false;
        py_Ref found = pkl_dict_get(PKL_OBJECT(&pattern_of(match)->group_index, PyDict), index, &failed);
        if (failed) return -1;
        if (found != NULL && pkl_is_int(found) && !pkl_index(found, &number, true)) return -1;
    }
    if (number >= 0 && number < match->groups) return (int32_t)number;
    return no_such_group(), -1;
}

static bool group_by(py_Ref self, py_Ref index, py_OutRef out) {
    int32_t group = group_index(self, index);
    return group >= 0 && pkl_sre_group(match_of(self), group, py_None(), out);
}

/* group(*groups) */
static bool match_group(int argc, py_Ref argv) {
    if (argc == 1) return pkl_sre_group(match_of(argv), 0, py_None(), py_retval());
    if (argc == 2) return group_by(argv, &argv[1], py_retval());
    py_TValue* tuple = py_pushtmp();
    pkl_new_slots(tuple, tp_tuple, argc - 1);
    bool ok = true;
    for (int i = 1; ok && i < argc; i++) {
        py_TValue text;
        ok = group_by(argv, &argv[i], &text);
        if (ok) PKL_SLOTS(tuple->_obj)[i - 1] = text;
    }
    *py_retval() = *tuple;
    py_pop();
    return ok;
}

static bool match_getitem(int argc, py_Ref argv) { return (void)argc, group_by(argv, &argv[1], py_retval()); }

static const py_TValue* given_or_none(const py_TValue* value) { return value->type == tp_nil ? py_None() : value; }

static bool match_groups(int argc, py_Ref argv) {
    (void)argc;
    const SreMatch* match = match_of(argv);
    py_TValue tuple = pkl_vm->empty_tuple;
    if (match->groups > 1) {
        if (!pkl_reserve((uint64_t)match->groups * sizeof(py_TValue))) return false;
        pkl_new_slots(&tuple, tp_tuple, match->groups - 1);
    }
    for (int32_t i = 1; i < match->groups; i++)
        if (!pkl_sre_group(match, i, given_or_none(&argv[1]), &PKL_SLOTS(tuple._obj)[i - 1])) return false;
    return pkl_return(&tuple);
}

static bool fill_groupdict(py_Ref self, const py_TValue* otherwise, PyDict* dict) {
    int32_t place = 0;
    const PyDict* names = PKL_OBJECT(&pattern_of(match_of(self))->group_index, PyDict);
    for (PklEntry* entry; (entry = pkl_dict_next(names, &place)) != NULL;) {
        py_TValue text, name = entry->key;
        int32_t group = group_index(self, &name);
        if (group < 0 || !pkl_sre_group(match_of(self), group, otherwise, &text) || !pkl_dict_set(dict, &name, &text)) return false;
    }
    return true;
}

static bool match_groupdict(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* made = py_pushtmp();
    PyDict* dict = pkl_new_dict(made);
    bool ok = fill_groupdict(argv, given_or_none(&argv[1]), dict);
    *py_retval() = *made;
    py_pop();
    return ok;
}

/* ---- positions ----------------------------------------------------------------------------------------------------------------- */

/* As programs count. */
static int64_t position(const SreMatch* match, int32_t mark) {
    int32_t at = match->marks[mark];
    return at > 0 && pkl_is_str(&match->string) ? pkl_str_index(pkl_str(&match->string), at) : at;
}

static void new_span(const SreMatch* match, int32_t group, py_OutRef out) {
    py_TValue ends[2];
    for (int i = 0; i < 2; i++) py_newint(&ends[i], position(match, 2 * group + i));
    pkl_new_tuple(out, ends, 2);
}

static int32_t optional_group(py_Ref argv) { return argv[1].type == tp_nil ? 0 : group_index(argv, &argv[1]); }

static bool match_start(int argc, py_Ref argv) {
    (void)argc;
    int32_t group = optional_group(argv);
    return group >= 0 && pkl_return_int(position(match_of(argv), 2 * group));
}

static bool match_end(int argc, py_Ref argv) {
    (void)argc;
    int32_t group = optional_group(argv);
    return group >= 0 && pkl_return_int(position(match_of(argv), 2 * group + 1));
}

static bool match_span(int argc, py_Ref argv) {
    (void)argc;
    int32_t group = optional_group(argv);
    if (group < 0) return false;
    new_span(match_of(argv), group, py_retval());
    return true;
}

static bool get_regs(int argc, py_Ref argv) {
    (void)argc;
    SreMatch* match = match_of(argv);
    if (match->regs.type == tp_nil) {
        if (!pkl_reserve((uint64_t)match->groups * 4 * sizeof(py_TValue))) return false;
        py_TValue regs;
        pkl_new_slots(&regs, tp_tuple, match->groups);
        for (int32_t i = 0; i < match->groups; i++) new_span(match, i, &PKL_SLOTS(regs._obj)[i]);
        match->regs = regs;
    }
    return pkl_return(&match->regs);
}

/* ---- what else it tells ------------------------------------------------------------------------------------------------------------ */

static bool match_expand(int argc, py_Ref argv) {
    (void)argc;
    py_TValue pattern = match_of(argv)->pattern;
    if (!pkl_sre_compile_template(&pattern, &argv[1])) return false;
    py_TValue* template = py_pushtmp();
    *template = *py_retval();
    bool ok = pkl_sre_expand(template, argv);
    py_pop();
    return ok;
}

static bool match_repr(int argc, py_Ref argv) {
    (void)argc;
    const SreMatch* match = match_of(argv);
    py_TValue text;
    if (!pkl_sre_group(match, 0, py_None(), &text) || !py_repr(&text)) return false;
    text = *py_retval();
    if (pkl_str_length(pkl_str(&text)) > 50) pkl_str_part(pkl_str(&text), 0, 50, &text);
    return pkl_str_format(py_retval(), "<re.Match object; span=(%i, %i), match=%S>", position(match, 0), position(match, 1), &text);
}

static bool get_string(int argc, py_Ref argv) { return (void)argc, *py_retval() = match_of(argv)->string, true; }
static bool get_re(int argc, py_Ref argv) { return (void)argc, *py_retval() = match_of(argv)->pattern, true; }
static bool get_pos(int argc, py_Ref argv) { return (void)argc, pkl_return_int(match_of(argv)->pos); }
static bool get_endpos(int argc, py_Ref argv) { return (void)argc, pkl_return_int(match_of(argv)->endpos); }

static bool get_lastindex(int argc, py_Ref argv) {
    (void)argc;
    int32_t index = match_of(argv)->last_index;
    return index < 0 ? pkl_return_none() : pkl_return_int(index);
}

static bool get_lastgroup(int argc, py_Ref argv) {
    (void)argc;
    const SreMatch* match = match_of(argv);
    const py_TValue* names = &pattern_of(match)->index_group;
    if (match->last_index < 0 || match->last_index >= pkl_tuple_length(names)) return pkl_return_none();
    return pkl_return(&pkl_tuple_items(names)[match->last_index]);
}

#define BY_GROUP "($self, group=0, /)"
static const PklMethod METHODS[] = {
    {"__repr__", match_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__getitem__", match_getitem, "($self, key, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"group", match_group, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"start", match_start, BY_GROUP, PKL_RANGE, PKL_METHOD, 0, 1},
    {"end", match_end, BY_GROUP, PKL_RANGE, PKL_METHOD, 0, 1},
    {"span", match_span, BY_GROUP, PKL_RANGE, PKL_METHOD, 0, 1},
    {"groups", match_groups, "($self, /, default=None)", PKL_CLINIC, PKL_METHOD, 0, 1},
    {"groupdict", match_groupdict, "($self, /, default=None)", PKL_CLINIC, PKL_METHOD, 0, 1},
    {"expand", match_expand, "($self, /, template)", PKL_CLINIC, PKL_METHOD, 1, 1},
    {"__copy__", pkl_sre_self, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__deepcopy__", pkl_sre_self, "($self, memo, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 0, 0},
    {0},
};
static const PklGetSet GETSETS[] = {
    {"string", get_string, NULL}, {"re", get_re, NULL}, {"pos", get_pos, NULL}, {"endpos", get_endpos, NULL}, {"lastindex", get_lastindex, NULL},
    {"lastgroup", get_lastgroup, NULL}, {"regs", get_regs, NULL}, {0},
};
static const PklLayout LAYOUT = {sizeof(SreMatch), NULL, NULL, 3};

const PklTypeSpec pkl_sre_match_type[] = {
    {.id = tp_re_match, .base = tp_object, .name = "Match", .module = "re", .layout = &LAYOUT, .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true, .methods = METHODS, .getsets = GETSETS},
    {0},
};
