/*
 * Geometries out of numbers: what the classes are called with, and the bulk functions that Python's part wraps.
 * Limits: coordinates are 2 or 3 numbers; arrays of them have the axes that one geometry or a list of geometries needs.
 */
#include "shapely.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading points ----------------------------------------------------------------------- */

static bool make_room(sh_Points* points, nd_Size count, int dims) {
    points->values = malloc(sizeof(double) * (size_t)(count * dims + 1));
    points->count = count;
    points->dims = dims;
    return points->values ? true : nd_error(nd_tp_memory_error, "no memory for %td coordinates", count);
}

static bool put_sequence(const GEOSCoordSequence* sequence, double* out, int dims) {
    return GEOSCoordSeq_copyToBuffer_r(sh_geos, sequence, out, dims == 3, 0) ? true : sh_fail();
}

static int dims_of(const GEOSGeometry* geometry) { return GEOSHasZ_r(sh_geos, geometry) == 1 ? 3 : 2; }

/* The points of a line, ring or point. */
static bool read_geometry(const GEOSGeometry* geometry, sh_Points* out) {
    int count = GEOSGetNumCoordinates_r(sh_geos, geometry);
    if(count < 0 || !make_room(out, count, dims_of(geometry))) return count < 0 ? sh_fail() : false;
    return count == 0 || put_sequence(GEOSGeom_getCoordSeq_r(sh_geos, geometry), out->values, out->dims);
}

static int length_of(py_Ref value) { return py_islist(value) ? py_list_len(value) : py_tuple_len(value); }
static py_Ref item_of(py_Ref value, int i) { return py_islist(value) ? py_list_getitem(value, i) : py_tuple_getitem(value, i); }
static bool is_sequence(py_Ref value) { return py_islist(value) || py_istuple(value); }
static bool is_point(py_Ref value) { return sh_is_geometry(value) && sh_type_of(sh_geometry(value)) == SH_POINT && !GEOSisEmpty_r(sh_geos, sh_geometry(value)); }

static int dims_of_item(py_Ref item) {
    if(is_sequence(item)) return length_of(item);
    return is_point(item) ? dims_of(sh_geometry(item)) : 0;
}

static bool put_number(py_Ref value, double* out) {
    if(py_isfloat(value)) *out = py_tofloat(value);
    else if(py_isint(value)) *out = (double)py_toint(value);
    else return false;
    return true;
}

/* One of a list's items; false where it is not as plain as it seemed. */
static bool put_item(py_Ref item, int dims, double* out) {
    if(!is_sequence(item)) return put_sequence(GEOSGeom_getCoordSeq_r(sh_geos, sh_geometry(item)), out, dims);
    for(int i = 0; i < dims; i++) {
        if(!put_number(item_of(item, i), out + i)) return false;
    }
    return true;
}

/* Tuples and points of one length each: nearly all there is. False without an exception: read it another way. */
static bool read_plain(py_Ref value, sh_Points* out) {
    int count = length_of(value), dims = count ? dims_of_item(item_of(value, 0)) : 0;
    if(dims != 2 && dims != 3) return false;
    for(int i = 1; i < count; i++) {
        if(dims_of_item(item_of(value, i)) != dims) return false;
    }
    if(!make_room(out, count, dims)) return false;
    for(int i = 0; i < count; i++) {
        if(!put_item(item_of(value, i), dims, out->values + i * dims)) return false;
    }
    return true;
}

/* Points within lists become tuples of numbers, other iterables lists: what numpy can read. */
static bool make_readable(py_OutRef out, py_Ref value) {
    return sh_find("_readable") && py_call(py_retval(), 1, value) && (py_assign(out, py_retval()), true);
}

static bool refuse_axes(const char* name, int axes) {
    return nd_error(tp_ValueError, "%s: Input operand 0 does not have enough dimensions (has %d, gufunc core with signature (i, d),()->() requires 2)", name, axes);
}

static bool refuse_width(nd_Size width) { return nd_error(tp_ValueError, "The ordinate (last) dimension should be 2 or 3, got %td", width); }

