/* Pattern: what it tells, and the methods that match, find and split. */
#include "sre.h"

#include <string.h>

static SrePattern* pattern_of(py_Ref self) { return PKL_OBJECT(self, SrePattern); }

bool pkl_sre_self(int argc, py_Ref argv) { return (void)argc, *py_retval() = *argv, true; }

/* ---- match, fullmatch, search ------------------------------------------------------------------------------------------------ */

/* argv: self, string, pos, endpos. */
static bool begin(py_Ref argv, SreMatcher* matcher) {
    int64_t pos, endpos;
    if (!pkl_size_argument(&argv[2], 0, &pos) || !pkl_size_argument(&argv[3], INT64_MAX, &endpos)) return false;
    return pkl_sre_begin(matcher, pattern_of(argv), &argv[1], pos, endpos);
}

static bool match_or_none(SreMatcher* matcher, SreStep result, py_Ref pattern) {
    if (result == SRE_FAIL) py_newnone(py_retval());
    return result == SRE_DONE ? pkl_sre_new_match(matcher, pattern, py_retval()) : result == SRE_FAIL;
}

static bool one_match(py_Ref argv, SreStep (*find)(SreMatcher*), bool whole) {
    SreMatcher matcher;
    if (!begin(argv, &matcher)) return false;
    matcher.whole = whole;
    bool ok = match_or_none(&matcher, find(&matcher), argv);
    pkl_sre_end(&matcher);
    return ok;
}

static bool pattern_match(int argc, py_Ref argv) { return (void)argc, one_match(argv, pkl_sre_match, false); }
static bool pattern_fullmatch(int argc, py_Ref argv) { return (void)argc, one_match(argv, pkl_sre_match, true); }
static bool pattern_search(int argc, py_Ref argv) { return (void)argc, one_match(argv, pkl_sre_search, false); }

/* ---- findall, split ------------------------------------------------------------------------------------------------------------- */

/* The text of a group; of one that took no part, None or an empty text. */
static bool group_text(SreMatcher* matcher, int32_t group, bool empty, py_OutRef out) {
    int32_t from = matcher->marks[2 * group - 2], to = matcher->marks[2 * group - 1];
    if (from >= 0 && to >= from) return pkl_sre_slice(&matcher->string, from, to, out);
    if (empty) return pkl_sre_slice(&matcher->string, 0, 0, out);
    py_newnone(out);
    return true;
}

/* What findall() gives for a match. */
static bool found_item(SreMatcher* matcher, py_OutRef out) {
    int32_t groups = matcher->pattern->groups;
    if (groups == 0) return pkl_sre_slice(&matcher->string, matcher->start, matcher->at, out);
    if (groups == 1) return group_text(matcher, 1, true, out);
    if (!pkl_reserve((uint64_t)groups * sizeof(py_TValue))) return false;
    py_TValue tuple;
    pkl_new_slots(&tuple, tp_tuple, groups);
    for (int32_t i = 0; i < groups; i++)
        if (!group_text(matcher, i + 1, true, &PKL_SLOTS(tuple._obj)[i])) return false;
    *out = tuple;
    return true;
}

static SreStep add_found(SreMatcher* matcher, py_Ref list) {
    SreStep result = pkl_sre_search(matcher);
    if (result != SRE_DONE) return result;
    py_TValue item;
    if (!found_item(matcher, &item) || !pkl_list_append(PKL_OBJECT(list, PyList), &item)) return SRE_ERROR;
    pkl_sre_advance(matcher);
    return SRE_GO;
}

static bool pattern_findall(int argc, py_Ref argv) {
    (void)argc;
    SreMatcher matcher;
    if (!begin(argv, &matcher)) return false;
    py_TValue* list = py_pushtmp();
    pkl_new_list(list, 0);
    SreStep result = SRE_GO;
    while (result == SRE_GO) result = add_found(&matcher, list);
    pkl_sre_end(&matcher);
    *py_retval() = *list;
    py_pop();
    return result == SRE_FAIL;
}

