/*
 * Construction of geometries from numbers: the constructors of the classes.
 * Limits: coordinates are 2 or 3 numbers.
 */
#include "points.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines and rings --------------------------------------------------------------------------- */

GEOSCoordSequence* sh_sequence(const double* values, nd_Size count, int dims) {
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(sh_geos, values, (unsigned)count, dims == 3, 0);
    if(!sequence) sh_fail();
    return sequence;
}

GEOSGeometry* sh_checked(GEOSGeometry* geometry) {
    if(!geometry) sh_fail();
    return geometry;
}

GEOSGeometry* sh_line_of(const double* values, nd_Size count, int dims) {
    GEOSCoordSequence* sequence = sh_sequence(values, count, dims);
    return sequence ? sh_checked(GEOSGeom_createLineString_r(sh_geos, sequence)) : NULL;
}

static bool is_closed(const double* values, nd_Size count, int dims) {
    const double* last = values + (count - 1) * dims;
    for(int i = 0; i < dims; i++) {
        if(values[i] != last[i]) return false;
    }
    return true;
}

/* Three points are closed always, since a ring needs four; more where the last is not the first. */
GEOSGeometry* sh_ring_of(const double* values, nd_Size count, int dims) {
    bool closes = count == 3 || (count > 0 && !is_closed(values, count, dims));
    nd_Size whole = count + closes;
    if(whole > 0 && whole < 4) return nd_error(tp_ValueError, "A linearring requires at least 4 coordinates."), NULL;
    double* copy = malloc(sizeof(double) * (size_t)(whole * dims + 1));
    if(!copy) return nd_error(nd_tp_memory_error, "no memory for a ring of %td coordinates", whole), NULL;
    if(count) memcpy(copy, values, sizeof(double) * (size_t)(count * dims));
    if(closes) memcpy(copy + count * dims, values, sizeof(double) * (size_t)dims);
    GEOSCoordSequence* sequence = sh_sequence(copy, whole, dims);
    free(copy);
    return sequence ? sh_checked(GEOSGeom_createLinearRing_r(sh_geos, sequence)) : NULL;
}

GEOSGeometry* sh_ring(const sh_Points* points) { return sh_ring_of(points->values, points->count, points->dims); }

GEOSGeometry* sh_point_of(const double* values, int dims) {
    if(dims == 2) return sh_checked(GEOSGeom_createPointFromXY_r(sh_geos, values[0], values[1]));
    GEOSCoordSequence* sequence = sh_sequence(values, 1, dims);
    return sequence ? sh_checked(GEOSGeom_createPoint_r(sh_geos, sequence)) : NULL;
}

static GEOSGeometry* clone(const GEOSGeometry* geometry) { return sh_checked(GEOSGeom_clone_r(sh_geos, geometry)); }

/* Of a polygon's ring: a line or ring as it is, or points. */
static GEOSGeometry* ring_from(py_Ref value) {
    if(sh_is_geometry(value) && sh_type_of(sh_geometry(value)) == SH_LINEARRING) return clone(sh_geometry(value));
    sh_Points points;
    GEOSGeometry* ring = sh_read_points(value, &points) ? sh_ring(&points) : NULL;
    free(points.values);
    return ring;
}

/* ---- what the classes are called with ------------------------------------------------------------- */

/* Converts anything with __float__. */
static bool read_number(py_Ref number, double* out) {
    if(sh_put_number(number, out)) return true;
    if(nd_is_array(number) && nd_count(nd_array(number)) == 1) {
        py_Ref flat = py_pushtmp();
        nd_Size one = 1;
        bool ok = nd_reshape(flat, number, 1, &one, 'C') && nd_ascontiguous(flat, flat, ND_FLOAT64);
        if(ok) *out = *(double*)nd_array(flat)->data;
        py_pop();
        return ok;
    }
    if(py_isbool(number)) return *out = py_tobool(number), true;
    if(!py_isstr(number)) return py_castfloat(number, out);
    py_TValue to_float = *py_tpobject(tp_float);
    if(!py_call(&to_float, 1, number)) return false;
    *out = py_tofloat(py_retval());
    return true;
}

static bool point_from_numbers(int count, py_Ref numbers, double* values) {
    for(int i = 0; i < count; i++) {
        if(!read_number(py_tuple_getitem(numbers, i), values + i)) return false;
    }
    return true;
}

