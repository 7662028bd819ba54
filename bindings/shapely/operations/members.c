/*
 * Properties, methods and operators of geometries: the operations under their method's name and defaults; what is
 * rare is in Python's part.
 */
#include "operations.h"

#include <math.h>

/* ---- texts ------------------------------------------------------------------------------- */

static bool get_geom_type(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_geometry(argv)) return false;
    py_newstr(py_retval(), py_tpname(sh_types[sh_type_of(sh_geometry(argv))]));
    return true;
}

/* ---- x, y, z ------------------------------------------------------------------------------- */

typedef int (*ReadOrdinate)(GEOSContextHandle_t, const GEOSGeometry*, double*);

static bool ordinate(py_Ref argv, ReadOrdinate read) {
    double value;
    if(!sh_check_geometry(argv)) return false;
    if(!read(sh_geos, sh_geometry(argv), &value)) return sh_fail();
    py_newfloat(py_retval(), value);
    return true;
}

static bool get_x(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return ordinate(argv, GEOSGeomGetX_r);
}

static bool get_y(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return ordinate(argv, GEOSGeomGetY_r);
}

static bool get_z(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_geometry(argv)) return false;
    if(GEOSisEmpty_r(sh_geos, sh_geometry(argv)) == 1 || GEOSHasZ_r(sh_geos, sh_geometry(argv)) == 1)
        return ordinate(argv, GEOSGeomGetZ_r);
    if(!py_getattr(py_getmodule("shapely.errors"), py_name("DimensionError"))) return false;
    return nd_error(py_totype(py_retval()), "This point has no z coordinate.");
}

/* ---- operators -------------------------------------------------------------------------------- */

/* Of two operands: with the grid size that stands for none. */
static bool operate(int argc, py_Ref argv, py_CFunction call) {
    PY_CHECK_ARGC(2);
    py_push(argv);
    py_push(py_arg(1));
    py_pushnone();
    bool ok = call(3, py_peek(-3));
    py_shrink(3);
    return ok;
}

#define OPERATOR(name, operation)                                                                                      \
    static bool name(int argc, py_Ref argv) { return operate(argc, argv, sh_call_##operation); }

OPERATOR(operator_and, intersection)
OPERATOR(operator_or, union)
OPERATOR(operator_sub, difference)
OPERATOR(operator_xor, symmetric_difference)

/* ---- tables --------------------------------------------------------------------------------------- */

static const struct {
    const char* name;
    py_CFunction get;
} PROPERTIES[] = {
    {"area", sh_call_area},
    {"length", sh_call_length},
    {"minimum_clearance", sh_call_minimum_clearance},
    {"boundary", sh_call_boundary},
    {"centroid", sh_call_centroid},
    {"convex_hull", sh_call_convex_hull},
    {"envelope", sh_call_envelope},
    {"oriented_envelope", sh_call_oriented_envelope},
    {"minimum_rotated_rectangle", sh_call_oriented_envelope},
    {"has_z", sh_call_has_z},
    {"has_m", sh_call_has_m},
    {"is_empty", sh_call_is_empty},
    {"is_ring", sh_call_is_ring},
    {"is_closed", sh_call_is_closed},
    {"is_simple", sh_call_is_simple},
    {"is_valid", sh_call_is_valid},
    {"geom_type", get_geom_type},
    {"type", get_geom_type},
};

/* Of two geometries, and nothing else: the calls that must be quick. */
static const struct {
    const char* name;
    py_CFunction call;
} PREDICATES[] = {
    {"contains", sh_call_contains},     {"contains_properly", sh_call_contains_properly},
    {"covered_by", sh_call_covered_by}, {"covers", sh_call_covers},
    {"crosses", sh_call_crosses},       {"disjoint", sh_call_disjoint},
    {"equals", sh_call_equals},         {"intersects", sh_call_intersects},
    {"overlaps", sh_call_overlaps},     {"touches", sh_call_touches},
    {"within", sh_call_within},         {"distance", sh_call_distance},
    {"relate", sh_call_relate},
};

static bool hausdorff(int argc, py_Ref argv) { return operate(argc, argv, sh_call_hausdorff_distance); }

static const nd_Function METHODS[] = {
    {"hausdorff_distance(self, other=...)", hausdorff},
    {"dwithin(self, other=..., distance=...)", sh_call_dwithin},
    {"equals_exact(self, other=..., tolerance=0.0, normalize=False)", sh_call_equals_exact},
    {"relate_pattern(self, other=..., pattern=...)", sh_call_relate_pattern},
    {"difference(self, other=..., grid_size=None)", sh_call_difference},
    {"intersection(self, other=..., grid_size=None)", sh_call_intersection},
    {"symmetric_difference(self, other=..., grid_size=None)", sh_call_symmetric_difference},
    {"union(self, other=..., grid_size=None)", sh_call_union},
    {"buffer(self, distance=..., quad_segs=16, cap_style='round', join_style='round', mitre_limit=5.0, single_sided=False)",
     sh_call_buffer},
    {"simplify(self, tolerance=..., preserve_topology=True)", sh_call_simplify},
    {"normalize(self)", sh_call_normalize},
    {"reverse(self)", sh_call_reverse},
    {"point_on_surface(self)", sh_call_point_on_surface},
    {"representative_point(self)", sh_call_point_on_surface},
    {"segmentize(self, max_segment_length=...)", sh_call_segmentize},
    {"line_locate_point(self, other=..., normalized=False)", sh_call_line_locate_point},
    {"project(self, other=..., normalized=False)", sh_call_line_locate_point},
    {"line_interpolate_point(self, distance=..., normalized=False)", sh_call_line_interpolate_point},
    {"interpolate(self, distance=..., normalized=False)", sh_call_line_interpolate_point},
};

static void add_operators(void) {
    py_bindmagic(sh_tp_geometry, py_name("__and__"), operator_and);
    py_bindmagic(sh_tp_geometry, py_name("__or__"), operator_or);
    py_bindmagic(sh_tp_geometry, py_name("__sub__"), operator_sub);
    py_bindmagic(sh_tp_geometry, py_name("__xor__"), operator_xor);
}

void sh_add_members(py_Ref module) {
    (void)module;
    for(unsigned i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++)
        py_bindproperty(sh_tp_geometry, PROPERTIES[i].name, PROPERTIES[i].get, NULL);
    for(unsigned i = 0; i < sizeof PREDICATES / sizeof *PREDICATES; i++)
        py_bindmethod(sh_tp_geometry, PREDICATES[i].name, PREDICATES[i].call);
    ND_BIND(py_tpobject(sh_tp_geometry), METHODS);
    static const nd_Function OFFSET[] = {
        {"offset_curve(self, distance=..., quad_segs=16, join_style='round', mitre_limit=5.0)", sh_call_offset_curve}};
    ND_BIND(py_tpobject(sh_types[SH_LINESTRING]), OFFSET);
    py_bindproperty(sh_types[SH_POINT], "x", get_x, NULL);
    py_bindproperty(sh_types[SH_POINT], "y", get_y, NULL);
    py_bindproperty(sh_types[SH_POINT], "z", get_z, NULL);
    py_bindproperty(sh_types[SH_POLYGON], "exterior", sh_call_get_exterior_ring, NULL);
    py_bindproperty(sh_types[SH_LINEARRING], "is_ccw", sh_call_is_ccw, NULL);
    add_operators();
}
