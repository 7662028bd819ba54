/*
 * The nearest geometries of a tree.
 * Limits: of equidistant ones `nearest` gives the one that the tree visits first.
 */
#include "tree.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- nearest ---------------------------------------------------------------------------------------- */

typedef struct {
    const Tree* tree;
    const GEOSGeometry* geometry;
    bool exclusive, failed;
    double least;
} Nearest;

/* The distance to an item; infinite to exclude it. */
static double distance_to(Nearest* nearest, nd_Size item) {
    const GEOSGeometry* other = nearest->tree->items[item]->geometry;
    double distance = INFINITY;
    if(nearest->exclusive) {
        char same = GEOSEquals_r(sh_geos, nearest->geometry, other);
        if(same == 2) nearest->failed = true;
        if(same == 1) return DBL_MAX;
    }
    if(!GEOSDistance_r(sh_geos, nearest->geometry, other, &distance)) nearest->failed = true;
    return distance;
}

static int on_distance(const void* item, const void* unused, double* distance, void* state) {
    (void)unused;
    Nearest* nearest = state;
    *distance = distance_to(nearest, item_index(item));
    if(*distance < nearest->least) nearest->least = *distance;
    return nearest->failed ? 0 : 1;
}

/* The nearest item; -1 has set an exception. */
static nd_Size find_nearest(Nearest* nearest) {
    nearest->least = DBL_MAX;
    const void* item = GEOSSTRtree_nearest_generic_r(sh_geos, nearest->tree->tree, nearest->geometry, nearest->geometry,
                                                     on_distance, nearest);
    if(!item || nearest->failed) return sh_fail(), -1;
    return item_index(item);
}

static bool refuse_nothing(void) {
    return nd_error(tp_ValueError, "Cannot determine nearest geometry for empty geometry or missing value (None).");
}

static bool is_nothing(const sh_Object* object) { return !object || GEOSisEmpty_r(sh_geos, object->geometry) == 1; }

/* nearest(geometry): an index, or an array of them; None of an empty tree */
bool sh_tree_nearest(int argc, py_Ref argv) {
    (void)argc;
    if(!sh_check_tree(argv)) return false;
    Tree* tree = tree_of(argv);
    if(tree->filled == 0) {
        py_newnone(py_retval());
        return true;
    }
    Input input = {0};
    py_Ref kept = py_pushtmp(), made = py_pushtmp();
    bool ok = sh_tree_input(py_arg(1), kept, &input) && nd_new(made, ND_INT64, 1, &input.list.count);
    for(nd_Size i = 0; ok && i < input.list.count; i++) {
        ok = !is_nothing(input.list.items[i]) || refuse_nothing();
        Nearest nearest = {.tree = tree, .geometry = ok ? input.list.items[i]->geometry : NULL};
        nd_Size item = ok ? find_nearest(&nearest) : -1;
        ok = ok && item >= 0;
        if(ok) ((int64_t*)nd_array(made)->data)[i] = item;
    }
    if(ok && input.is_single) py_newint(py_retval(), *(int64_t*)nd_array(made)->data);
    else if(ok) py_assign(py_retval(), made);
    free(input.list.items);
    py_pop(), py_pop();
    return ok;
}

/* ---- query_nearest ------------------------------------------------------------------------------------ */

typedef struct {
    Nearest nearest;
    Found* found;
    nd_Size input, first; /* where this input's results begin */
    bool all_matches;
} Matches;

static void on_candidate(void* pointer, void* state) {
    Matches* matches = state;
    nd_Size item = item_index(pointer);
    if(distance_to(&matches->nearest, item) <= matches->nearest.least)
        sh_found_add(matches->found, matches->input, item, matches->nearest.least);
}

static int by_item(const void* a, const void* b) {
    int64_t left = ((const int64_t*)a)[1], right = ((const int64_t*)b)[1];
    return (left > right) - (left < right);
}

/* All items as near as the nearest, in the order of the tree's geometries. */
static bool match(Matches* matches, double max_distance) {
    Nearest* nearest = &matches->nearest;
    if(find_nearest(nearest) < 0) return false;
    if(nearest->least == DBL_MAX || nearest->least > max_distance) return true;
    GEOSGeometry* wide = sh_widened(nearest->geometry, nearest->least * (1 + DBL_EPSILON));
    if(!wide) return sh_fail();
    GEOSSTRtree_query_r(sh_geos, nearest->tree->tree, wide, on_candidate, matches);
    GEOSGeom_destroy_r(sh_geos, wide);
    if(nearest->failed) return sh_fail();
    Found* found = matches->found;
    if(found->count > matches->first)
        qsort(found->at + 2 * matches->first, (size_t)(found->count - matches->first), 2 * sizeof(int64_t), by_item);
    if(!matches->all_matches && found->count > matches->first + 1) found->count = matches->first + 1;
    return true;
}

static bool read_max_distance(py_Ref value, double* out) {
    *out = INFINITY;
    if(py_isnone(value)) return true;
    if(py_islist(value) || py_istuple(value) || nd_is_array(value))
        return nd_error(tp_ValueError, "max_distance parameter only accepts scalar values");
    if(!py_castfloat(value, out)) return false;
    if(*out <= 0) return nd_error(tp_ValueError, "max_distance must be greater than 0");
    if(isnan(*out)) *out = INFINITY;
    return true;
}

static bool check_flag(py_Ref value, const char* name) {
    return py_isbool(value) || nd_error(tp_ValueError, "%s parameter must be boolean", name);
}

/* query_nearest(geometry, max_distance=None, return_distance=False, exclusive=False, all_matches=True) */
bool sh_tree_query_nearest(int argc, py_Ref argv) {
    (void)argc;
    if(!sh_check_tree(argv)) return false;
    Tree* tree = tree_of(argv);
    Input input = {0};
    Found found = {0};
    double max_distance;
    py_Ref kept = py_pushtmp();
    bool ok = sh_tree_input(py_arg(1), kept, &input) && read_max_distance(py_arg(2), &max_distance);
    ok = ok && check_flag(py_arg(4), "exclusive") && check_flag(py_arg(5), "all_matches");
    for(nd_Size i = 0; ok && i < input.list.count && tree->filled; i++) {
        if(is_nothing(input.list.items[i])) continue;
        Nearest nearest = {
            .tree = tree, .geometry = input.list.items[i]->geometry, .exclusive = py_bool(py_arg(4)) == 1};
        Matches matches = {.nearest = nearest,
                           .found = &found,
                           .input = i,
                           .first = found.count,
                           .all_matches = py_bool(py_arg(5)) == 1};
        ok = match(&matches, max_distance);
    }
    ok = ok && sh_found_give(&found, input.is_single, py_bool(py_arg(3)) == 1);
    free(input.list.items);
    sh_found_drop(&found);
    py_pop();
    return ok;
}
