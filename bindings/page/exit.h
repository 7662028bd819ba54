/* The exit code of the last program. */
#pragma once

#include <stdbool.h>

/* Notes how the program ended that py_exec just ran. */
void pkw_exit_record(bool ok);
