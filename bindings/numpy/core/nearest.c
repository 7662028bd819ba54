/* Correctly rounded conversion of decimals to single precision. */
#include "nd.h"
#include "pkw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether a decimal, of at most 9 digits as `%e` writes it, is above (1), below (-1) or equal to the nearest double. */
static int compare_exactly(const char* text, double nearest) {
    char exact[80];
    snprintf(exact, sizeof exact, "%.60e", nearest);
    int difference = atoi(strchr(text, 'e') + 1) - atoi(strchr(exact, 'e') + 1);
    if(difference != 0) return difference > 0 ? 1 : -1;
    const char* digit = exact;
    for(; *text != 'e'; text++, digit++) {
        if(*text != *digit) return *text > *digit ? 1 : -1;
    }
    return strspn(digit, ".0") == strcspn(digit, "e") ? 0 : -1;
}

float nd_nearest_single(const char* text) {
    double nearest = strtod1(text, NULL);
    float single = (float)nearest;
    float other = nextafterf(single, nearest > single ? INFINITY : -INFINITY);
    bool is_between = isfinite(other) && nearest - single == other - nearest;
    int order = is_between ? compare_exactly(text, nearest) : 0;
    if(order == 0) return single;
    return order > 0 ? fmaxf(single, other) : fminf(single, other);
}
