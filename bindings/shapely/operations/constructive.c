/* Operations that make a new geometry out of one geometry and numbers or names of styles. */
#include "operations.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define G0 (element->g[0]->geometry)

static bool made(sh_Element* element, GEOSGeometry* geometry) {
    element->out.geometry = geometry;
    return geometry ? true : sh_fail();
}

/* What a NaN asks for is nothing. */
static bool none(sh_Element* element) { return element->is_none = true; }

/* ---- names of options ------------------------------------------------------------------- */

typedef struct {
    const char* name;
    int value;
} Option;

static bool refuse_option(const char* text, const Option* options) {
    char legal[128] = "";
    for(; options->name; options++) {
        size_t length = strlen(legal);
        snprintf(legal + length, sizeof legal - length, "%s'%s'", length ? ", " : "", options->name);
    }
    return nd_error(tp_ValueError, "'%s' is not a valid option, must be one of %s", text, legal);
}

/* A number stands for itself. */
static bool option(const sh_Element* element, int i, const Option* options, int* out) {
    if(!element->s[i]) return *out = (int)element->d[i], true;
    for(const Option* at = options; at->name; at++) {
        if(strcmp(at->name, element->s[i]) == 0) return *out = at->value, true;
    }
    return refuse_option(element->s[i], options);
}

static const Option CAPS[] = {{"round", 1}, {"square", 3}, {"flat", 2}, {NULL, 0}};
static const Option JOINS[] = {{"round", 1}, {"mitre", 2}, {"bevel", 3}, {NULL, 0}};
static const Option PRECISIONS[] = {{"keep_collapsed", 2}, {"pointwise", 1}, {"valid_output", 0}, {NULL, 0}};

/* ---- rectangles: from the lower right corner on ---------------------------------------------- */

bool sh_do_box(sh_Element* element) {
    const double* d = element->d;
    for(int i = 0; i < 4; i++) {
        if(isnan(d[i])) return none(element);
    }
    bool is_ccw = d[4] != 0;
    double corners[10] = {d[2], d[1], d[2], d[3], d[0], d[3], d[0], d[1], d[2], d[1]};
    double clockwise[10] = {d[0], d[1], d[0], d[3], d[2], d[3], d[2], d[1], d[0], d[1]};
    GEOSCoordSequence* sequence = sh_sequence(is_ccw ? corners : clockwise, 5, 2);
    GEOSGeometry* ring = sequence ? GEOSGeom_createLinearRing_r(sh_geos, sequence) : NULL;
    return made(element, ring ? GEOSGeom_createPolygon_r(sh_geos, ring, NULL, 0) : NULL);
}

/* ---- buffers ---------------------------------------------------------------------------------- */

typedef struct {
    int cap, join;
} Styles;

static bool set_parameters(GEOSBufferParams* parameters, const sh_Element* element, Styles styles) {
    return GEOSBufferParams_setQuadrantSegments_r(sh_geos, parameters, (int)element->d[2]) &&
           GEOSBufferParams_setEndCapStyle_r(sh_geos, parameters, styles.cap) &&
           GEOSBufferParams_setJoinStyle_r(sh_geos, parameters, styles.join) &&
           GEOSBufferParams_setMitreLimit_r(sh_geos, parameters, element->d[5]) &&
           GEOSBufferParams_setSingleSided_r(sh_geos, parameters, element->d[6] != 0);
}

bool sh_do_buffer(sh_Element* element) {
    Styles styles;
    if(!option(element, 3, CAPS, &styles.cap) || !option(element, 4, JOINS, &styles.join)) return false;
    if(isnan(element->d[1])) return none(element);
    GEOSBufferParams* parameters = GEOSBufferParams_create_r(sh_geos);
    if(!parameters) return sh_fail();
    GEOSGeometry* result = set_parameters(parameters, element, styles)
                               ? GEOSBufferWithParams_r(sh_geos, G0, parameters, element->d[1])
                               : NULL;
    GEOSBufferParams_destroy_r(sh_geos, parameters);
    return made(element, result);
}

