/* Operations on two geometries. A prepared first one is used where GEOS can. */
#include "operations.h"

#include <math.h>

#define G0 (element->g[0]->geometry)
#define G1 (element->g[1]->geometry)

typedef char (*Predicate)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
typedef char (*PreparedPredicate)(GEOSContextHandle_t, const GEOSPreparedGeometry*, const GEOSGeometry*);

static bool flag(sh_Element* element, char answer) {
    element->out.truth = answer == 1;
    return answer == 2 ? sh_fail() : true;
}

static bool predicate(sh_Element* element, Predicate plain, PreparedPredicate prepared) {
    const GEOSPreparedGeometry* first = element->g[0]->prepared;
    return flag(element, first ? prepared(sh_geos, first, G1) : plain(sh_geos, G0, G1));
}

#define PREDICATE(name, suffix)                                                                                        \
    bool sh_do_##name(sh_Element* element) { return predicate(element, GEOS##suffix##_r, GEOSPrepared##suffix##_r); }

PREDICATE(contains, Contains)
PREDICATE(covered_by, CoveredBy)
PREDICATE(covers, Covers)
PREDICATE(crosses, Crosses)
PREDICATE(disjoint, Disjoint)
PREDICATE(intersects, Intersects)
PREDICATE(overlaps, Overlaps)
PREDICATE(touches, Touches)
PREDICATE(within, Within)

/* GEOS has it for prepared geometries only. */
bool sh_do_contains_properly(sh_Element* element) {
    if(element->g[0]->prepared)
        return flag(element, GEOSPreparedContainsProperly_r(sh_geos, element->g[0]->prepared, G1));
    const GEOSPreparedGeometry* prepared = GEOSPrepare_r(sh_geos, G0);
    if(!prepared) return sh_fail();
    char answer = GEOSPreparedContainsProperly_r(sh_geos, prepared, G1);
    GEOSPreparedGeom_destroy_r(sh_geos, prepared);
    return flag(element, answer);
}

bool sh_do_equals(sh_Element* element) { return flag(element, GEOSEquals_r(sh_geos, G0, G1)); }
bool sh_do_equals_identical(sh_Element* element) { return flag(element, GEOSEqualsIdentical_r(sh_geos, G0, G1)); }

static bool equals_normalized(sh_Element* element) {
    GEOSGeometry *a = GEOSGeom_clone_r(sh_geos, G0), *b = GEOSGeom_clone_r(sh_geos, G1);
    bool ok = a && b && GEOSNormalize_r(sh_geos, a) != -1 && GEOSNormalize_r(sh_geos, b) != -1;
    char answer = ok ? GEOSEqualsExact_r(sh_geos, a, b, element->d[2]) : 2;
    if(a) GEOSGeom_destroy_r(sh_geos, a);
    if(b) GEOSGeom_destroy_r(sh_geos, b);
    return flag(element, answer);
}

bool sh_do_equals_exact(sh_Element* element) {
    return element->d[3] != 0 ? equals_normalized(element)
                              : flag(element, GEOSEqualsExact_r(sh_geos, G0, G1, element->d[2]));
}

bool sh_do_dwithin(sh_Element* element) {
    const GEOSPreparedGeometry* prepared = element->g[0]->prepared;
    double distance = element->d[2];
    return flag(element, prepared ? GEOSPreparedDistanceWithin_r(sh_geos, prepared, G1, distance)
                                  : GEOSDistanceWithin_r(sh_geos, G0, G1, distance));
}

bool sh_do_relate(sh_Element* element) {
    element->out.text = GEOSRelate_r(sh_geos, G0, G1);
    return element->out.text ? true : sh_fail();
}

bool sh_do_relate_pattern(sh_Element* element) {
    const GEOSPreparedGeometry* prepared = element->g[0]->prepared;
    const char* pattern = element->s[2];
    return flag(element, prepared ? GEOSPreparedRelatePattern_r(sh_geos, prepared, G1, pattern)
                                  : GEOSRelatePattern_r(sh_geos, G0, G1, pattern));
}

/* ---- points given as numbers ------------------------------------------------------------------- */

typedef char (*PointPredicate)(GEOSContextHandle_t, const GEOSPreparedGeometry*, double, double);

/* A single geometry was prepared by the caller; of many each is checked once. */
static bool pointwise(sh_Element* element, PointPredicate ask) {
    const GEOSPreparedGeometry *known = element->g[0]->prepared, *own = known ? NULL : GEOSPrepare_r(sh_geos, G0);
    if(!known && !own) return sh_fail();
    char answer = ask(sh_geos, known ? known : own, element->d[1], element->d[2]);
    if(own) GEOSPreparedGeom_destroy_r(sh_geos, own);
    return flag(element, answer);
}

