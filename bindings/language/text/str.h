/*
 * What the files about str share.
 */
#pragma once

#include "../containers/methods.h"

/* Code points; counted once. */
int32_t pkl_str_length(PyStr* text);
/* The byte at which a code point begins; `index` may be the length. */
int32_t pkl_str_offset(PyStr* text, int32_t index);
/* The code point that begins at a byte. */
int32_t pkl_str_index(PyStr* text, int32_t offset);
/* str.__add__ of argv[0] and argv[1], the first of which is a str. */
bool pkl_str_add(int argc, py_Ref argv);
/* text[index]; false where there is no such item. */
bool pkl_str_item(PyStr* text, int64_t index, py_OutRef out);
/* Code points [from, to) as a new str. */
void pkl_str_part(PyStr* text, int32_t from, int32_t to, py_OutRef out);
/* The character that begins there, as a str; those of Latin-1 are always the same object. */
void pkl_str_character(const char* at, py_OutRef out);
void pkl_str_characters_start(void);
void pkl_str_free_marks(PyStr* text);
/* The place (a byte) of `needle` in bytes [from, to) of the text, the first or the last; -1. */
int32_t pkl_find_bytes(const char* text, int32_t from, int32_t to, const char* needle, int32_t size, bool last);

extern const PklMethod pkl_str_operators[];
void pkl_start_str(void); /* registers the methods */
void pkl_start_bytes(void);
extern const PklTypeSpec pkl_text_types[];
