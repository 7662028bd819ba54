/* Leaving the program. */
#pragma once

#include <stdbool.h>

/* Installs exit(), quit(), sys.exit() and SystemExit.code. */
void pkw_exit_install(void);

/* Records the exit code of the program that has just ended. */
void pkw_exit_record(bool ok);

/* If the uncaught exception is SystemExit: prints what CPython would, and returns true. */
bool pkw_exit_print(void);
