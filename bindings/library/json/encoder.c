/*
 * Writing values: all of a text goes into one builder. Containers and objects that are being written are a chain on the C stack, in which a value that
 * contains itself is found; every one that is alive lies on the native stack, since `default`, `encoder` and items() may run any program.
 */
#include "json.h"

#include <stdarg.h>
#include <string.h>

typedef struct Outer { /* what is being written, from within outwards */
    const PyObject* object;
    const struct Outer* back;
} Outer;

typedef struct Writer {
    py_TValue* encoder; /* its slots */
    PklBuilder* out;
    const Outer* outer;
    bool circular, ascii, plain; /* plain: the encoder of texts is one of this module's; then `ascii` tells which */
    int64_t level;
} Writer;

static bool write_value(Writer* writer, py_Ref value);

static bool is_done(const Writer* writer) { return !writer->out->failed; }

static void put_slot(const Writer* writer, int slot) { pkl_put_str(writer->out, pkl_str(&writer->encoder[slot])); }

/* One more note of the pending exception. */
static bool add_note(const char* format, ...) {
    py_TValue *exception = py_pushtmp(), *note = py_pushtmp();
    PklBuilder text;
    va_list arguments;
    pkl_exc_fetch(exception);
    pkl_builder_start(&text);
    va_start(arguments, format);
    bool ok = pkl_put_format(&text, format, arguments);
    va_end(arguments);
    if (!(ok && pkl_builder_str(&text, note) && pkl_call_method(exception, PKL_NAME(add_note), 1, note))) py_clearexc(NULL);
    pkl_builder_end(&text);
    pkl_exc_restore(exception);
    py_shrink(2);
    return false;
}

/* The name of a value's type with its module, unless that is the main one, as an interned text. */
static const char* type_name(py_Ref value) {
    PklBuilder text;
    pkl_builder_start(&text);
    pkl_put_type_name(&text, pkl_type_of(value));
    int skipped = text.size > 9 && !memcmp(text.data, "__main__.", 9) ? 9 : 0;
    const char* name = text.failed ? "" : pkl_interned(text.data + skipped, (int)text.size - skipped)->data;
    pkl_builder_end(&text);
    return name;
}

/* ---- simple values --------------------------------------------------------------------------------------------------- */

static bool write_text(Writer* writer, py_Ref text) {
    if (writer->plain) return pkl_json_put_text(writer->out, pkl_str(text), writer->ascii), is_done(writer);
    py_TValue encoder = writer->encoder[ENCODER_ENCODER];
    if (!pkl_call(&encoder, 1, text)) return false;
    if (!pkl_is_str(py_retval())) return pkl_raise(tp_TypeError, "encoder() must return a string, not %T", py_retval());
    pkl_put_str(writer->out, pkl_str(py_retval()));
    return is_done(writer);
}

static bool put_float(Writer* writer, PklBuilder* out, py_Ref value) {
    char text[40];
    double x = pkl_float_of(value);
    if (x - x == 0) return pkl_put(out, text, pkl_float_repr(x, text)), true;
    if (!py_tobool(&writer->encoder[ENCODER_ALLOW_NAN])) return pkl_raise(tp_ValueError, "Out of range float values are not JSON compliant: %R", value);
    pkl_put_text(out, x > 0 ? "Infinity" : x < 0 ? "-Infinity" : "NaN");
    return true;
}

static bool put_int(PklBuilder* out, py_Ref value) {
    py_TValue plain = pkl_plain_int(value), text;
    if (plain.type == tp_int) return pkl_put_int(out, plain._i64), true;
    if (!pkl_int_to_text(&plain, 10, &text)) return false;
    pkl_put_str(out, pkl_str(&text));
    return true;
}

/* None, a bool or a number: 1; 0 is none of these; -1 an exception. */
static int put_simple(Writer* writer, PklBuilder* out, py_Ref value) {
    bool ok = true;
    if (py_isnone(value)) pkl_put_text(out, "null");
    else if (value->type == tp_bool) pkl_put_text(out, py_tobool(value) ? "true" : "false");
    else if (pkl_is_int(value)) ok = put_int(out, value);
    else if (pkl_is_a(value, tp_float)) ok = put_float(writer, out, value);
    else return 0;
    return ok && !out->failed ? 1 : -1;
}

/* ---- containers -------------------------------------------------------------------------------------------------------- */

/* False: it contains itself, or lies too deep. */
static bool enter(Writer* writer, Outer* here, py_Ref value) {
    *here = (Outer){value->_obj, writer->outer};
    for (const Outer* outer = writer->circular ? writer->outer : NULL; outer; outer = outer->back) {
        if (outer->object == value->_obj) return pkl_raise(tp_ValueError, "Circular reference detected");
    }
    if (!pkl_stack_reserve(8) || !pkl_enter(" while encoding a JSON object")) return false;
    writer->outer = here;
    return true;
}

