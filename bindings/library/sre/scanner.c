/* The scanner, which finds one match after the other, and finditer, which is an iterator over it. */
#include "sre.h"

typedef struct SreScanner {
    PyObject head;
    py_TValue pattern, string, view; /* view: holds a bytearray's size */
    int64_t pos, endpos;
    int32_t start; /* a byte offset, -1: at pos */
    bool advance, ended;
} SreScanner;

/* The next match, by `find`; None behind the last. */
static bool next_match(SreScanner* scanner, SreStep (*find)(SreMatcher*)) {
    if (scanner->ended) return pkl_return_none();
    SreMatcher matcher;
    if (!pkl_sre_begin(&matcher, PKL_OBJECT(&scanner->pattern, SrePattern), &scanner->string, scanner->pos, scanner->endpos)) return false;
    if (scanner->start >= 0) matcher.start = scanner->start;
    matcher.advance = scanner->advance;
    SreStep result = find(&matcher);
    bool ok = result == SRE_DONE ? pkl_sre_new_match(&matcher, &scanner->pattern, py_retval()) : result == SRE_FAIL && pkl_return_none();
    pkl_sre_advance(&matcher);
    scanner->advance = matcher.advance;
    scanner->start = matcher.start;
    scanner->ended = result == SRE_FAIL;
    pkl_sre_end(&matcher);
    return ok;
}

static bool scanner_match(int argc, py_Ref argv) { return (void)argc, next_match(PKL_OBJECT(argv, SreScanner), pkl_sre_match); }
static bool scanner_search(int argc, py_Ref argv) { return (void)argc, next_match(PKL_OBJECT(argv, SreScanner), pkl_sre_search); }
static bool get_pattern(int argc, py_Ref argv) { return (void)argc, *py_retval() = PKL_OBJECT(argv, SreScanner)->pattern, true; }

/* argv: pattern, string, pos, endpos. */
bool pkl_sre_scanner(int argc, py_Ref argv) {
    (void)argc;
    int64_t pos, endpos;
    SreMatcher matcher;
    if (!pkl_size_argument(&argv[2], 0, &pos) || !pkl_size_argument(&argv[3], INT64_MAX, &endpos)) return false;
    if (!pkl_sre_begin(&matcher, PKL_OBJECT(&argv[0], SrePattern), &argv[1], pos, endpos)) return false;
    pkl_sre_end(&matcher); /* it was for the errors */
    py_TValue view;
    if (!pkl_sre_hold(&argv[1], &view)) return false;
    SreScanner* scanner = (SreScanner*)pkl_new(py_retval(), tp_re_scanner);
    scanner->view = view;
    scanner->pattern = argv[0];
    scanner->string = argv[1];
    scanner->pos = pos;
    scanner->endpos = endpos;
    scanner->start = -1;
    return true;
}

bool pkl_sre_finditer(int argc, py_Ref argv) {
    if (!pkl_sre_scanner(argc, argv)) return false;
    py_TValue* made = py_pushtmp();
    *made = *py_retval();
    bool ok = py_getattr(made, py_name("search"));
    py_TValue search = *py_retval();
    py_pop();
    if (!ok) return false;
    py_TValue* slots = PKL_SLOTS(pkl_new(py_retval(), tp_callable_iterator));
    slots[0] = search;
    py_newnone(&slots[1]);
    return true;
}

static const PklMethod METHODS[] = {
    {"match", scanner_match, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {"search", scanner_search, "($self, /)", PKL_NOARGS, PKL_METHOD, 0, 0},
    {0},
};
static const PklGetSet GETSETS[] = {{"pattern", get_pattern, NULL}, {0}};
static const PklLayout LAYOUT = {sizeof(SreScanner), NULL, NULL, 3};

#define HIDDEN .base = tp_object, .module = "_sre", .flags = PKL_TYPE_FINAL | PKL_TYPE_NO_NEW, .hidden = true
const PklTypeSpec pkl_sre_scanner_type[] = {
    {.id = tp_re_scanner, .name = "SRE_Scanner", .layout = &LAYOUT, .methods = METHODS, .getsets = GETSETS, HIDDEN},
    {.id = tp_re_template, .name = "SRE_Template", .slots = SRE_TEMPLATE_SLOTS, HIDDEN},
    {0},
};
