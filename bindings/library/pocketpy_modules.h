/* Modules of pocketpy's own, which CPython lacks: part of PKL_LIBRARY. */
#pragma once

#define PKL_LIBRARY_POCKETPY(X) X(array2d) X(easing) X(long_v1) X(picoterm) X(pkpy) X(vmath)

/* Sees to it that the types of vmath are there. */
void pkl_unit_vmath(void);
