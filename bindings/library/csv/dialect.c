/* Dialects: what is given is read and checked once. */
#include "csv.h"

enum { GIVEN_DIALECT = 1, GIVEN_DELIMITER, GIVEN_DOUBLE, GIVEN_ESCAPE, GIVEN_LINE_END, GIVEN_QUOTE, GIVEN_QUOTING, GIVEN_SKIP, GIVEN_STRICT, GIVEN_COUNT };
static const char* const NAMES[] = {"dialect", "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"};

static PyDialect* dialect_of(py_Ref self) { return PKL_OBJECT(self, PyDialect); }

static bool read_character(py_Ref value, const char* name, bool or_none, uint32_t fallback, uint32_t* out) {
    *out = fallback;
    if (!value->type) return true;
    *out = CSV_NONE;
    if (or_none && py_isnone(value)) return true;
    const char* more = or_none ? " or None" : "";
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "\"%s\" must be a unicode character%s, not %T", name, more, value);
    int32_t length = pkl_str_length(pkl_str(value));
    if (length != 1) return pkl_raise(tp_TypeError, "\"%s\" must be a unicode character%s, not a string of length %d", name, more, (int)length);
    const char* at = pkl_str(value)->data;
    *out = pkl_utf8_next(&at);
    return true;
}

static bool read_flag(py_Ref value, bool fallback, bool* out) {
    int truth = value->type ? py_bool(value) : fallback;
    *out = truth > 0;
    return truth >= 0;
}

static bool read_quoting(py_Ref value, Quoting* out) {
    int64_t number = 0;
    if (value->type == tp_bigint) return pkl_raise(tp_OverflowError, "Python int too large to convert to C int");
    if (value->type && value->type != tp_int) return pkl_raise(tp_TypeError, "\"quoting\" must be an integer, not %T", value);
    if (value->type) number = value->_i64;
    if (number < 0 || number >= QUOTING_KINDS) return pkl_raise(tp_TypeError, "bad \"quoting\" value");
    *out = (Quoting)number;
    return true;
}

static bool read_line_end(py_Ref value, py_OutRef out) {
    if (!value->type) return py_newstr(out, "\r\n"), true;
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "\"lineterminator\" must be a string, not %T", value);
    *out = *value;
    return true;
}

static bool read_all(PyDialect* made, py_Ref given) {
    return read_character(&given[GIVEN_DELIMITER], "delimiter", false, ',', &made->delimiter) && read_flag(&given[GIVEN_DOUBLE], true, &made->double_quote) &&
           read_character(&given[GIVEN_ESCAPE], "escapechar", true, CSV_NONE, &made->escape) && read_line_end(&given[GIVEN_LINE_END], &made->line_end) &&
           read_character(&given[GIVEN_QUOTE], "quotechar", true, '"', &made->quote) && read_quoting(&given[GIVEN_QUOTING], &made->quoting) &&
           read_flag(&given[GIVEN_SKIP], false, &made->skip_space) && read_flag(&given[GIVEN_STRICT], false, &made->strict);
}

/* ---- checks -------------------------------------------------------------------------------------------------------- */

static bool bad(const char* a, const char* b) { return pkl_raise(tp_ValueError, b ? "bad %s or %s value" : "bad %s value", a, b); }

static bool in_line_end(const PyDialect* dialect, uint32_t code) {
    char text[4];
    int size = pkl_utf8_put(text, code);
    return pkl_find_sv(pkl_sv(pkl_str(&dialect->line_end)), (c11_sv){text, size}, false) >= 0;
}

static bool check_character(const PyDialect* dialect, const char* name, uint32_t code, bool space) {
    if (code == CSV_NONE) return true;
    if (code == '\r' || code == '\n' || (code == ' ' && !space)) return bad(name, NULL);
    return !in_line_end(dialect, code) || bad(name, "lineterminator");
}

static bool check_pair(const char* a, uint32_t first, const char* b, uint32_t second) { return first != second || first == CSV_NONE || bad(a, b); }

static bool check(const PyDialect* d) {
    if (d->quoting != QUOTE_NONE && d->quote == CSV_NONE) return pkl_raise(tp_TypeError, "quotechar must be set if quoting enabled");
    return check_character(d, "delimiter", d->delimiter, true) && check_character(d, "escapechar", d->escape, !d->skip_space) && check_character(d, "quotechar", d->quote, !d->skip_space) &&
           check_pair("delimiter", d->delimiter, "escapechar", d->escape) && check_pair("delimiter", d->delimiter, "quotechar", d->quote) && check_pair("escapechar", d->escape, "quotechar", d->quote);
}

/* ---- the type ------------------------------------------------------------------------------------------------------ */

PyDict* pkl_csv_dialects(void) {
    py_Ref module = py_getmodule("_csv");
    if (!module || !py_getattr(module, py_name("_dialects"))) return NULL;
    if (py_retval()->type == tp_dict) return PKL_OBJECT(py_retval(), PyDict);
    pkl_raise(tp_RuntimeError, "`_csv._dialects` is no dict");
    return NULL;
}

