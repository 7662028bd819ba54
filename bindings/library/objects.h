/* Modules about iterators, functions, containers and other objects: part of PKL_LIBRARY. */
#pragma once

#define PKL_LIBRARY_OBJECTS(X)                                                                                         \
    X(_functools) X(_operator) X(itertools)