static void leave(Writer* writer, py_TValue* top) {
    writer->outer = writer->outer->back;
    pkl_vm->native_sp = top;
    pkl_leave();
}

static void put_line(Writer* writer) {
    if (py_isnone(&writer->encoder[ENCODER_INDENT])) return;
    pkl_put_char(writer->out, '\n');
    for (int64_t i = 0; i < writer->level && is_done(writer); i++) put_slot(writer, ENCODER_INDENT);
}

static void put_separator(Writer* writer, bool first) {
    if (!first) put_slot(writer, ENCODER_ITEM_SEPARATOR);
    put_line(writer);
}

static void open(Writer* writer, char bracket) {
    pkl_put_char(writer->out, bracket);
    writer->level++;
}

static bool close(Writer* writer, char bracket, bool empty) {
    writer->level--;
    if (!empty) put_line(writer);
    pkl_put_char(writer->out, bracket);
    return is_done(writer) && pkl_tick(1);
}

static int32_t sequence(py_Ref value, py_TValue** items) {
    if (pkl_has_layout(value, tp_list)) return *items = PKL_OBJECT(value, PyList)->items, PKL_OBJECT(value, PyList)->length;
    return *items = pkl_tuple_items(value), pkl_tuple_length(value);
}

static bool write_items(Writer* writer, py_Ref list) {
    py_TValue *items, *item = py_pushtmp();
    for (int32_t i = 0; i < sequence(list, &items); i++) {
        *item = items[i];
        put_separator(writer, i == 0);
        if (!write_value(writer, item)) return add_note("when serializing %s item %d", type_name(list), (int)i);
    }
    return true;
}

static bool write_list(Writer* writer, py_Ref list) {
    Outer here;
    py_TValue *items, *top = pkl_vm->native_sp;
    if (sequence(list, &items) == 0) return pkl_put_text(writer->out, "[]"), is_done(writer);
    if (!enter(writer, &here, list)) return false;
    open(writer, '[');
    bool ok = write_items(writer, list) && close(writer, ']', false);
    leave(writer, top);
    return ok;
}

/* The text of a key in `text`; it stays nil where the key is skipped. */
static bool key_text(Writer* writer, py_Ref key, py_OutRef text) {
    if (pkl_is_str(key)) return *text = *key, true;
    PklBuilder builder;
    pkl_builder_start(&builder);
    int put = put_simple(writer, &builder, key);
    if (put > 0) return pkl_builder_str(&builder, text);
    pkl_builder_end(&builder);
    text->type = tp_nil;
    if (put < 0 || py_tobool(&writer->encoder[ENCODER_SKIP_KEYS])) return put == 0;
    return pkl_raise(tp_TypeError, "keys must be str, int, float, bool or None, not %T", key);
}

/* pair: the key, the value, a place for the key's text. */
static bool write_pair(Writer* writer, py_Ref dict, py_TValue* pair, bool* first) {
    if (!key_text(writer, &pair[0], &pair[2])) return false;
    if (!pair[2].type) return true;
    put_separator(writer, *first);
    *first = false;
    if (!write_text(writer, &pair[2])) return false;
    put_slot(writer, ENCODER_KEY_SEPARATOR);
    return write_value(writer, &pair[1]) || add_note("when serializing %s item %R", type_name(dict), &pair[0]);
}

/* By items(): of subclasses, or sorted. */
static bool write_listed(Writer* writer, py_Ref dict, py_TValue* pair, bool* first) {
    py_TValue* items = py_pushtmp();
    if (!pkl_call_method(dict, PKL_NAME(items), 0, NULL)) return false;
    *items = *py_retval();
    if (!py_iter(items)) return pkl_raise(tp_TypeError, "%s.items() returned a non-iterable (type %T)", pkl_type_of(dict)->name->data, items);
    if (!pkl_list_of(items, items)) return false;
    PyList* list = PKL_OBJECT(items, PyList);
    if (py_tobool(&writer->encoder[ENCODER_SORT_KEYS]) && !pkl_list_sort(list, NULL, false)) return false;
    for (int32_t i = 0; i < list->length; i++) {
        py_TValue* item = &list->items[i];
        if (!pkl_has_layout(item, tp_tuple) || pkl_tuple_length(item) != 2) return pkl_raise(tp_ValueError, "items must return 2-tuples");
        pair[0] = pkl_tuple_items(item)[0];
        pair[1] = pkl_tuple_items(item)[1];
        if (!write_pair(writer, dict, pair, first)) return false;
    }
    return true;
}

