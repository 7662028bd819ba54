/* What list[int] and X | Y have in common. */
#pragma once

#include "../types.h"

/* Arguments with type parameters replaced by `item` (one, or a tuple). */
bool pkl_alias_substitute(py_Ref self, const py_TValue* args, const py_TValue* parameters, py_Ref item, py_OutRef out);
/* An argument as it is shown; the end of such a text: the str in py_retval(), or nothing after an error. */
bool pkl_alias_put_item(PklBuilder* builder, const py_TValue* item);
bool pkl_alias_finish_text(PklBuilder* builder, bool ok);
bool pkl_alias_or(int argc, py_Ref argv);
bool pkl_alias_ror(int argc, py_Ref argv);

extern const PklTypeSpec pkl_union_types[];
