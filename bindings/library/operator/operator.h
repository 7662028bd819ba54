/* _operator: the functions, and the types of the getters. */
#pragma once

#include "../iterators.h"

extern const PklTypeSpec pkl_operator_getters[]; /* itemgetter, attrgetter, methodcaller */
