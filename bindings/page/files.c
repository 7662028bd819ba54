/* The files that `import` finds: sources of the file system. */
#include "files.h"

#include "pkw.h"

#include <stdio.h>
#include <sys/stat.h>

static bool is_file(const char* path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* The whole file, allocated and NUL-terminated; NULL if it does not exist. */
static char* import_file(const char* path, int* size_bytes) {
    FILE* stream = is_file(path) ? fopen(path, "rb") : NULL;
    if(!stream) return NULL;
    fseek(stream, 0, SEEK_END);
    long room = ftell(stream);
    rewind(stream);
    char* data = py_malloc((size_t)room + 1);
    size_t size = data ? fread(data, 1, (size_t)room, stream) : 0;
    fclose(stream);
    if(!data) return NULL;
    data[size] = '\0';
    if(size_bytes) *size_bytes = (int)size;
    return data;
}

void pkw_files_install(void) { py_callbacks()->importfile = import_file; }
