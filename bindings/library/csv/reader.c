/*
 * Readers: lines become rows of fields, a character at a time; runs of characters that mean nothing are taken at once.
 */
#include "csv.h"

enum { READER_INPUT, READER_DIALECT, READER_LINE, READER_SLOTS };

typedef enum State { START_RECORD, START_FIELD, ESCAPED, IN_FIELD, IN_QUOTES, ESCAPED_IN_QUOTES, QUOTE_IN_QUOTES, EAT_LINE_END, AFTER_ESCAPED_LINE_END } State;

enum { END_OF_LINE = UINT32_MAX - 1 };

typedef struct Parser {
    const PyDialect* dialect;
    PyList* fields;
    PklBuilder field;
    State state;
    bool unquoted;
    uint8_t special[256]; /* first bytes of characters that mean something */
} Parser;

static void mark_special(Parser* parser, uint32_t code) {
    char text[4];
    if (code == CSV_NONE) return;
    pkl_utf8_put(text, code);
    parser->special[(unsigned char)text[0]] = 1;
}

static void start(Parser* parser, const PyDialect* dialect, PyList* fields) {
    *parser = (Parser){.dialect = dialect, .fields = fields, .unquoted = true};
    pkl_builder_start(&parser->field);
    const uint32_t codes[] = {'\r', '\n', dialect->delimiter, dialect->quote, dialect->escape};
    for (unsigned i = 0; i < sizeof codes / sizeof *codes; i++) mark_special(parser, codes[i]);
}

/* The builder's text as a field, which is empty then. */
static bool save_field(Parser* parser) {
    Quoting quoting = parser->dialect->quoting;
    py_TValue value;
    bool empty = parser->field.size == 0, unquoted = parser->unquoted;
    parser->unquoted = true;
    if (unquoted && empty && (quoting == QUOTE_NOTNULL || quoting == QUOTE_STRINGS)) {
        return pkl_list_append(parser->fields, py_None());
    }
    if (parser->field.failed) return false;
    py_newstrv(&value, (c11_sv){parser->field.data, (int)parser->field.size});
    parser->field.size = 0;
    if (unquoted && ((quoting == QUOTE_NONNUMERIC && !empty) || quoting == QUOTE_STRINGS)) {
        py_TValue* text = py_pushtmp();
        *text = value;
        if (!py_tpcall(tp_float, 1, text)) return false;
        value = *py_retval();
        py_pop();
    }
    return pkl_list_append(parser->fields, &value);
}

static bool too_long(Parser* parser, int64_t more) {
    PklBuilder* field = &parser->field;
    if (field->size + more <= pkl_csv_field_limit) return false;
    int64_t length = pkl_utf8_length(field->data, (int)field->size);
    if (length < pkl_csv_field_limit) return false;
    pkl_csv_error("field larger than field limit (%i)", pkl_csv_field_limit);
    return true;
}

static bool add(Parser* parser, uint32_t code, State next) {
    if (too_long(parser, 4)) return false;
    pkl_put_code(&parser->field, code);
    parser->state = next;
    return !parser->field.failed;
}

static bool is_line_end(uint32_t code) { return code == '\n' || code == '\r' || code == END_OF_LINE; }

static bool end_field(Parser* parser, uint32_t code) {
    parser->state = code == END_OF_LINE ? START_RECORD : is_line_end(code) ? EAT_LINE_END : START_FIELD;
    return save_field(parser);
}

static bool in_start(Parser* parser, uint32_t code) {
    const PyDialect* d = parser->dialect;
    if (is_line_end(code) || code == d->delimiter) {
        if (code == d->delimiter && !is_line_end(code)) return parser->state = START_FIELD, save_field(parser);
        return end_field(parser, code);
    }
    if (code == d->quote && d->quoting != QUOTE_NONE) parser->unquoted = false, parser->state = IN_QUOTES;
    else if (code == d->escape) parser->state = ESCAPED;
    else if (code == ' ' && d->skip_space) parser->state = START_FIELD;
    else return add(parser, code, IN_FIELD);
    return true;
}

static bool in_field(Parser* parser, uint32_t code) {
    const PyDialect* d = parser->dialect;
    if (is_line_end(code)) return end_field(parser, code);
    if (code == d->escape) return parser->state = ESCAPED, true;
    if (code == d->delimiter) return end_field(parser, code);
    return add(parser, code, IN_FIELD);
}

static bool in_quotes(Parser* parser, uint32_t code) {
    const PyDialect* d = parser->dialect;
    if (code == END_OF_LINE) return true;
    if (code == d->escape) return parser->state = ESCAPED_IN_QUOTES, true;
    if (code == d->quote && d->quoting != QUOTE_NONE) return parser->state = d->double_quote ? QUOTE_IN_QUOTES : IN_FIELD, true;
    return add(parser, code, IN_QUOTES);
}

