/* Writers: a row of fields becomes a line. */
#include "csv.h"

enum { WRITER_WRITE, WRITER_DIALECT, WRITER_SLOTS };

typedef struct Row {
    const PyDialect* dialect;
    PklBuilder line;
    int fields;
} Row;

static bool means_something(const PyDialect* d, uint32_t code, const char* at, int size) {
    if (code == d->delimiter || code == d->escape || code == d->quote || code == '\n' || code == '\r') return true;
    return pkl_find_sv(pkl_sv(pkl_str(&d->line_end)), (c11_sv){at, size}, false) >= 0;
}

/* Writes the field with its escapes; whether it has to stand in quotes is told in `*quoted`. */
static bool put_field(Row* row, c11_sv text, bool* quoted) {
    const PyDialect* d = row->dialect;
    for (const char *at = text.data, *end = at + text.size; at < end;) {
        const char* from = at;
        uint32_t code = pkl_utf8_next(&at);
        if (means_something(d, code, from, (int)(at - from))) {
            bool escape = d->quoting == QUOTE_NONE || code == d->escape || (code == d->quote && !d->double_quote);
            if (d->quoting != QUOTE_NONE && code == d->quote && d->double_quote) escape = false, pkl_put_code(&row->line, code);
            if (!escape) *quoted = true;
            else if (d->escape == CSV_NONE) return pkl_csv_error("need to escape, but no escapechar set");
            else pkl_put_code(&row->line, d->escape);
        }
        pkl_put(&row->line, from, at - from);
    }
    return !row->line.failed;
}

/* Quotes around what was written from `start` on. */
static void put_quotes(Row* row, int64_t start) {
    char quote[4];
    int size = pkl_utf8_put(quote, row->dialect->quote);
    pkl_put(&row->line, quote, size);
    pkl_put(&row->line, quote, size);
    if (row->line.failed) return;
    char* at = row->line.data + start;
    memmove(at + size, at, (size_t)(row->line.size - size - start));
    memcpy(at, quote, (size_t)size);
}

/* `text` NULL: nothing. */
static bool append(Row* row, py_Ref text, bool quoted) {
    const PyDialect* d = row->dialect;
    c11_sv content = text ? pkl_sv(pkl_str(text)) : (c11_sv){"", 0};
    if (content.size == 0 && d->delimiter == ' ' && d->skip_space) {
        if (d->quoting == QUOTE_NONE || (!text && (d->quoting == QUOTE_STRINGS || d->quoting == QUOTE_NOTNULL)))
            return pkl_csv_error("empty field must be quoted if delimiter is a space and skipinitialspace is true");
        quoted = true;
    }
    if (row->fields++ > 0) pkl_put_code(&row->line, d->delimiter);
    int64_t start = row->line.size;
    if (!put_field(row, content, &quoted)) return false;
    if (quoted) put_quotes(row, start);
    return !row->line.failed;
}

static bool is_number(py_Ref value) {
    return pkl_is_a(value, tp_complex) || pkl_is_index(value) || pkl_special(value, pkl_name(PKL_NAME(__float__))) || pkl_special(value, pkl_name(PKL_NAME(__int__)));
}

static bool wants_quotes(Quoting quoting, py_Ref value) {
    switch (quoting) {
        case QUOTE_ALL: return true;
        case QUOTE_NONNUMERIC: return !is_number(value);
        case QUOTE_STRINGS: return pkl_is_str(value);
        case QUOTE_NOTNULL: return !py_isnone(value);
        default: return false;
    }
}

static bool append_value(Row* row, py_TValue* value) {
    bool quoted = wants_quotes(row->dialect->quoting, value);
    if (py_isnone(value)) return append(row, NULL, quoted);
    if (!pkl_is_str(value)) {
        if (!py_str(value)) return false;
        *value = *py_retval();
    }
    return append(row, value, quoted);
}

