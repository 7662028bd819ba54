/*
 * Geometries as objects: one Python type per GEOS type, all of one base; what every object implements (repr, ==,
 * hash, truth, operators).
 * Limits: a geometry's memory, which the collector accounts for, is estimated from its coordinates.
 */
#include "shapely.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

py_Type sh_types[SH_TYPES];
py_Type sh_tp_geometry;
static py_Type first_type, last_type;

bool sh_is_geometry(py_Ref value) {
    py_Type type = py_typeof(value);
    if(type >= first_type && type <= last_type) return true;
    return !py_isnil(value) && py_isinstance(value, sh_tp_geometry);
}

bool sh_check_geometry(py_Ref value) {
    if(sh_is_geometry(value)) return true;
    return nd_error(tp_TypeError, "One of the arguments is of incorrect type. Please provide only Geometry objects.");
}

/* ---- memory --------------------------------------------------------------------- */

#define BYTES_PER_COORDINATE 24
#define BYTES_PER_GEOMETRY 256

static size_t bytes_of(const GEOSGeometry* geometry) {
    int points = GEOSGetNumCoordinates_r(sh_geos, geometry), parts = GEOSGetNumGeometries_r(sh_geos, geometry);
    return (size_t)(points > 0 ? points : 0) * BYTES_PER_COORDINATE +
           (size_t)(parts > 0 ? parts : 0) * BYTES_PER_GEOMETRY;
}

static void object_free(void* userdata) {
    sh_Object* object = userdata;
    if(object->prepared) GEOSPreparedGeom_destroy_r(sh_geos, object->prepared);
    if(object->geometry) GEOSGeom_destroy_r(sh_geos, object->geometry);
    nd_forget_memory(object->bytes);
}

int sh_nesting(const GEOSGeometry* geometry) {
    if(sh_type_of(geometry) != SH_COLLECTION) return 0;
    int deepest = 0, count = GEOSGetNumGeometries_r(sh_geos, geometry);
    for(int i = 0; i < count; i++) {
        int depth = sh_nesting(GEOSGetGeometryN_r(sh_geos, geometry, i));
        if(depth > deepest) deepest = depth;
    }
    return deepest + 1;
}

bool sh_wrap(py_OutRef out, GEOSGeometry* geometry) {
    if(!geometry) return sh_fail();
    int type = sh_type_of(geometry);
    if(type < 0 || type >= SH_TYPES) {
        GEOSGeom_destroy_r(sh_geos, geometry);
        return nd_error(tp_NotImplementedError, "Nonlinear geometry types are not currently supported");
    }
    size_t bytes = bytes_of(geometry);
    nd_note_memory(bytes);
    sh_Object* object = py_newobject(out, sh_types[type], 0, sizeof(sh_Object));
    *object = (sh_Object){.geometry = geometry, .bytes = bytes};
    return true;
}

bool sh_wrap_clone(py_OutRef out, const GEOSGeometry* geometry) {
    return sh_wrap(out, geometry ? GEOSGeom_clone_r(sh_geos, geometry) : NULL);
}

/* ---- texts ------------------------------------------------------------------------ */

/* The WKT of str() and repr(), without trailing zeros; precision -1 is all digits. NULL has set an exception. */
static char* plain_wkt(const GEOSGeometry* geometry, int precision) {
    GEOSWKTWriter* writer = GEOSWKTWriter_create_r(sh_geos);
    if(!writer) return sh_fail(), NULL;
    GEOSWKTWriter_setTrim_r(sh_geos, writer, 1);
    GEOSWKTWriter_setRoundingPrecision_r(sh_geos, writer, precision);
    GEOSWKTWriter_setOutputDimension_r(sh_geos, writer, 3);
    char* text = GEOSWKTWriter_write_r(sh_geos, writer, geometry);
    GEOSWKTWriter_destroy_r(sh_geos, writer);
    if(!text) sh_fail();
    return text;
}

static bool geometry_str(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_geometry(argv)) return false;
    char* text = plain_wkt(sh_geometry(argv), -1);
    if(!text) return false;
    py_newstr(py_retval(), text);
    GEOSFree_r(sh_geos, text);
    return true;
}

#define REPR_MAX 78

static bool geometry_repr(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_geometry(argv)) return false;
    char* text = plain_wkt(sh_geometry(argv), 3);
    if(!text) return false;
    char shown[REPR_MAX + 4];
    bool fits = strlen(text) <= REPR_MAX;
    snprintf(shown, sizeof shown, fits ? "<%.*s>" : "<%.*s...>", fits ? REPR_MAX : REPR_MAX - 3, text);
    GEOSFree_r(sh_geos, text);
    py_newstr(py_retval(), shown);
    return true;
}

/* ---- comparison ---------------------------------------------------------------------- */

