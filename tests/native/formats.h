#pragma once

/* Prints what differs from the C library; how many did. */
int pkw_compare_formats(void);
