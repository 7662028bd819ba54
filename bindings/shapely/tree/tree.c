/*
 * STRtree: a spatial index of geometries by their bounds.
 * Limits: the tree keeps its geometries in a list of its own and is immutable; the order of a
 * query's results is the tree's.
 */
#include "tree.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

py_Type sh_tp_tree;

bool sh_check_tree(py_Ref self) { return py_checkinstance(self, sh_tp_tree); }

static void tree_free(void* userdata) {
    Tree* tree = userdata;
    if(tree->tree) GEOSSTRtree_destroy_r(sh_geos, tree->tree);
    free(tree->items);
}

/* ---- building ------------------------------------------------------------------------------ */

static void insert_all(Tree* tree) {
    for(nd_Size i = 0; i < tree->count; i++) {
        if(!tree->items[i] || GEOSisEmpty_r(sh_geos, tree->items[i]->geometry) == 1) continue;
        GEOSSTRtree_insert_r(sh_geos, tree->tree, tree->items[i]->geometry, item_pointer(i));
        tree->filled++;
    }
}

/* STRtree(geoms, node_capacity=10) */
static bool tree_new(int argc, py_Ref argv) {
    (void)argc;
    py_i64 capacity;
    if(!nd_is_given(py_arg(1))) return sh_missing_argument("STRtree(geoms=...)", 0);
    if(sh_is_geometry(py_arg(1))) return nd_error(tp_TypeError, "Array should be one dimensional");
    if(!nd_parse_int(py_arg(2), &capacity)) return false;
    if(capacity < 2) return nd_error(tp_ValueError, "Node capacity must be greater than 1");
    py_Ref made = py_pushtmp(), list = py_pushtmp();
    Tree* tree = py_newobject(made, sh_tp_tree, 1, sizeof(Tree));
    *tree = (Tree){0};
    py_setslot(made, 0, py_None());
    py_TValue to_list = *py_tpobject(tp_list);
    sh_List found = {0};
    bool ok = py_call(&to_list, 1, py_arg(1));
    if(ok) {
        py_assign(list, py_retval());
        ok = sh_read_list(list, list, &found);
        tree->items = found.items;
        tree->count = found.count;
    }
    if(ok) {
        py_setslot(made, 0, list);
        tree->tree = GEOSSTRtree_create_r(sh_geos, (size_t)capacity);
        ok = tree->tree != NULL || sh_fail();
        if(ok) insert_all(tree);
        if(ok) GEOSSTRtree_build_r(sh_geos, tree->tree);
    }
    if(ok) py_assign(py_retval(), made);
    py_pop(), py_pop();
    return ok;
}

static bool tree_init(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newnone(py_retval());
    return true;
}

static bool tree_len(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_tree(argv)) return false;
    py_newint(py_retval(), tree_of(argv)->filled);
    return true;
}

/* A copy, so that mutation of the argument does not affect the tree. */
static bool tree_geometries(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_tree(argv)) return false;
    py_TValue to_list = *py_tpobject(tp_list), kept = *py_getslot(argv, 0);
    return py_call(&to_list, 1, &kept);
}

/* ---- what is found ---------------------------------------------------------------------------- */

void sh_found_add(Found* found, nd_Size input, nd_Size item, double distance) {
    if(found->count == found->room) {
        nd_Size room = found->room ? found->room * 2 : 64;
        int64_t* at = realloc(found->at, sizeof *at * 2 * (size_t)room);
        if(at) found->at = at;
        double* distances = realloc(found->distances, sizeof *distances * (size_t)room);
        if(distances) found->distances = distances;
        if(!at || !distances) {
            found->failed = true;
            return;
        }
        found->room = room;
    }
    found->at[2 * found->count] = input;
    found->at[2 * found->count + 1] = item;
    found->distances[found->count++] = distance;
}

void sh_found_drop(Found* found) {
    free(found->at);
    free(found->distances);
}

/* Indices: (n,) of one geometry, (2, n) of many. */
static bool give_indices(const Found* found, bool is_single, py_OutRef out) {
    nd_Size shape[2] = {2, found->count};
    if(found->failed) return nd_error(nd_tp_memory_error, "no memory for what the tree found");
    if(!nd_new(out, ND_INT64, is_single ? 1 : 2, is_single ? shape + 1 : shape)) return false;
    int64_t* data = (int64_t*)nd_array(out)->data;
    for(nd_Size i = 0; i < found->count; i++) {
        if(is_single) data[i] = found->at[2 * i + 1];
        else data[i] = found->at[2 * i], data[found->count + i] = found->at[2 * i + 1];
    }
    return true;
}

