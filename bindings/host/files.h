/* Files of the in-memory file system. */
#pragma once

/* Installs open(), the methods of files and the loader of imported files. */
void pkw_files_install(void);
