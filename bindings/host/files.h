/* Files of the in-memory file system. */
#pragma once

/* Puts open(), the methods of files and the loader of imported files in place. */
void pkw_files_install(void);
