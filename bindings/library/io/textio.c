/*
 * _io.TextIOWrapper. What was decoded ahead lies in TEXT from AT on; RAW is the same before line ends were translated, so that tell() can count its bytes.
 * Bytes of a character that is not complete wait in REST.
 */
#include "textio.h"

/* ---- making ------------------------------------------------------------------------------------------------------------- */

static bool check_newline(py_Ref value) {
    static const char* const LEGAL[] = {"", "\n", "\r", "\r\n"};
    if (value->type == tp_nil || py_isnone(value)) return true;
    if (!pkl_is_str(value)) return pkl_raise(tp_TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %s", pkl_argument_type(value));
    for (int i = 0; i < 4; i++)
        if (strcmp(LEGAL[i], py_tostr(value)) == 0) return true;
    return pkl_raise(tp_ValueError, "illegal newline value: %v", pkl_text(value));
}

static bool optional_str(py_Ref value, const char* name) {
    return value->type == tp_nil || py_isnone(value) || pkl_is_str(value) || pkl_raise(tp_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %s", name, pkl_argument_type(value));
}

/* An encoding must be there; "locale" and None are utf-8. */
static bool set_encoding(py_Ref self, py_Ref encoding) {
    PklCodec codec;
    py_TValue found;
    bool none = encoding->type == tp_nil || py_isnone(encoding) || strcmp(py_tostr(encoding), "locale") == 0;
    if (none) py_newstr(&slots_of(self)[ENCODING], "utf-8");
    else if (!pkl_codec(encoding, "TextIOWrapper", &codec)) {
        if (!pkl_exc_matches(tp_LookupError)) return false;
        py_clearexc(NULL);
        if (!pkl_codec_lookup(encoding, &found)) return false;
    }
    if (!none) slots_of(self)[ENCODING] = *encoding;
    return true;
}

static bool set_truth(py_Ref self, int slot, py_Ref value, bool otherwise) {
    int given = value->type == tp_nil || py_isnone(value) ? otherwise : py_bool(value);
    if (given >= 0) py_newbool(&slots_of(self)[slot], given);
    return given >= 0;
}

/* A mark is written only where the file begins. */
static bool look_for_mark(py_Ref self) {
    py_newbool(&slots_of(self)[MARKED], false);
    int able = pkl_io_ask(&slots_of(self)[BUFFER], "readable");
    if (able >= 0) able = pkl_io_ask(&slots_of(self)[BUFFER], "seekable");
    if (able <= 0) return able == 0;
    able = pkl_io_ask(&slots_of(self)[BUFFER], "writable");
    if (able <= 0) return able == 0;
    if (!pkl_io_call(&slots_of(self)[BUFFER], "tell", 0, NULL)) return false;
    py_newbool(&slots_of(self)[MARKED], py_retval()->type != tp_int || py_retval()->_i64 != 0);
    return true;
}

static bool text_init(int argc, py_Ref argv) {
    (void)argc;
    py_TValue* slots = slots_of(argv);
    slots[BUFFER] = *py_NIL();
    if (!optional_str(&argv[2], "encoding") || !optional_str(&argv[3], "errors") || !check_newline(&argv[4]) || !set_encoding(argv, &argv[2])) return false;
    if (argv[3].type == tp_nil || py_isnone(&argv[3])) py_newstr(&slots[ERRORS], "strict");
    else slots[ERRORS] = argv[3];
    slots[NEWLINE] = argv[4].type == tp_nil ? *py_None() : argv[4];
    py_newint(&slots[SEEN], 0);
    forget(argv);
    if (!set_truth(argv, LINE_BUFFERING, &argv[5], false) || !set_truth(argv, WRITE_THROUGH, &argv[6], false)) return false;
    slots[BUFFER] = argv[1];
    if (!look_for_mark(argv)) return slots[BUFFER] = *py_NIL(), false;
    return pkl_return_none();
}

/* ---- the rest ------------------------------------------------------------------------------------------------------------------ */

static bool text_flush(int argc, py_Ref argv) { return (void)argc, usable(argv) && pkl_io_call(&slots_of(argv)[BUFFER], "flush", 0, NULL); }
static bool get_closed(int argc, py_Ref argv) { return (void)argc, ready(argv) && py_getattr(&slots_of(argv)[BUFFER], py_name("closed")); }

static bool text_close(int argc, py_Ref argv) {
    (void)argc;
    if (!get_closed(1, argv)) return false;
    py_TValue closed = *py_retval(), *error = py_pushtmp();
    int done = py_bool(&closed);
    bool ok = done >= 0;
    *error = *py_NIL();
    if (done == 0) {
        if (!pkl_io_call(argv, "flush", 0, NULL)) pkl_exc_fetch(error);
        ok = pkl_io_call(&slots_of(argv)[BUFFER], "close", 0, NULL);
        if (ok && error->type != tp_nil) pkl_exc_restore(error), ok = false;
    }
    py_pop();
    return ok && pkl_return_none();
}

static bool text_detach(int argc, py_Ref argv) {
    (void)argc;
    if (!ready(argv) || !pkl_io_call(argv, "flush", 0, NULL)) return false;
    *py_retval() = slots_of(argv)[BUFFER];
    slots_of(argv)[BUFFER] = *py_NIL();
    return true;
}

/* reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None) */
static bool text_reconfigure(int argc, py_Ref argv) {
    (void)argc;
    if (!usable(argv) || !optional_str(&argv[1], "encoding") || !optional_str(&argv[2], "errors") || !check_newline(&argv[3])) return false;
    bool encoding = argv[1].type != tp_nil && !py_isnone(&argv[1]), errors = argv[2].type != tp_nil && !py_isnone(&argv[2]);
    if ((encoding || errors || argv[3].type != tp_nil) && text_left(argv).size > 0) return pkl_io_unsupported("It is not possible to set the encoding or newline of stream after the first read");
    if (encoding && !set_encoding(argv, &argv[1])) return false;
    if (errors) slots_of(argv)[ERRORS] = argv[2];
    else if (encoding) py_newstr(&slots_of(argv)[ERRORS], "strict");
    if (argv[3].type != tp_nil) slots_of(argv)[NEWLINE] = argv[3];
    return set_truth(argv, LINE_BUFFERING, &argv[4], truth(argv, LINE_BUFFERING)) && set_truth(argv, WRITE_THROUGH, &argv[5], truth(argv, WRITE_THROUGH)) && pkl_io_call(argv, "flush", 0, NULL) &&
           pkl_return_none();
}

static bool by_buffer(int argc, py_Ref argv) { return (void)argc, usable(argv) && pkl_io_call(&slots_of(argv)[BUFFER], pkl_current_native->_method->name, 0, NULL); }
static bool get_slot(py_Ref self, int slot) { return ready(self) && (*py_retval() = slots_of(self)[slot], true); }
static bool get_buffer(int argc, py_Ref argv) { return (void)argc, get_slot(argv, BUFFER); }
static bool get_encoding(int argc, py_Ref argv) { return (void)argc, get_slot(argv, ENCODING); }
static bool get_errors(int argc, py_Ref argv) { return (void)argc, get_slot(argv, ERRORS); }
static bool get_line_buffering(int argc, py_Ref argv) { return (void)argc, get_slot(argv, LINE_BUFFERING); }
static bool get_write_through(int argc, py_Ref argv) { return (void)argc, get_slot(argv, WRITE_THROUGH); }
static bool get_name(int argc, py_Ref argv) { return (void)argc, ready(argv) && py_getattr(&slots_of(argv)[BUFFER], py_name("name")); }
static bool get_newlines(int argc, py_Ref argv) { return (void)argc, ready(argv) && pkl_newlines_seen((int)slots_of(argv)[SEEN]._i64 & 7, py_retval()); }

static bool text_repr(int argc, py_Ref argv) {
    (void)argc;
    PklBuilder out;
    if (!ready(argv)) return false;
    pkl_builder_start(&out);
    pkl_put_char(&out, '<');
    pkl_put_type_name(&out, pkl_type_of(argv));
    bool ok = true;
    for (int i = 0; ok && i < 2; i++) {
        int found = pkl_get_attribute(argv, pkl_name_str(py_name(i ? "mode" : "name")));
        if (found < 0) py_clearexc(NULL);
        py_TValue value = *py_retval();
        if (found > 0) ok = pkl_put_formatted(&out, i ? " mode=%R" : " name=%R", &value);
    }
    if (ok && pkl_put_formatted(&out, " encoding=%R>", &slots_of(argv)[ENCODING])) return pkl_builder_str(&out, py_retval());
    return pkl_builder_end(&out), false;
}

static const PklMethod METHODS[] = {
    {"__new__", pkl_io_new, NULL, PKL_ANY_KW, PKL_NEW, 0, 0},
    {"__init__", text_init, "($self, /, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)", PKL_CLINIC, PKL_WRAPPER, 1, 6},
    PKL_IO_ONE("write", pkl_text_write, "text"), PKL_IO_SIZE("read", pkl_text_read), PKL_IO_SIZE("readline", pkl_text_readline), PKL_IO_NONE("flush", text_flush), PKL_IO_NONE("close", text_close),
    PKL_IO_NONE("detach", text_detach), PKL_IO_NONE("tell", pkl_text_tell),
    {"seek", pkl_text_seek, "($self, cookie, whence=0, /)", PKL_RANGE, PKL_METHOD, 1, 2},
    {"truncate", pkl_text_truncate, "($self, pos=None, /)", PKL_RANGE, PKL_METHOD, 0, 1},
    {"reconfigure", text_reconfigure, "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)", PKL_CLINIC, PKL_METHOD, 0, 0},
    PKL_IO_NONE("readable", by_buffer), PKL_IO_NONE("writable", by_buffer), PKL_IO_NONE("seekable", by_buffer), PKL_IO_NONE("fileno", by_buffer), PKL_IO_NONE("isatty", by_buffer),
    {"__next__", pkl_text_next, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {"__repr__", text_repr, "($self, /)", PKL_NOARGS, PKL_WRAPPER, 0, 0},
    {0},
};
static const PklGetSet ATTRIBUTES[] = {{"buffer", get_buffer, NULL}, {"encoding", get_encoding, NULL}, {"errors", get_errors, NULL}, {"line_buffering", get_line_buffering, NULL},
                                       {"write_through", get_write_through, NULL}, {"name", get_name, NULL}, {"newlines", get_newlines, NULL}, {"closed", get_closed, NULL}, {0}};

const PklTypeSpec pkl_io_text_types[] = {
    {.id = tp_TextIOWrapper, .base = tp_TextIOBase, .name = "TextIOWrapper", PKL_IO_TYPE, .slots = SLOTS, .methods = METHODS, .getsets = ATTRIBUTES},
    {0},
};
