/* Operations on one geometry: predicates, measures, accessors. */
#include "operations.h"

#include <math.h>
#include <string.h>

#define G0 (element->g[0]->geometry)

/* ---- flags: GEOS answers 0, 1, or 2 for a failure ---------------------------------------- */

static bool flag(sh_Element* element, char answer) {
    element->out.truth = answer == 1;
    return answer == 2 ? sh_fail() : true;
}

static bool is_curve(const GEOSGeometry* geometry) {
    int type = sh_type_of(geometry);
    return type == SH_LINESTRING || type == SH_LINEARRING;
}

bool sh_do_is_empty(sh_Element* element) { return flag(element, GEOSisEmpty_r(sh_geos, G0)); }
bool sh_do_is_valid(sh_Element* element) { return flag(element, GEOSisValid_r(sh_geos, G0)); }
bool sh_do_has_m(sh_Element* element) { return flag(element, GEOSHasM_r(sh_geos, G0)); }

/* GEOS cannot test collections for simplicity. */
bool sh_do_is_simple(sh_Element* element) {
    if(sh_type_of(G0) == SH_COLLECTION) return true;
    return flag(element, GEOSisSimple_r(sh_geos, G0));
}

bool sh_do_is_ring(sh_Element* element) { return is_curve(G0) ? flag(element, GEOSisRing_r(sh_geos, G0)) : true; }

bool sh_do_is_closed(sh_Element* element) {
    bool has_ends = is_curve(G0) || sh_type_of(G0) == SH_MULTILINESTRING;
    return has_ends ? flag(element, GEOSisClosed_r(sh_geos, G0)) : true;
}

bool sh_do_has_z(sh_Element* element) { return flag(element, GEOSHasZ_r(sh_geos, G0)); }

/* True where it was not prepared before; and the reverse. */
bool sh_do_prepare(sh_Element* element) {
    sh_Object* object = element->g[0];
    if(object->prepared) return true;
    object->prepared = GEOSPrepare_r(sh_geos, object->geometry);
    element->out.truth = object->prepared != NULL;
    return object->prepared ? true : sh_fail();
}

bool sh_do_destroy_prepared(sh_Element* element) {
    sh_Object* object = element->g[0];
    element->out.truth = object->prepared != NULL;
    if(object->prepared) GEOSPreparedGeom_destroy_r(sh_geos, object->prepared);
    object->prepared = NULL;
    return true;
}

bool sh_do_is_prepared(sh_Element* element) {
    element->out.truth = element->g[0]->prepared != NULL;
    return true;
}

bool sh_do_is_ccw(sh_Element* element) {
    if(!is_curve(G0) || GEOSGeomGetNumPoints_r(sh_geos, G0) < 4) return true;
    char is_ccw = 0;
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(sh_geos, G0);
    if(!sequence || !GEOSCoordSeq_isCCW_r(sh_geos, sequence, &is_ccw)) return sh_fail();
    element->out.truth = is_ccw;
    return true;
}

/* ---- integers ---------------------------------------------------------------------------------- */

static bool integer(sh_Element* element, int value) {
    element->out.integer = value;
    return true;
}

bool sh_do_get_type_id(sh_Element* element) { return integer(element, sh_type_of(G0)); }
bool sh_do_get_dimensions(sh_Element* element) { return integer(element, GEOSGeom_getDimensions_r(sh_geos, G0)); }
bool sh_do_get_coordinate_dimension(sh_Element* element) {
    return integer(element, GEOSGeom_getCoordinateDimension_r(sh_geos, G0));
}
bool sh_do_get_srid(sh_Element* element) { return integer(element, GEOSGetSRID_r(sh_geos, G0)); }
bool sh_do_get_num_points(sh_Element* element) {
    return integer(element, is_curve(G0) ? GEOSGeomGetNumPoints_r(sh_geos, G0) : 0);
}
bool sh_do_get_num_geometries(sh_Element* element) { return integer(element, GEOSGetNumGeometries_r(sh_geos, G0)); }
bool sh_do_get_num_coordinates(sh_Element* element) { return integer(element, GEOSGetNumCoordinates_r(sh_geos, G0)); }

bool sh_do_get_num_interior_rings(sh_Element* element) {
    return integer(element, sh_type_of(G0) == SH_POLYGON ? GEOSGetNumInteriorRings_r(sh_geos, G0) : 0);
}

/* ---- numbers: GEOS answers 0 for a failure -------------------------------------------------------- */

#define NUMBER(name, call)                                                                                             \
    bool sh_do_##name(sh_Element* element) { return call ? true : sh_fail(); }

NUMBER(area, GEOSArea_r(sh_geos, G0, &element->out.number))
NUMBER(length, GEOSLength_r(sh_geos, G0, &element->out.number))
NUMBER(minimum_clearance, GEOSMinimumClearance_r(sh_geos, G0, &element->out.number) == 0)

bool sh_do_get_precision(sh_Element* element) {
    element->out.number = GEOSGeom_getPrecision_r(sh_geos, G0);
    return element->out.number == -1 ? sh_fail() : true;
}

