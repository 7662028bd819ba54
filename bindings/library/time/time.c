/* The module time: clocks, and waiting. Left out is what sets clocks or asks about threads. */
#include "time.h"

#include <math.h>
#include <string.h>
#include <time.h>

/* ---- clocks -------------------------------------------------------------------------------------------------- */

#define CLOCKS(X)                                                                                                      \
    X(time, CLOCK_REALTIME)                                                                                            \
    X(monotonic, CLOCK_MONOTONIC)                                                                                      \
    X(perf_counter, CLOCK_MONOTONIC)                                                                                   \
    X(process_time, CLOCK_PROCESS_CPUTIME_ID)

static const int CLOCK_IDS[] = {
#define ID(name, id) id,
    CLOCKS(ID)
#undef ID
};
enum { CLOCK_COUNT = sizeof CLOCK_IDS / sizeof *CLOCK_IDS };

static int64_t nanoseconds(struct timespec moment) { return (int64_t)moment.tv_sec * 1000000000 + moment.tv_nsec; }

static int64_t read_clock(int id) {
    struct timespec now = {0};
    clock_gettime((clockid_t)id, &now);
    return nanoseconds(now);
}

static bool clock_seconds(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_float((double)read_clock(CLOCK_IDS[pkl_running_row(pkl_time_clocks)]) / 1e9);
}

static bool clock_nanoseconds(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    return pkl_return_int(read_clock(CLOCK_IDS[pkl_running_row(pkl_time_clocks) - CLOCK_COUNT]));
}

/* ---- clocks by number ------------------------------------------------------------------------------------------ */

typedef int (*Reader)(clockid_t, struct timespec*);

static bool by_number(py_Ref argv, Reader reader, struct timespec* out) {
    int64_t id;
    if (!pkl_is_int(argv)) return pkl_raise(tp_TypeError, "clk_id should be integer, not %T", argv);
    if (!pkl_index(argv, &id, false)) return false;
    if (id >= INT32_MIN && id <= INT32_MAX && reader((clockid_t)id, out) == 0) return true;
    py_TValue arguments[2], made;
    py_newint(&arguments[0], 22);
    py_newstr(&arguments[1], "Invalid argument");
    return py_tpcall(tp_OSError, 2, arguments) && (made = *py_retval(), py_raise(&made));
}

static bool time_clock_gettime(int argc, py_Ref argv) {
    (void)argc;
    struct timespec moment;
    return by_number(argv, clock_gettime, &moment) && pkl_return_float((double)nanoseconds(moment) / 1e9);
}

static bool time_clock_gettime_ns(int argc, py_Ref argv) {
    (void)argc;
    struct timespec moment;
    return by_number(argv, clock_gettime, &moment) && pkl_return_int(nanoseconds(moment));
}

static bool time_clock_getres(int argc, py_Ref argv) {
    (void)argc;
    struct timespec moment;
    return by_number(argv, clock_getres, &moment) && pkl_return_float((double)nanoseconds(moment) / 1e9);
}

/* ---- what is known about them ------------------------------------------------------------------------------------ */

static void set(py_Ref object, const char* name, py_TValue value) { py_setattr(object, py_name(name), &value); }

static bool describe(const char* implementation, int id, py_OutRef out) {
    struct timespec resolution = {0, 1};
    py_TValue text, number;
    if (!py_tpcall(tp_SimpleNamespace, 0, NULL)) return false;
    *out = *py_retval();
    clock_getres((clockid_t)id, &resolution);
    py_newstr(&text, implementation);
    py_newfloat(&number, (double)nanoseconds(resolution) / 1e9);
    set(out, "implementation", text);
    set(out, "monotonic", id == CLOCK_REALTIME ? pkl_vm->False_ : pkl_vm->True_);
    set(out, "adjustable", id == CLOCK_REALTIME ? pkl_vm->True_ : pkl_vm->False_);
    set(out, "resolution", number);
    return pkl_return(out);
}

static bool time_get_clock_info(int argc, py_Ref argv) {
    (void)argc;
    static const char* const NAMES[] = {"clock_gettime(CLOCK_REALTIME)", "clock_gettime(CLOCK_MONOTONIC)", "clock_gettime(CLOCK_MONOTONIC)", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)"};
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "get_clock_info() argument 1 must be str, not %T", argv);
    for (int i = 0; i < CLOCK_COUNT; i++) {
        if (!strcmp(pkl_str(argv)->data, pkl_time_clocks[i].name)) return describe(NAMES[i], CLOCK_IDS[i], argv);
    }
    return pkl_raise(tp_ValueError, "unknown clock");
}

