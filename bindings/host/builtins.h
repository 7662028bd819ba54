/* Builtins in C: see builtins.c, iterators.c. */
#pragma once

void pkw_builtins_install(void);
void pkw_iterators_install(void);