bool sh_do_minimum_bounding_radius(sh_Element* element) {
    GEOSGeometry* center = NULL;
    GEOSGeometry* circle = GEOSMinimumBoundingCircle_r(sh_geos, G0, &element->out.number, &center);
    if(center) GEOSGeom_destroy_r(sh_geos, center);
    if(!circle) return sh_fail();
    GEOSGeom_destroy_r(sh_geos, circle);
    return true;
}

/* Of a point that is there; NaN for everything else. */
static bool ordinate(sh_Element* element, int (*read)(GEOSContextHandle_t, const GEOSGeometry*, double*)) {
    element->out.number = NAN;
    if(sh_type_of(G0) != SH_POINT) return true;
    return read(sh_geos, G0, &element->out.number) ? true : sh_fail();
}

bool sh_do_get_x(sh_Element* element) { return ordinate(element, GEOSGeomGetX_r); }
bool sh_do_get_y(sh_Element* element) { return ordinate(element, GEOSGeomGetY_r); }
bool sh_do_get_z(sh_Element* element) { return ordinate(element, GEOSGeomGetZ_r); }

/* ---- geometries --------------------------------------------------------------------------------------- */

static bool made(sh_Element* element, GEOSGeometry* geometry) {
    element->out.geometry = geometry;
    return geometry ? true : sh_fail();
}

static bool lent(sh_Element* element, const GEOSGeometry* geometry) {
    return made(element, geometry ? GEOSGeom_clone_r(sh_geos, geometry) : NULL);
}

static bool none(sh_Element* element) {
    element->is_none = true;
    return true;
}

#define GEOMETRY(name, function)                                                                                       \
    bool sh_do_##name(sh_Element* element) { return made(element, function(sh_geos, G0)); }

GEOMETRY(centroid, GEOSGetCentroid_r)
GEOMETRY(envelope, GEOSEnvelope_r)
GEOMETRY(convex_hull, GEOSConvexHull_r)
GEOMETRY(reverse, GEOSReverse_r)
GEOMETRY(point_on_surface, GEOSPointOnSurface_r)
GEOMETRY(oriented_envelope, GEOSMinimumRotatedRectangle_r)
GEOMETRY(minimum_rotated_rectangle, GEOSMinimumRotatedRectangle_r)
GEOMETRY(minimum_clearance_line, GEOSMinimumClearanceLine_r)
GEOMETRY(minimum_width, GEOSMinimumWidth_r)
GEOMETRY(node, GEOSNode_r)
GEOMETRY(extract_unique_points, GEOSGeom_extractUniquePoints_r)
GEOMETRY(build_area, GEOSBuildArea_r)
GEOMETRY(constrained_delaunay_triangles, GEOSConstrainedDelaunayTriangulation_r)

/* The boundary of a collection is not defined. */
bool sh_do_boundary(sh_Element* element) {
    return sh_type_of(G0) == SH_COLLECTION ? none(element) : made(element, GEOSBoundary_r(sh_geos, G0));
}

bool sh_do_normalize(sh_Element* element) {
    if(!made(element, GEOSGeom_clone_r(sh_geos, G0))) return false;
    if(GEOSNormalize_r(sh_geos, element->out.geometry) != -1) return true;
    GEOSGeom_destroy_r(sh_geos, element->out.geometry);
    return sh_fail();
}

bool sh_do_minimum_bounding_circle(sh_Element* element) {
    double radius;
    GEOSGeometry* center = NULL;
    GEOSGeometry* circle = GEOSMinimumBoundingCircle_r(sh_geos, G0, &radius, &center);
    if(center) GEOSGeom_destroy_r(sh_geos, center);
    return made(element, circle);
}

bool sh_do_get_exterior_ring(sh_Element* element) {
    return sh_type_of(G0) == SH_POLYGON ? lent(element, GEOSGetExteriorRing_r(sh_geos, G0)) : none(element);
}

/* An index from the end is negative; false if there is no such part. */
static bool find(sh_Element* element, int count, int* index) {
    double wanted = element->d[1];
    *index = (int)(wanted < 0 ? wanted + count : wanted);
    return *index >= 0 && *index < count;
}

bool sh_do_get_interior_ring(sh_Element* element) {
    int index, count = sh_type_of(G0) == SH_POLYGON ? GEOSGetNumInteriorRings_r(sh_geos, G0) : 0;
    return find(element, count, &index) ? lent(element, GEOSGetInteriorRingN_r(sh_geos, G0, index)) : none(element);
}

bool sh_do_get_geometry(sh_Element* element) {
    int index, count = GEOSGetNumGeometries_r(sh_geos, G0);
    return find(element, count, &index) ? lent(element, GEOSGetGeometryN_r(sh_geos, G0, index)) : none(element);
}

bool sh_do_get_point(sh_Element* element) {
    int index, count = is_curve(G0) ? GEOSGeomGetNumPoints_r(sh_geos, G0) : 0;
    return find(element, count, &index) ? made(element, GEOSGeomGetPointN_r(sh_geos, G0, index)) : none(element);
}

bool sh_do_set_srid(sh_Element* element) {
    if(!made(element, GEOSGeom_clone_r(sh_geos, G0))) return false;
    GEOSSetSRID_r(sh_geos, element->out.geometry, (int)element->d[1]);
    return true;
}

bool sh_do_is_valid_reason(sh_Element* element) {
    element->out.text = GEOSisValidReason_r(sh_geos, G0);
    return element->out.text ? true : sh_fail();
}
