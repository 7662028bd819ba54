/* The files that `import` finds. */
#pragma once

void pkw_files_install(void);
