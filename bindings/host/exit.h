/* Leaving the program. */
#pragma once

#include <stdbool.h>

/* Puts exit(), quit(), sys.exit() and SystemExit.code in place. */
void pkw_exit_install(void);

/* Notes the exit code of the program that has just ended. */
void pkw_exit_record(bool ok);

/* If the uncaught exception is SystemExit: prints what CPython would, and is true. */
bool pkw_exit_print(void);