/* `*first` stays true where all keys are skipped. */
static bool write_entries(Writer* writer, py_Ref dict, bool* first) {
    py_TValue* pair = py_pushtmp();
    py_pushtmp(), py_pushtmp();
    if (dict->type != tp_dict || py_tobool(&writer->encoder[ENCODER_SORT_KEYS])) return write_listed(writer, dict, pair, first);
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(PKL_OBJECT(dict, PyDict), &place));) {
        pair[0] = entry->key;
        pair[1] = entry->value;
        if (!write_pair(writer, dict, pair, first)) return false;
    }
    return true;
}

static bool write_dict(Writer* writer, py_Ref dict) {
    Outer here;
    py_TValue* top = pkl_vm->native_sp;
    if (PKL_OBJECT(dict, PyDict)->used == 0) return pkl_put_text(writer->out, "{}"), is_done(writer);
    if (!enter(writer, &here, dict)) return false;
    open(writer, '{');
    bool first = true, ok = write_entries(writer, dict, &first) && close(writer, '}', first);
    leave(writer, top);
    return ok;
}

/* What default(value) gives in its place. */
static bool write_other(Writer* writer, py_Ref value) {
    Outer here;
    py_TValue *top = pkl_vm->native_sp, function = writer->encoder[ENCODER_DEFAULT];
    if (!enter(writer, &here, value)) return false;
    py_TValue* made = py_pushtmp();
    bool ok = pkl_call(&function, 1, value);
    if (ok) {
        *made = *py_retval();
        ok = write_value(writer, made) || add_note("when serializing %s object", type_name(value));
    }
    leave(writer, top);
    return ok;
}

/* `value` lies on the native stack, or in what lies there and no program can reach. */
static bool write_value(Writer* writer, py_Ref value) {
    if (pkl_is_str(value)) return write_text(writer, value);
    int simple = put_simple(writer, writer->out, value);
    if (simple) return simple > 0;
    if (pkl_is_a(value, tp_list) || pkl_is_a(value, tp_tuple)) return write_list(writer, value);
    return pkl_is_a(value, tp_dict) ? write_dict(writer, value) : write_other(writer, value);
}

/* ---- the type ------------------------------------------------------------------------------------------------------------ */

static bool flag(py_TValue* value) {
    int truth = py_bool(value);
    if (truth >= 0) py_newbool(value, truth);
    return truth >= 0;
}

static bool separator(const char* name, py_Ref value, int place) {
    return pkl_is_str(value) || pkl_raise(tp_TypeError, "%s() argument %d must be str, not %s", name, place, pkl_argument_type(value));
}

/* make_encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan) */
static bool encoder_new(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* given = argv + 1;
    if (!separator("make_encoder", &given[ENCODER_KEY_SEPARATOR], 5) || !separator("make_encoder", &given[ENCODER_ITEM_SEPARATOR], 6)) return false;
    if (!flag(&given[ENCODER_SORT_KEYS]) || !flag(&given[ENCODER_SKIP_KEYS]) || !flag(&given[ENCODER_ALLOW_NAN])) return false;
    if (!py_isnone(given) && !pkl_is_a(given, tp_dict)) return pkl_raise(tp_TypeError, "make_encoder() argument 1 must be dict or None, not %T", given);
    py_TValue* slots = PKL_SLOTS(pkl_new(py_retval(), py_totype(argv)));
    for (int i = 0; i < ENCODER_SLOTS; i++) slots[i] = given[i];
    return true;
}

/* encoder(obj, _current_indent_level) */
static bool encoder_call(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder out;
    Writer writer = {.encoder = PKL_SLOTS(argv->_obj), .out = &out};
    if (!pkl_size_argument(&argv[2], 0, &writer.level)) return false;
    py_TValue *encoder = &writer.encoder[ENCODER_ENCODER], *indent = &writer.encoder[ENCODER_INDENT];
    if (!py_isnone(indent) && !pkl_is_str(indent)) return pkl_raise(tp_TypeError, "make_encoder() argument 4 must be str or None, not %T", indent);
    if (encoder->type == tp_nativefunc && !encoder->is_ptr) {
        writer.ascii = encoder->_method->call == pkl_json_encode_ascii;
        writer.plain = writer.ascii || encoder->_method->call == pkl_json_encode;
    }
    writer.circular = !py_isnone(&writer.encoder[ENCODER_MARKERS]);
    pkl_builder_start(&out);
    bool ok = write_value(&writer, &argv[1]);
    py_TValue text;
    ok = ok && pkl_builder_str(&out, &text);
    pkl_builder_end(&out);
    if (ok) pkl_new_tuple(py_retval(), &text, 1);
    return ok;
}

const PklMethod pkl_json_encoder_methods[] = {
    {"__new__", encoder_new, "($self, /, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)", PKL_CLINIC, PKL_NEW, 9, 9},
    {"__call__", encoder_call, "($self, /, obj, _current_indent_level)", PKL_CLINIC, PKL_WRAPPER, 2, 2},
    {0},
};
