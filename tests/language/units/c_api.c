/* Functions of pocketpy.h that embedders call and that bindings rarely do: stored code, reloading, json, pickle, random, the watchdog. */
#include "../../../bindings/language/types/types.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if(!(condition)) {                                                                                             \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);                                  \
            if(py_checkexc()) py_printexc();                                                                           \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while(0)

/* Files that importfile gives: a name and its text. */
static const char *file_name, *file_text;

static char* import_file(const char* path, int* size) {
    if(file_name == NULL || strcmp(path, file_name) != 0) return NULL;
    if(size) *size = (int)strlen(file_text);
    return strcpy(malloc(strlen(file_text) + 1), file_text);
}

static void run(const char* text) { CHECK(py_exec(text, "<test>", EXEC_MODE, NULL)); }

static void raises(bool done, py_Type type, const char* text) {
    CHECK(!done && py_matchexc(type));
    py_TValue exception = *py_retval();
    py_clearexc(NULL);
    CHECK(py_str(&exception));
    if(strcmp(py_tostr(py_retval()), text) == 0) return;
    fprintf(stderr, "not `%s` but `%s`\n", text, py_tostr(py_retval()));
    exit(1);
}

/* ---- stored code ---------------------------------------------------------------------------------- */

static unsigned char stored[1000];

static int read_stored(const char* path) {
    FILE* file = fopen(path, "rb");
    CHECK(file != NULL);
    int size = (int)fread(stored, 1, sizeof stored, file);
    fclose(file);
    return size;
}

static void a_compiled_file_runs_in_any_module(const char* path) {
    file_name = "thing.py", file_text = "x = 6\ny = x * 7\n";
    CHECK(py_compilefile("thing.py", path));
    int size = read_stored(path);
    py_GlobalRef module = py_newmodule("place");
    CHECK(py_execo(stored, size, "thing.py", module));
    CHECK(py_toint(py_getdict(module, py_name("y"))) == 42);
    CHECK(py_execo(stored, size, "thing.py", NULL) && py_toint(py_getglobal(py_name("x"))) == 6);
    raises(py_execo(stored, 5, "thing.py", NULL), tp_ValueError, "thing.py is not a file that py_compilefile made");
    stored[2] ^= 1;
    raises(py_execo(stored, size, "thing.py", NULL), tp_ValueError, "thing.py is not a file that py_compilefile made");
}

static void faults_are_found_when_a_file_is_compiled(const char* path) {
    file_text = "x = = 6\n";
    raises(py_compilefile("thing.py", path), tp_SyntaxError, "invalid syntax (thing.py, line 1)");
    raises(py_compilefile("missing.py", path), tp_FileNotFoundError, "[Errno 2] No such file or directory: 'missing.py'");
    file_text = "x = 6\n";
    CHECK(!py_compilefile("thing.py", "/no/such/folder/x") && py_matchexc(tp_FileNotFoundError));
    py_clearexc(NULL);
}

/* ---- modules ------------------------------------------------------------------------------------------ */

static void a_reloaded_module_keeps_its_identity_and_what_the_file_does_not_set(void) {
    file_name = "fresh.py", file_text = "a = 1\nb = 2\n";
    run("import fresh\nfresh.c = 3\nkept = fresh\n");
    file_text = "a = 10\n";
    CHECK(py_importlib_reload(py_getglobal(py_name("kept"))));
    CHECK(py_isidentical(py_retval(), py_getglobal(py_name("kept"))));
    run("assert (kept.a, kept.b, kept.c) == (10, 2, 3)\nimport sys\nassert sys.modules['fresh'] is kept");
    file_text = "1 / 0\n";
    raises(py_importlib_reload(py_getglobal(py_name("kept"))), tp_ZeroDivisionError, "division by zero");
    run("assert sys.modules['fresh'] is kept and kept.a == 10");
    run("import time\nkept = time");
    CHECK(py_importlib_reload(py_getglobal(py_name("kept"))) && py_isidentical(py_retval(), py_getmodule("time")));
    run("kept = type(sys)('nowhere')");
    raises(py_importlib_reload(py_getglobal(py_name("kept"))), tp_ImportError, "module nowhere not in sys.modules");
    py_newint(py_r0(), 1);
    raises(py_importlib_reload(py_r0()), tp_TypeError, "reload() argument must be a module");
}

