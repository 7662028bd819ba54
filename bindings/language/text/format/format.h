/*
 * Formatting: % of str and bytes, str.format.
 */
#pragma once

#include "../bytes/bytes.h"

extern const PklMethod pkl_str_format_methods[], pkl_percent_methods[];
