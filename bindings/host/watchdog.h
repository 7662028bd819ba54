/* The functions of pkpy with which a program sets its own deadline. */
#pragma once

#include "pocketpy.h"

#include <stdbool.h>

void pkw_watchdog_install(void);

/* Raises TimeoutError, once, when the deadline has passed; true when it did. For loops in C that run no bytecode. */
bool pkw_raise_if_overdue(void) PY_RAISE;
