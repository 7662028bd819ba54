/* Modules of pocketpy's own, which CPython lacks: part of PKL_LIBRARY. */
#pragma once

#define PKL_LIBRARY_POCKETPY(X) X(pkpy)
