/* What the files of the module time share. */
#pragma once

#include "../library.h"

/* A point in time in fields, as struct_time has them: month 1 to 12, Monday 0, day of the year from 1. */
typedef struct Moment {
    int64_t year;
    int month, day, hour, minute, second, weekday, yearday, dst;
    int64_t offset; /* seconds east of UTC */
    const char* zone;
} Moment;

/* Seconds since 1970 to fields and back; the calendar is the Gregorian one for all years. */
void pkl_time_utc(int64_t seconds, Moment* out);
int64_t pkl_time_seconds(const Moment* moment);
/* The same in the host's time zone. */
void pkl_time_local(int64_t seconds, Moment* out);
int64_t pkl_time_local_seconds(const Moment* moment);
int64_t pkl_time_now(void);

/* Appends a moment in the form that `format` says. */
bool pkl_time_format(PklBuilder* builder, const Moment* moment, c11_sv format);
/* "Thu Jan  1 00:00:00 1970" */
void pkl_time_put_plainly(PklBuilder* builder, const Moment* moment);

extern const PklMethod pkl_time_clocks[], pkl_time_tuples[];
void pkl_time_add_struct(PyModule* module);
/* Whole seconds of an int or float, rounded down; ValueError, OverflowError. */
bool pkl_time_argument(py_Ref value, int64_t* out);
