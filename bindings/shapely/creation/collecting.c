/*
 * Functions that combine many geometries into one: unions, coverages, polygonization.
 * Limits: geometries are in one flat sequence, so `axis` has one legal value.
 */
#include "../geometry/shapely.h"

#include <math.h>
#include <stdlib.h>

/* ---- what is given ------------------------------------------------------------------------- */

/* One geometry stands for itself; None is left out. */
typedef struct {
    sh_List list;
    py_Ref kept;
} Input;

static bool read_input(py_Ref value, Input* input) {
    *input = (Input){.kept = py_pushtmp()};
    if(!nd_is_given(value)) return nd_error(tp_TypeError, "missing 1 required positional argument: 'geometries'");
    if(!sh_is_geometry(value) && !py_isnone(value)) return sh_read_list(value, input->kept, &input->list);
    py_newlist(input->kept);
    py_list_append(input->kept, value);
    return sh_read_list(input->kept, input->kept, &input->list);
}

static void drop_input(Input* input) {
    free(input->list.items);
    py_pop();
}

static bool check_axis(py_Ref axis) {
    if(py_isnone(axis)) return true;
    py_i64 wanted;
    int found;
    return nd_parse_int(axis, &wanted) && nd_check_axis(wanted, 1, &found);
}

static bool finish(Input* input, bool ok, GEOSGeometry* geometry) {
    drop_input(input);
    return ok && sh_wrap(py_retval(), geometry);
}

/* All in one collection, by cloning. NULL has set an exception. */
static GEOSGeometry* collection_of(const sh_List* list) {
    GEOSGeometry** parts = malloc(sizeof *parts * (size_t)(list->count + 1));
    if(!parts) return nd_error(nd_tp_memory_error, "no memory for %td parts", list->count), NULL;
    unsigned count = 0;
    bool ok = true;
    for(nd_Size i = 0; ok && i < list->count; i++) {
        if(list->items[i]) ok = (parts[count] = GEOSGeom_clone_r(sh_geos, list->items[i]->geometry)) != NULL && ++count;
    }
    GEOSGeometry* collection = ok ? GEOSGeom_createCollection_r(sh_geos, SH_COLLECTION, parts, count) : NULL;
    if(!ok)
        while(count > 0) GEOSGeom_destroy_r(sh_geos, parts[--count]);
    free(parts);
    if(!collection) sh_fail();
    return collection;
}

/* ---- unions ------------------------------------------------------------------------------------- */

static GEOSGeometry* united(const GEOSGeometry* collection, double grid) {
    return isnan(grid) ? GEOSUnaryUnion_r(sh_geos, collection) : GEOSUnaryUnionPrec_r(sh_geos, collection, grid);
}

static bool read_grid(py_Ref value, double* out) {
    *out = NAN;
    return py_isnone(value) || py_castfloat(value, out);
}

/* union_all(geometries, grid_size=None, axis=None) */
static bool union_all(int argc, py_Ref argv) {
    (void)argc;
    nd_collect_if_due();
    Input input;
    double grid;
    bool ok = read_input(argv, &input) && read_grid(py_arg(1), &grid) && check_axis(py_arg(2));
    GEOSGeometry* collection = ok ? collection_of(&input.list) : NULL;
    GEOSGeometry* result = collection ? united(collection, grid) : NULL;
    if(collection) GEOSGeom_destroy_r(sh_geos, collection);
    return finish(&input, collection != NULL, result);
}

typedef GEOSGeometry* (*Combine)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

/* Folds from the first to the last; no geometry is an empty collection. NULL has set an exception. */
static GEOSGeometry* folded(const sh_List* list, Combine combine) {
    GEOSGeometry* result = NULL;
    for(nd_Size i = 0; i < list->count; i++) {
        if(!list->items[i]) continue;
        const GEOSGeometry* next = list->items[i]->geometry;
        GEOSGeometry* grown = result ? combine(sh_geos, result, next) : GEOSGeom_clone_r(sh_geos, next);
        if(result) GEOSGeom_destroy_r(sh_geos, result);
        if(!grown) return NULL;
        result = grown;
    }
    return result ? result : GEOSGeom_createEmptyCollection_r(sh_geos, SH_COLLECTION);
}

static bool fold(py_Ref argv, Combine combine) {
    nd_collect_if_due();
    Input input;
    bool ok = read_input(argv, &input) && check_axis(py_arg(1));
    return finish(&input, ok, ok ? folded(&input.list, combine) : NULL);
}

/* intersection_all(geometries, axis=None) */
static bool intersection_all(int argc, py_Ref argv) {
    (void)argc;
    return fold(argv, GEOSIntersection_r);
}

/* symmetric_difference_all(geometries, axis=None) */
static bool symmetric_difference_all(int argc, py_Ref argv) {
    (void)argc;
    return fold(argv, GEOSSymDifference_r);
}

/* Operations on a collection as a whole. */
static bool on_collection(py_Ref argv, GEOSGeometry* (*work)(GEOSContextHandle_t, const GEOSGeometry*)) {
    nd_collect_if_due();
    Input input;
    bool ok = read_input(argv, &input) && check_axis(py_arg(1));
    GEOSGeometry* collection = ok ? collection_of(&input.list) : NULL;
    GEOSGeometry* result = collection ? work(sh_geos, collection) : NULL;
    if(collection) GEOSGeom_destroy_r(sh_geos, collection);
    return finish(&input, collection != NULL, result);
}

