/* A program that is left in the middle of calls, generators, `with` and `async for`, copied to another process with all its memory (as an
 * instance of the wasm is), and goes on in both: the same output. What the host answers may be a value or an exception. */
#include "../../bindings/language/compiler/ast.h"
#include "../../bindings/language/machine/heap.h"
#include "../../bindings/language/machine/machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char PROGRAM[] =
    "log = []\n"
    "class Guard:\n"
    "    def __init__(self, name): self.name = name\n"
    "    def __enter__(self): print('enter', self.name, ask('enter')); return self\n"
    "    def __exit__(self, *what): print('exit', self.name, what[0], ask('exit')); return False\n"
    "def numbers(n):\n"
    "    try:\n"
    "        for i in range(n):\n"
    "            got = yield ask('number', i)\n"
    "            if got: print('got', got)\n"
    "    finally: print('numbers end', ask('end'))\n"
    "def inner(x):\n"
    "    with Guard(x) as g:\n"
    "        total = 0\n"
    "        for value in numbers(3): total += value; log.append((x, value))\n"
    "        try: ask('fail')\n"
    "        except ValueError as error: print('caught', error)\n"
    "        return total\n"
    "def outer(n): return [inner(i) for i in range(n)]\n"
    "async def ticks(n):\n"
    "    for i in range(n): yield ask('tick', i)\n"
    "async def main():\n"
    "    return [t async for t in ticks(3)] + [await other(t) async for t in ticks(2)]\n"
    "async def other(t): return -ask('other', t)\n"
    "class P:\n"
    "    @property\n"
    "    def value(self): return ask('property')\n"
    "    def __add__(self, other): return ask('add', other)\n"
    "    def __iter__(self): yield from numbers(2)\n"
    "    def __getattr__(self, name): return ask('getattr', name)\n"
    "    def __bool__(self): return ask('bool') > 3\n"
    "print(outer(3))\n"
    "c = main()\n"
    "try: c.send(None)\n"
    "except StopIteration as stop: print(stop.value)\n"
    "p = P()\n"
    "print(p.value, p + 3, list(x for x in p if x), p.missing, 'true' if p else 'false')\n"
    "print(list(map(lambda x: ask('map') + x, [1, 2])), list(filter(lambda x: ask('filter') > 5, 'ab')), max(map(lambda x: ask('max') * x, (1, 2))))\n"
    "try: sorted([1, 2], key=lambda x: ask('sorted', x))\n"
    "except RuntimeError as error: print(error)\n"
    "match ask('match'):\n"
    "    case 5: print('five')\n"
    "    case _: print('other')\n"
    "print(sum(range(2000)), len(log), sorted(log)[-1])\n";

static char output[65536];
static size_t written;
static int leaves, forks;

static void keep(const char* text) {
    size_t size = strlen(text);
    if(written + size >= sizeof output) exit(3);
    memcpy(output + written, text, size + 1);
    written += size;
}

/* ask(what, …): the host answers with the length of the text, or raises ValueError for 'fail'. */
static PklCalled ask(PklVM* vm, py_TValue* base, int argc, const py_TValue* kwnames) {
    (void)kwnames;
    if(argc < 1) return pkl_raise(tp_TypeError, "ask() wants a text"), PKL_CALLED_ERROR;
    py_TValue request = base[2];
    return pkl_leave_loop(vm, base, PKL_CALL_HOST, &request);
}

static bool answer(PklVM* vm) {
    py_TValue request = vm->host_call, value;
    if(!strcmp(py_tostr(&request), "fail")) return pkl_raise(tp_ValueError, "the host said no"), pkl_answer_raised(vm);
    py_newint(&value, (int64_t)strlen(py_tostr(&request)));
    pkl_answer(vm, &value);
    return true;
}

static void ended_by_exception(void) {
    py_printexc();
    fputs(output, stderr);
    exit(2);
}

/* Pauses come at every few calls and back edges. */
static PklStatus run(PklVM* vm) {
    vm->limits.steps = 3;
    vm->limits.slice_ms = 1e-9;
    return pkl_run(vm);
}

/* To the end of the program; at every `every`th leave a copy goes on by itself, whose output must be the same. 0: no copies. */
static void finish(PklVM* vm, PklStatus status, int every, const char* expected);

static void copy(PklVM* vm, PklStatus status, const char* expected) {
    forks++;
    pid_t child = fork();
    if(child == 0) {
        finish(vm, status, 0, expected);
        _exit(strcmp(output, expected) ? 1 : 0);
    }
    int end = -1;
    if(child < 0 || waitpid(child, &end, 0) != child || end != 0) {
        fprintf(stderr, "leave %d: the copy did not print the same (%d)\n", leaves, end);
        exit(1);
    }
}

static void finish(PklVM* vm, PklStatus status, int every, const char* expected) {
    for(;;) {
        if(status == PKL_DONE) return;
        if(status == PKL_RAISED) {
            ended_by_exception();
        }
        leaves++;
        if(every && leaves % every == 0) copy(vm, status, expected);
        if(status == PKL_CALL_HOST && !answer(vm)) status = PKL_RAISED;
        else status = run(vm);
    }
}

static void whole(int every, const char* expected) {
    py_initialize();
    pkl_vm->callbacks.print = keep;
    written = 0;
    leaves = 0;
    static const PklMethod FUNCTIONS[] = {{"ask", (PklNative)(void*)ask, NULL, PKL_MACHINE, PKL_FUNCTION, 0, 0}, {0}};
    pkl_register_functions(PKL_OBJECT(&pkl_vm->builtins_module, PyModule), FUNCTIONS);
    PklCompileRequest request = {.text = PROGRAM, .size = (int32_t)strlen(PROGRAM), .filename = "<suspend>", .mode = PKL_EXEC, .optimize = -1};
    py_TValue* code = py_pushtmp();
    if(!pkl_compile(&request, code) || !pkl_begin(PKL_OBJECT(code, PyCode), PKL_OBJECT(&pkl_vm->main_module, PyModule)->dict)) {
        ended_by_exception();
    }
    finish(pkl_vm, run(pkl_vm), every, expected);
    py_finalize();
}

int main(int argc, char** argv) {
    whole(0, "");
    char* expected = strdup(output);
    if(argc > 1 && !strcmp(argv[1], "--show")) fputs(expected, stdout);
    if(!strstr(expected, "five")) {
        fprintf(stderr, "the program did not come to its end:\n%s", expected);
        return 1;
    }
    whole(2, expected);
    if(strcmp(output, expected)) {
        fprintf(stderr, "left by copies, the program printed something else:\n%s", output);
        return 1;
    }
    printf("left %d times, went on in %d copies: the same output\n", leaves, forks);
    free(expected);
    return forks > 20 ? 0 : 1;
}
