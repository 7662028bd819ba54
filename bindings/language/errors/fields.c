/* What single exception classes keep beside args: filled in by their constructors, and their str(). */
#include "errors.h"

#include <string.h>

static py_TValue* args_of(py_Ref self) { return &pkl_exc_slots(self)[PKL_EXC_ARGS]; }
static int count_of(py_Ref self) { return pkl_tuple_length(args_of(self)); }
static py_TValue* item(py_Ref self, int i) { return &pkl_tuple_items(args_of(self))[i]; }

/* ---- keywords ------------------------------------------------------------------------------- */

typedef struct Keyword {
    const char* name;
    int slot;
} Keyword;

/* Each keyword to its slot; others are refused with the constructor's name. */
static bool take_keywords(py_Ref self, py_Ref keywords, const Keyword* known, const char* function) {
    for (const Keyword* k = known; k->name; k++) pkl_exc_slots(self)[k->slot] = *py_NIL();
    if (py_isnil(keywords)) return true;
    int32_t place = 0;
    for (PklEntry* entry; (entry = pkl_dict_next(PKL_OBJECT(keywords, PyDict), &place));) {
        const Keyword* k = known;
        while (k->name && strcmp(k->name, py_tostr(&entry->key))) k++;
        if (!k->name) return pkl_raise(tp_TypeError, "%s() got an unexpected keyword argument '%s'", function, py_tostr(&entry->key));
        pkl_exc_slots(self)[k->slot] = entry->value;
    }
    return true;
}

static bool refuse_keywords(py_Ref self, py_Ref keywords) {
    if (py_isnil(keywords) || !PKL_OBJECT(keywords, PyDict)->used) return true;
    return pkl_raise(tp_TypeError, "%T() takes no keyword arguments", self);
}

/* ---- OSError ----------------------------------------------------------------------------------- */

/* Linux numbers, which programs here see. */
py_Type pkl_os_error_type(int64_t number) {
    switch (number) {
        case 11: case 114: case 115: return tp_BlockingIOError;
        case 32: case 108: return tp_BrokenPipeError;
        case 10: return tp_ChildProcessError;
        case 103: return tp_ConnectionAbortedError;
        case 111: return tp_ConnectionRefusedError;
        case 104: return tp_ConnectionResetError;
        case 17: return tp_FileExistsError;
        case 2: return tp_FileNotFoundError;
        case 21: return tp_IsADirectoryError;
        case 20: return tp_NotADirectoryError;
        case 4: return tp_InterruptedError;
        case 1: case 13: return tp_PermissionError;
        case 3: return tp_ProcessLookupError;
        case 110: return tp_TimeoutError;
        default: return tp_OSError;
    }
}

/* OSError(errno, strerror[, filename[, winerror[, filename2]]]) */
static bool fill_os(py_Ref self) {
    int count = count_of(self);
    py_TValue* slots = pkl_exc_slots(self);
    for (int i = PKL_OS_ERRNO; i < PKL_OS_SLOTS; i++) slots[i] = *py_NIL();
    if (count < 2 || count > 5) return true;
    slots[PKL_OS_ERRNO] = *item(self, 0);
    slots[PKL_OS_STRERROR] = *item(self, 1);
    if (count < 3) return true;
    if (pkl_is_a(self, tp_BlockingIOError) && pkl_is_int(item(self, 2))) slots[PKL_OS_WRITTEN] = *item(self, 2);
    else if (!py_isnone(item(self, 2))) slots[PKL_OS_FILENAME] = *item(self, 2);
    if (count == 5 && !py_isnone(item(self, 4))) slots[PKL_OS_FILENAME2] = *item(self, 4);
    if (slots[PKL_OS_FILENAME].type) pkl_new_tuple(args_of(self), pkl_tuple_items(args_of(self)), 2);
    return true;
}

static bool is_set(py_Ref self, int slot) { return pkl_exc_slots(self)[slot].type != tp_nil && pkl_exc_slots(self)[slot].type != tp_NoneType; }