static bool add_slice(SreMatcher* matcher, py_Ref list, int32_t from, int32_t to) {
    py_TValue item;
    return pkl_sre_slice(&matcher->string, from, to, &item) && pkl_list_append(PKL_OBJECT(list, PyList), &item);
}

/* The text before the next match, and its groups. */
static SreStep add_split(SreMatcher* matcher, py_Ref list, int32_t* last) {
    SreStep result = pkl_sre_search(matcher);
    if (result != SRE_DONE) return result;
    if (!add_slice(matcher, list, *last, matcher->start)) return SRE_ERROR;
    for (int32_t i = 1; i <= matcher->pattern->groups; i++) {
        py_TValue item;
        if (!group_text(matcher, i, false, &item) || !pkl_list_append(PKL_OBJECT(list, PyList), &item)) return SRE_ERROR;
    }
    pkl_sre_advance(matcher);
    *last = matcher->start;
    return SRE_GO;
}

/* split(string, maxsplit=0) */
static bool pattern_split(int argc, py_Ref argv) {
    (void)argc;
    SreMatcher matcher;
    int64_t most;
    if (!pkl_size_argument(&argv[2], 0, &most) || !pkl_sre_begin(&matcher, pattern_of(argv), &argv[1], 0, INT64_MAX)) return false;
    py_TValue* list = py_pushtmp();
    pkl_new_list(list, 0);
    int32_t last = 0;
    SreStep result = SRE_GO;
    for (int64_t count = 0; result == SRE_GO && (most == 0 || count < most); count++) result = add_split(&matcher, list, &last);
    bool ok = result != SRE_ERROR && add_slice(&matcher, list, last, matcher.end);
    pkl_sre_end(&matcher);
    *py_retval() = *list;
    py_pop();
    return ok;
}

/* ---- what it tells ------------------------------------------------------------------------------------------------------------- */

static const struct {
    int64_t flag;
    const char* name;
} FLAGS[] = {{2, "IGNORECASE"}, {4, "LOCALE"}, {8, "MULTILINE"}, {16, "DOTALL"}, {32, "UNICODE"}, {64, "VERBOSE"}, {128, "DEBUG"}, {256, "ASCII"}};

/* re.UNICODE goes without saying for a str. */
static void put_flags(PklBuilder* builder, const SrePattern* pattern) {
    int64_t flags = pattern->flags, types = SRE_FLAG_LOCALE | SRE_FLAG_UNICODE | SRE_FLAG_ASCII;
    if (pattern->kind == SRE_STR && (flags & types) == SRE_FLAG_UNICODE) flags &= ~(int64_t)SRE_FLAG_UNICODE;
    const char* separator = ", ";
    for (unsigned i = 0; i < sizeof FLAGS / sizeof *FLAGS; i++) {
        if (!(flags & FLAGS[i].flag)) continue;
        pkl_put_text(builder, separator);
        pkl_put_text(builder, "re.");
        pkl_put_text(builder, FLAGS[i].name);
        flags &= ~FLAGS[i].flag;
        separator = "|";
    }
    if (flags == 0) return;
    pkl_put_text(builder, separator);
    pkl_put_text(builder, "0x");
    pkl_put_hex(builder, (uint64_t)flags);
}

static bool pattern_repr(int argc, py_Ref argv) {
    (void)argc;
    py_TValue text;
    if (!py_repr(&pattern_of(argv)->pattern)) return false;
    text = *py_retval();
    if (pkl_str_length(pkl_str(&text)) > 200) pkl_str_part(pkl_str(&text), 0, 200, &text);
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_put_text(&builder, "re.compile(");
    pkl_put_str(&builder, pkl_str(&text));
    put_flags(&builder, pattern_of(argv));
    pkl_put_char(&builder, ')');
    return pkl_builder_str(&builder, py_retval());
}

