/* struct_time, and what makes or reads one. */
#include "../../language/imports/import.h"
#include "../../language/types/structseq.h"
#include "time.h"

#include <math.h>
#include <string.h>

enum { ITEMS = 9, ZONE = 9, OFFSET = 10 };

static const PklStructseq STRUCT_TIME = {"time", "struct_time", "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst tm_zone tm_gmtoff", ITEMS};
static py_Type struct_time;

void pkl_time_add_struct(PyModule* module) {
    struct_time = 0; /* of an interpreter that has ended */
    py_Type id = pkl_structseq_type(&STRUCT_TIME, &struct_time); /* the table of types may move */
    PyType* type = pkl_vm->types[id];
    type->flags &= ~(uint32_t)PKL_TYPE_NO_NEW;
    pkl_library_set(module, "struct_time", &type->self);
    pkl_library_set_int(module, "_STRUCT_TM_ITEMS", 11);
}

static bool give(const Moment* moment) {
    const int64_t fields[ITEMS] = {moment->year, moment->month, moment->day, moment->hour, moment->minute, moment->second, moment->weekday, moment->yearday, moment->dst};
    PyObject* made = pkl_structseq(py_retval(), struct_time);
    for (int i = 0; i < ITEMS; i++) py_newint(&PKL_SLOTS(made)[i], fields[i]);
    PKL_SLOTS(made)[ZONE] = *pkl_name_ref(pkl_interned(moment->zone, (int)strlen(moment->zone)));
    py_newint(&PKL_SLOTS(made)[OFFSET], moment->offset);
    return true;
}

/* ---- arguments ------------------------------------------------------------------------------------------------- */

static bool out_of_range(void) { return pkl_raise(tp_OverflowError, "timestamp out of range for platform time_t"); }

bool pkl_time_argument(py_Ref value, int64_t* out) {
    py_TValue plain;
    if (pkl_is_a(value, tp_float)) {
        double x = floor(pkl_float_of(value));
        if (isnan(x)) return pkl_raise(tp_ValueError, "Invalid value NaN (not a number)");
        if (!(fabs(x) < 0x1p63)) return out_of_range();
        *out = (int64_t)x;
        return true;
    }
    if (!pkl_to_int(value, &plain)) return false;
    if (plain.type != tp_int) return out_of_range();
    *out = plain._i64;
    return true;
}

/* Seconds that may be missing or None: now. Years have to fit into 32 bits. */
static bool seconds_or_now(int argc, py_Ref argv, int64_t* out) {
    if (argc == 0 || py_isnone(argv)) return *out = pkl_time_now(), true;
    if (!pkl_time_argument(argv, out)) return false;
    return (*out > -INT64_C(67768040609740800) && *out < INT64_C(67768036191676800)) || out_of_range();
}

static bool read_int(py_Ref value, int* out) {
    py_TValue plain;
    if (!pkl_to_int(value, &plain)) return false;
    if (plain.type != tp_int || plain._i64 > INT32_MAX || plain._i64 < INT32_MIN)
        return pkl_raise(tp_OverflowError, pkl_int_sign(&plain) > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    *out = (int)plain._i64;
    return true;
}

static void read_zone(py_Ref value, Moment* out) {
    py_TValue* slots = PKL_SLOTS(value->_obj);
    if (slots[ZONE].type == tp_str) out->zone = py_tostr(&slots[ZONE]);
    if (slots[OFFSET].type == tp_int) out->offset = slots[OFFSET]._i64;
}

static bool read_tuple(py_Ref value, const char* function, Moment* out) {
    if (!pkl_is_a(value, tp_tuple)) return pkl_raise(tp_TypeError, "Tuple or struct_time argument required");
    if (pkl_tuple_length(value) != ITEMS) return pkl_raise(tp_TypeError, "%s(): illegal time tuple argument", function);
    int fields[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
        if (!read_int(&pkl_tuple_items(value)[i], &fields[i])) return false;
    }
    if (fields[0] < INT32_MIN + 1900) return pkl_raise(tp_OverflowError, "year out of range");
    *out = (Moment){fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7], fields[8], 0, ""};
    if (value->type == struct_time) read_zone(value, out);
    return true;
}