static int str_os(py_Ref self) {
    py_TValue* slots = pkl_exc_slots(self);
    if (is_set(self, PKL_OS_FILENAME2) && is_set(self, PKL_OS_FILENAME)) {
        return pkl_str_format(py_retval(), "[Errno %S] %S: %R -> %R", &slots[PKL_OS_ERRNO], &slots[PKL_OS_STRERROR], &slots[PKL_OS_FILENAME], &slots[PKL_OS_FILENAME2]);
    }
    if (is_set(self, PKL_OS_FILENAME)) {
        return pkl_str_format(py_retval(), "[Errno %S] %S: %R", &slots[PKL_OS_ERRNO], &slots[PKL_OS_STRERROR], &slots[PKL_OS_FILENAME]);
    }
    if (is_set(self, PKL_OS_ERRNO) && is_set(self, PKL_OS_STRERROR)) {
        return pkl_str_format(py_retval(), "[Errno %S] %S", &slots[PKL_OS_ERRNO], &slots[PKL_OS_STRERROR]);
    }
    return 2;
}

/* ---- SyntaxError --------------------------------------------------------------------------------- */

/* SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset[, metadata]])) */
static bool fill_syntax(py_Ref self) {
    py_TValue* slots = pkl_exc_slots(self);
    for (int i = PKL_SYNTAX_MSG; i < PKL_SYNTAX_SLOTS; i++) slots[i] = *py_NIL();
    int count = count_of(self);
    if (count >= 1) slots[PKL_SYNTAX_MSG] = *item(self, 0);
    if (count != 2) return true;
    py_TValue info;
    if (!pkl_to_tuple(&info, item(self, 1))) return false;
    slots = pkl_exc_slots(self);
    int length = pkl_tuple_length(&info);
    if (length != 4 && length != 6 && length != 7) {
        return pkl_raise(tp_TypeError, "function %s %d argument%s (%d given)", length < 4 ? "missing required arguments: takes at least" : "takes at most",
                         length < 4 ? 4 : 7, "s", length);
    }
    for (int i = 0; i < length; i++) slots[PKL_SYNTAX_FILENAME + i + (i == 6)] = pkl_tuple_items(&info)[i];
    if (length > 4 && py_isnone(&slots[PKL_SYNTAX_END_LINENO])) return true;
    return true;
}

static int str_syntax(py_Ref self) {
    py_TValue* slots = pkl_exc_slots(self);
    bool file = slots[PKL_SYNTAX_FILENAME].type && pkl_is_str(&slots[PKL_SYNTAX_FILENAME]);
    bool line = slots[PKL_SYNTAX_LINENO].type == tp_int;
    py_Ref msg = slots[PKL_SYNTAX_MSG].type ? &slots[PKL_SYNTAX_MSG] : py_None();
    if (!file && !line) return pkl_str_format(py_retval(), "%S", msg);
    const char* path = file ? py_tostr(&slots[PKL_SYNTAX_FILENAME]) : "";
    const char* slash = strrchr(path, '/');
    if (slash) path = slash + 1;
    if (file && line) return pkl_str_format(py_retval(), "%S (%s, line %S)", msg, path, &slots[PKL_SYNTAX_LINENO]);
    if (file) return pkl_str_format(py_retval(), "%S (%s)", msg, path);
    return pkl_str_format(py_retval(), "%S (line %S)", msg, &slots[PKL_SYNTAX_LINENO]);
}

/* ---- Unicode errors ---------------------------------------------------------------------------------- */

static bool expect(py_Ref value, py_Type type, int number, const char* function) {
    if (type == tp_int ? pkl_is_int(value) : pkl_is_a(value, type)) return true;
    if (type == tp_int) return pkl_raise(tp_TypeError, "'%T' object cannot be interpreted as an integer", value);
    if (type == tp_bytes) return pkl_raise(tp_TypeError, "a bytes-like object is required, not '%T'", value);
    return pkl_raise(tp_TypeError, "%s() argument %d must be %t, not %T", function, number, type, value);
}