/* ---- json and pickle: of the library, where it is ------------------------------------------------------------ */

static void json_and_pickle_are_those_of_the_library(void) {
    py_newnone(py_r0());
    run("import sys; sys.path[:] = ['']"); /* not the library */
    raises(py_json_dumps(py_r0(), 0), tp_ModuleNotFoundError, "No module named 'json'");
    raises(py_pickle_loads((const unsigned char*)"N.", 2), tp_ModuleNotFoundError, "No module named 'pickle'");
    file_name = "json.py";
    file_text = "def dumps(obj, *, indent=None): return f'{obj} {indent}'\ndef loads(s): return [s]\n";
    py_newint(py_r0(), 5);
    CHECK(py_json_dumps(py_r0(), 0) && strcmp(py_tostr(py_retval()), "5 None") == 0);
    CHECK(py_json_dumps(py_r0(), 4) && strcmp(py_tostr(py_retval()), "5 4") == 0);
    CHECK(py_json_loads("[1]") && py_islist(py_retval()));
    file_name = "pickle.py";
    file_text = "def dumps(obj): return bytes([obj])\ndef loads(data): return data[0] + data[1]\n";
    int size;
    CHECK(py_pickle_dumps(py_r0()) && *py_tobytes(py_retval(), &size) == 5 && size == 1);
    CHECK(py_pickle_loads((const unsigned char*)"\1\2", 2) && py_toint(py_retval()) == 3);
}

/* ---- numbers ------------------------------------------------------------------------------------------------ */

/* The numbers are CPython's random.Random(42). */
static void a_random_generator_gives_cpythons_numbers(void) {
    py_newRandom(py_r0());
    py_Random_seed(py_r0(), 42);
    CHECK(py_Random_random(py_r0()) == 0.6394267984578837);
    CHECK(py_Random_uniform(py_r0(), 10, 20) == 10.25010755222667);
    for(int i = 0; i < 1000; i++) {
        py_i64 number = py_Random_randint(py_r0(), -3, 3);
        CHECK(number >= -3 && number <= 3);
    }
    CHECK(py_Random_randint(py_r0(), 7, 7) == 7);
    bool large = false;
    for(int i = 0; i < 100; i++) large |= py_Random_randint(py_r0(), INT64_MIN, INT64_MAX) > 1LL << 40;
    CHECK(large);
    py_newRandom(py_r1());
    py_newRandom(py_r2());
    CHECK(py_Random_random(py_r1()) != py_Random_random(py_r2()));
}

static void division_and_clocks_are_cpythons(void) {
    CHECK(cpy312__int_floordiv(-7, 2) == -4 && cpy312__int_mod(-7, 2) == 1);
    CHECK(cpy312__int_floordiv(7, -2) == -4 && cpy312__int_mod(7, -2) == -1);
    CHECK(cpy312__int_floordiv(INT64_MIN, -1) == INT64_MIN && cpy312__int_mod(INT64_MIN, -1) == 0);
    double quotient, rest;
    cpy312__float_divmod(-7.5, 2, &quotient, &rest);
    CHECK(quotient == -4 && rest == 0.5);
    cpy312__float_divmod(7.5, -2, &quotient, &rest);
    CHECK(quotient == -4 && rest == -0.5);
    CHECK(time_ns() > 1700000000LL * 1000000000);
    int64_t before = time_monotonic_ns();
    CHECK(time_monotonic_ns() >= before);
}

/* ---- the watchdog -------------------------------------------------------------------------------------------- */

static void the_watchdog_raises_once_and_can_be_caught(void) {
    py_watchdog_begin(300);
    run("caught = ''\ntry:\n  while True: pass\nexcept TimeoutError as e: caught = str(e)\nassert caught == 'watchdog timeout', caught\n"
        "for i in range(300000): pass\n");
    py_watchdog_begin(300);
    py_watchdog_end();
    run("import time\nend = time.monotonic() + 0.4\nwhile time.monotonic() < end: pass\nassert sum(range(10**6))\n");
    py_watchdog_begin(300);
    run("try: sum(i for i in iter(int, 1))\nexcept TimeoutError: caught = 'again'\nassert caught == 'again'");
}

/* ---- imports ------------------------------------------------------------------------------------------------------------ */