static bool read_array(py_Ref value, sh_Points* out) {
    py_Ref array = py_pushtmp();
    bool ok = nd_asarray(array, value, ND_FLOAT64);
    py_Ref plain = py_pushtmp();
    ok = ok && nd_ascontiguous(plain, array, ND_FLOAT64);
    if(ok) {
        const nd_Array* a = nd_array(plain);
        nd_Size width = a->ndim ? a->shape[a->ndim - 1] : 0;
        if(nd_count(a) == 0 && width != 2 && width != 3) ok = make_room(out, 0, 2);
        else if(a->ndim != 2 && a->ndim != 1) ok = nd_error(tp_ValueError, "coordinates need two axes, not %d", a->ndim);
        else if(width != 2 && width != 3) ok = refuse_width(width);
        else if((ok = make_room(out, nd_count(a) / width, (int)width))) memcpy(out->values, a->data, sizeof(double) * (size_t)nd_count(a));
    }
    py_pop();
    py_pop();
    return ok;
}

bool sh_read_points(py_Ref value, sh_Points* out) {
    *out = (sh_Points){0};
    if(sh_is_geometry(value)) {
        int type = sh_type_of(sh_geometry(value));
        if(type == SH_LINESTRING || type == SH_LINEARRING) return read_geometry(sh_geometry(value), out);
        return nd_error(tp_TypeError, "'%s' object is not iterable", py_tpname(py_typeof(value)));
    }
    if(nd_is_array(value)) return nd_array(value)->ndim == 1 && nd_count(nd_array(value)) ? refuse_axes("linestrings", 1) : read_array(value, out);
    if(is_sequence(value) && length_of(value) == 0) return make_room(out, 0, 2);
    if(is_sequence(value) && read_plain(value, out)) return true;
    if(py_checkexc()) return false;
    free(out->values);
    *out = (sh_Points){0};
    py_Ref readable = py_pushtmp();
    bool ok = make_readable(readable, value) && read_array(readable, out);
    py_pop();
    return ok;
}

/* ---- lines and rings --------------------------------------------------------------------------- */

GEOSCoordSequence* sh_sequence(const double* values, nd_Size count, int dims) {
    GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(sh_geos, values, (unsigned)count, dims == 3, 0);
    if(!sequence) sh_fail();
    return sequence;
}

static GEOSGeometry* checked(GEOSGeometry* geometry) {
    if(!geometry) sh_fail();
    return geometry;
}

static GEOSGeometry* line_of(const double* values, nd_Size count, int dims) {
    GEOSCoordSequence* sequence = sh_sequence(values, count, dims);
    return sequence ? checked(GEOSGeom_createLineString_r(sh_geos, sequence)) : NULL;
}

static bool is_closed(const double* values, nd_Size count, int dims) {
    const double* last = values + (count - 1) * dims;
    for(int i = 0; i < dims; i++) {
        if(values[i] != last[i]) return false;
    }
    return true;
}

/* Three points are closed always, since a ring needs four; more where the last is not the first. */
static GEOSGeometry* ring_of(const double* values, nd_Size count, int dims) {
    bool closes = count == 3 || (count > 0 && !is_closed(values, count, dims));
    nd_Size whole = count + closes;
    if(whole > 0 && whole < 4) return nd_error(tp_ValueError, "A linearring requires at least 4 coordinates."), NULL;
    double* copy = malloc(sizeof(double) * (size_t)(whole * dims + 1));
    if(!copy) return nd_error(nd_tp_memory_error, "no memory for a ring of %td coordinates", whole), NULL;
    if(count) memcpy(copy, values, sizeof(double) * (size_t)(count * dims));
    if(closes) memcpy(copy + count * dims, values, sizeof(double) * (size_t)dims);
    GEOSCoordSequence* sequence = sh_sequence(copy, whole, dims);
    free(copy);
    return sequence ? checked(GEOSGeom_createLinearRing_r(sh_geos, sequence)) : NULL;
}

GEOSGeometry* sh_ring(const sh_Points* points) { return ring_of(points->values, points->count, points->dims); }

static GEOSGeometry* point_of(const double* values, int dims) {
    if(dims == 2) return checked(GEOSGeom_createPointFromXY_r(sh_geos, values[0], values[1]));
    GEOSCoordSequence* sequence = sh_sequence(values, 1, dims);
    return sequence ? checked(GEOSGeom_createPoint_r(sh_geos, sequence)) : NULL;
}

static GEOSGeometry* clone(const GEOSGeometry* geometry) { return checked(GEOSGeom_clone_r(sh_geos, geometry)); }

/* Of a polygon's ring: a line or ring as it is, or points. */
static GEOSGeometry* ring_from(py_Ref value) {
    if(sh_is_geometry(value) && sh_type_of(sh_geometry(value)) == SH_LINEARRING) return clone(sh_geometry(value));
    sh_Points points;
    GEOSGeometry* ring = sh_read_points(value, &points) ? sh_ring(&points) : NULL;
    free(points.values);
    return ring;
}

