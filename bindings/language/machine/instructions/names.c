/*
 * The table of names that the interpreter itself asks for.
 */
#include "../../names.h"

PyStr* pkl_name_table[PKL_NAME_COUNT];

static const char* const texts[PKL_NAME_COUNT] = {
#define PKL_N(name) #name,
    PKL_NAMES(PKL_N)
#undef PKL_N
};

void pkl_init_names(void) {
    for (int i = 0; i < PKL_NAME_COUNT; i++) pkl_name_table[i] = (PyStr*)py_name(texts[i]);
}
