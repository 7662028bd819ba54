/* strftime in the C locale, by a walk over the format. Years have at least four digits; a directive that is not known stays as it is. */
#include "time.h"

#include <string.h>

static const char DAYS[] = "Monday\0   Tuesday\0  Wednesday\0Thursday\0 Friday\0   Saturday\0 Sunday";
static const char MONTHS[] = "January\0  February\0 March\0    April\0    May\0      June\0     July\0     August\0   September\0October\0  November\0 December";

static const char* day_name(const Moment* moment) { return DAYS + 10 * moment->weekday; }
static const char* month_name(const Moment* moment) { return MONTHS + 10 * (moment->month - 1); }

/* ---- numbers ------------------------------------------------------------------------------------------------ */

typedef struct Directive {
    char flag; /* - _ 0, or 0 */
    int width;
    char letter;
} Directive;

static void put_number(PklBuilder* builder, const Directive* directive, int64_t value, int width, char fill) {
    char digits[24];
    pkl_int_text(value < 0 ? -value : value, digits);
    int size = (int)strlen(digits) + (value < 0);
    if (directive->flag == '_') fill = ' ';
    if (directive->flag == '0') fill = '0';
    if (directive->flag == '-') width = 0;
    if (directive->width > width) width = directive->width;
    if (value < 0 && fill == '0') pkl_put_char(builder, '-');
    for (; size < width; size++) pkl_put_char(builder, fill);
    if (value < 0 && fill != '0') pkl_put_char(builder, '-');
    pkl_put_text(builder, digits);
}

static void put_year(PklBuilder* builder, const Directive* directive, int64_t year) {
    if (year > 9999 && !directive->width) pkl_put_char(builder, '+');
    put_number(builder, directive, year, 4, '0');
}

/* ---- weeks ---------------------------------------------------------------------------------------------------- */

static bool is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/* Weekday (Sunday 0) of the day that lies `days` before. */
static int weekday_before(int weekday, int days) { return (weekday + 371 - days) % 7; }

/* ISO 8601: the week of the year's first Thursday is 1. */
static int iso_week(const Moment* moment) {
    int day = moment->yearday - 1, weekday = (moment->weekday + 1) % 7, week = (day + 7 - moment->weekday) / 7;
    if (weekday_before(weekday, day + 2) <= 2) week++;
    if (week == 0) {
        int last = weekday_before(weekday, day + 1);
        return last == 4 || (last == 5 && is_leap(moment->year - 1)) ? 53 : 52;
    }
    int first = weekday_before(weekday, day);
    return week == 53 && first != 4 && (first != 3 || !is_leap(moment->year)) ? 1 : week;
}

static int64_t iso_year(const Moment* moment) {
    int week = iso_week(moment);
    if (moment->yearday - 1 < 3 && week != 1) return moment->year - 1;
    return moment->year + (moment->yearday - 1 > 360 && week == 1);
}

/* ---- directives -------------------------------------------------------------------------------------------------- */

static int64_t of_century(int64_t year) { return (year % 100 + 100) % 100; }
static int twelve(int hour) { return hour % 12 ? hour % 12 : 12; }

static void put_offset(PklBuilder* builder, int64_t offset) {
    Directive plain = {0};
    int64_t size = offset < 0 ? -offset : offset;
    pkl_put_char(builder, offset < 0 ? '-' : '+');
    put_number(builder, &plain, size / 3600 * 100 + size % 3600 / 60, 4, '0');
}