bool sh_found_give(const Found* found, bool is_single, bool has_distances) {
    py_Ref indices = py_pushtmp(), distances = py_pushtmp();
    bool ok =
        give_indices(found, is_single, indices) && (!has_distances || nd_new(distances, ND_FLOAT64, 1, &found->count));
    if(ok && has_distances) {
        if(found->count) memcpy(nd_array(distances)->data, found->distances, sizeof(double) * (size_t)found->count);
        py_Ref pair = py_pushtmp();
        py_Ref items = py_newtuple(pair, 2);
        py_assign(items, indices);
        py_assign(items + 1, distances);
        py_assign(py_retval(), pair);
        py_pop();
    } else if(ok) py_assign(py_retval(), indices);
    py_pop(), py_pop();
    return ok;
}

bool sh_tree_input(py_Ref value, py_Ref kept, Input* input) {
    if(!nd_is_given(value)) return sh_missing_argument("query(geometry=...)", 0);
    input->is_single = py_isnone(value) || sh_is_geometry(value);
    if(!input->is_single) return sh_read_list(value, kept, &input->list);
    py_newlist(kept);
    py_list_append(kept, value);
    return sh_read_list(kept, kept, &input->list);
}

/* ---- query --------------------------------------------------------------------------------------- */

typedef char (*Predicate)(GEOSContextHandle_t, const GEOSPreparedGeometry*, const GEOSGeometry*);

static const struct {
    const char* name;
    Predicate ask;
} PREDICATES[] = {
    {"intersects", GEOSPreparedIntersects_r},
    {"within", GEOSPreparedWithin_r},
    {"contains", GEOSPreparedContains_r},
    {"overlaps", GEOSPreparedOverlaps_r},
    {"crosses", GEOSPreparedCrosses_r},
    {"touches", GEOSPreparedTouches_r},
    {"covers", GEOSPreparedCovers_r},
    {"covered_by", GEOSPreparedCoveredBy_r},
    {"contains_properly", GEOSPreparedContainsProperly_r},
};

typedef struct {
    const Tree* tree;
    Predicate ask; /* NULL: bounds are enough */
    const GEOSPreparedGeometry* prepared;
    double distance; /* of dwithin, NaN of the others */
    nd_Size input;
    Found* found;
} Query;

static void on_item(void* pointer, void* state) {
    Query* query = state;
    nd_Size item = item_index(pointer);
    const GEOSGeometry* other = query->tree->items[item]->geometry;
    char answer = 1;
    if(query->ask) answer = query->ask(sh_geos, query->prepared, other);
    else if(!isnan(query->distance))
        answer = GEOSPreparedDistanceWithin_r(sh_geos, query->prepared, other, query->distance);
    if(answer == 2) query->found->failed = true;
    if(answer == 1) sh_found_add(query->found, query->input, item, 0);
}

GEOSGeometry* sh_widened(const GEOSGeometry* geometry, double margin) {
    double x0, y0, x1, y1;
    if(!GEOSGeom_getExtent_r(sh_geos, geometry, &x0, &y0, &x1, &y1)) return NULL;
    return GEOSGeom_createRectangle_r(sh_geos, x0 - margin, y0 - margin, x1 + margin, y1 + margin);
}

static bool query_one(Query* query, sh_Object* object) {
    if(!object || GEOSisEmpty_r(sh_geos, object->geometry) == 1 || query->tree->filled == 0) return true;
    bool needs_prepared = query->ask || !isnan(query->distance);
    const GEOSPreparedGeometry* own =
        needs_prepared && !object->prepared ? GEOSPrepare_r(sh_geos, object->geometry) : NULL;
    query->prepared = object->prepared ? object->prepared : own;
    if(needs_prepared && !query->prepared) return sh_fail();
    GEOSGeometry* wide = isnan(query->distance) ? NULL : sh_widened(object->geometry, query->distance);
    GEOSSTRtree_query_r(sh_geos, query->tree->tree, wide ? wide : object->geometry, on_item, query);
    if(wide) GEOSGeom_destroy_r(sh_geos, wide);
    if(own) GEOSPreparedGeom_destroy_r(sh_geos, own);
    return query->found->failed ? sh_fail() : true;
}