static bool pattern_hash(int argc, py_Ref argv) {
    (void)argc;
    const SrePattern* pattern = pattern_of(argv);
    int64_t hash;
    if (!py_hash(&pattern_of(argv)->pattern, &hash)) return false;
    hash ^= (int64_t)pkl_hash_bytes(pattern->code, (size_t)pattern->code_count * sizeof(uint32_t));
    hash ^= pattern->flags ^ (int64_t)pattern->kind ^ pattern->groups;
    return pkl_return_int(hash == -1 ? -2 : hash);
}

/* 1, 0, -1: an error. */
static int same_pattern(py_Ref left, py_Ref right) {
    SrePattern *a = pattern_of(left), *b = pattern_of(right);
    if (a == b) return 1;
    if (a->flags != b->flags || a->kind != b->kind || a->groups != b->groups || a->code_count != b->code_count) return 0;
    if (memcmp(a->code, b->code, (size_t)a->code_count * sizeof(uint32_t)) != 0) return 0;
    return pkl_same(&a->pattern, &b->pattern);
}

static bool compare(py_Ref argv, bool equal) {
    if (argv[1].type != tp_re_pattern) return pkl_not_implemented();
    int same = same_pattern(&argv[0], &argv[1]);
    return same >= 0 && pkl_return_bool((same == 1) == equal);
}

static bool pattern_eq(int argc, py_Ref argv) { return (void)argc, compare(argv, true); }
static bool pattern_ne(int argc, py_Ref argv) { return (void)argc, compare(argv, false); }

static bool get_pattern(int argc, py_Ref argv) { return (void)argc, *py_retval() = pattern_of(argv)->pattern, true; }
static bool get_flags(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pattern_of(argv)->flags); }
static bool get_groups(int argc, py_Ref argv) { return (void)argc, pkl_return_int(pattern_of(argv)->groups); }
static bool get_groupindex(int argc, py_Ref argv) { return (void)argc, pkl_mapping_proxy(&pattern_of(argv)->group_index, py_retval()); }

/* ---- _sre.compile ------------------------------------------------------------------------------------------------------------- */

static bool argument_error(const char* name, const char* wanted, py_Ref value) {
    return pkl_raise(tp_TypeError, "compile() argument '%s' must be %s, not %s", name, wanted, pkl_argument_type(value));
}

static bool read_code(SrePattern* pattern, const PyList* list) {
    if (!pkl_reserve((uint64_t)list->length * sizeof(uint32_t))) return false;
    pattern->code = pkl_buffer((size_t)list->length * sizeof(uint32_t) + 1);
    pattern->code_count = list->length;
    for (int32_t i = 0; i < list->length; i++) {
        if (!pkl_is_int(&list->items[i])) return pkl_raise(tp_TypeError, "an integer is required");
        py_TValue word = pkl_plain_int(&list->items[i]);
        bool negative = word.type == tp_int ? word._i64 < 0 : PKL_OBJECT(&word, PyBigInt)->sign < 0;
        if (negative) return pkl_raise(tp_OverflowError, "can't convert negative value to unsigned int");
        if (word.type != tp_int || word._i64 > UINT32_MAX) return pkl_raise(tp_OverflowError, "Python int too large to convert to C unsigned long");
        pattern->code[i] = (uint32_t)word._i64;
    }
    return true;
}

static bool check_types(py_Ref argv) {
    if (!pkl_has_layout(&argv[2], tp_list)) return argument_error("code", "list", &argv[2]);
    if (!pkl_has_layout(&argv[4], tp_dict)) return argument_error("groupindex", "dict", &argv[4]);
    if (!pkl_has_layout(&argv[5], tp_tuple)) return argument_error("indexgroup", "tuple", &argv[5]);
    if (py_isnone(&argv[0]) || pkl_is_str(&argv[0]) || pkl_is_bytes_like(&argv[0])) return true;
    return pkl_raise(tp_TypeError, "expected string or bytes-like object, got '%T'", &argv[0]);
}

