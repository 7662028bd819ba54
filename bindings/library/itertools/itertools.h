/*
 * itertools: the types by what they do; itertools.c registers them.
 */
#pragma once

#include "../iterators.h"

extern const PklTypeSpec pkl_itertools_infinite[]; /* count, cycle, repeat */
extern const PklTypeSpec pkl_itertools_filters[];  /* chain, compress, dropwhile, takewhile, filterfalse, starmap, accumulate */
extern const PklTypeSpec pkl_itertools_slices[];   /* islice, pairwise, batched, zip_longest */
extern const PklTypeSpec pkl_itertools_groups[];   /* groupby, tee */
extern const PklTypeSpec pkl_itertools_products[]; /* product, permutations, combinations, combinations_with_replacement */
extern const PklMethod pkl_itertools_functions[];  /* tee */

#define PKL_ITERTOOL(type, text, count, table) {.id = tp_##type, .base = tp_object, .name = text, .module = "itertools", .slots = count, .methods = table}
#define PKL_NEW_BY(function, signature, least, most) {"__new__", function, signature, PKL_CLINIC, PKL_NEW, least, most}