bool sh_do_contains_xy(sh_Element* element) { return pointwise(element, GEOSPreparedContainsXY_r); }
bool sh_do_intersects_xy(sh_Element* element) { return pointwise(element, GEOSPreparedIntersectsXY_r); }

/* ---- distances: NaN where one is empty ------------------------------------------------------------ */

static bool is_one_empty(const sh_Element* element) {
    return GEOSisEmpty_r(sh_geos, G0) == 1 || GEOSisEmpty_r(sh_geos, G1) == 1;
}

static bool number(int answer) { return answer ? true : sh_fail(); }

static bool nan_of(sh_Element* element) {
    element->out.number = NAN;
    return true;
}

bool sh_do_distance(sh_Element* element) {
    if(is_one_empty(element)) return nan_of(element);
    const GEOSPreparedGeometry* prepared = element->g[0]->prepared;
    double* out = &element->out.number;
    return number(prepared ? GEOSPreparedDistance_r(sh_geos, prepared, G1, out) : GEOSDistance_r(sh_geos, G0, G1, out));
}

bool sh_do_hausdorff_distance(sh_Element* element) {
    if(is_one_empty(element)) return nan_of(element);
    double densify = element->d[2], *out = &element->out.number;
    if(element->s[2] == NULL && isnan(densify)) return nan_of(element);
    return number(isnan(densify) ? GEOSHausdorffDistance_r(sh_geos, G0, G1, out)
                                 : GEOSHausdorffDistanceDensify_r(sh_geos, G0, G1, densify, out));
}

bool sh_do_frechet_distance(sh_Element* element) {
    if(is_one_empty(element)) return nan_of(element);
    double densify = element->d[2], *out = &element->out.number;
    if(element->s[2] == NULL && isnan(densify)) return nan_of(element);
    return number(isnan(densify) ? GEOSFrechetDistance_r(sh_geos, G0, G1, out)
                                 : GEOSFrechetDistanceDensify_r(sh_geos, G0, G1, densify, out));
}

bool sh_do_line_locate_point(sh_Element* element) {
    if(is_one_empty(element)) return nan_of(element);
    element->out.number =
        element->d[2] != 0 ? GEOSProjectNormalized_r(sh_geos, G0, G1) : GEOSProject_r(sh_geos, G0, G1);
    return element->out.number == -1 ? sh_fail() : true;
}

/* ---- sets of points -------------------------------------------------------------------------------------- */

typedef GEOSGeometry* (*Combine)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);
typedef GEOSGeometry* (*CombineOnGrid)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*, double);

static bool made(sh_Element* element, GEOSGeometry* geometry) {
    element->out.geometry = geometry;
    return geometry ? true : sh_fail();
}

static bool combine(sh_Element* element, Combine plain, CombineOnGrid on_grid) {
    double grid = element->d[2];
    if(element->s[2] == NULL && isnan(grid)) return element->is_none = true;
    return made(element, isnan(grid) ? plain(sh_geos, G0, G1) : on_grid(sh_geos, G0, G1, grid));
}

bool sh_do_difference(sh_Element* element) { return combine(element, GEOSDifference_r, GEOSDifferencePrec_r); }
bool sh_do_intersection(sh_Element* element) { return combine(element, GEOSIntersection_r, GEOSIntersectionPrec_r); }
bool sh_do_symmetric_difference(sh_Element* element) {
    return combine(element, GEOSSymDifference_r, GEOSSymDifferencePrec_r);
}
bool sh_do_union(sh_Element* element) { return combine(element, GEOSUnion_r, GEOSUnionPrec_r); }

bool sh_do_shared_paths(sh_Element* element) { return made(element, GEOSSharedPaths_r(sh_geos, G0, G1)); }
bool sh_do_snap(sh_Element* element) { return made(element, GEOSSnap_r(sh_geos, G0, G1, element->d[2])); }

bool sh_do_shortest_line(sh_Element* element) {
    if(is_one_empty(element)) return element->is_none = true;
    const GEOSPreparedGeometry* prepared = element->g[0]->prepared;
    GEOSCoordSequence* ends =
        prepared ? GEOSPreparedNearestPoints_r(sh_geos, prepared, G1) : GEOSNearestPoints_r(sh_geos, G0, G1);
    return ends ? made(element, GEOSGeom_createLineString_r(sh_geos, ends)) : sh_fail();
}