/* One coordinate, however deeply nested. */
static bool point_from_sequence(py_Ref value) {
    sh_Points points = {0};
    if(sh_is_sequence(value) && sh_length_of(value) == 0) return sh_refuse_width(0);
    bool ok = false;
    if(nd_is_array(value) && nd_array(value)->ndim == 1) ok = sh_read_array(value, &points);
    else if(sh_is_sequence(value) && !sh_is_sequence(sh_item_of(value, 0)) && !nd_is_array(sh_item_of(value, 0)) &&
            !sh_is_geometry(sh_item_of(value, 0))) {
        if(sh_length_of(value) < 2) return sh_refuse_axes("points", 0);
        if(sh_length_of(value) > 3) return sh_refuse_width(sh_length_of(value));
        ok = sh_make_room(&points, 1, sh_length_of(value));
        for(int i = 0; ok && i < points.dims; i++) {
            ok = read_number(sh_item_of(value, i), points.values + i);
        }
    } else ok = sh_read_points(value, &points);
    if(ok && points.count != 1) ok = nd_error(tp_ValueError, "Point() takes only scalar or 1-size vector arguments");
    ok = ok && sh_wrap(py_retval(), sh_point_of(points.values, points.dims));
    free(points.values);
    return ok;
}

/* Point(), Point(x, y[, z]), Point(coordinate), Point(point) */
static bool new_point(int argc, py_Ref argv) {
    (void)argc;
    py_Ref given = py_arg(1);
    int count = py_tuple_len(given);
    double values[3];
    nd_collect_if_due();
    if(count == 0) return sh_wrap(py_retval(), GEOSGeom_createEmptyPoint_r(sh_geos));
    if(count > 3) return nd_error(tp_TypeError, "Point() takes at most 3 arguments (%d given)", count);
    if(count > 1) return point_from_numbers(count, given, values) && sh_wrap(py_retval(), sh_point_of(values, count));
    py_Ref value = py_tuple_getitem(given, 0);
    if(sh_is_geometry(value) && sh_type_of(sh_geometry(value)) == SH_POINT) {
        py_assign(py_retval(), value);
        return true;
    }
    if(py_isstr(value)) return nd_error(tp_TypeError, "iteration over a 0-d array");
    if(py_isnone(value) || py_isint(value) || py_isfloat(value) || sh_is_geometry(value))
        return nd_error(tp_TypeError, "'%s' object is not iterable", py_tpname(py_typeof(value)));
    return point_from_sequence(value);
}

/* The argument itself where it is of this type already. */
static bool is_type(py_Ref value, int type) {
    if(!sh_is_geometry(value) || sh_type_of(sh_geometry(value)) != type) return false;
    py_assign(py_retval(), value);
    return true;
}

static bool new_curve(py_Ref value, int type, GEOSGeometry* (*make)(const double*, nd_Size, int)) {
    nd_collect_if_due();
    sh_Points points = {.dims = 2};
    if(is_type(value, type)) return true;
    bool ok = py_isnone(value) || sh_read_points(value, &points);
    ok = ok && sh_wrap(py_retval(), make(points.values, points.count, points.dims));
    free(points.values);
    return ok;
}

static bool new_line(int argc, py_Ref argv) {
    (void)argc;
    return new_curve(py_arg(1), SH_LINESTRING, sh_line_of);
}

static bool new_ring(int argc, py_Ref argv) {
    (void)argc;
    return new_curve(py_arg(1), SH_LINEARRING, sh_ring_of);
}

void sh_destroy_all(GEOSGeometry** parts, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) GEOSGeom_destroy_r(sh_geos, parts[i]);
    free(parts);
}

GEOSGeometry** sh_room_for(nd_Size count) {
    GEOSGeometry** parts = malloc(sizeof *parts * (size_t)(count ? count : 1));
    if(!parts) nd_error(nd_tp_memory_error, "no memory for %td parts", count);
    return parts;
}

/* Holes: any iterable of rings. `list` is a stack temporary. NULL has set an exception. */
static GEOSGeometry** holes_from(py_Ref value, py_Ref list, int* count) {
    *count = 0;
    if(py_isnone(value)) return sh_room_for(0);
    py_TValue to_list = *py_tpobject(tp_list);
    if(!py_call(&to_list, 1, value)) return NULL;
    py_assign(list, py_retval());
    int wanted = py_list_len(list);
    GEOSGeometry** holes = sh_room_for(wanted);
    while(holes && *count < wanted) {
        holes[*count] = ring_from(py_list_getitem(list, *count));
        if(!holes[*count]) return sh_destroy_all(holes, *count), NULL;
        ++*count;
    }
    return holes;
}

