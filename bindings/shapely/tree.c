/*
 * STRtree: an index of geometries by their bounds.
 * Limits: the tree keeps its geometries in a list of its own and never changes; the order of what a query finds is the tree's.
 */
#include "shapely.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    GEOSSTRtree* tree;
    sh_Object** items;         /* alive in the object's slot */
    nd_Size count, filled;
} Tree;

static py_Type tree_type;

static Tree* tree_of(py_Ref self) { return (Tree*)py_touserdata(self); }

static void tree_free(void* userdata) {
    Tree* tree = userdata;
    if(tree->tree) GEOSSTRtree_destroy_r(sh_geos, tree->tree);
    free(tree->items);
}

/* ---- building ------------------------------------------------------------------------------ */

/* What the tree hands back: a number from 1 on, so that no item is NULL. */
static void* item_pointer(nd_Size index) { return (void*)(uintptr_t)(index + 1); }
static nd_Size item_index(const void* item) { return (nd_Size)(uintptr_t)item - 1; }

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
    Tree* tree = py_newobject(made, tree_type, 1, sizeof(Tree));
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
    py_newint(py_retval(), tree_of(argv)->filled);
    return true;
}

/* A copy, so that nobody can change what the tree stands on. */
static bool tree_geometries(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    py_TValue to_list = *py_tpobject(tp_list), kept = *py_getslot(argv, 0);
    return py_call(&to_list, 1, &kept);
}

/* ---- what is found ---------------------------------------------------------------------------- */

typedef struct {
    int64_t* at;               /* pairs: input, tree */
    double* distances;         /* one of each pair, or NULL */
    nd_Size count, room;
    bool failed;
} Found;