static bool compare(py_Ref argv, bool wanted) {
    if(!sh_check_geometry(argv)) return false;
    if(!sh_is_geometry(py_arg(1))) {
        py_newnotimplemented(py_retval());
        return true;
    }
    char same = GEOSEqualsIdentical_r(sh_geos, sh_geometry(argv), sh_geometry(py_arg(1)));
    if(same == 2) return sh_fail();
    py_newbool(py_retval(), same == wanted);
    return true;
}

static bool geometry_eq(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return compare(argv, true);
}

static bool geometry_ne(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    return compare(argv, false);
}

/* FNV-1a over the coordinates and the type: equal geometries have equal hashes. */
static uint64_t hash_bytes(uint64_t hash, const void* data, size_t size) {
    const unsigned char* bytes = data;
    for(size_t i = 0; i < size; i++) hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash;
}

static bool geometry_hash(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_geometry(argv)) return false;
    GEOSWKBWriter* writer = GEOSWKBWriter_create_r(sh_geos);
    GEOSWKBWriter_setOutputDimension_r(sh_geos, writer, 3);
    size_t size = 0;
    unsigned char* bytes = GEOSWKBWriter_write_r(sh_geos, writer, sh_geometry(argv), &size);
    GEOSWKBWriter_destroy_r(sh_geos, writer);
    if(!bytes) return sh_fail();
    uint64_t hash = hash_bytes(0xcbf29ce484222325u, bytes, size);
    GEOSFree_r(sh_geos, bytes);
    py_newint(py_retval(), (py_i64)(hash >> 1));
    return true;
}

static bool geometry_bool(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    if(!sh_check_geometry(argv)) return false;
    py_newbool(py_retval(), !GEOSisEmpty_r(sh_geos, sh_geometry(argv)));
    return true;
}

/* Geometries are immutable, so a copy is the object itself. */
static bool geometry_copy(int argc, py_Ref argv) {
    (void)argc;
    py_assign(py_retval(), argv);
    return true;
}

/* ---- types ------------------------------------------------------------------------------ */

/* Shapely's are properties of Python; the C API's are descriptors of getters. */
static bool is_property(py_Ref attribute) {
    const char* type = py_tpname(py_typeof(attribute));
    return strcmp(type, "property") == 0 || strcmp(type, "getset_descriptor") == 0;
}

static bool refuse_attribute(py_Ref self, py_Name name, py_Ref value) {
    (void)value;
    const char* type = py_tpname(py_typeof(self));
    py_ItemRef known = py_tpfindname(py_typeof(self), name);
    if(!known) return nd_error(tp_AttributeError, "'%s' object has no attribute '%s'", type, py_name2str(name));
    if(is_property(known))
        return nd_error(tp_AttributeError, "property '%s' of '%s' object has no setter", py_name2str(name), type);
    return nd_error(tp_AttributeError, "'%s' object attribute '%s' is read-only", type, py_name2str(name));
}

static bool refuse_deletion(py_Ref self, py_Name name) { return refuse_attribute(self, name, NULL); }

static py_Type add_type(py_Ref module, const char* name, py_Type base) {
    py_Type type = py_newtype(name, base, module, object_free);
    py_tphookattributes(type, NULL, refuse_attribute, refuse_deletion, NULL);
    py_setdict(module, py_name(name), py_tpobject(type));
    if(!first_type) first_type = type;
    last_type = type;
    return type;
}

static void add_types(py_Ref module) {
    static const char* const NAMES[SH_TYPES] = {"Point",      "LineString",      "LinearRing",   "Polygon",
                                                "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"};
    first_type = 0;
    sh_tp_geometry = add_type(module, "Geometry", tp_object);
    py_Type base = add_type(module, "BaseGeometry", sh_tp_geometry);
    py_Type multipart = add_type(module, "BaseMultipartGeometry", base);
    for(int i = 0; i < SH_TYPES; i++) {
        py_Type parent = i == SH_LINEARRING ? sh_types[SH_LINESTRING] : i >= SH_MULTIPOINT ? multipart : base;
        sh_types[i] = add_type(module, NAMES[i], parent);
    }
}

void sh_add_geometry(py_Ref module) {
    add_types(module);
    py_bindmagic(sh_tp_geometry, py_name("__str__"), geometry_str);
    py_bindmagic(sh_tp_geometry, py_name("__repr__"), geometry_repr);
    py_bindmagic(sh_tp_geometry, py_name("__eq__"), geometry_eq);
    py_bindmagic(sh_tp_geometry, py_name("__ne__"), geometry_ne);
    py_bindmagic(sh_tp_geometry, py_name("__hash__"), geometry_hash);
    py_bindmagic(sh_tp_geometry, py_name("__bool__"), geometry_bool);
    py_bindmethod(sh_tp_geometry, "__copy__", geometry_copy);
    py_bindmethod(sh_tp_geometry, "__deepcopy__", geometry_copy);
}