/* coverage_union_all(geometries, axis=None) */
static bool coverage_union_all(int argc, py_Ref argv) {
    (void)argc;
    return on_collection(argv, GEOSCoverageUnion_r);
}

/* disjoint_subset_union_all(geometries, axis=None) */
static bool disjoint_subset_union_all(int argc, py_Ref argv) {
    (void)argc;
    return on_collection(argv, GEOSDisjointSubsetUnion_r);
}

/* ---- coverages ------------------------------------------------------------------------------------- */

/* _coverage_edges(geometries, gap_width): whether it is valid, and the invalid edges in one collection */
static bool coverage_edges(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    nd_collect_if_due();
    Input input;
    double gap;
    bool ok = read_input(argv, &input) && py_castfloat(py_arg(1), &gap);
    GEOSGeometry *collection = ok ? collection_of(&input.list) : NULL, *edges = NULL;
    int answer = collection ? GEOSCoverageIsValid_r(sh_geos, collection, gap, &edges) : 2;
    if(collection) GEOSGeom_destroy_r(sh_geos, collection);
    drop_input(&input);
    if(answer == 2) return ok && collection ? sh_fail() : false;
    py_Ref pair = py_pushtmp();
    py_Ref items = py_newtuple(pair, 2);
    py_newbool(items, answer == 1);
    py_newnone(items + 1);
    ok = sh_wrap(items + 1, edges);
    if(ok) py_assign(py_retval(), pair);
    py_pop();
    return ok;
}

/* _coverage_simplify(geometries, tolerance, simplify_boundary): one collection */
static bool coverage_simplify(int argc, py_Ref argv) {
    PY_CHECK_ARGC(3);
    nd_collect_if_due();
    Input input;
    double tolerance;
    bool ok = read_input(argv, &input) && py_castfloat(py_arg(1), &tolerance);
    GEOSGeometry* collection = ok ? collection_of(&input.list) : NULL;
    GEOSGeometry* result =
        collection ? GEOSCoverageSimplifyVW_r(sh_geos, collection, tolerance, py_bool(py_arg(2)) != 1) : NULL;
    if(collection) GEOSGeom_destroy_r(sh_geos, collection);
    return finish(&input, collection != NULL, result);
}

/* ---- polygons of lines --------------------------------------------------------------------------------- */

/* An array of pointers for GEOS; NULL has set an exception. */
static const GEOSGeometry** pointers_of(const sh_List* list, unsigned* count) {
    const GEOSGeometry** pointers = malloc(sizeof *pointers * (size_t)(list->count + 1));
    *count = 0;
    if(!pointers) return nd_error(nd_tp_memory_error, "no memory for %td geometries", list->count), NULL;
    for(nd_Size i = 0; i < list->count; i++) {
        if(list->items[i]) pointers[(*count)++] = list->items[i]->geometry;
    }
    return pointers;
}

/* polygonize(geometries) */
static bool polygonize(int argc, py_Ref argv) {
    (void)argc;
    nd_collect_if_due();
    Input input;
    unsigned count;
    if(sh_is_geometry(argv) || py_isnone(argv))
        return nd_error(
            tp_ValueError,
            "polygonize: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature (d)->() requires 1)");
    const GEOSGeometry** lines = read_input(argv, &input) ? pointers_of(&input.list, &count) : NULL;
    GEOSGeometry* result = lines ? GEOSPolygonize_r(sh_geos, lines, count) : NULL;
    bool ok = lines != NULL;
    free(lines);
    return finish(&input, ok, result);
}

/* polygonize_full(geometries): polygons, cuts, dangles, invalid rings */
static bool polygonize_full(int argc, py_Ref argv) {
    (void)argc;
    nd_collect_if_due();
    Input input;
    GEOSGeometry *collection = read_input(argv, &input) ? collection_of(&input.list) : NULL, *results[4] = {NULL};
    if(collection) {
        results[0] = GEOSPolygonize_full_r(sh_geos, collection, &results[1], &results[2], &results[3]);
        GEOSGeom_destroy_r(sh_geos, collection);
    }
    drop_input(&input);
    if(!results[0]) return collection ? sh_fail() : false;
    py_Ref made = py_pushtmp();
    py_Ref items = py_newtuple(made, 4);
    for(int i = 0; i < 4; i++) py_newnone(items + i);
    bool ok = true;
    for(int i = 0; i < 4; i++) ok = sh_wrap(items + i, results[i]) && ok;
    if(ok) py_assign(py_retval(), made);
    py_pop();
    return ok;
}

void sh_add_collecting(py_Ref module) {
    static const nd_Function FUNCTIONS[] = {
        {"union_all(geometries=..., grid_size=None, axis=None)", union_all},
        {"unary_union(geometries=..., grid_size=None, axis=None)", union_all},
        {"intersection_all(geometries=..., axis=None)", intersection_all},
        {"symmetric_difference_all(geometries=..., axis=None)", symmetric_difference_all},
        {"coverage_union_all(geometries=..., axis=None)", coverage_union_all},
        {"disjoint_subset_union_all(geometries=..., axis=None)", disjoint_subset_union_all},
        {"polygonize(geometries=...)", polygonize},
        {"polygonize_full(geometries=...)", polygonize_full},
    };
    ND_BIND(module, FUNCTIONS);
    py_bindfunc(module, "_coverage_edges", coverage_edges);
    py_bindfunc(module, "_coverage_simplify", coverage_simplify);
}
