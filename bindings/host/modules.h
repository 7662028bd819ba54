/* Corrections to pocketpy's own modules. */
#pragma once

/* Replaces the functions of built-in modules that could end the runtime. */
void pkw_modules_install(void);
