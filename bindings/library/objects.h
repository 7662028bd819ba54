/* Modules about iterators, functions, containers and other objects: part of PKL_LIBRARY. */
#pragma once

#define PKL_LIBRARY_OBJECTS(X)                                                                                         \
    X(_abc) X(_bisect) X(_codecs) X(_collections) X(_contextvars) X(_functools) X(_heapq) X(_io) X(_operator) X(_stat) X(_string) X(_thread) X(_types) X(_typing) \
    X(atexit) X(itertools) X(posix)