/* Those that stand for a number: whether it is one. */
static bool put_numeric(PklBuilder* builder, const Directive* directive, const Moment* moment) {
    int sunday = (moment->weekday + 1) % 7, day = moment->yearday - 1;
    switch (directive->letter) {
        case 'C': return put_number(builder, directive, moment->year / 100, 2, '0'), true;
        case 'd': return put_number(builder, directive, moment->day, 2, '0'), true;
        case 'e': return put_number(builder, directive, moment->day, 2, ' '), true;
        case 'g': return put_number(builder, directive, of_century(iso_year(moment)), 2, '0'), true;
        case 'G': return put_number(builder, directive, iso_year(moment), 4, '0'), true;
        case 'H': return put_number(builder, directive, moment->hour, 2, '0'), true;
        case 'I': return put_number(builder, directive, twelve(moment->hour), 2, '0'), true;
        case 'j': return put_number(builder, directive, moment->yearday, 3, '0'), true;
        case 'k': return put_number(builder, directive, moment->hour, 2, ' '), true;
        case 'l': return put_number(builder, directive, twelve(moment->hour), 2, ' '), true;
        case 'm': return put_number(builder, directive, moment->month, 2, '0'), true;
        case 'M': return put_number(builder, directive, moment->minute, 2, '0'), true;
        case 's': return put_number(builder, directive, pkl_time_local_seconds(moment), 1, '0'), true;
        case 'S': return put_number(builder, directive, moment->second, 2, '0'), true;
        case 'u': return put_number(builder, directive, moment->weekday + 1, 1, '0'), true;
        case 'U': return put_number(builder, directive, (day + 7 - sunday) / 7, 2, '0'), true;
        case 'V': return put_number(builder, directive, iso_week(moment), 2, '0'), true;
        case 'w': return put_number(builder, directive, sunday, 1, '0'), true;
        case 'W': return put_number(builder, directive, (day + 7 - moment->weekday) / 7, 2, '0'), true;
        case 'y': return put_number(builder, directive, of_century(moment->year), 2, '0'), true;
        case 'Y': return put_year(builder, directive, moment->year), true;
    }
    return false;
}

/* What stands for several others. */
static const char* compound(char letter) {
    switch (letter) {
        case 'c': return "%a %b %e %H:%M:%S %Y";
        case 'D':
        case 'x': return "%m/%d/%y";
        case 'F': return "%Y-%m-%d";
        case 'r': return "%I:%M:%S %p";
        case 'R': return "%H:%M";
        case 'T':
        case 'X': return "%H:%M:%S";
    }
    return NULL;
}

static bool put_textual(PklBuilder* builder, char letter, const Moment* moment) {
    switch (letter) {
        case 'a': return pkl_put(builder, day_name(moment), 3), true;
        case 'A': return pkl_put_text(builder, day_name(moment)), true;
        case 'b':
        case 'h': return pkl_put(builder, month_name(moment), 3), true;
        case 'B': return pkl_put_text(builder, month_name(moment)), true;
        case 'n': return pkl_put_char(builder, '\n'), true;
        case 'p': return pkl_put_text(builder, moment->hour < 12 ? "AM" : "PM"), true;
        case 't': return pkl_put_char(builder, '\t'), true;
        case 'z': return put_offset(builder, moment->offset), true;
        case 'Z': return pkl_put_text(builder, moment->zone), true;
        case '%': return pkl_put_char(builder, '%'), true;
    }
    return false;
}

static bool put_directive(PklBuilder* builder, const Directive* directive, const Moment* moment) {
    const char* parts = compound(directive->letter);
    if (parts) return pkl_time_format(builder, moment, (c11_sv){parts, (int)strlen(parts)});
    return put_numeric(builder, directive, moment) || put_textual(builder, directive->letter, moment);
}

/* Flags, a width, E or O, and a letter; what follows, NULL where the format ends before. */
static const char* read_directive(const char* at, const char* end, Directive* out) {
    for (; at < end && memchr("-_0+^#", *at, 6); at++) out->flag = *at;
    for (; at < end && *at >= '0' && *at <= '9' && out->width < 1000; at++) out->width = out->width * 10 + (*at - '0');
    if (at < end && (*at == 'E' || *at == 'O')) at++;
    if (at == end) return NULL;
    out->letter = *at;
    return at + 1;
}

bool pkl_time_format(PklBuilder* builder, const Moment* moment, c11_sv format) {
    const char *at = format.data, *end = at + format.size;
    while (at < end) {
        const char* sign = memchr(at, '%', (size_t)(end - at));
        if (!sign) sign = end;
        pkl_put(builder, at, sign - at);
        if (sign == end) break;
        Directive directive = {0};
        at = read_directive(sign + 1, end, &directive);
        if (!at) at = end;
        if (!directive.letter || !put_directive(builder, &directive, moment)) pkl_put(builder, sign, at - sign);
    }
    return true;
}

void pkl_time_put_plainly(PklBuilder* builder, const Moment* moment) {
    const char format[] = "%a %b %e %H:%M:%S ";
    pkl_time_format(builder, moment, (c11_sv){format, (int)sizeof format - 1});
    pkl_put_int(builder, moment->year);
}