/* Consumes the shell. */
static GEOSGeometry* polygon_of(GEOSGeometry* shell, py_Ref holes) {
    int count;
    py_Ref list = py_pushtmp();
    GEOSGeometry** rings = holes_from(holes, list, &count);
    py_pop();
    if(!rings) return GEOSGeom_destroy_r(sh_geos, shell), NULL;
    GEOSGeometry* polygon = sh_checked(GEOSGeom_createPolygon_r(sh_geos, shell, rings, (unsigned)count));
    free(rings);
    return polygon;
}

static GEOSGeometry* polygon_from(py_Ref shell, py_Ref holes) {
    if(py_isnone(shell)) return sh_checked(GEOSGeom_createEmptyPolygon_r(sh_geos));
    if(sh_is_geometry(shell) && sh_type_of(sh_geometry(shell)) == SH_POLYGON) return clone(sh_geometry(shell));
    GEOSGeometry* ring = ring_from(shell);
    return ring ? polygon_of(ring, holes) : NULL;
}

/* Polygon(shell=None, holes=None) */
static bool new_polygon(int argc, py_Ref argv) {
    (void)argc;
    nd_collect_if_due();
    return is_type(py_arg(1), SH_POLYGON) || sh_wrap(py_retval(), polygon_from(py_arg(1), py_arg(2)));
}

/* ---- collections ------------------------------------------------------------------------------------- */

static bool refuse_empty_part(int type) {
    if(!py_getattr(py_getmodule("shapely.errors"), py_name("EmptyPartError"))) return false;
    return nd_error(py_totype(py_retval()), "Can't create %s with empty component", py_tpname(sh_types[type]));
}

static GEOSGeometry* point_part(py_Ref item) {
    if(sh_is_point(item)) return clone(sh_geometry(item));
    if(sh_is_geometry(item) && sh_type_of(sh_geometry(item)) == SH_POINT) return refuse_empty_part(SH_MULTIPOINT), NULL;
    if(sh_is_geometry(item))
        return nd_error(tp_TypeError, "'%s' object is not iterable", py_tpname(py_typeof(item))), NULL;
    py_TValue kept = *py_retval();
    bool ok = point_from_sequence(item);
    GEOSGeometry* part = ok ? clone(sh_geometry(py_retval())) : NULL;
    py_assign(py_retval(), &kept);
    return part;
}

static GEOSGeometry* line_part(py_Ref item) {
    sh_Points points;
    GEOSGeometry* part = sh_read_points(item, &points) ? sh_line_of(points.values, points.count, points.dims) : NULL;
    free(points.values);
    return part;
}

/* A polygon, or a shell with or without a list of holes. */
static GEOSGeometry* polygon_part(py_Ref item) {
    if(sh_is_geometry(item)) {
        if(sh_type_of(sh_geometry(item)) == SH_POLYGON) return clone(sh_geometry(item));
        if(sh_type_of(sh_geometry(item)) == SH_MULTIPOLYGON)
            return nd_error(tp_ValueError, "Sequences of multi-polygons are not valid arguments"), NULL;
        return nd_error(tp_ValueError,
                        "Input must be valid Polygon objects or sequences of (shell, holes) tuples, got a %s",
                        py_tpname(py_typeof(item))),
               NULL;
    }
    if(!sh_is_sequence(item) || sh_length_of(item) == 0) return polygon_from(item, py_None());
    return polygon_from(sh_item_of(item, 0), sh_length_of(item) > 1 ? sh_item_of(item, 1) : py_None());
}

GEOSGeometry* sh_any_part(py_Ref item) {
    if(!sh_is_geometry(item))
        return nd_error(tp_TypeError,
                        "One of the arguments is of incorrect type. Please provide only Geometry objects."),
               NULL;
    if(sh_nesting(sh_geometry(item)) < SH_NESTING_MAX) return clone(sh_geometry(item));
    return nd_error(sh_tp_geos_exception, "collections are nested more than %d levels deep", SH_NESTING_MAX), NULL;
}

typedef GEOSGeometry* (*Part)(py_Ref item);

/* Out of a list on the stack. */
static GEOSGeometry* collect(py_Ref list, int type, Part make) {
    int wanted = py_list_len(list);
    GEOSGeometry** parts = sh_room_for(wanted);
    if(!parts) return NULL;
    nd_Size count = 0;
    for(int i = 0; i < wanted; i++) {
        py_Ref item = py_list_getitem(list, i);
        if(type == SH_COLLECTION && py_isnone(item)) continue;
        parts[count] = make(item);
        if(!parts[count]) return sh_destroy_all(parts, count), NULL;
        if(type == SH_MULTIPOLYGON && GEOSisEmpty_r(sh_geos, parts[count]) == 1) {
            GEOSGeom_destroy_r(sh_geos, parts[count]);
            continue;
        }
        count++;
        if(type != SH_COLLECTION && GEOSisEmpty_r(sh_geos, parts[count - 1]) == 1) {
            refuse_empty_part(type);
            return sh_destroy_all(parts, count), NULL;
        }
    }
    GEOSGeometry* collection = sh_checked(GEOSGeom_createCollection_r(sh_geos, type, parts, (unsigned)count));
    free(parts);
    return collection;
}

