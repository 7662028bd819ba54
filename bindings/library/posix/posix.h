/* The module posix: what its files share. */
#pragma once

#include "platform.h"

#include <sys/stat.h>

/* A row of a table of functions of files that take one path first. */
bool pkl_give_stat(const struct stat* found);
/* The arguments dir_fd, which no file system here knows: None or nil. */
bool pkl_no_dir_fd(py_Ref value);
void pkl_posix_stat_start(PyModule* module);
extern const PklMethod pkl_posix_stat[], pkl_posix_paths[], pkl_posix_descriptors[], pkl_posix_process[], pkl_posix_scan[];
extern const PklTypeSpec pkl_posix_scan_types[];