static void add(Found* found, nd_Size input, nd_Size item, double distance) {
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

static void drop(Found* found) {
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

static bool give(const Found* found, bool is_single, bool has_distances) {
    py_Ref indices = py_pushtmp(), distances = py_pushtmp();
    bool ok = give_indices(found, is_single, indices) && (!has_distances || nd_new(distances, ND_FLOAT64, 1, &found->count));
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

/* One geometry or None, or many. */
typedef struct {
    sh_List list;
    bool is_single;
} Input;

static bool read_input(py_Ref value, py_Ref kept, Input* input) {
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
    {"intersects", GEOSPreparedIntersects_r}, {"within", GEOSPreparedWithin_r}, {"contains", GEOSPreparedContains_r},
    {"overlaps", GEOSPreparedOverlaps_r}, {"crosses", GEOSPreparedCrosses_r}, {"touches", GEOSPreparedTouches_r},
    {"covers", GEOSPreparedCovers_r}, {"covered_by", GEOSPreparedCoveredBy_r}, {"contains_properly", GEOSPreparedContainsProperly_r},
};

typedef struct {
    const Tree* tree;
    Predicate ask;             /* NULL: bounds are enough */
    const GEOSPreparedGeometry* prepared;
    double distance;           /* of dwithin, NaN of the others */
    nd_Size input;
    Found* found;
} Query;

static void on_item(void* pointer, void* state) {
    Query* query = state;
    nd_Size item = item_index(pointer);
    const GEOSGeometry* other = query->tree->items[item]->geometry;
    char answer = 1;
    if(query->ask) answer = query->ask(sh_geos, query->prepared, other);
    else if(!isnan(query->distance)) answer = GEOSPreparedDistanceWithin_r(sh_geos, query->prepared, other, query->distance);
    if(answer == 2) query->found->failed = true;
    if(answer == 1) add(query->found, query->input, item, 0);
}

/* The bounds of a geometry, wider by `margin`. NULL: GEOS said why. */
static GEOSGeometry* widened(const GEOSGeometry* geometry, double margin) {
    double x0, y0, x1, y1;
    if(!GEOSGeom_getExtent_r(sh_geos, geometry, &x0, &y0, &x1, &y1)) return NULL;
    return GEOSGeom_createRectangle_r(sh_geos, x0 - margin, y0 - margin, x1 + margin, y1 + margin);
}

static bool query_one(Query* query, sh_Object* object) {
    if(!object || GEOSisEmpty_r(sh_geos, object->geometry) == 1 || query->tree->filled == 0) return true;
    bool needs_prepared = query->ask || !isnan(query->distance);
    const GEOSPreparedGeometry* own = needs_prepared && !object->prepared ? GEOSPrepare_r(sh_geos, object->geometry) : NULL;
    query->prepared = object->prepared ? object->prepared : own;
    if(needs_prepared && !query->prepared) return sh_fail();
    GEOSGeometry* wide = isnan(query->distance) ? NULL : widened(object->geometry, query->distance);
    GEOSSTRtree_query_r(sh_geos, query->tree->tree, wide ? wide : object->geometry, on_item, query);
    if(wide) GEOSGeom_destroy_r(sh_geos, wide);
    if(own) GEOSPreparedGeom_destroy_r(sh_geos, own);
    return query->found->failed ? sh_fail() : true;
}

static bool refuse_predicate(const char* name) {
    return nd_error(tp_ValueError, "'%s' is not a valid option, must be one of 'overlaps', 'contains_properly', 'contains', 'covered_by', 'crosses', 'intersects', 'covers', 'within', 'touches'", name);
}

/* NULL is no predicate; dwithin needs a distance for each input. */
static bool read_predicate(py_Ref name, py_Ref distance, Query* query, bool* is_dwithin) {
    *is_dwithin = false;
    if(py_isnone(name)) return true;
    if(!py_isstr(name)) return nd_error(tp_TypeError, "predicate must be a str or None");
    *is_dwithin = strcmp(py_tostr(name), "dwithin") == 0;
    if(*is_dwithin) return !py_isnone(distance) || nd_error(tp_ValueError, "distance parameter must be provided for dwithin predicate");
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
    if(ok && count != 1 && count != inputs) return nd_error(tp_ValueError, "Could not broadcast distance to match geometry");
    return ok;
}

/* query(geometry, predicate=None, distance=None) */
static bool tree_query(int argc, py_Ref argv) {
    (void)argc;
    Input input = {0};
    Found found = {0};
    Query query = {.tree = tree_of(argv), .distance = NAN, .found = &found};
    bool is_dwithin;
    py_Ref kept = py_pushtmp(), distances = py_pushtmp();
    py_Ref wanted = py_arg(1);
    bool is_plain = py_isint(wanted) || py_isfloat(wanted) || py_isstr(wanted);
    bool ok = !is_plain || nd_error(tp_TypeError, "Array should be of object dtype");
    ok = ok && read_input(wanted, kept, &input) && read_predicate(py_arg(2), py_arg(3), &query, &is_dwithin);
    if(ok && is_dwithin) ok = read_distances(py_arg(3), distances, input.list.count);
    for(nd_Size i = 0; ok && i < input.list.count; i++) {
        query.input = i;
        if(is_dwithin) query.distance = ((double*)nd_array(distances)->data)[nd_count(nd_array(distances)) == 1 ? 0 : i];
        ok = query_one(&query, input.list.items[i]);
    }
    ok = ok && give(&found, input.is_single, false);
    free(input.list.items);
    drop(&found);
    py_pop(), py_pop();
    return ok;
}

/* ---- nearest ---------------------------------------------------------------------------------------- */

typedef struct {
    const Tree* tree;
    const GEOSGeometry* geometry;
    bool exclusive, failed;
    double least;
} Nearest;

/* The distance to an item; infinite where it is to be left out. */
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
    const void* item = GEOSSTRtree_nearest_generic_r(sh_geos, nearest->tree->tree, nearest->geometry, nearest->geometry, on_distance, nearest);
    if(!item || nearest->failed) return sh_fail(), -1;
    return item_index(item);
}

static bool refuse_nothing(void) { return nd_error(tp_ValueError, "Cannot determine nearest geometry for empty geometry or missing value (None)."); }

static bool is_nothing(const sh_Object* object) { return !object || GEOSisEmpty_r(sh_geos, object->geometry) == 1; }

/* nearest(geometry): an index, or an array of them; None of an empty tree */
static bool tree_nearest(int argc, py_Ref argv) {
    (void)argc;
    Tree* tree = tree_of(argv);
    if(tree->filled == 0) {
        py_newnone(py_retval());
        return true;
    }
    Input input = {0};
    py_Ref kept = py_pushtmp(), made = py_pushtmp();
    bool ok = read_input(py_arg(1), kept, &input) && nd_new(made, ND_INT64, 1, &input.list.count);
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
    nd_Size input, first;      /* where this input's results begin */
    bool all_matches;
} Matches;

static void on_candidate(void* pointer, void* state) {
    Matches* matches = state;
    nd_Size item = item_index(pointer);
    if(distance_to(&matches->nearest, item) <= matches->nearest.least) add(matches->found, matches->input, item, matches->nearest.least);
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
    GEOSGeometry* wide = widened(nearest->geometry, nearest->least * (1 + DBL_EPSILON));
    if(!wide) return sh_fail();
    GEOSSTRtree_query_r(sh_geos, nearest->tree->tree, wide, on_candidate, matches);
    GEOSGeom_destroy_r(sh_geos, wide);
    if(nearest->failed) return sh_fail();
    Found* found = matches->found;
    if(found->count > matches->first) qsort(found->at + 2 * matches->first, (size_t)(found->count - matches->first), 2 * sizeof(int64_t), by_item);
    if(!matches->all_matches && found->count > matches->first + 1) found->count = matches->first + 1;
    return true;
}

static bool read_max_distance(py_Ref value, double* out) {
    *out = INFINITY;
    if(py_isnone(value)) return true;
    if(py_islist(value) || py_istuple(value) || nd_is_array(value)) return nd_error(tp_ValueError, "max_distance parameter only accepts scalar values");
    if(!py_castfloat(value, out)) return false;
    if(*out <= 0) return nd_error(tp_ValueError, "max_distance must be greater than 0");
    if(isnan(*out)) *out = INFINITY;
    return true;
}

static bool check_flag(py_Ref value, const char* name) { return py_isbool(value) || nd_error(tp_ValueError, "%s parameter must be boolean", name); }

/* query_nearest(geometry, max_distance=None, return_distance=False, exclusive=False, all_matches=True) */
static bool tree_query_nearest(int argc, py_Ref argv) {
    (void)argc;
    Tree* tree = tree_of(argv);
    Input input = {0};
    Found found = {0};
    double max_distance;
    py_Ref kept = py_pushtmp();
    bool ok = read_input(py_arg(1), kept, &input) && read_max_distance(py_arg(2), &max_distance);
    ok = ok && check_flag(py_arg(4), "exclusive") && check_flag(py_arg(5), "all_matches");
    for(nd_Size i = 0; ok && i < input.list.count && tree->filled; i++) {
        if(is_nothing(input.list.items[i])) continue;
        Nearest nearest = {.tree = tree, .geometry = input.list.items[i]->geometry, .exclusive = py_bool(py_arg(4)) == 1};
        Matches matches = {.nearest = nearest, .found = &found, .input = i, .first = found.count, .all_matches = py_bool(py_arg(5)) == 1};
        ok = match(&matches, max_distance);
    }
    ok = ok && give(&found, input.is_single, py_bool(py_arg(3)) == 1);
    free(input.list.items);
    drop(&found);
    py_pop();
    return ok;
}

void sh_add_tree(py_Ref module) {
    tree_type = py_newtype("STRtree", tp_object, module, tree_free);
    py_setdict(module, py_name("STRtree"), py_tpobject(tree_type));
    static const nd_Function METHODS[] = {
        {"__new__(cls, geoms=..., node_capacity=10)", tree_new},
        {"__init__(self, *args, **kwargs)", tree_init},
        {"query(self, geometry=..., predicate=None, distance=None)", tree_query},
        {"nearest(self, geometry=...)", tree_nearest},
        {"query_nearest(self, geometry=..., max_distance=None, return_distance=False, exclusive=False, all_matches=True)", tree_query_nearest},
    };
    ND_BIND(py_tpobject(tree_type), METHODS);
    py_bindmagic(tree_type, py_name("__len__"), tree_len);
    py_bindproperty(tree_type, "geometries", tree_geometries, NULL);
}