bool sh_do_offset_curve(sh_Element* element) {
    int join;
    if(!option(element, 3, JOINS, &join)) return false;
    if(isnan(element->d[1])) return none(element);
    return made(element, GEOSOffsetCurve_r(sh_geos, G0, element->d[1], (int)element->d[2], join, element->d[4]));
}

/* ---- hulls, triangles, cells --------------------------------------------------------------------- */

bool sh_do_concave_hull(sh_Element* element) {
    return made(element, GEOSConcaveHull_r(sh_geos, G0, element->d[1], element->d[2] != 0));
}
bool sh_do_delaunay_triangles(sh_Element* element) {
    return made(element, GEOSDelaunayTriangulation_r(sh_geos, G0, element->d[1], element->d[2] != 0));
}

/* GEOS's flags, which its header hides from users of the reentrant API only. */
enum { VORONOI_ONLY_EDGES = 1, VORONOI_PRESERVE_ORDER = 2 };

bool sh_do_voronoi_polygons(sh_Element* element) {
    const GEOSGeometry* extent = element->g[2] ? element->g[2]->geometry : NULL;
    int flags = (element->d[3] != 0 ? VORONOI_ONLY_EDGES : 0) | (element->d[4] != 0 ? VORONOI_PRESERVE_ORDER : 0);
    return made(element, GEOSVoronoiDiagram_r(sh_geos, G0, extent, element->d[1], flags));
}

/* Shapely's default tolerance: the larger side of the envelope divided by 1000. */
static double default_tolerance(const GEOSGeometry* geometry) {
    double x0, y0, x1, y1;
    if(!GEOSGeom_getExtent_r(sh_geos, geometry, &x0, &y0, &x1, &y1)) return 0;
    return fmax(x1 - x0, y1 - y0) / 1000;
}

bool sh_do_maximum_inscribed_circle(sh_Element* element) {
    double tolerance = element->d[1];
    if(tolerance <= 0) return nd_error(tp_ValueError, "'tolerance' should be positive");
    return made(element,
                GEOSMaximumInscribedCircle_r(sh_geos, G0, isnan(tolerance) ? default_tolerance(G0) : tolerance));
}

/* ---- lines ------------------------------------------------------------------------------------------- */

bool sh_do_line_merge(sh_Element* element) {
    return made(element, element->d[1] != 0 ? GEOSLineMergeDirected_r(sh_geos, G0) : GEOSLineMerge_r(sh_geos, G0));
}

bool sh_do_line_interpolate_point(sh_Element* element) {
    int type = sh_type_of(G0);
    if(type != SH_LINESTRING && type != SH_LINEARRING && type != SH_MULTILINESTRING) {
        return nd_error(tp_TypeError, "One of the Geometry inputs is of incorrect geometry type.");
    }
    double distance = element->d[1];
    if(isnan(distance)) return none(element);
    if(GEOSisEmpty_r(sh_geos, G0)) return made(element, GEOSGeom_createEmptyPoint_r(sh_geos));
    return made(element, element->d[2] != 0 ? GEOSInterpolateNormalized_r(sh_geos, G0, distance)
                                            : GEOSInterpolate_r(sh_geos, G0, distance));
}

static GEOSGeometry* densified(const GEOSGeometry* geometry, double length);

/* Part by part: GEOS 3.14.1 reads out of bounds where an empty part follows another. */
static GEOSGeometry* densified_parts(const GEOSGeometry* geometry, double length) {
    int count = GEOSGetNumGeometries_r(sh_geos, geometry), made = 0;
    GEOSGeometry** parts = malloc(sizeof *parts * (size_t)(count + 1));
    while(parts && made < count && (parts[made] = densified(GEOSGetGeometryN_r(sh_geos, geometry, made), length)))
        made++;
    GEOSGeometry* whole = parts && made == count
                              ? GEOSGeom_createCollection_r(sh_geos, sh_type_of(geometry), parts, (unsigned)count)
                              : NULL;
    while(!whole && made > 0) GEOSGeom_destroy_r(sh_geos, parts[--made]);
    free(parts);
    return whole;
}

