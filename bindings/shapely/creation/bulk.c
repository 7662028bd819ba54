/*
 * Many geometries from one array, and collections from lists: the primitives of Python's part of
 * `shapely.points` and its like.
 * Limits: an array has the number of axes for one geometry, or one more.
 */
#include "points.h"

#include <stdlib.h>

typedef GEOSGeometry* (*Maker)(const double* values, nd_Size count, int dims);

static GEOSGeometry* one_point(const double* values, nd_Size count, int dims) {
    (void)count;
    return sh_point_of(values, dims);
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
    if(a->ndim < own_axes || a->ndim > own_axes + 1)
        return nd_error(tp_ValueError, "coordinates need %d or %d axes, not %d", own_axes, own_axes + 1, a->ndim);
    nd_Size width = a->shape[a->ndim - 1], count = own_axes == 2 ? a->shape[a->ndim - 2] : 1;
    if(width != 2 && width != 3) return sh_refuse_width(width);
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
    bool ok = nd_asarray(array, value, ND_FLOAT64) && nd_ascontiguous(plain, array, ND_FLOAT64) &&
              make_from(plain, own_axes, make);
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
    return from_coordinates(argv, 2, sh_line_of);
}

static bool make_rings(int argc, py_Ref argv) {
    PY_CHECK_ARGC(1);
    return from_coordinates(argv, 2, sh_ring_of);
}

/* _collection(type, geometries): GEOS's number of the type, and what it is made of; None is left out */
static bool make_collection(int argc, py_Ref argv) {
    PY_CHECK_ARGC(2);
    PY_CHECK_ARG_TYPE(0, tp_int);
    PY_CHECK_ARG_TYPE(1, tp_list);
    nd_collect_if_due();
    if(py_toint(argv) < SH_MULTIPOINT || py_toint(argv) > SH_COLLECTION)
        return nd_error(tp_ValueError, "%d is no type of collection", (int)py_toint(argv));
    int type = (int)py_toint(argv), member = type - SH_MULTIPOINT + SH_POINT;
    static const int MEMBERS[] = {SH_POINT, SH_LINESTRING, SH_POLYGON};
    GEOSGeometry** parts = sh_room_for(py_list_len(py_arg(1)));
    if(!parts) return false;
    nd_Size count = 0;
    for(int i = 0; i < py_list_len(py_arg(1)); i++) {
        py_Ref item = py_list_getitem(py_arg(1), i);
        if(py_isnone(item)) continue;
        int found = sh_is_geometry(item) ? sh_type_of(sh_geometry(item)) : -1;
        bool fits =
            type == SH_COLLECTION || found == MEMBERS[member] || (type == SH_MULTILINESTRING && found == SH_LINEARRING);
        if(found >= 0 && !fits) nd_error(tp_TypeError, "One of the Geometry inputs is of incorrect geometry type.");
        parts[count] = found >= 0 && !fits ? NULL : sh_any_part(item);
        if(!parts[count]) return sh_destroy_all(parts, count), false;
        count++;
    }
    GEOSGeometry* collection = sh_checked(GEOSGeom_createCollection_r(sh_geos, type, parts, (unsigned)count));
    free(parts);
    return sh_wrap(py_retval(), collection);
}

void sh_add_bulk(py_Ref module) {
    py_bindfunc(module, "_points", make_points);
    py_bindfunc(module, "_lines", make_lines);
    py_bindfunc(module, "_rings", make_rings);
    py_bindfunc(module, "_collection", make_collection);
}