/* A collection's own parts, or what a sequence holds, as a list. */
static bool parts_list(py_Ref value, py_OutRef list) {
    if(sh_is_geometry(value) && sh_type_of(sh_geometry(value)) >= SH_MULTIPOINT) {
        if(!py_getattr(value, py_name("geoms"))) return false;
        py_assign(list, py_retval());
        value = list;
    } else if(sh_is_geometry(value))
        return nd_error(tp_TypeError, "'%s' object is not iterable", py_tpname(py_typeof(value)));
    if(py_isstr(value)) return nd_error(tp_TypeError, "a str holds no geometries");
    py_TValue to_list = *py_tpobject(tp_list);
    if(!py_call(&to_list, 1, value)) return false;
    py_assign(list, py_retval());
    return true;
}

static bool new_collection(py_Ref value, int type, Part make) {
    nd_collect_if_due();
    if(type != SH_COLLECTION && is_type(value, type)) return true;
    if(py_isnone(value)) return sh_wrap(py_retval(), GEOSGeom_createEmptyCollection_r(sh_geos, type));
    py_Ref list = py_pushtmp();
    bool is_single = type == SH_COLLECTION && sh_is_geometry(value) && sh_type_of(sh_geometry(value)) < SH_MULTIPOINT;
    if(is_single) {
        py_newlist(list);
        py_list_append(list, value);
    }
    bool ok = is_single || parts_list(value, list);
    ok = ok && sh_wrap(py_retval(), collect(list, type, make));
    py_pop();
    return ok;
}

static bool new_multipoint(int argc, py_Ref argv) {
    (void)argc;
    return new_collection(py_arg(1), SH_MULTIPOINT, point_part);
}

static bool new_multiline(int argc, py_Ref argv) {
    (void)argc;
    return new_collection(py_arg(1), SH_MULTILINESTRING, line_part);
}

static bool new_multipolygon(int argc, py_Ref argv) {
    (void)argc;
    return new_collection(py_arg(1), SH_MULTIPOLYGON, polygon_part);
}

static bool new_any_collection(int argc, py_Ref argv) {
    (void)argc;
    return new_collection(py_arg(1), SH_COLLECTION, sh_any_part);
}

/* Shapely's abstract base classes give an empty collection. */
static bool new_base(int argc, py_Ref argv) {
    (void)argc;
    if(py_totype(argv) == sh_tp_geometry)
        return nd_error(tp_TypeError, "cannot create 'shapely.lib.Geometry' instances");
    return sh_wrap(py_retval(), GEOSGeom_createEmptyCollection_r(sh_geos, SH_COLLECTION));
}

static bool init_nothing(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newnone(py_retval());
    return true;
}

/* ---- binding -------------------------------------------------------------------------------------------------- */

void sh_add_creation(py_Ref module) {
    static const struct {
        int type;
        const char* signature;
        py_CFunction make;
    } CLASSES[] = {
        {SH_POINT, "__new__(cls, *args)", new_point},
        {SH_LINESTRING, "__new__(cls, coordinates=None)", new_line},
        {SH_LINEARRING, "__new__(cls, coordinates=None)", new_ring},
        {SH_POLYGON, "__new__(cls, shell=None, holes=None)", new_polygon},
        {SH_MULTIPOINT, "__new__(cls, points=None)", new_multipoint},
        {SH_MULTILINESTRING, "__new__(cls, lines=None)", new_multiline},
        {SH_MULTIPOLYGON, "__new__(cls, polygons=None)", new_multipolygon},
        {SH_COLLECTION, "__new__(cls, geoms=None)", new_any_collection},
    };
    py_bind(py_tpobject(sh_tp_geometry), "__new__(cls, *args, **kwargs)", new_base);
    py_bind(py_tpobject(sh_tp_geometry), "__init__(self, *args, **kwargs)", init_nothing);
    for(unsigned i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        py_bind(py_tpobject(sh_types[CLASSES[i].type]), CLASSES[i].signature, CLASSES[i].make);
    sh_add_bulk(module);
}
