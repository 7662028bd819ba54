/*
 * The module _csv: dialects, readers and writers.
 */
#pragma once

#include "../iterators.h"
#include "../../language/text/bytes/bytes.h"

#include <string.h>

enum { CSV_NONE = UINT32_MAX };
typedef enum Quoting { QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL, QUOTING_KINDS } Quoting;

typedef struct PyDialect {
    PyObject head; /* slots == 1 */
    py_TValue line_end;
    uint32_t delimiter, quote, escape; /* CSV_NONE: none */
    Quoting quoting;
    bool double_quote, skip_space, strict;
} PyDialect;

/* csv.Error */
#define pkl_csv_error(...) pkl_raise(tp_csv_error, __VA_ARGS__)
/* Dialect(dialect, **keywords) in py_retval(); `dialect` NULL: not given; keywords a dict or nil. */
bool pkl_csv_dialect(py_Ref dialect, py_Ref keywords);
/* The dialects that have names; NULL with an exception. */
PyDict* pkl_csv_dialects(void);
/* Readers and writers begin alike: (first, dialect, keywords) with the counts checked. The dialect in py_retval(). */
bool pkl_csv_arguments(int argc, py_Ref argv, const char* name);

extern int64_t pkl_csv_field_limit;
extern const PklTypeSpec pkl_csv_dialect_types[], pkl_csv_reader_types[], pkl_csv_writer_types[];
extern const PklMethod pkl_csv_reader_functions[], pkl_csv_writer_functions[];
