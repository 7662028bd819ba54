/* import of a module name on which upstream would abort. */
#include "pocketpy.h"

#include <string.h>

int pkw_original_py_import(const char* path);

/* Leading dots are a relative import; what follows must be names between dots. */
static bool name_is_valid(const char* path) {
    const char* name = path + strspn(path, ".");
    if(name == path && *path == '\0') return true; /* upstream's ValueError */
    size_t length = strlen(name);
    bool dots_at_end = length > 0 && name[length - 1] == '.';
    return !dots_at_end && !strstr(name, "..");
}

int py_import(const char* path) {
    if(name_is_valid(path)) return pkw_original_py_import(path);
    ImportError("No module named '%s'", path);
    return -1;
}
