/*
 * The module `shapely`: Shapely 2's API over GEOS, with Shapely's own answers.
 * Limits: there are no arrays of geometries, so where Shapely returns one there is a list; see the README for the
 * differences a user meets.
 */
#include "geometry/shapely.h"

#include <stdio.h>

extern const char pkw_python_shapely_python_creation[], pkw_python_shapely_python_functions[],
    pkw_python_shapely_python_io[], pkw_python_shapely_python_geojson[];
extern const char pkw_python_shapely_python_geometry[], pkw_python_shapely_python_ops[],
    pkw_python_shapely_python_affinity[], pkw_python_shapely_python_splitting[];
extern const char pkw_python_shapely_python_prepared[];

static const nd_Part PARTS[] = {
    {"shapely._functions", pkw_python_shapely_python_functions},
    {"shapely._creation", pkw_python_shapely_python_creation},
    {"shapely._io", pkw_python_shapely_python_io},
    {"shapely._geojson", pkw_python_shapely_python_geojson},
    {"shapely._geometry", pkw_python_shapely_python_geometry},
    {"shapely._splitting", pkw_python_shapely_python_splitting},
    {"shapely._ops", pkw_python_shapely_python_ops},
    {"shapely._affinity", pkw_python_shapely_python_affinity},
    {"shapely._prepared", pkw_python_shapely_python_prepared},
};

static char* texts[sizeof PARTS / sizeof *PARTS];
static nd_Package package = {
    .name = "shapely", .alias = "shapely", .parts = PARTS, .count = sizeof PARTS / sizeof *PARTS, .texts = texts};

/* ---- members that Python's part defines ------------------------------------------------------- */

bool sh_find(const char* name) {
    py_ItemRef known = py_getdict(py_getmodule("shapely"), py_name(name));
    if(known) py_assign(py_retval(), known);
    return known || nd_find_in_parts(&package, name) == 1;
}

static bool call_part(const char* name, int argc, py_Ref argv) {
    if(!sh_find(name)) return false;
    py_Ref function = py_pushtmp();
    py_assign(function, py_retval());
    bool ok = py_call(function, argc, argv);
    py_pop();
    return ok;
}

#define PART(member)                                                                                                   \
    static bool part_##member(int argc, py_Ref argv) { return call_part("_" #member, argc, argv); }

PART(coords)
PART(geoms)
PART(interiors)
PART(xy)
PART(wkt)
PART(wkb)
PART(wkb_hex)
PART(geo_interface)
PART(svg)
PART(format)
PART(parallel_offset)
PART(geometry_box)

static void add_parts(void) {
    static const struct {
        const char* name;
        py_CFunction get;
    } PROPERTIES[] = {
        {"coords", part_coords}, {"xy", part_xy},           {"wkt", part_wkt},
        {"wkb", part_wkb},       {"wkb_hex", part_wkb_hex}, {"__geo_interface__", part_geo_interface},
    };
    for(unsigned i = 0; i < sizeof PROPERTIES / sizeof *PROPERTIES; i++)
        py_bindproperty(sh_tp_geometry, PROPERTIES[i].name, PROPERTIES[i].get, NULL);
    for(int type = SH_MULTIPOINT; type < SH_TYPES; type++) py_bindproperty(sh_types[type], "geoms", part_geoms, NULL);
    py_bindproperty(sh_types[SH_POLYGON], "interiors", part_interiors, NULL);
    py_bindstaticmethod(sh_types[SH_POLYGON], "from_bounds", part_geometry_box);
    static const nd_Function METHODS[] = {
        {"svg(self, scale_factor=1.0, fill_color=None, opacity=None)", part_svg},
        {"__format__(self, format_spec='')", part_format},
    };
    ND_BIND(py_tpobject(sh_tp_geometry), METHODS);
    static const nd_Function OFFSET[] = {
        {"parallel_offset(self, distance=..., side='right', resolution=16, join_style='round', mitre_limit=5.0)",
         part_parallel_offset}};
    ND_BIND(py_tpobject(sh_types[SH_LINESTRING]), OFFSET);
}

/* ---- modules ------------------------------------------------------------------------------------ */

/* Names that submodules have of the package; each list ends with NULL. */
static const char* const GEOMETRY[] = {
    "Point",        "LineString",         "LinearRing", "Polygon", "MultiPoint", "MultiLineString",
    "MultiPolygon", "GeometryCollection", "shape",      "mapping", "CAP_STYLE",  "JOIN_STYLE",
    NULL,
};
static const char* const GEOMETRY_BASE[] = {"BaseGeometry", "BaseMultipartGeometry", "GeometrySequence", "CAP_STYLE",
                                            "JOIN_STYLE",   "dump_coords",           "geom_factory",     NULL};
static const char* const GEOMETRY_POLYGON[] = {"Polygon",     "LinearRing",           "orient",
                                               "signed_area", "InteriorRingSequence", NULL};
static const char* const COLLECTION[] = {"GeometryCollection", NULL};
static const char* const GEO[] = {"shape", "mapping", NULL};
static const char* const LINESTRING[] = {"LineString", NULL};
static const char* const MULTILINESTRING[] = {"MultiLineString", NULL};
static const char* const MULTIPOINT[] = {"MultiPoint", NULL};
static const char* const MULTIPOLYGON[] = {"MultiPolygon", NULL};
static const char* const POINT[] = {"Point", NULL};
static const char* const OPS[] = {
    "linemerge",          "nearest_points", "orient",          "polylabel", "snap", "substring",
    "transform_coordseq", "triangulate",    "voronoi_diagram", "validate",  NULL,
};
static const char* const AFFINITY[] = {
    "affine_transform", "interpret_origin", "rotate", "scale", "skew", "translate", NULL};