static bool fill_unicode(py_Ref self, py_Type layout) {
    bool translate = layout == tp_UnicodeTranslateError;
    int wanted = translate ? 4 : 5, first = translate ? PKL_UNICODE_OBJECT : PKL_UNICODE_ENCODING;
    const char* name = translate ? "UnicodeTranslateError" : layout == tp_UnicodeDecodeError ? "UnicodeDecodeError" : "UnicodeEncodeError";
    if (count_of(self) != wanted) return pkl_raise(tp_TypeError, "function takes exactly %d arguments (%d given)", wanted, count_of(self));
    for (int i = 0; i < wanted; i++) {
        int slot = first + i;
        bool number = slot == PKL_UNICODE_START || slot == PKL_UNICODE_END;
        py_Type type = number ? tp_int : slot == PKL_UNICODE_OBJECT && layout == tp_UnicodeDecodeError ? tp_bytes : tp_str;
        if (type == tp_bytes && item(self, i)->type == tp_bytearray) {
            PyByteArray* array = PKL_OBJECT(item(self, i), PyByteArray);
            memcpy(pkl_new_bytes(&pkl_exc_slots(self)[slot], array->size)->data, array->data, (size_t)array->size);
            continue;
        }
        if (!expect(item(self, i), type, i + 1, name)) return false;
        pkl_exc_slots(self)[slot] = number ? pkl_plain_int(item(self, i)) : *item(self, i);
    }
    return true;
}

/* The code point at an index of a str; the byte of bytes. */
static uint32_t element(py_Ref object, int64_t index) {
    if (object->type == tp_bytes) return PKL_OBJECT(object, PyBytes)->data[index];
    const char* at = pkl_str(object)->data;
    while (index--) pkl_utf8_next(&at);
    return pkl_utf8_next(&at);
}

