/*
 * Exceptions: their fields, how they are raised and printed.
 *
 * An exception is a slot object: PKL_EXC_ARGS … of object.h, then the fields of its class. Notes lie in its attributes.
 */
#pragma once

#include "../types/types.h"

enum { PKL_STOP_VALUE = PKL_EXC_FIELDS, PKL_STOP_SLOTS };
enum { PKL_EXIT_CODE = PKL_EXC_FIELDS, PKL_EXIT_SLOTS };
enum { PKL_NAME_NAME = PKL_EXC_FIELDS, PKL_NAME_SLOTS };
enum { PKL_ATTRIBUTE_NAME = PKL_EXC_FIELDS, PKL_ATTRIBUTE_OBJ, PKL_ATTRIBUTE_SLOTS };
enum { PKL_IMPORTERROR_MSG = PKL_EXC_FIELDS, PKL_IMPORTERROR_NAME, PKL_IMPORTERROR_PATH, PKL_IMPORTERROR_NAME_FROM, PKL_IMPORTERROR_SLOTS };
enum { PKL_OS_ERRNO = PKL_EXC_FIELDS, PKL_OS_STRERROR, PKL_OS_FILENAME, PKL_OS_FILENAME2, PKL_OS_WRITTEN, PKL_OS_SLOTS };
enum {
    PKL_SYNTAX_MSG = PKL_EXC_FIELDS,
    PKL_SYNTAX_FILENAME,
    PKL_SYNTAX_LINENO,
    PKL_SYNTAX_OFFSET,
    PKL_SYNTAX_TEXT,
    PKL_SYNTAX_END_LINENO,
    PKL_SYNTAX_END_OFFSET,
    PKL_SYNTAX_PRINT,
    PKL_SYNTAX_METADATA,
    PKL_SYNTAX_SLOTS
};
/* UnicodeTranslateError has no encoding. */
enum { PKL_UNICODE_ENCODING = PKL_EXC_FIELDS, PKL_UNICODE_OBJECT, PKL_UNICODE_START, PKL_UNICODE_END, PKL_UNICODE_REASON, PKL_UNICODE_SLOTS };
enum { PKL_GROUP_MESSAGE = PKL_EXC_FIELDS, PKL_GROUP_EXCEPTIONS, PKL_GROUP_SLOTS };

static inline py_TValue* pkl_exc_slots(const py_TValue* exception) { return PKL_SLOTS(exception->_obj); }

/* A new exception of a built-in class with these arguments, its fields filled in. Raises where its constructor would. */
bool pkl_new_exception(py_OutRef out, py_Type type, const py_TValue* arguments, int count);
/* The fields from args and keywords (dict or nil), as the constructor of the class does it. */
bool pkl_exception_fill(py_Ref exception, py_Ref keywords);
/* The subclass of OSError for an errno. */
py_Type pkl_os_error_type(int64_t number);
/* str() of groups, OSError … without calling a program's __str__; into py_retval(). */
bool pkl_exception_str(py_Ref exception);

/* \x.., \u.... or \U........ */
void pkl_put_escape(PklBuilder* builder, uint32_t code);

extern const PklMethod pkl_group_methods[];
extern const PklMember pkl_group_members[];

/* ---- tracebacks ------------------------------------------------------------------------------ */

/* The text of an exception with its chain, as CPython prints it. `limit`: entries of a traceback, -1 all. */
bool pkl_traceback_text(PklBuilder* builder, py_Ref exception);
/* One "  File ..." entry with its source line and markers. */
void pkl_put_traceback_entry(PklBuilder* builder, PyCode* code, int instruction);
/* A line of a code object's source, without its end; false where it is not to be had. */
bool pkl_source_line(const PyCode* code, int line, c11_sv* out);
/* The last line: "ValueError: text". */
bool pkl_put_exception_line(PklBuilder* builder, py_Ref exception);
/* ". Did you mean: 'x'?" for names, attributes and imports. */
void pkl_put_suggestion(PklBuilder* builder, py_Ref exception);

/* One more note of the pending exception; the format has one %i. */
void pkl_add_note(const char* format, int64_t number);
