/*
 * Conversion of coordinate sequences: arrays, tuples, points, lines, and any iterable.
 * Limits: 2 or 3 numbers each.
 */
#include "points.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading points ----------------------------------------------------------------------- */

bool sh_make_room(sh_Points* points, nd_Size count, int dims) {
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
    if(count < 0 || !sh_make_room(out, count, dims_of(geometry))) return count < 0 ? sh_fail() : false;
    return count == 0 || put_sequence(GEOSGeom_getCoordSeq_r(sh_geos, geometry), out->values, out->dims);
}

int sh_length_of(py_Ref value) { return py_islist(value) ? py_list_len(value) : py_tuple_len(value); }
py_Ref sh_item_of(py_Ref value, int i) {
    return py_islist(value) ? py_list_getitem(value, i) : py_tuple_getitem(value, i);
}
bool sh_is_sequence(py_Ref value) { return py_islist(value) || py_istuple(value); }
bool sh_is_point(py_Ref value) {
    return sh_is_geometry(value) && sh_type_of(sh_geometry(value)) == SH_POINT &&
           !GEOSisEmpty_r(sh_geos, sh_geometry(value));
}

static int dims_of_item(py_Ref item) {
    if(sh_is_sequence(item)) return sh_length_of(item);
    return sh_is_point(item) ? dims_of(sh_geometry(item)) : 0;
}

bool sh_put_number(py_Ref value, double* out) {
    if(py_isfloat(value)) *out = py_tofloat(value);
    else if(py_isint(value)) *out = (double)py_toint(value);
    else return false;
    return true;
}

/* One of a list's items; false where the fast path does not apply. */
static bool put_item(py_Ref item, int dims, double* out) {
    if(!sh_is_sequence(item)) return put_sequence(GEOSGeom_getCoordSeq_r(sh_geos, sh_geometry(item)), out, dims);
    for(int i = 0; i < dims; i++) {
        if(!sh_put_number(sh_item_of(item, i), out + i)) return false;
    }
    return true;
}

/* Fast path for tuples and points of one length each: nearly all input. False without an exception: fall back. */
static bool read_plain(py_Ref value, sh_Points* out) {
    int count = sh_length_of(value), dims = count ? dims_of_item(sh_item_of(value, 0)) : 0;
    if(dims != 2 && dims != 3) return false;
    for(int i = 1; i < count; i++) {
        if(dims_of_item(sh_item_of(value, i)) != dims) return false;
    }
    if(!sh_make_room(out, count, dims)) return false;
    for(int i = 0; i < count; i++) {
        if(!put_item(sh_item_of(value, i), dims, out->values + i * dims)) return false;
    }
    return true;
}

/* Points in lists become tuples of numbers, other iterables lists: what numpy can convert. */
static bool make_readable(py_OutRef out, py_Ref value) {
    return sh_find("_readable") && py_call(py_retval(), 1, value) && (py_assign(out, py_retval()), true);
}

bool sh_refuse_axes(const char* name, int axes) {
    return nd_error(
        tp_ValueError,
        "%s: Input operand 0 does not have enough dimensions (has %d, gufunc core with signature (i, d),()->() requires 2)",
        name, axes);
}

bool sh_refuse_width(nd_Size width) {
    return nd_error(tp_ValueError, "The ordinate (last) dimension should be 2 or 3, got %td", width);
}

bool sh_read_array(py_Ref value, sh_Points* out) {
    py_Ref array = py_pushtmp();
    bool ok = nd_asarray(array, value, ND_FLOAT64);
    py_Ref plain = py_pushtmp();
    ok = ok && nd_ascontiguous(plain, array, ND_FLOAT64);
    if(ok) {
        const nd_Array* a = nd_array(plain);
        nd_Size width = a->ndim ? a->shape[a->ndim - 1] : 0;
        if(nd_count(a) == 0 && width != 2 && width != 3) ok = sh_make_room(out, 0, 2);
        else if(a->ndim != 2 && a->ndim != 1)
            ok = nd_error(tp_ValueError, "coordinates need two axes, not %d", a->ndim);
        else if(width != 2 && width != 3) ok = sh_refuse_width(width);
        else if((ok = sh_make_room(out, nd_count(a) / width, (int)width)))
            memcpy(out->values, a->data, sizeof(double) * (size_t)nd_count(a));
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
    if(nd_is_array(value))
        return nd_array(value)->ndim == 1 && nd_count(nd_array(value)) ? sh_refuse_axes("linestrings", 1)
                                                                       : sh_read_array(value, out);
    if(sh_is_sequence(value) && sh_length_of(value) == 0) return sh_make_room(out, 0, 2);
    if(sh_is_sequence(value) && read_plain(value, out)) return true;
    if(py_checkexc()) return false;
    free(out->values);
    *out = (sh_Points){0};
    py_Ref readable = py_pushtmp();
    bool ok = make_readable(readable, value) && sh_read_array(readable, out);
    py_pop();
    return ok;
}
