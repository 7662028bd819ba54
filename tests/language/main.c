/* PKL_STRESS=N in the environment: a collection at every N calls and back edges.
 * pkl FILE [argument …] | pkl -c TEXT [argument …] | pkl: runs a program as CPython's command line does; without
 * arguments the one on stdin. */
#include "../../bindings/language/machine/heap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char* read_all(FILE* file) {
    size_t size = 0, capacity = 1 << 16;
    char* text = malloc(capacity);
    for(size_t n; text && (n = fread(text + size, 1, capacity - size - 1, file)) > 0;) {
        size += n;
        if(size + 1 == capacity) text = realloc(text, capacity *= 2);
    }
    if(text) text[size] = '\0';
    return text;
}

static char* read_file(const char* path) {
    FILE* file = fopen(path, "rb");
    if(!file) return NULL;
    char* text = read_all(file);
    fclose(file);
    return text;
}

static char* import_file(const char* path, int* size) {
    char* text = read_file(path);
    if(text && size) *size = (int)strlen(text);
    return text;
}

/* SystemExit ends the program with its code; other exceptions are printed. */
static int finish_with_exception(void) {
    if(!py_matchexc(tp_SystemExit)) {
        fflush(stdout);
        char* text = py_formatexc();
        fputs(text ? text : "out of memory\n", stderr);
        free(text);
        return 1;
    }
    py_TValue exit = *py_retval();
    py_clearexc(NULL);
    if(!py_getattr(&exit, py_name("code"))) return 1;
    py_TValue code = *py_retval();
    if(py_isnone(&code)) return 0;
    if(py_isint(&code)) return (int)py_toint(&code) & 255;
    if(py_str(&code)) fprintf(stderr, "%s\n", py_tostr(py_retval()));
    return 1;
}

int main(int argc, char** argv) {
    bool command = argc > 2 && !strcmp(argv[1], "-c");
    const char* name = command ? "<string>" : argc > 1 ? argv[1] : "<stdin>";
    char* text = command ? argv[2] : argc > 1 ? read_file(argv[1]) : read_all(stdin);
    if(!text) {
        fprintf(stderr, "pkl: can't open file `%s`\n", name);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 1 << 16);
    py_initialize();
    py_callbacks()->importfile = import_file;
    int first = command ? 2 : 1;
    char* words = command ? argv[2] : NULL;
    if(command) argv[2] = "-c";
    if(argc > first) py_sys_setargv(argc - first, argv + first);
    if(command) argv[2] = words;
    if(getenv("PKL_STRESS")) {
        pkl_vm->heap->stress = atoi(getenv("PKL_STRESS"));
        pkl_request_tick();
    }
    int code = py_exec(text, name, EXEC_MODE, NULL) ? 0 : finish_with_exception();
    fflush(stdout);
    if(!command) free(text);
    return code;
}