void pkl_put_escape(PklBuilder* builder, uint32_t code) {
    int digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8;
    pkl_put_char(builder, '\\');
    pkl_put_char(builder, digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
    while (digits) pkl_put_char(builder, "0123456789abcdef"[code >> 4 * --digits & 15]);
}

static int str_unicode(py_Ref self, py_Type layout) {
    py_TValue* slots = pkl_exc_slots(self);
    py_Ref object = &slots[PKL_UNICODE_OBJECT];
    if (!object->type) return pkl_str_format(py_retval(), "");
    bool decode = layout == tp_UnicodeDecodeError, translate = layout == tp_UnicodeTranslateError;
    if (!py_len(object)) return 0;
    int64_t length = py_toint(py_retval()), start = slots[PKL_UNICODE_START]._i64, end = slots[PKL_UNICODE_END]._i64;
    if (start < 0) start = 0;
    if (start >= length) start = length ? length - 1 : 0;
    if (end < 1) end = 1;
    if (end > length) end = length > 1 ? length : 1;
    PklBuilder builder;
    pkl_builder_start(&builder);
    bool ok = true;
    if (!translate) {
        pkl_put_char(&builder, '\'');
        ok = pkl_put_string(&builder, &slots[PKL_UNICODE_ENCODING]);
        pkl_put_text(&builder, decode ? "' codec can't decode " : "' codec can't encode ");
    } else {
        pkl_put_text(&builder, "can't translate ");
    }
    bool one = start < length && end == start + 1;
    pkl_put_text(&builder, decode ? "byte" : "character");
    if (one && decode) {
        uint32_t byte = element(object, start);
        pkl_put_text(&builder, " 0x");
        pkl_put_char(&builder, "0123456789abcdef"[byte >> 4]);
        pkl_put_char(&builder, "0123456789abcdef"[byte & 15]);
    } else if (one) {
        pkl_put_text(&builder, " '");
        pkl_put_escape(&builder, element(object, start));
        pkl_put_char(&builder, '\'');
    } else {
        pkl_put_char(&builder, 's');
    }
    pkl_put_text(&builder, " in position ");
    pkl_put_int(&builder, start);
    if (!one) {
        pkl_put_char(&builder, '-');
        pkl_put_int(&builder, end - 1);
    }
    pkl_put_text(&builder, ": ");
    ok = ok && pkl_put_string(&builder, &slots[PKL_UNICODE_REASON]);
    if (ok) return pkl_builder_str(&builder, py_retval());
    pkl_builder_end(&builder);
    return 0;
}

/* ---- by class --------------------------------------------------------------------------------------- */

bool pkl_exception_fill(py_Ref self, py_Ref keywords) {
    static const Keyword NAME[] = {{"name", PKL_NAME_NAME}, {0}};
    static const Keyword ATTRIBUTE[] = {{"name", PKL_ATTRIBUTE_NAME}, {"obj", PKL_ATTRIBUTE_OBJ}, {0}};
    static const Keyword IMPORT[] = {{"name", PKL_IMPORTERROR_NAME}, {"path", PKL_IMPORTERROR_PATH}, {"name_from", PKL_IMPORTERROR_NAME_FROM}, {0}};
    py_TValue* slots = pkl_exc_slots(self);
    py_Type layout = pkl_type_of(self)->layout_type;
    int count = count_of(self);
    switch (layout) {
        case tp_NameError: return take_keywords(self, keywords, NAME, "NameError");
        case tp_AttributeError: return take_keywords(self, keywords, ATTRIBUTE, "AttributeError");
        case tp_ImportError:
            slots[PKL_IMPORTERROR_MSG] = count == 1 ? *item(self, 0) : *py_NIL();
            return take_keywords(self, keywords, IMPORT, "ImportError");
        default: break;
    }
    if (!refuse_keywords(self, keywords)) return false;
    switch (layout) {
        case tp_StopIteration: slots[PKL_STOP_VALUE] = count ? *item(self, 0) : *py_NIL(); return true;
        case tp_SystemExit: slots[PKL_EXIT_CODE] = count == 1 ? *item(self, 0) : count ? *args_of(self) : *py_NIL(); return true;
        case tp_OSError: return fill_os(self);
        case tp_SyntaxError: return fill_syntax(self);
        case tp_UnicodeEncodeError:
        case tp_UnicodeDecodeError:
        case tp_UnicodeTranslateError: return fill_unicode(self, layout);
        default: return true;
    }
}

bool pkl_exception_str(py_Ref self) {
    py_Type layout = pkl_type_of(self)->layout_type;
    int count = count_of(self), done = 2;
    switch (layout) {
        case tp_OSError: done = str_os(self); break;
        case tp_SyntaxError: done = str_syntax(self); break;
        case tp_ImportError:
            if (pkl_exc_slots(self)[PKL_IMPORTERROR_MSG].type == tp_str) return py_str(&pkl_exc_slots(self)[PKL_IMPORTERROR_MSG]);
            break;
        case tp_UnicodeEncodeError:
        case tp_UnicodeDecodeError:
        case tp_UnicodeTranslateError: done = str_unicode(self, layout); break;
        case tp_BaseExceptionGroup: {
            int children = pkl_tuple_length(&pkl_exc_slots(self)[PKL_GROUP_EXCEPTIONS]);
            return pkl_str_format(py_retval(), "%S (%d sub-exception%s)", &pkl_exc_slots(self)[PKL_GROUP_MESSAGE], children, children == 1 ? "" : "s");
        }
        default: break;
    }
    if (done != 2) return done;
    if (!count) return pkl_str_format(py_retval(), "");
    if (count == 1) return pkl_is_a(self, tp_KeyError) ? py_repr(item(self, 0)) : py_str(item(self, 0));
    return py_repr(args_of(self));
}
