/*
 * Formatting of floats: the shortest digits that round-trip, rounded to a precision where that is
 * shorter, as NumPy prints.
 * Limits: no more than 340 characters, which every double fits in.
 */
#include "../core/nd.h"
#include "pkw.h"
#include "text.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Decimal digits and where the point is: 0.<digits> * 10^point. */
typedef struct {
    char digits[32];
    int count, point;
} Decimal;

static bool gives_back(const char* text, double value, bool is_single) {
    return is_single ? nd_nearest_single(text) == (float)value : strtod1(text, NULL) == value;
}

static void parse_scientific(Decimal* decimal, const char* text) {
    decimal->count = 0;
    const char* at = text;
    for(; *at != 'e'; at++) {
        if(*at >= '0' && *at <= '9') decimal->digits[decimal->count++] = *at;
    }
    decimal->point = atoi(at + 1) + 1;
    while(decimal->count > 1 && decimal->digits[decimal->count - 1] == '0') decimal->count--;
    if(decimal->count == 1 && decimal->digits[0] == '0') decimal->point = 1;
}

static void shortest(Decimal* decimal, double magnitude, bool is_single) {
    char text[48];
    int most = is_single ? 9 : 17;
    /* every decimal of so few digits round-trips, but for subnormals, which have fewer themselves */
    int least = magnitude < (is_single ? FLT_MIN : DBL_MIN) ? 1 : is_single ? 6 : 15;
    for(int digits = least; digits <= most; digits++) {
        snprintf(text, sizeof text, "%.*e", digits - 1, magnitude);
        if(gives_back(text, magnitude, is_single)) break;
    }
    parse_scientific(decimal, text);
}

/* Digits after the point, as the shortest ones or, where they are too many, as the exact number rounded. */
static void write_positional(char* out, double magnitude, const nd_FloatStyle* style) {
    Decimal decimal;
    shortest(&decimal, magnitude, style->is_single);
    int after = decimal.count - decimal.point;
    if(!style->is_unique || after > style->precision) {
        snprintf(out, 350, "%.*f", style->precision, magnitude);
        return;
    }
    int at = 0;
    if(decimal.point <= 0) out[at++] = '0';
    for(int i = 0; i < decimal.point; i++) out[at++] = i < decimal.count ? decimal.digits[i] : '0';
    out[at++] = '.';
    for(int i = decimal.point < 0 ? decimal.point : decimal.point; i < decimal.count; i++)
        out[at++] = i < 0 ? '0' : decimal.digits[i];
    out[at] = '\0';
}

static void write_scientific(char* out, char* exponent, double magnitude, const nd_FloatStyle* style) {
    Decimal decimal;
    char text[64];
    shortest(&decimal, magnitude, style->is_single);
    /* NumPy pads with the number's exact digits, not with zeros */
    if(!style->is_unique || decimal.count - 1 > style->precision || decimal.count - 1 < style->min_digits) {
        snprintf(text, sizeof text, "%.*e", style->precision, magnitude);
        char* e = strchr(text, 'e');
        snprintf(exponent, 16, "%d", atoi(e + 1));
        *e = '\0';
        strcpy(out, text);
        if(!strchr(out, '.')) strcat(out, ".");
        return;
    }
    out[0] = decimal.digits[0];
    out[1] = '.';
    memcpy(out + 2, decimal.digits + 1, (size_t)decimal.count - 1);
    out[1 + decimal.count] = '\0';
    snprintf(exponent, 16, "%d", decimal.point - 1);
}

/* Padding after the digits: zeros up to the minimum, or none at all. */
static void trim(char* text, const nd_FloatStyle* style) {
    char* point = strchr(text, '.');
    size_t length = strlen(text);
    if(!point) {
        text[length++] = '.';
        text[length] = '\0';
        point = text + length - 1;
    }
    int digits = (int)(text + length - point - 1);
    if(style->trim != 'k') {
        while(digits > style->min_digits && text[length - 1] == '0') length--, digits--;
    }
    while(digits < style->min_digits) text[length++] = '0', digits++;
    if(style->trim == 'k' && style->is_unique && digits < style->precision && !style->is_scientific) {
        while(digits < style->precision) text[length++] = '0', digits++;
    }
    if(style->trim == '0' && digits == 0) text[length++] = '0';
    if(style->trim == '-' && digits == 0) length--;
    text[length] = '\0';
}

void nd_format_float(nd_Digits* out, double value, const nd_FloatStyle* style) {
    char digits[360], exponent[16] = "";
    if(style->is_scientific) write_scientific(digits, exponent, fabs(value), style);
    else write_positional(digits, fabs(value), style);
    trim(digits, style);
    const char* sign = signbit(value) ? "-" : style->sign == '+' ? "+" : style->sign == ' ' ? " " : "";
    int written = snprintf(out->text, sizeof out->text, "%s%s", sign, digits);
    const char* point = strchr(out->text, '.');
    out->left = point ? (int)(point - out->text) : written;
    out->right = point ? (int)strlen(point + 1) : 0;
    if(!style->is_scientific) return;
    int power = atoi(exponent), width = style->exponent_digits > 2 ? style->exponent_digits : 2;
    char shown[16];
    snprintf(shown, sizeof shown, "%0*d", width, abs(power));
    out->exponent = (int)strlen(shown);
    snprintf(out->text + written, sizeof out->text - (size_t)written, "e%c%s", power < 0 ? '-' : '+', shown);
}

void nd_text_add(nd_Text* text, const char* data, size_t length) {
    if(text->has_failed) return;
    if(text->length + length + 1 > text->room) {
        size_t room = 2 * (text->length + length) + 64;
        char* grown = realloc(text->data, room);
        if(!grown) {
            text->has_failed = true;
            return;
        }
        text->data = grown;
        text->room = room;
    }
    memcpy(text->data + text->length, data, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void nd_text_put(nd_Text* text, const char* words) { nd_text_add(text, words, strlen(words)); }

void nd_text_pad(nd_Text* text, int count) {
    for(int i = 0; i < count; i++) nd_text_add(text, " ", 1);
}

void nd_text_cut(nd_Text* text, size_t length) {
    if(text->has_failed || !text->data) return;
    text->length = length;
    text->data[length] = '\0';
}

void nd_text_free(nd_Text* text) {
    free(text->data);
    *text = (nd_Text){0};
}
