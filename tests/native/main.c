/*
 * A program that runs one Python file with the bindings of a tier, for the sanitizers: `program FILE`. `program
 * --formats` compares text of numbers with the C library's.
 *
 * The interpreter runs in a thread, since only a thread's stack can be given a size here: instrumented frames are
 * several times as large as those that the recursion guard counts. Limits: exit code 1 after an exception,
 * whatever exit() was given.
 */
#include "formats.h"
#include "pkw.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STACK_BYTES (256UL * 1024 * 1024)

static char* read_text(const char* path) {
    FILE* file = fopen(path, "rb");
    if(!file) return NULL;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char* text = malloc(size + 1);
    size = fread(text, 1, size, file);
    text[size] = '\0';
    fclose(file);
    return text;
}

/* NULL after success, as a thread's result. */
static void* run(void* path) {
    char* source = read_text(path);
    if(!source) {
        perror(path);
        return path;
    }
    py_initialize();
    bool ok = py_module_initialize() && py_exec(source, path, EXEC_MODE, NULL);
    if(!ok) py_printexc();
    py_finalize();
    free(source);
    return ok ? NULL : path;
}

int main(int argc, char** argv) {
    if(argc != 2) {
        fprintf(stderr, "usage: %s FILE | --formats\n", argv[0]);
        return 2;
    }
    if(strcmp(argv[1], "--formats") == 0) return pkw_compare_formats() > 0;
    setvbuf(stdout, NULL, _IOLBF, 0); /* a sanitizer aborts without flushing buffers */
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    pthread_t thread;
    if(pthread_create(&thread, &attributes, run, argv[1]) != 0) return 3;
    void* failed;
    pthread_join(thread, &failed);
    return failed ? 1 : 0;
}