static bool end_row(Row* row, bool null_last) {
    const PyDialect* d = row->dialect;
    if (row->fields > 0 && row->line.size == 0) {
        if (d->quoting == QUOTE_NONE || (null_last && (d->quoting == QUOTE_STRINGS || d->quoting == QUOTE_NOTNULL))) return pkl_csv_error("single empty field record must be quoted");
        row->fields--;
        if (!append(row, NULL, true)) return false;
    }
    pkl_put_str(&row->line, pkl_str(&d->line_end));
    return !row->line.failed;
}

static bool write_fields(Row* row, py_Ref iterator) {
    py_TValue* value = py_pushtmp();
    bool null_last = false;
    int status;
    while ((status = py_next(iterator)) == 1) {
        *value = *py_retval();
        null_last = py_isnone(value);
        if (!append_value(row, value)) return false;
    }
    py_pop();
    return status == 0 && end_row(row, null_last);
}

/* The value of write(line) in py_retval(). */
static bool write_row(py_Ref self, py_Ref fields) {
    py_TValue *slots = PKL_SLOTS(self->_obj), *iterator = py_pushtmp();
    Row row = {.dialect = PKL_OBJECT(&slots[WRITER_DIALECT], PyDialect)};
    if (!py_iter(fields)) {
        if (!pkl_exc_matches(tp_TypeError)) return false;
        py_clearexc(NULL);
        return pkl_csv_error("iterable expected, not %T", fields);
    }
    *iterator = *py_retval();
    pkl_builder_start(&row.line);
    bool ok = write_fields(&row, iterator) && pkl_builder_str(&row.line, iterator);
    pkl_builder_end(&row.line);
    py_TValue write = slots[WRITER_WRITE];
    ok = ok && pkl_call(&write, 1, iterator);
    if (ok) py_pop();
    return ok;
}

static bool writerow(int argc, py_Ref argv) { return (void)argc, write_row(argv, &argv[1]); }

static bool writerows(int argc, py_Ref argv) {
    (void)argc;
    int status;
    py_TValue *iterator = py_pushtmp(), *row = py_pushtmp();
    if (!py_iter(&argv[1])) return false;
    *iterator = *py_retval();
    while ((status = py_next(iterator)) == 1) {
        *row = *py_retval();
        if (!write_row(argv, row)) return false;
    }
    return status == 0 && pkl_return_none();
}

/* writer(file, dialect='excel', **settings) */
static bool writer(int argc, py_Ref argv) {
    if (!pkl_csv_arguments(argc, argv, "writer")) return false;
    py_TValue* made = py_pushtmp();
    py_TValue* slots = PKL_SLOTS(pkl_new(made, tp_csv_writer));
    int found = pkl_get_attribute(argv, PKL_NAME(write));
    if (found < 0) return false;
    if (!found || !py_callable(py_retval())) return pkl_raise(tp_TypeError, "argument 1 must have a \"write\" method");
    slots[WRITER_WRITE] = *py_retval();
    if (!pkl_csv_dialect(argc > 2 ? &argv[1] : NULL, &argv[argc - 1])) return false;
    slots[WRITER_DIALECT] = *py_retval();
    return pkl_return(made);
}

static const PklMember MEMBERS[] = {{"dialect", WRITER_DIALECT, false, false}, {0}};
static const PklMethod METHODS[] = {
    {"writerow", writerow, NULL, PKL_O, PKL_METHOD, 1, 1},
    {"writerows", writerows, NULL, PKL_O, PKL_METHOD, 1, 1},
    {0},
};

const PklTypeSpec pkl_csv_writer_types[] = {
    {.id = tp_csv_writer, .base = tp_object, .name = "writer", .module = "_csv", .slots = WRITER_SLOTS, .flags = PKL_TYPE_NO_NEW, .hidden = true, .methods = METHODS, .members = MEMBERS},
    {0},
};
const PklMethod pkl_csv_writer_functions[] = {{"writer", writer, "($module, fileobj, /, dialect='excel', **fmtparams)", PKL_ANY_KW, PKL_FUNCTION, 0, 0}, {0}};