/* compile(pattern, flags, code, groups, groupindex, indexgroup) */
bool pkl_sre_compile(int argc, py_Ref argv) {
    (void)argc;
    int64_t flags, groups;
    if (!check_types(argv) || !pkl_size_argument(&argv[1], 0, &flags) || !pkl_size_argument(&argv[3], 0, &groups)) return false;
    if (flags != (int32_t)flags) return pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
    SrePattern* pattern = (SrePattern*)pkl_new(py_retval(), tp_re_pattern);
    py_TValue made = *py_retval();
    if (!read_code(pattern, PKL_OBJECT(&argv[2], PyList))) return false;
    bool valid = groups >= 0 && groups <= SRE_MAXGROUPS && pkl_sre_valid(pattern->code, pattern->code_count, (int32_t)groups);
    if (!valid) return pkl_vm->raised.type == tp_nil ? pkl_raise(tp_RuntimeError, "invalid SRE code") : false;
    pattern->pattern = argv[0];
    pattern->group_index = argv[4];
    pattern->index_group = argv[5];
    pattern->flags = flags;
    pattern->groups = (int32_t)groups;
    pattern->kind = py_isnone(&argv[0]) ? SRE_EITHER : pkl_is_str(&argv[0]) ? SRE_STR : SRE_BYTES;
    return pkl_return(&made);
}

/* ---- the type ------------------------------------------------------------------------------------------------------------------ */

static void finalize(PyObject* object) {
    SrePattern* pattern = (SrePattern*)object;
    if (pattern->code != NULL) pkl_buffer_free(pattern->code, (size_t)pattern->code_count * sizeof(uint32_t) + 1);
}

#define IN_STRING "($self, /, string, pos=0, endpos=sys.maxsize)"
static const PklMethod METHODS[] = {
    {"__repr__", pattern_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__hash__", pattern_hash, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__eq__", pattern_eq, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"__ne__", pattern_ne, "($self, value, /)", PKL_O, PKL_WRAPPER, 1, 1},
    {"match", pattern_match, IN_STRING, PKL_CLINIC, PKL_METHOD, 1, 3},
    {"fullmatch", pattern_fullmatch, IN_STRING, PKL_CLINIC, PKL_METHOD, 1, 3},
    {"search", pattern_search, IN_STRING, PKL_CLINIC, PKL_METHOD, 1, 3},
    {"sub", pkl_sre_sub, "($self, /, repl, string, count=0)", PKL_CLINIC, PKL_METHOD, 2, 3},
    {"subn", pkl_sre_subn, "($self, /, repl, string, count=0)", PKL_CLINIC, PKL_METHOD, 2, 3},
    {"findall", pattern_findall, IN_STRING, PKL_CLINIC, PKL_METHOD, 1, 3},
    {"split", pattern_split, "($self, /, string, maxsplit=0)", PKL_CLINIC, PKL_METHOD, 1, 2},
    {"finditer", pkl_sre_finditer, IN_STRING, PKL_CLINIC, PKL_METHOD, 1, 3},
    {"scanner", pkl_sre_scanner, IN_STRING, PKL_CLINIC, PKL_METHOD, 1, 3},
    {"__copy__", pkl_sre_self, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"__deepcopy__", pkl_sre_self, "($self, memo, /)", PKL_O, PKL_METHOD, 1, 1},
    {"__class_getitem__", pkl_generic_alias, "($type, object, /)", PKL_O, PKL_CLASS, 0, 0},
    {0},
};
static const PklGetSet GETSETS[] = {{"pattern", get_pattern, NULL}, {"flags", get_flags, NULL}, {"groups", get_groups, NULL}, {"groupindex", get_groupindex, NULL}, {0}};
static const PklLayout LAYOUT = {sizeof(SrePattern), NULL, finalize, 3};

const PklTypeSpec pkl_sre_pattern_type[] = {
    {.id = tp_re_pattern,
     .base = tp_object,
     .name = "Pattern",
     .module = "re",
     .layout = &LAYOUT,
     .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW | PKL_TYPE_WEAKREF,
     .hidden = true,
     .methods = METHODS,
     .getsets = GETSETS},
    {0},
};