static bool refuse_predicate(const char* name) {
    return nd_error(
        tp_ValueError,
        "'%s' is not a valid option, must be one of 'overlaps', 'contains_properly', 'contains', 'covered_by', 'crosses', 'intersects', 'covers', 'within', 'touches'",
        name);
}

/* NULL is no predicate; dwithin needs a distance for each input. */
static bool read_predicate(py_Ref name, py_Ref distance, Query* query, bool* is_dwithin) {
    *is_dwithin = false;
    if(py_isnone(name)) return true;
    if(!py_isstr(name)) return nd_error(tp_TypeError, "predicate must be a str or None");
    *is_dwithin = strcmp(py_tostr(name), "dwithin") == 0;
    if(*is_dwithin)
        return !py_isnone(distance) ||
               nd_error(tp_ValueError, "distance parameter must be provided for dwithin predicate");
    for(unsigned i = 0; i < sizeof PREDICATES / sizeof *PREDICATES; i++) {
        if(strcmp(PREDICATES[i].name, py_tostr(name)) == 0) query->ask = PREDICATES[i].ask;
    }
    return query->ask ? true : refuse_predicate(py_tostr(name));
}

/* Distances of dwithin as an array, one of each input or one of all. */
static bool read_distances(py_Ref value, py_OutRef out, nd_Size inputs) {
    py_Ref array = py_pushtmp();
    bool ok = nd_asarray(array, value, ND_FLOAT64) && nd_ascontiguous(out, array, ND_FLOAT64);
    py_pop();
    nd_Size count = ok ? nd_count(nd_array(out)) : 0;
    if(ok && count != 1 && count != inputs)
        return nd_error(tp_ValueError, "Could not broadcast distance to match geometry");
    return ok;
}

/* query(geometry, predicate=None, distance=None) */
static bool tree_query(int argc, py_Ref argv) {
    (void)argc;
    if(!sh_check_tree(argv)) return false;
    Input input = {0};
    Found found = {0};
    Query query = {.tree = tree_of(argv), .distance = NAN, .found = &found};
    bool is_dwithin;
    py_Ref kept = py_pushtmp(), distances = py_pushtmp();
    py_Ref wanted = py_arg(1);
    bool is_plain = py_isint(wanted) || py_isfloat(wanted) || py_isstr(wanted);
    bool ok = !is_plain || nd_error(tp_TypeError, "Array should be of object dtype");
    ok = ok && sh_tree_input(wanted, kept, &input) && read_predicate(py_arg(2), py_arg(3), &query, &is_dwithin);
    if(ok && is_dwithin) ok = read_distances(py_arg(3), distances, input.list.count);
    for(nd_Size i = 0; ok && i < input.list.count; i++) {
        query.input = i;
        if(is_dwithin)
            query.distance = ((double*)nd_array(distances)->data)[nd_count(nd_array(distances)) == 1 ? 0 : i];
        ok = query_one(&query, input.list.items[i]);
    }
    ok = ok && sh_found_give(&found, input.is_single, false);
    free(input.list.items);
    sh_found_drop(&found);
    py_pop(), py_pop();
    return ok;
}

void sh_add_tree(py_Ref module) {
    sh_tp_tree = py_newtype("STRtree", tp_object, module, tree_free);
    py_setdict(module, py_name("STRtree"), py_tpobject(sh_tp_tree));
    static const nd_Function METHODS[] = {
        {"__new__(cls, geoms=..., node_capacity=10)", tree_new},
        {"__init__(self, *args, **kwargs)", tree_init},
        {"query(self, geometry=..., predicate=None, distance=None)", tree_query},
        {"nearest(self, geometry=...)", sh_tree_nearest},
        {"query_nearest(self, geometry=..., max_distance=None, return_distance=False, exclusive=False, all_matches=True)",
         sh_tree_query_nearest},
    };
    ND_BIND(py_tpobject(sh_tp_tree), METHODS);
    py_bindmagic(sh_tp_tree, py_name("__len__"), tree_len);
    py_bindproperty(sh_tp_tree, "geometries", tree_geometries, NULL);
}