static bool has_empty_part(const GEOSGeometry* geometry) {
    int count = GEOSGetNumGeometries_r(sh_geos, geometry);
    for(int i = 0; i < count; i++) {
        if(GEOSisEmpty_r(sh_geos, GEOSGetGeometryN_r(sh_geos, geometry, i)) == 1) return true;
    }
    return false;
}

static GEOSGeometry* densified(const GEOSGeometry* geometry, double length) {
    int type = sh_type_of(geometry), count = GEOSGetNumGeometries_r(sh_geos, geometry);
    if(count > 0 && (type == SH_COLLECTION || (type >= SH_MULTIPOINT && has_empty_part(geometry))))
        return densified_parts(geometry, length);
    return type == SH_POINT && length > 0 ? GEOSGeom_clone_r(sh_geos, geometry)
                                          : GEOSDensify_r(sh_geos, geometry, length);
}

bool sh_do_segmentize(sh_Element* element) {
    return isnan(element->d[1]) ? none(element) : made(element, densified(G0, element->d[1]));
}

/* ---- cleaning ------------------------------------------------------------------------------------------- */

bool sh_do_simplify(sh_Element* element) {
    double tolerance = element->d[1];
    if(isnan(tolerance)) return none(element);
    return made(element, element->d[2] != 0 ? GEOSTopologyPreserveSimplify_r(sh_geos, G0, tolerance)
                                            : GEOSSimplify_r(sh_geos, G0, tolerance));
}

bool sh_do_remove_repeated_points(sh_Element* element) {
    return isnan(element->d[1]) ? none(element) : made(element, GEOSRemoveRepeatedPoints_r(sh_geos, G0, element->d[1]));
}

bool sh_do_set_precision(sh_Element* element) {
    int mode;
    if(!option(element, 2, PRECISIONS, &mode)) return false;
    return isnan(element->d[1]) ? none(element)
                                : made(element, GEOSGeom_setPrecision_r(sh_geos, G0, element->d[1], mode));
}

static GEOSGeometry* valid_structure(const GEOSGeometry* geometry, bool keeps_collapsed) {
    GEOSMakeValidParams* parameters = GEOSMakeValidParams_create_r(sh_geos);
    if(!parameters) return NULL;
    GEOSMakeValidParams_setMethod_r(sh_geos, parameters, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(sh_geos, parameters, keeps_collapsed);
    GEOSGeometry* result = GEOSMakeValidWithParams_r(sh_geos, geometry, parameters);
    GEOSMakeValidParams_destroy_r(sh_geos, parameters);
    return result;
}

bool sh_do_make_valid(sh_Element* element) {
    bool keeps_collapsed = element->d[2] != 0;
    const char* method = element->s[1];
    if(strcmp(method, "structure") == 0) return made(element, valid_structure(G0, keeps_collapsed));
    if(strcmp(method, "linework") != 0) return nd_error(tp_ValueError, "Unknown method: %s", method);
    if(!keeps_collapsed)
        return nd_error(tp_ValueError, "The 'linework' method does not support 'keep_collapsed=False'");
    return made(element, GEOSMakeValid_r(sh_geos, G0));
}

bool sh_do_orient_polygons(sh_Element* element) {
    if(!made(element, GEOSGeom_clone_r(sh_geos, G0))) return false;
    if(GEOSOrientPolygons_r(sh_geos, element->out.geometry, element->d[1] != 0) != -1) return true;
    GEOSGeom_destroy_r(sh_geos, element->out.geometry);
    return sh_fail();
}

bool sh_do_clip_by_rect(sh_Element* element) {
    const double* d = element->d;
    for(int i = 1; i < 5; i++) {
        if(isnan(d[i])) return none(element);
    }
    return made(element, GEOSClipByRect_r(sh_geos, G0, d[1], d[2], d[3], d[4]));
}