static const char* const PREPARED[] = {"PreparedGeometry", "prep", NULL};
static const char* const TREE[] = {"STRtree", NULL};
static const char* const COORDS[] = {"CoordinateSequence", NULL};
static const char* const VALIDATION[] = {"explain_validity", NULL};

/* Names that mean something else in the submodule than in the package: `public` there is `private` here. */
typedef struct {
    const char *public, *private;
} Alias;

static const Alias GEOMETRY_ALIASES[] = {{"box", "_geometry_box"}, {NULL, NULL}};
static const Alias VALIDATION_ALIASES[] = {{"make_valid", "_validation_make_valid"}, {NULL, NULL}};
static const Alias OPS_ALIASES[] = {
    {"clip_by_rect", "_ops_clip_by_rect"},
    {"shared_paths", "_ops_shared_paths"},
    {"split", "_ops_split"},
    {"transform", "_ops_transform"},
    {"unary_union", "_ops_unary_union"},
    {"polygonize", "_ops_polygonize"},
    {"polygonize_full", "_ops_polygonize_full"},
    {NULL, NULL},
};
static const Alias WKT_ALIASES[] = {
    {"loads", "_wkt_loads"}, {"load", "_wkt_load"}, {"dumps", "_wkt_dumps"}, {"dump", "_wkt_dump"}, {NULL, NULL}};
static const Alias WKB_ALIASES[] = {
    {"loads", "_wkb_loads"}, {"load", "_wkb_load"}, {"dumps", "_wkb_dumps"}, {"dump", "_wkb_dump"}, {NULL, NULL}};
static const Alias NONE[] = {{NULL, NULL}};

static bool lend(py_Ref module, const char* public, const char* private) {
    if(!sh_find(private)) return false;
    py_setdict(module, py_name(public), py_retval());
    return true;
}

/* An exception is left for the import to find. */
static void add_submodule(const char* path, const char* const* names, const Alias* aliases) {
    py_GlobalRef module = py_newmodule(path);
    for(; *names; names++) {
        if(!lend(module, *names, *names)) return;
    }
    for(; aliases->public; aliases++) {
        if(!lend(module, aliases->public, aliases->private)) return;
    }
}

static const char* const NO_NAMES[] = {NULL};

#define SUBMODULE(name, path, names, aliases)                                                                          \
    void pkw_add_shapely_##name(void) { add_submodule("shapely." path, names, aliases); }

void pkw_add_shapely_errors(void) {}
SUBMODULE(geometry, "geometry", GEOMETRY, GEOMETRY_ALIASES)
SUBMODULE(geometry_base, "geometry.base", GEOMETRY_BASE, NONE)
SUBMODULE(geometry_polygon, "geometry.polygon", GEOMETRY_POLYGON, NONE)
SUBMODULE(geometry_collection, "geometry.collection", COLLECTION, NONE)
SUBMODULE(geometry_geo, "geometry.geo", GEO, GEOMETRY_ALIASES)
SUBMODULE(geometry_linestring, "geometry.linestring", LINESTRING, NONE)
SUBMODULE(geometry_multilinestring, "geometry.multilinestring", MULTILINESTRING, NONE)
SUBMODULE(geometry_multipoint, "geometry.multipoint", MULTIPOINT, NONE)
SUBMODULE(geometry_multipolygon, "geometry.multipolygon", MULTIPOLYGON, NONE)
SUBMODULE(geometry_point, "geometry.point", POINT, NONE)
SUBMODULE(ops, "ops", OPS, OPS_ALIASES)
SUBMODULE(affinity, "affinity", AFFINITY, NONE)
SUBMODULE(prepared, "prepared", PREPARED, NONE)
SUBMODULE(strtree, "strtree", TREE, NONE)
SUBMODULE(coords, "coords", COORDS, NONE)
SUBMODULE(validation, "validation", VALIDATION, VALIDATION_ALIASES)
SUBMODULE(wkt, "wkt", NO_NAMES, WKT_ALIASES)
SUBMODULE(wkb, "wkb", NO_NAMES, WKB_ALIASES)

static void add_versions(py_Ref module) {
    py_TValue text;
    py_newstr(&text, "2.2.0");
    py_setdict(module, py_name("__version__"), &text);
    py_newstr(&text, GEOS_VERSION);
    py_setdict(module, py_name("geos_version_string"), &text);
    py_newstr(&text, GEOS_CAPI_VERSION);
    py_setdict(module, py_name("geos_capi_version_string"), &text);
    py_Ref version = py_newtuple(&text, 3);
    py_newint(version, GEOS_VERSION_MAJOR);
    py_newint(version + 1, GEOS_VERSION_MINOR);
    py_newint(version + 2, GEOS_VERSION_PATCH);
    py_setdict(module, py_name("geos_version"), &text);
}

void pkw_add_shapely(void) {
    if(py_import("numpy") != 1) return;
    py_GlobalRef module = py_newmodule("shapely");
    sh_add_engine(module);
    sh_add_errors();
    sh_add_geometry(module);
    sh_add_creation(module);
    sh_add_operations(module);
    sh_add_coordinates(module);
    sh_add_collecting(module);
    sh_add_io(module);
    sh_add_tree(module);
    sh_add_members(module);
    nd_add_package(&package);
    add_parts();
    add_versions(module);
}
