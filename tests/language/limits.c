/* Programs that want to run for ever, or to take all memory: `limits FILE …`. Each runs in one interpreter after the other, under the limit that its
 * first line names; it must end with an exception that this line names, which no `except` of its own caught, and the interpreter must be usable afterwards. */
#include "../../bindings/language/compiler/ast.h"
#include "../../bindings/language/machine/heap.h"
#include "../../bindings/language/machine/machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 300000, MEMORY = 64 << 20, TIME_MS = 1500 };

static char text[1 << 16];

static bool read_program(const char* path) {
    FILE* file = fopen(path, "rb");
    if(!file) return false;
    size_t size = fread(text, 1, sizeof text - 1, file);
    text[size] = '\0';
    fclose(file);
    return true;
}

/* Whether the words between `from` and the end of the part have this one. */
static bool names(const char* key, const char* word) {
    const char* at = strstr(text, key);
    const char* end = at ? at + strcspn(at, ";\n") : NULL;
    const char* found = at ? strstr(at, word) : NULL;
    return found && found < end;
}

static void set_limits(PklVM* vm) {
    vm->limits.fatal = false;
    vm->limits.steps = 0;
    vm->limits.steps_left = names("limit:", "steps") ? STEPS : -1;
    vm->limits.deadline_ms = names("limit:", "time") ? pkl_clock_ms() + TIME_MS : 0;
    vm->limits.memory_bytes_max = names("limit:", "memory") ? vm->limits.memory_bytes + MEMORY : 0;
}

static void lift_limits(PklVM* vm) {
    vm->limits.fatal = false;
    vm->limits.steps = 0;
    vm->limits.steps_left = -1;
    vm->limits.deadline_ms = 0;
    vm->limits.memory_bytes_max = 0;
}

static bool begin(PklVM* vm, const char* source) {
    PklCompileRequest request = {.text = source, .size = (int32_t)strlen(source), .filename = "<limits>", .mode = PKL_EXEC, .optimize = -1};
    py_TValue* code = py_pushtmp();
    bool ok = pkl_compile(&request, code) && pkl_begin(PKL_OBJECT(code, PyCode), PKL_OBJECT(&vm->main_module, PyModule)->dict);
    py_pop();
    return ok;
}

static bool fail(const char* path, const char* what, const char* detail) {
    fprintf(stderr, "%s: %s%s\n", path, what, detail);
    return false;
}

/* The interpreter goes on after what happened. */
static bool is_usable(PklVM* vm, const char* path) {
    lift_limits(vm);
    if(vm->inner != 0 || vm->frame != NULL || vm->native_depth != 0) return fail(path, "something is still active", "");
    if(!begin(vm, "x = [i * i for i in range(1000)]\ntry: 1 / 0\nexcept ZeroDivisionError: good = sum(x)\n") || pkl_run(vm) != PKL_DONE) {
        py_printexc();
        return fail(path, "nothing runs afterwards", "");
    }
    return py_toint(py_getglobal(py_name("good"))) == 332833500 || fail(path, "the next program is wrong", "");
}

static bool ends_well(const char* path) {
    py_initialize();
    PklVM* vm = pkl_vm;
    set_limits(vm);
    double start = pkl_clock_ms();
    PklStatus status = begin(vm, text) ? pkl_run(vm) : PKL_RAISED;
    double took = pkl_clock_ms() - start;
    if(status != PKL_RAISED) return fail(path, "it ended without an exception", "");
    const char* type = pkl_type_of(&vm->raised)->name->data;
    bool good = names("ends:", type) || fail(path, "it ended with ", type);
    py_clearexc(NULL);
    good = is_usable(vm, path) && good;
    if(good) printf("%s: %s after %.0f ms\n", strrchr(path, '/') ? strrchr(path, '/') + 1 : path, type, took);
    fflush(stdout);
    py_finalize();
    return good;
}

/* A long program leaves the loop now and then, to be entered again: engines that compile in two tiers need that. */
static bool loop_returns(void) {
    const char* path = "<loop>";
    py_initialize();
    PklVM* vm = pkl_vm;
    lift_limits(vm);
    int again = 0;
    PklStatus status = PKL_RAISED;
    if(begin(vm, "n = 0\nfor i in range(100000): n += i\n"))
        while((status = pkl_loop(vm)) == PKL_AGAIN) again++;
    bool good = status == PKL_DONE && py_toint(py_getglobal(py_name("n"))) == 4999950000;
    if(!good) fail(path, "the program is wrong", "");
    else if(again < 5 || again > 50) good = fail(path, "the loop is not entered again at each slow tick", "");
    py_finalize();
    return good;
}

int main(int argc, char** argv) {
    int bad = !loop_returns();
    for(int i = 1; i < argc; i++) {
        if(!read_program(argv[i])) return fail(argv[i], "cannot be read", ""), 2;
        bad += !ends_well(argv[i]);
    }
    return bad > 0;
}