static bool behind_quote(Parser* parser, uint32_t code) {
    const PyDialect* d = parser->dialect;
    if (d->quoting != QUOTE_NONE && code == d->quote) return add(parser, code, IN_QUOTES);
    if (is_line_end(code) || code == d->delimiter) return end_field(parser, code);
    if (!d->strict) return add(parser, code, IN_FIELD);
    char delimiter[5] = "", quote[5] = "";
    pkl_utf8_put(delimiter, d->delimiter);
    pkl_utf8_put(quote, d->quote);
    return pkl_csv_error("'%s' expected after '%s'", delimiter, quote);
}

static bool process(Parser* parser, uint32_t code) {
    switch (parser->state) {
        case START_RECORD:
            if (code == END_OF_LINE) return true;
            if (is_line_end(code)) return parser->state = EAT_LINE_END, true;
            return in_start(parser, code);
        case START_FIELD: return in_start(parser, code);
        case ESCAPED:
            if (code == '\n' || code == '\r') return add(parser, code, AFTER_ESCAPED_LINE_END);
            return add(parser, code == END_OF_LINE ? '\n' : code, IN_FIELD);
        case AFTER_ESCAPED_LINE_END:
            if (code == END_OF_LINE) return true;
            return in_field(parser, code);
        case IN_FIELD: return in_field(parser, code);
        case IN_QUOTES: return in_quotes(parser, code);
        case ESCAPED_IN_QUOTES: return add(parser, code == END_OF_LINE ? '\n' : code, IN_QUOTES);
        case QUOTE_IN_QUOTES: return behind_quote(parser, code);
        case EAT_LINE_END: break;
    }
    if (code == END_OF_LINE) parser->state = START_RECORD;
    return is_line_end(code) || pkl_csv_error("new-line character seen in unquoted field - do you need to open the file with newline=''?");
}

/* Characters that mean nothing, at once. */
static const char* take_run(Parser* parser, const char* at, const char* end) {
    const char* start = at;
    if (parser->state != IN_FIELD && parser->state != IN_QUOTES) return at;
    while (at < end && !parser->special[(unsigned char)*at]) at++;
    if (parser->field.size + (at - start) > pkl_csv_field_limit) return start;
    pkl_put(&parser->field, start, at - start);
    return at;
}

static bool process_line(Parser* parser, PyStr* line) {
    const char *at = line->data, *end = at + line->size;
    while ((at = take_run(parser, at, end)) < end) {
        if (!process(parser, pkl_utf8_next(&at))) return false;
    }
    return process(parser, END_OF_LINE) && pkl_tick(line->size / 64);
}

/* 1 the row is complete, 0 there are no more lines, -1 an exception. */
static int read_row(Parser* parser, py_TValue* slots) {
    py_TValue* line = py_pushtmp();
    do {
        int status = py_next(&slots[READER_INPUT]);
        if (status < 0) return -1;
        if (status == 0) {
            if (parser->field.size == 0 && parser->state != IN_QUOTES) return 0;
            if (parser->dialect->strict) return pkl_csv_error("unexpected end of data"), -1;
            return save_field(parser) ? 1 : -1;
        }
        *line = *py_retval();
        if (!pkl_is_str(line)) return pkl_csv_error("iterator should return strings, not %T (the file should be opened in text mode)", line), -1;
        slots[READER_LINE]._i64++;
        if (!process_line(parser, pkl_str(line))) return -1;
    } while (parser->state != START_RECORD);
    return 1;
}

static bool reader_next(int argc, py_Ref argv) {
    (void)argc;
    Parser parser;
    py_TValue *slots = PKL_SLOTS(argv->_obj), *row = py_pushtmp();
    start(&parser, PKL_OBJECT(&slots[READER_DIALECT], PyDialect), pkl_new_list(row, 0));
    int status = read_row(&parser, slots);
    pkl_builder_end(&parser.field);
    if (status == 0) return pkl_stop();
    *py_retval() = *row;
    return status > 0;
}

/* reader(iterable, dialect='excel', **settings) */
static bool reader(int argc, py_Ref argv) {
    if (!pkl_csv_arguments(argc, argv, "reader")) return false;
    py_TValue* made = py_pushtmp();
    py_TValue* slots = PKL_SLOTS(pkl_new(made, tp_csv_reader));
    py_newint(&slots[READER_LINE], 0);
    if (!py_iter(argv)) return false;
    slots[READER_INPUT] = *py_retval();
    if (!pkl_csv_dialect(argc > 2 ? &argv[1] : NULL, &argv[argc - 1])) return false;
    slots[READER_DIALECT] = *py_retval();
    return pkl_return(made);
}

static const PklMember MEMBERS[] = {{"dialect", READER_DIALECT, false, false}, {"line_num", READER_LINE, false, false}, {0}};
static const PklMethod METHODS[] = {PKL_ITERATOR(reader_next), {0}};

const PklTypeSpec pkl_csv_reader_types[] = {
    {.id = tp_csv_reader, .base = tp_object, .name = "reader", .module = "_csv", .slots = READER_SLOTS, .flags = PKL_TYPE_NO_NEW, .hidden = true, .methods = METHODS, .members = MEMBERS},
    {0},
};
const PklMethod pkl_csv_reader_functions[] = {{"reader", reader, "($module, iterable, /, dialect='excel', **fmtparams)", PKL_ANY_KW, PKL_FUNCTION, 0, 0}, {0}};
