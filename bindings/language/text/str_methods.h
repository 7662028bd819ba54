/*
 * The tables of methods of str.
 */
#pragma once

#include "text.h"

extern const PklMethod pkl_str_case_methods[];
