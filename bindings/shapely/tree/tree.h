/* What the tree's two files share: the tree, its results, and its queries. */
#pragma once

#include "../geometry/shapely.h"

typedef struct {
    GEOSSTRtree* tree;
    sh_Object** items; /* alive in the object's slot */
    nd_Size count, filled;
} Tree;

extern py_Type sh_tp_tree;
static inline Tree* tree_of(py_Ref self) { return (Tree*)py_touserdata(self); }
/* Whether `self` is one; raises TypeError. */
bool sh_check_tree(py_Ref self);

/* The item pointers of the tree: numbers from 1 on, so that none is NULL. */
static inline void* item_pointer(nd_Size index) { return (void*)(uintptr_t)(index + 1); }
static inline nd_Size item_index(const void* item) { return (nd_Size)(uintptr_t)item - 1; }

/* Results: pairs of an input and an item. */
typedef struct {
    int64_t* at;       /* pairs: input, tree */
    double* distances; /* one of each pair, or NULL */
    nd_Size count, room;
    bool failed;
} Found;

void sh_found_add(Found* found, nd_Size input, nd_Size item, double distance);
void sh_found_drop(Found* found);
/* py_retval(): indices of one geometry (n,), of many (2, n); with their distances in a tuple. */
bool sh_found_give(const Found* found, bool is_single, bool has_distances);

/* One geometry or None, or many. */
typedef struct {
    sh_List list;
    bool is_single;
} Input;

/* `kept` is a stack temporary; the list's items are to be freed. */
bool sh_tree_input(py_Ref value, py_Ref kept, Input* input);
/* The bounds of a geometry, wider by `margin`. NULL: GEOS said why. */
GEOSGeometry* sh_widened(const GEOSGeometry* geometry, double margin);

/* tree_nearest.c */
bool sh_tree_nearest(int argc, py_Ref argv);
bool sh_tree_query_nearest(int argc, py_Ref argv);
