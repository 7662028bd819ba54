/* Seconds and calendar fields. Only the host's time zone is asked of the C library. */
#include "time.h"

#include <time.h>

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* Days since 1970-01-01; years begin in March, so that the leap day is the last. */
static int64_t days_of(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = floor_divide(year, 400), within = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + within * 365 + within / 4 - within / 100 + day_of_year - 719468;
}

static void date_of(int64_t days, Moment* out) {
    days += 719468;
    int64_t era = floor_divide(days, 146097), within = days - era * 146097;
    int64_t year = (within - within / 1460 + within / 36524 - within / 146096) / 365;
    int64_t day_of_year = within - (365 * year + year / 4 - year / 100), month = (5 * day_of_year + 2) / 153;
    out->day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
    out->month = (int)(month < 10 ? month + 3 : month - 9);
    out->year = year + era * 400 + (out->month <= 2);
}

void pkl_time_utc(int64_t seconds, Moment* out) {
    int64_t days = floor_divide(seconds, 86400), rest = seconds - days * 86400;
    *out = (Moment){.hour = (int)(rest / 3600), .minute = (int)(rest / 60 % 60), .second = (int)(rest % 60), .zone = "UTC"};
    date_of(days, out);
    out->weekday = (int)((days % 7 + 10) % 7);
    out->yearday = (int)(days - days_of(out->year, 1, 1)) + 1;
}

int64_t pkl_time_seconds(const Moment* moment) {
    int64_t months = moment->month - 1, year = moment->year + floor_divide(months, 12);
    int64_t days = days_of(year, (int)(months - floor_divide(months, 12) * 12) + 1, 1) + moment->day - 1;
    return ((days * 24 + moment->hour) * 60 + moment->minute) * 60 + moment->second;
}

/* The host's offset at a time; of years that C does not know, of the nearest that it does. */
static void ask_host(int64_t seconds, Moment* out) {
    const int64_t limit = INT64_C(60000000000);
    time_t asked = (time_t)(seconds > limit ? limit : seconds < -limit ? -limit : seconds);
    struct tm fields;
    if (!localtime_r(&asked, &fields)) return;
    out->offset = fields.tm_gmtoff;
    out->dst = fields.tm_isdst;
    out->zone = fields.tm_zone;
}

void pkl_time_local(int64_t seconds, Moment* out) {
    Moment host = {.zone = "UTC"};
    ask_host(seconds, &host);
    pkl_time_utc(seconds + host.offset, out);
    out->offset = host.offset;
    out->dst = host.dst;
    out->zone = host.zone;
}

/* By how much clocks go forward in summer; 0 where they do not. */
static int64_t summer_saving(int64_t year) {
    Moment january = {.zone = ""}, july = {.zone = ""};
    ask_host(pkl_time_seconds(&(Moment){.year = year, .month = 1, .day = 1}), &january);
    ask_host(pkl_time_seconds(&(Moment){.year = year, .month = 7, .day = 1}), &july);
    return january.offset > july.offset ? january.offset - july.offset : july.offset - january.offset;
}

/* The offset depends on the time that is wanted: from a guess to the next. Where summer time was said and is not, or the other way round, the
 * clock that was said counts. */
int64_t pkl_time_local_seconds(const Moment* moment) {
    int64_t plain = pkl_time_seconds(moment), seconds = plain;
    Moment host = {.zone = "UTC"};
    for (int i = 0; i < 2; i++) {
        ask_host(seconds, &host);
        seconds = plain - host.offset;
    }
    if (moment->dst > 0 && host.dst == 0) seconds -= summer_saving(moment->year);
    if (moment->dst == 0 && host.dst > 0) seconds += summer_saving(moment->year);
    return seconds;
}

int64_t pkl_time_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}