/* The dialect of that name, in place of the name. */
static bool by_name(py_Ref name) {
    bool failed = false;
    PyDict* dialects = pkl_csv_dialects();
    py_Ref found = dialects ? pkl_dict_get(dialects, name, &failed) : NULL;
    if (!dialects || failed) return false;
    if (!found) return pkl_csv_error("unknown dialect");
    *name = *found;
    return true;
}

/* Settings that were not given are taken from the attributes of the dialect, if it has them. */
static void take_attributes(py_Ref given) {
    for (int i = GIVEN_DELIMITER; i < GIVEN_COUNT; i++) {
        if (given[i].type) continue;
        if (py_getattr(&given[GIVEN_DIALECT], py_name(NAMES[i - 1]))) given[i] = *py_retval();
        else py_clearexc(NULL);
    }
}

static bool dialect_new(int argc, py_Ref argv) {
    (void)argc;
    bool any = false;
    for (int i = GIVEN_DELIMITER; i < GIVEN_COUNT; i++) any |= argv[i].type != tp_nil;
    if (argv[GIVEN_DIALECT].type) {
        if (pkl_is_str(&argv[GIVEN_DIALECT]) && !by_name(&argv[GIVEN_DIALECT])) return false;
        if (!any && pkl_is_a(&argv[GIVEN_DIALECT], tp_csv_dialect)) return pkl_return(&argv[GIVEN_DIALECT]);
    }
    bool quoting = argv[GIVEN_QUOTING].type != tp_nil;
    if (argv[GIVEN_DIALECT].type) take_attributes(argv);
    quoting |= argv[GIVEN_QUOTING].type != tp_nil;
    py_TValue* made = py_pushtmp();
    PyDialect* dialect = (PyDialect*)pkl_new(made, py_totype(argv));
    if (!read_all(dialect, argv)) return false;
    if (py_isnone(&argv[GIVEN_QUOTE]) && !quoting) dialect->quoting = QUOTE_NONE;
    *py_retval() = *made;
    return check(dialect);
}

bool pkl_csv_dialect(py_Ref dialect, py_Ref keywords) {
    py_TValue none = {0};
    return pkl_call_keywords(&pkl_vm->types[tp_csv_dialect]->self, dialect != NULL, dialect, keywords ? keywords : &none);
}

bool pkl_csv_arguments(int argc, py_Ref argv, const char* name) {
    int given = argc - 1;
    if (given < 1 || given > 2) {
        bool few = given < 1;
        return pkl_raise(tp_TypeError, "%s expected at %s %d argument%s, got %d", name, few ? "least" : "most", few ? 1 : 2, few ? "" : "s", given);
    }
    return true;
}

static bool return_character(uint32_t code) {
    char text[5] = "";
    if (code == CSV_NONE) return pkl_return_none();
    pkl_utf8_put(text, code);
    pkl_str_character(text, py_retval());
    return true;
}

static bool get_delimiter(int argc, py_Ref argv) { return (void)argc, return_character(dialect_of(argv)->delimiter); }
static bool get_escape(int argc, py_Ref argv) { return (void)argc, return_character(dialect_of(argv)->escape); }
static bool get_quote(int argc, py_Ref argv) { return (void)argc, return_character(dialect_of(argv)->quote); }
static bool get_line_end(int argc, py_Ref argv) { return (void)argc, *py_retval() = dialect_of(argv)->line_end, true; }
static bool get_quoting(int argc, py_Ref argv) { return (void)argc, pkl_return_int(dialect_of(argv)->quoting); }
static bool get_double(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(dialect_of(argv)->double_quote); }
static bool get_skip(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(dialect_of(argv)->skip_space); }
static bool get_strict(int argc, py_Ref argv) { return (void)argc, pkl_return_bool(dialect_of(argv)->strict); }

static bool cannot_pickle(int argc, py_Ref argv) { return (void)argc, pkl_raise(tp_TypeError, "cannot pickle '%s' instances", pkl_type_of(argv)->name->data); }

static const PklGetSet GETSETS[] = {
    {"delimiter", get_delimiter, NULL}, {"doublequote", get_double, NULL}, {"escapechar", get_escape, NULL}, {"lineterminator", get_line_end, NULL},
    {"quotechar", get_quote, NULL}, {"quoting", get_quoting, NULL}, {"skipinitialspace", get_skip, NULL}, {"strict", get_strict, NULL}, {0},
};
static const PklMethod METHODS[] = {
    {"__new__", dialect_new, "($self, dialect=None, delimiter=',', doublequote=True, escapechar=None, lineterminator=None, quotechar=None, quoting=0, skipinitialspace=False, strict=False)", PKL_CLINIC, PKL_NEW, 0, 9},
    {"__reduce__", cannot_pickle, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {"__reduce_ex__", cannot_pickle, NULL, PKL_ANY, PKL_METHOD, 0, 0},
    {0},
};
static const PklLayout LAYOUT = {sizeof(PyDialect), NULL, NULL, 1};

const PklTypeSpec pkl_csv_dialect_types[] = {
    {.id = tp_csv_error, .base = tp_Exception, .name = "Error", .module = "_csv"},
    {.id = tp_csv_dialect, .base = tp_object, .name = "Dialect", .module = "_csv", .layout = &LAYOUT, .methods = METHODS, .getsets = GETSETS},
    {0},
};
