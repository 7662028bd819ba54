/* The module _codecs: what its files share. */
#pragma once

#include "../iterators.h"

#include "../../language/errors/errors.h"
#include "../../language/text/codecs/codecs.h"

/* (value, count) in py_retval(). */
bool pkl_codecs_pair(const py_TValue* value, int64_t count);
/* A str or bytes-like argument as bytes: texts as UTF-8. */
bool pkl_codecs_data(py_Ref value, c11_sv* out);
/* An argument `errors`: None as nil. */
bool pkl_codecs_errors(py_Ref errors);
/* A decoder's error: what the handler puts in place is added to `out`, and `place` becomes where to go on. `data` is the whole, as bytes. */
bool pkl_codecs_refuse(const char* encoding, c11_sv data, int64_t* place, int64_t end, const char* reason, py_Ref errors, PklBuilder* out);

extern const PklMethod pkl_codecs_escapes[], pkl_codecs_maps[];