/* ---- waiting ------------------------------------------------------------------------------------------------------- */

/* In portions, so that an interrupt or the deadline ends it. */
static bool wait_until(int64_t end) {
    const int64_t portion = 20000000;
    for (int64_t left; (left = end - read_clock(CLOCK_MONOTONIC)) > 0;) {
        if (left > portion) left = portion;
        struct timespec length = {0, (long)left};
        nanosleep(&length, NULL);
        if (!pkl_tick(INT16_MAX)) return false;
    }
    return true;
}

/* sleep(seconds): an int or float, in nanoseconds rounded up. */
static bool sleep_length(py_Ref value, int64_t* out) {
    bool is_float = pkl_is_a(value, tp_float);
    if (!is_float && !pkl_is_int(value) && !pkl_special(value, pkl_name(PKL_NAME(__index__))))
        return pkl_raise(tp_TypeError, "'%T' object cannot be interpreted as an integer or float", value);
    int64_t seconds;
    if (!pkl_time_argument(value, &seconds)) return false;
    double exact = is_float ? pkl_float_of(value) : (double)seconds;
    if (exact < 0) return pkl_raise(tp_ValueError, "sleep length must be non-negative");
    if (exact > 9e9) return pkl_raise(tp_OverflowError, "timestamp too large to convert to C PyTime_t");
    *out = (int64_t)ceil(exact * 1e9);
    return true;
}

static bool time_sleep(int argc, py_Ref argv) {
    (void)argc;
    int64_t length;
    if (!sleep_length(argv, &length) || !wait_until(read_clock(CLOCK_MONOTONIC) + length)) return false;
    return pkl_return_none();
}

const PklMethod pkl_time_clocks[] = {
#define ROW(name, id) {#name, clock_seconds, "($self, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    CLOCKS(ROW)
#undef ROW
#define ROW(name, id) {#name "_ns", clock_nanoseconds, "($self, /)", PKL_NOARGS, PKL_FUNCTION, 0, 0},
    CLOCKS(ROW)
#undef ROW
    {"clock_gettime", time_clock_gettime, "($module, clk_id, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"clock_gettime_ns", time_clock_gettime_ns, "($module, clk_id, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"clock_getres", time_clock_getres, NULL, PKL_O, PKL_FUNCTION, 1, 1},
    {"get_clock_info", time_get_clock_info, NULL, PKL_O, PKL_FUNCTION, 1, 1},
    {"sleep", time_sleep, NULL, PKL_O, PKL_FUNCTION, 1, 1},
    {0},
};

/* ---- the host's time zone -------------------------------------------------------------------------------------------- */

/* Offsets in January and in July of this year: the larger one is summer time. */
static void add_zone(PyModule* module) {
    Moment now, winter, summer;
    pkl_time_local(pkl_time_now(), &now);
    pkl_time_local(pkl_time_seconds(&(Moment){.year = now.year, .month = 1, .day = 1}), &winter);
    pkl_time_local(pkl_time_seconds(&(Moment){.year = now.year, .month = 7, .day = 1}), &summer);
    if (winter.offset > summer.offset) {
        Moment south = winter;
        winter = summer;
        summer = south;
    }
    py_TValue names[2], pair;
    py_newstr(&names[0], winter.zone);
    py_newstr(&names[1], summer.zone);
    pkl_new_tuple(&pair, names, 2);
    pkl_library_set(module, "tzname", &pair);
    pkl_library_set_int(module, "timezone", -winter.offset);
    pkl_library_set_int(module, "altzone", -summer.offset);
    pkl_library_set_int(module, "daylight", winter.offset != summer.offset);
}

void pkl_library_time(PyModule* module) {
    static const struct {
        const char* name;
        int id;
    } NUMBERS[] = {{"REALTIME", 0}, {"MONOTONIC", 1}, {"PROCESS_CPUTIME_ID", 2}, {"THREAD_CPUTIME_ID", 3}, {"MONOTONIC_RAW", 4}, {"BOOTTIME", 7}, {"TAI", 11}};
    pkl_register_functions(module, pkl_time_clocks);
    pkl_register_functions(module, pkl_time_tuples);
    pkl_time_add_struct(module);
    add_zone(module);
    for (unsigned i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        char name[32] = "CLOCK_";
        strcpy(name + 6, NUMBERS[i].name);
        pkl_library_set_int(module, name, NUMBERS[i].id);
    }
}