/* ---- what the classes are called with ------------------------------------------------------------- */

/* Whatever stands for one number. */
static bool read_number(py_Ref number, double* out) {
    if(put_number(number, out)) return true;
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

/* One coordinate, however it is nested. */
static bool point_from_sequence(py_Ref value) {
    sh_Points points = {0};
    if(is_sequence(value) && length_of(value) == 0) return refuse_width(0);
    bool ok = false;
    if(nd_is_array(value) && nd_array(value)->ndim == 1) ok = read_array(value, &points);
    else if(is_sequence(value) && !is_sequence(item_of(value, 0)) && !nd_is_array(item_of(value, 0)) && !sh_is_geometry(item_of(value, 0))) {
        if(length_of(value) < 2) return refuse_axes("points", 0);
        if(length_of(value) > 3) return refuse_width(length_of(value));
        ok = make_room(&points, 1, length_of(value));
        for(int i = 0; ok && i < points.dims; i++) {
            ok = read_number(item_of(value, i), points.values + i);
        }
    } else ok = sh_read_points(value, &points);
    if(ok && points.count != 1) ok = nd_error(tp_ValueError, "Point() takes only scalar or 1-size vector arguments");
    ok = ok && sh_wrap(py_retval(), point_of(points.values, points.dims));
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
    if(count > 1) return point_from_numbers(count, given, values) && sh_wrap(py_retval(), point_of(values, count));
    py_Ref value = py_tuple_getitem(given, 0);
    if(sh_is_geometry(value) && sh_type_of(sh_geometry(value)) == SH_POINT) {
        py_assign(py_retval(), value);
        return true;
    }
    if(py_isstr(value)) return nd_error(tp_TypeError, "iteration over a 0-d array");
    if(py_isnone(value) || py_isint(value) || py_isfloat(value) || sh_is_geometry(value)) return nd_error(tp_TypeError, "'%s' object is not iterable", py_tpname(py_typeof(value)));
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
    return new_curve(py_arg(1), SH_LINESTRING, line_of);
}

static bool new_ring(int argc, py_Ref argv) {
    (void)argc;
    return new_curve(py_arg(1), SH_LINEARRING, ring_of);
}

static void destroy_all(GEOSGeometry** parts, nd_Size count) {
    for(nd_Size i = 0; i < count; i++) GEOSGeom_destroy_r(sh_geos, parts[i]);
    free(parts);
}

static GEOSGeometry** room_for(nd_Size count) {
    GEOSGeometry** parts = malloc(sizeof *parts * (size_t)(count ? count : 1));
    if(!parts) nd_error(nd_tp_memory_error, "no memory for %td parts", count);
    return parts;
}

/* Holes: any iterable of rings. `list` is a stack temporary. NULL has set an exception. */
static GEOSGeometry** holes_from(py_Ref value, py_Ref list, int* count) {
    *count = 0;
    if(py_isnone(value)) return room_for(0);
    py_TValue to_list = *py_tpobject(tp_list);
    if(!py_call(&to_list, 1, value)) return NULL;
    py_assign(list, py_retval());
    int wanted = py_list_len(list);
    GEOSGeometry** holes = room_for(wanted);
    while(holes && *count < wanted) {
        holes[*count] = ring_from(py_list_getitem(list, *count));
        if(!holes[*count]) return destroy_all(holes, *count), NULL;
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
    GEOSGeometry* polygon = checked(GEOSGeom_createPolygon_r(sh_geos, shell, rings, (unsigned)count));
    free(rings);
    return polygon;
}

static GEOSGeometry* polygon_from(py_Ref shell, py_Ref holes) {
    if(py_isnone(shell)) return checked(GEOSGeom_createEmptyPolygon_r(sh_geos));
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
    if(is_point(item)) return clone(sh_geometry(item));
    if(sh_is_geometry(item) && sh_type_of(sh_geometry(item)) == SH_POINT) return refuse_empty_part(SH_MULTIPOINT), NULL;
    if(sh_is_geometry(item)) return nd_error(tp_TypeError, "'%s' object is not iterable", py_tpname(py_typeof(item))), NULL;
    py_TValue kept = *py_retval();
    bool ok = point_from_sequence(item);
    GEOSGeometry* part = ok ? clone(sh_geometry(py_retval())) : NULL;
    py_assign(py_retval(), &kept);
    return part;
}

static GEOSGeometry* line_part(py_Ref item) {
    sh_Points points;
    GEOSGeometry* part = sh_read_points(item, &points) ? line_of(points.values, points.count, points.dims) : NULL;
    free(points.values);
    return part;
}

/* A polygon, or a shell with or without a list of holes. */
static GEOSGeometry* polygon_part(py_Ref item) {
    if(sh_is_geometry(item)) {
        if(sh_type_of(sh_geometry(item)) == SH_POLYGON) return clone(sh_geometry(item));
        if(sh_type_of(sh_geometry(item)) == SH_MULTIPOLYGON) return nd_error(tp_ValueError, "Sequences of multi-polygons are not valid arguments"), NULL;
        return nd_error(tp_ValueError, "Input must be valid Polygon objects or sequences of (shell, holes) tuples, got a %s", py_tpname(py_typeof(item))), NULL;
    }
    if(!is_sequence(item) || length_of(item) == 0) return polygon_from(item, py_None());
    return polygon_from(item_of(item, 0), length_of(item) > 1 ? item_of(item, 1) : py_None());
}

static GEOSGeometry* any_part(py_Ref item) {
    if(!sh_is_geometry(item)) return nd_error(tp_TypeError, "One of the arguments is of incorrect type. Please provide only Geometry objects."), NULL;
    if(sh_nesting(sh_geometry(item)) < SH_NESTING_MAX) return clone(sh_geometry(item));
    return nd_error(sh_tp_geos_exception, "collections are nested more than %d levels deep", SH_NESTING_MAX), NULL;
}

typedef GEOSGeometry* (*Part)(py_Ref item);

/* Out of a list on the stack. */
static GEOSGeometry* collect(py_Ref list, int type, Part make) {
    int wanted = py_list_len(list);
    GEOSGeometry** parts = room_for(wanted);
    if(!parts) return NULL;
    nd_Size count = 0;
    for(int i = 0; i < wanted; i++) {
        py_Ref item = py_list_getitem(list, i);
        if(type == SH_COLLECTION && py_isnone(item)) continue;
        parts[count] = make(item);
        if(!parts[count]) return destroy_all(parts, count), NULL;
        if(type == SH_MULTIPOLYGON && GEOSisEmpty_r(sh_geos, parts[count]) == 1) {
            GEOSGeom_destroy_r(sh_geos, parts[count]);
            continue;
        }
        count++;
        if(type != SH_COLLECTION && GEOSisEmpty_r(sh_geos, parts[count - 1]) == 1) {
            refuse_empty_part(type);
            return destroy_all(parts, count), NULL;
        }
    }
    GEOSGeometry* collection = checked(GEOSGeom_createCollection_r(sh_geos, type, parts, (unsigned)count));
    free(parts);
    return collection;
}

/* A collection's own parts, or what a sequence holds, as a list. */
static bool parts_list(py_Ref value, py_OutRef list) {
    if(sh_is_geometry(value) && sh_type_of(sh_geometry(value)) >= SH_MULTIPOINT) {
        if(!py_getattr(value, py_name("geoms"))) return false;
        py_assign(list, py_retval());
        value = list;
    } else if(sh_is_geometry(value)) return nd_error(tp_TypeError, "'%s' object is not iterable", py_tpname(py_typeof(value)));
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
    return new_collection(py_arg(1), SH_COLLECTION, any_part);
}

/* Shapely's base classes, which nobody should call, give an empty collection. */
static bool new_base(int argc, py_Ref argv) {
    (void)argc;
    if(py_totype(argv) == sh_tp_geometry) return nd_error(tp_TypeError, "cannot create 'shapely.lib.Geometry' instances");
    return sh_wrap(py_retval(), GEOSGeom_createEmptyCollection_r(sh_geos, SH_COLLECTION));
}

static bool init_nothing(int argc, py_Ref argv) {
    (void)argc, (void)argv;
    py_newnone(py_retval());
    return true;
}

/* ---- in bulk --------------------------------------------------------------------------------------------- */

typedef GEOSGeometry* (*Maker)(const double* values, nd_Size count, int dims);

static GEOSGeometry* one_point(const double* values, nd_Size count, int dims) {
    (void)count;
    return point_of(values, dims);
}

static bool fill_list(py_Ref list, const double* values, nd_Size made, nd_Size count, int dims, Maker make) {
    py_newlistn(list, (int)made);
    for(nd_Size i = 0; i < made; i++) py_newnone(py_list_getitem(list, (int)i));
    for(nd_Size i = 0; i < made; i++) {
        if(!sh_wrap(py_list_getitem(list, (int)i), make(values + i * count * dims, count, dims))) return false;
    }
    return true;
}

/* One geometry, or a list where the array has an axis more than one needs. */
static bool make_from(py_Ref array, int own_axes, Maker make) {
    const nd_Array* a = nd_array(array);
    if(a->ndim < own_axes || a->ndim > own_axes + 1) return nd_error(tp_ValueError, "coordinates need %d or %d axes, not %d", own_axes, own_axes + 1, a->ndim);
    nd_Size width = a->shape[a->ndim - 1], count = own_axes == 2 ? a->shape[a->ndim - 2] : 1;
    if(width != 2 && width != 3) return refuse_width(width);
    const double* values = (const double*)a->data;
    if(a->ndim == own_axes) return sh_wrap(py_retval(), make(values, count, (int)width));
    py_Ref list = py_pushtmp();
    bool ok = fill_list(list, values, a->shape[0], count, (int)width, make);
    if(ok) py_assign(py_retval(), list);
    py_pop();
    return ok;
}

static bool from_coordinates(py_Ref value, int own_axes, Maker make) {
    nd_collect_if_due();
    py_Ref array = py_pushtmp(), plain = py_pushtmp();
    bool ok = nd_asarray(array, value, ND_FLOAT64) && nd_ascontiguous(plain, array, ND_FLOAT64) && make_from(plain, own_axes, make);
    py_pop();
    py_pop();
    return ok;
}

static bool make_points(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return from_coordinates(argv, 1, one_point);
}

static bool make_lines(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return from_coordinates(argv, 2, line_of);
}

static bool make_rings(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return from_coordinates(argv, 2, ring_of);
}

/* _collection(type, geometries): GEOS's number of the type, and what it is made of; None is left out */
static bool make_collection(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    PY_CHECK_ARG_TYPE(0, tp_int);
    PY_CHECK_ARG_TYPE(1, tp_list);
    nd_collect_if_due();
    int type = (int)py_toint(argv), member = type - SH_MULTIPOINT + SH_POINT;
    static const int MEMBERS[] = {SH_POINT, SH_LINESTRING, SH_POLYGON};
    GEOSGeometry** parts = room_for(py_list_len(py_arg(1)));
    if(!parts) return false;
    nd_Size count = 0;
    for(int i = 0; i < py_list_len(py_arg(1)); i++) {
        py_Ref item = py_list_getitem(py_arg(1), i);
        if(py_isnone(item)) continue;
        int found = sh_is_geometry(item) ? sh_type_of(sh_geometry(item)) : -1;
        bool fits = type == SH_COLLECTION || found == MEMBERS[member] || (type == SH_MULTILINESTRING && found == SH_LINEARRING);
        if(found >= 0 && !fits) nd_error(tp_TypeError, "One of the Geometry inputs is of incorrect geometry type.");
        parts[count] = found >= 0 && !fits ? NULL : any_part(item);
        if(!parts[count]) return destroy_all(parts, count), false;
        count++;
    }
    GEOSGeometry* collection = checked(GEOSGeom_createCollection_r(sh_geos, type, parts, (unsigned)count));
    free(parts);
    return sh_wrap(py_retval(), collection);
}

/* ---- binding -------------------------------------------------------------------------------------------------- */

void sh_add_creation(py_Ref module) {
    static const struct {
        int type;
        const char* signature;
        py_CFunction make;
    } CLASSES[] = {
        {SH_POINT, "__new__(cls, *args)", new_point}, {SH_LINESTRING, "__new__(cls, coordinates=None)", new_line},
        {SH_LINEARRING, "__new__(cls, coordinates=None)", new_ring}, {SH_POLYGON, "__new__(cls, shell=None, holes=None)", new_polygon},
        {SH_MULTIPOINT, "__new__(cls, points=None)", new_multipoint}, {SH_MULTILINESTRING, "__new__(cls, lines=None)", new_multiline},
        {SH_MULTIPOLYGON, "__new__(cls, polygons=None)", new_multipolygon}, {SH_COLLECTION, "__new__(cls, geoms=None)", new_any_collection},
    };
    py_bind(py_tpobject(sh_tp_geometry), "__new__(cls, *args, **kwargs)", new_base);
    py_bind(py_tpobject(sh_tp_geometry), "__init__(self, *args, **kwargs)", init_nothing);
    for(unsigned i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++) py_bind(py_tpobject(sh_types[CLASSES[i].type]), CLASSES[i].signature, CLASSES[i].make);
    py_bindfunc(module, "_points", make_points);
    py_bindfunc(module, "_lines", make_lines);
    py_bindfunc(module, "_rings", make_rings);
    py_bindfunc(module, "_collection", make_collection);
}
