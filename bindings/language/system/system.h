/*
 * The module sys: what its files share.
 */
#pragma once

#include "../errors/errors.h"
#include "../machine/machine.h"
#include "../types/types.h"

void pkl_sys_information(PyModule* sys); /* version_info, flags, float_info … */
void pkl_sys_streams(PyModule* sys);     /* stdin, stdout, stderr */
extern const PklMethod pkl_sys_frames[]; /* _getframe, exc_info, settrace … */

/* An object of the running frame, `depth` above it, as it is now; NULL where there are not that many. */
bool pkl_frame_object(PyFrame* frame, py_OutRef out);
/* The variables of a frame: its namespace, or a new dict. */
void pkl_frame_locals(PyFrame* frame, py_OutRef out);
/* The frame of the program that called, not an entry frame. */
PyFrame* pkl_calling_frame(void);

static inline void pkl_sys_set(PyModule* sys, const char* name, py_TValue value) { pkl_dict_set_name(sys->dict, pkl_name_str(py_name(name)), &value); }