static void an_import_that_fails_can_be_tried_again(void) {
    pkl_vm->limits.interrupt = true;
    pkl_request_tick();
    CHECK(py_import("long_v1") == -1 && py_matchexc(tp_KeyboardInterrupt));
    py_clearexc(NULL);
    CHECK(py_import("long_v1") == 1 && py_import("array2d") == 1);
    run("from array2d import array2d, chunked_array2d\nassert array2d.get_connected_components and chunked_array2d(2).chunk_size == 2\nfrom long_v1 import long\nassert str(long(2)) == '2L'");
}

/* Upstream's render answers True to a text that has no room. */
static void a_native_of_a_unit_that_leaves_an_exception_has_failed(void) {
    pkl_vm->limits.memory_bytes_max = pkl_vm->limits.memory_bytes + 10000000;
    run("from array2d import array2d\nwide = array2d(100, 1, 'x' * 1000000)\ntry: wide.render()\nexcept MemoryError: text = 'no room'\nassert text == 'no room'\ndel wide");
    pkl_vm->limits.memory_bytes_max = 0;
}

static void long_work_of_units_ends_at_a_deadline(void) {
    const char* texts[] = {"array2d(1000, 1000, 1).convolve(array2d(999, 999, 1), 0)", "picoterm.wcswidth('\\u4e2d' * 100000000)"};
    run("import picoterm");
    for(int i = 0; i < 2; i++) {
        pkl_vm->limits.watchdog_ms = pkl_clock_ms() + 1000;
        CHECK(!py_eval(texts[i], NULL) && py_matchexc(tp_TimeoutError));
        py_clearexc(NULL);
    }
}

/* ---- values of vmath and array2d, before any program has imported them ------------------------------------------- */

static void vectors_and_arrays_are_made_before_their_modules_are_imported(void) {
    py_newarray2d(py_r0(), 2, 3);
    CHECK(py_array2d_getwidth(py_r0()) == 2 && py_array2d_getheight(py_r0()) == 3);
    py_newvec4i(py_r1(), (c11_vec4i){{1, 2, 3, 4}});
    py_array2d_setitem(py_r0(), 1, 2, py_r1());
    CHECK(py_tovec4i(py_array2d_getitem(py_r0(), 1, 2)).w == 4);
    py_newvec2(py_r1(), (c11_vec2){{1, 2}});
    CHECK(py_tovec2(py_r1()).y == 2);
    py_newvec3(py_r1(), (c11_vec3){{1, 2, 3}});
    CHECK(py_tovec3(py_r1()).z == 3);
    py_newvec2i(py_r1(), (c11_vec2i){{1, 2}});
    CHECK(py_tovec2i(py_r1()).y == 2);
    py_newvec3i(py_r1(), (c11_vec3i){{1, 2, 3}});
    CHECK(py_tovec3i(py_r1()).z == 3);
    py_newcolor32(py_r1(), (c11_color32){.data = {1, 2, 3, 4}});
    CHECK(py_tocolor32(py_r1()).a == 4);
    py_newmat3x3(py_r1())->_33 = 9;
    CHECK(py_tomat3x3(py_r1())->_33 == 9);
    py_setglobal(py_name("m"), py_r1());
    run("import vmath\nassert m[2, 2] == 9 and type(m) is vmath.mat3x3");
}

int main(int argc, char** argv) {
    CHECK(argc == 2);
    py_initialize();
    py_callbacks()->importfile = import_file;
    vectors_and_arrays_are_made_before_their_modules_are_imported();
    py_resetvm();
    py_callbacks()->importfile = import_file;
    an_import_that_fails_can_be_tried_again();
    a_native_of_a_unit_that_leaves_an_exception_has_failed();
    long_work_of_units_ends_at_a_deadline();
    a_compiled_file_runs_in_any_module(argv[1]);
    faults_are_found_when_a_file_is_compiled(argv[1]);
    a_reloaded_module_keeps_its_identity_and_what_the_file_does_not_set();
    json_and_pickle_are_those_of_the_library();
    a_random_generator_gives_cpythons_numbers();
    division_and_clocks_are_cpythons();
    the_watchdog_raises_once_and_can_be_caught();
    py_finalize();
    puts("done");
    return 0;
}
