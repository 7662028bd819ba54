/* Corrections to single methods of built-in types: see corrections.c. */
#pragma once

void pkw_corrections_install(void);
