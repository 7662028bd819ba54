/* Coordinates and what is made of them, shared by points.c, creation.c and bulk.c. */
#pragma once

#include "../geometry/shapely.h"

bool sh_make_room(sh_Points* points, nd_Size count, int dims);
bool sh_refuse_width(nd_Size width);
bool sh_refuse_axes(const char* name, int axes);
/* An int or float; false without an exception if it is neither. */
bool sh_put_number(py_Ref value, double* out);
/* Lists and tuples. */
bool sh_is_sequence(py_Ref value);
int sh_length_of(py_Ref value);
py_Ref sh_item_of(py_Ref value, int i);
/* A point that is not empty. */
bool sh_is_point(py_Ref value);
/* An array, or what numpy makes one of. */
bool sh_read_array(py_Ref value, sh_Points* out);

/* Geometries out of coordinates; NULL has set an exception. */
GEOSGeometry* sh_point_of(const double* values, int dims);
GEOSGeometry* sh_line_of(const double* values, nd_Size count, int dims);
GEOSGeometry* sh_ring_of(const double* values, nd_Size count, int dims);
/* A clone of a collection's part, which must not be nested too deep. */
GEOSGeometry* sh_any_part(py_Ref item);
/* The geometry itself; NULL sets the exception. */
GEOSGeometry* sh_checked(GEOSGeometry* geometry);
/* Parts for GEOS to take over, and to be destroyed where it does not. */
GEOSGeometry** sh_room_for(nd_Size count);
void sh_destroy_all(GEOSGeometry** parts, nd_Size count);

void sh_add_bulk(py_Ref module);