/* Zeros in the date count as ones, as C's functions had it. */
static bool check(Moment* moment) {
    if (moment->month == 0) moment->month = 1;
    if (moment->day == 0) moment->day = 1;
    if (moment->yearday == 0) moment->yearday = 1;
    const struct {
        int value, least, most;
        const char* name;
    } ranges[] = {{moment->month, 1, 12, "month"},    {moment->day, 1, 31, "day of month"},        {moment->hour, 0, 23, "hour"},
                  {moment->minute, 0, 59, "minute"},  {moment->second, 0, 61, "seconds"},          {moment->weekday, -1, INT32_MAX, "day of week"},
                  {moment->yearday, 1, 366, "day of year"}};
    for (unsigned i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (ranges[i].value < ranges[i].least || ranges[i].value > ranges[i].most) return pkl_raise(tp_ValueError, "%s out of range", ranges[i].name);
    }
    moment->weekday = (moment->weekday % 7 + 7) % 7;
    return true;
}

static bool read_checked(int argc, py_Ref argv, const char* function, Moment* out) {
    if (argc == 0) return pkl_time_local(pkl_time_now(), out), true;
    return read_tuple(argv, function, out) && check(out);
}

/* As C's parser of format texts counts arguments. */
static bool count_is(int argc, int least, int most, const char* name) {
    if (argc >= least && argc <= most) return true;
    int bound = argc < least ? least : most;
    return pkl_raise(tp_TypeError, "%s() takes at %s %d argument%s (%d given)", name, argc < least ? "least" : "most", bound, bound == 1 ? "" : "s", argc);
}

/* ---- functions -------------------------------------------------------------------------------------------------- */

static bool time_gmtime(int argc, py_Ref argv) {
    int64_t seconds;
    Moment moment;
    if (!count_is(argc, 0, 1, "gmtime") || !seconds_or_now(argc, argv, &seconds)) return false;
    pkl_time_utc(seconds, &moment);
    return give(&moment);
}

static bool time_localtime(int argc, py_Ref argv) {
    int64_t seconds;
    Moment moment;
    if (!count_is(argc, 0, 1, "localtime") || !seconds_or_now(argc, argv, &seconds)) return false;
    pkl_time_local(seconds, &moment);
    return give(&moment);
}

static bool time_mktime(int argc, py_Ref argv) {
    (void)argc;
    Moment moment;
    return read_tuple(argv, "mktime", &moment) && pkl_return_float((double)pkl_time_local_seconds(&moment));
}

static bool give_plainly(const Moment* moment) {
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_time_put_plainly(&builder, moment);
    return pkl_builder_str(&builder, py_retval());
}

static bool time_asctime(int argc, py_Ref argv) {
    Moment moment;
    return read_checked(argc, argv, "asctime", &moment) && give_plainly(&moment);
}

static bool time_ctime(int argc, py_Ref argv) {
    int64_t seconds;
    Moment moment;
    if (!count_is(argc, 0, 1, "ctime") || !seconds_or_now(argc, argv, &seconds)) return false;
    pkl_time_local(seconds, &moment);
    return give_plainly(&moment);
}

/* strftime(format[, tuple]) */
static bool time_strftime(int argc, py_Ref argv) {
    Moment moment;
    if (!count_is(argc, 1, 2, "strftime")) return false;
    if (!pkl_is_str(argv)) return pkl_raise(tp_TypeError, "strftime() argument 1 must be str, not %T", argv);
    if (!read_checked(argc - 1, argv + 1, "strftime", &moment)) return false;
    PklBuilder builder;
    pkl_builder_start(&builder);
    pkl_time_format(&builder, &moment, pkl_sv(pkl_str(argv)));
    return pkl_builder_str(&builder, py_retval());
}

/* strptime(string[, format]): written in Python, in the module _strptime. */
static bool time_strptime(int argc, py_Ref argv) {
    py_Ref module = pkl_import_module(pkl_interned("_strptime", 9));
    if (!module) return false;
    py_TValue value = *module;
    return pkl_call_method(&value, pkl_interned("_strptime_time", 14), argc, argv);
}

const PklMethod pkl_time_tuples[] = {
    {"gmtime", time_gmtime, NULL, PKL_ANY, PKL_FUNCTION, 0, 1},
    {"localtime", time_localtime, NULL, PKL_ANY, PKL_FUNCTION, 0, 1},
    {"mktime", time_mktime, "($self, object, /)", PKL_O, PKL_FUNCTION, 1, 1},
    {"asctime", time_asctime, NULL, PKL_RANGE, PKL_FUNCTION, 0, 1},
    {"ctime", time_ctime, NULL, PKL_ANY, PKL_FUNCTION, 0, 1},
    {"strftime", time_strftime, NULL, PKL_ANY, PKL_FUNCTION, 1, 2},
    {"strptime", time_strptime, NULL, PKL_RANGE, PKL_FUNCTION, 1, 2},
    {0},
};
