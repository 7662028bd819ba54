/* What the execution of a source needs to know of its compilation. */
#pragma once

#include <stdbool.h>

/* True once after the compiler refused a source for its depth: the SyntaxError
 * that was raised for it should be RecursionError. */
bool pkw_compile_take_refusal(void);
